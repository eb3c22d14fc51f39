/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include <glib/gi18n.h>

/* What the keys of listening work on. Where there is nothing to hear, that is said instead. */
static AttuneTransport *
find_transport (GtkWidget *widget)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  AttuneTransport *transport = self->listen != NULL
                                 ? attune_listen_pane_get_transport (self->listen)
                                 : NULL;
  const char *message;

  if (self->draft == NULL)
    return NULL;
  if (!self->has_recording)
    {
      attune_context_say (context, _ ("There is nothing to play: this contact has no recording."));
      return NULL;
    }
  if (attune_transport_has_sound (transport))
    return transport;
  message = attune_listen_pane_get_message (self->listen);
  attune_context_say (context,
                      message != NULL ? message : _ ("The recording is still being read."));
  return NULL;
}

static void
start (AttuneTransport *transport)
{
  attune_transport_set_playing (transport, TRUE);
}

static void
pause_playing (AttuneTransport *transport)
{
  attune_transport_set_playing (transport, FALSE);
}

static void
go_back (AttuneTransport *transport)
{
  attune_transport_skip (transport, -1);
}

static void
go_forward (AttuneTransport *transport)
{
  attune_transport_skip (transport, 1);
}

static void
slow_down (AttuneTransport *transport)
{
  attune_transport_change_speed (transport, -1);
}

static void
speed_up (AttuneTransport *transport)
{
  attune_transport_change_speed (transport, 1);
}

/* What each command does with the transport. */
static const struct
{
  const char *action;
  void (*run) (AttuneTransport *transport);
} commands[] = {
  { ATTUNE_EVALUATE_PLAY, attune_transport_toggle_play },
  { ATTUNE_EVALUATE_PLAY_HELD, start },
  { "evaluate.start", start },
  { "evaluate.pause", pause_playing },
  { "evaluate.back", go_back },
  { "evaluate.forward", go_forward },
  { "evaluate.slower", slow_down },
  { "evaluate.faster", speed_up },
  { "evaluate.loop", attune_transport_toggle_loop },
  { "evaluate.skip-silence", attune_transport_toggle_skip_silence },
  { "evaluate.go-to-time", attune_transport_ask_time },
  { "evaluate.shuttle-back", go_back },
  { "evaluate.shuttle-pause", pause_playing },
  { "evaluate.shuttle-play", attune_transport_shuttle },
};

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneTransport *transport = find_transport (widget);

  for (gsize i = 0; transport != NULL && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (name, commands[i].action))
      commands[i].run (transport);
}

void
attune_evaluate_page_install_listening (GtkWidgetClass *class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    gtk_widget_class_install_action (class, commands[i].action, NULL, run_action);
}

/* --- Keys --- */

static void
held_cb (AttuneEvaluatePage *self)
{
  AttuneTransport *transport = find_transport (GTK_WIDGET (self));

  if (transport != NULL)
    attune_transport_set_playing (transport, TRUE);
}

static void
let_go_cb (AttuneEvaluatePage *self)
{
  if (self->listen != NULL)
    attune_transport_set_playing (attune_listen_pane_get_transport (self->listen), FALSE);
}

static void
show_submit_key (AttuneEvaluatePage *self)
{
  g_autofree char *words = attune_key_map_add_key (self->keys, "evaluate.submit", _ ("Submit"));

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->submit), words);
}

void
attune_evaluate_page_install_keys (AttuneEvaluatePage *self)
{
  GSettings *settings = attune_context_get_settings (attune_page_get_context (ATTUNE_PAGE (self)));

  self->keys = attune_key_map_get (settings);
  attune_key_map_install (self->keys, GTK_WIDGET (self));
  /* Behind the map: what is added last hears of a key first. */
  self->key_lag = attune_key_lag_new (GTK_WIDGET (self));
  self->held_key = attune_held_key_new (GTK_WIDGET (self), self->keys, settings);
  g_signal_connect_object (self->held_key, "pressed", G_CALLBACK (held_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->held_key, "released", G_CALLBACK (let_go_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keys, "changed", G_CALLBACK (show_submit_key), self,
                           G_CONNECT_SWAPPED);
  show_submit_key (self);
}
