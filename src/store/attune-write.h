/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store-private.h"

/* A write in the making, on the worker's thread: a batch that begins with its command id and ends with its events in the
 * trail and its changes in the feed. Committing twice applies it once. */
typedef struct _AttuneWrite AttuneWrite;

AttuneWrite *attune_write_new       (AttuneStore *store,
                                     gint64       actor);
/* The same under a command id of the caller's: committed again, on whatever day, it fails with
 * ATTUNE_STORE_ERROR_REPEATED and does nothing. */
AttuneWrite *attune_write_new_for_command (AttuneStore *store,
                                           gint64       actor,
                                           gint64       command);
void         attune_write_free      (AttuneWrite *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneWrite, attune_write_free)

/* Where the verb adds its statements. */
AttuneBatch *attune_write_get_batch (AttuneWrite *self);
AttuneStore *attune_write_get_store (AttuneWrite *self);
gint64       attune_write_get_actor (AttuneWrite *self);
gint64       attune_write_get_now   (AttuneWrite *self);
/* A fresh id for a row this write inserts. */
gint64       attune_write_next_id   (AttuneWrite *self);

/* Puts an event into the trail: `verb` on the row `subject`, with the exact `content` it is about (or NULL). */
void         attune_write_audit     (AttuneWrite *self,
                                     const char  *verb,
                                     gint64       subject,
                                     const char  *content);
/* Puts a change into the feed, and tells this process's listeners once it is committed. */
void         attune_write_changed   (AttuneWrite     *self,
                                     AttuneChangeKind kind,
                                     gint64           id);

/* Carries everything out. Where another process has moved the trail's end meanwhile it takes that in and tries again. */
gboolean     attune_write_commit    (AttuneWrite *self,
                                     GError     **error);
/* For a verb that reads before it writes and whose write holds as a condition what was read: TRUE when the attempt that
 * failed with `source` is worth another one, because somebody came in between (ATTUNE_STORE_ERROR_CONFLICT). Takes
 * `source` over, into `error` where it returns FALSE. */
#define ATTUNE_WRITE_ATTEMPTS 5
gboolean     attune_write_try_again (guint   *attempts_left,
                                     GError  *source,
                                     GError **error);
/* What the statement with that index returned; after a successful commit. */
const AttuneRows *attune_write_get_rows (AttuneWrite *self,
                                         guint        statement);
