/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-rev.h"

typedef enum
{
  ATTUNE_SAVING_SAVED,
  ATTUNE_SAVING_PENDING,  /* changed, and saved in a moment */
  ATTUNE_SAVING_CONFLICT, /* somebody else saved meanwhile: nothing is overwritten until it is decided */
  ATTUNE_SAVING_FAILED,   /* kept here, and tried again by and by and with the next change */
} AttuneSavingState;

/* What is saved, an immutable reference-counted value, and how. */
typedef struct
{
  GBoxedCopyFunc ref;
  GBoxedFreeFunc unref;
  GEqualFunc equal;
  /* Begins the store's verb that keeps `content` as the next after those that named `rev` before. */
  void     (*save) (AttuneStore        *store,
                    gint64              actor,
                    gint64              id,
                    AttuneRev          *rev,
                    gpointer            content,
                    GAsyncReadyCallback callback,
                    gpointer            data);
  /* The new rev, or 0. */
  gint64   (*finish) (AttuneStore  *store,
                      GAsyncResult *result,
                      GError      **error);
  guint delay_ms; /* after the last change, until it is saved */
  /* Whether the store puts aside what it refused with `error`, so that it is not lost; NULL where it never does. */
  gboolean (*is_put_aside) (const GError *error);
} AttuneSaverKind;

/* Keeps one draft in the store as it is changed: the newest there is, one save at a time unless somebody leaves, each
 * naming the rev that the one before it gave. What is open is the truth; a reply only brings the rev.
 *
 * A save that fails is tried again by and by, also when nobody holds the saver any more, until it is kept or the store is
 * closed; one that was refused for what it is, as of what was submitted meanwhile, only with the next change or flush. It
 * is an AttuneUnsaved: a window waits for it.
 *
 * Property "state" notifies, also when the error is another. */
#define ATTUNE_TYPE_SAVER (attune_saver_get_type ())
G_DECLARE_FINAL_TYPE (AttuneSaver, attune_saver, ATTUNE, SAVER, GObject)

/* `kind` is static; `store` (nullable) is handed to it. The store has `content` (nullable: not known) under `rev`. */
AttuneSaver *attune_saver_new (const AttuneSaverKind *kind,
                               AttuneStore           *store,
                               gint64                 actor,
                               gint64                 id,
                               gint64                 rev,
                               gpointer               content);

/* The one there is for `id` of `actor`, also where it goes on alone; NULL where there is none. What has no rev of its own is
 * kept by one saver at a time: of two, each would go over what the other has kept. Owned by the caller. */
AttuneSaver *attune_saver_find (const AttuneSaverKind *kind,
                                AttuneStore           *store,
                                gint64                 actor,
                                gint64                 id);

/* The one there is, else a new one, to go on from what was just read: `content` (nullable) under `rev`. What is still to
 * be saved goes before that, unless it came too late: what is to be shown is what attune_saver_get_content() says. Owned by
 * the caller. */
AttuneSaver *attune_saver_open (const AttuneSaverKind *kind,
                                AttuneStore           *store,
                                gint64                 actor,
                                gint64                 id,
                                gint64                 rev,
                                gpointer               content);

AttuneSavingState attune_saver_get_state (AttuneSaver *self);
/* What the store said of a conflict or failure; NULL otherwise. */
const GError     *attune_saver_get_error (AttuneSaver *self);
gint64            attune_saver_get_rev (AttuneSaver *self);
/* Whether what was pushed last is not in the store, as far as is known. */
gboolean          attune_saver_is_unsaved (AttuneSaver *self);

/* What was pushed last, else what the store has; NULL where that is not known. */
gpointer          attune_saver_get_content (AttuneSaver *self);

/* Whether closing the store now loses what was pushed last. */
gboolean          attune_saver_would_lose (AttuneSaver *self);
/* To be saved soon. In a conflict it is kept with the rest. */
void attune_saver_push (AttuneSaver *self,
                        gpointer     content);
/* Sends off all that is not saved yet, now: whoever leaves cannot wait for the save under way to come back. In a conflict
 * it is refused again, which is how the store comes to know what it may have to put aside. */
void attune_saver_flush (AttuneSaver *self);
/* Forgets what is not saved. A save that is under way still comes back. */
void attune_saver_drop (AttuneSaver *self);
/* The store has `content` under `rev`, as was read: nothing here is unsaved any more. */
void attune_saver_adopt (AttuneSaver *self,
                         gint64       rev,
                         gpointer     content);
/* Likewise, but what is unsaved here goes over it. Both end a conflict. */
void attune_saver_overrule (AttuneSaver *self,
                            gint64       rev,
                            gpointer     content);

/* Flushes; finishes as soon as nothing is left to save, with the new rev, or with the error that keeps it from being
 * saved, and then 0. */
void   attune_saver_settle_async (AttuneSaver        *self,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            data);
gint64 attune_saver_settle_finish (AttuneSaver  *self,
                                   GAsyncResult *result,
                                   GError      **error);

/* From now on `context` says that saving failed, once until it works again; `what` is static, "The draft could not be
 * saved". NULL for both: it is told in another way again. */
void attune_saver_tell (AttuneSaver   *self,
                        AttuneContext *context,
                        const char    *what);
