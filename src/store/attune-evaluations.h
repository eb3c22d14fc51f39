/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-interactions.h"
#include "attune-rev.h"
#include "attune-score.h"

typedef enum
{
  ATTUNE_EVALUATION_ASSESSMENT,
  ATTUNE_EVALUATION_SELF,
  ATTUNE_EVALUATION_CALIBRATION,
  ATTUNE_EVALUATION_MASTER,
} AttuneEvaluationKind;

typedef enum
{
  ATTUNE_BASIS_RANDOM,
  ATTUNE_BASIS_TARGETED,
} AttuneBasis;

typedef enum
{
  ATTUNE_EVALUATION_STATE_DRAFT,
  ATTUNE_EVALUATION_STATE_SUBMITTED, /* not released yet: the agent does not see it, figures do not count it */
  ATTUNE_EVALUATION_STATE_RELEASED,
  ATTUNE_EVALUATION_STATE_VOID,
} AttuneEvaluationState;

/* Why a revision was made. */
typedef enum
{
  ATTUNE_REVISION_FIRST,
  ATTUNE_REVISION_DISPUTE,
  ATTUNE_REVISION_CORRECTION,
} AttuneRevisionReason;

/* The numbers of all these, and of outcomes, are in every workspace and stand in SQL (attune-access.h, attune-schema-tables.c and others): new
 * ones are added at the end, and none ever changes. */
G_STATIC_ASSERT (ATTUNE_EVALUATION_ASSESSMENT == 0 && ATTUNE_EVALUATION_SELF == 1 &&
                 ATTUNE_EVALUATION_CALIBRATION == 2 && ATTUNE_EVALUATION_MASTER == 3);
G_STATIC_ASSERT (ATTUNE_BASIS_RANDOM == 0 && ATTUNE_BASIS_TARGETED == 1);
G_STATIC_ASSERT (ATTUNE_EVALUATION_STATE_DRAFT == 0 && ATTUNE_EVALUATION_STATE_SUBMITTED == 1 &&
                 ATTUNE_EVALUATION_STATE_RELEASED == 2 && ATTUNE_EVALUATION_STATE_VOID == 3);
G_STATIC_ASSERT (ATTUNE_OUTCOME_NONE == 0 && ATTUNE_OUTCOME_PASS == 1 && ATTUNE_OUTCOME_FAIL == 2);
G_STATIC_ASSERT (ATTUNE_REVISION_FIRST == 0 && ATTUNE_REVISION_DISPUTE == 1 &&
                 ATTUNE_REVISION_CORRECTION == 2);

/* A row of the list of evaluations. Scores are basis points, or ATTUNE_SCORE_NONE. */
typedef struct
{
  gint64 id;
  gint64 rev;
  gint64 interaction;
  gint64 agent;
  char *agent_name;
  char *team_name; /* at contact time, NULL for none */
  gint64 evaluator;
  char *evaluator_name;
  gint64 form;
  char *form_title;
  guint form_revision_number;
  AttuneChannel channel;
  AttuneEvaluationKind kind;
  AttuneBasis basis;
  AttuneEvaluationState state;
  gint64 contact_at;
  gint64 submitted_at; /* 0 while a draft */
  gint64 score;
  AttuneOutcome outcome;
  gint64 pass;    /* the mark of the form's revision, basis points; ATTUNE_SCORE_NONE for none */
  gboolean is_failed; /* by an option that fails the form */
  AttuneRevisionReason reason; /* why the answers that count were given: the first, or because something was corrected */
  char *subject; /* of the contact, "" for none */
  gint64 acknowledged_at; /* when the agent acknowledged these answers, 0 for not yet */
  gboolean has_dispute;   /* by the agent, and how it stands: an AttuneDisputeState */
  int dispute;
} AttuneEvaluationRow;

/* One revision, for the history. */
typedef struct
{
  gint64 id;
  guint number;
  gboolean is_current;
  AttuneRevisionReason reason;
  char *remark;
  char *author;
  gint64 submitted_at; /* 0 for the draft */
  gint64 score;
} AttuneRevisionInfo;

/* An evaluation, whole, as the actor sees it. */
typedef struct
{
  AttuneEvaluationRow *row;
  AttuneInteraction *interaction;
  gint64 form_revision;
  char *form_document; /* `attune-form` JSON of that revision */
  char *answers;       /* `attune-answers` JSON of the current revision */
  gint64 release_due;  /* 0 for none */
  char *void_reason;   /* NULL unless void */
  gboolean can_edit;   /* a draft of the actor's own */
  char *place_question; /* where the actor was: question id, NULL for nowhere */
  gint64 place_us;      /* and position in the recording, microseconds */
  char *aside;          /* answers of the actor's that came too late, an `attune-answers` JSON; NULL for none */
  GPtrArray *revisions; /* AttuneRevisionInfo, newest first */
} AttuneEvaluation;

void attune_evaluation_row_free (AttuneEvaluationRow *self);
void attune_revision_info_free  (AttuneRevisionInfo *self);
void attune_evaluation_free     (AttuneEvaluation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneEvaluationRow, attune_evaluation_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneRevisionInfo, attune_revision_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneEvaluation, attune_evaluation_free)

/* An assessment that somebody else is making: what it holds, and who. */
typedef struct
{
  gint64 agent;
  gint64 form;
  char *evaluator_name;
} AttuneHeld;

void attune_held_free (AttuneHeld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneHeld, attune_held_free)

/* The drafts of assessments of `interaction` that others have and that keep the actor from beginning one: AttuneHeld, of
 * those agents' parts alone which the actor may assess. */
void       attune_store_list_held_async  (AttuneStore         *self,
                                          gint64               actor,
                                          gint64               interaction,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             data);
GPtrArray *attune_store_list_held_finish (AttuneStore         *self,
                                          GAsyncResult        *result,
                                          GError             **error);

/* Begins a draft by the actor of `agent`'s part of `interaction` on the newest revision of `form`. Where the actor has a
 * draft of it already, that one is returned. Where another assessment stands: ATTUNE_STORE_ERROR_EXISTS, naming its
 * evaluator. Assessments: analysts, managers and coaches of the agent's team; self: the agent. */
typedef struct
{
  gint64 interaction;
  gint64 agent;
  gint64 form;
  AttuneEvaluationKind kind;
  AttuneBasis basis;
} AttuneEvaluationSpec;

void   attune_store_start_evaluation_async  (AttuneStore                *self,
                                             gint64                      actor,
                                             const AttuneEvaluationSpec *spec,
                                             GCancellable               *cancellable,
                                             GAsyncReadyCallback         callback,
                                             gpointer                    data);
gint64 attune_store_start_evaluation_finish (AttuneStore  *self,
                                             GAsyncResult *result,
                                             GError      **error);

void              attune_store_load_evaluation_async  (AttuneStore        *self,
                                                       gint64              actor,
                                                       gint64              evaluation,
                                                       GCancellable       *cancellable,
                                                       GAsyncReadyCallback callback,
                                                       gpointer            data);
AttuneEvaluation *attune_store_load_evaluation_finish (AttuneStore  *self,
                                                       GAsyncResult *result,
                                                       GError      **error);

/* The answers document of one revision of an evaluation that the actor may see, for reading an older one. */
void  attune_store_load_revision_async  (AttuneStore        *self,
                                         gint64              actor,
                                         gint64              revision,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            data);
char *attune_store_load_revision_finish (AttuneStore  *self,
                                         GAsyncResult *result,
                                         GError      **error);

/* Keeps `answers` (an `attune-answers` document) of the actor's own draft; not audited, one small commit. Returns the
 * new rev; ATTUNE_STORE_ERROR_CONFLICT when the draft was changed elsewhere since `rev`. */
void   attune_store_save_answers_async  (AttuneStore        *self,
                                         gint64              actor,
                                         gint64              evaluation,
                                         gint64              rev,
                                         const char         *answers,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            data);
gint64 attune_store_save_answers_finish (AttuneStore  *self,
                                         GAsyncResult *result,
                                         GError      **error);

/* The same for whoever keeps answers as they are given: the next after those that were asked for with `rev` before. They are
 * written out on the store's thread. What comes too late, as the draft was changed elsewhere or submitted meanwhile, fails
 * likewise, and is put aside for the actor: also where nobody is there any more to be told. */
void   attune_store_keep_answers_async  (AttuneStore        *self,
                                         gint64              actor,
                                         gint64              evaluation,
                                         AttuneRev          *rev,
                                         AttuneAnswers      *answers,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            data);
gint64 attune_store_keep_answers_finish (AttuneStore  *self,
                                         GAsyncResult *result,
                                         GError      **error);

/* Puts `answers` aside for the actor, in place of what was; NULL forgets it. Nobody else sees it, and it counts nowhere. */
void     attune_store_keep_aside_async  (AttuneStore        *self,
                                         gint64              actor,
                                         gint64              evaluation,
                                         const char         *answers,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            data);
gboolean attune_store_keep_aside_finish (AttuneStore  *self,
                                         GAsyncResult *result,
                                         GError      **error);

/* Remembers where the actor is in an evaluation. Does not touch the rev. */
void     attune_store_save_place_async  (AttuneStore        *self,
                                         gint64              actor,
                                         gint64              evaluation,
                                         const char         *question,
                                         gint64              position_us,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            data);
gboolean attune_store_save_place_finish (AttuneStore  *self,
                                         GAsyncResult *result,
                                         GError      **error);

/* Scores the draft and makes it immutable; released at once, or by `release_due` when the form says so. Incomplete ones
 * are refused with ATTUNE_STORE_ERROR_INVALID naming what is missing. A self-evaluation is revealed at once where the
 * assessment of that part of the contact on the same form is in; it is revealed by that one's submission otherwise, or when
 * its time is over. Returns the new rev. */
void   attune_store_submit_async  (AttuneStore        *self,
                                   gint64              actor,
                                   gint64              evaluation,
                                   gint64              rev,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            data);
gint64 attune_store_submit_finish (AttuneStore  *self,
                                   GAsyncResult *result,
                                   GError      **error);

/* The same with a day of release other than the form's: at `release_at`, at once where that is past, 0 for the form's own.
 * ATTUNE_STORE_ERROR_INVALID where that is more than a year away. */
void   attune_store_submit_on_async  (AttuneStore        *self,
                                      gint64              actor,
                                      gint64              evaluation,
                                      gint64              rev,
                                      gint64              release_at,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            data);
gint64 attune_store_submit_on_finish (AttuneStore  *self,
                                      GAsyncResult *result,
                                      GError      **error);

/* Releases a submitted evaluation to its agent and into the figures. Evaluator, coach of the team, manager. */
void   attune_store_release_async  (AttuneStore        *self,
                                    gint64              actor,
                                    gint64              evaluation,
                                    gint64              rev,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            data);
gint64 attune_store_release_finish (AttuneStore  *self,
                                    GAsyncResult *result,
                                    GError      **error);

/* Has a submitted assessment released at `release_at`, which has to be to come, within a year, and other than it was. Evaluator, coach of the team,
 * manager. Returns the new rev. */
void   attune_store_set_release_async  (AttuneStore        *self,
                                        gint64              actor,
                                        gint64              evaluation,
                                        gint64              rev,
                                        gint64              release_at,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            data);
gint64 attune_store_set_release_finish (AttuneStore  *self,
                                        GAsyncResult *result,
                                        GError      **error);

/* Releases everything that is due by now, whoever asks: the dates were set when it was submitted. Likewise it reveals
 * self-evaluations and ends the requests for them whose time is over: what was begun for one is void then. Time alone changes no
 * figure, so a window asks for it when it opens a workspace and every few minutes. Returns how many; 0 with the error
 * set when none could be looked for. */
void   attune_store_release_due_async  (AttuneStore        *self,
                                        gint64              actor,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            data);
gint64 attune_store_release_due_finish (AttuneStore  *self,
                                        GAsyncResult *result,
                                        GError      **error);

/* Takes an evaluation out of all figures for `reason`, for good; it stays readable. Evaluator, manager; while the agent
 * disputes it, not its evaluator. A self-evaluation can be made void by its agent as long as it is a draft. */
void   attune_store_void_async  (AttuneStore        *self,
                                 gint64              actor,
                                 gint64              evaluation,
                                 gint64              rev,
                                 const char         *reason,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            data);
gint64 attune_store_void_finish (AttuneStore  *self,
                                 GAsyncResult *result,
                                 GError      **error);

/* Makes a submitted assessment that was seen at `rev` one of `agent`'s part of `interaction`, where it was of the wrong agent or
 * the wrong contact, for `reason`: figures, trail and notes go along, and whoever it is about now sees it from now on. Notes on
 * seconds or words of another conversation become notes on the whole. Evaluator, manager; while the agent disputes it, not its evaluator. ATTUNE_STORE_ERROR_EXISTS where that part is evaluated on the
 * form already. Returns the new rev. */
void   attune_store_move_evaluation_async  (AttuneStore        *self,
                                            gint64              actor,
                                            gint64              evaluation,
                                            gint64              rev,
                                            gint64              interaction,
                                            gint64              agent,
                                            const char         *reason,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            data);
gint64 attune_store_move_evaluation_finish (AttuneStore        *self,
                                            GAsyncResult       *result,
                                            GError            **error);

/* Puts a new revision with `answers` in the current one's place, scored anew: after a dispute (by somebody other than
 * the evaluator) or as a correction. The old one stays. Not while the agent disputes it in Attune: attune-disputes.h. */
void   attune_store_revise_async  (AttuneStore         *self,
                                   gint64               actor,
                                   gint64               evaluation,
                                   gint64               rev,
                                   const char          *answers,
                                   AttuneRevisionReason reason,
                                   const char          *remark,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             data);
gint64 attune_store_revise_finish (AttuneStore  *self,
                                   GAsyncResult *result,
                                   GError      **error);
