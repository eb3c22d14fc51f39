/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-command.h"
#include "attune-cli-document.h"
#include "attune-score.h"

#include <glib/gi18n.h>
#include <stdio.h>

static void
print_percent (const char *label, gint64 percent)
{
  g_autofree char *digits = attune_basis_points_to_string (percent);

  g_print ("%s %s\n", label, digits);
}

static void
print_score (AttuneScore *score)
{
  const AttuneScoreFigures *figures = attune_score_get_figures (score);
  g_auto (GStrv) trace = attune_score_trace (score);

  for (guint i = 0; trace[i] != NULL; i++)
    g_print ("%s\n", trace[i]);

  g_print ("\n");
  print_percent (_ ("Score:"), figures->score);
  print_percent (_ ("Without fails:"), figures->raw);
  print_percent (_ ("Critical score:"), figures->critical_score);
  g_print (_ ("Errors: %u customer, %u business, %u compliance\n"),
           figures->errors[ATTUNE_ERROR_TYPE_CUSTOMER], figures->errors[ATTUNE_ERROR_TYPE_BUSINESS],
           figures->errors[ATTUNE_ERROR_TYPE_COMPLIANCE]);
}

static AttuneCliStatus
run_score (int n_arguments, char **arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = { { .long_name = "json", .arg_data = &json }, { NULL } };
  g_auto (GStrv) paths = NULL;
  g_autoptr (AttuneForm) form = NULL;
  g_autoptr (AttuneAnswers) answers = NULL;
  g_autoptr (AttuneScore) score = NULL;
  g_autofree char *text = NULL;

  if (!attune_cli_parse (&attune_cli_score, arguments, entries, 2, 2, &paths))
    return ATTUNE_CLI_CALL_AT_FAULT;

  form = attune_cli_read_form (paths[0], NULL);
  if (form == NULL)
    return ATTUNE_CLI_DATA_AT_FAULT;
  answers = attune_cli_read_answers (form, paths[1]);
  if (answers == NULL)
    return ATTUNE_CLI_DATA_AT_FAULT;

  score = attune_score_new (answers);
  if (!json)
    {
      print_score (score);
      return ATTUNE_CLI_DONE;
    }
  text = attune_score_to_json (score);
  /* JSON is UTF-8 whatever the locale, which g_print() would heed. */
  fputs (text, stdout);
  return ATTUNE_CLI_DONE;
}

const AttuneCliCommand attune_cli_score = {
  "score",
  "FORM.json ANSWERS.json [--json]",
  "Score answers to a form, and say how the number comes about",
  run_score,
};
