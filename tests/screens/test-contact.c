/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-add-item.h"
#include "attune-contact-sample.h"
#include "attune-edit-dialog.h"
#include "attune-interaction-page.h"
#include "attune-person-chooser.h"
#include "attune-person-item.h"
#include "attune-screens.h"
#include "attune-takeover-row.h"
#include "attune-test-support.h"

#include <string.h>

/* Whose part it is, of the sample's agents, and from when to when. */
typedef struct
{
  guint agent;
  gint64 from_us;
  gint64 to_us;
} Part;

static AttuneInteraction *
add_parts (AttuneContactSample *fixture, const Part *parts, guint n_parts)
{
  g_autoptr (AttuneInteraction) contact = attune_interaction_new ();
  g_autoptr (GPtrArray) contacts = g_ptr_array_new ();
  g_autoptr (GArray) ids = NULL;

  for (guint i = 0; i < n_parts; i++)
    g_ptr_array_add (contact->parts, attune_part_new (fixture->sample.agents[parts[i].agent],
                                                      parts[i].from_us, parts[i].to_us));
  g_ptr_array_add (contacts, contact);
  ids = ATTUNE_CALL_OK (add_interactions, fixture->store.store, fixture->store.manager, contacts);
  return ATTUNE_CALL_OK (load_interaction, fixture->store.store, fixture->store.manager,
                         g_array_index (ids, gint64, 0));
}

/* Removing ------------------------------------------------------------------------------------- */

/* Whoever removes a contact leaves its page, unless they have gone on from it, or it was refused. */
static void
test_remove (AttuneContactSample *fixture, gconstpointer data)
{
  const Part whole = { 0, -1, -1 };
  g_autoptr (AttuneInteraction) contact = add_parts (fixture, &whole, 1);
  GtkWidget *page = attune_interaction_page_new (fixture->context, contact->id);
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *window;
  gint64 rev;

  gtk_stack_add_named (GTK_STACK (stack), page, "contact");
  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("Further"), "further");
  attune_page_refresh (ATTUNE_PAGE (page));
  window = attune_contact_sample_show (fixture, stack);

  attune_store_fixture_execute (&fixture->store, "UPDATE interaction SET rev = 7");
  g_assert_true (gtk_widget_activate_action (page, "interaction.remove", NULL));
  g_assert_true (attune_test_wait_until (attune_contact_sample_was_told, fixture, 10));
  rev = ATTUNE_CALL_OK (remove_interaction, fixture->store.store, fixture->store.manager,
                        contact->id, 7, TRUE);
  attune_sample_settle (400);
  g_assert_cmpint (fixture->n_back, ==, 0);

  rev = ATTUNE_CALL_OK (remove_interaction, fixture->store.store, fixture->store.manager,
                        contact->id, rev, FALSE);
  attune_sample_settle (400);
  g_assert_true (gtk_widget_activate_action (page, "interaction.remove", NULL));
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "further");
  attune_sample_settle (400);
  g_assert_cmpint (fixture->n_back, ==, 0);

  gtk_stack_set_visible_child_name (GTK_STACK (stack), "contact");
  ATTUNE_CALL_OK (remove_interaction, fixture->store.store, fixture->store.manager, contact->id,
                  rev + 1, FALSE);
  attune_sample_settle (400);
  g_assert_true (gtk_widget_activate_action (page, "interaction.remove", NULL));
  attune_sample_settle (400);
  g_assert_cmpint (fixture->n_back, ==, 1);
  attune_sample_destroy (window, window);
}

/* Rows lead to what they show, at every moment while the contact changes. */
static void
test_rows (AttuneContactSample *fixture, gconstpointer data)
{
  const Part parts[] = { { 0, 0, G_USEC_PER_SEC }, { 1, G_USEC_PER_SEC, -1 } };
  g_autoptr (AttuneInteraction) contact = add_parts (fixture, parts, G_N_ELEMENTS (parts));
  g_autofree char *first = g_strdup (((AttunePart *) contact->parts->pdata[0])->agent_name);
  GtkWidget *page = attune_interaction_page_new (fixture->context, contact->id);
  gpointer agents = gtk_widget_get_template_child (page, ATTUNE_TYPE_INTERACTION_PAGE, "agents");
  GtkWidget *window;
  gint64 end;

  attune_page_refresh (ATTUNE_PAGE (page));
  window = attune_contact_sample_show (fixture, page);
  g_ptr_array_remove_index (contact->parts, 0);
  ATTUNE_CALL_OK (update_interaction, fixture->store.store, fixture->store.manager, contact);
  for (end = g_get_monotonic_time () + G_USEC_PER_SEC; g_get_monotonic_time () < end;)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (agents, 0);
      gboolean is_first = g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                                       first);

      g_signal_emit_by_name (agents, "row-activated", row);
      g_assert_cmpint (fixture->opened.id, ==, fixture->sample.agents[is_first ? 0 : 1]);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_null (gtk_list_box_get_row_at_index (agents, 1));
  attune_sample_destroy (window, window);
}

static const char *
get_stage (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (gtk_widget_get_template_child (page, ATTUNE_TYPE_INTERACTION_PAGE, "stack")));
}

/* One contact, followed while it changes, down to its removal elsewhere. */
static void
test_followed (AttuneContactSample *fixture, gconstpointer data)
{
  gint64 id = attune_contact_sample_add (fixture);
  g_autoptr (AttuneInteraction) contact = attune_contact_sample_load (fixture, id);
  GtkWidget *page = attune_interaction_page_new (fixture->context, id);
  GtkWidget *window;
  gint64 rev;

  attune_page_refresh (ATTUNE_PAGE (page));
  window = attune_contact_sample_show (fixture, page);
  g_assert_cmpstr (get_stage (page), ==, "contact");
  g_assert_nonnull (strstr (attune_page_get_title (ATTUNE_PAGE (page)), "Mika Aho"));

  g_signal_emit_by_name (
    gtk_widget_get_template_child (page, ATTUNE_TYPE_INTERACTION_PAGE, "agents"), "row-activated",
    attune_sample_find_child (
      GTK_WIDGET (gtk_widget_get_template_child (page, ATTUNE_TYPE_INTERACTION_PAGE, "agents")),
      ADW_TYPE_ACTION_ROW));
  g_assert_cmpint (fixture->opened.kind, ==, ATTUNE_PAGE_AGENT);
  g_assert_cmpint (fixture->opened.id, ==, fixture->sample.agents[0]);

  g_free (contact->subject);
  contact->subject = g_strdup ("Moved");
  rev = ATTUNE_CALL_OK (update_interaction, fixture->store.store, fixture->store.manager, contact);
  attune_sample_settle (400);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (gtk_widget_get_template_child (
                     page, ATTUNE_TYPE_INTERACTION_PAGE, "subject"))),
                   ==, "Moved");
  ATTUNE_CALL_OK (remove_interaction, fixture->store.store, fixture->store.manager, id, rev, TRUE);
  attune_sample_settle (400);
  g_assert_cmpstr (get_stage (page), ==, "removed");
  attune_sample_destroy (window, page);
}

/* Editing -------------------------------------------------------------------------------------- */

/* What could not be saved is told, also when the dialog is gone by then. */
static void
test_closed (AttuneContactSample *fixture, gconstpointer data)
{
  const Part whole = { 0, -1, -1 };
  g_autoptr (AttuneInteraction) contact = add_parts (fixture, &whole, 1);
  GtkWidget *dialog = attune_edit_dialog_new (fixture->context, contact);

  gtk_window_present (GTK_WINDOW (dialog));
  attune_sample_settle (300);
  attune_store_fixture_execute (&fixture->store, "UPDATE interaction SET rev = 7");
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.save", NULL));
  g_assert_nonnull (attune_context_get_work (fixture->context));
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_true (attune_test_wait_until (attune_contact_sample_was_told, fixture, 10));
  g_assert_null (attune_context_get_work (fixture->context));
}

#define SECOND    G_USEC_PER_SEC
#define MAX_PARTS 4

/* What somebody does with the take-overs of a contact, and what its parts are then. */
typedef struct
{
  const char *name;
  Part before[MAX_PARTS];
  guint n_before;
  int removed;      /* take-over that goes, -1 for none */
  int moved;        /* take-over that gets `offset`, -1 for none */
  int chosen;       /* take-over that somebody else did, agent 3; -1 for none */
  gboolean is_more; /* agent 3 takes over at `offset`, behind all others */
  const char *offset;
  Part after[MAX_PARTS];
  guint n_after;
} Case;

static const Case cases[] = {
  { "nothing",
    { { 0, 250, 1500000 }, { 1, 2500000, 9000001 } },
    2,
    -1,
    -1,
    -1,
    FALSE,
    NULL,
    { { 0, 250, 1500000 }, { 1, 2500000, 9000001 } },
    2 },
  { "side-by-side",
    { { 0, -1, -1 }, { 1, -1, -1 } },
    2,
    -1,
    -1,
    -1,
    FALSE,
    NULL,
    { { 0, -1, -1 }, { 1, -1, -1 } },
    2 },
  { "agent",
    { { 0, 0, 1500000 }, { 1, 2500000, 9000001 } },
    2,
    -1,
    -1,
    0,
    FALSE,
    NULL,
    { { 0, 0, 1500000 }, { 3, 2500000, 9000001 } },
    2 },
  { "moved",
    { { 0, 0, 1500000 }, { 1, 1500000, 5500000 }, { 2, 6500000, 9000001 } },
    3,
    -1,
    0,
    -1,
    FALSE,
    "0:04",
    { { 0, 0, 4 * SECOND }, { 1, 4 * SECOND, 5500000 }, { 2, 6500000, 9000001 } },
    3 },
  { "gap",
    { { 0, 0, 1500000 }, { 1, 2500000, 5500000 } },
    2,
    -1,
    0,
    -1,
    FALSE,
    "0:04",
    { { 0, 0, 1500000 }, { 1, 4 * SECOND, 5500000 } },
    2 },
  { "over-a-gap",
    { { 0, 0, 1500000 }, { 1, 2500000, 5500000 } },
    2,
    -1,
    0,
    -1,
    FALSE,
    "0:01",
    { { 0, 0, SECOND }, { 1, SECOND, 5500000 } },
    2 },
  { "behind-the-end",
    { { 0, 0, 1500000 }, { 1, 1500000, 5500000 } },
    2,
    -1,
    0,
    -1,
    FALSE,
    "0:09",
    { { 0, 0, 9 * SECOND }, { 1, 9 * SECOND, -1 } },
    2 },
  { "dropped",
    { { 0, 0, 1500000 }, { 1, 1500000, 5500000 }, { 2, 6500000, 9000001 } },
    3,
    0,
    -1,
    -1,
    FALSE,
    NULL,
    { { 0, 0, 6500000 }, { 2, 6500000, 9000001 } },
    2 },
  { "last-dropped",
    { { 0, 0, 1500000 }, { 1, 1500000, 5500000 } },
    2,
    0,
    -1,
    -1,
    FALSE,
    NULL,
    { { 0, 0, 5500000 } },
    1 },
  { "alone",
    { { 0, 0, 1500000 }, { 1, 1500000, -1 } },
    2,
    0,
    -1,
    -1,
    FALSE,
    NULL,
    { { 0, -1, -1 } },
    1 },
  { "first-more",
    { { 0, -1, -1 } },
    1,
    -1,
    -1,
    -1,
    TRUE,
    "0:04",
    { { 0, 0, 4 * SECOND }, { 3, 4 * SECOND, -1 } },
    2 },
  { "more",
    { { 0, 250, 1500000 }, { 1, 2500000, 9000001 } },
    2,
    -1,
    -1,
    -1,
    TRUE,
    "0:04",
    { { 0, 250, 1500000 }, { 1, 2500000, 4 * SECOND }, { 3, 4 * SECOND, 9000001 } },
    3 },
};

static AttuneTakeoverRow *
get_takeover (GtkWidget *item, int place)
{
  GtkWidget *row = attune_sample_find_child (item, ATTUNE_TYPE_TAKEOVER_ROW);

  for (; row != NULL && place > 0; place--)
    row = gtk_widget_get_next_sibling (row);
  g_assert_true (ATTUNE_IS_TAKEOVER_ROW (row));
  return ATTUNE_TAKEOVER_ROW (row);
}

static void
choose (AttuneContactSample *fixture, AttuneTakeoverRow *row)
{
  attune_person_chooser_set_person (attune_sample_find_child (GTK_WIDGET (row),
                                                              ATTUNE_TYPE_PERSON_CHOOSER),
                                    fixture->sample.agents[3], NULL);
}

static void
set_offset (AttuneTakeoverRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_template_child (GTK_WIDGET (row),
                                                                      ATTUNE_TYPE_TAKEOVER_ROW,
                                                                      "offset")),
                         text);
}

static void
do_case (AttuneContactSample *fixture, const Case *wanted, GtkWidget *item)
{
  if (wanted->removed >= 0)
    g_signal_emit_by_name (get_takeover (item, wanted->removed), "removed");
  if (wanted->moved >= 0)
    set_offset (get_takeover (item, wanted->moved), wanted->offset);
  if (wanted->chosen >= 0)
    choose (fixture, get_takeover (item, wanted->chosen));
  if (wanted->is_more)
    {
      g_signal_emit_by_name (gtk_widget_get_template_child (item, ATTUNE_TYPE_ADD_ITEM, "takeover"),
                             "clicked");
      choose (fixture, get_takeover (item, (int) wanted->n_before - 1));
      set_offset (get_takeover (item, (int) wanted->n_before - 1), wanted->offset);
    }
}

/* Only what is touched changes: ends and gaps stay, to the microsecond. */
static void
test_parts (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) people = ATTUNE_CALL_OK (list_people, fixture->store.store, 0);
  g_autoptr (GListModel) agents = attune_person_items_new (people, ATTUNE_ROLE_AGENT, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneInteraction)
        contact = add_parts (fixture, cases[i].before, cases[i].n_before);
      GtkWidget *item = attune_add_item_new (fixture->context, agents, 0);
      GtkWidget *window = gtk_window_new ();

      gtk_window_set_child (GTK_WINDOW (window), item);
      g_test_message ("%s", cases[i].name);
      attune_add_item_fill (ATTUNE_ADD_ITEM (item), contact);
      do_case (fixture, &cases[i], item);
      g_assert_true (attune_add_item_is_complete (ATTUNE_ADD_ITEM (item)));
      attune_add_item_apply (ATTUNE_ADD_ITEM (item), contact);
      g_assert_cmpuint (contact->parts->len, ==, cases[i].n_after);
      for (guint j = 0; j < contact->parts->len; j++)
        {
          const AttunePart *part = g_ptr_array_index (contact->parts, j);
          const Part *wanted = &cases[i].after[j];

          g_assert_cmpint (part->agent, ==, fixture->sample.agents[wanted->agent]);
          g_assert_cmpint (part->from_us, ==, wanted->from_us);
          g_assert_cmpint (part->to_us, ==, wanted->to_us);
        }
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_CONTACT_TEST ("/screens/contact/remove", test_remove);
  ATTUNE_ADD_CONTACT_TEST ("/screens/contact/rows", test_rows);
  ATTUNE_ADD_CONTACT_TEST ("/screens/contact/followed", test_followed);
  ATTUNE_ADD_CONTACT_TEST ("/screens/contact/closed", test_closed);
  ATTUNE_ADD_CONTACT_TEST ("/screens/contact/parts", test_parts);
  return g_test_run ();
}
