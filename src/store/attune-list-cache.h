/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-list.h"

/* The rows of a list: one object an id as long as anybody holds it, filled a block of 256 at a time. What was read last
 * is kept, whether it is held or not. */
typedef struct _AttuneListCache AttuneListCache;

/* Told after each reading, with what went wrong (to be taken over) or NULL. */
typedef void (*AttuneListCacheTold) (GError  *error,
                                     gpointer data);

/* `ids` are the list's, which changes them as it likes. */
AttuneListCache *attune_list_cache_new     (AttuneStore        *store,
                                            gint64              actor,
                                            AttuneListKind      kind,
                                            GArray             *ids,
                                            AttuneListCacheTold told,
                                            gpointer            data);
/* Gives up what is being read, tells nothing any more, and goes with the last row. */
void             attune_list_cache_close   (AttuneListCache *self);

/* The row of the id at `position`, which is read unless it is there. The caller's. */
AttuneListRow   *attune_list_cache_get     (AttuneListCache *self,
                                            guint            position);
/* Takes the values out of `values`, whose ids the list has put in their places: a first page. */
void             attune_list_cache_take    (AttuneListCache *self,
                                            GPtrArray       *values);
/* Reads anew what is held of `ids` (a set of gint64), of everything where it is NULL. */
void             attune_list_cache_refresh (AttuneListCache *self,
                                            GHashTable      *ids);
