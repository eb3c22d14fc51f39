/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-table-private.h"

#include "attune-table-number.h"

#include <string.h>

/* Where a header is looked for, and how many rows are enough to see what a column holds. */
#define MAX_HEADER_ROW 30
#define MAX_ROWS_SEEN  200

/* What a column holds. */
typedef struct
{
  guint n;
  guint n_numbers;
  guint n_lists; /* cells with several options */
  gsize length;  /* of all cells together */
} Contents;

AttuneTableMapping *
attune_table_mapping_copy (const AttuneTableMapping *self)
{
  AttuneTableMapping *copy = g_memdup2 (self, sizeof *self);

  copy->roles = g_memdup2 (self->roles, self->n_columns * sizeof *self->roles);
  return copy;
}

void
attune_table_mapping_free (AttuneTableMapping *self)
{
  g_free (self->roles);
  g_free (self);
}

gboolean
attune_table_mapping_has (const AttuneTableMapping *self, AttuneTableRole role)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      if (self->roles[i] == role)
        return TRUE;
    }
  return FALSE;
}

/* --- What columns hold --------------------------------------------------------------------------------------- */

static gboolean
is_list (const char *text)
{
  g_autoptr (GPtrArray)
    options = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_table_option_free);
  gboolean has_na = FALSE;
  guint n_scored = 0;

  attune_table_options_parse (text, options, &has_na);
  for (guint i = 0; i < options->len; i++)
    n_scored += ((AttuneTableOption *) g_ptr_array_index (options, i))->has_score;
  return options->len > 1 && (n_scored > 0 || options->len == 2 || has_na);
}

static Contents
look_at (const AttuneSheet *sheet, const AttuneTableMapping *mapping, guint column)
{
  guint first = mapping->header == ATTUNE_TABLE_NO_HEADER ? 0 : mapping->header + 1;
  guint end = MIN (attune_sheet_get_n_rows (sheet), first + MAX_ROWS_SEEN);
  Contents contents = { 0 };
  AttuneDecimal number;

  for (guint row = first; row < end; row++)
    {
      const char *text = attune_sheet_get_text (sheet, row, column);

      if (*text == '\0' || g_str_equal (text, "-"))
        continue;
      contents.n++;
      contents.length += strlen (text);
      if (attune_table_number_parse (text, &number))
        contents.n_numbers++;
      else if (is_list (text))
        contents.n_lists++;
    }
  return contents;
}

/* --- Headers ------------------------------------------------------------------------------------------------- */

static guint
rate_header (const AttuneSheet *sheet, guint row)
{
  guint n_known = 0;
  gboolean has_question = FALSE;

  for (guint column = 0;
       column < MIN (attune_sheet_get_n_columns (sheet), ATTUNE_TABLE_MAX_COLUMNS); column++)
    {
      AttuneTableRole role = attune_table_header_parse (attune_sheet_get_text (sheet, row, column));

      n_known += role != ATTUNE_TABLE_IGNORE;
      has_question |= role == ATTUNE_TABLE_QUESTION;
    }
  return n_known > 1 || has_question ? n_known : 0;
}

static guint
find_header (const AttuneSheet *sheet)
{
  guint end = MIN (attune_sheet_get_n_rows (sheet), MAX_HEADER_ROW);
  guint found = ATTUNE_TABLE_NO_HEADER;
  guint best = 0;

  for (guint row = 0; row < end; row++)
    {
      guint rating = rate_header (sheet, row);

      if (rating > best)
        {
          best = rating;
          found = row;
        }
    }
  return found;
}

/* Whether an unknown header is an option: “5”, “Yes”, “Yes (10)”, or any word above scores. */
static gboolean
is_option_header (const AttuneSheet *sheet, const AttuneTableMapping *mapping, guint column)
{
  const char *header = attune_sheet_get_text (sheet, mapping->header, column);
  AttuneTableOption *option = attune_table_option_parse (header);
  gboolean is_known = option->has_score || attune_table_is_answer (option->label);
  Contents contents = look_at (sheet, mapping, column);

  attune_table_option_free (option);
  return *header != '\0' && (is_known || (contents.n > 0 && contents.n_numbers == contents.n));
}

static void
guess_by_headers (const AttuneSheet *sheet, AttuneTableMapping *mapping)
{
  guint n_by_header = 0;

  for (guint i = 0; i < mapping->n_columns; i++)
    {
      mapping->roles[i] = attune_table_header_parse (
        attune_sheet_get_text (sheet, mapping->header, i));
      if (mapping->roles[i] == ATTUNE_TABLE_IGNORE && is_option_header (sheet, mapping, i))
        {
          mapping->roles[i] = ATTUNE_TABLE_OPTION_BY_HEADER;
          n_by_header++;
        }
    }
  /* One alone is no choice. */
  for (guint i = 0; i < mapping->n_columns && n_by_header == 1; i++)
    {
      if (mapping->roles[i] == ATTUNE_TABLE_OPTION_BY_HEADER)
        mapping->roles[i] = ATTUNE_TABLE_IGNORE;
    }
}

/* --- What headers leave open --------------------------------------------------------------------------------- */

/* The column without a role that holds most text. */
static void
find_question (const AttuneSheet *sheet, AttuneTableMapping *mapping)
{
  guint found = mapping->n_columns;
  gsize best = 0;

  for (guint i = 0; i < mapping->n_columns; i++)
    {
      Contents contents = look_at (sheet, mapping, i);

      if (mapping->roles[i] == ATTUNE_TABLE_IGNORE &&
          contents.n_numbers + contents.n_lists < (contents.n + 1) / 2 && contents.length > best)
        {
          best = contents.length;
          found = i;
        }
    }
  if (found < mapping->n_columns)
    mapping->roles[found] = ATTUNE_TABLE_QUESTION;
}

/* Without a header: numbers are weights, lists options, and what stands before the question is its section. */
static void
guess_by_contents (const AttuneSheet *sheet, AttuneTableMapping *mapping)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      Contents contents = look_at (sheet, mapping, i);

      if (contents.n_lists > contents.n / 2 &&
          !attune_table_mapping_has (mapping, ATTUNE_TABLE_OPTIONS))
        mapping->roles[i] = ATTUNE_TABLE_OPTIONS;
      else if (contents.n_numbers > contents.n / 2 && i > 0 &&
               !attune_table_mapping_has (mapping, ATTUNE_TABLE_WEIGHT))
        mapping->roles[i] = ATTUNE_TABLE_WEIGHT;
    }
  find_question (sheet, mapping);
  for (guint i = 0; i + 1 < mapping->n_columns; i++)
    {
      Contents contents = look_at (sheet, mapping, i);

      if (mapping->roles[i] == ATTUNE_TABLE_IGNORE && contents.n > contents.n_numbers &&
          mapping->roles[i + 1] == ATTUNE_TABLE_QUESTION)
        mapping->roles[i] = ATTUNE_TABLE_SECTION;
    }
}

/* “Points” beside options are their scores; beside questions alone they are what each is worth. */
static void
settle_scores (const AttuneSheet *sheet, AttuneTableMapping *mapping)
{
  gboolean has_option = attune_table_mapping_has (mapping, ATTUNE_TABLE_OPTION);

  for (guint i = 0; i < mapping->n_columns; i++)
    {
      Contents contents = look_at (sheet, mapping, i);

      if (mapping->roles[i] == ATTUNE_TABLE_SCORE && !has_option)
        mapping->roles[i] = contents.n_lists > 0 ? ATTUNE_TABLE_OPTIONS
                            : attune_table_mapping_has (mapping, ATTUNE_TABLE_WEIGHT)
                              ? ATTUNE_TABLE_IGNORE
                              : ATTUNE_TABLE_WEIGHT;
    }
}

void
attune_table_guess_roles (const AttuneSheet *sheet, AttuneTableMapping *mapping)
{
  g_return_if_fail (sheet != NULL && mapping != NULL);

  for (guint i = 0; i < mapping->n_columns; i++)
    mapping->roles[i] = ATTUNE_TABLE_IGNORE;
  if (mapping->header == ATTUNE_TABLE_NO_HEADER)
    {
      guess_by_contents (sheet, mapping);
      return;
    }
  guess_by_headers (sheet, mapping);
  settle_scores (sheet, mapping);
  if (!attune_table_mapping_has (mapping, ATTUNE_TABLE_QUESTION))
    find_question (sheet, mapping);
}

AttuneTableMapping *
attune_table_guess_mapping (const AttuneSheet *sheet)
{
  AttuneTableMapping *mapping = g_new0 (AttuneTableMapping, 1);

  g_return_val_if_fail (sheet != NULL, mapping);

  mapping->n_columns = MIN (attune_sheet_get_n_columns (sheet), ATTUNE_TABLE_MAX_COLUMNS);
  mapping->roles = g_new0 (AttuneTableRole, mapping->n_columns + 1);
  mapping->header = find_header (sheet);
  attune_table_guess_roles (sheet, mapping);
  return mapping;
}
