/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-score-bar.h"

#include "attune-evaluate-words.h"
#include "attune-format.h"
#include "attune-template.h"

struct _AttuneScoreBar
{
  GtkWidget parent_instance;

  /* template */
  GtkProgressBar *progress;
  GtkLabel *words;
  GtkLabel *outcome;
  GtkLabel *band;
  GtkMenuButton *explain;
  GtkBox *trace;

  /* owned */
  AttuneSheet *sheet;
  char *void_reason; /* NULL unless void */
};

G_DEFINE_FINAL_TYPE (AttuneScoreBar, attune_score_bar, GTK_TYPE_WIDGET)

/* What is void has no verdict any more, only the reason why. */
static void
apply_void (AttuneScoreBar *self)
{
  gtk_label_set_label (self->words, attune_format_state (ATTUNE_EVALUATION_STATE_VOID));
  gtk_label_set_label (self->outcome, self->void_reason);
  gtk_widget_remove_css_class (GTK_WIDGET (self->outcome), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->band), FALSE);
}

/* Lines are broken between two things said, "72 of 100" and "3 of 16", never within one. Owned by the caller. */
static char *
keep_together (const char *words)
{
  g_auto (GStrv) things = g_strsplit (words, " · ", -1);

  for (guint i = 0; things[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (things[i], " ", -1);

      g_free (things[i]);
      things[i] = g_strjoinv ("\302\240", parts);
    }
  return g_strjoinv (" · ", things);
}

static void
apply_score (AttuneScoreBar *self)
{
  AttuneSheetState *state = attune_sheet_get_state (self->sheet);
  AttuneScore *score = attune_sheet_state_get_score (state);
  const AttuneScoreFigures *figures = attune_score_get_figures (score);
  const char *band = attune_score_get_band (score);
  g_autofree char *words = attune_sheet_to_words (state);
  g_autofree char *outcome = attune_outcome_to_words (state);

  g_autofree char *unbroken = keep_together (words);

  gtk_label_set_label (self->words, unbroken);
  gtk_label_set_label (self->outcome, outcome);
  gtk_label_set_label (self->band, band != NULL ? band : "");
  gtk_widget_set_visible (GTK_WIDGET (self->band),
                          band != NULL && figures->complete && !figures->form_failed);
  if (figures->form_failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->outcome), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->outcome), "error");
}

static void
apply (AttuneScoreBar *self)
{
  AttuneSheetState *state = self->sheet != NULL ? attune_sheet_get_state (self->sheet) : NULL;
  guint settled, shown;

  if (state == NULL)
    return;
  attune_sheet_state_count (state, &settled, &shown);
  gtk_progress_bar_set_fraction (self->progress, shown > 0 ? settled / (double) shown : 0.0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), attune_sheet_state_get_can_edit (state));
  if (self->void_reason != NULL)
    apply_void (self);
  else
    apply_score (self);
}

static void
sheet_changed_cb (AttuneScoreBar *self, AttuneSheetState *old, AttuneSheetState *now)
{
  if (attune_sheet_state_get_score (old) != attune_sheet_state_get_score (now) ||
      attune_sheet_state_get_can_edit (old) != attune_sheet_state_get_can_edit (now))
    apply (self);
}

/* The trace is made when somebody asks for it: it is long. */
static void
explain_shown_cb (AttuneScoreBar *self)
{
  AttuneScore *score = attune_sheet_state_get_score (attune_sheet_get_state (self->sheet));
  g_auto (GStrv) sentences = attune_score_trace (score);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->trace))) != NULL)
    gtk_box_remove (self->trace, child);
  for (guint i = 0; sentences[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (sentences[i]);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_widget_set_can_focus (label, FALSE);
      gtk_box_append (self->trace, label);
    }
}

static void
attune_score_bar_dispose (GObject *object)
{
  AttuneScoreBar *self = ATTUNE_SCORE_BAR (object);

  g_clear_object (&self->sheet);
  attune_template_dispose (GTK_WIDGET (self), ATTUNE_TYPE_SCORE_BAR);

  G_OBJECT_CLASS (attune_score_bar_parent_class)->dispose (object);
}

static void
attune_score_bar_finalize (GObject *object)
{
  g_free (ATTUNE_SCORE_BAR (object)->void_reason);

  G_OBJECT_CLASS (attune_score_bar_parent_class)->finalize (object);
}

static void
attune_score_bar_class_init (AttuneScoreBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_score_bar_dispose;
  G_OBJECT_CLASS (class)->finalize = attune_score_bar_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/evaluate/attune-score-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneScoreBar, progress);
  gtk_widget_class_bind_template_child (widget_class, AttuneScoreBar, words);
  gtk_widget_class_bind_template_child (widget_class, AttuneScoreBar, outcome);
  gtk_widget_class_bind_template_child (widget_class, AttuneScoreBar, band);
  gtk_widget_class_bind_template_child (widget_class, AttuneScoreBar, explain);
  gtk_widget_class_bind_template_child (widget_class, AttuneScoreBar, trace);
  gtk_widget_class_bind_template_callback (widget_class, explain_shown_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "scorebar");
}

static void
attune_score_bar_init (AttuneScoreBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
attune_score_bar_set_sheet (AttuneScoreBar *self, AttuneSheet *sheet)
{
  if (self->sheet != NULL)
    g_signal_handlers_disconnect_by_func (self->sheet, sheet_changed_cb, self);
  if (!g_set_object (&self->sheet, sheet) || sheet == NULL)
    return;
  g_signal_connect_object (sheet, "changed", G_CALLBACK (sheet_changed_cb), self,
                           G_CONNECT_SWAPPED);
  apply (self);
}

void
attune_score_bar_set_void (AttuneScoreBar *self, const char *reason)
{
  if (g_strcmp0 (self->void_reason, reason) == 0)
    return;
  g_free (self->void_reason);
  self->void_reason = g_strdup (reason);
  apply (self);
}

void
attune_score_bar_add (AttuneScoreBar *self, GtkWidget *button)
{
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->explain))), button);
}

void
attune_score_bar_explain (AttuneScoreBar *self)
{
  gtk_menu_button_popup (self->explain);
}
