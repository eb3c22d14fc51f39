/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-form-bands.h"

static void
add_band_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  form = attune_form_add_band (attune_form_page_get_form (self), "", NULL, &error);
  if (attune_form_page_take_kept (self, form, NULL, error))
    attune_form_properties_enter_newest_band (self->properties);
}

static void
set_band_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneForm *before = attune_form_page_get_form (self);
  guint place;
  const char *key;
  g_autoptr (GVariant) value = NULL;
  g_autofree char *merge = NULL;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  g_variant_get (parameter, "(u&sv)", &place, &key, &value);
  merge = g_strdup_printf ("scoring/bands/%u/%s", place, key);
  form = g_str_equal (key, "from")
           ? attune_form_set_band_from (before, place, g_variant_get_int64 (value), &error)
           : attune_form_set_band_label (before, place, g_variant_get_string (value, NULL), &error);
  if (form != NULL && attune_form_equal (form, before))
    attune_form_unref (form);
  else
    attune_form_page_take_kept (self, form, merge, error);
}

static void
remove_band_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  form = attune_form_remove_band (attune_form_page_get_form (self),
                                  g_variant_get_uint32 (parameter), &error);
  attune_form_page_take_kept (self, form, NULL, error);
}

void
attune_form_page_install_bands (AttuneFormPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "form.add-band", NULL, add_band_action);
  gtk_widget_class_install_action (widget_class, "form.set-band", "(usv)", set_band_action);
  gtk_widget_class_install_action (widget_class, "form.remove-band", "u", remove_band_action);
}
