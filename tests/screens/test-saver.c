/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-await.h"
#include "attune-saver.h"

/* A store that answers when the test says so: contents are reference-counted strings. What a request names as its rev is
 * looked up as late as the store would, when it is its turn. */
typedef struct
{
  char *content;
  AttuneRev *rev;
  GTask *task;
} Request;

static GPtrArray *requests;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_free (request->content);
  attune_rev_unref (request->rev);
  g_clear_object (&request->task);
  g_free (request);
}

static gpointer
ref (gpointer content)
{
  return g_ref_string_acquire (content);
}

static void
unref (gpointer content)
{
  g_ref_string_release (content);
}

static void
save (AttuneStore *store,
      gint64 actor,
      gint64 id,
      AttuneRev *rev,
      gpointer content,
      GAsyncReadyCallback callback,
      gpointer data)
{
  Request *request = g_new0 (Request, 1);

  g_assert_cmpint (actor, ==, 7);
  g_assert_cmpint (id, ==, 9);
  request->content = g_strdup (content);
  request->rev = attune_rev_ref (rev);
  request->task = g_task_new (NULL, NULL, callback, data);
  g_ptr_array_add (requests, request);
}

static gint64
finish (AttuneStore *store, GAsyncResult *result, GError **error)
{
  gint64 rev = g_task_propagate_int (G_TASK (result), error);

  return MAX (rev, 0);
}

static gboolean
is_late (const GError *error)
{
  return g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT) ||
         g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_DENIED);
}

static gboolean
is_conflict (const GError *error)
{
  return g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT);
}

static const AttuneSaverKind at_once = { ref, unref, g_str_equal, save, finish, 0 };
static const AttuneSaverKind put_aside = { ref, unref, g_str_equal, save, finish, 0, is_late };
static const AttuneSaverKind put_aside_in_conflict = { ref,    unref, g_str_equal, save,
                                                       finish, 0,     is_conflict };
static const AttuneSaverKind soon = { ref, unref, g_str_equal, save, finish, 20 };

static void
turn_loop (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

#define ASSERT_REQUEST(i, what, seen_rev)                                                     \
  g_assert_cmpuint (requests->len, >, (i));                                                   \
  g_assert_cmpstr (((Request *) g_ptr_array_index (requests, (i)))->content, ==, what);       \
  g_assert_cmpint (attune_rev_get (((Request *) g_ptr_array_index (requests, (i)))->rev), ==, \
                   seen_rev)

/* The store kept it. */
static void
accept (guint i, gint64 rev)
{
  Request *request = g_ptr_array_index (requests, i);

  attune_rev_set (request->rev, rev);
  g_task_return_int (request->task, rev);
  g_clear_object (&request->task);
  turn_loop ();
}

static void
refuse (guint i, AttuneStoreError code)
{
  Request *request = g_ptr_array_index (requests, i);

  g_task_return_new_error (request->task, ATTUNE_STORE_ERROR, (int) code, "No");
  g_clear_object (&request->task);
  turn_loop ();
}

static AttuneSaver *
make (const AttuneSaverKind *kind)
{
  g_autoptr (GRefString) content = g_ref_string_new ("as it was");

  g_ptr_array_set_size (requests, 0);
  return attune_saver_new (kind, NULL, 7, 9, 3, content);
}

static void
push (AttuneSaver *saver, const char *text)
{
  g_autoptr (GRefString) content = g_ref_string_new (text);

  attune_saver_push (saver, content);
}

static void
end (AttuneSaver *saver)
{
  turn_loop ();
  g_assert_finalize_object (saver);
}

/* Under way is one, and the newest goes next. */
static void
test_burst (void)
{
  AttuneSaver *saver = make (&at_once);

  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_SAVED);
  push (saver, "as it was");
  g_assert_cmpuint (requests->len, ==, 0);
  push (saver, "a");
  push (saver, "b");
  push (saver, "c");
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_PENDING);
  g_assert_true (attune_saver_is_unsaved (saver));
  g_assert_cmpuint (requests->len, ==, 1);
  ASSERT_REQUEST (0, "a", 3);
  accept (0, 4);
  ASSERT_REQUEST (1, "c", 4);
  accept (1, 5);
  g_assert_cmpuint (requests->len, ==, 2);
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_SAVED);
  g_assert_false (attune_saver_is_unsaved (saver));
  g_assert_cmpint (attune_saver_get_rev (saver), ==, 5);

  /* There and back again while one is under way. */
  push (saver, "d");
  push (saver, "c");
  accept (2, 6);
  ASSERT_REQUEST (3, "c", 6);
  accept (3, 7);
  end (saver);
}

/* One is found by what it keeps, as long as there is one. */
static void
test_find (void)
{
  AttuneSaver *saver = make (&at_once);
  g_autoptr (AttuneSaver) found = attune_saver_find (&at_once, NULL, 7, 9);
  g_autoptr (AttuneSaver) alone = NULL;

  g_assert_true (found == saver);
  g_assert_null (attune_saver_find (&soon, NULL, 7, 9));
  g_assert_null (attune_saver_find (&at_once, NULL, 8, 9));
  g_assert_null (attune_saver_find (&at_once, NULL, 7, 8));
  g_assert_cmpstr (attune_saver_get_content (saver), ==, "as it was");
  push (saver, "a");
  g_assert_cmpstr (attune_saver_get_content (saver), ==, "a");
  g_clear_object (&found);
  g_object_unref (saver);
  alone = attune_saver_find (&at_once, NULL, 7, 9);
  g_assert_nonnull (alone);
  accept (0, 4);
  g_clear_object (&alone);
  g_assert_null (attune_saver_find (&at_once, NULL, 7, 9));
}

static AttuneSaver *
open_again (const char *read, gint64 rev)
{
  g_autoptr (GRefString) content = g_ref_string_new (read);

  return attune_saver_open (&at_once, NULL, 7, 9, rev, content);
}

/* What is read again is what goes on, but for what is still to be saved, and what is newer than that. */
static void
test_open (void)
{
  AttuneSaver *saver;
  g_autoptr (AttuneSaver) first = NULL;

  g_ptr_array_set_size (requests, 0);
  saver = open_again ("as it was", 3);
  g_assert_cmpstr (attune_saver_get_content (saver), ==, "as it was");
  g_assert_cmpuint (requests->len, ==, 0);

  push (saver, "a");
  first = open_again ("as it was", 3);
  g_assert_true (first == saver);
  g_assert_cmpstr (attune_saver_get_content (saver), ==, "a");
  refuse (0, ATTUNE_STORE_ERROR_IO);
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_FAILED);
  g_clear_object (&first);
  first = open_again ("as it was", 3);
  g_assert_cmpstr (attune_saver_get_content (saver), ==, "a");
  ASSERT_REQUEST (1, "a", 3);
  accept (1, 4);

  g_clear_object (&first);
  first = open_again ("as it was", 3);
  g_assert_cmpstr (attune_saver_get_content (saver), ==, "a");
  g_assert_cmpint (attune_saver_get_rev (saver), ==, 4);
  g_clear_object (&first);
  first = open_again ("theirs", 5);
  g_assert_cmpstr (attune_saver_get_content (saver), ==, "theirs");

  push (saver, "b");
  refuse (2, ATTUNE_STORE_ERROR_CONFLICT);
  g_clear_object (&first);
  first = open_again ("theirs again", 6);
  g_assert_cmpstr (attune_saver_get_content (saver), ==, "theirs again");
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_SAVED);
  g_clear_object (&first);
  end (saver);
}

static gboolean
has_request (gpointer data)
{
  return requests->len > 0;
}

static void
test_delay (void)
{
  AttuneSaver *saver = make (&soon);

  push (saver, "a");
  push (saver, "b");
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_PENDING);
  g_assert_cmpuint (requests->len, ==, 0);
  while (!has_request (NULL))
    g_main_context_iteration (NULL, TRUE);
  ASSERT_REQUEST (0, "b", 3);
  accept (0, 4);

  /* Whoever leaves does not wait for it, nor does the one who lets go of it lose it. */
  push (saver, "c");
  attune_saver_flush (saver);
  ASSERT_REQUEST (1, "c", 4);
  accept (1, 5);
  push (saver, "d");
  g_object_unref (saver);
  while (requests->len < 3)
    g_main_context_iteration (NULL, TRUE);
  ASSERT_REQUEST (2, "d", 5);
  accept (2, 6);
}

static void
test_failure (void)
{
  AttuneSaver *saver = make (&at_once);

  push (saver, "a");
  refuse (0, ATTUNE_STORE_ERROR_IO);
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_FAILED);
  g_assert_cmpstr (attune_saver_get_error (saver)->message, ==, "No");
  g_assert_true (attune_saver_is_unsaved (saver));
  push (saver, "b");
  ASSERT_REQUEST (1, "b", 3);
  refuse (1, ATTUNE_STORE_ERROR_IO);
  attune_saver_flush (saver);
  ASSERT_REQUEST (2, "b", 3);
  accept (2, 4);
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_SAVED);
  g_assert_null (attune_saver_get_error (saver));
  end (saver);
}

/* Kept and tried again by and by, also when nobody holds it; but not where that could not help. */
static void
test_retry (void)
{
  static const AttuneStoreError hopeless[] = { ATTUNE_STORE_ERROR_CLOSED, ATTUNE_STORE_ERROR_DENIED,
                                               ATTUNE_STORE_ERROR_INVALID,
                                               ATTUNE_STORE_ERROR_NOT_FOUND };
  AttuneSaver *saver = make (&at_once);

  push (saver, "a");
  refuse (0, ATTUNE_STORE_ERROR_IO);
  g_object_add_weak_pointer (G_OBJECT (saver), (gpointer *) &saver);
  g_object_unref (saver);
  g_assert_nonnull (saver);
  while (requests->len < 2)
    g_main_context_iteration (NULL, TRUE);
  ASSERT_REQUEST (1, "a", 3);
  accept (1, 4);
  g_assert_null (saver);

  for (guint i = 0; i < G_N_ELEMENTS (hopeless); i++)
    {
      saver = make (&at_once);
      push (saver, "a");
      refuse (0, hopeless[i]);
      g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_FAILED);
      end (saver);
    }
}

static void
test_conflict (void)
{
  g_autoptr (GRefString) theirs = g_ref_string_new ("theirs");
  AttuneSaver *saver = make (&at_once);

  push (saver, "a");
  refuse (0, ATTUNE_STORE_ERROR_CONFLICT);
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_CONFLICT);
  push (saver, "b");
  g_assert_cmpuint (requests->len, ==, 1);
  g_assert_true (attune_saver_is_unsaved (saver));
  attune_saver_overrule (saver, 8, theirs);
  ASSERT_REQUEST (1, "b", 8);
  accept (1, 9);

  push (saver, "c");
  refuse (2, ATTUNE_STORE_ERROR_CONFLICT);
  attune_saver_adopt (saver, 12, theirs);
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_SAVED);
  g_assert_false (attune_saver_is_unsaved (saver));
  g_assert_cmpuint (requests->len, ==, 3);
  push (saver, "d");
  ASSERT_REQUEST (3, "d", 12);
  accept (3, 13);
  end (saver);
}

/* What the store puts aside when it comes too late is not lost, but what it could not write is. */
static void
test_would_lose (void)
{
  static const struct
  {
    AttuneStoreError code;
    gboolean is_lost[3]; /* by each kind of saver */
  } cases[] = {
    { ATTUNE_STORE_ERROR_CONFLICT, { TRUE, FALSE, FALSE } },
    { ATTUNE_STORE_ERROR_DENIED, { TRUE, FALSE, TRUE } },
    { ATTUNE_STORE_ERROR_INVALID, { TRUE, TRUE, TRUE } },
  };
  const AttuneSaverKind *const kinds[] = { &at_once, &put_aside, &put_aside_in_conflict };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
      {
        AttuneSaver *saver = make (kinds[j]);

        g_assert_false (attune_saver_would_lose (saver));
        push (saver, "a");
        g_assert_true (attune_saver_would_lose (saver));
        refuse (0, cases[i].code);
        g_assert_cmpint (attune_saver_would_lose (saver), ==, cases[i].is_lost[j]);
        end (saver);
      }
}

static void
test_flush (void)
{
  AttuneSaver *saver = make (&at_once);

  push (saver, "a");
  push (saver, "b");
  attune_saver_flush (saver);
  attune_saver_flush (saver);
  g_assert_cmpuint (requests->len, ==, 2);
  accept (0, 4);
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_PENDING);
  ASSERT_REQUEST (1, "b", 4);
  accept (1, 5);
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_SAVED);
  g_assert_cmpint (attune_saver_get_rev (saver), ==, 5);

  /* Where the first fails the second goes on from where it was. */
  push (saver, "c");
  push (saver, "d");
  attune_saver_flush (saver);
  refuse (2, ATTUNE_STORE_ERROR_IO);
  ASSERT_REQUEST (3, "d", 5);
  accept (3, 6);
  g_assert_cmpuint (requests->len, ==, 4);
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_SAVED);

  /* There and back again: what is sent last is what is here. */
  push (saver, "e");
  push (saver, "d");
  attune_saver_flush (saver);
  accept (4, 7);
  ASSERT_REQUEST (5, "d", 7);
  accept (5, 8);
  g_assert_cmpuint (requests->len, ==, 6);
  g_assert_cmpint (attune_saver_get_rev (saver), ==, 8);
  end (saver);
}

/* Somebody else saved exactly once, so that the store's rev is the one that the first of mine would have given: the second
 * goes over it no more than the first. */
static void
test_flush_in_conflict (void)
{
  g_autoptr (GRefString) theirs = g_ref_string_new ("theirs");
  AttuneSaver *saver = make (&at_once);

  push (saver, "a");
  push (saver, "b");
  attune_saver_flush (saver);
  refuse (0, ATTUNE_STORE_ERROR_CONFLICT);
  ASSERT_REQUEST (1, "b", 3);
  refuse (1, ATTUNE_STORE_ERROR_CONFLICT);
  g_assert_cmpuint (requests->len, ==, 2);
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_CONFLICT);

  /* What was pushed since is shown to the store when somebody leaves, on the old rev still. */
  push (saver, "c");
  g_assert_cmpuint (requests->len, ==, 2);
  attune_saver_flush (saver);
  attune_saver_flush (saver);
  g_assert_cmpuint (requests->len, ==, 3);
  ASSERT_REQUEST (2, "c", 3);

  /* Decided meanwhile: that it is refused says nothing any more. */
  attune_saver_overrule (saver, 4, theirs);
  refuse (2, ATTUNE_STORE_ERROR_CONFLICT);
  ASSERT_REQUEST (3, "c", 4);
  accept (3, 5);
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_SAVED);
  end (saver);
}

/* What is thrown away is not saved any more; what was under way is waited for. */
static void
test_drop (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AttuneSaver *saver = make (&at_once);

  push (saver, "a");
  refuse (0, ATTUNE_STORE_ERROR_IO);
  attune_saver_drop (saver);
  g_assert_cmpuint (attune_saver_get_state (saver), ==, ATTUNE_SAVING_SAVED);
  attune_saver_settle_async (saver, NULL, attune_await_cb, &result);
  g_assert_cmpint (attune_saver_settle_finish (saver, attune_await (&result), NULL), ==, 3);
  g_clear_object (&result);

  push (saver, "b");
  push (saver, "c");
  attune_saver_drop (saver);
  attune_saver_settle_async (saver, NULL, attune_await_cb, &result);
  turn_loop ();
  g_assert_null (result);
  accept (1, 4);
  g_assert_cmpint (attune_saver_settle_finish (saver, attune_await (&result), &error), ==, 4);
  g_assert_no_error (error);
  g_assert_cmpuint (requests->len, ==, 2);
  g_clear_object (&result);

  push (saver, "d");
  attune_saver_drop (saver);
  attune_saver_settle_async (saver, NULL, attune_await_cb, &result);
  refuse (2, ATTUNE_STORE_ERROR_IO);
  g_assert_cmpint (attune_saver_settle_finish (saver, attune_await (&result), NULL), ==, 4);
  g_clear_object (&result);
  end (saver);
}

static void
test_settle (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AttuneSaver *saver = make (&soon);

  push (saver, "a");
  attune_saver_settle_async (saver, NULL, attune_await_cb, &result);
  ASSERT_REQUEST (0, "a", 3);
  accept (0, 4);
  g_assert_cmpint (attune_saver_settle_finish (saver, attune_await (&result), NULL), ==, 4);
  g_clear_object (&result);

  push (saver, "b");
  attune_saver_settle_async (saver, NULL, attune_await_cb, &result);
  refuse (1, ATTUNE_STORE_ERROR_CONFLICT);
  g_assert_cmpint (attune_saver_settle_finish (saver, attune_await (&result), &error), ==, 0);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT);
  g_clear_object (&result);
  g_clear_error (&error);

  /* It does not wait for a decision. */
  attune_saver_settle_async (saver, NULL, attune_await_cb, &result);
  g_assert_cmpint (attune_saver_settle_finish (saver, attune_await (&result), &error), ==, 0);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT);
  g_clear_object (&result);
  end (saver);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  requests = g_ptr_array_new_with_free_func (free_request);

  g_test_add_func ("/saver/burst", test_burst);
  g_test_add_func ("/saver/find", test_find);
  g_test_add_func ("/saver/open", test_open);
  g_test_add_func ("/saver/delay", test_delay);
  g_test_add_func ("/saver/failure", test_failure);
  g_test_add_func ("/saver/retry", test_retry);
  g_test_add_func ("/saver/conflict", test_conflict);
  g_test_add_func ("/saver/would-lose", test_would_lose);
  g_test_add_func ("/saver/flush", test_flush);
  g_test_add_func ("/saver/flush-in-conflict", test_flush_in_conflict);
  g_test_add_func ("/saver/drop", test_drop);
  g_test_add_func ("/saver/settle", test_settle);

  status = g_test_run ();
  g_ptr_array_unref (requests);
  return status;
}
