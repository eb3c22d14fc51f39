/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-forms-private.h"

#include "attune-access.h"
#include "attune-form.h"
#include "attune-json-reader.h"

#include <glib/gi18n-lib.h>

/* A form as it stands before it is published. */
typedef struct
{
  char *key;
  char *draft;
  guint latest_number;
} Candidate;

static void
clear_candidate (Candidate *self)
{
  g_free (self->key);
  g_free (self->draft);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Candidate, clear_candidate)

static gboolean
read_candidate (AttuneStore *self,
                const AttuneArguments *arguments,
                Candidate *out_candidate,
                GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  GError *local_error = NULL;
  const AttuneRows *rows;

  attune_access_require (batch, arguments->actor, ATTUNE_FORM_EDITORS);
  attune_forms_require (batch, arguments->subject, FALSE);
  attune_batch_add (batch,
                    "SELECT key, draft, (SELECT max (number) FROM form_revision"
                    " WHERE form_id = form.id) FROM form WHERE id = $form AND rev = $rev",
                    "tti");
  attune_forms_expect_rev (batch, arguments);
  result = attune_store_read (self, batch, &local_error);
  if (result == NULL)
    {
      attune_forms_propagate (self, arguments, local_error, error);
      return FALSE;
    }

  rows = attune_result_rows (result, 2);
  out_candidate->key = attune_rows_dup_text (rows, 0, 0);
  out_candidate->draft = attune_rows_dup_text (rows, 0, 1);
  out_candidate->latest_number = (guint) attune_rows_get_int (rows, 0, 2);
  return TRUE;
}

/* The candidate's form, or NULL with what keeps it from being published. */
static AttuneForm *
parse_candidate (const Candidate *candidate, GError **error)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneForm) form = NULL;

  if (candidate->draft == NULL)
    {
      g_set_error_literal (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                           _ ("There is no draft to publish. Change the form first."));
      return NULL;
    }

  form = attune_form_parse (candidate->draft, -1, faults);
  if (form == NULL)
    {
      attune_forms_set_invalid (faults, error);
      return NULL;
    }

  if (candidate->latest_number > 0 && g_strcmp0 (attune_form_get_id (form), candidate->key) != 0)
    {
      g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                   _ ("The id of a published form stays “%s”. Put it back, or make a new form."),
                   candidate->key);
      return NULL;
    }
  return g_steal_pointer (&form);
}

/* The document with its number in it, as it will be for good. */
static char *
number_document (const char *draft, guint number)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneJson) json = attune_json_load (draft, -1, ATTUNE_FORM_MAX_BYTES, faults);

  g_assert (json != NULL);
  json_object_set_new (json, "revision", json_integer (number));
  return attune_json_dump (json, TRUE, NULL);
}

static void
add_questions (AttuneWrite *write, gint64 form_id, AttuneForm *form)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      attune_batch_add (batch,
                        "INSERT INTO question (id, form_id, key) VALUES ($id, $form, $key)"
                        " ON CONFLICT (form_id, key) DO NOTHING",
                        "");
      attune_batch_bind_int (batch, "id", attune_write_next_id (write));
      attune_batch_bind_int (batch, "form", form_id);
      attune_batch_bind_text (batch, "key", attune_form_get_question (form, i)->id);
    }
}

/* The pass mark in basis points, rounded up: a score, which is in whole ones, passes either way or neither. */
static void
bind_pass (AttuneBatch *batch, AttuneForm *form)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);
  const AttuneDecimal unit = ATTUNE_DECIMAL_ONE / 100;

  if (scoring->has_pass)
    attune_batch_bind_int (batch, "pass",
                           scoring->pass / unit + (scoring->pass % unit > 0 ? 1 : 0));
  else
    attune_batch_bind_null (batch, "pass");
}

/* Inserts the revision; the one before it is retired: evaluations begin on the newest. Returns the new one's id. */
static gint64
add_revision (AttuneWrite *write,
              gint64 form_id,
              AttuneForm *form,
              const char *document,
              guint number)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  gint64 id = attune_write_next_id (write);

  attune_batch_add (batch,
                    "UPDATE form_revision SET rev = rev + 1, retired_at = $now"
                    " WHERE form_id = $form AND retired_at IS NULL",
                    "");
  attune_batch_bind_int (batch, "form", form_id);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_add (batch,
                    "INSERT INTO form_revision (id, rev, form_id, number, title, document, pass,"
                    " published_at, published_by)"
                    " VALUES ($id, 1, $form, $number, $title, $document, $pass, $now, $actor)",
                    "");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_int (batch, "form", form_id);
  attune_batch_bind_int (batch, "number", number);
  attune_batch_bind_text (batch, "title", attune_form_get_title (form));
  attune_batch_bind_text (batch, "document", document);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  bind_pass (batch, form);
  return id;
}

static void
take_draft (AttuneWrite *write, const AttuneArguments *arguments, AttuneForm *form)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_forms_require_free_key (batch, attune_form_get_id (form), arguments->subject);
  attune_batch_add (batch,
                    "UPDATE form SET rev = rev + 1, key = $key, title = $title, draft = NULL,"
                    " draft_by = NULL, draft_at = NULL WHERE id = $form AND rev = $rev",
                    "");
  attune_batch_bind_text (batch, "key", attune_form_get_id (form));
  attune_batch_bind_text (batch, "title", attune_form_get_title (form));
  attune_forms_expect_rev (batch, arguments);
}

static gint64
write_revision (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_auto (Candidate) candidate = { NULL };
  g_autoptr (AttuneForm) form = NULL;
  g_autoptr (AttuneWrite) write = NULL;
  g_autofree char *document = NULL;
  gint64 id;

  if (!read_candidate (self, arguments, &candidate, error))
    return 0;
  form = parse_candidate (&candidate, error);
  if (form == NULL)
    return 0;

  document = number_document (candidate.draft, candidate.latest_number + 1);
  write = attune_write_new (self, arguments->actor);
  attune_access_require (attune_write_get_batch (write), arguments->actor, ATTUNE_FORM_EDITORS);
  take_draft (write, arguments, form);
  id = add_revision (write, arguments->subject, form, document, candidate.latest_number + 1);
  add_questions (write, arguments->subject, form);
  attune_write_audit (write, "publish-form", arguments->subject, document);
  attune_write_changed (write, ATTUNE_CHANGE_FORM, arguments->subject);
  return attune_forms_commit (self, write, arguments, error) ? id : 0;
}

static const AttuneVerb publish_form = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_revision,
};

void
attune_store_publish_form_async (AttuneStore *self,
                                 gint64 actor,
                                 gint64 form,
                                 gint64 rev,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  attune_verb_start (&publish_form, self,
                     &(AttuneArguments){ .actor = actor, .subject = form, .rev = rev }, cancellable,
                     callback, data);
}

gint64
attune_store_publish_form_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&publish_form, self, result, error);
}

/* --- Retiring ---------------------------------------------------------------------------------------------------- */

static gint64
write_retirement (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_access_require (batch, arguments->actor, ATTUNE_FORM_EDITORS);
  attune_forms_require (batch, arguments->subject, FALSE);
  attune_batch_add (batch, "UPDATE form SET rev = rev + 1 WHERE id = $form AND rev = $rev", "");
  attune_forms_expect_rev (batch, arguments);
  attune_batch_add (batch,
                    "UPDATE form_revision SET rev = rev + 1, retired_at = $retired"
                    " WHERE form_id = $form AND number = (SELECT max (l.number)"
                    " FROM form_revision AS l WHERE l.form_id = $form)",
                    "");
  attune_batch_bind_id (batch, "retired", arguments->flag ? attune_write_get_now (write) : 0);
  attune_batch_bind_int (batch, "form", arguments->subject);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_INVALID,
                       _ ("This form has not been published, so there is nothing to retire. Remove "
                          "it instead."));
  attune_write_audit (write, arguments->flag ? "retire-form" : "reinstate-form", arguments->subject,
                      NULL);
  attune_write_changed (write, ATTUNE_CHANGE_FORM, arguments->subject);
  return attune_forms_commit (self, write, arguments, error) ? arguments->rev + 1 : 0;
}

static const AttuneVerb retire_form = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_retirement,
};

void
attune_store_retire_form_async (AttuneStore *self,
                                gint64 actor,
                                gint64 form,
                                gint64 rev,
                                gboolean is_retired,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  attune_verb_start (&retire_form, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = form, .rev = rev, .flag = is_retired },
                     cancellable, callback, data);
}

gint64
attune_store_retire_form_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&retire_form, self, result, error);
}
