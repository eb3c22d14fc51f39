/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-number-guard.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget *row;
  GtkSpinButton *spin;
  guint n_changed;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->row = g_object_ref_sink (adw_action_row_new ());
  adw_action_row_set_subtitle (ADW_ACTION_ROW (fixture->row), "12 % of the form");
  fixture->spin = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 100, 1));
  gtk_spin_button_set_value (fixture->spin, 7);
  adw_action_row_add_suffix (ADW_ACTION_ROW (fixture->row), GTK_WIDGET (fixture->spin));
  attune_number_guard_add (fixture->spin, NULL);
  g_signal_connect_swapped (gtk_spin_button_get_adjustment (fixture->spin), "value-changed",
                            G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->row);
}

static void
type (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->spin), text);
}

static void
assert_shown (Fixture *fixture, gboolean is_wrong, const char *subtitle)
{
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->spin), "error") == is_wrong);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (fixture->row)), ==, subtitle);
}

/* What is no number changes nothing, and goes when it is left. */
static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "abc", "", "7x" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      type (fixture, texts[i]);
      assert_shown (fixture, TRUE, "Not a number: 7 stays");
      g_assert_cmpfloat (gtk_spin_button_get_value (fixture->spin), ==, 7);
      gtk_spin_button_update (fixture->spin);
      assert_shown (fixture, FALSE, "12 % of the form");
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->spin)), ==, "7");
    }
  type (fixture, "101");
  assert_shown (fixture, TRUE, "Only from 0 to 100: 7 stays");
  gtk_spin_button_update (fixture->spin);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_right (Fixture *fixture, gconstpointer data)
{
  type (fixture, "abc");
  type (fixture, "12,5");
  assert_shown (fixture, FALSE, "12 % of the form");
  gtk_spin_button_update (fixture->spin);
  g_assert_cmpfloat (gtk_spin_button_get_value (fixture->spin), ==, 12.5);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

/* Steps of whole ones and of tenths, both ways, from every tenth that there is. */
static void
test_steps (void)
{
  static const struct
  {
    double by;
    AttuneDecimal expected;
  } steps[] = { { 1, 10000 }, { -1, -10000 }, { 0.1, 1000 }, { -0.1, -1000 } };
  GtkSpinButton *spin = g_object_ref_sink (
    GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (-1000, 1000, 1)));
  guint n_beside = 0;

  gtk_spin_button_set_digits (spin, 1);
  for (int tenths = -1200; tenths <= 1200; tenths++)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      {
        AttuneDecimal decimal = 0;

        gtk_adjustment_set_value (gtk_spin_button_get_adjustment (spin), tenths / 10.0);
        gtk_spin_button_spin (spin, GTK_SPIN_USER_DEFINED, steps[i].by);
        n_beside += !attune_decimal_from_double (gtk_spin_button_get_value (spin), &decimal);
        g_assert_true (attune_number_guard_get (spin, &decimal));
        g_assert_cmpint (decimal, ==, tenths * 1000 + steps[i].expected);
      }
  g_assert_cmpuint (n_beside, >, 100);
  g_object_unref (spin);
}

static void
test_get (void)
{
  static const struct
  {
    double value;
    AttuneDecimal decimal; /* 7: it is none */
  } rows[] = {
    { 0, 0 },
    { -0.0, 0 },
    { 0.00004, 0 },
    { 0.00005, 1 },
    { -0.00005, -1 },
    { 1.2000000000000002, 12000 },
    { 1e9, ATTUNE_DECIMAL_MAX },
    { 1e9 + 1, 7 },
    { -1e12, 7 },
  };
  GtkSpinButton *spin = g_object_ref_sink (
    GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (-1e15, 1e15, 1)));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AttuneDecimal decimal = 7;

      gtk_adjustment_set_value (gtk_spin_button_get_adjustment (spin), rows[i].value);
      g_assert_true (attune_number_guard_get (spin, &decimal) == (rows[i].decimal != 7));
      g_assert_cmpint (decimal, ==, rows[i].decimal);
    }
  g_object_unref (spin);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();

  g_test_add ("/screens/number-guard/wrong", Fixture, NULL, set_up, test_wrong, tear_down);
  g_test_add ("/screens/number-guard/right", Fixture, NULL, set_up, test_right, tear_down);
  g_test_add_func ("/screens/number-guard/steps", test_steps);
  g_test_add_func ("/screens/number-guard/get", test_get);
  return g_test_run ();
}
