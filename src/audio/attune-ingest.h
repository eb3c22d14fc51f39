/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Where and within what limits recordings are taken in; one is shared by all that an application opens. Immutable once made
 * but for takes-aac, so that loading threads use it freely. Properties, all others construct-only:
 *
 *   cache-directory  where decoded recordings lie; NULL: attune/audio in the user's cache folder
 *   cache-limit      bytes the cache may take; the least recently used goes first (default 4 GiB)
 *   helper           the attune-decoder program; NULL: beside the running program, else where it is installed
 *   is-apart         whether it runs in a sandbox where there is one (attune-sandbox.h; default TRUE)
 *   max-seconds      of a recording (default a day)
 *   patience         seconds without progress after which a decoder is given up (default 20)
 *   takes-aac        whether M4A and AAC are taken in, by what is decoded from then on (default FALSE); any thread */
#define ATTUNE_TYPE_INGEST (attune_ingest_get_type ())
G_DECLARE_FINAL_TYPE (AttuneIngest, attune_ingest, ATTUNE, INGEST, GObject)

AttuneIngest *attune_ingest_new (void);

const char *attune_ingest_get_cache_directory (AttuneIngest *self);
guint64     attune_ingest_get_cache_limit (AttuneIngest *self);
const char *attune_ingest_get_helper (AttuneIngest *self);
gboolean    attune_ingest_get_is_apart (AttuneIngest *self);
guint       attune_ingest_get_max_seconds (AttuneIngest *self);
guint       attune_ingest_get_patience (AttuneIngest *self);
gboolean    attune_ingest_get_takes_aac (AttuneIngest *self);

/* Whether a recording of `n_frames` is taken in; ATTUNE_AUDIO_ERROR_LIMIT, with `name` in the message, where it is too long. */
gboolean    attune_ingest_check_length (AttuneIngest *self,
                                        const char   *name,
                                        guint         rate,
                                        gint64        n_frames,
                                        GError      **error);

/* Blocks until what was decoded lies safely in the cache. A recording is handed over before that; a program that is about
 * to end calls this, or the work is done again next time. Never call it where a main loop should run. */
void attune_ingest_settle (AttuneIngest *self);
