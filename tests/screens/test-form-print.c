/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-sample.h"
#include "attune-print.h"
#include "attune-screens.h"
#include "attune-test-support.h"

static gboolean
has_no_dialog (gpointer window)
{
  return !attune_sample_has_dialog (window);
}

/* A draft and a revision that is only read are printed alike: the dialog is asked, and may be left. */
static void
test_ask (AttuneFormSample *sample, gconstpointer data)
{
  attune_form_sample_open (sample);
  for (guint i = 0; i < 2; i++)
    {
      attune_form_sample_act (sample, "form.print");
      g_assert_true (attune_test_wait_until (attune_sample_has_dialog, sample->window, 10));
      attune_sample_settle (300);
      gtk_window_close (attune_sample_find_dialog (sample->window));
      g_assert_true (attune_test_wait_until (has_no_dialog, sample->window, 10));
    }
  attune_sample_settle (100);
  g_assert_cmpuint (attune_context_get_n_reports (sample->context), ==, 0);
}

/* Who leaves before the pages are there is not asked any more. */
static void
test_left (AttuneFormSample *sample, gconstpointer data)
{
  attune_form_sample_open (sample);
  attune_form_sample_act (sample, "form.print");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("print/draft", test_ask, NULL);
  ATTUNE_ADD_FORM_TEST ("print/published", test_ask, "published");
  ATTUNE_ADD_FORM_TEST ("print/left", test_left, NULL);
  return g_test_run ();
}
