/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-move.h"

/* How many sections stand before `section` among those of the same parent. */
static guint
count_before (AttuneForm *form, const AttuneFormSection *section)
{
  guint n = 0;

  for (guint i = 0; i < section->index; i++)
    n += attune_form_get_section (form, i)->parent == section->parent;
  return n;
}

static guint
count_inside (AttuneForm *form, guint parent)
{
  guint n = 0;

  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    n += attune_form_get_section (form, i)->parent == parent;
  return n;
}

static const char *
get_id (AttuneForm *form, guint section)
{
  return section != ATTUNE_FORM_NONE ? attune_form_get_section (form, section)->id : NULL;
}

/* The section that is selected, or that of the selected question, or the last; NULL in a form without any. */
static const AttuneFormSection *
find_section (AttuneForm *form, const char *selected)
{
  guint n = attune_form_get_n_sections (form);
  guint section = ATTUNE_FORM_NONE;
  guint question;

  if (selected != NULL)
    {
      question = attune_form_find_question (form, selected);
      section = question != ATTUNE_FORM_NONE ? attune_form_get_question (form, question)->section
                                             : attune_form_find_section (form, selected);
    }
  if (section == ATTUNE_FORM_NONE)
    return n > 0 ? attune_form_get_section (form, n - 1) : NULL;
  return attune_form_get_section (form, section);
}

AttuneFormSpot
attune_form_spot_for_question (AttuneForm *form, const char *selected)
{
  const AttuneFormSection *section = find_section (form, selected);
  guint question = selected != NULL ? attune_form_find_question (form, selected) : ATTUNE_FORM_NONE;

  g_return_val_if_fail (section != NULL, ((AttuneFormSpot){ "", 0 }));

  if (question != ATTUNE_FORM_NONE)
    return (AttuneFormSpot){ section->id, question - section->first_question + 1 };
  return (AttuneFormSpot){ section->id, section->n_questions };
}

AttuneFormSpot
attune_form_spot_for_section (AttuneForm *form, const char *selected, gboolean is_inner)
{
  const AttuneFormSection *section = find_section (form, selected);

  if (section == NULL)
    return (AttuneFormSpot){ NULL, 0 };
  if (is_inner && section->parent == ATTUNE_FORM_NONE)
    return (AttuneFormSpot){ section->id, count_inside (form, section->index) };
  return (AttuneFormSpot){ get_id (form, section->parent), count_before (form, section) + 1 };
}

static gboolean
move_question (AttuneForm *form,
               const AttuneFormQuestion *question,
               AttuneFormMove move,
               AttuneFormSpot *out_spot)
{
  const AttuneFormSection *section = attune_form_get_section (form, question->section);
  guint at = question->index - section->first_question;

  if (move == ATTUNE_FORM_MOVE_UP && at > 0)
    *out_spot = (AttuneFormSpot){ section->id, at - 1 };
  else if (move == ATTUNE_FORM_MOVE_DOWN && at + 1 < section->n_questions)
    *out_spot = (AttuneFormSpot){ section->id, at + 1 };
  else if (move == ATTUNE_FORM_MOVE_UP && section->index > 0)
    *out_spot = (AttuneFormSpot){ get_id (form, section->index - 1), G_MAXUINT };
  else if (move == ATTUNE_FORM_MOVE_DOWN && section->index + 1 < attune_form_get_n_sections (form))
    *out_spot = (AttuneFormSpot){ get_id (form, section->index + 1), 0 };
  else
    return FALSE;
  return TRUE;
}

static const AttuneFormSection *
find_previous (AttuneForm *form, const AttuneFormSection *section)
{
  const AttuneFormSection *previous = NULL;

  for (guint i = 0; i < section->index; i++)
    if (attune_form_get_section (form, i)->parent == section->parent)
      previous = attune_form_get_section (form, i);
  return previous;
}

static gboolean
move_section (AttuneForm *form,
              const AttuneFormSection *section,
              AttuneFormMove move,
              AttuneFormSpot *out_spot)
{
  guint at = count_before (form, section);
  gboolean has_inner = section->end_section > section->index + 1;
  const AttuneFormSection *previous = find_previous (form, section);

  if (move == ATTUNE_FORM_MOVE_UP && at > 0)
    *out_spot = (AttuneFormSpot){ get_id (form, section->parent), at - 1 };
  else if (move == ATTUNE_FORM_MOVE_DOWN && at + 1 < count_inside (form, section->parent))
    *out_spot = (AttuneFormSpot){ get_id (form, section->parent), at + 1 };
  else if (move == ATTUNE_FORM_MOVE_IN && previous != NULL && !has_inner &&
           section->parent == ATTUNE_FORM_NONE)
    *out_spot = (AttuneFormSpot){ previous->id, count_inside (form, previous->index) };
  else if (move == ATTUNE_FORM_MOVE_OUT && section->parent != ATTUNE_FORM_NONE)
    *out_spot = (AttuneFormSpot){
      NULL, count_before (form, attune_form_get_section (form, section->parent)) + 1
    };
  else
    return FALSE;
  return TRUE;
}

gboolean
attune_form_spot_for_move (AttuneForm *form,
                           const char *selected,
                           AttuneFormMove move,
                           AttuneFormSpot *out_spot)
{
  guint question = attune_form_find_question (form, selected);
  guint section = attune_form_find_section (form, selected);

  if (question != ATTUNE_FORM_NONE)
    return move_question (form, attune_form_get_question (form, question), move, out_spot);
  if (section != ATTUNE_FORM_NONE)
    return move_section (form, attune_form_get_section (form, section), move, out_spot);
  return FALSE;
}

static const char *
find_question_neighbour (AttuneForm *form, const AttuneFormQuestion *question)
{
  const AttuneFormSection *section = attune_form_get_section (form, question->section);
  guint at = question->index - section->first_question;

  if (at + 1 < section->n_questions)
    return attune_form_get_question (form, question->index + 1)->id;
  if (at > 0)
    return attune_form_get_question (form, question->index - 1)->id;
  return section->id;
}

static const char *
find_section_neighbour (AttuneForm *form, const AttuneFormSection *section)
{
  if (section->end_section < attune_form_get_n_sections (form))
    return get_id (form, section->end_section);
  if (section->index > 0)
    return get_id (form, section->index - 1);
  return NULL;
}

char *
attune_form_find_neighbour (AttuneForm *form, const char *selected)
{
  guint question = attune_form_find_question (form, selected);
  guint section = attune_form_find_section (form, selected);

  if (question != ATTUNE_FORM_NONE)
    return g_strdup (find_question_neighbour (form, attune_form_get_question (form, question)));
  if (section != ATTUNE_FORM_NONE)
    return g_strdup (find_section_neighbour (form, attune_form_get_section (form, section)));
  return NULL;
}
