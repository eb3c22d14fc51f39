/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-compat.h"

#include "attune-present.h"

#include <glib/gi18n.h>

struct _AttuneSplit
{
  AdwBin parent_instance;

  /* borrowed */
  AdwFlap *flap;
};

G_DEFINE_FINAL_TYPE (AttuneSplit, attune_split, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SIDEBAR,
  PROP_CONTENT,
  PROP_SHOWS_SIDEBAR,
  PROP_IS_COLLAPSED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reveal_changed_cb (AttuneSplit *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_SIDEBAR]);
}

static void
folded_cb (AttuneSplit *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_COLLAPSED]);
}

static void
attune_split_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneSplit *self = ATTUNE_SPLIT (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, adw_flap_get_flap (self->flap));
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_flap_get_content (self->flap));
      break;
    case PROP_SHOWS_SIDEBAR:
      g_value_set_boolean (value, attune_split_get_shows_sidebar (self));
      break;
    case PROP_IS_COLLAPSED:
      g_value_set_boolean (value, attune_split_get_is_collapsed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_split_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneSplit *self = ATTUNE_SPLIT (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      adw_flap_set_flap (self->flap, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      adw_flap_set_content (self->flap, g_value_get_object (value));
      break;
    case PROP_SHOWS_SIDEBAR:
      attune_split_set_shows_sidebar (self, g_value_get_boolean (value));
      break;
    case PROP_IS_COLLAPSED:
      attune_split_set_is_collapsed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_split_class_init (AttuneSplitClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = attune_split_get_property;
  object_class->set_property = attune_split_set_property;

  properties[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWS_SIDEBAR] = g_param_spec_boolean ("shows-sidebar", NULL, NULL, TRUE,
                                                         G_PARAM_READWRITE |
                                                           G_PARAM_EXPLICIT_NOTIFY |
                                                           G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_COLLAPSED] = g_param_spec_boolean ("is-collapsed", NULL, NULL, FALSE,
                                                        G_PARAM_READWRITE |
                                                          G_PARAM_EXPLICIT_NOTIFY |
                                                          G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_split_init (AttuneSplit *self)
{
  GtkWidget *separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

  self->flap = ADW_FLAP (adw_flap_new ());
  adw_flap_set_separator (self->flap, separator);
  adw_flap_set_fold_policy (self->flap, ADW_FLAP_FOLD_POLICY_AUTO);
  adw_flap_set_locked (self->flap, TRUE);
  adw_flap_set_modal (self->flap, TRUE);
  adw_flap_set_swipe_to_open (self->flap, TRUE);
  adw_flap_set_swipe_to_close (self->flap, TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->flap));
  g_signal_connect_swapped (self->flap, "notify::reveal-flap", G_CALLBACK (reveal_changed_cb),
                            self);
  g_signal_connect_swapped (self->flap, "notify::folded", G_CALLBACK (folded_cb), self);
}

gboolean
attune_split_get_shows_sidebar (AttuneSplit *self)
{
  g_return_val_if_fail (ATTUNE_IS_SPLIT (self), FALSE);

  return adw_flap_get_reveal_flap (self->flap);
}

void
attune_split_set_shows_sidebar (AttuneSplit *self, gboolean shows_sidebar)
{
  g_return_if_fail (ATTUNE_IS_SPLIT (self));

  adw_flap_set_reveal_flap (self->flap, shows_sidebar);
}

gboolean
attune_split_get_is_collapsed (AttuneSplit *self)
{
  g_return_val_if_fail (ATTUNE_IS_SPLIT (self), FALSE);

  return adw_flap_get_folded (self->flap);
}

void
attune_split_set_is_collapsed (AttuneSplit *self, gboolean is_collapsed)
{
  g_return_if_fail (ATTUNE_IS_SPLIT (self));

  adw_flap_set_fold_policy (self->flap,
                            is_collapsed ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_AUTO);
}

/* The window that dialogs stand above: NULL for a widget that is not in one. */
static GtkWindow *
find_window (GtkWidget *widget)
{
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;

  return root != NULL ? GTK_WINDOW (root) : NULL;
}

static void
responded_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  GTask *task = data;

  g_task_return_pointer (task, g_strdup (response), g_free);
  g_object_unref (task);
}

void
attune_ask_async (GtkWidget *parent,
                  const char *heading,
                  const char *body,
                  const AttuneResponse *responses,
                  GtkWidget *extra,
                  GAsyncReadyCallback callback,
                  gpointer data)
{
  GTask *task = g_task_new (NULL, NULL, callback, data);
  GtkWidget *dialog = adw_message_dialog_new (find_window (parent), heading, body);

  g_task_set_source_tag (task, attune_ask_async);
  for (const AttuneResponse *i = responses; i->id != NULL; i++)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), i->id, _ (i->label));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), i->id,
                                                  i->appearance);
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), i->id);
    }

  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), responses->id);
  if (extra != NULL)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), extra);
  g_signal_connect (dialog, "response", G_CALLBACK (responded_cb), task);
  attune_present (GTK_WINDOW (dialog));
}

void
attune_ask_set_enabled (GtkWidget *extra, const char *id, gboolean is_enabled)
{
  GtkRoot *dialog = gtk_widget_get_root (extra);

  g_return_if_fail (ADW_IS_MESSAGE_DIALOG (dialog));

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), id, is_enabled);
}

char *
attune_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
attune_tell (GtkWidget *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (find_window (parent), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  attune_present (GTK_WINDOW (dialog));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  GTask *task = data;
  GListModel *files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  g_task_return_pointer (task, files, g_object_unref);
  g_object_unref (task);
  g_object_unref (dialog);
}

static gboolean
show_native_cb (gpointer dialog)
{
  gtk_native_dialog_show (dialog);
  return G_SOURCE_REMOVE;
}

static void
add_filters (GtkFileChooser *chooser, const AttuneFileRequest *request)
{
  g_autoptr (GtkFileFilter) wanted = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  for (guint i = 0; request->suffixes != NULL && request->suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (wanted, request->suffixes[i]);
  for (guint i = 0; request->mime_types != NULL && request->mime_types[i] != NULL; i++)
    gtk_file_filter_add_mime_type (wanted, request->mime_types[i]);
  gtk_file_filter_set_name (wanted, request->filter_name);
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, wanted);
  gtk_file_chooser_add_filter (chooser, all);
}

void
attune_choose_files_async (GtkWidget *parent,
                           const AttuneFileRequest *request,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GTask *task = g_task_new (NULL, NULL, callback, data);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (request->title, find_window (parent),
                                                              request->action, request->accept,
                                                              NULL);

  g_task_set_source_tag (task, attune_choose_files_async);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), request->is_multiple);
  if (request->name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), request->name);
  if (request->filter_name != NULL)
    add_filters (GTK_FILE_CHOOSER (dialog), request);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), task);
  /* Where it is the toolkit's own, making it has taken long enough for one turn. */
  g_idle_add (show_native_cb, dialog);
}

GListModel *
attune_choose_files_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
attune_show_about (GtkWidget *parent)
{
  adw_show_about_window (
    find_window (parent), "application-name", "Attune", "application-icon", APPLICATION_ID,
    "version", PACKAGE_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "comments",
    _ ("Quality of customer service: forms, evaluations with notes on the recording, and honest "
       "trends."),
    /* Translators: your names, one a line; they are shown in the About window. */
    "translator-credits", _ ("translator-credits"), NULL);
}

void
attune_name_drop_downs (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_DROP_DOWN (widget))
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      return;
    }
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    attune_name_drop_downs (i);
}
