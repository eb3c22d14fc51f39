/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-text-lines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

void
attune_text_lines_tell (GPtrArray *faults, guint line, const char *format, ...)
{
  /* Translators: a place in a file */
  g_autofree char *place = g_strdup_printf (_ ("line %u"), line);
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  attune_faults_add (faults, place, "%s", message);
}

static guint
count_lines (const char *text, const char *end)
{
  guint n = 1;

  for (const char *c = text; (c = memchr (c, '\n', (gsize) (end - c))) != NULL; c++)
    n++;
  return n;
}

/* What is nearly UTF-8 stays so; what has no whole letter beyond ASCII at all is of a time before it. */
static char *
decode_old (const char *data, gsize size, const char *wrong, GPtrArray *remarks)
{
  char *text = g_convert (data, (gssize) size, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  gboolean has_letters = FALSE;

  for (const char *c = data; c < wrong && !has_letters; c++)
    has_letters = (*c & 0x80) != 0;
  if (text != NULL && !has_letters)
    {
      attune_text_lines_tell (remarks, count_lines (data, wrong),
                              _ ("this is not UTF-8. It was read as Windows-1252: look whether its "
                                 "letters are right"));
      return text;
    }
  g_free (text);
  attune_text_lines_tell (remarks, count_lines (data, wrong),
                          _ ("bytes that are no text were left out, here and after"));
  return g_utf8_make_valid (data, (gssize) size);
}

static char *
decode (const char *data, gsize size, GPtrArray *remarks)
{
  const char *wrong;

  if (size >= 2 && (memcmp (data, "\xFF\xFE", 2) == 0 || memcmp (data, "\xFE\xFF", 2) == 0))
    {
      gsize length = 0;
      g_autofree char *text = g_convert (data, (gssize) size, "UTF-8", "UTF-16", NULL, &length,
                                         NULL);

      return text != NULL && memchr (text, '\0', length) == NULL ? g_steal_pointer (&text) : NULL;
    }
  if (size == 0 || memchr (data, '\0', size) != NULL)
    return size == 0 ? g_strdup ("") : NULL;
  if (g_utf8_validate_len (data, size, &wrong))
    return g_strndup (data, size);
  return decode_old (data, size, wrong, remarks);
}

gboolean
attune_text_lines_init (AttuneTextLines *self,
                        GBytes *bytes,
                        gsize max_bytes,
                        GPtrArray *faults,
                        GPtrArray *remarks)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  *self = (AttuneTextLines){ NULL };
  if (size > max_bytes)
    {
      attune_faults_add (faults, "", _ ("this is larger than %u MiB, and no transcript is"),
                         (guint) (max_bytes / (1024 * 1024)));
      return FALSE;
    }
  self->text = decode (data, size, remarks);
  if (self->text == NULL)
    {
      attune_faults_add (faults, "", _ ("this is not text. Choose a transcript"));
      return FALSE;
    }
  self->next = self->text;
  if (g_str_has_prefix (self->text, BYTE_ORDER_MARK))
    self->next += strlen (BYTE_ORDER_MARK);
  return TRUE;
}

void
attune_text_lines_clear (AttuneTextLines *self)
{
  g_clear_pointer (&self->text, g_free);
}

char *
attune_text_lines_next (AttuneTextLines *self)
{
  char *line = self->next;
  char *end = line;

  if (line == NULL || *line == '\0')
    return NULL;

  /* By hand: what looks after memory in tests goes to the end of all text for strcspn(), line by line. */
  while (*end != '\0' && *end != '\r' && *end != '\n')
    end++;
  self->next = end[0] == '\r' && end[1] == '\n' ? end + 2 : end[0] != '\0' ? end + 1 : end;
  *end = '\0';
  self->number++;
  return line;
}

/* Its end has been cut off: what is next begins behind that, and is found again by the same way. */
void
attune_text_lines_push_back (AttuneTextLines *self, char *line)
{
  char *end = line + strlen (line);

  if (end < self->next)
    {
      *end = '\n';
      if (end + 1 < self->next)
        {
          *end = '\r';
          end[1] = '\n';
        }
    }
  self->next = line;
  self->number--;
}
