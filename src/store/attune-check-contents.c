/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-upkeep-private.h"

#include "attune-evaluation-record.h"

#include "attune-form.h"
#include "attune-notes-private.h"
#include "attune-revision-cache.h"

#include <glib/gi18n-lib.h>

/* Rows of one read. */
#define PAGE 500

static char *
name (const char *kind, gint64 id)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, kind, id);
}

gboolean
attune_check_rows (AttuneCheck *self, const AttuneCheckedRows *checked, GError **error)
{
  gint64 last = G_MININT64;
  guint n;

  do
    {
      g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
      g_autoptr (AttuneResult) result = NULL;
      const AttuneRows *rows;

      attune_batch_add (batch, checked->select, checked->types);
      attune_batch_bind_int (batch, "last", last);
      attune_batch_bind_int (batch, "limit", PAGE);
      result = attune_store_read (self->store, batch, error);
      if (result == NULL || attune_check_is_cancelled (self, error))
        return FALSE;

      rows = attune_result_rows (result, 0);
      n = attune_rows_get_n (rows);
      for (guint i = 0; i < n; i++)
        checked->check (self, rows, i);
      if (n > 0)
        last = attune_rows_get_int (rows, n - 1, 0);
    }
  while (n == PAGE);
  return TRUE;
}

/* Forms ------------------------------------------------------------------------------------------------------------ */

/* What stands beside the document is taken from it. */
static gboolean
is_as_in_document (AttuneCheck *self, const AttuneRows *rows, guint row)
{
  const AttuneRevision *revision = attune_store_get_revision (self->store,
                                                              attune_rows_get_int (rows, row, 0),
                                                              NULL);

  return revision != NULL &&
         attune_form_get_revision (revision->form) == attune_rows_get_int (rows, row, 5) &&
         g_str_equal (attune_form_get_title (revision->form), attune_rows_get_text (rows, row, 6));
}

static void
check_form (AttuneCheck *self, const AttuneRows *rows, guint row)
{
  gint64 form = attune_rows_get_int (rows, row, 1);
  g_autofree char *message = NULL;

  switch (attune_pins_judge_form (self->pins, form, attune_rows_get_int (rows, row, 2),
                                  attune_rows_get_int (rows, row, 3),
                                  attune_rows_get_text (rows, row, 4)))
    {
    case ATTUNE_PIN_DIFFERS:
      message = g_strdup_printf (_ ("Its revision %d is not what was published: the trail has "
                                    "another document, or another person who published it."),
                                 (int) attune_rows_get_int (rows, row, 5));
      break;
    case ATTUNE_PIN_ABSENT:
      message = g_strdup_printf (_ ("Nothing in the trail says that its revision %d was published "
                                    "then."),
                                 (int) attune_rows_get_int (rows, row, 5));
      break;
    case ATTUNE_PIN_HOLDS:
      if (!is_as_in_document (self, rows, row))
        message = g_strdup_printf (_ ("The number or the title of its revision %d is not the "
                                      "document's."),
                                   (int) attune_rows_get_int (rows, row, 5));
      break;
    }
  if (message != NULL)
    attune_check_add (self, name ("form", form), message);
}

static const AttuneCheckedRows forms = {
  "SELECT id, form_id, published_at, published_by, document, number, title FROM form_revision"
  " WHERE id > $last ORDER BY id LIMIT $limit",
  "iiiitit",
  check_form,
};

/* Evaluations ------------------------------------------------------------------------------------------------------ */

static void
check_revision (AttuneCheck *self, const AttuneRows *rows, guint row)
{
  AttuneSealedRevision revision = attune_revision_read_seal (rows, row);
  const char *message = NULL;

  switch (attune_pins_judge_revision (self->pins, &revision))
    {
    case ATTUNE_PIN_DIFFERS:
      message = _ ("It is not what was submitted: the trail has other answers, another score or "
                   "remark, or other people.");
      break;
    case ATTUNE_PIN_ABSENT:
      message = _ ("Nothing in the trail says that it was submitted like this.");
      break;
    case ATTUNE_PIN_HOLDS:
      return;
    }
  attune_check_add (self, name ("evaluation", revision.evaluation), message);
}

static const AttuneCheckedRows revisions = {
  "SELECT " ATTUNE_REVISION_SEAL_COLUMNS
  " FROM evaluation_revision AS r JOIN evaluation AS e ON e.id = r.evaluation_id"
  " WHERE r.submitted_at IS NOT NULL AND r.id > $last ORDER BY r.id LIMIT $limit",
  ATTUNE_REVISION_SEAL_TYPES,
  check_revision,
};

/* Notes ------------------------------------------------------------------------------------------------------------ */

static void
check_note (AttuneCheck *self, const AttuneRows *rows, guint row)
{
  AttuneSealedNote note = attune_note_read_seal (rows, row);
  const char *message = NULL;

  switch (attune_pins_judge_note (self->pins, &note))
    {
    case ATTUNE_PIN_DIFFERS:
      message = _ ("It is not what was written: the trail has another text or place, or another "
                   "author, or says the opposite of its removal.");
      break;
    case ATTUNE_PIN_ABSENT:
      message = _ ("Nothing in the trail says that it was written.");
      break;
    case ATTUNE_PIN_HOLDS:
      return;
    }
  attune_check_add (self, name ("note", note.id), message);
}

/* A draft's notes are not in the trail yet. */
static const AttuneCheckedRows notes = {
  "SELECT " ATTUNE_NOTE_SEAL_COLUMNS " FROM note AS n JOIN evaluation AS e"
  " ON e.id = n.evaluation_id WHERE e.state <> 0 AND n.id > $last ORDER BY n.id LIMIT $limit",
  ATTUNE_NOTE_SEAL_TYPES,
  check_note,
};

static void
add_missing (gint64 id, gint64 evaluation, gpointer data)
{
  AttuneCheck *self = data;

  if (evaluation == 0)
    attune_check_add (self, name ("evaluation or form", id),
                      _ ("It is in the trail, but not in the workspace any more."));
  else
    attune_check_add (
      self, name ("evaluation", evaluation),
      _ ("A revision or a note of it, or what its agent said to it, is in the trail, "
         "but not in the workspace any more."));
}

gboolean
attune_check_contents (AttuneCheck *self, GError **error)
{
  if (!attune_check_rows (self, &forms, error) || !attune_check_rows (self, &revisions, error) ||
      !attune_check_rows (self, &notes, error))
    return FALSE;

  attune_pins_visit_missing (self->pins, add_missing, self);
  return TRUE;
}
