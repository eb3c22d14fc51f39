/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-condition-editor.h"

#include "attune-condition-edit.h"
#include "attune-condition-group.h"
#include "attune-form-names.h"
#include "attune-let-go.h"

#include <glib/gi18n.h>

/* Behind input, before the next frame: keys are taken in between. */
#define STEP_PRIORITY (G_PRIORITY_HIGH_IDLE + 5)

struct _AttuneConditionEditor
{
  AdwBin parent_instance;

  /* template */
  GtkLabel *words;
  GtkToggleButton *edit;
  GtkWidget *clear;
  AdwBin *bin;

  /* borrowed */
  AttuneConditionGroup *group; /* NULL while it is closed */

  /* owned */
  AttuneForm *form; /* NULL until one is shown */
  char *element;
  AttuneConditionPart *part; /* NULL while it is closed */
  guint step_source;         /* while some of it is still to be made */

  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (AttuneConditionEditor, attune_condition_editor, ADW_TYPE_BIN)

static const AttuneFormCondition *
get_condition (AttuneConditionEditor *self)
{
  guint index = attune_form_find_question (self->form, self->element);

  if (index != ATTUNE_FORM_NONE)
    return attune_form_get_question (self->form, index)->show_if;
  index = attune_form_find_section (self->form, self->element);
  return index != ATTUNE_FORM_NONE ? attune_form_get_section (self->form, index)->show_if : NULL;
}

/* Opening and closing -------------------------------------------------------------------------- */

static gboolean
step_cb (gpointer data)
{
  AttuneConditionEditor *self = data;

  if (attune_condition_group_build_next (self->group))
    return G_SOURCE_CONTINUE;
  self->step_source = 0;
  return G_SOURCE_REMOVE;
}

static void
build_later (AttuneConditionEditor *self)
{
  if (self->step_source == 0)
    self->step_source = g_idle_add_full (STEP_PRIORITY, step_cb, self, NULL);
}

static void
close_editor (AttuneConditionEditor *self)
{
  g_clear_handle_id (&self->step_source, g_source_remove);
  if (self->group != NULL)
    {
      if (attune_let_go_of_focus (GTK_WIDGET (self->group)))
        gtk_widget_grab_focus (GTK_WIDGET (self->edit));
      self->group = NULL;
      adw_bin_set_child (self->bin, NULL);
    }
  g_clear_pointer (&self->part, attune_condition_part_free);
}

static void
set_active (AttuneConditionEditor *self, gboolean is_active)
{
  self->is_updating = TRUE;
  gtk_toggle_button_set_active (self->edit, is_active);
  self->is_updating = FALSE;
}

static void
changed_cb (AttuneConditionEditor *self)
{
  g_autofree char *json = attune_condition_part_write (self->part, self->form, self->element);

  gtk_widget_activate_action (GTK_WIDGET (self), "form.set-condition", "(ss)", self->element,
                              json != NULL ? json : "");
  if (self->group == NULL)
    return;
  attune_condition_group_show (self->group, self->form, self->element);
  build_later (self);
}

/* The part at the top stays, whatever is in it goes. */
static void
open_editor (AttuneConditionEditor *self)
{
  self->part = attune_condition_part_read (self->form, self->element);
  self->group = ATTUNE_CONDITION_GROUP (attune_condition_group_new (self->part));
  g_signal_connect_object (self->group, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->bin, GTK_WIDGET (self->group));
  attune_condition_group_show (self->group, self->form, self->element);
  build_later (self);
}

/* Callbacks ------------------------------------------------------------------------------------ */

static void
edit_toggled_cb (AttuneConditionEditor *self)
{
  if (self->is_updating || self->form == NULL)
    return;

  if (!gtk_toggle_button_get_active (self->edit))
    close_editor (self);
  else if (get_condition (self) != NULL)
    open_editor (self);
  else
    attune_condition_editor_enter (self);
}

static void
clear_cb (AttuneConditionEditor *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->edit));
  close_editor (self);
  set_active (self, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), "form.set-condition", "(ss)", self->element, "");
}

/* Showing -------------------------------------------------------------------------------------- */

static gboolean
has_questions (AttuneConditionEditor *self)
{
  return attune_condition_count_questions (self->form, self->element) > 0;
}

static void
show_words (AttuneConditionEditor *self)
{
  const AttuneFormCondition *condition = get_condition (self);
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  if (condition != NULL)
    {
      words = attune_form_condition_describe (self->form, condition);
      /* Translators: when a question or section is shown; %s is a condition such as “Verified” is No. */
      text = g_strdup_printf (_ ("If %s"), words);
    }
  else
    text = g_strdup (has_questions (self)
                       ? _ ("Always")
                       : _ ("Always: no question comes before it that it could depend on"));
  gtk_label_set_label (self->words, text);
  gtk_widget_set_visible (self->clear, condition != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->edit), has_questions (self) || condition != NULL);
}

/* Whether what is open is what the form says, incomplete parts aside. */
static gboolean
is_current (AttuneConditionEditor *self)
{
  g_autofree char *picked = attune_condition_part_write (self->part, self->form, self->element);
  g_autoptr (AttuneConditionPart) read = attune_condition_part_read (self->form, self->element);
  g_autofree char *said = attune_condition_part_write (read, self->form, self->element);

  return g_strcmp0 (picked, said) == 0;
}

void
attune_condition_editor_show (AttuneConditionEditor *self, AttuneForm *form, const char *element)
{
  gboolean is_other;

  g_return_if_fail (ATTUNE_IS_CONDITION_EDITOR (self));
  g_return_if_fail (form != NULL && element != NULL);

  is_other = g_strcmp0 (self->element, element) != 0;
  attune_form_ref (form);
  g_clear_pointer (&self->form, attune_form_unref);
  self->form = form;
  if (is_other)
    {
      g_free (self->element);
      self->element = g_strdup (element);
      close_editor (self);
      set_active (self, FALSE);
    }
  show_words (self);
  if (self->group == NULL)
    return;
  if (is_current (self))
    attune_condition_group_show (self->group, form, element);
  else
    {
      close_editor (self);
      open_editor (self);
    }
}

gboolean
attune_condition_editor_enter (AttuneConditionEditor *self)
{
  g_return_val_if_fail (ATTUNE_IS_CONDITION_EDITOR (self), FALSE);

  if (self->form == NULL || !has_questions (self))
    return FALSE;
  if (self->group == NULL)
    open_editor (self);
  set_active (self, TRUE);
  attune_condition_group_add (self->group);
  return TRUE;
}

/* Object --------------------------------------------------------------------------------------- */

static void
attune_condition_editor_dispose (GObject *object)
{
  AttuneConditionEditor *self = ATTUNE_CONDITION_EDITOR (object);

  g_clear_handle_id (&self->step_source, g_source_remove);
  self->group = NULL;
  g_clear_pointer (&self->form, attune_form_unref);
  G_OBJECT_CLASS (attune_condition_editor_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_CONDITION_EDITOR);
}

static void
attune_condition_editor_finalize (GObject *object)
{
  AttuneConditionEditor *self = ATTUNE_CONDITION_EDITOR (object);

  g_clear_pointer (&self->part, attune_condition_part_free);
  g_free (self->element);

  G_OBJECT_CLASS (attune_condition_editor_parent_class)->finalize (object);
}

static void
attune_condition_editor_class_init (AttuneConditionEditorClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_condition_editor_dispose;
  object_class->finalize = attune_condition_editor_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/forms/attune-condition-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionEditor, words);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionEditor, edit);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionEditor, clear);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionEditor, bin);
  gtk_widget_class_bind_template_callback (widget_class, edit_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
attune_condition_editor_init (AttuneConditionEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
