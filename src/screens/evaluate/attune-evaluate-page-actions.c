/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-compat.h"
#include "attune-evaluate-words.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

static void
note_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (self->draft != NULL)
    attune_note_panel_enter (self->note_panel);
}

/* --- Judging --- */

/* Whether what is written is beside the question: a comment on it, or a note. */
static gboolean
writes_beside (AttuneEvaluatePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return (GTK_IS_EDITABLE (focus) &&
          gtk_widget_is_ancestor (focus, GTK_WIDGET (self->note_panel))) ||
         attune_form_pane_is_commenting (self->form_pane);
}

/* What was written stays as it is. */
static gboolean
go_to_question (AttuneEvaluatePage *self)
{
  AttuneSheet *sheet = attune_evaluate_page_get_sheet (self);

  if (sheet == NULL || !writes_beside (self))
    return FALSE;
  attune_form_pane_enter (self->form_pane,
                          attune_sheet_state_get_focus (attune_sheet_get_state (sheet)));
  return TRUE;
}

static void
step (AttuneEvaluatePage *self, int direction)
{
  if (!attune_form_pane_step (self->form_pane, direction))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
next_question_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (ATTUNE_EVALUATE_PAGE (widget), 1);
}

static void
previous_question_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (!go_to_question (self))
    step (self, -1);
}

static gboolean
is_typing (AttuneEvaluatePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

/* What is written elsewhere on the page, as a note, is undone by itself. */
static gboolean
undoes_text (AttuneEvaluatePage *self, const char *action)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return is_typing (self) && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->form_pane)) &&
         gtk_widget_activate_action (focus, action, NULL);
}

static void
go_back_or_on (AttuneEvaluatePage *self,
               gboolean (*step_sheet) (AttuneSheet *sheet, guint *out_question))
{
  AttuneSheet *sheet = attune_evaluate_page_get_sheet (self);
  guint question;

  if (!step_sheet (sheet, &question))
    {
      if (step_sheet != attune_sheet_undo || !attune_evaluate_page_undo_note (self, TRUE))
        gtk_widget_error_bell (GTK_WIDGET (self));
    }
  else if (question != ATTUNE_FORM_NONE &&
           question != attune_sheet_state_get_focus (attune_sheet_get_state (sheet)))
    attune_form_pane_enter (self->form_pane, question);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (self->draft != NULL && !undoes_text (self, "text.undo") &&
      !attune_evaluate_page_undo_note (self, FALSE))
    go_back_or_on (self, attune_sheet_undo);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (self->draft != NULL && !undoes_text (self, "text.redo") &&
      !attune_evaluate_page_redo_note (self))
    go_back_or_on (self, attune_sheet_redo);
}

static void
explain_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (self->draft != NULL)
    attune_score_bar_explain (self->score_bar);
}

/* The form pane's own words for what the keys of answering do. */
static guint
find_form_key (const char *action)
{
  static const struct
  {
    const char *action;
    guint key;
  } keys[] = {
    { "evaluate.not-applicable", GDK_KEY_n },
    { "evaluate.reasons", GDK_KEY_r },
    { "evaluate.comment", GDK_KEY_c },
    { "evaluate.clear", GDK_KEY_Delete },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strcmp0 (action, keys[i].action) == 0)
      return keys[i].key;
  return 0;
}

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (attune_evaluate_page_get_sheet (self) != NULL)
    attune_form_pane_press_key (self->form_pane, find_form_key (name));
}

static gboolean
is_digit (guint key)
{
  return (key >= GDK_KEY_0 && key <= GDK_KEY_9) || (key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_9);
}

gboolean
attune_evaluate_page_press_key (AttuneEvaluatePage *self, guint key, GdkModifierType state)
{
  gboolean is_modified = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0;
  guint form_key;

  if (attune_evaluate_page_get_sheet (self) == NULL)
    return FALSE;
  if (key == GDK_KEY_Escape && !is_modified)
    return go_to_question (self);
  if (is_typing (self))
    return FALSE;
  if (is_digit (key) && !is_modified)
    return attune_form_pane_press_key (self->form_pane, key);
  form_key = find_form_key (attune_key_map_find (self->keys, ATTUNE_KEYS_ANSWERING, key, state));
  return form_key != 0 && attune_form_pane_press_key (self->form_pane, form_key);
}

/* --- Submitting, releasing, voiding --- */

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

static void
submit_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autofree char *answer = attune_ask_finish (result);

  if (self == NULL || self->draft == NULL || g_strcmp0 (answer, "submit") != 0 || self->is_acting)
    return;
  attune_note_panel_finish (self->note_panel);
  attune_draft_submit_async (self->draft, NULL, submitted_cb, begin_acting (self));
}

static char *
describe_submission (AttuneEvaluatePage *self, AttuneSheetState *state)
{
  const AttuneEvaluation *evaluation = attune_draft_get_evaluation (self->draft);
  guint days = attune_form_get_release_days (attune_sheet_state_get_form (state));
  g_autofree char *unfinished = attune_note_panel_dup_unfinished (self->note_panel);
  g_autofree char *score = attune_sheet_to_words (state);
  g_autofree char *outcome = attune_outcome_to_words (state);
  g_autofree char *release = days == 0
                               ? g_strdup_printf (_ ("%s can read it at once."),
                                                  evaluation->row->agent_name)
                               : g_strdup_printf (ngettext ("%s can read it in %u day.",
                                                            "%s can read it in %u days.", days),
                                                  evaluation->row->agent_name, days);

  return g_strdup_printf ("%s\n%s\n\n%s\n%s%s%s", score, outcome, release,
                          _ ("It cannot be changed afterwards, only corrected in a revision."),
                          unfinished[0] != '\0' ? "\n" : "",
                          unfinished[0] != '\0' ? _ ("The note you have begun is saved with it.")
                                                : "");
}

static void
correct_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_evaluate_page_correct (ATTUNE_EVALUATE_PAGE (widget));
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
  attune_ask_async (widget, _ ("Submit This Evaluation?"), body, responses, NULL,
                    submit_answered_cb, attune_weak_new (self));
}

static void
release_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (self->draft != NULL && !self->is_acting)
    attune_draft_release_async (self->draft, NULL, acted_cb, begin_acting (self));
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

static gboolean
can_edit (AttuneEvaluatePage *self)
{
  return self->older == NULL && (attune_draft_get_evaluation (self->draft)->can_edit ||
                                 (self->corrects && attune_evaluate_page_may_correct (self)));
}

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
may_void (AttuneEvaluatePage *self, const AttuneEvaluationRow *row)
{
  return (row->state == ATTUNE_EVALUATION_STATE_SUBMITTED ||
          row->state == ATTUNE_EVALUATION_STATE_RELEASED) &&
         belongs_to_actor (self, row, ATTUNE_ROLE_MANAGER);
}

/* Before there is a draft none can; while one of the verbs is under way, or its outcome is not read yet, no other. */
static gboolean
can_run (AttuneEvaluatePage *self, const char *action)
{
  const AttuneEvaluationRow *row = self->draft != NULL
                                     ? attune_draft_get_evaluation (self->draft)->row
                                     : NULL;
  gboolean can_act = row != NULL && !self->is_acting &&
                     attune_draft_get_status (self->draft) != ATTUNE_DRAFT_STALE;
  gboolean is_possible;

  if (attune_evaluate_page_can_answer (self, action, &is_possible))
    return can_act && is_possible;
  if (g_str_equal (action, "evaluate.submit"))
    return can_act && can_edit (self);
  if (g_str_equal (action, "evaluate.fill-rest"))
    return can_act && can_edit (self) && attune_evaluate_page_may_fill_rest (self);
  if (g_str_equal (action, "evaluate.release"))
    return can_act && may_release (self, row);
  if (g_str_equal (action, "evaluate.void"))
    return can_act && may_void (self, row);
  if (g_str_equal (action, "evaluate.correct"))
    return can_act && !self->corrects && self->correction_saver != NULL &&
           attune_evaluate_page_may_correct (self);
  return row != NULL;
}

void
attune_evaluate_page_update_actions (AttuneEvaluatePage *self)
{
  GtkWidgetClass *class = GTK_WIDGET_GET_CLASS (self);
  GType owner;
  const char *action, *property;
  const GVariantType *parameter;

  for (guint i = 0;
       gtk_widget_class_query_action (class, i, &owner, &action, &parameter, &property); i++)
    if (owner == ATTUNE_TYPE_EVALUATE_PAGE)
      gtk_widget_action_set_enabled (GTK_WIDGET (self), action, can_run (self, action));
  gtk_widget_set_visible (GTK_WIDGET (self->submit), self->draft != NULL && can_edit (self));
}

void
attune_evaluate_page_install_actions (GtkWidgetClass *class)
{
  attune_evaluate_page_install_listening (class);
  gtk_widget_class_install_action (class, "evaluate.note", NULL, note_action);
  attune_evaluate_page_install_speech (class);
  attune_evaluate_page_install_rest (class);
  attune_evaluate_page_install_note_files (class);
  gtk_widget_class_install_action (class, "evaluate.next-question", NULL, next_question_action);
  gtk_widget_class_install_action (class, "evaluate.previous-question", NULL,
                                   previous_question_action);
  gtk_widget_class_install_action (class, "evaluate.not-applicable", NULL, answer_action);
  gtk_widget_class_install_action (class, "evaluate.reasons", NULL, answer_action);
  gtk_widget_class_install_action (class, "evaluate.comment", NULL, answer_action);
  gtk_widget_class_install_action (class, "evaluate.clear", NULL, answer_action);
  gtk_widget_class_install_action (class, "evaluate.undo", NULL, undo_action);
  gtk_widget_class_install_action (class, "evaluate.redo", NULL, redo_action);
  gtk_widget_class_install_action (class, "evaluate.explain", NULL, explain_action);
  gtk_widget_class_install_action (class, "evaluate.submit", NULL, submit_action);
  gtk_widget_class_install_action (class, "evaluate.correct", NULL, correct_action);
  gtk_widget_class_install_action (class, "evaluate.release", NULL, release_action);
  gtk_widget_class_install_action (class, "evaluate.void", NULL, void_action);
  gtk_widget_class_install_property_action (class, "evaluate.guidance", "shows-guidance");
}
