/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-lab-page-private.h"

#include "attune-form-names.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

/* What a report is made of, in a thread. */
typedef struct
{
  AttuneForm *document;
  AttuneForm *published;
} Matter;

static void
free_matter (gpointer data)
{
  Matter *matter = data;

  attune_form_unref (matter->document);
  g_clear_pointer (&matter->published, attune_form_unref);
  g_free (matter);
}

static void
report_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Matter *matter = data;

  g_task_return_pointer (task, attune_lab_report_new (matter->document, matter->published),
                         (GDestroyNotify) attune_lab_report_free);
}

static void
show_report (AttuneLabPage *self)
{
  guint n = attune_lab_grid_get_n_rows (self->report->findings);
  g_autofree char *label = NULL;

  /* Translators: how many findings there are, on a button. */
  label = n > 0 ? g_strdup_printf (_ ("Findings (%u)"), n) : g_strdup (_ ("Findings"));
  gtk_button_set_label (self->findings_toggle, label);
  attune_lab_table_set_grid (self->questions, self->report->questions);
  attune_lab_table_set_grid (self->sections, self->report->sections);
  attune_lab_table_set_grid (self->findings, self->report->findings);
  gtk_stack_set_visible_child_name (self->findings_stack, n > 0 ? "some" : "none");
  gtk_stack_set_visible_child_name (self->stack, "content");
  attune_lab_page_update (self);
}

static void
reported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneLabPage) self = attune_weak_take (data);
  AttuneLabReport *report = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self == NULL || self->stack == NULL || report == NULL)
    {
      g_clear_pointer (&report, attune_lab_report_free);
      return;
    }
  self->is_loading = FALSE;
  self->report = report;
  show_report (self);
  attune_lab_page_try (self);
}

/* All that it takes is there. */
static void
begin_report (AttuneLabPage *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, reported_cb, attune_weak_new (self));
  Matter *matter = g_new0 (Matter, 1);

  attune_page_set_title (ATTUNE_PAGE (self),
                         attune_form_name_title (attune_form_get_title (self->document)));
  attune_page_set_subtitle (ATTUNE_PAGE (self), _ ("Form Lab"));
  matter->document = attune_form_ref (self->document);
  matter->published = self->published != NULL ? attune_form_ref (self->published) : NULL;
  g_task_set_task_data (task, matter, free_matter);
  g_task_run_in_thread (task, report_thread);
}

/* Reading ----------------------------------------------------------------------------------------- */

static void
take_published (AttuneLabPage *self, AttuneForm *form)
{
  if (self->document == NULL)
    self->document = attune_form_ref (form);
  if (!attune_form_equal (self->document, form))
    self->published = attune_form_ref (form);
}

static void
revision_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneLabPage) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = attune_store_load_form_revision_finish (ATTUNE_STORE (source), result,
                                                                  &error);
  g_autoptr (AttuneForm) form = text != NULL ? attune_form_from_json (text, -1, &error) : NULL;

  if (self == NULL || self->stack == NULL)
    return;
  if (form == NULL)
    {
      attune_lab_page_fail (self, error);
      return;
    }
  take_published (self, form);
  begin_report (self);
}

static void
take_record (AttuneLabPage *self, const AttuneFormRecord *record, GError **error)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  self->has_revision = record->summary->latest_number > 0;
  if (self->document == NULL && record->draft != NULL)
    {
      self->document = attune_form_from_json (record->draft, -1, error);
      if (self->document == NULL)
        return;
    }
  if (!self->has_revision)
    begin_report (self);
  else
    attune_store_load_form_revision_async (attune_context_get_store (context),
                                           attune_context_get_actor (context),
                                           record->summary->latest_revision, self->cancellable,
                                           revision_loaded_cb, attune_weak_new (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneLabPage) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneFormRecord)
    record = attune_store_load_form_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL || self->stack == NULL)
    return;
  if (record != NULL)
    take_record (self, record, &error);
  if (error != NULL)
    attune_lab_page_fail (self, error);
}

void
attune_lab_page_load (AttuneLabPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  if (self->is_loading || self->report != NULL)
    return;

  self->is_loading = TRUE;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  attune_store_load_form_async (attune_context_get_store (context),
                                attune_context_get_actor (context), self->form, self->cancellable,
                                loaded_cb, attune_weak_new (self));
}
