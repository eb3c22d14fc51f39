/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-listen-pane.h"

#include "attune-audio-error.h"
#include "attune-frames.h"
#include "attune-media-check.h"
#include "attune-media-find.h"
#include "attune-notice.h"
#include "attune-mpris.h"
#include "attune-recording.h"
#include "attune-side-question.h"
#include "attune-template.h"

#include <glib/gi18n.h>

/* Who keeps contacts, and may say where a recording is. */
#define KEEPING (ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

struct _AttuneListenPane
{
  GtkWidget parent_instance;

  /* template */
  AttuneSideQuestion *side_question;
  AttuneNotice *trouble;
  GtkRevealer *loading;
  GtkProgressBar *progress;
  GtkLabel *loading_label;
  AttuneWaveform *waveform;
  AttuneTransport *transport;

  /* borrowed */
  AttuneWaveView *view; /* the waveform's */

  /* owned */
  AttuneContext *context;
  AttuneMedia *media;
  AttuneRecording *recording;
  AttunePlayer *player;
  AttuneMpris *mpris;
  GCancellable *cancellable; /* of the newest load */
  char *failure;
  gboolean is_switched_off; /* that is why it failed */
  gboolean has_changed;
  gboolean is_checked;
  gboolean has_moved; /* by whoever listens */

  gint64 interaction;
  gint64 opened_us; /* where one was before */
  gint64 wanted_us; /* where to go when that much is there, or -1 */
  AttunePcm *pcm;   /* what the player has */
  guint tick;
};

G_DEFINE_FINAL_TYPE (AttuneListenPane, attune_listen_pane, GTK_TYPE_WIDGET)

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- The playhead --- */

static void
show_position (AttuneListenPane *self)
{
  gint64 us = attune_player_get_position_us (self->player);

  if (us == attune_wave_view_get_position (self->view))
    return;
  attune_wave_view_set_position (self->view, us, attune_player_is_playing (self->player));
  attune_transport_update (self->transport);
  g_signal_emit (self, signals[MOVED], 0, us);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  show_position (ATTUNE_LISTEN_PANE (widget));
  return G_SOURCE_CONTINUE;
}

static void
stop_ticking (AttuneListenPane *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

static void
playing_cb (AttuneListenPane *self)
{
  if (attune_player_is_playing (self->player) && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  else if (!attune_player_is_playing (self->player))
    stop_ticking (self);
  self->has_moved = TRUE;
  show_position (self);
}

static gboolean
is_ready (AttuneListenPane *self, gint64 us)
{
  return self->pcm != NULL && (attune_pcm_is_complete (self->pcm) ||
                               attune_frames_to_us (attune_pcm_get_n_frames (self->pcm),
                                                    attune_pcm_get_rate (self->pcm)) >= us);
}

/* Goes there at once, or as soon as the sound reaches that far. */
static void
seek_cb (AttuneListenPane *self, gint64 us)
{
  self->wanted_us = us;
  if (!is_ready (self, us))
    return;
  self->wanted_us = -1;
  attune_player_seek_us (self->player, us);
  attune_mpris_tell_seek (self->mpris, us);
  show_position (self);
}

static void
sought_cb (AttuneListenPane *self, gint64 us)
{
  self->has_moved = TRUE;
  seek_cb (self, us);
}

static void
tell_place (AttuneListenPane *self)
{
  g_signal_emit (self, signals[MOVED], 0, attune_listen_pane_get_position (self));
}

static void
seek_wanted (AttuneListenPane *self)
{
  if (self->wanted_us >= 0)
    seek_cb (self, self->wanted_us);
}

/* --- What is said --- */

static void
show_trouble (AttuneListenPane *self)
{
  const char *warning = self->recording != NULL ? attune_recording_get_warning (self->recording)
                                                : NULL;
  g_autofree char *changed = NULL;

  const char *choose = attune_context_has_role (self->context, KEEPING) ? _ ("_Choose the File…")
                                                                        : NULL;

  if (self->is_switched_off)
    {
      attune_notice_show (self->trouble, self->failure, _ ("_Preferences…"), NULL);
      return;
    }
  if (self->failure != NULL)
    {
      attune_notice_show (self->trouble, self->failure, _ ("_Try Again"), choose);
      return;
    }
  if (self->has_changed)
    changed = g_strdup_printf (
      _ ("“%s” is not the recording that was added: the file has changed since. Notes may point "
         "at other words. Put the original back at %s if you have it."),
      self->media->name, self->media->path);
  attune_notice_show (self->trouble, changed != NULL ? changed : warning,
                      changed != NULL ? choose : NULL, NULL);
}

/* Agents who hear their own contact are not asked what others need to know. */
static void
show_sides (AttuneListenPane *self)
{
  AttuneAgentChannel side = self->media->agent_channel;
  gboolean is_known = side != ATTUNE_AGENT_CHANNEL_UNKNOWN;
  gboolean may_choose = attune_context_has_role (self->context, KEEPING);
  guint channels = attune_wave_view_get_channels (self->view);
  guint agent = side == ATTUNE_AGENT_CHANNEL_RIGHT && channels > 1 ? 1 : 0;
  guint customer = channels > 1 ? 1 - agent : 0;

  if (channels == 0)
    return;
  attune_waveform_set_channels (self->waveform, agent, customer, is_known);
  attune_player_set_channels (self->player, agent, customer);
  attune_hearing_set_side (attune_transport_get_hearing (self->transport), side, may_choose);
  attune_side_question_set_asked (self->side_question, channels > 1 && !is_known && may_choose);
}

static void
facts_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;

  /* Whoever may not change the interaction listens all the same. */
  if (!attune_store_set_media_facts_finish (ATTUNE_STORE (source), result, &error) &&
      !g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_DENIED))
    attune_context_report (context, _ ("What was found out about the recording could not be kept"),
                           error);
}

static void
keep_facts (AttuneListenPane *self, AttuneMediaFacts facts)
{
  facts.media = self->media->id;
  attune_store_set_media_facts_async (attune_context_get_store (self->context),
                                      attune_context_get_actor (self->context), &facts, NULL,
                                      facts_cb, g_object_ref (self->context));
}

static void
side_answered_cb (AttuneListenPane *self, gboolean is_left)
{
  self->media->agent_channel = is_left ? ATTUNE_AGENT_CHANNEL_LEFT : ATTUNE_AGENT_CHANNEL_RIGHT;
  show_sides (self);
  keep_facts (self, (AttuneMediaFacts){
                      .duration_us = -1, .size = -1, .agent_channel = self->media->agent_channel });
}

static gboolean
is_closed (AttuneListenPane *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

/* --- The desktop's controls --- */

/* As long as there is something to hear, in sight. */
static void
offer (AttuneListenPane *self)
{
  gint64 duration = attune_wave_view_get_duration_us (self->view);

  if (self->mpris == NULL)
    return;
  attune_mpris_set_duration (self->mpris, duration);
  attune_mpris_set_offered (self->mpris, duration > 0 && !is_closed (self) &&
                                           gtk_widget_get_mapped (GTK_WIDGET (self)));
}

static void
skip_cb (AttuneListenPane *self, int direction)
{
  attune_transport_skip (self->transport, direction);
}

static void
raise_cb (AttuneListenPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gtk_window_present (GTK_WINDOW (root));
}

static void
make_mpris (AttuneListenPane *self)
{
  self->mpris = attune_mpris_new (self->player);
  g_signal_connect_object (self->mpris, "skip", G_CALLBACK (skip_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mpris, "seek", G_CALLBACK (attune_listen_pane_seek), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mpris, "raise", G_CALLBACK (raise_cb), self, G_CONNECT_SWAPPED);
}

/* --- Loading --- */

/* What was found out about a file that was loaded before says nothing about this one. */
static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneListenPane) self = data;
  g_autoptr (AttuneMediaFinding) found = attune_media_check_finish (result, NULL);

  if (found == NULL || is_closed (self) ||
      g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  self->has_changed = found->state == ATTUNE_MEDIA_CHANGED;
  self->is_checked = TRUE;
  show_trouble (self);
  tell_place (self);
  if (found->state == ATTUNE_MEDIA_UNKNOWN && found->sha256 != NULL)
    keep_facts (self, (AttuneMediaFacts){ .duration_us = -1,
                                          .size = found->size,
                                          .sha256 = found->sha256,
                                          .agent_channel = ATTUNE_AGENT_CHANNEL_UNKNOWN });
}

static void
show_progress (AttuneListenPane *self)
{
  double progress = attune_recording_get_progress (self->recording);
  gboolean is_loading = self->failure == NULL && !attune_recording_is_complete (self->recording);
  g_autofree char *label = NULL;

  gtk_revealer_set_reveal_child (self->loading, is_loading);
  if (!is_loading)
    return;
  gtk_progress_bar_set_fraction (self->progress, progress);
  label = g_strdup_printf (_ ("Reading the recording… %d %%"), (int) (progress * 100));
  gtk_label_set_label (self->loading_label, label);
}

static void
recording_changed_cb (AttuneListenPane *self)
{
  AttunePcm *pcm = attune_recording_get_pcm (self->recording);

  attune_wave_view_set_recording (self->view, self->recording);
  if (pcm != NULL && pcm != self->pcm)
    {
      self->pcm = pcm;
      attune_player_set_pcm (self->player, pcm);
      show_sides (self);
    }
  attune_player_set_talk_map (self->player, attune_recording_get_talk_map (self->recording));
  attune_transport_update_sound (self->transport);
  offer (self);
  seek_wanted (self);
  show_progress (self);
}

static void
keep_length (AttuneListenPane *self)
{
  gint64 duration = attune_wave_view_get_duration_us (self->view);

  if (duration > 0)
    keep_facts (self, (AttuneMediaFacts){ .duration_us = duration,
                                          .size = -1,
                                          .agent_channel = ATTUNE_AGENT_CHANNEL_UNKNOWN });
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneListenPane) self = data;
  g_autoptr (GError) error = NULL;

  attune_recording_load_finish (ATTUNE_RECORDING (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      ATTUNE_RECORDING (source) != self->recording)
    return;

  g_free (self->failure);
  self->failure = error != NULL ? g_strdup (error->message) : NULL;
  self->is_switched_off = g_error_matches (error, ATTUNE_AUDIO_ERROR,
                                           ATTUNE_AUDIO_ERROR_SWITCHED_OFF);
  recording_changed_cb (self);
  show_trouble (self);
  tell_place (self);
  if (error == NULL)
    keep_length (self);
}

static void
load (AttuneListenPane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->has_changed = self->is_checked = self->has_moved = self->is_switched_off = FALSE;
  g_clear_pointer (&self->failure, g_free);
  self->pcm = NULL;
  if (self->recording != NULL)
    g_signal_handlers_disconnect_by_data (self->recording, self);
  g_clear_object (&self->recording);
  self->recording = attune_recording_new (attune_context_get_ingest (self->context),
                                          self->media->path);
  attune_recording_set_name (self->recording, self->media->name);
  g_signal_connect_object (self->recording, "changed", G_CALLBACK (recording_changed_cb), self,
                           G_CONNECT_SWAPPED);
  attune_notice_hide (self->trouble);
  show_progress (self);
  attune_recording_load_async (self->recording, self->cancellable, loaded_cb, g_object_ref (self));
  attune_media_check_async (self->media, self->cancellable, checked_cb, g_object_ref (self));
}

/* What was missing is switched on. */
static void
switched_cb (AttuneListenPane *self)
{
  if (!self->is_switched_off || is_closed (self))
    return;

  self->wanted_us = attune_listen_pane_get_place (self);
  load (self);
}

/* --- Another file --- */

/* The recording is there again, elsewhere or, where it is a copy, where it was. */
static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneListenPane) self = data;
  g_autoptr (AttuneInteraction)
    interaction = attune_store_load_interaction_finish (ATTUNE_STORE (source), result, NULL);
  const AttuneMedia *media = interaction != NULL
                               ? attune_interaction_find_media (interaction, self->media->id)
                               : NULL;

  if (media == NULL || is_closed (self))
    return;

  g_free (self->media->path);
  self->media->path = g_strdup (media->path);
  self->wanted_us = attune_listen_pane_get_place (self);
  load (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AttuneListenPane *self = ATTUNE_LISTEN_PANE (source);

  if (attune_media_find_finish (GTK_WIDGET (self), result) && !is_closed (self))
    attune_store_load_interaction_async (attune_context_get_store (self->context),
                                         attune_context_get_actor (self->context),
                                         self->interaction, NULL, reloaded_cb, g_object_ref (self));
}

static void
trouble_answered_cb (AttuneListenPane *self, gboolean is_first)
{
  if (self->is_switched_off)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.preferences", NULL);
  else if (self->failure != NULL && is_first)
    load (self);
  else
    attune_media_find_async (GTK_WIDGET (self), self->context, self->interaction, self->media->id,
                             found_cb, NULL);
}

/* --- The player --- */

static void
player_failed_cb (AttuneListenPane *self, GError *error)
{
  attune_context_report (self->context, _ ("Playing stopped"), error);
}

static void
make_player (AttuneListenPane *self)
{
  GSettings *settings = attune_context_get_settings (self->context);

  if (self->player != NULL)
    return;

  self->player = attune_player_new ();
  g_signal_connect_object (self->player, "notify::playing", G_CALLBACK (playing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "failed", G_CALLBACK (player_failed_cb), self,
                           G_CONNECT_SWAPPED);
  attune_transport_connect (self->transport, self->player, self->view, settings);
  attune_waveform_set_keys (self->waveform, attune_key_map_get (settings));
  if (settings != NULL)
    g_signal_connect_object (settings, "changed::take-aac", G_CALLBACK (switched_cb), self,
                             G_CONNECT_SWAPPED);
  attune_side_question_connect (self->side_question, self->player, self->view);
  g_signal_connect_object (attune_transport_get_hearing (self->transport), "side-chosen",
                           G_CALLBACK (side_answered_cb), self, G_CONNECT_SWAPPED);
  make_mpris (self);
}

/* --- The widget --- */

static void
attune_listen_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (attune_listen_pane_parent_class)->map (widget);
  offer (ATTUNE_LISTEN_PANE (widget));
}

static void
attune_listen_pane_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (attune_listen_pane_parent_class)->unmap (widget);
  offer (ATTUNE_LISTEN_PANE (widget));
}

static void
attune_listen_pane_dispose (GObject *object)
{
  AttuneListenPane *self = ATTUNE_LISTEN_PANE (object);

  attune_listen_pane_close (self);
  g_clear_object (&self->mpris);
  attune_template_dispose (GTK_WIDGET (self), ATTUNE_TYPE_LISTEN_PANE);
  g_clear_object (&self->player);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (attune_listen_pane_parent_class)->dispose (object);
}

static void
attune_listen_pane_finalize (GObject *object)
{
  AttuneListenPane *self = ATTUNE_LISTEN_PANE (object);

  g_clear_pointer (&self->media, attune_media_free);
  g_clear_object (&self->recording);
  g_clear_object (&self->cancellable);
  g_free (self->failure);

  G_OBJECT_CLASS (attune_listen_pane_parent_class)->finalize (object);
}

static void
attune_listen_pane_class_init (AttuneListenPaneClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_listen_pane_dispose;
  object_class->finalize = attune_listen_pane_finalize;
  widget_class->map = attune_listen_pane_map;
  widget_class->unmap = attune_listen_pane_unmap;

  signals[MOVED] = g_signal_new ("moved", ATTUNE_TYPE_LISTEN_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (ATTUNE_TYPE_NOTICE);
  g_type_ensure (ATTUNE_TYPE_SIDE_QUESTION);
  g_type_ensure (ATTUNE_TYPE_TRANSPORT);
  g_type_ensure (ATTUNE_TYPE_WAVEFORM);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/evaluate/attune-listen-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneListenPane, side_question);
  gtk_widget_class_bind_template_child (widget_class, AttuneListenPane, trouble);
  gtk_widget_class_bind_template_child (widget_class, AttuneListenPane, loading);
  gtk_widget_class_bind_template_child (widget_class, AttuneListenPane, progress);
  gtk_widget_class_bind_template_child (widget_class, AttuneListenPane, loading_label);
  gtk_widget_class_bind_template_child (widget_class, AttuneListenPane, waveform);
  gtk_widget_class_bind_template_child (widget_class, AttuneListenPane, transport);
  gtk_widget_class_bind_template_callback (widget_class, side_answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, trouble_answered_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "listenpane");
}

static void
attune_listen_pane_init (AttuneListenPane *self)
{
  self->wanted_us = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->view = attune_waveform_get_view (self->waveform);
  g_signal_connect_object (self->view, "seek", G_CALLBACK (sought_cb), self, G_CONNECT_SWAPPED);
}

/* Owned by the caller; NULL for none. */
static AttuneMedia *
copy_recording (const AttuneInteraction *interaction)
{
  g_autoptr (AttuneInteraction) copy = attune_interaction_copy (interaction);

  for (guint i = 0; i < copy->media->len; i++)
    {
      AttuneMedia *media = g_ptr_array_index (copy->media, i);

      if (media->kind != ATTUNE_MEDIA_AUDIO)
        continue;
      g_ptr_array_set_free_func (copy->media, NULL);
      for (guint j = 0; j < copy->media->len; j++)
        if (j != i)
          attune_media_free (g_ptr_array_index (copy->media, j));
      return media;
    }
  return NULL;
}

gboolean
attune_listen_pane_open (AttuneListenPane *self,
                         AttuneContext *context,
                         const AttuneInteraction *interaction,
                         gint64 position_us)
{
  AttuneMedia *media = copy_recording (interaction);

  attune_listen_pane_close (self);
  if (media == NULL)
    return FALSE;

  g_clear_pointer (&self->media, attune_media_free);
  self->media = media;
  self->interaction = interaction->id;
  g_set_object (&self->context, context);
  self->opened_us = MAX (position_us, 0);
  self->wanted_us = position_us > 0 ? position_us : -1;
  make_player (self);
  load (self);
  return TRUE;
}

void
attune_listen_pane_close (AttuneListenPane *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->recording != NULL)
    g_signal_handlers_disconnect_by_data (self->recording, self);
  if (self->player != NULL)
    attune_player_pause (self->player);
  if (self->mpris != NULL)
    attune_mpris_set_offered (self->mpris, FALSE);
  stop_ticking (self);
}

void
attune_listen_pane_take (AttuneListenPane *self, GListModel *files)
{
  attune_media_take_async (GTK_WIDGET (self), self->context, self->interaction, self->media->id,
                           files, found_cb, NULL);
}

AttuneMpris *
attune_listen_pane_get_mpris (AttuneListenPane *self)
{
  return self->mpris;
}

AttuneTransport *
attune_listen_pane_get_transport (AttuneListenPane *self)
{
  return self->transport;
}

AttuneWaveform *
attune_listen_pane_get_waveform (AttuneListenPane *self)
{
  return self->waveform;
}

AttunePlayer *
attune_listen_pane_get_player (AttuneListenPane *self)
{
  return self->player;
}

gint64
attune_listen_pane_get_position (AttuneListenPane *self)
{
  return self->wanted_us >= 0 ? self->wanted_us : attune_wave_view_get_position (self->view);
}

gint64
attune_listen_pane_get_place (AttuneListenPane *self)
{
  gboolean is_right = self->is_checked ? !self->has_changed : self->has_moved;

  return is_right && self->failure == NULL ? attune_listen_pane_get_position (self)
                                           : self->opened_us;
}

gboolean
attune_listen_pane_has_failed (AttuneListenPane *self)
{
  return self->failure != NULL;
}

void
attune_listen_pane_seek (AttuneListenPane *self, gint64 us)
{
  if (self->player != NULL)
    attune_wave_view_seek (self->view, us);
}

const char *
attune_listen_pane_get_message (AttuneListenPane *self)
{
  return attune_notice_get_text (self->trouble);
}
