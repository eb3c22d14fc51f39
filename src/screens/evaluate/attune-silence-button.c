/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-silence-button.h"

#include "attune-template.h"
#include "attune-time-words.h"

#include <glib/gi18n.h>

/* What is left out where the settings do not say. */
#define LEAST_SILENCE_US (1500 * 1000)

struct _AttuneSilenceButton
{
  GtkWidget parent_instance;

  /* template */
  GtkToggleButton *toggle;
  GtkLabel *saved;
  GtkLabel *saved_words;
  GtkSpinButton *least;

  /* owned */
  AttunePlayer *player;
  GSettings *settings;

  /* borrowed */
  AttuneKeyMap *keys;

  gboolean is_applying;
};

G_DEFINE_FINAL_TYPE (AttuneSilenceButton, attune_silence_button, GTK_TYPE_WIDGET)

static gint64
get_least_us (AttuneSilenceButton *self)
{
  return self->settings != NULL
           ? (gint64) (g_settings_get_double (self->settings, "least-silence") * 1e6)
           : LEAST_SILENCE_US;
}

/* What would be saved is worth knowing before it is skipped. */
static void
show_saved (AttuneSilenceButton *self)
{
  gint64 saved = attune_player_find_saved_us (self->player, get_least_us (self));
  gboolean skips = attune_player_get_skip_silence (self->player) > 0;
  g_autofree char *time = attune_time_to_words (saved);
  /* Translators: the time that is saved, such as −1:12. */
  g_autofree char *less = g_strdup_printf (_ ("−%s"), time);
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;

  if (saved < G_USEC_PER_SEC)
    words = g_strdup (_ ("There is nothing to skip."));
  else
    /* Translators: the time that skipping silence saves, such as 1:12. */
    words = g_strdup_printf (_ ("That saves %s."), time);
  gtk_label_set_label (self->saved_words, words);
  gtk_label_set_label (self->saved, less);
  gtk_widget_set_visible (GTK_WIDGET (self->saved), skips && saved >= G_USEC_PER_SEC);

  g_free (words);
  if (saved < G_USEC_PER_SEC)
    words = g_strdup (_ ("Skip Silence"));
  else
    /* Translators: %s is how much time is saved, such as 1:12. */
    words = g_strdup_printf (_ ("Skip Silence: saves %s"), time);
  label = attune_key_map_add_key (self->keys, "evaluate.skip-silence", words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->toggle), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
apply (AttuneSilenceButton *self)
{
  gboolean skips = gtk_toggle_button_get_active (self->toggle);

  attune_player_set_skip_silence (self->player, skips ? get_least_us (self) : 0);
  show_saved (self);
}

static void
toggled_cb (AttuneSilenceButton *self)
{
  if (self->is_applying || self->player == NULL)
    return;
  apply (self);
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "skip-silence",
                            gtk_toggle_button_get_active (self->toggle));
}

static void
attune_silence_button_dispose (GObject *object)
{
  AttuneSilenceButton *self = ATTUNE_SILENCE_BUTTON (object);

  self->is_applying = TRUE;
  attune_template_dispose (GTK_WIDGET (self), ATTUNE_TYPE_SILENCE_BUTTON);
  g_clear_object (&self->player);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (attune_silence_button_parent_class)->dispose (object);
}

static void
attune_silence_button_class_init (AttuneSilenceButtonClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_silence_button_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/evaluate/attune-silence-button.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneSilenceButton, toggle);
  gtk_widget_class_bind_template_child (widget_class, AttuneSilenceButton, saved);
  gtk_widget_class_bind_template_child (widget_class, AttuneSilenceButton, saved_words);
  gtk_widget_class_bind_template_child (widget_class, AttuneSilenceButton, least);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
attune_silence_button_init (AttuneSilenceButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
follow_settings (AttuneSilenceButton *self)
{
  self->is_applying = TRUE;
  gtk_toggle_button_set_active (self->toggle,
                                g_settings_get_boolean (self->settings, "skip-silence"));
  self->is_applying = FALSE;
  g_settings_bind (self->settings, "least-silence", self->least, "value", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed::least-silence", G_CALLBACK (apply), self,
                           G_CONNECT_SWAPPED);
}

void
attune_silence_button_connect (AttuneSilenceButton *self,
                               AttunePlayer *player,
                               AttuneKeyMap *keys,
                               GSettings *settings)
{
  g_return_if_fail (ATTUNE_IS_SILENCE_BUTTON (self));

  self->player = g_object_ref (player);
  self->keys = keys;
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  gtk_widget_set_sensitive (GTK_WIDGET (self->least), settings != NULL);
  if (settings != NULL)
    follow_settings (self);
  g_signal_connect_object (keys, "changed", G_CALLBACK (show_saved), self, G_CONNECT_SWAPPED);
  apply (self);
}

void
attune_silence_button_update (AttuneSilenceButton *self)
{
  g_return_if_fail (ATTUNE_IS_SILENCE_BUTTON (self));

  show_saved (self);
}

void
attune_silence_button_toggle (AttuneSilenceButton *self)
{
  g_return_if_fail (ATTUNE_IS_SILENCE_BUTTON (self));

  gtk_toggle_button_set_active (self->toggle, !gtk_toggle_button_get_active (self->toggle));
}
