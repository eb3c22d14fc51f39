/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsform-lists.h"

#include "attune-form-words.h"

#define N_ALWAYS 4

/* Stands between the parts of what a list says, which are escaped. */
#define PART_END "\x1F"

static const char *const columns[] = {
  "list_name", "name",    "label", "score", "fail", "error", "bonus",
  "guidance",  "reasons", "cause", "from",  "to",   NULL,
};

void
attune_xlsform_lists_init (AttuneXlsformLists *self, GPtrArray *remarks)
{
  attune_xlsform_rows_init (&self->rows, columns, remarks);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->taken = g_hash_table_new (g_str_hash, g_str_equal);
}

void
attune_xlsform_lists_clear (AttuneXlsformLists *self)
{
  attune_xlsform_rows_clear (&self->rows);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->taken, g_hash_table_unref);
}

static gboolean
is_list_name (const char *id)
{
  if (!g_ascii_isalpha (*id))
    return FALSE;
  for (const char *at = id; *at != '\0'; at++)
    {
      if (!g_ascii_isalnum (*at) && *at != '_' && *at != '-')
        return FALSE;
    }
  return TRUE;
}

/* A name for a new list: `wanted`, or else `otherwise`, where that serves. Takes the contents it is looked up by. */
static const char *
name_list (AttuneXlsformLists *self, const char *wanted, const char *otherwise, char *contents)
{
  gboolean is_wanted_free = is_list_name (wanted) && !g_hash_table_contains (self->taken, wanted);
  const char *first = is_wanted_free ? wanted : otherwise;
  char *name = g_strdup (is_list_name (first) ? first : "list_1");

  for (guint i = 2; g_hash_table_contains (self->taken, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("list_%u", i);
    }
  g_hash_table_add (self->taken, name);
  g_hash_table_insert (self->names, contents, name);
  return name;
}

/* --- Reasons ------------------------------------------------------------------------------------------------- */

static char *
describe_reasons (const AttuneFormOption *option)
{
  GString *text = g_string_new ("reasons");

  for (guint i = 0; i < option->n_reasons; i++)
    {
      g_autofree char *label = g_strescape (option->reasons[i].label, NULL);

      g_string_append_printf (text, PART_END "%s" PART_END "%s" PART_END "%d",
                              option->reasons[i].id, label, (int) option->reasons[i].cause);
    }
  return g_string_free (text, FALSE);
}

static const char *
write_reasons (AttuneXlsformLists *self, const char *question, const AttuneFormOption *option)
{
  g_autofree char *otherwise = g_strconcat (question, "-reasons", NULL);
  g_autofree char *contents = describe_reasons (option);
  const char *name = g_hash_table_lookup (self->names, contents);

  if (name != NULL)
    return name;
  name = name_list (self, "reasons", otherwise, g_steal_pointer (&contents));
  for (guint i = 0; i < option->n_reasons; i++)
    {
      const AttuneFormReason *reason = &option->reasons[i];

      attune_xlsform_rows_begin (&self->rows);
      attune_xlsform_rows_set (&self->rows, "list_name", name, self->place);
      attune_xlsform_rows_set (&self->rows, "name", reason->id, self->place);
      attune_xlsform_rows_set (&self->rows, "label", reason->label, self->place);
      attune_xlsform_rows_set (&self->rows, "cause", attune_cause_words[reason->cause],
                               self->place);
    }
  return name;
}

/* --- Options and ranges -------------------------------------------------------------------------------------- */

static void
describe_option (const AttuneFormOption *option, GString *text)
{
  g_autofree char *reasons = describe_reasons (option);
  g_autofree char *label = g_strescape (option->label, NULL);
  g_autofree char *guidance = g_strescape (option->guidance, NULL);

  g_string_append_printf (text,
                          PART_END "%s" PART_END "%s" PART_END "%s" PART_END "%" G_GINT64_FORMAT
                                   " %d %d %d %d %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT PART_END
                                   "%s",
                          option->id != NULL ? option->id : "", label, guidance, option->score,
                          (int) option->fail, option->is_error, option->is_bonus, option->has_from,
                          option->has_to, option->from, option->to, reasons);
}

static char *
describe_options (const AttuneFormQuestion *question)
{
  GString *text = g_string_new (question->type == ATTUNE_QUESTION_NUMBER ? "ranges" : "options");

  for (guint i = 0; i < question->n_options; i++)
    describe_option (&question->options[i], text);
  return g_string_free (text, FALSE);
}

static void
write_option (AttuneXlsformLists *self,
              const char *list,
              const char *question,
              const AttuneFormOption *option,
              guint i)
{
  AttuneXlsformRows *rows = &self->rows;
  const char *reasons = option->n_reasons > 0 ? write_reasons (self, question, option) : "";
  g_autofree char *number = g_strdup_printf ("%u", i + 1);

  attune_xlsform_rows_begin (rows);
  attune_xlsform_rows_set (rows, "list_name", list, self->place);
  attune_xlsform_rows_set (rows, "name", option->id != NULL ? option->id : number, self->place);
  attune_xlsform_rows_set (rows, "label", option->label, self->place);
  attune_xlsform_rows_set (rows, "guidance", option->guidance, self->place);
  attune_xlsform_rows_set_decimal (rows, "score", option->score);
  attune_xlsform_rows_set (rows, "reasons", reasons, self->place);
  if (option->fail != ATTUNE_FAIL_NONE)
    attune_xlsform_rows_set (rows, "fail", attune_fail_scope_words[option->fail], self->place);
  if (option->is_error)
    attune_xlsform_rows_set_boolean (rows, "error", TRUE);
  if (option->is_bonus)
    attune_xlsform_rows_set_boolean (rows, "bonus", TRUE);
  if (option->has_from)
    attune_xlsform_rows_set_decimal (rows, "from", option->from);
  if (option->has_to)
    attune_xlsform_rows_set_decimal (rows, "to", option->to);
}

const char *
attune_xlsform_lists_write_options (AttuneXlsformLists *self,
                                    const AttuneFormQuestion *question,
                                    const char *place)
{
  g_autofree char *contents = describe_options (question);
  const char *name = g_hash_table_lookup (self->names, contents);

  if (name != NULL)
    return name;
  self->place = place;
  /* The lists of reasons first, so that the rows of each list stand together. */
  for (guint i = 0; i < question->n_options; i++)
    {
      if (question->options[i].n_reasons > 0)
        write_reasons (self, question->id, &question->options[i]);
    }
  name = name_list (self, question->type == ATTUNE_QUESTION_YES_NO ? "yes_no" : question->id,
                    question->id, g_steal_pointer (&contents));
  for (guint i = 0; i < question->n_options; i++)
    write_option (self, name, question->id, &question->options[i], i);
  return name;
}

void
attune_xlsform_lists_build (AttuneXlsformLists *self, AttuneSheetsBuilder *builder)
{
  attune_xlsform_rows_build (&self->rows, builder, "choices", N_ALWAYS);
}
