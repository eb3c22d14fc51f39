/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-interactions.h"

#include "attune-transcript.h"

/* What was said or written in a contact, kept in the workspace: one text a contact, of its media row of kind
 * ATTUNE_MEDIA_TRANSCRIPT. Whoever sees the contact reads it; its keepers replace it and take it away, as long as no note points
 * at its words. Changes are told as ATTUNE_CHANGE_INTERACTION. A text that comes with a new contact is in its media. */

typedef struct
{
  gint64 media; /* 0 where the contact has no text */
  gint64 rev;
  char *name;   /* of the file it came from, or what it was called */
  AttuneTranscript *transcript; /* NULL for none */
} AttuneKeptTranscript;

void attune_kept_transcript_free (AttuneKeptTranscript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneKeptTranscript, attune_kept_transcript_free)

/* The text of a contact; empty where it has none. In slices. */
void                  attune_store_load_transcript_async  (AttuneStore        *self,
                                                           gint64              actor,
                                                           gint64              interaction,
                                                           GCancellable       *cancellable,
                                                           GAsyncReadyCallback callback,
                                                           gpointer            data);
AttuneKeptTranscript *attune_store_load_transcript_finish (AttuneStore  *self,
                                                           GAsyncResult *result,
                                                           GError      **error);

/* Keeps `transcript`, of one passage or more, called `name`, as the text of the contact, in place of the one whose media is
 * `instead_of`, 0 for none: ATTUNE_STORE_ERROR_CONFLICT where it has another by then. In slices, and nobody sees it before it is
 * whole. Returns the id of its media. */
void   attune_store_keep_transcript_async  (AttuneStore        *self,
                                            gint64              actor,
                                            gint64              interaction,
                                            gint64              instead_of,
                                            const char         *name,
                                            AttuneTranscript   *transcript,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            data);
gint64 attune_store_keep_transcript_finish (AttuneStore  *self,
                                            GAsyncResult *result,
                                            GError      **error);

/* Says who speaks in the text `media`, seen at `rev`: `transcript` is it, of which somebody's name may stand for another part
 * now, the same in all their passages. Notes on its words stay. Returns the new rev. */
void   attune_store_keep_speakers_async  (AttuneStore        *self,
                                          gint64              actor,
                                          gint64              media,
                                          gint64              rev,
                                          AttuneTranscript   *transcript,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            data);
gint64 attune_store_keep_speakers_finish (AttuneStore  *self,
                                          GAsyncResult *result,
                                          GError      **error);

/* Takes the text `media`, seen at `rev`, away. Returns the new rev. */
void   attune_store_remove_transcript_async  (AttuneStore        *self,
                                              gint64              actor,
                                              gint64              media,
                                              gint64              rev,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            data);
gint64 attune_store_remove_transcript_finish (AttuneStore  *self,
                                              GAsyncResult *result,
                                              GError      **error);

/* Brings it back, in place of the one whose media is `instead_of`, 0 for none: ATTUNE_STORE_ERROR_CONFLICT where the contact has
 * another by then. Returns the new rev. */
void   attune_store_restore_transcript_async  (AttuneStore        *self,
                                               gint64              actor,
                                               gint64              media,
                                               gint64              rev,
                                               gint64              instead_of,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            data);
gint64 attune_store_restore_transcript_finish (AttuneStore  *self,
                                               GAsyncResult *result,
                                               GError      **error);

/* The text with its agents known, of those that take part in the contact: whom the source has by name alone. Owned by the
 * caller. */
AttuneTranscript *attune_transcript_name_agents (AttuneTranscript        *transcript,
                                                 const AttuneInteraction *interaction);
