/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "fault-vfs.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define SECTOR 512

/* The files that are written down. */
typedef enum
{
  FILE_DATABASE,
  FILE_JOURNAL,
  N_FILES,
  FILE_OTHER,
} FileKind;

typedef enum
{
  EVENT_WRITE,
  EVENT_TRUNCATE,
  EVENT_SYNC,
  EVENT_DELETE,
  EVENT_MARK,
} EventKind;

typedef struct
{
  EventKind kind;
  FileKind file;
  gint64 offset; /* or the new size */
  GBytes *bytes;
} Event;

struct _FaultLog
{
  GArray *events; /* Event */
};

typedef struct
{
  sqlite3_file base;
  FileKind kind;
  sqlite3_file *real; /* behind this struct */
} FaultFile;

/* What the whole process shares; under the mutex. */
static struct
{
  GMutex mutex;
  FaultLog *log;
  guint write_delay;
  Fault fault;
  guint n_left;
  gboolean is_lasting;
  gboolean has_failed;
  int last_errno;
} state;

static void
clear_event (gpointer data)
{
  g_clear_pointer (&((Event *) data)->bytes, g_bytes_unref);
}

static void
log_event (EventKind kind, FileKind file, gint64 offset, const void *bytes, gsize n_bytes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state.mutex);
  Event event = { kind, file, offset, bytes != NULL ? g_bytes_new (bytes, n_bytes) : NULL };

  if (state.log != NULL && file != FILE_OTHER)
    g_array_append_val (state.log->events, event);
  else
    clear_event (&event);
}

/* Whether this call is the one to fail. */
static gboolean
is_faulty (gboolean wants_room)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state.mutex);

  if (state.fault == FAULT_NONE || (state.fault == FAULT_ENOSPC && !wants_room))
    return FALSE;
  if (state.n_left > 0)
    {
      state.n_left--;
      return FALSE;
    }
  if (state.has_failed && !state.is_lasting)
    return FALSE;

  state.has_failed = TRUE;
  state.last_errno = state.fault == FAULT_EIO ? EIO : ENOSPC;
  return TRUE;
}

/* The file's methods ----------------------------------------------------------------------------------------------- */

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((FaultFile *) file)->real;
}

static FileKind
get_kind (sqlite3_file *file)
{
  return ((FaultFile *) file)->kind;
}

static int
file_close (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
file_read (sqlite3_file *file, void *buffer, int amount, sqlite3_int64 offset)
{
  if (is_faulty (FALSE))
    return SQLITE_IOERR_READ;
  return get_real (file)->pMethods->xRead (get_real (file), buffer, amount, offset);
}

static int
file_write (sqlite3_file *file, const void *buffer, int amount, sqlite3_int64 offset)
{
  if (is_faulty (TRUE))
    return state.fault == FAULT_ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  if (state.write_delay > 0)
    g_usleep (state.write_delay);

  log_event (EVENT_WRITE, get_kind (file), offset, buffer, (gsize) amount);
  return get_real (file)->pMethods->xWrite (get_real (file), buffer, amount, offset);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  if (is_faulty (FALSE))
    return SQLITE_IOERR_TRUNCATE;

  log_event (EVENT_TRUNCATE, get_kind (file), size, NULL, 0);
  return get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  if (is_faulty (TRUE))
    return SQLITE_IOERR_FSYNC;

  log_event (EVENT_SYNC, get_kind (file), 0, NULL, 0);
  /* A cut is only made up from the log; the real disk need not be waited for while one is written. */
  return state.log != NULL ? SQLITE_OK : get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
file_lock (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
file_unlock (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
file_check_lock (sqlite3_file *file, int *out)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), out);
}

static int
file_control (sqlite3_file *file, int operation, void *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
file_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
file_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

/* Version 1: no shared memory and no mapping, neither of which Attune uses. */
static const sqlite3_io_methods file_methods = { 1,
                                                 file_close,
                                                 file_read,
                                                 file_write,
                                                 file_truncate,
                                                 file_sync,
                                                 file_size,
                                                 file_lock,
                                                 file_unlock,
                                                 file_check_lock,
                                                 file_control,
                                                 file_sector_size,
                                                 file_characteristics };

/* The VFS's own ---------------------------------------------------------------------------------------------------- */

static sqlite3_vfs *
get_base (sqlite3_vfs *vfs)
{
  return vfs->pAppData;
}

static int
vfs_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultFile *self = (FaultFile *) file;
  int code;

  self->real = (sqlite3_file *) (self + 1);
  self->kind = flags & SQLITE_OPEN_MAIN_DB        ? FILE_DATABASE
               : flags & SQLITE_OPEN_MAIN_JOURNAL ? FILE_JOURNAL
                                                  : FILE_OTHER;
  file->pMethods = NULL;
  if (is_faulty ((flags & SQLITE_OPEN_CREATE) != 0))
    return SQLITE_CANTOPEN;

  code = get_base (vfs)->xOpen (get_base (vfs), name, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    file->pMethods = &file_methods;
  return code;
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  if (is_faulty (FALSE))
    return SQLITE_IOERR_DELETE;

  log_event (EVENT_DELETE, g_str_has_suffix (name, "-journal") ? FILE_JOURNAL : FILE_OTHER,
             sync_folder, NULL, 0);
  return get_base (vfs)->xDelete (get_base (vfs), name, sync_folder);
}

static int
vfs_access (sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
  return get_base (vfs)->xAccess (get_base (vfs), name, flags, out);
}

static int
vfs_full_path (sqlite3_vfs *vfs, const char *name, int n_out, char *out)
{
  return get_base (vfs)->xFullPathname (get_base (vfs), name, n_out, out);
}

static int
vfs_randomness (sqlite3_vfs *vfs, int n_out, char *out)
{
  return get_base (vfs)->xRandomness (get_base (vfs), n_out, out);
}

static int
vfs_sleep (sqlite3_vfs *vfs, int microseconds)
{
  return get_base (vfs)->xSleep (get_base (vfs), microseconds);
}

static int
vfs_time (sqlite3_vfs *vfs, double *out)
{
  return get_base (vfs)->xCurrentTime (get_base (vfs), out);
}

static int
vfs_last_error (sqlite3_vfs *vfs, int n_out, char *out)
{
  return state.last_errno != 0 ? state.last_errno
                               : get_base (vfs)->xGetLastError (get_base (vfs), n_out, out);
}

void
fault_vfs_register (void)
{
  static sqlite3_vfs vfs;
  sqlite3_vfs *base = sqlite3_vfs_find (NULL);

  vfs = (sqlite3_vfs){ .iVersion = 1,
                       .szOsFile = (int) sizeof (FaultFile) + base->szOsFile,
                       .mxPathname = base->mxPathname,
                       .zName = FAULT_VFS,
                       .pAppData = base,
                       .xOpen = vfs_open,
                       .xDelete = vfs_delete,
                       .xAccess = vfs_access,
                       .xFullPathname = vfs_full_path,
                       .xRandomness = vfs_randomness,
                       .xSleep = vfs_sleep,
                       .xCurrentTime = vfs_time,
                       .xGetLastError = vfs_last_error };
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 0), ==, SQLITE_OK);
}

void
fault_vfs_set_write_delay (guint microseconds)
{
  state.write_delay = microseconds;
}

void
fault_vfs_arm (Fault fault, guint nth, gboolean is_lasting)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state.mutex);

  state.fault = fault;
  state.n_left = nth;
  state.is_lasting = is_lasting;
  state.has_failed = FALSE;
  state.last_errno = 0;
}

gboolean
fault_vfs_disarm (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state.mutex);

  state.fault = FAULT_NONE;
  state.last_errno = 0;
  return state.has_failed;
}

/* The log ---------------------------------------------------------------------------------------------------------- */

void
fault_vfs_start_log (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state.mutex);

  g_assert_null (state.log);
  state.log = g_new0 (FaultLog, 1);
  state.log->events = g_array_new (FALSE, TRUE, sizeof (Event));
  g_array_set_clear_func (state.log->events, clear_event);
}

void
fault_vfs_mark (void)
{
  log_event (EVENT_MARK, FILE_DATABASE, 0, NULL, 0);
}

FaultLog *
fault_vfs_take_log (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state.mutex);

  return g_steal_pointer (&state.log);
}

void
fault_log_free (FaultLog *self)
{
  g_array_unref (self->events);
  g_free (self);
}

guint
fault_log_get_length (const FaultLog *self)
{
  return self->events->len;
}

guint
fault_log_count_marks (const FaultLog *self, guint at)
{
  guint n = 0;

  for (guint i = 0; i < at; i++)
    n += g_array_index (self->events, Event, i).kind == EVENT_MARK;
  return n;
}

static void
apply_write (GByteArray *file, const Event *event, gsize from, gsize to)
{
  const guint8 *bytes = g_bytes_get_data (event->bytes, NULL);
  gsize end = (gsize) event->offset + to;
  guint old_size = file->len;

  if (end > old_size)
    {
      g_byte_array_set_size (file, (guint) end);
      memset (file->data + old_size, 0, end - old_size);
    }
  memcpy (file->data + event->offset + from, bytes + from, to - from);
}

/* A write that the cut tore: each of its sectors is there or is not. */
static void
apply_torn (GByteArray *file, const Event *event, GRand *random)
{
  gsize size = g_bytes_get_size (event->bytes);

  for (gsize from = 0; from < size; from += SECTOR)
    {
      if (g_rand_boolean (random))
        apply_write (file, event, from, MIN (from + SECTOR, size));
    }
}

static void
apply (GByteArray *file, const Event *event, GRand *torn_by)
{
  guint old_size = file->len;

  if (event->kind == EVENT_DELETE)
    g_byte_array_set_size (file, 0);
  else if (event->kind == EVENT_TRUNCATE)
    {
      g_byte_array_set_size (file, (guint) event->offset);
      if (file->len > old_size)
        memset (file->data + old_size, 0, file->len - old_size);
    }
  else if (torn_by != NULL)
    apply_torn (file, event, torn_by);
  else
    apply_write (file, event, 0, g_bytes_get_size (event->bytes));
}

/* One file: what is before its last sync is there, and of what came after it `share`. */
static GByteArray *
rebuild_file (const FaultLog *self, FileKind kind, guint at, GRand *random, double share)
{
  GByteArray *file = g_byte_array_new ();
  guint n_synced = 0;

  for (guint i = 0; i < at; i++)
    {
      const Event *event = &g_array_index (self->events, Event, i);

      if (event->file == kind &&
          (event->kind == EVENT_SYNC || (event->kind == EVENT_DELETE && event->offset != 0)))
        n_synced = i + 1;
    }
  for (guint i = 0; i < at; i++)
    {
      const Event *event = &g_array_index (self->events, Event, i);
      gboolean is_torn = i >= n_synced && event->kind == EVENT_WRITE &&
                         g_rand_int_range (random, 0, 4) == 0;

      if (event->file != kind || event->kind == EVENT_SYNC || event->kind == EVENT_MARK)
        continue;
      if (i < n_synced || g_rand_double (random) < share)
        apply (file, event, is_torn ? random : NULL);
    }
  return file;
}

void
fault_log_rebuild (const FaultLog *self, guint at, GRand *random, const char *path)
{
  static const double shares[] = { 0.0, 0.2, 0.5, 0.8, 1.0 };
  double share = shares[g_rand_int_range (random, 0, G_N_ELEMENTS (shares))];
  g_autofree char *journal_path = g_strconcat (path, "-journal", NULL);
  g_autoptr (GByteArray) database = rebuild_file (self, FILE_DATABASE, at, random, share);
  g_autoptr (GByteArray) journal = rebuild_file (self, FILE_JOURNAL, at, random, share);

  g_assert_true (g_file_set_contents (path, (const char *) database->data, database->len, NULL));
  g_unlink (journal_path);
  if (journal->len > 0)
    g_assert_true (
      g_file_set_contents (journal_path, (const char *) journal->data, journal->len, NULL));
}
