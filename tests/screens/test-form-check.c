/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-sample.h"
#include "attune-screens.h"
#include "attune-test-support.h"

static gboolean
is_checked (gpointer data)
{
  return attune_form_page_get_lint (data) != NULL;
}

/* Each question rests on the one before: what takes the check the longest. */
static AttuneForm *
create_chain (AttuneFormPage *page, guint n)
{
  GString *text = g_string_new (NULL);
  g_autofree char *owned = NULL;
  g_autoptr (GError) error = NULL;
  AttuneForm *form;

  g_string_append_printf (text,
                          "{\"format\":\"attune-form\",\"version\":1,\"id\":\"%s\","
                          "\"title\":\"F\",\"sections\":[{\"id\":\"s\",\"title\":\"S\","
                          "\"questions\":[{\"id\":\"q0\",\"type\":\"yes_no\",\"title\":\"Q\"}",
                          attune_form_get_id (attune_form_page_get_form (page)));
  for (guint i = 1; i < n; i++)
    g_string_append_printf (text,
                            ",{\"id\":\"q%u\",\"type\":\"yes_no\",\"title\":\"Q\","
                            "\"show_if\":{\"question\":\"q%u\",\"is\":[\"no\"]}}",
                            i, i - 1);
  g_string_append (text, "]}]}");
  owned = g_string_free (text, FALSE);
  form = attune_form_from_json (owned, -1, &error);
  g_assert_no_error (error);
  return form;
}

static void
check_chain (void)
{
  AttuneFormSample sample = { 0 };
  AttuneFormPage *page;

  attune_form_sample_set_up (&sample, NULL);
  page = attune_form_sample_open (&sample);
  attune_form_page_take (page, create_chain (page, 500), NULL, NULL, NULL);
  g_assert_null (attune_form_page_get_lint (page));
  g_assert_true (attune_test_wait_until (attune_form_sample_has_form, page, 20));
  g_assert_true (attune_test_wait_until (is_checked, page, 20));
  g_assert_cmpuint (attune_form_page_get_lint (page)->n_weights, ==, 500);

  attune_sample_watch ();
  attune_sample_settle (500);
  attune_form_sample_set_title (&sample, "Longer");
  g_assert_false (is_checked (page));
  g_assert_true (attune_test_wait_until (is_checked, page, 20));
  attune_sample_settle (200);
  attune_form_sample_tear_down (&sample, NULL);
}

/* A check that takes long holds nothing up. */
static void
test_held (void)
{
  attune_sample_assert_not_held (check_chain);
}

/* One that is late is not shown. */
static void
test_late (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  attune_form_page_take (page, create_chain (page, 500), NULL, NULL, NULL);
  attune_form_page_hurry_check (page);
  g_assert_nonnull (page->checking);
  attune_form_page_take (page, create_chain (page, 3), NULL, NULL, NULL);
  g_assert_null (page->checking);
  g_assert_true (attune_test_wait_until (is_checked, page, 20));
  g_assert_cmpuint (attune_form_page_get_lint (page)->n_weights, ==, 3);

  /* The page goes with one under way. */
  attune_form_page_take (page, create_chain (page, 500), NULL, NULL, NULL);
  attune_form_page_hurry_check (page);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  g_test_add_func ("/screens/forms-page/check/held", test_held);
  ATTUNE_ADD_FORM_TEST ("check/late", test_late, NULL);
  return g_test_run ();
}
