/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-media-hold.h"

#include "attune-store-error.h"
#include "attune-sync.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK      ".attune-unfinished"
#define MARK_TEXT "A copy of an Attune workspace's recordings that is not finished.\n"

static char *
get_mark (const char *folder)
{
  return g_build_filename (folder, MARK, NULL);
}

/* Whether the file behind the descriptor says that it is the mark: a name alone could be anybody's. */
static gboolean
is_mark (int fd)
{
  char text[sizeof MARK_TEXT] = { 0 };

  return pread (fd, text, sizeof text, 0) == (gssize) strlen (MARK_TEXT) &&
         memcmp (text, MARK_TEXT, strlen (MARK_TEXT)) == 0;
}

/* Of the open folder, following no link; the mark itself goes last, so that what is left when this is interrupted is marked. */
static void
empty_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;

      if (g_str_equal (name, MARK) || g_lstat (path, &status) != 0)
        continue;
      if (S_ISDIR (status.st_mode))
        {
          empty_folder (path);
          (void) g_rmdir (path);
        }
      else
        (void) g_unlink (path);
    }
}

static void
remove_folder (const char *folder)
{
  g_autofree char *mark = get_mark (folder);

  empty_folder (folder);
  (void) g_unlink (mark);
  (void) g_rmdir (folder);
}

/* Whether the descriptor's file still bears the name: whoever else cleared the place may have made the folder anew. */
static gboolean
has_name (int fd, const char *path)
{
  struct stat own, named;

  return fstat (fd, &own) == 0 && lstat (path, &named) == 0 && own.st_dev == named.st_dev &&
         own.st_ino == named.st_ino;
}

/* Takes away what an interrupted one has left. */
static void
clear_place (const char *folder)
{
  g_autofree char *mark = get_mark (folder);
  int fd = g_open (mark, O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0);

  if (fd < 0)
    return;
  if (is_mark (fd) && flock (fd, LOCK_EX | LOCK_NB) == 0 && has_name (fd, mark))
    remove_folder (folder);
  close (fd);
}

static int
make_mark (const char *folder)
{
  g_autofree char *mark = get_mark (folder);
  int fd = g_open (mark, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    return -1;
  /* Where there are no locks, nobody can take it for left either. */
  (void) flock (fd, LOCK_EX | LOCK_NB);
  if (write (fd, MARK_TEXT, strlen (MARK_TEXT)) == (gssize) strlen (MARK_TEXT))
    return fd;
  close (fd);
  return -1;
}

/* It has the mark before it has the name. -1 with errno set. */
static int
make_folder (const char *folder)
{
  g_autofree char *partial = attune_sync_make_folder (folder);
  int fd = partial != NULL ? make_mark (partial) : -1;
  int reason;

  if (fd >= 0 && attune_sync_rename (partial, folder))
    return fd;
  reason = errno;
  if (partial != NULL)
    remove_folder (partial);
  if (fd >= 0)
    close (fd);
  errno = reason;
  return -1;
}

int
attune_media_hold_take (const char *folder, GError **error)
{
  g_autofree char *place = g_filename_display_name (folder);
  int fd;

  clear_place (folder);
  fd = make_folder (folder);
  if (fd >= 0)
    return fd;

  if (errno == EEXIST)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS,
                 _ ("“%s”, where the recordings would go, is there already. Choose another name, "
                    "or move it away."),
                 place);
  else
    g_set_error (error, ATTUNE_STORE_ERROR,
                 errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ATTUNE_STORE_ERROR_FULL
                                                                      : ATTUNE_STORE_ERROR_IO,
                 /* Translators: a path, and what the system says. */
                 _ ("“%s” could not be written (%s). Choose another place."), place,
                 g_strerror (errno));
  return -1;
}

void
attune_media_hold_settle (int hold, const char *folder)
{
  g_autofree char *mark = get_mark (folder);

  (void) g_unlink (mark);
  (void) g_rmdir (folder);
  close (hold);
}

void
attune_media_hold_abandon (int hold, const char *folder)
{
  remove_folder (folder);
  close (hold);
}
