/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-compat.h"
#include "attune-kept.h"
#include "attune-revision-words.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

/* The answers that are submitted, which a correction is about. */
static AttuneAnswers *
get_submitted (AttuneEvaluatePage *self)
{
  return attune_sheet_get_answers (attune_draft_get_sheet (self->draft));
}

gboolean
attune_evaluate_page_may_correct (AttuneEvaluatePage *self)
{
  AttuneContext *context = get_context (self);
  const AttuneEvaluationRow *row = attune_draft_get_evaluation (self->draft)->row;

  return (row->state == ATTUNE_EVALUATION_STATE_SUBMITTED ||
          row->state == ATTUNE_EVALUATION_STATE_RELEASED) &&
         row->kind == ATTUNE_EVALUATION_ASSESSMENT &&
         attune_store_get_read_only_reason (attune_context_get_store (context)) == NULL &&
         (row->evaluator == attune_context_get_actor (context) ||
          (row->agent != attune_context_get_actor (context) &&
           attune_context_has_role (context, ATTUNE_ROLE_MANAGER)));
}

/* --- What is said about it --- */

static char *
describe_correction (AttuneEvaluatePage *self)
{
  const AttuneRevisionInfo *current = attune_draft_get_current_revision (self->draft);
  AttuneSheet *sheet = attune_correction_get_sheet (self->correction);

  if (!attune_evaluate_page_may_correct (self))
    return g_strdup (
      _ ("This evaluation is void now: your correction can no longer be submitted."));
  if (current != NULL && !self->is_acting &&
      current->id != attune_correction_get_revision (self->correction))
    return attune_revised_meanwhile_to_words (
      current,
      attune_answers_count_differing (get_submitted (self), attune_sheet_get_answers (sheet)));
  if (self->corrects)
    return g_strdup (_ ("You are correcting this evaluation. It stays as it is until you submit "
                        "the correction."));
  return attune_begun_correction_to_words (
    attune_answers_count_differing (get_submitted (self), attune_sheet_get_answers (sheet)));
}

void
attune_evaluate_page_show_correction_notice (AttuneEvaluatePage *self)
{
  g_autofree char *words = describe_correction (self);

  attune_notice_show (self->revision_notice, words, self->corrects ? NULL : _ ("_Continue"),
                      _ ("_Discard"));
}

/* --- Beginning and leaving --- */

static void
sheet_changed_cb (AttuneEvaluatePage *self, AttuneSheetState *old, AttuneSheetState *now)
{
  if (self->correction != NULL && self->corrects)
    attune_evaluate_page_follow_sheet (self, old, now);
}

static void
take_correction (AttuneEvaluatePage *self, AttuneCorrection *correction)
{
  self->correction = g_object_ref (correction);
  attune_saver_tell (self->correction_saver, NULL, NULL);
  g_signal_connect_object (attune_correction_get_sheet (correction), "changed",
                           G_CALLBACK (sheet_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (attune_correction_get_saver (correction), "notify::state",
                           G_CALLBACK (attune_evaluate_page_show_status), self, G_CONNECT_SWAPPED);
}

/* Shows it, or what is submitted again. */
static void
set_corrects (AttuneEvaluatePage *self, gboolean corrects)
{
  self->corrects = corrects;
  attune_notice_hide (self->missing_notice);
  attune_evaluate_page_show_older (self, NULL, NULL);
  attune_evaluate_page_show_status (self);
}

static guint
find_place (AttuneEvaluatePage *self)
{
  AttuneAnswers *submitted = get_submitted (self);
  AttuneAnswers *corrected = attune_sheet_get_answers (
    attune_correction_get_sheet (self->correction));
  guint question = attune_answers_find_differing (submitted, corrected);
  AttuneSheetState *state = attune_sheet_get_state (attune_draft_get_sheet (self->draft));

  return question != ATTUNE_FORM_NONE ? question : attune_sheet_state_get_focus (state);
}

static void
go_on (AttuneEvaluatePage *self)
{
  guint question = find_place (self);

  set_corrects (self, TRUE);
  attune_form_pane_enter (self->form_pane, question != ATTUNE_FORM_NONE ? question : 0);
}

static void
begin (AttuneEvaluatePage *self)
{
  const AttuneRevisionInfo *current = attune_draft_get_current_revision (self->draft);
  g_autoptr (AttuneWorkingCopy)
    copy = attune_working_copy_new (current != NULL ? current->id : 0, get_submitted (self), NULL);
  g_autoptr (AttuneCorrection) correction = attune_correction_new (self->correction_saver, copy);

  take_correction (self, correction);
}

void
attune_evaluate_page_correct (AttuneEvaluatePage *self)
{
  if (self->draft == NULL || self->corrects || self->correction_saver == NULL ||
      !attune_evaluate_page_may_correct (self))
    return;
  if (self->correction == NULL)
    begin (self);
  go_on (self);
}

void
attune_evaluate_page_tell_correction (AttuneEvaluatePage *self)
{
  if (self->correction_saver != NULL)
    attune_saver_tell (self->correction_saver, get_context (self),
                       self->correction != NULL
                         ? _ ("Your correction could not be saved")
                         : _ ("The draft of your correction could not be deleted"));
}

/* The store forgets it, and what is submitted is shown again. */
static void
end (AttuneEvaluatePage *self)
{
  g_autoptr (AttuneCorrection) correction = g_steal_pointer (&self->correction);

  g_signal_handlers_disconnect_by_data (attune_correction_get_saver (correction), self);
  g_signal_handlers_disconnect_by_data (attune_correction_get_sheet (correction), self);
  set_corrects (self, FALSE);
  attune_correction_forget (correction);
  attune_evaluate_page_tell_correction (self);
}

/* A correction that was discarded, to be put back: also where its page has gone. */
typedef struct
{
  AttuneCorrection *correction;
  GWeakRef page;
} Discarded;

static void
free_discarded (gpointer data)
{
  Discarded *discarded = data;

  g_object_unref (discarded->correction);
  g_weak_ref_clear (&discarded->page);
  g_free (discarded);
}

static void
put_back (gpointer data)
{
  Discarded *discarded = data;
  g_autoptr (AttuneEvaluatePage) self = g_weak_ref_get (&discarded->page);

  if (self != NULL && self->correction != NULL)
    return;
  attune_correction_keep (discarded->correction);
  if (self == NULL || self->draft == NULL)
    return;
  take_correction (self, discarded->correction);
  go_on (self);
}

static void
discard (AttuneEvaluatePage *self)
{
  AttuneSheet *sheet = attune_correction_get_sheet (self->correction);
  gboolean is_empty = attune_answers_equal (get_submitted (self), attune_sheet_get_answers (sheet));
  Discarded *discarded = g_new0 (Discarded, 1);

  discarded->correction = g_object_ref (self->correction);
  g_weak_ref_init (&discarded->page, self);
  end (self);
  if (is_empty)
    free_discarded (discarded);
  else
    attune_context_offer_undo (get_context (self), _ ("Your correction was discarded"),
                               G_CALLBACK (put_back), discarded, free_discarded);
}

void
attune_evaluate_page_answer_correction (AttuneEvaluatePage *self, gboolean is_first)
{
  if (self->is_acting)
    return;
  if (is_first)
    go_on (self);
  else
    discard (self);
}

/* --- What was begun before --- */

/* One that says nothing else than what is submitted, as after that was done from it, is not worth mentioning. */
static void
resume (AttuneEvaluatePage *self, AttuneWorkingCopy *copy)
{
  g_autoptr (AttuneCorrection) correction = attune_correction_new (self->correction_saver, copy);

  if (attune_answers_equal (copy->answers, get_submitted (self)))
    {
      attune_correction_forget (correction);
      return;
    }
  take_correction (self, correction);
  attune_evaluate_page_show_revision_notice (self);
}

/* Of the form that is shown here. Owned by the caller; NULL where `text` has none. */
static AttuneWorkingCopy *
read_copy (AttuneEvaluatePage *self, const char *text)
{
  return attune_working_copy_from_text (attune_sheet_get_form (
                                          attune_draft_get_sheet (self->draft)),
                                        text);
}

static void
take_kept (AttuneEvaluatePage *self, const char *text)
{
  g_autoptr (AttuneWorkingCopy) kept = read_copy (self, text);
  g_autoptr (AttuneWorkingCopy) copy = NULL;
  g_autofree char *newest = NULL;

  self->correction_saver = attune_correction_open_saver (
    attune_context_get_store (get_context (self)), attune_context_get_actor (get_context (self)),
    self->evaluation, kept);
  attune_evaluate_page_tell_correction (self);
  newest = attune_working_copy_to_text (attune_saver_get_content (self->correction_saver));
  copy = read_copy (self, newest);
  if (copy != NULL)
    resume (self, copy);
  attune_evaluate_page_update_actions (self);
}

static void
kept_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = attune_store_load_kept_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL || self->draft == NULL)
    return;
  self->is_resuming = FALSE;
  if (text != NULL)
    take_kept (self, text);
  else
    attune_context_report (get_context (self),
                           _ ("A correction that you may have begun could not be read"), error);
}

void
attune_evaluate_page_resume_correction (AttuneEvaluatePage *self)
{
  AttuneContext *context = get_context (self);

  if (self->is_resuming || self->correction_saver != NULL ||
      !attune_evaluate_page_may_correct (self))
    return;
  self->is_resuming = TRUE;
  attune_store_load_kept_async (attune_context_get_store (context),
                                attune_context_get_actor (context), ATTUNE_CORRECTION_KEPT_AS,
                                self->evaluation, self->cancellable, kept_loaded_cb,
                                attune_weak_new (self));
}

/* --- Submitting --- */

/* The question that ends in a correction, with the entry for the reason. */
typedef struct
{
  gpointer page; /* weak */
  GtkEntry *reason;
} Question;

/* A correction that is being submitted: it is told of, also where its page has gone. */
typedef struct
{
  AttuneContext *context;
  AttuneCorrection *correction;
  gpointer page; /* weak */
} Submitting;

/* It is what was submitted now. */
static void
say_corrected (AttuneContext *context, AttuneCorrection *correction)
{
  g_autofree char *message = attune_corrected_to_words (
    attune_sheet_get_state (attune_correction_get_sheet (correction)));

  attune_context_say (context, message);
}

static void
leave (AttuneEvaluatePage *self, gboolean is_corrected)
{
  self->is_acting = FALSE;
  if (is_corrected && self->correction != NULL)
    end (self);
  attune_evaluate_page_show_revision_notice (self);
  attune_evaluate_page_update_actions (self);
}

static void
corrected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Submitting *submitting = data;
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (submitting->page);
  g_autoptr (GError) error = NULL;
  gboolean is_corrected = attune_draft_act_finish (ATTUNE_DRAFT (source), result, &error);

  if (is_corrected)
    {
      attune_correction_forget (submitting->correction);
      say_corrected (submitting->context, submitting->correction);
    }
  else
    {
      attune_sheet_set_can_edit (attune_correction_get_sheet (submitting->correction), TRUE);
      attune_context_report (submitting->context, _ ("The correction was not submitted"), error);
    }
  if (self != NULL && self->draft != NULL)
    leave (self, is_corrected);
  g_object_unref (submitting->context);
  g_object_unref (submitting->correction);
  g_free (submitting);
}

/* What was answered meanwhile would be part of nothing: until it is done, the correction can only be read. */
static void
submit (AttuneEvaluatePage *self)
{
  AttuneSheet *sheet = attune_correction_get_sheet (self->correction);
  Submitting *submitting = g_new0 (Submitting, 1);

  submitting->context = g_object_ref (get_context (self));
  submitting->correction = g_object_ref (self->correction);
  submitting->page = attune_weak_new (self);
  self->is_acting = TRUE;
  attune_sheet_set_can_edit (sheet, FALSE);
  attune_evaluate_page_update_actions (self);
  attune_draft_correct_async (self->draft, attune_sheet_get_answers (sheet),
                              attune_correction_get_remark (self->correction), NULL, corrected_cb,
                              submitting);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (question->page);
  g_autofree char *answer = attune_ask_finish (result);

  if (self != NULL && g_strcmp0 (answer, "submit") == 0 && self->corrects && !self->is_acting)
    submit (self);
  g_object_unref (question->reason);
  g_free (question);
}

/* A correction says why it was made: it cannot be submitted before. What was typed is kept with it. */
static void
reason_changed_cb (AttuneEvaluatePage *self, GtkEntry *entry)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (self->correction != NULL)
    attune_correction_set_remark (self->correction, reason);
  attune_ask_set_enabled (GTK_WIDGET (entry), "submit", reason[0] != '\0');
}

static GtkEntry *
make_entry (AttuneEvaluatePage *self)
{
  GtkEntry *entry = GTK_ENTRY (gtk_entry_new ());

  gtk_entry_set_placeholder_text (entry, _ ("Reason"));
  gtk_entry_set_activates_default (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  gtk_editable_set_text (GTK_EDITABLE (entry), attune_correction_get_remark (self->correction));
  g_signal_connect_object (entry, "changed", G_CALLBACK (reason_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return g_object_ref_sink (entry);
}

void
attune_evaluate_page_submit_correction (AttuneEvaluatePage *self)
{
  static const AttuneResponse responses[] = {
    { "cancel", N_ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "submit", N_ ("_Submit"), ADW_RESPONSE_SUGGESTED },
    { NULL },
  };
  AttuneSheet *sheet = attune_correction_get_sheet (self->correction);
  AttuneAnswers *answers = attune_sheet_get_answers (sheet);
  Question *question;
  g_autofree char *body = NULL;

  if (attune_answers_equal (get_submitted (self), answers))
    {
      attune_context_say (get_context (self),
                          _ ("Nothing is corrected yet: every answer is as it was submitted."));
      return;
    }
  question = g_new0 (Question, 1);
  question->page = attune_weak_new (self);
  question->reason = make_entry (self);
  body = attune_correction_to_words (attune_sheet_get_state (attune_draft_get_sheet (self->draft)),
                                     attune_sheet_get_state (sheet),
                                     attune_answers_count_differing (get_submitted (self),
                                                                     answers));
  attune_ask_async (GTK_WIDGET (self), _ ("Submit This Correction?"), body, responses,
                    GTK_WIDGET (question->reason), answered_cb, question);
  reason_changed_cb (self, question->reason);
}
