/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-transcript.h"

#include <string.h>

struct _AttuneTranscript
{
  gatomicrefcount references;

  GArray *passages; /* AttunePassage, whose texts are in the chunk */
  GArray *starts;   /* gint64: when each begins, or the one before it that has a time; -1 */
  GStringChunk *texts;
};

struct _AttuneTranscriptBuilder
{
  GArray *drafts; /* Draft */
  gsize n_bytes;
};

/* A passage on its way; its texts are its own. */
typedef struct
{
  AttunePassage passage;
  gint64 start;
  guint number;
  char *name;
  GString *text;
} Draft;

G_DEFINE_BOXED_TYPE (AttuneTranscript,
                     attune_transcript,
                     attune_transcript_ref,
                     attune_transcript_unref)

static void
clear_draft (gpointer data)
{
  Draft *draft = data;

  g_free (draft->name);
  g_string_free (draft->text, TRUE);
}

AttuneTranscriptBuilder *
attune_transcript_builder_new (void)
{
  AttuneTranscriptBuilder *self = g_new0 (AttuneTranscriptBuilder, 1);

  self->drafts = g_array_new (FALSE, FALSE, sizeof (Draft));
  g_array_set_clear_func (self->drafts, clear_draft);
  return self;
}

void
attune_transcript_builder_free (AttuneTranscriptBuilder *self)
{
  g_array_unref (self->drafts);
  g_free (self);
}

static gboolean
take_room (AttuneTranscriptBuilder *self, gsize n_bytes)
{
  if (n_bytes > ATTUNE_TRANSCRIPT_MAX_BYTES - self->n_bytes)
    return FALSE;
  self->n_bytes += n_bytes;
  return TRUE;
}

gboolean
attune_transcript_builder_add (AttuneTranscriptBuilder *self, const AttunePassage *passage)
{
  g_autofree char *name = g_strstrip (g_strdup (passage->name != NULL ? passage->name : ""));
  g_autofree char *text = g_strstrip (g_strdup (passage->text != NULL ? passage->text : ""));
  Draft draft = { *passage };

  if (*text == '\0')
    return TRUE;
  if (self->drafts->len >= ATTUNE_TRANSCRIPT_MAX_PASSAGES ||
      !take_room (self, strlen (name) + strlen (text)))
    return FALSE;

  draft.number = self->drafts->len;
  draft.start = passage->from_us;
  if (draft.start < 0 && draft.number > 0)
    draft.start = g_array_index (self->drafts, Draft, draft.number - 1).start;
  draft.name = g_steal_pointer (&name);
  draft.text = g_string_new (text);
  g_array_append_val (self->drafts, draft);
  return TRUE;
}

gboolean
attune_transcript_builder_add_line (AttuneTranscriptBuilder *self, const char *line)
{
  Draft *last;

  if (self->drafts->len == 0 || !take_room (self, strlen (line) + 1))
    return FALSE;

  last = &g_array_index (self->drafts, Draft, self->drafts->len - 1);
  g_string_append_c (last->text, '\n');
  g_string_append (last->text, line);
  return TRUE;
}

guint
attune_transcript_builder_get_n (const AttuneTranscriptBuilder *self)
{
  return self->drafts->len;
}

static int
compare_drafts (gconstpointer a, gconstpointer b)
{
  const Draft *one = a;
  const Draft *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  return one->number < other->number ? -1 : 1;
}

AttuneTranscript *
attune_transcript_builder_end (AttuneTranscriptBuilder *self)
{
  AttuneTranscript *transcript = g_new0 (AttuneTranscript, 1);

  g_atomic_ref_count_init (&transcript->references);
  transcript->passages = g_array_sized_new (FALSE, FALSE, sizeof (AttunePassage),
                                            self->drafts->len);
  transcript->starts = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->drafts->len);
  transcript->texts = g_string_chunk_new (4096);
  g_array_sort (self->drafts, compare_drafts);
  for (guint i = 0; i < self->drafts->len; i++)
    {
      Draft *draft = &g_array_index (self->drafts, Draft, i);
      AttunePassage passage = draft->passage;

      passage.to_us = passage.from_us >= 0 ? MAX (passage.to_us, -1) : -1;
      passage.from_us = MAX (passage.from_us, -1);
      passage.name = g_string_chunk_insert_const (transcript->texts, draft->name);
      passage.text = g_string_chunk_insert (transcript->texts, g_strchomp (draft->text->str));
      g_array_append_val (transcript->passages, passage);
      g_array_append_val (transcript->starts, draft->start);
    }
  attune_transcript_builder_free (self);
  return transcript;
}

AttuneTranscript *
attune_transcript_ref (AttuneTranscript *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
attune_transcript_unref (AttuneTranscript *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_array_unref (self->passages);
  g_array_unref (self->starts);
  g_string_chunk_free (self->texts);
  g_free (self);
}

guint
attune_transcript_get_n (const AttuneTranscript *self)
{
  return self->passages->len;
}

const AttunePassage *
attune_transcript_get (const AttuneTranscript *self, guint index)
{
  g_return_val_if_fail (index < self->passages->len, NULL);

  return &g_array_index (self->passages, AttunePassage, index);
}

gint64
attune_transcript_get_end_us (const AttuneTranscript *self)
{
  gint64 end = -1;

  for (guint i = 0; i < self->passages->len; i++)
    {
      const AttunePassage *passage = attune_transcript_get (self, i);

      end = MAX (end, MAX (passage->from_us, passage->to_us));
    }
  return end;
}

int
attune_transcript_find_at (const AttuneTranscript *self, gint64 us)
{
  guint low = 0;
  guint high = self->passages->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->starts, gint64, middle) <= us)
        low = middle + 1;
      else
        high = middle;
    }
  /* Those without a time of their own go with the one that has it. */
  while (low > 0 && attune_transcript_get (self, low - 1)->from_us < 0)
    low--;
  return (int) low - 1;
}

gboolean
attune_transcript_equal (const AttuneTranscript *self, const AttuneTranscript *other)
{
  if (self->passages->len != other->passages->len)
    return FALSE;

  for (guint i = 0; i < self->passages->len; i++)
    {
      const AttunePassage *one = attune_transcript_get (self, i);
      const AttunePassage *two = attune_transcript_get (other, i);

      if (one->from_us != two->from_us || one->to_us != two->to_us ||
          one->speaker != two->speaker || !g_str_equal (one->name, two->name) ||
          !g_str_equal (one->text, two->text))
        return FALSE;
    }
  return TRUE;
}

static void
add_int (GChecksum *sum, gint64 value)
{
  gint64 bytes = GINT64_TO_BE (value);

  g_checksum_update (sum, (const guchar *) &bytes, sizeof bytes);
}

static void
add_text (GChecksum *sum, const char *text)
{
  add_int (sum, (gint64) strlen (text));
  g_checksum_update (sum, (const guchar *) text, (gssize) strlen (text));
}

char *
attune_transcript_get_sha256 (const AttuneTranscript *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < self->passages->len; i++)
    {
      const AttunePassage *passage = attune_transcript_get (self, i);

      add_int (sum, passage->from_us);
      add_int (sum, passage->to_us);
      add_int (sum, passage->speaker);
      add_text (sum, passage->name);
      add_text (sum, passage->text);
    }
  return g_strdup (g_checksum_get_string (sum));
}

/* --- Stretches --- */

static guint
count_characters (const AttuneTranscript *self, guint index)
{
  return (guint) g_utf8_strlen (attune_transcript_get (self, index)->text, -1);
}

gboolean
attune_transcript_has_stretch (const AttuneTranscript *self, const AttuneStretch *stretch)
{
  if (stretch->passage_from > stretch->passage_to || stretch->passage_to >= self->passages->len)
    return FALSE;
  if (stretch->passage_from == stretch->passage_to &&
      stretch->character_from >= stretch->character_to)
    return FALSE;
  return stretch->character_from < count_characters (self, stretch->passage_from) &&
         stretch->character_to > 0 &&
         stretch->character_to <= count_characters (self, stretch->passage_to);
}

gboolean
attune_stretch_meet (const AttuneStretch *self, guint index, guint *out_from, guint *out_to)
{
  if (index < self->passage_from || index > self->passage_to)
    return FALSE;
  *out_from = index == self->passage_from ? self->character_from : 0;
  *out_to = index == self->passage_to ? self->character_to : G_MAXUINT;
  return *out_from < *out_to;
}

char *
attune_transcript_quote (const AttuneTranscript *self,
                         const AttuneStretch *stretch,
                         guint max_characters)
{
  g_autoptr (GString) quote = g_string_new (NULL);
  guint n_left = max_characters;

  if (!attune_transcript_has_stretch (self, stretch))
    return g_strdup ("");

  for (guint i = stretch->passage_from; i <= stretch->passage_to && n_left > 0; i++)
    {
      const char *text = attune_transcript_get (self, i)->text;
      g_autofree char *piece = NULL;
      guint from = 0;
      guint to = 0;

      attune_stretch_meet (stretch, i, &from, &to);
      to = MIN (to, count_characters (self, i));
      piece = g_utf8_substring (text, from, from + MIN (to - from, n_left));
      g_string_append_printf (quote, "%s%s%s", quote->len > 0 ? "\n" : "", piece,
                              to - from > n_left ? "…" : "");
      n_left -= MIN (to - from, n_left);
    }
  return g_string_free (g_steal_pointer (&quote), FALSE);
}

gboolean
attune_transcript_get_times (const AttuneTranscript *self,
                             const AttuneStretch *stretch,
                             gint64 *out_from_us,
                             gint64 *out_to_us)
{
  gint64 from = -1;
  gint64 to = -1;

  if (!attune_transcript_has_stretch (self, stretch))
    return FALSE;

  for (guint i = stretch->passage_from; i <= stretch->passage_to; i++)
    {
      const AttunePassage *passage = attune_transcript_get (self, i);

      if (from < 0)
        from = passage->from_us;
      to = MAX (to, MAX (passage->from_us, passage->to_us));
    }
  if (from < 0)
    return FALSE;
  *out_from_us = from;
  *out_to_us = MAX (from, to);
  return TRUE;
}
