/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-dispute-dialog.h"

#include "attune-answer-dialog.h"
#include "attune-answer-picker.h"
#include "attune-answering-words.h"
#include "attune-evaluate-words.h"
#include "attune-form-names.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

/* Questions made in one turn of the loop. */
#define ROWS_A_TURN 8

/* A question that can be disputed. */
typedef struct
{
  guint question;
  AdwExpanderRow *row;    /* borrowed */
  AdwPreferencesRow *why; /* borrowed, NULL until it is ticked for the first time */
} Item;

/* What the window works on: its data. */
typedef struct
{
  AttuneAnswerDialog *dialog; /* borrowed */
  AttuneContext *context;
  gint64 evaluation;
  gint64 rev;
  AttuneAnswers *given;
  AttuneSheet *sheet;         /* as it would be if all of it were accepted */
  AdwPreferencesGroup *group; /* borrowed */
  GPtrArray *items;           /* Item */
  guint next;                 /* the question to make a row of */
  guint source;
} Disputing;

static void
free_disputing (gpointer data)
{
  Disputing *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->sheet, self);
  g_object_unref (self->context);
  attune_answers_unref (self->given);
  g_object_unref (self->sheet);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/* --- What would come of it --- */

static char *
dup_why (const Item *item)
{
  return item->why != NULL
           ? g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (item->why))))
           : g_strdup ("");
}

static gboolean
is_whole (Disputing *self, const Item *item)
{
  AttuneAnswers *answers = attune_sheet_get_answers (self->sheet);
  const AttuneAnswer *answer = attune_answers_get (answers, item->question);
  g_autofree char *why = dup_why (item);

  return (answer->has_value || answer->na) && why[0] != '\0' &&
         attune_dispute_proposes_anew (self->given, answers, item->question);
}

static char *
outcome_to_words (Disputing *self)
{
  AttuneSheetState *state = attune_sheet_get_state (self->sheet);
  gint64 pass = attune_form_get_pass (attune_sheet_state_get_form (state));
  g_autofree char *score = attune_score_to_words (
    attune_score_get_figures (attune_sheet_state_get_score (state))->score, pass);
  g_autofree char *outcome = attune_outcome_to_words (state);

  /* Translators: the score and its outcome. */
  return g_strdup_printf (_ ("If it is all accepted: %1$s of 100  %2$s"), score, outcome);
}

static void
update (Disputing *self)
{
  const char *lacking = NULL;
  g_autofree char *words = NULL;
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);

      if (!adw_expander_row_get_enable_expansion (item->row))
        continue;
      n++;
      if (lacking == NULL && !is_whole (self, item))
        lacking = attune_form_get_question (attune_sheet_get_form (self->sheet), item->question)
                    ->title;
    }
  if (n == 0)
    words = g_strdup (_ ("Switch on each question that should be answered otherwise."));
  else if (lacking != NULL)
    words = g_strdup_printf (_ ("“%s” needs another answer, and the reason for it."), lacking);
  else
    words = outcome_to_words (self);
  attune_answer_dialog_show_outcome (self->dialog, words, n > 0 && lacking == NULL);
}

/* --- Its questions --- */

static GtkWidget *
make_picker_row (AttuneSheet *sheet, guint question)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *picker = attune_answer_picker_new (sheet, question);

  gtk_widget_set_margin_top (picker, 9);
  gtk_widget_set_margin_bottom (picker, 9);
  gtk_widget_set_margin_start (picker, 12);
  gtk_widget_set_margin_end (picker, 12);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), picker);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

/* What is proposed is made when it is asked for. */
static void
fill (Disputing *self, Item *item)
{
  item->why = ADW_PREFERENCES_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (item->why, _ ("Why"));
  adw_expander_row_add_row (item->row, make_picker_row (self->sheet, item->question));
  adw_expander_row_add_row (item->row, GTK_WIDGET (item->why));
  g_signal_connect_swapped (item->why, "changed", G_CALLBACK (update), self);
}

static Item *
find_item (Disputing *self, AdwExpanderRow *row)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      if (item->row == row)
        return item;
    }
  return NULL;
}

static void
ticked_cb (Disputing *self, GParamSpec *pspec, AdwExpanderRow *row)
{
  Item *item = find_item (self, row);
  gboolean is_ticked = adw_expander_row_get_enable_expansion (row);
  g_autoptr (AttuneAnswers) back = NULL;

  if (is_ticked && item->why == NULL)
    fill (self, item);
  if (!is_ticked)
    {
      back = attune_answers_with_taken (attune_sheet_get_answers (self->sheet), item->question,
                                        self->given);
      attune_sheet_edit (self->sheet, back);
    }
  adw_expander_row_set_expanded (row, is_ticked);
  update (self);
}

static void
add_question (Disputing *self, guint question)
{
  const AttuneFormQuestion *asked = attune_form_get_question (attune_answers_get_form (self->given),
                                                              question);
  g_autofree char *answer = attune_given_to_words (self->given, question);
  g_autofree char *given = g_strdup_printf (_ ("Given: %s"), answer);
  Item *item = g_new0 (Item, 1);

  item->question = question;
  item->row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (item->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (item->row),
                                 attune_form_name_title (asked->title));
  adw_expander_row_set_subtitle (item->row, given);
  adw_expander_row_set_show_enable_switch (item->row, TRUE);
  adw_expander_row_set_enable_expansion (item->row, FALSE);
  adw_preferences_group_add (self->group, GTK_WIDGET (item->row));
  g_ptr_array_add (self->items, item);
  g_signal_connect_data (item->row, "notify::enable-expansion", G_CALLBACK (ticked_cb), self, NULL,
                         G_CONNECT_SWAPPED);
}

static gboolean
make_cb (gpointer data)
{
  Disputing *self = data;
  guint n = attune_form_get_n_questions (attune_answers_get_form (self->given));

  for (guint made = 0; self->next < n && made < ROWS_A_TURN; self->next++)
    {
      if ((attune_answers_get_state (self->given, self->next) & ATTUNE_STATE_SHOWN) == 0)
        continue;
      add_question (self, self->next);
      made++;
    }
  if (self->next < n)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

/* --- Opening the dispute --- */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAnswerDialog) dialog = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  Disputing *self;

  attune_store_open_dispute_finish (ATTUNE_STORE (source), result, &error);
  if (dialog == NULL)
    return;
  self = g_object_get_data (G_OBJECT (dialog), "disputing");
  attune_answer_dialog_end (dialog, self->context, error, _ ("The dispute was not opened"),
                            _ ("Your dispute is open. Somebody other than the evaluator decides."));
}

static void
accepted_cb (Disputing *self)
{
  g_autoptr (GPtrArray)
    answers = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_dispute_answer_free);
  AttuneAnswers *proposed = attune_sheet_get_answers (self->sheet);
  g_autofree char *whole = attune_answer_dialog_dup_whole (self->dialog);

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);
      g_autofree char *document = NULL;
      g_autofree char *why = dup_why (item);

      if (!adw_expander_row_get_enable_expansion (item->row))
        continue;
      document = attune_dispute_extract (proposed, item->question);
      g_ptr_array_add (
        answers,
        attune_dispute_answer_new (
          attune_form_get_question (attune_sheet_get_form (self->sheet), item->question)->id,
          document, why));
    }
  attune_answer_dialog_set_is_busy (self->dialog, TRUE);
  attune_store_open_dispute_async (attune_context_get_store (self->context),
                                   attune_context_get_actor (self->context), self->evaluation,
                                   self->rev, answers, whole, NULL, opened_cb,
                                   attune_weak_new (self->dialog));
}

static AttuneAnswerDialog *
make_dialog (GtkWidget *parent, AttuneContext *context, const char *agent, gint64 deadline)
{
  g_autofree char *day = attune_deadline_to_words (deadline,
                                                   attune_context_get_time_zone (context));
  g_autofree char *lead = g_strdup_printf (
    _ ("You can dispute an evaluation once, this one until %s. Propose the answers that should "
       "stand instead, and say why."),
    day);

  return attune_answer_dialog_new (parent, &(AttuneAnswerDialogText){
                                             .title = _ ("Dispute the Evaluation"),
                                             .subtitle = agent,
                                             .accept = _ ("_Dispute"),
                                             .lead = lead,
                                             .whole = _ ("To Whoever Decides (Optional)"),
                                           });
}

GtkWidget *
attune_dispute_dialog_open (GtkWidget *parent,
                            AttuneContext *context,
                            const AttuneEvaluation *evaluation,
                            AttuneAnswers *given,
                            gint64 deadline)
{
  Disputing *self = g_new0 (Disputing, 1);

  self->dialog = make_dialog (parent, context, evaluation->row->form_title, deadline);
  self->context = g_object_ref (context);
  self->evaluation = evaluation->row->id;
  self->rev = evaluation->row->rev;
  self->given = attune_answers_ref (given);
  self->sheet = attune_sheet_new (given, TRUE);
  self->items = g_ptr_array_new_with_free_func (g_free);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  attune_answer_dialog_add (self->dialog, GTK_WIDGET (self->group));
  g_signal_connect_swapped (self->sheet, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->dialog, "accepted", G_CALLBACK (accepted_cb), self);
  g_object_set_data_full (G_OBJECT (self->dialog), "disputing", self, free_disputing);
  if (make_cb (self))
    self->source = g_idle_add (make_cb, self);
  update (self);
  attune_answer_dialog_open (self->dialog);
  return GTK_WIDGET (self->dialog);
}
