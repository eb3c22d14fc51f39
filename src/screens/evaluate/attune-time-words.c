/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-time-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SECONDS (100 * 3600)

static char *
join (gint64 seconds, const char *fraction)
{
  int s = (int) (seconds % 60);
  int m = (int) (seconds / 60 % 60);
  gint64 h = seconds / 3600;

  if (h > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT ":%02d:%02d%s", h, m, s, fraction);
  return g_strdup_printf ("%d:%02d%s", m, s, fraction);
}

char *
attune_time_to_words (gint64 us)
{
  return join (MAX (us, 0) / G_USEC_PER_SEC, "");
}

char *
attune_time_to_fine_words (gint64 us, double step_us)
{
  gint64 unit = G_USEC_PER_SEC;
  g_autofree char *fraction = NULL;
  int places = 0;

  while (places < 3 && step_us < unit)
    {
      unit /= 10;
      places++;
    }
  us = (MAX (us, 0) + unit / 2) / unit * unit;
  if (places == 0)
    return attune_time_to_words (us);

  fraction = g_strdup_printf (".%0*d", places, (int) (us % G_USEC_PER_SEC / unit));
  return join (us / G_USEC_PER_SEC, fraction);
}

char *
attune_time_to_speech (gint64 us)
{
  gint64 seconds = MAX (us, 0) / G_USEC_PER_SEC;
  gulong h = (gulong) (seconds / 3600);
  gulong m = (gulong) (seconds / 60 % 60);
  gulong s = (gulong) (seconds % 60);
  GString *words = g_string_new (NULL);

  if (h > 0)
    g_string_append_printf (words, ngettext ("%lu hour ", "%lu hours ", h), h);
  if (m > 0)
    g_string_append_printf (words, ngettext ("%lu minute ", "%lu minutes ", m), m);
  g_string_append_printf (words, ngettext ("%lu second", "%lu seconds", s), s);
  return g_string_free (words, FALSE);
}

/* The digits from `*cursor` on, at most `most` of them and at least one; -1 where there is none. */
static gint64
read_digits (const char **cursor, int most)
{
  gint64 value = 0;
  int n = 0;

  for (; g_ascii_isdigit (**cursor) && n < most; n++, (*cursor)++)
    value = value * 10 + (**cursor - '0');
  return n > 0 ? value : -1;
}

static gint64
read_fraction (const char **cursor)
{
  gint64 unit = G_USEC_PER_SEC;
  gint64 us = 0;

  for (; g_ascii_isdigit (**cursor) && unit > 1; (*cursor)++)
    {
      unit /= 10;
      us += (**cursor - '0') * unit;
    }
  while (g_ascii_isdigit (**cursor))
    (*cursor)++;
  return us;
}

gboolean
attune_time_from_words (const char *words, gint64 *out_us)
{
  g_autofree char *text = g_strstrip (g_strdup (words));
  const char *cursor = text;
  gint64 seconds = read_digits (&cursor, 6);
  gint64 us = 0;
  int n_parts = 1;

  if (seconds < 0)
    return FALSE;
  for (; *cursor == ':' && n_parts < 3; n_parts++)
    {
      gint64 part;

      cursor++;
      part = read_digits (&cursor, 2);
      if (part < 0 || part > 59)
        return FALSE;
      seconds = seconds * 60 + part;
    }
  if (*cursor == '.' || *cursor == ',')
    {
      cursor++;
      us = read_fraction (&cursor);
    }
  if (*cursor != '\0' || seconds > MAX_SECONDS)
    return FALSE;

  *out_us = seconds * G_USEC_PER_SEC + us;
  return TRUE;
}
