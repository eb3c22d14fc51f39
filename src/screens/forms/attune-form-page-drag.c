/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-form-describe.h"
#include "attune-form-row.h"

void
attune_form_page_take_up (AttuneFormPage *self, const char *const *ids, double x)
{
  AttuneForm *form = attune_form_page_get_form (self);
  guint section;

  g_strfreev (self->taken);
  self->taken = g_strdupv ((GStrv) ids);
  self->taken_at = x;
  section = attune_form_find_section (form, ids[0]);
  self->taken_depth = section != ATTUNE_FORM_NONE ? attune_form_get_section (form, section)->depth
                                                  : 0;
  attune_form_page_select_all (self, ids);
}

void
attune_form_page_let_down (AttuneFormPage *self)
{
  g_clear_pointer (&self->taken, g_strfreev);
}

gboolean
attune_form_page_has_taken (AttuneFormPage *self)
{
  return self->taken != NULL && attune_form_page_can_edit (self);
}

/* The title of one, the number of several. */
char *
attune_form_page_describe_taken (AttuneFormPage *self)
{
  AttuneForm *form = attune_form_page_get_form (self);
  guint position = attune_form_outline_find (G_LIST_MODEL (self->items), self->taken[0]);
  g_autoptr (AttuneFormItem) item = NULL;

  if (self->taken[1] != NULL || position == G_MAXUINT)
    return attune_form_describe_parts (form, (const char *const *) self->taken);
  item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  return g_strdup (attune_form_row_get_shown_title (item));
}

gboolean
attune_form_page_find_landing (AttuneFormPage *self,
                               const char *id,
                               double fraction,
                               double x,
                               AttuneFormLanding *out_landing)
{
  guint row = attune_form_outline_find (G_LIST_MODEL (self->items), id);
  double shift = (x - self->taken_at) / attune_form_row_get_inset (1);
  AttuneFormAim aim = { row, fraction, self->taken_depth + shift >= 0.5 };

  return self->taken != NULL && row != G_MAXUINT &&
         attune_form_find_landing (attune_form_page_get_form (self),
                                   (const char *const *) self->taken, aim, out_landing);
}

void
attune_form_page_land (AttuneFormPage *self, const AttuneFormLanding *landing)
{
  g_auto (GStrv) ids = g_steal_pointer (&self->taken);
  AttuneForm *before = attune_form_page_get_form (self);
  GError *error = NULL;
  AttuneForm *form;

  if (ids == NULL || !attune_form_page_can_edit (self))
    return;

  form = attune_form_group_move (before, (const char *const *) ids, landing->questions,
                                 landing->sections, &error);
  if (form != NULL && attune_form_equal (form, before))
    attune_form_unref (form);
  else
    attune_form_page_take_all (self, form, (const char *const *) ids, NULL, error);
}
