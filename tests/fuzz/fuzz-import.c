/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a form of another system: what is read is written and read again as the same document, lints, takes every
 * preset and scores; what is not, says why. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "fuzz-target.h"

#include "attune-form-import.h"
#include "attune-form-lint.h"
#include "attune-form-preset.h"
#include "attune-score.h"

static void
check_form (AttuneForm *form)
{
  gsize length;
  g_autofree char *text = attune_form_to_json (form, &length);
  g_autoptr (AttuneForm) again = attune_form_from_json (text, (gssize) length, NULL);
  g_autoptr (AttuneFormLint) lint = attune_form_lint (form);
  g_autoptr (AttuneAnswers) answers = attune_answers_new (form);
  g_autoptr (AttuneScore) score = attune_score_new (answers);

  g_assert_nonnull (again);
  g_assert_true (attune_form_equal (form, again));
  g_assert_cmpuint (lint->n_weights, ==, attune_form_get_n_questions (form));
  g_assert_nonnull (attune_score_get_figures (score));
  for (int i = 0; i < ATTUNE_N_FORM_PRESETS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm) given = attune_form_apply_preset (form, (AttuneFormPreset) i, &error);

      g_assert_true ((given == NULL) == (error != NULL));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const AttuneFormSource sources[] = { ATTUNE_FORM_SOURCE_ANY,
                                              ATTUNE_FORM_SOURCE_AMAZON_CONNECT,
                                              ATTUNE_FORM_SOURCE_GENESYS };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (GPtrArray) faults = attune_faults_new ();
      g_autoptr (AttuneFormImport)
        import = attune_form_import_bytes (bytes, "form", sources[i], faults);

      g_assert_true ((import == NULL) == (faults->len > 0));
      if (import != NULL)
        check_form (attune_form_import_get_form (import));
    }
  return 0;
}
