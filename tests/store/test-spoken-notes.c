/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluations.h"
#include "attune-notes.h"
#include "attune-policies.h"
#include "attune-store-fixture.h"
#include "attune-upkeep.h"

#include <glib/gstdio.h>
#include <utime.h>
#include <string.h>

#define SPOKEN "OggS spoken"

typedef struct
{
  AttuneStoreFixture store;
  gint64 analyst;
  gint64 evaluation; /* the analyst's draft */
  char *recorded;    /* what was spoken, outside the workspace */
} Fixture;

static void
allow (Fixture *self, gboolean is_allowed)
{
  ATTUNE_CALL_OK (set_policies, self->store.store, self->store.manager, ATTUNE_POLICY_SPOKEN_NOTES,
                  is_allowed);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  AttuneEvaluationSpec spec;
  gint64 agent;

  attune_store_fixture_set_up (&self->store, data);
  self->analyst = attune_store_fixture_add_person (&self->store, "Ana", ATTUNE_ROLE_ANALYST, 0);
  agent = attune_store_fixture_add_person (&self->store, "Mika", ATTUNE_ROLE_AGENT, 0);
  spec = (AttuneEvaluationSpec){
    .interaction = attune_store_fixture_add_call (&self->store, agent, 1000),
    .agent = agent,
    .form = attune_store_fixture_add_form (&self->store, "f"),
  };
  self->evaluation = ATTUNE_CALL_OK (start_evaluation, self->store.store, self->analyst, &spec);
  self->recorded = g_build_filename (self->store.folder, "recorded.ogg", NULL);
  g_assert_true (g_file_set_contents (self->recorded, SPOKEN, -1, NULL));
  allow (self, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->recorded);
  attune_store_fixture_tear_down (&self->store, data);
}

static AttuneNote
make (Fixture *self)
{
  return (AttuneNote){ .evaluation = self->evaluation,
                       .from_us = 5,
                       .to_us = 5,
                       .is_shared = TRUE,
                       .text = (char *) "",
                       .sound = self->recorded,
                       .sound_us = 2 * G_USEC_PER_SEC };
}

static void
assert_spoken (const char *path)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, SPOKEN);
}

static guint
count_files (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (attune_store_get_media_folder (self->store.store), 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, ".ogg");
  return n;
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  AttuneNote note = make (self);
  g_autoptr (AttuneNote) saved = ATTUNE_CALL_OK (save_note, store, self->analyst, &note);
  g_autoptr (GPtrArray) notes = NULL;

  g_assert_true (g_str_has_prefix (saved->sound, attune_store_get_media_folder (store)));
  g_assert_true (g_str_has_suffix (saved->sound, ".ogg"));
  g_assert_cmpint (saved->sound_us, ==, 2 * G_USEC_PER_SEC);
  assert_spoken (saved->sound);
  notes = ATTUNE_CALL_OK (list_notes, store, self->analyst, self->evaluation);
  g_assert_cmpstr (((AttuneNote *) g_ptr_array_index (notes, 0))->sound, ==, saved->sound);
}

/* A change says nothing of what was spoken: it stays. */
static void
test_changed (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  AttuneNote note = make (self);
  g_autoptr (AttuneNote) saved = ATTUNE_CALL_OK (save_note, store, self->analyst, &note);
  g_autoptr (AttuneNote) changed = NULL;

  note = *saved;
  note.text = (char *) "also written";
  note.sound = NULL;
  note.sound_us = 0;
  changed = ATTUNE_CALL_OK (save_note, store, self->analyst, &note);
  g_assert_cmpstr (changed->sound, ==, saved->sound);
  g_assert_cmpint (changed->sound_us, ==, saved->sound_us);
  g_assert_cmpint (ATTUNE_CALL_OK (remove_note, store, self->analyst, changed->id, 2, TRUE), ==, 3);
  assert_spoken (changed->sound);
}

/* Nothing is left of what was not to be. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  AttuneNote note = make (self);

  allow (self, FALSE);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, save_note, store, self->analyst, &note);
  allow (self, TRUE);
  note.sound_us = 0;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, save_note, store, self->analyst, &note);
  note = make (self);
  note.evaluation = 404;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, save_note, store, self->analyst, &note);
  note = make (self);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, save_note, store, self->store.manager, &note);
  note.sound = self->store.path;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, save_note, store, self->analyst, &note);
  note.sound = (char *) "/nowhere.ogg";
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, save_note, store, self->analyst, &note);
  g_assert_cmpuint (count_files (self), ==, 0);
}

static guint
count_findings (Fixture *self)
{
  g_autoptr (AttuneCheckReport) report = ATTUNE_CALL_OK (check, self->store.store, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < report->findings->len; i++)
    {
      const AttuneFinding *finding = g_ptr_array_index (report->findings, i);

      n += g_str_has_prefix (finding->place, "note ");
    }
  g_assert_cmpuint (report->findings->len, ==, n);
  return n;
}

static void
test_check (Fixture *self, gconstpointer data)
{
  AttuneNote note = make (self);
  g_autoptr (AttuneNote)
    saved = ATTUNE_CALL_OK (save_note, self->store.store, self->analyst, &note);

  g_assert_cmpuint (count_findings (self), ==, 0);
  g_assert_true (g_file_set_contents (saved->sound, "OggS another", -1, NULL));
  g_assert_cmpuint (count_findings (self), ==, 1);
  g_unlink (saved->sound);
  g_assert_cmpuint (count_findings (self), ==, 1);
  attune_store_fixture_execute (&self->store, "UPDATE note SET sound = '../recorded.ogg'");
  g_assert_cmpuint (count_findings (self), ==, 1);
}

/* What was copied in and then not kept is told once it has lain there for a day; what somebody else has put there never is. */
static void
test_strays (Fixture *self, gconstpointer data)
{
#define SUM "00112233445566778899aabbccddeeff00112233445566778899aabbccddee"
  static const struct
  {
    const char *name;
    gint64 age;
    guint n_findings;
  } cases[] = {
    { SUM "01.ogg", 25 * 3600, 1 },   { SUM "02", 25 * 3600, 1 },
    { SUM "03.ogg", 0, 0 },           { SUM ".ogg", 25 * 3600, 0 },
    { SUM "0405.ogg", 25 * 3600, 0 }, { ".directory", 25 * 3600, 0 },
  };
  AttuneNote note = make (self);
  g_autoptr (AttuneNote)
    saved = ATTUNE_CALL_OK (save_note, self->store.store, self->analyst, &note);
  g_autofree char *folder = g_path_get_dirname (saved->sound);
  struct utimbuf old = { 0 };

  g_assert_cmpint (g_utime (saved->sound, &old), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);
      gint64 then = g_get_real_time () / G_USEC_PER_SEC - cases[i].age;
      g_autoptr (AttuneCheckReport) report = NULL;

      g_test_message ("case %u", i);
      g_assert_true (g_file_set_contents (path, "OggS", -1, NULL));
      g_assert_cmpint (g_utime (path, &(struct utimbuf){ then, then }), ==, 0);
      report = ATTUNE_CALL_OK (check, self->store.store, NULL, NULL);
      g_assert_cmpuint (report->findings->len, ==, cases[i].n_findings);
      g_unlink (path);
    }
}

/* Once it is submitted, the trail holds what was spoken, and for how long. */
static void
test_sealed (Fixture *self, gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE note SET sound = NULL, sound_us = NULL",
    "UPDATE note SET sound_us = 5",
    "UPDATE note SET passage_from = 3",
    "UPDATE note SET character_to = 0",
  };
  AttuneStore *store = self->store.store;
  AttuneNote note = make (self);
  gint64 rev = ATTUNE_CALL_OK (
    save_answers, store, self->analyst, self->evaluation, 1,
    "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"f\",\"answers\":{\"q\":{\"option\":\"yes\"}}}");
  g_autoptr (AttuneNote) saved = ATTUNE_CALL_OK (save_note, store, self->analyst, &note);

  ATTUNE_CALL_OK (submit, store, self->analyst, self->evaluation, rev);
  g_assert_cmpuint (count_findings (self), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      attune_store_fixture_execute (&self->store, "CREATE TABLE kept AS SELECT * FROM note");
      attune_store_fixture_execute (&self->store, damages[i]);
      g_assert_cmpuint (count_findings (self), >=, 1);
      attune_store_fixture_execute (&self->store,
                                    "UPDATE note SET (sound, sound_us, passage_from, character_to)"
                                    " = (SELECT sound, sound_us, passage_from, character_to"
                                    " FROM kept)");
      attune_store_fixture_execute (&self->store, "DROP TABLE kept");
    }
  g_assert_cmpuint (count_findings (self), ==, 0);
}

static void
test_backup (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (self->store.folder, "backup.attune", NULL);
  g_autofree char *location = g_build_filename (self->store.folder, "restored.attune", NULL);
  AttuneNote note = make (self);
  g_autoptr (AttuneNote)
    saved = ATTUNE_CALL_OK (save_note, self->store.store, self->analyst, &note);
  g_autofree char *name = g_path_get_basename (saved->sound);
  g_autofree char *backed = g_build_filename (self->store.folder, "backup.media", name, NULL);
  g_autofree char *restored = g_build_filename (self->store.folder, "restored.media", name, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  attune_store_backup_async (self->store.store, backup, NULL, NULL, NULL, attune_await_cb, &result);
  attune_store_backup_finish (self->store.store, attune_await (&result), NULL, &error);
  g_assert_no_error (error);
  assert_spoken (backed);
  g_clear_object (&result);
  attune_store_restore_async (backup, location, NULL, attune_await_cb, &result);
  attune_store_restore_finish (attune_await (&result), NULL, &error);
  g_assert_no_error (error);
  assert_spoken (restored);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/spoken-notes/kept", test_kept },
    { "/store/spoken-notes/changed", test_changed },
    { "/store/spoken-notes/refused", test_refused },
    { "/store/spoken-notes/check", test_check },
    { "/store/spoken-notes/strays", test_strays },
    { "/store/spoken-notes/sealed", test_sealed },
    { "/store/spoken-notes/backup", test_backup },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
