/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-import-dialog-private.h"

#include "attune-import-target.h"
#include "attune-intake-line.h"
#include "attune-intake-words.h"

#include <glib/gi18n.h>

/* The kinds that a file can be read as, by what it holds. */
static const AttuneFormSource json_sources[] = { ATTUNE_FORM_SOURCE_ATTUNE,
                                                 ATTUNE_FORM_SOURCE_AMAZON_CONNECT,
                                                 ATTUNE_FORM_SOURCE_GENESYS };
static const AttuneFormSource sheet_sources[] = { ATTUNE_FORM_SOURCE_XLSFORM,
                                                  ATTUNE_FORM_SOURCE_TABLE };

static const AttuneFormSource *
list_sources (AttuneImportDialog *self, guint *out_n)
{
  gboolean is_json = self->reading != NULL && self->reading->is_json;

  *out_n = is_json ? G_N_ELEMENTS (json_sources) : G_N_ELEMENTS (sheet_sources);
  return is_json ? json_sources : sheet_sources;
}

AttuneFormSource
attune_import_dialog_get_source (AttuneImportDialog *self)
{
  guint n;
  const AttuneFormSource *sources = list_sources (self, &n);
  guint selected = gtk_drop_down_get_selected (self->sources);

  return selected < n ? sources[selected] : ATTUNE_FORM_SOURCE_ANY;
}

static void
show_sources (AttuneImportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;
  guint n;
  const AttuneFormSource *sources = list_sources (self, &n);

  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (names, attune_intake_get_source_name (sources[i]));
      if (sources[i] == self->reading->source)
        selected = i;
    }
  gtk_drop_down_set_model (self->sources, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->sources, selected);
  /* What holds neither can be read as nothing else. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->sources),
                            self->reading->is_json || self->reading->sheets != NULL);
}

static void
show_sheets (AttuneImportDialog *self)
{
  AttuneSheets *sheets = self->reading->mapping != NULL ? self->reading->sheets : NULL;
  guint n = sheets != NULL ? attune_sheets_get_n_sheets (sheets) : 0;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_set_visible (self->sheet_box, n > 1);
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, attune_sheet_get_name (attune_sheets_get_sheet (sheets, i)));
  gtk_drop_down_set_model (self->sheets, G_LIST_MODEL (names));
  if (n > 0)
    gtk_drop_down_set_selected (self->sheets, self->reading->sheet);
}

static void
show_table (AttuneImportDialog *self)
{
  const AttuneImportReading *reading = self->reading;
  gboolean is_table = reading->mapping != NULL;

  gtk_widget_set_visible (self->title_box, is_table);
  gtk_widget_set_visible (GTK_WIDGET (self->picker), is_table);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->outcome),
                                  is_table ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  if (!is_table)
    return;
  attune_table_picker_show (self->picker, reading->sheets, reading->sheet, reading->mapping);
  /* Whoever types is not interrupted. */
  if (self->request->title == NULL)
    gtk_editable_set_text (self->title_entry, reading->title);
}

/* What it holds, and whether that is all there was. */
static char *
summarise (const AttuneImportReading *reading, AttuneForm *form)
{
  g_autofree char *holds = attune_intake_describe_form (form, reading->lint);

  return reading->remarks->len > 0
           ? g_steal_pointer (&holds)
           /* Translators: the %s is what a form holds, "4 sections · 16 questions". */
           : g_strdup_printf (_ ("%s · everything is carried over"), holds);
}

static void
show_form (AttuneImportDialog *self)
{
  AttuneFormImport *import = self->reading->import;
  AttuneForm *form = import != NULL ? attune_form_import_get_form (import) : NULL;
  g_autoptr (GListModel) lines = NULL;
  g_autofree char *summary = NULL;
  double scrolled = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));

  gtk_widget_set_visible (self->preview, form != NULL);
  if (form == NULL)
    return;
  lines = attune_intake_list_form (form, self->reading->lint);
  summary = summarise (self->reading, form);
  gtk_label_set_label (self->form_title, attune_form_get_title (form));
  gtk_label_set_label (self->summary, summary);
  attune_paced_model_set_adjustment (self->paced,
                                     gtk_scrolled_window_get_vadjustment (self->scroller));
  attune_paced_model_set_model (self->paced, lines, 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), scrolled);
}

static char *
describe_faults (const AttuneImportReading *reading)
{
  guint n = reading->faults->len;

  if (reading->source == ATTUNE_FORM_SOURCE_ANY)
    return g_strdup (_ ("This cannot be read as a form"));
  /* Translators: the %s is a kind of file, "Amazon Connect"; the number counts what is wrong in it. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "This cannot be read as %s: %u fault",
                                       "This cannot be read as %s: %u faults", n),
                          attune_intake_get_source_name (reading->source), n);
}

static const char *
advise (const AttuneImportReading *reading)
{
  if (reading->mapping != NULL)
    return _ ("Say above the table what its columns are, or correct the table and read it again.");
  if (reading->is_json || reading->sheets != NULL)
    return _ ("Correct these in the file and choose it again, or read it as another kind.");
  return _ ("Choose another file, or paste the rows of a table.");
}

static char *
describe_remarks (const AttuneImportReading *reading)
{
  guint n = reading->remarks->len;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u thing stays behind",
                                       "%u things stay behind", n),
                          n);
}

static void
show_remarks (AttuneImportDialog *self)
{
  const AttuneImportReading *reading = self->reading;
  gboolean has_form = reading->import != NULL;
  g_autofree char *heading = has_form ? describe_remarks (reading) : describe_faults (reading);

  gtk_widget_set_visible (GTK_WIDGET (self->remarks), !has_form || reading->remarks->len > 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->remarks), !has_form);
  gtk_widget_set_vexpand (GTK_WIDGET (self->remarks), !has_form);
  attune_remark_list_show (self->remarks, heading, has_form ? NULL : advise (reading),
                           has_form ? reading->remarks : reading->faults);
}

void
attune_import_dialog_show_existing (AttuneImportDialog *self)
{
  AttuneFormImport *import = self->reading != NULL ? self->reading->import : NULL;
  const AttuneFormSummary *existing = import != NULL
                                        ? attune_import_find_existing (self->forms, import)
                                        : NULL;
  g_autofree char *text = existing != NULL ? attune_import_describe_existing (existing) : NULL;

  gtk_widget_set_visible (self->existing, existing != NULL);
  gtk_label_set_label (self->existing_text, text != NULL ? text : "");
}

void
attune_import_dialog_apply (AttuneImportDialog *self)
{
  self->is_showing = TRUE;
  show_sources (self);
  show_sheets (self);
  show_table (self);
  show_form (self);
  show_remarks (self);
  attune_import_dialog_show_existing (self);
  gtk_spinner_stop (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "result");
  self->is_showing = FALSE;
}

/* To what can be said otherwise: what the columns are, or what the file is; or to another file. */
static void
enter_faults (AttuneImportDialog *self)
{
  if (self->reading->mapping != NULL &&
      gtk_widget_child_focus (GTK_WIDGET (self->picker), GTK_DIR_TAB_FORWARD))
    return;
  if (!gtk_widget_grab_focus (GTK_WIDGET (self->sources)))
    gtk_widget_grab_focus (self->other);
}

void
attune_import_dialog_arrive (AttuneImportDialog *self)
{
  if (!self->is_arriving || self->is_reading || self->is_storing || self->reading == NULL ||
      self->forms == NULL)
    return;

  self->is_arriving = FALSE;
  if (self->reading->import == NULL)
    enter_faults (self);
  else if (self->reading->mapping != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->title_entry));
  else
    gtk_widget_grab_focus (self->accept);
}
