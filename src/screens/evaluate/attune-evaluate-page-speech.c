/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-policies.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

static AttunePlayer *
get_player (AttuneEvaluatePage *self)
{
  return self->has_recording ? attune_listen_pane_get_player (self->listen) : NULL;
}

/* --- Speaking --- */

/* One does not speak over the call. */
static void
begin (AttuneEvaluatePage *self)
{
  g_autoptr (AttuneNote) note = attune_note_panel_make_spoken (self->note_panel);
  AttunePlayer *player = get_player (self);

  self->was_playing = player != NULL && attune_player_is_playing (player);
  if (self->was_playing)
    attune_player_pause (player);
  attune_speech_begin (self->speech, self->book, note);
}

/* What keeps one from speaking, or NULL. */
static const char *
find_hindrance (AttuneEvaluatePage *self)
{
  if (!attune_note_panel_may_add (self->note_panel))
    return _ ("Notes cannot be added to this evaluation.");
  if (!self->may_speak)
    return _ ("Spoken notes are not allowed in this workspace. A manager can allow them.");
  return NULL;
}

static void
speak_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);
  const char *hindrance;

  if (self->speech == NULL)
    return;
  if (attune_speech_get_state (self->speech) != ATTUNE_RECORDER_IDLE)
    {
      attune_speech_end (self->speech);
      return;
    }
  hindrance = find_hindrance (self);
  if (hindrance != NULL)
    attune_context_say (get_context (self), hindrance);
  else
    begin (self);
}

static void
give_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (self->speech != NULL)
    attune_speech_give_up (self->speech);
}

static void
speech_changed_cb (AttuneEvaluatePage *self)
{
  AttuneRecorderState state = attune_speech_get_state (self->speech);
  AttunePlayer *player = get_player (self);

  attune_note_tools_set_speech (attune_note_panel_get_tools (self->note_panel), state,
                                attune_speech_get_level (self->speech),
                                attune_speech_get_duration (self->speech));
  attune_note_panel_set_speaking (self->note_panel, attune_speech_get_heard (self->speech));
  if (state != ATTUNE_RECORDER_IDLE || !self->was_playing)
    return;
  self->was_playing = FALSE;
  if (player != NULL)
    attune_player_play (player);
}

/* --- Hearing --- */

static void
speech_asked_cb (AttuneEvaluatePage *self, const AttuneNote *note)
{
  AttunePlayer *player = get_player (self);

  if (player != NULL)
    attune_player_pause (player);
  attune_speech_hear (self->speech, note);
}

static void
playing_cb (AttuneEvaluatePage *self)
{
  AttunePlayer *player = get_player (self);

  if (player != NULL && attune_player_is_playing (player) && self->speech != NULL)
    attune_speech_stop_hearing (self->speech);
}

/* --- What is allowed --- */

void
attune_evaluate_page_show_speech (AttuneEvaluatePage *self)
{
  if (self->note_panel == NULL || self->book == NULL)
    return;
  attune_note_tools_set_rights (attune_note_panel_get_tools (self->note_panel),
                                attune_note_panel_may_add (self->note_panel), self->may_speak,
                                attune_context_has_role (get_context (self), ATTUNE_ROLE_MANAGER));
}

static void
take_policies (AttuneEvaluatePage *self, gint64 policies)
{
  self->may_speak = (policies & ATTUNE_POLICY_SPOKEN_NOTES) != 0;
  attune_evaluate_page_show_speech (self);
}

static void
policies_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  gint64 policies = attune_store_load_policies_finish (ATTUNE_STORE (source), result, &error);

  if (self != NULL && self->book != NULL && error == NULL)
    take_policies (self, policies);
}

void
attune_evaluate_page_load_policies (AttuneEvaluatePage *self)
{
  if (self->book != NULL)
    attune_store_load_policies_async (attune_context_get_store (get_context (self)),
                                      attune_context_get_actor (get_context (self)),
                                      self->cancellable, policies_loaded_cb,
                                      attune_weak_new (self));
}

static void
policies_set_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;
  gint64 policies = attune_store_set_policies_finish (ATTUNE_STORE (source), result, &error);

  if (error != NULL)
    attune_context_report (context, _ ("Nothing was changed"), error);
  else
    attune_context_say (context, (policies & ATTUNE_POLICY_SPOKEN_NOTES) != 0
                                   ? _ ("Notes may be spoken in this workspace now.")
                                   : _ ("Notes may not be spoken in this workspace any more. Those "
                                        "that were stay."));
}

static void
allow_asked_cb (AttuneEvaluatePage *self, gboolean is_allowed)
{
  attune_store_set_policies_async (attune_context_get_store (get_context (self)),
                                   attune_context_get_actor (get_context (self)),
                                   ATTUNE_POLICY_SPOKEN_NOTES, is_allowed, NULL, policies_set_cb,
                                   g_object_ref (get_context (self)));
}

void
attune_evaluate_page_open_speech (AttuneEvaluatePage *self)
{
  AttunePlayer *player = get_player (self);

  attune_evaluate_page_close_speech (self);
  self->speech = attune_speech_new (get_context (self));
  g_signal_connect_object (self->speech, "changed", G_CALLBACK (speech_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_panel, "speech-asked", G_CALLBACK (speech_asked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (attune_note_panel_get_tools (self->note_panel), "allow-asked",
                           G_CALLBACK (allow_asked_cb), self, G_CONNECT_SWAPPED);
  if (player != NULL)
    g_signal_connect_object (player, "notify::playing", G_CALLBACK (playing_cb), self,
                             G_CONNECT_SWAPPED);
  attune_evaluate_page_show_speech (self);
  attune_evaluate_page_load_policies (self);
}

/* What is being spoken is kept: it ends by itself. */
void
attune_evaluate_page_close_speech (AttuneEvaluatePage *self)
{
  if (self->speech == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->speech, self);
  attune_speech_end (self->speech);
  attune_speech_stop_hearing (self->speech);
  g_clear_object (&self->speech);
}

void
attune_evaluate_page_install_speech (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "evaluate.speak", NULL, speak_action);
  gtk_widget_class_install_action (class, "evaluate.give-up-speech", NULL, give_up_action);
}
