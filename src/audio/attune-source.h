/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decoder-record.h"
#include "attune-pcm.h"
#include "attune-wav.h"

#include <gio/gio.h>
#include <sys/stat.h>

/* Samples no further from zero than this are a silent line. */
#define ATTUNE_SILENT_PEAK 16

/* A recording's file, opened and looked at. */
typedef struct
{
  char           *name; /* its base name, for messages */
  int             fd;
  struct stat     status;
  AttuneWavKind   kind;   /* ATTUNE_WAV_LINEAR: it can be read in place, as `layout` says */
  AttuneWavLayout layout; /* of ATTUNE_WAV_CODED only its `code` */
  gint64          n_samples; /* of a channel that it claims, 0 where that is not known */
  char           *warning; /* it is cut short; or NULL */
} AttuneSource;

/* Opens `path`; in messages it is called `name`, NULL for the name that it has there. ATTUNE_AUDIO_ERROR_OPEN, _EMPTY, or
 * _FORMAT when it is a WAV file that nothing can read. */
gboolean   attune_source_open (const char   *path,
                               const char   *name,
                               AttuneSource *out_source,
                               GError      **error);
void       attune_source_clear (AttuneSource *source);
/* How the helper has to take it: one of the names of attune-decoder-record.h. Telephone systems write some forms without
 * a header; only the name tells, so that nothing else may. `out_n_frames` is how long one of these is, 0 for others. */
const char *attune_source_find_form (const AttuneSource *source,
                                     gint64             *out_n_frames);
/* That the end is missing, in words. */
char       *attune_source_describe_cut (const AttuneSource *source);
/* That nothing is to be heard, in words. */
char       *attune_source_describe_silence (const AttuneSource *source);
/* What the helper found to be wrong, in words: of a WAV file of a kind that is not taken in, which; where a file whose end is missing, or that claims samples, holds no sound,
 * that it is cut short, rather than that it is no recording. */
GError     *attune_source_describe_fault (const AttuneSource        *source,
                                          const AttuneDecoderRecord *record);
/* Hands a linear source's descriptor over to its sound. */
AttunePcm *attune_source_steal_pcm (AttuneSource *source);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AttuneSource, attune_source_clear)
