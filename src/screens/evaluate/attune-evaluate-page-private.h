/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluate-page.h"

#include "attune-answering.h"
#include "attune-correction.h"
#include "attune-draft.h"
#include "attune-evaluation-history.h"
#include "attune-form-pane.h"
#include "attune-held-key.h"
#include "attune-key-lag.h"
#include "attune-note-book.h"
#include "attune-note-changes.h"
#include "attune-listen-pane.h"
#include "attune-unfinished.h"
#include "attune-note-panel.h"
#include "attune-notice.h"
#include "attune-score-bar.h"
#include "attune-speech.h"
#include "attune-transcript-panel.h"
#include "attune-transcripts.h"

struct _AttuneEvaluatePage
{
  AttunePage parent_instance;

  /* template */
  GtkStack *stack;
  AdwStatusPage *failure;
  GtkLabel *status;
  GtkButton *submit;
  GtkMenuButton *history_button;
  GtkBox *history;
  AttuneNotice *draft_notice;
  AttuneNotice *leftover_notice;
  AttuneNotice *missing_notice;
  AttuneNotice *revision_notice;
  AttuneNotice *answer_notice;
  GtkPaned *paned;
  GtkBox *left;
  GtkBox *note_frame;
  GtkBox *judging;

  /* borrowed: made one after the other, all there as soon as there is a draft */
  AttuneListenPane *listen;
  AttuneNotePanel *note_panel;
  AttuneFormPane *form_pane;
  AttuneScoreBar *score_bar;
  AttuneKeyMap *keys;       /* the settings' */
  AttuneHeldKey *held_key;
  AttuneKeyLag *key_lag;
  AttuneTranscriptPanel *text;
  GtkToggleButton *shows_text; /* the switch between the notes and the text, where there is one */
  gpointer note_removal; /* what was done last, as long as it can be undone, or NULL */

  /* owned */
  AttuneDraft *opened; /* read, but not shown yet */
  AttuneDraft *draft;
  AttuneNoteBook *book;
  AttuneNoteChanges *note_changes;
  AttuneSpeech *speech;
  AttuneAnswering *answering; /* how it stands between its people, NULL until it is read */
  GPtrArray *events; /* what became of it (AttuneHistoryEvent), likewise */
  AttuneUnfinished *unfinished_note;
  AttuneUnfinished *unfinished_answers; /* what was refused */
  char *left_note;         /* begun before it was submitted elsewhere, an AttuneBegunNote's text; or NULL */
  GPtrArray *left_entries; /* what was refused, as it was then, or NULL */
  AttuneSaver *correction_saver; /* NULL until it was read what was begun before: nothing can be begun over it */
  AttuneCorrection *correction; /* of what is submitted, begun and not submitted; or NULL */
  gint64 text_media;  /* of what was said or written */
  gint64 text_rev;
  AttuneSheet *older; /* an earlier revision that is being read, or NULL */
  char *older_words;
  GCancellable *cancellable;

  AttuneDraftStatus asked; /* what the notice on the draft asks about */
  gint64 evaluation;
  gint64 opened_contact; /* whose recording is listened to */
  gint64 playing_note; /* whose clip was played last */
  char *wanted_place; /* where somebody was sent, until it is gone to; or NULL */
  gint64 start_us; /* where the recording begins, -1: where one was */
  guint step;      /* of opening, to do next */
  guint stepper;
  gboolean is_loading;
  gboolean is_open;     /* all that opening makes is there */
  gboolean is_gone; /* not for the person to see any more */
  gboolean is_resuming; /* what was begun before is being read */
  gboolean has_sought_leftovers;
  gboolean is_acting; /* submits, releases, voids or corrects at the moment: nothing can be edited, nor anything else begun */
  gboolean corrects; /* the correction is what is shown and written */
  gboolean has_recording;
  gboolean has_text;
  gboolean has_text_alone; /* and no recording: it is what the contact is */
  gboolean shows_guidance;
  gboolean is_divider_placed;
  gboolean may_speak; /* the workspace's policy allows it */
  gboolean was_playing; /* before one began to speak */
  guint n_note_changes; /* since answers were changed last */
  guint n_note_undone;
  guint saving_timer;
};

/* The sheet that is shown: an earlier revision's, or the one that is worked on. NULL before there is one. */
AttuneSheet *attune_evaluate_page_get_sheet (AttuneEvaluatePage *self);
/* The one that is worked on: the correction's, while there is one to write, or the draft's. NULL likewise. */
AttuneSheet *attune_evaluate_page_get_working_sheet (AttuneEvaluatePage *self);
/* It changed. */
void attune_evaluate_page_follow_sheet (AttuneEvaluatePage *self,
                                        AttuneSheetState   *old,
                                        AttuneSheetState   *now);
/* The agent's parts of the contact (AttunePart, borrowed), none where they have none any more: somebody may have had it twice.
 * Owned by the caller. */
GPtrArray *attune_evaluate_page_list_parts (AttuneEvaluatePage *self);
/* Follows the recording that is listened to, and the draft that is shown. */
void attune_evaluate_page_bind_place (AttuneEvaluatePage *self);
void attune_evaluate_page_follow_draft (AttuneEvaluatePage *self);
/* Where a note would be now: on the selection, where there is one, else on the moment; on the whole without a recording. */
void attune_evaluate_page_place_note (AttuneEvaluatePage *self);

/* In attune-evaluate-page-status.c: how it stands with the draft, and what is to be decided about it. */
void attune_evaluate_page_bind_status (GtkWidgetClass *class);
void attune_evaluate_page_follow_status (AttuneEvaluatePage *self);
void attune_evaluate_page_show_status (AttuneEvaluatePage *self);

/* In attune-evaluate-page-go-to.c: goes where somebody was sent. The last step of opening; then whenever more was read. */
void attune_evaluate_page_go_to (AttunePage *page,
                                 const char *place);
void attune_evaluate_page_end_opening (AttuneEvaluatePage *self);
void attune_evaluate_page_find_place (AttuneEvaluatePage *self);

/* In attune-evaluate-page-open.c: reads the evaluation, and makes what shows it meanwhile. */
void attune_evaluate_page_open (AttuneEvaluatePage *self);
/* It is about another contact now: opens that one's recording and text. */
void attune_evaluate_page_follow_contact (AttuneEvaluatePage *self);
/* It cannot be seen any more: it is about somebody else now. */
void attune_evaluate_page_close_draft (AttuneEvaluatePage *self,
                                       const char         *message);

/* In attune-evaluate-page-notes.c. */
void attune_evaluate_page_open_notes (AttuneEvaluatePage *self);
/* Shows a note: its row, its place on the waveform, and, with `seeks`, goes there. */
void attune_evaluate_page_choose_note (AttuneEvaluatePage *self,
                                       gint64              id,
                                       gboolean            seeks);
/* Answers were changed: what was done to notes is not the last thing any more. */
void attune_evaluate_page_leave_notes (AttuneEvaluatePage *self);
/* Where the last thing done is that a note was removed, which is offered to be undone still, or changed, undoes that. What was
 * changed before comes too where `is_any`. */
gboolean attune_evaluate_page_undo_note (AttuneEvaluatePage *self,
                                         gboolean            is_any);
gboolean attune_evaluate_page_redo_note (AttuneEvaluatePage *self);

/* In attune-evaluate-page-speech.c: notes that are spoken. */
/* attune-evaluate-page-rest.c: the rest as highest. */
void     attune_evaluate_page_install_rest (GtkWidgetClass *class);
/* Only what one evaluator judges alone: people who score the same to compare do not. Of a page with a draft. */
gboolean attune_evaluate_page_may_fill_rest (AttuneEvaluatePage *self);

void attune_evaluate_page_install_speech (GtkWidgetClass *class);
void attune_evaluate_page_open_speech (AttuneEvaluatePage *self);
void attune_evaluate_page_close_speech (AttuneEvaluatePage *self);
/* Reads what the workspace allows, which may have been changed. */
void attune_evaluate_page_load_policies (AttuneEvaluatePage *self);
/* By the rights on the evaluation, and what the workspace allows. */
void attune_evaluate_page_show_speech (AttuneEvaluatePage *self);

/* In attune-evaluate-page-note-files.c: notes into files and back. */
void attune_evaluate_page_install_note_files (GtkWidgetClass *class);
/* What was said of a file (of attune_faults_new()), a line each. Owned by the caller. */
char *attune_evaluate_page_join_remarks (GPtrArray *remarks);

/* In attune-evaluate-page-note-import.c. */
void attune_evaluate_page_install_note_import (GtkWidgetClass *class);
/* Adds the notes of a file of labels or WebVTT, and tells what became of them. */
void attune_evaluate_page_import_notes (AttuneEvaluatePage *self,
                                        GFile              *file);

/* In attune-evaluate-page-text.c: what was said or written. */
void     attune_evaluate_page_make_text (AttuneEvaluatePage *self);
/* Reads it (again), and finds its place: beside the notes, or where the recording would be. */
void     attune_evaluate_page_load_text (AttuneEvaluatePage *self);
/* The notes are others, or the draft may be written on by somebody else. */
void     attune_evaluate_page_mark_text (AttuneEvaluatePage *self);
/* What of it a note would be on, with its times where it has some; FALSE for none. */
gboolean attune_evaluate_page_place_on_text (AttuneEvaluatePage *self);
/* Brings the words of the note into view. */
void     attune_evaluate_page_show_words (AttuneEvaluatePage *self,
                                          const AttuneNote   *note);
gboolean attune_evaluate_page_search_text (AttuneEvaluatePage *self);

/* In attune-evaluate-page-refusals.c. */
/* Brings back what was typed before and could not be taken, and keeps it from now on. */
void attune_evaluate_page_resume_refusals (AttuneEvaluatePage *self);

/* In attune-evaluate-page-leftovers.c: what was being written when the evaluation ceased to be a draft. */
void attune_evaluate_page_bind_leftovers (GtkWidgetClass *class);
/* Reads what there is and shows it, once; nothing as long as it is a draft. */
void attune_evaluate_page_find_leftovers (AttuneEvaluatePage *self);
/* Of what was found, what is no part of it still. */
void attune_evaluate_page_show_leftovers (AttuneEvaluatePage *self);

/* In attune-evaluate-page-history.c. */
void attune_evaluate_page_bind_history (GtkWidgetClass *class);
void attune_evaluate_page_show_history (AttuneEvaluatePage *self);
/* Reads what became of it, and shows it. */
void attune_evaluate_page_load_history (AttuneEvaluatePage *self);
/* What is to be known of what is shown: that it is an earlier one, a correction, or a revision of what was first. */
void attune_evaluate_page_show_revision_notice (AttuneEvaluatePage *self);
/* Shows `sheet`, which `words` describe, instead of the one that is worked on, or that again (both NULL). */
void attune_evaluate_page_show_older (AttuneEvaluatePage *self,
                                      AttuneSheet        *sheet,
                                      const char         *words);

/* In attune-evaluate-page-answering.c: what the agent says to it, and their own evaluation of the contact. */
void     attune_evaluate_page_bind_answering (GtkWidgetClass *class);
/* Reads how it stands, and shows it. */
void     attune_evaluate_page_load_answering (AttuneEvaluatePage *self);
/* Shows the dispute in full. */
void     attune_evaluate_page_read_dispute (AttuneEvaluatePage *self);
/* FALSE for an action that is none of these. */
gboolean attune_evaluate_page_can_answer (AttuneEvaluatePage *self,
                                          const char         *action,
                                          gboolean           *out_is_possible);

/* In attune-evaluate-page-correct.c. */
gboolean attune_evaluate_page_may_correct (AttuneEvaluatePage *self);
/* Begins a correction, or goes on with the one that was begun. */
void     attune_evaluate_page_correct (AttuneEvaluatePage *self);
/* Asks for the reason, then submits it. */
void     attune_evaluate_page_submit_correction (AttuneEvaluatePage *self);
/* Looks for one that was begun before, once; only then one can be begun. To be called again where that failed. */
void     attune_evaluate_page_resume_correction (AttuneEvaluatePage *self);
/* From now on the window says what of it cannot be saved: nothing here does. */
void     attune_evaluate_page_tell_correction (AttuneEvaluatePage *self);
void     attune_evaluate_page_show_correction_notice (AttuneEvaluatePage *self);
void     attune_evaluate_page_answer_correction (AttuneEvaluatePage *self,
                                                 gboolean            is_first);

/* In attune-evaluate-page-listen.c: playing, by keys and buttons. */
void     attune_evaluate_page_install_listening (GtkWidgetClass *class);
void     attune_evaluate_page_install_keys      (AttuneEvaluatePage *self);

/* In attune-evaluate-page-submit.c: submitting, releasing, moving, voiding. */
void     attune_evaluate_page_install_submitting (GtkWidgetClass *class);
/* FALSE for an action that is none of these, and not submitting itself. */
gboolean attune_evaluate_page_can_act (AttuneEvaluatePage *self,
                                       const char         *action,
                                       gboolean           *out_is_possible);

/* In attune-evaluate-page-actions.c. */
void     attune_evaluate_page_install_actions (GtkWidgetClass *class);
gboolean attune_evaluate_page_press_key (AttuneEvaluatePage *self,
                                         guint               key,
                                         GdkModifierType     state);
/* Which of the actions can be run, given what is shown. */
void     attune_evaluate_page_update_actions (AttuneEvaluatePage *self);
