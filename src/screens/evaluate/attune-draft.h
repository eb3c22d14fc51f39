/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"
#include "attune-saver.h"
#include "attune-sheet.h"

/* An evaluation that is open: its sheet, and the conversation with the store about it. What is edited on the sheet is
 * saved as it is edited: one save is under way at a time, and the newest answers go next.
 *
 * Where somebody else (a second window, another process) changed it meanwhile, nothing of either side is lost: without
 * unsaved changes here the newer answers are shown ("refreshed"), otherwise the status is ATTUNE_DRAFT_CONFLICT until one
 * side is chosen.
 *
 * Property "status" notifies. "changed" () is emitted when attune_draft_get_evaluation() or _aside() would answer differently,
 * "refreshed" () when answers from elsewhere were shown, "gone" (const char *message) when it is not for the person to see any
 * more: it is about somebody else now; "changed" follows when it is again. */
#define ATTUNE_TYPE_DRAFT (attune_draft_get_type ())
G_DECLARE_FINAL_TYPE (AttuneDraft, attune_draft, ATTUNE, DRAFT, GObject)

typedef enum
{
  ATTUNE_DRAFT_READ_ONLY,
  ATTUNE_DRAFT_SAVED,
  ATTUNE_DRAFT_SAVING,
  ATTUNE_DRAFT_FAILED,    /* not saved; tried again by and by, and with every change */
  ATTUNE_DRAFT_CONFLICT,  /* changed elsewhere: keep one side */
  ATTUNE_DRAFT_OVERTAKEN, /* changed here, submitted elsewhere: what is unsaved is no part of it, and put aside */
  ATTUNE_DRAFT_STALE,     /* submitted, released, voided or corrected, and not read again yet; tried again by and by */
} AttuneDraftStatus;

#define ATTUNE_TYPE_DRAFT_STATUS (attune_draft_status_get_type ())
GType attune_draft_status_get_type (void) G_GNUC_CONST;

void         attune_draft_open_async  (AttuneStore        *store,
                                       gint64              actor,
                                       gint64              evaluation,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            data);
AttuneDraft *attune_draft_open_finish (GAsyncResult *result,
                                       GError      **error);

AttuneSheet            *attune_draft_get_sheet (AttuneDraft *self);
const AttuneEvaluation *attune_draft_get_evaluation (AttuneDraft *self);
/* The revision that is shown; NULL where the store named none. */
const AttuneRevisionInfo *attune_draft_get_current_revision (AttuneDraft *self);
AttuneDraftStatus       attune_draft_get_status (AttuneDraft *self);
/* What keeps its answers in the store: it may still have to when the draft is gone. */
AttuneSaver            *attune_draft_get_saver (AttuneDraft *self);
/* Why it is not saved, with ATTUNE_DRAFT_FAILED, or not read, with ATTUNE_DRAFT_STALE. */
const char             *attune_draft_get_message (AttuneDraft *self);
/* How many questions differ between both sides, with ATTUNE_DRAFT_CONFLICT and _OVERTAKEN. */
guint                   attune_draft_count_differing (AttuneDraft *self);

/* Both end a conflict. What was here can be brought back by undoing, as long as it is a draft, and is put aside otherwise. */
void attune_draft_keep_mine (AttuneDraft *self);
void attune_draft_take_theirs (AttuneDraft *self);
/* Tries again to save what could not be saved, or to read what could not be read. */
void attune_draft_retry (AttuneDraft *self);

/* Answers of the person's own that came too late for the evaluation, here or wherever it was open before, and that were not
 * decided about; NULL for none. Setting them keeps them in the store; NULL forgets them. Bringing back makes them the newest
 * edit of a draft. */
AttuneAnswers *attune_draft_get_aside (AttuneDraft *self);
void           attune_draft_set_aside (AttuneDraft   *self,
                                       AttuneAnswers *answers);
void           attune_draft_bring_back (AttuneDraft *self);

/* Looks whether the evaluation was changed elsewhere, a moment later and once for several calls. */
void attune_draft_check (AttuneDraft *self);

/* Where the person is; kept every now and then while it changes. `question` is an index or ATTUNE_FORM_NONE. */
void  attune_draft_set_place (AttuneDraft *self,
                              guint        question,
                              gint64       position_us);
/* Sends off all that is not kept yet: answers and place. */
void  attune_draft_flush (AttuneDraft *self);

/* The verbs, one at a time: another is refused with G_IO_ERROR_PENDING until the evaluation shows what became of the
 * one before. Each succeeds as soon as the store has done it, also where the outcome then cannot be read (ATTUNE_DRAFT_STALE).
 *
 * Submitting: what is unsaved is saved first. The sheet can only be read from the call on, and is as before after a failure.
 * `release_at` is as attune_store_submit_on_async() takes it. */
void     attune_draft_submit_async (AttuneDraft        *self,
                                    gint64              release_at,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            data);
void     attune_draft_release_async (AttuneDraft        *self,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            data);
/* Has it released at `release_at`, a time to come. */
void     attune_draft_set_release_async (AttuneDraft        *self,
                                         gint64              release_at,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            data);
/* Makes it one of `agent`'s part of `interaction`, for `reason`. */
void     attune_draft_move_async (AttuneDraft        *self,
                                  gint64              interaction,
                                  gint64              agent,
                                  const char         *reason,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            data);
void     attune_draft_void_async (AttuneDraft        *self,
                                  const char         *reason,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            data);
/* Puts a revision with `answers` in the current one's place, for the reason that `remark` says. */
void     attune_draft_correct_async (AttuneDraft        *self,
                                     AttuneAnswers      *answers,
                                     const char         *remark,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            data);
/* For all of them. */
gboolean attune_draft_act_finish (AttuneDraft  *self,
                                  GAsyncResult *result,
                                  GError      **error);
