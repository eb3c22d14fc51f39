/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-preferences.h"

#include "attune-key-page.h"
#include "attune-playback-page.h"
#include "attune-present.h"

struct _AttunePreferences
{
  AdwWindow parent_instance;

  /* template */
  AdwViewStack *stack;

  /* owned */
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (AttunePreferences, attune_preferences, ADW_TYPE_WINDOW)

static void
attune_preferences_dispose (GObject *object)
{
  G_OBJECT_CLASS (attune_preferences_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_PREFERENCES);
  g_clear_object (&ATTUNE_PREFERENCES (object)->settings);
}

static void
attune_preferences_class_init (AttunePreferencesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_preferences_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/preferences/attune-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, AttunePreferences, stack);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
attune_preferences_init (AttunePreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_page (AttunePreferences *self, GtkWidget *widget)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (widget);

  adw_view_stack_add_titled (self->stack, widget, adw_preferences_page_get_name (page),
                             adw_preferences_page_get_title (page));
  adw_view_stack_page_set_icon_name (adw_view_stack_get_page (self->stack, widget),
                                     adw_preferences_page_get_icon_name (page));
}

void
attune_preferences_show (GtkWidget *parent, GSettings *settings)
{
  AttunePreferences *self;
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (G_IS_SETTINGS (settings));

  self = g_object_new (ATTUNE_TYPE_PREFERENCES, NULL);
  self->settings = g_object_ref (settings);
  add_page (self, attune_playback_page_new (settings));
  add_page (self, attune_key_page_new (attune_key_map_get (settings)));
  root = gtk_widget_get_root (parent);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  attune_present (GTK_WINDOW (self));
}

void
attune_preferences_show_page (AttunePreferences *self, const char *name)
{
  g_return_if_fail (ATTUNE_IS_PREFERENCES (self));

  adw_view_stack_set_visible_child_name (self->stack, name);
}
