/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-form-edit.h"
#include "attune-form-fields.h"
#include "attune-form-move.h"
#include "attune-tab-stop.h"

#include <glib/gi18n.h>
#include <stdlib.h>

static const char *
get_selected (AttuneFormPage *self)
{
  return self->history != NULL ? attune_form_history_get_selection (self->history) : NULL;
}

static const char *
null_if_empty (const char *text)
{
  return *text != '\0' ? text : NULL;
}

/* To the row that is selected in a list. */
static void
enter_list (GtkListView *list)
{
  gtk_widget_grab_focus (gtk_widget_get_ancestor (GTK_WIDGET (list), ATTUNE_TYPE_TAB_STOP));
}

/* Setting -------------------------------------------------------------------------------------- */

/* Where several parts are selected, what is set for the first of them is set for all. */
static gboolean
is_for_all (AttuneFormPage *self, const char *element)
{
  const char *const *selected = attune_form_page_get_selected (self);

  return selected[0] != NULL && selected[1] != NULL && g_str_equal (selected[0], element);
}

static void
set_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  const char *element;
  const char *option;
  const char *key;
  g_autoptr (GVariant) value = NULL;
  g_autofree char *merge = NULL;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  g_variant_get (parameter, "(&s&s&sv)", &element, &option, &key, &value);
  merge = g_strjoin ("/", element, option, key, NULL);
  if (*option == '\0' && is_for_all (self, element))
    form = attune_form_fields_set_all (attune_form_page_get_form (self),
                                       attune_form_page_get_selected (self), key, value, &error);
  else
    form = attune_form_fields_set (attune_form_page_get_form (self), null_if_empty (element),
                                   null_if_empty (option), key, value, &error);
  if (form != NULL && attune_form_equal (form, attune_form_page_get_form (self)))
    {
      attune_form_unref (form);
      return;
    }
  attune_form_page_take_kept (self, form, merge, error);
}

static void
set_title_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  g_autofree char *title = NULL;
  const char *id;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  g_variant_get (parameter, "(&ss)", &id, &title);
  g_strstrip (title);
  form = attune_form_set_string (attune_form_page_get_form (self),
                                 (AttuneFormPlace){ id, NULL, NULL }, "title", title, &error);
  attune_form_page_take_kept (self, form, NULL, error);
}

/* Adding --------------------------------------------------------------------------------------- */

/* What is typed on behind a refusal is meant for nothing that is there. */
static void
take_new (AttuneFormPage *self, AttuneForm *form, const char *id, GError *error)
{
  if (attune_form_page_take (self, form, id, NULL, error))
    attune_form_page_enter_title (self, id);
  else
    enter_list (self->list);
}

static void
add_section_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  gboolean is_inner = g_str_equal (name, "form.add-subsection");
  g_autofree char *id = NULL;
  AttuneFormSpot spot;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  attune_form_page_keep_title (self);
  spot = attune_form_spot_for_section (attune_form_page_get_form (self), get_selected (self),
                                       is_inner);
  form = attune_form_add_section (attune_form_page_get_form (self), spot.parent, spot.position, "",
                                  &id, &error);
  take_new (self, form, id, error);
}

static void
add_question_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneQuestionType type = ATTUNE_QUESTION_YES_NO;
  g_autofree char *id = NULL;
  AttuneFormSpot spot;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  attune_form_page_keep_title (self);
  attune_question_type_from_string (g_variant_get_string (parameter, NULL), &type);
  if (attune_form_get_n_sections (attune_form_page_get_form (self)) == 0)
    add_section_action (widget, "form.add-section", NULL);
  spot = attune_form_spot_for_question (attune_form_page_get_form (self), get_selected (self));
  form = attune_form_add_question (attune_form_page_get_form (self), spot.parent, spot.position,
                                   type, "", &id, &error);
  take_new (self, form, id, error);
}

static void
add_option_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  form = attune_form_add_option (attune_form_page_get_form (self),
                                 g_variant_get_string (parameter, NULL), G_MAXUINT, "", NULL,
                                 &error);
  if (attune_form_page_take_kept (self, form, NULL, error))
    attune_form_properties_enter_last_option (self->properties);
}

/* Options -------------------------------------------------------------------------------------- */

static void
remove_option_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  const char *question;
  const char *option;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  g_variant_get (parameter, "(&s&s)", &question, &option);
  form = attune_form_remove (attune_form_page_get_form (self),
                             (AttuneFormPlace){ question, option, NULL }, &error);
  attune_form_page_take_kept (self, form, NULL, error);
}

static guint
find_option (AttuneForm *form, const char *question, const char *option)
{
  guint index = attune_form_find_question (form, question);
  const AttuneFormQuestion *found = attune_form_get_question (form, index);

  return found->type == ATTUNE_QUESTION_NUMBER ? (guint) strtoul (option, NULL, 10)
                                               : attune_form_question_find_option (found, option);
}

static void
move_option_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  const char *question;
  const char *option;
  int step;
  guint position;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self))
    return;

  g_variant_get (parameter, "(&s&si)", &question, &option, &step);
  position = find_option (attune_form_page_get_form (self), question, option);
  if (position == ATTUNE_FORM_NONE || (position == 0 && step < 0))
    return;
  form = attune_form_move (attune_form_page_get_form (self),
                           (AttuneFormPlace){ question, option, NULL }, NULL,
                           (guint) ((int) position + step), &error);
  attune_form_page_take_kept (self, form, NULL, error);
}

/* Going back and forth ------------------------------------------------------------------------- */

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  gboolean is_aside;
  gboolean has_moved;

  if (!attune_form_page_can_edit (self))
    return;

  is_aside = self->has_aside;
  has_moved = g_str_equal (name, "form.undo") ? attune_form_history_undo (self->history)
                                              : attune_form_history_redo (self->history);
  if (!has_moved)
    return;
  attune_form_page_save (self);
  attune_form_page_apply (self);
  attune_form_page_follow (self);
  if (is_aside)
    attune_context_say (
      attune_page_get_context (ATTUNE_PAGE (self)),
      _ ("The version that was here is the draft again. Redo puts the newer one back."));
}

static void
edit_title_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  g_autofree char *id = g_strdup (get_selected (self)); /* selecting it anew lets go of the old */

  if (attune_form_page_can_edit (self) && id != NULL)
    attune_form_page_edit_title (self, id);
}

/* What is set for the form as a whole. */
static void
about_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);

  if (self->history == NULL)
    return;

  attune_form_page_select (self, NULL);
  gtk_widget_activate_action (widget, "form.properties", NULL);
  if (self->saver != NULL)
    attune_form_properties_enter_title (self->properties);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->reading), GTK_DIR_TAB_FORWARD);
}

/* From the outline to the form to the properties, and around. */
static void
next_pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    attune_form_page_enter_side (self);
  else if (focus != NULL && gtk_widget_is_ancestor (focus, self->properties_pane) &&
           gtk_widget_get_visible (self->outline_pane))
    enter_list (self->outline);
  else
    enter_list (self->list);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
    const char *parameter;
  } keys[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, "form.undo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "form.redo" },
    { GDK_KEY_y, GDK_CONTROL_MASK, "form.redo" },
    { GDK_KEY_Insert, 0, "form.add-question", "yes_no" },
    { GDK_KEY_d, GDK_CONTROL_MASK, "form.duplicate" },
    { GDK_KEY_Delete, 0, "form.remove" },
    { GDK_KEY_F2, 0, "form.edit-title" },
    { GDK_KEY_F6, 0, "form.next-pane" },
    { GDK_KEY_Return, GDK_ALT_MASK, "form.about" },
    { GDK_KEY_x, GDK_CONTROL_MASK, "form.cut" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "form.copy" },
    { GDK_KEY_v, GDK_CONTROL_MASK, "form.paste" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, keys[i].parameter != NULL ? "s" : NULL,
                                         keys[i].parameter);
}

/* In texts these keys select words and lines. */
static gboolean
move_cb (GtkWidget *widget, GVariant *action, gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_activate_action (widget, g_variant_get_string (action, NULL), NULL);
}

/* The lists have these keys for selecting, which they do with Shift alone. */
static void
add_move_keys (AttuneFormPage *self)
{
  static const struct
  {
    guint keys[2];
    const char *action;
  } moves[] = {
    { { GDK_KEY_Up, GDK_KEY_KP_Up }, "form.move-up" },
    { { GDK_KEY_Down, GDK_KEY_KP_Down }, "form.move-down" },
    { { GDK_KEY_Right, GDK_KEY_KP_Right }, "form.move-in" },
    { { GDK_KEY_Left, GDK_KEY_KP_Left }, "form.move-out" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (moves) * 2; i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (
        gtk_keyval_trigger_new (moves[i / 2].keys[i % 2], GDK_CONTROL_MASK | GDK_SHIFT_MASK),
        gtk_callback_action_new (move_cb, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (moves[i / 2].action));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* These work in texts too, which would take them for new lines. */
void
attune_form_page_add_keys (AttuneFormPage *self)
{
  static const struct
  {
    GdkModifierType modifiers;
    const char *action;
    const char *parameter;
  } keys[] = {
    { GDK_CONTROL_MASK, "form.add-question", "yes_no" },
    { GDK_CONTROL_MASK | GDK_SHIFT_MASK, "form.add-section" },
    { GDK_CONTROL_MASK | GDK_ALT_MASK, "form.publish" },
  };
  /* Menus show the last one. */
  static const guint returns[] = { GDK_KEY_KP_Enter, GDK_KEY_Return };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys) * G_N_ELEMENTS (returns); i++)
    {
      guint key = i / G_N_ELEMENTS (returns);
      GtkShortcut *shortcut = gtk_shortcut_new (
        gtk_keyval_trigger_new (returns[i % G_N_ELEMENTS (returns)], keys[key].modifiers),
        gtk_named_action_new (keys[key].action));

      if (keys[key].parameter != NULL)
        gtk_shortcut_set_arguments (shortcut, g_variant_new_string (keys[key].parameter));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  add_move_keys (self);
}

void
attune_form_page_install_edits (AttuneFormPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "form.set", "(sssv)", set_action);
  gtk_widget_class_install_action (widget_class, "form.set-title", "(ss)", set_title_action);
  gtk_widget_class_install_action (widget_class, "form.add-question", "s", add_question_action);
  gtk_widget_class_install_action (widget_class, "form.add-section", NULL, add_section_action);
  gtk_widget_class_install_action (widget_class, "form.add-subsection", NULL, add_section_action);
  gtk_widget_class_install_action (widget_class, "form.add-option", "s", add_option_action);
  gtk_widget_class_install_action (widget_class, "form.remove-option", "(ss)",
                                   remove_option_action);
  gtk_widget_class_install_action (widget_class, "form.move-option", "(ssi)", move_option_action);
  gtk_widget_class_install_action (widget_class, "form.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "form.redo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "form.edit-title", NULL, edit_title_action);
  gtk_widget_class_install_action (widget_class, "form.about", NULL, about_action);
  gtk_widget_class_install_action (widget_class, "form.next-pane", NULL, next_pane_action);
  bind_keys (widget_class);
}
