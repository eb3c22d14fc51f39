/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-save.h"

#include "attune-compat.h"
#include "attune-form-export.h"
#include "attune-form-report.h"
#include "attune-print.h"
#include "attune-remarks-dialog.h"

#include <glib/gi18n.h>

/* What a form can be written as. One a line, so that lists merge. */
typedef struct
{
  const char *name; /* also the suffix */
  const char *label;
  gboolean (*write) (AttuneForm *form, const char *path, GPtrArray *remarks, GError **error);
} Kind;

/* Paper holds all that a person reads of a form: there is nothing to remark. */
static gboolean
write_paper (AttuneForm *form, const char *path, GPtrArray *remarks, GError **error)
{
  g_autoptr (AttuneReport) report = attune_form_report_new (form);

  return attune_report_write (report, path, g_get_real_time (), error);
}

static const Kind kinds[] = {
  { "json", N_ ("Attune Forms"), attune_form_export },
  { "xlsx", N_ ("XLSForm Workbooks"), attune_form_export },
  { "pdf", N_ ("PDF Documents"), write_paper },
};

static const Kind *
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].name, name))
        return &kinds[i];
    }
  g_return_val_if_reached (NULL);
}

/* Without a suffix. Owned by the caller. */
static char *
name_file (AttuneForm *form)
{
  g_autofree char *title = g_strdup (attune_form_get_title (form));
  guint revision = attune_form_get_revision (form);

  g_strstrip (g_strdelimit (title, "/\\:*?\"<>|\n\r\t", '-'));
  if (*title == '\0' || *title == '.')
    return g_strdup ("form");
  return revision > 0 ? g_strdup_printf ("%s %u", title, revision) : g_steal_pointer (&title);
}

char *
attune_form_save_name (AttuneForm *form, const char *kind)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (form != NULL && kind != NULL, NULL);

  name = name_file (form);
  return g_strconcat (name, ".", kind, NULL);
}

/* Writing -------------------------------------------------------------------------------------- */

typedef struct
{
  AttuneForm *form;
  const Kind *kind;
  char *path;
  GPtrArray *remarks;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *self = data;

  attune_form_unref (self->form);
  g_ptr_array_unref (self->remarks);
  g_free (self->path);
  g_free (self);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Writing *writing = data;
  GError *error = NULL;

  if (writing->kind->write (writing->form, writing->path, writing->remarks, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
attune_form_write_async (AttuneForm *form,
                         const char *kind,
                         const char *path,
                         GPtrArray *remarks,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Writing *writing = g_new0 (Writing, 1);

  writing->form = attune_form_ref (form);
  writing->kind = find_kind (kind);
  writing->path = g_strdup (path);
  writing->remarks = g_ptr_array_ref (remarks);
  g_task_set_source_tag (task, attune_form_write_async);
  g_task_set_task_data (task, writing, writing_free);
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
attune_form_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Asking, telling ------------------------------------------------------------------------------ */

typedef struct
{
  AttuneContext *context;
  AttuneForm *form;
  const Kind *kind;
  GWeakRef parent;
  char *name; /* of the file */
  GPtrArray *remarks;
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->context);
  attune_form_unref (self->form);
  g_weak_ref_clear (&self->parent);
  g_ptr_array_unref (self->remarks);
  g_free (self->name);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
free_saving (gpointer data)
{
  saving_free (data);
}

static char *
describe_remarks (const Saving *saving)
{
  guint n = saving->remarks->len;

  /* Translators: the %s is a file's name; the number counts what that kind of file cannot hold. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Exported as “%s” without %u thing",
                                       "Exported as “%s” without %u things", n),
                          saving->name, n);
}

static void
show_details_cb (Saving *saving)
{
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&saving->parent);
  g_autofree char *heading = describe_remarks (saving);

  if (parent != NULL)
    attune_remarks_dialog_show (parent, _ ("What the File Cannot Hold"), heading, saving->remarks);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  AttuneContext *context = saving->context;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (!attune_form_write_finish (result, &error))
    {
      attune_context_report (context, _ ("The form could not be exported"), error);
      return;
    }
  if (saving->remarks->len > 0)
    {
      message = describe_remarks (saving);
      attune_context_offer (context, message, _ ("_Details"), G_CALLBACK (show_details_cb),
                            g_steal_pointer (&saving), free_saving);
      return;
    }
  /* Translators: the %s is a file's name. */
  message = g_strdup_printf (_ ("Exported as “%s”"), saving->name);
  attune_context_say (context, message);
}

/* With the suffix of its kind, by which it is written: where somebody left it out it is added, never over a file that
 * nobody was asked about. */
static char *
settle_path (GFile *file, const Kind *kind, GError **error)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *suffix = g_strconcat (".", kind->name, NULL);
  g_autofree char *folded = path != NULL ? g_ascii_strdown (path, -1) : NULL;
  g_autofree char *whole = NULL;

  if (path == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _ ("The folder is not on this computer. Choose one that is."));
      return NULL;
    }
  if (g_str_has_suffix (folded, suffix))
    return g_strdup (path);

  whole = g_strconcat (path, suffix, NULL);
  if (g_file_test (whole, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   _ ("“%s” is there already. Choose another name, or that file itself."), whole);
      return NULL;
    }
  return g_steal_pointer (&whole);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GListModel) files = attune_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *path = NULL;
  g_autofree char *base = NULL;
  g_autoptr (GError) error = NULL;

  if (file == NULL)
    return;

  path = settle_path (file, saving->kind, &error);
  if (path == NULL)
    {
      attune_context_report (saving->context, _ ("The form could not be exported"), error);
      return;
    }
  base = g_path_get_basename (path);
  saving->name = g_filename_display_name (base);
  attune_form_write_async (saving->form, saving->kind->name, path, saving->remarks, written_cb,
                           saving);
  g_steal_pointer (&saving);
}

void
attune_form_save (GtkWidget *parent, AttuneContext *context, AttuneForm *form, const char *kind)
{
  g_autofree char *name = attune_form_save_name (form, kind);
  const char *suffixes[] = { kind, NULL };
  Saving *saving = g_new0 (Saving, 1);
  AttuneFileRequest request = { .title = _ ("Export Form"),
                                .accept = _ ("_Export"),
                                .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                .name = name,
                                .suffixes = suffixes };

  saving->context = g_object_ref (context);
  saving->form = attune_form_ref (form);
  saving->kind = find_kind (kind);
  saving->remarks = attune_faults_new ();
  g_weak_ref_init (&saving->parent, gtk_widget_get_root (parent));
  request.filter_name = _ (saving->kind->label);
  attune_choose_files_async (parent, &request, chosen_cb, saving);
}

/* Printing ------------------------------------------------------------------------------------- */

static AttuneReport *
make_report (gpointer form)
{
  return attune_form_report_new (form);
}

static void
free_form (gpointer form)
{
  attune_form_unref (form);
}

void
attune_form_print (GtkWidget *parent, AttuneContext *context, AttuneForm *form)
{
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && form != NULL);

  name = name_file (form);
  attune_print (parent, context, name, _ ("The form could not be printed"), make_report,
                attune_form_ref (form), free_form);
}
