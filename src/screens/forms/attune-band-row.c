/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-band-row.h"

#include "attune-number-guard.h"

struct _AttuneBandRow
{
  AdwBin parent_instance;

  /* template */
  GtkEntry *label;
  GtkSpinButton *from;
  GtkLabel *reason; /* why a number is not taken */
  GtkLabel *remark;

  guint place;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (AttuneBandRow, attune_band_row, ADW_TYPE_BIN)

enum
{
  DONE,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
request (AttuneBandRow *self, const char *key, GVariant *value)
{
  if (self->is_updating)
    g_variant_unref (g_variant_ref_sink (value));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "form.set-band", "(usv)", self->place, key,
                                value);
}

static void
label_changed_cb (AttuneBandRow *self)
{
  request (self, "label",
           g_variant_new_string (gtk_editable_get_text (GTK_EDITABLE (self->label))));
}

static void
label_activate_cb (AttuneBandRow *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
from_changed_cb (AttuneBandRow *self)
{
  AttuneDecimal decimal;

  if (attune_number_guard_get (self->from, &decimal))
    request (self, "from", g_variant_new_int64 (decimal));
}

static void
remove_cb (AttuneBandRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/* Object --------------------------------------------------------------------------------------- */

static void
attune_band_row_dispose (GObject *object)
{
  AttuneBandRow *self = ATTUNE_BAND_ROW (object);

  self->is_updating = TRUE;
  G_OBJECT_CLASS (attune_band_row_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_BAND_ROW);
}

static void
attune_band_row_class_init (AttuneBandRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_band_row_dispose;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/forms/attune-band-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneBandRow, label);
  gtk_widget_class_bind_template_child (widget_class, AttuneBandRow, from);
  gtk_widget_class_bind_template_child (widget_class, AttuneBandRow, reason);
  gtk_widget_class_bind_template_child (widget_class, AttuneBandRow, remark);
  gtk_widget_class_bind_template_callback (widget_class, label_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, label_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, from_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
attune_band_row_init (AttuneBandRow *self)
{
  self->is_updating = TRUE; /* until there is a band */
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_number_guard_add (self->from, self->reason);
}

GtkWidget *
attune_band_row_new (void)
{
  return g_object_new (ATTUNE_TYPE_BAND_ROW, NULL);
}

/* A number that is there already is left alone: somebody may be typing another. */
static void
show_from (AttuneBandRow *self, AttuneDecimal from)
{
  if (gtk_widget_has_css_class (GTK_WIDGET (self->from), "error") &&
      gtk_spin_button_get_value (self->from) == attune_decimal_to_double (from))
    return;
  gtk_spin_button_set_digits (self->from, attune_decimal_count_places (from));
  gtk_spin_button_set_value (self->from, attune_decimal_to_double (from));
}

void
attune_band_row_update (AttuneBandRow *self, const AttuneFormBand *band)
{
  g_return_if_fail (ATTUNE_IS_BAND_ROW (self));
  g_return_if_fail (band != NULL);

  self->is_updating = TRUE;
  self->place = band->place;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->label)), band->label) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->label), band->label);
  show_from (self, band->from);
  self->is_updating = FALSE;
}

void
attune_band_row_remark (AttuneBandRow *self, const char *remark)
{
  g_return_if_fail (ATTUNE_IS_BAND_ROW (self));

  gtk_label_set_label (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
}

gboolean
attune_band_row_is_empty (AttuneBandRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_BAND_ROW (self), TRUE);

  return *gtk_editable_get_text (GTK_EDITABLE (self->label)) == '\0';
}

guint
attune_band_row_get_place (AttuneBandRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_BAND_ROW (self), 0);

  return self->place;
}

void
attune_band_row_enter (AttuneBandRow *self)
{
  g_return_if_fail (ATTUNE_IS_BAND_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->label));
  gtk_editable_select_region (GTK_EDITABLE (self->label), 0, -1);
}
