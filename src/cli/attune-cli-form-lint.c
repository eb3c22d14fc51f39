/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-command.h"
#include "attune-cli-document.h"
#include "attune-form-lint.h"

#include <glib/gi18n.h>
#include <jansson.h>
#include <stdio.h>

static json_t *
write_percent (gint64 percent)
{
  return percent != ATTUNE_SCORE_NONE ? json_real ((double) percent / 100) : json_null ();
}

static json_t *
write_weights (AttuneForm *form, AttuneFormLint *lint)
{
  json_t *object = json_object ();

  for (guint i = 0; lint != NULL && i < lint->n_weights; i++)
    json_object_set_new (object, attune_form_get_question (form, i)->id,
                         write_percent (lint->weights[i]));
  return object;
}

static void
print_json (AttuneForm *form, GPtrArray *faults, AttuneFormLint *lint)
{
  json_t *object = json_object ();
  char *text;

  json_object_set_new (object, "errors", attune_cli_faults_to_json (faults));
  json_object_set_new (object, "warnings",
                       attune_cli_faults_to_json (lint != NULL ? lint->warnings : NULL));
  json_object_set_new (object, "minimum",
                       write_percent (lint != NULL ? lint->minimum : ATTUNE_SCORE_NONE));
  json_object_set_new (object, "maximum",
                       write_percent (lint != NULL ? lint->maximum : ATTUNE_SCORE_NONE));
  json_object_set_new (object, "weights", write_weights (form, lint));
  text = json_dumps (object, JSON_INDENT (2) | JSON_REAL_PRECISION (15));
  puts (text);
  free (text);
  json_decref (object);
}

static void
print_text (AttuneForm *form, AttuneFormLint *lint)
{
  g_autofree char *minimum = NULL;
  g_autofree char *maximum = NULL;

  if (lint == NULL)
    return;

  for (guint i = 0; i < lint->warnings->len; i++)
    {
      g_autofree char *line = attune_fault_describe (g_ptr_array_index (lint->warnings, i));

      g_print (_ ("warning: %s\n"), line);
    }
  minimum = attune_basis_points_to_string (lint->minimum);
  maximum = attune_basis_points_to_string (lint->maximum);
  /* Translators: the least and the most a form can give */
  g_print (_ ("Scores from %s to %s.\n"), minimum, maximum);
  for (guint i = 0; i < lint->n_weights; i++)
    {
      g_autofree char *weight = attune_basis_points_to_string (lint->weights[i]);

      g_print ("%8s %%  %s\n", weight, attune_form_get_question (form, i)->title);
    }
}

static AttuneCliStatus
run_form_lint (int n_arguments, char **arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = { { .long_name = "json", .arg_data = &json }, { NULL } };
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_auto (GStrv) paths = NULL;
  g_autoptr (AttuneForm) form = NULL;
  g_autoptr (AttuneFormLint) lint = NULL;

  if (!attune_cli_parse (&attune_cli_form_lint, arguments, entries, 1, 1, &paths))
    return ATTUNE_CLI_CALL_AT_FAULT;

  form = attune_cli_read_form (paths[0], faults);
  if (form != NULL)
    lint = attune_form_lint (form);

  if (json)
    print_json (form, faults, lint);
  else
    print_text (form, lint);
  return form != NULL ? ATTUNE_CLI_DONE : ATTUNE_CLI_DATA_AT_FAULT;
}

const AttuneCliCommand attune_cli_form_lint = {
  "form lint",
  "FORM.json [--json]",
  "Check a form: what is wrong, what is hardly meant, what each question weighs",
  run_form_lint,
};
