/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-edit.h"
#include "attune-form-row.h"
#include "attune-form-sample.h"
#include "attune-screens.h"
#include "attune-test-support.h"

/* A sanitizer finds in fewer what it finds in many. */
#define N_LARGE (500 / ATTUNE_TEST_SLOWNESS)

/* Shows the page as the window does, with a place that is asked for before anything is read. */
static AttuneFormPage *
open_at (AttuneFormSample *sample, const char *place)
{
  GtkWidget *page = attune_form_page_new (sample->context, sample->form);

  attune_page_go_to (ATTUNE_PAGE (page), place);
  attune_form_sample_show (sample, page);
  return ATTUNE_FORM_PAGE (page);
}

static gboolean
has_arrived (gpointer data)
{
  AttuneFormPage *page = data;

  return page->history != NULL && page->wanted == NULL && page->arriving == 0;
}

/* The item of the row that has the keys. */
static AttuneFormItem *
get_focused (AttuneFormSample *sample)
{
  GtkWidget *focus = attune_form_sample_get_focus (sample);
  GtkWidget *row = focus != NULL ? attune_sample_find_child (focus, ATTUNE_TYPE_FORM_ROW) : NULL;

  return row != NULL ? attune_form_row_get_item (ATTUNE_FORM_ROW (row)) : NULL;
}

static void
assert_at (AttuneFormSample *sample, const char *id)
{
  AttuneFormPage *page = ATTUNE_FORM_PAGE (sample->page);
  const char *const *selected;

  g_assert_true (attune_test_wait_until (has_arrived, page, 10));
  attune_sample_settle (100);
  selected = attune_form_page_get_selected (page);
  g_assert_cmpstr (selected[0], ==, id);
  g_assert_null (selected[1]);
  g_assert_true (attune_form_page_is_in_view (page, id));
  g_assert_nonnull (get_focused (sample));
  g_assert_cmpstr (attune_form_item_get_id (get_focused (sample)), ==, id);
}

/* Stores the form as the draft, with the ids of its first, last, and a question between them. */
static void
store_large (AttuneFormSample *sample, char *ids[3])
{
  g_autoptr (AttuneForm) form = attune_form_sample_read_draft (sample);
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL_OK (load_form, sample->store.store, sample->store.manager, sample->form);
  g_autofree char *document = NULL;
  guint n;

  while ((n = attune_form_get_n_questions (form)) < N_LARGE)
    {
      AttuneForm *larger = attune_form_add_question (form, attune_form_get_section (form, 0)->id, 0,
                                                     ATTUNE_QUESTION_YES_NO, "Q", NULL, NULL);

      attune_form_unref (form);
      form = larger;
    }
  ids[0] = g_strdup (attune_form_get_question (form, 0)->id);
  ids[1] = g_strdup (attune_form_get_question (form, N_LARGE * 3 / 5)->id);
  ids[2] = g_strdup (attune_form_get_question (form, N_LARGE - 1)->id);
  document = attune_form_to_json (form, NULL);
  ATTUNE_CALL_OK (save_form_draft, sample->store.store, sample->store.manager, sample->form,
                  record->summary->rev, document);
}

/* Whether the form is to be read first, or is open already. */
static void
test_question (AttuneFormSample *sample, gconstpointer data)
{
  char *ids[3];

  store_large (sample, ids);
  open_at (sample, ids[1]);
  assert_at (sample, ids[1]);
  for (guint i = 0; i < 3; i++)
    {
      attune_page_go_to (ATTUNE_PAGE (sample->page), ids[2 - i]);
      assert_at (sample, ids[2 - i]);
      g_free (ids[2 - i]);
    }
}

static void
test_read (AttuneFormSample *sample, gconstpointer data)
{
  g_autofree char *text = attune_sample_read_form ("calls");
  g_autoptr (AttuneForm) form = attune_form_from_json (text, -1, NULL);
  guint n = attune_form_get_n_questions (form);

  open_at (sample, attune_form_get_question (form, n - 1)->id);
  assert_at (sample, attune_form_get_question (form, n - 1)->id);
  g_assert_null (ATTUNE_FORM_PAGE (sample->page)->saver);
  attune_page_go_to (ATTUNE_PAGE (sample->page), attune_form_get_section (form, 1)->id);
  assert_at (sample, attune_form_get_section (form, 1)->id);
}

/* The form itself; and what is no longer in it is said. */
static void
test_elsewhere (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_at (sample, "");

  g_assert_true (attune_test_wait_until (has_arrived, page, 10));
  g_assert_null (attune_form_page_get_selected (page)[0]);
  g_assert_cmpint (sample->n_told, ==, 0);
  attune_page_go_to (ATTUNE_PAGE (page), "gone");
  g_assert_true (attune_test_wait_until (has_arrived, page, 10));
  g_assert_cmpint (sample->n_told, ==, 1);
  g_assert_null (attune_form_page_get_selected (page)[0]);
}

/* Who leaves meanwhile is left alone. */
static void
test_left (AttuneFormSample *sample, gconstpointer data)
{
  attune_form_sample_open (sample);
  attune_page_go_to (ATTUNE_PAGE (sample->page), "gone");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("place/question", test_question, NULL);
  ATTUNE_ADD_FORM_TEST ("place/read", test_read, "published");
  ATTUNE_ADD_FORM_TEST ("place/elsewhere", test_elsewhere, NULL);
  ATTUNE_ADD_FORM_TEST ("place/left", test_left, NULL);
  return g_test_run ();
}
