/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-sample.h"

#include "attune-test-support.h"

static void
opened_cb (AttuneFormSample *self, const AttuneDestination *destination)
{
  self->opened = destination->id;
  g_free (self->opened_place);
  self->opened_place = g_strdup (destination->place);
}

static void
told_cb (AttuneFormSample *self, const char *heading, const char *body)
{
  self->n_told++;
  g_free (self->told);
  self->told = g_strdup (heading);
}

static void
undo_offered_cb (AttuneFormSample *self, const char *message, GClosure *undo)
{
  g_clear_pointer (&self->undo, g_closure_unref);
  self->undo = g_closure_ref (undo);
}

void
attune_form_sample_set_up (AttuneFormSample *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->store, NULL);
  attune_sample_add (&self->store, &self->sample);
  self->form = attune_sample_add_form (&self->store, "calls", data != NULL);
  self->context = attune_sample_new_context (&self->store, self->store.manager);
  g_signal_connect_swapped (self->context, "open", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (self->context, "told", G_CALLBACK (told_cb), self);
  g_signal_connect_swapped (self->context, "undo-offered", G_CALLBACK (undo_offered_cb), self);
}

void
attune_form_sample_tear_down (AttuneFormSample *self, gconstpointer data)
{
  GtkWidget *page = self->page;

  g_clear_pointer (&self->undo, g_closure_unref);
  g_clear_pointer (&self->told, g_free);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  attune_page_leave (ATTUNE_PAGE (page));
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_true (attune_test_wait_until (attune_sample_is_gone, &page, 10));
  attune_sample_settle (120);
  g_assert_finalize_object (self->context);
  g_clear_pointer (&self->opened_place, g_free);
  attune_store_fixture_tear_down (&self->store, NULL);
}

void
attune_form_sample_show (AttuneFormSample *self, GtkWidget *page)
{
  self->page = page;
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1100, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), page);
  gtk_window_present (GTK_WINDOW (self->window));
  attune_page_refresh (ATTUNE_PAGE (page));
}

AttuneFormPage *
attune_form_sample_open (AttuneFormSample *self)
{
  attune_form_sample_show (self, attune_form_page_new (self->context, self->form));
  g_assert_true (attune_test_wait_until (attune_form_sample_has_form, self->page, 10));
  return ATTUNE_FORM_PAGE (self->page);
}

AttuneForm *
attune_form_sample_read_draft (AttuneFormSample *self)
{
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL_OK (load_form, self->store.store, self->store.manager, self->form);

  return attune_form_from_json (record->draft, -1, NULL);
}

void
attune_form_sample_act (AttuneFormSample *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (self->page, action, NULL));
}

void
attune_form_sample_set_title (AttuneFormSample *self, const char *title)
{
  gtk_widget_activate_action (self->page, "form.set", "(sssv)", "", "", "title",
                              g_variant_new_string (title));
}

gboolean
attune_form_sample_has_form (gpointer page)
{
  AttuneFormPage *self = page;

  return self->history != NULL && self->filler == 0;
}

gboolean
attune_form_sample_has_no_draft (gpointer page)
{
  AttuneFormPage *self = page;

  return self->saver == NULL && self->record != NULL && self->record->draft == NULL;
}

gboolean
attune_form_sample_can_edit (gpointer page)
{
  return attune_form_page_can_edit (page);
}

gboolean
attune_form_sample_is_saved (gpointer page)
{
  AttuneFormPage *self = page;

  return attune_saver_get_state (self->saver) == ATTUNE_SAVING_SAVED;
}

GtkWidget *
attune_form_sample_get_focus (AttuneFormSample *self)
{
  return gtk_root_get_focus (GTK_ROOT (self->window));
}

AttuneModel *
attune_form_sample_create_model (void)
{
  g_autoptr (GString)
    text = g_string_new ("{\"format\":\"attune-model\",\"version\":1,\"id\":\"m\","
                         "\"title\":\"Large\",\"goals\":[");
  g_autoptr (GError) error = NULL;
  AttuneModel *model;

  for (guint i = 0; i < ATTUNE_MODEL_MAX_GOALS; i++)
    g_string_append_printf (text, "%s{\"id\":\"g%u\",\"title\":\"Goal number %u of very many\"}",
                            i > 0 ? "," : "", i, i);
  g_string_append (text, "],\"behaviours\":[");
  for (guint i = 0; i < ATTUNE_MODEL_MAX_BEHAVIOURS; i++)
    {
      g_string_append_printf (
        text,
        "%s{\"id\":\"b%u\",\"title\":\"Behaviour number %u, which takes two lines "
        "to be said\",\"serves\":[\"g0\"",
        i > 0 ? "," : "", i, i);
      for (guint j = 1; j < ATTUNE_MODEL_MAX_GOALS; j++)
        g_string_append_printf (text, ",\"g%u\"", j);
      g_string_append (text, "]}");
    }
  g_string_append (text, "]}");
  model = attune_model_from_json (text->str, -1, &error);
  g_assert_no_error (error);
  return model;
}
