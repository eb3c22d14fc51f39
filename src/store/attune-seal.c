/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-seal.h"

#include "attune-hex.h"

#include <string.h>

static void
add_int (GChecksum *sum, gint64 value)
{
  gint64 bytes = GINT64_TO_BE (value);

  g_checksum_update (sum, (const guchar *) &bytes, sizeof bytes);
}

static void
add_text (GChecksum *sum, const char *text)
{
  gsize size = text != NULL ? strlen (text) : 0;

  add_int (sum, text != NULL ? (gint64) size : -1);
  if (size > 0)
    g_checksum_update (sum, (const guchar *) text, (gssize) size);
}

static void
add_ints (GChecksum *sum, const gint64 *numbers, guint n_numbers)
{
  for (guint i = 0; i < n_numbers; i++)
    add_int (sum, numbers[i]);
}

static void
end (GChecksum *sum, guint8 *out_seal)
{
  gsize size = ATTUNE_SEAL_SIZE;

  g_checksum_get_digest (sum, out_seal, &size);
}

void
attune_seal_revision (const AttuneSealedRevision *revision, guint8 out_seal[ATTUNE_SEAL_SIZE])
{
  const gint64 numbers[] = {
    revision->evaluation, revision->interaction, revision->agent,        revision->team,
    revision->form,       revision->evaluator,   revision->kind,         revision->basis,
    revision->contact_at, revision->id,          revision->number,       revision->form_revision,
    revision->reason,     revision->author,      revision->submitted_at, revision->scorer_version,
    revision->score,      revision->raw,         revision->critical,     revision->outcome,
    revision->is_failed,  revision->error_types,
  };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  add_ints (sum, numbers, G_N_ELEMENTS (numbers));
  add_text (sum, revision->answers);
  add_text (sum, revision->remark);
  end (sum, out_seal);
}

/* What notes have had since version 5. */
static void
add_newer (GChecksum *sum, const AttuneSealedNote *note)
{
  const gint64 numbers[] = { note->passage_from, note->passage_to, note->character_from,
                             note->character_to, note->sound_us };
  gboolean has_any = note->sound != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    has_any = has_any || numbers[i] != -1;
  if (!has_any)
    return;
  add_ints (sum, numbers, G_N_ELEMENTS (numbers));
  add_text (sum, note->sound);
}

void
attune_seal_note (const AttuneSealedNote *note, guint8 out_seal[ATTUNE_SEAL_SIZE])
{
  const gint64 numbers[] = {
    note->id,   note->evaluation, note->author,     note->from_us,    note->to_us,
    note->kind, note->is_shared,  note->created_at, note->is_removed,
  };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  add_ints (sum, numbers, G_N_ELEMENTS (numbers));
  add_text (sum, note->question);
  add_text (sum, note->text);
  add_newer (sum, note);
  end (sum, out_seal);
}

GString *
attune_seals_new (void)
{
  return g_string_new (ATTUNE_SEALS_LINE);
}

static void
add_line (GString *self, const char *kind, gint64 id, gint64 other, const guint8 *bytes)
{
  g_autoptr (GBytes) blob = g_bytes_new_static (bytes, ATTUNE_SEAL_SIZE);
  g_autofree char *hex = attune_hex_from_bytes (blob);

  g_string_append_printf (self, "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n", kind, id,
                          other, hex);
}

void
attune_seals_add_revision (GString *self, const AttuneSealedRevision *revision)
{
  guint8 bytes[ATTUNE_SEAL_SIZE];

  attune_seal_revision (revision, bytes);
  add_line (self, "evaluation", revision->evaluation, revision->id, bytes);
}

void
attune_seals_add_note (GString *self, const AttuneSealedNote *note)
{
  guint8 bytes[ATTUNE_SEAL_SIZE];

  attune_seal_note (note, bytes);
  add_line (self, "note", note->id, note->evaluation, bytes);
}

void
attune_seals_add_text (GString *self, const char *text)
{
  if (text != NULL)
    g_string_append_printf (self, "\n%s", text);
}

gboolean
attune_seal_line_parse (const char *line, AttuneSealLine *out_line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GBytes) bytes = NULL;
  gint64 other;

  if (g_strv_length (words) != 4 ||
      !g_ascii_string_to_signed (words[1], 10, G_MININT64, G_MAXINT64, &out_line->id, NULL) ||
      !g_ascii_string_to_signed (words[2], 10, G_MININT64, G_MAXINT64, &other, NULL))
    return FALSE;
  bytes = attune_hex_to_bytes (words[3], ATTUNE_SEAL_SIZE);
  if (bytes == NULL)
    return FALSE;

  memcpy (out_line->seal, g_bytes_get_data (bytes, NULL), ATTUNE_SEAL_SIZE);
  out_line->is_note = g_str_equal (words[0], "note");
  out_line->evaluation = out_line->is_note ? other : out_line->id;
  out_line->revision = out_line->is_note ? 0 : other;
  return out_line->is_note || g_str_equal (words[0], "evaluation");
}
