/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-sample.h"
#include "attune-forms-page.h"
#include "attune-import-dialog-private.h"
#include "attune-kept.h"
#include "attune-models.h"
#include "attune-remarks-dialog.h"
#include "attune-screens.h"
#include "attune-template-dialog.h"
#include "attune-test-support.h"

#include <string.h>

#define TABLE "Weight\tQuestion\tSection\tOwner\n10\tGreeted\tOpening\tAnn\n20\tClosed\tEnd\tMika\n"

static gboolean
is_read (gpointer data)
{
  AttuneImportDialog *dialog = data;

  return !dialog->is_reading && dialog->reading != NULL && dialog->forms != NULL;
}

static gboolean
is_opened (gpointer data)
{
  return ((AttuneFormSample *) data)->opened != 0;
}

static gboolean
has_trouble (gpointer data)
{
  return gtk_revealer_get_reveal_child (((AttuneImportDialog *) data)->trouble);
}

/* The dialog above the page of forms, without a file yet. */
static AttuneImportDialog *
open_dialog (AttuneFormSample *sample)
{
  GtkWidget *dialog;

  attune_form_sample_show (sample, attune_forms_page_new (sample->context, 0));
  dialog = attune_import_dialog_new (sample->context);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (sample->window));
  gtk_window_present (GTK_WINDOW (dialog));
  return ATTUNE_IMPORT_DIALOG (dialog);
}

static void
read_document (AttuneImportDialog *dialog, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("ATTUNE_DATA"), "..", "tests", "data",
                                            "imports", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  attune_import_dialog_read_file (dialog, file);
  g_assert_true (attune_test_wait_until (is_read, dialog, 20));
}

static void
import (AttuneFormSample *sample, AttuneImportDialog *dialog)
{
  sample->opened = 0;
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.import", NULL));
  g_assert_true (attune_test_wait_until (is_opened, sample, 10));
}

static AttuneForm *
read_form (AttuneFormSample *sample, gint64 form)
{
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL_OK (load_form, sample->store.store, sample->store.manager, form);

  return attune_form_from_json (record->draft, -1, NULL);
}

/* Its rows go before it does, a few at a time. */
static gboolean
has_no_dialog (gpointer window)
{
  return !attune_sample_has_dialog (window);
}

static void
refresh_forms (AttuneFormSample *sample, AttuneImportDialog *dialog)
{
  GPtrArray *forms = ATTUNE_CALL_OK (list_forms, sample->store.store, sample->store.manager);

  /* Its own may have come meanwhile. */
  g_clear_pointer (&dialog->forms, g_ptr_array_unref);
  dialog->forms = forms;
}

static GtkWidget *
get_focus (AttuneImportDialog *dialog)
{
  return gtk_root_get_focus (GTK_ROOT (dialog));
}

static gboolean
has_default_focus (gpointer dialog)
{
  return get_focus (dialog) == gtk_window_get_default_widget (dialog);
}

static gboolean
has_focus_in_title (gpointer data)
{
  AttuneImportDialog *dialog = data;
  GtkWidget *focus = get_focus (dialog);

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (dialog->title_entry));
}

/* Enter, on what has the keys. */
static void
press_enter (AttuneFormSample *sample, AttuneImportDialog *dialog)
{
  sample->opened = 0;
  g_signal_emit_by_name (get_focus (dialog), "activate");
  g_assert_true (attune_test_wait_until (is_opened, sample, 10));
}

/* After something was read, Enter is for what is to be decided: never for Cancel, not even while it is read. */
static void
test_enter (AttuneFormSample *sample, gconstpointer data)
{
  AttuneImportDialog *dialog = open_dialog (sample);
  g_autoptr (AttuneForm) form = NULL;

  attune_import_dialog_read_text (dialog, TABLE);
  g_assert_true (get_focus (dialog) == dialog->waiting);
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  g_assert_true (attune_test_wait_until (has_focus_in_title, dialog, 5));
  read_document (dialog, "amazon-connect-faults.json");
  g_assert_true (gtk_widget_is_ancestor (get_focus (dialog), GTK_WIDGET (dialog->sources)) ||
                 get_focus (dialog) == GTK_WIDGET (dialog->sources));
  read_document (dialog, "amazon-connect.json");
  g_assert_true (attune_test_wait_until (has_default_focus, dialog, 5));
  press_enter (sample, dialog);
  form = read_form (sample, sample->opened);
  g_assert_cmpstr (attune_form_get_title (form), ==, "Inbound billing calls");
}

/* Rows that were pasted get their title and Enter. */
static void
test_enter_title (AttuneFormSample *sample, gconstpointer data)
{
  AttuneImportDialog *dialog = open_dialog (sample);
  g_autoptr (AttuneForm) form = NULL;

  attune_import_dialog_read_text (dialog, TABLE);
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  g_assert_true (attune_test_wait_until (has_focus_in_title, dialog, 5));
  gtk_editable_set_text (dialog->title_entry, "Typed");
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  g_assert_true (has_focus_in_title (dialog));
  press_enter (sample, dialog);
  form = read_form (sample, sample->opened);
  g_assert_cmpstr (attune_form_get_title (form), ==, "Typed");
}

/* A form of another system becomes a draft with its own ids; nothing is there before the last button. */
static void
test_document (AttuneFormSample *sample, gconstpointer data)
{
  AttuneImportDialog *dialog = open_dialog (sample);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (AttuneForm) form = NULL;

  read_document (dialog, "amazon-connect.json");
  g_assert_cmpint (attune_import_dialog_get_source (dialog), ==, ATTUNE_FORM_SOURCE_AMAZON_CONNECT);
  g_assert_true (gtk_widget_get_visible (dialog->preview));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog->remarks)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (dialog->picker)));
  g_assert_false (gtk_widget_get_visible (dialog->existing));
  g_assert_cmpuint (g_list_model_get_n_items (attune_remark_list_get_lines (dialog->remarks)), ==,
                    dialog->reading->remarks->len);
  before = ATTUNE_CALL_OK (list_forms, sample->store.store, sample->store.manager);
  g_assert_cmpuint (before->len, ==, 1);

  import (sample, dialog);
  form = read_form (sample, sample->opened);
  g_assert_cmpstr (attune_form_get_title (form), ==, "Inbound billing calls");
  g_assert_cmpuint (attune_form_find_question (form, "q0a3"), ==, 2);
  attune_sample_settle (50);
  g_assert_true (attune_test_wait_until (has_no_dialog, sample->window, 10));
}

/* Faults are listed, and can be read as another kind; they go to the clipboard. */
static void
test_faults (AttuneFormSample *sample, gconstpointer data)
{
  AttuneImportDialog *dialog = open_dialog (sample);
  guint n;

  read_document (dialog, "amazon-connect-faults.json");
  g_assert_null (dialog->reading->import);
  g_assert_false (gtk_widget_get_visible (dialog->preview));
  n = g_list_model_get_n_items (attune_remark_list_get_lines (dialog->remarks));
  g_assert_cmpuint (n, ==, 9);
  gtk_widget_activate_action (GTK_WIDGET (dialog->remarks), "remarks.copy-all", NULL);
  g_assert_true (gdk_clipboard_is_local (gtk_widget_get_clipboard (sample->window)));

  gtk_drop_down_set_selected (dialog->sources, 2);
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  g_assert_cmpint (dialog->reading->source, ==, ATTUNE_FORM_SOURCE_GENESYS);
  read_document (dialog, "genesys.json");
  g_assert_cmpint (dialog->reading->source, ==, ATTUNE_FORM_SOURCE_GENESYS);
  g_assert_nonnull (dialog->reading->import);
  attune_sample_destroy (GTK_WIDGET (dialog), GTK_WIDGET (dialog->picker));
}

static GtkDropDown *
find_column (GtkWidget *widget, const char *name)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_DROP_DOWN (widget) && g_strcmp0 (tooltip, name) == 0)
    return GTK_DROP_DOWN (widget);
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    {
      GtkDropDown *found = find_column (i, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_columns (gpointer data)
{
  AttuneImportDialog *dialog = data;

  return find_column (GTK_WIDGET (dialog->picker), "Column D") != NULL;
}

/* Rows from the clipboard, whose columns are said to be something else; the form beside them follows. */
static void
test_paste (AttuneFormSample *sample, gconstpointer data)
{
  AttuneImportDialog *dialog;
  g_autoptr (AttuneForm) form = NULL;
  guint n;

  attune_form_sample_show (sample, attune_forms_page_new (sample->context, 0));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (sample->window), TABLE);
  g_assert_true (gtk_widget_activate_action (sample->page, "forms.paste", NULL));
  dialog = ATTUNE_IMPORT_DIALOG (attune_sample_find_dialog (sample->window));
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  g_assert_true (attune_test_wait_until (has_columns, dialog, 10));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog->picker)));
  g_assert_cmpuint (dialog->reading->mapping->roles[2], ==, ATTUNE_TABLE_SECTION);
  n = dialog->reading->remarks->len;

  gtk_drop_down_set_selected (find_column (GTK_WIDGET (dialog->picker), "Column D"),
                              ATTUNE_TABLE_GUIDANCE);
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  g_assert_cmpuint (dialog->reading->remarks->len, ==, n - 1);
  gtk_editable_set_text (dialog->title_entry, "Pasted scorecard");
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  import (sample, dialog);
  form = read_form (sample, sample->opened);
  g_assert_cmpstr (attune_form_get_title (form), ==, "Pasted scorecard");
  g_assert_cmpstr (attune_form_get_question (form, 1)->guidance, ==, "Mika");
  g_assert_cmpint (attune_form_get_question (form, 1)->weight, ==, 20 * ATTUNE_DECIMAL_ONE);
}

/* Another header changes what the columns are; a table without questions says so, and what to do. */
static void
test_header (AttuneFormSample *sample, gconstpointer data)
{
  AttuneImportDialog *dialog = open_dialog (sample);
  GtkDropDown *question;

  attune_import_dialog_read_text (dialog, TABLE);
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  g_assert_true (attune_test_wait_until (has_columns, dialog, 10));
  question = find_column (GTK_WIDGET (dialog->picker), "Column B");
  gtk_drop_down_set_selected (question, ATTUNE_TABLE_IGNORE);
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  g_assert_null (dialog->reading->import);
  g_assert_false (gtk_widget_get_visible (dialog->preview));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog->picker)));
  gtk_drop_down_set_selected (question, ATTUNE_TABLE_QUESTION);
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  g_assert_nonnull (dialog->reading->import);
  attune_sample_destroy (GTK_WIDGET (dialog), GTK_WIDGET (dialog->picker));
}

/* An id that is there: the next revision, over a draft that Undo brings back; or a new form. */
static void
test_existing (AttuneFormSample *sample, gconstpointer data)
{
  AttuneImportDialog *dialog = open_dialog (sample);
  g_autofree char *text = attune_sample_read_form ("calls");
  g_autofree char *changed = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (AttuneForm) form = attune_form_from_json (text, -1, NULL);
  g_autoptr (AttuneForm) other = NULL;
  g_autoptr (AttuneForm) draft = NULL;
  g_auto (GStrv) parts = g_strsplit (text, attune_form_get_title (form), 2);

  changed = g_strjoinv ("Imported calls", parts);
  attune_import_dialog_read_text (dialog, changed);
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  g_assert_true (gtk_widget_get_visible (dialog->existing));
  gtk_check_button_set_active (dialog->as_form, TRUE);
  import (sample, dialog);
  g_assert_cmpint (sample->opened, !=, sample->form);
  other = read_form (sample, sample->opened);
  g_assert_cmpstr (attune_form_get_title (other), ==, "Imported calls");
  g_assert_cmpstr (attune_form_get_id (other), !=, attune_form_get_id (form));

  attune_sample_settle (50);
  dialog = ATTUNE_IMPORT_DIALOG (attune_import_dialog_new (sample->context));
  gtk_window_present (GTK_WINDOW (dialog));
  attune_import_dialog_read_text (dialog, changed);
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  import (sample, dialog);
  g_assert_cmpint (sample->opened, ==, sample->form);
  draft = read_form (sample, sample->form);
  g_assert_cmpstr (attune_form_get_title (draft), ==, "Imported calls");
  kept = ATTUNE_CALL_OK (load_kept, sample->store.store, sample->store.manager,
                         ATTUNE_KEPT_FORM_ASIDE, sample->form);
  g_assert_nonnull (strstr (kept, attune_form_get_title (form)));
}

/* A table has no id: that of its title may be another form's, whose draft stays as it was. */
static void
test_made_id (AttuneFormSample *sample, gconstpointer data)
{
  static const char older[] = "{\"id\":\"form\",\"title\":\"Mine\",\"sections\":[]}";
  gint64 mine = ATTUNE_CALL_OK (create_form, sample->store.store, sample->store.manager, older);
  AttuneImportDialog *dialog = open_dialog (sample);
  g_autoptr (AttuneForm) form = NULL;
  g_autoptr (AttuneForm) draft = NULL;

  attune_import_dialog_read_text (dialog, TABLE);
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  g_assert_cmpstr (attune_form_get_id (attune_form_import_get_form (dialog->reading->import)), ==,
                   "form");
  g_assert_false (gtk_widget_get_visible (dialog->existing));
  import (sample, dialog);
  g_assert_cmpint (sample->opened, !=, mine);
  form = read_form (sample, sample->opened);
  g_assert_cmpstr (attune_form_get_id (form), !=, "form");
  g_assert_cmpuint (attune_form_get_n_questions (form), ==, 2);
  draft = read_form (sample, mine);
  g_assert_cmpstr (attune_form_get_title (draft), ==, "Mine");
}

/* The id of a form that was removed is taken too: it is said, and the next attempt has another. */
static void
test_removed (AttuneFormSample *sample, gconstpointer data)
{
  AttuneImportDialog *dialog;
  g_autofree char *text = attune_sample_read_form ("calls");
  g_autoptr (AttuneForm) form = NULL;
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL_OK (load_form, sample->store.store, sample->store.manager, sample->form);

  ATTUNE_CALL_OK (remove_form, sample->store.store, sample->store.manager, sample->form,
                  record->summary->rev, TRUE);
  dialog = open_dialog (sample);
  attune_import_dialog_read_text (dialog, text);
  g_assert_true (attune_test_wait_until (is_read, dialog, 10));
  g_assert_false (gtk_widget_get_visible (dialog->existing));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.import", NULL);
  g_assert_true (attune_test_wait_until (has_trouble, dialog, 10));
  g_assert_cmpint (sample->opened, ==, 0);
  refresh_forms (sample, dialog);
  import (sample, dialog);
  form = read_form (sample, sample->opened);
  g_assert_cmpstr (attune_form_get_id (form), ==, "customer-calls-2");
}

/* What stayed behind can be read again, and copied, as long as its toast is there. */
static void
test_details (AttuneFormSample *sample, gconstpointer data)
{
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  GtkWindow *dialog;
  AttuneRemarkList *list;

  attune_form_sample_open (sample);
  attune_faults_add (remarks, "/sections/0", "it is left out");
  attune_remarks_dialog_show (GTK_WINDOW (sample->window), "What Stayed Behind", "1 thing",
                              remarks);
  dialog = attune_sample_find_dialog (sample->window);
  list = attune_sample_find_child (GTK_WIDGET (dialog), ATTUNE_TYPE_REMARK_LIST);
  g_assert_cmpuint (g_list_model_get_n_items (attune_remark_list_get_lines (list)), ==, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (list), "remarks.copy", NULL));
  g_assert_true (gdk_clipboard_is_local (gtk_widget_get_clipboard (sample->window)));
  attune_sample_destroy (GTK_WIDGET (dialog), GTK_WIDGET (list));
}

static gboolean
has_model (gpointer data)
{
  AttuneFormSample *sample = data;
  g_autoptr (AttuneModelRecord)
    record = ATTUNE_CALL_OK (load_model, sample->store.store, sample->store.manager);

  return record->model != NULL;
}

/* A template brings the interaction model that its behaviours are of. */
static void
test_template (AttuneFormSample *sample, gconstpointer data)
{
  GtkWindow *dialog;
  GtkListBox *list;
  g_autoptr (AttuneForm) form = NULL;

  attune_form_sample_show (sample, attune_forms_page_new (sample->context, 0));
  attune_sample_settle (100);
  g_assert_false (has_model (sample));
  g_assert_true (gtk_widget_activate_action (sample->page, "forms.template", NULL));
  dialog = attune_sample_find_dialog (sample->window);
  list = attune_sample_find_child (GTK_WIDGET (dialog), GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 2));
  g_assert_true (attune_test_wait_until (is_opened, sample, 10));
  form = read_form (sample, sample->opened);
  g_assert_cmpstr (attune_form_get_title (form), ==, "Customer e-mails");
  g_assert_true (attune_test_wait_until (has_model, sample, 10));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("import-document", test_document, NULL);
  ATTUNE_ADD_FORM_TEST ("import-faults", test_faults, NULL);
  ATTUNE_ADD_FORM_TEST ("import-paste", test_paste, NULL);
  ATTUNE_ADD_FORM_TEST ("import-header", test_header, NULL);
  ATTUNE_ADD_FORM_TEST ("import-existing", test_existing, NULL);
  ATTUNE_ADD_FORM_TEST ("import-made-id", test_made_id, NULL);
  ATTUNE_ADD_FORM_TEST ("import-removed", test_removed, NULL);
  ATTUNE_ADD_FORM_TEST ("import-enter", test_enter, NULL);
  ATTUNE_ADD_FORM_TEST ("import-enter-title", test_enter_title, NULL);
  ATTUNE_ADD_FORM_TEST ("import-details", test_details, NULL);
  ATTUNE_ADD_FORM_TEST ("template", test_template, NULL);

  return g_test_run ();
}
