/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-number-guard.h"

#include "attune-ticks.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

/* Beside a spin button, as its data: the label to say why in, where it has one of its own. */
#define REASON "attune-reason"
/* Likewise what its row said before. */
#define SUBTITLE "attune-subtitle"

gboolean
attune_number_guard_read (const char *text,
                          double lower,
                          double upper,
                          const char *kept,
                          double *value,
                          char **reason)
{
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;
  AttuneDecimal decimal;

  g_return_val_if_fail (text != NULL && kept != NULL, FALSE);
  g_return_val_if_fail (value != NULL && reason != NULL, FALSE);

  if (!attune_decimal_from_string (text, '.', &decimal) &&
      !attune_decimal_from_string (text, ',', &decimal))
    {
      /* Translators: about what was typed where a number belongs; the %s is the number there was. */
      *reason = g_strdup_printf (_ ("Not a number: %s stays"), kept);
      return FALSE;
    }
  *value = attune_decimal_to_double (decimal);
  if (*value >= lower && *value <= upper)
    return TRUE;
  least = attune_ticks_format_number (lower, 0);
  most = attune_ticks_format_number (upper, 0);
  /* Translators: about a number that was typed; the first two %s are the bounds, the last is the number there was. */
  *reason = g_strdup_printf (_ ("Only from %s to %s: %s stays"), least, most, kept);
  return FALSE;
}

/* What is typed, as a number, or NULL as the reason that it is none. */
static gboolean
read_typed (GtkSpinButton *spin, double *value, char **reason)
{
  GtkAdjustment *adjustment = gtk_spin_button_get_adjustment (spin);
  g_autofree char *kept = g_strdup_printf ("%.*f", (int) gtk_spin_button_get_digits (spin),
                                           gtk_adjustment_get_value (adjustment));

  return attune_number_guard_read (gtk_editable_get_text (GTK_EDITABLE (spin)),
                                   gtk_adjustment_get_lower (adjustment),
                                   gtk_adjustment_get_upper (adjustment), kept, value, reason);
}

static gboolean
is_marked (GtkSpinButton *spin)
{
  return gtk_widget_has_css_class (GTK_WIDGET (spin), "error");
}

/* In the row's subtitle, which comes back later. */
static void
say_in_row (GtkSpinButton *spin, const char *reason)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (spin), ADW_TYPE_ACTION_ROW);

  if (row == NULL)
    return;
  if (reason != NULL && !is_marked (spin))
    g_object_set_data_full (G_OBJECT (spin), SUBTITLE,
                            g_strdup (adw_action_row_get_subtitle (ADW_ACTION_ROW (row))), g_free);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               reason != NULL ? reason
                                              : g_object_get_data (G_OBJECT (spin), SUBTITLE));
}

static void
mark (GtkSpinButton *spin, const char *reason)
{
  GtkLabel *label = g_object_get_data (G_OBJECT (spin), REASON);

  if (reason == NULL && !is_marked (spin))
    return;
  if (label != NULL)
    {
      gtk_label_set_label (label, reason != NULL ? reason : "");
      gtk_widget_set_visible (GTK_WIDGET (label), reason != NULL);
    }
  else
    say_in_row (spin, reason);
  if (reason != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (spin), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (spin), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  reason != NULL ? reason : "", -1);
}

static void
changed_cb (GtkSpinButton *spin)
{
  g_autofree char *reason = NULL;
  double value;

  mark (spin, read_typed (spin, &value, &reason) ? NULL : reason);
}

static int
input_cb (GtkSpinButton *spin, double *value)
{
  g_autofree char *reason = NULL;

  return read_typed (spin, value, &reason) ? TRUE : GTK_INPUT_ERROR;
}

/* Return takes nothing that is wrong; Escape takes it back, and is then used up. */
static gboolean
key_cb (GtkSpinButton *spin, guint key)
{
  if (!is_marked (spin))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter)
    return GDK_EVENT_STOP;
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  gtk_spin_button_update (spin);
  gtk_editable_select_region (GTK_EDITABLE (spin), 0, -1);
  return GDK_EVENT_STOP;
}

void
attune_number_guard_add (GtkSpinButton *spin, GtkLabel *reason)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_SPIN_BUTTON (spin));
  g_return_if_fail (reason == NULL || GTK_IS_LABEL (reason));

  g_object_set_data (G_OBJECT (spin), REASON, reason);
  gtk_spin_button_set_numeric (spin, FALSE);
  gtk_spin_button_set_update_policy (spin, GTK_UPDATE_IF_VALID);
  g_signal_connect (spin, "input", G_CALLBACK (input_cb), NULL);
  g_signal_connect (spin, "changed", G_CALLBACK (changed_cb), NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), spin);
  gtk_widget_add_controller (GTK_WIDGET (spin), keys);
}

gboolean
attune_number_guard_get (GtkSpinButton *spin, AttuneDecimal *decimal)
{
  double places;

  g_return_val_if_fail (GTK_IS_SPIN_BUTTON (spin) && decimal != NULL, FALSE);

  places = round (gtk_spin_button_get_value (spin) * ATTUNE_DECIMAL_ONE);
  return attune_decimal_from_double (places / ATTUNE_DECIMAL_ONE, decimal);
}
