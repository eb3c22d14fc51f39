/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-interactions.h"

/* Whether a recording is still the one that was added: by size, and by SHA-256, which takes a while and runs in a thread. */
typedef enum
{
  ATTUNE_MEDIA_SAME,
  ATTUNE_MEDIA_CHANGED,
  ATTUNE_MEDIA_UNKNOWN, /* nothing was known of it before, or it cannot be read */
} AttuneMediaState;

/* What was found. */
typedef struct
{
  AttuneMediaState state;
  char *sha256; /* NULL when it cannot be read */
  gint64 size;  /* -1 likewise */
} AttuneMediaFinding;

void                attune_media_finding_free (AttuneMediaFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneMediaFinding, attune_media_finding_free)

void                attune_media_check_async (const AttuneMedia  *media,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            data);
AttuneMediaFinding *attune_media_check_finish (GAsyncResult *result,
                                               GError      **error);
