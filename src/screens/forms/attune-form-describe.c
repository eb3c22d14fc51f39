/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-describe.h"

#include "attune-form-diff.h"
#include "attune-form-names.h"

#include <glib/gi18n.h>

static char *
describe_range (const AttuneFormOption *range)
{
  g_autofree char *from = range->has_from ? attune_decimal_format (range->from) : NULL;
  g_autofree char *to = range->has_to ? attune_decimal_format (range->to) : NULL;

  if (range->label != NULL && *range->label != '\0')
    return g_strdup (range->label);
  if (from != NULL && to != NULL)
    return g_strdup_printf ("%s–%s", from, to);
  if (from != NULL)
    return g_strdup_printf ("≥ %s", from);
  return to != NULL ? g_strdup_printf ("≤ %s", to) : g_strdup ("…");
}

static const char *
find_bullet (AttuneQuestionType type)
{
  switch (type)
    {
    case ATTUNE_QUESTION_YES_NO:
    case ATTUNE_QUESTION_SCALE:
    case ATTUNE_QUESTION_CHOICE:
      return "○\302\240";
    case ATTUNE_QUESTION_CHECKLIST:
      return "☐\302\240";
    case ATTUNE_QUESTION_NUMBER:
    case ATTUNE_QUESTION_TEXT:
    case ATTUNE_QUESTION_DATE:
      break;
    }
  return "";
}

#define GAP "   "

char *
attune_form_describe_answers (const AttuneFormQuestion *question)
{
  GString *text = g_string_new (NULL);

  if (question->type >= ATTUNE_QUESTION_NUMBER)
    g_string_append (text, attune_question_type_get_name (question->type));
  for (guint i = 0; i < question->n_options; i++)
    {
      g_autofree char *range = question->type == ATTUNE_QUESTION_NUMBER
                                 ? describe_range (&question->options[i])
                                 : NULL;

      g_string_append_printf (text, "%s%s%s", text->len > 0 ? GAP : "",
                              find_bullet (question->type),
                              range != NULL ? range : question->options[i].label);
    }
  if (question->na_allowed)
    g_string_append_printf (text, GAP "%s%s", find_bullet (question->type), _ ("N/A"));
  return g_string_free (text, FALSE);
}

/* Between two notes: a wide space, which goes where a line breaks there, as no dot would. */
#define NOTE_GAP "\u2003"

/* A line breaks between two of them, never within one. */
static void
append_note (GString *note, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autofree char *unbroken = g_strjoinv ("\u00a0", words);

  g_string_append_printf (note, "%s%s", note->len > 0 ? NOTE_GAP : "", unbroken);
}

static void
append_weight (GString *note, gint64 basis_points)
{
  g_autofree char *text = basis_points > 0 ? attune_form_weight_describe (basis_points) : NULL;

  if (text != NULL)
    append_note (note, text);
}

static gboolean
fails_something (const AttuneFormQuestion *question)
{
  for (guint i = 0; i < question->n_options; i++)
    if (question->options[i].fail != ATTUNE_FAIL_NONE)
      return TRUE;
  return FALSE;
}

char *
attune_form_describe_question (const AttuneFormQuestion *question, gint64 weight)
{
  GString *note = g_string_new (NULL);

  if (fails_something (question))
    /* Translators: an answer to the question can fail the section or the form. */
    append_note (note, _ ("can fail"));
  if (question->error_type != ATTUNE_ERROR_TYPE_NONE)
    {
      g_autofree char *critical = g_strconcat ("⚠\u00a0",
                                               attune_error_type_get_name (question->error_type),
                                               NULL);

      append_note (note, critical);
    }
  if (question->show_if != NULL)
    append_note (note, _ ("shown if"));
  if (question->bonus)
    append_note (note, _ ("bonus"));
  append_weight (note, weight);
  return g_string_free (note, FALSE);
}

char *
attune_form_describe_section (const AttuneFormSection *section, gint64 weight)
{
  GString *note = g_string_new (NULL);

  if (section->show_if != NULL)
    append_note (note, _ ("shown if"));
  append_weight (note, weight);
  return g_string_free (note, FALSE);
}

char *
attune_form_describe_share (gint64 basis_points)
{
  g_autofree char *share = attune_form_weight_describe (basis_points);

  /* Translators: below the weight of a question or section; the %s is a share, "12 %". */
  return g_strdup_printf (_ ("%s of the form"), share);
}

char *
attune_form_describe_bonus (AttuneDecimal weight)
{
  g_autofree char *points = attune_decimal_format (weight);

  /* Translators: below the weight of a question that is a bonus; the %s is a number. */
  return g_strdup_printf (_ ("Adds up to %s to the score"), points);
}

const char *
attune_form_describe_fail (AttuneFailScope fail)
{
  switch (fail)
    {
    case ATTUNE_FAIL_NONE:
      break;
    case ATTUNE_FAIL_SECTION:
      return _ ("Fails the section");
    case ATTUNE_FAIL_PARENT:
      return _ ("Fails the section above");
    case ATTUNE_FAIL_FORM:
      return _ ("Fails the form");
    }
  return "";
}

char *
attune_form_describe_changes (AttuneForm *before, AttuneForm *after, gboolean *out_has_break)
{
  g_autoptr (GPtrArray) changes = attune_form_diff (before, after);
  GString *text = g_string_new (NULL);
  gboolean has_break = FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      const AttuneFormChange *change = g_ptr_array_index (changes, i);

      has_break = has_break || change->is_break;
      g_string_append_printf (text, "%s%s\302\240%s", i > 0 ? "\n" : "",
                              change->is_break ? "⚠" : "•", change->words);
    }
  if (out_has_break != NULL)
    *out_has_break = has_break;
  return g_string_free (text, FALSE);
}

/* So many questions are named. */
#define MOST_BREAKS 3

static const char *
name_question (AttuneForm *form, const char *id)
{
  guint index = id != NULL ? attune_form_find_question (form, id) : ATTUNE_FORM_NONE;

  return index != ATTUNE_FORM_NONE
           ? attune_form_question_get_name (attune_form_get_question (form, index))
           : "";
}

char *
attune_form_describe_breaks (AttuneForm *before, AttuneForm *after)
{
  g_autoptr (GPtrArray) changes = attune_form_diff (before, after);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *begin = NULL;
  guint n = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const AttuneFormChange *change = g_ptr_array_index (changes, i);

      if (change->is_break && n++ < MOST_BREAKS)
        g_string_append_printf (names, "\n• %s", name_question (after, change->element));
    }
  if (n == 0)
    return NULL;
  if (n > MOST_BREAKS)
    {
      g_string_append (names, "\n• ");
      g_string_append_printf (names,
                              g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more",
                                           n - MOST_BREAKS),
                              n - MOST_BREAKS);
    }
  /* Translators: before a form is published; the questions are listed below it. */
  begin = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "The series of %u question begins anew: its answers are no longer comparable.",
                 "The series of %u questions begin anew: their answers are no longer comparable.",
                 n),
    n);
  return g_strconcat (begin, names->str, NULL);
}

static char *
say_questions (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u question", "%u questions", n), n);
}

static char *
say_sections (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u section", "%u sections", n), n);
}

char *
attune_form_describe_parts (AttuneForm *form, const char *const *ids)
{
  guint n_questions = 0;
  guint n = 0;
  g_autofree char *questions = NULL;
  g_autofree char *sections = NULL;

  for (; ids[n] != NULL; n++)
    n_questions += attune_form_find_question (form, ids[n]) != ATTUNE_FORM_NONE;
  questions = say_questions (n_questions);
  sections = say_sections (n - n_questions);
  if (n_questions == 0)
    return g_steal_pointer (&sections);
  if (n_questions == n)
    return g_steal_pointer (&questions);
  /* Translators: “2 sections, 5 questions”. */
  return g_strdup_printf (_ ("%s, %s"), sections, questions);
}

char *
attune_form_describe_short (const char *title, glong n_chars)
{
  g_autofree char *head = NULL;

  if (g_utf8_strlen (title, -1) <= n_chars)
    return g_strdup (title);
  head = g_utf8_substring (title, 0, n_chars - 1);
  return g_strconcat (g_strchomp (head), "…", NULL);
}
