/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What can go wrong between a verb and the disk. Every message says what, where and what to do. */
typedef enum
{
  ATTUNE_STORE_ERROR_NOT_FOUND,  /* the file, or the thing asked for, is not there (or not to be seen by the actor) */
  ATTUNE_STORE_ERROR_NOT_STORE,  /* the file is not a workspace: other contents, other application */
  ATTUNE_STORE_ERROR_NEWER,      /* written by a newer Attune */
  ATTUNE_STORE_ERROR_READ_ONLY,  /* the file, its folder or its disk cannot be written */
  ATTUNE_STORE_ERROR_FULL,       /* no room left */
  ATTUNE_STORE_ERROR_IO,         /* the disk or the server failed */
  ATTUNE_STORE_ERROR_CORRUPT,    /* the file is damaged */
  ATTUNE_STORE_ERROR_BUSY,       /* another program holds the file for too long */
  ATTUNE_STORE_ERROR_CONFLICT,   /* somebody changed the row since it was read: read again */
  ATTUNE_STORE_ERROR_EXISTS,     /* there is one already */
  ATTUNE_STORE_ERROR_DENIED,     /* the actor's roles do not allow it */
  ATTUNE_STORE_ERROR_INVALID,    /* the argument is at fault: text that is not UTF-8, a form with errors */
  ATTUNE_STORE_ERROR_REPEATED,   /* this command has been carried out before; nothing was done now */
  ATTUNE_STORE_ERROR_MOVED,      /* another process moved the trail's end; tried again, seen outside only when it never rests */
  ATTUNE_STORE_ERROR_CLOSED,     /* the store has been closed */
  ATTUNE_STORE_ERROR_INTERNAL,   /* Attune is at fault: a statement that the engine does not take */
} AttuneStoreError;

#define ATTUNE_STORE_ERROR (attune_store_error_quark ())
GQuark attune_store_error_quark (void);
