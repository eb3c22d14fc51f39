/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-page-private.h"

#include "attune-chart-export.h"

#include <glib/gi18n.h>

static guint
get_n (AttuneModelPage *self, AttuneModelKind kind)
{
  AttuneModel *model = attune_model_page_get_model (self);

  if (model == NULL)
    return 0;
  return kind == ATTUNE_MODEL_GOALS ? attune_model_get_n_goals (model)
                                    : attune_model_get_n_behaviours (model);
}

/* The goal or behaviour of the cursor's column or row; FALSE where it is on none. */
static gboolean
get_index (AttuneModelPage *self, AttuneModelKind kind, guint *out_index)
{
  AttuneModelSpot spot = attune_model_grid_get_cursor (self->grid);
  int index = kind == ATTUNE_MODEL_GOALS ? spot.column : spot.row;

  *out_index = 0;
  if (index < 0 || (guint) index >= get_n (self, kind))
    return FALSE;
  *out_index = (guint) index;
  return TRUE;
}

static const char *
get_id (AttuneModelPage *self, AttuneModelKind kind, guint index)
{
  AttuneModel *model = attune_model_page_get_model (self);

  return kind == ATTUNE_MODEL_GOALS ? attune_model_get_goal (model, index)->id
                                    : attune_model_get_behaviour (model, index)->id;
}

static AttuneModelSpot
get_title_spot (AttuneModelKind kind, guint index)
{
  return kind == ATTUNE_MODEL_GOALS ? (AttuneModelSpot){ -1, (int) index }
                                    : (AttuneModelSpot){ (int) index, -1 };
}

/* The cursor's other coordinate stays. */
static AttuneModelSpot
get_moved_spot (AttuneModelPage *self, AttuneModelKind kind, guint index)
{
  AttuneModelSpot spot = attune_model_grid_get_cursor (self->grid);

  if (kind == ATTUNE_MODEL_GOALS)
    spot.column = (int) index;
  else
    spot.row = (int) index;
  return spot;
}

/* Editing ---------------------------------------------------------------------------------------------- */

static void
edit (AttuneModelPage *self, AttuneModelKind kind, guint index)
{
  AttuneModelSpot spot = get_title_spot (kind, index);
  GdkRectangle place;

  attune_model_page_go (self, spot);
  place = attune_model_grid_get_rectangle (self->grid, spot);
  attune_model_editor_open (self->editor, attune_model_page_get_model (self), kind, index, &place);
}

static AttuneModelKind
name_kind (const char *action)
{
  return g_str_has_suffix (action, "goal") ? ATTUNE_MODEL_GOALS : ATTUNE_MODEL_BEHAVIOURS;
}

static void
edit_part_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (widget);
  guint index;

  if (attune_model_page_can_edit (self) && get_index (self, name_kind (name), &index))
    edit (self, name_kind (name), index);
}

/* A goal on its title and count, a behaviour everywhere else. */
static AttuneModelKind
get_kind (AttuneModelPage *self)
{
  guint row;

  return get_index (self, ATTUNE_MODEL_BEHAVIOURS, &row) ? ATTUNE_MODEL_BEHAVIOURS
                                                         : ATTUNE_MODEL_GOALS;
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (widget);
  AttuneModelKind kind = get_kind (self);
  guint index;

  if (attune_model_page_can_edit (self) && get_index (self, kind, &index))
    edit (self, kind, index);
}

static AttuneModel *
set_target (AttuneModel *model, const char *id, const char *value, GError **error)
{
  AttuneDecimal target;

  if (!attune_decimal_from_string (value, '.', &target))
    return attune_model_set_target (model, id, NULL, error);
  return attune_model_set_target (model, id, &target, error);
}

static void
set_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (widget);
  AttuneModel *model = attune_model_page_get_model (self);
  guint kind;
  const char *id;
  const char *key;
  const char *value;
  g_autofree char *merge = NULL;
  GError *error = NULL;

  if (!attune_model_page_can_edit (self))
    return;

  g_variant_get (parameter, "(u&s&s&s)", &kind, &id, &key, &value);
  merge = g_strdup_printf ("%u/%s/%s", kind, id, key);
  if (g_str_equal (key, "target"))
    model = set_target (model, id, value, &error);
  else if (g_str_equal (key, "outcome") && *value == '\0')
    model = attune_model_set_string (model, (AttuneModelKind) kind, id, key, NULL, &error);
  else
    model = attune_model_set_string (model, (AttuneModelKind) kind, id, key, value, &error);
  attune_model_page_take (self, model, attune_model_grid_get_cursor (self->grid), merge, error);
}

static void
set_serves (AttuneModelPage *self, AttuneModelSpot spot, gboolean serves)
{
  AttuneModel *model = attune_model_page_get_model (self);
  GError *error = NULL;

  model = attune_model_set_serves (model, attune_model_get_behaviour (model, (guint) spot.row)->id,
                                   attune_model_get_goal (model, (guint) spot.column)->id, serves,
                                   &error);
  attune_model_page_take (self, model, spot, NULL, error);
}

/* Adding, removing, moving ------------------------------------------------------------------------------- */

/* Behind the one the cursor is on; else at the end. */
static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (widget);
  AttuneModelKind kind = name_kind (name);
  guint index;
  guint position;
  GError *error = NULL;
  AttuneModel *model;

  if (!attune_model_page_can_edit (self))
    return;

  position = get_index (self, kind, &index) ? index + 1 : get_n (self, kind);
  model = attune_model_add (attune_model_page_get_model (self), kind, position, "", NULL, &error);
  if (attune_model_page_take (self, model, get_title_spot (kind, position), NULL, error))
    edit (self, kind, position);
}

static void
remove_part (AttuneModelPage *self, AttuneModelKind kind)
{
  guint index;
  GError *error = NULL;
  AttuneModel *model;

  if (!attune_model_page_can_edit (self) || !get_index (self, kind, &index))
    return;

  model = attune_model_remove (attune_model_page_get_model (self), kind, get_id (self, kind, index),
                               &error);
  /* On to the next, or to the one that is the last now. */
  if (index > 0 && index + 1 == get_n (self, kind))
    index--;
  attune_model_page_take (self, model, get_moved_spot (self, kind, index), NULL, error);
}

static void
remove_part_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  remove_part (ATTUNE_MODEL_PAGE (widget), name_kind (name));
}

/* What the cursor is on: a tick, or all of a goal or behaviour at its title. */
static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (widget);
  AttuneModelSpot spot = attune_model_grid_get_cursor (self->grid);
  guint row, column;

  if (!attune_model_page_can_edit (self))
    return;
  if (get_index (self, ATTUNE_MODEL_BEHAVIOURS, &row) &&
      get_index (self, ATTUNE_MODEL_GOALS, &column))
    set_serves (self, spot, FALSE);
  else if (spot.row == -1)
    remove_part (self, ATTUNE_MODEL_GOALS);
  else if (spot.column == -1)
    remove_part (self, ATTUNE_MODEL_BEHAVIOURS);
}

static void
move (AttuneModelPage *self, AttuneModelKind kind, int step)
{
  guint index;
  int position;
  GError *error = NULL;
  AttuneModel *model;

  if (!attune_model_page_can_edit (self) || !get_index (self, kind, &index))
    return;
  position = (int) index + step;
  if (position < 0 || position >= (int) get_n (self, kind))
    return;

  model = attune_model_move (attune_model_page_get_model (self), kind, get_id (self, kind, index),
                             (guint) position, &error);
  attune_model_page_take (self, model, get_moved_spot (self, kind, (guint) position), NULL, error);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (widget);

  if (g_str_equal (name, "model.move-up") || g_str_equal (name, "model.move-down"))
    move (self, ATTUNE_MODEL_BEHAVIOURS, g_str_equal (name, "model.move-up") ? -1 : 1);
  else
    move (self, ATTUNE_MODEL_GOALS, g_str_equal (name, "model.move-back") ? -1 : 1);
}

/* By a key: where it points to, in whichever direction one reads. */
static void
move_left_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean is_left = g_str_equal (name, "model.move-left");

  move (ATTUNE_MODEL_PAGE (widget), ATTUNE_MODEL_GOALS, is_left == is_mirrored ? 1 : -1);
}

/* Back and forth ------------------------------------------------------------------------------------------ */

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (widget);
  gboolean has_moved;

  if (!attune_model_page_can_edit (self))
    return;

  has_moved = g_str_equal (name, "model.undo") ? attune_history_undo (self->history)
                                               : attune_history_redo (self->history);
  if (!has_moved)
    return;
  gtk_popover_popdown (GTK_POPOVER (self->editor));
  attune_model_page_save (self);
  attune_model_page_apply (self);
}

/* Looking -------------------------------------------------------------------------------------------------- */

static void
list_questions (AttuneModelPage *self,
                const AttuneModelReview *review,
                gboolean is_goal,
                guint index)
{
  AttuneModel *model = review->model;
  const char *title = is_goal ? attune_model_goal_get_name (attune_model_get_goal (model, index))
                              : attune_model_behaviour_get_name (
                                  attune_model_get_behaviour (model, index));
  g_autoptr (GArray) questions = is_goal ? attune_model_review_list_of_goal (review, index)
                                         : attune_model_review_list_of_behaviour (review, index);
  g_autoptr (GListModel) items = attune_model_list_questions (review, questions);
  g_autofree char *heading = NULL;
  GdkRectangle place = attune_model_grid_get_rectangle (self->grid,
                                                        attune_model_grid_get_cursor (self->grid));

  /* Translators: above a list of questions; the %s is a goal. */
  heading = is_goal ? g_strdup_printf (_ ("Questions that tell of “%s”"), title)
                    /* Translators: above a list of questions; the %s is a behaviour. */
                    : g_strdup_printf (_ ("Questions that measure “%s”"), title);
  if (questions->len == 0)
    {
      attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)),
                          _ ("No question measures it yet. What a question measures is chosen in "
                             "its form."));
      return;
    }
  attune_model_list_set (self->questions, heading, items);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->questions), &place);
  gtk_popover_popup (GTK_POPOVER (self->questions));
}

static void
questions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (widget);
  const AttuneModelReview *review = attune_model_page_get_review (self);
  guint row, column;
  gboolean on_row = get_index (self, ATTUNE_MODEL_BEHAVIOURS, &row);
  gboolean on_column = get_index (self, ATTUNE_MODEL_GOALS, &column);

  if (review != NULL && on_row != on_column)
    list_questions (self, review, on_column, on_column ? column : row);
}

void
attune_model_page_activate (AttuneModelPage *self)
{
  AttuneModelSpot spot = attune_model_grid_get_cursor (self->grid);
  AttuneModel *model = attune_model_page_get_model (self);
  guint row, column;

  if (model == NULL)
    return;
  if (get_index (self, ATTUNE_MODEL_BEHAVIOURS, &row) &&
      get_index (self, ATTUNE_MODEL_GOALS, &column))
    {
      if (attune_model_page_can_edit (self))
        set_serves (self, spot, !attune_model_serves (model, row, column));
    }
  else if (spot.row == -1 || spot.column == -1)
    edit_action (GTK_WIDGET (self), "model.edit", NULL);
  else
    questions_action (GTK_WIDGET (self), "model.questions", NULL);
}

static void
next_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const views[] = { "grid", "picture", "table", "grid" };
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (widget);

  if (self->history == NULL)
    return;
  for (guint i = 0; i + 1 < G_N_ELEMENTS (views); i++)
    if (g_str_equal (views[i], self->view))
      {
        g_object_set (self, "view", views[i + 1], NULL);
        break;
      }
  if (g_str_equal (self->view, "grid"))
    gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  else
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->picture_views), GTK_DIR_TAB_FORWARD);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (widget);
  const AttuneModelReview *review = attune_model_page_get_review (self);
  g_autoptr (AttuneModelPicture) picture = NULL;
  AttuneExportKind kind;

  if (review == NULL ||
      !attune_export_kind_from_string (g_variant_get_string (parameter, NULL), &kind))
    return;

  picture = attune_model_picture_new (review);
  attune_chart_export (widget, attune_page_get_context (ATTUNE_PAGE (self)), picture->chart, kind,
                       attune_model_get_title (review->model));
}

/* Installing ------------------------------------------------------------------------------------------------- */

static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, "model.undo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "model.redo" },
    { GDK_KEY_y, GDK_CONTROL_MASK, "model.redo" },
    { GDK_KEY_t, GDK_CONTROL_MASK, "model.next-view" },
    { GDK_KEY_Insert, 0, "model.add-behaviour" },
    { GDK_KEY_Insert, GDK_SHIFT_MASK, "model.add-goal" },
    { GDK_KEY_Delete, 0, "model.remove" },
    { GDK_KEY_KP_Delete, 0, "model.remove" },
    { GDK_KEY_F2, 0, "model.edit" },
    { GDK_KEY_Up, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "model.move-up" },
    { GDK_KEY_Down, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "model.move-down" },
    { GDK_KEY_Left, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "model.move-left" },
    { GDK_KEY_Right, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "model.move-right" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}

/* These work while one is typing, too: one goal or behaviour after the other. */
void
attune_model_page_add_keys (AttuneModelPage *self)
{
  static const struct
  {
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_CONTROL_MASK, "model.add-behaviour" },
    { GDK_CONTROL_MASK | GDK_SHIFT_MASK, "model.add-goal" },
  };
  static const guint returns[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys) * G_N_ELEMENTS (returns); i++)
    {
      guint key = i / G_N_ELEMENTS (returns);

      gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (returns[i % G_N_ELEMENTS (returns)],
                                                  keys[key].modifiers),
                          gtk_named_action_new (keys[key].action)));
    }
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
attune_model_page_install_edits (AttuneModelPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "model.set", "(usss)", set_action);
  gtk_widget_class_install_action (widget_class, "model.add-goal", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "model.add-behaviour", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "model.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "model.edit-goal", NULL, edit_part_action);
  gtk_widget_class_install_action (widget_class, "model.edit-behaviour", NULL, edit_part_action);
  gtk_widget_class_install_action (widget_class, "model.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "model.remove-goal", NULL, remove_part_action);
  gtk_widget_class_install_action (widget_class, "model.remove-behaviour", NULL,
                                   remove_part_action);
  gtk_widget_class_install_action (widget_class, "model.move-up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "model.move-down", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "model.move-back", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "model.move-on", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "model.move-left", NULL, move_left_action);
  gtk_widget_class_install_action (widget_class, "model.move-right", NULL, move_left_action);
  gtk_widget_class_install_action (widget_class, "model.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "model.redo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "model.questions", NULL, questions_action);
  gtk_widget_class_install_action (widget_class, "model.next-view", NULL, next_view_action);
  gtk_widget_class_install_action (widget_class, "model.export", "s", export_action);
  bind_keys (widget_class);
}
