/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-weak.h"

#include <glib/gi18n.h>

/* What somebody else makes of a draft that is open here and at rest: the next step of it, as if it had been made here. Where
 * something is still to be saved the store decides, and the page says so. */

static gboolean
is_at_rest (AttuneFormPage *self)
{
  return self->history != NULL && self->saver != NULL && self->shows_draft &&
         attune_saver_get_state (self->saver) == ATTUNE_SAVING_SAVED &&
         !attune_saver_is_unsaved (self->saver) && self->entered == NULL && !self->is_publishing &&
         !self->is_discarding;
}

static gboolean
has_part (AttuneForm *form, const char *id)
{
  return id != NULL && (attune_form_find_question (form, id) != ATTUNE_FORM_NONE ||
                        attune_form_find_section (form, id) != ATTUNE_FORM_NONE);
}

/* Theirs becomes a step like any other: what was done before can still be come back to. */
static void
adopt (AttuneFormPage *self, AttuneForm *form)
{
  g_autofree char *message = NULL;
  g_autofree char *selection = g_strdup (attune_form_history_get_selection (self->history));

  /* Translators: %s is a person's name. */
  message = g_strdup_printf (_ ("%s has changed this form"), self->record->draft_by);
  attune_saver_adopt (self->saver, self->record->summary->rev, form);
  attune_form_history_push (self->history, form, has_part (form, selection) ? selection : NULL,
                            NULL, g_get_monotonic_time ());
  attune_form_page_apply (self);
  attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)), message);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = attune_weak_take (data);
  g_autoptr (AttuneFormRecord)
    record = attune_store_load_form_finish (ATTUNE_STORE (source), result, NULL);
  g_autoptr (AttuneForm) form = NULL;

  if (self == NULL || self->stack == NULL || record == NULL || record->draft == NULL ||
      !is_at_rest (self) || record->summary->rev <= attune_saver_get_rev (self->saver))
    return;
  form = attune_form_from_json (record->draft, -1, NULL);
  if (form == NULL)
    return;

  g_clear_pointer (&self->record, attune_form_record_free);
  self->record = g_steal_pointer (&record);
  adopt (self, form);
}

void
attune_form_page_look_elsewhere (AttuneFormPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  if (is_at_rest (self))
    attune_store_load_form_async (attune_context_get_store (context),
                                  attune_context_get_actor (context), self->form, self->cancellable,
                                  loaded_cb, attune_weak_new (self));
}

void
attune_form_page_store_changed (AttunePage *page, guint kind, gint64 id)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (page);

  if (kind == ATTUNE_CHANGE_FORM && id == self->form && gtk_widget_get_mapped (GTK_WIDGET (page)))
    attune_form_page_look_elsewhere (self);
}
