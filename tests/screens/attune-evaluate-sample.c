/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-sample.h"

#include "attune-evaluate-page-private.h"
#include "attune-forms.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#define PATIENCE_SECONDS 60
#define CONTACT_AT       (G_GINT64_CONSTANT (1767261780) * G_TIME_SPAN_SECOND)

static gint64
add_form (AttuneEvaluateSample *self, const char *form)
{
  AttuneFormRecord *record;
  gint64 id;

  if (form[0] != '{')
    return attune_sample_add_form (&self->store, form, TRUE);

  id = ATTUNE_CALL_OK (create_form, self->store.store, self->store.manager, form);
  record = ATTUNE_CALL_OK (load_form, self->store.store, self->store.manager, id);
  ATTUNE_CALL_OK (publish_form, self->store.store, self->store.manager, id, record->summary->rev);
  attune_form_record_free (record);
  return id;
}

static gint64
add_interaction (AttuneEvaluateSample *self, const char *recording)
{
  AttuneInteraction *interaction = attune_interaction_new ();
  g_autoptr (GPtrArray)
    interactions = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_interaction_free);
  g_autoptr (GArray) ids = NULL;

  interaction->started_at = CONTACT_AT;
  interaction->channel = recording != NULL ? ATTUNE_CHANNEL_CALL : ATTUNE_CHANNEL_SIDE_BY_SIDE;
  g_ptr_array_add (interaction->parts, attune_part_new (self->sample.agents[0], -1, -1));
  if (recording != NULL)
    g_ptr_array_add (interaction->media, attune_media_new (ATTUNE_MEDIA_AUDIO, recording));
  g_ptr_array_add (interactions, interaction);
  ids = ATTUNE_CALL_OK (add_interactions, self->store.store, self->store.manager, interactions);
  return g_array_index (ids, gint64, 0);
}

/* The helper of the build folder that this test lies in, and a cache that goes with the test. */
static void
place_ingest (AttuneEvaluateSample *self)
{
  g_autofree char *cache = g_build_filename (self->store.folder, "cache", NULL);
  g_autoptr (AttuneIngest) ingest = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", cache,
                                                  "helper", g_getenv ("ATTUNE_DECODER"), NULL);

  attune_context_set_ingest (self->context, ingest);
}

void
attune_evaluate_sample_set_up (AttuneEvaluateSample *self, const char *recording, const char *form)
{
  AttuneEvaluationSpec spec = { .kind = ATTUNE_EVALUATION_ASSESSMENT,
                                .basis = ATTUNE_BASIS_RANDOM };

  attune_store_fixture_set_up (&self->store, NULL);
  attune_sample_add (&self->store, &self->sample);
  self->form = add_form (self, form);
  self->interaction = add_interaction (self, recording);
  spec.interaction = self->interaction;
  spec.agent = self->sample.agents[0];
  spec.form = self->form;
  self->evaluation = ATTUNE_CALL_OK (start_evaluation, self->store.store, self->sample.analyst,
                                     &spec);
  self->context = attune_sample_new_context (&self->store, self->sample.analyst);
  place_ingest (self);
}

void
attune_evaluate_sample_wait (gboolean (*is_reached) (gpointer data), gpointer data)
{
  g_assert_true (attune_test_wait_until (is_reached, data, PATIENCE_SECONDS));
}

static gboolean
is_shown (gpointer data)
{
  AttuneEvaluatePage *page = data;

  return page->draft != NULL && attune_form_pane_is_built (page->form_pane);
}

void
attune_evaluate_sample_show (AttuneEvaluateSample *self, int width, int height)
{
  self->page = ATTUNE_EVALUATE_PAGE (attune_evaluate_page_new (self->context, self->evaluation));
  self->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (self->window, width, height);
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (self->window);
  if (self->start_us > 0)
    attune_page_seek (ATTUNE_PAGE (self->page), self->start_us);
  attune_page_refresh (ATTUNE_PAGE (self->page));
  attune_evaluate_sample_wait (is_shown, self->page);
  attune_sample_settle (100);
}

void
attune_evaluate_sample_hide (AttuneEvaluateSample *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->page), (gpointer *) &self->page);
  attune_page_leave (ATTUNE_PAGE (self->page));
  gtk_window_destroy (self->window);
  attune_sample_settle (300);
  g_assert_null (self->page);
}

void
attune_evaluate_sample_tear_down (AttuneEvaluateSample *self)
{
  g_assert_finalize_object (self->context);
  attune_store_fixture_tear_down (&self->store, NULL);
}

char *
attune_evaluate_sample_write_form (int n_sections, int n_questions)
{
  GString *text = g_string_new ("{\"format\":\"attune-form\",\"version\":1,\"id\":\"long\","
                                "\"title\":\"Long\",\"sections\":[");

  for (int s = 0; s < n_sections; s++)
    {
      g_string_append_printf (text, "%s{\"id\":\"s%d\",\"title\":\"Section %d\",\"questions\":[",
                              s > 0 ? "," : "", s, s);
      for (int q = 0; q < n_questions; q++)
        g_string_append_printf (
          text,
          "%s{\"id\":\"q%d\",\"type\":\"yes_no\",\"title\":\"Question %d\",\"na_allowed\":true,"
          "\"comment\":\"optional\","
          "\"guidance\":\"What to listen for, in a sentence of middling length.\"}",
          q > 0 ? "," : "", s * n_questions + q, q);
      g_string_append (text, "]}");
    }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}
