/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-mail-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How deep parts lie in parts, and how many there are, of any sound mail. */
#define MAX_DEPTH 8
#define MAX_PARTS 200

/* Of a field that is looked at. */
#define MAX_FIELD_BYTES 16384

/* A part of a mail: borrowed bytes of the file, and its head. */
typedef struct
{
  const char *head;
  const char *body;
  const char *end;
} Part;

typedef struct
{
  AttuneMail *mail;
  char *html; /* the first of it, or NULL */
  guint n_parts;
} Reading;

void
attune_mail_free (AttuneMail *self)
{
  g_free (self->from);
  g_free (self->subject);
  g_free (self->text);
  g_free (self);
}

/* --- Heads --- */

static const char *
find_line_end (const char *c, const char *end)
{
  const char *newline = memchr (c, '\n', (gsize) (end - c));

  return newline != NULL ? newline + 1 : end;
}

static gboolean
is_empty_line (const char *c, const char *line_end)
{
  while (c < line_end && (*c == '\r' || *c == '\n'))
    c++;
  return c == line_end;
}

static Part
split (const char *begin, const char *end)
{
  Part part = { begin, end, end };

  for (const char *c = begin; c < end;)
    {
      const char *line_end = find_line_end (c, end);

      if (is_empty_line (c, line_end))
        {
          part.body = line_end;
          break;
        }
      c = line_end;
    }
  return part;
}

/* A field's value, its lines one behind the other; "" for none. Owned by the caller. */
static char *
get_field (const Part *part, const char *key)
{
  gsize length = strlen (key);
  GString *value = g_string_new (NULL);
  gboolean is_in = FALSE;

  for (const char *c = part->head; c < part->body;)
    {
      const char *line_end = find_line_end (c, part->body);
      gboolean goes_on = *c == ' ' || *c == '\t';

      if (is_in && (!goes_on || value->len > MAX_FIELD_BYTES))
        break;
      if (!goes_on)
        is_in = (gsize) (line_end - c) > length && g_ascii_strncasecmp (c, key, length) == 0 &&
                c[length] == ':';
      if (is_in)
        g_string_append_len (value, goes_on ? c : c + length + 1,
                             goes_on ? line_end - c : line_end - c - (gssize) length - 1);
      c = line_end;
    }
  g_string_truncate (value, MIN (value->len, MAX_FIELD_BYTES));
  g_strdelimit (value->str, "\r\n\t", ' ');
  return g_strstrip (g_string_free (value, FALSE));
}

/* A parameter of a field: "charset=utf-8"; NULL for none. */
static char *
get_parameter (const char *field, const char *name)
{
  for (const char *c = strchr (field, ';'); c != NULL; c = strchr (c, ';'))
    {
      gsize length = strlen (name);

      c += 1 + strspn (c + 1, " ");
      if (g_ascii_strncasecmp (c, name, length) != 0 || c[length] != '=')
        continue;
      c += length + 1;
      return *c == '"' ? g_strndup (c + 1, strcspn (c + 1, "\""))
                       : g_strndup (c, strcspn (c, "; "));
    }
  return NULL;
}

/* --- What is in them --- */

static int
read_hex (const char *c, const char *end)
{
  if (end - c < 2 || !g_ascii_isxdigit (c[0]) || !g_ascii_isxdigit (c[1]))
    return -1;
  return g_ascii_xdigit_value (c[0]) * 16 + g_ascii_xdigit_value (c[1]);
}

/* `in_word`: as in a field, where "_" is a space. */
static GString *
decode_quoted (const char *c, const char *end, gboolean in_word)
{
  GString *text = g_string_new (NULL);

  while (c < end)
    {
      int byte = *c == '=' ? read_hex (c + 1, end) : -1;

      if (byte >= 0)
        {
          g_string_append_c (text, (char) byte);
          c += 3;
        }
      else if (*c == '=' && !in_word)
        c = find_line_end (c, end); /* the line goes on */
      else
        {
          g_string_append_c (text, in_word && *c == '_' ? ' ' : *c);
          c++;
        }
    }
  return text;
}

static GString *
decode_base64 (const char *c, const char *end)
{
  g_autofree char *encoded = g_strndup (c, (gsize) (end - c));
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (encoded, &length);

  return g_string_new_len ((const char *) bytes, (gssize) length);
}

/* In UTF-8, whatever it was said to be, without zeros. Owned by the caller; takes `text`. */
static char *
convert (GString *text, const char *charset)
{
  char *converted = NULL;
  char *c;

  if (charset != NULL && g_ascii_strcasecmp (charset, "utf-8") != 0)
    converted = g_convert (text->str, (gssize) text->len, "UTF-8", charset, NULL, NULL, NULL);
  if (converted == NULL && !g_utf8_validate_len (text->str, text->len, NULL))
    converted = g_convert (text->str, (gssize) text->len, "UTF-8", "WINDOWS-1252", NULL, NULL,
                           NULL);
  c = g_utf8_make_valid (converted != NULL ? converted : text->str,
                         converted != NULL ? -1 : (gssize) text->len);
  g_free (converted);
  g_string_free (text, TRUE);
  return c;
}

/* One "=?charset?Q?text?=" of a field at `c`: where it ends, or NULL where there is none. */
static const char *
append_word (GString *value, const char *c)
{
  const char *charset = c + 2;
  const char *encoding = g_str_has_prefix (c, "=?") ? strchr (charset, '?') : NULL;
  const char *end = encoding != NULL && encoding[1] != '\0' && encoding[2] == '?'
                      ? strstr (encoding + 3, "?=")
                      : NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (end == NULL)
    return NULL;
  name = g_strndup (charset, strcspn (charset, "?*"));
  text = convert (g_ascii_tolower (encoding[1]) == 'b' ? decode_base64 (encoding + 3, end)
                                                       : decode_quoted (encoding + 3, end, TRUE),
                  name);
  g_string_append (value, text);
  return end + 2;
}

/* Encoded words stand together without the space between them. */
static char *
decode_field (const char *field)
{
  GString *value = g_string_new (NULL);

  for (const char *c = field; *c != '\0';)
    {
      const char *end = append_word (value, c);

      if (end == NULL)
        g_string_append_c (value, *c++);
      else
        c = g_str_has_prefix (end + strspn (end, " "), "=?") ? end + strspn (end, " ") : end;
    }
  return convert (value, NULL);
}

/* "Sanna Laine <sanna@…>" is Sanna Laine. */
static char *
read_sender (const char *field)
{
  g_autofree char *decoded = decode_field (field);
  char *bracket = strchr (decoded, '<');
  char *name;

  if (bracket != NULL && bracket > decoded + strspn (decoded, " \""))
    *bracket = '\0';
  name = g_strdelimit (g_strdup (decoded), "<>\"", ' ');
  return g_strstrip (name);
}

/* "Fri, 20 Nov 2026 10:02:15 +0200". */
static gint64
read_date (const char *field)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  g_autoptr (GRegex) regex = g_regex_new (
    "(\\d{1,2}) ([A-Za-z]{3})[a-z]* (\\d{4}) (\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*([+-]\\d{4})?", 0,
    0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) at = NULL;
  g_auto (GStrv) words = NULL;
  const char *month;
  guint n;

  if (!g_regex_match (regex, field, 0, &match))
    return 0;
  /* Groups at the end that match nothing are not among them. */
  words = g_match_info_fetch_all (match);
  n = g_strv_length (words);
  month = strstr (months, words[2]);
  if (month == NULL || (month - months) % 3 != 0)
    return 0;
  if (n > 7 && words[7][0] != '\0')
    zone = g_time_zone_new_identifier (words[7]);
  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  at = g_date_time_new (zone, atoi (words[3]), (int) (month - months) / 3 + 1, atoi (words[1]),
                        atoi (words[4]), atoi (words[5]), n > 6 ? atoi (words[6]) : 0);
  return at != NULL ? g_date_time_to_unix (at) * G_USEC_PER_SEC : 0;
}

/* --- Parts --- */

/* Whether a tag of that name begins there, and no longer one: <head>, not <header>. */
static gboolean
begins_tag (const char *text, const char *tag)
{
  gsize length = strlen (tag);

  return g_ascii_strncasecmp (text, tag, length) == 0 && !g_ascii_isalnum (text[length]);
}

/* The last byte of what is not said, from where it begins; all of it where it does not end. */
static const char *
find_hidden_end (const char *text, const char *tag)
{
  for (const char *c = strchr (text + 1, '<'); c != NULL; c = strchr (c + 1, '<'))
    if (c[1] == '/' && begins_tag (c + 2, tag + 1))
      {
        const char *end = strchr (c, '>');

        return end != NULL ? end : c + strlen (c) - 1;
      }
  return text + strlen (text) - 1;
}

/* The last byte of the tag that begins there, with all that it hides; NULL where it does not end. */
static const char *
find_tag_end (const char *text)
{
  static const char *const hidden[] = { "<style", "<script", "<head", "<title" };
  const char *end;

  if (g_str_has_prefix (text, "<!--"))
    {
      end = strstr (text + 4, "-->");
      return end != NULL ? end + 2 : text + strlen (text) - 1;
    }
  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    if (begins_tag (text, hidden[i]))
      return find_hidden_end (text, hidden[i]);
  return strchr (text, '>');
}

static gboolean
is_break (const char *text)
{
  static const char *const breaks[] = { "</p",  "<br",  "</div", "</tr", "</li", "</h1",
                                        "</h2", "</h3", "</h4",  "</h5", "</h6" };

  for (guint i = 0; i < G_N_ELEMENTS (breaks); i++)
    if (begins_tag (text, breaks[i]))
      return TRUE;
  return FALSE;
}

/* What HTML says, its tags left out, blocks apart by empty lines. */
static char *
strip_html (const char *html)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *c = html; *c != '\0'; c++)
    if (*c != '<')
      g_string_append_c (text, *c == '\n' || *c == '\r' ? ' ' : *c);
    else
      {
        if (is_break (c))
          g_string_append_c (text, '\n');
        c = find_tag_end (c);
        if (c == NULL)
          break;
      }
  g_string_replace (text, "&nbsp;", " ", 0);
  g_string_replace (text, "&lt;", "<", 0);
  g_string_replace (text, "&gt;", ">", 0);
  g_string_replace (text, "&quot;", "\"", 0);
  g_string_replace (text, "&#39;", "'", 0);
  g_string_replace (text, "&amp;", "&", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
read_text (const Part *part, const char *type)
{
  g_autofree char *encoding = get_field (part, "Content-Transfer-Encoding");
  g_autofree char *charset = get_parameter (type, "charset");
  GString *text;

  if (g_ascii_strcasecmp (encoding, "base64") == 0)
    text = decode_base64 (part->body, part->end);
  else if (g_ascii_strcasecmp (encoding, "quoted-printable") == 0)
    text = decode_quoted (part->body, part->end, FALSE);
  else
    text = g_string_new_len (part->body, part->end - part->body);
  return convert (text, charset);
}

static void read_part (Reading *self, const Part *part, guint depth);

/* Where a line "--boundary" begins, or `end`. */
static const char *
find_boundary (const char *c, const char *end, const char *boundary)
{
  gsize length = strlen (boundary);

  while (c < end)
    {
      if (end - c >= (gssize) length + 2 && c[0] == '-' && c[1] == '-' &&
          memcmp (c + 2, boundary, length) == 0)
        return c;
      c = find_line_end (c, end);
    }
  return end;
}

static void
read_parts (Reading *self, const Part *whole, const char *boundary, guint depth)
{
  const char *c = find_boundary (whole->body, whole->end, boundary);

  while (c < whole->end && !g_str_has_prefix (c + 2 + strlen (boundary), "--") &&
         self->n_parts < MAX_PARTS)
    {
      const char *begin = find_line_end (c, whole->end);
      const char *end = find_boundary (begin, whole->end, boundary);
      Part part = split (begin, end);

      read_part (self, &part, depth + 1);
      c = end;
    }
}

static void
read_part (Reading *self, const Part *part, guint depth)
{
  g_autofree char *field = get_field (part, "Content-Type");
  g_autofree char *disposition = get_field (part, "Content-Disposition");
  g_autofree char *boundary = get_parameter (field, "boundary");
  gboolean is_attached = g_ascii_strncasecmp (disposition, "attachment", 10) == 0;

  self->n_parts++;
  if (depth < MAX_DEPTH && boundary != NULL && *boundary != '\0' &&
      g_ascii_strncasecmp (field, "multipart/", 10) == 0)
    read_parts (self, part, boundary, depth);
  else if (!is_attached && self->mail->text == NULL &&
           (*field == '\0' || g_ascii_strncasecmp (field, "text/plain", 10) == 0))
    self->mail->text = read_text (part, field);
  else if (!is_attached && self->html == NULL && g_ascii_strncasecmp (field, "text/html", 9) == 0)
    self->html = read_text (part, field);
  else
    self->mail->n_left_out++;
}

static void
read_head (AttuneMail *mail, const Part *part)
{
  g_autofree char *from = get_field (part, "From");
  g_autofree char *subject = get_field (part, "Subject");
  g_autofree char *date = get_field (part, "Date");

  mail->from = read_sender (from);
  mail->subject = decode_field (subject);
  mail->at = read_date (date);
}

AttuneMail *
attune_mail_read (GBytes *bytes, gsize max_bytes, GPtrArray *faults)
{
  g_autoptr (AttuneMail) mail = g_new0 (AttuneMail, 1);
  Reading self = { mail, NULL, 0 };
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *copy = NULL;
  Part part;

  if (size > max_bytes || (size > 0 && memchr (data, '\0', size) != NULL))
    {
      attune_faults_add (faults, "", _ ("this is no e-mail. Choose one that was saved as a file"));
      return NULL;
    }
  copy = g_strndup (data != NULL ? data : "", size);
  part = split (copy, copy + size);
  read_head (mail, &part);
  read_part (&self, &part, 0);
  if (mail->text == NULL && self.html != NULL)
    {
      mail->text = strip_html (self.html);
      mail->was_html = TRUE;
    }
  g_free (self.html);
  if (mail->text != NULL)
    return g_steal_pointer (&mail);
  attune_faults_add (faults, "", _ ("there is no text in this e-mail"));
  return NULL;
}
