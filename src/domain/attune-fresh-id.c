/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-fresh-id.h"

#define ID_LENGTH 10

char *
attune_fresh_id_make (const char *prefix, AttuneIdIsTaken is_taken, gpointer data)
{
  static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
  g_autoptr (GString) id = g_string_new (NULL);

  g_return_val_if_fail (prefix != NULL && is_taken != NULL, NULL);

  do
    {
      g_string_printf (id, "%s-", prefix);
      for (guint i = 0; i < ID_LENGTH; i++)
        g_string_append_c (id, letters[g_random_int_range (0, G_N_ELEMENTS (letters) - 1)]);
    }
  while (is_taken (id->str, data));
  return g_string_free (g_steal_pointer (&id), FALSE);
}
