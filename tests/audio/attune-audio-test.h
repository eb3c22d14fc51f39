/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-feed.h"
#include "attune-recording.h"

/* A descriptor of a nameless file with these bytes. */
int attune_audio_test_file (gconstpointer data,
                            gsize         size);

/* A sound of `n_frames` interleaved frames, complete. */
AttunePcm *attune_audio_test_pcm (const gint16 *samples,
                                  gint64        n_frames,
                                  guint         rate,
                                  guint         channels);

/* Adds a sine of `hz` and amplitude `volume` to [start, end) seconds of a channel of `samples`. */
void attune_audio_test_tone (gint16 *samples,
                             guint   rate,
                             guint   channels,
                             guint   channel,
                             double  start,
                             double  end,
                             double  hz,
                             double  volume);

/* An ingest that keeps its cache in `folder`, uses the helper that was built, and takes M4A and AAC too. */
AttuneIngest *attune_audio_test_ingest (const char *folder);

/* Loads the recording and waits; NULL with `error` set when that fails. */
AttuneRecording *attune_audio_test_load (AttuneIngest *ingest,
                                         const char   *path,
                                         GError      **error);

/* The calls that make-calls.sh has made: the folder (tests' only argument), and the path of one of them. */
const char *attune_audio_test_calls (void);
char       *attune_audio_test_call (const char *name);
/* TRUE, after skipping the test, where there is no recorded speech to make them of. */
gboolean    attune_audio_test_lacks_calls (void);
/* The helper that was built. */
const char *attune_audio_test_helper (void);

/* Instead of g_test_init(). */
void attune_audio_test_init (int    *argc,
                             char ***argv);
