/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decoder-record.h"
#include "attune-ingest.h"

#include <gio/gio.h>

/* A running attune-decoder and the pipe it reports through. Whatever it sends is checked: its format stays the same, its
 * frames only grow and are really in the file. For one thread, which it may block. */
typedef struct _AttuneDecoderClient AttuneDecoderClient;

typedef enum
{
  ATTUNE_DECODER_CLIENT_RECORD, /* `out_record` was filled */
  ATTUNE_DECODER_CLIENT_QUIET,  /* nothing came in time, or waiting was cancelled */
  ATTUNE_DECODER_CLIENT_GONE,   /* it died, or went mad */
} AttuneDecoderClientResult;

/* The helper, whether it runs apart, and whether it takes M4A and AAC, are the ingest's. The descriptors stay the caller's. ATTUNE_AUDIO_ERROR_HELPER when
 * the program cannot be started. */
AttuneDecoderClient *attune_decoder_client_new (AttuneIngest *ingest,
                                                int           input_fd,
                                                int           pcm_fd,
                                                gint64        most_bytes,
                                                const char   *form,
                                                GError      **error);
/* Kills it if it still runs. */
void                 attune_decoder_client_free (AttuneDecoderClient *self);

AttuneDecoderClientResult attune_decoder_client_read (AttuneDecoderClient *self,
                                                      int                  wait_ms,
                                                      GCancellable        *cancellable,
                                                      AttuneDecoderRecord *out_record);

/* The kinds of recordings that are taken in, by their number from 0: a media type, behind it the version of MPEG where there
 * is one, and the Debian package that people are told to install where nothing decodes it. FALSE behind the last. */
gboolean attune_decoder_words_get (guint        index,
                                   const char **out_media,
                                   const char **out_package);
/* What a fault means for whoever wants to listen to the recording `name`: what, where and what to install. */
GError *attune_decoder_fault_to_error (const AttuneDecoderRecord *record,
                                       const char                *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneDecoderClient, attune_decoder_client_free)
