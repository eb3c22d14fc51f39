/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-question-scope.h"

#include "attune-choice-item.h"
#include "attune-choice-row.h"
#include "attune-condition-editor.h"
#include "attune-form-describe.h"
#include "attune-let-go.h"
#include "attune-option-row.h"
#include "attune-scale-choices.h"

#include <glib/gi18n.h>

struct _AttuneQuestionScope
{
  AttuneFormScope parent_instance;

  /* borrowed */
  GtkListBox *options;
  AdwPreferencesGroup *options_group;
  GtkWidget *scoring_group;
  AdwActionRow *weight_row;
  AttuneConditionEditor *condition;
  GtkWidget *fail_below_row;
  GtkWidget *decimals_row;
  GtkWidget *add_option;
  AttuneChoiceRow *behaviour;
  AttuneChoiceRow *answers; /* what it can take them from */

  /* owned */
  AttuneForm *form;   /* that is shown */
  AttuneModel *model; /* NULL for none */
  char *measured;     /* the id of the behaviour that is shown, NULL for none */
};

G_DEFINE_FINAL_TYPE (AttuneQuestionScope, attune_question_scope, ATTUNE_TYPE_FORM_SCOPE)

static void
add_option_cb (AttuneQuestionScope *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.add-option", "s",
                              attune_form_scope_get_element (ATTUNE_FORM_SCOPE (self)));
}

/* The answer below, or where there is none another; an empty one leads to the way to that. */
static void
option_done_cb (AttuneQuestionScope *self, AttuneOptionRow *option)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (option), GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *next = gtk_widget_get_next_sibling (row);

  if (next != NULL && gtk_widget_get_visible (next))
    attune_option_row_enter (
      ATTUNE_OPTION_ROW (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (next))));
  else if (gtk_widget_get_visible (self->add_option) && attune_option_row_is_empty (option))
    gtk_widget_grab_focus (self->add_option);
  else if (gtk_widget_get_visible (self->add_option))
    add_option_cb (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (row)), GTK_DIR_TAB_FORWARD);
}

/* Yes and no are all there is to say to such a question. */
static gboolean
may_have_more (const AttuneFormQuestion *question)
{
  return question->type != ATTUNE_QUESTION_YES_NO || question->n_options < 2;
}

static GtkWidget *
create_row (AttuneQuestionScope *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *option = attune_option_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), option);
  g_signal_connect_object (option, "done", G_CALLBACK (option_done_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static AttuneOptionRow *
get_row (AttuneQuestionScope *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->options, (int) index);

  return row != NULL ? ATTUNE_OPTION_ROW (gtk_list_box_row_get_child (row)) : NULL;
}

/* Beside a row, as its data: where it stands among them. */
#define RANK "attune-rank"

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  guint left = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (a), RANK));
  guint right = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (b), RANK));

  return (left > right) - (left < right);
}

/* Takes the row of that option out of `rows`, or NULL. */
static GtkWidget *
take_row (GPtrArray *rows, const AttuneFormQuestion *question, const AttuneFormOption *option)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GtkListBoxRow *row = g_ptr_array_index (rows, i);

      if (attune_option_row_is_of (ATTUNE_OPTION_ROW (gtk_list_box_row_get_child (row)), question,
                                   option))
        return g_ptr_array_steal_index (rows, i);
    }
  return NULL;
}

/* An option that was moved takes its row along, with the keys and what is open there; the rows that are left over go to
 * the options that are, in their order. */
static void
arrange_rows (AttuneQuestionScope *self, const AttuneFormQuestion *question)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree gpointer *placed = g_new0 (gpointer, question->n_options + 1);
  GtkListBoxRow *row;
  guint rank = 0;

  for (guint i = 0; (row = gtk_list_box_get_row_at_index (self->options, (int) i)) != NULL; i++)
    g_ptr_array_add (rows, row);
  for (guint i = 0; i < question->n_options; i++)
    placed[i] = take_row (rows, question, &question->options[i]);
  for (guint i = 0; i < question->n_options; i++)
    {
      if (placed[i] == NULL && rows->len > 0)
        placed[i] = g_ptr_array_steal_index (rows, 0);
      if (placed[i] != NULL)
        g_object_set_data (placed[i], RANK, GUINT_TO_POINTER (rank++));
    }
  for (guint i = 0; i < rows->len; i++)
    g_object_set_data (g_ptr_array_index (rows, i), RANK, GUINT_TO_POINTER (rank + i));
  gtk_list_box_invalidate_sort (self->options);
}

/* The rank of the row with the keys, or G_MAXUINT. */
static guint
find_focused (AttuneQuestionScope *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *option = focus != NULL ? gtk_widget_get_ancestor (focus, ATTUNE_TYPE_OPTION_ROW)
                                    : NULL;

  if (option == NULL || !gtk_widget_is_ancestor (option, GTK_WIDGET (self->options)))
    return G_MAXUINT;
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (gtk_widget_get_parent (option)), RANK));
}

/* The keys go on to the answer that has come into the place of the one that is gone, or to the last. */
static void
leave_row (AttuneQuestionScope *self, const AttuneFormQuestion *question, guint rank)
{
  AttuneOptionRow *next = question->n_options > 0
                            ? get_row (self, MIN (rank, question->n_options - 1))
                            : NULL;

  if (next != NULL)
    attune_option_row_enter (next);
  else
    gtk_widget_grab_focus (self->add_option);
}

/* One row an option; those there are kept, so that the cursor stays where somebody types, and for another question. */
static void
show_options (AttuneQuestionScope *self, AttuneForm *form, const AttuneFormQuestion *question)
{
  guint focused = find_focused (self);
  gboolean is_left = FALSE;
  GtkListBoxRow *row;

  arrange_rows (self, question);
  for (guint i = 0; (row = gtk_list_box_get_row_at_index (self->options, (int) i)) != NULL; i++)
    {
      if (i < question->n_options)
        attune_option_row_update (get_row (self, i), form, question->index, i);
      else if (attune_let_go_of_focus (GTK_WIDGET (row)))
        is_left = TRUE;
      gtk_widget_set_visible (GTK_WIDGET (row), i < question->n_options);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->options), question->n_options > 0);
  if (is_left)
    leave_row (self, question, focused);
}

/* Another row, which takes a moment. */
static gboolean
attune_question_scope_add_next (AttuneFormScope *scope, AttuneForm *form)
{
  AttuneQuestionScope *self = ATTUNE_QUESTION_SCOPE (scope);
  guint index = attune_form_find_question (form, attune_form_scope_get_element (scope));
  const AttuneFormQuestion *question = attune_form_get_question (form, index);

  for (guint i = 0; i < question->n_options; i++)
    if (get_row (self, i) == NULL)
      {
        GtkWidget *row = create_row (self);

        g_object_set_data (G_OBJECT (row), RANK, GUINT_TO_POINTER (i));
        gtk_list_box_append (self->options, row);
        attune_option_row_update (get_row (self, i), form, index, i);
        return TRUE;
      }
  return FALSE;
}

static gboolean
has_options (const AttuneFormQuestion *question)
{
  return question->type != ATTUNE_QUESTION_TEXT && question->type != ATTUNE_QUESTION_DATE;
}

static void
show_weight (AttuneQuestionScope *self,
             const AttuneFormQuestion *question,
             const AttuneFormLint *lint,
             gboolean is_other)
{
  g_autofree char *share = NULL;

  if (question->bonus)
    share = attune_form_describe_bonus (question->weight);
  else if (lint != NULL && question->index < lint->n_weights)
    share = attune_form_describe_share (lint->weights[question->index]);
  if (share != NULL || is_other)
    adw_action_row_set_subtitle (self->weight_row, share);
}

/* What it measures ----------------------------------------------------------------------------- */

/* Owned by the caller. */
static char *
describe_goals (AttuneModel *model, const AttuneModelBehaviour *behaviour)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < behaviour->n_serves; i++)
    {
      const AttuneModelGoal *goal = attune_model_get_goal (model, behaviour->serves[i]);

      if (i > 0)
        /* Translators: stands between the items of a list, "Manager, Analyst". */
        g_string_append (text, _ (", "));
      g_string_append (text, attune_model_goal_get_name (goal));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What the model does not have is called by its id. */
static void
show_behaviour (AttuneQuestionScope *self, const char *id)
{
  guint index = self->model != NULL && id != NULL ? attune_model_find_behaviour (self->model, id)
                                                  : ATTUNE_MODEL_NONE;
  g_autofree char *goals = NULL;

  g_free (self->measured);
  self->measured = g_strdup (id);
  if (id == NULL)
    attune_choice_row_show (self->behaviour, _ ("No behaviour"), NULL);
  else if (index == ATTUNE_MODEL_NONE)
    attune_choice_row_show (self->behaviour, id, _ ("Not in the interaction model"));
  else
    {
      const AttuneModelBehaviour *behaviour = attune_model_get_behaviour (self->model, index);

      goals = describe_goals (self->model, behaviour);
      attune_choice_row_show (self->behaviour, attune_model_behaviour_get_name (behaviour),
                              *goals != '\0' ? goals : NULL);
    }
}

static void
append_choice (GListStore *store, const char *id, const char *title, const char *detail)
{
  g_autoptr (AttuneChoiceItem) item = attune_choice_item_new (id, title, detail);

  g_list_store_append (store, item);
}

/* None, then the behaviours in the order of a contact, and what only the form knows of. */
static void
behaviours_wanted_cb (AttuneQuestionScope *self)
{
  g_autoptr (GListStore) store = g_list_store_new (ATTUNE_TYPE_CHOICE_ITEM);
  guint n = self->model != NULL ? attune_model_get_n_behaviours (self->model) : 0;

  append_choice (store, "", _ ("No behaviour"),
                 n > 0 ? "" : _ ("There is no interaction model with behaviours yet"));
  for (guint i = 0; i < n; i++)
    {
      const AttuneModelBehaviour *behaviour = attune_model_get_behaviour (self->model, i);
      g_autofree char *goals = describe_goals (self->model, behaviour);

      append_choice (store, behaviour->id, attune_model_behaviour_get_name (behaviour), goals);
    }
  if (self->measured != NULL &&
      (n == 0 || attune_model_find_behaviour (self->model, self->measured) == ATTUNE_MODEL_NONE))
    append_choice (store, self->measured, self->measured, _ ("Not in the interaction model"));
  attune_choice_row_set_items (self->behaviour, G_LIST_MODEL (store),
                               self->measured != NULL ? self->measured : "");
}

static void
behaviour_chosen_cb (AttuneQuestionScope *self, const char *id)
{
  const char *chosen = *id != '\0' ? id : NULL;

  if (g_strcmp0 (chosen, self->measured) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "form.set", "(sssv)",
                                attune_form_scope_get_element (ATTUNE_FORM_SCOPE (self)), "",
                                "behaviour",
                                chosen != NULL ? g_variant_new_string (chosen)
                                               : g_variant_new ("ms", NULL));
}

/* Answers that are used again ------------------------------------------------------------------ */

static void
answers_wanted_cb (AttuneQuestionScope *self)
{
  const char *const questions[] = { attune_form_scope_get_element (ATTUNE_FORM_SCOPE (self)),
                                    NULL };
  g_autoptr (GListModel) choices = attune_scale_choices_new (self->form, questions);

  attune_choice_row_set_items (self->answers, choices, NULL);
}

static void
answers_chosen_cb (AttuneQuestionScope *self, const char *id)
{
  attune_scale_choices_use (GTK_WIDGET (self), id);
}

void
attune_question_scope_choose_answers (AttuneQuestionScope *self)
{
  g_return_if_fail (ATTUNE_IS_QUESTION_SCOPE (self));

  attune_choice_row_open (self->answers);
}

/* ---------------------------------------------------------------------------------------------- */

static void
attune_question_scope_show (AttuneFormScope *scope,
                            AttuneForm *form,
                            const AttuneFormLint *lint,
                            gboolean is_other)
{
  AttuneQuestionScope *self = ATTUNE_QUESTION_SCOPE (scope);
  guint index = attune_form_find_question (form, attune_form_scope_get_element (scope));
  const AttuneFormQuestion *question = attune_form_get_question (form, index);
  gboolean is_number = question->type == ATTUNE_QUESTION_NUMBER;
  gboolean in_points = attune_form_get_scoring (form)->mode == ATTUNE_SCORING_POINTS;

  attune_form_ref (form);
  g_clear_pointer (&self->form, attune_form_unref);
  self->form = form;
  gtk_widget_set_visible (GTK_WIDGET (self->options_group), has_options (question));
  gtk_widget_set_visible (self->scoring_group, has_options (question));
  gtk_widget_set_visible (self->add_option, may_have_more (question));
  gtk_widget_set_visible (GTK_WIDGET (self->weight_row), question->scored && !in_points);
  gtk_widget_set_visible (self->decimals_row, is_number);
  gtk_widget_set_visible (self->fail_below_row, question->has_fail_below);
  adw_preferences_group_set_title (self->options_group, is_number ? _ ("Ranges") : _ ("Answers"));
  show_weight (self, question, lint, is_other);
  show_behaviour (self, question->behaviour);
  show_options (self, form, question);
  attune_condition_editor_show (self->condition, form, question->id);
}

static void
attune_question_scope_enter_condition (AttuneFormScope *scope)
{
  attune_condition_editor_enter (ATTUNE_QUESTION_SCOPE (scope)->condition);
}

static void
attune_question_scope_built (AttuneFormScope *scope, GtkBuilder *builder)
{
  AttuneQuestionScope *self = ATTUNE_QUESTION_SCOPE (scope);
  GtkWidget *add_option = NULL;      /* in one builder only, of those of the groups */
  AttuneChoiceRow *behaviour = NULL; /* likewise */
  GtkListBox *options = NULL;        /* likewise */
  AttuneChoiceRow *answers = NULL;   /* likewise */

  attune_form_scope_bind (builder, "options", &options);
  attune_form_scope_bind (builder, "options_group", &self->options_group);
  attune_form_scope_bind (builder, "scoring_group", &self->scoring_group);
  attune_form_scope_bind (builder, "weight_row", &self->weight_row);
  attune_form_scope_bind (builder, "condition", &self->condition);
  attune_form_scope_bind (builder, "fail_below_row", &self->fail_below_row);
  attune_form_scope_bind (builder, "decimals_row", &self->decimals_row);
  attune_form_scope_bind (builder, "add_option", &add_option);
  attune_form_scope_bind (builder, "behaviour", &behaviour);
  attune_form_scope_bind (builder, "answers", &answers);
  if (options != NULL)
    {
      self->options = options;
      gtk_list_box_set_sort_func (options, compare_rows, NULL, NULL);
    }
  if (answers != NULL)
    {
      self->answers = answers;
      g_signal_connect_object (answers, "wanted", G_CALLBACK (answers_wanted_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (answers, "chosen", G_CALLBACK (answers_chosen_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (behaviour != NULL)
    {
      self->behaviour = behaviour;
      g_signal_connect_object (behaviour, "wanted", G_CALLBACK (behaviours_wanted_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (behaviour, "chosen", G_CALLBACK (behaviour_chosen_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (add_option == NULL)
    return;

  self->add_option = add_option;
  g_signal_connect_object (add_option, "clicked", G_CALLBACK (add_option_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
attune_question_scope_finalize (GObject *object)
{
  AttuneQuestionScope *self = ATTUNE_QUESTION_SCOPE (object);

  g_clear_pointer (&self->form, attune_form_unref);
  g_clear_pointer (&self->model, attune_model_unref);
  g_free (self->measured);

  G_OBJECT_CLASS (attune_question_scope_parent_class)->finalize (object);
}

static void
attune_question_scope_class_init (AttuneQuestionScopeClass *class)
{
  static const char *const groups[] = { "about",     "options_group", "guidance",      "measures",
                                        "answering", "shown",         "scoring_group", NULL };
  AttuneFormScopeClass *scope_class = ATTUNE_FORM_SCOPE_CLASS (class);

  scope_class->resource = "/org/attuneqa/Attune/forms/attune-question-scope.ui";
  scope_class->groups = groups;
  scope_class->built = attune_question_scope_built;
  scope_class->show = attune_question_scope_show;
  scope_class->enter_condition = attune_question_scope_enter_condition;
  G_OBJECT_CLASS (class)->finalize = attune_question_scope_finalize;
  g_type_ensure (ATTUNE_TYPE_CHOICE_ROW);
  g_type_ensure (ATTUNE_TYPE_CONDITION_EDITOR);
  scope_class->add_next = attune_question_scope_add_next;
}

static void
attune_question_scope_init (AttuneQuestionScope *self)
{
}

GtkWidget *
attune_question_scope_new (void)
{
  return g_object_new (ATTUNE_TYPE_QUESTION_SCOPE, NULL);
}

void
attune_question_scope_enter_last_option (AttuneQuestionScope *self)
{
  AttuneOptionRow *last = NULL;
  GtkListBoxRow *row;

  g_return_if_fail (ATTUNE_IS_QUESTION_SCOPE (self));

  for (guint i = 0; (row = gtk_list_box_get_row_at_index (self->options, (int) i)) != NULL &&
                    gtk_widget_get_visible (GTK_WIDGET (row));
       i++)
    last = get_row (self, i);
  if (last != NULL)
    attune_option_row_enter (last);
}

void
attune_question_scope_set_model (AttuneQuestionScope *self, AttuneModel *model)
{
  g_return_if_fail (ATTUNE_IS_QUESTION_SCOPE (self));

  if (model != NULL)
    attune_model_ref (model);
  g_clear_pointer (&self->model, attune_model_unref);
  self->model = model;
}
