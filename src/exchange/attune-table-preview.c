/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-table-private.h"

#include "attune-table-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A table being read, row by row. */
typedef struct
{
  const AttuneSheet *sheet;
  const AttuneTableMapping *mapping;
  AttuneTablePreview *preview;
  AttuneTableItem *item; /* borrowed: the question read last */
  char *section;
  char *subsection;
  gboolean *is_empty; /* one a column: nothing below its header */
} Reading;

static void
item_free (AttuneTableItem *item)
{
  g_free (item->section);
  g_free (item->subsection);
  g_free (item->id);
  g_free (item->title);
  g_free (item->guidance);
  g_ptr_array_unref (item->options);
  g_free (item);
}

void
attune_table_preview_free (AttuneTablePreview *self)
{
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->remarks);
  g_hash_table_unref (self->section_weights);
  g_free (self);
}

void
attune_table_remark (GPtrArray *remarks,
                     const AttuneSheet *sheet,
                     guint row,
                     const char *format,
                     ...)
{
  g_autofree char *message = NULL;
  g_autofree char *place = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: a place in a table */
  place = g_strdup_printf (_ ("line %u"), attune_sheet_get_line (sheet, row));
  attune_faults_add (remarks, place, "%s", message);
  ((AttuneFault *) g_ptr_array_index (remarks, remarks->len - 1))->line = attune_sheet_get_line (
    sheet, row);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const AttuneFault *one = *(const AttuneFault *const *) a;
  const AttuneFault *other = *(const AttuneFault *const *) b;

  return one->line < other->line ? -1 : one->line > other->line;
}

/* By line; what is said of the whole table stays before or behind that. A line is their place from now on, and no longer
 * that of a syntax fault. */
static void
sort_remarks (GPtrArray *remarks)
{
  gboolean is_behind = FALSE;

  for (guint i = 0; i < remarks->len; i++)
    {
      AttuneFault *remark = g_ptr_array_index (remarks, i);

      if (remark->line == 0 && is_behind)
        remark->line = G_MAXUINT;
      is_behind = is_behind || remark->line > 0;
    }
  g_ptr_array_sort (remarks, compare_lines);
  for (guint i = 0; i < remarks->len; i++)
    ((AttuneFault *) g_ptr_array_index (remarks, i))->line = 0;
}

/* --- Cells --------------------------------------------------------------------------------------------------- */

/* The text of the first column of that role that says something, without spaces around it. Owned by the caller. */
static char *
dup_text (Reading *reading, guint row, AttuneTableRole role)
{
  for (guint i = 0; i < reading->mapping->n_columns; i++)
    {
      const char *text = reading->mapping->roles[i] == role
                           ? attune_sheet_get_text (reading->sheet, row, i)
                           : "";
      g_autofree char *stripped = g_strstrip (g_strdup (text));

      if (*stripped != '\0')
        return g_steal_pointer (&stripped);
    }
  return g_strdup ("");
}

/* All columns of guidance, a line each. */
static char *
join_guidance (Reading *reading, guint row)
{
  GString *guidance = g_string_new (NULL);

  for (guint i = 0; i < reading->mapping->n_columns; i++)
    {
      const char *text = attune_sheet_get_text (reading->sheet, row, i);

      if (reading->mapping->roles[i] != ATTUNE_TABLE_GUIDANCE || *text == '\0')
        continue;
      if (guidance->len > 0)
        g_string_append_c (guidance, '\n');
      g_string_append (guidance, text);
    }
  return g_string_free (guidance, FALSE);
}

static guint
count_cells (Reading *reading, guint row)
{
  guint n = 0;

  for (guint i = 0; i < reading->mapping->n_columns; i++)
    n += *attune_sheet_get_text (reading->sheet, row, i) != '\0';
  return n;
}

static void
say_unknown (Reading *reading, guint row, AttuneTableRole role, const char *text)
{
  attune_table_remark (reading->preview->remarks, reading->sheet, row,
                       /* Translators: what a cell says, and what its column is */
                       _ ("“%s” is not understood as “%s”, so it stays behind"), text,
                       attune_table_role_get_label (role));
}

/* --- Options ------------------------------------------------------------------------------------------------- */

static const char *
get_header (Reading *reading, guint column)
{
  if (reading->mapping->header == ATTUNE_TABLE_NO_HEADER)
    return "";
  return attune_sheet_get_text (reading->sheet, reading->mapping->header, column);
}

/* The score that stands for the option of a column: in the next score column before the next option. */
static gboolean
find_score (Reading *reading, guint row, guint column, AttuneDecimal *out_score)
{
  for (guint i = column + 1; i < reading->mapping->n_columns; i++)
    {
      const char *text = attune_sheet_get_text (reading->sheet, row, i);

      if (reading->mapping->roles[i] == ATTUNE_TABLE_OPTION)
        return FALSE;
      if (reading->mapping->roles[i] != ATTUNE_TABLE_SCORE || *text == '\0')
        continue;
      if (attune_table_number_parse (text, out_score))
        return TRUE;
      say_unknown (reading, row, ATTUNE_TABLE_SCORE, text);
    }
  return FALSE;
}

static void
add_listed (Reading *reading, guint row, guint column)
{
  GPtrArray *options = reading->item->options;
  guint n_before = options->len;
  gboolean has_na = FALSE;
  AttuneDecimal score;

  attune_table_options_parse (attune_sheet_get_text (reading->sheet, row, column), options,
                              &has_na);
  reading->item->na_allowed |= has_na;
  if (options->len == n_before + 1 && find_score (reading, row, column, &score))
    {
      AttuneTableOption *option = g_ptr_array_index (options, n_before);

      option->has_score = TRUE;
      option->score = score;
    }
}

/* The option that a cell and its header make together; NULL where the question does not have it. Owned by the caller. */
static AttuneTableOption *
make_by_header (const char *header, const char *text, gboolean is_column_empty)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  AttuneTableOption *option = attune_table_option_parse (header);
  gboolean is_header_number = attune_table_number_parse (option->label, &option->score);
  gboolean is_flag;
  gboolean flag = FALSE;
  AttuneDecimal number;

  is_flag = attune_table_parse_flag (stripped, &flag);
  if (*stripped == '\0' || g_str_equal (stripped, "-") || g_str_equal (stripped, "–"))
    {
      if (!is_column_empty)
        g_clear_pointer (&option, attune_table_option_free);
    }
  else if (attune_table_number_parse (stripped, &number))
    {
      option->has_score = TRUE;
      option->score = number;
    }
  else if (is_flag && !flag && !is_header_number)
    g_clear_pointer (&option, attune_table_option_free);
  else if (is_header_number && !(is_flag && flag))
    {
      g_free (option->label);
      option->label = g_steal_pointer (&stripped);
    }
  else if (!is_flag)
    {
      g_free (option->guidance);
      option->guidance = g_steal_pointer (&stripped);
    }
  return option;
}

static void
add_by_header (Reading *reading, guint row, guint column)
{
  const char *header = get_header (reading, column);
  const char *text = attune_sheet_get_text (reading->sheet, row, column);
  AttuneTableOption *option;

  if (*header == '\0')
    return;
  option = make_by_header (header, text, reading->is_empty[column]);
  if (option != NULL)
    g_ptr_array_add (reading->item->options, option);
}

/* A row that continues the question above has answers of its own in the columns of one answer only: what stands for all
 * rows in the header, or for all answers in a cell, was said already. */
static void
add_more_options (Reading *reading, guint row)
{
  for (guint i = 0; i < reading->mapping->n_columns; i++)
    {
      if (reading->mapping->roles[i] == ATTUNE_TABLE_OPTION &&
          *attune_sheet_get_text (reading->sheet, row, i) != '\0')
        add_listed (reading, row, i);
    }
}

static void
add_options (Reading *reading, guint row)
{
  for (guint i = 0; i < reading->mapping->n_columns; i++)
    {
      const char *text = attune_sheet_get_text (reading->sheet, row, i);

      if (reading->mapping->roles[i] == ATTUNE_TABLE_OPTION_BY_HEADER)
        add_by_header (reading, row, i);
      else if (*text != '\0' && (reading->mapping->roles[i] == ATTUNE_TABLE_OPTIONS ||
                                 reading->mapping->roles[i] == ATTUNE_TABLE_OPTION))
        add_listed (reading, row, i);
    }
}

/* --- Questions ----------------------------------------------------------------------------------------------- */

static gboolean
read_flag (Reading *reading, guint row, AttuneTableRole role, gboolean fallback)
{
  g_autofree char *text = dup_text (reading, row, role);
  gboolean value;

  if (!attune_table_mapping_has (reading->mapping, role))
    return fallback;
  if (*text == '\0')
    return FALSE;
  if (attune_table_parse_flag (text, &value))
    return value;
  if (role == ATTUNE_TABLE_NA && attune_table_is_na (text))
    return TRUE;
  say_unknown (reading, row, role, text);
  return fallback;
}

static void
read_weight (Reading *reading, guint row, AttuneTableItem *item)
{
  g_autofree char *text = dup_text (reading, row, ATTUNE_TABLE_WEIGHT);
  AttuneDecimal weight;

  item->weight = ATTUNE_DECIMAL_ONE;
  if (*text == '\0')
    return;
  if (attune_table_number_parse (text, &weight) && weight >= 0)
    {
      item->has_weight = TRUE;
      item->weight = weight;
    }
  else
    say_unknown (reading, row, ATTUNE_TABLE_WEIGHT, text);
}

static void
read_kinds (Reading *reading, guint row, AttuneTableItem *item)
{
  g_autofree char *type = dup_text (reading, row, ATTUNE_TABLE_TYPE);
  g_autofree char *error_type = dup_text (reading, row, ATTUNE_TABLE_ERROR_TYPE);
  g_autofree char *fail = dup_text (reading, row, ATTUNE_TABLE_FAIL);

  if (*type != '\0' && !attune_table_parse_type (type, &item->type))
    say_unknown (reading, row, ATTUNE_TABLE_TYPE, type);
  if (*error_type != '\0' && !attune_table_parse_error_type (error_type, &item->error_type))
    say_unknown (reading, row, ATTUNE_TABLE_ERROR_TYPE, error_type);
  if (*fail != '\0' && !attune_table_parse_fail (fail, &item->fail))
    say_unknown (reading, row, ATTUNE_TABLE_FAIL, fail);
}

static void
begin_item (Reading *reading, guint row, const char *title)
{
  AttuneTableItem *item = g_new0 (AttuneTableItem, 1);

  item->row = row;
  item->line = attune_sheet_get_line (reading->sheet, row);
  item->section = g_strdup (reading->section);
  item->subsection = g_strdup (reading->subsection);
  item->id = dup_text (reading, row, ATTUNE_TABLE_ID);
  item->title = g_strdup (title);
  item->guidance = join_guidance (reading, row);
  item->options = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_table_option_free);
  item->required = read_flag (reading, row, ATTUNE_TABLE_REQUIRED, TRUE);
  item->na_allowed = read_flag (reading, row, ATTUNE_TABLE_NA, TRUE);
  item->scored = TRUE;
  item->type = (AttuneQuestionType) -1;
  read_weight (reading, row, item);
  read_kinds (reading, row, item);
  g_ptr_array_add (reading->preview->items, item);
  reading->item = item;
}

/* --- Rows ---------------------------------------------------------------------------------------------------- */

static void
set_section (Reading *reading, const char *title)
{
  g_free (reading->section);
  reading->section = g_strdup (title);
  g_free (reading->subsection);
  reading->subsection = g_strdup ("");
  reading->item = NULL;
}

/* A row with nothing but the name of a section, and perhaps what it weighs. */
static void
read_heading (Reading *reading, guint row, const char *title)
{
  g_autofree char *text = dup_text (reading, row, ATTUNE_TABLE_WEIGHT);
  AttuneDecimal weight;

  if (g_strcmp0 (reading->section, title) != 0)
    set_section (reading, title);
  if (*text == '\0')
    return;
  if (attune_table_number_parse (text, &weight) && weight >= 0)
    g_hash_table_replace (reading->preview->section_weights, g_strdup (title),
                          g_memdup2 (&weight, sizeof weight));
  else
    say_unknown (reading, row, ATTUNE_TABLE_WEIGHT, text);
}

static gboolean
has_options (Reading *reading, guint row)
{
  static const AttuneTableRole roles[] = { ATTUNE_TABLE_OPTIONS, ATTUNE_TABLE_OPTION,
                                           ATTUNE_TABLE_OPTION_BY_HEADER };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree char *text = dup_text (reading, row, roles[i]);

      if (*text != '\0')
        return TRUE;
    }
  return FALSE;
}

/* Whether questions have something beside their text, so that a row without is a heading. */
static gboolean
can_have_headings (Reading *reading)
{
  const AttuneTableMapping *mapping = reading->mapping;

  for (guint i = 0; i < mapping->n_columns; i++)
    {
      gboolean is_of_questions = mapping->roles[i] == ATTUNE_TABLE_WEIGHT ||
                                 mapping->roles[i] == ATTUNE_TABLE_OPTIONS ||
                                 mapping->roles[i] == ATTUNE_TABLE_OPTION_BY_HEADER;

      if (is_of_questions && !reading->is_empty[i])
        return !attune_table_mapping_has (mapping, ATTUNE_TABLE_SECTION);
    }
  return FALSE;
}

static void
read_question_row (Reading *reading, guint row, const char *title)
{
  gboolean continues = reading->item != NULL && g_str_equal (reading->item->title, title) &&
                       attune_table_mapping_has (reading->mapping, ATTUNE_TABLE_OPTION) &&
                       has_options (reading, row) && reading->item->options->len > 0;

  if (continues)
    {
      add_more_options (reading, row);
      return;
    }
  begin_item (reading, row, title);
  add_options (reading, row);
}

/* What such a row says beside its answers has no question to go to. */
static void
say_beside (Reading *reading, guint row)
{
  for (guint i = 0; i < reading->mapping->n_columns; i++)
    {
      const char *text = attune_sheet_get_text (reading->sheet, row, i);
      AttuneTableRole role = reading->mapping->roles[i];

      if (*text != '\0' && role != ATTUNE_TABLE_IGNORE && role != ATTUNE_TABLE_SECTION &&
          role != ATTUNE_TABLE_SUBSECTION && role != ATTUNE_TABLE_OPTION &&
          role != ATTUNE_TABLE_SCORE)
        attune_table_remark (reading->preview->remarks, reading->sheet, row,
                             /* Translators: what a cell of a table says. */
                             _ ("“%s” stays behind: the line only adds an answer to the question "
                                "above"),
                             text);
    }
}

/* Whether the row has no question because it goes on with the answers of the one above. */
static gboolean
goes_on (Reading *reading, guint row)
{
  g_autofree char *option = dup_text (reading, row, ATTUNE_TABLE_OPTION);

  return reading->item != NULL && *option != '\0';
}

static void
read_rest_row (Reading *reading, guint row, const char *section)
{
  if (goes_on (reading, row))
    {
      add_more_options (reading, row);
      say_beside (reading, row);
    }
  else if (*section != '\0' && !has_options (reading, row))
    read_heading (reading, row, section);
  else
    attune_table_remark (reading->preview->remarks, reading->sheet, row,
                         _ ("there is no question on the line, so it stays behind"));
}

static void
read_row (Reading *reading, guint row)
{
  g_autofree char *section = dup_text (reading, row, ATTUNE_TABLE_SECTION);
  g_autofree char *subsection = dup_text (reading, row, ATTUNE_TABLE_SUBSECTION);
  g_autofree char *title = dup_text (reading, row, ATTUNE_TABLE_QUESTION);
  guint n_cells = count_cells (reading, row);

  if (n_cells == 0)
    return;
  if (!has_options (reading, row) &&
      (attune_table_is_total (title) || attune_table_is_total (section)))
    {
      attune_table_remark (reading->preview->remarks, reading->sheet, row,
                           _ ("a line that sums up stays behind"));
      return;
    }
  if (*section != '\0' && g_strcmp0 (section, reading->section) != 0)
    set_section (reading, section);
  if (*subsection != '\0' && g_strcmp0 (subsection, reading->subsection) != 0)
    {
      g_free (reading->subsection);
      reading->subsection = g_strdup (subsection);
      reading->item = NULL;
    }

  if (*title == '\0')
    read_rest_row (reading, row, section);
  else if (n_cells == 1 && can_have_headings (reading))
    read_heading (reading, row, title);
  else
    read_question_row (reading, row, title);
}

/* --- The table ----------------------------------------------------------------------------------------------- */

static guint
get_first_row (Reading *reading)
{
  return reading->mapping->header == ATTUNE_TABLE_NO_HEADER ? 0 : reading->mapping->header + 1;
}

static guint
get_end_row (Reading *reading)
{
  return MIN (attune_sheet_get_n_rows (reading->sheet), ATTUNE_TABLE_MAX_ROWS);
}

static void
look_at_columns (Reading *reading)
{
  for (guint i = 0; i < reading->mapping->n_columns; i++)
    {
      reading->is_empty[i] = TRUE;
      for (guint row = get_first_row (reading); row < get_end_row (reading); row++)
        {
          if (*attune_sheet_get_text (reading->sheet, row, i) != '\0')
            reading->is_empty[i] = FALSE;
        }
    }
}

static void
remark_columns (Reading *reading)
{
  for (guint i = 0; i < reading->mapping->n_columns; i++)
    {
      g_autofree char *letters = attune_sheet_column_to_string (i);

      if (reading->mapping->roles[i] == ATTUNE_TABLE_IGNORE && !reading->is_empty[i])
        attune_faults_add (reading->preview->remarks, "",
                           /* Translators: the letter of a column, and its header */
                           _ ("the column %s (“%s”) is left out"), letters,
                           get_header (reading, i));
    }
}

/* What lies beyond what is looked at. */
static void
remark_beyond (Reading *reading)
{
  if (attune_sheet_get_n_rows (reading->sheet) > ATTUNE_TABLE_MAX_ROWS)
    attune_faults_add (reading->preview->remarks, "", _ ("only the first %d lines are read"),
                       ATTUNE_TABLE_MAX_ROWS);
  if (attune_sheet_get_n_columns (reading->sheet) > ATTUNE_TABLE_MAX_COLUMNS)
    attune_faults_add (reading->preview->remarks, "", _ ("only the first %d columns are read"),
                       ATTUNE_TABLE_MAX_COLUMNS);
}

/* What stands above the header. */
static void
remark_head (Reading *reading)
{
  guint end = reading->mapping->header == ATTUNE_TABLE_NO_HEADER ? 0 : reading->mapping->header;

  for (guint row = 0; row < end; row++)
    {
      if (count_cells (reading, row) > 0)
        attune_table_remark (reading->preview->remarks, reading->sheet, row,
                             _ ("what stands above the header stays behind"));
    }
}

AttuneTablePreview *
attune_table_preview (const AttuneSheet *sheet, const AttuneTableMapping *mapping)
{
  AttuneTablePreview *preview = g_new0 (AttuneTablePreview, 1);
  g_autofree gboolean *is_empty = g_new0 (gboolean, mapping->n_columns + 1);
  Reading reading = { sheet, mapping, preview, NULL, g_strdup (""), g_strdup (""), is_empty };

  preview->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  preview->remarks = attune_faults_new ();
  preview->section_weights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  look_at_columns (&reading);
  remark_columns (&reading);
  remark_beyond (&reading);
  remark_head (&reading);
  /* One more than a form may have is enough to see that there are too many. */
  for (guint row = get_first_row (&reading);
       row < get_end_row (&reading) && preview->items->len <= ATTUNE_FORM_MAX_QUESTIONS; row++)
    read_row (&reading, row);
  attune_table_settle (preview, sheet, mapping);
  sort_remarks (preview->remarks);
  g_free (reading.section);
  g_free (reading.subsection);
  return preview;
}
