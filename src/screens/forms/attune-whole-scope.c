/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-whole-scope.h"

struct _AttuneWholeScope
{
  AttuneFormScope parent_instance;

  /* borrowed */
  GtkWidget *title;
  GtkWidget *pass_row;
  GtkWidget *baseline_row;
  GtkWidget *weigh_by_row;
};

G_DEFINE_FINAL_TYPE (AttuneWholeScope, attune_whole_scope, ATTUNE_TYPE_FORM_SCOPE)

static void
attune_whole_scope_show (AttuneFormScope *scope,
                         AttuneForm *form,
                         const AttuneFormLint *lint,
                         gboolean is_other)
{
  AttuneWholeScope *self = ATTUNE_WHOLE_SCOPE (scope);
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);

  gtk_widget_set_visible (self->pass_row, scoring->has_pass);
  gtk_widget_set_visible (self->baseline_row, scoring->mode == ATTUNE_SCORING_POINTS);
  gtk_widget_set_visible (self->weigh_by_row, scoring->mode == ATTUNE_SCORING_SHARE);
}

static void
attune_whole_scope_built (AttuneFormScope *scope, GtkBuilder *builder)
{
  AttuneWholeScope *self = ATTUNE_WHOLE_SCOPE (scope);

  attune_form_scope_bind (builder, "title", &self->title);
  attune_form_scope_bind (builder, "pass_row", &self->pass_row);
  attune_form_scope_bind (builder, "baseline_row", &self->baseline_row);
  attune_form_scope_bind (builder, "weigh_by_row", &self->weigh_by_row);
}

static void
attune_whole_scope_class_init (AttuneWholeScopeClass *class)
{
  static const char *const groups[] = { "about", "description", "score", "pass", "after", NULL };
  AttuneFormScopeClass *scope_class = ATTUNE_FORM_SCOPE_CLASS (class);

  scope_class->resource = "/org/attuneqa/Attune/forms/attune-whole-scope.ui";
  scope_class->groups = groups;
  scope_class->built = attune_whole_scope_built;
  scope_class->show = attune_whole_scope_show;
}

static void
attune_whole_scope_init (AttuneWholeScope *self)
{
}

GtkWidget *
attune_whole_scope_new (void)
{
  return g_object_new (ATTUNE_TYPE_WHOLE_SCOPE, NULL);
}

void
attune_whole_scope_enter_title (AttuneWholeScope *self)
{
  g_return_if_fail (ATTUNE_IS_WHOLE_SCOPE (self));

  gtk_widget_grab_focus (self->title);
  gtk_editable_select_region (GTK_EDITABLE (self->title), 0, -1);
}
