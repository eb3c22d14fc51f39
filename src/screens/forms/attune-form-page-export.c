/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-form-save.h"

/* What is shown goes out: the draft as it is now, or a revision. */
static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneForm *form = attune_form_page_get_form (self);

  if (form != NULL)
    attune_form_save (widget, attune_page_get_context (ATTUNE_PAGE (self)), form,
                      g_variant_get_string (parameter, NULL));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneForm *form = attune_form_page_get_form (self);

  if (form != NULL)
    attune_form_print (widget, attune_page_get_context (ATTUNE_PAGE (self)), form);
}

void
attune_form_page_install_exporting (AttuneFormPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "form.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "form.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "form.print",
                                       NULL);
}
