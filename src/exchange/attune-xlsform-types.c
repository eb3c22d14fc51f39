/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsform-types.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *word;
  AttuneXlsformType type;
} types[] = {
  { "text", { ATTUNE_XLSFORM_ROW_QUESTION, ATTUNE_QUESTION_TEXT } },
  { "string", { ATTUNE_XLSFORM_ROW_QUESTION, ATTUNE_QUESTION_TEXT } },
  { "integer", { ATTUNE_XLSFORM_ROW_QUESTION, ATTUNE_QUESTION_NUMBER } },
  { "int", { ATTUNE_XLSFORM_ROW_QUESTION, ATTUNE_QUESTION_NUMBER } },
  { "decimal", { ATTUNE_XLSFORM_ROW_QUESTION, ATTUNE_QUESTION_NUMBER, .has_decimals = TRUE } },
  { "range",
    { ATTUNE_XLSFORM_ROW_QUESTION, ATTUNE_QUESTION_NUMBER,
      N_ ("a range becomes a number; its steps and ends stay behind"), .has_decimals = TRUE } },
  { "date", { ATTUNE_XLSFORM_ROW_QUESTION, ATTUNE_QUESTION_DATE } },
  { "datetime",
    { ATTUNE_XLSFORM_ROW_QUESTION, ATTUNE_QUESTION_DATE,
      N_ ("the time of day stays behind: the question asks for the date") } },
  { "time",
    { ATTUNE_XLSFORM_ROW_QUESTION, ATTUNE_QUESTION_TEXT, N_ ("a time of day becomes a text") } },
  { "barcode",
    { ATTUNE_XLSFORM_ROW_QUESTION, ATTUNE_QUESTION_TEXT, N_ ("a bar code becomes a text") } },
  { "acknowledge", { ATTUNE_XLSFORM_ROW_ACKNOWLEDGE, ATTUNE_QUESTION_CHECKLIST } },
  { "trigger", { ATTUNE_XLSFORM_ROW_ACKNOWLEDGE, ATTUNE_QUESTION_CHECKLIST } },
  { "select_one", { ATTUNE_XLSFORM_ROW_SELECT, ATTUNE_QUESTION_CHOICE } },
  { "select_multiple", { ATTUNE_XLSFORM_ROW_SELECT, ATTUNE_QUESTION_CHECKLIST } },
  { "note", { ATTUNE_XLSFORM_ROW_NOTE } },
  { "begin_group", { ATTUNE_XLSFORM_ROW_BEGIN } },
  { "group", { ATTUNE_XLSFORM_ROW_BEGIN } },
  { "end_group", { ATTUNE_XLSFORM_ROW_END } },
  { "begin_repeat",
    { ATTUNE_XLSFORM_ROW_BEGIN,
      .remark = N_ ("a group that repeats becomes a section that is there once") } },
  { "end_repeat", { ATTUNE_XLSFORM_ROW_END } },
};

/* The words of two that XLSForm also writes apart. */
static const char *const apart[] = { "begin", "end", "select", NULL };

AttuneXlsformType
attune_xlsform_type_parse (const char *text)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text), "\t\n\r", ' ');
  g_auto (GStrv) split = g_strsplit (plain, " ", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *word = NULL;
  AttuneXlsformType type = { ATTUNE_XLSFORM_ROW_OTHER };
  guint n_used = 1;

  for (guint i = 0; split[i] != NULL; i++)
    {
      if (*split[i] != '\0')
        g_ptr_array_add (words, split[i]);
    }
  if (words->len == 0)
    return type;

  word = g_ascii_strdown (g_ptr_array_index (words, 0), -1);
  if (words->len > 1 && g_strv_contains (apart, word))
    {
      g_autofree char *joined = g_strconcat (word, "_", g_ptr_array_index (words, 1), NULL);

      g_free (word);
      word = g_ascii_strdown (joined, -1);
      n_used = 2;
    }
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_str_equal (types[i].word, word))
        type = types[i].type;
    }
  if (type.kind == ATTUNE_XLSFORM_ROW_SELECT && words->len > n_used)
    {
      type.list = g_strdup (g_ptr_array_index (words, n_used));
      type.has_other = g_str_equal (g_ptr_array_index (words, words->len - 1), "or_other");
    }
  return type;
}

void
attune_xlsform_type_clear (AttuneXlsformType *self)
{
  g_clear_pointer (&self->list, g_free);
}
