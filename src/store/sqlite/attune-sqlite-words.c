/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sqlite-private.h"

#include "attune-fold.h"

/* FTS5 takes case away, and nothing else: what is folded is folded before it comes. Its letters are those of one version of
 * Unicode for good, so that what is taken out is always what was put in. Beginnings of a few letters, which many words
 * have, are kept as words are; one letter is no beginning. */
#define WORDS_OPTIONS "tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3 4 5'"
#define LEAST_PREFIX  2

GStrv
attune_sqlite_words_to_sql (const AttuneTable *table)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  GStrv statements = g_new0 (char *, 2);

  for (const AttuneColumn *column = table->columns; column->name != NULL; column++)
    g_string_append_printf (columns, "%s, ", column->name);
  statements[0] = g_strdup_printf ("CREATE VIRTUAL TABLE %s USING fts5 (%s" WORDS_OPTIONS ")",
                                   table->name, columns->str);
  return statements;
}

const char *
attune_sqlite_get_words_condition (AttuneDb *db)
{
  return "entry_words MATCH $match";
}

/* A string of FTS5's. */
static void
append_term (GString *expression, const char *text, gboolean is_prefix)
{
  g_auto (GStrv) pieces = g_strsplit (text, "\"", -1);
  g_autofree char *quoted = g_strjoinv ("\"\"", pieces);

  if (expression->len > 0)
    g_string_append (expression, " AND ");
  g_string_append_printf (expression, "\"%s\"%s", quoted, is_prefix ? " *" : "");
}

static gboolean
is_prefix (const AttuneSearchTerm *term)
{
  return !term->is_whole && g_utf8_strlen (term->text, -1) >= LEAST_PREFIX;
}

/* What is new about a way of matching: other words, or in PREFIX any that need not be whole. */
static gboolean
differs (const AttuneSearchTerms *terms, gboolean by_fold)
{
  for (guint i = 0; i < attune_search_terms_get_n (terms); i++)
    {
      const AttuneSearchTerm *term = attune_search_terms_get (terms, i);

      if (by_fold ? !g_str_is_ascii (term->text) : is_prefix (term))
        return TRUE;
    }
  return FALSE;
}

/* A text that is all ASCII has no folded form beside it: words that are ASCII as well are found exactly, or in a folded one. */
static const char *
choose_columns (const AttuneSearchTerms *terms, AttuneWordMatch match)
{
  switch (match)
    {
    case ATTUNE_WORD_MATCH_EXACT:
      return "text";
    case ATTUNE_WORD_MATCH_FOLDED:
      return differs (terms, TRUE) ? "{text folded}" : "folded";
    case ATTUNE_WORD_MATCH_PREFIX:
      return differs (terms, FALSE) ? "{text folded}" : NULL;
    }
  g_assert_not_reached ();
}

char *
attune_sqlite_match_words (AttuneDb *db, const AttuneSearchTerms *terms, AttuneWordMatch match)
{
  const char *columns = choose_columns (terms, match);
  g_autoptr (GString) expression = g_string_new (NULL);

  if (columns == NULL || attune_search_terms_get_n (terms) == 0)
    return NULL;

  for (guint i = 0; i < attune_search_terms_get_n (terms); i++)
    {
      const AttuneSearchTerm *term = attune_search_terms_get (terms, i);
      g_autofree char *folded = attune_fold (term->text);

      append_term (expression, match == ATTUNE_WORD_MATCH_EXACT ? term->text : folded,
                   match == ATTUNE_WORD_MATCH_PREFIX && is_prefix (term));
    }
  return g_strdup_printf ("%s : (%s)", columns, expression->str);
}
