/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-hex.h"

#include <string.h>

char *
attune_hex_from_bytes (GBytes *bytes)
{
  GString *hex = g_string_new (NULL);
  gsize size = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", data[i]);
  return g_string_free (hex, FALSE);
}

GBytes *
attune_hex_to_bytes (const char *hex, gsize n_bytes)
{
  g_autofree guint8 *bytes = g_new (guint8, n_bytes);

  if (hex == NULL || strlen (hex) != 2 * n_bytes)
    return NULL;

  for (gsize i = 0; i < n_bytes; i++)
    {
      int high = g_ascii_xdigit_value (hex[2 * i]);
      int low = g_ascii_xdigit_value (hex[2 * i + 1]);

      if (high < 0 || low < 0)
        return NULL;
      bytes[i] = (guint8) (high << 4 | low);
    }
  return g_bytes_new_take (g_steal_pointer (&bytes), n_bytes);
}
