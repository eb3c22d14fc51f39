/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decoder-record.h"

/* What the helper hands back: frames to a file, records to a pipe. Any thread may call it. */
typedef struct _AttuneDecoderOutput AttuneDecoderOutput;

AttuneDecoderOutput *attune_decoder_output_new (int    pcm_fd,
                                                int    record_fd,
                                                gint64 most_bytes);
void                 attune_decoder_output_free (AttuneDecoderOutput *self);

/* The format of all frames to come; only the first call counts. */
void     attune_decoder_output_set_format (AttuneDecoderOutput *self,
                                           guint                rate,
                                           guint                channels);
gboolean attune_decoder_output_has_format (AttuneDecoderOutput *self);
void     attune_decoder_output_set_expected (AttuneDecoderOutput *self,
                                             gint64               n_frames);
/* The bytes taken so far. */
gint64   attune_decoder_output_get_n_bytes (AttuneDecoderOutput *self);
/* FALSE when no more can be taken: the fault is noted. */
gboolean attune_decoder_output_write (AttuneDecoderOutput *self,
                                      const guint8        *bytes,
                                      gsize                n);
/* Notes what went wrong; the first fault stays. */
void     attune_decoder_output_fail (AttuneDecoderOutput *self,
                                     AttuneDecoderFault   fault,
                                     const char          *text);
/* Writes what is left and the last record; what comes afterwards is refused. TRUE when all went well. */
gboolean attune_decoder_output_finish (AttuneDecoderOutput *self);
