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

void
attune_seal_acknowledgement (const AttuneSealedAcknowledgement *acknowledgement,
                             guint8 out_seal[ATTUNE_SEAL_SIZE])
{
  const gint64 numbers[] = { acknowledgement->id, acknowledgement->evaluation,
                             acknowledgement->revision, acknowledgement->agent,
                             acknowledgement->at };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  add_ints (sum, numbers, G_N_ELEMENTS (numbers));
  add_text (sum, acknowledgement->comment);
  end (sum, out_seal);
}

static void
add_answer (GChecksum *sum, const AttuneSealedDisputeAnswer *answer)
{
  add_text (sum, answer->question);
  add_text (sum, answer->proposed);
  add_text (sum, answer->reason);
  add_int (sum, answer->decision);
  add_text (sum, answer->decided);
  add_text (sum, answer->remark);
}

void
attune_seal_dispute (const AttuneSealedDispute *dispute, guint8 out_seal[ATTUNE_SEAL_SIZE])
{
  const gint64 numbers[] = {
    dispute->id,         dispute->evaluation, dispute->revision,
    dispute->agent,      dispute->state,      dispute->opened_at,
    dispute->decided_by, dispute->decided_at, dispute->decided_revision,
  };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  add_ints (sum, numbers, G_N_ELEMENTS (numbers));
  add_text (sum, dispute->reason);
  add_text (sum, dispute->remark);
  add_int (sum, dispute->n_answers);
  for (guint i = 0; i < dispute->n_answers; i++)
    add_answer (sum, &dispute->answers[i]);
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
attune_seals_add_acknowledgement (GString *self, const AttuneSealedAcknowledgement *acknowledgement)
{
  guint8 bytes[ATTUNE_SEAL_SIZE];

  attune_seal_acknowledgement (acknowledgement, bytes);
  add_line (self, "acknowledgement", acknowledgement->id, acknowledgement->evaluation, bytes);
}

void
attune_seals_add_dispute (GString *self, const AttuneSealedDispute *dispute)
{
  guint8 bytes[ATTUNE_SEAL_SIZE];

  attune_seal_dispute (dispute, bytes);
  add_line (self, "dispute", dispute->id, dispute->evaluation, bytes);
}

void
attune_seals_add_mark (GString *self, const char *word, gint64 one, gint64 other)
{
  g_string_append_printf (self, "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", word, one, other);
}

void
attune_seals_add_text (GString *self, const char *text)
{
  if (text != NULL)
    g_string_append_printf (self, "\n%s", text);
}

static gboolean
find_kind (const char *word, AttuneSealKind *out_kind)
{
  static const char *const words[] = {
    [ATTUNE_SEAL_EVALUATION] = "evaluation",
    [ATTUNE_SEAL_NOTE] = "note",
    [ATTUNE_SEAL_ACKNOWLEDGEMENT] = "acknowledgement",
    [ATTUNE_SEAL_DISPUTE] = "dispute",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        *out_kind = (AttuneSealKind) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_id (const char *word, gint64 *out_id)
{
  return g_ascii_string_to_signed (word, 10, G_MININT64, G_MAXINT64, out_id, NULL);
}

gboolean
attune_seal_line_parse (const char *line, AttuneSealLine *out_line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GBytes) bytes = NULL;
  gint64 one;
  gint64 other;

  if (g_strv_length (words) != 4 || !find_kind (words[0], &out_line->kind) ||
      !parse_id (words[1], &one) || !parse_id (words[2], &other))
    return FALSE;
  bytes = attune_hex_to_bytes (words[3], ATTUNE_SEAL_SIZE);
  if (bytes == NULL)
    return FALSE;

  memcpy (out_line->seal, g_bytes_get_data (bytes, NULL), ATTUNE_SEAL_SIZE);
  out_line->id = out_line->kind == ATTUNE_SEAL_EVALUATION ? other : one;
  out_line->evaluation = out_line->kind == ATTUNE_SEAL_EVALUATION ? one : other;
  return TRUE;
}

/* Where the seals end: at the blank line, or with the content. */
static const char *
find_end (const char *content)
{
  const char *blank = strstr (content, "\n\n");

  return blank != NULL ? blank + 1 : content + strlen (content);
}

gboolean
attune_seals_find_mark (const char *content, const char *word, gint64 *out_one, gint64 *out_other)
{
  g_autofree char *head = g_strndup (content, (gsize) (find_end (content) - content));
  g_auto (GStrv) lines = g_strsplit (head, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);

      if (g_strv_length (words) == 3 && g_str_equal (words[0], word) &&
          parse_id (words[1], out_one) && parse_id (words[2], out_other))
        return TRUE;
    }
  return FALSE;
}

const char *
attune_seals_find_text (const char *content)
{
  const char *text = find_end (content);

  return *text == '\n' ? text + 1 : text;
}
