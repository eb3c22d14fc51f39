/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-answering-words.h"
#include "attune-compat.h"
#include "attune-dispute-dialog.h"
#include "attune-due-day.h"
#include "attune-gap-dialog.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

/* Days that an agent has for their own evaluation, unless another day is chosen. */
#define SELF_DAYS 7

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

static const AttuneEvaluationRow *
get_row (AttuneEvaluatePage *self)
{
  return attune_draft_get_evaluation (self->draft)->row;
}

static AttuneForm *
get_form (AttuneEvaluatePage *self)
{
  return attune_sheet_get_form (attune_draft_get_sheet (self->draft));
}

/* --- Reading how it stands --- */

static void
show_notice (AttuneEvaluatePage *self)
{
  GTimeZone *zone = attune_context_get_time_zone (get_context (self));
  g_autofree char *words = attune_answering_to_words (self->answering, get_row (self), zone);
  const char *first = NULL;
  const char *second = NULL;

  switch (attune_answering_find_standing (self->answering, get_row (self)))
    {
    case ATTUNE_STANDING_NOTHING:
    case ATTUNE_STANDING_DISPUTED:
      break;
    case ATTUNE_STANDING_DECIDE:
      first = _ ("_Decide…");
      break;
    case ATTUNE_STANDING_OWN_DISPUTE:
      second = _ ("_Take Back");
      break;
    case ATTUNE_STANDING_ANSWER:
      first = _ ("_Acknowledge…");
      second = self->answering->can_dispute ? _ ("_Dispute…") : NULL;
      break;
    case ATTUNE_STANDING_BLIND:
      second = self->answering->can_withdraw_request ? _ ("_Take Back") : NULL;
      break;
    case ATTUNE_STANDING_BOTH:
      first = _ ("_Compare");
      break;
    }
  attune_notice_show (self->answer_notice, words, first, second);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autoptr (AttuneAnswering)
    answering = attune_store_load_answering_finish (ATTUNE_STORE (source), result, NULL);

  if (self == NULL || self->draft == NULL)
    return;
  g_clear_pointer (&self->answering, attune_answering_free);
  self->answering = g_steal_pointer (&answering);
  if (self->answering == NULL)
    {
      attune_notice_hide (self->answer_notice);
      return;
    }
  show_notice (self);
  attune_evaluate_page_show_history (self);
  attune_evaluate_page_update_actions (self);
}

/* What cannot be read leaves nothing to say: that the evaluation cannot is said elsewhere. */
void
attune_evaluate_page_load_answering (AttuneEvaluatePage *self)
{
  AttuneContext *context = get_context (self);

  attune_store_load_answering_async (attune_context_get_store (context),
                                     attune_context_get_actor (context), self->evaluation,
                                     self->cancellable, loaded_cb, attune_weak_new (self));
}

/* --- Acknowledging, and taking back --- */

/* A question with an entry or a day, and the page that asked. */
typedef struct
{
  gpointer page; /* weak */
  GtkWidget *extra;
} Question;

static Question *
ask (AttuneEvaluatePage *self, GtkWidget *extra)
{
  Question *question = g_new0 (Question, 1);

  question->page = attune_weak_new (self);
  question->extra = g_object_ref_sink (extra);
  return question;
}

/* The page, where it is still there and the answer is `id`; owned by the caller. */
static AttuneEvaluatePage *
take_answer (Question *question, GAsyncResult *result, const char *id)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (question->page);
  g_autofree char *answer = attune_ask_finish (result);

  if (self == NULL || self->draft == NULL || self->answering == NULL || g_strcmp0 (answer, id) != 0)
    return NULL;
  return g_steal_pointer (&self);
}

static void
free_question (Question *question)
{
  g_object_unref (question->extra);
  g_free (question);
}

static void
acknowledged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;

  if (attune_store_acknowledge_finish (ATTUNE_STORE (source), result, &error))
    attune_context_say (context, _ ("You have acknowledged this evaluation."));
  else
    attune_context_report (context, _ ("The evaluation was not acknowledged"), error);
}

static void
acknowledge_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  g_autoptr (AttuneEvaluatePage) self = take_answer (question, result, "acknowledge");
  g_autofree char *comment = g_strstrip (
    g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->extra))));

  if (self != NULL)
    attune_store_acknowledge_async (attune_context_get_store (get_context (self)),
                                    attune_context_get_actor (get_context (self)), self->evaluation,
                                    get_row (self)->rev, comment, NULL, acknowledged_cb,
                                    g_object_ref (get_context (self)));
  free_question (question);
}

static void
acknowledge (AttuneEvaluatePage *self)
{
  static const AttuneResponse responses[] = {
    { "cancel", N_ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "acknowledge", N_ ("_Acknowledge"), ADW_RESPONSE_SUGGESTED },
    { NULL },
  };
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Comment (optional)"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Comment (optional)"), -1);
  attune_ask_async (GTK_WIDGET (self), _ ("Acknowledge This Evaluation?"),
                    _ ("It says that you have seen it, not that you agree."), responses, entry,
                    acknowledge_answered_cb, ask (self, entry));
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;

  if (attune_store_withdraw_dispute_finish (ATTUNE_STORE (source), result, &error) != 0)
    attune_context_say (context, _ ("You have taken your dispute back."));
  else
    attune_context_report (context, _ ("The dispute was not taken back"), error);
}

static void
take_back_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autofree char *answer = attune_ask_finish (result);

  if (self == NULL || self->answering == NULL || self->answering->dispute == NULL ||
      g_strcmp0 (answer, "take-back") != 0)
    return;
  attune_store_withdraw_dispute_async (attune_context_get_store (get_context (self)),
                                       attune_context_get_actor (get_context (self)),
                                       self->answering->dispute->id, self->answering->dispute->rev,
                                       NULL, taken_back_cb, g_object_ref (get_context (self)));
}

/* It cannot be undone: hence the question. */
static void
take_dispute_back (AttuneEvaluatePage *self)
{
  static const AttuneResponse responses[] = {
    { "cancel", N_ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "take-back", N_ ("_Take Back"), ADW_RESPONSE_DESTRUCTIVE },
    { NULL },
  };

  attune_ask_async (GTK_WIDGET (self), _ ("Take Your Dispute Back?"),
                    _ ("The answers stay as they are. An evaluation can be disputed only once."),
                    responses, NULL, take_back_answered_cb, attune_weak_new (self));
}

/* --- Disputing, and deciding --- */

static void
dispute (AttuneEvaluatePage *self)
{
  attune_dispute_dialog_open (GTK_WIDGET (self), get_context (self),
                              attune_draft_get_evaluation (self->draft),
                              attune_sheet_get_answers (attune_draft_get_sheet (self->draft)),
                              self->answering->dispute_deadline);
}

static void
decide (AttuneEvaluatePage *self)
{
  attune_decide_dialog_open (GTK_WIDGET (self), get_context (self), self->answering->dispute,
                             get_form (self));
}

void
attune_evaluate_page_read_dispute (AttuneEvaluatePage *self)
{
  g_autofree char *words = NULL;

  if (self->answering == NULL || self->answering->dispute == NULL)
    return;
  words = attune_dispute_to_words (self->answering->dispute, get_form (self));
  attune_tell (GTK_WIDGET (self), _ ("The Dispute"), words);
}

/* --- The agent's own evaluation --- */

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;

  if (attune_store_request_self_finish (ATTUNE_STORE (source), result, &error) != 0)
    attune_context_say (context, _ ("The agent is asked for their own evaluation."));
  else
    attune_context_report (context, _ ("The agent was not asked"), error);
}

static void
ask_self_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  g_autoptr (AttuneEvaluatePage) self = take_answer (question, result, "ask");

  if (self != NULL)
    {
      AttuneContext *context = get_context (self);
      AttuneSelfRequest request = {
        .interaction = get_row (self)->interaction,
        .agent = get_row (self)->agent,
        .form = get_row (self)->form,
        .due_at = attune_due_day_get_end (GTK_CALENDAR (question->extra),
                                          attune_context_get_time_zone (context)),
      };

      attune_store_request_self_async (attune_context_get_store (context),
                                       attune_context_get_actor (context), &request, NULL, asked_cb,
                                       g_object_ref (context));
    }
  free_question (question);
}

static void
ask_self (AttuneEvaluatePage *self)
{
  static const AttuneResponse responses[] = {
    { "cancel", N_ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "ask", N_ ("_Ask"), ADW_RESPONSE_SUGGESTED },
    { NULL },
  };
  GtkWidget *calendar = gtk_calendar_new ();
  g_autofree char *body = g_strdup_printf (
    _ ("%s evaluates the same contact on the same form, until the end of the day you choose. "
       "Neither of you sees the other’s answers before both are in or the time is over."),
    get_row (self)->agent_name);

  attune_due_day_set_ahead (GTK_CALENDAR (calendar), SELF_DAYS,
                            attune_context_get_time_zone (get_context (self)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Until"), -1);
  attune_ask_async (GTK_WIDGET (self), _ ("Ask for Their Own Evaluation?"), body, responses,
                    calendar, ask_self_answered_cb, ask (self, calendar));
}

static void
request_withdrawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;

  if (attune_store_withdraw_request_finish (ATTUNE_STORE (source), result, &error) != 0)
    attune_context_say (context, _ ("The agent is no longer asked for their own evaluation."));
  else
    attune_context_report (context, _ ("That was not taken back"), error);
}

static void
withdraw_request (AttuneEvaluatePage *self)
{
  AttuneContext *context = get_context (self);

  attune_store_withdraw_request_async (attune_context_get_store (context),
                                       attune_context_get_actor (context),
                                       self->answering->assignment, self->answering->assignment_rev,
                                       NULL, request_withdrawn_cb, g_object_ref (context));
}

static void
gap_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  AttuneGap *gap = attune_store_load_gap_finish (ATTUNE_STORE (source), result, &error);

  if (gap != NULL && self != NULL && self->draft != NULL)
    attune_gap_dialog_open (GTK_WIDGET (self), gap);
  else if (gap != NULL)
    attune_gap_free (gap);
  else if (self != NULL)
    attune_context_report (get_context (self), _ ("Both sides could not be compared"), error);
}

static void
compare (AttuneEvaluatePage *self)
{
  attune_store_load_gap_async (attune_context_get_store (get_context (self)),
                               attune_context_get_actor (get_context (self)), self->evaluation,
                               self->cancellable, gap_loaded_cb, attune_weak_new (self));
}

/* --- The notice and the actions --- */

static void
answer_answered_cb (AttuneEvaluatePage *self, gboolean is_first)
{
  if (self->answering == NULL)
    return;
  switch (attune_answering_find_standing (self->answering, get_row (self)))
    {
    case ATTUNE_STANDING_NOTHING:
    case ATTUNE_STANDING_DISPUTED:
      break;
    case ATTUNE_STANDING_DECIDE:
      decide (self);
      break;
    case ATTUNE_STANDING_OWN_DISPUTE:
      take_dispute_back (self);
      break;
    case ATTUNE_STANDING_ANSWER:
      if (is_first)
        acknowledge (self);
      else
        dispute (self);
      break;
    case ATTUNE_STANDING_BLIND:
      withdraw_request (self);
      break;
    case ATTUNE_STANDING_BOTH:
      compare (self);
      break;
    }
}

static gboolean
can_acknowledge (const AttuneAnswering *answering)
{
  return answering->can_acknowledge;
}

static gboolean
can_dispute (const AttuneAnswering *answering)
{
  return answering->can_dispute;
}

static gboolean
can_decide (const AttuneAnswering *answering)
{
  return answering->dispute != NULL && answering->dispute->can_decide;
}

static gboolean
can_ask_self (const AttuneAnswering *answering)
{
  return answering->can_ask_self;
}

static gboolean
can_compare (const AttuneAnswering *answering)
{
  return answering->other != 0;
}

static const struct
{
  const char *action;
  gboolean (*is_possible) (const AttuneAnswering *answering);
  void (*run) (AttuneEvaluatePage *self);
} actions[] = {
  { "evaluate.acknowledge", can_acknowledge, acknowledge },
  { "evaluate.dispute", can_dispute, dispute },
  { "evaluate.decide", can_decide, decide },
  { "evaluate.ask-self", can_ask_self, ask_self },
  { "evaluate.compare", can_compare, compare },
};

gboolean
attune_evaluate_page_can_answer (AttuneEvaluatePage *self,
                                 const char *action,
                                 gboolean *out_is_possible)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (!g_str_equal (action, actions[i].action))
        continue;
      *out_is_possible = self->answering != NULL && actions[i].is_possible (self->answering);
      return TRUE;
    }
  return FALSE;
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (name, actions[i].action) && self->draft != NULL && !self->is_acting &&
        self->answering != NULL && actions[i].is_possible (self->answering))
      actions[i].run (self);
}

void
attune_evaluate_page_bind_answering (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_callback (class, answer_answered_cb);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (class, actions[i].action, NULL, run_action);
}
