/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decoder-record.h"

#include <gst/audio/audio.h>

/* What the helper hands back: frames to a file, records to a pipe. Converting and writing go on in a thread of its own, a
 * large piece at a time, so that decoding does not wait for them and is not interrupted for every small buffer. Any
 * thread may call it. */
typedef struct _AttuneDecoderOutput AttuneDecoderOutput;

AttuneDecoderOutput *attune_decoder_output_new (int    pcm_fd,
                                                int    record_fd,
                                                gint64 most_bytes);
void                 attune_decoder_output_free (AttuneDecoderOutput *self);

/* How the bytes that come from now on are to be read: interleaved, of any format. The first one fixes rate and channels of
 * the whole; a chained file may change them midway and is then converted. */
void     attune_decoder_output_set_info (AttuneDecoderOutput *self,
                                         const GstAudioInfo  *info);
gboolean attune_decoder_output_has_format (AttuneDecoderOutput *self);
void     attune_decoder_output_set_expected (AttuneDecoderOutput *self,
                                             gint64               n_frames);
/* FALSE when no more can be taken: the fault is noted. */
gboolean attune_decoder_output_write (AttuneDecoderOutput *self,
                                      const guint8        *bytes,
                                      gsize                n);
/* The bytes taken so far. */
gint64   attune_decoder_output_get_n_bytes (AttuneDecoderOutput *self);
/* Notes what went wrong; the first fault stays. */
void     attune_decoder_output_fail (AttuneDecoderOutput *self,
                                     AttuneDecoderFault   fault,
                                     const char          *text);
/* Writes what is left and the last record; what comes afterwards is refused. TRUE when all went well. */
gboolean attune_decoder_output_finish (AttuneDecoderOutput *self);
