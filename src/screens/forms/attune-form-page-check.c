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
  GtkWidget *label = gtk_label_new (fault->message);
  GtkWidget *chip = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 38);
  gtk_button_set_child (GTK_BUTTON (chip), label);
  gtk_widget_set_tooltip_text (chip, fault->message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  fault->message, -1);
  gtk_widget_add_css_class (chip, "chip");
  g_object_set_data_full (G_OBJECT (chip), "attune-place", g_strdup (place), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->chips, chip);
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
      g_autofree char *more = g_strdup_printf (
        /* Translators: after some findings about a form. */
        g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n - MAX_CHIPS), n - MAX_CHIPS);
      GtkWidget *label = gtk_label_new (more);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (self->chips, label);
    }
}

static void
show_range (AttuneFormPage *self)
{
  g_autofree char *minimum = attune_format_score (self->lint->minimum);
  g_autofree char *maximum = attune_format_score (self->lint->maximum);
  /* Translators: the least and the most that a form can give, "Gives 0 to 100". */
  g_autofree char *text = g_strdup_printf (_ ("Gives %s to %s"), minimum, maximum);

  gtk_label_set_label (self->range,
                       self->lint->maximum == ATTUNE_SCORE_NONE ? _ ("Gives no score") : text);
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
