/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-words.h"

#include <glib/gi18n.h>

static gboolean
is_same (const char *one, const char *other)
{
  g_autofree char *folded_one = g_utf8_casefold (one, -1);
  g_autofree char *folded_other = g_utf8_casefold (other, -1);

  return g_str_equal (folded_one, folded_other);
}

char *
attune_model_read_outcome (const char *text)
{
  g_autofree char *word = g_strstrip (g_strdup (text));

  if (*word == '\0')
    return NULL;
  for (const char *const *i = attune_model_list_outcomes (); *i != NULL; i++)
    if (is_same (word, attune_model_name_outcome (*i)) || is_same (word, *i))
      return g_strdup (*i);
  return g_steal_pointer (&word);
}

gboolean
attune_model_read_target (const char *text, gboolean *out_has, AttuneDecimal *out_target)
{
  g_autofree char *word = g_strstrip (g_strdup (text));

  if (*word == '\0')
    {
      *out_has = FALSE;
      return TRUE;
    }
  if (!attune_decimal_from_string (word, '.', out_target) &&
      !attune_decimal_from_string (word, ',', out_target))
    return FALSE;
  *out_has = TRUE;
  return TRUE;
}

char *
attune_model_say_questions (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u question", "%u questions", n), n);
}

/* A place --------------------------------------------------------------------------------------- */

static void
add_line (GString *text, const char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

static void
say_mark (GString *text, const AttuneModelMark *mark)
{
  g_autofree char *questions = NULL;

  if (!mark->is_counted)
    return;
  questions = attune_model_say_questions (mark->n_questions);
  add_line (text, questions);
  add_line (text, mark->remark);
}

static void
say_goal (GString *text, AttuneModel *model, const AttuneModelMarks *marks, guint index)
{
  const AttuneModelGoal *goal = attune_model_get_goal (model, index);
  g_autofree char *outcome = attune_model_say_outcome (goal);

  add_line (text, attune_model_goal_get_name (goal));
  add_line (text, goal->description);
  add_line (text, outcome);
  say_mark (text, attune_model_marks_get_goal (marks, index));
}

static void
say_behaviour (GString *text, AttuneModel *model, const AttuneModelMarks *marks, guint index)
{
  const AttuneModelBehaviour *behaviour = attune_model_get_behaviour (model, index);

  add_line (text, attune_model_behaviour_get_name (behaviour));
  add_line (text, behaviour->description);
  say_mark (text, attune_model_marks_get_behaviour (marks, index));
}

static void
say_relation (GString *text, AttuneModel *model, AttuneModelSpot spot)
{
  const char *behaviour = attune_model_behaviour_get_name (
    attune_model_get_behaviour (model, (guint) spot.row));
  const char *goal = attune_model_goal_get_name (
    attune_model_get_goal (model, (guint) spot.column));

  if (attune_model_serves (model, (guint) spot.row, (guint) spot.column))
    /* Translators: a behaviour, then the goal that it serves. */
    g_string_append_printf (text, _ ("“%1$s” serves “%2$s”"), behaviour, goal);
  else
    /* Translators: a behaviour, then a goal. */
    g_string_append_printf (text, _ ("“%1$s” does not serve “%2$s”"), behaviour, goal);
}

char *
attune_model_say_spot (AttuneModel *model, const AttuneModelMarks *marks, AttuneModelSpot spot)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_row = spot.row >= 0 && spot.row < (int) attune_model_get_n_behaviours (model);
  gboolean is_column = spot.column >= 0 && spot.column < (int) attune_model_get_n_goals (model);

  if (is_row && is_column)
    say_relation (text, model, spot);
  else if (is_row)
    say_behaviour (text, model, marks, (guint) spot.row);
  else if (is_column)
    say_goal (text, model, marks, (guint) spot.column);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
