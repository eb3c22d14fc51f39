/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-band-group.h"
#include "attune-band-row.h"
#include "attune-form-edit.h"
#include "attune-form-pane.h"
#include "attune-form-sample.h"
#include "attune-score-bar.h"
#include "attune-screens.h"
#include "attune-scroll.h"
#include "attune-test-support.h"

/* A form of one question without bands, whose settings are shown. */
static AttuneFormPage *
open_form (AttuneFormSample *sample)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autoptr (AttuneForm) form = attune_form_new ("f", "F", "S");
  AttuneForm *asked = attune_form_add_question (form, attune_form_get_section (form, 0)->id, 0,
                                                ATTUNE_QUESTION_YES_NO, "One", NULL, NULL);

  attune_form_page_take (page, asked, NULL, NULL, NULL);
  attune_form_sample_act (sample, "form.about");
  attune_form_properties_settle (page->properties);
  attune_sample_settle (100);
  return page;
}

/* "Low:0 High:80", by rising limit. */
static void
assert_bands (AttuneFormPage *page, const char *expected)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (attune_form_page_get_form (page));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < scoring->n_bands; i++)
    {
      g_autofree char *from = attune_decimal_to_string (scoring->bands[i].from);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", scoring->bands[i].label, from);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static AttuneBandRow *
get_row (AttuneFormPage *page, guint rank)
{
  return attune_sample_find_nth (page->properties, ATTUNE_TYPE_BAND_ROW, rank);
}

/* As they stand on the screen: the labels from top to bottom. */
static void
assert_shown (AttuneFormPage *page, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  AttuneBandRow *row;

  for (guint i = 0; (row = get_row (page, i)) != NULL; i++)
    {
      GtkEditable *label = attune_sample_find_nth (row, GTK_TYPE_ENTRY, 0);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", gtk_editable_get_text (label));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static GtkWidget *
get_add (AttuneFormPage *page)
{
  return attune_sample_find_nth (attune_sample_find_nth (page->properties, ATTUNE_TYPE_BAND_GROUP,
                                                         0),
                                 GTK_TYPE_BUTTON, 0);
}

static gboolean
is_entering (gpointer data)
{
  GtkWidget *focus = attune_form_sample_get_focus (data);

  return focus != NULL && GTK_IS_TEXT (focus) &&
         gtk_widget_get_ancestor (focus, ATTUNE_TYPE_BAND_ROW) != NULL &&
         *gtk_editable_get_text (GTK_EDITABLE (focus)) == '\0';
}

/* Types the label of the band that has just been added. */
static void
type_label (AttuneFormSample *sample, const char *label)
{
  g_assert_true (attune_test_wait_until (is_entering, sample, 10));
  gtk_editable_set_text (GTK_EDITABLE (attune_form_sample_get_focus (sample)), label);
}

static void
add_two (AttuneFormSample *sample, AttuneFormPage *page)
{
  g_signal_emit_by_name (get_add (page), "clicked");
  type_label (sample, "Low");
  g_signal_emit_by_name (attune_form_sample_get_focus (sample), "activate");
  type_label (sample, "High");
}

/* One less than 2.2 is just beside 1.2 in doubles. */
static void
test_step (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_form (sample);
  GtkSpinButton *from;

  add_two (sample, page);
  from = attune_sample_find_nth (get_row (page, 0), GTK_TYPE_SPIN_BUTTON, 0);
  gtk_spin_button_set_value (from, 2.2);
  gtk_spin_button_spin (from, GTK_SPIN_USER_DEFINED, -1);
  assert_bands (page, "Low:1.2 High:50");
}

static AttuneBandRow *
get_focused (AttuneFormSample *sample)
{
  GtkWidget *focus = attune_form_sample_get_focus (sample);

  return focus != NULL ? ATTUNE_BAND_ROW (gtk_widget_get_ancestor (focus, ATTUNE_TYPE_BAND_ROW))
                       : NULL;
}

/* One after another by Return; each step can be undone, and is saved. */
static void
test_add (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_form (sample);
  g_autoptr (AttuneForm) before = attune_form_ref (attune_form_page_get_form (page));
  g_autoptr (AttuneForm) saved = NULL;

  assert_shown (page, "");
  add_two (sample, page);
  assert_bands (page, "Low:0 High:50");
  assert_shown (page, "Low High");

  /* From the lower one on to the upper; from one that is empty to the button. */
  attune_band_row_enter (get_row (page, 0));
  g_signal_emit_by_name (attune_form_sample_get_focus (sample), "activate");
  g_assert_true (get_focused (sample) == get_row (page, 1));
  g_signal_emit_by_name (attune_form_sample_get_focus (sample), "activate");
  g_assert_true (attune_test_wait_until (is_entering, sample, 10));
  g_signal_emit_by_name (attune_form_sample_get_focus (sample), "activate");
  g_assert_true (attune_form_sample_get_focus (sample) == get_add (page));
  assert_bands (page, "Low:0 High:50 :75");

  attune_form_page_save (page);
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));
  saved = attune_form_sample_read_draft (sample);
  g_assert_true (attune_form_equal (saved, attune_form_page_get_form (page)));

  attune_form_sample_act (sample, "form.undo");
  assert_shown (page, "Low High");
  while (!attune_form_equal (before, attune_form_page_get_form (page)) &&
         attune_form_history_can_undo (page->history))
    attune_form_sample_act (sample, "form.undo");
  assert_bands (page, "");
  assert_shown (page, "");
}

static gboolean
is_in_view (gpointer data)
{
  GtkWidget *focus = attune_form_sample_get_focus (data);
  GtkWidget *scroller = gtk_widget_get_ancestor (focus, GTK_TYPE_SCROLLED_WINDOW);

  return attune_scroll_shows (GTK_SCROLLED_WINDOW (scroller), focus);
}

/* A new row comes into view, however many there are. */
static void
test_reveal (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_form (sample);

  g_signal_emit_by_name (get_add (page), "clicked");
  for (guint i = 0; i < 12; i++)
    {
      type_label (sample, "Band");
      g_assert_true (attune_test_wait_until (is_in_view, sample, 10));
      g_signal_emit_by_name (attune_form_sample_get_focus (sample), "activate");
    }
}

/* A limit that passes another takes its row along, and the keys with it. */
static void
test_limits (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_form (sample);
  AttuneBandRow *low;
  GtkSpinButton *from;

  add_two (sample, page);
  low = get_row (page, 0);
  from = attune_sample_find_nth (low, GTK_TYPE_SPIN_BUTTON, 0);
  gtk_widget_grab_focus (GTK_WIDGET (from));
  gtk_editable_set_text (GTK_EDITABLE (from), "62,5");
  gtk_spin_button_update (from);
  assert_bands (page, "High:50 Low:62.5");
  assert_shown (page, "High Low");
  g_assert_true (get_focused (sample) == low);

  /* What is no number is not taken. */
  gtk_editable_set_text (GTK_EDITABLE (from), "much");
  gtk_spin_button_update (from);
  assert_bands (page, "High:50 Low:62.5");
  attune_form_sample_act (sample, "form.undo");
  assert_bands (page, "Low:0 High:50");
  assert_shown (page, "Low High");
}

static void
remove_row (AttuneFormPage *page, guint rank)
{
  AttuneBandRow *row = get_row (page, rank);
  GtkWidget *button;

  /* Behind those of the spin button. */
  for (guint i = 0; (button = attune_sample_find_nth (row, GTK_TYPE_BUTTON, i)) != NULL &&
                    gtk_widget_get_ancestor (button, GTK_TYPE_SPIN_BUTTON) != NULL;
       i++)
    ;
  g_signal_emit_by_name (button, "clicked");
}

/* The keys go on to what is left. */
static void
test_remove (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_form (sample);

  add_two (sample, page);
  g_signal_emit_by_name (attune_form_sample_get_focus (sample), "activate");
  type_label (sample, "Best");
  assert_bands (page, "Low:0 High:50 Best:75");

  remove_row (page, 1);
  assert_bands (page, "Low:0 Best:75");
  assert_shown (page, "Low Best");
  g_assert_true (get_focused (sample) == get_row (page, 1));
  remove_row (page, 1);
  assert_shown (page, "Low");
  g_assert_true (get_focused (sample) == get_row (page, 0));
  attune_form_sample_act (sample, "form.undo");
  assert_shown (page, "Low Best");
  attune_form_sample_act (sample, "form.redo");
  remove_row (page, 0);
  assert_bands (page, "");
  assert_shown (page, "");
  g_assert_true (attune_form_sample_get_focus (sample) == get_add (page));
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  GtkWidget *label;

  for (guint i = 0; (label = attune_sample_find_nth (widget, GTK_TYPE_LABEL, i)) != NULL; i++)
    if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_checked (gpointer page)
{
  return attune_form_page_get_lint (page) != NULL;
}

/* What the check finds stands at the band it is about, or below all of them. */
static void
test_remarks (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_form (sample);
  GtkWidget *group = attune_sample_find_nth (page->properties, ATTUNE_TYPE_BAND_GROUP, 0);

  add_two (sample, page);
  gtk_widget_activate_action (sample->page, "form.set-band", "(usv)", 1, "from",
                              g_variant_new_int64 (120 * ATTUNE_DECIMAL_ONE));
  g_assert_true (attune_test_wait_until (is_checked, page, 10));
  g_assert_true (has_label (GTK_WIDGET (get_row (page, 1)), "No score reaches the band “High”"));
  g_assert_false (has_label (GTK_WIDGET (get_row (page, 0)), "No score reaches the band “High”"));

  gtk_widget_activate_action (sample->page, "form.set-band", "(usv)", 1, "from",
                              g_variant_new_int64 (80 * ATTUNE_DECIMAL_ONE));
  gtk_widget_activate_action (sample->page, "form.set-band", "(usv)", 0, "from",
                              g_variant_new_int64 (20 * ATTUNE_DECIMAL_ONE));
  g_assert_true (attune_test_wait_until (is_checked, page, 10));
  g_assert_false (has_label (GTK_WIDGET (get_row (page, 1)), "No score reaches the band “High”"));
  g_assert_true (has_label (group, "A score below 20 falls in no band"));
}

static gboolean
is_previewed (gpointer data)
{
  AttuneFormPage *page = data;
  AttuneFormPane *pane = attune_sample_find_nth (page->preview, ATTUNE_TYPE_FORM_PANE, 0);

  return pane != NULL && attune_form_pane_is_built (pane) &&
         attune_sheet_get_form (attune_form_pane_get_sheet (pane)) ==
           attune_form_page_get_form (page);
}

static gboolean
says_fine (gpointer page)
{
  return has_label (attune_sample_find_nth (((AttuneFormPage *) page)->preview,
                                            ATTUNE_TYPE_SCORE_BAR, 0),
                    "Fine");
}

/* The preview names the band of its score, and follows when that is called otherwise. */
static void
test_preview (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_form (sample);
  AttuneFormPane *pane;

  add_two (sample, page);
  attune_form_sample_act (sample, "form.preview");
  g_assert_true (attune_test_wait_until (is_previewed, page, 10));
  pane = attune_sample_find_nth (page->preview, ATTUNE_TYPE_FORM_PANE, 0);
  attune_form_pane_enter (pane, 0);
  g_assert_true (attune_form_pane_press_key (pane, GDK_KEY_1));
  g_assert_false (says_fine (page));
  attune_form_page_select (page, NULL);
  gtk_widget_activate_action (sample->page, "form.set-band", "(usv)", 1, "label",
                              g_variant_new_string ("Fine"));
  g_assert_true (attune_test_wait_until (says_fine, page, 10));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("bands/add", test_add, NULL);
  ATTUNE_ADD_FORM_TEST ("bands/step", test_step, NULL);
  ATTUNE_ADD_FORM_TEST ("bands/reveal", test_reveal, NULL);
  ATTUNE_ADD_FORM_TEST ("bands/limits", test_limits, NULL);
  ATTUNE_ADD_FORM_TEST ("bands/remove", test_remove, NULL);
  ATTUNE_ADD_FORM_TEST ("bands/remarks", test_remarks, NULL);
  ATTUNE_ADD_FORM_TEST ("bands/preview", test_preview, NULL);
  return g_test_run ();
}
