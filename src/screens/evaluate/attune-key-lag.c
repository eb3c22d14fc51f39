/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-key-lag.h"

/* Whoever has waited longer for a key has long since wondered what became of it: it is rather the clock of another machine. */
#define MOST_MS 1000

struct _AttuneKeyLag
{
  GObject parent_instance;

  guint32 pressed_ms; /* GDK_CURRENT_TIME while no key is dealt with */
  guint ending;
};

G_DEFINE_FINAL_TYPE (AttuneKeyLag, attune_key_lag, G_TYPE_OBJECT)

/* Comes before all else, when the key has been dealt with. */
static gboolean
end_cb (gpointer data)
{
  AttuneKeyLag *self = data;

  self->ending = 0;
  self->pressed_ms = GDK_CURRENT_TIME;
  return G_SOURCE_REMOVE;
}

static gboolean
pressed_cb (AttuneKeyLag *self,
            guint key,
            guint code,
            GdkModifierType state,
            GtkEventController *controller)
{
  self->pressed_ms = gtk_event_controller_get_current_event_time (controller);
  if (self->ending == 0)
    {
      self->ending = g_idle_add_full (G_PRIORITY_HIGH, end_cb, self, NULL);
      g_source_set_name_by_id (self->ending, "attune: key");
    }
  return GDK_EVENT_PROPAGATE;
}

static void
attune_key_lag_dispose (GObject *object)
{
  g_clear_handle_id (&ATTUNE_KEY_LAG (object)->ending, g_source_remove);

  G_OBJECT_CLASS (attune_key_lag_parent_class)->dispose (object);
}

static void
attune_key_lag_class_init (AttuneKeyLagClass *class)
{
  G_OBJECT_CLASS (class)->dispose = attune_key_lag_dispose;
}

static void
attune_key_lag_init (AttuneKeyLag *self)
{
}

AttuneKeyLag *
attune_key_lag_new (GtkWidget *widget)
{
  AttuneKeyLag *self = g_object_new (ATTUNE_TYPE_KEY_LAG, NULL);
  GtkEventController *presses = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (presses, GTK_PHASE_CAPTURE);
  g_signal_connect_object (presses, "key-pressed", G_CALLBACK (pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, presses);
  g_object_set_data_full (G_OBJECT (widget), "attune-key-lag", self, g_object_unref);
  return self;
}

gint64
attune_key_lag_get_us (AttuneKeyLag *self)
{
  g_return_val_if_fail (ATTUNE_IS_KEY_LAG (self), 0);

  return attune_key_lag_measure (self->pressed_ms, g_get_monotonic_time ());
}

gint64
attune_key_lag_measure (guint32 pressed_ms, gint64 now_us)
{
  guint32 late_ms = (guint32) (now_us / 1000) - pressed_ms;

  return pressed_ms != GDK_CURRENT_TIME && late_ms <= MOST_MS ? late_ms * G_GINT64_CONSTANT (1000)
                                                              : 0;
}
