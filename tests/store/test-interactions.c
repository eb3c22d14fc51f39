/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluations.h"
#include "attune-store-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* 31 December 2025, 22:30 UTC: New Year's Day in Helsinki. */
#define NEW_YEAR (G_GINT64_CONSTANT (1767220200) * G_USEC_PER_SEC)

typedef struct
{
  AttuneStoreFixture store;
  gint64 coach;
  gint64 analyst;
  gint64 team;
  gint64 agent; /* in the coach's team */
  gint64 other; /* in no team */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->store, data);
  self->coach = attune_store_fixture_add_person (&self->store, "coach", ATTUNE_ROLE_COACH, 0);
  self->analyst = attune_store_fixture_add_person (&self->store, "analyst", ATTUNE_ROLE_ANALYST, 0);
  self->team = attune_store_fixture_add_team (&self->store, "North", self->coach);
  self->agent = attune_store_fixture_add_person (&self->store, "Mika", ATTUNE_ROLE_AGENT,
                                                 self->team);
  self->other = attune_store_fixture_add_person (&self->store, "Liisa", ATTUNE_ROLE_AGENT, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_tear_down (&self->store, data);
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static AttuneInteraction *
make (gint64 agent)
{
  AttuneInteraction *interaction = attune_interaction_new ();

  interaction->started_at = NEW_YEAR;
  g_ptr_array_add (interaction->parts, attune_part_new (agent, -1, -1));
  return interaction;
}

static char *
write_file (Fixture *self, const char *name, const char *contents, gsize size)
{
  char *path = g_build_filename (self->store.folder, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, (gssize) size, NULL));
  return path;
}

static AttuneMedia *
add_media (AttuneInteraction *interaction, const char *path, gboolean is_copied)
{
  AttuneMedia *media = attune_media_new (ATTUNE_MEDIA_AUDIO, path);

  media->is_copied = is_copied;
  g_ptr_array_add (interaction->media, media);
  return media;
}

static GArray *
try_add (Fixture *self, gint64 actor, AttuneInteraction *interaction, GError **error)
{
  g_autoptr (GPtrArray) interactions = g_ptr_array_new ();

  g_ptr_array_add (interactions, interaction);
  return ATTUNE_CALL (add_interactions, self->store.store, error, actor, interactions);
}

static gint64
add (Fixture *self, gint64 actor, AttuneInteraction *interaction)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = try_add (self, actor, interaction, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
  return g_array_index (ids, gint64, 0);
}

static void
assert_refused (Fixture *self, gint64 actor, AttuneInteraction *interaction, AttuneStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (try_add (self, actor, interaction, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, (int) code);
  g_assert_cmpint (attune_store_fixture_get_int (&self->store, "SELECT count (*) FROM interaction"),
                   ==, 0);
}

static AttuneInteraction *
load (Fixture *self, gint64 actor, gint64 id)
{
  return ATTUNE_CALL_OK (load_interaction, self->store.store, actor, id);
}

static gint64
evaluate (Fixture *self, gint64 interaction, gint64 agent)
{
  AttuneStore *store = self->store.store;
  AttuneEvaluationSpec spec = { interaction, agent,
                                attune_store_fixture_add_form (&self->store, "f") };

  return ATTUNE_CALL_OK (start_evaluation, store, self->analyst, &spec);
}

static void
test_none (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GArray)
    ids = ATTUNE_CALL_OK (add_interactions, self->store.store, self->analyst, none);

  g_assert_cmpuint (ids->len, ==, 0);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_interaction, self->store.store,
                     self->analyst, 1);
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneInteraction) interaction = make (self->agent);
  g_autoptr (AttuneInteraction) loaded = NULL;
  const AttunePart *part;
  const AttuneMedia *media;
  gint64 id;

  interaction->external_id = g_strdup ("c-1");
  interaction->channel = ATTUNE_CHANNEL_CHAT;
  interaction->duration_us = 402 * G_USEC_PER_SEC;
  set_text (&interaction->customer, "Åke “O'Neil”; DROP TABLE");
  set_text (&interaction->subject, "日本語 🎧");
  set_text (&interaction->source, "pbx");
  g_ptr_array_add (interaction->parts, attune_part_new (self->other, 60, 120));
  add_media (interaction, "/nowhere/call one.wav", FALSE)
    ->agent_channel = ATTUNE_AGENT_CHANNEL_RIGHT;
  id = add (self, self->analyst, interaction);

  loaded = load (self, self->coach, id);
  g_assert_cmpint (loaded->id, ==, id);
  g_assert_cmpint (loaded->rev, ==, 1);
  g_assert_cmpstr (loaded->external_id, ==, "c-1");
  g_assert_cmpint (loaded->channel, ==, ATTUNE_CHANNEL_CHAT);
  g_assert_cmpint (loaded->started_at, ==, NEW_YEAR);
  g_assert_cmpint (loaded->duration_us, ==, 402 * G_USEC_PER_SEC);
  g_assert_cmpstr (loaded->customer, ==, "Åke “O'Neil”; DROP TABLE");
  g_assert_cmpstr (loaded->subject, ==, "日本語 🎧");
  g_assert_cmpstr (loaded->source, ==, "pbx");
  g_assert_cmpuint (loaded->parts->len, ==, 2);
  part = g_ptr_array_index (loaded->parts, 0);
  g_assert_cmpstr (part->agent_name, ==, "Mika");
  g_assert_cmpint (part->team, ==, self->team);
  g_assert_cmpint (part->from_us, ==, -1);
  part = g_ptr_array_index (loaded->parts, 1);
  g_assert_cmpint (part->team, ==, 0);
  g_assert_cmpint (part->from_us, ==, 60);
  g_assert_cmpint (part->to_us, ==, 120);
  g_assert_cmpuint (loaded->media->len, ==, 1);
  media = g_ptr_array_index (loaded->media, 0);
  g_assert_cmpstr (media->path, ==, "/nowhere/call one.wav");
  g_assert_false (media->is_copied);
  g_assert_null (media->sha256);
  g_assert_cmpint (media->size, ==, -1);
  g_assert_cmpint (media->agent_channel, ==, ATTUNE_AGENT_CHANNEL_RIGHT);

  /* The day is the contact's in the workspace's zone. */
  g_assert_cmpint (attune_store_fixture_get_int (&self->store, "SELECT day FROM interaction"), ==,
                   20260101);
}

static void
test_invalid (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneInteraction) interaction = make (self->agent);
  AttunePart *part = g_ptr_array_index (interaction->parts, 0);

#define REFUSE(code) assert_refused (self, self->analyst, interaction, ATTUNE_STORE_ERROR_##code)
  interaction->channel = (AttuneChannel) 9;
  REFUSE (INVALID);
  interaction->channel = ATTUNE_CHANNEL_CALL;
  interaction->started_at = G_MAXINT64;
  REFUSE (INVALID);
  interaction->started_at = G_MININT64;
  REFUSE (INVALID);
  interaction->started_at = NEW_YEAR;
  interaction->duration_us = -2;
  REFUSE (INVALID);
  interaction->duration_us = -1;
  part->to_us = 5;
  REFUSE (INVALID);
  part->from_us = 5;
  REFUSE (INVALID);
  part->from_us = part->to_us = -1;
  g_ptr_array_add (interaction->parts, attune_part_new (self->agent, -1, -1));
  REFUSE (INVALID);
  g_ptr_array_set_size (interaction->parts, 0);
  REFUSE (INVALID);
  g_ptr_array_add (interaction->parts, attune_part_new (self->analyst, -1, -1));
  REFUSE (NOT_FOUND);
  g_ptr_array_set_size (interaction->parts, 0);
  g_ptr_array_add (interaction->parts, attune_part_new (404, -1, -1));
  REFUSE (NOT_FOUND);
  g_ptr_array_set_size (interaction->parts, 0);
  g_ptr_array_add (interaction->parts, attune_part_new (self->agent, -1, -1));
  set_text (&interaction->customer, "\xc3\x28");
  REFUSE (INVALID);
#undef REFUSE
}

static void
test_denied (Fixture *self, gconstpointer data)
{
  gint64 auditor = attune_store_fixture_add_person (&self->store, "auditor", ATTUNE_ROLE_AUDITOR,
                                                    0);
  g_autoptr (AttuneInteraction) own = make (self->agent);
  g_autoptr (AttuneInteraction) others = make (self->other);
  gint64 id;

  assert_refused (self, self->agent, own, ATTUNE_STORE_ERROR_DENIED);
  assert_refused (self, auditor, own, ATTUNE_STORE_ERROR_DENIED);
  assert_refused (self, 0, own, ATTUNE_STORE_ERROR_DENIED);
  assert_refused (self, self->coach, others, ATTUNE_STORE_ERROR_DENIED);

  /* A coach keeps the contacts of own teams, and sees no others. */
  id = add (self, self->coach, own);
  g_clear_pointer (&own, attune_interaction_free);
  own = load (self, self->coach, id);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_interaction, self->store.store, self->agent,
                     id);
  id = add (self, self->analyst, others);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_interaction, self->store.store, self->coach,
                     id);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, remove_interaction, self->store.store,
                     self->coach, id, 1, TRUE);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, remove_interaction, self->store.store, self->agent,
                     own->id, 1, TRUE);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, update_interaction, self->store.store, self->agent,
                     own);
}

static void
test_all_or_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray)
    interactions = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_interaction_free);

  for (guint i = 0; i < 3; i++)
    {
      AttuneInteraction *interaction = make (self->agent);

      interaction->external_id = g_strdup (i == 2 ? "c-0" : i == 1 ? "c-1" : "c-0");
      g_ptr_array_add (interactions, interaction);
    }
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, add_interactions, self->store.store, self->analyst,
                     interactions);
  g_assert_cmpint (attune_store_fixture_get_int (&self->store, "SELECT count (*) FROM interaction"),
                   ==, 0);

  g_ptr_array_set_size (interactions, 2);
  g_array_unref (ATTUNE_CALL_OK (add_interactions, self->store.store, self->analyst, interactions));
  g_assert_cmpint (attune_store_fixture_get_int (
                     &self->store, "SELECT count (*) FROM event WHERE verb = 'add-interaction'"),
                   ==, 2);
}

static void
test_copied (Fixture *self, gconstpointer data)
{
  gsize size = 5 * 1024 * 1024 + 17;
  g_autofree char *contents = g_strnfill (size, 'x');
  g_autofree char *path = write_file (self, "call.WAV", contents, size);
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents,
                                                       size);
  g_autofree char *name = g_strconcat (hash, ".wav", NULL);
  g_autofree char *expected = g_build_filename (attune_store_get_media_folder (self->store.store),
                                                name, NULL);
  g_autofree char *incoming = g_build_filename (attune_store_get_media_folder (self->store.store),
                                                "incoming", NULL);
  g_autofree char *copied = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (AttuneInteraction) interaction = make (self->agent);
  g_autoptr (AttuneInteraction) loaded = NULL;
  const AttuneMedia *media;
  gsize copied_size;

  g_assert_false (
    g_file_test (attune_store_get_media_folder (self->store.store), G_FILE_TEST_EXISTS));
  add_media (interaction, path, TRUE);
  loaded = load (self, self->analyst, add (self, self->analyst, interaction));
  media = g_ptr_array_index (loaded->media, 0);
  g_assert_cmpstr (media->path, ==, expected);
  g_assert_cmpstr (media->sha256, ==, hash);
  g_assert_cmpint (media->size, ==, (gint64) size);
  g_assert_true (media->is_copied);
  g_assert_true (g_file_get_contents (media->path, &copied, &copied_size, NULL));
  g_assert_cmpmem (copied, copied_size, contents, size);

  /* Inside the workspace a name is kept, not a place; nothing is left on the way. */
  g_assert_cmpint (attune_store_fixture_get_int (
                     &self->store, "SELECT count (*) FROM media WHERE path LIKE '%/%'"),
                   ==, 0);
  dir = g_dir_open (incoming, 0, NULL);
  g_assert_nonnull (dir);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_copy_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (self->store.path, "-journal", NULL);
  g_autofree char *link = g_build_filename (self->store.folder, "link.wav", NULL);
  g_autofree char *fifo = g_build_filename (self->store.folder, "fifo.wav", NULL);
  const char *const paths[] = { self->store.path,   journal, link,
                                self->store.folder, fifo,    "/dev/null" };
  g_autoptr (AttuneInteraction) interaction = make (self->agent);

  g_assert_cmpint (symlink (self->store.path, link), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  add_media (interaction, "/nowhere/at/all.wav", TRUE);
  assert_refused (self, self->analyst, interaction, ATTUNE_STORE_ERROR_NOT_FOUND);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_ptr_array_set_size (interaction->media, 0);
      add_media (interaction, paths[i], TRUE);
      assert_refused (self, self->analyst, interaction, ATTUNE_STORE_ERROR_INVALID);
    }
}

/* Who may not add anything copies nothing either; nor does a copy that is called off leave anything. */
static void
test_copy_not_begun (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_file (self, "call.wav", "sound", 5);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "sound", -1);
  g_autofree char *name = g_strconcat (hash, ".wav", NULL);
  g_autofree char *copied = g_build_filename (attune_store_get_media_folder (self->store.store),
                                              name, NULL);
  g_autoptr (AttuneInteraction) interaction = make (self->agent);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) interactions = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_media (interaction, path, TRUE);
  assert_refused (self, self->agent, interaction, ATTUNE_STORE_ERROR_DENIED);
  g_assert_false (g_file_test (copied, G_FILE_TEST_EXISTS));

  g_ptr_array_add (interactions, interaction);
  g_cancellable_cancel (cancellable);
  attune_store_add_interactions_async (self->store.store, self->analyst, interactions, cancellable,
                                       attune_await_cb, &result);
  g_assert_null (
    attune_store_add_interactions_finish (self->store.store, attune_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (copied, G_FILE_TEST_EXISTS));
}

static void
test_update (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  g_autoptr (AttuneInteraction) interaction = make (self->agent);
  g_autoptr (AttuneInteraction) seen = NULL;
  g_autoptr (AttuneInteraction) after = NULL;
  gint64 id;

  interaction->external_id = g_strdup ("c-1");
  add_media (interaction, "/nowhere/1.wav", FALSE);
  add_media (interaction, "/nowhere/2.wav", FALSE);
  id = add (self, self->analyst, interaction);

  /* The agent's team has changed since; the part keeps the team of the contact's time. */
  attune_store_fixture_execute (&self->store, "UPDATE person SET team_id = NULL");
  seen = load (self, self->coach, id);
  ((AttunePart *) g_ptr_array_index (seen->parts, 0))->from_us = 0;
  ((AttunePart *) g_ptr_array_index (seen->parts, 0))->to_us = 50;
  g_ptr_array_remove_index (seen->media, 0);
  add_media (seen, "/nowhere/3.wav", FALSE);
  set_text (&seen->customer, "changed");
  seen->started_at += G_TIME_SPAN_DAY;
  g_assert_cmpint (ATTUNE_CALL_OK (update_interaction, store, self->coach, seen), ==, 2);

  after = load (self, self->coach, id);
  g_assert_cmpstr (after->customer, ==, "changed");
  g_assert_cmpstr (after->external_id, ==, "c-1");
  g_assert_cmpuint (after->parts->len, ==, 1);
  g_assert_cmpint (((AttunePart *) g_ptr_array_index (after->parts, 0))->team, ==, self->team);
  g_assert_cmpint (((AttunePart *) g_ptr_array_index (after->parts, 0))->to_us, ==, 50);
  g_assert_cmpuint (after->media->len, ==, 2);
  g_assert_cmpstr (((AttuneMedia *) g_ptr_array_index (after->media, 0))->path, ==,
                   "/nowhere/2.wav");
  g_assert_cmpstr (((AttuneMedia *) g_ptr_array_index (after->media, 1))->path, ==,
                   "/nowhere/3.wav");
  g_assert_cmpint (attune_store_fixture_get_int (&self->store, "SELECT day FROM interaction"), ==,
                   20260102);

  /* What was seen is old by now. */
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, update_interaction, store, self->analyst, seen);
  after->rev = 9;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, update_interaction, store, self->analyst, after);
  after->id = 404;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, update_interaction, store, self->analyst, after);
}

/* A recording that somebody has found out more about meanwhile is not written over; one that is left alone is no
 * matter. */
static void
test_update_media (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "sound", -1);
  g_autoptr (AttuneInteraction) interaction = make (self->agent);
  g_autoptr (AttuneInteraction) seen = NULL;
  g_autoptr (AttuneInteraction) after = NULL;
  AttuneMediaFacts facts = { 0, -1, hash, 5, ATTUNE_AGENT_CHANNEL_UNKNOWN };
  AttuneMedia *media;
  gint64 id;

  /* Who took over in the middle has the rest. */
  ((AttunePart *) g_ptr_array_index (interaction->parts, 0))->from_us = 5;
  add_media (interaction, "/nowhere/call of today.wav", FALSE);
  id = add (self, self->analyst, interaction);
  seen = load (self, self->coach, id);
  media = g_ptr_array_index (seen->media, 0);
  g_assert_cmpstr (media->name, ==, "call of today.wav");
  g_assert_cmpint (((AttunePart *) g_ptr_array_index (seen->parts, 0))->from_us, ==, 5);
  g_assert_cmpint (((AttunePart *) g_ptr_array_index (seen->parts, 0))->to_us, ==, -1);

  facts.media = media->id;
  ATTUNE_CALL_OK (set_media_facts, store, self->analyst, &facts);
  /* Whoever has it open since before the first listen changes other things, and what was heard stays. */
  seen->rev = ATTUNE_CALL_OK (update_interaction, store, self->coach, seen);
  g_assert_cmpint (attune_store_fixture_get_int (&self->store,
                                                 "SELECT count (*) FROM media WHERE rev = 2 AND"
                                                 " size = 5 AND sha256 IS NOT NULL"),
                   ==, 1);
  set_text (&media->path, "/elsewhere/call.wav");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, update_interaction, store, self->coach, seen);
  media->rev = 2;
  seen->rev = ATTUNE_CALL_OK (update_interaction, store, self->coach, seen);

  after = load (self, self->coach, id);
  media = g_ptr_array_index (after->media, 0);
  g_assert_cmpstr (media->path, ==, "/elsewhere/call.wav");
  g_assert_cmpstr (media->name, ==, "call of today.wav");
  g_assert_cmpint (media->rev, ==, 3);
  media->rev = 1;
  ATTUNE_CALL_OK (update_interaction, store, self->coach, after);
}

/* Facts are kept for whoever may keep the contact, whatever else they are. */
static void
test_facts_by_contact (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  gint64 other = attune_store_fixture_add_person (&self->store, "other",
                                                  ATTUNE_ROLE_COACH | ATTUNE_ROLE_AGENT, 0);
  g_autoptr (AttuneInteraction) interaction = make (other);
  g_autoptr (AttuneInteraction) seen = NULL;
  AttuneMediaFacts facts = { 0, 42, NULL, 5, ATTUNE_AGENT_CHANNEL_UNKNOWN };
  gint64 id;

  add_media (interaction, "/nowhere/1.wav", FALSE);
  id = add (self, self->analyst, interaction);
  seen = load (self, self->analyst, id);
  facts.media = ((AttuneMedia *) g_ptr_array_index (seen->media, 0))->id;

  /* A coach of no team hears their own contact as its agent. */
  attune_store_fixture_execute (
    &self->store, "INSERT INTO evaluation (id, rev, interaction_id, agent_id, form_id,"
                  " evaluator_id, kind, basis, state, contact_at, month, created_at)"
                  " SELECT 1, 1, i.id, a.agent_id, 0, a.agent_id, 1, 0, 0, 0, 0, 0"
                  " FROM interaction AS i JOIN interaction_agent AS a"
                  " ON a.interaction_id = i.id");
  ATTUNE_CALL_OK (set_media_facts, store, other, &facts);
  g_assert_cmpint (attune_store_fixture_get_int (&self->store, "SELECT rev FROM media"), ==, 1);
  g_assert_cmpint (attune_store_fixture_get_int (&self->store,
                                                 "SELECT count (duration_us) FROM interaction"),
                   ==, 0);
  ATTUNE_CALL_OK (set_media_facts, store, self->analyst, &facts);
  g_assert_cmpint (attune_store_fixture_get_int (&self->store, "SELECT rev FROM media"), ==, 2);
}

static void
test_update_parts (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  g_autoptr (AttuneInteraction) interaction = make (self->agent);
  g_autoptr (AttuneInteraction) seen = NULL;
  gint64 id = add (self, self->analyst, interaction);

  evaluate (self, id, self->agent);
  seen = load (self, self->analyst, id);

  /* The evaluated part stays, its time too; others come and go, as far as they are the actor's to choose. */
  g_ptr_array_add (seen->parts, attune_part_new (self->other, 10, 20));
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, update_interaction, store, self->coach, seen);
  seen->rev = ATTUNE_CALL_OK (update_interaction, store, self->analyst, seen);
  g_ptr_array_remove_index (seen->parts, 0);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, update_interaction, store, self->analyst, seen);
  g_ptr_array_set_size (seen->parts, 0);
  g_ptr_array_add (seen->parts, attune_part_new (self->agent, 5, 15));
  seen->rev = ATTUNE_CALL_OK (update_interaction, store, self->analyst, seen);
  seen->started_at++;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, update_interaction, store, self->analyst, seen);
  g_assert_cmpint (attune_store_fixture_get_int (&self->store,
                                                 "SELECT count (*) FROM interaction_agent"),
                   ==, 1);
}

/* Nobody has a part behind the end of a contact whose length is known; what stands there already may stay. */
static void
test_parts_within (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  g_autoptr (AttuneInteraction) interaction = make (self->agent);
  g_autoptr (AttuneInteraction) seen = NULL;
  AttunePart *part = attune_part_new (self->other, 73 * G_USEC_PER_SEC, -1);
  gint64 id;

  g_ptr_array_add (interaction->parts, part);
  interaction->duration_us = 73 * G_USEC_PER_SEC;
  assert_refused (self, self->analyst, interaction, ATTUNE_STORE_ERROR_INVALID);
  part->from_us--;
  interaction->id = 0;
  id = add (self, self->analyst, interaction);

  seen = load (self, self->analyst, id);
  part = g_ptr_array_index (seen->parts, 1);
  part->from_us = 550 * G_USEC_PER_SEC;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, update_interaction, store, self->analyst, seen);
  part->from_us = 72999999;
  seen->duration_us = 20 * G_USEC_PER_SEC;
  ATTUNE_CALL_OK (update_interaction, store, self->analyst, seen);
}

static void
test_removed (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  g_autoptr (AttuneInteraction) interaction = make (self->agent);
  g_autoptr (AttuneInteraction) loaded = NULL;
  gint64 id = add (self, self->analyst, interaction);
  gint64 evaluation;

  g_assert_cmpint (ATTUNE_CALL_OK (remove_interaction, store, self->coach, id, 1, TRUE), ==, 2);
  loaded = load (self, self->analyst, id);
  g_assert_true (loaded->is_removed);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, remove_interaction, store, self->coach, id, 1,
                     FALSE);
  g_assert_cmpint (ATTUNE_CALL_OK (remove_interaction, store, self->coach, id, 2, FALSE), ==, 3);

  evaluation = evaluate (self, id, self->agent);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, remove_interaction, store, self->coach, id, 3,
                     TRUE);
  attune_store_fixture_execute (&self->store, "UPDATE evaluation SET state = 3");
  g_assert_cmpint (evaluation, !=, 0);
  ATTUNE_CALL_OK (remove_interaction, store, self->coach, id, 3, TRUE);
}

static void
test_facts (Fixture *self, gconstpointer data)
{
  static const char
    *const hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  AttuneStore *store = self->store.store;
  g_autoptr (AttuneInteraction) interaction = make (self->agent);
  g_autoptr (AttuneInteraction) first = NULL;
  g_autoptr (AttuneInteraction) second = NULL;
  g_autoptr (AttuneInteraction) to_others = NULL;
  AttuneMediaFacts facts = { 0, 42, hash, 0, ATTUNE_AGENT_CHANNEL_RIGHT };
  const AttuneMedia *media;
  gint64 ids[2];
  gint64 n_commands;

  set_text (&interaction->source, "pbx");
  add_media (interaction, "/nowhere/1.wav", FALSE);
  for (guint i = 0; i < 2; i++)
    ids[i] = add (self, self->analyst, interaction);

  first = load (self, self->coach, ids[0]);
  facts.media = ((AttuneMedia *) g_ptr_array_index (first->media, 0))->id;
  g_assert_true (ATTUNE_CALL_OK (set_media_facts, store, self->coach, &facts));
  /* Who has the contact open since before does not take the duration away by saving. */
  set_text (&first->subject, "Typed meanwhile");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, update_interaction, store, self->analyst, first);
  g_clear_pointer (&first, attune_interaction_free);
  first = load (self, self->analyst, ids[0]);
  media = g_ptr_array_index (first->media, 0);
  g_assert_cmpint (first->duration_us, ==, 42);
  g_assert_cmpint (first->rev, ==, 2);
  g_assert_cmpstr (media->sha256, ==, hash);
  g_assert_cmpint (media->size, ==, 0);
  g_assert_cmpint (media->agent_channel, ==, ATTUNE_AGENT_CHANNEL_RIGHT);

  /* The next recording of the same source is likewise, for this person. */
  second = load (self, self->coach, ids[1]);
  media = g_ptr_array_index (second->media, 0);
  g_assert_cmpint (media->agent_channel, ==, ATTUNE_AGENT_CHANNEL_RIGHT);
  to_others = load (self, self->analyst, ids[1]);
  media = g_ptr_array_index (to_others->media, 0);
  g_assert_cmpint (media->agent_channel, ==, ATTUNE_AGENT_CHANNEL_UNKNOWN);

  /* The same again writes nothing, and what is unknown takes nothing away. */
  n_commands = attune_store_fixture_get_int (&self->store, "SELECT count (*) FROM command");
  ATTUNE_CALL_OK (set_media_facts, store, self->coach, &facts);
  facts = (AttuneMediaFacts){ facts.media, -1, NULL, -1, ATTUNE_AGENT_CHANNEL_UNKNOWN };
  ATTUNE_CALL_OK (set_media_facts, store, self->coach, &facts);
  g_assert_cmpint (attune_store_fixture_get_int (&self->store, "SELECT count (*) FROM command"), ==,
                   n_commands);

  /* Agents hear what has been evaluated, and change nothing about it. */
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, set_media_facts, store, self->agent, &facts);
  evaluate (self, ids[0], self->agent);
  attune_store_fixture_execute (&self->store, "UPDATE evaluation SET state = 2");
  facts.size = 7;
  ATTUNE_CALL_OK (set_media_facts, store, self->agent, &facts);
  g_assert_cmpint (attune_store_fixture_get_int (&self->store,
                                                 "SELECT count (*) FROM media WHERE size = 7"),
                   ==, 0);
  facts.media = 404;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, set_media_facts, store, self->analyst, &facts);
}

static void
test_values (void)
{
  g_autoptr (AttuneInteraction) interaction = make (1);
  g_autoptr (AttuneInteraction) copy = NULL;

  add_media (interaction, "relative.wav", FALSE);
  copy = attune_interaction_copy (interaction);
  g_assert_cmpuint (copy->parts->len, ==, 1);
  g_assert_true (copy->parts != interaction->parts);
  g_assert_true (g_path_is_absolute (((AttuneMedia *) g_ptr_array_index (copy->media, 0))->path));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/interactions/none", test_none },
    { "/store/interactions/round-trip", test_round_trip },
    { "/store/interactions/invalid", test_invalid },
    { "/store/interactions/denied", test_denied },
    { "/store/interactions/all-or-nothing", test_all_or_nothing },
    { "/store/interactions/copied", test_copied },
    { "/store/interactions/copy-refused", test_copy_refused },
    { "/store/interactions/copy-not-begun", test_copy_not_begun },
    { "/store/interactions/update", test_update },
    { "/store/interactions/update-media", test_update_media },
    { "/store/interactions/facts-by-contact", test_facts_by_contact },
    { "/store/interactions/update-parts", test_update_parts },
    { "/store/interactions/parts-within", test_parts_within },
    { "/store/interactions/removed", test_removed },
    { "/store/interactions/facts", test_facts },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  g_test_add_func ("/store/interactions/values", test_values);
  return g_test_run ();
}
