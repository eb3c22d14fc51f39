/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-transport.h"

#include "attune-frames.h"
#include "attune-template.h"
#include "attune-time-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* What Skip Silence leaves out: pauses longer than this. */
#define LEAST_SILENCE_US     (1500 * 1000)
#define NORMAL_SPEED         10
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
  GtkToggleButton *loop;
  GtkToggleButton *silence;
  GtkMenuButton *balance_button;
  GtkAdjustment *balance;
  GtkLabel *device;

  /* owned */
  AttunePlayer *player;
  AttuneWaveView *view;
  GSettings *settings;

  gboolean is_applying;
  gint64 shown_second;
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

static void
playing_cb (AttuneTransport *self)
{
  gboolean is_playing = attune_player_is_playing (self->player);

  gtk_button_set_icon_name (self->play, is_playing ? "media-playback-pause-symbolic"
                                                   : "media-playback-start-symbolic");
  show_label (GTK_WIDGET (self->play), is_playing ? _ ("Pause (F4)") : _ ("Play (F4)"));
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

static char *
describe_silence (AttuneTransport *self)
{
  gint64 before = attune_player_get_skip_silence (self->player);
  gint64 saved = before > 0 ? attune_player_get_saved_us (self->player) : 0;
  g_autofree char *time = attune_time_to_words (saved);

  if (saved < G_USEC_PER_SEC)
    return g_strdup (_ ("Skip Silence"));
  /* Translators: %s is how much time is saved, such as 1:12. */
  return g_strdup_printf (_ ("Skip Silence: saves %s"), time);
}

void
attune_transport_update_sound (AttuneTransport *self)
{
  gint64 duration = attune_wave_view_get_duration_us (self->view);
  g_autofree char *words = attune_time_to_words (duration);
  g_autofree char *silence = describe_silence (self);
  gboolean is_stereo = attune_wave_view_get_channels (self->view) > 1;

  self->is_applying = TRUE;
  gtk_adjustment_set_upper (self->position, duration / 1e6);
  self->is_applying = FALSE;
  gtk_label_set_label (self->total, words);
  show_label (GTK_WIDGET (self->silence), silence);
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
attune_transport_toggle_play (AttuneTransport *self)
{
  if (!attune_transport_has_sound (self))
    return;
  if (attune_player_is_playing (self->player))
    attune_player_pause (self->player);
  else
    attune_player_play (self->player);
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

static void
silence_toggled_cb (AttuneTransport *self)
{
  gboolean skips = gtk_toggle_button_get_active (self->silence);
  g_autofree char *label = NULL;

  if (self->is_applying || self->player == NULL)
    return;
  attune_player_set_skip_silence (self->player, skips ? LEAST_SILENCE_US : 0);
  label = describe_silence (self);
  show_label (GTK_WIDGET (self->silence), label);
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "skip-silence", skips);
}

void
attune_transport_toggle_skip_silence (AttuneTransport *self)
{
  gtk_toggle_button_set_active (self->silence, !gtk_toggle_button_get_active (self->silence));
}

static void
balance_cb (AttuneTransport *self)
{
  double balance = gtk_adjustment_get_value (self->balance);

  /* The middle is easily missed by a hair. */
  if (fabs (balance) < 0.06)
    balance = 0.0;
  if (self->is_applying || self->player == NULL)
    return;
  attune_player_set_balance (self->player, balance);
  if (self->settings != NULL)
    g_settings_set_double (self->settings, "channel-balance", balance);
}

void
attune_transport_ask_time (AttuneTransport *self)
{
  if (attune_transport_has_sound (self))
    gtk_menu_button_popup (self->now);
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
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, loop);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, silence);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, balance_button);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, balance);
  gtk_widget_class_bind_template_child (widget_class, AttuneTransport, device);
  gtk_widget_class_bind_template_callback (widget_class, change_value_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_cb);
  gtk_widget_class_bind_template_callback (widget_class, normal_speed_cb);
  gtk_widget_class_bind_template_callback (widget_class, loop_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, silence_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, balance_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_shown_cb);
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
  g_autofree char *back = g_strdup_printf (ngettext ("Back %lu Second (F7)",
                                                     "Back %lu Seconds (F7)", seconds),
                                           seconds);
  g_autofree char *forward = g_strdup_printf (ngettext ("Forward %lu Second (F8)",
                                                        "Forward %lu Seconds (F8)", seconds),
                                              seconds);

  show_label (GTK_WIDGET (self->back), back);
  show_label (GTK_WIDGET (self->forward), forward);
}

static void
apply_settings (AttuneTransport *self)
{
  gboolean skips = g_settings_get_boolean (self->settings, "skip-silence");

  attune_player_set_speed (self->player,
                           (guint) g_settings_get_int (self->settings, "playback-speed"));
  attune_player_set_rewind (self->player,
                            (gint64) (g_settings_get_double (self->settings, "rewind-on-pause") *
                                      1e6));
  attune_player_set_balance (self->player,
                             g_settings_get_double (self->settings, "channel-balance"));
  attune_player_set_skip_silence (self->player, skips ? LEAST_SILENCE_US : 0);
}

void
attune_transport_connect (AttuneTransport *self,
                          AttunePlayer *player,
                          AttuneWaveView *view,
                          GSettings *settings)
{
  self->player = g_object_ref (player);
  self->view = g_object_ref (view);
  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      apply_settings (self);
    }
  g_signal_connect_object (player, "notify::playing", G_CALLBACK (playing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::speed-tenths", G_CALLBACK (speed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::loop-end", G_CALLBACK (loop_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::has-device", G_CALLBACK (device_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "changed", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);

  self->is_applying = TRUE;
  gtk_toggle_button_set_active (self->silence, attune_player_get_skip_silence (player) > 0);
  gtk_adjustment_set_value (self->balance, attune_player_get_balance (player));
  self->is_applying = FALSE;
  label_skips (self);
  playing_cb (self);
  speed_cb (self);
  device_cb (self);
}

gboolean
attune_transport_has_sound (AttuneTransport *self)
{
  return self->player != NULL && attune_wave_view_get_duration_us (self->view) > 0;
}
