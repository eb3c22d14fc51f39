/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-id-source.h"
#include "attune-store-error.h"

#include <gio/gio.h>

/* A workspace: everything of one organisation, in a file or (later) on a server. All reading and writing is by verbs,
 * `attune_store_x_async` and `_finish`, which run on the store's own thread and hand back immutable values. The actor
 * of a verb is the id of the person who acts; who sees what is decided in the verb's query.
 *
 * Emits "changed" (AttuneChangeKind, id; 0 for several) in the main context it was opened in, for the changes of this
 * process as well as of others. */
#define ATTUNE_TYPE_STORE (attune_store_get_type ())
G_DECLARE_FINAL_TYPE (AttuneStore, attune_store, ATTUNE, STORE, GObject)

typedef enum
{
  ATTUNE_CHANGE_PEOPLE,
  ATTUNE_CHANGE_FORM,
  ATTUNE_CHANGE_INTERACTION,
  ATTUNE_CHANGE_EVALUATION,
  ATTUNE_CHANGE_NOTE,
  ATTUNE_CHANGE_MODEL,
  ATTUNE_CHANGE_POLICY,
  ATTUNE_CHANGE_ASSIGNMENT,
} AttuneChangeKind;

#define ATTUNE_N_CHANGE_KINDS (ATTUNE_CHANGE_ASSIGNMENT + 1)

/* Other processes, of other versions too, read the numbers in the feed: kinds are added at the end, and none ever changes. */
G_STATIC_ASSERT (ATTUNE_CHANGE_PEOPLE == 0 && ATTUNE_CHANGE_FORM == 1 && ATTUNE_CHANGE_INTERACTION == 2 &&
                 ATTUNE_CHANGE_EVALUATION == 3 && ATTUNE_CHANGE_NOTE == 4 && ATTUNE_CHANGE_MODEL == 5 &&
                 ATTUNE_CHANGE_POLICY == 6 && ATTUNE_CHANGE_ASSIGNMENT == 7);

/* What tests and the sample workspace inject; zeroes are the ordinary ones. */
typedef struct
{
  AttuneIdSource *ids; /* taken over */
  gint64 writer;       /* the installation whose chain events go to */
  /* What opens the database instead of attune_db_open(), for tests that make disks fail. */
  struct _AttuneDb *(*open_db) (const char *location, gboolean is_new, GError **error);
} AttuneStoreOptions;

/* What a new workspace begins with. The first person is a manager, analyst and coach. */
typedef struct
{
  const char *name;
  const char *time_zone; /* an IANA name, "Europe/Helsinki" */
  const char *person;    /* the first person's name; NULL for nobody */
  gboolean is_sample;
} AttuneWorkspaceSpec;

/* A file that cannot be written, or whose time zone this computer does not know, is opened for reading; see
 * attune_store_get_read_only_reason(). A workspace of an unknown time zone is not created (ATTUNE_STORE_ERROR_INVALID). */
void         attune_store_open_async    (const char                *location,
                                         AttuneStoreOptions        *options,
                                         GCancellable              *cancellable,
                                         GAsyncReadyCallback        callback,
                                         gpointer                   data);
void         attune_store_create_async  (const char                *location,
                                         const AttuneWorkspaceSpec *spec,
                                         AttuneStoreOptions        *options,
                                         GCancellable              *cancellable,
                                         GAsyncReadyCallback        callback,
                                         gpointer                   data);
/* For both. */
AttuneStore *attune_store_open_finish   (GAsyncResult *result,
                                         GError      **error);

/* Lets what was asked to be written be written and closes the file. Readings and what goes on in the background (backups,
 * checks, imports) end with ATTUNE_STORE_ERROR_CLOSED, as does every later verb. The first waits for it, which another
 * process that holds the file can make long; the others do not, and may not be given up. */
void         attune_store_close         (AttuneStore *self);
void         attune_store_close_async   (AttuneStore        *self,
                                         GAsyncReadyCallback callback,
                                         gpointer            data);
void         attune_store_close_finish  (AttuneStore  *self,
                                         GAsyncResult *result);

const char  *attune_store_get_location  (AttuneStore *self);
const char  *attune_store_get_name      (AttuneStore *self);
gboolean     attune_store_is_sample     (AttuneStore *self);
GTimeZone   *attune_store_get_time_zone (AttuneStore *self);
/* NULL for a workspace that can be written; otherwise why it cannot, and what to do about it, in sentences. Every verb that
 * changes something fails with ATTUNE_STORE_ERROR_READ_ONLY then; places (attune-kept.h and the like) are not kept. */
const char  *attune_store_get_read_only_reason (AttuneStore *self);
/* Where recordings that are copied into the workspace lie: beside the file, "NAME.media". Not made before it is needed. */
const char  *attune_store_get_media_folder (AttuneStore *self);
