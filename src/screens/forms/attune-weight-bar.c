/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-weight-bar.h"

#include "attune-form-names.h"

#include <glib/gi18n.h>

#define HEIGHT 14

struct _AttuneWeightBar
{
  GtkWidget parent_instance;

  /* owned */
  AttuneForm *form;
  gint64 *weights;
  char *selected;

  guint n_weights;
};

G_DEFINE_FINAL_TYPE (AttuneWeightBar, attune_weight_bar, GTK_TYPE_WIDGET)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64
sum_weights (const gint64 *weights, guint n_weights)
{
  gint64 sum = 0;

  for (guint i = 0; i < n_weights; i++)
    sum += MAX (weights[i], 0);
  return sum;
}

guint
attune_weight_bar_pick (const gint64 *weights, guint n_weights, double x, double width)
{
  double at = 0;
  gint64 sum = sum_weights (weights, n_weights);

  if (sum == 0 || width <= 0 || x < 0)
    return G_MAXUINT;
  for (guint i = 0; i < n_weights; i++)
    {
      at += (double) MAX (weights[i], 0) / (double) sum * width;
      if (x < at)
        return i;
    }
  return G_MAXUINT;
}

static gboolean
is_selected (AttuneWeightBar *self, const AttuneFormQuestion *question)
{
  guint section;

  if (g_strcmp0 (self->selected, question->id) == 0)
    return TRUE;
  for (section = question->section; section != ATTUNE_FORM_NONE;
       section = attune_form_get_section (self->form, section)->parent)
    if (g_strcmp0 (self->selected, attune_form_get_section (self->form, section)->id) == 0)
      return TRUE;
  return FALSE;
}

static guint
find_top (AttuneWeightBar *self, guint section)
{
  const AttuneFormSection *found = attune_form_get_section (self->form, section);

  return found->parent == ATTUNE_FORM_NONE ? section : find_top (self, found->parent);
}

static void
draw_question (AttuneWeightBar *self, GtkSnapshot *snapshot, guint index, double x, double width)
{
  const AttuneFormQuestion *question = attune_form_get_question (self->form, index);
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;
  guint turn = 0;

  gtk_style_context_get_color (style, &color);
  for (guint i = 0; i < find_top (self, question->section); i++)
    turn += attune_form_get_section (self->form, i)->parent == ATTUNE_FORM_NONE;
  color.alpha *= is_selected (self, question) ? 0.9f : turn % 2 == 0 ? 0.35f : 0.2f;
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT ((float) x, 0, (float) MAX (width - 1, 0.5),
                                                  HEIGHT));
}

static void
attune_weight_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttuneWeightBar *self = ATTUNE_WEIGHT_BAR (widget);
  double full = gtk_widget_get_width (widget);
  gint64 sum = sum_weights (self->weights, self->n_weights);
  double x = 0;
  GskRoundedRect clip;

  gsk_rounded_rect_init_from_rect (&clip, &GRAPHENE_RECT_INIT (0, 0, (float) full, HEIGHT), 4);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  for (guint i = 0; sum > 0 && i < self->n_weights; i++)
    {
      double width = (double) MAX (self->weights[i], 0) / (double) sum * full;

      if (width > 0)
        draw_question (self, snapshot, i, x, width);
      x += width;
    }
  gtk_snapshot_pop (snapshot);
}

static void
attune_weight_bar_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 80;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 240;
}

static gboolean
attune_weight_bar_query_tooltip (GtkWidget *widget,
                                 int x,
                                 int y,
                                 gboolean is_keyboard,
                                 GtkTooltip *tooltip)
{
  AttuneWeightBar *self = ATTUNE_WEIGHT_BAR (widget);
  guint index = attune_weight_bar_pick (self->weights, self->n_weights, x,
                                        gtk_widget_get_width (widget));
  g_autofree char *text = NULL;

  if (index == G_MAXUINT)
    return FALSE;

  /* Translators: a question and what it weighs of the whole form, "Greeted the customer: 12.5 %". */
  text = g_strdup_printf (_ ("%s: %.1f %%"),
                          attune_form_question_get_name (
                            attune_form_get_question (self->form, index)),
                          (double) self->weights[index] / 100);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
released_cb (AttuneWeightBar *self, int n, double x)
{
  guint index = attune_weight_bar_pick (self->weights, self->n_weights, x,
                                        gtk_widget_get_width (GTK_WIDGET (self)));

  if (index != G_MAXUINT)
    g_signal_emit (self, signals[PICKED], 0, attune_form_get_question (self->form, index)->id);
}

static void
attune_weight_bar_finalize (GObject *object)
{
  AttuneWeightBar *self = ATTUNE_WEIGHT_BAR (object);

  g_clear_pointer (&self->form, attune_form_unref);
  g_free (self->weights);
  g_free (self->selected);

  G_OBJECT_CLASS (attune_weight_bar_parent_class)->finalize (object);
}

static void
attune_weight_bar_class_init (AttuneWeightBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = attune_weight_bar_finalize;
  widget_class->snapshot = attune_weight_bar_snapshot;
  widget_class->measure = attune_weight_bar_measure;
  widget_class->query_tooltip = attune_weight_bar_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "weightbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
attune_weight_bar_init (AttuneWeightBar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What each question weighs of the whole form"), -1);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
attune_weight_bar_set_form (AttuneWeightBar *self, AttuneForm *form, AttuneFormLint *lint)
{
  g_return_if_fail (ATTUNE_IS_WEIGHT_BAR (self));

  g_clear_pointer (&self->form, attune_form_unref);
  g_clear_pointer (&self->weights, g_free);
  self->form = attune_form_ref (form);
  self->n_weights = lint->n_weights;
  self->weights = g_memdup2 (lint->weights, sizeof (gint64) * lint->n_weights);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
attune_weight_bar_set_selected (AttuneWeightBar *self, const char *id)
{
  g_return_if_fail (ATTUNE_IS_WEIGHT_BAR (self));

  g_free (self->selected);
  self->selected = g_strdup (id);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
