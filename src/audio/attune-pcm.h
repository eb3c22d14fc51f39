/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-wav.h"

#include <gio/gio.h>

/* The sound of a recording as 16-bit frames, read where it lies: in the WAV file itself or in the cache of what was
 * decoded. It may still be growing while it is read. Reference counted; every function may be called in any thread.
 *
 * It is read by pread and not through a mapping: a file that is cut short while it plays (a USB stick pulled, a share
 * gone, a helper gone mad) then makes an error, where a mapping would kill the process by SIGBUS. */
typedef struct _AttunePcm AttunePcm;

#define ATTUNE_TYPE_PCM (attune_pcm_get_type ())

GType      attune_pcm_get_type (void);
/* Takes over `fd`. `name` stands for the recording in messages. */
AttunePcm *attune_pcm_new_linear (int                    fd,
                                  const AttuneWavLayout *layout,
                                  const char            *name);
/* Takes over `fd`, a file that decoded S16LE frames are being written to; none are ready yet. */
AttunePcm *attune_pcm_new_growing (int         fd,
                                   guint       rate,
                                   guint       channels,
                                   const char *name);
AttunePcm *attune_pcm_ref (AttunePcm *self);
void       attune_pcm_unref (AttunePcm *self);

guint    attune_pcm_get_rate (AttunePcm *self);
guint    attune_pcm_get_channels (AttunePcm *self);
/* The frames that can be read by now; final once attune_pcm_is_complete(). Never falls. */
gint64   attune_pcm_get_n_frames (AttunePcm *self);
gboolean attune_pcm_is_complete (AttunePcm *self);

/* For the ingest alone: more frames are ready, and no more will come. */
void attune_pcm_grow (AttunePcm *self,
                      gint64     n_frames);
void attune_pcm_complete (AttunePcm *self);

/* Reads frames [first, first + n) interleaved into `out` (n × channels values). Samples of more than 16 bits lose their
 * low ones; 8-bit ones are centred. The range must lie within attune_pcm_get_n_frames(). FALSE with
 * ATTUNE_AUDIO_ERROR_CHANGED when the file has become shorter meanwhile, or _OPEN when reading fails. */
gboolean attune_pcm_read (AttunePcm *self,
                          gint64     first,
                          gsize      n,
                          gint16    *out,
                          GError   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttunePcm, attune_pcm_unref)
