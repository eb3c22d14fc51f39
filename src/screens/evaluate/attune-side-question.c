/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-side-question.h"

#include "attune-frames.h"
#include "attune-template.h"

/* How long a side is heard, and what is long enough to tell a voice by. */
#define MOMENT_US (4 * G_USEC_PER_SEC)
#define ENOUGH_US G_USEC_PER_SEC

struct _AttuneSideQuestion
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *hear_left;
  GtkWidget *left;

  /* owned */
  AttunePlayer *player;
  AttuneWaveView *view;

  gboolean is_hearing;
  double balance; /* as it was before */
  gint64 place_us;
};

G_DEFINE_FINAL_TYPE (AttuneSideQuestion, attune_side_question, GTK_TYPE_WIDGET)

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
restore (AttuneSideQuestion *self)
{
  self->is_hearing = FALSE;
  attune_player_set_balance (self->player, self->balance);
}

/* The moment is over, or somebody paused. */
static void
playing_cb (AttuneSideQuestion *self)
{
  if (!self->is_hearing || attune_player_is_playing (self->player))
    return;
  restore (self);
  attune_wave_view_seek (self->view, self->place_us);
}

/* Whoever goes elsewhere wants to hear all of it. */
static void
sought_cb (AttuneSideQuestion *self)
{
  if (self->is_hearing)
    restore (self);
}

/* The first that is long enough, else the longest; FALSE where nobody speaks, as far as is known. */
static gboolean
find_speech (AttuneSideQuestion *self, guint channel, AttuneSpan *out_span)
{
  AttuneTalkMap *talk_map = attune_wave_view_get_talk_map (self->view);
  gint64 enough = attune_us_to_frames (ENOUGH_US, attune_wave_view_get_rate (self->view));
  const AttuneSpan *spans;
  gsize n = 0;

  if (talk_map == NULL || channel >= attune_talk_map_get_channels (talk_map))
    return FALSE;
  spans = attune_talk_map_get_speech (talk_map, channel, &n);
  *out_span = (AttuneSpan){ 0, 0 };
  for (gsize i = 0; i < n && out_span->end - out_span->start < enough; i++)
    if (spans[i].end - spans[i].start > out_span->end - out_span->start)
      *out_span = spans[i];
  return n > 0;
}

void
attune_side_question_hear (AttuneSideQuestion *self, guint channel)
{
  guint rate = attune_wave_view_get_rate (self->view);
  AttuneSpan span;

  g_return_if_fail (ATTUNE_IS_SIDE_QUESTION (self));

  if (rate == 0)
    return;
  if (!self->is_hearing)
    {
      self->balance = attune_player_get_balance (self->player);
      self->place_us = attune_player_get_position_us (self->player);
    }
  if (!find_speech (self, channel, &span))
    span.start = attune_us_to_frames (self->place_us, rate);
  self->is_hearing = TRUE;
  attune_player_set_balance (self->player, channel == 0 ? -1.0 : 1.0);
  attune_player_play_range (self->player, span.start,
                            span.start + attune_us_to_frames (MOMENT_US, rate));
}

static void
hear_cb (AttuneSideQuestion *self, GtkWidget *button)
{
  attune_side_question_hear (self, button == self->hear_left ? 0 : 1);
}

static void
answer_cb (AttuneSideQuestion *self, GtkWidget *button)
{
  if (self->is_hearing)
    attune_player_pause (self->player);
  g_signal_emit (self, signals[ANSWERED], 0, button == self->left);
}

static void
attune_side_question_dispose (GObject *object)
{
  AttuneSideQuestion *self = ATTUNE_SIDE_QUESTION (object);

  attune_template_dispose (GTK_WIDGET (self), ATTUNE_TYPE_SIDE_QUESTION);
  g_clear_object (&self->player);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (attune_side_question_parent_class)->dispose (object);
}

static void
attune_side_question_class_init (AttuneSideQuestionClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_side_question_dispose;

  signals[ANSWERED] = g_signal_new ("answered", ATTUNE_TYPE_SIDE_QUESTION, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/evaluate/attune-side-question.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneSideQuestion, hear_left);
  gtk_widget_class_bind_template_child (widget_class, AttuneSideQuestion, left);
  gtk_widget_class_bind_template_callback (widget_class, hear_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "notice");
}

static void
attune_side_question_init (AttuneSideQuestion *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
attune_side_question_connect (AttuneSideQuestion *self, AttunePlayer *player, AttuneWaveView *view)
{
  g_return_if_fail (ATTUNE_IS_SIDE_QUESTION (self));

  self->player = g_object_ref (player);
  self->view = g_object_ref (view);
  g_signal_connect_object (player, "notify::playing", G_CALLBACK (playing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "seek", G_CALLBACK (sought_cb), self, G_CONNECT_SWAPPED);
}

void
attune_side_question_set_asked (AttuneSideQuestion *self, gboolean is_asked)
{
  g_return_if_fail (ATTUNE_IS_SIDE_QUESTION (self));

  gtk_widget_set_visible (GTK_WIDGET (self), is_asked);
}
