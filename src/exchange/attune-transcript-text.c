/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-transcript-import-private.h"

#include "attune-name-prefixes.h"
#include "attune-speaker.h"
#include "attune-text-lines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How much of a line may be the time and the name before what was said. */
#define MAX_HEAD_BYTES 200

#define DAY_US  (24 * 3600 * (gint64) G_USEC_PER_SEC)
#define HALF_US (DAY_US / 2)

#define DATE "(?:\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}\\.?,?[ T]+)?"
#define TIME                                                                                      \
  DATE "(?<h>\\d{1,2})[:.](?<m>\\d{2})(?:[:.](?<s>\\d{2}))?(?:[.,]\\d{1,6})?[ \\x{202f}\\x{a0}]?" \
       "(?<half>[AaPp]\\.?[Mm]\\.?)?(?:Z|[+-]\\d\\d:?\\d\\d)?"
#define NAME "(?<name>[^:\\t\\[\\]()<>|]{1,60}?)"

/* The ways that chats are written, a message a line. */
static const char *const patterns[] = {
  /* “( 1m 12s ) Sanna: …”: since it began */
  "^\\(\\s*(?:(?<eh>\\d{1,3})h\\s+)?(?:(?<em>\\d{1,3})m\\s+)?(?<es>\\d{1,3})s\\s*\\)\\s*" NAME
  "\\s*:\\s*",
  /* “[10:02:15] Sanna: …”, “20.11.2026 10.02 - Sanna: …”, “10:02 PM Sanna: …” */
  "^\\s*[\\[(<]?\\s*" TIME "\\s*[\\])>]?\\s*(?:[-–—|,]\\s*)?" NAME "\\s*[:>|]\\s*",
  /* the same between tabs */
  "^\\s*" TIME "\\t+(?<name>[^\\t]{1,60})\\t+",
  /* “Sanna (10:02): …”, “Sanna [20.11.2026 10:02]” */
  "^\\s*" NAME "\\s*[\\[(]\\s*" TIME "\\s*[\\])]\\s*(?::\\s*|$)",
  /* “Sanna 10:02”, or with a comma between, above what was said */
  "^\\s*(?<name>\\p{L}[\\p{L}' .-]{0,60}?),?\\s+" TIME "\\s*$",
};

/* “From: Sanna <sanna@northwind.example>” above a mail that was copied, as mail programs name it. */
#define FROM "^\\s*\\*?(?:From|Lähettäjä|Von|Från|De|Van)\\s?:\\*?\\s*(?<name>.{1,200})$"
#define HEAD                                                                                        \
  "^\\s*\\*?(?<key>To|Sent|Date|Subject|Cc|Reply-To|Vastaanottaja|Lähetetty|Päiväys|Aihe|Kopio|" \
  "An|Gesendet|Datum|Betreff|Till|Skickat|Ämne)\\s?:\\*?\\s*(?<value>.*)$"

typedef struct
{
  AttuneTranscriptReading *reading;
  GRegex *regexes[G_N_ELEMENTS (patterns)];
  GRegex *from;
  GRegex *head;
  AttuneNamePrefixes *prefixes;
  AttuneTextLines *lines;
  gint64 first; /* of the clock, when the first message was; -1 before it */
  gint64 last;
  gboolean has_messages;
} Text;

static GRegex *
compile (const char *pattern)
{
  GRegex *regex = g_regex_new (pattern, G_REGEX_DUPNAMES | G_REGEX_OPTIMIZE, 0, NULL);

  g_assert (regex != NULL);
  return regex;
}

static void
init_text (Text *self, AttuneTranscriptReading *reading, AttuneTextLines *lines)
{
  *self = (Text){ .reading = reading, .lines = lines, .first = -1 };
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    self->regexes[i] = compile (patterns[i]);
  self->from = compile (FROM);
  self->head = compile (HEAD);
  self->prefixes = attune_name_prefixes_new ();
}

static void
clear_text (Text *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    g_regex_unref (self->regexes[i]);
  g_regex_unref (self->from);
  g_regex_unref (self->head);
  attune_name_prefixes_free (self->prefixes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Text, clear_text)

/* --- Times --- */

static gint64
fetch_number (GMatchInfo *match, const char *name)
{
  g_autofree char *digits = g_match_info_fetch_named (match, name);

  return digits != NULL && *digits != '\0' ? g_ascii_strtoll (digits, NULL, 10) : 0;
}

/* Microseconds of the day, -1 where the clock has no such time. */
static gint64
read_clock (GMatchInfo *match)
{
  g_autofree char *half = g_match_info_fetch_named (match, "half");
  gint64 hours = fetch_number (match, "h");
  gint64 minutes = fetch_number (match, "m");
  gint64 seconds = fetch_number (match, "s");

  if (hours > 24 || minutes > 59 || seconds > 59)
    return -1;
  if (half != NULL && *half != '\0' && hours <= 12)
    hours = hours % 12 + (g_ascii_tolower (*half) == 'p' ? 12 : 0);
  return ((hours * 60 + minutes) * 60 + seconds) * G_USEC_PER_SEC;
}

/* Since the first message, over midnight too. */
static gint64
read_place (Text *self, GMatchInfo *match, gboolean is_elapsed)
{
  gint64 clock;

  if (is_elapsed)
    return ((fetch_number (match, "eh") * 60 + fetch_number (match, "em")) * 60 +
            fetch_number (match, "es")) *
           G_USEC_PER_SEC;
  clock = read_clock (match);
  if (clock < 0)
    return -1;
  if (self->first < 0)
    self->first = self->last = clock;
  while (clock + HALF_US < self->last)
    clock += DAY_US;
  self->last = clock;
  return MAX (clock - self->first, 0);
}

/* --- Lines --- */

static void
add (Text *self, gint64 from_us, const char *name, const char *text)
{
  AttunePassage passage = { from_us, -1, attune_speaker_guess (name), name, text };

  attune_transcript_reading_add (self->reading, &passage);
}

static gboolean
is_name (const char *name)
{
  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalpha (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}

static gboolean
match_head (GRegex *regex, const char *line, GMatchInfo **out_match)
{
  gsize length = strnlen (line, MAX_HEAD_BYTES);

  while (length > 0 && ((guchar) line[length] & 0xc0) == 0x80)
    length--;
  return g_regex_match_full (regex, line, (gssize) length, 0, 0, out_match, NULL);
}

/* The first of the ways that the line goes by, with its match and the name in it; -1 for none. */
static int
find_pattern (Text *self, const char *line, GMatchInfo **out_match, char **out_name)
{
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *name = NULL;

      if (!match_head (self->regexes[i], line, &match))
        continue;
      name = g_match_info_fetch_named (match, "name");
      if (name == NULL || !is_name (name))
        continue;
      *out_match = g_steal_pointer (&match);
      *out_name = g_strstrip (g_steal_pointer (&name));
      return (int) i;
    }
  return -1;
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t\f\v")] == '\0';
}

static gboolean
begins_message (Text *self, const char *line)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;
  g_autofree char *prefix = NULL;
  const char *rest;

  if (find_pattern (self, line, &match, &name) >= 0)
    return TRUE;
  prefix = attune_name_prefixes_take (self->prefixes, line, &rest);
  return prefix != NULL;
}

/* Where the message follows below the name, it is there; somebody may also have sent an empty one. */
static void
add_message (Text *self, gint64 from_us, const char *name, const char *text)
{
  char *below = *text == '\0' ? attune_text_lines_next (self->lines) : NULL;

  self->has_messages = TRUE;
  if (below != NULL && (is_blank (below) || begins_message (self, below)))
    attune_text_lines_push_back (self->lines, below);
  else if (below != NULL)
    text = below;
  add (self, from_us, name, text);
}

static gboolean
read_message (Text *self, const char *line)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;
  int pattern = find_pattern (self, line, &match, &name);
  int end;

  if (pattern < 0)
    return FALSE;
  g_match_info_fetch_pos (match, 0, NULL, &end);
  add_message (self, read_place (self, match, pattern == 0), name, line + end);
  return TRUE;
}

static gboolean
read_named (Text *self, const char *line)
{
  const char *rest;
  g_autofree char *name = attune_name_prefixes_take (self->prefixes, line, &rest);

  if (name == NULL)
    return FALSE;
  add_message (self, -1, name, rest);
  return TRUE;
}

/* --- Mails that were copied --- */

static char *
read_sender (Text *self, const char *line)
{
  g_autoptr (GMatchInfo) match = NULL;
  char *name;

  if (!match_head (self->from, line, &match))
    return NULL;
  name = g_match_info_fetch_named (match, "name");
  if (*name != '<' && strchr (name, '<') != NULL)
    *strchr (name, '<') = '\0';
  g_strdelimit (name, "\"<>", ' ');
  return g_strstrip (name);
}

static gboolean
read_head (Text *self, const char *line)
{
  static const char *const subjects[] = { "Subject", "Aihe", "Betreff", "Ämne", NULL };
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *key = NULL;

  if (!match_head (self->head, line, &match))
    return FALSE;
  key = g_match_info_fetch_named (match, "key");
  if (g_strv_contains (subjects, key) && self->reading->subject == NULL)
    self->reading->subject = g_strstrip (g_match_info_fetch_named (match, "value"));
  return TRUE;
}

/* A sender's line with another of a mail's head below it. */
static char *
begin_mail (Text *self, const char *line)
{
  g_autofree char *name = read_sender (self, line);
  char *below = name != NULL ? attune_text_lines_next (self->lines) : NULL;

  if (below == NULL)
    return NULL;
  if (!read_head (self, below))
    {
      attune_text_lines_push_back (self->lines, below);
      return NULL;
    }
  while ((below = attune_text_lines_next (self->lines)) != NULL)
    if (!read_head (self, below))
      {
        attune_text_lines_push_back (self->lines, below);
        break;
      }
  return g_steal_pointer (&name);
}

/* --- The whole --- */

/* What goes on from line to line: what belongs to nobody by itself is more of what was said last. */
static void
read_lines (Text *self)
{
  g_autofree char *sender = g_strdup ("");
  gboolean is_new = TRUE; /* another paragraph begins */
  char *line;

  while (self->reading->faults->len == 0 && (line = attune_text_lines_next (self->lines)) != NULL)
    {
      char *mail = begin_mail (self, line);

      if (mail != NULL)
        {
          g_free (sender);
          sender = mail;
          is_new = TRUE;
        }
      else if (is_blank (line))
        is_new = !self->has_messages;
      else if (read_message (self, line) || read_named (self, line))
        is_new = FALSE;
      else if (is_new || attune_transcript_builder_get_n (self->reading->builder) == 0)
        {
          add (self, -1, sender, line);
          is_new = FALSE;
        }
      else if (!attune_transcript_builder_add_line (self->reading->builder, line))
        add (self, -1, "", line);
    }
}

static void
look_at_names (AttuneTranscriptReading *reading, AttuneNamePrefixes *prefixes)
{
  g_auto (AttuneTextLines) lines = { NULL };
  g_autoptr (GPtrArray) aside = attune_faults_new ();
  const char *line;

  if (!attune_text_lines_init (&lines, reading->bytes, ATTUNE_TRANSCRIPT_IMPORT_MAX_BYTES, aside,
                               aside))
    return;
  while ((line = attune_text_lines_next (&lines)) != NULL)
    if (!is_blank (line))
      attune_name_prefixes_add (prefixes, line);
}

void
attune_transcript_read_text (AttuneTranscriptReading *reading)
{
  g_auto (AttuneTextLines) lines = { NULL };
  g_auto (Text) self = { NULL };

  init_text (&self, reading, &lines);
  if (!attune_text_lines_init (&lines, reading->bytes, ATTUNE_TRANSCRIPT_IMPORT_MAX_BYTES,
                               reading->faults, reading->remarks))
    return;
  look_at_names (reading, self.prefixes);
  read_lines (&self);
}

void
attune_transcript_add_paragraphs (AttuneTranscriptReading *reading,
                                  const char *name,
                                  const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_auto (AttuneTextLines) lines = { NULL };
  gboolean is_new = TRUE;
  const char *line;

  if (!attune_text_lines_init (&lines, bytes, ATTUNE_TRANSCRIPT_IMPORT_MAX_BYTES, reading->faults,
                               reading->remarks))
    return;
  while (reading->faults->len == 0 && (line = attune_text_lines_next (&lines)) != NULL)
    {
      AttunePassage passage = { -1, -1, attune_speaker_guess (name), name, line };

      if (is_blank (line))
        is_new = TRUE;
      else if (is_new || !attune_transcript_builder_add_line (reading->builder, line))
        is_new = !attune_transcript_reading_add (reading, &passage);
    }
}
