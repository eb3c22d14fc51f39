/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-command.h"
#include "attune-cli-document.h"
#include "attune-form-lint.h"
#include "attune-form-na.h"
#include "attune-form-names.h"

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

/* What happens where all of a section is N/A. */
static json_t *
write_section (AttuneForm *form, guint section)
{
  g_autoptr (AttuneFormNa) na = attune_form_na_new (form, section);
  g_autofree char *words = attune_form_na_describe (na, form, section);
  json_t *weights = json_object ();

  for (guint i = 0; i < na->n_sections; i++)
    json_object_set_new (weights, attune_form_get_section (form, i)->id,
                         write_percent (na->after[i]));
  return json_pack ("{s:o, s:{s:s, s:s, s:o}}", "weight", write_percent (na->share), "if_na",
                    "kind", attune_form_na_kind_to_string (na->kind), "words", words, "weights",
                    weights);
}

static json_t *
write_sections (AttuneForm *form)
{
  json_t *object = json_object ();

  for (guint i = 0; form != NULL && i < attune_form_get_n_sections (form); i++)
    json_object_set_new (object, attune_form_get_section (form, i)->id, write_section (form, i));
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
  json_object_set_new (object, "exact", json_boolean (lint != NULL && lint->is_exact));
  json_object_set_new (object, "weights", write_weights (form, lint));
  json_object_set_new (object, "sections", write_sections (form));
  text = json_dumps (object, JSON_INDENT (2) | JSON_REAL_PRECISION (15));
  puts (text);
  free (text);
  json_decref (object);
}

static void
print_sections (AttuneForm *form)
{
  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      g_autoptr (AttuneFormNa) na = attune_form_na_new (form, i);
      g_autofree char *words = attune_form_na_describe (na, form, i);

      /* Translators: what happens where all of a section is N/A: its title, and a sentence. */
      g_print (_ ("If all of “%s” is N/A: %s\n"),
               attune_form_section_get_name (attune_form_get_section (form, i)), words);
    }
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
  /* Translators: the least and the most a form can give; “within” where they may not be reached */
  g_print (lint->is_exact ? _ ("Scores from %s to %s.\n") : _ ("Scores within %s to %s.\n"),
           minimum, maximum);
  for (guint i = 0; i < lint->n_weights; i++)
    {
      g_autofree char *weight = attune_basis_points_to_string (lint->weights[i]);

      g_print ("%8s %%  %s\n", weight,
               attune_form_question_get_name (attune_form_get_question (form, i)));
    }
  print_sections (form);
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
