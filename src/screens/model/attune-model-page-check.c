/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-page-private.h"

#include "attune-model-item.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

/* So many findings stand in the bar; the button before them has all. */
#define MAX_CHIPS 2
/* A pause in editing before the model is checked again. */
#define REVIEW_MS 120
/* What the picture has around itself. */
#define PICTURE_PADDING 24

const AttuneModelReview *
attune_model_page_get_review (AttuneModelPage *self)
{
  return self->review != NULL && self->review->model == attune_model_page_get_model (self)
           ? self->review
           : NULL;
}

/* Findings ----------------------------------------------------------------------------------------------- */

static void
chip_clicked_cb (AttuneModelPage *self, GtkWidget *chip)
{
  AttuneModelItem *item = g_object_get_data (G_OBJECT (chip), "attune-item");

  g_signal_emit_by_name (self->findings, "chosen", item);
}

static void
add_chip (AttuneModelPage *self, AttuneModelItem *item)
{
  GtkWidget *label = gtk_label_new (attune_model_item_get_title (item));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *chip = gtk_button_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 38);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box),
                  gtk_image_new_from_icon_name (attune_model_item_get_icon_name (item)));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_set_tooltip_text (chip, attune_model_item_get_title (item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  attune_model_item_get_title (item), -1);
  gtk_widget_add_css_class (chip, "chip");
  if (g_str_equal (attune_model_item_get_icon_name (item), "dialog-information-symbolic"))
    gtk_widget_add_css_class (chip, "hint");
  g_object_set_data_full (G_OBJECT (chip), "attune-item", g_object_ref (item), g_object_unref);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->chips, chip);
}

static char *
say_summary (guint n_warnings, guint n_hints)
{
  g_autofree char *warnings = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u warning",
                                                            "%u warnings", n_warnings),
                                               n_warnings);
  g_autofree char *hints = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hint", "%u hints",
                                                         n_hints),
                                            n_hints);

  if (n_warnings == 0)
    return g_steal_pointer (&hints);
  if (n_hints == 0)
    return g_steal_pointer (&warnings);
  return g_strdup_printf ("%s · %s", warnings, hints);
}

static void
show_findings (AttuneModelPage *self)
{
  g_autoptr (GListModel) items = attune_model_list_findings (self->review, MAX_CHIPS);
  guint n = g_list_model_get_n_items (items);
  guint n_warnings, n_hints;
  g_autofree char *summary = NULL;
  GtkWidget *child;

  attune_model_review_count (self->review, &n_warnings, &n_hints);
  summary = say_summary (n_warnings, n_hints);
  gtk_menu_button_set_label (self->summary, summary);
  gtk_widget_set_visible (self->lint_bar, n > 0);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AttuneModelItem) item = g_list_model_get_item (items, i);

      add_chip (self, item);
    }
}

/* All of them, when they are asked for: there may be thousands. */
static void
fill_findings_cb (GtkMenuButton *button, gpointer data)
{
  AttuneModelPage *self = data;
  g_autoptr (GListModel) items = NULL;

  if (self->review == NULL)
    return;
  items = attune_model_list_findings (self->review, G_MAXUINT);
  attune_model_list_set (self->findings, _ ("What Was Found"), items);
}

void
attune_model_page_init_findings (AttuneModelPage *self)
{
  gtk_menu_button_set_create_popup_func (self->summary, fill_findings_cb, self, NULL);
}

/* The picture ------------------------------------------------------------------------------------------------ */

void
attune_model_page_update_picture (AttuneModelPage *self)
{
  const AttuneModelReview *review = attune_model_page_get_review (self);
  double height;

  if (review == NULL || self->picture != NULL || g_str_equal (self->view, "grid"))
    return;

  self->picture = attune_model_picture_new (review);
  height = attune_link_chart_get_least_height (self->picture->chart,
                                               attune_chart_view_get_theme (self->chart));
  gtk_widget_set_size_request (GTK_WIDGET (self->chart), -1, (int) height + PICTURE_PADDING);
  attune_chart_view_set_chart (self->chart, self->picture->chart);
  attune_chart_table_view_set_chart (self->table, self->picture->chart);
}

/* Reviews ------------------------------------------------------------------------------------------------------ */

static void
reviewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneModelPage) self = attune_weak_take (data);
  AttuneModelReview *review = attune_model_review_make_finish (result, NULL);

  if (self == NULL || review == NULL || review->model != attune_model_page_get_model (self))
    {
      g_clear_pointer (&review, attune_model_review_free);
      return;
    }

  g_clear_pointer (&self->review, attune_model_review_free);
  g_clear_pointer (&self->picture, attune_model_picture_free);
  self->review = review;
  attune_model_grid_show (self->grid, review->model, review->check);
  show_findings (self);
  attune_model_page_update_picture (self);
  attune_model_page_update_actions (self);
}

static gboolean
review_cb (gpointer data)
{
  AttuneModelPage *self = data;

  self->review_source = 0;
  g_cancellable_cancel (self->reviewing);
  g_clear_object (&self->reviewing);
  self->reviewing = g_cancellable_new ();
  attune_model_review_make_async (attune_model_page_get_model (self), self->base, self->reviewing,
                                  reviewed_cb, attune_weak_new (self));
  return G_SOURCE_REMOVE;
}

void
attune_model_page_queue_review (AttuneModelPage *self)
{
  if (self->base == NULL || self->history == NULL)
    return;
  g_clear_handle_id (&self->review_source, g_source_remove);
  self->review_source = g_timeout_add (self->review == NULL ? 0 : REVIEW_MS, review_cb, self);
}

static void
base_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneModelPage) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  AttuneModelBase *base = attune_model_base_load_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL)
    {
      g_clear_pointer (&base, attune_model_base_unref);
      return;
    }
  self->n_base_loads--;
  if (base == NULL)
    {
      attune_context_report (attune_page_get_context (ATTUNE_PAGE (self)),
                             _ ("The forms could not be read"), error);
      return;
    }

  g_clear_pointer (&self->base, attune_model_base_unref);
  self->base = base;
  attune_model_page_queue_review (self);
}

void
attune_model_page_load_base (AttuneModelPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  self->n_base_loads++;
  attune_model_base_load_async (attune_context_get_store (context),
                                attune_context_get_actor (context), self->cancellable,
                                base_loaded_cb, attune_weak_new (self));
}
