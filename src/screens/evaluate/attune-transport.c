/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-transport.h"

#include "attune-frames.h"
#include "attune-hearing.h"
#include "attune-key-map.h"
#include "attune-silence-button.h"
#include "attune-template.h"
#include "attune-time-words.h"

#include <glib/gi18n.h>

#define NORMAL_SPEED         10
#define SHUTTLE_STEP         5
#define DEFAULT_SKIP_SECONDS 5

struct _AttuneTransport
{
  GtkWidget parent_instance;

  /* template */
  GtkScale *scale;
  GtkAdjustment *position;
  GtkMenuButton *now;
  GtkLabel *now_label;
  GtkPopover *time_popover;
  GtkEntry *time_entry;
  GtkLabel *total;
  GtkButton *play;
  GtkButton *speed;
  GtkButton *back;
  GtkButton *forward;
  GtkButton *slower;
  GtkButton *faster;
  GtkToggleButton *loop;
  AttuneSilenceButton *silence;
  GtkMenuButton *balance_button;
  AttuneHearing *hearing;
  GtkLabel *device;

  /* owned */
  AttunePlayer *player;
  AttuneWaveView *view;
  GSettings *settings;

  /* borrowed */
  AttuneKeyMap *keys;   /* the settings' */
  GtkWidget *time_from; /* what had the keys when a time was asked for; weak */

  gboolean is_applying;
  gint64 shown_second;
  guint speed_before; /* of the shuttle, 0 while that is not faster */
};

G_DEFINE_FINAL_TYPE (AttuneTransport, attune_transport, GTK_TYPE_WIDGET)

static gint64
get_skip_us (AttuneTransport *self)
{
  int seconds = self->settings != NULL ? g_settings_get_int (self->settings, "skip-seconds")
                                       : DEFAULT_SKIP_SECONDS;

  return seconds * G_USEC_PER_SEC;
}

/* --- Showing --- */

static void
show_label (GtkWidget *button, const char *label)
{
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* With the key that does the same. */
static void
show_label_with_key (AttuneTransport *self, gpointer button, const char *label, const char *action)
{
  g_autofree char *words = attune_key_map_add_key (self->keys, action, label);

  show_label (button, words);
}

static void
end_shuttle (AttuneTransport *self)
{
  guint speed = self->speed_before;

  self->speed_before = 0;
  if (speed != 0)
    attune_player_set_speed (self->player, speed);
}

static void
show_play (AttuneTransport *self)
{
  gboolean is_playing = attune_player_is_playing (self->player);

  gtk_button_set_icon_name (self->play, is_playing ? "media-playback-pause-symbolic"
                                                   : "media-playback-start-symbolic");
  show_label_with_key (self, self->play, is_playing ? _ ("Pause") : _ ("Play"),
                       ATTUNE_EVALUATE_PLAY);
}

static void
playing_cb (AttuneTransport *self)
{
  show_play (self);
  if (!attune_player_is_playing (self->player))
    end_shuttle (self);
  attune_transport_update (self);
}

static void
speed_cb (AttuneTransport *self)
{
  guint tenths = attune_player_get_speed (self->player);
  /* Translators: playback speed, such as 1.3×. */
  g_autofree char *label = g_strdup_printf (_ ("%.1f×"), tenths / 10.0);
  g_autofree char *spoken = g_strdup_printf (_ ("Speed %s; press for normal speed"), label);

  gtk_button_set_label (self->speed, label);
  show_label (GTK_WIDGET (self->speed), spoken);
}

static void
loop_cb (AttuneTransport *self)
{
  gint64 start, end;

  self->is_applying = TRUE;
  gtk_toggle_button_set_active (self->loop, attune_player_get_loop (self->player, &start, &end));
  self->is_applying = FALSE;
}

static void
device_cb (AttuneTransport *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->device), !attune_player_has_device (self->player));
}

void
attune_transport_update (AttuneTransport *self)
{
  gint64 us = self->player != NULL ? attune_player_get_position_us (self->player) : 0;
  gint64 second = us / G_USEC_PER_SEC;
  g_autofree char *words = NULL;
  g_autofree char *spoken = NULL;

  self->is_applying = TRUE;
  gtk_adjustment_set_value (self->position, us / 1e6);
  self->is_applying = FALSE;
  if (second == self->shown_second)
    return;

  self->shown_second = second;
  words = attune_time_to_words (us);
  spoken = attune_time_to_speech (us);
  gtk_label_set_label (self->now_label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  spoken, -1);
}

void
attune_transport_update_sound (AttuneTransport *self)
{
  gint64 duration = attune_wave_view_get_duration_us (self->view);
  g_autofree char *words = attune_time_to_words (duration);
  gboolean is_stereo = attune_wave_view_get_channels (self->view) > 1;

  self->is_applying = TRUE;
  gtk_adjustment_set_upper (self->position, duration / 1e6);
  self->is_applying = FALSE;
  gtk_label_set_label (self->total, words);
  attune_silence_button_update (self->silence);
  gtk_widget_set_visible (GTK_WIDGET (self->balance_button), is_stereo);
  self->shown_second = -1;
  attune_transport_update (self);
}

/* --- Doing --- */

static gboolean
change_value_cb (AttuneTransport *self, GtkScrollType type, double value)
{
  gint64 us = (gint64) (value * 1e6);

  if (self->is_applying || !attune_transport_has_sound (self))
    return TRUE;
  if (type == GTK_SCROLL_START || type == GTK_SCROLL_END)
    us = attune_wave_view_find_edge (self->view, type == GTK_SCROLL_END);
  attune_wave_view_seek (self->view, us);
  return TRUE;
}

/* Assistive technology sets the value without the signal above. */
static void
value_cb (AttuneTransport *self)
{
  gint64 us = (gint64) (gtk_adjustment_get_value (self->position) * 1e6);

  if (!self->is_applying && attune_transport_has_sound (self) &&
      ABS (us - attune_player_get_position_us (self->player)) > G_USEC_PER_SEC / 100)
    attune_wave_view_seek (self->view, us);
}

void
attune_transport_set_playing (AttuneTransport *self, gboolean is_playing)
{
  if (!attune_transport_has_sound (self))
    return;
  if (is_playing)
    attune_player_play (self->player);
  else
    attune_player_pause (self->player);
}

void
attune_transport_toggle_play (AttuneTransport *self)
{
  if (self->player != NULL)
    attune_transport_set_playing (self, !attune_player_is_playing (self->player));
}

void
attune_transport_shuttle (AttuneTransport *self)
{
  guint speed;

  if (!attune_transport_has_sound (self))
    return;
  if (!attune_player_is_playing (self->player))
    {
      attune_player_play (self->player);
      return;
    }
  speed = attune_player_get_speed (self->player);
  if (self->speed_before == 0)
    self->speed_before = speed;
  attune_player_set_speed (self->player, (speed / SHUTTLE_STEP + 1) * SHUTTLE_STEP);
}

void
attune_transport_skip (AttuneTransport *self, int direction)
{
  if (attune_transport_has_sound (self))
    attune_wave_view_seek (self->view, attune_player_get_position_us (self->player) +
                                         direction * get_skip_us (self));
}

void
attune_transport_change_speed (AttuneTransport *self, int tenths)
{
  int speed;

  if (self->player == NULL)
    return;
  speed = CLAMP ((int) attune_player_get_speed (self->player) + tenths, ATTUNE_PLAYER_SPEED_MIN,
                 ATTUNE_PLAYER_SPEED_MAX);
  self->speed_before = 0;
  attune_player_set_speed (self->player, (guint) speed);
  if (self->settings != NULL)
    g_settings_set_int (self->settings, "playback-speed", speed);
}

static void
normal_speed_cb (AttuneTransport *self)
{
  attune_transport_change_speed (self, NORMAL_SPEED - (int) attune_player_get_speed (self->player));
}

static void
start_loop (AttuneTransport *self)
{
  guint rate = attune_wave_view_get_rate (self->view);
  gint64 from, to;

  if (!attune_wave_view_get_selection (self->view, &from, &to))
    {
      attune_wave_view_find_turn (self->view, attune_player_get_position_us (self->player), &from,
                                  &to);
      attune_wave_view_set_selection (self->view, from, to);
    }
  attune_player_set_loop (self->player, attune_us_to_frames (from, rate),
                          attune_us_to_frames (to, rate));
}

static void
loop_toggled_cb (AttuneTransport *self)
{
  if (self->is_applying || !attune_transport_has_sound (self))
    return;
  if (gtk_toggle_button_get_active (self->loop))
    start_loop (self);
  else
    {
      attune_player_set_loop (self->player, 0, 0);
      attune_wave_view_set_selection (self->view, 0, 0);
    }
}

/* A loop follows the selection it was made from. */
static void
view_changed_cb (AttuneTransport *self, guint change)
{
  if ((change & ATTUNE_WAVE_CHANGE_SELECTION) == 0 || !gtk_toggle_button_get_active (self->loop))
    return;
  if (attune_wave_view_get_selection (self->view, NULL, NULL))
    start_loop (self);
  else
    attune_player_set_loop (self->player, 0, 0);
}

void
attune_transport_toggle_loop (AttuneTransport *self)
{
  gtk_toggle_button_set_active (self->loop, !gtk_toggle_button_get_active (self->loop));
}

void
attune_transport_toggle_skip_silence (AttuneTransport *self)
{
  attune_silence_button_toggle (self->silence);
}

static GtkWidget *
get_focus (AttuneTransport *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

void
attune_transport_ask_time (AttuneTransport *self)
{
  if (!attune_transport_has_sound (self))
    return;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->time_popover)))
    g_set_weak_pointer (&self->time_from, get_focus (self));
  gtk_menu_button_popup (self->now);
}

/* At once: until the toolkit finds somebody to have the keys, in the frame after, what is pressed would reach nobody. */
static void
time_closed_cb (AttuneTransport *self)
{
  GtkWidget *focus = get_focus (self);

  if (self->time_from != NULL &&
      (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->time_popover))))
    gtk_widget_grab_focus (self->time_from);
  g_clear_weak_pointer (&self->time_from);
}

static void
time_shown_cb (AttuneTransport *self)
{
  g_autofree char *words = attune_time_to_words (attune_player_get_position_us (self->player));

  gtk_editable_set_text (GTK_EDITABLE (self->time_entry), words);
  gtk_widget_remove_css_class (GTK_WIDGET (self->time_entry), "error");
  gtk_widget_grab_focus (GTK_WIDGET (self->time_entry));
}

static void
time_activated_cb (AttuneTransport *self)
{
  gint64 us;

  if (!attune_time_from_words (gtk_editable_get_text (GTK_EDITABLE (self->time_entry)), &us))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->time_entry), "error");
      gtk_widget_error_bell (GTK_WIDGET (self->time_entry));
      return;
    }
  gtk_popover_popdown (self->time_popover);
  attune_wave_view_seek (self->view, us);
}

/* --- The widget --- */

static void
attune_transport_dispose (GObject *object)
{
  AttuneTransport *self = ATTUNE_TRANSPORT (object);

  self->is_applying = TRUE;
  g_clear_weak_pointer (&self->time_from);
  g_clear_object (&self->player);
  g_clear_object (&self->view);
  g_clear_object (&self->settings);
  attune_template_dispose (GTK_WIDGET (self), ATTUNE_TYPE_TRANSPORT);

  G_OBJECT_CLASS (attune_transport_parent_class)->dispose (object);
}

static void
attune_transport_class_init (AttuneTransportClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_transport_dispose;

  g_type_ensure (ATTUNE_TYPE_HEARING);
  g_type_ensure (ATTUNE_TYPE_SILENCE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/evaluate/attune-transport.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, scale);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, position);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, now);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, now_label);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, time_popover);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, time_entry);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, total);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, play);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, speed);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, back);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, forward);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, slower);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, faster);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, loop);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, silence);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, balance_button);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, hearing);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, device);
  gtk_widget_class_bind_template_callback (widget_class, change_value_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_cb);
  gtk_widget_class_bind_template_callback (widget_class, normal_speed_cb);
  gtk_widget_class_bind_template_callback (widget_class, loop_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "transport");
}

/* Time runs from left to right in every language, as on the waveform. */
static void
keep_direction (GtkWidget *widget)
{
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child))
      keep_direction (child);
}

static void
attune_transport_init (AttuneTransport *self)
{
  self->shown_second = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  keep_direction (GTK_WIDGET (self));
  gtk_widget_set_direction (GTK_WIDGET (self->device), GTK_TEXT_DIR_NONE);
}

static void
label_skips (AttuneTransport *self)
{
  gulong seconds = (gulong) (get_skip_us (self) / G_USEC_PER_SEC);
  g_autofree char *back = g_strdup_printf (ngettext ("Back %lu Second", "Back %lu Seconds",
                                                     seconds),
                                           seconds);
  g_autofree char *forward = g_strdup_printf (ngettext ("Forward %lu Second", "Forward %lu Seconds",
                                                        seconds),
                                              seconds);

  show_label_with_key (self, self->back, back, "evaluate.back");
  show_label_with_key (self, self->forward, forward, "evaluate.forward");
}

/* What has a name of its own shows its key in the tooltip alone. */
static void
show_tooltip (AttuneTransport *self, gpointer button, const char *label, const char *action)
{
  g_autofree char *words = attune_key_map_add_key (self->keys, action, label);

  gtk_widget_set_tooltip_text (button, words);
}

static void
show_keys (AttuneTransport *self)
{
  show_play (self);
  label_skips (self);
  show_tooltip (self, self->slower, _ ("Slower"), "evaluate.slower");
  show_tooltip (self, self->faster, _ ("Faster"), "evaluate.faster");
  show_tooltip (self, self->loop, _ ("Loop the Selection, or Who Is Speaking"), "evaluate.loop");
  show_tooltip (self, self->now, _ ("Go to Time"), "evaluate.go-to-time");
}

static void
apply_rewind (AttuneTransport *self)
{
  double rewind = g_settings_get_double (self->settings, "rewind-on-pause");

  attune_player_set_rewind (self->player, (gint64) (rewind * 1e6));
}

/* Somebody may change them in the preferences meanwhile. */
static void
follow_settings (AttuneTransport *self)
{
  attune_player_set_speed (self->player,
                           (guint) g_settings_get_int (self->settings, "playback-speed"));
  attune_player_set_balance (self->player,
                             g_settings_get_double (self->settings, "channel-balance"));
  apply_rewind (self);
  g_signal_connect_object (self->settings, "changed::rewind-on-pause", G_CALLBACK (apply_rewind),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::skip-seconds", G_CALLBACK (label_skips), self,
                           G_CONNECT_SWAPPED);
}

void
attune_transport_connect (AttuneTransport *self,
                          AttunePlayer *player,
                          AttuneWaveView *view,
                          GSettings *settings)
{
  self->player = g_object_ref (player);
  self->view = g_object_ref (view);
  self->keys = attune_key_map_get (settings);
  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      follow_settings (self);
    }
  attune_hearing_connect (self->hearing, player, settings);
  attune_silence_button_connect (self->silence, player, self->keys, settings);
  g_signal_connect_object (player, "notify::playing", G_CALLBACK (playing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::speed-tenths", G_CALLBACK (speed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::loop-end", G_CALLBACK (loop_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::has-device", G_CALLBACK (device_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "changed", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keys, "changed", G_CALLBACK (show_keys), self, G_CONNECT_SWAPPED);

  show_keys (self);
  playing_cb (self);
  speed_cb (self);
  device_cb (self);
}

gboolean
attune_transport_has_sound (AttuneTransport *self)
{
  return self->player != NULL && attune_wave_view_get_duration_us (self->view) > 0;
}

AttuneHearing *
attune_transport_get_hearing (AttuneTransport *self)
{
  return self->hearing;
}
