/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include <glib/gi18n.h>

static void
note_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (self->draft != NULL)
    attune_note_panel_enter (self->note_panel);
}

/* --- Judging --- */

/* Whether what is written is beside the question: a comment on it, or a note. */
static gboolean
writes_beside (AttuneEvaluatePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return (GTK_IS_EDITABLE (focus) &&
          gtk_widget_is_ancestor (focus, GTK_WIDGET (self->note_panel))) ||
         attune_form_pane_is_commenting (self->form_pane);
}

/* What was written stays as it is. */
static gboolean
go_to_question (AttuneEvaluatePage *self)
{
  AttuneSheet *sheet = attune_evaluate_page_get_sheet (self);

  if (sheet == NULL || !writes_beside (self))
    return FALSE;
  attune_form_pane_enter (self->form_pane,
                          attune_sheet_state_get_focus (attune_sheet_get_state (sheet)));
  return TRUE;
}

static void
step (AttuneEvaluatePage *self, int direction)
{
  if (!attune_form_pane_step (self->form_pane, direction))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
next_question_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (ATTUNE_EVALUATE_PAGE (widget), 1);
}

static void
previous_question_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (!go_to_question (self))
    step (self, -1);
}

static gboolean
is_typing (AttuneEvaluatePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

/* What is written elsewhere on the page, as a note, is undone by itself. */
static gboolean
undoes_text (AttuneEvaluatePage *self, const char *action)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return is_typing (self) && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->form_pane)) &&
         gtk_widget_activate_action (focus, action, NULL);
}

static void
go_back_or_on (AttuneEvaluatePage *self,
               gboolean (*step_sheet) (AttuneSheet *sheet, guint *out_question))
{
  AttuneSheet *sheet = attune_evaluate_page_get_sheet (self);
  guint question;

  if (!step_sheet (sheet, &question))
    {
      if (step_sheet != attune_sheet_undo || !attune_evaluate_page_undo_note (self, TRUE))
        gtk_widget_error_bell (GTK_WIDGET (self));
    }
  else if (question != ATTUNE_FORM_NONE &&
           question != attune_sheet_state_get_focus (attune_sheet_get_state (sheet)))
    attune_form_pane_enter (self->form_pane, question);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (self->draft != NULL && !undoes_text (self, "text.undo") &&
      !attune_evaluate_page_undo_note (self, FALSE))
    go_back_or_on (self, attune_sheet_undo);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (self->draft != NULL && !undoes_text (self, "text.redo") &&
      !attune_evaluate_page_redo_note (self))
    go_back_or_on (self, attune_sheet_redo);
}

static void
explain_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (self->draft != NULL)
    attune_score_bar_explain (self->score_bar);
}

/* The form pane's own words for what the keys of answering do. */
static guint
find_form_key (const char *action)
{
  static const struct
  {
    const char *action;
    guint key;
  } keys[] = {
    { "evaluate.not-applicable", GDK_KEY_n },
    { "evaluate.reasons", GDK_KEY_r },
    { "evaluate.comment", GDK_KEY_c },
    { "evaluate.clear", GDK_KEY_Delete },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strcmp0 (action, keys[i].action) == 0)
      return keys[i].key;
  return 0;
}

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);

  if (attune_evaluate_page_get_sheet (self) != NULL)
    attune_form_pane_press_key (self->form_pane, find_form_key (name));
}

static gboolean
is_digit (guint key)
{
  return (key >= GDK_KEY_0 && key <= GDK_KEY_9) || (key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_9);
}

gboolean
attune_evaluate_page_press_key (AttuneEvaluatePage *self, guint key, GdkModifierType state)
{
  gboolean is_modified = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0;
  guint form_key;

  if (attune_evaluate_page_get_sheet (self) == NULL)
    return FALSE;
  if (key == GDK_KEY_Escape && !is_modified)
    return go_to_question (self);
  if (is_typing (self))
    return FALSE;
  if (is_digit (key) && !is_modified)
    return attune_form_pane_press_key (self->form_pane, key);
  form_key = find_form_key (attune_key_map_find (self->keys, ATTUNE_KEYS_ANSWERING, key, state));
  return form_key != 0 && attune_form_pane_press_key (self->form_pane, form_key);
}

static void
correct_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_evaluate_page_correct (ATTUNE_EVALUATE_PAGE (widget));
}

/* --- Which of them can be run --- */

static gboolean
can_edit (AttuneEvaluatePage *self)
{
  return self->older == NULL && (attune_draft_get_evaluation (self->draft)->can_edit ||
                                 (self->corrects && attune_evaluate_page_may_correct (self)));
}

/* Before there is a draft none can; while one of the verbs is under way, or its outcome is not read yet, no other. */
static gboolean
can_run (AttuneEvaluatePage *self, const char *action)
{
  const AttuneEvaluationRow *row = self->draft != NULL
                                     ? attune_draft_get_evaluation (self->draft)->row
                                     : NULL;
  gboolean can_act = row != NULL && !self->is_acting &&
                     attune_draft_get_status (self->draft) != ATTUNE_DRAFT_STALE;
  gboolean is_possible;

  if (attune_evaluate_page_can_answer (self, action, &is_possible) ||
      attune_evaluate_page_can_act (self, action, &is_possible))
    return can_act && is_possible;
  if (g_str_equal (action, "evaluate.submit"))
    return can_act && can_edit (self);
  if (g_str_equal (action, "evaluate.fill-rest"))
    return can_act && can_edit (self) && attune_evaluate_page_may_fill_rest (self);
  if (g_str_equal (action, "evaluate.correct"))
    return can_act && !self->corrects && self->correction_saver != NULL &&
           attune_evaluate_page_may_correct (self);
  return row != NULL;
}

void
attune_evaluate_page_update_actions (AttuneEvaluatePage *self)
{
  GtkWidgetClass *class = GTK_WIDGET_GET_CLASS (self);
  GType owner;
  const char *action, *property;
  const GVariantType *parameter;

  for (guint i = 0;
       gtk_widget_class_query_action (class, i, &owner, &action, &parameter, &property); i++)
    if (owner == ATTUNE_TYPE_EVALUATE_PAGE)
      gtk_widget_action_set_enabled (GTK_WIDGET (self), action, can_run (self, action));
  gtk_widget_set_visible (GTK_WIDGET (self->submit), self->draft != NULL && can_edit (self));
}

void
attune_evaluate_page_install_actions (GtkWidgetClass *class)
{
  attune_evaluate_page_install_listening (class);
  gtk_widget_class_install_action (class, "evaluate.note", NULL, note_action);
  attune_evaluate_page_install_speech (class);
  attune_evaluate_page_install_rest (class);
  attune_evaluate_page_install_note_files (class);
  gtk_widget_class_install_action (class, "evaluate.next-question", NULL, next_question_action);
  gtk_widget_class_install_action (class, "evaluate.previous-question", NULL,
                                   previous_question_action);
  gtk_widget_class_install_action (class, "evaluate.not-applicable", NULL, answer_action);
  gtk_widget_class_install_action (class, "evaluate.reasons", NULL, answer_action);
  gtk_widget_class_install_action (class, "evaluate.comment", NULL, answer_action);
  gtk_widget_class_install_action (class, "evaluate.clear", NULL, answer_action);
  gtk_widget_class_install_action (class, "evaluate.undo", NULL, undo_action);
  gtk_widget_class_install_action (class, "evaluate.redo", NULL, redo_action);
  gtk_widget_class_install_action (class, "evaluate.explain", NULL, explain_action);
  attune_evaluate_page_install_submitting (class);
  gtk_widget_class_install_action (class, "evaluate.correct", NULL, correct_action);
  gtk_widget_class_install_property_action (class, "evaluate.guidance", "shows-guidance");
}
