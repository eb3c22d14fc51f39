/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-waiting-words.h"

#include <glib.h>

/* 12 May 2026, 12:00 in Helsinki. */
#define NOW  (G_GINT64_CONSTANT (1778576400) * G_USEC_PER_SEC)
#define HOUR G_TIME_SPAN_HOUR
#define DAY  (24 * HOUR)
/* The next midnight there. */
#define MIDNIGHT (NOW + 12 * HOUR)

static GTimeZone *
open_zone (void)
{
  return g_time_zone_new_identifier ("Europe/Helsinki");
}

static void
test_due (void)
{
  static const struct
  {
    AttuneWaitingKind kind;
    gint64 since;
    gint64 due_at;
    const char *words;
  } cases[] = {
    { ATTUNE_WAITING_ASSIGNMENTS, NOW, MIDNIGHT, "due today" },
    { ATTUNE_WAITING_ASSIGNMENTS, NOW, NOW + 1, "due today" },
    { ATTUNE_WAITING_ASSIGNMENTS, NOW, MIDNIGHT + DAY, "due tomorrow" },
    { ATTUNE_WAITING_ASSIGNMENTS, NOW, MIDNIGHT + 2 * DAY, "due in 2 days" },
    { ATTUNE_WAITING_ASSIGNMENTS, NOW, MIDNIGHT + 13 * DAY, "due in 13 days" },
    { ATTUNE_WAITING_ASSIGNMENTS, NOW, MIDNIGHT + 14 * DAY, "due 26 May 2026" },
    { ATTUNE_WAITING_ASSIGNMENTS, NOW, NOW, "late since today" },
    { ATTUNE_WAITING_ASSIGNMENTS, NOW, NOW - HOUR, "late since today" },
    { ATTUNE_WAITING_GIVEN, NOW, MIDNIGHT - DAY, "1 day late" },
    { ATTUNE_WAITING_SELF_EVALUATIONS, NOW, MIDNIGHT - 3 * DAY, "3 days late" },
    { ATTUNE_WAITING_ACKNOWLEDGEMENTS, NOW, MIDNIGHT, "until tonight" },
    { ATTUNE_WAITING_ACKNOWLEDGEMENTS, NOW, MIDNIGHT + DAY, "until tomorrow" },
    { ATTUNE_WAITING_ACKNOWLEDGEMENTS, NOW, MIDNIGHT + 9 * DAY, "for 9 more days" },
    { ATTUNE_WAITING_ACKNOWLEDGEMENTS, NOW, MIDNIGHT + 20 * DAY, "until 1 Jun 2026" },
    { ATTUNE_WAITING_DRAFTS, NOW, 0, "since today" },
    { ATTUNE_WAITING_DRAFTS, NOW - 13 * HOUR, 0, "since yesterday" },
    { ATTUNE_WAITING_DISPUTES, NOW - 4 * DAY, 0, "for 4 days" },
    { ATTUNE_WAITING_DRAFTS, NOW + DAY, 0, "since today" },
  };
  g_autoptr (GTimeZone) zone = open_zone ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneWaiting waiting = { .kind = cases[i].kind,
                                .since = cases[i].since,
                                .due_at = cases[i].due_at };
      g_autofree char *words = attune_waiting_format_due (&waiting, NOW, zone);

      g_test_message ("case %u", i);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* A day of 23 hours is a day. */
static void
test_summer_time (void)
{
  g_autoptr (GTimeZone) zone = open_zone ();
  /* 28 March 2026, 12:00; clocks go forward in the night. */
  gint64 now = G_GINT64_CONSTANT (1774692000) * G_USEC_PER_SEC;
  AttuneWaiting waiting = { .kind = ATTUNE_WAITING_ASSIGNMENTS,
                            .due_at = now + 12 * HOUR + 23 * HOUR };
  g_autofree char *words = attune_waiting_format_due (&waiting, now, zone);

  g_assert_cmpstr (words, ==, "due tomorrow");
}

static void
test_words (void)
{
  static const struct
  {
    AttuneWaiting waiting;
    const char *title;
    const char *remark;
  } cases[] = {
    { { .kind = ATTUNE_WAITING_ASSIGNMENTS, .person = (char *) "Ann", .remark = (char *) "" },
      "Evaluate Mika",
      "From Ann" },
    { { .kind = ATTUNE_WAITING_ASSIGNMENTS,
        .person = (char *) "Ann",
        .remark = (char *) " By\nFriday ",
        .is_begun = TRUE },
      "Go on evaluating Mika",
      "From Ann: “By Friday”" },
    { { .kind = ATTUNE_WAITING_DRAFTS, .remark = (char *) "" }, "Evaluate Mika", "" },
    { { .kind = ATTUNE_WAITING_DRAFTS, .remark = (char *) "", .is_begun = TRUE, .is_own = TRUE },
      "Go on evaluating yourself",
      "" },
    { { .kind = ATTUNE_WAITING_SELF_EVALUATIONS,
        .person = (char *) "Ann",
        .remark = (char *) "Your view?" },
      "Evaluate yourself",
      "From Ann: “Your view?”" },
    { { .kind = ATTUNE_WAITING_ACKNOWLEDGEMENTS,
        .person = (char *) "Anton",
        .remark = (char *) "" },
      "Read your evaluation",
      "Evaluated by Anton" },
    { { .kind = ATTUNE_WAITING_DISPUTES, .person = (char *) "Mika", .remark = (char *) "Listen" },
      "Decide the dispute of Mika",
      "“Listen”" },
    { { .kind = ATTUNE_WAITING_OWN_DISPUTES, .remark = (char *) "" },
      "Your dispute is being looked at",
      "Somebody other than the evaluator decides" },
    { { .kind = ATTUNE_WAITING_OWN_DISPUTES,
        .person = (char *) "Anton",
        .remark = (char *) "It stays",
        .is_decided = TRUE },
      "Read what was decided on your dispute",
      "Decided by Anton: “It stays”" },
    { { .kind = ATTUNE_WAITING_GIVEN, .person = (char *) "Anton", .remark = (char *) "" },
      "Anton is to evaluate Mika",
      "" },
    { { .kind = ATTUNE_WAITING_GIVEN,
        .person = (char *) "Anton",
        .remark = (char *) "",
        .is_begun = TRUE },
      "Anton is evaluating Mika",
      "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneWaiting waiting = cases[i].waiting;
      g_autofree char *title = NULL;
      g_autofree char *remark = NULL;

      waiting.agent_name = (char *) "Mika";
      title = attune_waiting_format_title (&waiting);
      remark = attune_waiting_format_remark (&waiting);
      g_assert_cmpstr (title, ==, cases[i].title);
      g_assert_cmpstr (remark, ==, cases[i].remark);
      g_assert_nonnull (attune_waiting_get_icon (&waiting));
    }
}

static void
test_detail (void)
{
  AttuneWaiting waiting = { .contact_at = NOW,
                            .channel = ATTUNE_CHANNEL_CALL,
                            .customer = (char *) "C-57370",
                            .subject = (char *) "Outage",
                            .form_title = (char *) "Calls" };
  g_autoptr (GTimeZone) zone = open_zone ();
  g_autofree char *all = attune_waiting_format_detail (&waiting, zone);
  g_autofree char *few = NULL;

  g_assert_true (g_str_has_prefix (all, "Call · 12 May"));
  g_assert_true (g_str_has_suffix (all, "12:00 · C-57370 · Outage · Calls"));
  waiting.customer = waiting.subject = (char *) "";
  few = attune_waiting_format_detail (&waiting, zone);
  g_assert_true (g_str_has_suffix (few, "12:00 · Calls"));
}

/* Every kind is to be found under a filter of its own, and under all but what is given. */
static void
test_filters (void)
{
  guint found = 0;

  for (guint i = 1; i < ATTUNE_N_WORK_FILTERS; i++)
    {
      guint kinds = attune_work_filter_get_kinds (i);

      g_assert_cmpuint (found & kinds, ==, 0);
      found |= kinds;
    }
  g_assert_cmpuint (found, ==, ATTUNE_WAITING_ALL);
  g_assert_cmpuint (attune_work_filter_get_kinds (ATTUNE_WORK_ALL), ==,
                    ATTUNE_WAITING_ALL & ~ATTUNE_WAITING_BIT (ATTUNE_WAITING_GIVEN));
}

static void
test_tally (void)
{
  static const AttuneWaiting some[] = {
    { .kind = ATTUNE_WAITING_ASSIGNMENTS, .is_late = TRUE },
    { .kind = ATTUNE_WAITING_DRAFTS },
    { .kind = ATTUNE_WAITING_OWN_DISPUTES },
    { .kind = ATTUNE_WAITING_GIVEN, .is_late = TRUE },
  };
  static const struct
  {
    guint from;
    guint to;
    guint n;
    guint n_late;
    const char *summary;
  } cases[] = {
    { 0, 0, 0, 0, NULL },      { 0, 1, 1, 1, "1 to do, 1 late" },
    { 1, 2, 1, 0, "1 to do" }, { 0, 4, 2, 1, "2 to do, 1 late" },
    { 2, 4, 0, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
      g_autofree char *summary = NULL;
      guint n_late = 99;

      for (guint j = cases[i].from; j < cases[i].to; j++)
        g_ptr_array_add (waiting, (gpointer) &some[j]);
      g_assert_cmpuint (attune_waiting_tally (waiting, ATTUNE_WAITING_TO_DO, &n_late), ==,
                        cases[i].n);
      g_assert_cmpuint (n_late, ==, cases[i].n_late);
      summary = attune_waiting_summarize (waiting);
      g_assert_cmpstr (summary, ==, cases[i].summary);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/screens/work-logic/due", test_due);
  g_test_add_func ("/screens/work-logic/summer-time", test_summer_time);
  g_test_add_func ("/screens/work-logic/words", test_words);
  g_test_add_func ("/screens/work-logic/detail", test_detail);
  g_test_add_func ("/screens/work-logic/filters", test_filters);
  g_test_add_func ("/screens/work-logic/tally", test_tally);
  return g_test_run ();
}
