/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-name-prefixes.h"

#include "attune-speaker.h"

#include <string.h>

#define MAX_NAME_BYTES 60
#define MAX_NAMES      1000

struct _AttuneNamePrefixes
{
  GHashTable *counts; /* by name */
  guint n_texts;
  guint n_prefixed;
};

AttuneNamePrefixes *
attune_name_prefixes_new (void)
{
  AttuneNamePrefixes *self = g_new0 (AttuneNamePrefixes, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
attune_name_prefixes_free (AttuneNamePrefixes *self)
{
  g_hash_table_unref (self->counts);
  g_free (self);
}

static gboolean
is_like_name (const char *name)
{
  guint n_spaces = 0;

  if (!g_unichar_isalpha (g_utf8_get_char (name)))
    return FALSE;
  for (const char *c = name; *c != '\0'; c++)
    {
      if (strchr (".?!;\"<>/\t", *c) != NULL && !(*c == '.' && c[1] == ' '))
        return FALSE;
      n_spaces += *c == ' ' ? 1 : 0;
    }
  return n_spaces < 5;
}

/* "Name: text", "[Name] text" with or without a colon, ">> Name: text", "- Name: text". */
static char *
read_prefix (const char *text, const char **out_rest)
{
  const char *begin = text + strspn (text, " >-");
  gboolean is_bracketed = *begin == '[';
  const char *end = memchr (begin, is_bracketed ? ']' : ':', strnlen (begin, MAX_NAME_BYTES));
  g_autofree char *name = NULL;

  if (end == NULL)
    return NULL;
  begin += is_bracketed ? 1 : 0;
  name = g_strstrip (g_strndup (begin, (gsize) (end - begin)));
  end++;
  if (is_bracketed && *end == ':')
    end++;
  /* 10:30 and http://… have no space behind the colon. */
  if (!is_like_name (name) || (*end != ' ' && *end != '\t' && *end != '\0'))
    return NULL;
  *out_rest = end + strspn (end, " \t");
  return g_steal_pointer (&name);
}

void
attune_name_prefixes_add (AttuneNamePrefixes *self, const char *text)
{
  const char *rest;
  char *name = read_prefix (text, &rest);
  guint count;

  self->n_texts++;
  if (name == NULL)
    return;
  self->n_prefixed++;
  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, name));
  if (count > 0 || g_hash_table_size (self->counts) < MAX_NAMES)
    g_hash_table_insert (self->counts, name, GUINT_TO_POINTER (count + 1));
  else
    g_free (name);
}

char *
attune_name_prefixes_take (AttuneNamePrefixes *self, const char *text, const char **out_rest)
{
  g_autofree char *name = read_prefix (text, out_rest);

  if (name == NULL)
    return NULL;
  if (2 * self->n_prefixed > self->n_texts || attune_speaker_guess (name) != ATTUNE_SPEAKER_OTHER ||
      attune_speaker_is_system (name) ||
      GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, name)) > 1)
    return g_steal_pointer (&name);
  return NULL;
}
