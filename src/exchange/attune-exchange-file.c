/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-exchange-file.h"

#include "attune-exchange-error.h"

#include <glib/gi18n-lib.h>

gboolean
attune_exchange_write (const char *path, GBytes *bytes, GError **error)
{
  gsize size;
  gconstpointer contents = g_bytes_get_data (bytes, &size);

  if (g_file_set_contents (path, contents, (gssize) size, NULL))
    return TRUE;
  g_set_error (
    error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_WRITE,
    _ ("“%s” cannot be written. Check that its folder is there and may be written to, and "
       "that the disk has room"),
    path);
  return FALSE;
}
