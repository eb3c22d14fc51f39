/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-editor.h"

#include "attune-model-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _AttuneModelEditor
{
  GtkPopover parent_instance;

  /* template */
  GtkLabel *heading;
  GtkEditable *title;
  GtkEditable *description;
  GtkEditable *outcome;
  GtkEditable *target;
  GtkMenuButton *outcomes;
  GtkLabel *reason;

  /* owned */
  char *id;

  AttuneModelKind kind;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (AttuneModelEditor, attune_model_editor, GTK_TYPE_POPOVER)

static void
set (AttuneModelEditor *self, const char *key, const char *value)
{
  if (!self->is_filling && self->id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "model.set", "(usss)", (guint) self->kind,
                                self->id, key, value);
}

/* Callbacks ---------------------------------------------------------------------------------------- */

static void
title_changed_cb (AttuneModelEditor *self)
{
  set (self, "title", gtk_editable_get_text (self->title));
}

static void
description_changed_cb (AttuneModelEditor *self)
{
  set (self, "description", gtk_editable_get_text (self->description));
}

static void
outcome_changed_cb (AttuneModelEditor *self)
{
  g_autofree char *outcome = attune_model_read_outcome (gtk_editable_get_text (self->outcome));

  set (self, "outcome", outcome != NULL ? outcome : "");
}

static void
mark_target (AttuneModelEditor *self, gboolean is_sound)
{
  if (is_sound)
    gtk_widget_remove_css_class (GTK_WIDGET (self->target), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->target), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), !is_sound);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->target), GTK_ACCESSIBLE_STATE_INVALID,
                               is_sound ? GTK_ACCESSIBLE_INVALID_FALSE
                                        : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static void
target_changed_cb (AttuneModelEditor *self)
{
  const char *text = gtk_editable_get_text (self->target);
  AttuneDecimal target = 0;
  gboolean has_target = FALSE;
  gboolean is_sound = attune_model_read_target (text, &has_target, &target);
  g_autofree char *value = has_target ? attune_decimal_to_string (target) : g_strdup ("");

  mark_target (self, is_sound);
  if (is_sound)
    set (self, "target", value);
}

static void
outcome_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneModelEditor *self = ATTUNE_MODEL_EDITOR (widget);

  gtk_editable_set_text (self->outcome,
                         attune_model_name_outcome (g_variant_get_string (parameter, NULL)));
  gtk_widget_grab_focus (GTK_WIDGET (self->outcome));
}

static void
done_cb (AttuneModelEditor *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* The widget --------------------------------------------------------------------------------------- */

static void
attune_model_editor_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_MODEL_EDITOR);
  G_OBJECT_CLASS (attune_model_editor_parent_class)->dispose (object);
}

static void
attune_model_editor_finalize (GObject *object)
{
  g_free (ATTUNE_MODEL_EDITOR (object)->id);

  G_OBJECT_CLASS (attune_model_editor_parent_class)->finalize (object);
}

static void
attune_model_editor_class_init (AttuneModelEditorClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_model_editor_dispose;
  G_OBJECT_CLASS (class)->finalize = attune_model_editor_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/model/attune-model-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneModelEditor, heading);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelEditor, title);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelEditor, description);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelEditor, outcome);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelEditor, target);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelEditor, outcomes);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelEditor, reason);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, description_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, outcome_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, target_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_install_action (widget_class, "editor.outcome", "s", outcome_action);
}

/* The outcomes that have a name. */
static void
create_outcomes_cb (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  const char *const *outcomes = attune_model_list_outcomes ();

  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;
  for (guint i = 0; outcomes[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (attune_model_name_outcome (outcomes[i]), NULL);

      g_menu_item_set_action_and_target (item, "editor.outcome", "s", outcomes[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
attune_model_editor_init (AttuneModelEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->outcomes, create_outcomes_cb, NULL, NULL);
}

GtkWidget *
attune_model_editor_new (void)
{
  return g_object_new (ATTUNE_TYPE_MODEL_EDITOR, NULL);
}

static void
set_id (AttuneModelEditor *self, const char *id)
{
  g_free (self->id);
  self->id = g_strdup (id);
}

static void
fill_goal (AttuneModelEditor *self, const AttuneModelGoal *goal)
{
  g_autofree char *target = attune_model_format_target (goal);

  set_id (self, goal->id);
  gtk_editable_set_text (self->title, goal->title);
  gtk_editable_set_text (self->description, goal->description);
  gtk_editable_set_text (self->outcome,
                         goal->outcome != NULL ? attune_model_name_outcome (goal->outcome) : "");
  gtk_editable_set_text (self->target, target);
}

static void
fill_behaviour (AttuneModelEditor *self, const AttuneModelBehaviour *behaviour)
{
  set_id (self, behaviour->id);
  gtk_editable_set_text (self->title, behaviour->title);
  gtk_editable_set_text (self->description, behaviour->description);
}

void
attune_model_editor_open (AttuneModelEditor *self,
                          AttuneModel *model,
                          AttuneModelKind kind,
                          guint index,
                          const GdkRectangle *place)
{
  gboolean is_goal = kind == ATTUNE_MODEL_GOALS;

  g_return_if_fail (ATTUNE_IS_MODEL_EDITOR (self));
  g_return_if_fail (model != NULL && place != NULL);

  self->is_filling = TRUE;
  self->kind = kind;
  gtk_label_set_label (self->heading, is_goal ? _ ("Goal") : _ ("Behaviour"));
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), is_goal);
  gtk_widget_set_visible (GTK_WIDGET (self->target), is_goal);
  if (is_goal)
    fill_goal (self, attune_model_get_goal (model, index));
  else
    fill_behaviour (self, attune_model_get_behaviour (model, index));
  mark_target (self, TRUE);
  self->is_filling = FALSE;

  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
  gtk_editable_select_region (self->title, 0, -1);
}
