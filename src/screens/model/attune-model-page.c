/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-page-private.h"

#include "attune-format.h"
#include "attune-kept.h"
#include "attune-late-menu.h"
#include "attune-model-item.h"

#include <glib/gi18n.h>
#include <stdio.h>

G_DEFINE_FINAL_TYPE (AttuneModelPage, attune_model_page, ATTUNE_TYPE_PAGE)

enum
{
  PROP_0,
  PROP_VIEW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

AttuneModel *
attune_model_page_get_model (AttuneModelPage *self)
{
  return self->history != NULL ? attune_history_get_document (self->history) : NULL;
}

gboolean
attune_model_page_can_edit (AttuneModelPage *self)
{
  return self->saver != NULL && self->history != NULL &&
         attune_saver_get_state (self->saver) != ATTUNE_SAVING_CONFLICT;
}

/* The cursor, as a step of the history knows it ------------------------------------------------------- */

static char *
spot_to_text (AttuneModelSpot spot)
{
  return g_strdup_printf ("%d,%d", spot.row, spot.column);
}

static void
restore_cursor (AttuneModelPage *self)
{
  const char *selection = attune_history_get_selection (self->history);
  AttuneModelSpot spot;

  if (selection != NULL && sscanf (selection, "%d,%d", &spot.row, &spot.column) == 2)
    attune_model_grid_set_cursor (self->grid, spot);
}

/* Showing -------------------------------------------------------------------------------------------- */

void
attune_model_page_update_actions (AttuneModelPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  AttuneModel *model = attune_model_page_get_model (self);
  AttuneModelSpot spot = attune_model_grid_get_cursor (self->grid);
  gboolean can_edit = attune_model_page_can_edit (self);
  gboolean on_row = model != NULL && spot.row >= 0 &&
                    spot.row < (int) attune_model_get_n_behaviours (model);
  gboolean on_column = model != NULL && spot.column >= 0 &&
                       spot.column < (int) attune_model_get_n_goals (model);
  const struct
  {
    const char *action;
    gboolean is_enabled;
  } actions[] = {
    { "model.undo", can_edit && attune_history_can_undo (self->history) },
    { "model.redo", can_edit && attune_history_can_redo (self->history) },
    { "model.add-goal", can_edit },
    { "model.add-behaviour", can_edit },
    { "model.edit-goal", can_edit && on_column },
    { "model.edit-behaviour", can_edit && on_row },
    { "model.remove-goal", can_edit && on_column },
    { "model.remove-behaviour", can_edit && on_row },
    { "model.move-up", can_edit && on_row && spot.row > 0 },
    { "model.move-down",
      can_edit && on_row && spot.row + 1 < (int) attune_model_get_n_behaviours (model) },
    { "model.move-back", can_edit && on_column && spot.column > 0 },
    { "model.move-on",
      can_edit && on_column && spot.column + 1 < (int) attune_model_get_n_goals (model) },
    { "model.questions", model != NULL && on_row != on_column },
    { "model.view", model != NULL },
    { "model.export", model != NULL },
    { "model.save-report", model != NULL },
    { "model.print", model != NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (widget, actions[i].action, actions[i].is_enabled);
  gtk_widget_set_visible (self->undo, self->saver != NULL);
  gtk_widget_set_visible (self->redo, self->saver != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->add), self->saver != NULL);
  gtk_widget_set_visible (self->view_switch, model != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->more), model != NULL);
  attune_model_grid_set_editable (self->grid, can_edit);
}

static char *
describe (AttuneModel *model)
{
  guint n_goals = attune_model_get_n_goals (model);
  guint n_behaviours = attune_model_get_n_behaviours (model);
  g_autofree char *goals = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u goal", "%u goals",
                                                         n_goals),
                                            n_goals);
  g_autofree char *behaviours = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u behaviour",
                                                              "%u behaviours", n_behaviours),
                                                 n_behaviours);

  return g_strdup_printf ("%s · %s", goals, behaviours);
}

/* What an empty part of the grid says. */
static void
show_empty (AttuneModelPage *self, AttuneModel *model)
{
  gboolean has_goals = attune_model_get_n_goals (model) > 0;
  gboolean has_behaviours = attune_model_get_n_behaviours (model) > 0;
  const char *text = NULL;

  if (self->saver == NULL)
    text = has_goals || has_behaviours ? NULL : _ ("There are no goals and behaviours yet.");
  else if (!has_goals && !has_behaviours)
    text = _ ("Press Shift+Ctrl+Enter to add the first goal, Ctrl+Enter for a behaviour.");
  else if (!has_goals)
    text = _ ("Press Shift+Ctrl+Enter to add the first goal.");
  else if (!has_behaviours)
    text = _ ("Press Ctrl+Enter to add the first behaviour.");
  gtk_label_set_label (self->empty, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->empty), text != NULL);
}

void
attune_model_page_apply (AttuneModelPage *self)
{
  AttuneModel *model = attune_model_page_get_model (self);
  const AttuneModelReview *review = attune_model_page_get_review (self);
  g_autofree char *subtitle = describe (model);

  self->is_applying = TRUE;
  attune_model_grid_show (self->grid, model, review != NULL ? review->check : NULL);
  restore_cursor (self);
  self->is_applying = FALSE;
  attune_page_set_subtitle (ATTUNE_PAGE (self), subtitle);
  show_empty (self, model);
  attune_model_page_queue_review (self);
  attune_model_page_update_actions (self);
}

gboolean
attune_model_page_take (AttuneModelPage *self,
                        AttuneModel *model,
                        AttuneModelSpot spot,
                        const char *merge,
                        GError *error)
{
  g_autoptr (AttuneModel) owned = model;
  g_autoptr (GError) owned_error = error;
  g_autofree char *selection = spot_to_text (spot);

  if (model == NULL)
    {
      g_autofree char *message = attune_format_capital (error->message);

      attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)), message);
      return FALSE;
    }
  if (attune_model_equal (model, attune_model_page_get_model (self)))
    return FALSE;

  attune_history_push (self->history, model, selection, merge, g_get_monotonic_time ());
  attune_model_page_save (self);
  attune_model_page_apply (self);
  return TRUE;
}

void
attune_model_page_save (AttuneModelPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  attune_saver_push (self->saver, attune_model_page_get_model (self));
  if (!self->has_aside)
    return;
  self->has_aside = FALSE;
  attune_store_save_kept_async (attune_context_get_store (context),
                                attune_context_get_actor (context), ATTUNE_KEPT_MODEL_ASIDE, 0, "",
                                NULL, NULL, NULL);
}

/* The table is another way to look at the picture. */
static void
set_view (AttuneModelPage *self, const char *view)
{
  gboolean is_grid = g_strcmp0 (view, "grid") == 0;

  if (g_strcmp0 (self->view, view) == 0)
    return;

  g_free (self->view);
  self->view = g_strdup (view);
  gtk_stack_set_visible_child_name (self->views, is_grid ? "grid" : "picture");
  if (!is_grid)
    gtk_stack_set_visible_child_name (self->picture_views, view);
  gtk_toggle_button_set_active (is_grid ? self->grid_toggle : self->picture_toggle, TRUE);
  attune_model_page_update_picture (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

void
attune_model_page_go (AttuneModelPage *self, AttuneModelSpot spot)
{
  set_view (self, "grid");
  attune_model_grid_set_cursor (self->grid, spot);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

/* Callbacks ------------------------------------------------------------------------------------------ */

static void
moved_cb (AttuneModelPage *self)
{
  g_autofree char *selection = spot_to_text (attune_model_grid_get_cursor (self->grid));

  if (self->is_applying || self->history == NULL)
    return;
  attune_history_select (self->history, selection);
  attune_model_page_update_actions (self);
}

static void
view_toggled_cb (AttuneModelPage *self)
{
  gboolean is_grid = gtk_toggle_button_get_active (self->grid_toggle);

  if (is_grid != g_str_equal (self->view, "grid"))
    set_view (self, is_grid ? "grid" : gtk_stack_get_visible_child_name (self->picture_views));
}

static void
menu_wanted_cb (AttuneModelPage *self)
{
  GdkRectangle place = attune_model_grid_get_rectangle (self->grid,
                                                        attune_model_grid_get_cursor (self->grid));

  if (!attune_model_page_can_edit (self))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The keys go back to where they were. */
static void
popover_closed_cb (AttuneModelPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self->grid)))
    gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
item_chosen_cb (AttuneModelPage *self, AttuneModelItem *item)
{
  if (attune_model_item_get_form (item) != 0)
    attune_context_open_form_at (attune_page_get_context (ATTUNE_PAGE (self)),
                                 attune_model_item_get_form (item),
                                 attune_model_item_get_question (item));
  else
    attune_model_page_go (self, attune_model_item_get_spot (item));
}

/* Of the picture and of its table alike. */
static void
node_activated_cb (AttuneModelPage *self, gint64 id)
{
  const AttuneModelTarget *target = self->picture != NULL
                                      ? attune_model_picture_find (self->picture, id)
                                      : NULL;

  if (target == NULL)
    return;
  if (target->form != 0)
    attune_context_open_form_at (attune_page_get_context (ATTUNE_PAGE (self)), target->form,
                                 target->question);
  else
    attune_model_page_go (self, target->spot);
}

/* What is here is kept as the step before. */
static void
reload_cb (AttuneModelPage *self)
{
  if (self->saver != NULL)
    attune_saver_flush (self->saver);
  attune_model_page_load (self);
}

/* The page ------------------------------------------------------------------------------------------- */

static void
attune_model_page_refresh (AttunePage *page)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (page);

  if (self->history == NULL)
    attune_model_page_load (self);
  else
    attune_model_page_follow (self);
  attune_model_page_load_base (self);
}

static void
attune_model_page_store_changed (AttunePage *page, guint kind, gint64 id)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (page);

  if (!gtk_widget_get_mapped (GTK_WIDGET (page)))
    return;
  if (kind == ATTUNE_CHANGE_FORM)
    attune_model_page_load_base (self);
  else if (kind == ATTUNE_CHANGE_MODEL && self->history == NULL)
    attune_model_page_load (self);
  else if (kind == ATTUNE_CHANGE_MODEL)
    attune_model_page_follow (self);
}

static void
attune_model_page_leave (AttunePage *page)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (page);

  if (self->saver != NULL)
    attune_saver_flush (self->saver);
}

static void
attune_model_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_VIEW:
      g_value_set_string (value, ATTUNE_MODEL_PAGE (object)->view);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_model_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_VIEW:
      set_view (ATTUNE_MODEL_PAGE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_model_page_dispose (GObject *object)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (object);

  if (self->saver != NULL)
    attune_saver_flush (self->saver);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->reviewing);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->reviewing);
  g_clear_handle_id (&self->review_source, g_source_remove);
  g_clear_object (&self->saver);
  g_clear_pointer (&self->history, attune_history_free);
  G_OBJECT_CLASS (attune_model_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_MODEL_PAGE);
}

static void
attune_model_page_finalize (GObject *object)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (object);

  g_clear_pointer (&self->base, attune_model_base_unref);
  g_clear_pointer (&self->review, attune_model_review_free);
  g_clear_pointer (&self->picture, attune_model_picture_free);
  g_free (self->view);

  G_OBJECT_CLASS (attune_model_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/model/attune-model-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, status);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, views);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, picture_views);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, grid_toggle);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, picture_toggle);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, grid);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, chart);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, table);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, conflict);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, saving);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, empty);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, lint_bar);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, summary);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, findings);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, chips);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, view_switch);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, undo);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, redo);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, add);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, more);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelPage, menu);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, item_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, node_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_closed_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "activated_cb",
                                                G_CALLBACK (attune_model_page_activate));
}

static void
attune_model_page_class_init (AttuneModelPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  AttunePageClass *page_class = ATTUNE_PAGE_CLASS (class);

  object_class->dispose = attune_model_page_dispose;
  object_class->finalize = attune_model_page_finalize;
  object_class->get_property = attune_model_page_get_property;
  object_class->set_property = attune_model_page_set_property;
  page_class->refresh = attune_model_page_refresh;
  page_class->store_changed = attune_model_page_store_changed;
  page_class->leave = attune_model_page_leave;

  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "grid",
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                 G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ATTUNE_TYPE_CHART_TABLE_VIEW);
  g_type_ensure (ATTUNE_TYPE_CONFLICT_BAR);
  g_type_ensure (ATTUNE_TYPE_SAVING_LABEL);
  g_type_ensure (ATTUNE_TYPE_CHART_VIEW);
  g_type_ensure (ATTUNE_TYPE_LATE_MENU);
  g_type_ensure (ATTUNE_TYPE_MODEL_GRID);
  g_type_ensure (ATTUNE_TYPE_MODEL_LIST);
  bind_template (GTK_WIDGET_CLASS (class));
  gtk_widget_class_install_property_action (GTK_WIDGET_CLASS (class), "model.view", "view");
  attune_model_page_install_edits (class);
  attune_model_page_install_start (class);
  attune_model_page_install_paper (class);
}

static void
add_popover (AttuneModelPage *self, GtkWidget *popover)
{
  gtk_widget_set_parent (popover, GTK_WIDGET (self->grid));
  g_signal_connect_object (popover, "closed", G_CALLBACK (popover_closed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
attune_model_page_init (AttuneModelPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->view = g_strdup ("grid");
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_model_page_add_keys (self);
  attune_model_page_init_findings (self);
  self->editor = ATTUNE_MODEL_EDITOR (attune_model_editor_new ());
  self->questions = ATTUNE_MODEL_LIST (attune_model_list_new ());
  g_signal_connect_object (self->questions, "chosen", G_CALLBACK (item_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  add_popover (self, GTK_WIDGET (self->editor));
  add_popover (self, GTK_WIDGET (self->questions));
  add_popover (self, GTK_WIDGET (self->menu));
}

GtkWidget *
attune_model_page_new (AttuneContext *context, gint64 id)
{
  AttuneModelPage *self = g_object_new (ATTUNE_TYPE_MODEL_PAGE, "context", context, NULL);

  attune_model_page_update_actions (self);
  return GTK_WIDGET (self);
}
