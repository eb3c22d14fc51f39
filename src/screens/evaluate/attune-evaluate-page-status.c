/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-format.h"
#include "attune-release-words.h"

#include <glib/gi18n.h>

/* "Saving…" is only worth reading where it takes this long, in milliseconds. */
#define SAVING_DELAY_MS 600

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

/* Owned by the caller. */
static char *
describe_state (AttuneEvaluatePage *self)
{
  const AttuneEvaluation *evaluation = attune_draft_get_evaluation (self->draft);

  if (evaluation->row->state == ATTUNE_EVALUATION_STATE_SUBMITTED)
    return attune_release_due_to_words (evaluation->release_due,
                                        attune_context_get_time_zone (get_context (self)));
  return g_strdup (attune_format_state (evaluation->row->state));
}

static void
show_state (AttuneEvaluatePage *self)
{
  g_autofree char *words = describe_state (self);

  gtk_label_set_label (self->status, words);
}

static gboolean
saving_cb (gpointer data)
{
  AttuneEvaluatePage *self = data;

  self->saving_timer = 0;
  gtk_label_set_label (self->status, _ ("Saving…"));
  return G_SOURCE_REMOVE;
}

static void
show_conflict (AttuneEvaluatePage *self, AttuneDraftStatus status)
{
  guint n = attune_draft_count_differing (self->draft);
  g_autofree char *words = NULL;

  if (status == ATTUNE_DRAFT_CONFLICT)
    {
      words = g_strdup_printf (
        ngettext ("This draft was changed in another window: %u question differs. What you "
                  "answered stays here until you choose.",
                  "This draft was changed in another window: %u questions differ. What you "
                  "answered stays here until you choose.",
                  n),
        n);
      attune_notice_show (self->draft_notice, words, _ ("_Keep Mine"), _ ("_Use the Other"));
      return;
    }
  words = g_strdup_printf (
    ngettext ("This evaluation was submitted in another window. Your last change, to %u question, "
              "is not part of it. It is kept for you.",
              "This evaluation was submitted in another window. Your last changes, to %u "
              "questions, are not part of it. They are kept for you.",
              n),
    n);
  attune_notice_show (self->draft_notice, words, NULL, _ ("_Show What Was Submitted"));
}

static char *
describe_late (guint n)
{
  return g_strdup_printf (
    ngettext ("Your answer to %u question came after this evaluation was submitted, and is not "
              "part of it.",
              "Your answers to %u questions came after this evaluation was submitted, and are not "
              "part of it.",
              n),
    n);
}

static char *
describe_unsaved (guint n)
{
  return g_strdup_printf (
    ngettext ("Your answer to %u question was not saved: this draft was changed in another window "
              "meanwhile.",
              "Your answers to %u questions were not saved: this draft was changed in another "
              "window meanwhile.",
              n),
    n);
}

/* What came too late waits until somebody says what is to become of it. */
static void
show_aside (AttuneEvaluatePage *self, AttuneDraftStatus status)
{
  AttuneAnswers *aside = attune_draft_get_aside (self->draft);
  gboolean is_late = status == ATTUNE_DRAFT_READ_ONLY;
  g_autofree char *words = NULL;
  guint n;

  if (aside == NULL)
    return;
  n = attune_answers_count_differing (aside, attune_sheet_get_answers (
                                               attune_draft_get_sheet (self->draft)));
  words = is_late ? describe_late (n) : describe_unsaved (n);
  attune_notice_show (self->draft_notice, words, is_late ? _ ("_Show Mine") : _ ("_Bring Back"),
                      _ ("_Discard"));
}

static void
show_saving (AttuneEvaluatePage *self)
{
  if (self->saving_timer == 0)
    self->saving_timer = g_timeout_add (SAVING_DELAY_MS, saving_cb, self);
}

static void
show_failure (AttuneEvaluatePage *self, const char *message)
{
  g_autofree char *failure = g_strdup_printf (_ ("Your answers could not be saved: %s"), message);

  gtk_label_set_label (self->status, _ ("Not saved"));
  attune_notice_show (self->draft_notice, failure, _ ("_Try Again"), NULL);
}

/* It is done, but what is shown is what was before. */
static void
show_stale (AttuneEvaluatePage *self, const char *message)
{
  g_autofree char *failure = g_strdup_printf (
    _ ("This was done, but is not shown here yet: the evaluation could not be read again. %s"),
    message);

  gtk_label_set_label (self->status, _ ("Not up to date"));
  attune_notice_show (self->draft_notice, failure, _ ("_Try Again"), NULL);
}

/* How it stands with the correction, while that is what is written. */
static void
show_correction (AttuneEvaluatePage *self)
{
  AttuneSaver *saver = attune_correction_get_saver (self->correction);
  AttuneSavingState state = attune_saver_get_state (saver);
  gboolean is_empty = attune_answers_equal (
    attune_sheet_get_answers (attune_draft_get_sheet (self->draft)),
    attune_sheet_get_answers (attune_correction_get_sheet (self->correction)));

  if (state == ATTUNE_SAVING_PENDING)
    {
      show_saving (self);
      return;
    }
  g_clear_handle_id (&self->saving_timer, g_source_remove);
  attune_notice_hide (self->draft_notice);
  self->asked = ATTUNE_DRAFT_SAVED;
  if (state == ATTUNE_SAVING_SAVED)
    {
      if (is_empty)
        show_state (self);
      else
        gtk_label_set_label (self->status, _ ("Correction saved"));
      return;
    }
  self->asked = ATTUNE_DRAFT_FAILED;
  show_failure (self, attune_saver_get_error (saver)->message);
}

void
attune_evaluate_page_show_status (AttuneEvaluatePage *self)
{
  AttuneDraftStatus status = attune_draft_get_status (self->draft);

  if (self->corrects && status != ATTUNE_DRAFT_STALE)
    {
      show_correction (self);
      return;
    }
  if (status != ATTUNE_DRAFT_SAVING)
    g_clear_handle_id (&self->saving_timer, g_source_remove);
  if (status != ATTUNE_DRAFT_SAVING)
    {
      attune_notice_hide (self->draft_notice);
      self->asked = status;
    }

  switch (status)
    {
    case ATTUNE_DRAFT_READ_ONLY:
      show_state (self);
      show_aside (self, status);
      break;
    case ATTUNE_DRAFT_SAVED:
      gtk_label_set_label (self->status, _ ("Draft saved"));
      show_aside (self, status);
      break;
    case ATTUNE_DRAFT_SAVING:
      show_saving (self);
      break;
    case ATTUNE_DRAFT_FAILED:
      show_failure (self, attune_draft_get_message (self->draft));
      break;
    case ATTUNE_DRAFT_CONFLICT:
    case ATTUNE_DRAFT_OVERTAKEN:
      gtk_label_set_label (self->status, _ ("Not saved"));
      show_conflict (self, status);
      break;
    case ATTUNE_DRAFT_STALE:
      show_stale (self, attune_draft_get_message (self->draft));
      break;
    }
}

static void
bring_back (gpointer sheet)
{
  guint question;

  attune_sheet_undo (sheet, &question);
}

static void
take_theirs (AttuneEvaluatePage *self)
{
  AttuneSheet *sheet = attune_draft_get_sheet (self->draft);
  AttuneDraftStatus status = attune_draft_get_status (self->draft);

  if (status != ATTUNE_DRAFT_CONFLICT && status != ATTUNE_DRAFT_OVERTAKEN)
    return;
  attune_draft_take_theirs (self->draft);
  if (attune_sheet_state_get_can_edit (attune_sheet_get_state (sheet)))
    attune_context_offer_undo (get_context (self), _ ("Your answers were set aside"),
                               G_CALLBACK (bring_back), g_object_ref (sheet), g_object_unref);
}

/* Answers that were discarded, to be put back. */
typedef struct
{
  AttuneDraft *draft;
  AttuneAnswers *answers;
} Discarded;

static void
free_discarded (gpointer data)
{
  Discarded *discarded = data;

  g_object_unref (discarded->draft);
  attune_answers_unref (discarded->answers);
  g_free (discarded);
}

static void
put_back (gpointer data)
{
  Discarded *discarded = data;

  attune_draft_set_aside (discarded->draft, discarded->answers);
}

static void
discard_aside (AttuneEvaluatePage *self)
{
  Discarded *discarded = g_new0 (Discarded, 1);

  discarded->draft = g_object_ref (self->draft);
  discarded->answers = attune_answers_ref (attune_draft_get_aside (self->draft));
  attune_draft_set_aside (self->draft, NULL);
  attune_context_offer_undo (get_context (self), _ ("Your answers were discarded"),
                             G_CALLBACK (put_back), discarded, free_discarded);
}

static void
show_mine (AttuneEvaluatePage *self)
{
  g_autoptr (AttuneSheet) sheet = attune_sheet_new (attune_draft_get_aside (self->draft), FALSE);

  attune_evaluate_page_show_older (self, sheet,
                                   _ ("Your answers, which are not part of the evaluation."));
}

static void
aside_answered (AttuneEvaluatePage *self, gboolean is_first)
{
  if (attune_draft_get_aside (self->draft) == NULL)
    return;
  if (!is_first)
    discard_aside (self);
  else if (attune_draft_get_status (self->draft) == ATTUNE_DRAFT_READ_ONLY)
    show_mine (self);
  else
    attune_draft_bring_back (self->draft);
}

/* What was asked, which may be saved at the moment. An answer that ends the question hides it, until the next. */
static void
draft_answered_cb (AttuneEvaluatePage *self, gboolean is_first)
{
  switch (self->asked)
    {
    case ATTUNE_DRAFT_STALE:
      attune_draft_retry (self->draft);
      break;
    case ATTUNE_DRAFT_FAILED:
      attune_notice_hide (self->draft_notice);
      if (self->corrects)
        attune_saver_flush (attune_correction_get_saver (self->correction));
      else
        attune_draft_retry (self->draft);
      break;
    case ATTUNE_DRAFT_CONFLICT:
    case ATTUNE_DRAFT_OVERTAKEN:
      attune_notice_hide (self->draft_notice);
      if (is_first)
        attune_draft_keep_mine (self->draft);
      else
        take_theirs (self);
      break;
    case ATTUNE_DRAFT_READ_ONLY:
    case ATTUNE_DRAFT_SAVED:
    case ATTUNE_DRAFT_SAVING:
      aside_answered (self, is_first);
      break;
    }
}

static void
refreshed_cb (AttuneEvaluatePage *self)
{
  attune_context_say (get_context (self),
                      _ ("This evaluation was changed in another window; this is the newest."));
}

void
attune_evaluate_page_follow_status (AttuneEvaluatePage *self)
{
  g_signal_connect_object (self->draft, "notify::status",
                           G_CALLBACK (attune_evaluate_page_show_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "refreshed", G_CALLBACK (refreshed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
attune_evaluate_page_bind_status (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_callback (class, draft_answered_cb);
}
