/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a transcript of any source: it is read, or there are faults that say why not. What was read is in order, and is
 * text. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "fuzz-target.h"

#include "attune-speaker.h"
#include "attune-text-needle.h"
#include "attune-transcript-import.h"

static void
check_passages (const AttuneTranscript *transcript)
{
  g_autoptr (AttuneTextNeedle) needle = attune_text_needle_new ("a");
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (AttuneTextSpan));
  gint64 last = -1;

  for (guint i = 0; i < attune_transcript_get_n (transcript); i++)
    {
      const AttunePassage *passage = attune_transcript_get (transcript, i);

      g_assert_true (g_utf8_validate (passage->text, -1, NULL));
      g_assert_true (g_utf8_validate (passage->name, -1, NULL));
      g_assert_true (*passage->text != '\0');
      g_assert_true (passage->to_us == -1 || passage->to_us >= passage->from_us);
      g_assert_true (passage->from_us == -1 || passage->from_us >= last);
      last = MAX (last, passage->from_us);
      attune_text_needle_find (needle, passage->text, spans);
    }
}

static void
check_source (GBytes *bytes, AttuneTranscriptSource source)
{
  static const char *const agents[] = { "Sanna Laine", NULL };
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneTranscriptImport)
    import = attune_transcript_import_bytes (bytes, source, faults);
  g_autoptr (AttuneTranscript) known = NULL;

  g_assert_cmpint (import == NULL, ==, faults->len > 0);
  if (import == NULL)
    return;
  g_assert_cmpuint (attune_transcript_get_n (import->transcript), >, 0);
  check_passages (import->transcript);
  known = attune_transcript_with_agents (import->transcript, agents);
  g_assert_cmpuint (attune_transcript_get_n (known), ==,
                    attune_transcript_get_n (import->transcript));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  for (guint source = ATTUNE_TRANSCRIPT_SOURCE_ANY; source <= ATTUNE_TRANSCRIPT_SOURCE_TEXT;
       source++)
    check_source (bytes, (AttuneTranscriptSource) source);
  return 0;
}
