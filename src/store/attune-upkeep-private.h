/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-pins.h"
#include "attune-store-private.h"
#include "attune-upkeep.h"

typedef struct
{
  AttuneProgress function; /* may be NULL */
  gpointer data;
} AttuneUpkeepProgress;

/* Tells the caller of `task`, in its main context; from any thread. */
void attune_upkeep_tell (const AttuneUpkeepProgress *self,
                         GTask                      *task,
                         double                      fraction);

/* A backup without the recordings. */
void     attune_store_snapshot_async  (AttuneStore        *self,
                                       const char         *path,
                                       AttuneProgress      progress,
                                       gpointer            progress_data,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            data);
gboolean attune_store_snapshot_finish (AttuneStore  *self,
                                       GAsyncResult *result,
                                       GError      **error);

/* A check under way, on the thread of a store that only it uses: the copy's. */
typedef struct
{
  AttuneStore *store;         /* the copy */
  const char *media_folder;   /* the workspace's own */
  AttuneCheckReport *report;
  GCancellable *cancellable;
  AttunePins *pins;           /* what the trail says of the rows */
} AttuneCheck;

/* Adds a finding; `place` is taken over. */
void attune_check_add (AttuneCheck *self,
                       char        *place,
                       const char  *message);
/* TRUE, with the error set, when the check is to end. */
gboolean attune_check_is_cancelled (AttuneCheck *self,
                                    GError     **error);

/* One kind of rows, read in pages: `id` is the first column, $last and $limit are bound. */
typedef struct
{
  const char *select;
  const char *types;
  void (*check) (AttuneCheck *self, const AttuneRows *rows, guint row);
} AttuneCheckedRows;

gboolean attune_check_rows (AttuneCheck             *self,
                            const AttuneCheckedRows *checked,
                            GError                 **error);

/* The parts of a check; FALSE with the error set where it could not be carried out. */
gboolean attune_check_file        (AttuneCheck *self,
                                   GError     **error);
gboolean attune_check_media       (AttuneCheck *self,
                                   GError     **error);
/* Whether what was spoken is there, and is what it was. */
gboolean attune_check_sounds      (AttuneCheck *self,
                                   GError     **error);
/* Whether every recording in the media folder is somebody's. */
gboolean attune_check_strays      (AttuneCheck *self,
                                   GError     **error);
/* Follows every writer's chain: sequence, hashes, contents, ends, and what other chains had seen of it. */
gboolean attune_check_trail       (AttuneCheck *self,
                                   GError     **error);
/* Holds people and teams against what the trail says of them: after it, and before what else it tells of. */
gboolean attune_check_rights      (AttuneCheck *self,
                                   GError     **error);
/* Whether what was said or written in contacts is what it was when it was kept. */
gboolean attune_check_texts       (AttuneCheck *self,
                                   GError     **error);
/* Holds what agents said to evaluations, and what was decided, against what the trail says of it: before what else it tells. */
gboolean attune_check_answering   (AttuneCheck *self,
                                   GError     **error);
/* Holds published forms, submitted revisions and their notes against what the trail says of them: after it. */
gboolean attune_check_contents    (AttuneCheck *self,
                                   GError     **error);
/* Holds what can be searched for against the texts it is of. */
gboolean attune_check_search      (AttuneCheck *self,
                                   GError     **error);
/* Scores every submitted revision anew, and recounts the rollups from those that count. */
gboolean attune_check_evaluations (AttuneCheck *self,
                                   GError     **error);
