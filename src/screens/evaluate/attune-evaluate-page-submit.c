/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-compat.h"
#include "attune-evaluate-words.h"
#include "attune-move-dialog.h"
#include "attune-release-choice.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

/* A verb that was asked for: what comes of it is told, also where its page has gone. Until then no other can be. */
typedef struct
{
  AttuneContext *context;
  gpointer page; /* weak */
} Acting;

static Acting *
begin_acting (AttuneEvaluatePage *self)
{
  Acting *acting = g_new0 (Acting, 1);

  acting->context = g_object_ref (attune_page_get_context (ATTUNE_PAGE (self)));
  acting->page = attune_weak_new (self);
  self->is_acting = TRUE;
  attune_evaluate_page_update_actions (self);
  return acting;
}

/* Frees `acting`. */
static void
end_acting (Acting *acting)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (acting->page);

  g_object_unref (acting->context);
  g_free (acting);
  if (self == NULL || self->draft == NULL)
    return;
  self->is_acting = FALSE;
  attune_evaluate_page_update_actions (self);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Acting *acting = data;
  g_autoptr (GError) error = NULL;

  if (!attune_draft_act_finish (ATTUNE_DRAFT (source), result, &error))
    attune_context_report (acting->context, _ ("Nothing was changed"), error);
  end_acting (acting);
}

static void
say_submitted (AttuneContext *context, AttuneDraft *draft)
{
  AttuneSheetState *state = attune_sheet_get_state (attune_draft_get_sheet (draft));
  const AttuneScoreFigures *figures = attune_score_get_figures (
    attune_sheet_state_get_score (state));
  g_autofree char *score = attune_score_to_words (figures->score,
                                                  attune_form_get_pass (
                                                    attune_sheet_state_get_form (state)));
  g_autofree char *outcome = attune_outcome_to_words (state);
  /* Translators: the score and its outcome. */
  g_autofree char *message = g_strdup_printf (_ ("Submitted: %1$s of 100  %2$s"), score, outcome);

  attune_context_say (context, message);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Acting *acting = data;
  g_autoptr (GError) error = NULL;

  if (attune_draft_act_finish (ATTUNE_DRAFT (source), result, &error))
    say_submitted (acting->context, ATTUNE_DRAFT (source));
  else
    attune_context_report (acting->context, _ ("The evaluation was not submitted"), error);
  end_acting (acting);
}

/* A question that ends in a release, with how it is chosen when: NULL where there is no choice. */
typedef struct
{
  gpointer page; /* weak */
  GtkWidget *choice;
} ReleaseQuestion;

static ReleaseQuestion *
make_release_question (AttuneEvaluatePage *self, GtkWidget *choice)
{
  ReleaseQuestion *question = g_new0 (ReleaseQuestion, 1);

  question->page = attune_weak_new (self);
  question->choice = choice != NULL ? g_object_ref_sink (choice) : NULL;
  return question;
}

/* The page, where it is still there, can act and the answer is `id`; owned by the caller. */
static AttuneEvaluatePage *
take_release_answer (ReleaseQuestion *question, GAsyncResult *result, const char *id)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (question->page);
  g_autofree char *answer = attune_ask_finish (result);

  if (self == NULL || self->draft == NULL || self->is_acting || g_strcmp0 (answer, id) != 0)
    return NULL;
  return g_steal_pointer (&self);
}

static void
free_release_question (ReleaseQuestion *question)
{
  g_clear_object (&question->choice);
  g_free (question);
}

static AttuneRelease
get_release (const ReleaseQuestion *question)
{
  return question->choice != NULL
           ? attune_release_choice_get (ATTUNE_RELEASE_CHOICE (question->choice))
           : (AttuneRelease){ .kind = ATTUNE_RELEASE_AS_FORM };
}

static void
submit_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ReleaseQuestion *question = data;
  g_autoptr (AttuneEvaluatePage) self = take_release_answer (question, result, "submit");
  AttuneRelease release = get_release (question);

  if (self != NULL)
    {
      attune_note_panel_finish (self->note_panel);
      attune_draft_submit_async (self->draft, attune_release_to_verb (&release, g_get_real_time ()),
                                 NULL, submitted_cb, begin_acting (self));
    }
  free_release_question (question);
}

static char *
describe_submission (AttuneEvaluatePage *self, AttuneSheetState *state)
{
  const AttuneEvaluationRow *row = attune_draft_get_evaluation (self->draft)->row;
  g_autofree char *unfinished = attune_note_panel_dup_unfinished (self->note_panel);
  g_autofree char *score = attune_sheet_to_words (state);
  g_autofree char *outcome = attune_outcome_to_words (state);
  const char *end = row->kind == ATTUNE_EVALUATION_SELF
                      ? _ ("It cannot be changed afterwards. Others see it once the evaluation "
                           "by somebody else is in as well.")
                      : _ ("It cannot be changed afterwards, only corrected in a revision.");

  return g_strdup_printf ("%s\n%s\n\n%s%s%s", score, outcome, end,
                          unfinished[0] != '\0' ? "\n" : "",
                          unfinished[0] != '\0' ? _ ("The note you have begun is saved with it.")
                                                : "");
}

/* Nobody chooses when the agent's own is revealed. */
static GtkWidget *
make_choice (AttuneEvaluatePage *self, guint form_days, gint64 due)
{
  const AttuneEvaluationRow *row = attune_draft_get_evaluation (self->draft)->row;

  return row->kind == ATTUNE_EVALUATION_SELF
           ? NULL
           : attune_release_choice_new (row->agent_name,
                                        attune_context_get_time_zone (
                                          attune_page_get_context (ATTUNE_PAGE (self))),
                                        g_get_real_time (), form_days, due);
}

static void
show_missing (AttuneEvaluatePage *self, AttuneSheetState *state)
{
  g_autofree char *words = attune_missing_to_words (state);
  guint first = attune_sheet_state_find_missing (state, ATTUNE_FORM_NONE);

  attune_notice_show (self->missing_notice, words, _ ("_Next One"), NULL);
  attune_sheet_flag_missing (attune_evaluate_page_get_working_sheet (self), TRUE);
  attune_form_pane_enter (self->form_pane, first);
}

static void
submit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const AttuneResponse responses[] = {
    { "cancel", N_ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "submit", N_ ("_Submit"), ADW_RESPONSE_SUGGESTED },
    { NULL },
  };
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);
  AttuneSheetState *state;
  GtkWidget *choice;
  g_autofree char *body = NULL;

  if (self->draft == NULL || self->is_acting || self->older != NULL)
    return;
  state = attune_sheet_get_state (attune_evaluate_page_get_working_sheet (self));
  if (!attune_sheet_state_get_can_edit (state))
    return;
  if (attune_sheet_state_count_missing (state) > 0)
    {
      show_missing (self, state);
      return;
    }
  if (self->corrects)
    {
      attune_evaluate_page_submit_correction (self);
      return;
    }
  body = describe_submission (self, state);
  choice = make_choice (self, attune_form_get_release_days (attune_sheet_state_get_form (state)),
                        0);
  attune_ask_async (widget, _ ("Submit This Evaluation?"), body, responses, choice,
                    submit_answered_cb, make_release_question (self, choice));
}

static void
release_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (self->draft != NULL && !self->is_acting)
    attune_draft_release_async (self->draft, NULL, acted_cb, begin_acting (self));
}

static void
set_release_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ReleaseQuestion *question = data;
  g_autoptr (AttuneEvaluatePage) self = take_release_answer (question, result, "set");
  AttuneRelease release = get_release (question);
  gint64 at = attune_release_find_time (&release, g_get_real_time ());

  if (self != NULL && at == 0)
    attune_draft_release_async (self->draft, NULL, acted_cb, begin_acting (self));
  else if (self != NULL && at != attune_draft_get_evaluation (self->draft)->release_due)
    attune_draft_set_release_async (self->draft, at, NULL, acted_cb, begin_acting (self));
  free_release_question (question);
}

static void
set_release_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const AttuneResponse responses[] = {
    { "cancel", N_ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "set", N_ ("_Set"), ADW_RESPONSE_SUGGESTED },
    { NULL },
  };
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);
  GtkWidget *choice;

  if (self->draft == NULL || self->is_acting)
    return;
  choice = make_choice (self, 0, attune_draft_get_evaluation (self->draft)->release_due);
  attune_ask_async (widget, _ ("When Is It Released?"), "", responses, choice,
                    set_release_answered_cb, make_release_question (self, choice));
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (self->draft != NULL && !self->is_acting)
    attune_move_dialog_open (widget, attune_page_get_context (ATTUNE_PAGE (self)), self->draft,
                             attune_draft_get_evaluation (self->draft)->row);
}

/* A question that ends in voiding, with the entry for the reason. */
typedef struct
{
  gpointer page; /* weak */
  GtkEntry *reason;
} VoidQuestion;

static void
void_for (AttuneEvaluatePage *self, const char *reason)
{
  if (reason[0] != '\0')
    attune_draft_void_async (self->draft, reason, NULL, acted_cb, begin_acting (self));
  else
    attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)),
                        _ ("Nothing was voided: a reason is needed."));
}

static void
void_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  VoidQuestion *question = data;
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (question->page);
  g_autofree char *answer = attune_ask_finish (result);
  g_autofree char *reason = g_strstrip (
    g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->reason))));

  if (self != NULL && self->draft != NULL && !self->is_acting && g_strcmp0 (answer, "void") == 0)
    void_for (self, reason);
  g_object_unref (question->reason);
  g_free (question);
}

static void
void_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const AttuneResponse responses[] = {
    { "cancel", N_ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "void", N_ ("_Void"), ADW_RESPONSE_DESTRUCTIVE },
    { NULL },
  };
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);
  VoidQuestion *question;

  if (self->draft == NULL || self->is_acting)
    return;
  question = g_new0 (VoidQuestion, 1);
  question->page = attune_weak_new (self);
  question->reason = g_object_ref_sink (GTK_ENTRY (gtk_entry_new ()));
  gtk_entry_set_placeholder_text (question->reason, _ ("Reason"));
  gtk_entry_set_activates_default (question->reason, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  attune_ask_async (widget, _ ("Void This Evaluation?"),
                    _ ("It leaves all figures for good, and stays readable with your reason."),
                    responses, GTK_WIDGET (question->reason), void_answered_cb, question);
}

/* --- Which of them can be run --- */

/* The evaluator, or somebody with one of the roles whom it is not about. */
static gboolean
belongs_to_actor (AttuneEvaluatePage *self, const AttuneEvaluationRow *row, AttuneRoles roles)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  gint64 actor = attune_context_get_actor (context);

  return row->evaluator == actor ||
         (row->agent != actor && attune_context_has_role (context, roles));
}

static gboolean
may_release (AttuneEvaluatePage *self, const AttuneEvaluationRow *row)
{
  return row->state == ATTUNE_EVALUATION_STATE_SUBMITTED &&
         belongs_to_actor (self, row, ATTUNE_ROLE_MANAGER | ATTUNE_ROLE_COACH);
}

static gboolean
may_set_release (AttuneEvaluatePage *self, const AttuneEvaluationRow *row)
{
  return row->kind == ATTUNE_EVALUATION_ASSESSMENT && may_release (self, row);
}

static gboolean
may_move (AttuneEvaluatePage *self, const AttuneEvaluationRow *row)
{
  return attune_move_is_possible (attune_page_get_context (ATTUNE_PAGE (self)), row);
}

static gboolean
may_void (AttuneEvaluatePage *self, const AttuneEvaluationRow *row)
{
  return (row->state == ATTUNE_EVALUATION_STATE_SUBMITTED ||
          row->state == ATTUNE_EVALUATION_STATE_RELEASED) &&
         belongs_to_actor (self, row, ATTUNE_ROLE_MANAGER);
}

static const struct
{
  const char *action;
  gboolean (*is_possible) (AttuneEvaluatePage *self, const AttuneEvaluationRow *row);
} actions[] = {
  { "evaluate.release", may_release },
  { "evaluate.set-release", may_set_release },
  { "evaluate.move", may_move },
  { "evaluate.void", may_void },
};

gboolean
attune_evaluate_page_can_act (AttuneEvaluatePage *self,
                              const char *action,
                              gboolean *out_is_possible)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (!g_str_equal (action, actions[i].action))
        continue;
      *out_is_possible = self->draft != NULL &&
                         actions[i].is_possible (self,
                                                 attune_draft_get_evaluation (self->draft)->row);
      return TRUE;
    }
  return FALSE;
}

void
attune_evaluate_page_install_submitting (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "evaluate.submit", NULL, submit_action);
  gtk_widget_class_install_action (class, "evaluate.release", NULL, release_action);
  gtk_widget_class_install_action (class, "evaluate.set-release", NULL, set_release_action);
  gtk_widget_class_install_action (class, "evaluate.move", NULL, move_action);
  gtk_widget_class_install_action (class, "evaluate.void", NULL, void_action);
}
