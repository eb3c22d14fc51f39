/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-add-dialog.h"
#include "attune-add-item.h"
#include "attune-contact-sample.h"
#include "attune-field-row.h"
#include "attune-person-chooser.h"
#include "attune-screens.h"
#include "attune-takeover-row.h"
#include "attune-test-support.h"

#include <string.h>

/* Passages of a text such as nobody reads to its end. */
#define N_LONG 10000

static GtkWidget *
show_add (AttuneContactSample *fixture, GListStore *files)
{
  GtkWidget *dialog = attune_add_dialog_new (fixture->context, G_LIST_MODEL (files));

  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static GtkWidget *
get_items (GtkWidget *dialog)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, ATTUNE_TYPE_ADD_DIALOG, "items"));
}

static guint
count_items (GtkWidget *dialog, gboolean is_wanted)
{
  guint n = 0;

  for (GtkWidget *i = gtk_widget_get_first_child (get_items (dialog)); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    n += attune_add_item_is_wanted (ATTUNE_ADD_ITEM (i)) == is_wanted;
  return n;
}

typedef struct
{
  GtkWidget *dialog;
  guint n_items;
} Expected;

static gboolean
is_looked_through (gpointer data)
{
  const Expected *expected = data;
  guint n = 0;

  for (GtkWidget *i = gtk_widget_get_first_child (get_items (expected->dialog)); i != NULL;
       i = gtk_widget_get_next_sibling (i), n++)
    if (attune_add_item_is_waiting (ATTUNE_ADD_ITEM (i)))
      return FALSE;
  return n == expected->n_items;
}

static void
wait_for_items (GtkWidget *dialog, guint n_items)
{
  Expected expected = { dialog, n_items };

  g_assert_true (attune_test_wait_until (is_looked_through, &expected, 30));
  attune_sample_settle (100);
}

static gboolean
has_all_items (gpointer dialog)
{
  return count_items (dialog, TRUE) == ATTUNE_ADD_FILES_MAX;
}

static const char *
get_remark (GtkWidget *item)
{
  return adw_preferences_row_get_title (
    ADW_PREFERENCES_ROW (gtk_widget_get_template_child (item, ATTUNE_TYPE_ADD_ITEM, "remark")));
}

/* A recording named after its agent, its transcript, and things that are none: one contact with both. What is no recording
 * says so in its place, by its own name, and hinders nothing. */
static void
test_add (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile)
    recording = attune_contact_sample_write_wav (fixture, "agent-01_2026-01-12_14-03.wav");
  g_autoptr (GFile)
    transcript = attune_contact_sample_write_text (fixture, "agent-01_2026-01-12_14-03.vtt",
                                                   "WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n");
  g_autoptr (GFile) letter = attune_contact_sample_write_text (fixture, "letter.opus",
                                                               "Dear customer, no sound here.");
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/call.wav");
  g_autoptr (GFile) store = g_file_new_for_path (fixture->store.path);
  GtkWidget *dialog;

  g_list_store_append (files, transcript);
  g_list_store_append (files, recording);
  g_list_store_append (files, letter);
  g_list_store_append (files, missing);
  g_list_store_append (files, store);
  dialog = show_add (fixture, files);
  wait_for_items (dialog, 4);
  attune_sample_settle (100);
  g_assert_cmpuint (count_items (dialog, TRUE), ==, 1);
  g_assert_cmpuint (count_items (dialog, FALSE), ==, 3);
  for (GtkWidget *i = gtk_widget_get_first_child (get_items (dialog)); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    if (g_str_has_suffix (attune_add_item_get_path (ATTUNE_ADD_ITEM (i)), "letter.opus"))
      g_assert_nonnull (strstr (get_remark (i), "letter.opus"));

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.add", NULL));
  g_assert_true (attune_test_wait_until (attune_contact_sample_was_added, fixture, 10));
  attune_sample_settle (100);
  g_assert_null (dialog);
  g_assert_cmpuint (attune_contact_sample_count (fixture), ==, 1);
  g_assert_cmpint (attune_store_fixture_get_int (&fixture->store,
                                                 "SELECT count (*) FROM media WHERE name LIKE"
                                                 " 'agent-01\\_2026%' ESCAPE '\\'"),
                   ==, 2);
  g_assert_cmpint (attune_store_fixture_get_int (&fixture->store,
                                                 "SELECT duration_us FROM interaction"),
                   ==, G_USEC_PER_SEC);
  g_assert_null (attune_context_get_work (fixture->context));
  /* The list selects it, and it can be evaluated at once. */
  g_assert_cmpint (fixture->added, ==,
                   attune_store_fixture_get_int (&fixture->store, "SELECT id FROM interaction"));
  g_assert_cmpstr (fixture->offered, ==, "_Evaluate");
}

/* A folder is looked through, with the folders in it; what is in it twice or is neither is not taken. */
static void
test_folder (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) one = attune_contact_sample_write_wav (fixture, "calls/agent-01 1.wav");
  g_autoptr (GFile) two = attune_contact_sample_write_wav (fixture, "calls/deep/agent-02 2.wav");
  g_autoptr (GFile) picture = attune_contact_sample_write_text (fixture, "calls/picture.png", "x");
  g_autoptr (GFile) folder = g_file_get_parent (one);
  g_autoptr (GFile) empty = attune_contact_sample_write_text (fixture, "nothing/here.png", "x");
  g_autoptr (GFile) other = g_file_get_parent (empty);
  GtkWidget *dialog, *remarks;

  g_list_store_append (files, folder);
  g_list_store_append (files, one);
  g_list_store_append (files, other);
  dialog = show_add (fixture, files);
  wait_for_items (dialog, 2);
  g_assert_cmpuint (count_items (dialog, TRUE), ==, 2);
  remarks = GTK_WIDGET (gtk_widget_get_template_child (dialog, ATTUNE_TYPE_ADD_DIALOG, "remarks"));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (remarks)), "nothing"));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (remarks)), "2 files"));
  attune_sample_destroy (dialog, dialog);
}

/* More than are taken at a time are told; nobody has to wait for all of them to go away again. */
static void
test_many (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GtkWidget *dialog;

  for (guint i = 0; i < ATTUNE_ADD_FILES_MAX + 1; i++)
    {
      g_autofree char *name = g_strdup_printf ("many/agent-01 %03u.wav", i);
      g_autoptr (GFile) file = attune_contact_sample_write_wav (fixture, name);

      g_list_store_append (files, file);
    }
  dialog = show_add (fixture, files);
  g_assert_true (attune_test_wait_until (has_all_items, dialog, 60));
  attune_sample_destroy (dialog, dialog);
}

/* --- At length --- */

static char *
write_long_text (void)
{
  GString *text = g_string_new ("WEBVTT\n\n");

  for (guint i = 0; i < N_LONG; i++)
    g_string_append_printf (text,
                            "%02u:%02u:%02u.000 --> %02u:%02u:%02u.900\n<v %s>What is said at "
                            "number %u, and it goes on for a while.\n\n",
                            i / 3600, i / 60 % 60, i % 60, i / 3600, i / 60 % 60, i % 60,
                            i % 2 == 0 ? "Agent" : "Customer", i);
  return g_string_free (text, FALSE);
}

static gboolean
has_all_passages (gpointer fixture)
{
  return attune_contact_sample_was_added (fixture) &&
         attune_store_fixture_get_int (&((AttuneContactSample *) fixture)->store,
                                       "SELECT count (*) FROM passage") == N_LONG;
}

/* A text of ten thousand passages that comes with a contact is read, shown and added. */
static void
add_long (void)
{
  AttuneContactSample fixture = { 0 };
  g_autofree char *text = write_long_text ();
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = NULL;
  GtkWidget *dialog;

  attune_contact_sample_set_up (&fixture, NULL);
  file = attune_contact_sample_write_text (&fixture, "agent-01_2026-01-12_14-03.vtt", text);
  g_list_store_append (files, file);
  attune_sample_watch ();
  attune_sample_settle (300);
  dialog = show_add (&fixture, files);
  wait_for_items (dialog, 1);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.add", NULL));
  g_assert_true (attune_test_wait_until (has_all_passages, &fixture, 60));
  attune_sample_settle (300);
  attune_contact_sample_tear_down (&fixture, NULL);
}

static void
test_long (void)
{
  attune_sample_assert_not_held (add_long);
}

/* Nothing is added while nobody is chosen. */
static void
test_incomplete (AttuneContactSample *fixture, gconstpointer data)
{
  GtkWidget *dialog = attune_add_dialog_new (fixture->context, NULL);

  gtk_window_present (GTK_WINDOW (dialog));
  attune_sample_settle (300);
  gtk_widget_activate_action (dialog, "dialog.add", NULL);
  g_assert_cmpuint (attune_contact_sample_count (fixture), ==, 0);
  attune_sample_destroy (dialog, dialog);
}

/* --- Handovers --- */

static GtkWidget *
add_takeover (GtkWidget *item)
{
  GtkWidget *group = GTK_WIDGET (
    gtk_widget_get_template_child (item, ATTUNE_TYPE_ADD_ITEM, "group"));

  g_signal_emit_by_name (gtk_widget_get_template_child (item, ATTUNE_TYPE_ADD_ITEM, "takeover"),
                         "clicked");
  attune_sample_settle (50);
  return attune_sample_find_child (group, ATTUNE_TYPE_TAKEOVER_ROW);
}

static void
choose (GtkWidget *widget, GType type, gint64 agent)
{
  attune_person_chooser_set_person (ATTUNE_PERSON_CHOOSER (
                                      gtk_widget_get_template_child (widget, type, "agent")),
                                    agent, NULL);
}

/* What the row says once `text` is written into it: nothing where it is well. */
static const char *
write_time (GtkWidget *row, const char *text)
{
  GtkWidget *offset = GTK_WIDGET (
    gtk_widget_get_template_child (row, ATTUNE_TYPE_TAKEOVER_ROW, "offset"));
  const char *fault;

  gtk_editable_set_text (GTK_EDITABLE (offset), text);
  fault = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
  g_assert_true (gtk_widget_has_css_class (offset, "error") == (fault[0] != '\0'));
  return fault;
}

/* A handover behind the recording's end, before another one, or to whoever has the contact says so, and is not added. */
static void
test_handovers (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) recording = attune_contact_sample_write_wav (fixture, "call.wav");
  AttuneSample *sample = &fixture->sample;
  GtkWidget *dialog, *row;
  AttuneAddItem *item;

  g_list_store_append (files, recording);
  dialog = show_add (fixture, files);
  wait_for_items (dialog, 1);
  item = ATTUNE_ADD_ITEM (gtk_widget_get_first_child (get_items (dialog)));
  attune_add_item_set_duration (item, 73350000);
  choose (GTK_WIDGET (item), ATTUNE_TYPE_ADD_ITEM, sample->agents[0]);
  row = add_takeover (GTK_WIDGET (item));
  choose (row, ATTUNE_TYPE_TAKEOVER_ROW, sample->agents[1]);
  g_assert_cmpstr (write_time (row, ""), ==, "");
  g_assert_nonnull (strstr (write_time (row, "9:10"), "1:13"));
  g_assert_false (attune_add_item_is_complete (item));
  g_assert_cmpstr (write_time (row, "0:00"), !=, "");
  g_assert_cmpstr (write_time (row, "soon"), !=, "");
  g_assert_cmpstr (write_time (row, "0:50"), ==, "");
  g_assert_true (attune_add_item_is_complete (item));

  choose (row, ATTUNE_TYPE_TAKEOVER_ROW, sample->agents[0]);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), !=, "");
  g_assert_false (attune_add_item_is_complete (item));
  choose (row, ATTUNE_TYPE_TAKEOVER_ROW, sample->agents[1]);
  g_assert_true (attune_add_item_is_complete (item));

  row = gtk_widget_get_next_sibling (row);
  g_assert_null (row);
  add_takeover (GTK_WIDGET (item));
  row = gtk_widget_get_last_child (gtk_widget_get_parent (attune_sample_find_child (
    GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (item), ATTUNE_TYPE_ADD_ITEM, "group")),
    ATTUNE_TYPE_TAKEOVER_ROW)));
  choose (row, ATTUNE_TYPE_TAKEOVER_ROW, sample->agents[0]);
  g_assert_nonnull (strstr (write_time (row, "0:10"), "0:50"));
  g_assert_cmpstr (write_time (row, "1:10"), ==, "");
  g_assert_true (attune_add_item_is_complete (item));
  attune_sample_destroy (dialog, dialog);
}

/* Shift+Tab goes all the way up, past every agent. */
static void
test_tab_back (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) recording = attune_contact_sample_write_wav (fixture, "call.wav");
  GtkWidget *dialog, *row;
  gboolean is_above = FALSE;

  g_list_store_append (files, recording);
  dialog = show_add (fixture, files);
  wait_for_items (dialog, 1);
  g_assert_true (gtk_window_get_focus_visible (GTK_WINDOW (dialog)));
  row = add_takeover (gtk_widget_get_first_child (get_items (dialog)));
  gtk_widget_grab_focus (row);
  for (int i = 0; i < 12 && !is_above; i++)
    {
      GtkWidget *before = gtk_window_get_focus (GTK_WINDOW (dialog));
      GtkWidget *now;

      gtk_widget_child_focus (dialog, GTK_DIR_TAB_BACKWARD);
      now = gtk_window_get_focus (GTK_WINDOW (dialog));
      g_assert_true (now != before);
      is_above = now != NULL && !gtk_widget_is_ancestor (now, get_items (dialog));
    }
  g_assert_true (is_above);
  attune_sample_destroy (dialog, dialog);
}

/* The agent is one stop of Tab, and what is pressed there opens the choice. */
static void
test_agent_stop (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) recording = attune_contact_sample_write_wav (fixture, "call.wav");
  GtkWidget *dialog, *row, *chooser;

  g_list_store_append (files, recording);
  dialog = show_add (fixture, files);
  wait_for_items (dialog, 1);
  row = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), ATTUNE_TYPE_FIELD_ROW);
  g_assert_nonnull (row);
  chooser = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)),
                                     ATTUNE_TYPE_PERSON_CHOOSER);
  g_assert_nonnull (chooser);
  gtk_widget_child_focus (dialog, GTK_DIR_TAB_FORWARD);
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), row));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) != row);
  gtk_widget_child_focus (dialog, GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), chooser));
  attune_sample_destroy (dialog, dialog);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_CONTACT_TEST ("/screens/add/add", test_add);
  ATTUNE_ADD_CONTACT_TEST ("/screens/add/folder", test_folder);
  ATTUNE_ADD_CONTACT_TEST ("/screens/add/many", test_many);
  ATTUNE_ADD_CONTACT_TEST ("/screens/add/incomplete", test_incomplete);
  ATTUNE_ADD_CONTACT_TEST ("/screens/add/handovers", test_handovers);
  ATTUNE_ADD_CONTACT_TEST ("/screens/add/tab-back", test_tab_back);
  ATTUNE_ADD_CONTACT_TEST ("/screens/add/agent-stop", test_agent_stop);
  g_test_add_func ("/screens/add/long", test_long);
  return g_test_run ();
}
