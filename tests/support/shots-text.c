/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "shots.h"

#include "attune-await.h"
#include "attune-evaluate-page-private.h"
#include "attune-forms.h"
#include "attune-query.h"

static gint64
find_form (AttuneContext *context, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) forms = NULL;

  attune_store_list_forms_async (attune_context_get_store (context),
                                 attune_context_get_actor (context), NULL, attune_await_cb,
                                 &result);
  forms = attune_store_list_forms_finish (attune_context_get_store (context),
                                          attune_await (&result), NULL);
  for (guint i = 0; forms != NULL && i < forms->len; i++)
    {
      const AttuneFormSummary *form = g_ptr_array_index (forms, i);

      if (g_str_equal (form->key, key))
        return form->id;
    }
  return 0;
}

/* The newest contact of that customer. */
static AttuneInteraction *
find_contact (AttuneContext *context, const char *customer)
{
  AttuneStore *store = attune_context_get_store (context);
  gint64 actor = attune_context_get_actor (context);
  AttuneQuery query = { .kind = ATTUNE_LIST_INTERACTIONS, .is_descending = TRUE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 id = 0;

  attune_store_list_first_async (store, actor, &query, 400, NULL, attune_await_cb, &result);
  rows = attune_store_list_first_finish (store, attune_await (&result), NULL, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const AttuneInteractionRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->customer, customer))
        id = row->id;
    }
  attune_store_load_interaction_async (store, actor, id, NULL, attune_await_cb, &loaded);
  return attune_store_load_interaction_finish (store, attune_await (&loaded), NULL);
}

/* A draft on what that customer wrote. */
static gint64
start (AttuneContext *context, const char *customer)
{
  g_autoptr (AttuneInteraction) interaction = find_contact (context, customer);
  AttuneEvaluationSpec spec = { .form = find_form (context, "customer-chats") };
  g_autoptr (GAsyncResult) result = NULL;

  if (interaction == NULL)
    return 0;
  spec.interaction = interaction->id;
  spec.agent = ((AttunePart *) g_ptr_array_index (interaction->parts, 0))->agent;
  attune_store_start_evaluation_async (attune_context_get_store (context),
                                       attune_context_get_actor (context), &spec, NULL,
                                       attune_await_cb, &result);
  return attune_store_start_evaluation_finish (attune_context_get_store (context),
                                               attune_await (&result), NULL);
}

gint64
shots_find_chat (AttuneContext *context)
{
  return start (context, "C-55120");
}

gint64
shots_find_letter (AttuneContext *context)
{
  return start (context, "C-18873");
}

static void
add_note (AttuneEvaluatePage *page, AttuneStretch stretch, AttuneNoteKind kind, const char *text)
{
  AttuneNote note = { .evaluation = page->evaluation,
                      .from_us = -1,
                      .to_us = -1,
                      .kind = kind,
                      .is_shared = TRUE,
                      .text = (char *) text,
                      .is_on_text = TRUE,
                      .text_media = page->text_media,
                      .stretch = stretch };

  attune_transcript_get_times (attune_transcript_panel_get_transcript (page->text), &stretch,
                               &note.from_us, &note.to_us);
  if (!page->has_recording)
    note.from_us = note.to_us = -1;
  attune_note_book_save (page->book, &note);
}

/* The words of a call where they are heard, with a note on some and others looked for. */
GtkWidget *
shots_show_transcript (AttuneWindow *window)
{
  AttuneEvaluatePage *page = ATTUNE_EVALUATE_PAGE (attune_window_get_page (window));

  shots_settle (SHOTS_SETTLE_MS);
  add_note (page, (AttuneStretch){ 2, 2, 0, 30 }, ATTUNE_NOTE_PRAISE, "Says what comes next.");
  gtk_toggle_button_set_active (page->shows_text, TRUE);
  attune_listen_pane_seek (page->listen, 21 * G_USEC_PER_SEC);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

GtkWidget *
shots_search_transcript (AttuneWindow *window)
{
  AttuneEvaluatePage *page = ATTUNE_EVALUATE_PAGE (attune_window_get_page (window));
  GtkWidget *focus;

  shots_settle (SHOTS_SETTLE_MS);
  attune_page_search (ATTUNE_PAGE (page));
  focus = gtk_root_get_focus (GTK_ROOT (window));
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_ENTRY)),
                         "you");
  shots_settle (SHOTS_SETTLE_MS);
  gtk_widget_activate (gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_ENTRY));
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

/* What was written, with notes on words of it. */
GtkWidget *
shots_show_chat (AttuneWindow *window)
{
  AttuneEvaluatePage *page = ATTUNE_EVALUATE_PAGE (attune_window_get_page (window));

  shots_settle (SHOTS_SETTLE_MS);
  add_note (page, (AttuneStretch){ 1, 1, 0, 40 }, ATTUNE_NOTE_PRAISE, "Warm, and thanks first.");
  add_note (page, (AttuneStretch){ 3, 4, 20, 12 }, ATTUNE_NOTE_IMPROVE,
            "Could have said at once how long it takes.");
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

/* --- Searching ------------------------------------------------------------------------------------------------------ */

static GtkWidget *
search_for (AttuneWindow *window, const char *words)
{
  attune_page_go_to (attune_window_get_page (window), words);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

GtkWidget *
shots_search (AttuneWindow *window)
{
  return search_for (window, "the custo");
}

GtkWidget *
shots_search_nothing (AttuneWindow *window)
{
  return search_for (window, "zebra");
}
