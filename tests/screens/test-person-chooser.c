/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-contact-sample.h"
#include "attune-person-chooser.h"
#include "attune-person-item.h"
#include "attune-person-popover.h"
#include "attune-screens.h"
#include "attune-test-support.h"

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

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_CONTACT_TEST ("/screens/person-chooser/search", test_search);
  ATTUNE_ADD_CONTACT_TEST ("/screens/person-chooser/opens", test_opens);
  return g_test_run ();
}
