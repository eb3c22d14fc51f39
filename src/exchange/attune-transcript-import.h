/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-domain-error.h"
#include "attune-transcript.h"

/* Where a transcript, a chat or an e-mail comes from. */
typedef enum
{
  ATTUNE_TRANSCRIPT_SOURCE_ANY, /* found out by the contents */
  ATTUNE_TRANSCRIPT_SOURCE_VTT,
  ATTUNE_TRANSCRIPT_SOURCE_SRT,
  ATTUNE_TRANSCRIPT_SOURCE_CONTACT_LENS, /* Amazon Connect: a call's or a chat's, from S3 or its API */
  ATTUNE_TRANSCRIPT_SOURCE_JSON,         /* a list of "segments" or "messages" with a "text" each */
  ATTUNE_TRANSCRIPT_SOURCE_EML,          /* an e-mail (RFC 5322) */
  ATTUNE_TRANSCRIPT_SOURCE_TEXT,         /* a chat, a line a message; an e-mail as it is copied; anything written */
} AttuneTranscriptSource;

/* No file that one can be read from is larger. */
#define ATTUNE_TRANSCRIPT_IMPORT_MAX_BYTES (32 * 1024 * 1024)

/* What was read in. */
typedef struct
{
  AttuneTranscript *transcript;
  AttuneTranscriptSource source;
  char *subject;      /* of an e-mail, "" for none */
  gint64 started_at;  /* microseconds UTC of the first message or of the e-mail, 0 where the file does not say */
  GPtrArray *remarks; /* AttuneFault: what could not be taken over, by line or JSON pointer */
} AttuneTranscriptImport;

/* Reads the contents of a file, of at least one passage. NULL with every fault added to `faults` (of attune_faults_new()) where
 * it is none of the source. */
AttuneTranscriptImport *attune_transcript_import_bytes (GBytes                *bytes,
                                                        AttuneTranscriptSource source,
                                                        GPtrArray             *faults);
void                    attune_transcript_import_free (AttuneTranscriptImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneTranscriptImport, attune_transcript_import_free)

/* The word of the command line for each: "contact-lens", and back (FALSE where there is none). */
const char *attune_transcript_source_to_string (AttuneTranscriptSource source);
gboolean    attune_transcript_source_from_string (const char             *word,
                                                  AttuneTranscriptSource *out_source);
/* All of these words, with a comma between them. Owned by the caller. */
char       *attune_transcript_source_list (void);
/* Whether files called like `name` are looked into for a transcript: by their suffix. */
gboolean    attune_transcript_source_knows_name (const char *name);
