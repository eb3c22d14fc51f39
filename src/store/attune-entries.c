/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-entries-private.h"

#include "attune-fold.h"
#include "attune-revision-cache.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- Texts ---------------------------------------------------------------------------------------------------------- */

gboolean
attune_entry_is_worth (const char *text)
{
  return text != NULL && text[strspn (text, " \t\r\n")] != '\0';
}

/* What is not UTF-8 is left as it is, for the batch to refuse. */
char *
attune_entry_compose (const char *text)
{
  char *composed = g_utf8_validate (text, -1, NULL)
                     ? g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE)
                     : NULL;

  return composed != NULL ? composed : g_strdup (text);
}

char *
attune_entry_fold (const char *text)
{
  return g_str_is_ascii (text) ? g_strdup ("") : attune_fold (text);
}

char *
attune_entry_describe (const char *customer, const char *subject, const char *external_id)
{
  const char *const texts[] = { customer, subject, external_id };
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (attune_entry_is_worth (texts[i]))
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " · " : "", texts[i]);
  return g_string_free (joined, FALSE);
}

/* --- Rows ----------------------------------------------------------------------------------------------------------- */

static void
bind_key (AttuneBatch *batch, const AttuneEntry *entry)
{
  attune_batch_bind_int (batch, "kind", entry->kind);
  attune_batch_bind_int (batch, "subject", entry->subject);
  attune_batch_bind_int (batch, "part", entry->part);
  attune_batch_bind_text (batch, "question", entry->question != NULL ? entry->question : "");
}

static void
add_row (AttuneBatch *batch, const AttuneEntry *entry)
{
  if (entry->evaluation == 0)
    {
      attune_batch_add (batch,
                        "INSERT INTO entry (kind, interaction_id, subject_id, part, question)"
                        " VALUES ($kind, $interaction, $subject, $part, $question)",
                        "");
      attune_batch_bind_int (batch, "interaction", entry->interaction);
    }
  else
    {
      attune_batch_add (batch,
                        "INSERT INTO entry (kind, evaluation_id, subject_id, part, question)"
                        " SELECT $kind, e.id, $subject, $part, $question FROM evaluation AS e"
                        " WHERE e.id = $evaluation AND " ATTUNE_ENTRY_IS_OPEN,
                        "");
      attune_batch_bind_int (batch, "evaluation", entry->evaluation);
    }
  bind_key (batch, entry);
}

static void
add_words (AttuneBatch *batch, const AttuneEntry *entry)
{
  g_autofree char *text = attune_entry_compose (entry->text);
  g_autofree char *folded = attune_entry_fold (text);

  attune_batch_add (batch,
                    "INSERT INTO entry_words (rowid, text, folded) SELECT s.id, $text, $folded"
                    " FROM entry AS s WHERE s.subject_id = $subject AND s.kind = $kind"
                    " AND s.part = $part AND s.question = $question",
                    "");
  bind_key (batch, entry);
  attune_batch_bind_text (batch, "text", text);
  attune_batch_bind_text (batch, "folded", folded);
}

void
attune_entry_add (AttuneBatch *batch, const AttuneEntry *entry)
{
  if (!attune_entry_is_worth (entry->text))
    return;

  add_row (batch, entry);
  add_words (batch, entry);
}

void
attune_entries_take_out (AttuneBatch *batch, AttuneEntryKind kind, gint64 subject)
{
  static const char *const statements[] = {
    "DELETE FROM entry_words WHERE rowid IN (SELECT s.id FROM entry AS s"
    " WHERE s.subject_id = $subject AND s.kind = $kind)",
    "DELETE FROM entry WHERE subject_id = $subject AND kind = $kind",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      attune_batch_add (batch, statements[i], "");
      attune_batch_bind_int (batch, "subject", subject);
      attune_batch_bind_int (batch, "kind", kind);
    }
}

void
attune_entry_put (AttuneBatch *batch, const AttuneEntry *entry)
{
  attune_entries_take_out (batch, entry->kind, entry->subject);
  attune_entry_add (batch, entry);
}

/* --- What verbs write ----------------------------------------------------------------------------------------------- */

void
attune_entries_add_interaction (AttuneBatch *batch, gint64 id, const AttuneInteraction *interaction)
{
  g_autofree char *text = attune_entry_describe (interaction->customer, interaction->subject,
                                                 interaction->external_id);

  attune_entry_add (batch, &(AttuneEntry){ .kind = ATTUNE_ENTRY_INTERACTION,
                                           .interaction = id,
                                           .subject = id,
                                           .text = text });
}

void
attune_entries_add_revision (AttuneBatch *batch,
                             gint64 evaluation,
                             gint64 revision,
                             AttuneAnswers *answers,
                             const char *remark)
{
  g_autoptr (GPtrArray)
    entries = attune_entries_list_revision (evaluation, revision, answers, remark);

  for (guint i = 0; i < entries->len; i++)
    attune_entry_add (batch, g_ptr_array_index (entries, i));
}

void
attune_entries_remove_revision (AttuneBatch *batch, gint64 revision)
{
  attune_entries_take_out (batch, ATTUNE_ENTRY_COMMENT, revision);
  attune_entries_take_out (batch, ATTUNE_ENTRY_REMARK, revision);
}

/* --- Revealing ------------------------------------------------------------------------------------------------------ */

static void
require_notes (AttuneBatch *batch, gint64 evaluation, const AttuneRows *rows)
{
  gint64 sum_revs = 0;

  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    sum_revs += attune_rows_get_int (rows, i, 2);
  attune_batch_add (batch,
                    "SELECT 1 FROM (SELECT count (*) AS n, coalesce (sum (n.rev), 0) AS revs"
                    " FROM note AS n WHERE n.evaluation_id = $evaluation) AS s"
                    " WHERE s.n = $n AND s.revs = $revs",
                    "i");
  attune_batch_bind_int (batch, "evaluation", evaluation);
  attune_batch_bind_int (batch, "n", attune_rows_get_n (rows));
  attune_batch_bind_int (batch, "revs", sum_revs);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The notes of the self-evaluation were changed meanwhile. Try again."));
}

static void
add_notes (AttuneBatch *batch, gint64 evaluation, const AttuneRows *rows)
{
  require_notes (batch, evaluation, rows);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    attune_entry_put (batch, &(AttuneEntry){ .kind = ATTUNE_ENTRY_NOTE,
                                             .evaluation = evaluation,
                                             .subject = attune_rows_get_int (rows, i, 0),
                                             .text = attune_rows_get_text (rows, i, 1) });
}

static void
add_current (AttuneStore *store, AttuneBatch *batch, gint64 evaluation, const AttuneRows *rows)
{
  const AttuneRevision *form = attune_store_get_revision (store, attune_rows_get_int (rows, 0, 1),
                                                          NULL);
  g_autoptr (AttuneAnswers) answers = NULL;

  if (form != NULL)
    answers = attune_answers_from_json (form->form, attune_rows_get_text (rows, 0, 2), -1, NULL);
  if (answers != NULL)
    attune_entries_add_revision (batch, evaluation, attune_rows_get_int (rows, 0, 0), answers,
                                 attune_rows_get_text (rows, 0, 3));
}

gboolean
attune_entries_reveal (AttuneWrite *write, gint64 evaluation, GError **error)
{
  AttuneStore *store = attune_write_get_store (write);
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch,
                    "SELECT r.id, r.form_revision_id, r.answers, r.remark FROM evaluation_revision"
                    " AS r WHERE r.evaluation_id = $evaluation AND r.is_current = 1",
                    "iitt");
  attune_batch_bind_int (batch, "evaluation", evaluation);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CORRUPT,
                       _ ("A revision of this evaluation is missing. Check the workspace."));
  attune_batch_add (batch,
                    "SELECT n.id, n.text, n.rev FROM note AS n"
                    " WHERE n.evaluation_id = $evaluation ORDER BY n.id",
                    "iti");
  attune_batch_bind_int (batch, "evaluation", evaluation);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return FALSE;

  add_current (store, attune_write_get_batch (write), evaluation, attune_result_rows (result, 0));
  add_notes (attune_write_get_batch (write), evaluation, attune_result_rows (result, 1));
  return TRUE;
}
