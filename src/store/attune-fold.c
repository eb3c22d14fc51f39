/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-fold.h"

static char *
strip_marks (const char *text)
{
  GString *stripped = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_isspace (letter))
        {
          if (stripped->len > 0 && stripped->str[stripped->len - 1] != ' ')
            g_string_append_c (stripped, ' ');
        }
      else if (!g_unichar_ismark (letter))
        g_string_append_unichar (stripped, letter);
    }
  return g_strchomp (g_string_free (stripped, FALSE));
}

char *
attune_fold (const char *text)
{
  g_autofree char *decomposed = NULL;
  g_autofree char *stripped = NULL;
  g_autofree char *folded = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return g_strdup ("");

  decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  stripped = strip_marks (decomposed);
  folded = g_utf8_casefold (stripped, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
}

char *
attune_fold_to_like (const char *folded)
{
  GString *pattern = g_string_new (NULL);

  for (const char *c = folded; *c != '\0'; c++)
    {
      if (*c == '%' || *c == '_' || *c == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *c);
    }
  return g_string_free (pattern, FALSE);
}
