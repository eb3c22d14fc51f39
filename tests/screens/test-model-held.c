/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-sample.h"
#include "attune-model-page-private.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#define N_FORMS 3

static gboolean
is_reviewed (gpointer data)
{
  AttuneModelPage *page = data;

  return page->review_source == 0 && attune_model_page_get_review (page) != NULL &&
         page->review->base == page->base;
}

static gboolean
is_saved (gpointer data)
{
  return attune_saver_get_state (ATTUNE_MODEL_PAGE (data)->saver) == ATTUNE_SAVING_SAVED;
}

/* The longest form there can be; half of its questions measure something, the others are warnings. */
static void
add_form (AttuneFormSample *sample, guint number)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
    text,
    "{\"format\":\"attune-form\",\"version\":1,\"id\":\"long-%u\",\"title\":\"Long %u\","
    "\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":[",
    number, number);
  for (guint i = 0; i < ATTUNE_FORM_MAX_QUESTIONS; i++)
    {
      g_string_append_printf (text,
                              "%s{\"id\":\"q%u\",\"type\":\"yes_no\",\"title\":\"Question %u\"",
                              i > 0 ? "," : "", i, i);
      if (i % 2 == 0)
        g_string_append_printf (text, ",\"behaviour\":\"b%u\"", i / 2 % 10);
      g_string_append_c (text, '}');
    }
  g_string_append (text, "]}]}");
  ATTUNE_CALL_OK (create_form, sample->store.store, sample->store.manager, text->str);
}

static void
act (AttuneModelPage *page, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (page), action, NULL);
  attune_sample_settle (150);
}

static void
work (AttuneModelPage *page)
{
  for (int i = 0; i < 10; i++)
    {
      attune_model_grid_set_cursor (page->grid, (AttuneModelSpot){ i * 9, i * 4 });
      attune_model_page_activate (page);
      attune_sample_settle (150);
    }
  act (page, "model.undo");
  act (page, "model.add-goal"); /* there is no room for one more */
  act (page, "model.remove-behaviour");
  act (page, "model.edit");
  gtk_popover_popdown (GTK_POPOVER (page->editor));
  attune_model_grid_set_cursor (page->grid, (AttuneModelSpot){ 0, ATTUNE_MODEL_MAX_GOALS });
  act (page, "model.questions");
  gtk_popover_popdown (GTK_POPOVER (page->questions));
  g_assert_true (attune_test_wait_until (is_reviewed, page, 20));
  gtk_menu_button_popup (page->summary);
  attune_sample_settle (300);
  gtk_menu_button_popdown (page->summary);
}

static void
edit_largest (void)
{
  AttuneFormSample sample = { 0 };
  g_autoptr (AttuneModel) model = attune_form_sample_create_model ();
  g_autoptr (AttuneRev) rev = attune_rev_new (0);
  AttuneModelPage *page;

  attune_form_sample_set_up (&sample, NULL);
  ATTUNE_CALL_OK (keep_model, sample.store.store, sample.store.manager, rev, model);
  for (guint i = 0; i < N_FORMS; i++)
    add_form (&sample, i);
  attune_sample_watch ();
  attune_form_sample_show (&sample, attune_model_page_new (sample.context, 0));
  page = ATTUNE_MODEL_PAGE (sample.page);
  g_assert_true (attune_test_wait_until (is_reviewed, page, 20));
  work (page);
  g_assert_true (attune_test_wait_until (is_saved, page, 20));
  attune_form_sample_tear_down (&sample, NULL);
}

/* The grid of the largest model over the longest forms is opened and edited without ever holding the main loop. */
static void
test_held (void)
{
  attune_sample_assert_not_held (edit_largest);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  g_test_add_func ("/screens/model-held", test_held);
  return g_test_run ();
}
