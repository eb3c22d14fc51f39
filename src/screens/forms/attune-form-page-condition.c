/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-condition-edit.h"
#include "attune-form-edit.h"

#include <glib/gi18n.h>

static void
set_condition_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneFormPlace place = { NULL, NULL, NULL };
  AttuneForm *before = attune_form_page_get_form (self);
  GError *error = NULL;
  const char *json;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  g_variant_get (parameter, "(&s&s)", &place.element, &json);
  form = *json != '\0' ? attune_form_set_json (before, place, "show_if", json, &error)
                       : attune_form_unset (before, place, "show_if", &error);
  if (form != NULL && attune_form_equal (form, before))
    {
      attune_form_unref (form);
      return;
    }
  attune_form_page_take (self, form, attune_form_history_get_selection (self->history), NULL,
                         error);
}

/* Where the keys are does not matter: it is about what is selected. */
static void
condition_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  const char *selected;

  if (!attune_form_page_can_edit (self))
    return;

  selected = attune_form_history_get_selection (self->history);
  if (selected != NULL && attune_form_page_get_selected (self)[1] != NULL)
    attune_context_say (context, _ ("A condition is set for one part at a time: select only one"));
  else if (selected == NULL)
    attune_context_say (context, _ ("Only a section or a question has a condition"));
  else if (attune_condition_count_questions (attune_form_page_get_form (self), selected) == 0)
    attune_context_say (context, _ ("No question comes before this one that it could depend on"));
  else
    attune_form_properties_enter_condition (self->properties);
}

static void
list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (ATTUNE_FORM_PAGE (widget)->list));
}

void
attune_form_page_install_conditions (AttuneFormPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "form.set-condition", "(ss)",
                                   set_condition_action);
  gtk_widget_class_install_action (widget_class, "form.condition", NULL, condition_action);
  gtk_widget_class_install_action (widget_class, "form.list", NULL, list_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "form.condition",
                                       NULL);
}
