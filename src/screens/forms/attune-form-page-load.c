/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-format.h"
#include "attune-kept.h"
#include "attune-status.h"

#include <glib/gi18n.h>

static void
show_fault (AttuneFormPage *self, const char *title, const GError *error)
{
  attune_status_tell (self->status, "dialog-warning-symbolic", title, error->message);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

/* What can be done is another in a conflict. */
static void
saver_changed_cb (AttuneFormPage *self)
{
  if (attune_saver_get_state (self->saver) == ATTUNE_SAVING_CONFLICT)
    attune_form_page_update_actions (self);
}

gboolean
attune_form_page_is_unchanged (AttuneFormPage *self)
{
  return self->saver != NULL && self->published != NULL &&
         attune_form_equal (self->published, attune_form_page_get_form (self));
}

static char *
describe_draft (AttuneFormPage *self)
{
  const AttuneFormSummary *summary = self->record->summary;

  if (attune_form_page_is_unchanged (self))
    /* Translators: the number is the newest revision of a form, whose draft says the same. */
    return g_strdup_printf (_ ("Nothing has changed since revision %u"), summary->latest_number);
  if (summary->is_retired)
    /* Translators: below the title of a form being changed; the number is the last revision that was in use. */
    return g_strdup_printf (_ ("Draft · revision %u is retired"), summary->latest_number);
  if (summary->latest_number > 0)
    /* Translators: below the title of a form being changed; the number is the revision in use. */
    return g_strdup_printf (_ ("Draft · revision %u is in use"), summary->latest_number);
  return g_strdup (_ ("Draft"));
}

static char *
describe_revision (AttuneFormPage *self)
{
  guint number = attune_form_get_revision (attune_form_page_get_form (self));

  if (number < self->record->summary->latest_number)
    /* Translators: below the title of a form being read; the numbers are that of an old revision and the newest. */
    return g_strdup_printf (_ ("Revision %u · replaced by revision %u"), number,
                            self->record->summary->latest_number);
  if (self->record->summary->is_retired && number == self->record->summary->latest_number)
    /* Translators: below the title of a form being read, which is no longer in use. */
    return g_strdup_printf (_ ("Revision %u · retired"), number);
  /* Translators: below the title of a form being read. */
  return g_strdup_printf (_ ("Revision %u"), number);
}

void
attune_form_page_show_standing (AttuneFormPage *self)
{
  g_autofree char *text = NULL;
  const char *tooltip;

  if (self->history == NULL)
    return;

  text = self->shows_draft ? describe_draft (self) : describe_revision (self);
  attune_page_set_subtitle (ATTUNE_PAGE (self), text);
  tooltip = attune_form_page_is_unchanged (self) ? text : _ ("Publish (Ctrl+Alt+Enter)");
  /* The toolkit looks all over the window for whose tooltip is shown now. */
  if (g_strcmp0 (gtk_widget_get_tooltip_text (self->publish), tooltip) != 0)
    gtk_widget_set_tooltip_text (self->publish, tooltip);
}

static void
published_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = data;
  g_autofree char *document = attune_store_load_form_revision_finish (ATTUNE_STORE (source), result,
                                                                      NULL);
  g_autoptr (AttuneForm) form = document != NULL ? attune_form_from_json (document, -1, NULL)
                                                 : NULL;

  /* Another may have been published meanwhile. */
  if (form == NULL || self->stack == NULL || self->history == NULL ||
      attune_form_get_revision (form) != self->record->summary->latest_number)
    return;

  g_clear_pointer (&self->published, attune_form_unref);
  self->published = g_steal_pointer (&form);
  attune_form_page_update_actions (self);
}

/* What the draft began from, to know whether it says anything else. */
static void
load_published (AttuneFormPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  if (self->record->summary->latest_number > 0)
    attune_store_load_form_revision_async (attune_context_get_store (context),
                                           attune_context_get_actor (context),
                                           self->record->summary->latest_revision,
                                           self->cancellable, published_loaded_cb,
                                           g_object_ref (self));
}

/* Where the form itself was asked for, as it is when it was just made, its title is what comes first. */
static void
enter (AttuneFormPage *self)
{
  if (self->saver != NULL && g_strcmp0 (self->wanted, "") == 0)
    {
      attune_form_page_stay (self);
      attune_form_properties_enter_title (self->properties);
    }
  else
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->list));
      attune_form_page_select_focused (self);
    }
}

/* Puts the version that came too late under what is there, for Undo to come to. */
static void
put_under (AttuneFormPage *self, AttuneForm *aside)
{
  attune_form_history_put_under (self->history, aside);
  self->has_aside = TRUE;
  attune_form_page_update_actions (self);
  attune_context_say (
    attune_page_get_context (ATTUNE_PAGE (self)),
    _ ("The newer version is shown. Undo puts the one that was here in its place."));
}

/* Where it was changed here by now, it waits for the next time. */
static void
aside_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = data;
  g_autofree char *document = attune_store_load_kept_finish (ATTUNE_STORE (source), result, NULL);
  g_autoptr (AttuneForm) aside = document != NULL && document[0] != '\0'
                                   ? attune_form_from_json (document, -1, NULL)
                                   : NULL;

  if (aside == NULL || self->stack == NULL || self->saver == NULL ||
      attune_form_history_can_undo (self->history) || attune_saver_is_unsaved (self->saver) ||
      attune_form_equal (aside, attune_form_page_get_form (self)))
    return;
  put_under (self, aside);
}

static void
look_for_aside (AttuneFormPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  attune_store_load_kept_async (attune_context_get_store (context),
                                attune_context_get_actor (context), ATTUNE_KEPT_FORM_ASIDE,
                                self->form, self->cancellable, aside_loaded_cb,
                                g_object_ref (self));
}

/* What was shown before. */
static void
forget_document (AttuneFormPage *self)
{
  attune_form_page_drop_title (self);
  attune_form_page_forget_check (self);
  g_clear_handle_id (&self->filler, g_source_remove);
  g_clear_handle_id (&self->selector, g_source_remove);
  g_clear_pointer (&self->history, attune_form_history_free);
  g_clear_pointer (&self->published, attune_form_unref);
  /* What was published or discarded is behind it. */
  self->is_publishing = FALSE;
  self->is_discarding = FALSE;
  self->has_aside = FALSE;
}

/* Has `draft` (nullable: one only reads), as was read, kept from now on. The one before may still have something to save:
 * where that is of the draft it goes on, else it does so alone. */
static void
take_saver (AttuneFormPage *self, AttuneForm *draft)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  g_autoptr (AttuneSaver) former = g_steal_pointer (&self->saver);

  if (former != NULL)
    g_signal_handlers_disconnect_by_data (former, self);
  if (draft != NULL && attune_context_has_role (context, ATTUNE_FORM_EDITING))
    {
      self->saver = attune_form_saver_open (context, self->form, self->record->summary->rev, draft);
      g_signal_connect_object (self->saver, "notify::state", G_CALLBACK (saver_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  attune_saving_label_set_saver (self->saving, self->saver);
  attune_conflict_bar_set_saver (self->conflict, self->saver);
}

static void
show_document (AttuneFormPage *self, const char *document, gboolean is_draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) form = attune_form_from_json (document, -1, &error);

  forget_document (self);
  take_saver (self, is_draft ? form : NULL);
  self->shows_draft = is_draft;
  if (form == NULL)
    {
      show_fault (self, _ ("This Form Has Faults"), error);
      attune_form_page_update_actions (self);
      return;
    }

  self->history = attune_form_history_new (
    self->saver != NULL ? attune_saver_get_content (self->saver) : form);
  if (self->saver != NULL)
    {
      look_for_aside (self);
      load_published (self);
    }
  attune_form_page_apply (self);
  gtk_stack_set_visible_child_name (self->stack, "form");
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    enter (self);
  attune_form_page_arrive (self);
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
    show_fault (self, _ ("The Form Could Not Be Read"), error);
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
  if (self->record->revisions->len + (self->record->draft != NULL) > 1)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      g_menu_append (section, _ ("_Compare and Restore…"), "form.compare");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
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
      show_fault (self, _ ("The Form Could Not Be Read"), error);
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
