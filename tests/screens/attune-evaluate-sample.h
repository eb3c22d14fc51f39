/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluate-page-private.h"
#include "attune-sample.h"

/* A form of one question. */
#define ATTUNE_EVALUATE_SAMPLE_SHORT                                                             \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"short\",\"title\":\"Short\",\"sections\":" \
  "[{\"id\":\"a\",\"title\":\"A\",\"questions\":[{\"id\":\"q\",\"type\":\"yes_no\","             \
  "\"title\":\"Question\",\"comment\":\"optional\"}]}]}"

/* A contact and a draft of its evaluation by the analyst, and the page on it in a window. */
typedef struct
{
  AttuneStoreFixture store;
  AttuneSample sample;
  AttuneContext *context;
  gint64 form;
  gint64 interaction;
  gint64 start_us; /* where the page is asked to begin, 0: where one was */
  gint64 evaluation;
  GtkWindow *window;
  AttuneEvaluatePage *page;
} AttuneEvaluateSample;

/* With `recording` (nullable) as the file of the contact's sound, and `form` ("calls") or a document of one's own. */
void attune_evaluate_sample_set_up    (AttuneEvaluateSample *self,
                                       const char           *recording,
                                       const char           *form);
/* Between the first and the second: with settings of one's own. */
void attune_evaluate_sample_set_settings (AttuneEvaluateSample *self,
                                          GSettings            *settings);
/* Opens the page in a window of its own and waits until all of it is there. */
void attune_evaluate_sample_show      (AttuneEvaluateSample *self,
                                       int                   width,
                                       int                   height);
/* Leaves the page as the window does, destroys it and asserts that nothing holds it. */
void attune_evaluate_sample_hide      (AttuneEvaluateSample *self);
void attune_evaluate_sample_tear_down (AttuneEvaluateSample *self);
/* The first two, and the last two. */
void attune_evaluate_sample_open      (AttuneEvaluateSample *self,
                                       const char           *recording,
                                       const char           *form);
void attune_evaluate_sample_close     (AttuneEvaluateSample *self);

/* Runs the main loop until `is_reached` of `data`; fails the test after a minute. */
void attune_evaluate_sample_wait      (gboolean (*is_reached) (gpointer data),
                                       gpointer data);

/* Has the key pressed or let go on the keyboard, and waits until the window that is active has seen it. */
void attune_evaluate_sample_set_key   (guint    key,
                                       gboolean is_down);

/* What can be waited for; `self` is an AttuneEvaluateSample. */
gboolean attune_evaluate_sample_has_talk_map (gpointer self);
gboolean attune_evaluate_sample_has_note     (gpointer self);
gboolean attune_evaluate_sample_has_two_notes (gpointer self);
/* Whether nothing of the notes is still to be kept. */
gboolean attune_evaluate_sample_has_kept_notes (gpointer self);
gboolean attune_evaluate_sample_is_saved     (gpointer self);
gboolean attune_evaluate_sample_is_read_only (gpointer self);

/* What people do there. */
void attune_evaluate_sample_act        (AttuneEvaluateSample *self,
                                        const char           *action);
void attune_evaluate_sample_press      (AttuneEvaluateSample *self,
                                        guint                 key);
void attune_evaluate_sample_seek       (AttuneEvaluateSample *self,
                                        gint64                at_us);
/* Types `text` into the entry that notes are written in, as if letter by letter; send_note presses Return in it. */
void attune_evaluate_sample_write_note (AttuneEvaluateSample *self,
                                        const char           *text);
void attune_evaluate_sample_send_note  (AttuneEvaluateSample *self);
/* Without being asked, and waits until it is done. */
void attune_evaluate_sample_submit     (AttuneEvaluateSample *self);

/* What is to be seen there: the question that is looked at, its number; ATTUNE_FORM_NONE is no option. */
AttuneSheetState *attune_evaluate_sample_get_state      (AttuneEvaluateSample *self);
AttuneAnswers    *attune_evaluate_sample_get_answers    (AttuneEvaluateSample *self);
guint             attune_evaluate_sample_get_question   (AttuneEvaluateSample *self);
guint             attune_evaluate_sample_get_option     (AttuneEvaluateSample *self,
                                                         guint                 question);
AttunePlayer     *attune_evaluate_sample_get_player     (AttuneEvaluateSample *self);
AttuneWaveView   *attune_evaluate_sample_get_view       (AttuneEvaluateSample *self);
gint64            attune_evaluate_sample_get_position   (AttuneEvaluateSample *self);
gpointer          attune_evaluate_sample_get_note_entry (AttuneEvaluateSample *self);
const AttuneNote *attune_evaluate_sample_get_first_note (AttuneEvaluateSample *self);
GtkWidget        *attune_evaluate_sample_get_focus      (AttuneEvaluateSample *self);
gboolean          attune_evaluate_sample_is_focus_in    (AttuneEvaluateSample *self,
                                                         gpointer              widget);

/* A form of yes-or-no questions with guidance, for set_up; free it with g_free(). */
char *attune_evaluate_sample_write_form (int n_sections,
                                         int n_questions);
