/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-text-needle.h"

/* No letter comes apart into more. */
#define MAX_PIECES 18

struct _AttuneTextNeedle
{
  GArray *letters; /* gunichar, folded */

  /* of the text looked through last, kept for their room */
  GArray *hay;    /* gunichar, folded */
  GArray *places; /* guint: which character of the text each is of */
};

static void
append (GArray *letters, GArray *places, gunichar letter, guint place)
{
  g_array_append_val (letters, letter);
  if (places != NULL)
    g_array_append_val (places, place);
}

static void
append_piece (GArray *letters, GArray *places, gunichar piece, guint place)
{
  gunichar letter = g_unichar_tolower (piece);

  if (g_unichar_ismark (letter))
    return;
  if (letter == 0x00df) /* ß is ss, as people type it */
    append (letters, places, 's', place);
  append (letters, places, letter == 0x00df ? 's' : letter == 0x03c2 ? 0x03c3 : letter, place);
}

static gboolean
is_after_space (GArray *letters)
{
  return letters->len > 0 && g_array_index (letters, gunichar, letters->len - 1) == ' ';
}

static void
fold (const char *text, GArray *letters, GArray *places)
{
  guint place = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c), place++)
    {
      gunichar pieces[MAX_PIECES];
      gunichar letter = g_utf8_get_char (c);
      gsize n = 1;

      if (letter < 0x80 && !g_ascii_isspace ((char) letter))
        append (letters, places, (gunichar) g_ascii_tolower ((char) letter), place);
      else if (g_unichar_isspace (letter) && is_after_space (letters))
        continue;
      else if (g_unichar_isspace (letter))
        append (letters, places, ' ', place);
      else
        {
          n = g_unichar_fully_decompose (letter, TRUE, pieces, MAX_PIECES);
          for (gsize i = 0; i < MIN (n, MAX_PIECES); i++)
            append_piece (letters, places, pieces[i], place);
        }
    }
}

AttuneTextNeedle *
attune_text_needle_new (const char *text)
{
  g_autoptr (AttuneTextNeedle) self = g_new0 (AttuneTextNeedle, 1);
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  self->letters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  self->hay = g_array_new (FALSE, FALSE, sizeof (gunichar));
  self->places = g_array_new (FALSE, FALSE, sizeof (guint));
  if (g_utf8_validate (stripped, -1, NULL))
    fold (stripped, self->letters, NULL);
  return self->letters->len > 0 ? g_steal_pointer (&self) : NULL;
}

void
attune_text_needle_free (AttuneTextNeedle *self)
{
  g_array_unref (self->letters);
  g_array_unref (self->hay);
  g_array_unref (self->places);
  g_free (self);
}

static gboolean
is_at (AttuneTextNeedle *self, guint at)
{
  for (guint i = 0; i < self->letters->len; i++)
    if (g_array_index (self->hay, gunichar, at + i) != g_array_index (self->letters, gunichar, i))
      return FALSE;
  return TRUE;
}

guint
attune_text_needle_find (AttuneTextNeedle *self, const char *text, GArray *spans)
{
  guint length = self->letters->len;
  guint n = 0;

  g_array_set_size (self->hay, 0);
  g_array_set_size (self->places, 0);
  fold (text, self->hay, self->places);
  for (guint i = 0; i + length <= self->hay->len;)
    {
      AttuneTextSpan span;

      if (!is_at (self, i))
        {
          i++;
          continue;
        }
      span.from = g_array_index (self->places, guint, i);
      i += length;
      span.to = g_array_index (self->places, guint, i - 1) + 1;
      g_array_append_val (spans, span);
      n++;
    }
  return n;
}
