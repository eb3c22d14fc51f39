/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-ingest.h"

/* What a recording is, told from its contents before it is taken in. */
typedef struct
{
  gint64 duration_us; /* -1 where only hearing all of it would tell */
  guint  rate;
  guint  channels;
  char  *warning;     /* what is wrong with one that can be heard all the same, NULL for nothing */
} AttuneProbe;

void attune_probe_free (AttuneProbe *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneProbe, attune_probe_free)

/* Looks at the file at `path` in a thread: a linear WAV file by its header, all else by having its first sound decoded,
 * of which nothing is kept. Errors are of ATTUNE_AUDIO_ERROR and say what the file is not, and what to do. */
void         attune_probe_file_async (AttuneIngest       *ingest,
                                      const char         *path,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
AttuneProbe *attune_probe_file_finish (GAsyncResult *result,
                                       GError      **error);
