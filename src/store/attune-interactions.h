/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store.h"
#include "attune-transcript.h"

typedef enum
{
  ATTUNE_CHANNEL_CALL,
  ATTUNE_CHANNEL_CHAT,
  ATTUNE_CHANNEL_EMAIL,
  ATTUNE_CHANNEL_TICKET,
  ATTUNE_CHANNEL_SIDE_BY_SIDE, /* seen beside the agent, nothing recorded */
} AttuneChannel;

/* The numbers are in every workspace: channels are added at the end, and none ever changes. */
G_STATIC_ASSERT (ATTUNE_CHANNEL_CALL == 0 && ATTUNE_CHANNEL_CHAT == 1 && ATTUNE_CHANNEL_EMAIL == 2 &&
                 ATTUNE_CHANNEL_TICKET == 3 && ATTUNE_CHANNEL_SIDE_BY_SIDE == 4);

typedef enum
{
  ATTUNE_MEDIA_AUDIO,
  ATTUNE_MEDIA_TRANSCRIPT, /* WebVTT or plain text */
} AttuneMediaKind;

/* The same of these, which stand in SQL too. */
G_STATIC_ASSERT (ATTUNE_MEDIA_AUDIO == 0 && ATTUNE_MEDIA_TRANSCRIPT == 1);

/* Which channel of a recording is the agent's. */
typedef enum
{
  ATTUNE_AGENT_CHANNEL_UNKNOWN = -1,
  ATTUNE_AGENT_CHANNEL_LEFT = 0,
  ATTUNE_AGENT_CHANNEL_RIGHT = 1,
} AttuneAgentChannel;

/* An agent's part of an interaction, microseconds from its beginning; `to_us` -1: to its end; both -1: the whole of it. */
typedef struct
{
  gint64 agent;
  char *agent_name; /* filled by the store */
  gint64 team;      /* the team at contact time, filled by the store; 0 for none */
  gint64 from_us;
  gint64 to_us;
} AttunePart;

typedef struct
{
  gint64 id;
  gint64 rev;
  AttuneMediaKind kind;
  char *path;         /* absolute; inside the media folder when copied; "" of a text that is in the workspace itself */
  char *name;         /* the file's name when it was added, for people to read */
  gboolean is_copied;
  char *sha256;       /* 64 hex digits, NULL while unknown */
  gint64 size;        /* bytes, -1 while unknown */
  AttuneAgentChannel agent_channel;
  AttuneTranscript *transcript; /* of a text to be added with its contact; NULL once it is there (attune-transcripts.h) */
} AttuneMedia;

/* One contact, whole. Immutable once loaded; a screen fills one in for the verbs that add and change (ids 0). */
typedef struct
{
  gint64 id;
  gint64 rev;
  char *external_id; /* NULL for none */
  AttuneChannel channel;
  gint64 started_at;  /* microseconds UTC */
  gint64 duration_us; /* -1 while unknown */
  char *customer;     /* reference, "" for none */
  char *subject;
  char *source;       /* where it came from, which channel maps are kept by; "" for none */
  gboolean is_removed;
  GPtrArray *parts;   /* AttunePart */
  GPtrArray *media;   /* AttuneMedia */
} AttuneInteraction;

/* A row of the list of interactions. */
typedef struct
{
  gint64 id;
  gint64 rev;
  AttuneChannel channel;
  gint64 started_at;
  gint64 duration_us;
  char *agents;   /* names, joined for people to read */
  char *customer;
  char *subject;
  gboolean has_recording;
  guint n_evaluations; /* that the actor may see */
  guint n_held;        /* drafts of others, which keep the actor from beginning such an evaluation (attune_store_list_held_async) */
} AttuneInteractionRow;

AttunePart        *attune_part_new         (gint64 agent,
                                            gint64 from_us,
                                            gint64 to_us);
void               attune_part_free        (AttunePart *self);
/* Named after the file at `path`. */
AttuneMedia       *attune_media_new        (AttuneMediaKind kind,
                                            const char     *path);
/* A text to be kept in the workspace itself, under that name. */
AttuneMedia       *attune_media_new_text   (const char       *name,
                                            AttuneTranscript *transcript);
void               attune_media_free       (AttuneMedia *self);
/* Empty: a call that started now, of unknown length, with no parts and no media. */
AttuneInteraction *attune_interaction_new  (void);
AttuneInteraction *attune_interaction_copy (const AttuneInteraction *self);
void               attune_interaction_free (AttuneInteraction *self);
/* Its recording or transcript of that id; NULL for none. */
AttuneMedia       *attune_interaction_find_media (const AttuneInteraction *self,
                                                  gint64                   id);
void               attune_interaction_row_free (AttuneInteractionRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttunePart, attune_part_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneMedia, attune_media_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneInteraction, attune_interaction_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneInteractionRow, attune_interaction_row_free)

/* Adds `interactions` (AttuneInteraction; copied) in one transaction. Analysts, coaches (of agents of own teams) and
 * managers. Media marked is_copied are copied into the media folder first, under their SHA-256; the others are referred
 * to where they are. Returns the new ids, a GArray of gint64. */
void    attune_store_add_interactions_async  (AttuneStore        *self,
                                              gint64              actor,
                                              GPtrArray          *interactions,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            data);
GArray *attune_store_add_interactions_finish (AttuneStore  *self,
                                              GAsyncResult *result,
                                              GError      **error);

void               attune_store_load_interaction_async  (AttuneStore        *self,
                                                         gint64              actor,
                                                         gint64              interaction,
                                                         GCancellable       *cancellable,
                                                         GAsyncReadyCallback callback,
                                                         gpointer            data);
AttuneInteraction *attune_store_load_interaction_finish (AttuneStore  *self,
                                                         GAsyncResult *result,
                                                         GError      **error);

/* The contact whose external id, or else whose id as a number, is `word`; 0 with ATTUNE_STORE_ERROR_NOT_FOUND where the actor sees
 * none. */
void   attune_store_find_interaction_async  (AttuneStore        *self,
                                             gint64              actor,
                                             const char         *word,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            data);
gint64 attune_store_find_interaction_finish (AttuneStore  *self,
                                             GAsyncResult *result,
                                             GError      **error);

/* Replaces everything about `interaction->id`, seen at `interaction->rev`. Parts that have been evaluated stay, or it is
 * refused. Returns the new rev. */
void   attune_store_update_interaction_async  (AttuneStore             *self,
                                               gint64                   actor,
                                               const AttuneInteraction *interaction,
                                               GCancellable            *cancellable,
                                               GAsyncReadyCallback      callback,
                                               gpointer                 data);
gint64 attune_store_update_interaction_finish (AttuneStore  *self,
                                               GAsyncResult *result,
                                               GError      **error);

/* Takes it off the lists (`is_removed`; refused while it has evaluations that are not void) or brings it back. Returns
 * the new rev. */
void   attune_store_remove_interaction_async  (AttuneStore        *self,
                                               gint64              actor,
                                               gint64              interaction,
                                               gint64              rev,
                                               gboolean            is_removed,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            data);
gint64 attune_store_remove_interaction_finish (AttuneStore  *self,
                                               GAsyncResult *result,
                                               GError      **error);

/* What listening found out: the recording's length, which is the contact's where that was unknown, its SHA-256, and which
 * channel the agent is on. The channel is remembered for the other recordings of the same source, for this actor. For
 * agents, who hear their own contacts, nothing else is kept, and that is no error. Not audited; what is known already
 * is not written again. */
typedef struct
{
  gint64 media;
  gint64 duration_us;               /* -1 for unknown */
  const char *sha256;               /* NULL leaves it */
  gint64 size;                      /* -1 leaves it */
  AttuneAgentChannel agent_channel; /* unknown leaves it */
} AttuneMediaFacts;

void     attune_store_set_media_facts_async  (AttuneStore            *self,
                                              gint64                  actor,
                                              const AttuneMediaFacts *facts,
                                              GCancellable           *cancellable,
                                              GAsyncReadyCallback     callback,
                                              gpointer                data);
gboolean attune_store_set_media_facts_finish (AttuneStore  *self,
                                              GAsyncResult *result,
                                              GError      **error);
