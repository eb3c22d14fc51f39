/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-agent-findings.h"
#include "attune-agent-item.h"
#include "attune-agent-state.h"
#include "attune-agent-trend.h"
#include "attune-chart-export.h"
#include "attune-chart-table-private.h"

#include <math.h>
#include <string.h>

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
/* 15 June 2026, 12:00 UTC. */
#define NOW (G_GINT64_CONSTANT (1781524800) * G_USEC_PER_SEC)

#define CALLS 7
#define CHATS 8

/* An evaluation `days` before NOW on revision 1. */
static AttuneFigure
make_figure (gint64 evaluation, gint64 form, int days, gint64 score)
{
  return (AttuneFigure){
    .evaluation = evaluation,
    .contact_at = NOW - days * DAY,
    .form = form,
    .form_revision_number = 1,
    .score = score,
    .raw = score,
    .outcome = score == ATTUNE_SCORE_NONE ? ATTUNE_OUTCOME_NONE
               : score >= 8000            ? ATTUNE_OUTCOME_PASS
                                          : ATTUNE_OUTCOME_FAIL,
  };
}

static void
add_form (AttuneAgentData *data, gint64 id, const char *title, double pass)
{
  AttuneAgentForm *form = g_new0 (AttuneAgentForm, 1);

  form->id = id;
  form->title = g_strdup (title);
  form->pass = pass;
  g_ptr_array_add (data->forms, form);
}

static void
free_form (gpointer data)
{
  AttuneAgentForm *form = data;

  g_free (form->title);
  g_free (form);
}

/* Six calls and two chats, one of each a week, the newest last; `data` is the caller's. */
static AttuneAgentData *
make_data (double calls_pass, double chats_pass)
{
  AttuneAgentData *data = g_atomic_rc_box_new0 (AttuneAgentData);

  data->agent = 1;
  data->name = g_strdup ("Mika Aho");
  data->team_name = g_strdup ("North");
  data->figures = g_array_new (FALSE, FALSE, sizeof (AttuneFigure));
  data->forms = g_ptr_array_new_with_free_func (free_form);
  for (int i = 5; i >= 0; i--)
    {
      AttuneFigure call = make_figure (10 + i, CALLS, 7 * i + 3, 7500 + 500 * i);
      AttuneFigure chat = make_figure (20 + i, CHATS, 7 * i + 1, 9000);

      call.form_revision_number = i < 3 ? 2 : 1;
      g_array_append_val (data->figures, call);
      if (i < 2)
        g_array_append_val (data->figures, chat);
    }
  add_form (data, CALLS, "Calls", calls_pass);
  add_form (data, CHATS, "Chats", chats_pass);
  return data;
}

static AttuneAgentInput
make_input (AttuneAgentData *data)
{
  return (AttuneAgentInput){
    .data = data, .filters = ATTUNE_AGENT_FILTERS_INIT, .zone = g_time_zone_new_utc (), .now = NOW
  };
}

static void
test_filters (void)
{
  static const struct
  {
    const char *text;
    AttuneAgentFilters filters;
  } rows[] = {
    { "", { .months = 6, .shows_targeted = TRUE } },
    { "nonsense", { .months = 6, .shows_targeted = TRUE } },
    { "view=years table=2 form=x months=-1 targeted=no", { .months = 6, .shows_targeted = TRUE } },
    { "months=0 targeted=0", { .months = 0 } },
    { "months=99999999999", { .months = 6, .shows_targeted = TRUE } },
    { "view=weeks table=1 form=9223372036854775807 months=12 targeted=1",
      { ATTUNE_TREND_WEEKS, TRUE, G_MAXINT64, 12, TRUE } },
    { "view=months later=1", { .view = ATTUNE_TREND_MONTHS, .months = 6, .shows_targeted = TRUE } },
  };
  AttuneAgentFilters none = attune_agent_filters_from_text (NULL);

  g_assert_cmpuint (none.months, ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AttuneAgentFilters filters = attune_agent_filters_from_text (rows[i].text);
      g_autofree char *text = attune_agent_filters_to_text (&filters);
      AttuneAgentFilters again = attune_agent_filters_from_text (text);

      g_assert_true (attune_agent_filters_equal (&filters, &rows[i].filters));
      g_assert_true (attune_agent_filters_equal (&filters, &again));
    }
}

static void
test_format_mean (void)
{
  static const struct
  {
    AttuneInterval mean;
    const char *text;
    const char *with_n;
  } rows[] = {
    { { NAN, NAN, NAN, 0 }, "–", "–" },
    { { 84, NAN, NAN, 1 }, "84", "too few to tell (n 1)" },
    { { 84, -24, 192, 2 }, "84\u00a0±\u00a0108", "too few to tell (n 2)" },
    { { 84.4, 81.3, 87.5, 64 }, "84\u00a0±\u00a03", "84\u00a0±\u00a03 (n 64)" },
    { { 84.44, 84.04, 84.84, 900 }, "84.4\u00a0±\u00a00.4", "84.4\u00a0±\u00a00.4 (n 900)" },
    { { 84.44, 84.43, 84.45, 90000 }, "84.4\u00a0±\u00a00.1", "84.4\u00a0±\u00a00.1 (n 90000)" },
    { { 100, 100, 100, 12 }, "100\u00a0±\u00a00", "100\u00a0±\u00a00 (n 12)" },
    { { -3, -13, 7, 12 }, "−3\u00a0±\u00a010", "−3\u00a0±\u00a010 (n 12)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = attune_agent_format_mean (rows[i].mean);
      g_autofree char *with_n = attune_agent_format_mean_n (rows[i].mean);

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpstr (with_n, ==, rows[i].with_n);
    }
}

static void
check_findings (const AttuneFigure *figures, guint n, const char *sentence, const char *detail)
{
  AttuneAgentFindings findings = attune_agent_findings_compute (figures, n);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *said = attune_agent_findings_say (&findings, zone);
  g_autofree char *reckoned = attune_agent_findings_detail (&findings, zone);

  g_assert_cmpstr (said, ==, sentence);
  g_assert_cmpstr (reckoned, ==, detail);
}

static void
test_findings (void)
{
  AttuneFigure figures[7];

  check_findings (NULL, 0, "No evaluations.", "");

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    figures[i] = make_figure (i, CALLS, 70 - 10 * (int) i, 7000 + 500 * i);
  check_findings (figures, 1, "Too few to tell: one evaluation drawn at random, on 6 Apr 2026.",
                  "A mean is given from 5 scores on.");
  check_findings (figures, 4,
                  "Too few to tell: 4 evaluations drawn at random from 6 Apr 2026 to 6 May 2026.",
                  "A mean is given from 5 scores on.");
  /* 70 to 100: mean 85, s 10.801, t (6) 2.4469: ± 9.99. */
  check_findings (figures, 7,
                  "Too few to tell a change since April 2026. Mean score 85\u00a0±\u00a010 over 7 "
                  "evaluations drawn at random; 5 of 7 passed (71 %).",
                  "Contacts of 6 Apr 2026 to 5 Jun 2026. 95 % confidence intervals: ± for the mean "
                  "(Student’s t), 36 to 92 % for the share passed (Wilson). A trend is given from "
                  "10 scores on.");

  /* What is targeted or has no score is told, and in no figure. */
  figures[0].basis = ATTUNE_BASIS_TARGETED;
  figures[1].score = ATTUNE_SCORE_NONE;
  figures[1].outcome = ATTUNE_OUTCOME_NONE;
  check_findings (figures, 7,
                  "Too few to tell a change since April 2026. Mean score 90\u00a0±\u00a010 over 5 "
                  "evaluations drawn at random; 5 of 5 passed (100 %).",
                  "Contacts of 26 Apr 2026 to 5 Jun 2026. 95 % confidence intervals: ± for the "
                  "mean (Student’s t), 57 to 100 % for the share passed (Wilson). A trend is given "
                  "from 10 scores on. 1 evaluation has no score. 1 targeted evaluation is left out "
                  "of figures.");
  check_findings (
    figures, 1, "Only 1 targeted evaluation: picked for a reason, it says nothing about the rest.",
    "");
  check_findings (figures + 1, 1, "No score: nothing in 1 evaluation applied.", "");
}

/* Without a pass mark nobody passes, and nothing is said of it; equal scores have an interval of no width. */
static void
test_findings_plain (void)
{
  AttuneFigure figures[10];

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      figures[i] = make_figure (i, CALLS, 10 - (int) i, 9000);
      figures[i].outcome = ATTUNE_OUTCOME_NONE;
    }
  check_findings (
    figures, 10,
    "No detectable change since June 2026. Mean score 90\u00a0±\u00a00 over 10 evaluations "
    "drawn at random.",
    "Contacts of 5 Jun 2026 to 14 Jun 2026. 95 % confidence intervals: ± for the "
    "mean (Student’s t), 0 to 0 points a month for the trend (Theil–Sen).");
}

/* Every ten days a score from `first` on by `step`, with a see-saw of that height upon it; the newest ten days ago. */
static void
fill_trend (AttuneFigure *figures, guint n, int first, int step, int saw)
{
  for (guint i = 0; i < n; i++)
    figures[i] = make_figure (i, CALLS, 10 * (int) (n - i),
                              first + step * (int) i + (i % 2 == 0 ? saw : -saw));
}

static void
check_trend (const AttuneFigure *figures, guint n, int change, const char *sentence)
{
  AttuneAgentFindings findings = attune_agent_findings_compute (figures, n);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *said = attune_agent_findings_say_trend (&findings, zone);

  g_assert_cmpint (attune_agent_findings_get_change (&findings), ==, change);
  g_assert_cmpstr (said, ==, sentence);
}

/* An agent who moved to an easier form, or whose form became easier, has not become better. */
static void
test_forms (void)
{
  AttuneFigure figures[20] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    figures[i] = make_figure (i, i < 10 ? CALLS : CHATS, 10 * (int) (20 - i),
                              (i < 10 ? 6000 : 9000) + 100 * (i % 2));
  check_trend (figures, 20, 0,
               "No detectable change since November 2025. Compared within each of 2 forms.");
  /* One score elsewhere is compared with none. */
  check_trend (figures, 11, 0, "No detectable change since November 2025.");
  check_findings (
    figures, 11,
    "No detectable change since November 2025. Mean score 63\u00a0±\u00a06 over 11 evaluations "
    "drawn at random; 1 of 11 passed (9 %).",
    "Contacts of 27 Nov 2025 to 7 Mar 2026. 95 % confidence intervals: ± for the "
    "mean (Student’s t), 2 to 38 % for the share passed (Wilson), 0 to 0.4 points "
    "a month for the trend (Theil–Sen). 1 score stands alone on its form and is "
    "compared with none.");

  /* What falls within both forms falls, whatever the step between them. */
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    figures[i].score = (i < 10 ? 6000 : 9000) - 100 * (gint64) i;
  check_trend (figures, 20, -1,
               "Falling since November 2025 by 3.0 points a month (3.0 to 3.0). Compared within "
               "each of 2 forms.");
}

static void
test_scales (void)
{
  AttuneFigure figures[20] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      figures[i] = make_figure (i, CALLS, 10 * (int) (20 - i),
                                (i < 10 ? 6000 : 9000) + 100 * (i % 2));
      figures[i].form_revision_number = i < 10 ? 1 : 2;
      figures[i].scale = 1;
      figures[i].published_at = NOW - (figures[i].form_revision_number == 1 ? 300 : 120) * DAY;
    }
  /* A revision that scores as the one before is nothing to tell of. */
  check_trend (figures, 20, 1, "Rising since November 2025 by 5.6 points a month (0.4 to 7.6).");
  for (guint i = 10; i < G_N_ELEMENTS (figures); i++)
    figures[i].scale = 2;
  check_trend (figures, 20, 0,
               "No detectable change since November 2025. The form changed on 15 Feb 2026.");
  figures[19].scale = 3;
  figures[19].form_revision_number = 3;
  figures[19].published_at = NOW - 12 * DAY;
  check_trend (figures, 20, 0,
               "No detectable change since November 2025. Forms changed 2 times, last on 3 Jun "
               "2026.");
  figures[19].scale = 2;
  figures[19].form_revision_number = 2;
  figures[19].published_at = NOW - 120 * DAY;
  figures[0].form = CHATS;
  figures[0].scale = 1;
  check_trend (figures, 20, 0,
               "No detectable change since November 2025. One form changed on 15 Feb 2026.");
  /* Nothing but scores that are alone: too few, however many. */
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    figures[i].form = 100 + i;
  check_trend (figures, 20, 0, "Too few to tell a change since November 2025.");
}

static void
test_trend (void)
{
  AttuneFigure figures[500] = { 0 };

  check_trend (figures, 0, 0, "");
  fill_trend (figures, 10, 5000, 100, 0);
  check_trend (figures, 9, 0, "Too few to tell a change since March 2026.");
  /* One point in ten days is 3.04 in a twelfth of a year. */
  check_trend (figures, 10, 1, "Rising since March 2026 by 3.0 points a month (3.0 to 3.0).");
  fill_trend (figures, 10, 9000, -100, 0);
  check_trend (figures, 10, -1, "Falling since March 2026 by 3.0 points a month (3.0 to 3.0).");
  fill_trend (figures, 10, 8000, 10, 2000);
  check_trend (figures, 10, 0, "No detectable change since March 2026.");

  /* What was picked for a reason or has no score makes no trend. */
  fill_trend (figures, 12, 5000, 100, 0);
  figures[0].basis = ATTUNE_BASIS_TARGETED;
  figures[1].score = ATTUNE_SCORE_NONE;
  check_trend (figures, 12, 1, "Rising since March 2026 by 3.0 points a month (3.0 to 3.0).");
  figures[2].basis = ATTUNE_BASIS_TARGETED;
  check_trend (figures, 12, 0, "Too few to tell a change since March 2026.");

  /* Of very many the latest: what was long ago is no change since then. */
  fill_trend (figures, 500, 9000, 0, 100);
  for (guint i = 0; i < 100; i++)
    figures[i].score = 0;
  check_trend (figures, 500, 0, "No detectable change since July 2015.");
}

static guint
count_filtered (AttuneAgentData *data, gint64 form, guint months, gboolean shows_targeted)
{
  AttuneAgentFilters filters = { .form = form, .months = months, .shows_targeted = shows_targeted };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GArray) figures = attune_agent_trend_filter (data, &filters, zone, NOW);

  return figures->len;
}

static void
test_filter (void)
{
  g_autoptr (AttuneAgentData) data = make_data (80, 75);

  g_array_index (data->figures, AttuneFigure, 0).basis = ATTUNE_BASIS_TARGETED;
  g_assert_cmpuint (count_filtered (data, 0, 0, TRUE), ==, 8);
  g_assert_cmpuint (count_filtered (data, 0, 0, FALSE), ==, 7);
  g_assert_cmpuint (count_filtered (data, CALLS, 0, TRUE), ==, 6);
  g_assert_cmpuint (count_filtered (data, CHATS, 0, TRUE), ==, 2);
  /* This month alone, and with the one before. */
  g_assert_cmpuint (count_filtered (data, 0, 1, TRUE), ==, 4);
  g_assert_cmpuint (count_filtered (data, 0, 2, TRUE), ==, 8);
  g_assert_cmpuint (count_filtered (data, 0, 1200, TRUE), ==, 8);
  /* A form that is not this agent's filters nothing. */
  g_assert_cmpuint (count_filtered (data, 99, 0, TRUE), ==, 8);
}

static void
test_begin (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Helsinki");
  /* 31 August, 01:00 in Helsinki, is 30 August in UTC: this month and the five before it begin with March, as the store
   * counts the months of the list of agents. */
  gint64 now = G_GINT64_CONSTANT (1788127200) * G_USEC_PER_SEC;
  gint64 begin = attune_agent_trend_begin (6, zone, now);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (begin / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *text = g_date_time_format (local, "%F %T");

  g_assert_cmpstr (text, ==, "2026-03-01 00:00:00");
  g_assert_cmpint (attune_agent_trend_begin (0, zone, now), ==, 0);
}

static void
test_pass (void)
{
  static const struct
  {
    double calls, chats;
    double pass;
    const char *words;
  } rows[] = {
    { 80, 80, 80, NULL },
    { 80, 75, NAN, "No pass line: the forms shown pass at different marks (Calls 80, Chats 75)." },
    { 80, NAN, NAN,
      "No pass line: the forms shown pass at different marks (Calls 80, Chats none)." },
    { NAN, NAN, NAN, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AttuneAgentData) data = make_data (rows[i].calls, rows[i].chats);
      g_autofree char *words = attune_agent_trend_say_pass (data, data->figures);
      double pass = attune_agent_trend_find_pass (data, data->figures);

      g_assert_true (pass == rows[i].pass || (isnan (pass) && isnan (rows[i].pass)));
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* Where the only marker stands when all revisions were published then. */
static gint64
find_marker_time (AttuneAgentData *data, gint64 published_at)
{
  GStringChunk *texts = g_string_chunk_new (64);
  g_autoptr (GArray) markers = NULL;

  for (guint i = 0; i < data->figures->len; i++)
    g_array_index (data->figures, AttuneFigure, i).published_at = published_at;
  markers = attune_agent_trend_find_markers (data, data->figures, texts);
  g_string_chunk_free (texts);
  g_assert_cmpuint (markers->len, ==, 1);
  return g_array_index (markers, AttuneTrendMarker, 0).time;
}

static void
test_markers (void)
{
  g_autoptr (AttuneAgentData) data = make_data (80, 80);
  GStringChunk *texts = g_string_chunk_new (64);
  g_autoptr (GArray) markers = attune_agent_trend_find_markers (data, data->figures, texts);
  const AttuneTrendMarker *marker = &g_array_index (markers, AttuneTrendMarker, 0);
  g_autoptr (GArray) none = NULL;

  g_assert_cmpuint (markers->len, ==, 1);
  g_assert_cmpstr (marker->label, ==, "Calls · Revision 2");
  g_assert_cmpint (marker->id, ==, CALLS);
  g_assert_cmpint (marker->time, ==, NOW - 17 * DAY);

  /* It stands where the revision was published, but not behind the first contact it was used on. */
  g_assert_cmpint (find_marker_time (data, NOW - 30 * DAY), ==, NOW - 30 * DAY);
  g_assert_cmpint (find_marker_time (data, NOW), ==, NOW - 17 * DAY);

  /* An old revision in between is no change back. */
  g_array_index (data->figures, AttuneFigure, 4).form_revision_number = 1;
  none = attune_agent_trend_find_markers (data, data->figures, texts);
  g_assert_cmpuint (none->len, ==, 1);
  g_string_chunk_free (texts);
}

static void
test_stages (void)
{
  g_autoptr (GError) error = g_error_new_literal (ATTUNE_STORE_ERROR, 0, "The disk is gone.");
  g_autoptr (AttuneAgentData) data = make_data (80, 80);
  AttuneAgentInput input = make_input (NULL);
  g_autoptr (AttuneAgentState) loading = attune_agent_state_new (&input, NULL);
  g_autoptr (AttuneAgentState) failed = NULL;
  g_autoptr (AttuneAgentState) shown = NULL;
  g_autoptr (AttuneAgentState) outside = NULL;
  g_autoptr (AttuneAgentState) none = NULL;

  input.error = error;
  failed = attune_agent_state_new (&input, loading);
  input.data = data;
  /* What has been read stays, whatever happens later. */
  shown = attune_agent_state_new (&input, failed);
  input.now += 400 * DAY;
  outside = attune_agent_state_new (&input, shown);
  g_array_set_size (data->figures, 0);
  none = attune_agent_state_new (&input, outside);

  g_assert_cmpint (loading->stage, ==, ATTUNE_AGENT_STAGE_LOADING);
  g_assert_cmpint (failed->stage, ==, ATTUNE_AGENT_STAGE_FAILED);
  g_assert_cmpstr (failed->problem, ==, "The disk is gone.");
  g_assert_cmpint (shown->stage, ==, ATTUNE_AGENT_STAGE_SHOWN);
  g_assert_nonnull (shown->chart);
  g_assert_cmpstr (shown->title, ==, "Mika Aho");
  g_assert_cmpint (outside->stage, ==, ATTUNE_AGENT_STAGE_OUTSIDE);
  g_assert_null (outside->chart);
  g_assert_cmpint (none->stage, ==, ATTUNE_AGENT_STAGE_NONE);
  g_time_zone_unref (input.zone);
}

static void
test_state (void)
{
  g_autoptr (AttuneAgentData) data = make_data (80, 75);
  AttuneAgentInput input = make_input (data);
  g_autoptr (AttuneAgentState) first = attune_agent_state_new (&input, NULL);
  g_autoptr (AttuneAgentState) same = attune_agent_state_new (&input, first);
  g_autoptr (AttuneAgentState) calls = NULL;
  g_autoptr (AttuneAgentState) changed = NULL;

  g_assert_true (first->chart == same->chart);
  g_assert_cmpuint (first->form_ids->len, ==, 3);
  g_assert_cmpstr (first->form_titles[0], ==, "All Forms");
  g_assert_cmpstr (first->form_titles[2], ==, "Chats");
  g_assert_nonnull (first->note);

  input.filters.form = CALLS;
  calls = attune_agent_state_new (&input, first);
  g_assert_cmpuint (calls->form, ==, 1);
  g_assert_true (calls->chart != first->chart);
  g_assert_null (calls->note);

  g_array_index (data->figures, AttuneFigure, 0).score = 100;
  changed = attune_agent_state_new (&input, calls);
  g_assert_true (changed->chart != calls->chart);
  g_time_zone_unref (input.zone);
}

static void
test_csv (void)
{
  static const struct
  {
    const char *text;
    const char *cell;
  } rows[] = {
    { "", "" },
    { "plain", "plain" },
    { "a,b", "\"a,b\"" },
    { "say \"so\"", "\"say \"\"so\"\"\"" },
    { "a\nb", "\"a\nb\"" },
    { "=1+1", "\"'=1+1\"" },
    { "-5", "\"'-5\"" },
    { "Ω", "Ω" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Helsinki");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AttuneChartTable) table = attune_chart_table_new ();
      g_autofree char *expected = g_strdup_printf (
        "At,Score,Words\r\n2026-06-15T15:00:00+03:00,72.38,%s\r\n", rows[i].cell);
      g_autofree char *csv = NULL;

      attune_chart_table_add_column (table, "At", ATTUNE_CHART_COLUMN_TIME);
      attune_chart_table_add_column (table, "Score", ATTUNE_CHART_COLUMN_NUMBER);
      attune_chart_table_add_column (table, "Words", ATTUNE_CHART_COLUMN_TEXT);
      attune_chart_table_add_row (table, 1);
      attune_chart_table_take_number (table, NOW, g_strdup ("today"));
      attune_chart_table_take_number (table, 72.38, g_strdup ("72"));
      attune_chart_table_add_text (table, rows[i].text);
      csv = attune_chart_table_to_csv (table, zone);
      g_assert_cmpstr (csv, ==, expected);
    }
}

static void
test_export (void)
{
  static const struct
  {
    AttuneExportKind kind;
    const char *begins;
    const char *name;
  } rows[] = {
    { ATTUNE_EXPORT_PNG, "\x89PNG", "a-b - c.png" },
    { ATTUNE_EXPORT_SVG, "<?xml", "a-b - c.svg" },
    { ATTUNE_EXPORT_PDF, "%PDF", "a-b - c.pdf" },
    { ATTUNE_EXPORT_CSV, "Date,Score,", "a-b - c.csv" },
  };
  g_autoptr (AttuneAgentData) data = make_data (80, 80);
  AttuneAgentInput input = make_input (data);
  g_autoptr (AttuneAgentState) state = attune_agent_state_new (&input, NULL);
  AttuneExportKind kind;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes)
        bytes = attune_chart_export_make (state->chart, rows[i].kind, input.zone, &error);
      g_autofree char *name = attune_chart_export_name ("a/b : c", rows[i].kind);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (g_bytes_get_data (bytes, NULL), rows[i].begins));
      g_assert_cmpstr (name, ==, rows[i].name);
      g_assert_true (
        attune_export_kind_from_string (attune_export_kind_to_string (rows[i].kind), &kind));
      g_assert_cmpint (kind, ==, rows[i].kind);
    }
  g_assert_false (attune_export_kind_from_string ("gif", &kind));
  g_time_zone_unref (input.zone);
}

static void
count_changes_cb (GListModel *model, guint position, guint removed, guint added, guint *counts)
{
  counts[0]++;
  counts[1] += removed;
  counts[2] += added;
}

/* Only the stretch that differs is touched. */
static void
test_items (void)
{
  AttuneAgentSummary agents[] = {
    { .id = 1, .external_id = "a", .name = "Aino", .n = 64, .mean = 8400, .deviation = 1200 },
    { .id = 2,
      .external_id = "b",
      .name = "Berit",
      .team_name = "North",
      .mean = ATTUNE_SCORE_NONE },
    { .id = 3, .external_id = "c", .name = "Cem", .n = 3, .mean = 9000, .deviation = 100 },
  };
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GListStore) store = g_list_store_new (ATTUNE_TYPE_AGENT_ITEM);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (AttuneAgentItem) item = NULL;
  g_autofree char *mean = NULL;
  guint counts[3] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (agents); i++)
    g_ptr_array_add (all, &agents[i]);
  attune_agent_items_update (store, all, zone);
  g_signal_connect (store, "items-changed", G_CALLBACK (count_changes_cb), counts);
  attune_agent_items_update (store, all, zone);
  g_assert_cmpuint (counts[0], ==, 0);

  agents[1].n = 1;
  agents[1].mean = 5000;
  attune_agent_items_update (store, all, zone);
  g_assert_cmpuint (counts[0], ==, 1);
  g_assert_cmpuint (counts[1], ==, 1);
  g_assert_cmpuint (counts[2], ==, 1);

  item = g_list_model_get_item (G_LIST_MODEL (store), 0);
  g_object_get (item, "mean", &mean, NULL);
  g_assert_cmpstr (mean, ==, "84\u00a0±\u00a03 (n 64)");
  g_assert_cmpstr (attune_agent_item_get_search_text (item), ==, "aino  a");

  g_ptr_array_set_size (all, 0);
  attune_agent_items_update (store, all, zone);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/screens/agent/filters", test_filters);
  g_test_add_func ("/screens/agent/format-mean", test_format_mean);
  g_test_add_func ("/screens/agent/findings", test_findings);
  g_test_add_func ("/screens/agent/findings-plain", test_findings_plain);
  g_test_add_func ("/screens/agent/findings-trend", test_trend);
  g_test_add_func ("/screens/agent/findings-forms", test_forms);
  g_test_add_func ("/screens/agent/findings-scales", test_scales);
  g_test_add_func ("/screens/agent/filter", test_filter);
  g_test_add_func ("/screens/agent/begin", test_begin);
  g_test_add_func ("/screens/agent/pass", test_pass);
  g_test_add_func ("/screens/agent/markers", test_markers);
  g_test_add_func ("/screens/agent/stages", test_stages);
  g_test_add_func ("/screens/agent/state", test_state);
  g_test_add_func ("/screens/agent/csv", test_csv);
  g_test_add_func ("/screens/agent/export", test_export);
  g_test_add_func ("/screens/agent/items", test_items);
  return g_test_run ();
}
