/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-score.h"
#include "attune-store-private.h"

/* A published revision as the worker needs it, parsed once: they are immutable. */
typedef struct
{
  gint64 id;
  gint64 form_id;
  guint number;
  AttuneForm *form;
  AttuneScorer *scorer;
  gint64 *questions; /* the `question` row of each question, by index */
} AttuneRevision;

/* The revision with that id, owned by the store, on the worker's thread. NULL with the error set where there is none. */
const AttuneRevision *attune_store_get_revision (AttuneStore *self,
                                                 gint64       id,
                                                 GError     **error);

/* What the store keeps them in. */
GHashTable *attune_revision_cache_new (void);
