/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-add-dialog.h"

#include "attune-add-item.h"
#include "attune-added.h"
#include "attune-compat.h"
#include "attune-field-row.h"
#include "attune-format.h"
#include "attune-let-go.h"
#include "attune-person-chooser.h"
#include "attune-person-item.h"
#include "attune-present.h"

#include <glib/gi18n.h>

/* So many recordings are listened into at a time. */
#define MAX_PROBES 2
/* How long items are made or taken apart before the loop goes on, microseconds, and how
 * long it has for all else meanwhile, milliseconds. */
#define SLICE_US 2000
#define PAUSE_MS 4

struct _AttuneAddDialog
{
  AdwWindow parent_instance;

  /* template */
  GtkBox *items;
  AdwComboRow *channel;
  GtkWidget *copy_row;
  GtkSwitch *copy;
  GtkWidget *rest_row;
  AttunePersonChooser *rest;
  GtkLabel *remarks;

  /* owned */
  AttuneContext *context;
  GListModel *files; /* GFile, nullable */
  GPtrArray *people;
  GListModel *agents;    /* AttunePersonItem */
  AttuneAddFiles *found; /* what there is to add; NULL until it is known */
  GQueue waiting;        /* AttuneAddItem to be listened into */
  GCancellable *cancellable;

  guint n_shown; /* files that have their item */
  guint n_probes;
  guint building; /* sources, 0 for none */
  guint checking;
  guint leaving;
};

G_DEFINE_FINAL_TYPE (AttuneAddDialog, attune_add_dialog, ADW_TYPE_WINDOW)

static void probe_some (AttuneAddDialog *self);

static AttuneAddItem *
get_first (AttuneAddDialog *self)
{
  return (AttuneAddItem *) gtk_widget_get_first_child (GTK_WIDGET (self->items));
}

static AttuneAddItem *
get_next (AttuneAddItem *item)
{
  return (AttuneAddItem *) gtk_widget_get_next_sibling (GTK_WIDGET (item));
}

static gboolean
is_building (AttuneAddDialog *self)
{
  return self->people == NULL ||
         (self->files != NULL && (self->found == NULL || self->n_shown < self->found->files->len));
}

static gboolean
check_cb (gpointer data)
{
  AttuneAddDialog *self = data;
  gboolean is_complete = !is_building (self);
  guint n_wanted = 0;

  self->checking = 0;
  for (AttuneAddItem *i = get_first (self); i != NULL; i = get_next (i))
    if (attune_add_item_is_wanted (i))
      {
        n_wanted++;
        is_complete = is_complete && attune_add_item_is_complete (i);
      }
  probe_some (self);
  gtk_widget_set_visible (self->rest_row, n_wanted > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.add", is_complete && n_wanted > 0);
  return G_SOURCE_REMOVE;
}

/* Once for many changes. */
static void
changed_cb (AttuneAddDialog *self)
{
  if (self->checking == 0)
    self->checking = g_idle_add_full (G_PRIORITY_DEFAULT, check_cb, self, NULL);
}

static void
forget_waiting (AttuneAddDialog *self, GtkWidget *item)
{
  if (g_queue_remove (&self->waiting, item))
    g_object_unref (item);
}

/* Takes it off the dialog at once, and apart later. */
static void
drop_item (AttuneAddDialog *self, GtkWidget *item)
{
  attune_let_go (g_object_ref (item));
  attune_let_go_inside (item);
  gtk_box_remove (self->items, item);
}

static void
removed_cb (AttuneAddDialog *self, GtkWidget *item)
{
  forget_waiting (self, item);
  drop_item (self, item);
  changed_cb (self);
}

static void
rest_cb (AttuneAddDialog *self)
{
  gint64 agent = attune_person_chooser_get_person (self->rest);

  for (AttuneAddItem *i = get_first (self); i != NULL; i = get_next (i))
    attune_add_item_propose_agent (i, agent);
}

/* Leaving -------------------------------------------------------------------------------------- */

/* From now on nothing changes the dialog any more. */
static void
stop (AttuneAddDialog *self)
{
  g_clear_handle_id (&self->building, g_source_remove);
  g_clear_handle_id (&self->checking, g_source_remove);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
}

/* The rest of the dialog goes by itself, after its items. */
static gboolean
leave_cb (gpointer data)
{
  AttuneAddDialog *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->items));

  if (last == NULL)
    {
      self->leaving = 0;
      attune_let_go_inside (GTK_WIDGET (self));
      gtk_window_destroy (GTK_WINDOW (self));
      return G_SOURCE_REMOVE;
    }

  do
    drop_item (self, last);
  while (g_get_monotonic_time () < end &&
         (last = gtk_widget_get_last_child (GTK_WIDGET (self->items))) != NULL);
  return G_SOURCE_CONTINUE;
}

/* Goes at once to the eye; many items are taken apart a few at a time. */
static void
leave (AttuneAddDialog *self)
{
  if (self->leaving != 0)
    return;

  stop (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->leaving = g_timeout_add (PAUSE_MS, leave_cb, self);
}

static gboolean
attune_add_dialog_close_request (GtkWindow *window)
{
  leave (ATTUNE_ADD_DIALOG (window));
  return TRUE;
}

/* Adding --------------------------------------------------------------------------------------- */

/* What goes on when the dialog is gone. */
typedef struct
{
  AttuneContext *context;
  AttuneWork *work;
} Adding;

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Adding *adding = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray)
    ids = attune_store_add_interactions_finish (ATTUNE_STORE (source), result, &error);

  attune_work_end (adding->work);
  if (ids == NULL)
    attune_context_report (adding->context, _ ("The contacts could not be added"), error);
  else
    attune_added_tell (adding->context, ids);
  g_object_unref (adding->work);
  g_object_unref (adding->context);
  g_free (adding);
}

static GPtrArray *
create_interactions (AttuneAddDialog *self)
{
  GPtrArray *interactions = g_ptr_array_new_with_free_func (
    (GDestroyNotify) attune_interaction_free);

  for (AttuneAddItem *i = get_first (self); i != NULL; i = get_next (i))
    if (attune_add_item_is_wanted (i))
      g_ptr_array_add (interactions,
                       attune_add_item_create (i, adw_combo_row_get_selected (self->channel),
                                               gtk_switch_get_active (self->copy)));
  return interactions;
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneAddDialog *self = ATTUNE_ADD_DIALOG (widget);
  g_autoptr (GPtrArray) interactions = create_interactions (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Adding *adding = g_new0 (Adding, 1);

  adding->context = g_object_ref (self->context);
  adding->work = attune_context_begin_work (self->context, _ ("Adding contacts"), cancellable);
  attune_store_add_interactions_async (attune_context_get_store (self->context),
                                       attune_context_get_actor (self->context), interactions,
                                       cancellable, added_cb, adding);
  leave (self);
}

/* Listening into what there is ----------------------------------------------------------------- */

typedef struct
{
  AttuneAddDialog *dialog;
  AttuneAddItem *item;
} Probing;

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Probing *probing = data;
  g_autoptr (AttuneAddDialog) self = probing->dialog;
  g_autoptr (AttuneAddItem) item = probing->item;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneProbe) probe = attune_probe_file_finish (result, &error);

  g_free (probing);
  self->n_probes--;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    return;
  attune_add_item_take_probe (item, probe, error);
  probe_some (self);
}

static void
probe_some (AttuneAddDialog *self)
{
  while (self->n_probes < MAX_PROBES && !g_queue_is_empty (&self->waiting))
    {
      Probing *probing = g_new0 (Probing, 1);

      *probing = (Probing){ g_object_ref (self), g_queue_pop_head (&self->waiting) };
      self->n_probes++;
      attune_probe_file_async (attune_context_get_ingest (self->context),
                               attune_add_item_get_path (probing->item), self->cancellable,
                               probed_cb, probing);
    }
}

/* What there is to add ------------------------------------------------------------------------- */

static AttuneAddItem *
append_item (AttuneAddDialog *self, const AttuneAddFile *file)
{
  GtkWidget *item = attune_add_item_new (self->context, self->agents, g_get_real_time ());

  if (file != NULL)
    attune_add_item_set_file (ATTUNE_ADD_ITEM (item), file, self->people);
  g_signal_connect_object (item, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->items, item);
  if (attune_add_item_is_waiting (ATTUNE_ADD_ITEM (item)))
    {
      g_queue_push_tail (&self->waiting, g_object_ref (item));
      changed_cb (self);
    }
  return ATTUNE_ADD_ITEM (item);
}

/* Whether both are the same but for the suffix. */
static gboolean
is_same_stem (const char *left, const char *right)
{
  const char *left_dot = strrchr (left, '.');
  const char *right_dot = strrchr (right, '.');

  return left_dot != NULL && right_dot != NULL && left_dot - left == right_dot - right &&
         strncmp (left, right, (gsize) (left_dot - left)) == 0;
}

static gboolean
attach_transcript (AttuneAddDialog *self, const AttuneAddFile *file)
{
  for (AttuneAddItem *i = get_first (self); i != NULL; i = get_next (i))
    {
      const char *recording = attune_add_item_get_path (i);

      if (recording != NULL && is_same_stem (recording, file->path))
        {
          attune_add_item_set_transcript (i, file);
          return TRUE;
        }
    }
  return FALSE;
}

/* What is written and not heard is no call. */
static void
propose_channel (AttuneAddDialog *self, const AttuneAddFile *file)
{
  if (file->kind != ATTUNE_FILE_TRANSCRIPT || file->trouble != NULL ||
      get_next (get_first (self)) != NULL ||
      adw_combo_row_get_selected (self->channel) != ATTUNE_CHANNEL_CALL)
    return;
  adw_combo_row_set_selected (self->channel, g_str_has_suffix (file->path, ".eml")
                                               ? ATTUNE_CHANNEL_EMAIL
                                               : ATTUNE_CHANNEL_CHAT);
}

static void
show_file (AttuneAddDialog *self, const AttuneAddFile *file)
{
  if (file->kind != ATTUNE_FILE_TRANSCRIPT || file->trouble != NULL ||
      !attach_transcript (self, file))
    {
      append_item (self, file);
      propose_channel (self, file);
    }
}

/* What cannot be added is come to where there is nothing else. */
static void
focus_first (AttuneAddDialog *self)
{
  gtk_window_set_focus_visible (GTK_WINDOW (self), TRUE);
  for (AttuneAddItem *i = get_first (self); i != NULL; i = get_next (i))
    if (attune_add_item_is_wanted (i))
      {
        gtk_widget_grab_focus (GTK_WIDGET (i));
        return;
      }
  if (get_first (self) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (get_first (self)));
}

static gboolean
build_cb (gpointer data)
{
  AttuneAddDialog *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;

  do
    if (is_building (self))
      show_file (self, g_ptr_array_index (self->found->files, self->n_shown++));
  while (is_building (self) && g_get_monotonic_time () < end);

  if (is_building (self))
    return G_SOURCE_CONTINUE;
  self->building = 0;
  focus_first (self);
  changed_cb (self);
  return G_SOURCE_REMOVE;
}

static void
show_remarks (AttuneAddDialog *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->found->remarks->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (self->found->remarks, i));
  gtk_label_set_label (self->remarks, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), text->len > 0);
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAddDialog) self = data;
  AttuneAddFiles *found = attune_add_files_gather_finish (result, NULL);

  if (found == NULL || self->context == NULL)
    {
      g_clear_pointer (&found, attune_add_files_free);
      return;
    }
  self->found = found;
  show_remarks (self);
  /* Takes its time when it is first asked for. */
  attune_context_get_ingest (self->context);
  self->building = g_idle_add (build_cb, self);
}

static void
take_people (AttuneAddDialog *self)
{
  self->agents = attune_person_items_new (self->people, ATTUNE_ROLE_AGENT, NULL);
  attune_person_chooser_set_people (self->rest, self->agents);
  if (self->files != NULL)
    attune_add_files_gather_async (self->files,
                                   attune_store_get_location (
                                     attune_context_get_store (self->context)),
                                   self->cancellable, gathered_cb, g_object_ref (self));
  else
    {
      append_item (self, NULL);
      focus_first (self);
    }
  changed_cb (self);
}

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAddDialog) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *people = attune_store_list_people_finish (ATTUNE_STORE (source), result, &error);

  if (self->context == NULL)
    {
      g_clear_pointer (&people, g_ptr_array_unref);
      return;
    }
  if (people == NULL)
    {
      attune_context_report (self->context, _ ("The agents could not be read"), error);
      return;
    }

  self->people = people;
  take_people (self);
}

/* ---------------------------------------------------------------------------------------------- */

/* A chat or an e-mail on the clipboard: the contact that is still empty becomes it, or another one. */
static void
take_text (AttuneAddDialog *self, const char *text)
{
  g_autoptr (AttuneAddFile) file = attune_add_file_new_text (text);
  AttuneAddItem *first = get_first (self);

  if (first != NULL && get_next (first) == NULL && attune_add_item_get_path (first) == NULL &&
      file->trouble == NULL)
    attune_add_item_set_file (first, file, self->people);
  else
    append_item (self, file);
  propose_channel (self, file);
  changed_cb (self);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAddDialog) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->context != NULL && self->people != NULL && text != NULL && *text != '\0')
    take_text (self, text);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget),
                                 ATTUNE_ADD_DIALOG (widget)->cancellable, pasted_cb,
                                 g_object_ref (widget));
}

static void
attune_add_dialog_dispose (GObject *object)
{
  AttuneAddDialog *self = ATTUNE_ADD_DIALOG (object);

  stop (self);
  g_clear_handle_id (&self->leaving, g_source_remove);
  g_clear_object (&self->agents);
  g_clear_pointer (&self->found, attune_add_files_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->files);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  G_OBJECT_CLASS (attune_add_dialog_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_ADD_DIALOG);
}

static void
attune_add_dialog_class_init (AttuneAddDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_add_dialog_dispose;
  GTK_WINDOW_CLASS (class)->close_request = attune_add_dialog_close_request;

  g_type_ensure (ATTUNE_TYPE_PERSON_CHOOSER);
  g_type_ensure (ATTUNE_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/interactions/attune-add-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneAddDialog, items);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddDialog, channel);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddDialog, copy_row);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddDialog, copy);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddDialog, rest_row);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddDialog, rest);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddDialog, remarks);
  gtk_widget_class_bind_template_callback (widget_class, rest_cb);
  gtk_widget_class_install_action (widget_class, "dialog.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "dialog.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "dialog.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.add",
                                       NULL);
}

static void
attune_add_dialog_init (AttuneAddDialog *self)
{
  g_autoptr (GtkStringList) channels = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_format_append_channels (channels);
  adw_combo_row_set_model (self->channel, G_LIST_MODEL (channels));
  g_queue_init (&self->waiting);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.add", FALSE);
}

GtkWidget *
attune_add_dialog_new (AttuneContext *context, GListModel *files)
{
  AttuneAddDialog *self = g_object_new (ATTUNE_TYPE_ADD_DIALOG, NULL);

  self->context = g_object_ref (context);
  if (files != NULL && g_list_model_get_n_items (files) > 0)
    self->files = g_object_ref (files);
  gtk_widget_set_visible (self->copy_row, self->files != NULL);
  adw_combo_row_set_selected (self->channel, self->files != NULL ? ATTUNE_CHANNEL_CALL
                                                                 : ATTUNE_CHANNEL_SIDE_BY_SIDE);
  attune_store_list_people_async (attune_context_get_store (context),
                                  attune_context_get_actor (context), self->cancellable,
                                  people_listed_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

void
attune_add_dialog_show (GtkWindow *parent, AttuneContext *context, GListModel *files)
{
  GtkWidget *dialog = attune_add_dialog_new (context, files);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), parent);
  attune_present (GTK_WINDOW (dialog));
}

void
attune_add_dialog_show_files (GtkWindow *parent, AttuneContext *context, GSList *files)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  for (GSList *i = files; i != NULL; i = i->next)
    g_list_store_append (list, i->data);
  attune_add_dialog_show (parent, context, G_LIST_MODEL (list));
}

/* Where chosen files go. */
typedef struct
{
  GtkWindow *parent;
  AttuneContext *context;
} Choosing;

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Choosing *choosing = data;
  g_autoptr (GListModel) files = attune_choose_files_finish (result);

  if (files != NULL && g_list_model_get_n_items (files) > 0)
    attune_add_dialog_show (choosing->parent, choosing->context, files);
  g_object_unref (choosing->parent);
  g_object_unref (choosing->context);
  g_free (choosing);
}

void
attune_add_dialog_choose (GtkWindow *parent, AttuneContext *context)
{
  static const char *const types[] = {
    "audio/*",    "text/vtt", "application/x-subrip", "application/json", "message/rfc822",
    "text/plain", NULL
  };
  AttuneFileRequest request = {
    .title = _ ("Add Recordings"),
    .accept = _ ("_Add"),
    .action = GTK_FILE_CHOOSER_ACTION_OPEN,
    .is_multiple = TRUE,
    .filter_name = _ ("Recordings and transcripts"),
    .mime_types = types,
  };
  Choosing *choosing = g_new0 (Choosing, 1);

  *choosing = (Choosing){ g_object_ref (parent), g_object_ref (context) };
  attune_choose_files_async (GTK_WIDGET (parent), &request, chosen_cb, choosing);
}
