/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-forms-private.h"

#include "attune-access.h"
#include "attune-score.h"

#include <glib/gi18n-lib.h>

/* A form `f` with its newest revision `r`. Whether there is a draft is for those to know who may edit it. */
#define SELECT_SUMMARY                                                                   \
  "SELECT f.id, f.rev, f.key, f.title,"                                                  \
  " CASE WHEN f.draft IS NOT NULL AND " ATTUNE_ACCESS_QUALITY_TEAM " THEN 1 ELSE 0 END," \
  " r.number, r.id, r.published_at, r.pass,"                                             \
  " CASE WHEN r.retired_at IS NOT NULL THEN 1 ELSE 0 END"
#define SUMMARY_TYPES "iittiiiiii"
#define N_SUMMARY     10
#define FROM_FORM                                                    \
  " FROM form AS f LEFT JOIN form_revision AS r ON r.form_id = f.id" \
  " AND r.number = (SELECT max (l.number) FROM form_revision AS l WHERE l.form_id = f.id)"

AttuneFormSummary *
attune_form_summary_copy (const AttuneFormSummary *self)
{
  AttuneFormSummary *copy = g_memdup2 (self, sizeof *self);

  copy->key = g_strdup (self->key);
  copy->title = g_strdup (self->title);
  return copy;
}

void
attune_form_summary_free (AttuneFormSummary *self)
{
  g_free (self->key);
  g_free (self->title);
  g_free (self);
}

void
attune_form_revision_info_free (AttuneFormRevisionInfo *self)
{
  g_free (self->title);
  g_free (self->published_by);
  g_free (self);
}

void
attune_form_record_free (AttuneFormRecord *self)
{
  attune_form_summary_free (self->summary);
  g_free (self->draft);
  g_free (self->draft_by);
  g_ptr_array_unref (self->revisions);
  g_free (self);
}

static gpointer
read_summary (const AttuneRows *rows, guint row)
{
  AttuneFormSummary *summary = g_new0 (AttuneFormSummary, 1);

  summary->id = attune_rows_get_int (rows, row, 0);
  summary->rev = attune_rows_get_int (rows, row, 1);
  summary->key = attune_rows_dup_text (rows, row, 2);
  summary->title = attune_rows_dup_text (rows, row, 3);
  summary->has_draft = attune_rows_get_int (rows, row, 4) != 0;
  summary->latest_number = (guint) attune_rows_get_int (rows, row, 5);
  summary->latest_revision = attune_rows_get_int (rows, row, 6);
  summary->published_at = attune_rows_get_int (rows, row, 7);
  summary->pass = attune_rows_is_null (rows, row, 8) ? ATTUNE_SCORE_NONE
                                                     : attune_rows_get_int (rows, row, 8);
  summary->is_retired = attune_rows_get_int (rows, row, 9) != 0;
  return summary;
}

static gpointer
read_forms (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  GPtrArray *forms;

  attune_batch_add (batch,
                    SELECT_SUMMARY FROM_FORM " WHERE f.removed_at IS NULL AND " ATTUNE_ACCESS_FORM
                                             " ORDER BY f.title, f.id",
                    SUMMARY_TYPES);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  forms = attune_verb_collect (result, 0, read_summary, (GDestroyNotify) attune_form_summary_free);
  for (guint i = 0; i < forms->len; i++)
    {
      AttuneFormSummary *form = g_ptr_array_index (forms, i);

      form->n_evaluations = attune_form_count_get (arguments->value, form->id);
      form->channels = attune_form_channels_get (self, form->latest_revision);
    }
  return forms;
}

static const AttuneVerb list_forms = {
  .priority = ATTUNE_PRIORITY_READ,
  .slice = attune_form_count_prepare,
  .finish_pointer = read_forms,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .free_value = attune_form_count_free,
};

void
attune_store_list_forms_async (AttuneStore *self,
                               gint64 actor,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  attune_verb_start (&list_forms, self,
                     &(AttuneArguments){ .actor = actor, .value = attune_form_count_new () },
                     cancellable, callback, data);
}

GPtrArray *
attune_store_list_forms_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&list_forms, self, result, error);
}

static gpointer
read_revision_info (const AttuneRows *rows, guint row)
{
  AttuneFormRevisionInfo *info = g_new0 (AttuneFormRevisionInfo, 1);

  info->id = attune_rows_get_int (rows, row, 0);
  info->form = attune_rows_get_int (rows, row, 1);
  info->number = (guint) attune_rows_get_int (rows, row, 2);
  info->title = attune_rows_dup_text (rows, row, 3);
  info->published_at = attune_rows_get_int (rows, row, 4);
  info->published_by = attune_rows_dup_text (rows, row, 5);
  info->is_retired = !attune_rows_is_null (rows, row, 6);
  return info;
}

/* A removed form is still there for those who can bring it back. */
static void
add_form_statement (AttuneBatch *batch, const AttuneArguments *arguments)
{
  attune_batch_add (batch,
                    SELECT_SUMMARY ", CASE WHEN " ATTUNE_ACCESS_QUALITY_TEAM
                                   " THEN f.draft ELSE NULL END, p.name, f.draft_at" FROM_FORM
                                   " LEFT JOIN person AS p ON p.id = f.draft_by WHERE f.id = $form"
                                   " AND " ATTUNE_ACCESS_FORM
                                   " AND (f.removed_at IS NULL OR " ATTUNE_ACCESS_QUALITY_TEAM ")",
                    SUMMARY_TYPES "tti");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "form", arguments->subject);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("The form is not there, or not published yet. Choose another one."));
}

static void
add_revisions_statement (AttuneBatch *batch, const AttuneArguments *arguments)
{
  attune_batch_add (batch,
                    "SELECT r.id, r.form_id, r.number, r.title, r.published_at, p.name,"
                    " r.retired_at FROM form_revision AS r JOIN person AS p ON p.id ="
                    " r.published_by WHERE r.form_id = $form ORDER BY r.number DESC",
                    "iiititi");
  attune_batch_bind_int (batch, "form", arguments->subject);
}

static gpointer
read_form (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;
  AttuneFormRecord *record;

  add_form_statement (batch, arguments);
  add_revisions_statement (batch, arguments);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  rows = attune_result_rows (result, 0);
  record = g_new0 (AttuneFormRecord, 1);
  record->summary = read_summary (rows, 0);
  record->summary->n_evaluations = attune_form_count_get (arguments->value, record->summary->id);
  record->summary->channels = attune_form_channels_get (self, record->summary->latest_revision);
  record->draft = attune_rows_dup_text (rows, 0, N_SUMMARY);
  if (record->draft != NULL)
    {
      record->draft_by = attune_rows_dup_text (rows, 0, N_SUMMARY + 1);
      record->draft_at = attune_rows_get_int (rows, 0, N_SUMMARY + 2);
    }
  record->revisions = attune_verb_collect (result, 1, read_revision_info,
                                           (GDestroyNotify) attune_form_revision_info_free);
  return record;
}

static const AttuneVerb load_form = {
  .priority = ATTUNE_PRIORITY_READ,
  .slice = attune_form_count_prepare,
  .finish_pointer = read_form,
  .free_result = (GDestroyNotify) attune_form_record_free,
  .free_value = attune_form_count_free,
};

void
attune_store_load_form_async (AttuneStore *self,
                              gint64 actor,
                              gint64 form,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  attune_verb_start (&load_form, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = form, .value = attune_form_count_new () },
                     cancellable, callback, data);
}

AttuneFormRecord *
attune_store_load_form_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&load_form, self, result, error);
}

static gpointer
read_document (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch,
                    "SELECT document FROM form_revision WHERE id = $revision"
                    " AND " ATTUNE_ACCESS_ANYBODY,
                    "t");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "revision", arguments->subject);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("There is no such revision of a form. Choose one from the list."));
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;
  return attune_rows_dup_text (attune_result_rows (result, 0), 0, 0);
}

static const AttuneVerb load_form_revision = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = read_document,
  .free_result = g_free,
};

void
attune_store_load_form_revision_async (AttuneStore *self,
                                       gint64 actor,
                                       gint64 revision,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data)
{
  attune_verb_start (&load_form_revision, self,
                     &(AttuneArguments){ .actor = actor, .subject = revision }, cancellable,
                     callback, data);
}

char *
attune_store_load_form_revision_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&load_form_revision, self, result, error);
}
