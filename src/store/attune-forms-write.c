/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-forms-private.h"

#include "attune-access.h"
#include "attune-form.h"
#include "attune-json-reader.h"
#include "attune-kept.h"
#include "attune-place.h"

#include <glib/gi18n-lib.h>

gboolean
attune_forms_set_invalid (GPtrArray *faults, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  attune_faults_to_error (faults, &local_error);
  g_set_error_literal (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID, local_error->message);
  return FALSE;
}

/* What the store needs to know of a draft, whatever else may be wrong with it. */
static gboolean
read_heading (const char *document, char **out_key, char **out_title, GError **error)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneJson) json = attune_json_load (document, -1, ATTUNE_FORM_MAX_BYTES, faults);
  g_auto (AttuneJsonReader) reader = { NULL };
  const char *key;
  const char *title;

  if (json == NULL)
    return attune_forms_set_invalid (faults, error);

  attune_json_reader_init (&reader, faults);
  key = attune_json_read_id (&reader, json, "id");
  title = attune_json_read_required_string (&reader, json, "title");
  if (faults->len > 0)
    return attune_forms_set_invalid (faults, error);

  *out_key = g_strdup (key);
  *out_title = g_strdup (title);
  return TRUE;
}

void
attune_forms_require_free_key (AttuneBatch *batch, const char *key, gint64 form)
{
  g_autofree char *message = g_strdup_printf (
    _ ("There is another form with the id “%s”, perhaps a removed one. Give this one a new id."),
    key);

  attune_batch_add (
    batch, "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM form WHERE key = $key AND id <> $form)", "i");
  attune_batch_bind_text (batch, "key", key);
  attune_batch_bind_int (batch, "form", form);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_EXISTS, message);
}

void
attune_forms_require (AttuneBatch *batch, gint64 form, gboolean may_be_removed)
{
  attune_batch_add (batch,
                    "SELECT id FROM form WHERE id = $form AND (removed_at IS NULL OR $removed = 1)",
                    "i");
  attune_batch_bind_int (batch, "form", form);
  attune_batch_bind_int (batch, "removed", may_be_removed != FALSE);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("The form is not there any more. Choose another one."));
}

void
attune_forms_expect_rev (AttuneBatch *batch, const AttuneArguments *arguments)
{
  attune_batch_bind_int (batch, "form", arguments->subject);
  attune_batch_bind_int (batch, "rev", arguments->rev);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The form has been changed meanwhile. Open it again to see how."));
}

/* Whoever saved the draft last, or else published last. Not found out, the conflict stands as it is. */
static char *
find_last_writer (AttuneStore *self, gint64 form)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT p.name FROM form AS f JOIN person AS p ON p.id = coalesce (f.draft_by,"
                    " (SELECT r.published_by FROM form_revision AS r WHERE r.form_id = f.id"
                    " ORDER BY r.number DESC LIMIT 1)) WHERE f.id = $form",
                    "t");
  attune_batch_bind_int (batch, "form", form);
  result = attune_store_read (self, batch, NULL);
  if (result == NULL)
    return NULL;

  rows = attune_result_rows (result, 0);
  return attune_rows_get_n (rows) > 0 ? attune_rows_dup_text (rows, 0, 0) : NULL;
}

void
attune_forms_propagate (AttuneStore *self,
                        const AttuneArguments *arguments,
                        GError *source,
                        GError **error)
{
  g_autofree char *name = NULL;

  if (g_error_matches (source, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT))
    name = find_last_writer (self, arguments->subject);
  if (name == NULL)
    {
      g_propagate_error (error, source);
      return;
    }

  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT,
               /* Translators: %s is a person's name. */
               _ ("%s has changed this form meanwhile. Open it again to see how."), name);
  g_error_free (source);
}

gboolean
attune_forms_commit (AttuneStore *self,
                     AttuneWrite *write,
                     const AttuneArguments *arguments,
                     GError **error)
{
  GError *local_error = NULL;

  if (attune_write_commit (write, &local_error))
    return TRUE;

  attune_forms_propagate (self, arguments, local_error, error);
  return FALSE;
}

static gint64
write_new_form (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *title = NULL;
  g_autoptr (AttuneWrite) write = NULL;
  AttuneBatch *batch;
  gint64 id;

  if (!read_heading (arguments->text, &key, &title, error))
    return 0;

  write = attune_write_new (self, arguments->actor);
  batch = attune_write_get_batch (write);
  id = attune_write_next_id (write);
  attune_access_require (batch, arguments->actor, ATTUNE_FORM_EDITORS);
  attune_forms_require_free_key (batch, key, 0);
  attune_batch_add (batch,
                    "INSERT INTO form (id, rev, key, title, draft, draft_by, draft_at)"
                    " VALUES ($id, 1, $key, $title, $draft, $actor, $now)",
                    "");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_text (batch, "key", key);
  attune_batch_bind_text (batch, "title", title);
  attune_batch_bind_text (batch, "draft", arguments->text);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_write_audit (write, "create-form", id, key);
  attune_write_changed (write, ATTUNE_CHANGE_FORM, id);
  return attune_write_commit (write, error) ? id : 0;
}

static const AttuneVerb create_form = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_new_form,
};

void
attune_store_create_form_async (AttuneStore *self,
                                gint64 actor,
                                const char *document,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  g_return_if_fail (document != NULL);

  attune_verb_start (&create_form, self, &(AttuneArguments){ .actor = actor, .text = document },
                     cancellable, callback, data);
}

gint64
attune_store_create_form_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&create_form, self, result, error);
}

/* A form that nobody has used yet goes by its draft's title; a published one keeps the published title. */
static void
add_draft (AttuneWrite *write, const AttuneArguments *arguments, const char *title)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "UPDATE form SET rev = rev + 1, draft = $draft, draft_by = $actor,"
                    " draft_at = $now, title = CASE WHEN EXISTS (SELECT 1 FROM form_revision"
                    " WHERE form_id = form.id) THEN title ELSE $title END"
                    " WHERE id = $form AND rev = $rev",
                    "");
  attune_batch_bind_text (batch, "draft", arguments->text);
  attune_batch_bind_text (batch, "title", title);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_forms_expect_rev (batch, arguments);
}

static void
drop_draft (AttuneWrite *write, const AttuneArguments *arguments)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch, "SELECT 1 FROM form_revision WHERE form_id = $form AND number = 1", "i");
  attune_batch_bind_int (batch, "form", arguments->subject);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_INVALID,
                       _ ("Nothing of this form has been published, so that nothing would be left "
                          "without the draft. Remove the form instead."));
  attune_batch_add (batch,
                    "UPDATE form SET rev = rev + 1, draft = NULL, draft_by = NULL, draft_at = NULL"
                    " WHERE id = $form AND rev = $rev",
                    "");
  attune_forms_expect_rev (batch, arguments);
}

static gint64
write_draft (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *title = NULL;
  g_autoptr (AttuneWrite) write = NULL;

  if (arguments->text != NULL && !read_heading (arguments->text, &key, &title, error))
    return 0;

  write = attune_write_new (self, arguments->actor);
  attune_access_require (attune_write_get_batch (write), arguments->actor, ATTUNE_FORM_EDITORS);
  attune_forms_require (attune_write_get_batch (write), arguments->subject, FALSE);
  if (arguments->text != NULL)
    add_draft (write, arguments, title);
  else
    drop_draft (write, arguments);
  attune_write_changed (write, ATTUNE_CHANGE_FORM, arguments->subject);
  return attune_forms_commit (self, write, arguments, error) ? arguments->rev + 1 : 0;
}

static const AttuneVerb save_form_draft = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_draft,
};

void
attune_store_save_form_draft_async (AttuneStore *self,
                                    gint64 actor,
                                    gint64 form,
                                    gint64 rev,
                                    const char *document,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  attune_verb_start (&save_form_draft, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = form, .rev = rev, .text = document },
                     cancellable, callback, data);
}

gint64
attune_store_save_form_draft_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&save_form_draft, self, result, error);
}

/* A form on its way into the store. */
typedef struct
{
  AttuneRev *rev;
  AttuneForm *form;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  attune_rev_unref (saving->rev);
  attune_form_unref (saving->form);
  g_free (saving);
}

static gint64
keep_draft (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  Saving *saving = arguments->value;
  g_autofree char *document = attune_form_to_json (saving->form, NULL);
  GError *local_error = NULL;
  gint64 rev;

  arguments->text = document;
  arguments->rev = attune_rev_get (saving->rev);
  rev = write_draft (self, arguments, &local_error);
  if (rev != 0)
    attune_rev_set (saving->rev, rev);
  else if (g_error_matches (local_error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT))
    attune_place_keep (self, arguments->actor, ATTUNE_PLACE_SCREEN ATTUNE_KEPT_FORM_ASIDE,
                       arguments->subject, document, NULL);
  arguments->text = NULL;
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return rev;
}

static const AttuneVerb keep_form_draft = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = keep_draft,
  .free_value = free_saving,
};

void
attune_store_keep_form_draft_async (AttuneStore *self,
                                    gint64 actor,
                                    gint64 form,
                                    AttuneRev *rev,
                                    AttuneForm *draft,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->rev = attune_rev_ref (rev);
  saving->form = attune_form_ref (draft);
  attune_verb_start (&keep_form_draft, self,
                     &(AttuneArguments){ .actor = actor, .subject = form, .value = saving },
                     cancellable, callback, data);
}

gint64
attune_store_keep_form_draft_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&keep_form_draft, self, result, error);
}

static gint64
write_removal (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_access_require (batch, arguments->actor, ATTUNE_FORM_EDITORS);
  attune_forms_require (batch, arguments->subject, TRUE);
  attune_batch_add (batch,
                    "UPDATE form SET rev = rev + 1, removed_at = $removed"
                    " WHERE id = $form AND rev = $rev",
                    "");
  attune_batch_bind_id (batch, "removed", arguments->flag ? attune_write_get_now (write) : 0);
  attune_forms_expect_rev (batch, arguments);
  attune_write_audit (write, arguments->flag ? "remove-form" : "restore-form", arguments->subject,
                      NULL);
  attune_write_changed (write, ATTUNE_CHANGE_FORM, arguments->subject);
  return attune_forms_commit (self, write, arguments, error) ? arguments->rev + 1 : 0;
}

static const AttuneVerb remove_form = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_removal,
};

void
attune_store_remove_form_async (AttuneStore *self,
                                gint64 actor,
                                gint64 form,
                                gint64 rev,
                                gboolean is_removed,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  attune_verb_start (&remove_form, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = form, .rev = rev, .flag = is_removed },
                     cancellable, callback, data);
}

gint64
attune_store_remove_form_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&remove_form, self, result, error);
}
