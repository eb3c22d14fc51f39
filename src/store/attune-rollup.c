/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-rollup.h"

enum
{
  N,
  N_NA,
  N_ERRORS,
  N_FAILS,
  SUM,
  SUM_SQUARES,
  N_NUMBERS
};

/* A row of `rollup` (without option) or of `rollup_option` (with one, and only N). */
typedef struct
{
  AttuneRollupKey key;
  gint64 question; /* 0: the whole score */
  char *option;    /* NULL: the row of `rollup` */
  gint64 numbers[N_NUMBERS];
} Cell;

struct _AttuneRollup
{
  GHashTable *cells; /* Cell, as its own key */
};

static guint
hash_cell (gconstpointer data)
{
  const Cell *cell = data;
  guint64 hash = (guint64) cell->key.agent * 31 + (guint64) cell->question;

  hash = hash * 31 + (guint64) cell->key.month;
  hash = hash * 31 + (guint64) cell->key.form;
  hash = hash * 31 + (guint64) cell->key.team + (guint64) cell->key.basis;
  if (cell->option != NULL)
    hash = hash * 31 + g_str_hash (cell->option);
  return (guint) (hash ^ (hash >> 32));
}

static gboolean
are_equal_cells (gconstpointer a, gconstpointer b)
{
  const Cell *first = a;
  const Cell *second = b;

  return first->key.agent == second->key.agent && first->key.team == second->key.team &&
         first->key.form == second->key.form && first->key.month == second->key.month &&
         first->key.basis == second->key.basis && first->question == second->question &&
         g_strcmp0 (first->option, second->option) == 0;
}

static void
free_cell (gpointer data)
{
  Cell *cell = data;

  g_free (cell->option);
  g_free (cell);
}

AttuneRollup *
attune_rollup_new (void)
{
  AttuneRollup *self = g_new0 (AttuneRollup, 1);

  self->cells = g_hash_table_new_full (hash_cell, are_equal_cells, NULL, free_cell);
  return self;
}

void
attune_rollup_free (AttuneRollup *self)
{
  g_hash_table_unref (self->cells);
  g_free (self);
}

static gint64 *
get_numbers (AttuneRollup *self, const AttuneRollupKey *key, gint64 question, const char *option)
{
  Cell wanted = { .key = *key, .question = question, .option = (char *) option };
  Cell *cell = g_hash_table_lookup (self->cells, &wanted);

  if (cell == NULL)
    {
      cell = g_memdup2 (&wanted, sizeof wanted);
      cell->option = g_strdup (option);
      g_hash_table_add (self->cells, cell);
    }
  return cell->numbers;
}

static void
add_value (gint64 *numbers, gint64 value, int sign)
{
  numbers[N] += sign;
  numbers[SUM] += sign * value;
  numbers[SUM_SQUARES] += sign * value * value;
}

static gboolean
has_error (const AttuneFormQuestion *question, const AttuneAnswer *answer)
{
  if (question->error_type == ATTUNE_ERROR_TYPE_NONE)
    return FALSE;

  for (guint i = 0; i < answer->n_options; i++)
    {
      if (question->options[answer->options[i]].is_error)
        return TRUE;
    }
  return FALSE;
}

/* What an answer is worth, in basis points of the question's best, half away from zero. The score of an option is a decimal of 4 places. */
static gint64
get_value (AttuneForm *form, const AttuneFormQuestion *question, const AttuneAnswer *answer)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);
  AttuneDecimal best = scoring->mode == ATTUNE_SCORING_POINTS
                         ? attune_form_question_get_best (question, scoring->mode)
                         : 100 * ATTUNE_DECIMAL_ONE;
  AttuneDecimal sum = 0;

  for (guint i = 0; i < answer->n_options; i++)
    sum += question->options[answer->options[i]].score;
  if (question->type == ATTUNE_QUESTION_CHECKLIST && scoring->mode == ATTUNE_SCORING_SHARE)
    sum = CLAMP (sum, 0, best);
  return best > 0 ? (20000 * sum + (sum < 0 ? -best : best)) / (2 * best) : 0;
}

static void
add_question (AttuneRollup *self,
              const AttuneRollupKey *key,
              const AttuneRevision *revision,
              AttuneAnswers *answers,
              guint index,
              int sign)
{
  const AttuneFormQuestion *question = attune_form_get_question (revision->form, index);
  const AttuneAnswer *answer = attune_answers_get (answers, index);
  AttuneState state = attune_answers_get_state (answers, index);
  gint64 id = revision->questions[index];
  gint64 *numbers;

  if ((state & (ATTUNE_STATE_NA | ATTUNE_STATE_ANSWERED)) == 0)
    return;

  numbers = get_numbers (self, key, id, NULL);
  if (state & ATTUNE_STATE_NA)
    {
      numbers[N_NA] += sign;
      return;
    }

  if (state & ATTUNE_STATE_APPLICABLE)
    add_value (numbers, get_value (revision->form, question, answer), sign);
  if (has_error (question, answer))
    numbers[N_ERRORS] += sign;

  for (guint i = 0; question->type != ATTUNE_QUESTION_NUMBER && i < answer->n_options; i++)
    get_numbers (self, key, id, question->options[answer->options[i]].id)[N] += sign;
}

void
attune_rollup_add (AttuneRollup *self,
                   const AttuneRollupKey *key,
                   const AttuneRevision *revision,
                   AttuneAnswers *answers,
                   int sign)
{
  gint64 *numbers = get_numbers (self, key, 0, NULL);
  AttuneScoreFigures figures;

  attune_scorer_run (revision->scorer, answers, &figures);
  if (figures.score == ATTUNE_SCORE_NONE)
    numbers[N_NA] += sign;
  else
    add_value (numbers, figures.score, sign);
  if (figures.form_failed)
    numbers[N_FAILS] += sign;
  if (figures.errors[ATTUNE_ERROR_TYPE_CUSTOMER] + figures.errors[ATTUNE_ERROR_TYPE_BUSINESS] +
        figures.errors[ATTUNE_ERROR_TYPE_COMPLIANCE] >
      0)
    numbers[N_ERRORS] += sign;

  for (guint i = 0; i < attune_form_get_n_questions (revision->form); i++)
    add_question (self, key, revision, answers, i, sign);
}

static gboolean
is_zero (const Cell *cell)
{
  for (guint i = 0; i < N_NUMBERS; i++)
    {
      if (cell->numbers[i] != 0)
        return FALSE;
    }
  return TRUE;
}

static void
bind_key (const Cell *cell, AttuneBatch *batch)
{
  attune_batch_bind_int (batch, "agent", cell->key.agent);
  attune_batch_bind_int (batch, "question", cell->question);
  attune_batch_bind_int (batch, "month", cell->key.month);
  attune_batch_bind_int (batch, "team", cell->key.team);
  attune_batch_bind_int (batch, "basis", cell->key.basis);
  attune_batch_bind_int (batch, "n", cell->numbers[N]);
}

static void
write_option (const Cell *cell, AttuneBatch *batch)
{
  attune_batch_add (batch,
                    "INSERT INTO rollup_option (agent_id, question_id, month, option, team_id,"
                    " basis, n) VALUES ($agent, $question, $month, $option, $team, $basis, $n)"
                    " ON CONFLICT (agent_id, question_id, month, option, team_id, basis)"
                    " DO UPDATE SET n = rollup_option.n + excluded.n",
                    "");
  bind_key (cell, batch);
  attune_batch_bind_text (batch, "option", cell->option);
}

static void
write_figures (const Cell *cell, AttuneBatch *batch)
{
  attune_batch_add (batch,
                    "INSERT INTO rollup (agent_id, question_id, month, form_id, team_id, basis, n,"
                    " n_na, n_errors, n_fails, sum, sum_squares) VALUES ($agent, $question, $month,"
                    " $form, $team, $basis, $n, $na, $errors, $fails, $sum, $squares)"
                    " ON CONFLICT (agent_id, question_id, month, form_id, team_id, basis)"
                    " DO UPDATE SET n = rollup.n + excluded.n, n_na = rollup.n_na + excluded.n_na,"
                    " n_errors = rollup.n_errors + excluded.n_errors,"
                    " n_fails = rollup.n_fails + excluded.n_fails, sum = rollup.sum + excluded.sum,"
                    " sum_squares = rollup.sum_squares + excluded.sum_squares",
                    "");
  bind_key (cell, batch);
  attune_batch_bind_int (batch, "form", cell->key.form);
  attune_batch_bind_int (batch, "na", cell->numbers[N_NA]);
  attune_batch_bind_int (batch, "errors", cell->numbers[N_ERRORS]);
  attune_batch_bind_int (batch, "fails", cell->numbers[N_FAILS]);
  attune_batch_bind_int (batch, "sum", cell->numbers[SUM]);
  attune_batch_bind_int (batch, "squares", cell->numbers[SUM_SQUARES]);
}

void
attune_rollup_write (AttuneRollup *self, AttuneBatch *batch)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const Cell *cell = key;

      if (is_zero (cell))
        continue;
      if (cell->option != NULL)
        write_option (cell, batch);
      else
        write_figures (cell, batch);
    }
}

void
attune_rollup_visit (AttuneRollup *self, AttuneRollupVisit visit, gpointer data)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const Cell *cell = key;
      g_autofree char *row = NULL;

      if (is_zero (cell))
        continue;
      row = g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %" G_GINT64_FORMAT
                             " %" G_GINT64_FORMAT " %d %s",
                             cell->option != NULL ? "rollup_option" : "rollup", cell->key.agent,
                             cell->question, cell->key.month,
                             cell->option != NULL ? 0 : cell->key.form, cell->key.team,
                             cell->key.basis, cell->option != NULL ? cell->option : "");
      visit (row, cell->numbers, cell->option != NULL ? 1 : N_NUMBERS, data);
    }
}
