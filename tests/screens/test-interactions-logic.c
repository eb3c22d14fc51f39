/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-contact-words.h"
#include "attune-add-guess.h"
#include "attune-evaluate-choice.h"
#include "attune-period.h"
#include "attune-record-filters.h"

#include <string.h>

static gint64
at (const char *iso)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_kind (void)
{
  static const struct
  {
    const char *name;
    AttuneFileKind kind;
  } rows[] = {
    { "a.wav", ATTUNE_FILE_AUDIO },    { "A.WAV", ATTUNE_FILE_AUDIO },
    { "a.b.opus", ATTUNE_FILE_AUDIO }, { "a.vtt", ATTUNE_FILE_TRANSCRIPT },
    { "a.pdf", ATTUNE_FILE_UNKNOWN },  { "wav", ATTUNE_FILE_UNKNOWN },
    { "", ATTUNE_FILE_UNKNOWN },       { "a.", ATTUNE_FILE_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (attune_add_guess_kind (rows[i].name), ==, rows[i].kind);
}

static void
test_time (void)
{
  static const struct
  {
    const char *name;
    const char *time; /* NULL: that of the file */
  } rows[] = {
    { "call_2026-05-12_14-03.wav", "2026-05-12T11:03:00Z" },
    { "20260512140305-agent.mp3", "2026-05-12T11:03:05Z" },
    { "2026-01-12T14:03:59.wav", "2026-01-12T12:03:59Z" },
    { "2026.05.12 14.03.wav", "2026-05-12T11:03:00Z" },
    { "2026-05-12.wav", NULL },
    { "2026-13-41_29-03.wav", NULL },
    { "1234567890123456.wav", NULL },
    { "call.wav", NULL },
    { "", NULL },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Helsinki");
  gint64 modified = at ("2026-02-01T00:00:00Z");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (attune_add_guess_time (rows[i].name, modified, zone), ==,
                     rows[i].time != NULL ? at (rows[i].time) : modified);
}

static void
test_agent (void)
{
  AttunePerson people[] = {
    { .id = 1, .external_id = "agent-01", .name = "Mika Aho", .roles = ATTUNE_ROLE_AGENT },
    { .id = 2, .external_id = "agent-02", .name = "Øyvind Østergård", .roles = ATTUNE_ROLE_AGENT },
    { .id = 3, .external_id = "boss", .name = "Ann Koski", .roles = ATTUNE_ROLE_MANAGER },
  };
  static const struct
  {
    const char *name;
    gint64 agent;
  } rows[] = {
    { "agent-01_2026.wav", 1 },     { "agent-012.wav", 0 },
    { "Aho_Mika call.wav", 1 },     { "mika.wav", 0 },
    { "ØSTERGÅRD-øyvind.opus", 2 }, { "boss.wav", 0 },
    { "agent-01 agent-02.wav", 0 }, { "", 0 },
  };
  g_autoptr (GPtrArray) array = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    g_ptr_array_add (array, &people[i]);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (attune_add_guess_agent (rows[i].name, array), ==, rows[i].agent);
}

static void
test_read_time (void)
{
  static const char *const wrong[] = {
    "", "2026-05-12", "14:03", "2026-02-30 10:00", "2026-05-12 25:00", "12.5.2026 14:03"
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Helsinki");
  g_autofree char *text = attune_add_write_time (at ("2026-05-12T11:03:00Z"), zone);
  gint64 time = 7;

  g_assert_cmpstr (text, ==, "2026-05-12 14:03");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (attune_add_read_time (wrong[i], zone, &time));
  g_assert_cmpint (time, ==, 7);
  g_assert_true (attune_add_read_time (" 2026-5-12 14.03 ", zone, &time));
  g_assert_cmpint (time, ==, at ("2026-05-12T11:03:00Z"));
}

static void
test_read_offset (void)
{
  gint64 offset = 7;

  g_assert_false (attune_add_read_offset ("", &offset));
  g_assert_false (attune_add_read_offset ("4", &offset));
  g_assert_false (attune_add_read_offset ("4:70", &offset));
  g_assert_false (attune_add_read_offset ("-4:10", &offset));
  g_assert_cmpint (offset, ==, 7);
  g_assert_true (attune_add_read_offset ("4:10", &offset));
  g_assert_cmpint (offset, ==, G_GINT64_CONSTANT (250) * G_USEC_PER_SEC);
  g_assert_true (attune_add_read_offset ("1:04:10", &offset));
  g_assert_cmpint (offset, ==, G_GINT64_CONSTANT (3850) * G_USEC_PER_SEC);
}

static void
test_period (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Helsinki");
  gint64 now = at ("2026-04-02T10:00:00Z");

  g_assert_cmpint (attune_period_get_start (ATTUNE_PERIOD_ANY, now, zone), ==, 0);
  /* The clocks changed on 29 March: midnight is an hour earlier in UTC since then. */
  g_assert_cmpint (attune_period_get_start (ATTUNE_PERIOD_WEEK, now, zone), ==,
                   at ("2026-03-25T22:00:00Z"));
  g_assert_cmpint (attune_period_get_start (ATTUNE_PERIOD_YEAR, now, zone), ==,
                   at ("2025-04-01T21:00:00Z"));
}

static void
test_query (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  gint64 now = at ("2026-04-02T10:00:00Z");
  AttuneRecordFilter nothing = { .text = "" };
  AttuneRecordFilter all = { .channel = 2,
                             .state = 3,
                             .period = ATTUNE_PERIOD_WEEK,
                             .order = 2,
                             .agent = 9,
                             .only_unevaluated = TRUE,
                             .text = "x" };
  AttuneRecordFilter far = { .order = 99, .text = "" };
  AttuneQuery query = attune_record_filter_to_query (&nothing, ATTUNE_LIST_INTERACTIONS, now, zone);

  g_assert_true (query.is_descending);
  g_assert_cmpint (query.sort, ==, ATTUNE_SORT_TIME);
  g_assert_cmpint (query.from, ==, 0);
  g_assert_cmpuint (query.channels | query.states, ==, 0);

  query = attune_record_filter_to_query (&all, ATTUNE_LIST_INTERACTIONS, now, zone);
  g_assert_cmpuint (query.channels, ==, 1u << ATTUNE_CHANNEL_CHAT);
  g_assert_cmpuint (query.states, ==, 0);
  g_assert_true (query.only_unevaluated);
  g_assert_cmpint (query.sort, ==, ATTUNE_SORT_DURATION);
  g_assert_cmpint (query.agent, ==, 9);
  g_assert_cmpstr (query.text, ==, "x");

  query = attune_record_filter_to_query (&all, ATTUNE_LIST_EVALUATIONS, now, zone);
  g_assert_cmpuint (query.states, ==, 1u << ATTUNE_EVALUATION_STATE_RELEASED);
  g_assert_false (query.only_unevaluated);
  g_assert_cmpint (query.sort, ==, ATTUNE_SORT_SCORE);
  g_assert_false (query.is_descending);

  query = attune_record_filter_to_query (&far, ATTUNE_LIST_EVALUATIONS, now, zone);
  g_assert_cmpint (query.sort, ==, ATTUNE_SORT_SCORE);
}

static void
test_choices (void)
{
  AttuneInteraction *interaction = attune_interaction_new ();
  AttuneFormSummary published = { .id = 1, .title = "Calls", .latest_number = 1 };
  AttuneFormSummary draft = { .id = 2, .title = "Draft", .has_draft = TRUE };
  AttuneFormSummary retired = { .id = 3, .title = "Old", .latest_number = 2, .is_retired = TRUE };
  AttuneEvaluationRow row = { .id = 5,
                              .agent = 7,
                              .form = 1,
                              .agent_name = "A",
                              .form_title = "Calls",
                              .evaluator_name = "E",
                              .state = ATTUNE_EVALUATION_STATE_RELEASED };
  g_autoptr (GPtrArray) forms = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  AttuneHeld taken = { .agent = 7, .form = 1, .evaluator_name = "Leena" };
  g_autoptr (GPtrArray) held = g_ptr_array_new ();
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) fresh = NULL;
  g_autoptr (GPtrArray) assessed = NULL;
  g_autoptr (GPtrArray) reading = NULL;
  g_autoptr (GPtrArray) voided = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GPtrArray) twice = NULL;

  g_ptr_array_add (interaction->parts, attune_part_new (7, -1, -1));
  g_ptr_array_add (forms, &published);
  g_ptr_array_add (forms, &draft);
  g_ptr_array_add (forms, &retired);
  g_ptr_array_add (one, &row);

  fresh = attune_evaluate_choices_new (interaction, forms, none, none, TRUE);
  g_assert_cmpuint (fresh->len, ==, 1);
  g_assert_cmpint (((AttuneEvaluateChoice *) fresh->pdata[0])->evaluation, ==, 0);
  g_assert_cmpint (((AttuneEvaluateChoice *) fresh->pdata[0])->form, ==, 1);

  assessed = attune_evaluate_choices_new (interaction, forms, one, none, TRUE);
  g_assert_cmpuint (assessed->len, ==, 1);
  g_assert_cmpint (((AttuneEvaluateChoice *) assessed->pdata[0])->evaluation, ==, 5);

  /* Somebody else's draft is not to be seen, but who makes it is said, and nothing can begin. */
  g_ptr_array_add (held, &taken);
  kept = attune_evaluate_choices_new (interaction, forms, none, held, TRUE);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_true (((AttuneEvaluateChoice *) kept->pdata[0])->is_held);
  g_assert_nonnull (strstr (((AttuneEvaluateChoice *) kept->pdata[0])->detail, "Leena"));
  g_assert_false (((AttuneEvaluateChoice *) fresh->pdata[0])->is_held);

  reading = attune_evaluate_choices_new (interaction, forms, none, none, FALSE);
  g_assert_cmpuint (reading->len, ==, 0);

  /* A form that is for other channels does not offer itself; an agent who had the contact twice is one. */
  published.channels = 1 << ATTUNE_CHANNEL_CHAT;
  others = attune_evaluate_choices_new (interaction, forms, none, none, TRUE);
  g_assert_cmpuint (others->len, ==, 0);
  published.channels |= 1 << ATTUNE_CHANNEL_CALL;
  g_ptr_array_add (interaction->parts, attune_part_new (8, 5, 9));
  g_ptr_array_add (interaction->parts, attune_part_new (7, 9, -1));
  twice = attune_evaluate_choices_new (interaction, forms, none, none, TRUE);
  g_assert_cmpuint (twice->len, ==, 2);
  g_ptr_array_set_size (interaction->parts, 1);

  row.state = ATTUNE_EVALUATION_STATE_VOID;
  voided = attune_evaluate_choices_new (interaction, forms, one, none, TRUE);
  g_assert_cmpuint (voided->len, ==, 2);
  attune_interaction_free (interaction);
}

/* A form that was retired does not offer itself, and what is wrong is said as it is. */
static void
test_no_choice (void)
{
  static const struct
  {
    gboolean may_evaluate, has_agent;
    guint latest_number;
    gboolean is_retired;
    guint channels;
    const char *words;
  } cases[] = {
    { TRUE, TRUE, 0, FALSE, 0, "Publish a form" },
    { TRUE, TRUE, 3, TRUE, 0, "retired" },
    { TRUE, TRUE, 3, TRUE, 1 << ATTUNE_CHANNEL_CHAT, "retired" },
    { TRUE, TRUE, 3, FALSE, 1 << ATTUNE_CHANNEL_CHAT, "channel" },
    { TRUE, FALSE, 3, FALSE, 0, "no agent" },
    { FALSE, TRUE, 3, FALSE, 0, "coaches" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneInteraction *interaction = attune_interaction_new ();
      AttuneFormSummary form = { .id = 1,
                                 .title = "Calls",
                                 .latest_number = cases[i].latest_number,
                                 .is_retired = cases[i].is_retired,
                                 .channels = cases[i].channels };
      g_autoptr (GPtrArray) forms = g_ptr_array_new ();
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      g_autoptr (GPtrArray) choices = NULL;

      g_ptr_array_add (forms, &form);
      if (cases[i].has_agent)
        g_ptr_array_add (interaction->parts, attune_part_new (7, -1, -1));
      choices = attune_evaluate_choices_new (interaction, forms, none, none, cases[i].may_evaluate);
      g_assert_cmpuint (choices->len, ==, 0);
      g_assert_nonnull (
        strstr (attune_evaluate_explain_nothing (interaction, forms, cases[i].may_evaluate),
                cases[i].words));
      attune_interaction_free (interaction);
    }
}

static void
test_parts (void)
{
  static const struct
  {
    gint64 from;
    gint64 to;
    const char *text;
  } cases[] = {
    { -1, -1, "The whole contact" },
    { 0, -1, "The whole contact" },
    { 250 * G_USEC_PER_SEC, -1, "From 4:10" },
    { 0, 250 * G_USEC_PER_SEC, "0:00 to 4:10" },
    { 60 * G_TIME_SPAN_MINUTE, 60 * G_TIME_SPAN_MINUTE + G_TIME_SPAN_SECOND, "1:00:00 to 1:00:01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttunePart part = { .from_us = cases[i].from, .to_us = cases[i].to };
      g_autofree char *text = attune_contact_describe_part (&part);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_evaluation_words (void)
{
  AttuneEvaluationRow row = { .agent_name = "Mika Aho",
                              .form_title = "Calls",
                              .evaluator_name = "Anton Lyst",
                              .state = ATTUNE_EVALUATION_STATE_RELEASED,
                              .score = 7200,
                              .outcome = ATTUNE_OUTCOME_FAIL };
  g_autofree char *title = attune_contact_title_evaluation (&row);
  g_autofree char *random = attune_contact_describe_evaluation (&row);
  g_autofree char *score = attune_contact_score_evaluation (&row);
  g_autofree char *targeted = NULL;
  g_autofree char *draft = NULL;
  g_autofree char *near = NULL;
  g_autofree char *corrected = NULL;
  g_autofree char *voided = NULL;

  g_assert_cmpstr (title, ==, "Calls · Mika Aho");
  g_assert_cmpstr (random, ==, "Released, by Anton Lyst, drawn at random");
  g_assert_cmpstr (score, ==, "72 ○");
  row.basis = ATTUNE_BASIS_TARGETED;
  row.state = ATTUNE_EVALUATION_STATE_DRAFT;
  targeted = attune_contact_describe_evaluation (&row);
  draft = attune_contact_score_evaluation (&row);
  g_assert_nonnull (strstr (targeted, "picked for a reason"));
  g_assert_cmpstr (draft, ==, "");
  row.pass = 7500;
  row.state = ATTUNE_EVALUATION_STATE_RELEASED;
  row.reason = ATTUNE_REVISION_CORRECTION;
  near = attune_contact_score_evaluation (&row);
  g_assert_cmpstr (near, ==, "72 ◐");
  corrected = attune_contact_describe_evaluation (&row);
  g_assert_true (g_str_has_prefix (corrected, "Released, corrected, by "));

  row.state = ATTUNE_EVALUATION_STATE_VOID;
  voided = attune_contact_score_evaluation (&row);
  g_assert_cmpstr (voided, ==, "72 ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/screens/interactions/kind", test_kind);
  g_test_add_func ("/screens/interactions/time", test_time);
  g_test_add_func ("/screens/interactions/agent", test_agent);
  g_test_add_func ("/screens/interactions/read-time", test_read_time);
  g_test_add_func ("/screens/interactions/read-offset", test_read_offset);
  g_test_add_func ("/screens/interactions/period", test_period);
  g_test_add_func ("/screens/interactions/query", test_query);
  g_test_add_func ("/screens/interactions/choices", test_choices);
  g_test_add_func ("/screens/interactions/no-choice", test_no_choice);
  g_test_add_func ("/screens/interactions/parts", test_parts);
  g_test_add_func ("/screens/interactions/evaluation-words", test_evaluation_words);
  return g_test_run ();
}
