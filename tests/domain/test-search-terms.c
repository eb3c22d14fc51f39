/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-search-terms.h"

#include <string.h>

/* Terms one a line, those that are whole with a full stop behind them. */
static char *
describe_terms (const AttuneSearchTerms *terms)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < attune_search_terms_get_n (terms); i++)
    {
      const AttuneSearchTerm *term = attune_search_terms_get (terms, i);

      g_string_append_printf (text, "%s%s%s", i > 0 ? "\n" : "", term->text,
                              term->is_whole ? "." : "");
    }
  return g_string_free (text, FALSE);
}

static void
test_terms (void)
{
  static const struct
  {
    const char *typed;
    const char *terms;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { " \t\n ", "" },
    { "refund", "refund" },
    { "  refund   late ", "refund\nlate" },
    { "\"late refund\"", "late refund." },
    { "so \"late refund\" now", "so\nlate refund.\nnow" },
    { "“late refund” „zu spät“ «trop tard»", "late refund.\nzu spät.\ntrop tard." },
    /* A quotation that is still being typed. */
    { "\"late ref", "late ref" },
    { "\"", "" },
    { "\"\"", "" },
    { "a\"b c\"d", "a\nb c.\nd" },
    { "\" refund \"", "refund." },
    /* Nothing to look for in signs alone. */
    { "- -- & % * ( ) 😀", "" },
    { "-refund* OR NEAR(x)", "-refund*\nOR\nNEAR(x)" },
    { "x-200 a/b", "x-200\na/b" },
    /* Composed. */
    { "sa\xcc\x88\xc3\xa4", "sää" },
    { "sää\xc2\xa0tila", "sää\ntila" },
    { "\xff", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneSearchTerms) terms = attune_search_terms_new (cases[i].typed);
      g_autofree char *described = describe_terms (terms);

      g_assert_cmpstr (described, ==, cases[i].terms);
    }
}

static void
test_limits (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *word = g_strnfill (1000, 'a');
  g_autoptr (AttuneSearchTerms) terms = NULL;
  g_autoptr (AttuneSearchTerms) cut = attune_search_terms_new (word);

  for (guint i = 0; i < 2 * ATTUNE_SEARCH_MAX_TERMS; i++)
    g_string_append_printf (many, "w%u ", i);
  terms = attune_search_terms_new (many->str);
  g_assert_cmpuint (attune_search_terms_get_n (terms), ==, ATTUNE_SEARCH_MAX_TERMS);
  g_assert_cmpuint (strlen (attune_search_terms_get (cut, 0)->text), ==,
                    ATTUNE_SEARCH_MAX_CHARACTERS);
}

/* The piece, with its spans in brackets. */
static char *
describe_excerpt (const AttuneExcerpt *excerpt)
{
  GString *text = g_string_new (NULL);
  const char *c = excerpt->text;
  guint at = 0;
  guint i_span = 0;

  for (; at == 0 || c[-1] != '\0'; at++, c = g_utf8_next_char (c))
    {
      const AttuneTextSpan *span = i_span < excerpt->spans->len
                                     ? &g_array_index (excerpt->spans, AttuneTextSpan, i_span)
                                     : NULL;

      if (span != NULL && span->to == at)
        {
          g_string_append_c (text, ']');
          span = ++i_span < excerpt->spans->len
                   ? &g_array_index (excerpt->spans, AttuneTextSpan, i_span)
                   : NULL;
        }
      if (*c == '\0')
        break;
      if (span != NULL && span->from == at)
        g_string_append_c (text, '[');
      g_string_append_unichar (text, g_utf8_get_char (c));
    }
  return g_string_free (text, FALSE);
}

static void
test_excerpts (void)
{
  static const struct
  {
    const char *typed;
    const char *text;
    guint max;
    const char *excerpt;
  } cases[] = {
    { "", "", 40, "" },
    { "refund", "", 40, "" },
    { "refund", "The refund is late", 40, "The [refund] is late" },
    { "", "The refund is late", 40, "The refund is late" },
    { "other", "The refund is late", 40, "The refund is late" },
    /* The beginnings of words, in quotation marks whole ones; never the middle of one. */
    { "ref", "The refund, prefund, Ref", 40, "The [ref]und, prefund, [Ref]" },
    { "\"ref\"", "The refund is Ref.", 40, "The refund is [Ref]." },
    /* Other marks on letters. */
    { "maara", "Määrä ja määräys", 40, "[Määrä] ja [määrä]ys" },
    { "määrä", "maara", 40, "[maara]" },
    /* Words that follow one another, whatever is between them. */
    { "\"late refund\"", "A late refund, a refund late", 40, "A [late refund], a refund late" },
    { "x-200", "An X 200 is an X-200", 40, "An X 200 is an [X-200]" },
    { "\"x 200\"", "An X-200", 40, "An [X]-[200]" },
    { "late late lat", "late", 40, "[late]" },
    { "ja j", "ja", 40, "[ja]" },
    /* On one line, and no more than is asked for. */
    { "three", "one\n\ntwo\t three\r\n", 40, "one two [three]" },
    { "one", "one two three four five six", 12, "[one] two…" },
    { "six", "one two three four five six", 12, "…five [six]" },
    { "four", "one two three four five six seven", 14, "…[four] five six…" },
    { "zebra", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 10, "aaaaaaaaaa…" },
    { "b", "aaaaaaaaaaaaaaaaaaaaaaaa bcdefghijklmnopqrstuvw", 10, "…[b]cdefghijk…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneSearchTerms) terms = attune_search_terms_new (cases[i].typed);
      g_autoptr (AttuneExcerpt)
        excerpt = attune_search_terms_excerpt (terms, cases[i].text, cases[i].max);
      g_autofree char *described = describe_excerpt (excerpt);

      g_assert_cmpstr (described, ==, cases[i].excerpt);
    }
}

/* Of any text and any length: spans in order, apart and inside, and no more characters than asked for and two marks. */
static void
test_random_excerpts (void)
{
  static const char *const pieces[] = { "a", "ä", "b ", " ", "\n", "ß", "ﬁ", "A", "\"", "1", "̈" };

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (AttuneSearchTerms) terms = NULL;
      g_autoptr (AttuneExcerpt) excerpt = NULL;
      guint max = (guint) g_test_rand_int_range (1, 30);
      guint end = 0;
      guint length;

      for (int j = g_test_rand_int_range (0, 60); j > 0; j--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      terms = attune_search_terms_new (text->len > 3 ? "a ä \"b a\" ss" : text->str);
      excerpt = attune_search_terms_excerpt (terms, text->str, max);
      length = (guint) g_utf8_strlen (excerpt->text, -1);
      g_assert_true (g_utf8_validate (excerpt->text, -1, NULL));
      g_assert_cmpuint (length, <=, max + 2);
      for (guint j = 0; j < excerpt->spans->len; j++)
        {
          AttuneTextSpan span = g_array_index (excerpt->spans, AttuneTextSpan, j);

          g_assert_cmpuint (span.from, >=, end);
          g_assert_cmpuint (span.from, <, span.to);
          g_assert_cmpuint (span.to, <=, length);
          end = span.to;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/search-terms/terms", test_terms);
  g_test_add_func ("/domain/search-terms/limits", test_limits);
  g_test_add_func ("/domain/search-terms/excerpts", test_excerpts);
  g_test_add_func ("/domain/search-terms/random-excerpts", test_random_excerpts);

  return g_test_run ();
}
