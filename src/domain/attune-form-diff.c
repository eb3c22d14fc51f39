/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-diff-private.h"

#include "attune-form-names.h"

#include <glib/gi18n-lib.h>

static void
change_free (gpointer data)
{
  AttuneFormChange *change = data;

  g_free (change->element);
  g_free (change->words);
  g_free (change);
}

AttuneFormChange *
attune_form_diff_add (AttuneFormDiff *self,
                      AttuneFormChangeKind kind,
                      const char *element,
                      char *words)
{
  AttuneFormChange *change = g_new0 (AttuneFormChange, 1);

  change->kind = kind;
  change->element = g_strdup (element);
  change->words = words;
  g_ptr_array_add (self->changes, change);
  return change;
}

void
attune_form_diff_value (AttuneFormDiff *self,
                        const char *element,
                        const char *name,
                        const char *setting,
                        char *before,
                        char *after)
{
  g_autofree char *old = before;
  g_autofree char *new = after;
  char *words;

  if (g_strcmp0 (old, new) == 0)
    return;
  if (name != NULL)
    words = g_strdup_printf (_ ("“%s”: %s was “%s”, is now “%s”."), name, setting, old, new);
  else
    words = g_strdup_printf (_ ("The form: %s was “%s”, is now “%s”."), setting, old, new);
  attune_form_diff_add (self, ATTUNE_FORM_CHANGE_CHANGED, element, words);
}

const char *
attune_form_diff_name (const AttuneFormQuestion *question)
{
  return attune_form_question_get_name (question);
}

static const char *
name_section (const AttuneFormSection *section)
{
  return attune_form_section_get_name (section);
}

/* --- What stands where ----------------------------------------------------------------------------------------- */

/* Which entries of a sequence of distinct numbers stay where they are relative to one another: a longest rising
 * subsequence (patience sorting). The others have moved. `out_stays` has n entries. */
static void
find_staying (const guint *places, guint n, gboolean *out_stays)
{
  g_autofree guint *tails = g_new (guint,
                                   n + 1); /* index of the least end of a run of each length */
  g_autofree guint *before = g_new (guint, n + 1);
  guint length = 0;
  guint at;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0;
      guint high = length;

      out_stays[i] = FALSE;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (places[tails[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? tails[low - 1] : G_MAXUINT;
      tails[low] = i;
      length = MAX (length, low + 1);
    }
  at = length > 0 ? tails[length - 1] : G_MAXUINT;
  for (; at != G_MAXUINT; at = before[at])
    out_stays[at] = TRUE;
}

static const char *
get_section_id (AttuneForm *form, guint section)
{
  return section != ATTUNE_FORM_NONE ? attune_form_get_section (form, section)->id : NULL;
}

static void
say_moved (AttuneFormDiff *self, const char *element, const char *title, guint section)
{
  char *words;

  if (section == ATTUNE_FORM_NONE)
    words = g_strdup_printf (_ ("“%s” now stands in no other section."), title);
  else
    words = g_strdup_printf (_ ("“%s” now stands in “%s”."), title,
                             name_section (attune_form_get_section (self->after, section)));
  attune_form_diff_add (self, ATTUNE_FORM_CHANGE_MOVED, element, words);
}

/* --- Sections -------------------------------------------------------------------------------------------------- */

char *
attune_form_diff_describe_condition (AttuneForm *form, const AttuneFormCondition *condition)
{
  return condition != NULL ? attune_form_condition_describe (form, condition)
                           : g_strdup (_ ("always"));
}

static void
compare_section (AttuneFormDiff *self,
                 const AttuneFormSection *before,
                 const AttuneFormSection *after)
{
  const char *id = after->id;
  const char *name = name_section (after);

  attune_form_diff_value (self, id, name, _ ("the title"), g_strdup (before->title),
                          g_strdup (after->title));
  attune_form_diff_value (self, id, name, _ ("the weight"), attune_decimal_format (before->weight),
                          attune_decimal_format (after->weight));
  attune_form_diff_value (self, id, name, _ ("the percent below which it fails the form"),
                          attune_form_diff_describe_limit (before->has_fail_below,
                                                           before->fail_below),
                          attune_form_diff_describe_limit (after->has_fail_below,
                                                           after->fail_below));
  attune_form_diff_value (self, id, name, _ ("N/A as a whole"),
                          g_strdup (before->na_allowed ? _ ("allowed") : _ ("not allowed")),
                          g_strdup (after->na_allowed ? _ ("allowed") : _ ("not allowed")));
  attune_form_diff_value (self, id, name, _ ("when it is shown"),
                          attune_form_diff_describe_condition (self->before, before->show_if),
                          attune_form_diff_describe_condition (self->after, after->show_if));
  if (g_strcmp0 (get_section_id (self->before, before->parent),
                 get_section_id (self->after, after->parent)) != 0)
    say_moved (self, id, name, after->parent);
}

/* Where each section of `after` that both have stood in `before`, and which of them have moved among their like. */
static void
say_sections_moved (AttuneFormDiff *self)
{
  guint n = attune_form_get_n_sections (self->after);
  g_autofree guint *places = g_new (guint, n + 1);
  g_autofree guint *sections = g_new (guint, n + 1);
  g_autofree gboolean *stays = g_new0 (gboolean, n + 1);
  guint n_common = 0;

  for (guint i = 0; i < n; i++)
    {
      const AttuneFormSection *section = attune_form_get_section (self->after, i);
      guint old = attune_form_find_section (self->before, section->id);

      if (old == ATTUNE_FORM_NONE ||
          g_strcmp0 (get_section_id (self->before,
                                     attune_form_get_section (self->before, old)->parent),
                     get_section_id (self->after, section->parent)) != 0)
        continue;
      sections[n_common] = i;
      places[n_common++] = old;
    }
  find_staying (places, n_common, stays);
  for (guint i = 0; i < n_common; i++)
    {
      const AttuneFormSection *section = attune_form_get_section (self->after, sections[i]);

      if (!stays[i])
        attune_form_diff_add (self, ATTUNE_FORM_CHANGE_MOVED, section->id,
                              g_strdup_printf (_ ("The section “%s” has moved."),
                                               name_section (section)));
    }
}

static void
compare_sections (AttuneFormDiff *self)
{
  for (guint i = 0; i < attune_form_get_n_sections (self->after); i++)
    {
      const AttuneFormSection *after = attune_form_get_section (self->after, i);
      guint before = attune_form_find_section (self->before, after->id);

      if (before != ATTUNE_FORM_NONE)
        compare_section (self, attune_form_get_section (self->before, before), after);
      else
        attune_form_diff_add (self, ATTUNE_FORM_CHANGE_ADDED, after->id,
                              g_strdup_printf (_ ("The section “%s” is new."),
                                               name_section (after)));
    }
  say_sections_moved (self);
}

/* --- Questions ------------------------------------------------------------------------------------------------- */

/* The same for questions: one that stands in another section is said so where it is compared. */
static void
say_questions_moved (AttuneFormDiff *self)
{
  guint n = attune_form_get_n_questions (self->after);
  g_autofree guint *places = g_new (guint, n + 1);
  g_autofree guint *questions = g_new (guint, n + 1);
  g_autofree gboolean *stays = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < attune_form_get_n_sections (self->after); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (self->after, i);
      guint n_common = 0;

      for (guint j = 0; j < section->n_questions; j++)
        {
          const AttuneFormQuestion *after = attune_form_get_question (self->after,
                                                                      section->first_question + j);
          guint old = attune_form_find_question (self->before, after->id);

          if (old == ATTUNE_FORM_NONE ||
              g_strcmp0 (get_section_id (self->before,
                                         attune_form_get_question (self->before, old)->section),
                         section->id) != 0)
            continue;
          questions[n_common] = after->index;
          places[n_common++] = old;
        }
      find_staying (places, n_common, stays);
      for (guint j = 0; j < n_common; j++)
        {
          const AttuneFormQuestion *after = attune_form_get_question (self->after, questions[j]);

          if (!stays[j])
            attune_form_diff_add (self, ATTUNE_FORM_CHANGE_MOVED, after->id,
                                  g_strdup_printf (_ ("“%s” has moved in its section."),
                                                   attune_form_diff_name (after)));
        }
    }
}

static void
compare_questions (AttuneFormDiff *self)
{
  for (guint i = 0; i < attune_form_get_n_questions (self->after); i++)
    {
      const AttuneFormQuestion *after = attune_form_get_question (self->after, i);
      guint index = attune_form_find_question (self->before, after->id);
      const AttuneFormQuestion *before;

      if (index == ATTUNE_FORM_NONE)
        {
          attune_form_diff_add (self, ATTUNE_FORM_CHANGE_ADDED, after->id,
                                g_strdup_printf (_ ("The question “%s” is new."),
                                                 attune_form_diff_name (after)));
          continue;
        }
      before = attune_form_get_question (self->before, index);
      attune_form_diff_question (self, before, after);
      if (g_strcmp0 (get_section_id (self->before, before->section),
                     get_section_id (self->after, after->section)) != 0)
        say_moved (self, after->id, attune_form_diff_name (after), after->section);
    }
  say_questions_moved (self);
}

static void
say_removed (AttuneFormDiff *self)
{
  for (guint i = 0; i < attune_form_get_n_sections (self->before); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (self->before, i);

      if (attune_form_find_section (self->after, section->id) == ATTUNE_FORM_NONE)
        attune_form_diff_add (self, ATTUNE_FORM_CHANGE_REMOVED, section->id,
                              g_strdup_printf (_ ("The section “%s” is gone."),
                                               name_section (section)));
    }
  for (guint i = 0; i < attune_form_get_n_questions (self->before); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (self->before, i);

      if (attune_form_find_question (self->after, question->id) == ATTUNE_FORM_NONE)
        attune_form_diff_add (self, ATTUNE_FORM_CHANGE_REMOVED, question->id,
                              g_strdup_printf (_ ("The question “%s” is gone."),
                                               attune_form_diff_name (question)));
    }
}

GPtrArray *
attune_form_diff (AttuneForm *before, AttuneForm *after)
{
  AttuneFormDiff diff = { before, after, NULL };

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  diff.changes = g_ptr_array_new_with_free_func (change_free);
  attune_form_diff_settings (&diff);
  compare_sections (&diff);
  compare_questions (&diff);
  say_removed (&diff);
  return diff.changes;
}
