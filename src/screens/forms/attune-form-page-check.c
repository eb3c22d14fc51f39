/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-format.h"

#include <glib/gi18n.h>

/* So many findings stand in the bar; the rest is a number. */
#define MAX_CHIPS 3
/* A pause in editing before the form is checked again. */
#define CHECK_MS 120

static void
chip_clicked_cb (AttuneFormPage *self, GtkWidget *chip)
{
  attune_form_page_select (self, g_object_get_data (G_OBJECT (chip), "attune-place"));
}

static void
add_chip (AttuneFormPage *self, const AttuneFault *fault)
{
  const char *place = attune_form_outline_resolve (attune_form_page_get_form (self), fault->place);
  g_autofree char *message = attune_format_capital (fault->message);
  GtkWidget *label = gtk_label_new (message);
  GtkWidget *chip = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 38);
  gtk_button_set_child (GTK_BUTTON (chip), label);
  gtk_widget_set_tooltip_text (chip, message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, message,
                                  -1);
  gtk_widget_add_css_class (chip, "chip");
  g_object_set_data_full (G_OBJECT (chip), "attune-place", g_strdup (place), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->chips, chip);
}

static char *
say_more (guint n)
{
  /* Translators: after some findings about a form. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n), n);
}

static void
show_chips (AttuneFormPage *self)
{
  guint n = self->lint->warnings->len;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < MIN (n, MAX_CHIPS); i++)
    add_chip (self, g_ptr_array_index (self->lint->warnings, i));
  if (n > MAX_CHIPS)
    {
      g_autofree char *more = say_more (n - MAX_CHIPS);
      GtkWidget *label = gtk_label_new (more);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (self->chips, label);
    }
}

/* What evaluations on this form can come to. */
static char *
say_range (const AttuneFormLint *lint)
{
  g_autofree char *minimum = attune_format_score (lint->minimum);
  g_autofree char *maximum = attune_format_score (lint->maximum);

  if (lint->minimum == ATTUNE_SCORE_NONE && lint->maximum == ATTUNE_SCORE_NONE)
    return g_strdup (_ ("No question counts in a score yet"));
  if (lint->maximum == ATTUNE_SCORE_NONE)
    /* Translators: a form without a greatest score. */
    return g_strdup_printf (_ ("Scores from %s on"), minimum);
  /* Translators: the least and the greatest score that a form can give, "Scores from 0 to 100". */
  return g_strdup_printf (_ ("Scores from %s to %s"), minimum, maximum);
}

static void
show_range (AttuneFormPage *self)
{
  g_autofree char *text = say_range (self->lint);

  gtk_label_set_label (self->range, text);
}

/* As many as there is room for, each in a line of its own; "" without any. */
char *
attune_form_page_list_findings (AttuneFormPage *self)
{
  GString *text = g_string_new (NULL);
  guint n = self->lint != NULL ? self->lint->warnings->len : 0;

  for (guint i = 0; i < MIN (n, MAX_CHIPS); i++)
    {
      const AttuneFault *fault = g_ptr_array_index (self->lint->warnings, i);
      g_autofree char *message = attune_format_capital (fault->message);

      g_string_append_printf (text, "\n• %s", message);
    }
  if (n > MAX_CHIPS)
    {
      g_autofree char *more = say_more (n - MAX_CHIPS);

      g_string_append_printf (text, "\n• %s", more);
    }
  return g_string_free (text, FALSE);
}

static gboolean
lint_cb (gpointer data)
{
  AttuneFormPage *self = data;
  AttuneForm *form = attune_form_page_get_form (self);

  self->lint_source = 0;
  g_clear_pointer (&self->lint, attune_form_lint_free);
  self->lint = attune_form_lint (form);
  attune_form_page_show_check (self);
  attune_weight_bar_set_form (self->weights, form, self->lint);
  show_chips (self);
  show_range (self);
  return G_SOURCE_REMOVE;
}

void
attune_form_page_queue_check (AttuneFormPage *self)
{
  g_clear_handle_id (&self->lint_source, g_source_remove);
  self->lint_source = g_timeout_add (self->lint == NULL ? 0 : CHECK_MS, lint_cb, self);
}

const AttuneFormLint *
attune_form_page_get_lint (AttuneFormPage *self)
{
  return self->lint_source == 0 ? self->lint : NULL;
}
