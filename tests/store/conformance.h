/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-db.h"

/* What every engine behind the seam is held to. Another engine is one more row of `engines` in test-conformance.c. */
typedef struct
{
  const char *name;
  /* As attune_db_open(), but waits `patience_ms` for a lock. */
  AttuneDb *(*open) (const char *location, AttuneDbMode mode, int patience_ms, GError **error);
  /* Holds the database as another program in the middle of a write does, until it is released. */
  gpointer (*hold) (const char *location);
  void (*release) (gpointer held);
} Engine;

/* A new database with the tables `thing` and `counter`. */
typedef struct
{
  const Engine *engine;
  char *folder;
  char *location;
  AttuneDb *db;
} Conformance;

/* thing: id, parent_id -> thing, i, r, t, b (all nullable), u unique, must (not null), flag; (t) unique where flag = 1.
 * counter: seq serial, x. */
extern const AttuneTable *const conformance_tables[];

void conformance_set_up    (Conformance  *self,
                            gconstpointer engine);
void conformance_tear_down (Conformance  *self,
                            gconstpointer engine);

/* Runs one writing statement without parameters. */
void          conformance_execute (AttuneDb   *db,
                                   const char *sql);
/* The one integer that a statement gives. */
gint64        conformance_get_int (AttuneDb   *db,
                                   const char *sql);
/* Runs a batch that must succeed. */
AttuneResult *conformance_run     (AttuneDb    *db,
                                   AttuneBatch *batch);
/* Runs a batch that must fail with `code`; returns the message. */
char         *conformance_fail    (AttuneDb        *db,
                                   AttuneBatch     *batch,
                                   AttuneStoreError code);
/* Adds the insertion of thing `id`, with `must` set. */
void          conformance_add     (AttuneBatch *batch,
                                   gint64       id);

typedef void (*ConformanceTest) (Conformance *self, gconstpointer data);
void conformance_add_test (const Engine   *engine,
                           const char     *name,
                           ConformanceTest test);

void conformance_add_value_tests (const Engine *engine);
void conformance_add_batch_tests (const Engine *engine);
void conformance_add_db_tests    (const Engine *engine);
void conformance_add_word_tests  (const Engine *engine);
