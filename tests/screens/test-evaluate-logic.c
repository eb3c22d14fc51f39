/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-words.h"
#include "attune-sheet-history.h"
#include "attune-sheet.h"
#include "attune-time-axis.h"
#include "attune-time-words.h"
#include "attune-wave-paint.h"

#include <math.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

/* --- Time --- */

static void
test_time_words (void)
{
  static const struct
  {
    gint64 us;
    const char *words;
  } cases[] = {
    { 0, "0:00" },
    { -5 * SECOND, "0:00" },
    { 999999, "0:00" },
    { 161 * SECOND, "2:41" },
    { 3600 * SECOND, "1:00:00" },
    { 3761 * SECOND, "1:02:41" },
    { 360000 * SECOND, "100:00:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = attune_time_to_words (cases[i].us);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_fine_words (void)
{
  static const struct
  {
    gint64 us;
    double step;
    const char *words;
  } cases[] = {
    { 161 * SECOND, 1e6, "2:41" },
    { 161250000, 5e5, "2:41.3" },
    { 161250000, 5e4, "2:41.25" },
    { 161250400, 1e3, "2:41.250" },
    { 59999900, 1e3, "1:00.000" },
    { 0, 1e3, "0:00.000" },
    { 3600 * SECOND + 500000, 1e5, "1:00:00.5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = attune_time_to_fine_words (cases[i].us, cases[i].step);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_read_time (void)
{
  static const struct
  {
    const char *words;
    gint64 us; /* -1: not understood */
  } cases[] = {
    { "2:41", 161 * SECOND },
    { "161", 161 * SECOND },
    { " 1:02:41 ", 3761 * SECOND },
    { "2:41.5", 161500000 },
    { "2:41,25", 161250000 },
    { "0", 0 },
    { "0:00", 0 },
    { "0.1234567", 123456 },
    { "", -1 },
    { "2:", -1 },
    { "2:61", -1 },
    { "2:41x", -1 },
    { "-1", -1 },
    { "1:2:3:4", -1 },
    { ":41", -1 },
    { "9999999", -1 },
    { "999999", -1 },
    { "99:59:59", 359999 * SECOND },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 us = -1;

      g_assert_cmpint (attune_time_from_words (cases[i].words, &us), ==, cases[i].us >= 0);
      g_assert_cmpint (us, ==, cases[i].us);
    }
}

/* --- The axis --- */

static void
test_axis_whole (void)
{
  AttuneTimeAxis axis = attune_time_axis_new (60 * SECOND, 600);
  AttuneTimeAxis empty = attune_time_axis_new (0, 0);

  g_assert_true (attune_time_axis_is_whole (axis));
  g_assert_cmpfloat (attune_time_axis_to_pixel (axis, 30e6), ==, 300.0);
  g_assert_cmpint (attune_time_axis_to_us (axis, 150), ==, 15 * SECOND);
  g_assert_cmpint (attune_time_axis_to_us (axis, -10), ==, 0);
  g_assert_cmpint (attune_time_axis_to_us (axis, 900), ==, 60 * SECOND);

  /* It stays whole while the recording grows and the window changes. */
  axis = attune_time_axis_with_duration (axis, 120 * SECOND);
  axis = attune_time_axis_with_width (axis, 300);
  g_assert_true (attune_time_axis_is_whole (axis));
  g_assert_cmpint (attune_time_axis_to_us (axis, 150), ==, 60 * SECOND);

  g_assert_true (attune_time_axis_is_whole (empty));
  g_assert_cmpint (attune_time_axis_to_us (empty, 1), ==, 0);
  empty = attune_time_axis_zoom (empty, 1000, 0);
  g_assert_cmpfloat (empty.span_us, >, 0.0);
}

static void
test_axis_zoom (void)
{
  AttuneTimeAxis axis = attune_time_axis_new (3600 * SECOND, 700);
  AttuneTimeAxis in = attune_time_axis_zoom (axis, 4, 1800e6);
  AttuneTimeAxis out;

  /* What is under the pointer stays there. */
  g_assert_cmpfloat_with_epsilon (attune_time_axis_to_pixel (in, 1800e6), 350.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (in.span_us, 900e6, 1e-3);

  /* At an end it is the end that stays. */
  in = attune_time_axis_zoom (axis, 4, 0);
  g_assert_cmpfloat (in.start_us, ==, 0.0);
  in = attune_time_axis_zoom (axis, 1e9, 3600e6);
  g_assert_cmpfloat (in.span_us, ==, ATTUNE_TIME_AXIS_MIN_SPAN_US);
  g_assert_cmpfloat_with_epsilon (in.start_us + in.span_us, 3600e6, 1e-3);

  out = attune_time_axis_zoom (in, 1e-12, 5e6);
  g_assert_true (attune_time_axis_is_whole (out));
}

static void
test_axis_reveal (void)
{
  AttuneTimeAxis axis = attune_time_axis_zoom (attune_time_axis_new (100 * SECOND, 100), 10, 0);
  AttuneTimeAxis moved;

  g_assert_true (attune_time_axis_equal (axis, attune_time_axis_reveal (axis, 5 * SECOND, TRUE)));
  moved = attune_time_axis_reveal (axis, 9900000, TRUE);
  g_assert_cmpfloat (moved.start_us, >, 9e6);
  g_assert_true (attune_time_axis_equal (axis, attune_time_axis_reveal (axis, 9900000, FALSE)));
  moved = attune_time_axis_reveal (axis, 99 * SECOND, FALSE);
  g_assert_cmpfloat (moved.start_us + moved.span_us, ==, 100e6);
}

static void
test_axis_steps (void)
{
  static const gint64 durations[] = { 10000,         SECOND,         60 * SECOND,    402 * SECOND,
                                      3600 * SECOND, 86400 * SECOND, 864000 * SECOND };

  for (gsize i = 0; i < G_N_ELEMENTS (durations); i++)
    {
      AttuneTimeAxis axis = attune_time_axis_new (durations[i], 640);
      guint parts;
      double step = attune_time_axis_get_step (axis, 80, &parts);
      double pixels = step / axis.span_us * axis.width;

      g_assert_cmpfloat (pixels, >=, 79.999);
      g_assert_cmpfloat (pixels, <, i == 6 ? 640 : 400);
      g_assert_cmpuint (parts, >=, 2);
    }
}

/* --- The waves --- */

#define ROWS 40

static int
count_rows (const guint32 *pixels, gsize n, gsize column)
{
  int rows = 0;

  for (int row = 0; row < ROWS; row++)
    rows += pixels[row * n + column] != 0;
  return rows;
}

static void
test_paint (void)
{
  static const AttunePeak peaks[] = { { -32768, 32767 },  { 0, 0 },  { 16384, 20000 },
                                      { -20000, -16384 }, { 1, -1 }, { 100, 100 } };
  static const guint8 speech[] = { 1, 0, 1, 1, 1, 1 };
  AttuneWaveInk ink = { 0xff0072b2, 0x73003350, 1.0 };
  gsize n = G_N_ELEMENTS (peaks);
  g_autofree guint32 *pixels = g_new (guint32, n * ROWS);

  attune_wave_paint (peaks, speech, n, ROWS, &ink, pixels);
  g_assert_cmpint (count_rows (pixels, n, 0), ==, ROWS);
  g_assert_cmphex (pixels[ROWS / 2 * n], ==, ink.speech);
  /* After a full column, silence is joined to it; nothing stands where there is nothing. */
  g_assert_cmpint (count_rows (pixels, n, 1), >=, 1);
  g_assert_cmpint (count_rows (pixels, n, 4), ==, 0);
  /* What leaps between columns is one line. */
  g_assert_cmpint (count_rows (pixels, n, 3), >=, 20);
  g_assert_cmpint (count_rows (pixels, n, 5), >=, 1);
  g_assert_cmpint (count_rows (pixels, n, 5), <=, 2);
}

static void
test_paint_gain (void)
{
  static const AttunePeak peaks[] = { { -3000, 3000 } };
  g_autofree guint32 *pixels = g_new (guint32, ROWS);

  attune_wave_paint (peaks, NULL, 1, ROWS, &(AttuneWaveInk){ 0xffffffff, 0, 1.0 }, pixels);
  g_assert_cmpint (count_rows (pixels, 1, 0), <=, 6);
  attune_wave_paint (peaks, NULL, 1, ROWS, &(AttuneWaveInk){ 0xffffffff, 0, 10.0 }, pixels);
  g_assert_cmpint (count_rows (pixels, 1, 0), >=, 36);
  attune_wave_paint (peaks, NULL, 1, ROWS, &(AttuneWaveInk){ 0xffffffff, 0, 1e6 }, pixels);
  g_assert_cmpint (count_rows (pixels, 1, 0), ==, ROWS);
}

static void
test_mark_spans (void)
{
  static const AttuneSpan spans[] = { { 0, 10 }, { 50, 51 }, { 90, 200 } };
  guint8 marks[10];
  static const guint8 expected[10] = { 1, 0, 0, 0, 0, 1, 0, 0, 0, 1 };

  attune_wave_mark_spans (spans, 3, 0, 100, 10, marks);
  g_assert_cmpmem (marks, 10, expected, 10);

  /* A span much narrower than a column still shows; none outside does. */
  attune_wave_mark_spans (spans, 3, 300, 400, 10, marks);
  for (gsize i = 0; i < 10; i++)
    g_assert_cmpint (marks[i], ==, 0);
  attune_wave_mark_spans (spans, 3, -1e9, 1e9, 10, marks);
  g_assert_cmpint (marks[5], ==, 1);
  attune_wave_mark_spans (NULL, 0, 0, 100, 10, marks);
  g_assert_cmpint (marks[0], ==, 0);
}

/* --- The sheet --- */

static const char document[] =
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"F\","
  "\"scoring\":{\"pass\":80},\"sections\":["
  "{\"id\":\"a\",\"title\":\"A\",\"na_allowed\":true,\"questions\":["
  "{\"id\":\"q1\",\"type\":\"yes_no\",\"title\":\"One\",\"na_allowed\":true},"
  "{\"id\":\"q2\",\"type\":\"yes_no\",\"title\":\"Two\",\"comment\":\"required_below_full\","
  "\"show_if\":{\"question\":\"q1\",\"is\":[\"no\"]},\"options\":["
  "{\"id\":\"yes\",\"label\":\"Yes\",\"score\":100},"
  "{\"id\":\"no\",\"label\":\"No\",\"score\":0,\"fail\":\"form\",\"reasons\":["
  "{\"id\":\"r1\",\"label\":\"Too fast\"},{\"id\":\"r2\",\"label\":\"Too late\"}]}]},"
  "{\"id\":\"q3\",\"type\":\"checklist\",\"title\":\"Three\",\"options\":["
  "{\"id\":\"x\",\"label\":\"X\",\"score\":50},{\"id\":\"y\",\"label\":\"Y\",\"score\":50}]}]},"
  "{\"id\":\"b\",\"title\":\"B\",\"questions\":["
  "{\"id\":\"q4\",\"type\":\"text\",\"title\":\"Four\",\"required\":false}]}]}";

static AttuneSheet *
new_sheet (gboolean can_edit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) form = attune_form_from_json (document, -1, &error);
  g_autoptr (AttuneAnswers) answers = NULL;

  g_assert_no_error (error);
  answers = attune_answers_new (form);
  return attune_sheet_new (answers, can_edit);
}

static void
press (AttuneSheet *sheet, guint question, guint digit)
{
  g_autoptr (AttuneAnswers) answers = NULL;

  attune_sheet_focus (sheet, question);
  answers = attune_sheet_state_press_digit (attune_sheet_get_state (sheet), digit);
  if (answers != NULL)
    attune_sheet_edit (sheet, answers);
}

static AttuneQuestionView
view (AttuneSheet *sheet, guint question)
{
  AttuneQuestionView result;

  attune_question_view_init (&result, attune_sheet_get_state (sheet), question);
  return result;
}

static void
test_digits (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);
  g_autoptr (AttuneAnswers) cleared = NULL;

  press (sheet, 0, 1);
  g_assert_cmpuint (view (sheet, 0).chosen, ==, 0);
  press (sheet, 0, 2);
  g_assert_cmpuint (view (sheet, 0).chosen, ==, 1);
  /* The same again changes nothing, a digit without an option neither; there is a key of its own to take it back. */
  press (sheet, 0, 2);
  press (sheet, 0, 9);
  press (sheet, 0, 0);
  g_assert_cmpuint (view (sheet, 0).chosen, ==, 1);
  cleared = attune_sheet_state_press_clear (attune_sheet_get_state (sheet));
  attune_sheet_edit (sheet, cleared);
  g_assert_false (view (sheet, 0).answer->has_value);

  /* Of a checklist each stands for itself. */
  press (sheet, 2, 1);
  press (sheet, 2, 2);
  g_assert_cmpuint (view (sheet, 2).answer->n_options, ==, 2);
  press (sheet, 2, 1);
  g_assert_cmpuint (view (sheet, 2).answer->n_options, ==, 1);
  g_assert_cmpuint (view (sheet, 2).answer->options[0], ==, 1);
}

static void
test_read_only (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (FALSE);

  press (sheet, 0, 1);
  g_assert_false (view (sheet, 0).answer->has_value);
  g_assert_null (attune_sheet_state_press_na (attune_sheet_get_state (sheet)));
}

static void
test_conditions (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);

  attune_sheet_focus (sheet, 0);
  g_assert_cmpuint (attune_sheet_state_find_next (attune_sheet_get_state (sheet), 1), ==, 2);
  press (sheet, 0, 2);
  g_assert_cmpuint (attune_sheet_state_find_next (attune_sheet_get_state (sheet), 1), ==, 1);
  press (sheet, 1, 2);
  g_assert_cmpint (view (sheet, 1).fails, ==, ATTUNE_FAIL_FORM);
  g_assert_nonnull (view (sheet, 1).reasons_of);
  g_assert_true (view (sheet, 1).asks_comment);

  /* Hidden, it has no effect and takes the focus away; back again, its answer is there. */
  press (sheet, 0, 1);
  g_assert_cmpint (view (sheet, 1).fails, ==, ATTUNE_FAIL_NONE);
  g_assert_false (
    attune_score_get_figures (attune_sheet_state_get_score (attune_sheet_get_state (sheet)))
      ->form_failed);
  press (sheet, 0, 2);
  g_assert_cmpuint (view (sheet, 1).chosen, ==, 1);
}

static void
test_focus_leaves_hidden (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);
  g_autoptr (AttuneAnswers) yes = NULL;

  attune_sheet_focus (sheet, 1);
  g_assert_cmpuint (attune_sheet_state_get_focus (attune_sheet_get_state (sheet)), ==,
                    ATTUNE_FORM_NONE);
  press (sheet, 0, 2);
  attune_sheet_focus (sheet, 1);
  yes = attune_answers_with_option (attune_sheet_get_answers (sheet), 0, 0);
  attune_sheet_edit (sheet, yes);
  g_assert_cmpuint (attune_sheet_state_get_focus (attune_sheet_get_state (sheet)), ==,
                    ATTUNE_FORM_NONE);
}

static void
test_missing (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);
  AttuneSheetState *state = attune_sheet_get_state (sheet);
  g_autofree char *words = attune_missing_to_words (state);
  AttuneSectionView section;

  g_assert_cmpuint (attune_sheet_state_count_missing (state), ==, 2);
  g_assert_cmpuint (attune_sheet_state_find_missing (state, ATTUNE_FORM_NONE), ==, 0);
  g_assert_cmpuint (attune_sheet_state_find_missing (state, 0), ==, 2);
  g_assert_nonnull (strstr (words, "1, 3"));
  g_assert_false (view (sheet, 0).is_flagged);
  attune_sheet_flag_missing (sheet, TRUE);
  g_assert_true (view (sheet, 0).is_flagged);
  attune_section_view_init (&section, attune_sheet_get_state (sheet), 0);
  g_assert_cmpuint (section.n_flagged, ==, 2);
  g_assert_cmpuint (section.n_shown, ==, 2);

  /* An answer that owes a comment is missing too. */
  press (sheet, 0, 2);
  press (sheet, 1, 2);
  g_assert_true (view (sheet, 1).is_comment_flagged);
  g_assert_cmpuint (attune_sheet_state_find_missing (attune_sheet_get_state (sheet),
                                                     ATTUNE_FORM_NONE),
                    ==, 1);
}

static void
test_section_na (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);
  g_autoptr (AttuneAnswers)
    answers = attune_answers_with_section_na (attune_sheet_get_answers (sheet), 0, TRUE);
  AttuneSectionView section;

  attune_sheet_edit (sheet, answers);
  attune_section_view_init (&section, attune_sheet_get_state (sheet), 0);
  g_assert_true (section.is_na);
  g_assert_true (view (sheet, 0).is_na_by_section);
  g_assert_cmpuint (attune_sheet_state_count_missing (attune_sheet_get_state (sheet)), ==, 0);
}

static void
test_reasons (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);
  g_autoptr (AttuneAnswers) one = NULL;
  g_autoptr (AttuneAnswers) two = NULL;
  g_autoptr (AttuneAnswers) three = NULL;
  g_autofree char *words = NULL;
  AttuneQuestionView shown;

  press (sheet, 0, 2);
  press (sheet, 1, 2);
  one = attune_answers_with_toggled_reason (attune_sheet_get_answers (sheet), 1, "r2");
  two = attune_answers_with_toggled_reason (one, 1, "r1");
  three = attune_answers_with_toggled_reason (two, 1, "r2");
  attune_sheet_edit (sheet, two);
  shown = view (sheet, 1);
  words = attune_reasons_to_words (attune_form_get_question (attune_sheet_get_form (sheet), 1),
                                   &shown);
  g_assert_cmpstr (words, ==, "Too fast · Too late");
  g_assert_cmpuint (g_strv_length ((GStrv) attune_answers_get (three, 1)->reasons), ==, 1);
}

/* Only what differs is applied: a view that equals another is never told apart, and any change is. */
static void
test_view_equal (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);
  AttuneQuestionView a = view (sheet, 0), b;
  g_autoptr (AttuneAnswers) comment = NULL;
  g_autoptr (AttuneSheetState) before = attune_sheet_state_ref (attune_sheet_get_state (sheet));

  b = view (sheet, 0);
  g_assert_true (attune_question_view_equal (&a, &b));
  press (sheet, 2, 1);
  b = view (sheet, 0);
  g_assert_true (attune_question_view_equal (&a, &b));
  press (sheet, 0, 1);
  b = view (sheet, 0);
  g_assert_false (attune_question_view_equal (&a, &b));
  a = b;
  comment = attune_answers_with_comment (attune_sheet_get_answers (sheet), 0, "Why");
  attune_sheet_edit (sheet, comment);
  b = view (sheet, 0);
  g_assert_false (attune_question_view_equal (&a, &b));
}

/* --- Words --- */

static void
test_score_words (void)
{
  static const struct
  {
    gint64 score;
    gint64 pass;
    const char *words;
  } cases[] = {
    { 7238, 8000, "72" },    { 7250, 8000, "73" },
    { 0, 8000, "0" },        { 10000, 8000, "100" },
    { 7960, 8000, "79.60" }, { 8000, 8000, "80" },
    { 8040, 8050, "80" },    { 7960, ATTUNE_SCORE_NONE, "80" },
    { -550, 8000, "-6" },    { ATTUNE_SCORE_NONE, 8000, "–" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = attune_score_to_words (cases[i].score, cases[i].pass);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_sheet_words (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);
  g_autofree char *empty = attune_sheet_to_words (attune_sheet_get_state (sheet));
  g_autofree char *begun = NULL;

  g_assert_cmpstr (empty, ==, "No score yet · pass 80 · 0 of 3 · 1 not asked");
  press (sheet, 0, 1);
  begun = attune_sheet_to_words (attune_sheet_get_state (sheet));
  g_assert_cmpstr (begun, ==, "100 of 100 so far · pass 80 · 1 of 3 · 1 not asked");
}

/* What is submitted says nothing of how many questions were answered: it is whole. */
static void
test_read_words (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (FALSE);
  g_autofree char *words = attune_sheet_to_words (attune_sheet_get_state (sheet));
  AttuneSectionView shown = { .is_shown = TRUE, .n_settled = 1, .n_shown = 2, .score = 5000 };
  g_autofree char *section = attune_section_to_words (&shown);
  g_autofree char *without = NULL;
  g_autofree char *draft = NULL;

  g_assert_cmpstr (words, ==, "No score yet · pass 80");
  g_assert_cmpstr (section, ==, "50 %");
  shown.score = ATTUNE_SCORE_NONE;
  without = attune_section_to_words (&shown);
  g_assert_cmpstr (without, ==, "");
  shown.can_edit = TRUE;
  draft = attune_section_to_words (&shown);
  g_assert_cmpstr (draft, ==, "1 of 2");
}

/* Whether it has to be answered or not: what is open comes in the form's order. */
static void
test_open (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);

  g_assert_cmpuint (attune_sheet_state_find_open (attune_sheet_get_state (sheet)), ==, 0);
  press (sheet, 0, 1);
  g_assert_cmpuint (attune_sheet_state_find_open (attune_sheet_get_state (sheet)), ==, 2);
}

static void
assert_outcome (AttuneSheet *sheet, const char *words)
{
  g_autofree char *outcome = attune_outcome_to_words (attune_sheet_get_state (sheet));

  g_assert_cmpstr (outcome, ==, words);
}

/* Until all is answered it is so far only; what fails it is named at once. */
static void
test_outcome_words (void)
{
  g_autoptr (AttuneSheet) sheet = new_sheet (TRUE);

  assert_outcome (sheet, "");
  press (sheet, 0, 1);
  assert_outcome (sheet, "Passes so far");
  press (sheet, 0, 2);
  assert_outcome (sheet, "Below pass so far");
  press (sheet, 1, 2);
  assert_outcome (sheet, "⚠ Failed by question 2");
  press (sheet, 1, 1);
  press (sheet, 2, 1);
  press (sheet, 2, 2);
  assert_outcome (sheet, "○ Not Passed");
  press (sheet, 0, 1);
  assert_outcome (sheet, "● Passed");
}

static void
test_note_kinds (void)
{
  static const struct
  {
    const char *text;
    AttuneNoteKind kind;
    const char *rest;
  } cases[] = {
    { "+ warm", ATTUNE_NOTE_PRAISE, "warm" }, { " -late", ATTUNE_NOTE_IMPROVE, "late" },
    { "? why", ATTUNE_NOTE_QUESTION, "why" }, { "! so", ATTUNE_NOTE_PLAIN, "so" },
    { "plain", ATTUNE_NOTE_PRAISE, "plain" }, { "", ATTUNE_NOTE_PRAISE, "" },
    { "+", ATTUNE_NOTE_PRAISE, "" },          { "ä + b", ATTUNE_NOTE_PRAISE, "ä + b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneNoteKind kind = ATTUNE_NOTE_PRAISE;

      g_assert_cmpstr (attune_note_kind_from_text (cases[i].text, &kind), ==, cases[i].rest);
      g_assert_cmpint (kind, ==, cases[i].kind);
    }
}

/* --- Undo --- */

static void
undo_into (AttuneSheetHistory *history, AttuneAnswers **answers, AttuneAnswers *wanted)
{
  AttuneAnswers *before = attune_sheet_history_undo (history, *answers);

  g_assert_true (before == wanted);
  attune_answers_unref (*answers);
  *answers = before;
}

static void
test_history (void)
{
  g_autoptr (AttuneForm) form = attune_form_from_json (document, -1, NULL);
  g_autoptr (AttuneSheetHistory) history = attune_sheet_history_new ();
  g_autoptr (AttuneAnswers) none = attune_answers_new (form);
  g_autoptr (AttuneAnswers) yes = attune_answers_with_option (none, 0, 0);
  g_autoptr (AttuneAnswers) a = attune_answers_with_comment (yes, 0, "a");
  g_autoptr (AttuneAnswers) ab = attune_answers_with_comment (a, 0, "ab");
  g_autoptr (AttuneAnswers) abc = attune_answers_with_comment (ab, 0, "abc");
  g_autoptr (AttuneAnswers) now = attune_answers_ref (abc);

  g_assert_null (attune_sheet_history_undo (history, none));
  g_assert_null (attune_sheet_history_redo (history, none));

  /* Letters typed at a stretch are one step, a pause begins another. */
  attune_sheet_history_push (history, none, yes, 0);
  attune_sheet_history_push (history, yes, a, 100000);
  attune_sheet_history_push (history, a, ab, 200000);
  attune_sheet_history_push (history, ab, abc, 9000000);
  undo_into (history, &now, ab);
  undo_into (history, &now, yes);
  undo_into (history, &now, none);
  g_assert_null (attune_sheet_history_undo (history, now));
  attune_answers_unref (now);
  now = attune_sheet_history_redo (history, none);
  g_assert_true (now == yes);

  /* Whoever goes on from there has nothing to redo; nor has anyone when it came from elsewhere. */
  attune_sheet_history_push (history, yes, none, 10000000);
  g_assert_null (attune_sheet_history_redo (history, none));
  undo_into (history, &now, yes);
  attune_sheet_history_clear (history);
  g_assert_null (attune_sheet_history_undo (history, yes));
  g_assert_null (attune_sheet_history_redo (history, yes));

  /* It does not grow for ever. */
  for (int i = 0; i < 1000; i++)
    attune_sheet_history_push (history, i % 2 == 0 ? none : yes, i % 2 == 0 ? yes : none, i);
  for (int i = 0; i < 200; i++)
    {
      g_autoptr (AttuneAnswers) before = attune_sheet_history_undo (history, yes);

      g_assert_nonnull (before);
    }
  g_assert_null (attune_sheet_history_undo (history, yes));
}

/* What is said of an answer before it is given. */
static void
test_fail_words (void)
{
  g_assert_null (attune_fail_scope_to_words (ATTUNE_FAIL_NONE));
  g_assert_cmpstr (attune_fail_scope_to_words (ATTUNE_FAIL_SECTION), ==, "Fails the section");
  g_assert_cmpstr (attune_fail_scope_to_words (ATTUNE_FAIL_PARENT), ==, "Fails the section above");
  g_assert_cmpstr (attune_fail_scope_to_words (ATTUNE_FAIL_FORM), ==, "Fails the form");
}

/* What can be failed is said before it is answered, where the answers do not say it themselves. */
static void
test_risk_words (void)
{
  static const struct
  {
    const char *question;
    const char *expected;
  } cases[] = {
    { "\"type\":\"yes_no\",\"fail_below\":50", NULL },
    { "\"type\":\"text\"", NULL },
    { "\"type\":\"number\"", NULL },
    { "\"type\":\"number\",\"ranges\":[{\"to\":2,\"score\":100},{\"from\":3,\"score\":0}]", NULL },
    { "\"type\":\"number\",\"ranges\":[{\"to\":2,\"score\":100},"
      "{\"from\":3,\"to\":4.5,\"score\":0,\"fail\":\"section\"},"
      "{\"from\":5,\"score\":0,\"label\":\"Often\",\"fail\":\"form\"}]",
      "⚠ 3–4.5: Fails the section\n⚠ 5–… (Often): Fails the form" },
    { "\"type\":\"number\",\"fail_below\":60,\"ranges\":[{\"to\":2,\"score\":50},"
      "{\"from\":3,\"score\":100}]",
      "⚠ …–2: Fails the form" },
    { "\"type\":\"checklist\",\"fail_below\":62.5,\"options\":[{\"id\":\"a\",\"score\":1}]",
      "⚠ Below 62.5 % fails the form" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf (
        "{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"fail_below\":40,"
        "\"questions\":[{\"id\":\"q\",\"title\":\"Q\",%s}]},{\"id\":\"t\",\"title\":\"T\"}]}",
        cases[i].question);
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm) form = attune_form_from_json (json, -1, &error);
      g_autofree char *words = NULL;
      g_autofree char *line = NULL;

      g_assert_no_error (error);
      words = attune_question_risk_to_words (attune_form_get_question (form, 0));
      g_assert_cmpstr (words, ==, cases[i].expected);
      line = attune_section_risk_to_words (attune_form_get_section (form, 0));
      g_assert_cmpstr (line, ==, "⚠ Below 40 % fails the form");
      g_assert_null (attune_section_risk_to_words (attune_form_get_section (form, 1)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/evaluate/time/words", test_time_words);
  g_test_add_func ("/evaluate/time/fine", test_fine_words);
  g_test_add_func ("/evaluate/time/read", test_read_time);
  g_test_add_func ("/evaluate/axis/whole", test_axis_whole);
  g_test_add_func ("/evaluate/axis/zoom", test_axis_zoom);
  g_test_add_func ("/evaluate/axis/reveal", test_axis_reveal);
  g_test_add_func ("/evaluate/axis/steps", test_axis_steps);
  g_test_add_func ("/evaluate/wave/paint", test_paint);
  g_test_add_func ("/evaluate/wave/gain", test_paint_gain);
  g_test_add_func ("/evaluate/wave/spans", test_mark_spans);
  g_test_add_func ("/evaluate/sheet/digits", test_digits);
  g_test_add_func ("/evaluate/sheet/read-only", test_read_only);
  g_test_add_func ("/evaluate/sheet/conditions", test_conditions);
  g_test_add_func ("/evaluate/sheet/focus", test_focus_leaves_hidden);
  g_test_add_func ("/evaluate/sheet/missing", test_missing);
  g_test_add_func ("/evaluate/sheet/section-na", test_section_na);
  g_test_add_func ("/evaluate/sheet/reasons", test_reasons);
  g_test_add_func ("/evaluate/sheet/equal", test_view_equal);
  g_test_add_func ("/evaluate/words/score", test_score_words);
  g_test_add_func ("/evaluate/words/sheet", test_sheet_words);
  g_test_add_func ("/evaluate/words/read", test_read_words);
  g_test_add_func ("/evaluate/sheet/open", test_open);
  g_test_add_func ("/evaluate/words/note-kinds", test_note_kinds);

  g_test_add_func ("/evaluate/words/outcome", test_outcome_words);
  g_test_add_func ("/evaluate/history", test_history);

  g_test_add_func ("/evaluate/words/fails", test_fail_words);
  g_test_add_func ("/evaluate/words/risks", test_risk_words);
  return g_test_run ();
}
