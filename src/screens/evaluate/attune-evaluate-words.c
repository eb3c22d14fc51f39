/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-words.h"

#include "attune-format.h"
#include "attune-time-words.h"

#include <glib/gi18n.h>

#define MOST_NAMED 5

const char *
attune_error_type_to_words (AttuneErrorType type)
{
  switch (type)
    {
    case ATTUNE_ERROR_TYPE_NONE:
      return "";
    case ATTUNE_ERROR_TYPE_CUSTOMER:
      /* Translators: what a mistake in this question harms, short, beside a warning sign. */
      return _ ("critical to customer");
    case ATTUNE_ERROR_TYPE_BUSINESS:
      return _ ("critical to business");
    case ATTUNE_ERROR_TYPE_COMPLIANCE:
      return _ ("compliance");
    }
  g_return_val_if_reached ("");
}

static const char *
fail_to_words (AttuneFailScope scope)
{
  switch (scope)
    {
    case ATTUNE_FAIL_NONE:
      return NULL;
    case ATTUNE_FAIL_SECTION:
      return _ ("This answer fails the section.");
    case ATTUNE_FAIL_PARENT:
      return _ ("This answer fails the section above.");
    case ATTUNE_FAIL_FORM:
      return _ ("This answer fails the whole form.");
    }
  g_return_val_if_reached (NULL);
}

const char *
attune_fail_scope_to_words (AttuneFailScope scope)
{
  switch (scope)
    {
    case ATTUNE_FAIL_NONE:
      return NULL;
    case ATTUNE_FAIL_SECTION:
      return _ ("Fails the section");
    case ATTUNE_FAIL_PARENT:
      return _ ("Fails the section above");
    case ATTUNE_FAIL_FORM:
      return _ ("Fails the form");
    }
  g_return_val_if_reached (NULL);
}

static char *
bound_to_words (AttuneDecimal percent)
{
  g_autofree char *number = attune_decimal_format (percent);

  /* Translators: what a checklist, or a section, must give at least; %s is a number. */
  return g_strdup_printf (_ ("⚠ Below %s %% fails the form"), number);
}

static char *
range_to_words (const AttuneFormOption *range)
{
  g_autofree char *from = range->has_from ? attune_decimal_format (range->from) : g_strdup ("…");
  g_autofree char *to = range->has_to ? attune_decimal_format (range->to) : g_strdup ("…");
  const char *fails = attune_fail_scope_to_words (attune_form_option_get_fail (range));

  if (*range->label == '\0')
    /* Translators: the ends of a range, and what a number in it does: "⚠ 5–9: Fails the form". */
    return g_strdup_printf (_ ("⚠ %s–%s: %s"), from, to, fails);
  /* Translators: the ends of a range, its name, and what a number in it does: "⚠ 5–9 (Often): Fails the form". */
  return g_strdup_printf (_ ("⚠ %s–%s (%s): %s"), from, to, range->label, fails);
}

char *
attune_question_risk_to_words (const AttuneFormQuestion *question)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  if (question->type == ATTUNE_QUESTION_CHECKLIST && question->has_fail_below)
    return bound_to_words (question->fail_below);
  if (question->type != ATTUNE_QUESTION_NUMBER)
    return NULL;
  for (guint i = 0; i < question->n_options; i++)
    if (attune_form_option_get_fail (&question->options[i]) != ATTUNE_FAIL_NONE)
      {
        g_autofree char *line = range_to_words (&question->options[i]);

        g_strv_builder_add (builder, line);
      }
  lines = g_strv_builder_end (builder);
  return lines[0] != NULL ? g_strjoinv ("\n", lines) : NULL;
}

char *
attune_section_risk_to_words (const AttuneFormSection *section)
{
  return section->has_fail_below ? bound_to_words (section->fail_below) : NULL;
}

static gboolean
is_filled_in (const AttuneQuestionView *view)
{
  return (view->state & ATTUNE_STATE_ANSWERED) != 0 &&
         view->answer->origin == ATTUNE_ORIGIN_DEFAULT;
}

char *
attune_question_verdict_to_words (const AttuneFormQuestion *question,
                                  const AttuneQuestionView *view)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (view->refusal != NULL)
    g_strv_builder_add (builder, view->refusal->reason);
  else if (view->is_flagged)
    g_strv_builder_add (builder, _ ("An answer is needed."));
  if (view->fails != ATTUNE_FAIL_NONE)
    g_strv_builder_add (builder, fail_to_words (view->fails));
  if ((view->state & ATTUNE_STATE_COMMENT_MISSING) != 0)
    g_strv_builder_add (builder, question->comment == ATTUNE_COMMENT_REQUIRED
                                   ? _ ("A comment is needed.")
                                   : _ ("A comment is needed with this answer."));
  if (is_filled_in (view))
    g_strv_builder_add (builder, _ ("Filled in with the rest."));
  parts = g_strv_builder_end (builder);
  return parts[0] != NULL ? g_strjoinv (" ", parts) : NULL;
}

char *
attune_answer_origin_to_words (const AttuneQuestionView *view)
{
  return g_strdup (is_filled_in (view) ? _ ("Filled in with the rest.") : "");
}

static char *
join_options (const AttuneFormQuestion *question, const AttuneAnswer *answer)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;

  if (answer->n_options == 0)
    return g_strdup (_ ("None of them"));
  for (guint i = 0; i < answer->n_options; i++)
    g_strv_builder_add (builder, question->options[answer->options[i]].label);
  labels = g_strv_builder_end (builder);
  return g_strjoinv (" · ", labels);
}

static char *
date_to_words (const char *date)
{
  g_autoptr (GDateTime)
    day = g_date_time_new_local (atoi (date), atoi (date + 5), atoi (date + 8), 0, 0, 0);

  return day != NULL ? g_date_time_format (day, "%x") : g_strdup (date);
}

char *
attune_answer_to_words (const AttuneFormQuestion *question, const AttuneQuestionView *view)
{
  const AttuneAnswer *answer = view->answer;

  if ((view->state & ATTUNE_STATE_NA) != 0)
    return g_strdup (_ ("Not applicable"));
  if (!answer->has_value)
    return g_strdup (_ ("Not answered"));

  switch (question->type)
    {
    case ATTUNE_QUESTION_YES_NO:
    case ATTUNE_QUESTION_SCALE:
    case ATTUNE_QUESTION_CHOICE:
    case ATTUNE_QUESTION_CHECKLIST:
      return join_options (question, answer);
    case ATTUNE_QUESTION_NUMBER:
      return g_strdup_printf ("%.*f", (int) attune_decimal_count_places (answer->number),
                              attune_decimal_to_double (answer->number));
    case ATTUNE_QUESTION_TEXT:
      return g_strdup (answer->text);
    case ATTUNE_QUESTION_DATE:
      return date_to_words (answer->date);
    }
  g_return_val_if_reached (NULL);
}

char *
attune_reasons_to_words (const AttuneFormQuestion *question, const AttuneQuestionView *view)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;

  if (view->reasons_of == NULL)
    return NULL;
  for (guint i = 0; i < view->reasons_of->n_reasons; i++)
    if (g_strv_contains (view->answer->reasons, view->reasons_of->reasons[i].id))
      g_strv_builder_add (builder, view->reasons_of->reasons[i].label);
  labels = g_strv_builder_end (builder);
  return labels[0] != NULL ? g_strjoinv (" · ", labels) : NULL;
}

gint64
attune_form_get_pass (AttuneForm *form)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);

  return scoring->has_pass ? scoring->pass / (ATTUNE_DECIMAL_ONE / 100) : ATTUNE_SCORE_NONE;
}

static gint64
round_to_hundred (gint64 basis_points)
{
  return basis_points >= 0 ? (basis_points + 50) / 100 * 100 : -((-basis_points + 50) / 100 * 100);
}

char *
attune_score_to_words (gint64 score, gint64 pass)
{
  gint64 rounded;

  if (score == ATTUNE_SCORE_NONE)
    return g_strdup ("–");

  rounded = round_to_hundred (score);
  if (pass != ATTUNE_SCORE_NONE && (rounded >= pass) != (score >= pass))
    return g_strdup_printf ("%.2f", (double) score / 100.0);
  return g_strdup_printf ("%" G_GINT64_FORMAT, rounded / 100);
}

/* A line as it was written: 80 or 82.5. */
static char *
line_to_words (gint64 basis_points)
{
  return g_strdup_printf ("%.*f",
                          basis_points % 100 == 0  ? 0
                          : basis_points % 10 == 0 ? 1
                                                   : 2,
                          (double) basis_points / 100.0);
}

char *
attune_sheet_to_words (AttuneSheetState *state)
{
  const AttuneScoreFigures *figures = attune_score_get_figures (
    attune_sheet_state_get_score (state));
  gint64 pass = attune_form_get_pass (attune_sheet_state_get_form (state));
  g_autofree char *score = attune_score_to_words (figures->score, pass);
  g_autofree char *line = pass != ATTUNE_SCORE_NONE ? line_to_words (pass) : NULL;
  GString *words = g_string_new (NULL);
  guint settled, shown, hidden;

  if (figures->score == ATTUNE_SCORE_NONE)
    g_string_append (words, _ ("No score yet"));
  else if (!figures->complete)
    /* Translators: the score, while questions are still open. */
    g_string_append_printf (words, _ ("%s of 100 so far"), score);
  else
    g_string_append_printf (words, _ ("%s of 100"), score);
  if (line != NULL)
    {
      g_string_append (words, " · ");
      /* Translators: from how many points on an evaluation has passed. */
      g_string_append_printf (words, _ ("pass %s"), line);
    }
  /* What is submitted is whole, also where not all had to be answered. */
  if (!attune_sheet_state_get_can_edit (state))
    return g_string_free (words, FALSE);
  attune_sheet_state_count (state, &settled, &shown);
  g_string_append (words, " · ");
  /* Translators: how many questions have been answered, and how many there are. */
  g_string_append_printf (words, _ ("%1$u of %2$u"), settled, shown);
  hidden = attune_form_get_n_questions (attune_sheet_state_get_form (state)) - shown;
  if (hidden > 0)
    {
      g_string_append (words, " · ");
      /* Translators: how many questions of the form do not come up, because of what was answered to others. */
      g_string_append_printf (words, ngettext ("%u not asked", "%u not asked", hidden), hidden);
    }
  return g_string_free (words, FALSE);
}

char *
attune_section_to_words (const AttuneSectionView *view)
{
  g_autofree char *score = attune_score_to_words (view->score, ATTUNE_SCORE_NONE);
  g_autofree char *count = g_strdup_printf (_ ("%1$u of %2$u"), view->n_settled, view->n_shown);

  if (view->is_na)
    return g_strdup (_ ("Not applicable"));
  if (!view->can_edit && view->score == ATTUNE_SCORE_NONE)
    return g_strdup ("");
  if (!view->can_edit)
    /* Translators: the score of a section, in percent. */
    return g_strdup_printf (_ ("%s %%"), score);
  if (view->score == ATTUNE_SCORE_NONE)
    return g_steal_pointer (&count);
  /* Translators: how many questions of a section are answered, and its score in percent. */
  return g_strdup_printf (_ ("%1$s · %2$s %%"), count, score);
}

/* The number of the first question whose answer fails the form, or 0. */
static guint
find_failing (AttuneSheetState *state)
{
  guint n = attune_form_get_n_questions (attune_sheet_state_get_form (state));

  for (guint i = 0; i < n; i++)
    {
      AttuneQuestionView view;

      attune_question_view_init (&view, state, i);
      if (view.fails == ATTUNE_FAIL_FORM)
        return i + 1;
    }
  return 0;
}

char *
attune_outcome_to_words (AttuneSheetState *state)
{
  const AttuneScoreFigures *figures = attune_score_get_figures (
    attune_sheet_state_get_score (state));
  gboolean has_passed = figures->outcome == ATTUNE_OUTCOME_PASS;
  gboolean is_borderline = attune_score_is_borderline (figures->score,
                                                       attune_form_get_pass (
                                                         attune_sheet_state_get_form (state)),
                                                       figures->form_failed);
  guint failing = figures->form_failed ? find_failing (state) : 0;

  if (failing > 0)
    /* Translators: %u is the number of the question whose answer fails the whole form. */
    return g_strdup_printf (_ ("⚠ Failed by question %u"), failing);
  if (figures->form_failed)
    return g_strdup (_ ("⚠ Failed"));
  if (figures->score == ATTUNE_SCORE_NONE ||
      attune_form_get_pass (attune_sheet_state_get_form (state)) == ATTUNE_SCORE_NONE)
    return g_strdup ("");
  if (!figures->complete)
    /* Translators: the score passes, or not, as far as questions are answered. */
    return g_strdup (has_passed ? _ ("Passes so far") : _ ("Below pass so far"));
  return g_strdup_printf ("%s %s", attune_format_outcome_mark (figures->outcome, is_borderline),
                          has_passed ? C_ ("evaluation", "Passed")
                                     : C_ ("evaluation", "Not Passed"));
}

/* The numbers of the questions that hold the form back, because of what was typed or because of what was not. */
static char *
name_missing (AttuneSheetState *state, gboolean is_refused, guint *out_n)
{
  GString *names = g_string_new (NULL);
  guint n = 0;

  for (guint i = attune_sheet_state_find_missing (state, ATTUNE_FORM_NONE); i != ATTUNE_FORM_NONE;
       i = attune_sheet_state_find_missing (state, i))
    {
      AttuneQuestionView view;

      attune_question_view_init (&view, state, i);
      if ((view.refusal != NULL) != is_refused)
        continue;
      if (n < MOST_NAMED)
        g_string_append_printf (names, "%s%u", n > 0 ? ", " : "", i + 1);
      n++;
    }
  if (n > MOST_NAMED)
    g_string_append (names, " …");
  *out_n = n;
  return g_string_free (names, FALSE);
}

char *
attune_missing_to_words (AttuneSheetState *state)
{
  guint n_missing, n_refused;
  g_autofree char *missing = name_missing (state, FALSE, &n_missing);
  g_autofree char *refused = name_missing (state, TRUE, &n_refused);
  GString *words = g_string_new (NULL);

  if (n_missing > 0)
    /* Translators: %2$s are the numbers of the questions, such as "2, 5, 9". */
    g_string_append_printf (words,
                            ngettext ("%1$u answer or comment is missing: question %2$s",
                                      "%1$u answers or comments are missing: questions %2$s",
                                      n_missing),
                            n_missing, missing);
  if (n_missing > 0 && n_refused > 0)
    g_string_append (words, " · ");
  if (n_refused > 0)
    /* Translators: what was typed there is no answer. %2$s are the numbers of the questions, such as "2, 5, 9". */
    g_string_append_printf (words,
                            ngettext ("%1$u entry is not taken: question %2$s",
                                      "%1$u entries are not taken: questions %2$s", n_refused),
                            n_refused, refused);
  return g_string_free (words, FALSE);
}

char *
attune_note_sharing_to_words (gboolean is_shared, const char *agent)
{
  const char *name = agent != NULL ? agent : _ ("The agent");

  if (is_shared)
    /* Translators: %s is the name of the person the note is about. */
    return g_strdup_printf (_ ("%s reads this note with the evaluation, as does everybody who "
                               "sees that."),
                            name);
  return g_strdup_printf (
    /* Translators: %s is the name of the person the note is about. */
    _ ("Only you see this note. %s can ask for all that is kept about them, and that includes it."),
    name);
}

const char *
attune_note_kind_to_words (AttuneNoteKind kind)
{
  switch (kind)
    {
    case ATTUNE_NOTE_PRAISE:
      return _ ("Praise");
    case ATTUNE_NOTE_IMPROVE:
      return _ ("To improve");
    case ATTUNE_NOTE_QUESTION:
      return _ ("To ask about");
    case ATTUNE_NOTE_PLAIN:
      return _ ("Note");
    }
  g_return_val_if_reached (NULL);
}

/* The same shapes as the flags on the waveform. */
const char *
attune_note_kind_to_symbol (AttuneNoteKind kind)
{
  switch (kind)
    {
    case ATTUNE_NOTE_PRAISE:
      return "▲";
    case ATTUNE_NOTE_IMPROVE:
      return "▼";
    case ATTUNE_NOTE_QUESTION:
      return "◆";
    case ATTUNE_NOTE_PLAIN:
      return "■";
    }
  g_return_val_if_reached (NULL);
}

const char *
attune_note_kind_to_class (AttuneNoteKind kind)
{
  switch (kind)
    {
    case ATTUNE_NOTE_PRAISE:
      return "note-praise";
    case ATTUNE_NOTE_IMPROVE:
      return "note-improve";
    case ATTUNE_NOTE_QUESTION:
      return "note-question";
    case ATTUNE_NOTE_PLAIN:
      return "note-plain";
    }
  g_return_val_if_reached (NULL);
}

const char *
attune_note_kind_from_text (const char *text, AttuneNoteKind *io_kind)
{
  while (g_ascii_isspace (*text))
    text++;
  switch (text[0])
    {
    case '+':
      *io_kind = ATTUNE_NOTE_PRAISE;
      break;
    case '-':
      *io_kind = ATTUNE_NOTE_IMPROVE;
      break;
    case '?':
      *io_kind = ATTUNE_NOTE_QUESTION;
      break;
    case '!':
      *io_kind = ATTUNE_NOTE_PLAIN;
      break;
    default:
      return text;
    }
  for (text++; g_ascii_isspace (*text); text++)
    ;
  return text;
}

char *
attune_part_to_words (const char *agent, gint64 from_us, gint64 to_us)
{
  g_autofree char *from = attune_time_to_words (MAX (from_us, 0));
  g_autofree char *to = to_us >= 0 ? attune_time_to_words (to_us) : NULL;

  if (from_us <= 0 && to_us < 0)
    return NULL;
  if (to == NULL)
    /* Translators: a name, and a time in the recording. */
    return g_strdup_printf (_ ("%1$s’s part, from %2$s"), agent, from);
  /* Translators: a name, and two times in the recording. */
  return g_strdup_printf (_ ("%1$s’s part, %2$s–%3$s"), agent, from, to);
}

static char *
stretch_to_words (const AttunePart *part)
{
  g_autofree char *from = attune_time_to_words (MAX (part->from_us, 0));
  g_autofree char *to = part->to_us >= 0 ? attune_time_to_words (part->to_us) : NULL;

  if (to == NULL)
    /* Translators: a time in the recording, up to its end. */
    return g_strdup_printf (_ ("from %s"), from);
  return g_strdup_printf ("%s–%s", from, to);
}

char *
attune_parts_to_words (const char *agent, GPtrArray *parts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) stretches = NULL;
  g_autofree char *list = NULL;

  if (parts->len == 1)
    return attune_part_to_words (agent, ((const AttunePart *) parts->pdata[0])->from_us,
                                 ((const AttunePart *) parts->pdata[0])->to_us);
  for (guint i = 0; i < parts->len; i++)
    {
      const AttunePart *part = g_ptr_array_index (parts, i);
      g_autofree char *stretch = stretch_to_words (part);

      if (part->from_us <= 0 && part->to_us < 0)
        return NULL;
      g_strv_builder_add (builder, stretch);
    }
  if (parts->len == 0)
    return NULL;
  stretches = g_strv_builder_end (builder);
  list = g_strjoinv (", ", stretches);
  /* Translators: a name, and several stretches of the recording. */
  return g_strdup_printf (_ ("%1$s’s parts, %2$s"), agent, list);
}

char *
attune_contact_to_words (const AttuneInteraction *interaction, GTimeZone *zone)
{
  g_autofree char *when = attune_format_time (interaction->started_at, zone, ATTUNE_TIME_SHORT);
  g_autofree char *length = interaction->duration_us > 0
                              ? attune_time_to_words (interaction->duration_us)
                              : NULL;

  return g_strjoin (" · ", attune_format_channel (interaction->channel), when, length, NULL);
}
