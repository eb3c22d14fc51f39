/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-search-terms.h"

#define QUOTATION_MARKS "\"“”„«»"

/* A term with what finds it in a text: all of it, and each of its words. */
typedef struct
{
  AttuneSearchTerm term;
  AttuneTextNeedle *phrase; /* NULL for a single word */
  GPtrArray *words;         /* AttuneTextNeedle */
} Sought;

struct _AttuneSearchTerms
{
  GPtrArray *sought; /* Sought */
};

static void
free_sought (gpointer data)
{
  Sought *self = data;

  g_free (self->term.text);
  g_clear_pointer (&self->phrase, attune_text_needle_free);
  g_ptr_array_unref (self->words);
  g_free (self);
}

static gboolean
is_of_word (gunichar letter)
{
  return g_unichar_isalnum (letter) || g_unichar_ismark (letter);
}

static void
add_word (Sought *self, const char *from, const char *to)
{
  g_autofree char *word = g_strndup (from, (gsize) (to - from));
  AttuneTextNeedle *needle = attune_text_needle_new (word);

  if (needle != NULL)
    g_ptr_array_add (self->words, needle);
}

static void
add_words (Sought *self)
{
  const char *begin = NULL;
  const char *c = self->term.text;

  for (; *c != '\0'; c = g_utf8_next_char (c))
    {
      gboolean is_inside = is_of_word (g_utf8_get_char (c));

      if (is_inside && begin == NULL)
        begin = c;
      if (is_inside || begin == NULL)
        continue;
      add_word (self, begin, c);
      begin = NULL;
    }
  if (begin != NULL)
    add_word (self, begin, c);
}

static void
add_term (AttuneSearchTerms *self, const char *from, const char *to, gboolean is_whole)
{
  g_autofree char *text = g_strndup (from, (gsize) (to - from));
  Sought *sought = g_new0 (Sought, 1);

  sought->term.text = g_utf8_normalize (g_strstrip (text), -1, G_NORMALIZE_DEFAULT_COMPOSE);
  sought->term.is_whole = is_whole;
  sought->words = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_text_needle_free);
  add_words (sought);
  if (sought->words->len > 1)
    sought->phrase = attune_text_needle_new (sought->term.text);
  if (sought->words->len > 0 && self->sought->len < ATTUNE_SEARCH_MAX_TERMS)
    g_ptr_array_add (self->sought, sought);
  else
    free_sought (sought);
}

static gboolean
is_quotation_mark (gunichar letter)
{
  return g_utf8_strchr (QUOTATION_MARKS, -1, letter) != NULL;
}

/* A word of its own ends at a space, a quotation at the next mark. */
static void
split (AttuneSearchTerms *self, const char *text)
{
  const char *begin = text;
  gboolean is_quoted = FALSE;
  const char *c = text;

  for (; *c != '\0'; c = g_utf8_next_char (c))
    {
      gboolean is_mark = is_quotation_mark (g_utf8_get_char (c));

      if (!is_mark && (is_quoted || !g_unichar_isspace (g_utf8_get_char (c))))
        continue;
      add_term (self, begin, c, is_mark && is_quoted);
      if (is_mark)
        is_quoted = !is_quoted;
      begin = g_utf8_next_char (c);
    }
  add_term (self, begin, c, FALSE);
}

AttuneSearchTerms *
attune_search_terms_new (const char *text)
{
  AttuneSearchTerms *self = g_new0 (AttuneSearchTerms, 1);
  g_autofree char *beginning = NULL;

  self->sought = g_ptr_array_new_with_free_func (free_sought);
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return self;

  beginning = g_utf8_substring (text, 0,
                                MIN (g_utf8_strlen (text, -1), ATTUNE_SEARCH_MAX_CHARACTERS));
  split (self, beginning);
  return self;
}

void
attune_search_terms_free (AttuneSearchTerms *self)
{
  g_ptr_array_unref (self->sought);
  g_free (self);
}

guint
attune_search_terms_get_n (const AttuneSearchTerms *self)
{
  return self->sought->len;
}

const AttuneSearchTerm *
attune_search_terms_get (const AttuneSearchTerms *self, guint index)
{
  return &((const Sought *) g_ptr_array_index (self->sought, index))->term;
}

/* --- Excerpts ------------------------------------------------------------------------------------------------------- */

/* What is looked through for the terms, and what of it stands before the first of them. */
#define MAX_LOOKED_THROUGH 20000
#define BEFORE_SHARE       3

void
attune_excerpt_free (AttuneExcerpt *self)
{
  g_free (self->text);
  g_array_unref (self->spans);
  g_free (self);
}

/* The text's beginning on one line. */
static char *
flatten (const char *text)
{
  GString *line = g_string_new (NULL);
  guint n = 0;

  for (const char *c = text; *c != '\0' && n < MAX_LOOKED_THROUGH; c = g_utf8_next_char (c), n++)
    {
      gunichar letter = g_utf8_get_char (c);

      if (!g_unichar_isspace (letter) && !g_unichar_iscntrl (letter))
        g_string_append_unichar (line, letter);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
  return g_strchomp (g_string_free (line, FALSE));
}

/* Whether a span begins where a word does and, if it has to, ends where one does. */
static gboolean
is_in_place (const char *line, const AttuneTextSpan *span, gboolean is_whole)
{
  const char *begin = g_utf8_offset_to_pointer (line, span->from);
  const char *end = g_utf8_offset_to_pointer (begin, (glong) (span->to - span->from));

  if (begin > line && is_of_word (g_utf8_get_char (g_utf8_prev_char (begin))))
    return FALSE;
  return !is_whole || !is_of_word (g_utf8_get_char (end));
}

static gboolean
find (AttuneTextNeedle *needle, const char *line, gboolean is_whole, GArray *spans)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (AttuneTextSpan));
  guint before = spans->len;

  attune_text_needle_find (needle, line, found);
  for (guint i = 0; i < found->len; i++)
    {
      AttuneTextSpan span = g_array_index (found, AttuneTextSpan, i);

      if (is_in_place (line, &span, is_whole))
        g_array_append_val (spans, span);
    }
  return spans->len > before;
}

/* Words that follow one another may have other signs between them than were typed. */
static void
find_term (const Sought *sought, const char *line, GArray *spans)
{
  if (sought->phrase != NULL && find (sought->phrase, line, sought->term.is_whole, spans))
    return;
  for (guint i = 0; i < sought->words->len; i++)
    find (g_ptr_array_index (sought->words, i), line,
          sought->term.is_whole || i + 1 < sought->words->len, spans);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const AttuneTextSpan *one = a;
  const AttuneTextSpan *other = b;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return one->to < other->to ? -1 : one->to > other->to;
}

static GArray *
find_all (const AttuneSearchTerms *self, const char *line)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (AttuneTextSpan));
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (AttuneTextSpan));

  for (guint i = 0; i < self->sought->len; i++)
    find_term (g_ptr_array_index (self->sought, i), line, all);
  g_array_sort (all, compare_spans);
  for (guint i = 0; i < all->len; i++)
    {
      AttuneTextSpan span = g_array_index (all, AttuneTextSpan, i);
      AttuneTextSpan *last = spans->len > 0 ? &g_array_index (spans, AttuneTextSpan, spans->len - 1)
                                            : NULL;

      if (last != NULL && span.from < last->to)
        last->to = MAX (last->to, span.to);
      else
        g_array_append_val (spans, span);
    }
  return spans;
}

/* Where the piece begins: a third of it before the first span, at the beginning of a word if one is near. */
static guint
choose_beginning (const char *line, guint length, guint first, guint max_characters)
{
  guint from = first > max_characters / BEFORE_SHARE ? first - max_characters / BEFORE_SHARE : 0;
  const char *c;

  if (length <= max_characters)
    return 0;
  from = MIN (from, length - max_characters);
  c = g_utf8_offset_to_pointer (line, from);
  for (guint i = from; from > 0 && i < first; i++, c = g_utf8_next_char (c))
    if (*c == ' ')
      return i + 1;
  return from;
}

/* Where it ends: before a word that would be cut in two, if that is not all there is. */
static guint
choose_end (const char *line, guint length, guint from, guint max_characters)
{
  guint to = from + max_characters;
  const char *c;

  if (to >= length)
    return length;
  c = g_utf8_offset_to_pointer (line, to);
  for (guint i = to; i > from + max_characters / 2; i--, c = g_utf8_prev_char (c))
    if (*c == ' ')
      return i;
  return to;
}

/* The spans as they are in a piece that has `shift` characters before it. */
static GArray *
shift_spans (const GArray *spans, guint from, guint to, guint shift)
{
  GArray *shifted = g_array_new (FALSE, FALSE, sizeof (AttuneTextSpan));

  for (guint i = 0; i < spans->len; i++)
    {
      AttuneTextSpan span = g_array_index (spans, AttuneTextSpan, i);

      if (span.from < from || span.from >= to)
        continue;
      span = (AttuneTextSpan){ span.from - from + shift, MIN (span.to, to) - from + shift };
      g_array_append_val (shifted, span);
    }
  return shifted;
}

AttuneExcerpt *
attune_search_terms_excerpt (const AttuneSearchTerms *self, const char *text, guint max_characters)
{
  g_autofree char *line = flatten (text);
  g_autoptr (GArray) spans = find_all (self, line);
  guint length = (guint) g_utf8_strlen (line, -1);
  guint first = spans->len > 0 ? g_array_index (spans, AttuneTextSpan, 0).from : 0;
  guint from = choose_beginning (line, length, first, max_characters);
  guint to = choose_end (line, length, from, max_characters);
  g_autofree char *piece = g_utf8_substring (line, from, to);
  AttuneExcerpt *excerpt = g_new (AttuneExcerpt, 1);

  excerpt->text = g_strconcat (from > 0 ? "…" : "", piece, to < length ? "…" : "", NULL);
  excerpt->spans = shift_spans (spans, from, to, from > 0 ? 1 : 0);
  return excerpt;
}
