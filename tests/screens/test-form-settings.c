/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-choice-popover.h"
#include "attune-choice-row.h"
#include "attune-form-edit.h"
#include "attune-form-fields.h"
#include "attune-form-preset.h"
#include "attune-form-sample.h"
#include "attune-models.h"
#include "attune-screens.h"
#include "attune-test-support.h"

static AttuneForm *
get_form (AttuneFormPage *page)
{
  return attune_form_page_get_form (page);
}

static AttuneFormPage *
open_at (AttuneFormSample *sample, gboolean is_question)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  attune_form_page_select (page,
                           is_question ? attune_form_get_question (get_form (page), 0)->id : NULL);
  attune_form_properties_settle (page->properties);
  attune_sample_settle (100);
  return page;
}

static gboolean
is_choosing (gpointer data)
{
  GtkWidget *focus = attune_form_sample_get_focus (data);

  return focus != NULL && gtk_widget_get_ancestor (focus, ATTUNE_TYPE_CHOICE_POPOVER) != NULL;
}

static gboolean
is_done (gpointer data)
{
  return !is_choosing (data);
}

/* Opens a row as Return does, types, and takes the first that is found. */
static void
choose (AttuneFormSample *sample, GtkWidget *row, const char *text)
{
  GtkWidget *focus;

  g_assert_true (gtk_widget_grab_focus (row));
  attune_sample_settle (100); /* until it is in view */
  g_assert_true (gtk_widget_activate (row));
  g_assert_true (attune_test_wait_until (is_choosing, sample, 10));
  focus = attune_form_sample_get_focus (sample);
  gtk_editable_set_text (GTK_EDITABLE (focus), text);
  g_signal_emit_by_name (gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_ENTRY), "activate");
  g_assert_true (attune_test_wait_until (is_done, sample, 10));
}

static const char *
get_shown (GtkWidget *row)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}

/* Each way of scoring is one step, and is said by its name as long as the form follows it. */
static void
test_preset (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_at (sample, FALSE);
  GtkWidget *row = attune_sample_find_nth (page->properties, ATTUNE_TYPE_CHOICE_ROW, 0);
  g_autoptr (AttuneForm) before = attune_form_ref (get_form (page));

  g_assert_cmpstr (get_shown (row), ==, "Own way");
  choose (sample, row, "Zendesk");
  g_assert_cmpint (attune_form_find_preset (get_form (page)), ==, ATTUNE_FORM_PRESET_ZENDESK);
  g_assert_true (g_str_has_prefix (get_shown (row), "Zendesk QA\nEach answer counts"));
  attune_form_sample_act (sample, "form.undo");
  g_assert_true (attune_form_equal (get_form (page), before));
  g_assert_cmpstr (get_shown (row), ==, "Own way");

  choose (sample, row, "Genesys");
  gtk_widget_activate_action (sample->page, "form.set", "(sssv)", "", "", "scoring/has_cap",
                              g_variant_new_boolean (FALSE));
  g_assert_cmpstr (get_shown (row), ==, "Own way");
  gtk_widget_activate_action (sample->page, "form.set", "(sssv)", "", "", "scoring/has_cap",
                              g_variant_new_boolean (TRUE));
  g_assert_true (g_str_has_prefix (get_shown (row), "Genesys Cloud\n"));
  choose (sample, row, "Own way");
  g_assert_cmpint (attune_form_find_preset (get_form (page)), ==, ATTUNE_FORM_PRESET_NONE);
  g_assert_cmpint (attune_form_get_scoring (get_form (page))->mode, ==, ATTUNE_SCORING_POINTS);
}

/* A control of the whole form by the key it sets. */
static GtkWidget *
find_control (GtkWidget *widget, const char *key)
{
  if (g_strcmp0 (gtk_widget_get_name (widget), key) == 0)
    return widget;
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    {
      GtkWidget *found = find_control (i, key);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_limits (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_at (sample, FALSE);
  GtkWidget *has_cap = find_control (GTK_WIDGET (page->properties), "scoring/has_cap");
  GtkWidget *cap = find_control (GTK_WIDGET (page->properties), "scoring/cap");
  GtkWidget *has_floor = find_control (GTK_WIDGET (page->properties), "scoring/has_floor");
  const AttuneFormScoring *scoring;

  g_assert_true (gtk_switch_get_active (GTK_SWITCH (has_cap)));
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (cap)), ==, 100);
  gtk_switch_set_active (GTK_SWITCH (has_cap), FALSE);
  gtk_switch_set_active (GTK_SWITCH (has_floor), FALSE);
  scoring = attune_form_get_scoring (get_form (page));
  g_assert_false (scoring->has_cap || scoring->has_floor);
  attune_sample_settle (50);
  g_assert_false (gtk_widget_get_mapped (cap));

  gtk_switch_set_active (GTK_SWITCH (has_cap), TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (cap), 120);
  scoring = attune_form_get_scoring (get_form (page));
  g_assert_true (scoring->has_cap);
  g_assert_cmpint (scoring->cap, ==, 120 * ATTUNE_DECIMAL_ONE);
}

static void
assert_channels (AttuneFormPage *page, const char *expected)
{
  g_autofree char *text = g_strjoinv (" ", (GStrv) attune_form_get_channels (get_form (page)));

  g_assert_cmpstr (text, ==, expected);
}

/* Channels that are not known here stay. */
static void
test_contacts (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = open_at (sample, FALSE);
  AttuneForm *form = attune_form_set_json (get_form (page), (AttuneFormPlace){ NULL, NULL, NULL },
                                           "channels", "[\"fax\",\"call\"]", NULL);
  GtkWidget *row = attune_sample_find_nth (page->properties, ATTUNE_TYPE_CHOICE_ROW, 1);

  attune_form_page_take (page, form, NULL, NULL, NULL);
  g_assert_true (gtk_switch_get_active (
    GTK_SWITCH (find_control (GTK_WIDGET (page->properties), "channels/call"))));
  gtk_switch_set_active (GTK_SWITCH (
                           find_control (GTK_WIDGET (page->properties), "channels/email")),
                         TRUE);
  assert_channels (page, "fax call email");
  gtk_switch_set_active (GTK_SWITCH (find_control (GTK_WIDGET (page->properties), "channels/call")),
                         FALSE);
  assert_channels (page, "fax email");

  g_assert_cmpstr (get_shown (row), ==, "English");
  choose (sample, row, "suomi");
  g_assert_cmpstr (attune_form_get_language (get_form (page)), ==, "fi");
  g_assert_cmpstr (get_shown (row), ==, "Suomi");
}

static void
keep_model (AttuneFormSample *sample)
{
  static const char
    text[] = "{\"format\":\"attune-model\",\"version\":1,\"id\":\"m\",\"title\":\"M\","
             "\"goals\":[{\"id\":\"g\",\"title\":\"Satisfaction\"}],"
             "\"behaviours\":[{\"id\":\"smile\",\"title\":\"Smile first\","
             "\"serves\":[\"g\"]},{\"id\":\"ask\",\"title\":\"Ask openly\"}]}";
  g_autoptr (AttuneModel) model = attune_model_from_json (text, -1, NULL);
  g_autoptr (AttuneRev) rev = attune_rev_new (0);

  g_assert_nonnull (model);
  ATTUNE_CALL_OK (keep_model, sample->store.store, sample->store.manager, rev, model);
}

static const char *
get_behaviour (AttuneFormPage *page)
{
  return attune_form_get_question (get_form (page), 0)->behaviour;
}

static gboolean
has_model (gpointer page)
{
  return ((AttuneFormPage *) page)->model != NULL;
}

/* By its name; what the model does not have is shown by its id and kept. */
static void
test_behaviour (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page;
  GtkWidget *row;
  const char *id;
  g_autofree char *original = NULL;

  keep_model (sample);
  page = open_at (sample, TRUE);
  original = g_strdup (get_behaviour (page));
  g_assert_true (attune_test_wait_until (has_model, page, 10));
  row = attune_sample_find_nth (page->properties, ATTUNE_TYPE_CHOICE_ROW, 1);
  id = attune_form_get_question (get_form (page), 0)->id;
  gtk_widget_activate_action (sample->page, "form.set", "(sssv)", id, "", "behaviour",
                              g_variant_new_string ("elsewhere"));
  g_assert_cmpstr (get_shown (row), ==, "elsewhere\nNot in the interaction model");

  choose (sample, row, "elsewhere");
  g_assert_cmpstr (get_behaviour (page), ==, "elsewhere");
  choose (sample, row, "smile");
  g_assert_cmpstr (get_behaviour (page), ==, "smile");
  g_assert_cmpstr (get_shown (row), ==, "Smile first\nSatisfaction");
  choose (sample, row, "satisf");
  g_assert_cmpstr (get_behaviour (page), ==, "smile");
  choose (sample, row, "open");
  g_assert_cmpstr (get_shown (row), ==, "Ask openly");
  choose (sample, row, "no beh");
  g_assert_null (get_behaviour (page));
  g_assert_cmpstr (get_shown (row), ==, "No behaviour");

  /* What follows at once on the same is one step; under a sanitizer nothing does. */
  attune_form_sample_act (sample, "form.undo");
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpstr (get_behaviour (page), ==, original);
#endif
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("settings/preset", test_preset, NULL);
  ATTUNE_ADD_FORM_TEST ("settings/limits", test_limits, NULL);
  ATTUNE_ADD_FORM_TEST ("settings/contacts", test_contacts, NULL);
  ATTUNE_ADD_FORM_TEST ("settings/behaviour", test_behaviour, NULL);
  return g_test_run ();
}
