/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-choice-item.h"
#include "attune-choice-popover.h"
#include "attune-contact-sample.h"
#include "attune-person-chooser.h"
#include "attune-person-item.h"
#include "attune-person-popover.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>

/* Any part of a name finds a person; what does not match anybody chooses nobody. */
static void
test_search (AttuneContactSample *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    guint agent; /* 1 and more, 0 for nobody */
  } cases[] = { { "xyz", 0 }, { "aho", 1 }, { "zaneta", 2 }, { "AGENT-04", 4 }, { "no way", 0 } };
  g_autoptr (GPtrArray) people = ATTUNE_CALL_OK (list_people, fixture->store.store, 0);
  g_autoptr (GListModel) agents = attune_person_items_new (people, ATTUNE_ROLE_AGENT, NULL);
  GtkWidget *chooser = attune_person_chooser_new ();
  GtkWidget *window = attune_contact_sample_show (fixture, chooser);
  GtkWidget *popover;
  gpointer button, search;

  attune_person_chooser_set_people (ATTUNE_PERSON_CHOOSER (chooser), agents);
  button = gtk_widget_get_template_child (chooser, ATTUNE_TYPE_PERSON_CHOOSER, "button");
  /* It is not made before it is wanted. */
  g_assert_null (gtk_menu_button_get_popover (button));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 before = attune_person_chooser_get_person (ATTUNE_PERSON_CHOOSER (chooser));

      gtk_menu_button_popup (button);
      popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
      search = gtk_widget_get_template_child (popover, ATTUNE_TYPE_PERSON_POPOVER, "search");
      gtk_editable_set_text (search, cases[i].text);
      g_signal_emit_by_name (search, "search-changed");
      g_signal_emit_by_name (search, "activate");
      g_assert_cmpint (attune_person_chooser_get_person (ATTUNE_PERSON_CHOOSER (chooser)), ==,
                       cases[i].agent > 0 ? fixture->sample.agents[cases[i].agent - 1] : before);
      gtk_menu_button_popdown (button);
    }
  attune_sample_destroy (window, chooser);
}

static void
open_chooser (GtkWidget *chooser, gpointer *out_search)
{
  gpointer button = gtk_widget_get_template_child (chooser, ATTUNE_TYPE_PERSON_CHOOSER, "button");

  gtk_menu_button_popup (button);
  *out_search = gtk_widget_get_template_child (GTK_WIDGET (gtk_menu_button_get_popover (button)),
                                               ATTUNE_TYPE_PERSON_POPOVER, "search");
}

static GListModel *
add_agents (AttuneContactSample *fixture, guint n)
{
  g_autoptr (GPtrArray) people = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("further-%02u", i);

      attune_store_fixture_add_person (&fixture->store, name, ATTUNE_ROLE_AGENT, 0);
    }
  people = ATTUNE_CALL_OK (list_people, fixture->store.store, 0);
  return attune_person_items_new (people, ATTUNE_ROLE_AGENT, NULL);
}

static double
get_scroll (gpointer search)
{
  GtkWidget *popover = gtk_widget_get_ancestor (search, GTK_TYPE_POPOVER);
  GtkWidget *list = attune_sample_find_child (popover, GTK_TYPE_LIST_VIEW);

  return gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)));
}

/* It opens at whoever is chosen: Return changes nothing, neither at once nor when everybody is listed; nor does it choose
 * anybody where nobody was. */
static void
test_opens (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (GListModel) agents = add_agents (fixture, 30);
  g_autoptr (AttunePersonItem)
    last = g_list_model_get_item (agents, g_list_model_get_n_items (agents) - 1);
  gint64 wanted[] = { 0, attune_person_item_get_person (last)->id };
  AttunePersonChooser *chooser = ATTUNE_PERSON_CHOOSER (attune_person_chooser_new ());
  GtkWidget *window;
  gpointer search;

  /* There has to be room for what it opens: newer versions of GTK close it where there is none. */
  gtk_widget_set_valign (GTK_WIDGET (chooser), GTK_ALIGN_START);
  window = attune_contact_sample_show (fixture, GTK_WIDGET (chooser));
  attune_person_chooser_set_people (chooser, agents);
  for (guint i = 0; i < G_N_ELEMENTS (wanted) * 2; i++)
    {
      attune_person_chooser_set_person (chooser, wanted[i / 2], NULL);
      open_chooser (GTK_WIDGET (chooser), &search);
      attune_sample_settle (i % 2 == 0 ? 0 : 300);
      if (i % 2 == 1)
        g_assert_true ((get_scroll (search) > 0) == (wanted[i / 2] != 0));
      g_signal_emit_by_name (search, "activate");
      g_assert_cmpint (attune_person_chooser_get_person (chooser), ==, wanted[i / 2]);
      gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (search, GTK_TYPE_POPOVER)));
      attune_sample_settle (100);
    }
  attune_sample_destroy (window, GTK_WIDGET (chooser));
}

static void
type (GtkWidget *widget, KeySym key)
{
  Display *display = gdk_x11_display_get_xdisplay (gtk_widget_get_display (widget));

  for (int is_down = 1; is_down >= 0; is_down--)
    {
      XTestFakeKeyEvent (display, XKeysymToKeycode (display, key), is_down, CurrentTime);
      XFlush (display);
      attune_sample_settle (60 * ATTUNE_TEST_SLOWNESS);
    }
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

/* Escape takes away what was typed, and then closes what was opened; the keys go back to whence they came. */
static void
check_escape (GtkWidget *window, GtkMenuButton *button)
{
  GtkWidget *inner = gtk_widget_get_first_child (GTK_WIDGET (button));
  GtkWidget *popover;
  GtkWidget *search;

  g_assert_true (attune_test_wait_until (is_active, window, 10));
  gtk_widget_grab_focus (inner);
  for (guint n_typed = 0; n_typed < 2; n_typed++)
    {
      gtk_menu_button_popup (button);
      attune_sample_settle (200);
      popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
      search = attune_sample_find_child (popover, GTK_TYPE_SEARCH_ENTRY);
      g_assert_true (gtk_widget_get_visible (popover));
      if (n_typed > 0)
        {
          type (window, XK_a);
          g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "a");
          type (window, XK_Escape);
          g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
          g_assert_true (gtk_widget_get_visible (popover));
        }
      type (window, XK_Escape);
      attune_sample_settle (300);
      g_assert_false (gtk_widget_get_visible (popover));
      g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == inner);
    }
}

static void
test_escape_people (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (GListModel) agents = add_agents (fixture, 3);
  GtkWidget *chooser = attune_person_chooser_new ();
  gpointer button = gtk_widget_get_template_child (chooser, ATTUNE_TYPE_PERSON_CHOOSER, "button");
  GtkWidget *window;

  gtk_widget_set_valign (chooser, GTK_ALIGN_START);
  window = attune_contact_sample_show (fixture, chooser);
  attune_person_chooser_set_people (ATTUNE_PERSON_CHOOSER (chooser), agents);
  check_escape (window, button);
  attune_sample_destroy (window, chooser);
}

static void
test_escape_choices (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (GListStore) items = g_list_store_new (ATTUNE_TYPE_CHOICE_ITEM);
  g_autoptr (AttuneChoiceItem) item = attune_choice_item_new ("a", "Agent", "");
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = attune_choice_popover_new ();
  GtkWidget *window;

  g_list_store_append (items, item);
  attune_choice_popover_set_items (ATTUNE_CHOICE_POPOVER (popover), G_LIST_MODEL (items), NULL);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  window = attune_contact_sample_show (fixture, button);
  check_escape (window, GTK_MENU_BUTTON (button));
  attune_sample_destroy (window, button);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_CONTACT_TEST ("/screens/person-chooser/search", test_search);
  ATTUNE_ADD_CONTACT_TEST ("/screens/person-chooser/opens", test_opens);
  ATTUNE_ADD_CONTACT_TEST ("/screens/person-chooser/escape", test_escape_people);
  ATTUNE_ADD_CONTACT_TEST ("/screens/choice-popover/escape", test_escape_choices);
  return g_test_run ();
}
