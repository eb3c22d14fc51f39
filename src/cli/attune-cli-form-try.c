/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-document.h"
#include "attune-cli-kinds.h"
#include "attune-form-lab.h"

#include <glib/gi18n.h>
#include <math.h>

#define DEFAULT_MOST 1000

static const char *const outcomes[] = { "none", "pass", "fail" };
static const char *const remark_kinds[] = { "always_same", "often_na", "unrelated", "contrary",
                                            "evaluators" };

/* --- JSON ------------------------------------------------------------------------------------------------------- */

static json_t *
write_number (double number)
{
  return isfinite (number) ? json_real (number) : json_null ();
}

static json_t *
write_interval (AttuneInterval interval)
{
  return json_pack ("{s:o, s:o, s:o, s:i}", "value", write_number (interval.value), "low",
                    write_number (interval.low), "high", write_number (interval.high), "n",
                    (int) interval.n);
}

static json_t *
write_bins (const guint *bins)
{
  json_t *list = json_array ();

  for (guint i = 0; i < ATTUNE_FORM_TRIAL_BINS; i++)
    json_array_append_new (list, json_integer (bins[i]));
  return list;
}

static json_t *
write_outcomes (const AttuneFormTrialResult *result)
{
  json_t *object = json_object ();

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (outcomes); j++)
      {
        g_autofree char *key = g_strdup_printf ("%s_to_%s", outcomes[i], outcomes[j]);

        json_object_set_new (object, key, json_integer (result->outcomes[i][j]));
      }
  return object;
}

static json_t *
write_question (AttuneFormLab *lab, guint question)
{
  AttuneItemFigures figures = attune_item_analysis_get_figures (lab->items, question);

  return json_pack ("{s:i, s:o, s:o, s:o, s:i, s:o, s:o}", "n", (int) figures.n, "na",
                    write_interval (figures.na), "most", write_interval (figures.most),
                    "item_total", write_interval (figures.item_total), "evaluators",
                    (int) figures.n_evaluators, "spread", write_number (figures.spread), "p",
                    write_number (figures.spread_p));
}

static json_t *
write_questions (AttuneFormLab *lab)
{
  json_t *object = json_object ();

  for (guint i = 0; i < attune_form_get_n_questions (lab->form); i++)
    json_object_set_new (object, attune_form_get_question (lab->form, i)->id,
                         write_question (lab, i));
  return object;
}

static json_t *
write_remarks (AttuneFormLab *lab)
{
  g_autoptr (GArray) remarks = attune_item_analysis_get_remarks (lab->items);
  json_t *list = json_array ();

  for (guint i = 0; i < remarks->len; i++)
    {
      const AttuneItemRemark *remark = &g_array_index (remarks, AttuneItemRemark, i);
      g_autofree char *words = attune_item_analysis_describe (lab->items, remark);

      json_array_append_new (list,
                             json_pack ("{s:s, s:s, s:s}", "kind", remark_kinds[remark->kind],
                                        "question",
                                        attune_form_get_question (lab->form, remark->question)->id,
                                        "words", words));
    }
  return list;
}

static void
print_json (AttuneFormLab *lab, const AttuneFormTrialResult *result)
{
  json_t *object = json_object ();

  json_object_set_new (object, "n", json_integer (result->n));
  json_object_set_new (object, "unread", json_integer (lab->n_unread));
  json_object_set_new (object, "lost", json_integer (result->n_lost));
  json_object_set_new (object, "same", json_integer (result->n_same));
  json_object_set_new (object, "changed_outcome",
                       json_integer (attune_form_trial_count_changed (result)));
  json_object_set_new (object, "before", write_bins (result->before));
  json_object_set_new (object, "after", write_bins (result->after));
  json_object_set_new (object, "outcomes", write_outcomes (result));
  json_object_set_new (object, "difference", write_interval (result->difference));
  json_object_set_new (object, "questions", write_questions (lab));
  json_object_set_new (object, "remarks", write_remarks (lab));
  attune_cli_print_json (object, JSON_INDENT (2) | JSON_REAL_PRECISION (15));
}

/* --- Text ------------------------------------------------------------------------------------------------------- */

static void
print_bins (const AttuneFormTrialResult *result)
{
  for (guint i = 0; i < ATTUNE_FORM_TRIAL_BINS; i++)
    {
      if (result->before[i] > 0 || result->after[i] > 0)
        g_print ("%4u–%-4u %6u %6u\n", i * 5, i * 5 + 5, result->before[i], result->after[i]);
    }
}

static void
print_text (AttuneFormLab *lab, const AttuneFormTrialResult *result)
{
  g_autofree char *words = attune_form_trial_describe (result);
  g_autoptr (GArray) remarks = attune_item_analysis_get_remarks (lab->items);

  g_print ("%s\n", words);
  if (lab->n_unread > 0)
    g_print (ngettext ("%u evaluation is damaged and was left out: “check” tells which.\n",
                       "%u evaluations are damaged and were left out: “check” tells which.\n",
                       lab->n_unread),
             lab->n_unread);
  if (isfinite (result->difference.low))
    g_print (_ ("The mean score would change by %+.1f points (%+.1f to %+.1f).\n"),
             result->difference.value, result->difference.low, result->difference.high);
  /* Translators: the header of three columns of figures: scores from–to, how many had such a one, how many would. */
  g_print (_ ("   Score before  after\n"));
  print_bins (result);
  for (guint i = 0; i < remarks->len; i++)
    {
      g_autofree char *remark = attune_item_analysis_describe (
        lab->items, &g_array_index (remarks, AttuneItemRemark, i));

      g_print ("%s\n", remark);
    }
}

/* --- The command ------------------------------------------------------------------------------------------------ */

static AttuneCliStatus
try_form (AttuneCliCall *call, AttuneForm *form, guint most)
{
  g_autoptr (AttuneFormLab) lab = NULL;
  g_autoptr (GError) error = NULL;
  AttuneFormTrialResult result;

  if (attune_cli_find_form (call, &error))
    lab = ATTUNE_CLI_CALL (try_form, call->store, &error, call->actor, call->id, form, most, NULL,
                           NULL);
  if (lab == NULL)
    return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);

  result = attune_form_trial_get_result (lab->trial);
  if (call->as_json)
    print_json (lab, &result);
  else
    print_text (lab, &result);
  return ATTUNE_CLI_DONE;
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  AttuneCliCall call = { 0 };
  g_autofree char *who = NULL;
  int most = DEFAULT_MOST;
  const GOptionEntry entries[] = {
    { .long_name = "as", .arg = G_OPTION_ARG_STRING, .arg_data = &who },
    { .long_name = "last", .arg = G_OPTION_ARG_INT, .arg_data = &most },
    { .long_name = "json", .arg_data = &call.as_json },
    { NULL }
  };
  g_auto (GStrv) positional = NULL;
  g_autoptr (AttuneForm) form = NULL;
  AttuneCliStatus status;

  if (!attune_cli_parse (&attune_cli_form_try, arguments, entries, 3, 3, &positional))
    return ATTUNE_CLI_CALL_AT_FAULT;
  if (most <= 0)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, "--last must be 1 or more.");
  form = attune_cli_read_form (positional[2], NULL);
  if (form == NULL)
    return ATTUNE_CLI_DATA_AT_FAULT;

  call.word = positional[1];
  g_ascii_string_to_signed (call.word, 10, 1, G_MAXINT64, &call.id, NULL);
  status = attune_cli_open_store_as (positional[0], who, &call.store, &call.actor);
  if (status != ATTUNE_CLI_DONE)
    return status;
  status = try_form (&call, form, (guint) most);
  attune_cli_close_store (call.store);
  return status;
}

const AttuneCliCommand attune_cli_form_try = {
  .words = "form try",
  .usage = "STORE ID FORM.json --as PERSON [--last N] [--json]",
  .summary = "Score the last evaluations on a form as a changed one would",
  .run = run,
};
