/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-prose.h"

struct _AttuneProse
{
  AdwBin parent_instance;

  GtkTextView *view;
  GtkTextBuffer *buffer; /* the view's */
  GtkWidget *placeholder;
  gboolean is_applying;
};

G_DEFINE_FINAL_TYPE (AttuneProse, attune_prose, ADW_TYPE_BIN)

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (AttuneProse *self)
{
  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (self->buffer) == 0);
  if (!self->is_applying)
    g_signal_emit (self, signals[EDITED], 0);
}

static gboolean
attune_prose_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ATTUNE_PROSE (widget)->view));
}

static void
attune_prose_class_init (AttuneProseClass *class)
{
  GTK_WIDGET_CLASS (class)->grab_focus = attune_prose_grab_focus;

  signals[EDITED] = g_signal_new ("edited", ATTUNE_TYPE_PROSE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "prose");
}

static void
attune_prose_init (AttuneProse *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_left_margin (self->view, 9);
  gtk_text_view_set_right_margin (self->view, 9);
  gtk_text_view_set_top_margin (self->view, 7);
  gtk_text_view_set_bottom_margin (self->view, 7);
  self->buffer = gtk_text_view_get_buffer (self->view);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);

  self->placeholder = gtk_label_new (NULL);
  gtk_widget_set_halign (self->placeholder, GTK_ALIGN_START);
  gtk_widget_set_valign (self->placeholder, GTK_ALIGN_START);
  gtk_widget_set_can_target (self->placeholder, FALSE);
  gtk_widget_add_css_class (self->placeholder, "dim-label");
  gtk_widget_add_css_class (self->placeholder, "placeholder");
  gtk_label_set_ellipsize (GTK_LABEL (self->placeholder), PANGO_ELLIPSIZE_END);

  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->placeholder);
  adw_bin_set_child (ADW_BIN (self), overlay);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
attune_prose_new (const char *label, const char *placeholder)
{
  AttuneProse *self = g_object_new (ATTUNE_TYPE_PROSE, NULL);

  gtk_label_set_label (GTK_LABEL (self->placeholder), placeholder != NULL ? placeholder : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return GTK_WIDGET (self);
}

char *
attune_prose_dup_text (AttuneProse *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

void
attune_prose_set_text (AttuneProse *self, const char *text)
{
  g_autofree char *before = attune_prose_dup_text (self);

  if (strcmp (before, text) == 0)
    return;
  self->is_applying = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  self->is_applying = FALSE;
}

void
attune_prose_set_is_flagged (AttuneProse *self, gboolean is_flagged)
{
  if (is_flagged)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}
