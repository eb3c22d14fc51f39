/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-playback-page.h"

struct _AttunePlaybackPage
{
  AdwPreferencesPage parent_instance;

  /* template */
  GtkSpinButton *skip;
  GtkSpinButton *rewind;
  GtkSpinButton *silence;
  GtkSwitch *held;
  GtkSwitch *aac;
};

G_DEFINE_FINAL_TYPE (AttunePlaybackPage, attune_playback_page, ADW_TYPE_PREFERENCES_PAGE)

static void
attune_playback_page_dispose (GObject *object)
{
  G_OBJECT_CLASS (attune_playback_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the groups itself. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_PLAYBACK_PAGE);
}

static void
attune_playback_page_class_init (AttunePlaybackPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_playback_page_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/preferences/attune-playback-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttunePlaybackPage, skip);
  gtk_widget_class_bind_template_child (widget_class, AttunePlaybackPage, rewind);
  gtk_widget_class_bind_template_child (widget_class, AttunePlaybackPage, silence);
  gtk_widget_class_bind_template_child (widget_class, AttunePlaybackPage, held);
  gtk_widget_class_bind_template_child (widget_class, AttunePlaybackPage, aac);
}

static void
attune_playback_page_init (AttunePlaybackPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_playback_page_new (GSettings *settings)
{
  AttunePlaybackPage *self = g_object_new (ATTUNE_TYPE_PLAYBACK_PAGE, NULL);

  g_settings_bind (settings, "skip-seconds", self->skip, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "rewind-on-pause", self->rewind, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "least-silence", self->silence, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "play-while-held", self->held, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "take-aac", self->aac, "active", G_SETTINGS_BIND_DEFAULT);
  return GTK_WIDGET (self);
}
