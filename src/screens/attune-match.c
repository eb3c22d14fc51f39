/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-match.h"

#include <string.h>

/* From so many letters on a word is also found inside others. */
#define INNER_LETTERS 3

/* Letters that Unicode does not take for another one with a mark, though keyboards without them write them so. */
static const struct
{
  gunichar letter;
  const char *plain;
} plain_letters[] = {
  { 0x00E6, "ae" }, /* æ */
  { 0x00F0, "d" },  /* ð */
  { 0x00F8, "o" },  /* ø */
  { 0x00FE, "th" }, /* þ */
  { 0x0111, "d" },  /* đ */
  { 0x0127, "h" },  /* ħ */
  { 0x0131, "i" },  /* ı */
  { 0x0142, "l" },  /* ł */
  { 0x0153, "oe" }, /* œ */
  { 0x0167, "t" },  /* ŧ */
};

static void
append_plain (GString *text, gunichar letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_letters); i++)
    if (plain_letters[i].letter == letter)
      {
        g_string_append (text, plain_letters[i].plain);
        return;
      }
  g_string_append_unichar (text, letter);
}

char *
attune_match_fold (const char *text)
{
  g_autofree char *parted = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (parted != NULL ? parted : "", -1);
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *i = folded; *i != '\0'; i = g_utf8_next_char (i))
    if (!g_unichar_ismark (g_utf8_get_char (i)))
      append_plain (plain, g_utf8_get_char (i));
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/* Whether `word` begins at `at` in `text` as the beginning of a word. */
static gboolean
is_word_start (const char *text, const char *at)
{
  return at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)));
}

static gboolean
has_word (const char *text, const char *word)
{
  gboolean may_be_inner = g_utf8_strlen (word, -1) >= INNER_LETTERS;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    if (may_be_inner || is_word_start (text, at))
      return TRUE;
  return FALSE;
}

gboolean
attune_match_test (const char *text, const char *query)
{
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (text != NULL && query != NULL, FALSE);

  words = g_strsplit_set (query, " \t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !has_word (text, words[i]))
      return FALSE;
  return TRUE;
}

int
attune_match_rank (const char *text, const char *query)
{
  if (!attune_match_test (text, query))
    return -1;
  if (g_str_has_prefix (text, query))
    return 0;
  for (const char *at = strstr (text, query); at != NULL; at = strstr (at + 1, query))
    if (is_word_start (text, at))
      return 1;
  return 2;
}
