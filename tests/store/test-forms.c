/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluations.h"
#include "attune-forms.h"
#include "attune-store-fixture.h"

#define FORM(id, title, questions)                                                                         \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"" id "\",\"title\":\"" title                         \
  "\",\"scoring\":{\"pass\":80.005},\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":[" questions \
  "]}]}"
#define QUESTION(id) "{\"id\":\"" id "\",\"type\":\"yes_no\",\"title\":\"T\"}"
#define SMALL        FORM ("calls", "Calls", QUESTION ("q1"))

typedef struct
{
  AttuneStoreFixture store;
  gint64 analyst;
  gint64 agent;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->store, data);
  self->analyst = attune_store_fixture_add_person (&self->store, "Mika Aho", ATTUNE_ROLE_ANALYST,
                                                   0);
  self->agent = attune_store_fixture_add_person (&self->store, "Liisa", ATTUNE_ROLE_AGENT, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_tear_down (&self->store, data);
}

static gint64
create (Fixture *self, const char *document)
{
  return ATTUNE_CALL_OK (create_form, self->store.store, self->analyst, document);
}

static guint
count_forms (Fixture *self, gint64 actor)
{
  g_autoptr (GPtrArray) forms = ATTUNE_CALL_OK (list_forms, self->store.store, actor);

  return forms->len;
}

static gboolean
is_retired (Fixture *self, gint64 form)
{
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL_OK (load_form, self->store.store, self->agent, form);

  return record->summary->is_retired;
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;

  g_assert_cmpuint (count_forms (self, self->analyst), ==, 0);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_form, store, self->analyst, 1);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_form_revision, store, self->analyst, 1);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, save_form_draft, store, self->analyst, 1, 1,
                     SMALL);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, publish_form, store, self->analyst, 1, 1);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, remove_form, store, self->analyst, 1, 1, TRUE);
}

static void
test_draft (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  gint64 form = create (self, SMALL);
  gint64 rev = ATTUNE_CALL_OK (save_form_draft, store, self->store.manager, form, 1,
                               FORM ("calls", "Ääni & “q'uotes”", QUESTION ("q1")));
  g_autoptr (AttuneFormRecord) record = ATTUNE_CALL_OK (load_form, store, self->analyst, form);

  g_assert_cmpint (rev, ==, 2);
  g_assert_cmpint (record->summary->rev, ==, rev);
  g_assert_cmpstr (record->summary->key, ==, "calls");
  g_assert_cmpstr (record->summary->title, ==, "Ääni & “q'uotes”");
  g_assert_true (record->summary->has_draft);
  g_assert_cmpuint (record->summary->latest_number, ==, 0);
  g_assert_cmpstr (record->draft, ==, FORM ("calls", "Ääni & “q'uotes”", QUESTION ("q1")));
  g_assert_cmpstr (record->draft_by, ==, "Ann Koski");
  g_assert_cmpuint (record->revisions->len, ==, 0);

  /* Drafts are nobody else's business, and saving them leaves no trail. */
  g_assert_cmpuint (count_forms (self, self->agent), ==, 0);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_form, store, self->agent, form);
  g_assert_cmpint (attune_store_fixture_get_int (
                     &self->store, "SELECT count (*) FROM event WHERE verb LIKE '%form%'"),
                   ==, 1);
}

static void
test_bad_documents (Fixture *self, gconstpointer data)
{
  static const char *const documents[] = {
    "",
    "[",
    "[]",
    "null",
    "{}",
    "{\"id\":\"a\"}",
    "{\"title\":\"A\"}",
    "{\"id\":\"\",\"title\":\"A\"}",
    "{\"id\":1,\"title\":\"A\"}",
    "{\"id\":\"a\",\"id\":\"b\",\"title\":\"A\"}",
    "{\"id\":\"a\",\"title\":\"\xff\"}",
    "{\"id\":\"a\",\"title\":\"\\u0000\"}",
  };
  AttuneStore *store = self->store.store;
  gint64 form = create (self, SMALL);

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, create_form, store, self->analyst,
                         documents[i]);
      ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, save_form_draft, store, self->analyst, form, 1,
                         documents[i]);
    }
  g_assert_cmpuint (count_forms (self, self->analyst), ==, 1);
}

static void
test_large_document (Fixture *self, gconstpointer data)
{
  g_autofree char *title = g_strnfill (1024 * 1024, 'a');
  g_autofree char *document = g_strdup_printf ("{\"id\":\"a\",\"title\":\"%s\"}", title);

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, create_form, self->store.store, self->analyst,
                     document);
  document[strlen ("{\"id\":\"a\",\"title\":\"") + 1000] = '"';
  document[strlen ("{\"id\":\"a\",\"title\":\"") + 1001] = '}';
  document[strlen ("{\"id\":\"a\",\"title\":\"") + 1002] = '\0';
  create (self, document);
}

static void
test_conflict (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  gint64 form = create (self, SMALL);
  g_autoptr (GError) error = NULL;

  ATTUNE_CALL_OK (save_form_draft, store, self->store.manager, form, 1, SMALL);
  g_assert_cmpint (ATTUNE_CALL (save_form_draft, store, &error, self->analyst, form, 1, SMALL), ==,
                   0);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Ann Koski"));
  g_clear_error (&error);

  /* With the draft gone it is the publisher who was quicker, for every verb that saw an older rev. */
  ATTUNE_CALL_OK (publish_form, store, self->store.manager, form, 2);
  g_assert_cmpint (ATTUNE_CALL (publish_form, store, &error, self->analyst, form, 2), ==, 0);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Ann Koski"));
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, remove_form, store, self->analyst, form, 2, TRUE);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, save_form_draft, store, self->analyst, form, 2,
                     NULL);
}

static void
test_publish (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  gint64 form = create (self, SMALL);
  gint64 first = ATTUNE_CALL_OK (publish_form, store, self->analyst, form, 1);
  gint64 rev = ATTUNE_CALL_OK (save_form_draft, store, self->analyst, form, 2,
                               FORM ("calls", "Calls 2", QUESTION ("q2") "," QUESTION ("q1")));
  g_autoptr (GPtrArray) seen_by_agent = ATTUNE_CALL_OK (list_forms, store, self->agent);
  const AttuneFormSummary *summary = g_ptr_array_index (seen_by_agent, 0);
  gint64 second;
  g_autoptr (AttuneFormRecord) record = NULL;
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  const AttuneFormRevisionInfo *info;

  /* Until it is published a changed title is the draft's alone. */
  g_assert_cmpstr (summary->title, ==, "Calls");
  g_assert_false (summary->has_draft);
  g_assert_cmpint (summary->latest_revision, ==, first);

  second = ATTUNE_CALL_OK (publish_form, store, self->store.manager, form, rev);
  record = ATTUNE_CALL_OK (load_form, store, self->agent, form);
  g_assert_cmpstr (record->summary->title, ==, "Calls 2");
  g_assert_cmpuint (record->summary->latest_number, ==, 2);
  g_assert_cmpint (record->summary->latest_revision, ==, second);
  g_assert_cmpint (record->summary->pass, ==, 8001);
  g_assert_null (record->draft);
  g_assert_cmpuint (record->revisions->len, ==, 2);
  info = g_ptr_array_index (record->revisions, 0);
  g_assert_cmpint (info->id, ==, second);
  g_assert_cmpstr (info->published_by, ==, "Ann Koski");
  g_assert_false (info->is_retired);
  info = g_ptr_array_index (record->revisions, 1);
  g_assert_cmpuint (info->number, ==, 1);
  g_assert_cmpstr (info->title, ==, "Calls");
  g_assert_true (info->is_retired);

  old = ATTUNE_CALL_OK (load_form_revision, store, self->agent, first);
  new = ATTUNE_CALL_OK (load_form_revision, store, self->agent, second);
  g_assert_nonnull (strstr (old, "\"revision\": 1"));
  g_assert_nonnull (strstr (new, "\"revision\": 2"));
  g_assert_nonnull (strstr (new, "80.005"));

  /* Questions keep their numbers from revision to revision; the mark is in basis points, rounded up. */
  g_assert_cmpint (attune_store_fixture_get_int (&self->store, "SELECT count (*) FROM question"),
                   ==, 2);
  g_assert_cmpint (attune_store_fixture_get_int (&self->store,
                                                 "SELECT pass FROM form_revision LIMIT 1"),
                   ==, 8001);
  g_assert_cmpint (attune_store_fixture_get_int (
                     &self->store, "SELECT count (*) FROM event WHERE verb = 'publish-form'"),
                   ==, 2);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  gint64 form = create (self, FORM ("calls", "Calls", "{\"id\":\"q1\"}"));

  /* A draft may have faults, a revision none; and without a draft there is nothing to publish. */
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, publish_form, store, self->analyst, form, 1);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, save_form_draft, store, self->analyst, form, 1,
                     NULL);
  ATTUNE_CALL_OK (save_form_draft, store, self->analyst, form, 1, SMALL);
  ATTUNE_CALL_OK (publish_form, store, self->analyst, form, 2);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, publish_form, store, self->analyst, form, 3);

  /* The id is the form's identity from then on, and taken for others, also while the form is removed. */
  ATTUNE_CALL_OK (save_form_draft, store, self->analyst, form, 3,
                  FORM ("other", "Calls", QUESTION ("q1")));
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, publish_form, store, self->analyst, form, 4);
  ATTUNE_CALL_OK (save_form_draft, store, self->analyst, form, 4, NULL);
  ATTUNE_CALL_OK (remove_form, store, self->analyst, form, 5, TRUE);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, create_form, store, self->analyst, SMALL);
}

static void
test_renamed (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  gint64 form = create (self, SMALL);
  g_autoptr (AttuneFormRecord) record = NULL;

  /* Before it is first published the id may still change, to one that is free. */
  create (self, FORM ("taken", "Other", QUESTION ("q1")));
  ATTUNE_CALL_OK (save_form_draft, store, self->analyst, form, 1,
                  FORM ("taken", "Calls", QUESTION ("q1")));
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, publish_form, store, self->analyst, form, 2);
  ATTUNE_CALL_OK (save_form_draft, store, self->analyst, form, 2,
                  FORM ("free", "Calls", QUESTION ("q1")));
  ATTUNE_CALL_OK (publish_form, store, self->analyst, form, 3);
  record = ATTUNE_CALL_OK (load_form, store, self->analyst, form);
  g_assert_cmpstr (record->summary->key, ==, "free");
}

static void
test_removed (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  gint64 form = create (self, SMALL);
  gint64 revision = ATTUNE_CALL_OK (publish_form, store, self->analyst, form, 1);
  gint64 rev = ATTUNE_CALL_OK (remove_form, store, self->analyst, form, 2, TRUE);
  g_autoptr (AttuneFormRecord) record = NULL;

  g_assert_cmpuint (count_forms (self, self->analyst), ==, 0);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_form, store, self->agent, form);
  record = ATTUNE_CALL_OK (load_form, store, self->analyst, form);
  g_free (ATTUNE_CALL_OK (load_form_revision, store, self->agent, revision));

  g_assert_cmpint (ATTUNE_CALL_OK (remove_form, store, self->analyst, form, rev, FALSE), ==, 4);
  g_assert_cmpuint (count_forms (self, self->agent), ==, 1);
}

static void
test_denied (Fixture *self, gconstpointer data)
{
  static const AttuneRoles roles[] = { ATTUNE_ROLE_AGENT, ATTUNE_ROLE_COACH, ATTUNE_ROLE_AUDITOR };
  AttuneStore *store = self->store.store;
  gint64 form = create (self, SMALL);

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree char *name = g_strdup_printf ("person-%u", i);
      gint64 actor = attune_store_fixture_add_person (&self->store, name, roles[i], 0);

      ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, create_form, store, actor,
                         FORM ("x", "X", QUESTION ("q")));
      ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, save_form_draft, store, actor, form, 1, SMALL);
      ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, publish_form, store, actor, form, 1);
      ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, remove_form, store, actor, form, 1, TRUE);
    }
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, publish_form, store, 0, form, 1);
  g_assert_cmpuint (count_forms (self, 0), ==, 0);
}

/* A form is for the channels that its newest revision names, for any where it names none. */
static void
test_channels (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *key;
    const char *channels;
    guint bits;
  } cases[] = {
    { "none", "[]", 0 },
    { "one", "[\"call\"]", 1 << 0 },
    { "some", "[\"side_by_side\", \"chat\", \"chat\"]", 1 << 4 | 1 << 1 },
    { "own", "[\"fax\"]", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *document = g_strdup_printf (
        "{\"format\":\"attune-form\",\"version\":1,\"id\":\"%s\",\"title\":\"%s\",\"channels\":%s,"
        "\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":[" QUESTION ("q1") "]}]}",
        cases[i].key, cases[i].key, cases[i].channels);
      gint64 form = create (self, document);
      g_autoptr (AttuneFormRecord)
        draft = ATTUNE_CALL_OK (load_form, self->store.store, self->analyst, form);
      g_autoptr (AttuneFormRecord) record = NULL;

      g_assert_cmpuint (draft->summary->channels, ==, 0);
      ATTUNE_CALL_OK (publish_form, self->store.store, self->analyst, form, draft->summary->rev);
      record = ATTUNE_CALL_OK (load_form, self->store.store, self->agent, form);
      g_assert_cmpuint (record->summary->channels, ==, cases[i].bits);
    }
}

/* Retired: nothing new on it, by whoever sees the right rev; back by a word, or by publishing again. */
static void
test_retired (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  gint64 form = create (self, SMALL);
  AttuneEvaluationSpec spec = { .agent = self->agent, .form = form };
  gint64 rev;

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, retire_form, store, self->analyst, form, 1, TRUE);
  ATTUNE_CALL_OK (publish_form, store, self->analyst, form, 1);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, retire_form, store, self->agent, form, 2, TRUE);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, retire_form, store, self->analyst, form, 1, TRUE);
  rev = ATTUNE_CALL_OK (retire_form, store, self->analyst, form, 2, TRUE);
  g_assert_cmpint (rev, ==, 3);
  g_assert_true (is_retired (self, form));

  spec.interaction = attune_store_fixture_add_call (&self->store, self->agent, 1);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, start_evaluation, store, self->analyst, &spec);
  rev = ATTUNE_CALL_OK (retire_form, store, self->analyst, form, rev, FALSE);
  g_assert_false (is_retired (self, form));
  ATTUNE_CALL_OK (start_evaluation, store, self->analyst, &spec);

  rev = ATTUNE_CALL_OK (retire_form, store, self->analyst, form, rev, TRUE);
  rev = ATTUNE_CALL_OK (save_form_draft, store, self->analyst, form, rev, SMALL);
  ATTUNE_CALL_OK (publish_form, store, self->analyst, form, rev);
  g_assert_false (is_retired (self, form));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/forms/empty", test_empty },
    { "/store/forms/draft", test_draft },
    { "/store/forms/bad-documents", test_bad_documents },
    { "/store/forms/large-document", test_large_document },
    { "/store/forms/conflict", test_conflict },
    { "/store/forms/publish", test_publish },
    { "/store/forms/refused", test_refused },
    { "/store/forms/renamed", test_renamed },
    { "/store/forms/removed", test_removed },
    { "/store/forms/denied", test_denied },
    { "/store/forms/channels", test_channels },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  g_test_add ("/store/forms/retired", Fixture, NULL, set_up, test_retired, tear_down);
  return g_test_run ();
}
