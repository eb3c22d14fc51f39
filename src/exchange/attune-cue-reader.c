/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cue-reader.h"

#include "attune-text-lines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ARROW "-->"

/* Hours that a contact can have. */
#define MAX_HOURS 9999

/* No tag is longer, whatever “<” stands alone. */
#define MAX_TAG_BYTES 500

typedef struct
{
  AttuneTextLines *lines;
  AttuneCueFormat format;
  GPtrArray *cues;
  GPtrArray *faults;
  GPtrArray *remarks;
  guint n_notes;
  guint n_styles;
  guint n_regions;
} Reading;

void
attune_cue_free (AttuneCue *self)
{
  g_free (self->id);
  g_free (self->payload);
  g_free (self);
}

/* --- Times --- */

static gboolean
take_number (const char **text, guint max_digits, guint *out_number)
{
  guint n_digits = 0;

  *out_number = 0;
  for (; g_ascii_isdigit (**text) && n_digits < max_digits; (*text)++, n_digits++)
    *out_number = *out_number * 10 + (guint) (**text - '0');
  return n_digits > 0 && !g_ascii_isdigit (**text);
}

/* The part of a second, of as many digits as it has. */
static gboolean
take_fraction (const char **text, gint64 *out_us)
{
  gint64 unit = G_USEC_PER_SEC;

  *out_us = 0;
  if (**text != '.' && **text != ',')
    return TRUE;
  (*text)++;
  if (!g_ascii_isdigit (**text))
    return FALSE;
  for (; g_ascii_isdigit (**text); (*text)++)
    {
      unit /= 10;
      *out_us += unit * (**text - '0');
    }
  return TRUE;
}

gboolean
attune_cue_time_parse (const char *text, gint64 *out_us)
{
  guint numbers[3];
  guint n = 0;
  gint64 fraction, seconds = 0;

  while (g_ascii_isspace (*text))
    text++;
  for (;;)
    {
      if (n == G_N_ELEMENTS (numbers) || !take_number (&text, n == 0 ? 4 : 2, &numbers[n]))
        return FALSE;
      n++;
      if (*text != ':')
        break;
      text++;
    }
  if (n < 2 || !take_fraction (&text, &fraction))
    return FALSE;
  while (g_ascii_isspace (*text))
    text++;
  if (*text != '\0' || numbers[0] > (n == 3 ? MAX_HOURS : 59))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (i > 0 && numbers[i] > 59)
        return FALSE;
      seconds = seconds * 60 + numbers[i];
    }
  *out_us = seconds * G_USEC_PER_SEC + fraction;
  return TRUE;
}

/* "from --> to settings"; what follows the second time says where the cue is drawn. */
static gboolean
parse_times (const char *line, gint64 *out_from, gint64 *out_to)
{
  const char *arrow = strstr (line, ARROW);
  g_autofree char *from = g_strndup (line, (gsize) (arrow - line));
  g_autofree char *to = g_strchug (g_strdup (arrow + strlen (ARROW)));

  to[strcspn (to, " \t")] = '\0';
  return attune_cue_time_parse (from, out_from) && attune_cue_time_parse (to, out_to);
}

/* --- Blocks --- */

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t\f\v")] == '\0';
}

static gboolean
begins (const char *line, const char *word)
{
  gsize length = strlen (word);

  return strncmp (line, word, length) == 0 &&
         (line[length] == '\0' || g_ascii_isspace (line[length]));
}

static void
skip_block (Reading *self)
{
  const char *line;

  while ((line = attune_text_lines_next (self->lines)) != NULL && !is_blank (line))
    continue;
}

/* Notes, styles and regions are not said by anybody. */
static gboolean
skip_other (Reading *self, const char *line)
{
  guint *count = begins (line, "NOTE")     ? &self->n_notes
                 : begins (line, "STYLE")  ? &self->n_styles
                 : begins (line, "REGION") ? &self->n_regions
                                           : NULL;

  if (count == NULL || self->format != ATTUNE_CUES_WEBVTT)
    return FALSE;
  (*count)++;
  skip_block (self);
  return TRUE;
}

static char *
read_payload (Reading *self)
{
  GString *payload = g_string_new (NULL);
  char *line;

  while ((line = attune_text_lines_next (self->lines)) != NULL && !is_blank (line))
    {
      if (strstr (line, ARROW) != NULL)
        {
          attune_text_lines_push_back (self->lines, line);
          break;
        }
      if (payload->len > 0)
        g_string_append_c (payload, '\n');
      g_string_append (payload, line);
    }
  return g_string_free (payload, FALSE);
}

/* A cue whose end is before its beginning has been said all the same. */
static void
read_cue (Reading *self, const char *id, const char *line)
{
  g_autofree char *kept_id = g_strstrip (g_strdup (id));
  guint number = self->lines->number;
  gint64 from, to;
  AttuneCue *cue;

  if (!parse_times (line, &from, &to))
    {
      attune_text_lines_tell (self->remarks, number,
                              _ ("“%.60s” are no two times. The cue was left out"), line);
      g_free (read_payload (self));
      return;
    }
  if (to < from)
    attune_text_lines_tell (self->remarks, number, _ ("the cue ends before it begins"));

  cue = g_new0 (AttuneCue, 1);
  cue->line = number;
  cue->from_us = from;
  cue->to_us = to >= from ? to : -1;
  cue->id = g_steal_pointer (&kept_id);
  cue->payload = read_payload (self);
  g_ptr_array_add (self->cues, cue);
}

static void
read_block (Reading *self, char *first)
{
  char *line;

  if (strstr (first, ARROW) != NULL)
    {
      read_cue (self, "", first);
      return;
    }
  if (skip_other (self, first))
    return;

  line = attune_text_lines_next (self->lines);
  if (line != NULL && strstr (line, ARROW) != NULL)
    {
      read_cue (self, first, line);
      return;
    }
  attune_text_lines_tell (self->remarks, self->lines->number - (line != NULL ? 1 : 0),
                          _ ("“%.60s” is followed by no times, and was left out"), first);
  if (line != NULL && !is_blank (line))
    skip_block (self);
}

static void
read_header (Reading *self)
{
  char *line = attune_text_lines_next (self->lines);

  if (line == NULL)
    return;
  if (begins (line, "WEBVTT"))
    {
      while ((line = attune_text_lines_next (self->lines)) != NULL && !is_blank (line))
        if (strstr (line, ARROW) != NULL)
          {
            attune_text_lines_push_back (self->lines, line);
            return;
          }
      return;
    }
  if (self->format == ATTUNE_CUES_WEBVTT)
    attune_text_lines_tell (self->remarks, 1, _ ("a WebVTT file begins with “WEBVTT”"));
  attune_text_lines_push_back (self->lines, line);
}

static void
read_blocks (Reading *self)
{
  char *line;

  while (self->faults->len == 0 && (line = attune_text_lines_next (self->lines)) != NULL)
    {
      if (!is_blank (line))
        read_block (self, line);
      if (self->cues->len > ATTUNE_CUES_MAX)
        attune_text_lines_tell (self->faults, self->lines->number,
                                _ ("there are more than %d cues, and nobody says that much"),
                                ATTUNE_CUES_MAX);
    }
  if (self->faults->len == 0 && self->cues->len == 0)
    attune_faults_add (self->faults, "", _ ("there is no cue in it: no line with two times"));
}

static void
tell_left_out (Reading *self)
{
  if (self->n_notes > 0)
    attune_faults_add (self->remarks, "",
                       ngettext ("%u note of the file was left out",
                                 "%u notes of the file were left out", self->n_notes),
                       self->n_notes);
  if (self->n_styles + self->n_regions > 0)
    attune_faults_add (self->remarks, "",
                       ngettext ("%u style of the file was left out",
                                 "%u styles of the file were left out",
                                 self->n_styles + self->n_regions),
                       self->n_styles + self->n_regions);
}

GPtrArray *
attune_cues_read (GBytes *bytes, AttuneCueFormat format, GPtrArray *faults, GPtrArray *remarks)
{
  g_auto (AttuneTextLines) lines = { NULL };
  g_autoptr (GPtrArray) cues = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_cue_free);
  Reading self = { &lines, format, cues, faults, remarks, 0, 0, 0 };

  if (!attune_text_lines_init (&lines, bytes, ATTUNE_CUES_MAX_BYTES, faults, remarks))
    return NULL;
  read_header (&self);
  read_blocks (&self);
  tell_left_out (&self);
  return faults->len == 0 ? g_steal_pointer (&cues) : NULL;
}

/* --- Payloads --- */

static const struct
{
  const char *entity;
  const char *text;
} entities[] = {
  { "&amp;", "&" }, { "&lt;", "<" },    { "&gt;", ">" },  { "&nbsp;", " " }, { "&lrm;", "" },
  { "&rlm;", "" },  { "&quot;", "\"" }, { "&#39;", "'" }, { "&apos;", "'" },
};

/* Where the tag that begins at `c` ends, or NULL where it is but a character. */
static const char *
find_tag_end (const char *c)
{
  gboolean is_tag = *c == '{' ? c[1] == '\\' : *c == '<' && (g_ascii_isalnum (c[1]) || c[1] == '/');

  return is_tag ? memchr (c, *c == '{' ? '}' : '>', strnlen (c, MAX_TAG_BYTES)) : NULL;
}

static const char *
append_entity (GString *text, const char *c)
{
  for (guint i = 0; *c == '&' && i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (c, entities[i].entity))
      {
        g_string_append (text, entities[i].text);
        return c + strlen (entities[i].entity);
      }
  g_string_append_c (text, g_ascii_isspace (*c) ? ' ' : *c);
  return c + 1;
}

/* The name in "v.loud Esme", of a tag that begins behind “<”; NULL where that is another one. */
static char *
read_voice (const char *tag, const char *end)
{
  const char *c = tag;
  g_autoptr (GString) name = NULL;

  if (*c != 'v' || !(c[1] == ' ' || c[1] == '\t' || c[1] == '\n' || c[1] == '.'))
    return NULL;
  while (c < end && !g_ascii_isspace (*c))
    c++;
  name = g_string_new (NULL);
  while (c < end)
    c = append_entity (name, c);
  return g_strstrip (g_string_free (g_steal_pointer (&name), FALSE));
}

static void
squeeze (GString *text)
{
  gsize length = 0;

  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] != ' ' || (length > 0 && text->str[length - 1] != ' '))
      text->str[length++] = text->str[i];
  while (length > 0 && text->str[length - 1] == ' ')
    length--;
  g_string_truncate (text, length);
}

void
attune_cue_visit_voices (const char *payload, AttuneCueVoice visit, gpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = g_strdup ("");
  const char *c = payload;

  while (*c != '\0')
    {
      const char *end = find_tag_end (c);
      char *voice = end != NULL ? read_voice (c + 1, end) : NULL;

      if (end == NULL)
        c = append_entity (text, c);
      else
        c = end + 1;
      if (voice == NULL)
        continue;
      squeeze (text);
      if (text->len > 0)
        visit (name, text->str, data);
      g_string_truncate (text, 0);
      g_free (name);
      name = voice;
    }
  squeeze (text);
  if (text->len > 0)
    visit (name, text->str, data);
}

static void
join_cb (const char *name, const char *text, gpointer data)
{
  GString *joined = data;

  if (joined->len > 0)
    g_string_append_c (joined, ' ');
  g_string_append (joined, text);
}

char *
attune_cue_to_text (const char *payload)
{
  GString *joined = g_string_new (NULL);

  attune_cue_visit_voices (payload, join_cb, joined);
  return g_string_free (joined, FALSE);
}
