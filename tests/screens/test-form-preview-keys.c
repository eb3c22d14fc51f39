/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-edit.h"
#include "attune-form-preview.h"
#include "attune-question-row.h"
#include "attune-screens.h"
#include "attune-test-support.h"
#include "preview-sample.h"

#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

static void
set_key (AttuneFormPage *page, KeySym key, gboolean is_down)
{
  Display *display = gdk_x11_display_get_xdisplay (gtk_widget_get_display (GTK_WIDGET (page)));

  XTestFakeKeyEvent (display, XKeysymToKeycode (display, key), is_down, CurrentTime);
  XFlush (display);
  attune_sample_settle (40 * ATTUNE_TEST_SLOWNESS);
}

static void
type (AttuneFormPage *page, KeySym key)
{
  set_key (page, key, TRUE);
  set_key (page, key, FALSE);
}

static void
type_with_control (AttuneFormPage *page, KeySym key)
{
  set_key (page, XK_Control_L, TRUE);
  type (page, key);
  set_key (page, XK_Control_L, FALSE);
}

static guint
get_place (AttuneFormPage *page)
{
  return attune_sheet_state_get_focus (attune_sheet_get_state (preview_sample_get_sheet (page)));
}

/* A form that is longer than what shows it: its many sections scroll. */
static AttuneForm *
make_long_form (AttuneForm *form)
{
  AttuneForm *made = attune_form_ref (form);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *title = g_strdup_printf ("Further %u", i);
      g_autoptr (AttuneForm) before = made;

      made = attune_form_add_question (before, "b", i + 1, ATTUNE_QUESTION_YES_NO, title, NULL,
                                       NULL);
    }
  return made;
}

/* Control and an arrow go from question to question also where there is something to scroll, out of what was typed too. */
static void
test_keys (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = preview_sample_open (sample);

  preview_sample_take (page, make_long_form (attune_form_page_get_form (page)));
  g_assert_true (attune_test_wait_until (is_active, sample->window, 10));
  attune_form_pane_enter (preview_sample_get_pane (page), 0);
  type_with_control (page, XK_Down);
  g_assert_cmpuint (get_place (page), ==, 2);
  type (page, XK_1);
  g_assert_cmpint (preview_sample_get_score (page), ==, 10000);
  type_with_control (page, XK_Down);
  g_assert_cmpuint (get_place (page), ==, 3);
  type_with_control (page, XK_Up);
  type_with_control (page, XK_Up);
  g_assert_cmpuint (get_place (page), ==, 0);
  type (page, XK_2);
  g_assert_cmpint (preview_sample_get_score (page), ==, 5000);
  attune_form_pane_enter (preview_sample_get_pane (page), 1);
  type (page, XK_w);
  type_with_control (page, XK_Down);
  g_assert_cmpuint (get_place (page), ==, 2);
}

static int
measure_width (GtkWidget *widget)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* A word without an end breaks, and does not widen what it is shown in; nor does one in a question, an answer or a band. */
static void
test_long_words (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = preview_sample_open (sample);
  g_autofree char *word = g_strnfill (300, 'w');
  AttuneFormPlace inner = { NULL, NULL, NULL };
  AttuneFormPlace question = { "q3", NULL, NULL };
  AttuneFormPlace option = { "q1", "yes", NULL };
  AttuneFormPlace whole = { NULL, NULL, NULL };
  g_autofree char *bands = g_strdup_printf ("{\"bands\":[{\"from\":0,\"label\":\"%s\"}]}", word);
  g_autofree char *id = NULL;
  GtkWidget *preview = gtk_widget_get_ancestor (GTK_WIDGET (preview_sample_get_pane (page)),
                                                ATTUNE_TYPE_FORM_PREVIEW);
  int width;

  preview_sample_take (page, attune_form_add_section (attune_form_page_get_form (page), "a", 0,
                                                      "Inner", &id, NULL));
  inner.element = id;
  preview_sample_press (page, 0, GDK_KEY_1);
  width = measure_width (preview);
  preview_sample_take (page, attune_form_set_string (attune_form_page_get_form (page), inner,
                                                     "title", word, NULL));
  g_assert_cmpint (measure_width (preview), ==, width);
  preview_sample_take (page, attune_form_set_string (attune_form_page_get_form (page), question,
                                                     "title", word, NULL));
  g_assert_cmpint (measure_width (preview), ==, width);
  preview_sample_take (page, attune_form_set_string (attune_form_page_get_form (page), option,
                                                     "label", word, NULL));
  g_assert_cmpint (measure_width (preview), <=, width);
  preview_sample_take (page, attune_form_set_json (attune_form_page_get_form (page), whole,
                                                   "scoring", bands, NULL));
  g_assert_cmpint (measure_width (preview), <=, width);
}

/* Spaces alone are no answer. */
static void
test_blank (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = preview_sample_open (sample);
  GtkWidget *view;
  GtkTextBuffer *buffer;

  preview_sample_press (page, 0, GDK_KEY_2);
  view = attune_sample_find_nth (attune_sample_find_nth (page, ATTUNE_TYPE_QUESTION_ROW, 1),
                                 GTK_TYPE_TEXT_VIEW, 0);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (buffer, " \n\302\240", -1);
  attune_sample_settle (50);
  g_assert_cmpint (attune_answers_count (attune_sheet_get_answers (preview_sample_get_sheet (page)),
                                         ATTUNE_STATE_ANSWERED),
                   ==, 1);
  gtk_text_buffer_set_text (buffer, " so", -1);
  attune_sample_settle (50);
  g_assert_cmpint (attune_answers_count (attune_sheet_get_answers (preview_sample_get_sheet (page)),
                                         ATTUNE_STATE_ANSWERED),
                   ==, 2);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("preview/keys", test_keys, NULL);
  ATTUNE_ADD_FORM_TEST ("preview/long-words", test_long_words, NULL);
  ATTUNE_ADD_FORM_TEST ("preview/blank", test_blank, NULL);
  return g_test_run ();
}
