/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-preview.h"

#include "attune-form-names.h"
#include "attune-form-pane.h"
#include "attune-score-bar.h"

#include <glib/gi18n.h>

/* How long nothing is to change before what did is shown. */
#define PAUSE_MS 200

struct _AttuneFormPreview
{
  AdwBin parent_instance;

  /* template */
  AttuneFormPane *pane;
  AttuneScoreBar *score_bar;
  GtkLabel *hidden;
  GtkWidget *clear;

  /* owned */
  AttuneForm *form;   /* NULL until there is one */
  AttuneSheet *sheet; /* NULL until it was seen */
  char *selected;     /* NULL for none */
  char *revealed;     /* likewise: what was brought into view last */
  guint pause;

  gboolean is_revealing;
};

G_DEFINE_FINAL_TYPE (AttuneFormPreview, attune_form_preview, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The question of that id, or the first one in the section; ATTUNE_FORM_NONE where there is none. */
static guint
find_question (AttuneForm *form, const char *id)
{
  guint question = id != NULL ? attune_form_find_question (form, id) : ATTUNE_FORM_NONE;
  guint section = id != NULL ? attune_form_find_section (form, id) : ATTUNE_FORM_NONE;
  const AttuneFormSection *described;

  if (question != ATTUNE_FORM_NONE || section == ATTUNE_FORM_NONE)
    return question;
  described = attune_form_get_section (form, section);
  return described->first_question < described->end_question ? described->first_question
                                                             : ATTUNE_FORM_NONE;
}

/* Following ------------------------------------------------------------------------------------ */

/* What a condition hides could be looked for in vain. */
static void
show_hidden (AttuneFormPreview *self)
{
  AttuneForm *form = attune_sheet_get_form (self->sheet);
  guint question = self->selected != NULL ? attune_form_find_question (form, self->selected)
                                          : ATTUNE_FORM_NONE;
  gboolean is_hidden = question != ATTUNE_FORM_NONE &&
                       (attune_answers_get_state (attune_sheet_get_answers (self->sheet),
                                                  question) &
                        ATTUNE_STATE_SHOWN) == 0;

  if (is_hidden)
    {
      const char *title = attune_form_question_get_name (attune_form_get_question (form, question));
      /* Translators: %s is a question of the form, which a condition hides. */
      g_autofree char *text = g_strdup_printf (_ ("“%s” is not shown with these answers."), title);

      gtk_label_set_label (self->hidden, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->hidden), is_hidden);
}

static void
update_clear (AttuneFormPreview *self)
{
  AttuneSheetState *state = attune_sheet_get_state (self->sheet);
  AttuneAnswers *answers = attune_sheet_state_get_answers (state);
  g_autoptr (AttuneAnswers) none = attune_answers_new (attune_answers_get_form (answers));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.clear",
                                 attune_sheet_state_get_refusals (state) != NULL ||
                                   !attune_answers_equal (answers, none));
}

/* Whether the keys went to another question in it. */
static gboolean
is_chosen (AttuneFormPreview *self, AttuneSheetState *old, AttuneSheetState *now)
{
  return !self->is_revealing &&
         attune_sheet_state_get_form (old) == attune_sheet_state_get_form (now) &&
         attune_sheet_state_get_focus (now) != ATTUNE_FORM_NONE &&
         attune_sheet_state_get_focus (old) != attune_sheet_state_get_focus (now);
}

static void
choose (AttuneFormPreview *self, const char *id)
{
  g_free (self->selected);
  self->selected = g_strdup (id);
  g_free (self->revealed);
  self->revealed = g_strdup (id);
  g_signal_emit (self, signals[CHOSEN], 0, id);
}

static void
sheet_changed_cb (AttuneFormPreview *self, AttuneSheetState *old, AttuneSheetState *now)
{
  if (attune_sheet_state_get_answers (old) != attune_sheet_state_get_answers (now) ||
      attune_sheet_state_get_refusals (old) != attune_sheet_state_get_refusals (now))
    update_clear (self);
  if (is_chosen (self, old, now))
    choose (self, attune_form_get_question (attune_sheet_state_get_form (now),
                                            attune_sheet_state_get_focus (now))
                    ->id);
  show_hidden (self);
}

static void
create_sheet (AttuneFormPreview *self)
{
  g_autoptr (AttuneAnswers) answers = attune_answers_new (self->form);

  self->sheet = attune_sheet_new (answers, TRUE);
  attune_form_pane_set_sheet (self->pane, self->sheet);
  attune_score_bar_set_sheet (self->score_bar, self->sheet);
  g_signal_connect_object (self->sheet, "changed", G_CALLBACK (sheet_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_clear (self);
}

static void
reveal (AttuneFormPreview *self)
{
  guint question = find_question (attune_sheet_get_form (self->sheet), self->selected);

  if (g_strcmp0 (self->selected, self->revealed) == 0)
    return;
  g_free (self->revealed);
  self->revealed = g_strdup (self->selected);
  if (question == ATTUNE_FORM_NONE)
    return;
  self->is_revealing = TRUE;
  attune_form_pane_show (self->pane, question);
  self->is_revealing = FALSE;
}

static gboolean
follow_cb (gpointer data)
{
  AttuneFormPreview *self = data;

  self->pause = 0;
  if (self->sheet == NULL)
    create_sheet (self);
  else
    attune_sheet_set_form (self->sheet, self->form);
  reveal (self);
  show_hidden (self);
  return G_SOURCE_REMOVE;
}

static void
queue_follow (AttuneFormPreview *self, guint pause)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->form != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->pause = g_timeout_add (pause, follow_cb, self);
}

/* Keys ----------------------------------------------------------------------------------------- */

static gboolean
is_typing (AttuneFormPreview *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

/* What is taken back here are answers, never what the form says. */
static gboolean
go_back_or_on (AttuneFormPreview *self, gboolean (*step) (AttuneSheet *sheet, guint *out_question))
{
  guint question;

  if (!step (self->sheet, &question))
    gtk_widget_error_bell (GTK_WIDGET (self));
  else if (question != ATTUNE_FORM_NONE)
    attune_form_pane_enter (self->pane, question);
  return GDK_EVENT_STOP;
}

static gboolean
go (AttuneFormPreview *self, int direction)
{
  if (!attune_form_pane_step (self->pane, direction))
    gtk_widget_error_bell (GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

static gboolean
press_with_control (AttuneFormPreview *self, guint key, gboolean is_shifted)
{
  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_z:
      return go_back_or_on (self, is_shifted ? attune_sheet_redo : attune_sheet_undo);
    case GDK_KEY_y:
      return go_back_or_on (self, attune_sheet_redo);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Whether the keys are in it, and not in a popover that it has open. */
static gboolean
has_keys (AttuneFormPreview *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_native (focus) == GTK_NATIVE (root);
}

/* From question to question, before what scrolls takes the keys for itself. */
static gboolean
step_cb (AttuneFormPreview *self, guint key, guint code, GdkModifierType state)
{
  if (self->sheet == NULL || !has_keys (self) ||
      (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    return go (self, 1);
  if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    return go (self, -1);
  return GDK_EVENT_PROPAGATE;
}

/* Keys that mean an answer never go on to the page, where they would change the form. */
static gboolean
key_cb (AttuneFormPreview *self, guint key, guint code, GdkModifierType state)
{
  if (self->sheet == NULL || (state & (GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if ((state & GDK_CONTROL_MASK) != 0)
    return press_with_control (self, key, (state & GDK_SHIFT_MASK) != 0);
  if (is_typing (self))
    return GDK_EVENT_PROPAGATE;
  return attune_form_pane_press_key (self->pane, key) || key == GDK_KEY_Delete;
}

/* Actions -------------------------------------------------------------------------------------- */

/* What was typed and not taken goes first: answers that are none do not take its place. */
static void
give_up_refusals (AttuneFormPreview *self)
{
  GPtrArray *refusals;

  while ((refusals = attune_sheet_state_get_refusals (attune_sheet_get_state (self->sheet))) !=
           NULL &&
         refusals->len > 0)
    attune_sheet_refuse (self->sheet, ((AttuneRefusal *) g_ptr_array_index (refusals, 0))->question,
                         NULL, NULL);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPreview *self = ATTUNE_FORM_PREVIEW (widget);
  g_autoptr (AttuneAnswers) none = NULL;

  if (self->sheet == NULL)
    return;
  give_up_refusals (self);
  none = attune_answers_new (attune_sheet_get_form (self->sheet));
  attune_sheet_edit (self->sheet, none);
}

/* The widget ----------------------------------------------------------------------------------- */

static void
attune_form_preview_map (GtkWidget *widget)
{
  AttuneFormPreview *self = ATTUNE_FORM_PREVIEW (widget);

  GTK_WIDGET_CLASS (attune_form_preview_parent_class)->map (widget);
  queue_follow (self, 0);
}

static void
attune_form_preview_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&ATTUNE_FORM_PREVIEW (widget)->pause, g_source_remove);

  GTK_WIDGET_CLASS (attune_form_preview_parent_class)->unmap (widget);
}

static void
attune_form_preview_dispose (GObject *object)
{
  AttuneFormPreview *self = ATTUNE_FORM_PREVIEW (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->sheet);
  g_clear_pointer (&self->form, attune_form_unref);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->revealed, g_free);
  G_OBJECT_CLASS (attune_form_preview_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_FORM_PREVIEW);
}

static void
attune_form_preview_class_init (AttuneFormPreviewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_form_preview_dispose;
  widget_class->map = attune_form_preview_map;
  widget_class->unmap = attune_form_preview_unmap;

  signals[CHOSEN] = g_signal_new ("chosen", ATTUNE_TYPE_FORM_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (ATTUNE_TYPE_FORM_PANE);
  g_type_ensure (ATTUNE_TYPE_SCORE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/forms/attune-form-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPreview, pane);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPreview, score_bar);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPreview, hidden);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPreview, clear);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_install_action (widget_class, "preview.clear", NULL, clear_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "form.list", NULL);
}

static void
attune_form_preview_init (AttuneFormPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_score_bar_add (self->score_bar, self->clear);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.clear", FALSE);
}

void
attune_form_preview_show (AttuneFormPreview *self, AttuneForm *form, const char *selected)
{
  g_return_if_fail (ATTUNE_IS_FORM_PREVIEW (self));
  g_return_if_fail (form != NULL);

  if (form == self->form && g_strcmp0 (selected, self->selected) == 0)
    return;

  attune_form_ref (form);
  g_clear_pointer (&self->form, attune_form_unref);
  self->form = form;
  g_free (self->selected);
  self->selected = g_strdup (selected);
  queue_follow (self, self->sheet == NULL ? 0 : PAUSE_MS);
}

void
attune_form_preview_enter (AttuneFormPreview *self)
{
  guint question;

  g_return_if_fail (ATTUNE_IS_FORM_PREVIEW (self));

  if (self->sheet == NULL)
    {
      gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
      return;
    }
  question = attune_sheet_state_get_focus (attune_sheet_get_state (self->sheet));
  if (question != ATTUNE_FORM_NONE)
    attune_form_pane_enter (self->pane, question);
  else if (!attune_form_pane_step (self->pane, 1))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
