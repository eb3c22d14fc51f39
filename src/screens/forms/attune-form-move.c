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

/* What goes when the parts are removed: they, and what is in them. */
static GHashTable *
list_going (AttuneForm *form, const char *const *ids)
{
  GHashTable *going = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (going, (gpointer) ids[i]);
  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (form, i);
      const char *parent = get_id (form, section->parent);

      if (parent != NULL && g_hash_table_contains (going, parent))
        g_hash_table_add (going, (gpointer) section->id);
    }
  return going;
}

static const char *
find_question_neighbour (AttuneForm *form, const AttuneFormQuestion *question, GHashTable *going)
{
  const AttuneFormSection *section = attune_form_get_section (form, question->section);
  guint end = section->first_question + section->n_questions;

  for (guint i = question->index + 1; i < end; i++)
    if (!g_hash_table_contains (going, attune_form_get_question (form, i)->id))
      return attune_form_get_question (form, i)->id;
  for (guint i = question->index; i > section->first_question; i--)
    if (!g_hash_table_contains (going, attune_form_get_question (form, i - 1)->id))
      return attune_form_get_question (form, i - 1)->id;
  return section->id;
}

static const char *
find_section_neighbour (AttuneForm *form, const AttuneFormSection *section, GHashTable *going)
{
  for (guint i = section->end_section; i < attune_form_get_n_sections (form); i++)
    if (!g_hash_table_contains (going, get_id (form, i)))
      return get_id (form, i);
  for (guint i = section->index; i > 0; i--)
    if (!g_hash_table_contains (going, get_id (form, i - 1)))
      return get_id (form, i - 1);
  return NULL;
}

char *
attune_form_find_neighbour (AttuneForm *form, const char *const *selected)
{
  g_autofree const char **sorted = attune_form_group_sort (form, selected);
  g_autoptr (GHashTable) going = list_going (form, sorted);
  guint n = g_strv_length ((GStrv) sorted);
  guint question;
  guint section;

  if (n == 0)
    return NULL;
  question = attune_form_find_question (form, sorted[n - 1]);
  section = attune_form_find_section (form, sorted[n - 1]);
  if (question != ATTUNE_FORM_NONE)
    return g_strdup (
      find_question_neighbour (form, attune_form_get_question (form, question), going));
  return g_strdup (find_section_neighbour (form, attune_form_get_section (form, section), going));
}
