/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

gboolean
attune_form_page_previews (AttuneFormPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->side), "preview") == 0;
}

void
attune_form_page_show_preview (AttuneFormPage *self)
{
  attune_form_preview_show (self->preview, attune_form_page_get_form (self),
                            attune_form_page_get_selected (self)[0]);
}

void
attune_form_page_enter_side (AttuneFormPage *self)
{
  if (attune_form_page_previews (self))
    {
      attune_form_preview_enter (self->preview);
      return;
    }
  if (self->saver != NULL)
    attune_form_properties_settle (self->properties);
  gtk_widget_child_focus (GTK_WIDGET (self->side), GTK_DIR_TAB_FORWARD);
}

void
attune_form_page_previewed_cb (AttuneFormPage *self, const char *id)
{
  if (!g_strv_contains (attune_form_page_get_selected (self), id))
    attune_form_page_select (self, id);
}

/* Whoever works at the side goes on there, whoever works elsewhere stays. */
static void
preview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean is_inside = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->side));

  if (self->history == NULL)
    return;
  gtk_stack_set_visible_child_name (self->side,
                                    attune_form_page_previews (self) ? "properties" : "preview");
  if (is_inside)
    attune_form_page_enter_side (self);
}

/* What is to be set there is asked for. */
static void
properties_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (ATTUNE_FORM_PAGE (widget)->side, "properties");
}

void
attune_form_page_install_preview (AttuneFormPageClass *class)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "form.preview", NULL, preview_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "form.properties", NULL,
                                   properties_action);
}

/* In texts this key would show and hide the cursor. */
static void
add_key (AttuneFormPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F7, 0),
                                                          gtk_named_action_new ("form.preview")));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
attune_form_page_set_up_preview (AttuneFormPage *self)
{
  GSettings *settings = attune_context_get_settings (attune_page_get_context (ATTUNE_PAGE (self)));

  add_key (self);
  if (settings != NULL)
    g_settings_bind (settings, "form-pane", self->side, "visible-child-name",
                     G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY);
}
