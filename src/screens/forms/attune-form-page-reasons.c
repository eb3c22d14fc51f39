/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-form-edit.h"

#include <stdlib.h>

/* The option, or the range by its number, that a place is in; NULL where there is none. */
static const AttuneFormOption *
find_option (AttuneForm *form, AttuneFormPlace place)
{
  guint index = attune_form_find_question (form, place.element);
  const AttuneFormQuestion *question;
  guint option;

  if (index == ATTUNE_FORM_NONE)
    return NULL;
  question = attune_form_get_question (form, index);
  option = question->type == ATTUNE_QUESTION_NUMBER
             ? (guint) strtoul (place.option, NULL, 10)
             : attune_form_question_find_option (question, place.option);
  return option < question->n_options ? &question->options[option] : NULL;
}

static guint
find_reason (const AttuneFormOption *option, const char *reason)
{
  for (guint i = 0; option != NULL && i < option->n_reasons; i++)
    if (g_strcmp0 (option->reasons[i].id, reason) == 0)
      return i;
  return ATTUNE_FORM_NONE;
}

static void
take (AttuneFormPage *self, AttuneForm *form, const char *merge, GError *error)
{
  attune_form_page_take (self, form, attune_form_history_get_selection (self->history), merge,
                         error);
}

static void
add_reason_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneFormPlace place = { NULL, NULL, NULL };
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  g_variant_get (parameter, "(&s&s)", &place.element, &place.option);
  form = attune_form_add_reason (attune_form_page_get_form (self), place, G_MAXUINT, "", NULL,
                                 &error);
  take (self, form, NULL, error);
}

static void
set_reason_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneForm *before = attune_form_page_get_form (self);
  AttuneFormPlace place;
  const char *key;
  const char *value;
  g_autofree char *merge = NULL;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  g_variant_get (parameter, "(&s&s&s&s&s)", &place.element, &place.option, &place.reason, &key,
                 &value);
  merge = g_strjoin ("/", place.element, place.option, place.reason, key, NULL);
  form = attune_form_set_string (before, place, key, value, &error);
  if (form != NULL && attune_form_equal (form, before))
    attune_form_unref (form);
  else
    take (self, form, merge, error);
}

static void
remove_reason_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneFormPlace place;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  g_variant_get (parameter, "(&s&s&s)", &place.element, &place.option, &place.reason);
  form = attune_form_remove (attune_form_page_get_form (self), place, &error);
  take (self, form, NULL, error);
}

static void
move_reason_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneForm *before = attune_form_page_get_form (self);
  AttuneFormPlace place;
  int step;
  guint position;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  g_variant_get (parameter, "(&s&s&si)", &place.element, &place.option, &place.reason, &step);
  position = find_reason (find_option (before, place), place.reason);
  if (position == ATTUNE_FORM_NONE || (position == 0 && step < 0))
    return;
  form = attune_form_move (before, place, NULL, (guint) ((int) position + step), &error);
  take (self, form, NULL, error);
}

void
attune_form_page_install_reasons (AttuneFormPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "form.add-reason", "(ss)", add_reason_action);
  gtk_widget_class_install_action (widget_class, "form.set-reason", "(sssss)", set_reason_action);
  gtk_widget_class_install_action (widget_class, "form.remove-reason", "(sss)",
                                   remove_reason_action);
  gtk_widget_class_install_action (widget_class, "form.move-reason", "(sssi)", move_reason_action);
}
