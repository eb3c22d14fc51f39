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

#define N_CHOICES (ATTUNE_DECISION_OTHERWISE + 1)

/* A disputed question, or one that is asked only after what is decided: that has no choices, only an answer. */
typedef struct
{
  guint question;
  const AttuneDisputeAnswer
    *disputed;      /* borrowed from the dispute, NULL of what is asked further */
  GtkWidget *group; /* borrowed, as all below */
  GtkCheckButton *choices[N_CHOICES];
  GtkWidget *picker;
  GtkEditable *remark;
} Item;

/* What the window works on: its data. */
typedef struct
{
  AttuneAnswerDialog *dialog; /* borrowed */
  AttuneContext *context;
  AttuneDispute *dispute;
  AttuneAnswers *given;
  AttuneSheet *other; /* the answers of who decides, where they are neither given nor proposed */
  GPtrArray *items;   /* Item */
  gboolean is_updating;
} Deciding;

static void
free_deciding (gpointer data)
{
  Deciding *self = data;

  g_signal_handlers_disconnect_by_data (self->other, self);
  g_object_unref (self->context);
  attune_dispute_free (self->dispute);
  attune_answers_unref (self->given);
  g_object_unref (self->other);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/* --- What is decided --- */

static int
find_choice (const Item *item)
{
  if (item->disputed == NULL)
    return ATTUNE_DECISION_OTHERWISE;
  for (int i = 0; i < N_CHOICES; i++)
    if (gtk_check_button_get_active (item->choices[i]))
      return i;
  return ATTUNE_DECISION_NONE;
}

static gboolean
is_answered (Deciding *self, const Item *item)
{
  const AttuneAnswer *answer = attune_answers_get (attune_sheet_get_answers (self->other),
                                                   item->question);

  return answer->has_value || answer->na;
}

/* A decision, or NULL where there is none yet. */
static AttuneDisputeAnswer *
read_decision (Deciding *self, const Item *item)
{
  AttuneForm *form = attune_answers_get_form (self->given);
  int choice = find_choice (item);
  g_autofree char *decided = NULL;
  g_autofree char *remark = NULL;
  AttuneDisputeAnswer *decision;

  if (choice == ATTUNE_DECISION_NONE ||
      (choice == ATTUNE_DECISION_OTHERWISE && !is_answered (self, item)))
    return NULL;
  decision = attune_dispute_answer_new (attune_form_get_question (form, item->question)->id,
                                        item->disputed != NULL ? item->disputed->proposed : NULL,
                                        NULL);
  if (choice == ATTUNE_DECISION_OTHERWISE)
    decided = attune_dispute_extract (attune_sheet_get_answers (self->other), item->question);
  remark = item->remark != NULL ? g_strstrip (g_strdup (gtk_editable_get_text (item->remark)))
                                : g_strdup ("");
  attune_dispute_answer_decide (decision, (AttuneDecision) choice, decided, remark);
  return decision;
}

/* All that is decided; `out_n_open` is how many are not. What was asked further and is not any more is left out. */
static GPtrArray *
read_decisions (Deciding *self, guint *out_n_open)
{
  GPtrArray *decisions = g_ptr_array_new_with_free_func (
    (GDestroyNotify) attune_dispute_answer_free);

  *out_n_open = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);
      AttuneDisputeAnswer *decision = gtk_widget_get_visible (item->group)
                                        ? read_decision (self, item)
                                        : NULL;

      if (decision != NULL)
        g_ptr_array_add (decisions, decision);
      else if (item->disputed != NULL)
        (*out_n_open)++;
    }
  return decisions;
}

static char *
describe_score (AttuneSheetState *state)
{
  return attune_score_to_words (
    attune_score_get_figures (attune_sheet_state_get_score (state))->score,
    attune_form_get_pass (attune_sheet_state_get_form (state)));
}

/* What the score becomes, or what keeps it from being decided. */
static char *
outcome_to_words (Deciding *self, AttuneSheetState *resolved, guint n_open)
{
  g_autoptr (AttuneSheetState) given = attune_sheet_state_new (self->given, FALSE);
  g_autofree char *before = describe_score (given);
  g_autofree char *after = describe_score (resolved);
  g_autofree char *outcome = attune_outcome_to_words (resolved);

  if (n_open > 0)
    return g_strdup_printf (ngettext ("%u answer is left to decide. So far: %s of 100, before %s",
                                      "%u answers are left to decide. So far: %s of 100, before %s",
                                      n_open),
                            n_open, after, before);
  if (attune_sheet_state_count_missing (resolved) > 0)
    return attune_missing_to_words (resolved);
  /* Translators: the score as it becomes, the one before, and the outcome. */
  return g_strdup_printf (_ ("%1$s of 100, before %2$s  %3$s"), after, before, outcome);
}

/* --- Its questions --- */

static void update (Deciding *self);

static GtkWidget *
make_picker (Deciding *self, guint question)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *picker = attune_answer_picker_new (self->other, question);

  gtk_widget_set_margin_top (picker, 9);
  gtk_widget_set_margin_bottom (picker, 9);
  gtk_widget_set_margin_start (picker, 12);
  gtk_widget_set_margin_end (picker, 12);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), picker);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
add_choice (Deciding *self, Item *item, AttuneDecision decision, const char *words)
{
  GtkWidget *row = adw_action_row_new ();
  GtkCheckButton *button = GTK_CHECK_BUTTON (gtk_check_button_new ());

  item->choices[decision] = button;
  if (decision > 0)
    gtk_check_button_set_group (button, item->choices[0]);
  gtk_widget_set_valign (GTK_WIDGET (button), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), GTK_WIDGET (button));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (button));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (item->group), row);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (update), self);
}

static void
add_remark (Deciding *self, Item *item)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Remark (Optional)"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (item->group), row);
  item->remark = GTK_EDITABLE (row);
}

static Item *
add_item (Deciding *self, guint question, const char *description)
{
  const AttuneFormQuestion *asked = attune_form_get_question (attune_answers_get_form (self->given),
                                                              question);
  g_autofree char *title = g_markup_escape_text (attune_form_name_title (asked->title), -1);
  g_autofree char *escaped = g_markup_escape_text (description, -1);
  Item *item = g_new0 (Item, 1);

  item->question = question;
  item->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (item->group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (item->group), escaped);
  g_ptr_array_add (self->items, item);
  attune_answer_dialog_add (self->dialog, item->group);
  return item;
}

static void
add_disputed (Deciding *self, const AttuneDisputeAnswer *disputed)
{
  AttuneForm *form = attune_answers_get_form (self->given);
  guint question = attune_form_find_question (form, disputed->question);
  g_autofree char *given = NULL;
  g_autofree char *proposed = attune_document_to_words (form, disputed->proposed,
                                                        disputed->question);
  g_autofree char *keep = NULL;
  g_autofree char *take = g_strdup_printf (_ ("As Proposed: %s"), proposed);
  g_autofree char *reason = g_strdup_printf ("“%s”", disputed->reason);
  Item *item;

  if (question == ATTUNE_FORM_NONE)
    return;
  given = attune_given_to_words (self->given, question);
  keep = g_strdup_printf (_ ("Keep: %s"), given);
  item = add_item (self, question, reason);
  item->disputed = disputed;
  add_choice (self, item, ATTUNE_DECISION_KEEP, keep);
  add_choice (self, item, ATTUNE_DECISION_AS_PROPOSED, take);
  add_choice (self, item, ATTUNE_DECISION_OTHERWISE, _ ("Other…"));
  item->picker = make_picker (self, question);
  gtk_widget_set_visible (item->picker, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (item->group), item->picker);
  add_remark (self, item);
}

static Item *
find_item (Deciding *self, guint question)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      if (item->question == question)
        return item;
    }
  return NULL;
}

/* What is asked because of what is decided, as long as it is. */
static void
show_further (Deciding *self, AttuneAnswers *resolved)
{
  guint n = attune_form_get_n_questions (attune_answers_get_form (resolved));

  for (guint i = 0; i < n; i++)
    {
      gboolean is_asked = (attune_answers_get_state (self->given, i) & ATTUNE_STATE_SHOWN) == 0 &&
                          (attune_answers_get_state (resolved, i) & ATTUNE_STATE_SHOWN) != 0;
      Item *item = find_item (self, i);

      if (item == NULL && is_asked)
        {
          item = add_item (self, i, _ ("Asked only after what is decided above."));
          item->picker = make_picker (self, i);
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (item->group), item->picker);
        }
      if (item != NULL && item->disputed == NULL)
        gtk_widget_set_visible (item->group, is_asked);
    }
}

static void
show_pickers (Deciding *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);

      gtk_widget_set_visible (item->picker, find_choice (item) == ATTUNE_DECISION_OTHERWISE);
    }
}

static void
update (Deciding *self)
{
  guint n_open;
  g_autoptr (GPtrArray) decisions = NULL;
  g_autoptr (AttuneAnswers) resolved = NULL;
  g_autoptr (AttuneSheetState) state = NULL;
  g_autofree char *words = NULL;

  if (self->is_updating)
    return;
  self->is_updating = TRUE;
  show_pickers (self);
  decisions = read_decisions (self, &n_open);
  resolved = attune_dispute_resolve (self->given, decisions, NULL);
  if (resolved != NULL)
    {
      show_further (self, resolved);
      state = attune_sheet_state_new (resolved, FALSE);
      words = outcome_to_words (self, state, n_open);
    }
  attune_answer_dialog_show_outcome (self->dialog, words,
                                     state != NULL && n_open == 0 &&
                                       attune_sheet_state_count_missing (state) == 0);
  self->is_updating = FALSE;
}

/* --- Deciding --- */

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAnswerDialog) dialog = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  Deciding *self;

  attune_store_decide_dispute_finish (ATTUNE_STORE (source), result, &error);
  if (dialog == NULL)
    return;
  self = g_object_get_data (G_OBJECT (dialog), "deciding");
  attune_answer_dialog_end (dialog, self->context, error, _ ("The dispute was not decided"),
                            _ ("The dispute is decided."));
}

static void
accepted_cb (Deciding *self)
{
  guint n_open;
  g_autoptr (GPtrArray) decisions = read_decisions (self, &n_open);
  g_autofree char *whole = attune_answer_dialog_dup_whole (self->dialog);

  attune_answer_dialog_set_is_busy (self->dialog, TRUE);
  attune_store_decide_dispute_async (attune_context_get_store (self->context),
                                     attune_context_get_actor (self->context), self->dispute->id,
                                     self->dispute->rev, decisions, whole, NULL, decided_cb,
                                     attune_weak_new (self->dialog));
}

static AttuneAnswerDialog *
make_dialog (GtkWidget *parent, const AttuneDispute *dispute)
{
  g_autofree char *lead = dispute->reason[0] != '\0' ? g_strdup_printf ("“%s”", dispute->reason)
                                                     : NULL;

  return attune_answer_dialog_new (parent, &(AttuneAnswerDialogText){
                                             .title = _ ("Decide the Dispute"),
                                             .subtitle = dispute->agent_name,
                                             .accept = _ ("_Decide"),
                                             .lead = lead,
                                             .whole = _ ("Remark on the Whole (Optional)"),
                                           });
}

GtkWidget *
attune_decide_dialog_open (GtkWidget *parent,
                           AttuneContext *context,
                           const AttuneDispute *dispute,
                           AttuneForm *form)
{
  AttuneAnswers *given = attune_answers_from_json (form, dispute->given, -1, NULL);
  Deciding *self;

  g_return_val_if_fail (given != NULL, NULL);

  self = g_new0 (Deciding, 1);
  self->dialog = make_dialog (parent, dispute);
  self->context = g_object_ref (context);
  self->dispute = attune_dispute_copy (dispute);
  self->given = given;
  self->other = attune_sheet_new (given, TRUE);
  self->items = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->dispute->answers->len; i++)
    add_disputed (self, g_ptr_array_index (self->dispute->answers, i));
  g_signal_connect_swapped (self->other, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->dialog, "accepted", G_CALLBACK (accepted_cb), self);
  g_object_set_data_full (G_OBJECT (self->dialog), "deciding", self, free_deciding);
  update (self);
  attune_answer_dialog_open (self->dialog);
  return GTK_WIDGET (self->dialog);
}
