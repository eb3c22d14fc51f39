/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-await.h"
#include "attune-people.h"
#include "attune-test-support.h"

/* Calls attune_store_VERB_async () with the arguments after `error`, waits, and gives what attune_store_VERB_finish ()
 * gives: ATTUNE_CALL (create_form, store, &error, actor, document). */
#define ATTUNE_CALL(verb, store, error, ...)                                                                           \
  ({                                                                                                                   \
    g_autoptr (GAsyncResult) call_result = NULL;                                                                       \
    attune_store_##verb##_async (store, __VA_ARGS__, NULL, attune_await_cb, &call_result);                             \
    attune_store_##verb##_finish (store, attune_await (&call_result), error);                                          \
  })

/* One that has to succeed. */
#define ATTUNE_CALL_OK(verb, store, ...)                                                                               \
  ({                                                                                                                   \
    g_autoptr (GError) call_error = NULL;                                                                              \
    __auto_type call_value = ATTUNE_CALL (verb, store, &call_error, __VA_ARGS__);                                      \
    g_assert_no_error (call_error);                                                                                    \
    call_value;                                                                                                        \
  })

/* One that has to fail with this ATTUNE_STORE_ERROR, and of which nothing may come. */
#define ATTUNE_CALL_FAILS(code, verb, store, ...)                                                                      \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (GError) call_error = NULL;                                                                              \
    __auto_type call_value = ATTUNE_CALL (verb, store, &call_error, __VA_ARGS__);                                      \
    g_assert_error (call_error, ATTUNE_STORE_ERROR, code);                                                             \
    g_assert_true (call_value == 0);                                                                                   \
  }                                                                                                                    \
  G_STMT_END

/* A new workspace "Test" in Helsinki's zone, in a folder of its own, with Ann Koski as its first person. Ids, salts and
 * times are the same every run: the clock stands at 1 January 2026 and moves by attune_id_source_set_now (). */
typedef struct
{
  char *folder;
  char *path;
  AttuneStore *store;
  gint64 manager;
  AttuneIdSource *ids; /* borrowed from the store */
} AttuneStoreFixture;

void attune_store_fixture_set_up    (AttuneStoreFixture *self,
                                     gconstpointer       data);
/* Closes the store and asserts that nothing holds it any more. */
void attune_store_fixture_tear_down (AttuneStoreFixture *self,
                                     gconstpointer       data);
/* The workspace at `path`, opened as by another process. */
AttuneStore *attune_store_fixture_open (const char         *path,
                                        AttuneStoreOptions *options);
/* Closes `store` and asserts that the caller's was the last reference. */
void attune_store_fixture_close     (AttuneStore *store);

/* Asserts that check finds nothing: whatever was done, figures and trail hold. */
void attune_store_fixture_assert_sound (AttuneStore *store);

/* Adds by the manager; a person's name is their external id, a team's coach may be 0. */
gint64 attune_store_fixture_add_person (AttuneStoreFixture *self,
                                        const char         *external_id,
                                        AttuneRoles         roles,
                                        gint64              team);
gint64 attune_store_fixture_add_team   (AttuneStoreFixture *self,
                                        const char         *name,
                                        gint64              coach);
/* A published form `key` with one yes-no question "q"; a call and its agent, without a recording. By
 * the manager. */
gint64 attune_store_fixture_add_form   (AttuneStoreFixture *self,
                                        const char         *key);
gint64 attune_store_fixture_add_call   (AttuneStoreFixture *self,
                                        gint64              agent,
                                        gint64              started_at);
/* What `sql`, one statement of one integer, gives in the file itself. */
gint64 attune_store_fixture_get_int    (AttuneStoreFixture *self,
                                        const char         *sql);
/* Carries `sql` out in the file itself: for states that no verb makes. */
void   attune_store_fixture_execute    (AttuneStoreFixture *self,
                                        const char         *sql);
