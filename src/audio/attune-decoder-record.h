/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What Attune and its helper say to each other. Attune starts
 *
 *   attune-decoder INPUT PCM RECORDS BYTES FORM
 *
 * with three descriptors by number: the recording to read, a file to write S16LE interleaved frames to, and a pipe for
 * records; BYTES is the most it may write, FORM one of the names below. The helper opens nothing by name but GStreamer's
 * plugins and believes nothing but these, so that it can be shut into a sandbox whole. */
#define ATTUNE_DECODER_FORM_ANY        "any"        /* whatever is taken in without having been switched on */
#define ATTUNE_DECODER_FORM_ANY_OR_AAC "any-or-aac" /* M4A and AAC too */
#define ATTUNE_DECODER_FORM_GSM        "gsm"        /* bare 33-byte GSM 06.10 frames, 8 kHz, one channel */
#define ATTUNE_DECODER_FORM_MULAW      "mulaw"      /* bare G.711, 8 kHz, one channel */
#define ATTUNE_DECODER_FORM_ALAW       "alaw"

#define ATTUNE_DECODER_MAGIC 0x31445441u

typedef enum
{
  ATTUNE_DECODER_PROGRESS = 1, /* `n_frames` of the stated format are in the file */
  ATTUNE_DECODER_DONE,         /* and that is all */
  ATTUNE_DECODER_FAILED,       /* and that is all, because of `fault` */
} AttuneDecoderRecordKind;

typedef enum
{
  ATTUNE_DECODER_FAULT_NONE,
  ATTUNE_DECODER_FAULT_NOT_AUDIO,     /* nothing in it is a recording */
  ATTUNE_DECODER_FAULT_DAMAGED,       /* it could be read no further; `text` is the decoder's word for it */
  ATTUNE_DECODER_FAULT_MISSING,       /* nothing that may be used decodes `text`, a media type */
  ATTUNE_DECODER_FAULT_TOO_LARGE,     /* more than BYTES of sound */
  ATTUNE_DECODER_FAULT_CANNOT_WRITE,  /* `text` is the system's word for it */
  ATTUNE_DECODER_FAULT_NO_PLUGINS,    /* GStreamer lacks the element `text` itself */
  ATTUNE_DECODER_FAULT_NO_SOUND,      /* it holds pictures and no sound */
  ATTUNE_DECODER_FAULT_SWITCHED_OFF,  /* what decodes `text`, a media type, may only be used where that is switched on */
} AttuneDecoderFault;

/* Records are of one size and shorter than PIPE_BUF, so that each arrives whole. They come from a process that may have
 * been taken over by a hostile file: whoever reads them checks every field. */
typedef struct
{
  guint32 magic;
  guint32 kind;
  guint32 fault;
  guint32 rate;
  guint32 channels;
  guint32 padding;
  gint64  n_frames;
  gint64  n_frames_expected; /* what the file claims or suggests, 0 when it does not */
  char    text[88];          /* UTF-8, ends with a zero */
} AttuneDecoderRecord;

G_STATIC_ASSERT (sizeof (AttuneDecoderRecord) == 128);
