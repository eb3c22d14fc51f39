/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-upkeep-private.h"

#include "attune-evaluations.h"
#include "attune-rollup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Revisions, and rows of rollups, of one read. */
#define PAGE 500

#define MAX_NUMBERS 6

enum
{
  ID,
  EVALUATION,
  FORM_REVISION,
  ANSWERS,
  VERSION,
  SCORE,
  RAW,
  CRITICAL,
  OUTCOME,
  IS_FAILED,
  ERROR_TYPES,
  IS_COUNTED,
  COUNTS,
  AGENT,
  TEAM,
  FORM,
  MONTH,
  BASIS,
  IS_SAME
};

/* `counts` and `is_same` are what the row should be, told by the evaluation it belongs to. */
static const char select_revisions[] =
  "SELECT r.id, r.evaluation_id, r.form_revision_id, r.answers, r.scorer_version, r.score, r.raw,"
  " r.critical, r.outcome, r.is_failed, r.error_types, r.is_counted,"
  " CASE WHEN e.kind = 0 AND e.state = 2 AND r.is_current = 1 THEN 1 ELSE 0 END,"
  " e.agent_id, e.team_id, e.form_id, e.month, e.basis,"
  " CASE WHEN r.agent_id = e.agent_id AND coalesce (r.team_id, 0) = coalesce (e.team_id, 0)"
  " AND r.form_id = e.form_id AND r.basis = e.basis AND r.contact_at = e.contact_at"
  " THEN 1 ELSE 0 END"
  " FROM evaluation_revision AS r JOIN evaluation AS e ON e.id = r.evaluation_id"
  " WHERE r.submitted_at IS NOT NULL AND r.id > $last ORDER BY r.id LIMIT $limit";
static const char revision_types[] = "iiitiiiiiiiiiiiiiii";

static char *
name_evaluation (const AttuneRows *rows, guint row)
{
  return g_strdup_printf ("evaluation %" G_GINT64_FORMAT,
                          attune_rows_get_int (rows, row, EVALUATION));
}

static gboolean
is_score (const AttuneRows *rows, guint row, guint column, gint64 score)
{
  if (score == ATTUNE_SCORE_NONE)
    return attune_rows_is_null (rows, row, column);
  return !attune_rows_is_null (rows, row, column) &&
         attune_rows_get_int (rows, row, column) == score;
}

/* A score stays what the scorer of its day made it: only this one's own are compared. */
static gboolean
has_true_score (const AttuneRows *rows, guint row, const AttuneScoreFigures *figures)
{
  gint64 error_types = 0;

  if (attune_rows_get_int (rows, row, VERSION) != ATTUNE_SCORER_VERSION)
    return TRUE;

  for (guint i = 1; i < ATTUNE_N_ERROR_TYPES; i++)
    error_types |= figures->errors[i] > 0 ? 1 << i : 0;
  return is_score (rows, row, SCORE, figures->score) && is_score (rows, row, RAW, figures->raw) &&
         is_score (rows, row, CRITICAL, figures->critical_score) &&
         attune_rows_get_int (rows, row, OUTCOME) == (gint64) figures->outcome &&
         attune_rows_get_int (rows, row, IS_FAILED) == (gint64) figures->form_failed &&
         attune_rows_get_int (rows, row, ERROR_TYPES) == error_types;
}

static char *
describe_score (const AttuneRows *rows, guint row, const AttuneScoreFigures *figures)
{
  g_autofree char *kept = attune_basis_points_to_string (
    attune_rows_is_null (rows, row, SCORE) ? ATTUNE_SCORE_NONE
                                           : attune_rows_get_int (rows, row, SCORE));
  g_autofree char *made = attune_basis_points_to_string (figures->score);

  return g_strdup_printf (_ ("Its score is kept as %s, but its answers give %s, or other errors or "
                             "another outcome than are kept."),
                          kept, made);
}

static void
check_score (AttuneCheck *self,
             const AttuneRows *rows,
             guint row,
             const AttuneScoreFigures *figures)
{
  g_autofree char *message = NULL;

  if (has_true_score (rows, row, figures))
    return;

  message = describe_score (rows, row, figures);
  attune_check_add (self, name_evaluation (rows, row), message);
}

static void
check_flags (AttuneCheck *self, const AttuneRows *rows, guint row)
{
  if (attune_rows_get_int (rows, row, IS_COUNTED) != attune_rows_get_int (rows, row, COUNTS))
    attune_check_add (self, name_evaluation (rows, row),
                      _ ("Figures count a revision of it that does not count, or leave out the "
                         "one that does."));
  if (!attune_rows_get_int (rows, row, IS_SAME))
    attune_check_add (self, name_evaluation (rows, row),
                      _ ("A revision of it is about another agent, team, form or time."));
}

static AttuneAnswers *
parse_answers (AttuneCheck *self,
               const AttuneRows *rows,
               guint row,
               const AttuneRevision **out_revision)
{
  g_autoptr (GError) error = NULL;
  AttuneAnswers *answers = NULL;
  gint64 id = attune_rows_get_int (rows, row, FORM_REVISION);

  *out_revision = attune_store_get_revision (self->store, id, &error);
  if (*out_revision != NULL)
    answers = attune_answers_from_json ((*out_revision)->form,
                                        attune_rows_get_text (rows, row, ANSWERS), -1, &error);
  if (answers == NULL)
    attune_check_add (self, name_evaluation (rows, row), error->message);
  return answers;
}

static void
check_revision (AttuneCheck *self, const AttuneRows *rows, guint row, AttuneRollup *rollup)
{
  const AttuneRevision *revision;
  g_autoptr (AttuneAnswers) answers = parse_answers (self, rows, row, &revision);
  AttuneRollupKey key = { attune_rows_get_int (rows, row, AGENT),
                          attune_rows_get_int (rows, row, TEAM),
                          attune_rows_get_int (rows, row, FORM),
                          (int) attune_rows_get_int (rows, row, MONTH),
                          (int) attune_rows_get_int (rows, row, BASIS) };
  AttuneScoreFigures figures;

  self->report->n_evaluations++;
  if (answers == NULL)
    return;

  attune_scorer_run (revision->scorer, answers, &figures);
  check_score (self, rows, row, &figures);
  check_flags (self, rows, row);
  if (attune_rows_get_int (rows, row, COUNTS))
    attune_rollup_add (rollup, &key, revision, answers, 1);
}

static gboolean
check_revisions (AttuneCheck *self, AttuneRollup *rollup, GError **error)
{
  gint64 last = G_MININT64;
  guint n;

  do
    {
      g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
      g_autoptr (AttuneResult) result = NULL;
      const AttuneRows *rows;

      attune_batch_add (batch, select_revisions, revision_types);
      attune_batch_bind_int (batch, "last", last);
      attune_batch_bind_int (batch, "limit", PAGE);
      result = attune_store_read (self->store, batch, error);
      if (result == NULL || attune_check_is_cancelled (self, error))
        return FALSE;

      rows = attune_result_rows (result, 0);
      n = attune_rows_get_n (rows);
      for (guint i = 0; i < n; i++)
        check_revision (self, rows, i, rollup);
      if (n > 0)
        last = attune_rows_get_int (rows, n - 1, ID);
    }
  while (n == PAGE);
  return TRUE;
}

/* Every evaluation has one current revision; the unique index sees to it that none has two. */
static gboolean
check_currency (AttuneCheck *self, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT 0, e.id FROM evaluation AS e WHERE NOT EXISTS (SELECT 1 FROM"
                    " evaluation_revision AS r WHERE r.evaluation_id = e.id AND r.is_current = 1)"
                    " ORDER BY e.id",
                    "ii");
  result = attune_store_read (self->store, batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    attune_check_add (self, name_evaluation (rows, i), _ ("It has no current revision."));
  return TRUE;
}

/* Rollups ---------------------------------------------------------------------------------------------------------- */

/* The numbers of a row, filled up with zeros. */
typedef struct
{
  gint64 numbers[MAX_NUMBERS];
} Numbers;

static void
expect_row (const char *row, const gint64 *numbers, guint n_numbers, gpointer data)
{
  Numbers *expected = g_new0 (Numbers, 1);

  memcpy (expected->numbers, numbers, MIN (n_numbers, MAX_NUMBERS) * sizeof (gint64));
  g_hash_table_insert (data, g_strdup (row), expected);
}

/* The tables in the words of attune_rollup_visit(): its key, then the numbers. */
static const char *const select_rollups[] = {
  "SELECT agent_id, question_id, month, form_id, team_id, basis, '', n, n_na, n_errors, n_fails,"
  " sum, sum_squares FROM rollup"
  " WHERE (agent_id, question_id, month, form_id, team_id, basis)"
  " > ($agent, $question, $month, $form, $team, $basis) AND $option IS NOT NULL"
  " ORDER BY agent_id, question_id, month, form_id, team_id, basis LIMIT $limit",
  "SELECT agent_id, question_id, month, 0, team_id, basis, option, n, 0, 0, 0, 0, 0"
  " FROM rollup_option"
  " WHERE (agent_id, question_id, month, option, team_id, basis)"
  " > ($agent, $question, $month, $option, $team, $basis) AND $form IS NOT NULL"
  " ORDER BY agent_id, question_id, month, option, team_id, basis LIMIT $limit",
};
static const char *const rollup_names[] = { "rollup", "rollup_option" };

/* The key of the row read last. */
typedef struct
{
  gint64 numbers[6];
  char *option;
} Cursor;

static void
bind_cursor (AttuneBatch *batch, const Cursor *cursor)
{
  static const char *const names[] = { "agent", "question", "month", "form", "team", "basis" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    attune_batch_bind_int (batch, names[i], cursor->numbers[i]);
  attune_batch_bind_text (batch, "option", cursor->option);
  attune_batch_bind_int (batch, "limit", PAGE);
}

static void
compare_row (AttuneCheck *self,
             const char *table,
             const AttuneRows *rows,
             guint row,
             GHashTable *expected)
{
  static const Numbers zero = { { 0 } };
  g_autofree char *key = g_strdup_printf (
    "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
    " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s",
    table, attune_rows_get_int (rows, row, 0), attune_rows_get_int (rows, row, 1),
    attune_rows_get_int (rows, row, 2), attune_rows_get_int (rows, row, 3),
    attune_rows_get_int (rows, row, 4), attune_rows_get_int (rows, row, 5),
    attune_rows_get_text (rows, row, 6));
  const Numbers *numbers = g_hash_table_lookup (expected, key);
  Numbers kept;

  self->report->n_rollups++;
  for (guint i = 0; i < MAX_NUMBERS; i++)
    kept.numbers[i] = attune_rows_get_int (rows, row, 7 + i);
  if (memcmp (&kept, numbers != NULL ? numbers : &zero, sizeof kept) != 0)
    attune_check_add (self, g_strdup (key), _ ("Its figures are not those of the evaluations."));
  g_hash_table_remove (expected, key);
}

static gboolean
compare_table (AttuneCheck *self, guint table, GHashTable *expected, GError **error)
{
  Cursor cursor = { { G_MININT64, G_MININT64, G_MININT64, G_MININT64, G_MININT64, G_MININT64 },
                    g_strdup ("") };
  guint n;

  do
    {
      g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
      g_autoptr (AttuneResult) result = NULL;
      const AttuneRows *rows;

      attune_batch_add (batch, select_rollups[table], "iiiiiitiiiiii");
      bind_cursor (batch, &cursor);
      g_free (g_steal_pointer (&cursor.option));
      result = attune_store_read (self->store, batch, error);
      if (result == NULL || attune_check_is_cancelled (self, error))
        return FALSE;

      rows = attune_result_rows (result, 0);
      n = attune_rows_get_n (rows);
      for (guint i = 0; i < n; i++)
        compare_row (self, rollup_names[table], rows, i, expected);
      for (guint i = 0; n > 0 && i < G_N_ELEMENTS (cursor.numbers); i++)
        cursor.numbers[i] = attune_rows_get_int (rows, n - 1, i);
      cursor.option = n > 0 ? attune_rows_dup_text (rows, n - 1, 6) : NULL;
    }
  while (n == PAGE);

  g_free (cursor.option);
  return TRUE;
}

static gboolean
compare_rollups (AttuneCheck *self, AttuneRollup *rollup, GError **error)
{
  g_autoptr (GHashTable) expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key;

  attune_rollup_visit (rollup, expect_row, expected);
  for (guint i = 0; i < G_N_ELEMENTS (select_rollups); i++)
    {
      if (!compare_table (self, i, expected, error))
        return FALSE;
    }

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    attune_check_add (self, g_strdup (key), _ ("It is missing, though evaluations count in it."));
  return TRUE;
}

gboolean
attune_check_evaluations (AttuneCheck *self, GError **error)
{
  g_autoptr (AttuneRollup) rollup = attune_rollup_new ();

  return check_revisions (self, rollup, error) && check_currency (self, error) &&
         compare_rollups (self, rollup, error);
}
