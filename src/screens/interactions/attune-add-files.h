/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-add-guess.h"
#include "attune-transcript.h"

#include <gio/gio.h>

/* A file that is to become a contact, or the transcript of one. */
typedef struct
{
  char *path;          /* "" for one that is on no disk of this computer */
  char *name;          /* for people */
  AttuneFileKind kind; /* ATTUNE_FILE_AUDIO also where only its contents can tell */
  gint64 modified;     /* microseconds UTC */
  AttuneTranscript *transcript; /* what is said in it, NULL of a recording */
  char *trouble;       /* why it cannot be added and what to do, NULL for nothing; of what cannot be heard yet */
} AttuneAddFile;

/* What came of everything that was dropped or chosen. */
typedef struct
{
  GPtrArray *files;  /* AttuneAddFile: recordings by name, then transcripts; none twice */
  GPtrArray *remarks; /* strings: what was left out, and why */
} AttuneAddFiles;

/* A text that was pasted, in the place of a file. */
AttuneAddFile *attune_add_file_new_text (const char *text);
void attune_add_file_free  (AttuneAddFile *self);
void attune_add_files_free (AttuneAddFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneAddFile, attune_add_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneAddFiles, attune_add_files_free)

/* How many are taken at once. */
#define ATTUNE_ADD_FILES_MAX 200

/* Looks at `files` (GFile) in a thread, and into folders; no recording is opened, and `location`, the open workspace, by
 * whatever name, never. Fails only when cancelled. */
void            attune_add_files_gather_async  (GListModel          *files,
                                                const char          *location,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             data);
AttuneAddFiles *attune_add_files_gather_finish (GAsyncResult        *result,
                                                GError             **error);
