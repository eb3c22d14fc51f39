/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* How late the keys that are pressed in a widget are dealt with: what a key means is meant for the moment it was pressed in,
 * and a busy machine, or fast playback, makes a difference of the time until then. */
#define ATTUNE_TYPE_KEY_LAG (attune_key_lag_get_type ())
G_DECLARE_FINAL_TYPE (AttuneKeyLag, attune_key_lag, ATTUNE, KEY_LAG, GObject)

/* Listens in `widget`, and lives as long. Borrowed. */
AttuneKeyLag *attune_key_lag_new (GtkWidget *widget);

/* Microseconds since the key was pressed that is being dealt with; 0 while none is. */
gint64 attune_key_lag_get_us (AttuneKeyLag *self);

/* The same of an event at `pressed_ms`, by the clock of events, which counts milliseconds as the monotonic clock does and
 * begins anew after 49 days; 0 where it is plain that another clock was meant. */
gint64 attune_key_lag_measure (guint32 pressed_ms,
                               gint64  now_us);
