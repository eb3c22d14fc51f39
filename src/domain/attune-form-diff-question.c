/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-diff-private.h"

#include "attune-form-names.h"

#include <glib/gi18n-lib.h>

/* --- Settings of a question ------------------------------------------------------------------------------------ */

static char *
describe_flag (gboolean flag)
{
  return g_strdup (flag ? _ ("yes") : _ ("no"));
}

static void
compare_text (AttuneFormDiff *self,
              const char *element,
              const char *name,
              const char *setting,
              const char *before,
              const char *after)
{
  if (g_strcmp0 (before, after) != 0)
    attune_form_diff_add (self, ATTUNE_FORM_CHANGE_CHANGED, element,
                          g_strdup_printf (_ ("“%s”: %s has changed."), name, setting));
}

static void
compare_rules (AttuneFormDiff *self,
               const AttuneFormQuestion *before,
               const AttuneFormQuestion *after)
{
  const char *id = after->id;
  const char *name = attune_form_diff_name (after);

  attune_form_diff_value (self, id, name, _ ("an answer required"),
                          describe_flag (before->required), describe_flag (after->required));
  attune_form_diff_value (self, id, name, _ ("N/A allowed"), describe_flag (before->na_allowed),
                          describe_flag (after->na_allowed));
  attune_form_diff_value (self, id, name, _ ("scored"), describe_flag (before->scored),
                          describe_flag (after->scored));
  attune_form_diff_value (self, id, name, _ ("a bonus"), describe_flag (before->bonus),
                          describe_flag (after->bonus));
  attune_form_diff_value (self, id, name, _ ("the weight"), attune_decimal_format (before->weight),
                          attune_decimal_format (after->weight));
  attune_form_diff_value (self, id, name, _ ("the kind of error"),
                          g_strdup (attune_error_type_get_name (before->error_type)),
                          g_strdup (attune_error_type_get_name (after->error_type)));
  attune_form_diff_value (self, id, name, _ ("the percent below which it fails the form"),
                          attune_form_diff_describe_limit (before->has_fail_below,
                                                           before->fail_below),
                          attune_form_diff_describe_limit (after->has_fail_below,
                                                           after->fail_below));
  attune_form_diff_value (self, id, name, _ ("the comment"),
                          g_strdup (attune_comment_rule_get_name (before->comment)),
                          g_strdup (attune_comment_rule_get_name (after->comment)));
  attune_form_diff_value (self, id, name, _ ("when it is shown"),
                          attune_form_diff_describe_condition (self->before, before->show_if),
                          attune_form_diff_describe_condition (self->after, after->show_if));
  attune_form_diff_value (self, id, name, _ ("the behaviour"),
                          g_strdup (before->behaviour != NULL ? before->behaviour : _ ("none")),
                          g_strdup (after->behaviour != NULL ? after->behaviour : _ ("none")));
}

/* --- Options --------------------------------------------------------------------------------------------------- */

static gboolean
has_same_worth (const AttuneFormOption *before, const AttuneFormOption *after)
{
  return before->score == after->score && before->is_bonus == after->is_bonus &&
         before->has_from == after->has_from && before->has_to == after->has_to &&
         (!before->has_from || before->from == after->from) &&
         (!before->has_to || before->to == after->to);
}

gboolean
attune_form_question_breaks (const AttuneFormQuestion *before, const AttuneFormQuestion *after)
{
  g_return_val_if_fail (before != NULL && after != NULL, FALSE);

  if (before->type != after->type || before->n_options != after->n_options ||
      before->decimals != after->decimals)
    return TRUE;
  for (guint i = 0; i < before->n_options; i++)
    {
      const AttuneFormOption *option = &before->options[i];
      guint other = i;

      if (option->id != NULL)
        other = attune_form_question_find_option (after, option->id);
      if (other == ATTUNE_FORM_NONE || !has_same_worth (option, &after->options[other]))
        return TRUE;
    }
  return FALSE;
}

/* The reasons as one text, to be compared and not to be read. */
static char *
list_reasons (const AttuneFormOption *option)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < option->n_reasons; i++)
    g_string_append_printf (list, "%s\n%s\n%d\n", option->reasons[i].id, option->reasons[i].label,
                            option->reasons[i].cause);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
compare_option (AttuneFormDiff *self,
                const AttuneFormQuestion *question,
                const AttuneFormOption *before,
                const AttuneFormOption *after)
{
  g_autofree char *option = attune_form_option_describe (after);
  g_autofree char *name = g_strdup_printf ("%s: %s", attune_form_diff_name (question), option);
  g_autofree char *old_reasons = list_reasons (before);
  g_autofree char *new_reasons = list_reasons (after);
  const char *id = question->id;

  attune_form_diff_value (self, id, name, _ ("the name"), attune_form_option_describe (before),
                          g_strdup (option));
  attune_form_diff_value (self, id, name, _ ("the score"), attune_decimal_format (before->score),
                          attune_decimal_format (after->score));
  attune_form_diff_value (self, id, name, _ ("what it fails"),
                          g_strdup (attune_fail_scope_get_name (before->fail)),
                          g_strdup (attune_fail_scope_get_name (after->fail)));
  attune_form_diff_value (self, id, name, _ ("a bonus"), describe_flag (before->is_bonus),
                          describe_flag (after->is_bonus));
  attune_form_diff_value (self, id, name, _ ("an error"), describe_flag (before->is_error),
                          describe_flag (after->is_error));
  compare_text (self, id, name, _ ("the guidance"), before->guidance, after->guidance);
  compare_text (self, id, name, _ ("the list of reasons"), old_reasons, new_reasons);
}

/* The same option in the other list: by its id, of a range by its number. NULL where there is none. */
static const AttuneFormOption *
find_same (const AttuneFormQuestion *other, const AttuneFormOption *option, guint index)
{
  if (option->id != NULL)
    index = attune_form_question_find_option (other, option->id);
  return index < other->n_options ? &other->options[index] : NULL;
}

static void
compare_options (AttuneFormDiff *self,
                 const AttuneFormQuestion *before,
                 const AttuneFormQuestion *after)
{
  for (guint i = 0; i < after->n_options; i++)
    {
      const AttuneFormOption *old = find_same (before, &after->options[i], i);
      g_autofree char *name = attune_form_option_describe (&after->options[i]);

      if (old != NULL)
        compare_option (self, after, old, &after->options[i]);
      else
        attune_form_diff_add (self, ATTUNE_FORM_CHANGE_CHANGED, after->id,
                              g_strdup_printf (_ ("“%s” has a new answer, “%s”."),
                                               attune_form_diff_name (after), name));
    }
  for (guint i = 0; i < before->n_options; i++)
    {
      g_autofree char *name = attune_form_option_describe (&before->options[i]);

      if (find_same (after, &before->options[i], i) == NULL)
        attune_form_diff_add (self, ATTUNE_FORM_CHANGE_CHANGED, after->id,
                              g_strdup_printf (_ ("“%s” no longer has the answer “%s”."),
                                               attune_form_diff_name (after), name));
    }
}

/* Another order of the same options. */
static gboolean
has_other_order (const AttuneFormQuestion *before, const AttuneFormQuestion *after)
{
  guint last = 0;

  for (guint i = 0; i < after->n_options; i++)
    {
      guint old = after->options[i].id != NULL
                    ? attune_form_question_find_option (before, after->options[i].id)
                    : ATTUNE_FORM_NONE;

      if (old == ATTUNE_FORM_NONE)
        continue;
      if (old < last)
        return TRUE;
      last = old;
    }
  return FALSE;
}

void
attune_form_diff_question (AttuneFormDiff *self,
                           const AttuneFormQuestion *before,
                           const AttuneFormQuestion *after)
{
  attune_form_diff_value (self, after->id, after->title, _ ("the title"), g_strdup (before->title),
                          g_strdup (after->title));
  attune_form_diff_value (self, after->id, attune_form_diff_name (after), _ ("the type"),
                          g_strdup (attune_question_type_get_name (before->type)),
                          g_strdup (attune_question_type_get_name (after->type)));
  compare_text (self, after->id, attune_form_diff_name (after), _ ("the guidance"),
                before->guidance, after->guidance);
  compare_rules (self, before, after);
  if (before->type == after->type)
    compare_options (self, before, after);
  if (before->type == after->type && has_other_order (before, after))
    attune_form_diff_add (self, ATTUNE_FORM_CHANGE_CHANGED, after->id,
                          g_strdup_printf (_ ("“%s”: the answers stand in another order."),
                                           attune_form_diff_name (after)));
  if (attune_form_question_breaks (before, after))
    attune_form_diff_add (self, ATTUNE_FORM_CHANGE_CHANGED, after->id,
                          g_strdup_printf (_ ("“%s”: its scale is another, so its series begins "
                                              "anew."),
                                           attune_form_diff_name (after)))
      ->is_break = TRUE;
}
