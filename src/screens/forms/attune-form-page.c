/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-breakpoint.h"
#include "attune-format.h"
#include "attune-form-row.h"

#include <glib/gi18n.h>

/* So many findings stand in the bar; the rest is a number. */
#define MAX_CHIPS 3
/* A pause in editing before the form is checked again. */
#define CHECK_MS 120
/* Rows of the outline and the form are made in slices of about this long, so many between looks at the clock. */
#define SLICE_US     (3 * G_TIME_SPAN_MILLISECOND)
#define ROWS_AT_ONCE 2

#define EDITING (ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

G_DEFINE_FINAL_TYPE (AttuneFormPage, attune_form_page, ATTUNE_TYPE_PAGE)

AttuneForm *
attune_form_page_get_form (AttuneFormPage *self)
{
  return self->history != NULL ? attune_form_history_get_form (self->history) : NULL;
}

gboolean
attune_form_page_can_edit (AttuneFormPage *self)
{
  return self->saver != NULL && self->history != NULL &&
         attune_form_saver_get_state (self->saver) != ATTUNE_SAVING_CONFLICT;
}

/* NULL while it is to be made anew. */
static const AttuneFormLint *
get_lint (AttuneFormPage *self)
{
  return self->lint_source == 0 ? self->lint : NULL;
}

/* Brings the outline a step nearer to the form; FALSE where there is more to be done. */
static gboolean
update_outline (AttuneFormPage *self, guint most)
{
  gboolean is_complete;

  self->is_selecting = TRUE;
  is_complete = attune_form_outline_update (self->items, attune_form_page_get_form (self),
                                            get_lint (self), most);
  self->is_selecting = FALSE;
  return is_complete;
}

/* The check ------------------------------------------------------------------------------------ */

static void
chip_clicked_cb (AttuneFormPage *self, GtkWidget *chip)
{
  attune_form_page_select (self, g_object_get_data (G_OBJECT (chip), "attune-place"));
}

static void
add_chip (AttuneFormPage *self, const AttuneFault *fault)
{
  const char *place = attune_form_outline_resolve (attune_form_page_get_form (self), fault->place);
  GtkWidget *label = gtk_label_new (fault->message);
  GtkWidget *chip = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 38);
  gtk_button_set_child (GTK_BUTTON (chip), label);
  gtk_widget_set_tooltip_text (chip, fault->message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  fault->message, -1);
  gtk_widget_add_css_class (chip, "chip");
  g_object_set_data_full (G_OBJECT (chip), "attune-place", g_strdup (place), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->chips, chip);
}

static void
show_chips (AttuneFormPage *self)
{
  guint n = self->lint->warnings->len;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < MIN (n, MAX_CHIPS); i++)
    add_chip (self, g_ptr_array_index (self->lint->warnings, i));
  if (n > MAX_CHIPS)
    {
      g_autofree char *more = g_strdup_printf (
        /* Translators: after some findings about a form. */
        g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n - MAX_CHIPS), n - MAX_CHIPS);
      GtkWidget *label = gtk_label_new (more);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (self->chips, label);
    }
}

static void
show_range (AttuneFormPage *self)
{
  g_autofree char *minimum = attune_format_score (self->lint->minimum);
  g_autofree char *maximum = attune_format_score (self->lint->maximum);
  /* Translators: the least and the most that a form can give, "Gives 0 to 100". */
  g_autofree char *text = g_strdup_printf (_ ("Gives %s to %s"), minimum, maximum);

  gtk_label_set_label (self->range,
                       self->lint->maximum == ATTUNE_SCORE_NONE ? _ ("Gives no score") : text);
}

static void
show_properties (AttuneFormPage *self)
{
  const char *selected = attune_form_history_get_selection (self->history);
  guint position = attune_form_outline_find (G_LIST_MODEL (self->items), selected);

  attune_form_properties_show (self->properties, attune_form_page_get_form (self), get_lint (self),
                               position != G_MAXUINT ? selected : NULL);
}

static gboolean
lint_cb (gpointer data)
{
  AttuneFormPage *self = data;
  AttuneForm *form = attune_form_page_get_form (self);

  self->lint_source = 0;
  g_clear_pointer (&self->lint, attune_form_lint_free);
  self->lint = attune_form_lint (form);
  update_outline (self, ROWS_AT_ONCE);
  show_properties (self);
  attune_weight_bar_set_form (self->weights, form, self->lint);
  show_chips (self);
  show_range (self);
  return G_SOURCE_REMOVE;
}

static void
queue_lint (AttuneFormPage *self)
{
  g_clear_handle_id (&self->lint_source, g_source_remove);
  self->lint_source = g_timeout_add (self->lint == NULL ? 0 : CHECK_MS, lint_cb, self);
}

/* Showing -------------------------------------------------------------------------------------- */

static void
show_selection (AttuneFormPage *self)
{
  const char *selected = attune_form_history_get_selection (self->history);
  guint position = attune_form_outline_find (G_LIST_MODEL (self->items), selected);

  self->is_selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_selecting = FALSE;
  show_properties (self);
  attune_weight_bar_set_selected (self->weights, selected);
}

static void
show_saving (AttuneFormPage *self)
{
  const char *text = "";

  if (self->saver != NULL)
    switch (attune_form_saver_get_state (self->saver))
      {
      case ATTUNE_SAVING_SAVED:
        text = _ ("Draft saved");
        break;
      case ATTUNE_SAVING_PENDING:
        text = _ ("Saving…");
        break;
      case ATTUNE_SAVING_CONFLICT:
        break;
      case ATTUNE_SAVING_FAILED:
        text = _ ("Not saved");
        break;
      }
  gtk_label_set_label (self->saving, text);
}

static void
update_actions (AttuneFormPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean can_edit = attune_form_page_can_edit (self);
  gboolean may_edit = attune_context_has_role (attune_page_get_context (ATTUNE_PAGE (self)),
                                               EDITING);
  const char *selected = self->history != NULL ? attune_form_history_get_selection (self->history)
                                               : NULL;

  gtk_widget_action_set_enabled (widget, "form.undo",
                                 can_edit && attune_form_history_can_undo (self->history));
  gtk_widget_action_set_enabled (widget, "form.redo",
                                 can_edit && attune_form_history_can_redo (self->history));
  gtk_widget_action_set_enabled (widget, "form.publish", can_edit && !self->is_publishing);
  gtk_widget_action_set_enabled (widget, "form.remove", can_edit && selected != NULL);
  gtk_widget_action_set_enabled (widget, "form.duplicate", can_edit && selected != NULL);
  gtk_widget_action_set_enabled (widget, "form.discard",
                                 can_edit && self->record->summary->latest_number > 0);
  gtk_widget_set_visible (self->publish, self->saver != NULL);
  gtk_widget_set_visible (self->undo, self->saver != NULL);
  gtk_widget_set_visible (self->redo, self->saver != NULL);
  gtk_widget_set_visible (self->add, self->saver != NULL);
  gtk_widget_set_visible (self->edit, self->saver == NULL && may_edit && self->record != NULL &&
                                        self->record->draft == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->properties), can_edit);
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

  queue_lint (self);
  if (!update_outline (self, ROWS_AT_ONCE) && self->filler == 0)
    self->filler = g_idle_add (fill_cb, self);
  attune_page_set_title (ATTUNE_PAGE (self), attune_form_get_title (form));
  gtk_widget_set_visible (GTK_WIDGET (self->empty), attune_form_get_n_questions (form) == 0);
  show_selection (self);
  update_actions (self);
}

void
attune_form_page_select (AttuneFormPage *self, const char *id)
{
  guint position;

  complete_outline (self);
  position = attune_form_outline_find (G_LIST_MODEL (self->items), id);
  attune_form_history_select (self->history, id);
  show_selection (self);
  update_actions (self);
  if (position != G_MAXUINT)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
      gtk_widget_activate_action (GTK_WIDGET (self->outline), "list.scroll-to-item", "u", position);
    }
}

gboolean
attune_form_page_take (AttuneFormPage *self,
                       AttuneForm *form,
                       const char *selection,
                       const char *merge,
                       GError *error)
{
  g_autoptr (AttuneForm) owned = form;
  g_autoptr (GError) owned_error = error;

  if (form == NULL)
    {
      attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)), error->message);
      attune_form_page_apply (self);
      return FALSE;
    }

  attune_form_history_push (self->history, form, selection, merge, g_get_monotonic_time ());
  attune_form_saver_push (self->saver, form);
  attune_form_page_apply (self);
  return TRUE;
}

/* Loading -------------------------------------------------------------------------------------- */

static void
show_status (AttuneFormPage *self, const char *icon, const char *title, const char *description)
{
  g_autofree char *markup = g_markup_escape_text (description, -1);

  adw_status_page_set_icon_name (self->status, icon);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, markup);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
saver_changed_cb (AttuneFormPage *self)
{
  AttuneSavingState state = attune_form_saver_get_state (self->saver);
  gboolean has_conflict = state == ATTUNE_SAVING_CONFLICT;

  show_saving (self);
  gtk_label_set_label (self->conflict_text,
                       has_conflict ? attune_form_saver_get_message (self->saver) : "");
  gtk_revealer_set_reveal_child (self->conflict, has_conflict);
  if (has_conflict)
    update_actions (self);
  if (state == ATTUNE_SAVING_FAILED)
    attune_form_page_saver_idle (self); /* a retry must not publish by itself */
}

static void
show_subtitle (AttuneFormPage *self, gboolean is_draft, guint number)
{
  g_autofree char *text = NULL;

  if (is_draft && self->record->summary->latest_number > 0)
    /* Translators: below the title of a form being changed; the number is the revision in use. */
    text = g_strdup_printf (_ ("Draft · revision %u is in use"),
                            self->record->summary->latest_number);
  else if (is_draft)
    text = g_strdup (_ ("Draft"));
  else
    /* Translators: below the title of a form being read. */
    text = g_strdup_printf (_ ("Revision %u"), number);
  attune_page_set_subtitle (ATTUNE_PAGE (self), text);
}

/* A form that was just made wants its name first. */
static void
enter (AttuneFormPage *self, gboolean is_draft)
{
  const AttuneFormSummary *summary = self->record->summary;

  if (is_draft && self->saver != NULL && summary->latest_number == 0 && summary->rev == 1)
    attune_form_properties_enter_title (self->properties);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
show_document (AttuneFormPage *self, const char *document, gboolean is_draft)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) form = attune_form_from_json (document, -1, &error);

  g_clear_handle_id (&self->lint_source, g_source_remove);
  g_clear_handle_id (&self->filler, g_source_remove);
  g_clear_pointer (&self->history, attune_form_history_free);
  if (self->saver != NULL)
    g_signal_handlers_disconnect_by_data (self->saver, self); /* it may still have to try again */
  g_clear_object (&self->saver);
  if (form == NULL)
    {
      show_status (self, "dialog-warning-symbolic", _ ("This Form Has Faults"), error->message);
      update_actions (self);
      return;
    }

  self->history = attune_form_history_new (form);
  if (is_draft && attune_context_has_role (context, EDITING))
    {
      self->saver = attune_form_saver_new (context, self->form, self->record->summary->rev);
      g_signal_connect_object (self->saver, "notify::state", G_CALLBACK (saver_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->saver, "idle", G_CALLBACK (attune_form_page_saver_idle), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_revealer_set_reveal_child (self->conflict, FALSE);
  show_saving (self);
  show_subtitle (self, is_draft, attune_form_get_revision (form));
  attune_form_page_apply (self);
  gtk_stack_set_visible_child_name (self->stack, "form");
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    enter (self, is_draft);
}

static void
revision_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *document = attune_store_load_form_revision_finish (ATTUNE_STORE (source), result,
                                                                      &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (document == NULL)
    show_status (self, "dialog-warning-symbolic", _ ("The Form Could Not Be Read"), error->message);
  else
    show_document (self, document, FALSE);
}

/* The menu of what there is to read: the draft, then every revision. */
static void
fill_revisions (AttuneFormPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  if (self->record->draft != NULL)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ ("Draft"), NULL);

      g_menu_item_set_action_and_target (item, "form.show-revision", "x", G_GINT64_CONSTANT (0));
      g_menu_append_item (menu, item);
    }
  for (guint i = 0; i < self->record->revisions->len; i++)
    {
      const AttuneFormRevisionInfo *info = g_ptr_array_index (self->record->revisions, i);
      AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
      g_autofree char *day = attune_format_time (info->published_at,
                                                 attune_context_get_time_zone (context),
                                                 ATTUNE_TIME_DAY);
      /* Translators: a revision of a form in a menu: its number, day and who published it. */
      g_autofree char *label = g_strdup_printf (_ ("Revision %u · %s · %s"), info->number, day,
                                                info->published_by);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "form.show-revision", "x", info->id);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->revisions, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->revisions), self->record->revisions->len > 0);
}

static void
show_record (AttuneFormPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  gint64 revision = self->shown_revision != 0     ? self->shown_revision
                    : self->record->draft == NULL ? self->record->summary->latest_revision
                                                  : 0;

  fill_revisions (self);
  if (revision == 0 && self->record->draft != NULL)
    show_document (self, self->record->draft, TRUE);
  else
    attune_store_load_form_revision_async (attune_context_get_store (context),
                                           attune_context_get_actor (context), revision,
                                           self->cancellable, revision_loaded_cb,
                                           g_object_ref (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = data;
  g_autoptr (GError) error = NULL;
  AttuneFormRecord *record = attune_store_load_form_finish (ATTUNE_STORE (source), result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&record, attune_form_record_free);
      return;
    }
  if (record == NULL)
    {
      show_status (self, "dialog-warning-symbolic", _ ("The Form Could Not Be Read"),
                   error->message);
      return;
    }

  g_clear_pointer (&self->record, attune_form_record_free);
  self->record = record;
  show_record (self);
}

void
attune_form_page_load (AttuneFormPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  attune_store_load_form_async (attune_context_get_store (context),
                                attune_context_get_actor (context), self->form, self->cancellable,
                                loaded_cb, g_object_ref (self));
}

/* Callbacks ------------------------------------------------------------------------------------ */

static void
selected_cb (AttuneFormPage *self)
{
  AttuneFormItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (self->is_selecting || self->history == NULL)
    return;

  attune_form_history_select (self->history, item != NULL ? attune_form_item_get_id (item) : NULL);
  show_properties (self);
  attune_weight_bar_set_selected (self->weights, attune_form_history_get_selection (self->history));
  update_actions (self);
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

static void
form_selected_cb (AttuneFormPage *self)
{
  attune_form_page_select (self, NULL);
}

static void
reload_cb (AttuneFormPage *self)
{
  attune_form_page_load (self);
}

static void
narrow_cb (AttuneFormPage *self, GParamSpec *pspec, AttuneBreakpoint *breakpoint)
{
  gtk_widget_set_visible (self->outline_pane, !attune_breakpoint_get_is_narrow (breakpoint));
}

static void
attune_form_page_refresh (AttunePage *page)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (page);

  if (self->record == NULL)
    attune_form_page_load (self);
}

static void
attune_form_page_leave (AttunePage *page)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (page);

  if (self->saver != NULL)
    attune_form_saver_flush (self->saver);
}

static void
attune_form_page_dispose (GObject *object)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (object);

  if (self->saver != NULL)
    attune_form_saver_flush (self->saver);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->lint_source, g_source_remove);
  g_clear_handle_id (&self->filler, g_source_remove);
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
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, outline_pane);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, properties_pane);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, conflict);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, conflict_text);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, saving);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, range);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, lint_bar);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, chips);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, weights);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, edit);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, publish);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, undo);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, redo);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, add);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, revisions);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPage, empty);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, outline_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
}

static void
attune_form_page_class_init (AttuneFormPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  AttunePageClass *page_class = ATTUNE_PAGE_CLASS (class);

  object_class->dispose = attune_form_page_dispose;
  object_class->finalize = attune_form_page_finalize;
  page_class->refresh = attune_form_page_refresh;
  page_class->leave = attune_form_page_leave;

  g_type_ensure (ATTUNE_TYPE_BREAKPOINT);
  g_type_ensure (ATTUNE_TYPE_FORM_ITEM);
  g_type_ensure (ATTUNE_TYPE_FORM_PROPERTIES);
  g_type_ensure (ATTUNE_TYPE_FORM_ROW);
  g_type_ensure (ATTUNE_TYPE_WEIGHT_BAR);
  bind_template (GTK_WIDGET_CLASS (class));
  attune_form_page_install_edits (class);
  attune_form_page_install_publishing (class);
}

static void
attune_form_page_init (AttuneFormPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_form_page_new (AttuneContext *context, gint64 form)
{
  AttuneFormPage *self = g_object_new (ATTUNE_TYPE_FORM_PAGE, "context", context, NULL);

  self->form = form;
  update_actions (self);
  return GTK_WIDGET (self);
}
