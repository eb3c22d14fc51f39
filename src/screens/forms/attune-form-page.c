/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-form-names.h"
#include "attune-kept.h"

#include "attune-breakpoint.h"
#include "attune-form-drag-area.h"
#include "attune-form-row.h"
#include "attune-format.h"
#include "attune-let-go.h"
#include "attune-tab-stop.h"

#include <glib/gi18n.h>

/* Rows of the outline and the form are made in slices of about this long, so many between looks at the clock. */
#define SLICE_US     (3 * G_TIME_SPAN_MILLISECOND)
#define ROWS_AT_ONCE 2
/* And so many are selected at once. */
#define SELECTED_AT_ONCE 12

G_DEFINE_FINAL_TYPE (AttuneFormPage, attune_form_page, ATTUNE_TYPE_PAGE)

AttuneForm *
attune_form_page_get_form (AttuneFormPage *self)
{
  return self->history != NULL ? attune_form_history_get_form (self->history) : NULL;
}

gboolean
attune_form_page_can_edit (AttuneFormPage *self)
{
  return self->saver != NULL && self->history != NULL && !self->is_discarding &&
         !self->is_publishing && !self->is_retiring &&
         attune_saver_get_state (self->saver) != ATTUNE_SAVING_CONFLICT;
}

/* Brings the outline a step nearer to the form; FALSE where there is more to be done. */
static gboolean
update_outline (AttuneFormPage *self, guint most)
{
  gboolean is_complete;

  self->is_selecting = TRUE;
  is_complete = attune_form_outline_update (self->items, attune_form_page_get_form (self),
                                            attune_form_page_get_lint (self), most);
  self->is_selecting = FALSE;
  return is_complete;
}

const char *const *
attune_form_page_get_selected (AttuneFormPage *self)
{
  static const char *const none[] = { NULL };

  return self->history != NULL ? attune_form_history_get_selected (self->history) : none;
}

static void
show_properties (AttuneFormPage *self)
{
  const char *const *selected = attune_form_page_get_selected (self);

  attune_form_page_show_preview (self);
  gtk_widget_set_visible (GTK_WIDGET (self->properties), self->saver != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->reading), self->saver == NULL);
  if (self->saver != NULL)
    attune_form_properties_show (self->properties, attune_form_page_get_form (self),
                                 attune_form_page_get_lint (self), selected);
  else
    attune_form_reading_show (self->reading, attune_form_page_get_form (self),
                              attune_form_page_get_lint (self), self->model, selected[0]);
}

/* Showing -------------------------------------------------------------------------------------- */

/* The rows of what is selected, as far as they are there. */
static GtkBitset *
find_rows (AttuneFormPage *self)
{
  const char *const *selected = attune_form_page_get_selected (self);
  GtkBitset *rows = gtk_bitset_new_empty ();
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; selected[i] != NULL; i++)
    g_hash_table_add (wanted, (gpointer) selected[i]);
  if (g_hash_table_size (wanted) > 0)
    attune_form_outline_find_all (G_LIST_MODEL (self->items), wanted, rows);
  return rows;
}

/* Only where it differs: every row is told what is set, which takes a while for each. FALSE where more are to be told. */
static gboolean
select_some (AttuneFormPage *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  g_autoptr (GtkBitset) rows = find_rows (self);
  g_autoptr (GtkBitset) before = gtk_selection_model_get_selection (selection);
  g_autoptr (GtkBitset) mask = gtk_bitset_copy (rows);
  gboolean is_complete;

  gtk_bitset_difference (mask, before);
  is_complete = gtk_bitset_get_size (mask) <= SELECTED_AT_ONCE;
  if (!is_complete)
    gtk_bitset_remove_range_closed (mask, gtk_bitset_get_nth (mask, SELECTED_AT_ONCE), G_MAXUINT);
  if (gtk_bitset_is_empty (mask))
    return TRUE;
  self->is_selecting = TRUE;
  gtk_selection_model_set_selection (selection, rows, mask);
  self->is_selecting = FALSE;
  return is_complete;
}

static gboolean
select_cb (gpointer data)
{
  AttuneFormPage *self = data;

  if (!select_some (self))
    return G_SOURCE_CONTINUE;
  self->selector = 0;
  return G_SOURCE_REMOVE;
}

static void
select_rows (AttuneFormPage *self)
{
  g_clear_handle_id (&self->selector, g_source_remove);
  if (!select_some (self))
    self->selector = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 5, select_cb, self, NULL);
}

static void
show_selection (AttuneFormPage *self)
{
  select_rows (self);
  show_properties (self);
  attune_weight_bar_set_selected (self->weights, attune_form_history_get_selection (self->history));
}

/* An entry is to let go of the keys before it can have none; they go on in the form, with the same parts selected. */
static void
set_properties_sensitive (AttuneFormPage *self, gboolean is_sensitive)
{
  GtkWidget *properties = GTK_WIDGET (self->properties);

  if (!is_sensitive && attune_let_go_of_focus (properties))
    {
      gboolean is_selecting = self->is_selecting;

      self->is_selecting = TRUE;
      gtk_widget_grab_focus (GTK_WIDGET (self->list));
      self->is_selecting = is_selecting;
    }
  gtk_widget_set_sensitive (properties, is_sensitive);
}

void
attune_form_page_update_actions (AttuneFormPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean can_edit = attune_form_page_can_edit (self);
  gboolean may_edit = attune_context_has_role (attune_page_get_context (ATTUNE_PAGE (self)),
                                               ATTUNE_FORM_EDITING);

  gtk_widget_action_set_enabled (widget, "form.undo",
                                 can_edit && attune_form_history_can_undo (self->history));
  gtk_widget_action_set_enabled (widget, "form.redo",
                                 can_edit && attune_form_history_can_redo (self->history));
  gtk_widget_action_set_enabled (widget, "form.publish",
                                 can_edit && !attune_form_page_is_unchanged (self));
  gtk_widget_action_set_enabled (widget, "form.discard",
                                 can_edit && self->record->summary->latest_number > 0);
  gtk_widget_action_set_enabled (widget, "form.export", self->history != NULL);
  gtk_widget_action_set_enabled (widget, "form.print", self->history != NULL);
  gtk_widget_action_set_enabled (widget, "form.show-revision",
                                 !self->is_publishing && !self->is_discarding &&
                                   !self->is_retiring);
  attune_form_page_update_groups (self);
  attune_form_page_update_retiring (self);
  gtk_widget_set_visible (self->lab, attune_form_page_can_open_lab (self));
  gtk_widget_set_visible (self->publish, self->saver != NULL);
  gtk_widget_set_visible (self->undo, self->saver != NULL);
  gtk_widget_set_visible (self->redo, self->saver != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->add), self->saver != NULL);
  gtk_widget_set_visible (self->edit, self->saver == NULL && may_edit && self->record != NULL &&
                                        self->record->draft == NULL);
  set_properties_sensitive (self, can_edit);
  attune_form_page_show_standing (self);
}

static gboolean
fill_cb (gpointer data)
{
  AttuneFormPage *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;

  while (!update_outline (self, ROWS_AT_ONCE))
    if (g_get_monotonic_time () >= end)
      return G_SOURCE_CONTINUE;
  self->filler = 0;
  show_selection (self);
  return G_SOURCE_REMOVE;
}

/* What is asked for comes first: all the rows that are still to be made. */
static void
complete_outline (AttuneFormPage *self)
{
  if (self->filler == 0)
    return;

  g_clear_handle_id (&self->filler, g_source_remove);
  update_outline (self, G_MAXUINT);
}

void
attune_form_page_apply (AttuneFormPage *self)
{
  AttuneForm *form = attune_form_page_get_form (self);

  attune_form_page_queue_check (self);
  if (!update_outline (self, ROWS_AT_ONCE) && self->filler == 0)
    self->filler = g_idle_add (fill_cb, self);
  attune_page_set_title (ATTUNE_PAGE (self), attune_form_name_title (attune_form_get_title (form)));
  gtk_widget_set_visible (GTK_WIDGET (self->empty), attune_form_get_n_questions (form) == 0);
  show_selection (self);
  attune_form_page_update_actions (self);
}

void
attune_form_page_show_check (AttuneFormPage *self)
{
  update_outline (self, ROWS_AT_ONCE);
  show_properties (self);
}

void
attune_form_page_reveal (AttuneFormPage *self)
{
  const char *first = attune_form_history_get_selection (self->history);
  guint position = attune_form_outline_find (G_LIST_MODEL (self->items), first);

  if (position == G_MAXUINT)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  gtk_widget_activate_action (GTK_WIDGET (self->outline), "list.scroll-to-item", "u", position);
}

void
attune_form_page_select (AttuneFormPage *self, const char *id)
{
  complete_outline (self);
  attune_form_history_select (self->history, id);
  show_selection (self);
  attune_form_page_update_actions (self);
  attune_form_page_reveal (self);
}

void
attune_form_page_select_all (AttuneFormPage *self, const char *const *ids)
{
  attune_form_history_select_all (self->history, ids);
  show_selection (self);
  attune_form_page_update_actions (self);
}

/* The item of the row that has the keys, or within which they are. */
static AttuneFormItem *
find_focused (AttuneFormPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ATTUNE_TYPE_FORM_ROW) : NULL;

  if (row == NULL && focus != NULL)
    row = gtk_widget_get_first_child (focus);
  return row != NULL && ATTUNE_IS_FORM_ROW (row) ? attune_form_row_get_item (ATTUNE_FORM_ROW (row))
                                                 : NULL;
}

/* Whether a key is held with which the lists extend the selection, or move in it. */
static gboolean
is_extending (AttuneFormPage *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;

  return keyboard != NULL &&
         (gdk_device_get_modifier_state (keyboard) & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
}

void
attune_form_page_select_focused (AttuneFormPage *self)
{
  AttuneFormItem *item = find_focused (self);

  if (item == NULL || self->history == NULL || self->is_selecting ||
      g_strv_contains (attune_form_page_get_selected (self), attune_form_item_get_id (item)) ||
      is_extending (self))
    return;

  attune_form_history_select (self->history, attune_form_item_get_id (item));
  show_selection (self);
  attune_form_page_update_actions (self);
}

gboolean
attune_form_page_take (AttuneFormPage *self,
                       AttuneForm *form,
                       const char *selection,
                       const char *merge,
                       GError *error)
{
  const char *const selected[] = { selection, NULL };

  return attune_form_page_take_all (self, form, selected, merge, error);
}

gboolean
attune_form_page_take_kept (AttuneFormPage *self,
                            AttuneForm *form,
                            const char *merge,
                            GError *error)
{
  return attune_form_page_take_all (self, form, attune_form_page_get_selected (self), merge, error);
}

gboolean
attune_form_page_take_all (AttuneFormPage *self,
                           AttuneForm *form,
                           const char *const *selected,
                           const char *merge,
                           GError *error)
{
  g_auto (GStrv) kept = g_strdupv ((GStrv) selected); /* which may be those of the step before */
  g_autoptr (AttuneForm) owned = form;
  g_autoptr (GError) owned_error = error;

  if (form == NULL)
    {
      g_autofree char *words = attune_format_capital (error->message);

      attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)), words);
      attune_form_page_apply (self);
      return FALSE;
    }

  attune_form_history_push (self->history, form, NULL, merge, g_get_monotonic_time ());
  attune_form_history_select_all (self->history, (const char *const *) kept);
  attune_form_page_save (self);
  attune_form_page_apply (self);
  return TRUE;
}

void
attune_form_page_save (AttuneFormPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  attune_saver_push (self->saver, attune_form_page_get_form (self));
  if (!self->has_aside)
    return;
  self->has_aside = FALSE;
  attune_store_save_kept_async (attune_context_get_store (context),
                                attune_context_get_actor (context), ATTUNE_KEPT_FORM_ASIDE,
                                self->form, "", NULL, NULL, NULL);
}

/* Callbacks ------------------------------------------------------------------------------------ */

/* The ids of the rows that are selected. Owned by the caller. */
static GStrv
list_selected (AttuneFormPage *self)
{
  g_autoptr (GtkBitset)
    rows = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GtkBitsetIter iter;
  guint position;

  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, rows, &position); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (AttuneFormItem)
        item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

      g_strv_builder_add (ids, attune_form_item_get_id (item));
    }
  return g_strv_builder_end (ids);
}

static void
selected_cb (AttuneFormPage *self)
{
  g_auto (GStrv) ids = NULL;

  if (self->is_selecting || self->history == NULL)
    return;

  g_clear_handle_id (&self->selector, g_source_remove);
  ids = list_selected (self);
  attune_form_history_select_all (self->history, (const char *const *) ids);
  show_properties (self);
  attune_weight_bar_set_selected (self->weights, attune_form_history_get_selection (self->history));
  attune_form_page_update_actions (self);
}

static void
activated_cb (AttuneFormPage *self, guint position)
{
  g_autoptr (AttuneFormItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (attune_form_page_can_edit (self) && item != NULL)
    attune_form_item_request_edit (item);
}

static void
outline_activated_cb (AttuneFormPage *self, guint position)
{
  g_autoptr (AttuneFormItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL)
    attune_form_page_select (self, attune_form_item_get_id (item));
}

static void
picked_cb (AttuneFormPage *self, const char *id)
{
  attune_form_page_select (self, id);
}

/* What is here is kept as the step before. */
static void
reload_cb (AttuneFormPage *self)
{
  if (self->saver != NULL)
    attune_saver_flush (self->saver);
  attune_form_page_load (self);
}

/* Menus are made when they are asked for: they hold more widgets than the rest of the header. */
static void
create_menu_cb (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

static void
narrow_cb (AttuneFormPage *self, GParamSpec *pspec, AttuneBreakpoint *breakpoint)
{
  gtk_widget_set_visible (self->outline_pane, !attune_breakpoint_get_is_narrow (breakpoint));
}

static void
focus_moved_cb (AttuneFormPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  attune_form_page_title_left (self);
  attune_form_page_select_focused (self);
  attune_form_page_update_findings (self);
}

static void
attune_form_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (attune_form_page_parent_class)->root (widget);

  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (focus_moved_cb), widget, G_CONNECT_SWAPPED);
}

static void
attune_form_page_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_root (widget), widget);

  GTK_WIDGET_CLASS (attune_form_page_parent_class)->unroot (widget);
}

static void
attune_form_page_refresh (AttunePage *page)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (page);

  if (self->record == NULL)
    attune_form_page_load (self);
  else
    {
      attune_form_page_arrive (self);
      attune_form_page_look_elsewhere (self);
    }
  attune_form_page_load_model (self);
}

static void
attune_form_page_leave (AttunePage *page)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (page);

  attune_form_page_keep_title (self);
  if (self->saver != NULL)
    attune_saver_flush (self->saver);
}

static void
attune_form_page_dispose (GObject *object)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (object);

  attune_form_page_drop_title (self);
  if (self->saver != NULL)
    attune_saver_flush (self->saver);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  attune_form_page_forget_check (self);
  g_clear_handle_id (&self->arriving, g_source_remove);
  g_clear_handle_id (&self->filler, g_source_remove);
  g_clear_handle_id (&self->selector, g_source_remove);
  g_clear_object (&self->saver);
  g_clear_pointer (&self->history, attune_form_history_free);
  G_OBJECT_CLASS (attune_form_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_FORM_PAGE);
}

static void
attune_form_page_finalize (GObject *object)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (object);

  g_clear_pointer (&self->record, attune_form_record_free);
  g_clear_pointer (&self->lint, attune_form_lint_free);
  g_clear_pointer (&self->published, attune_form_unref);
  g_clear_pointer (&self->model, attune_model_unref);
  g_free (self->wanted);
  g_free (self->entered_title);
  g_clear_pointer (&self->taken, g_strfreev);

  G_OBJECT_CLASS (attune_form_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/forms/attune-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, status);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, outline);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, list);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, selection);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, items);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, properties);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, reading);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, outline_pane);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, properties_pane);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, side);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, preview);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, conflict);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, saving);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, range);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, lint_bar);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, chips);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, lab);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, weights);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, edit);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, publish);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, undo);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, redo);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, add);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, revisions);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, more);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, add_menu);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, edit_menu);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, empty);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, stand_in);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, outline_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, attune_form_page_previewed_cb);
  gtk_widget_class_bind_template_callback (widget_class, attune_form_page_title_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, attune_form_page_title_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, attune_form_page_title_unused_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, attune_form_page_title_preedit_cb);
  gtk_widget_class_bind_template_callback (widget_class, attune_form_page_title_paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, attune_form_page_title_changed_cb);
}

static void
attune_form_page_class_init (AttuneFormPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  AttunePageClass *page_class = ATTUNE_PAGE_CLASS (class);

  object_class->dispose = attune_form_page_dispose;
  object_class->finalize = attune_form_page_finalize;
  GTK_WIDGET_CLASS (class)->root = attune_form_page_root;
  GTK_WIDGET_CLASS (class)->unroot = attune_form_page_unroot;
  page_class->refresh = attune_form_page_refresh;
  page_class->store_changed = attune_form_page_store_changed;
  page_class->go_to = attune_form_page_go_to;
  page_class->leave = attune_form_page_leave;

  g_type_ensure (ATTUNE_TYPE_BREAKPOINT);
  g_type_ensure (ATTUNE_TYPE_CONFLICT_BAR);
  g_type_ensure (ATTUNE_TYPE_FORM_DRAG_AREA);
  g_type_ensure (ATTUNE_TYPE_FORM_ITEM);
  g_type_ensure (ATTUNE_TYPE_FORM_PREVIEW);
  g_type_ensure (ATTUNE_TYPE_FORM_PROPERTIES);
  g_type_ensure (ATTUNE_TYPE_FORM_READING);
  g_type_ensure (ATTUNE_TYPE_FORM_ROW);
  g_type_ensure (ATTUNE_TYPE_SAVING_LABEL);
  g_type_ensure (ATTUNE_TYPE_TAB_STOP);
  g_type_ensure (ATTUNE_TYPE_WEIGHT_BAR);
  bind_template (GTK_WIDGET_CLASS (class));
  attune_form_page_install_edits (class);
  attune_form_page_install_bands (class);
  attune_form_page_install_conditions (class);
  attune_form_page_install_scales (class);
  attune_form_page_install_groups (class);
  attune_form_page_install_preview (class);
  attune_form_page_install_reasons (class);
  attune_form_page_install_settings (class);
  attune_form_page_install_lab (class);
  attune_form_page_install_publishing (class);
  attune_form_page_install_drafts (class);
  attune_form_page_install_retiring (class);
  attune_form_page_install_restoring (class);
  attune_form_page_install_exporting (class);
}

static void
attune_form_page_init (AttuneFormPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_form_page_add_keys (self);
  gtk_menu_button_set_create_popup_func (self->add, create_menu_cb, self->add_menu, NULL);
  gtk_menu_button_set_create_popup_func (self->more, create_menu_cb, self->edit_menu, NULL);
}

GtkWidget *
attune_form_page_new (AttuneContext *context, gint64 form)
{
  AttuneFormPage *self = g_object_new (ATTUNE_TYPE_FORM_PAGE, "context", context, NULL);

  self->form = form;
  attune_form_page_set_up_preview (self);
  attune_form_page_update_actions (self);
  return GTK_WIDGET (self);
}
