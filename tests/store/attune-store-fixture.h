/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store.h"

/* A new workspace "Test" in Helsinki's zone, in a folder of its own, with Ann Koski as its first person. Ids, salts and
 * times are the same every run: the clock stands at 1 January 2026 and moves by attune_id_source_set_now (). */
typedef struct
{
  char *folder;
  char *path;
  AttuneStore *store;
  gint64 manager;
} AttuneStoreFixture;

void attune_store_fixture_set_up    (AttuneStoreFixture *self,
                                     gconstpointer       data);
/* Closes the store and asserts that nothing holds it any more. */
void attune_store_fixture_tear_down (AttuneStoreFixture *self,
                                     gconstpointer       data);
/* Closes `store` and asserts that the caller's was the last reference. */
void attune_store_fixture_close     (AttuneStore *store);
