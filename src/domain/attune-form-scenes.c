/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-scenes.h"

#include <string.h>

/* How much there may be of a form before a group is taken loosely: masks in all its scenes, and conditions looked at. */
#define MAX_MASKS 8000
#define MAX_LOOKS 30000
#define MAX_TICKS 4
/* Of a number question with more ranges than these, any is taken to hold a number. */
#define MAX_RANGES 32

typedef struct
{
  AttuneFormScenes *scenes;
  AttuneForm *form;
  guint
    *leaders; /* one a question: of a group's questions one leads to another, the last to itself */
} Binding;

/* The scenes of one group, being listed. */
typedef struct
{
  AttuneFormScenes *scenes;
  AttuneForm *form;
  AttuneFormReach *reach;
  AttuneSceneGroup *group;
  guint32 *masks;    /* one a question of the form: how it goes in this scene */
  gint8 *section_na; /* one a section: 1 marked N/A, 0 not, -1 not decided */
  guint n_looks;
  gboolean is_too_much;
} Listing;

/* --- What binds questions together --------------------------------------------------------------------------- */

static guint
find_leader (const guint *leaders, guint question)
{
  while (leaders[question] != question)
    question = leaders[question];
  return question;
}

static void
bind (Binding *binding, guint one, guint other)
{
  guint first = find_leader (binding->leaders, one);
  guint second = find_leader (binding->leaders, other);

  binding->leaders[MAX (first, second)] = MIN (first, second);
}

static void
bind_section (Binding *binding, const AttuneFormSection *section, guint question)
{
  for (guint i = section->first_question; i < section->end_question; i++)
    bind (binding, question, i);
}

/* Splits answers that the condition tells apart. */
static void
split_answers (AttuneSceneQuestion *question, const AttuneFormCondition *condition)
{
  g_autofree gboolean *is_in = g_new0 (gboolean, question->question->n_options + 1);
  g_autofree gint *made = g_new (gint, 2 * (question->n_answers + 1));
  guint n = 0;

  for (guint i = 0; i < condition->n_options; i++)
    is_in[condition->options[i]] = TRUE;
  memset (made, -1, 2 * (question->n_answers + 1) * sizeof *made);
  for (guint i = 0; i < question->question->n_options; i++)
    {
      guint from = question->places[i];

      if (from == ATTUNE_SCENE_FREE_OPTION)
        continue;
      from = 2 * from + is_in[i];
      if (made[from] < 0)
        made[from] = (gint) n++;
      question->places[i] = (guint8) made[from];
    }
  question->n_answers = n;
}

static void
look_at_ticks (AttuneSceneQuestion *question, const AttuneFormCondition *condition)
{
  for (guint i = 0; i < condition->n_options; i++)
    {
      guint8 *place = &question->places[condition->options[i]];

      if (*place == ATTUNE_SCENE_FREE_OPTION && question->n_ticks < ATTUNE_SCENE_FREE_OPTION)
        *place = (guint8) question->n_ticks++;
    }
  question->n_answers = question->n_ticks <= MAX_TICKS ? 1u << question->n_ticks : G_MAXUINT;
}

static void
bind_condition (Binding *binding, const AttuneFormCondition *condition, guint question)
{
  if (condition == NULL)
    return;
  for (guint i = 0; i < condition->n_children; i++)
    bind_condition (binding, &condition->children[i], question);
  if (condition->kind >= ATTUNE_CONDITION_IS)
    {
      AttuneSceneQuestion *looked_at = &binding->scenes->questions[condition->question];

      looked_at->is_looked_at = TRUE;
      bind (binding, question, condition->question);
      if (condition->kind != ATTUNE_CONDITION_IS)
        return;
      if (looked_at->question->type == ATTUNE_QUESTION_CHECKLIST)
        look_at_ticks (looked_at, condition);
      else
        split_answers (looked_at, condition);
    }
}

static void
bind_fails (Binding *binding, const AttuneFormQuestion *question)
{
  for (guint i = 0; i < question->n_options; i++)
    {
      const AttuneFormSection *section = attune_form_get_section (binding->form, question->section);

      if (question->options[i].fail == ATTUNE_FAIL_PARENT && section->parent != ATTUNE_FORM_NONE)
        section = attune_form_get_section (binding->form, section->parent);
      if (question->options[i].fail == ATTUNE_FAIL_SECTION ||
          question->options[i].fail == ATTUNE_FAIL_PARENT)
        bind_section (binding, section, question->index);
    }
}

/* Whether N/A of the section says more than N/A of its questions one by one. */
static gboolean
takes_along (AttuneForm *form, const AttuneFormSection *section)
{
  for (guint i = section->first_question; section->na_allowed && i < section->end_question; i++)
    {
      if (!attune_form_get_question (form, i)->na_allowed)
        return TRUE;
    }
  return FALSE;
}

static void
bind_all (Binding *binding)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (binding->form);
  gboolean by_section = scoring->na == ATTUNE_NA_SECTION && scoring->mode == ATTUNE_SCORING_SHARE;

  for (guint i = 0; i < attune_form_get_n_questions (binding->form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (binding->form, i);
      const AttuneFormSection *section = attune_form_get_section (binding->form, question->section);

      bind_condition (binding, question->show_if, i);
      bind_fails (binding, question);
      if (by_section)
        bind (binding, section->first_question, i);
    }
  for (guint i = 0; i < attune_form_get_n_sections (binding->form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (binding->form, i);

      if (section->first_question == section->end_question)
        continue;
      bind_condition (binding, section->show_if, section->first_question);
      if (section->show_if != NULL || takes_along (binding->form, section))
        bind_section (binding, section, section->first_question);
    }
}

/* --- The scenes of a group ----------------------------------------------------------------------------------- */

/* A question that is looked at goes one way in a scene. */
static gboolean
has_option (const AttuneSceneQuestion *question, guint32 mask, const AttuneFormCondition *condition)
{
  guint answer = (guint) g_bit_nth_lsf (mask, -1);

  for (guint i = 0; i < condition->n_options; i++)
    {
      guint place = question->places[condition->options[i]];

      if (question->question->type == ATTUNE_QUESTION_CHECKLIST ? (answer >> place & 1) != 0
                                                                : answer == place)
        return TRUE;
    }
  return FALSE;
}

static gboolean
holds (Listing *listing, const AttuneFormCondition *condition)
{
  const AttuneSceneQuestion *question;
  guint32 mask;

  listing->n_looks++;
  switch (condition->kind)
    {
    case ATTUNE_CONDITION_ALL:
      for (guint i = 0; i < condition->n_children; i++)
        if (!holds (listing, &condition->children[i]))
          return FALSE;
      return TRUE;
    case ATTUNE_CONDITION_ANY:
      for (guint i = 0; i < condition->n_children; i++)
        if (holds (listing, &condition->children[i]))
          return TRUE;
      return FALSE;
    case ATTUNE_CONDITION_NOT:
      return !holds (listing, condition->children);
    case ATTUNE_CONDITION_IS:
    case ATTUNE_CONDITION_ANSWERED:
    case ATTUNE_CONDITION_NA:
      question = &listing->scenes->questions[condition->question];
      mask = listing->masks[condition->question];
      if (condition->kind == ATTUNE_CONDITION_NA)
        return (mask & ATTUNE_SCENE_NA (question)) != 0;
      if ((mask & (ATTUNE_SCENE_NA (question) - 1)) == 0)
        return FALSE;
      return condition->kind == ATTUNE_CONDITION_ANSWERED || has_option (question, mask, condition);
    }
  g_assert_not_reached ();
}

static gboolean
is_section_shown (Listing *listing, guint section)
{
  for (; section != ATTUNE_FORM_NONE;
       section = attune_form_get_section (listing->form, section)->parent)
    {
      const AttuneFormSection *found = attune_form_get_section (listing->form, section);

      if (found->show_if != NULL && !holds (listing, found->show_if))
        return FALSE;
    }
  return TRUE;
}

/* 1 where it or the one above is marked N/A, -1 where that is still to be decided; `out_section` by which. */
static int
find_section_na (Listing *listing, guint section, guint *out_section)
{
  guint parent = attune_form_get_section (listing->form, section)->parent;

  *out_section = parent;
  if (parent != ATTUNE_FORM_NONE && listing->section_na[parent] != 0)
    return listing->section_na[parent];
  *out_section = section;
  return listing->section_na[section];
}

static void
add_scene (Listing *listing)
{
  AttuneSceneGroup *group = listing->group;

  for (guint i = 0; i < group->members->len; i++)
    g_array_append_val (group->rows, listing->masks[g_array_index (group->members, guint, i)]);
  for (guint i = 0; i < group->sections->len; i++)
    {
      guint32 is_na = listing->section_na[g_array_index (group->sections, guint, i)] == 1;

      g_array_append_val (group->rows, is_na);
    }
  group->n_scenes++;
}

static void list_from (Listing *listing, guint at);

static void
list_ways (Listing *listing, guint at, const AttuneSceneQuestion *question, gboolean is_na)
{
  guint32 *mask = &listing->masks[question->question->index];
  guint32 all = ATTUNE_SCENE_NA (question) - 1;

  if (question->question->na_allowed)
    all |= ATTUNE_SCENE_NA (question);
  if (!question->question->required)
    all |= ATTUNE_SCENE_SILENT (question);
  if (is_na)
    all = ATTUNE_SCENE_NA (question);
  *mask = all;
  if (!question->is_looked_at)
    list_from (listing, at + 1);
  for (gint bit = -1; question->is_looked_at && (bit = g_bit_nth_lsf (all, bit)) >= 0;)
    {
      *mask = 1u << bit;
      list_from (listing, at + 1);
    }
}

/* Both ways with a section that can be N/A, then on. */
static void
list_section (Listing *listing, guint at, guint section)
{
  if (is_section_shown (listing, section))
    {
      listing->section_na[section] = 1;
      list_from (listing, at);
    }
  listing->section_na[section] = 0;
  list_from (listing, at);
  listing->section_na[section] = -1;
}

/* All scenes from the member `at` on, given how those before it go. */
static void
list_from (Listing *listing, guint at)
{
  AttuneSceneGroup *group = listing->group;
  const AttuneSceneQuestion *question;
  guint section;
  int is_na;

  if (group->rows->len > MAX_MASKS || listing->n_looks > MAX_LOOKS)
    listing->is_too_much = TRUE;
  if (listing->is_too_much)
    return;
  if (at == group->members->len)
    {
      add_scene (listing);
      return;
    }
  question = &listing->scenes->questions[g_array_index (group->members, guint, at)];
  is_na = find_section_na (listing, question->question->section, &section);
  if (is_na < 0)
    list_section (listing, at, section);
  else if ((question->question->show_if == NULL || holds (listing, question->question->show_if)) &&
           is_section_shown (listing, question->question->section))
    list_ways (listing, at, question, is_na == 1);
  else
    {
      listing->masks[question->question->index] = 0;
      list_from (listing, at + 1);
    }
}

static gboolean
is_conditional (AttuneForm *form, const AttuneFormQuestion *question)
{
  guint above = question->section;

  if (question->show_if != NULL)
    return TRUE;
  for (; above != ATTUNE_FORM_NONE; above = attune_form_get_section (form, above)->parent)
    if (attune_form_get_section (form, above)->show_if != NULL)
      return TRUE;
  return FALSE;
}

/* One scene in which every question goes any way. */
static void
add_loose_scene (Listing *listing)
{
  AttuneSceneGroup *group = listing->group;

  g_array_set_size (group->rows, 0);
  group->n_scenes = 0;
  for (guint i = 0; i < group->sections->len; i++)
    listing->section_na[g_array_index (group->sections, guint, i)] = 0;
  for (guint i = 0; i < group->members->len; i++)
    {
      guint index = g_array_index (group->members, guint, i);
      AttuneSceneQuestion *question = &listing->scenes->questions[index];
      gboolean is_bound = is_conditional (listing->form, question->question);

      /* Answers that conditions tell apart are one here. */
      for (guint j = 0; j < question->question->n_options; j++)
        if (question->question->type == ATTUNE_QUESTION_CHECKLIST)
          question->places[j] = ATTUNE_SCENE_FREE_OPTION;
        else if (question->places[j] != ATTUNE_SCENE_FREE_OPTION)
          question->places[j] = 0;
      question->n_ticks = 0;
      question->n_answers = MIN (question->n_answers, 1);
      listing->masks[index] = ATTUNE_SCENE_NA (question) - 1;
      if (attune_form_can_be_na (listing->form, question->question))
        listing->masks[index] |= ATTUNE_SCENE_NA (question);
      if (!question->question->required || is_bound)
        listing->masks[index] |= ATTUNE_SCENE_SILENT (question);
      if (is_bound && !attune_form_reach_can_show_question (listing->reach, index))
        listing->masks[index] = 0;
    }
  add_scene (listing);
}

static gboolean
has_too_many_answers (Listing *listing)
{
  for (guint i = 0; i < listing->group->members->len; i++)
    {
      guint index = g_array_index (listing->group->members, guint, i);

      if (listing->scenes->questions[index].n_answers > ATTUNE_SCENE_MAX_ANSWERS)
        return TRUE;
    }
  return FALSE;
}

static void
list_scenes (AttuneFormScenes *self,
             AttuneFormReach *reach,
             AttuneSceneGroup *group,
             guint32 *masks,
             gint8 *section_na)
{
  Listing listing = { self, self->form, reach, group, masks, section_na };

  for (guint i = 0; i < group->sections->len; i++)
    section_na[g_array_index (group->sections, guint, i)] = -1;
  listing.is_too_much = has_too_many_answers (&listing);
  list_from (&listing, 0);
  if (listing.is_too_much)
    add_loose_scene (&listing);
}

/* --- Making -------------------------------------------------------------------------------------------------- */

static gboolean
holds_number (const AttuneFormQuestion *question, guint range, AttuneDecimal end)
{
  AttuneDecimal unit = ATTUNE_DECIMAL_ONE;
  AttuneDecimal number;

  for (guint i = 0; i < question->decimals; i++)
    unit /= 10;
  unit = MAX (unit, 1);
  number = end - end % unit;
  return attune_form_question_find_range (question, number) == range ||
         attune_form_question_find_range (question, number - unit) == range ||
         attune_form_question_find_range (question, number + unit) == range;
}

/* Whether some number falls in the range and in none before it: where it begins or ends, or just beside another's end. */
static gboolean
can_come_to (const AttuneFormQuestion *question, guint range)
{
  if (question->type != ATTUNE_QUESTION_NUMBER || question->n_options > MAX_RANGES)
    return TRUE;
  for (guint i = 0; i < question->n_options; i++)
    {
      const AttuneFormOption *other = &question->options[i];

      if ((other->has_from && holds_number (question, range, other->from)) ||
          (other->has_to && holds_number (question, range, other->to)))
        return TRUE;
    }
  return holds_number (question, range, 0);
}

static void
take_question (AttuneFormScenes *self, guint index)
{
  AttuneSceneQuestion *question = &self->questions[index];
  gboolean is_list;

  question->question = attune_form_get_question (self->form, index);
  is_list = question->question->type == ATTUNE_QUESTION_CHECKLIST;
  question->places = g_new0 (guint8, question->question->n_options + 1);
  question->n_answers = question->question->type >= ATTUNE_QUESTION_CHECKLIST ||
                        question->question->n_options > 0;
  for (guint i = 0; i < question->question->n_options; i++)
    if (is_list || !can_come_to (question->question, i))
      question->places[i] = ATTUNE_SCENE_FREE_OPTION;
}

static void
free_group (gpointer data)
{
  AttuneSceneGroup *group = data;

  g_array_unref (group->members);
  g_array_unref (group->sections);
  g_array_unref (group->rows);
  g_free (group);
}

static guint
add_group (AttuneFormScenes *self)
{
  AttuneSceneGroup *group = g_new0 (AttuneSceneGroup, 1);

  group->members = g_array_new (FALSE, FALSE, sizeof (guint));
  group->sections = g_array_new (FALSE, FALSE, sizeof (guint));
  group->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_ptr_array_add (self->groups, group);
  return self->groups->len - 1;
}

static void
form_groups (AttuneFormScenes *self, const guint *leaders)
{
  for (guint i = 0; i < attune_form_get_n_questions (self->form); i++)
    {
      AttuneSceneQuestion *question = &self->questions[i];
      AttuneSceneGroup *group;

      question->group = leaders[i] == i ? add_group (self)
                                        : self->questions[find_leader (leaders, i)].group;
      group = g_ptr_array_index (self->groups, question->group);
      g_array_append_val (group->members, i);
    }
  for (guint i = 0; i < attune_form_get_n_sections (self->form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (self->form, i);

      if (takes_along (self->form, section))
        {
          guint index = self->questions[section->first_question].group;
          AttuneSceneGroup *group = g_ptr_array_index (self->groups, index);

          g_array_append_val (group->sections, i);
        }
    }
}

AttuneFormScenes *
attune_form_scenes_new (AttuneForm *form, AttuneFormReach *reach)
{
  guint n = attune_form_get_n_questions (form);
  AttuneFormScenes *self = g_new0 (AttuneFormScenes, 1);
  g_autofree guint *leaders = g_new0 (guint, n + 1);
  g_autofree guint32 *masks = g_new0 (guint32, n + 1);
  g_autofree gint8 *section_na = g_new0 (gint8, attune_form_get_n_sections (form) + 1);
  Binding binding = { self, form, leaders };

  self->form = form;
  self->questions = g_new0 (AttuneSceneQuestion, n + 1);
  self->groups = g_ptr_array_new_with_free_func (free_group);
  for (guint i = 0; i < n; i++)
    {
      leaders[i] = i;
      take_question (self, i);
    }
  bind_all (&binding);
  form_groups (self, leaders);
  for (guint i = 0; i < self->groups->len; i++)
    list_scenes (self, reach, g_ptr_array_index (self->groups, i), masks, section_na);
  return self;
}

void
attune_form_scenes_free (AttuneFormScenes *self)
{
  for (guint i = 0; i < attune_form_get_n_questions (self->form); i++)
    g_free (self->questions[i].places);
  g_ptr_array_unref (self->groups);
  g_free (self->questions);
  g_free (self);
}

guint32 *
attune_scene_group_get_row (const AttuneSceneGroup *group, guint scene)
{
  return &g_array_index (group->rows, guint32,
                         scene * (group->members->len + group->sections->len));
}
