/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-form-edit.h"
#include "attune-form-preset.h"
#include "attune-models.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

/* The way of scoring --------------------------------------------------------------------------- */

static AttuneFormPreset
find_preset (const char *word)
{
  for (guint i = 0; i < ATTUNE_N_FORM_PRESETS; i++)
    if (g_str_equal (attune_form_preset_to_string ((AttuneFormPreset) i), word))
      return (AttuneFormPreset) i;
  return ATTUNE_FORM_PRESET_NONE;
}

/* Of no preset the settings stay as they are: only the form no longer says that it follows one. */
static void
set_preset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneForm *before = attune_form_page_get_form (self);
  AttuneFormPreset preset;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  preset = find_preset (g_variant_get_string (parameter, NULL));
  form = preset != ATTUNE_FORM_PRESET_NONE
           ? attune_form_apply_preset (before, preset, &error)
           : attune_form_unset (before, (AttuneFormPlace){ NULL, NULL, NULL }, "scoring/like",
                                &error);
  if (form != NULL && attune_form_equal (form, before))
    attune_form_unref (form);
  else
    attune_form_page_take_kept (self, form, NULL, error);
}

/* The interaction model ------------------------------------------------------------------------ */

static void
model_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneModelRecord)
    record = attune_store_load_model_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL || self->stack == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (record == NULL)
    {
      attune_context_report (attune_page_get_context (ATTUNE_PAGE (self)),
                             _ ("The interaction model could not be read"), error);
      return;
    }
  g_clear_pointer (&self->model, attune_model_unref);
  self->model = g_steal_pointer (&record->model);
  attune_form_properties_set_model (self->properties, self->model);
  if (self->history != NULL && self->saver == NULL)
    attune_form_page_show_check (self);
}

void
attune_form_page_load_model (AttuneFormPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  attune_store_load_model_async (attune_context_get_store (context),
                                 attune_context_get_actor (context), self->cancellable,
                                 model_loaded_cb, attune_weak_new (self));
}

/* ---------------------------------------------------------------------------------------------- */

void
attune_form_page_install_settings (AttuneFormPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "form.set-preset", "s", set_preset_action);
}
