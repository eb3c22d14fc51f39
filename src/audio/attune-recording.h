/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-ingest.h"
#include "attune-pcm.h"
#include "attune-peaks.h"
#include "attune-talk-map.h"

/* A recording being opened, and then open: its sound, its peaks and its talk map. Linear WAV is used where it lies; everything
 * else is decoded once into the cache. All of it is used from the thread that made it; what its getters hand out are
 * immutable or thread-safe values.
 *
 * "changed" is emitted whenever a getter would answer differently: soon after loading began (format and sound), about
 * ten times a second while it goes on (longer peaks, progress), at the end (talk map). */
#define ATTUNE_TYPE_RECORDING (attune_recording_get_type ())
G_DECLARE_FINAL_TYPE (AttuneRecording, attune_recording, ATTUNE, RECORDING, GObject)

/* Nothing is read yet. */
AttuneRecording *attune_recording_new (AttuneIngest *ingest,
                                       const char   *path);

/* What it is called in messages; NULL, and at first: by the name of its file. Before it is loaded. */
void             attune_recording_set_name (AttuneRecording *self,
                                            const char      *name);

/* Loads it, once. Cancelling stops the helper and leaves nothing behind. Errors are of ATTUNE_AUDIO_ERROR and name the file
 * and what to do; what was loaded until then stays. */
void     attune_recording_load_async (AttuneRecording    *self,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean attune_recording_load_finish (AttuneRecording *self,
                                       GAsyncResult    *result,
                                       GError         **error);

const char *attune_recording_get_path (AttuneRecording *self);
/* All is loaded: peaks and talk map are final. */
gboolean    attune_recording_is_complete (AttuneRecording *self);
/* 0 to 1. */
double      attune_recording_get_progress (AttuneRecording *self);

/* 0 until the format is known. */
guint  attune_recording_get_rate (AttuneRecording *self);
guint  attune_recording_get_channels (AttuneRecording *self);
/* The length in frames: while loading what the file claims or its start suggests, which may change; exact once complete. */
gint64 attune_recording_get_n_frames (AttuneRecording *self);

/* Borrowed; NULL until there is something. The talk map comes last. */
AttunePcm     *attune_recording_get_pcm (AttuneRecording *self);
AttunePeaks   *attune_recording_get_peaks (AttuneRecording *self);
AttuneTalkMap *attune_recording_get_talk_map (AttuneRecording *self);
/* What a listener should know of a recording that could be loaded all the same (it is cut short, damaged or silent), as a
 * sentence that names the file; NULL when there is nothing. Known once complete. */
const char    *attune_recording_get_warning (AttuneRecording *self);
