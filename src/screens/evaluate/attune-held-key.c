/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-held-key.h"

#include <string.h>

/* Some keyboards repeat a held key as a release and a press at once: what is pressed again this soon was never let go. */
#define REPEAT_MS 40

struct _AttuneHeldKey
{
  GObject parent_instance;

  /* borrowed */
  GtkWidget *widget; /* which owns this */
  AttuneKeyMap *map;

  /* owned */
  GSettings *settings;

  GtkRoot *root;                /* while held: the window that hears of the release; weak */
  GtkEventController *releases; /* the root's, borrowed */
  guint code;                   /* of the key that is held, 0: none */
  guint letting_go;
};

G_DEFINE_FINAL_TYPE (AttuneHeldKey, attune_held_key, G_TYPE_OBJECT)

enum
{
  PRESSED,
  RELEASED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
forget_root (AttuneHeldKey *self)
{
  if (self->root == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->root, self);
  gtk_widget_remove_controller (GTK_WIDGET (self->root), self->releases);
  g_clear_weak_pointer (&self->root);
  self->releases = NULL;
}

static void
let_go (AttuneHeldKey *self)
{
  g_clear_handle_id (&self->letting_go, g_source_remove);
  if (self->code == 0)
    return;
  self->code = 0;
  forget_root (self);
  g_signal_emit (self, signals[RELEASED], 0);
}

static gboolean
let_go_cb (gpointer data)
{
  AttuneHeldKey *self = data;

  self->letting_go = 0;
  let_go (self);
  return G_SOURCE_REMOVE;
}

static void
released_cb (AttuneHeldKey *self, guint key, guint code)
{
  attune_held_key_release (self, code);
}

/* Nobody tells this window of a key that is let go in another. */
static void
active_cb (AttuneHeldKey *self, GParamSpec *pspec, GtkWindow *window)
{
  if (!gtk_window_is_active (window))
    let_go (self);
}

/* The focus may go anywhere in the window before the key is let go. */
static void
watch_root (AttuneHeldKey *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);

  if (root == NULL)
    return;
  g_set_weak_pointer (&self->root, root);
  self->releases = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->releases, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->releases, "key-released", G_CALLBACK (released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (root), self->releases);
  if (GTK_IS_WINDOW (root))
    g_signal_connect_object (root, "notify::is-active", G_CALLBACK (active_cb), self,
                             G_CONNECT_SWAPPED);
}

static gboolean
is_for_this (AttuneHeldKey *self, guint key, GdkModifierType state)
{
  const char *action = attune_key_map_find (self->map, ATTUNE_KEYS_EVERYWHERE, key, state);

  if (g_strcmp0 (action, ATTUNE_EVALUATE_PLAY) == 0)
    return self->settings != NULL && g_settings_get_boolean (self->settings, "play-while-held");
  return g_strcmp0 (action, ATTUNE_EVALUATE_PLAY_HELD) == 0;
}

static gboolean
pressed_cb (AttuneHeldKey *self, guint key, guint code, GdkModifierType state)
{
  return attune_held_key_press (self, key, code, state);
}

static void
attune_held_key_dispose (GObject *object)
{
  AttuneHeldKey *self = ATTUNE_HELD_KEY (object);

  g_clear_handle_id (&self->letting_go, g_source_remove);
  forget_root (self);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (attune_held_key_parent_class)->dispose (object);
}

static void
attune_held_key_class_init (AttuneHeldKeyClass *class)
{
  G_OBJECT_CLASS (class)->dispose = attune_held_key_dispose;

  signals[PRESSED] = g_signal_new ("pressed", ATTUNE_TYPE_HELD_KEY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[RELEASED] = g_signal_new ("released", ATTUNE_TYPE_HELD_KEY, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
attune_held_key_init (AttuneHeldKey *self)
{
}

AttuneHeldKey *
attune_held_key_new (GtkWidget *widget, AttuneKeyMap *map, GSettings *settings)
{
  AttuneHeldKey *self = g_object_new (ATTUNE_TYPE_HELD_KEY, NULL);
  GtkEventController *presses = gtk_event_controller_key_new ();

  self->widget = widget;
  self->map = map;
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  gtk_event_controller_set_propagation_phase (presses, GTK_PHASE_CAPTURE);
  g_signal_connect_object (presses, "key-pressed", G_CALLBACK (pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, presses);
  g_signal_connect_object (widget, "unmap", G_CALLBACK (let_go), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (widget), "attune-held-key", self, g_object_unref);
  return self;
}

gboolean
attune_held_key_is_held (AttuneHeldKey *self)
{
  g_return_val_if_fail (ATTUNE_IS_HELD_KEY (self), FALSE);

  return self->code != 0;
}

gboolean
attune_held_key_press (AttuneHeldKey *self, guint key, guint code, GdkModifierType state)
{
  g_return_val_if_fail (ATTUNE_IS_HELD_KEY (self), FALSE);

  if (self->code != 0 && code == self->code)
    {
      g_clear_handle_id (&self->letting_go, g_source_remove);
      return TRUE;
    }
  if (!is_for_this (self, key, state))
    return FALSE;
  if (self->code == 0)
    {
      self->code = code;
      watch_root (self);
      g_signal_emit (self, signals[PRESSED], 0);
    }
  return TRUE;
}

void
attune_held_key_release (AttuneHeldKey *self, guint code)
{
  g_return_if_fail (ATTUNE_IS_HELD_KEY (self));

  if (self->code != 0 && code == self->code && self->letting_go == 0)
    self->letting_go = g_timeout_add (REPEAT_MS, let_go_cb, self);
}
