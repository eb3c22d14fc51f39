/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* What was said or written in a contact, in order: the transcript of a call, a chat, an e-mail. An immutable,
 * reference-counted value that any thread may read; its passages and texts live as long as it does. */
typedef struct _AttuneTranscript AttuneTranscript;

#define ATTUNE_TYPE_TRANSCRIPT (attune_transcript_get_type ())

/* No contact has more: a day of chat has some thousand messages. */
#define ATTUNE_TRANSCRIPT_MAX_PASSAGES 50000
#define ATTUNE_TRANSCRIPT_MAX_BYTES    (16 * 1024 * 1024)

typedef enum
{
  ATTUNE_SPEAKER_AGENT,
  ATTUNE_SPEAKER_CUSTOMER,
  ATTUNE_SPEAKER_OTHER, /* a system, a bot, or nobody knows who */
} AttuneSpeaker;

/* The numbers are in every workspace: speakers are added at the end, and none ever changes. */
G_STATIC_ASSERT (ATTUNE_SPEAKER_AGENT == 0 && ATTUNE_SPEAKER_CUSTOMER == 1 && ATTUNE_SPEAKER_OTHER == 2);

/* A turn, or a message: microseconds from the beginning of the contact, -1 where that is not known. */
typedef struct
{
  gint64 from_us;
  gint64 to_us;
  AttuneSpeaker speaker;
  const char *name; /* as the source has it, "" for none */
  const char *text; /* may have several lines */
} AttunePassage;

/* A piece of a transcript: from a character of one passage to before a character of another, or of the same. */
typedef struct
{
  guint passage_from;
  guint passage_to;
  guint character_from;
  guint character_to;
} AttuneStretch;

GType attune_transcript_get_type (void) G_GNUC_CONST;

/* A transcript in the making. Passages may come in any order of time. */
typedef struct _AttuneTranscriptBuilder AttuneTranscriptBuilder;

AttuneTranscriptBuilder *attune_transcript_builder_new (void);
void                     attune_transcript_builder_free (AttuneTranscriptBuilder *self);
/* Adds a copy, without the white space around its text, which must be UTF-8; a passage without text is left out. FALSE, and
 * nothing is added, where the transcript is as large as one may be. */
gboolean                 attune_transcript_builder_add (AttuneTranscriptBuilder *self,
                                                        const AttunePassage     *passage);
/* Adds a line to the text of the passage added last; FALSE as above, or where there is none. */
gboolean                 attune_transcript_builder_add_line (AttuneTranscriptBuilder *self,
                                                             const char              *line);
guint                    attune_transcript_builder_get_n (const AttuneTranscriptBuilder *self);
/* The transcript in order of time, those without a time behind the one that came before them. Frees the builder. */
AttuneTranscript        *attune_transcript_builder_end (AttuneTranscriptBuilder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneTranscriptBuilder, attune_transcript_builder_free)

AttuneTranscript *attune_transcript_ref (AttuneTranscript *self);
void              attune_transcript_unref (AttuneTranscript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneTranscript, attune_transcript_unref)

guint                attune_transcript_get_n (const AttuneTranscript *self);
const AttunePassage *attune_transcript_get (const AttuneTranscript *self,
                                            guint                   index);
/* When the last passage ends or, where that is not known, begins; -1 without times. */
gint64               attune_transcript_get_end_us (const AttuneTranscript *self);
/* The passage that began last at or before `us`; -1 where none has. */
int                  attune_transcript_find_at (const AttuneTranscript *self,
                                                gint64                  us);
gboolean             attune_transcript_equal (const AttuneTranscript *self,
                                              const AttuneTranscript *other);
/* SHA-256 over all of it, 64 hex digits: the same for equal ones. Owned by the caller. */
char                *attune_transcript_get_sha256 (const AttuneTranscript *self);

/* Whether the stretch is within the transcript, in order, and not empty. */
gboolean attune_transcript_has_stretch (const AttuneTranscript *self,
                                        const AttuneStretch    *stretch);
/* The words of it, passages apart by lines, at most `max_characters` and "…". Owned by the caller; "" where it is not within. */
char    *attune_transcript_quote (const AttuneTranscript *self,
                                  const AttuneStretch    *stretch,
                                  guint                   max_characters);
/* From the beginning of its first passage to the end of its last; FALSE where these have no times. */
gboolean attune_transcript_get_times (const AttuneTranscript *self,
                                      const AttuneStretch    *stretch,
                                      gint64                 *out_from_us,
                                      gint64                 *out_to_us);
/* What of passage `index` is in it, in characters; FALSE for nothing. */
gboolean attune_stretch_meet (const AttuneStretch *self,
                              guint                index,
                              guint               *out_from,
                              guint               *out_to);
