/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-bulk.h"
#include "attune-form-edit.h"
#include "attune-form-sample.h"
#include "attune-lab-page-private.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#define N_QUESTIONS   40
#define N_EVALUATIONS 600

static char *
create_document (void)
{
  g_autoptr (GString)
    text = g_string_new ("{\"id\":\"lab\",\"title\":\"Lab\",\"scoring\":{\"pass\":60},"
                         "\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":[");

  for (guint i = 0; i < N_QUESTIONS; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"q%u\",\"type\":\"yes_no\",\"title\":\"Question %u\"}",
                            i > 0 ? "," : "", i, i);
  g_string_append (text, "]}]}");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Every question by turns. */
static char *
create_answers (guint n)
{
  g_autoptr (GString) text = g_string_new (
    "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"lab\",\"answers\":{");

  for (guint i = 0; i < N_QUESTIONS; i++)
    g_string_append_printf (text, "%s\"q%u\":{\"option\":\"%s\"}", i > 0 ? "," : "", i,
                            (n + i) % (2 + i % 5) != 0 ? "yes" : "no");
  g_string_append (text, "}}");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static AttuneBulkItem *
make_item (AttuneFormSample *sample, gint64 revision, guint n)
{
  AttuneBulkItem *item = attune_bulk_item_new ();

  item->interaction = attune_interaction_new ();
  item->interaction->started_at = (gint64) (n + 1) * G_TIME_SPAN_MINUTE;
  g_ptr_array_add (item->interaction->parts, attune_part_new (sample->sample.agents[0], -1, -1));
  item->form_revision = revision;
  item->agent = sample->sample.agents[0];
  item->evaluator = sample->store.manager;
  item->state = ATTUNE_EVALUATION_STATE_RELEASED;
  item->submitted_at = item->interaction->started_at;
  item->answers = create_answers (n);
  return item;
}

static void
add_all (AttuneFormSample *sample, const char *document)
{
  g_autoptr (GPtrArray)
    items = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_bulk_item_free);
  gint64 revision;

  sample->form = ATTUNE_CALL_OK (create_form, sample->store.store, sample->store.manager, document);
  revision = ATTUNE_CALL_OK (publish_form, sample->store.store, sample->store.manager, sample->form,
                             1);
  for (guint i = 0; i < N_EVALUATIONS; i++)
    g_ptr_array_add (items, make_item (sample, revision, i));
  ATTUNE_CALL_OK (add_bulk, sample->store.store, sample->store.manager, (gint64) 1, items);
}

static gboolean
is_done (gpointer page)
{
  AttuneLabPage *self = page;

  return self->report != NULL && self->trial == NULL && self->history != NULL;
}

static void
choose (AttuneLabPage *page, guint choice)
{
  gtk_drop_down_set_selected (page->most, choice);
  g_assert_true (attune_test_wait_until (is_done, page, 20));
  attune_sample_settle (600);
}

static void
work (AttuneLabPage *page)
{
  g_assert_true (attune_test_wait_until (is_done, page, 20));
  attune_sample_settle (600);
  for (guint i = 0; i < 3; i++)
    {
      choose (page, 3);
      choose (page, 0);
      choose (page, 1);
    }
  gtk_widget_activate_action (GTK_WIDGET (page), "lab.show", "s", "use");
  attune_sample_settle (300);
}

static void
try_much (void)
{
  AttuneFormSample sample = { 0 };
  g_autofree char *document = create_document ();
  g_autoptr (AttuneForm) form = attune_form_from_json (document, -1, NULL);
  g_autoptr (AttuneForm) heavy = NULL;

  attune_form_sample_set_up (&sample, NULL);
  add_all (&sample, document);
  heavy = attune_form_set_decimal (form, (AttuneFormPlace){ "q3", NULL, NULL }, "weight",
                                   90 * ATTUNE_DECIMAL_ONE, NULL);
  attune_sample_watch ();
  attune_lab_open (sample.context, sample.form, heavy, "what-if");
  attune_form_sample_show (&sample, attune_lab_page_new (sample.context, sample.form));
  work (ATTUNE_LAB_PAGE (sample.page));
  attune_form_sample_tear_down (&sample, NULL);
}

/* What would change is shown of one choice after another without ever holding the main loop. */
static void
test_held (void)
{
  attune_sample_assert_not_held (try_much);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  g_test_add_func ("/screens/lab-held", test_held);
  return g_test_run ();
}
