/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-section-scope.h"

#include "attune-condition-editor.h"
#include "attune-form-describe.h"
#include "attune-form-outline.h"

struct _AttuneSectionScope
{
  AttuneFormScope parent_instance;

  /* borrowed */
  AdwActionRow *weight_row;
  AttuneConditionEditor *condition;
  GtkWidget *fail_below_row;
};

G_DEFINE_FINAL_TYPE (AttuneSectionScope, attune_section_scope, ATTUNE_TYPE_FORM_SCOPE)

static void
attune_section_scope_show (AttuneFormScope *scope,
                           AttuneForm *form,
                           const AttuneFormLint *lint,
                           gboolean is_other)
{
  AttuneSectionScope *self = ATTUNE_SECTION_SCOPE (scope);
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);
  guint index = attune_form_find_section (form, attune_form_scope_get_element (scope));
  g_autofree char *share = NULL;

  /* Where questions are weighed one by one, that of a section means nothing. */
  gtk_widget_set_visible (GTK_WIDGET (self->weight_row),
                          scoring->mode == ATTUNE_SCORING_POINTS ||
                            scoring->weigh_by == ATTUNE_WEIGH_BY_SECTION);
  gtk_widget_set_visible (self->fail_below_row,
                          attune_form_get_section (form, index)->has_fail_below);
  if (lint != NULL)
    share = attune_form_describe_share (
      attune_form_outline_weigh (form, lint, attune_form_scope_get_element (scope)));
  if (share != NULL || is_other)
    adw_action_row_set_subtitle (self->weight_row, share);
  attune_condition_editor_show (self->condition, form, attune_form_scope_get_element (scope));
}

static void
attune_section_scope_enter_condition (AttuneFormScope *scope)
{
  attune_condition_editor_enter (ATTUNE_SECTION_SCOPE (scope)->condition);
}

static void
attune_section_scope_built (AttuneFormScope *scope, GtkBuilder *builder)
{
  AttuneSectionScope *self = ATTUNE_SECTION_SCOPE (scope);

  attune_form_scope_bind (builder, "weight_row", &self->weight_row);
  attune_form_scope_bind (builder, "condition", &self->condition);
  attune_form_scope_bind (builder, "fail_below_row", &self->fail_below_row);
}

static void
attune_section_scope_class_init (AttuneSectionScopeClass *class)
{
  static const char *const groups[] = { "about", "shown", NULL };
  AttuneFormScopeClass *scope_class = ATTUNE_FORM_SCOPE_CLASS (class);

  scope_class->resource = "/org/attuneqa/Attune/forms/attune-section-scope.ui";
  scope_class->groups = groups;
  scope_class->built = attune_section_scope_built;
  scope_class->show = attune_section_scope_show;
  scope_class->enter_condition = attune_section_scope_enter_condition;
  g_type_ensure (ATTUNE_TYPE_CONDITION_EDITOR);
}

static void
attune_section_scope_init (AttuneSectionScope *self)
{
}

GtkWidget *
attune_section_scope_new (void)
{
  return g_object_new (ATTUNE_TYPE_SECTION_SCOPE, NULL);
}
