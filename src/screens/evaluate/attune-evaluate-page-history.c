/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-evaluate-words.h"

#include <glib/gi18n.h>

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

void
attune_evaluate_page_show_older (AttuneEvaluatePage *self, AttuneSheet *sheet, const char *words)
{
  AttuneSheet *shown = sheet != NULL ? sheet : attune_draft_get_sheet (self->draft);

  g_set_object (&self->older, sheet);
  attune_form_pane_set_sheet (self->form_pane, shown);
  attune_form_pane_set_notes (self->form_pane, attune_note_book_get_notes (self->book));
  attune_score_bar_set_sheet (self->score_bar, shown);
  if (sheet != NULL)
    attune_notice_show (self->revision_notice, words, _ ("_Back to the Current One"), NULL);
  else
    attune_notice_hide (self->revision_notice);
  attune_evaluate_page_update_actions (self);
}

static void
revision_answered_cb (AttuneEvaluatePage *self)
{
  attune_evaluate_page_show_older (self, NULL, NULL);
}

/* A revision being fetched to be read. */
typedef struct
{
  AttuneEvaluatePage *page;
  char *words;
} Reading;

static void
revision_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  AttuneEvaluatePage *self = reading->page;
  g_autoptr (GError) error = NULL;
  g_autofree char *document = attune_store_load_revision_finish (ATTUNE_STORE (source), result,
                                                                 &error);
  AttuneForm *form = attune_sheet_get_form (attune_draft_get_sheet (self->draft));
  g_autoptr (AttuneAnswers)
    answers = document != NULL ? attune_answers_from_json (form, document, -1, &error) : NULL;
  g_autoptr (AttuneSheet) sheet = answers != NULL ? attune_sheet_new (answers, FALSE) : NULL;

  if (sheet != NULL)
    attune_evaluate_page_show_older (self, sheet, reading->words);
  else
    attune_context_report (get_context (self), _ ("The revision could not be read"), error);
  g_object_unref (self);
  g_free (reading->words);
  g_free (reading);
}

static void
revision_clicked_cb (AttuneEvaluatePage *self, GtkButton *button)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  const AttuneRevisionInfo *revision = g_ptr_array_index (
    attune_draft_get_evaluation (self->draft)->revisions, index);
  Reading *reading;

  gtk_menu_button_popdown (self->history_button);
  if (revision->is_current)
    {
      attune_evaluate_page_show_older (self, NULL, NULL);
      return;
    }
  reading = g_new0 (Reading, 1);
  reading->page = g_object_ref (self);
  reading->words = attune_revision_to_words (revision,
                                             attune_context_get_time_zone (get_context (self)));
  attune_store_load_revision_async (attune_context_get_store (get_context (self)),
                                    attune_context_get_actor (get_context (self)), revision->id,
                                    self->cancellable, revision_loaded_cb, reading);
}

static void
append_history (AttuneEvaluatePage *self, const char *words, int index)
{
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_add_css_class (label, "numeric");
  if (index < 0)
    {
      gtk_widget_add_css_class (label, "history-line");
      gtk_box_append (self->history, label);
      g_object_ref_sink (button);
      g_object_unref (button);
      return;
    }
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (revision_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->history, button);
}

void
attune_evaluate_page_show_history (AttuneEvaluatePage *self)
{
  const AttuneEvaluation *evaluation = attune_draft_get_evaluation (self->draft);
  GTimeZone *zone = attune_context_get_time_zone (get_context (self));
  g_autofree char *reason = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->history))) != NULL)
    gtk_box_remove (self->history, child);
  if (evaluation->void_reason != NULL)
    {
      reason = g_strdup_printf (_ ("Void: %s"), evaluation->void_reason);
      append_history (self, reason, -1);
    }
  for (guint i = 0; i < evaluation->revisions->len; i++)
    {
      g_autofree char *words = attune_revision_to_words (g_ptr_array_index (evaluation->revisions,
                                                                            i),
                                                         zone);

      append_history (self, words, (int) i);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->history_button),
                          evaluation->row->state != ATTUNE_EVALUATION_STATE_DRAFT);
}

void
attune_evaluate_page_bind_history (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_callback (class, revision_answered_cb);
}
