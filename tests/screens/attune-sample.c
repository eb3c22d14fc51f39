/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sample.h"

#include "attune-test-support.h"
#include "attune-watchdog.h"

#include "attune-forms.h"

static gint64
add_person (AttuneStoreFixture *fixture,
            const char *external_id,
            const char *name,
            AttuneRoles roles,
            gint64 team)
{
  AttunePersonSpec spec = { external_id, name, roles, team };

  return ATTUNE_CALL_OK (add_person, fixture->store, fixture->manager, &spec);
}

void
attune_sample_add (AttuneStoreFixture *fixture, AttuneSample *out_sample)
{
  static const char *const names[] = { "Mika Aho",          "Żaneta Błaszczykowska",
                                       "Øyvind Østergård",  "Maria Virtanen",
                                       "Jean-Luc Lefebvre", "Ülkü Çağlar" };

  out_sample->coach = add_person (fixture, "coach-1", "Coral Reyes", ATTUNE_ROLE_COACH, 0);
  out_sample->analyst = add_person (fixture, "analyst-1", "Anton Lyst", ATTUNE_ROLE_ANALYST, 0);
  out_sample->auditor = add_person (fixture, "auditor-1", "Audra Torres", ATTUNE_ROLE_AUDITOR, 0);
  out_sample->team = attune_store_fixture_add_team (fixture, "Billing North", out_sample->coach);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = g_strdup_printf ("agent-%02u", i + 1);

      out_sample->agents[i] = add_person (fixture, id, names[i], ATTUNE_ROLE_AGENT,
                                          out_sample->team);
    }
}

AttuneContext *
attune_sample_new_context (AttuneStoreFixture *fixture, gint64 person)
{
  g_autoptr (GPtrArray) people = ATTUNE_CALL_OK (list_people, fixture->store, 0);

  for (guint i = 0; i < people->len; i++)
    {
      const AttunePerson *candidate = g_ptr_array_index (people, i);

      if (candidate->id == person)
        return attune_context_new (fixture->store, candidate, NULL);
    }
  g_assert_not_reached ();
}

char *
attune_sample_read_form (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("ATTUNE_DATA"), "forms", file, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

gint64
attune_sample_add_form (AttuneStoreFixture *fixture, const char *name, gboolean is_published)
{
  g_autofree char *document = attune_sample_read_form (name);
  gint64 form = ATTUNE_CALL_OK (create_form, fixture->store, fixture->manager, document);

  if (is_published)
    {
      AttuneFormRecord *record = ATTUNE_CALL_OK (load_form, fixture->store, fixture->manager, form);

      ATTUNE_CALL_OK (publish_form, fixture->store, fixture->manager, form, record->summary->rev);
      attune_form_record_free (record);
    }
  return form;
}

char *
attune_sample_get_recording (const char *name)
{
  return g_build_filename (g_getenv ("ATTUNE_DATA"), "demo", name, NULL);
}

void
attune_sample_settle (guint milliseconds)
{
  attune_test_settle (milliseconds);
}

gboolean
attune_sample_is_gone (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

void
attune_sample_destroy (GtkWidget *window, GtkWidget *watched)
{
  g_object_add_weak_pointer (G_OBJECT (watched), (gpointer *) &watched);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_true (attune_test_wait_until (attune_sample_is_gone, &watched, 10));
}

gpointer
attune_sample_find_child (GtkWidget *widget, GType type)
{
  gpointer found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = attune_sample_find_child (child, type);
  return found;
}

static GtkWidget *
find_nth (GtkWidget *widget, GType type, guint *skip)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget) && (*skip)-- == 0)
    return widget;
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    {
      GtkWidget *found = find_nth (i, type, skip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gpointer
attune_sample_find_nth (gpointer widget, GType type, guint skip)
{
  return find_nth (widget, type, &skip);
}

void
attune_sample_assert_not_held (void (*work) (void))
{
  if (g_test_subprocess ())
    {
#ifndef __SANITIZE_ADDRESS__
      g_setenv ("ATTUNE_WATCHDOG", "16", TRUE);
#endif
      work ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*held the main loop*");
}

void
attune_sample_watch (void)
{
#ifdef HAVE_WATCHDOG
  attune_watchdog_start ();
#endif
}

GtkWindow *
attune_sample_find_dialog (gpointer window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (toplevel) == window)
        return toplevel;
    }
  return NULL;
}

gboolean
attune_sample_has_dialog (gpointer window)
{
  return attune_sample_find_dialog (window) != NULL;
}

#if ADW_CHECK_VERSION(1, 5, 0)
/* AdwMessageDialog warns of a label of its own there; any other warning stays fatal. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") &&
        g_regex_match_simple ("^Trying to measure GtkLabel \\S+ for width of", fields[i].value, 0,
                              0))
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, data);
}

/* Before any test is run. */
__attribute__ ((constructor)) static void
allow_dialogs (void)
{
  g_log_set_writer_func (write_log, NULL, NULL);
}
#endif
