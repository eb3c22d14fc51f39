/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluations.h"
#include "attune-notes.h"
#include "attune-store-fixture.h"

typedef struct
{
  AttuneStoreFixture store;
  gint64 analyst;
  gint64 coach;
  gint64 agent;
  gint64 evaluation; /* the analyst's draft */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  AttuneEvaluationSpec spec;
  gint64 team;

  attune_store_fixture_set_up (&self->store, data);
  self->analyst = attune_store_fixture_add_person (&self->store, "Ana", ATTUNE_ROLE_ANALYST, 0);
  self->coach = attune_store_fixture_add_person (&self->store, "coach", ATTUNE_ROLE_COACH, 0);
  team = attune_store_fixture_add_team (&self->store, "North", self->coach);
  self->agent = attune_store_fixture_add_person (&self->store, "Mika", ATTUNE_ROLE_AGENT, team);
  spec = (AttuneEvaluationSpec){
    .interaction = attune_store_fixture_add_call (&self->store, self->agent, 1000),
    .agent = self->agent,
    .form = attune_store_fixture_add_form (&self->store, "f"),
  };
  self->evaluation = ATTUNE_CALL_OK (start_evaluation, self->store.store, self->analyst, &spec);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_tear_down (&self->store, data);
}

static void
release (Fixture *self)
{
  attune_store_fixture_execute (&self->store, "UPDATE evaluation SET state = 2");
}

static AttuneNote
make (Fixture *self, const char *text)
{
  return (AttuneNote){ .evaluation = self->evaluation,
                       .from_us = -1,
                       .to_us = -1,
                       .is_shared = TRUE,
                       .text = (char *) text };
}

static guint
count (Fixture *self, gint64 actor)
{
  g_autoptr (GPtrArray)
    notes = ATTUNE_CALL_OK (list_notes, self->store.store, actor, self->evaluation);

  return notes->len;
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;

  g_assert_cmpuint (count (self, self->analyst), ==, 0);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, list_notes, store, self->analyst, 404);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, remove_note, store, self->analyst, 404, 1, TRUE);
}

static void
test_order (Fixture *self, gconstpointer data)
{
  static const gint64 places[] = { 5, G_MAXINT64, -1, 0 };
  static const char *const texts[] = { "“Hyvää” & ‘päivää’", "it's; --", "", "🎧 日本語" };
  static const guint order[] = { 2, 3, 0, 1 };
  g_autoptr (GPtrArray) notes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      AttuneNote note = make (self, texts[i]);
      g_autoptr (AttuneNote) saved = NULL;

      note.from_us = note.to_us = places[i];
      note.kind = (AttuneNoteKind) i;
      note.question = (char *) (i == 0 ? "q" : NULL);
      saved = ATTUNE_CALL_OK (save_note, self->store.store, self->analyst, &note);
      g_assert_cmpint (saved->rev, ==, 1);
      g_assert_cmpstr (saved->author_name, ==, "Ana");
    }

  notes = ATTUNE_CALL_OK (list_notes, self->store.store, self->analyst, self->evaluation);
  g_assert_cmpuint (notes->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < notes->len; i++)
    {
      const AttuneNote *note = g_ptr_array_index (notes, i);

      g_assert_cmpint (note->from_us, ==, places[order[i]]);
      g_assert_cmpint (note->to_us, ==, places[order[i]]);
      g_assert_cmpstr (note->text, ==, texts[order[i]]);
      g_assert_cmpint (note->kind, ==, order[i]);
      g_assert_cmpstr (note->question, ==, order[i] == 0 ? "q" : NULL);
    }
}

static void
test_invalid (Fixture *self, gconstpointer data)
{
  static const struct
  {
    gint64 from_us;
    gint64 to_us;
    int kind;
    const char *question;
    const char *text;
  } wrong[] = {
    { -1, 0, 0, NULL, "" },    { 0, -1, 0, NULL, "" },    { -2, -2, 0, NULL, "" },
    { 5, 4, 0, NULL, "" },     { -1, -1, 4, NULL, "" },   { -1, -1, -1, NULL, "" },
    { -1, -1, 0, "none", "" }, { -1, -1, 0, "\xff", "" }, { -1, -1, 0, NULL, "a\xc0" },
    { -1, -1, 0, "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      AttuneNote note = make (self, wrong[i].text);

      note.from_us = wrong[i].from_us;
      note.to_us = wrong[i].to_us;
      note.kind = (AttuneNoteKind) wrong[i].kind;
      note.question = (char *) wrong[i].question;
      ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, save_note, self->store.store, self->analyst,
                         &note);
    }
  g_assert_cmpuint (count (self, self->analyst), ==, 0);
}

static void
test_change (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  AttuneNote note = make (self, "first");
  g_autoptr (AttuneNote) first = ATTUNE_CALL_OK (save_note, store, self->analyst, &note);
  g_autoptr (AttuneNote) second = attune_note_copy (first);
  g_autoptr (AttuneNote) third = NULL;

  g_free (second->text);
  second->text = g_strdup ("second");
  second->evaluation = 404; /* a note stays where it is */
  third = ATTUNE_CALL_OK (save_note, store, self->analyst, second);
  g_assert_cmpint (third->id, ==, first->id);
  g_assert_cmpint (third->rev, ==, 2);
  g_assert_cmpint (third->evaluation, ==, self->evaluation);
  g_assert_cmpint (third->created_at, ==, first->created_at);
  g_assert_cmpstr (third->text, ==, "second");

  /* An old rev, or one that is gone. */
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, save_note, store, self->analyst, second);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, remove_note, store, self->analyst, first->id, 1,
                     TRUE);
  g_assert_cmpint (ATTUNE_CALL_OK (remove_note, store, self->analyst, first->id, 2, TRUE), ==, 3);
  g_assert_cmpuint (count (self, self->analyst), ==, 0);
  third->rev = 3;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, save_note, store, self->analyst, third);
  g_assert_cmpint (ATTUNE_CALL_OK (remove_note, store, self->analyst, first->id, 3, FALSE), ==, 4);
  g_assert_cmpuint (count (self, self->analyst), ==, 1);
}

static void
test_denied (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  AttuneNote note = make (self, "shared");
  g_autoptr (AttuneNote) shared = ATTUNE_CALL_OK (save_note, store, self->analyst, &note);
  g_autoptr (AttuneNote) private = NULL;

  note.is_shared = FALSE;
  private = ATTUNE_CALL_OK (save_note, store, self->analyst, &note);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, save_note, store, self->agent, &note);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, save_note, store, self->coach, &note);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, list_notes, store, self->agent,
                     self->evaluation);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, list_notes, store, 0, self->evaluation);

  /* Once it is released the others read what is shared, answer it, and leave it as it is. */
  release (self);
  g_assert_cmpuint (count (self, self->agent), ==, 1);
  g_assert_cmpuint (count (self, self->coach), ==, 1);
  g_assert_cmpuint (count (self, self->store.manager), ==, 1);
  g_assert_cmpuint (count (self, self->analyst), ==, 2);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, save_note, store, self->coach, shared);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, remove_note, store, self->agent, shared->id, 1,
                     TRUE);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, remove_note, store, self->store.manager,
                     private->id, 1, TRUE);
}

/* All or none. */
static void
test_many (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  AttuneNote first = make (self, "first");
  AttuneNote second = make (self, "second");
  AttuneNote wrong = make (self, "wrong");

  first.evaluation = 404;
  g_assert_cmpint (ATTUNE_CALL_OK (add_notes, store, self->analyst, self->evaluation, notes), ==,
                   0);
  g_ptr_array_add (notes, &first);
  g_ptr_array_add (notes, &second);
  g_assert_cmpint (ATTUNE_CALL_OK (add_notes, store, self->analyst, self->evaluation, notes), ==,
                   2);
  g_assert_cmpuint (count (self, self->analyst), ==, 2);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, add_notes, store, self->agent, self->evaluation,
                     notes);
  wrong.question = (char *) "none";
  g_ptr_array_add (notes, &wrong);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, add_notes, store, self->analyst, self->evaluation,
                     notes);
  while (notes->len <= ATTUNE_NOTES_MAX)
    g_ptr_array_insert (notes, 0, &first);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, add_notes, store, self->analyst, self->evaluation,
                     notes);
  g_assert_cmpuint (count (self, self->analyst), ==, 2);

  g_ptr_array_set_size (notes, 0);
  g_ptr_array_add (notes, &first);
  release (self);
  ATTUNE_CALL_OK (add_notes, store, self->coach, self->evaluation, notes);
  g_assert_cmpint (attune_store_fixture_get_int (
                     &self->store, "SELECT count (*) FROM event WHERE verb = 'add-note'"),
                   ==, 1);
}

static void
test_trail (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  AttuneNote note = make (self, "text");

  attune_note_free (ATTUNE_CALL_OK (save_note, store, self->analyst, &note));
  g_assert_cmpint (attune_store_fixture_get_int (
                     &self->store, "SELECT count (*) FROM event WHERE verb = 'add-note'"),
                   ==, 0);
  release (self);
  attune_note_free (ATTUNE_CALL_OK (save_note, store, self->coach, &note));
  note.is_shared = FALSE;
  attune_note_free (ATTUNE_CALL_OK (save_note, store, self->coach, &note));
  g_assert_cmpint (attune_store_fixture_get_int (
                     &self->store, "SELECT count (*) * 10 + (SELECT count (*) FROM event_content"
                                   " WHERE instr (content, CAST ('text' AS BLOB)) > 0) FROM event"
                                   " WHERE verb = 'add-note'"),
                   ==, 21);
}

/* What is added under an id of its own is added once, whatever it says by then; and it is its author's. */
static void
test_fresh_id (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  AttuneNote note = make (self, "As it was");
  g_autoptr (AttuneNote) first = NULL;
  g_autoptr (AttuneNote) again = NULL;
  g_autoptr (GPtrArray) many = g_ptr_array_new ();

  note.fresh_id = 4711;
  first = ATTUNE_CALL_OK (save_note, store, self->analyst, &note);
  g_assert_cmpint (first->id, ==, 4711);
  note.text = (char *) "As it is";
  again = ATTUNE_CALL_OK (save_note, store, self->analyst, &note);
  g_assert_cmpint (again->id, ==, 4711);
  g_assert_cmpint (again->rev, ==, 1);
  g_assert_cmpstr (again->text, ==, "As it was");
  g_assert_cmpuint (count (self, self->analyst), ==, 1);

  release (self);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, save_note, store, self->coach, &note);
  g_assert_cmpint (ATTUNE_CALL_OK (remove_note, store, self->analyst, 4711, 1, TRUE), ==, 2);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, save_note, store, self->analyst, &note);
  g_assert_cmpuint (count (self, self->analyst), ==, 0);

  /* Of many at once none has one. */
  g_ptr_array_add (many, &note);
  g_ptr_array_add (many, &note);
  g_assert_cmpint (ATTUNE_CALL_OK (add_notes, store, self->analyst, self->evaluation, many), ==, 2);
  g_assert_cmpuint (count (self, self->analyst), ==, 2);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/notes/empty", test_empty },     { "/store/notes/order", test_order },
    { "/store/notes/invalid", test_invalid }, { "/store/notes/change", test_change },
    { "/store/notes/denied", test_denied },   { "/store/notes/trail", test_trail },
    { "/store/notes/many", test_many },       { "/store/notes/fresh-id", test_fresh_id },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
