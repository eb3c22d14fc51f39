/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-history-words.h"
#include "attune-revision-words.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

static GPtrArray *
get_revisions (AttuneEvaluatePage *self)
{
  return attune_draft_get_evaluation (self->draft)->revisions;
}

/* --- What is shown of it --- */

/* What the notice over the form is about. */
typedef enum
{
  NOTICE_NONE,
  NOTICE_OLDER,      /* an earlier revision is being read */
  NOTICE_VOID,       /* nothing of it counts any more */
  NOTICE_CORRECTION, /* a correction is being written, or was begun before */
  NOTICE_REVISED,    /* what is shown is not what was submitted first */
} Notice;

static Notice
find_notice (AttuneEvaluatePage *self)
{
  if (self->older != NULL)
    return NOTICE_OLDER;
  if (self->correction != NULL)
    return NOTICE_CORRECTION;
  if (attune_draft_get_evaluation (self->draft)->row->state == ATTUNE_EVALUATION_STATE_VOID)
    return NOTICE_VOID;
  return get_revisions (self)->len > 1 ? NOTICE_REVISED : NOTICE_NONE;
}

static void
show_revised (AttuneEvaluatePage *self)
{
  const AttuneRevisionInfo *revision = attune_draft_get_current_revision (self->draft);
  GTimeZone *zone = attune_context_get_time_zone (get_context (self));
  g_autofree char *words = revision != NULL ? attune_revision_to_sentence (revision, zone) : NULL;

  attune_notice_show (self->revision_notice, words, _ ("_Show the One Before"), NULL);
}

static void
show_void (AttuneEvaluatePage *self)
{
  const char *reason = attune_draft_get_evaluation (self->draft)->void_reason;
  g_autofree char *words = NULL;

  if (reason != NULL && reason[0] != '\0')
    /* Translators: %s is why somebody has voided it, in their words. */
    words = g_strdup_printf (_ ("This evaluation is void and counts nowhere: “%s”"), reason);
  attune_notice_show (self->revision_notice,
                      words != NULL ? words : _ ("This evaluation is void and counts nowhere."),
                      NULL, NULL);
}

void
attune_evaluate_page_show_revision_notice (AttuneEvaluatePage *self)
{
  switch (find_notice (self))
    {
    case NOTICE_NONE:
      attune_notice_hide (self->revision_notice);
      break;
    case NOTICE_OLDER:
      attune_notice_show (self->revision_notice, self->older_words,
                          self->corrects ? _ ("_Back to the Correction")
                                         : _ ("_Back to the Current One"),
                          NULL);
      break;
    case NOTICE_VOID:
      show_void (self);
      break;
    case NOTICE_CORRECTION:
      attune_evaluate_page_show_correction_notice (self);
      break;
    case NOTICE_REVISED:
      show_revised (self);
      break;
    }
}

void
attune_evaluate_page_show_older (AttuneEvaluatePage *self, AttuneSheet *sheet, const char *words)
{
  AttuneSheet *shown = sheet != NULL ? sheet : attune_evaluate_page_get_working_sheet (self);

  g_set_object (&self->older, sheet);
  g_free (self->older_words);
  self->older_words = g_strdup (words);
  attune_form_pane_set_other (self->form_pane, sheet != NULL
                                                 ? attune_sheet_get_answers (
                                                     attune_evaluate_page_get_working_sheet (self))
                                                 : NULL);
  attune_form_pane_set_sheet (self->form_pane, shown);
  attune_form_pane_set_notes (self->form_pane, attune_note_book_get_notes (self->book));
  attune_score_bar_set_sheet (self->score_bar, shown);
  attune_evaluate_page_show_revision_notice (self);
  attune_evaluate_page_update_actions (self);
}

/* --- Reading another one --- */

/* A revision being fetched to be read. */
typedef struct
{
  GWeakRef page;
  AttuneForm *form;
  char *words;
} Reading;

static void
free_reading (Reading *reading)
{
  g_weak_ref_clear (&reading->page);
  attune_form_unref (reading->form);
  g_free (reading->words);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, free_reading)

static void
revision_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (AttuneEvaluatePage) self = g_weak_ref_get (&reading->page);
  g_autoptr (GError) error = NULL;
  g_autofree char *document = attune_store_load_revision_finish (ATTUNE_STORE (source), result,
                                                                 &error);
  g_autoptr (AttuneAnswers) answers = NULL;
  g_autoptr (AttuneSheet) sheet = NULL;

  if (self == NULL || self->draft == NULL)
    return;
  if (document != NULL)
    answers = attune_answers_from_json (reading->form, document, -1, &error);
  if (answers == NULL)
    {
      attune_context_report (get_context (self), _ ("The revision could not be read"), error);
      return;
    }
  sheet = attune_sheet_new (answers, FALSE);
  attune_evaluate_page_show_older (self, sheet, reading->words);
}

static void
load_revision (AttuneEvaluatePage *self, const AttuneRevisionInfo *revision)
{
  AttuneContext *context = get_context (self);
  Reading *reading = g_new0 (Reading, 1);

  g_weak_ref_init (&reading->page, self);
  reading->form = attune_form_ref (attune_sheet_get_form (attune_draft_get_sheet (self->draft)));
  reading->words = attune_revision_to_words (revision, attune_context_get_time_zone (context));
  attune_store_load_revision_async (attune_context_get_store (context),
                                    attune_context_get_actor (context), revision->id,
                                    self->cancellable, revision_loaded_cb, reading);
}

static void
read_revision (AttuneEvaluatePage *self, const AttuneRevisionInfo *revision)
{
  GTimeZone *zone = attune_context_get_time_zone (get_context (self));
  g_autofree char *words = attune_revision_to_words (revision, zone);

  if (!revision->is_current)
    load_revision (self, revision);
  else if (self->corrects)
    attune_evaluate_page_show_older (self, attune_draft_get_sheet (self->draft), words);
  else
    attune_evaluate_page_show_older (self, NULL, NULL);
}

static void
revision_answered_cb (AttuneEvaluatePage *self, gboolean is_first)
{
  switch (find_notice (self))
    {
    case NOTICE_NONE:
    case NOTICE_VOID:
      break;
    case NOTICE_OLDER:
      attune_evaluate_page_show_older (self, NULL, NULL);
      break;
    case NOTICE_CORRECTION:
      attune_evaluate_page_answer_correction (self, is_first);
      break;
    case NOTICE_REVISED:
      read_revision (self, g_ptr_array_index (get_revisions (self), 1));
      break;
    }
}

/* --- The list of them --- */

static void
revision_clicked_cb (AttuneEvaluatePage *self, GtkButton *button)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  gtk_menu_button_popdown (self->history_button);
  read_revision (self, g_ptr_array_index (get_revisions (self), index));
}

static GtkWidget *
make_line (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
append_revision (AttuneEvaluatePage *self, guint index)
{
  const AttuneRevisionInfo *revision = g_ptr_array_index (get_revisions (self), index);
  GTimeZone *zone = attune_context_get_time_zone (get_context (self));
  g_autofree char *words = attune_revision_to_line (revision, zone);
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), make_line (words));
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (revision_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->history, button);
}

static void
dispute_clicked_cb (AttuneEvaluatePage *self)
{
  gtk_menu_button_popdown (self->history_button);
  attune_evaluate_page_read_dispute (self);
}

/* What was said to it: of a dispute there is more to read. */
static void
append_said (AttuneEvaluatePage *self, const AttuneAnsweringLine *line)
{
  GtkWidget *label = make_line (line->words);
  GtkWidget *button;

  if (!line->is_dispute)
    {
      gtk_widget_add_css_class (label, "history-line");
      gtk_box_append (self->history, label);
      return;
    }
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (dispute_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->history, button);
}

/* Appends those of `lines`, newest first, that are after `since`, from the `io_next`th on. */
static void
append_since (AttuneEvaluatePage *self, GPtrArray *lines, guint *io_next, gint64 since)
{
  while (lines != NULL && *io_next < lines->len)
    {
      const AttuneAnsweringLine *line = g_ptr_array_index (lines, *io_next);

      if (line->at < since)
        return;
      append_said (self, line);
      (*io_next)++;
    }
}

void
attune_evaluate_page_show_history (AttuneEvaluatePage *self)
{
  const AttuneEvaluation *evaluation = attune_draft_get_evaluation (self->draft);
  GTimeZone *zone = attune_context_get_time_zone (get_context (self));
  g_autoptr (GPtrArray)
    lines = self->events != NULL
              ? attune_history_list_lines (self->events, self->answering, evaluation->row, zone)
              : NULL;
  guint next = 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->history))) != NULL)
    gtk_box_remove (self->history, child);
  for (guint i = 0; i < evaluation->revisions->len; i++)
    {
      append_since (
        self, lines, &next,
        ((AttuneRevisionInfo *) g_ptr_array_index (evaluation->revisions, i))->submitted_at);
      append_revision (self, i);
    }
  append_since (self, lines, &next, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->history_button),
                          evaluation->row->state != ATTUNE_EVALUATION_STATE_DRAFT);
  attune_evaluate_page_show_revision_notice (self);
}

static void
history_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autoptr (GPtrArray)
    events = attune_store_list_history_finish (ATTUNE_STORE (source), result, NULL);

  if (self == NULL || self->draft == NULL || events == NULL)
    return;
  g_clear_pointer (&self->events, g_ptr_array_unref);
  self->events = g_steal_pointer (&events);
  attune_evaluate_page_show_history (self);
}

/* What cannot be read leaves what was there: that the evaluation cannot is said elsewhere. */
void
attune_evaluate_page_load_history (AttuneEvaluatePage *self)
{
  AttuneContext *context = get_context (self);

  attune_store_list_history_async (attune_context_get_store (context),
                                   attune_context_get_actor (context), self->evaluation,
                                   self->cancellable, history_loaded_cb, attune_weak_new (self));
}

void
attune_evaluate_page_bind_history (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_callback (class, revision_answered_cb);
}
