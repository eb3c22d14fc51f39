/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-gap-dialog.h"

#include "attune-answer-dialog.h"
#include "attune-answering-words.h"
#include "attune-evaluate-words.h"
#include "attune-form-names.h"
#include "attune-format.h"
#include "attune-present.h"

#include <glib/gi18n.h>

/* Questions made in one turn of the loop. */
#define ROWS_A_TURN 8

/* What the window works on: its data. */
typedef struct
{
  AttuneGap *gap;
  GArray *items;              /* AttuneGapItem */
  AdwPreferencesGroup *group; /* borrowed */
  guint next;
  guint source;
} Comparing;

static void
free_comparing (gpointer data)
{
  Comparing *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  attune_gap_free (self->gap);
  g_array_unref (self->items);
  g_free (self);
}

char *
attune_gap_to_words (gint64 gap)
{
  g_autofree char *size = NULL;

  if (gap == ATTUNE_SCORE_NONE)
    return NULL;
  size = attune_format_score (ABS (gap));
  return g_strdup_printf ("%s%s", gap > 0 ? "+" : gap < 0 ? "−" : "±", size);
}

static GtkWidget *
make_row (Comparing *self, const AttuneGapItem *item)
{
  const AttuneFormQuestion *asked = attune_form_get_question (attune_answers_get_form (
                                                                self->gap->answers),
                                                              item->question);
  g_autofree char *theirs = attune_given_to_words (self->gap->answers, item->question);
  g_autofree char *own = attune_given_to_words (self->gap->self_answers, item->question);
  /* Translators: names and their answers. */
  g_autofree char *both = g_strdup_printf (_ ("%1$s: %2$s\n%3$s: %4$s"), self->gap->evaluator_name,
                                           theirs, self->gap->agent_name, own);
  g_autofree char *words = attune_gap_to_words (item->gap);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (words != NULL ? words : item->differs ? _ ("differs") : "");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), attune_form_name_title (asked->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), both);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, item->differs ? "heading" : "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

static gboolean
make_cb (gpointer data)
{
  Comparing *self = data;

  for (guint made = 0; self->next < self->items->len && made < ROWS_A_TURN; made++)
    adw_preferences_group_add (self->group,
                               make_row (self, &g_array_index (self->items, AttuneGapItem,
                                                               self->next++)));
  if (self->next < self->items->len)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static guint
count_differing (const GArray *items)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += g_array_index (items, AttuneGapItem, i).differs;
  return n;
}

static char *
describe (const AttuneGap *gap, guint n)
{
  gint64 pass = attune_form_get_pass (attune_answers_get_form (gap->answers));
  g_autofree char *score = attune_score_to_words (gap->score, pass);
  g_autofree char *self_score = attune_score_to_words (gap->self_score, pass);

  return g_strdup_printf (
    /* Translators: names, scores, and the number of questions. */
    ngettext ("%1$s: %2$s of 100 · %3$s: %4$s of 100. %5$u answer differs.",
              "%1$s: %2$s of 100 · %3$s: %4$s of 100. %5$u answers differ.", n),
    gap->evaluator_name, score, gap->agent_name, self_score, n);
}

GtkWidget *
attune_gap_dialog_open (GtkWidget *parent, AttuneGap *gap)
{
  Comparing *self = g_new0 (Comparing, 1);
  AttuneAnswerDialog *dialog;
  g_autofree char *lead = NULL;

  self->gap = gap;
  self->items = attune_gap_list_items (gap);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  lead = describe (gap, count_differing (self->items));
  dialog = attune_answer_dialog_new (parent, &(AttuneAnswerDialogText){ .title = _ ("Both Sides"),
                                                                        .subtitle = gap->agent_name,
                                                                        .lead = lead });
  attune_answer_dialog_add (dialog, GTK_WIDGET (self->group));
  g_object_set_data_full (G_OBJECT (dialog), "comparing", self, free_comparing);
  self->source = g_idle_add (make_cb, self);
  attune_present (GTK_WINDOW (dialog));
  return GTK_WIDGET (dialog);
}
