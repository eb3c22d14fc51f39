/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-ingest.h"
#include "attune-pcm.h"
#include "attune-peaks.h"
#include "attune-talk-map.h"

/* What is known of a recording at one moment; each field is NULL or 0 until it is. */
typedef struct
{
  AttunePcm     *pcm;
  AttunePeaks   *peaks;
  AttuneTalkMap *talk_map;
  gint64         n_frames;
  double         progress;
  char          *warning;
} AttuneLoadState;

void attune_load_state_clear (AttuneLoadState *state);

/* Takes over what `state` holds; called in the thread that runs the load. */
typedef void (*AttuneLoadPublish) (AttuneLoadState state,
                                   gpointer        user_data);

/* The work of opening one recording, for a thread of its own; it blocks. Run it once; after a success, when whoever
 * waits has been told, settle what belongs in the cache. */
typedef struct _AttuneLoad AttuneLoad;

AttuneLoad *attune_load_new (AttuneIngest     *ingest,
                             const char       *path,
                             const char       *name,
                             GCancellable     *cancellable,
                             AttuneLoadPublish publish,
                             gpointer          user_data);
void        attune_load_free (AttuneLoad *self);
gboolean    attune_load_run (AttuneLoad *self,
                             GError    **error);
void        attune_load_settle (AttuneLoad *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneLoad, attune_load_free)
