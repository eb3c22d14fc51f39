/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-await.h"
#include "attune-evaluations.h"
#include "attune-forms.h"
#include "attune-interactions.h"
#include "attune-older.h"
#include "attune-people.h"
#include "attune-query.h"
#include "attune-schema.h"
#include "attune-store-fixture.h"
#include "attune-test-support.h"
#include "attune-upkeep.h"
#include "workload.h"

#include <stdlib.h>

/* Saves that each of the two makes. */
#define N_SAVES 40

#define FORM(title)                                                               \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"calls\",\"title\":\"" title \
  "\",\"sections\":[]}"

/* Evaluations that both change, and attempts that each makes. */
#define N_EVALUATIONS 8
#define N_ATTEMPTS    200

/* This program again, as the other process. */
static char *own_path;

static void
add_people (AttuneStore *store, const char *prefix)
{
  gint64 manager = workload_get_manager (store);

  for (guint i = 0; i < N_SAVES; i++)
    {
      g_autofree char *external_id = g_strdup_printf ("%s-%u", prefix, i);
      g_autoptr (GError) error = NULL;

      workload_add (store, manager, external_id, &error);
      g_assert_no_error (error);
    }
}

static void
rename_form (AttuneStore *store)
{
  gint64 manager = workload_get_manager (store);
  g_autoptr (GPtrArray) forms = ATTUNE_CALL_OK (list_forms, store, manager);
  const AttuneFormSummary *row = g_ptr_array_index (forms, 0);

  ATTUNE_CALL_OK (save_form_draft, store, manager, row->id, row->rev, FORM ("Theirs"));
}

/* One attempt at any evaluation, as it is seen now. The rules and the other process may stand in the way, nothing else. */
static void
change_any (AttuneStore *store, gint64 manager, GRand *random, const GArray *ids)
{
  gint64 id = g_array_index (ids, gint64, g_rand_int_range (random, 0, (int) ids->len));
  g_autoptr (AttuneEvaluation) evaluation = ATTUNE_CALL_OK (load_evaluation, store, manager, id);
  gint64 rev = evaluation->row->rev;
  g_autoptr (GError) error = NULL;

  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
      ATTUNE_CALL (void, store, &error, manager, id, rev, "A reason");
      break;
    case 1:
    case 2:
      ATTUNE_CALL (release, store, &error, manager, id, rev);
      break;
    default:
      ATTUNE_CALL (revise, store, &error, manager, id, rev, evaluation->answers,
                   ATTUNE_REVISION_CORRECTION, "");
    }
  if (!g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT) &&
      !g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID))
    g_assert_no_error (error);
}

static void
change_evaluations (AttuneStore *store, guint seed)
{
  gint64 manager = workload_get_manager (store);
  AttuneQuery query = { ATTUNE_LIST_EVALUATIONS };
  g_autoptr (GArray) ids = ATTUNE_CALL_OK (list_ids, store, manager, &query);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < N_ATTEMPTS; i++)
    change_any (store, manager, random, ids);
}

/* How creating ends well: with a workspace that is still there, and can be written, a moment later; or not at all, because
 * another process has made one. */
static int
create (const char *path)
{
  g_autofree char *start = g_strconcat (path, ".start", NULL);
  g_autoptr (GError) error = NULL;
  AttuneStore *store;

  while (!g_file_test (start, G_FILE_TEST_EXISTS))
    continue;
  store = workload_open (path, TRUE, NULL, &error);
  if (store == NULL)
    {
      g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
      return 3;
    }

  g_usleep (G_USEC_PER_SEC / 20);
  workload_add (store, workload_get_manager (store), "new", &error);
  g_assert_no_error (error);
  workload_close (store);
  return 0;
}

/* --child STORE WRITER people|form|evaluations|open|create */
static int
be_other_process (char **arguments)
{
  AttuneStore *store;

  if (g_str_equal (arguments[2], "create"))
    return create (arguments[0]);

  store = attune_store_fixture_open (arguments[0],
                                     &(AttuneStoreOptions){ .writer = atoi (arguments[1]) });

  if (g_str_equal (arguments[2], "people"))
    add_people (store, "theirs");
  else if (g_str_equal (arguments[2], "evaluations"))
    change_evaluations (store, 2);
  else if (g_str_equal (arguments[2], "form"))
    rename_form (store);
  workload_close (store);
  return 0;
}

static GSubprocess *
start_other (const char *path, const char *writer, const char *what)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, own_path, "--child",
                                           path, writer, what, NULL);

  g_assert_no_error (error);
  return process;
}

static void
wait_for_other (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  char *folder;
  char *path;
  AttuneStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = attune_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "both.attune", NULL);
  fixture->store = workload_open (fixture->path, TRUE, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->store, workload_close);
  attune_test_folder_remove (fixture->folder);
  g_free (fixture->path);
}

/* Both save at once; then everything of both is there, and every chain of the trail is whole. */
static void
save_at_once (Fixture *fixture, const char *other_writer)
{
  g_autoptr (GSubprocess) other = start_other (fixture->path, other_writer, "people");
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *reason = NULL;

  add_people (fixture->store, "ours");
  wait_for_other (other);
  for (guint i = 0; i < N_SAVES; i++)
    {
      g_ptr_array_add (acknowledged, g_strdup_printf ("ours-%u", i));
      g_ptr_array_add (acknowledged, g_strdup_printf ("theirs-%u", i));
    }
  g_clear_pointer (&fixture->store, workload_close);
  if (workload_judge (fixture->path, acknowledged, &reason) != VERDICT_SOUND)
    g_error ("%s", reason);
}

static void
test_two_writers (Fixture *fixture, gconstpointer data)
{
  save_at_once (fixture, "8");
}

/* Two processes of one installation share a chain: who finds its end moved tries again. */
static void
test_one_writer (Fixture *fixture, gconstpointer data)
{
  save_at_once (fixture, "7");
}

static void
changed_cb (AttuneStore *store, AttuneChangeKind kind, gint64 id, gpointer n_heard)
{
  *(guint *) n_heard += kind == ATTUNE_CHANGE_PEOPLE;
}

static gboolean
has_heard_all (gpointer n_heard)
{
  return *(guint *) n_heard >= N_SAVES;
}

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  guint n_heard = 0;
  g_autoptr (GSubprocess) other = NULL;

  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &n_heard);
  other = start_other (fixture->path, "8", "people");
  g_assert_true (attune_test_wait_until (has_heard_all, &n_heard, 30));
  wait_for_other (other);
  g_assert_cmpuint (n_heard, ==, N_SAVES);
}

/* What the other process has changed is told, not written over. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  gint64 manager = workload_get_manager (fixture->store);
  gint64 form = ATTUNE_CALL_OK (create_form, fixture->store, manager, FORM ("Ours"));
  g_autoptr (GPtrArray) forms = ATTUNE_CALL_OK (list_forms, fixture->store, manager);
  gint64 rev = ((AttuneFormSummary *) g_ptr_array_index (forms, 0))->rev;
  g_autoptr (GSubprocess) other = start_other (fixture->path, "8", "form");
  g_autoptr (AttuneFormRecord) record = NULL;

  wait_for_other (other);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, save_form_draft, fixture->store, manager, form,
                     rev, FORM ("Ours again"));
  record = ATTUNE_CALL_OK (load_form, fixture->store, manager, form);
  g_assert_nonnull (strstr (record->draft, "Theirs"));
  ATTUNE_CALL_OK (save_form_draft, fixture->store, manager, form, rev + 1, FORM ("Ours again"));
}

static gint64
add_form (AttuneStore *store, gint64 manager)
{
  gint64 form = ATTUNE_CALL_OK (create_form, store, manager,
                                "{\"format\":\"attune-form\",\"version\":1,\"id\":\"calls\","
                                "\"title\":\"Calls\",\"release_days\":7,\"sections\":[{\"id\":"
                                "\"s\",\"title\":\"S\",\"questions\":[{\"id\":\"q\",\"type\":"
                                "\"yes_no\",\"title\":\"Q\",\"required\":false}]}]}");

  ATTUNE_CALL_OK (publish_form, store, manager, form, 1);
  return form;
}

static void
add_evaluations (AttuneStore *store)
{
  gint64 manager = workload_get_manager (store);
  AttuneEvaluationSpec spec = { .form = add_form (store, manager) };

  spec.agent = ATTUNE_CALL_OK (add_person, store, manager,
                               &(AttunePersonSpec){ "agent", "Agent", ATTUNE_ROLE_AGENT, 0 });
  for (guint i = 0; i < N_EVALUATIONS; i++)
    {
      g_autoptr (AttuneInteraction) interaction = attune_interaction_new ();
      g_autoptr (GPtrArray) interactions = g_ptr_array_new ();
      g_autoptr (GArray) ids = NULL;
      gint64 id;

      g_ptr_array_add (interaction->parts, attune_part_new (spec.agent, -1, -1));
      g_ptr_array_add (interactions, interaction);
      ids = ATTUNE_CALL_OK (add_interactions, store, manager, interactions);
      spec.interaction = g_array_index (ids, gint64, 0);
      id = ATTUNE_CALL_OK (start_evaluation, store, manager, &spec);
      ATTUNE_CALL_OK (submit, store, manager, id, 1);
    }
}

/* What happened to each evaluation, as the trail has it, is a story that the rules allow, and makes its revisions. */
static const char broken_rules[] =
  "SELECT count(*) FROM evaluation AS e WHERE"
  " (SELECT count(*) FROM event WHERE subject_id = e.id AND verb = 'release-evaluation') > 1"
  " OR (SELECT count(*) FROM event WHERE subject_id = e.id AND verb = 'void-evaluation')"
  " <> (e.state = 3)"
  " OR (SELECT count(*) FROM event WHERE subject_id = e.id AND verb = 'revise-evaluation') + 1"
  " <> (SELECT count(*) FROM evaluation_revision WHERE evaluation_id = e.id)"
  " OR (SELECT max (number) FROM evaluation_revision WHERE evaluation_id = e.id)"
  " <> (SELECT count(*) FROM evaluation_revision WHERE evaluation_id = e.id)"
  " OR (SELECT count(*) FROM event WHERE subject_id = e.id) + 1 <> e.rev";

static gint64
count_broken_rules (const char *path)
{
  AttuneStoreFixture file = { .path = (char *) path };

  return attune_store_fixture_get_int (&file, broken_rules);
}

/* Both release, void and revise the same evaluations: what each succeeded in the other has respected. */
static void
test_evaluations (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AttuneCheckReport) report = NULL;
  g_autoptr (GSubprocess) other = NULL;

  add_evaluations (fixture->store);
  other = start_other (fixture->path, "8", "evaluations");
  change_evaluations (fixture->store, 1);
  wait_for_other (other);

  g_assert_cmpint (count_broken_rules (fixture->path), ==, 0);
  report = ATTUNE_CALL_OK (check, fixture->store, NULL, NULL);
  g_assert_cmpuint (report->n_findings, ==, 0);
}

static guint
count_made (GSubprocess *const *others, guint n)
{
  guint n_made = 0;

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (g_subprocess_wait (others[i], NULL, NULL));
      g_assert_true (g_subprocess_get_if_exited (others[i]));
      n_made += g_subprocess_get_exit_status (others[i]) == 0;
      g_object_unref (others[i]);
    }
  return n_made;
}

/* Of several that make a workspace of one name at once, one does; the others leave it alone. */
static void
test_creators (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < attune_test_count (20, 50, 500); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/new-%u.attune", fixture->folder, i);
      g_autofree char *start = g_strconcat (path, ".start", NULL);
      GSubprocess *others[2];

      for (guint j = 0; j < G_N_ELEMENTS (others); j++)
        others[j] = start_other (path, "8", "create");
      g_usleep (G_USEC_PER_SEC / 20);
      g_assert_true (g_file_set_contents (start, "", 0, NULL));
      g_assert_cmpuint (count_made (others, G_N_ELEMENTS (others)), ==, 1);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* Several open what an older Attune wrote at once: all of them can, and what it was is kept. */
static void
test_older (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_strconcat (fixture->path, ".version-2", NULL);
  AttuneStoreFixture kept = { .path = copy };

  g_clear_pointer (&fixture->store, workload_close);
  for (guint i = 0; i < attune_test_count (5, 20, 100); i++)
    {
      GSubprocess *others[4];

      attune_older_make (fixture->path, ATTUNE_SCHEMA_VERSION, 2);
      for (guint j = 0; j < G_N_ELEMENTS (others); j++)
        others[j] = start_other (fixture->path, "8", "open");
      for (guint j = 0; j < G_N_ELEMENTS (others); j++)
        {
          wait_for_other (others[j]);
          g_object_unref (others[j]);
        }
      g_assert_cmpint (attune_store_fixture_get_int (&kept, "PRAGMA user_version"), ==, 2);
    }
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--child"))
    return be_other_process (argv + 2);

  own_path = argv[0];
  workload_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/store/two-processes/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("two-writers", test_two_writers);
  ADD ("one-writer", test_one_writer);
  ADD ("changes", test_changes);
  ADD ("conflict", test_conflict);
  ADD ("evaluations", test_evaluations);
  ADD ("creators", test_creators);
  ADD ("older", test_older);
#undef ADD

  return g_test_run ();
}
