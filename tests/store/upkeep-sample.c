/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "upkeep-sample.h"

#include "attune-evaluations.h"
#include "attune-upkeep.h"
#include "workload.h"

#include <sqlite3.h>
#include <string.h>

#define ANSWERS                                                                         \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"calls\",\"answers\":{\"q\":" \
  "{\"option\":\"no\"}}}"

static void
evaluate (UpkeepSample *self, gint64 agent, gint64 form, gint64 at)
{
  AttuneStore *store = self->parent.store;
  AttuneEvaluationSpec spec = { .interaction = attune_store_fixture_add_call (&self->parent, agent,
                                                                              at),
                                .agent = agent,
                                .form = form };
  gint64 id = ATTUNE_CALL_OK (start_evaluation, store, self->parent.manager, &spec);
  gint64 rev = ATTUNE_CALL_OK (save_answers, store, self->parent.manager, id, 1, ANSWERS);

  ATTUNE_CALL_OK (submit, store, self->parent.manager, id, rev);
}

static void
add_recording (UpkeepSample *self)
{
  const char *folder = attune_store_get_media_folder (self->parent.store);

  self->recording = g_build_filename (folder, "inner", "call.wav", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  {
    g_autofree char *inner = g_path_get_dirname (self->recording);

    g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  }
  g_assert_true (g_file_set_contents (self->recording, "RIFF", 4, NULL));
  attune_store_fixture_execute (
    &self->parent,
    "INSERT INTO media (id, rev, interaction_id, kind, path, name, is_copied, size)"
    " SELECT 1, 1, min (id), 0, 'inner/call.wav', 'call.wav', 1, 4 FROM interaction");
}

static void
write_as_other (UpkeepSample *self)
{
  g_autoptr (GError) error = NULL;
  AttuneStore *other = attune_store_fixture_open (self->parent.path,
                                                  &(AttuneStoreOptions){ .writer = 9 });

  workload_add (other, self->parent.manager, "theirs", &error);
  g_assert_no_error (error);
  attune_store_fixture_close (other);
}

void
upkeep_sample_set_up (UpkeepSample *self, gconstpointer data)
{
  gint64 agent;
  gint64 form;

  attune_store_fixture_set_up (&self->parent, data);
  self->backup = g_build_filename (self->parent.folder, "backup.attune", NULL);
  agent = attune_store_fixture_add_person (&self->parent, "agent", ATTUNE_ROLE_AGENT, 0);
  form = attune_store_fixture_add_form (&self->parent, "calls");
  evaluate (self, agent, form, attune_id_source_now (self->parent.ids));
  evaluate (self, agent, form, attune_id_source_now (self->parent.ids) + G_TIME_SPAN_HOUR);
  add_recording (self);
  write_as_other (self);
}

void
upkeep_sample_tear_down (UpkeepSample *self, gconstpointer data)
{
  g_free (self->backup);
  g_free (self->recording);
  attune_store_fixture_tear_down (&self->parent, data);
}

void
upkeep_sample_assert_sound (AttuneStore *store)
{
  g_autoptr (AttuneCheckReport) report = ATTUNE_CALL_OK (check, store, NULL, NULL);

  attune_store_fixture_assert_sound (store);
  g_assert_cmpuint (report->n_evaluations, ==, 2);
  g_assert_cmpuint (report->n_events, >, 5);
  g_assert_cmpuint (report->n_rollups, >, 0);
}

void
upkeep_sample_assert_no_leavings (UpkeepSample *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->parent.folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_assert_null (strstr (name, ".partial"));
      g_assert_null (strstr (name, ".version-"));
    }
}

void
upkeep_sample_make_large (UpkeepSample *self)
{
  attune_store_fixture_execute (
    &self->parent, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8000)"
                   " INSERT INTO place (person_id, key, subject_id, value, at)"
                   " SELECT (SELECT min (id) FROM person), 'large', i, hex (zeroblob (2000)), 0"
                   " FROM n");
}

void
upkeep_sample_run_behind (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  if (message != NULL)
    g_error ("%s: %s", sql, message);
  sqlite3_close (handle);
}

void
upkeep_sample_progress_cb (double fraction, gpointer data)
{
  UpkeepProgress *seen = data;

  g_assert_cmpfloat (fraction, >=, seen->last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  seen->last = fraction;
  seen->n++;
}
