/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-json-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* jansson says at which byte it met the first duplicate key, not in which object. This walk is only made then: it
 * trusts the text to be JSON, checks no more than it needs to stay inside it, and names every place. */

/* jansson looks no deeper. */
#define MAX_LEVELS 2048

/* An object or list that is open: the keys met, or the index reached. */
typedef struct
{
  GHashTable *keys; /* NULL in a list */
  gsize place_length;
  guint index;
  gboolean expects_key;
} Level;

typedef struct
{
  const char *at;
  const char *end;
  GString *place;
  GArray *levels;
  GPtrArray *faults;
} Walk;

static void
clear_level (Level *level)
{
  g_clear_pointer (&level->keys, g_hash_table_unref);
}

/* The text of the string that starts at the quote `walk` is on, decoded; moves behind its end. */
static char *
take_string (Walk *walk)
{
  const char *start = walk->at++;
  json_t *value;
  char *text;

  while (walk->at < walk->end && *walk->at != '"')
    walk->at += *walk->at == '\\' ? 2 : 1;
  walk->at = MIN (walk->at + 1, walk->end);

  value = json_loadb (start, (size_t) (walk->at - start), JSON_DECODE_ANY, NULL);
  text = g_strdup (json_string_value (value));
  json_decref (value);
  return text;
}

static void
take_key (Walk *walk, Level *level)
{
  g_autofree char *key = take_string (walk);

  level->expects_key = FALSE;
  if (key == NULL)
    return;

  g_string_truncate (walk->place, level->place_length);
  attune_json_pointer_append (walk->place, key);
  if (g_hash_table_contains (level->keys, key))
    attune_faults_add (walk->faults, walk->place->str, _ ("the key “%s” stands here twice"), key);
  else
    g_hash_table_add (level->keys, g_steal_pointer (&key));
}

static void
open_level (Walk *walk, gboolean is_object)
{
  Level level = { NULL, walk->place->len, 0, is_object };

  if (is_object)
    level.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  else
    g_string_append (walk->place, "/0");
  g_array_append_val (walk->levels, level);
}

static void
close_level (Walk *walk)
{
  Level *level;

  if (walk->levels->len == 0)
    return;
  level = &g_array_index (walk->levels, Level, walk->levels->len - 1);
  g_string_truncate (walk->place, level->place_length);
  g_array_set_size (walk->levels, walk->levels->len - 1);
}

static void
pass_comma (Walk *walk, Level *level)
{
  if (level->keys != NULL)
    {
      level->expects_key = TRUE;
      return;
    }
  g_string_truncate (walk->place, level->place_length);
  g_string_append_printf (walk->place, "/%u", ++level->index);
}

static void
take_token (Walk *walk)
{
  Level *level = walk->levels->len > 0 ? &g_array_index (walk->levels, Level, walk->levels->len - 1)
                                       : NULL;

  switch (*walk->at)
    {
    case '"':
      if (level != NULL && level->expects_key)
        take_key (walk, level);
      else
        g_free (take_string (walk));
      return;
    case '{':
    case '[':
      open_level (walk, *walk->at == '{');
      break;
    case '}':
    case ']':
      close_level (walk);
      break;
    case ',':
      if (level != NULL)
        pass_comma (walk, level);
      break;
    default:
      break;
    }
  walk->at++;
}

void
attune_json_find_duplicate_keys (const char *text, gsize length, GPtrArray *faults)
{
  g_autoptr (GString) place = g_string_new (NULL);
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  Walk walk = { text, text + length, place, levels, faults };

  g_array_set_clear_func (levels, (GDestroyNotify) clear_level);
  while (walk.at < walk.end && levels->len <= MAX_LEVELS)
    take_token (&walk);
}
