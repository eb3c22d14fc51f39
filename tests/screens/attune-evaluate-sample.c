/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-sample.h"

#include "attune-forms.h"
#include "attune-note-book-private.h"
#include "attune-note-row.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <X11/extensions/XTest.h>
#include <gdk/x11/gdkx.h>

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
attune_evaluate_sample_set_settings (AttuneEvaluateSample *self, GSettings *settings)
{
  g_autoptr (AttuneIngest) ingest = g_object_ref (attune_context_get_ingest (self->context));
  g_autoptr (AttuneContext) old = g_steal_pointer (&self->context);

  self->context = attune_context_new (self->store.store, attune_context_get_person (old), settings);
  attune_context_set_ingest (self->context, ingest);
}

void
attune_evaluate_sample_wait (gboolean (*is_reached) (gpointer data), gpointer data)
{
  g_assert_true (attune_test_wait_until (is_reached, data, PATIENCE_SECONDS));
}

static gboolean
find_active (gpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWindow **window = data;

  for (GList *i = windows; i != NULL; i = i->next)
    if (gtk_window_is_active (i->data))
      *window = i->data;
  return *window != NULL;
}

static gboolean
count_key_cb (GtkEventController *controller, GdkEvent *event, guint *n)
{
  GdkEventType type = gdk_event_get_event_type (event);

  *n += type == GDK_KEY_PRESS || type == GDK_KEY_RELEASE;
  return GDK_EVENT_PROPAGATE;
}

static gboolean
is_positive (gpointer n)
{
  return *(guint *) n > 0;
}

void
attune_evaluate_sample_set_key (guint key, gboolean is_down)
{
  Display *display = gdk_x11_display_get_xdisplay (gdk_display_get_default ());
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  GtkWindow *window = NULL;
  guint n = 0;

  attune_evaluate_sample_wait (find_active, &window);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_signal_connect (controller, "event", G_CALLBACK (count_key_cb), &n);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  XTestFakeKeyEvent (display, XKeysymToKeycode (display, key), is_down, CurrentTime);
  XFlush (display);
  attune_evaluate_sample_wait (is_positive, &n);
  if (window != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (window), controller);
  g_clear_weak_pointer (&window);
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
  attune_evaluate_sample_wait (attune_sample_is_gone, &self->page);
}

void
attune_evaluate_sample_tear_down (AttuneEvaluateSample *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->context), (gpointer *) &self->context);
  g_object_unref (self->context);
  attune_evaluate_sample_wait (attune_sample_is_gone, &self->context);
  attune_store_fixture_tear_down (&self->store, NULL);
}

void
attune_evaluate_sample_open (AttuneEvaluateSample *self, const char *recording, const char *form)
{
  attune_evaluate_sample_set_up (self, recording, form);
  attune_evaluate_sample_show (self, 1100, 700);
}

void
attune_evaluate_sample_close (AttuneEvaluateSample *self)
{
  attune_evaluate_sample_hide (self);
  attune_evaluate_sample_tear_down (self);
}

gboolean
attune_evaluate_sample_has_talk_map (gpointer self)
{
  return attune_wave_view_get_talk_map (attune_evaluate_sample_get_view (self)) != NULL;
}

gboolean
attune_evaluate_sample_has_note (gpointer self)
{
  return attune_note_book_get_notes (((AttuneEvaluateSample *) self)->page->book)->len > 0;
}

/* In the book, and in the list. */
gboolean
attune_evaluate_sample_has_two_notes (gpointer self)
{
  AttuneEvaluatePage *page = ((AttuneEvaluateSample *) self)->page;
  gpointer list = gtk_widget_get_template_child (GTK_WIDGET (page->note_panel),
                                                 ATTUNE_TYPE_NOTE_PANEL, "list");

  return attune_note_book_get_notes (page->book)->len == 2 &&
         ATTUNE_IS_NOTE_ROW (gtk_list_box_get_row_at_index (list, 1));
}

gboolean
attune_evaluate_sample_has_kept_notes (gpointer self)
{
  return ((AttuneEvaluateSample *) self)->page->book->unsaved->len == 0;
}

gboolean
attune_evaluate_sample_is_saved (gpointer self)
{
  return attune_draft_get_status (((AttuneEvaluateSample *) self)->page->draft) ==
         ATTUNE_DRAFT_SAVED;
}

gboolean
attune_evaluate_sample_is_read_only (gpointer self)
{
  AttuneEvaluatePage *page = ((AttuneEvaluateSample *) self)->page;

  return attune_draft_get_status (page->draft) == ATTUNE_DRAFT_READ_ONLY &&
         attune_form_pane_is_built (page->form_pane);
}

void
attune_evaluate_sample_act (AttuneEvaluateSample *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), action, NULL));
}

void
attune_evaluate_sample_press (AttuneEvaluateSample *self, guint key)
{
  attune_evaluate_page_press_key (self->page, key, 0);
}

void
attune_evaluate_sample_seek (AttuneEvaluateSample *self, gint64 at_us)
{
  attune_listen_pane_seek (self->page->listen, at_us);
}

void
attune_evaluate_sample_write_note (AttuneEvaluateSample *self, const char *text)
{
  attune_evaluate_sample_act (self, "evaluate.note");
  gtk_editable_set_text (attune_evaluate_sample_get_note_entry (self), text);
}

void
attune_evaluate_sample_send_note (AttuneEvaluateSample *self)
{
  g_signal_emit_by_name (attune_evaluate_sample_get_note_entry (self), "activate");
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (attune_draft_act_finish (ATTUNE_DRAFT (source), result, NULL));
}

void
attune_evaluate_sample_submit (AttuneEvaluateSample *self)
{
  attune_draft_submit_async (self->page->draft, 0, NULL, submitted_cb, NULL);
  attune_evaluate_sample_wait (attune_evaluate_sample_is_read_only, self);
}

AttuneSheetState *
attune_evaluate_sample_get_state (AttuneEvaluateSample *self)
{
  return attune_sheet_get_state (attune_evaluate_page_get_sheet (self->page));
}

AttuneAnswers *
attune_evaluate_sample_get_answers (AttuneEvaluateSample *self)
{
  return attune_sheet_state_get_answers (attune_evaluate_sample_get_state (self));
}

guint
attune_evaluate_sample_get_question (AttuneEvaluateSample *self)
{
  return attune_sheet_state_get_focus (attune_evaluate_sample_get_state (self));
}

guint
attune_evaluate_sample_get_option (AttuneEvaluateSample *self, guint question)
{
  const AttuneAnswer *answer = attune_answers_get (attune_evaluate_sample_get_answers (self),
                                                   question);

  return answer->n_options == 1 ? answer->options[0] : ATTUNE_FORM_NONE;
}

AttunePlayer *
attune_evaluate_sample_get_player (AttuneEvaluateSample *self)
{
  return attune_listen_pane_get_player (self->page->listen);
}

AttuneWaveView *
attune_evaluate_sample_get_view (AttuneEvaluateSample *self)
{
  return attune_waveform_get_view (attune_listen_pane_get_waveform (self->page->listen));
}

gint64
attune_evaluate_sample_get_position (AttuneEvaluateSample *self)
{
  return attune_listen_pane_get_position (self->page->listen);
}

gpointer
attune_evaluate_sample_get_note_entry (AttuneEvaluateSample *self)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self->page->note_panel), ATTUNE_TYPE_NOTE_PANEL,
                                        "entry");
}

const AttuneNote *
attune_evaluate_sample_get_first_note (AttuneEvaluateSample *self)
{
  return g_ptr_array_index (attune_note_book_get_notes (self->page->book), 0);
}

GtkWidget *
attune_evaluate_sample_get_focus (AttuneEvaluateSample *self)
{
  return gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self->page)));
}

gboolean
attune_evaluate_sample_is_focus_in (AttuneEvaluateSample *self, gpointer widget)
{
  GtkWidget *focus = attune_evaluate_sample_get_focus (self);

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
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
