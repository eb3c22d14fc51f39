/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-changes-dialog.h"

#include "attune-compat.h"
#include "attune-form-describe.h"
#include "attune-format.h"

#include <glib/gi18n.h>

/* One of what can be compared. */
typedef struct
{
  gint64 revision; /* 0: the draft */
  guint number;
  AttuneForm *form; /* NULL until it is read */
} Version;

struct _AttuneFormChangesDialog
{
  AdwWindow parent_instance;

  /* template */
  GtkDropDown *before;
  GtkDropDown *after;
  GtkLabel *changes;
  GtkLabel *legend;
  GtkButton *restore;

  /* owned */
  AttuneContext *context;
  GArray *versions; /* Version, newest first */
  GCancellable *cancellable;

  gboolean can_restore;
  gboolean is_ready;
};

G_DEFINE_FINAL_TYPE (AttuneFormChangesDialog, attune_form_changes_dialog, ADW_TYPE_WINDOW)

enum
{
  RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clear_version (gpointer data)
{
  Version *version = data;

  g_clear_pointer (&version->form, attune_form_unref);
}

static Version *
get_version (AttuneFormChangesDialog *self, GtkDropDown *list)
{
  guint selected = gtk_drop_down_get_selected (list);

  return selected < self->versions->len ? &g_array_index (self->versions, Version, selected) : NULL;
}

static void
show_restore (AttuneFormChangesDialog *self, const Version *before)
{
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->restore),
                          self->can_restore && before != NULL && before->number > 0);
  if (before == NULL)
    return;
  /* Translators: a button; the number is that of a revision of the form. */
  label = g_strdup_printf (_ ("_Restore Revision %u as Draft"), before->number);
  gtk_button_set_label (self->restore, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->restore), before->form != NULL);
}

static void
show_words (AttuneFormChangesDialog *self, const char *words, gboolean has_break)
{
  gtk_label_set_label (self->changes, words);
  gtk_widget_set_visible (GTK_WIDGET (self->legend), has_break);
}

static void
show (AttuneFormChangesDialog *self)
{
  const Version *before = get_version (self, self->before);
  const Version *after = get_version (self, self->after);
  g_autofree char *words = NULL;
  gboolean has_break;

  show_restore (self, before);
  if (before == NULL || after == NULL || before->form == NULL || after->form == NULL)
    {
      show_words (self, _ ("Reading…"), FALSE);
      return;
    }
  words = attune_form_describe_changes (before->form, after->form, &has_break);
  show_words (self, *words != '\0' ? words : _ ("Both say the same."), has_break);
}

/* What is read, and for which version. */
typedef struct
{
  AttuneFormChangesDialog *dialog;
  gint64 revision;
} Reading;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  g_autoptr (AttuneFormChangesDialog) self = reading->dialog;
  gint64 revision = reading->revision;
  g_autoptr (GError) error = NULL;
  g_autofree char *document = attune_store_load_form_revision_finish (ATTUNE_STORE (source), result,
                                                                      &error);
  g_autoptr (AttuneForm) form = document != NULL ? attune_form_from_json (document, -1, &error)
                                                 : NULL;

  g_free (reading);
  if (self->changes == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (form == NULL)
    {
      show_words (self, error->message, FALSE);
      return;
    }
  for (guint i = 0; i < self->versions->len; i++)
    {
      Version *version = &g_array_index (self->versions, Version, i);

      if (version->revision == revision && version->form == NULL)
        version->form = attune_form_ref (form);
    }
  show (self);
}

static void
load (AttuneFormChangesDialog *self, const Version *version)
{
  Reading *reading;

  if (version == NULL || version->form != NULL)
    return;

  reading = g_new0 (Reading, 1);
  reading->dialog = g_object_ref (self);
  reading->revision = version->revision;
  attune_store_load_form_revision_async (attune_context_get_store (self->context),
                                         attune_context_get_actor (self->context),
                                         version->revision, self->cancellable, loaded_cb, reading);
}

static void
chosen_cb (AttuneFormChangesDialog *self)
{
  if (!self->is_ready)
    return;

  load (self, get_version (self, self->before));
  load (self, get_version (self, self->after));
  show (self);
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormChangesDialog *self = ATTUNE_FORM_CHANGES_DIALOG (widget);
  const Version *before = get_version (self, self->before);
  g_autoptr (AttuneForm) form = NULL;
  guint number;

  if (!self->can_restore || before == NULL || before->form == NULL || before->number == 0)
    return;

  form = attune_form_ref (before->form);
  number = before->number;
  g_object_ref (self);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[RESTORE], 0, form, number);
  g_object_unref (self);
}

static void
attune_form_changes_dialog_dispose (GObject *object)
{
  AttuneFormChangesDialog *self = ATTUNE_FORM_CHANGES_DIALOG (object);

  self->is_ready = FALSE;
  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (attune_form_changes_dialog_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_FORM_CHANGES_DIALOG);
}

static void
attune_form_changes_dialog_finalize (GObject *object)
{
  AttuneFormChangesDialog *self = ATTUNE_FORM_CHANGES_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->versions, g_array_unref);

  G_OBJECT_CLASS (attune_form_changes_dialog_parent_class)->finalize (object);
}

static void
attune_form_changes_dialog_class_init (AttuneFormChangesDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_form_changes_dialog_dispose;
  object_class->finalize = attune_form_changes_dialog_finalize;

  signals[RESTORE] = g_signal_new ("restore", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, attune_form_get_type (),
                                   G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/forms/attune-form-changes-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneFormChangesDialog, before);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormChangesDialog, after);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormChangesDialog, changes);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormChangesDialog, legend);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormChangesDialog, restore);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_install_action (widget_class, "dialog.restore", NULL, restore_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
attune_form_changes_dialog_init (AttuneFormChangesDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->versions = g_array_new (FALSE, TRUE, sizeof (Version));
  g_array_set_clear_func (self->versions, clear_version);
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_name_drop_downs (GTK_WIDGET (self));
}

static void
add_version (AttuneFormChangesDialog *self, GtkStringList *names, Version version, const char *name)
{
  g_array_append_val (self->versions, version);
  gtk_string_list_append (names, name);
}

static void
add_versions (AttuneFormChangesDialog *self,
              GtkStringList *names,
              const AttuneFormRecord *record,
              AttuneForm *draft)
{
  if (draft != NULL)
    add_version (self, names, (Version){ .form = attune_form_ref (draft) }, _ ("Draft"));
  for (guint i = 0; i < record->revisions->len; i++)
    {
      const AttuneFormRevisionInfo *info = g_ptr_array_index (record->revisions, i);
      g_autofree char *day = attune_format_time (info->published_at,
                                                 attune_context_get_time_zone (self->context),
                                                 ATTUNE_TIME_DAY);
      /* Translators: a revision of a form: its number, day and who published it. */
      g_autofree char *name = g_strdup_printf (_ ("Revision %u · %s · %s"), info->number, day,
                                               info->published_by);

      add_version (self, names, (Version){ .revision = info->id, .number = info->number }, name);
    }
}

GtkWidget *
attune_form_changes_dialog_new (AttuneContext *context,
                                const AttuneFormRecord *record,
                                AttuneForm *draft,
                                gboolean can_restore)
{
  AttuneFormChangesDialog *self = g_object_new (ATTUNE_TYPE_FORM_CHANGES_DIALOG, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_set_object (&self->context, context);
  self->can_restore = can_restore;
  add_versions (self, names, record, draft);
  gtk_drop_down_set_model (self->before, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->after, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->before, self->versions->len > 1 ? 1 : 0);
  gtk_drop_down_set_selected (self->after, 0);
  self->is_ready = TRUE;
  chosen_cb (self);
  return GTK_WIDGET (self);
}
