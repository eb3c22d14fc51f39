/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-window.h"

/* What the files of scenes have in common. */

/* How long a screen gets to load and to settle. */
#define SHOTS_SETTLE_MS 1500

void       shots_settle      (guint milliseconds);
/* The dialog above the window; the window itself where there is none. */
GtkWidget *shots_find_dialog (AttuneWindow *window);

/* shots-text.c: what a search finds, and what none does. */
GtkWidget *shots_search         (AttuneWindow *window);
GtkWidget *shots_search_nothing (AttuneWindow *window);

/* The person of that external id. */
gint64     shots_find_actor  (AttuneContext *context,
                              const char    *external_id);

/* shots-forms.c: a form being made, each giving the window to draw. */
GtkWidget *shots_design              (AttuneWindow *window);
GtkWidget *shots_make_form           (AttuneWindow *window);
GtkWidget *shots_name_bands          (AttuneWindow *window);
GtkWidget *shots_pick_condition      (AttuneWindow *window);
GtkWidget *shots_preview_form        (AttuneWindow *window);
GtkWidget *shots_preview_revision    (AttuneWindow *window);
GtkWidget *shots_select_several      (AttuneWindow *window);
GtkWidget *shots_choose_answers      (AttuneWindow *window);
GtkWidget *shots_show_form_changes   (AttuneWindow *window);
GtkWidget *shots_show_option_details (AttuneWindow *window);

/* shots-intake.c: forms on their way in, likewise. */
GtkWidget *shots_show_import_amazon   (AttuneWindow *window);
GtkWidget *shots_show_import_existing (AttuneWindow *window);
GtkWidget *shots_show_import_faults   (AttuneWindow *window);
GtkWidget *shots_show_import_paste    (AttuneWindow *window);
GtkWidget *shots_show_import_table    (AttuneWindow *window);
GtkWidget *shots_show_templates       (AttuneWindow *window);

/* shots-model.c: the interaction model, likewise. */
GtkWidget *shots_edit_model           (AttuneWindow *window);
GtkWidget *shots_show_model_conflict  (AttuneWindow *window);
GtkWidget *shots_show_model_editor    (AttuneWindow *window);
GtkWidget *shots_show_model_picture   (AttuneWindow *window);
GtkWidget *shots_show_model_questions (AttuneWindow *window);
GtkWidget *shots_show_model_start     (AttuneWindow *window);
GtkWidget *shots_show_model_table     (AttuneWindow *window);

/* shots-lab.c: the Form Lab of a changed draft, likewise. */
GtkWidget *shots_show_lab_findings (AttuneWindow *window);
GtkWidget *shots_show_lab_new      (AttuneWindow *window);
GtkWidget *shots_show_lab_running  (AttuneWindow *window);
GtkWidget *shots_show_lab_sections (AttuneWindow *window);
GtkWidget *shots_show_lab_table    (AttuneWindow *window);
GtkWidget *shots_show_lab_use      (AttuneWindow *window);
GtkWidget *shots_show_lab_weights  (AttuneWindow *window);
GtkWidget *shots_show_lab_what_if  (AttuneWindow *window);

/* shots-settings.c: what can be set about a form and a question, likewise. */
GtkWidget *shots_show_behaviour (AttuneWindow *window);
GtkWidget *shots_show_contacts  (AttuneWindow *window);
GtkWidget *shots_show_preset    (AttuneWindow *window);

/* shots-listen.c: listening, and the preferences, likewise. */
GtkWidget *shots_zoom_in       (AttuneWindow *window);
GtkWidget *shots_ask_side      (AttuneWindow *window);
GtkWidget *shots_show_playback (AttuneWindow *window);
GtkWidget *shots_show_keys     (AttuneWindow *window);

/* shots-answering.c: evaluations that are answered, and what answers them. */
gint64     shots_find_unacknowledged (AttuneContext *context);
gint64     shots_find_disputed       (AttuneContext *context);
gint64     shots_find_own            (AttuneContext *context);
GtkWidget *shots_show_dispute        (AttuneWindow *window);
GtkWidget *shots_show_decide         (AttuneWindow *window);
GtkWidget *shots_show_both_sides     (AttuneWindow *window);
GtkWidget *shots_show_submit         (AttuneWindow *window);
GtkWidget *shots_show_submit_day     (AttuneWindow *window);
GtkWidget *shots_show_move           (AttuneWindow *window);

/* shots-work.c: what waits, and giving it to others, likewise. */
GtkWidget *shots_show_given  (AttuneWindow *window);
GtkWidget *shots_show_change (AttuneWindow *window);
GtkWidget *shots_show_assign (AttuneWindow *window);

/* shots-text.c: what was said or written, being evaluated, likewise; and the drafts on a chat and an e-mail. */
gint64     shots_find_chat         (AttuneContext *context);
gint64     shots_find_letter       (AttuneContext *context);
GtkWidget *shots_search_transcript (AttuneWindow *window);
GtkWidget *shots_show_chat         (AttuneWindow *window);
GtkWidget *shots_show_transcript   (AttuneWindow *window);
