/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-table-number.h"

#include <string.h>

#define MAX_ID_LENGTH 60

/* What may stand behind a number without changing it, in small letters. */
static const char *const units[] = {
  "",    "%",    "p",     "p.",     "pt",    "pt.",      "pts",      "pts.",  "point", "points",
  "pkt", "pkt.", "punkt", "punkte", "piste", "pistettä", "pistetta", "pist.", NULL,
};

static const char *
skip_spaces (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

gboolean
attune_table_number_parse (const char *text, AttuneDecimal *out_decimal)
{
  g_autofree char *digits = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *stripped = NULL;
  gsize length;

  text = skip_spaces (text);
  length = strspn (text, "+-0123456789.,");
  digits = g_strdelimit (g_strndup (text, length), ",", '.');
  unit = g_utf8_strdown (skip_spaces (text + length), -1);
  stripped = g_strdup (g_strchomp (unit));
  if (g_str_has_suffix (stripped, "\xC2\xA0"))
    stripped[strlen (stripped) - 2] = '\0';
  return g_strv_contains (units, stripped) && attune_decimal_from_string (digits, '.', out_decimal);
}

/* Small ASCII letters and digits, with hyphens for what is between them. */
static char *
make_stem (const char *title)
{
  g_autofree char *plain = g_str_to_ascii (title, "C");
  GString *stem = g_string_new (NULL);

  for (const char *at = plain; *at != '\0' && stem->len < MAX_ID_LENGTH; at++)
    {
      if (g_ascii_isalnum (*at))
        g_string_append_c (stem, g_ascii_tolower (*at));
      else if (*at != '?' && stem->len > 0 && stem->str[stem->len - 1] != '-')
        g_string_append_c (stem, '-');
    }
  if (stem->len > 0 && stem->str[stem->len - 1] == '-')
    g_string_truncate (stem, stem->len - 1);
  return g_string_free (stem, FALSE);
}

const char *
attune_table_make_id (const char *title, const char *fallback, GHashTable *taken)
{
  g_autofree char *stem = make_stem (title);
  char *id = g_strdup (*stem != '\0' ? stem : fallback);

  for (guint i = 2; g_hash_table_contains (taken, id); i++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", *stem != '\0' ? stem : fallback, i);
    }
  g_hash_table_add (taken, id);
  return id;
}
