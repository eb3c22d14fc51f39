/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-table-private.h"

#include "attune-table-number.h"

#include <string.h>

/* A scale written as its ends may have so many steps, and a cell so many options. */
#define MAX_SCALE   20
#define MAX_OPTIONS ATTUNE_FORM_MAX_OPTIONS

/* What is longer is a text, and not taken apart: matching could take its time. */
#define MAX_OPTION_BYTES 250
#define MAX_CELL_BYTES   (32 * 1024)

/* A number, with a word such as “points” or a percent sign behind it. */
#define NUMBER "([-+−]?\\d+(?:[.,]\\d+)?(?:\\s*%|\\s*\\p{L}{1,9}\\.?)?)"

/* How an option and its score stand together; in the order of trying. */
static const struct
{
  const char *pattern;
  gboolean number_first;
} shapes[] = {
  { "^(.*?)\\s*[=:→|]\\s*" NUMBER "$", FALSE },
  { "^(.*?)\\s*[(\\[]\\s*" NUMBER "\\s*[)\\]]$", FALSE },
  { "^" NUMBER "\\s*[=:→|]\\s*(.+)$", TRUE },
  { "^" NUMBER "\\s*[)]\\s*(.+)$", TRUE },
  { "^" NUMBER "\\s+[-–—]\\s+(.+)$", TRUE },
  { "^(.+?)\\s+[-–—]\\s+" NUMBER "$", FALSE },
};

/* … and behind them the ends of a scale, and what is only a shape where all options of a cell have it. */
#define SCALE       G_N_ELEMENTS (shapes)
#define TAIL        (SCALE + 1)
#define SCALE_SHAPE "^\\s*(\\d{1,4})\\s*(?:-|–|—|…|\\.\\.+|to)\\s*(\\d{1,4})\\s*$"
#define TAIL_SHAPE  "^(.+?)\\s+" NUMBER "$"

AttuneTableOption *
attune_table_option_new (char *label)
{
  AttuneTableOption *self = g_new0 (AttuneTableOption, 1);

  self->label = label;
  self->guidance = g_strdup ("");
  return self;
}

void
attune_table_option_free (AttuneTableOption *self)
{
  g_free (self->label);
  g_free (self->guidance);
  g_free (self);
}

static const GRegex *
get_shape (guint shape)
{
  static GRegex *regexes[TAIL + 1];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
        regexes[i] = g_regex_new (shapes[i].pattern, G_REGEX_DOTALL | G_REGEX_OPTIMIZE, 0, NULL);
      regexes[SCALE] = g_regex_new (SCALE_SHAPE, G_REGEX_OPTIMIZE, 0, NULL);
      regexes[TAIL] = g_regex_new (TAIL_SHAPE, G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  return regexes[shape];
}

static gboolean
parse_number (const char *text, AttuneDecimal *out_number)
{
  g_autofree char *plain = NULL;

  /* The sign that typographers use. */
  if (g_str_has_prefix (text, "−"))
    text = plain = g_strconcat ("-", text + strlen ("−"), NULL);
  return attune_table_number_parse (text, out_number);
}

/* Passes over what marks an item of a list. */
static const char *
skip_bullet (const char *text)
{
  static const char *const bullets[] = { "• ", "* ", "- ", "– ", "· " };

  while (g_ascii_isspace (*text))
    text++;
  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    {
      if (g_str_has_prefix (text, bullets[i]))
        return text + strlen (bullets[i]);
    }
  return text;
}

/* The option where the text has the shape, else NULL. */
static AttuneTableOption *
match_shape (const char *text, guint shape)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *label = NULL;
  g_autofree char *number = NULL;
  AttuneTableOption *option;
  AttuneDecimal score;

  if (!g_regex_match (get_shape (shape), text, 0, &match))
    return NULL;
  label = g_match_info_fetch (match, shapes[shape].number_first ? 2 : 1);
  number = g_match_info_fetch (match, shapes[shape].number_first ? 1 : 2);
  if (*g_strstrip (label) == '\0' || !parse_number (number, &score))
    return NULL;
  option = attune_table_option_new (g_steal_pointer (&label));
  option->has_score = TRUE;
  option->score = score;
  return option;
}

AttuneTableOption *
attune_table_option_parse (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (skip_bullet (text)));
  AttuneTableOption *option = NULL;

  for (guint i = 0;
       i < G_N_ELEMENTS (shapes) && option == NULL && strlen (stripped) <= MAX_OPTION_BYTES; i++)
    option = match_shape (stripped, i);
  if (option != NULL)
    return option;

  option = attune_table_option_new (g_steal_pointer (&stripped));
  option->has_score = parse_number (option->label, &option->score);
  return option;
}

/* --- Cells with several -------------------------------------------------------------------------------------- */

/* Whether a slash is that of “N/A”. */
static gboolean
is_na_slash (const char *start, const char *slash)
{
  return slash > start && g_ascii_tolower (slash[-1]) == 'n' && g_ascii_tolower (slash[1]) == 'a' &&
         !g_ascii_isalnum (slash[2]) && (slash - 1 == start || !g_ascii_isalnum (slash[-2]));
}

/* Whether a separator at `at` separates: not within brackets (`depth`), nor in “1,5” and “N/A”. */
static gboolean
separates (const char *start, const char *at, char separator, guint depth)
{
  if (*at != separator || (depth > 0 && separator != '\n'))
    return FALSE;
  if (separator == '/')
    return !is_na_slash (start, at);
  if (separator == ',')
    return !(at > start && g_ascii_isdigit (at[-1]) && g_ascii_isdigit (at[1]));
  return TRUE;
}

/* The pieces of the text; NULL where the separator separates nothing. */
static GPtrArray *
split (const char *text, char separator)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);
  const char *start = text;
  guint depth = 0;

  for (const char *at = text;; at++)
    {
      if (*at == '(' || *at == '[')
        depth++;
      else if ((*at == ')' || *at == ']') && depth > 0)
        depth--;
      if (*at != '\0' && !separates (text, at, separator, depth))
        continue;
      if (pieces->len < MAX_OPTIONS + 1)
        g_ptr_array_add (pieces, g_strstrip (g_strndup (start, (gsize) (at - start))));
      if (*at == '\0')
        break;
      start = at + 1;
    }
  return pieces->len > 1 ? g_steal_pointer (&pieces) : NULL;
}

static GPtrArray *
split_cell (const char *text)
{
  static const char separators[] = { '\n', ';', '|', '/', ',' };
  GPtrArray *pieces = NULL;

  for (guint i = 0;
       i < G_N_ELEMENTS (separators) && pieces == NULL && strlen (text) <= MAX_CELL_BYTES; i++)
    pieces = split (text, separators[i]);
  if (pieces == NULL)
    {
      pieces = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (pieces, g_strdup (text));
    }
  return pieces;
}

/* “1-5” as the steps between. */
static gboolean
parse_scale (const char *text, GPtrArray *options)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  int from;
  int to;

  if (strlen (text) > MAX_OPTION_BYTES || !g_regex_match (get_shape (SCALE), text, 0, &match))
    return FALSE;
  low = g_match_info_fetch (match, 1);
  high = g_match_info_fetch (match, 2);
  from = atoi (low);
  to = atoi (high);
  if (ABS (to - from) == 0 || ABS (to - from) > MAX_SCALE)
    return FALSE;
  for (int step = from;; step += from < to ? 1 : -1)
    {
      AttuneTableOption *option = attune_table_option_new (g_strdup_printf ("%d", step));

      option->has_score = TRUE;
      option->score = step * ATTUNE_DECIMAL_ONE;
      g_ptr_array_add (options, option);
      if (step == to)
        return TRUE;
    }
}

/* The label of an option that ends in its score, as “Yes 5”; NULL for any other. Owned by the caller. */
static char *
cut_tail (const AttuneTableOption *option, AttuneDecimal *out_score)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *label = NULL;
  g_autofree char *number = NULL;

  if (option->has_score || strlen (option->label) > MAX_OPTION_BYTES ||
      !g_regex_match (get_shape (TAIL), option->label, 0, &match))
    return NULL;
  label = g_match_info_fetch (match, 1);
  number = g_match_info_fetch (match, 2);
  return parse_number (number, out_score) ? g_steal_pointer (&label) : NULL;
}

/* “Yes 5, No 0”: scores where every option ends in a number and they differ without it, unlike “Week 1, Week 2”. */
static void
cut_tails (GPtrArray *options, guint first)
{
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  AttuneDecimal score;

  for (guint i = first; i < options->len; i++)
    {
      char *label = cut_tail (g_ptr_array_index (options, i), &score);

      if (label == NULL || !g_hash_table_add (labels, label))
        return;
    }
  for (guint i = first; i < options->len && options->len > first + 1; i++)
    {
      AttuneTableOption *option = g_ptr_array_index (options, i);
      char *label = cut_tail (option, &option->score);

      g_free (option->label);
      option->label = label;
      option->has_score = TRUE;
    }
}

void
attune_table_options_parse (const char *text, GPtrArray *options, gboolean *out_has_na)
{
  g_autoptr (GPtrArray) pieces = NULL;
  guint first = options->len;

  if (parse_scale (text, options))
    return;
  pieces = split_cell (text);
  for (guint i = 0; i < pieces->len; i++)
    {
      AttuneTableOption *option = attune_table_option_parse (g_ptr_array_index (pieces, i));

      if (attune_table_is_na (option->label))
        *out_has_na = TRUE;
      if (*option->label != '\0' && !attune_table_is_na (option->label))
        g_ptr_array_add (options, option);
      else
        attune_table_option_free (option);
    }
  cut_tails (options, first);
}
