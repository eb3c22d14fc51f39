/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-landing.h"

/* In this part of a section's row, its middle, sections go into it. */
#define INTO_FROM 0.3
#define INTO_TO   0.7

/* What is dragged. */
typedef struct
{
  AttuneForm *form;
  GHashTable *moved; /* ids, of those that are dragged themselves */
  guint n_questions;
  guint n_sections;
  gboolean has_inner; /* a section that has sections itself */
} Dragged;

/* A row of the outline. */
typedef struct
{
  const AttuneFormSection *section; /* its own, or that of the question */
  const AttuneFormQuestion *question;
} Row;

/* FALSE beyond the last. */
static gboolean
find_row (AttuneForm *form, guint row, Row *out_row)
{
  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (form, i);

      if (row <= section->n_questions)
        {
          *out_row = (Row){ section,
                            row > 0
                              ? attune_form_get_question (form, section->first_question + row - 1)
                              : NULL };
          return TRUE;
        }
      row -= section->n_questions + 1;
    }
  return FALSE;
}

static gboolean
is_moved (const Dragged *dragged, const char *id)
{
  return g_hash_table_contains (dragged->moved, id);
}

/* Whether the section goes along, itself or with the one above it. */
static gboolean
goes_along (const Dragged *dragged, const AttuneFormSection *section)
{
  return is_moved (dragged, section->id) ||
         (section->parent != ATTUNE_FORM_NONE &&
          is_moved (dragged, attune_form_get_section (dragged->form, section->parent)->id));
}

/* How many sections stay that stand before `end` in `parent`. */
static guint
count_sections (const Dragged *dragged, guint parent, guint end)
{
  guint n = 0;

  for (guint i = 0; i < MIN (end, attune_form_get_n_sections (dragged->form)); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (dragged->form, i);

      n += section->parent == parent && !is_moved (dragged, section->id);
    }
  return n;
}

static guint
count_questions (const Dragged *dragged, const AttuneFormSection *section, guint end)
{
  guint n = 0;

  for (guint i = section->first_question; i < end; i++)
    n += !is_moved (dragged, attune_form_get_question (dragged->form, i)->id);
  return n;
}

/* Into the section of the row, behind what it has. */
static gboolean
land_inside (const Dragged *dragged, const Row *row, guint index, AttuneFormLanding *out_landing)
{
  if (row->question != NULL || dragged->n_questions > 0 || dragged->has_inner ||
      row->section->depth > 0 || goes_along (dragged, row->section))
    return FALSE;
  *out_landing = (AttuneFormLanding){
    .sections = { row->section->id,
                  count_sections (dragged, row->section->index, ATTUNE_FORM_NONE) },
    .line = index,
    .is_into = TRUE,
  };
  return TRUE;
}

/* Questions go behind the row above, which is never a section that goes along. */
static gboolean
land_questions (const Dragged *dragged, const Row *above, AttuneFormLanding *landing)
{
  guint end;

  if (above->section == NULL || goes_along (dragged, above->section))
    return FALSE;
  end = above->question != NULL ? above->question->index + 1 : above->section->first_question;
  landing->questions = (AttuneFormSpot){ above->section->id,
                                         count_questions (dragged, above->section, end) };
  landing->depth = above->section->depth + 1;
  return TRUE;
}

static const AttuneFormSection *
find_top (AttuneForm *form, const AttuneFormSection *section)
{
  return section->parent != ATTUNE_FORM_NONE ? attune_form_get_section (form, section->parent)
                                             : section;
}

/* Sections go before the section below, or to the end of the form or of the section above. */
static gboolean
land_sections (const Dragged *dragged,
               const Row *above,
               const Row *below,
               gboolean is_deep,
               AttuneFormLanding *landing)
{
  const AttuneFormSection *top = above->section != NULL ? find_top (dragged->form, above->section)
                                                        : NULL;
  gboolean is_inside = below->section != NULL && below->section->depth > 0;
  guint end = below->section != NULL ? below->section->index : ATTUNE_FORM_NONE;
  gboolean can_be_deep = top != NULL && !dragged->has_inner && !is_moved (dragged, top->id);

  if (below->question != NULL || (is_inside && !can_be_deep))
    return FALSE;
  landing->depth = is_inside || (is_deep && can_be_deep);
  if (landing->depth > 0)
    landing->sections = (AttuneFormSpot){ top->id, count_sections (dragged, top->index, end) };
  else
    landing->sections = (AttuneFormSpot){ NULL, count_sections (dragged, ATTUNE_FORM_NONE, end) };
  return TRUE;
}

static gboolean
land_between (const Dragged *dragged, guint gap, gboolean is_deep, AttuneFormLanding *out_landing)
{
  AttuneFormLanding landing = { .line = gap };
  Row above = { NULL };
  Row below = { NULL };

  if (gap > 0)
    find_row (dragged->form, gap - 1, &above);
  find_row (dragged->form, gap, &below);
  if ((dragged->n_questions > 0 && !land_questions (dragged, &above, &landing)) ||
      (dragged->n_sections > 0 && !land_sections (dragged, &above, &below, is_deep, &landing)))
    return FALSE;
  *out_landing = landing;
  return TRUE;
}

static void
add_dragged (Dragged *dragged, const char *id)
{
  guint index = attune_form_find_section (dragged->form, id);

  g_hash_table_add (dragged->moved, (gpointer) id);
  if (index == ATTUNE_FORM_NONE)
    {
      dragged->n_questions++;
      return;
    }
  dragged->n_sections++;
  dragged->has_inner |= attune_form_get_section (dragged->form, index)->end_section > index + 1;
}

gboolean
attune_form_find_landing (AttuneForm *form,
                          const char *const *ids,
                          AttuneFormAim aim,
                          AttuneFormLanding *out_landing)
{
  g_autofree const char **sorted = NULL;
  g_autoptr (GHashTable) moved = g_hash_table_new (g_str_hash, g_str_equal);
  Dragged dragged = { form, moved };
  Row row;

  g_return_val_if_fail (form != NULL && ids != NULL && out_landing != NULL, FALSE);

  sorted = attune_form_group_sort (form, ids);
  for (guint i = 0; sorted[i] != NULL; i++)
    add_dragged (&dragged, sorted[i]);
  if (sorted[0] == NULL || !find_row (form, aim.row, &row))
    return FALSE;
  if (aim.fraction >= INTO_FROM && aim.fraction <= INTO_TO &&
      land_inside (&dragged, &row, aim.row, out_landing))
    return TRUE;
  return land_between (&dragged, aim.row + (aim.fraction > 0.5), aim.is_deep, out_landing);
}
