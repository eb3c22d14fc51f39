/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-add-guess.h"

#include "attune-match.h"

#include <stdlib.h>

AttuneFileKind
attune_add_guess_kind (const char *name)
{
  static const char *const audio[] = { "wav",  "wave", "mp3",  "opus", "ogg",  "oga",
                                       "flac", "gsm",  "m4a",  "aac",  "au",   "ul",
                                       "ulaw", "al",   "alaw", "weba", "webm", NULL };
  static const char *const transcripts[] = { "vtt", "srt", "txt", "eml", "json", NULL };
  const char *dot = strrchr (name, '.');
  g_autofree char *suffix = dot != NULL ? g_ascii_strdown (dot + 1, -1) : g_strdup ("");

  if (g_strv_contains (audio, suffix))
    return ATTUNE_FILE_AUDIO;
  if (g_strv_contains (transcripts, suffix))
    return ATTUNE_FILE_TRANSCRIPT;
  return ATTUNE_FILE_UNKNOWN;
}

static int
fetch_number (GMatchInfo *match, int group)
{
  g_autofree char *text = g_match_info_fetch (match, group);

  return text != NULL ? atoi (text) : 0;
}

static gboolean
make_time (GMatchInfo *match, GTimeZone *zone, gint64 *out_time)
{
  g_autoptr (GDateTime)
    time = g_date_time_new (zone, fetch_number (match, 1), fetch_number (match, 2),
                            fetch_number (match, 3), fetch_number (match, 4),
                            fetch_number (match, 5), fetch_number (match, 6));

  if (time == NULL)
    return FALSE;
  *out_time = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  return TRUE;
}

gint64
attune_add_guess_time (const char *name, gint64 modified, GTimeZone *zone)
{
  g_autoptr (GRegex) regex = g_regex_new (
    "(?<!\\d)((?:19|20)\\d\\d)[-_.]?([01]\\d)[-_.]?([0-3]\\d)[-_.T ]{0,3}([0-2]\\d)[-_.:h]?([0-5]\\d)"
    "(?:[-_.:]?([0-5]\\d))?(?!\\d)",
    0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  gint64 time = modified;

  if (g_regex_match (regex, name, 0, &match))
    make_time (match, zone, &time);
  return time;
}

/* Whether the folded `text` has `word` between ends of words. */
static gboolean
has_word (const char *text, const char *word)
{
  g_autofree char *escaped = g_regex_escape_string (word, -1);
  g_autofree char *pattern = g_strconcat ("(?<![[:alnum:]])", escaped, "(?![[:alnum:]])", NULL);

  return *word != '\0' && g_regex_match_simple (pattern, text, 0, 0);
}

static gboolean
is_named (const char *text, const AttunePerson *person)
{
  g_autofree char *id = attune_match_fold (person->external_id);
  g_autofree char *name = attune_match_fold (person->name);
  g_auto (GStrv) words = g_strsplit_set (name, " -", -1);

  if (has_word (text, id))
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (!has_word (text, words[i]))
      return FALSE;
  return words[0] != NULL;
}

gint64
attune_add_guess_agent (const char *name, GPtrArray *people)
{
  g_autofree char *folded = attune_match_fold (name);
  g_autofree char *text = g_strdelimit (g_strdup (folded), "_", ' ');
  gint64 found = 0;

  for (guint i = 0; i < people->len; i++)
    {
      const AttunePerson *person = g_ptr_array_index (people, i);

      if ((person->roles & ATTUNE_ROLE_AGENT) == 0 || !is_named (text, person))
        continue;
      if (found != 0)
        return 0;
      found = person->id;
    }
  return found;
}

char *
attune_add_write_time (gint64 time, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

gboolean
attune_add_read_time (const char *text, GTimeZone *zone, gint64 *out_time)
{
  g_autoptr (GRegex)
    regex = g_regex_new ("^\\s*(\\d{4})-(\\d\\d?)-(\\d\\d?)[ T]+(\\d\\d?)[:.](\\d\\d)()\\s*$", 0, 0,
                         NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) && make_time (match, zone, out_time);
}

gboolean
attune_add_read_offset (const char *text, gint64 *out_offset)
{
  g_autoptr (GRegex)
    regex = g_regex_new ("^\\s*(?:(\\d\\d?):)?(\\d\\d?):([0-5]\\d)\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  *out_offset = (fetch_number (match, 1) * G_GINT64_CONSTANT (3600) +
                 fetch_number (match, 2) * G_GINT64_CONSTANT (60) + fetch_number (match, 3)) *
                G_USEC_PER_SEC;
  return TRUE;
}
