/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-interaction-page.h"

#include "attune-contact-remove.h"
#include "attune-contact-words.h"
#include "attune-edit-dialog.h"
#include "attune-evaluate.h"
#include "attune-format.h"
#include "attune-media-find.h"
#include "attune-present.h"
#include "attune-probe.h"
#include "attune-query.h"
#include "attune-status.h"
#include "attune-transcript-take.h"

#include <glib/gi18n.h>

/* Changes come in bursts: they are read together. */
#define RELOAD_DELAY_MS 150

struct _AttuneInteractionPage
{
  AttunePage parent_instance;

  /* template */
  GtkStack *stack;
  AdwStatusPage *failed;
  AdwActionRow *time;
  AdwActionRow *channel;
  AdwActionRow *length;
  AdwActionRow *customer;
  AdwActionRow *subject;
  GtkListBox *agents;
  AdwPreferencesGroup *media_group;
  GtkListBox *media;
  AdwPreferencesGroup *evaluations_group;
  GtkListBox *evaluations;

  /* owned */
  GCancellable *cancellable;
  AttuneInteraction *interaction;
  GPtrArray *rows; /* AttuneEvaluationRow */
  guint reload_source;

  gint64 id;
};

G_DEFINE_FINAL_TYPE (AttuneInteractionPage, attune_interaction_page, ATTUNE_TYPE_PAGE)

static AttuneContext *
get_context (AttuneInteractionPage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

/* Showing -------------------------------------------------------------------------------------- */

static void
clear_rows (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static AdwActionRow *
append_row (GtkListBox *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_append (list, row);
  return ADW_ACTION_ROW (row);
}

static void
make_activatable (AdwActionRow *row)
{
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_action_row_add_suffix (row, arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}

static void
show_agents (AttuneInteractionPage *self)
{
  clear_rows (self->agents);
  for (guint i = 0; i < self->interaction->parts->len; i++)
    {
      const AttunePart *part = g_ptr_array_index (self->interaction->parts, i);
      g_autofree char *detail = attune_contact_describe_part (part);

      make_activatable (append_row (self->agents, part->agent_name, detail));
    }
}

static void
find_media_cb (AttuneInteractionPage *self, GtkWidget *button)
{
  const gint64 *media = g_object_get_data (G_OBJECT (button), "attune-media");

  attune_media_find_async (GTK_WIDGET (self), get_context (self), self->id, *media, NULL, NULL);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AdwActionRow) row = data;
  g_autoptr (AttuneProbe) probe = attune_probe_file_finish (result, NULL);
  g_autofree char *length = NULL;
  g_autofree char *text = NULL;

  if (probe == NULL || probe->duration_us < 0 || gtk_widget_get_root (GTK_WIDGET (row)) == NULL)
    return;

  length = attune_format_duration (probe->duration_us);
  text = g_strdup_printf ("%s · %s", length, adw_action_row_get_subtitle (row));
  adw_action_row_set_subtitle (row, text);
}

/* The contact's own length tells that of a single recording. */
static void
show_lengths (AttuneInteractionPage *self)
{
  GtkListBoxRow *row;
  guint n_recordings = 0;

  for (guint i = 0; i < self->interaction->media->len; i++)
    n_recordings += ((AttuneMedia *) g_ptr_array_index (self->interaction->media, i))->kind ==
                    ATTUNE_MEDIA_AUDIO;
  for (guint i = 0; n_recordings > 1 && i < self->interaction->media->len; i++)
    {
      const AttuneMedia *media = g_ptr_array_index (self->interaction->media, i);

      row = gtk_list_box_get_row_at_index (self->media, (int) i);
      if (media->kind == ATTUNE_MEDIA_AUDIO)
        attune_probe_file_async (attune_context_get_ingest (get_context (self)), media->path,
                                 self->cancellable, probed_cb, g_object_ref (row));
    }
}

/* A file that is not where it should be is told, and can be found again. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AdwActionRow) row = data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);
  g_autofree char *name = g_file_get_parse_name (G_FILE (source));
  g_autofree char *text = NULL;
  GtkWidget *button;

  button = g_object_get_data (G_OBJECT (row), "attune-find");
  if (info != NULL || gtk_widget_get_root (GTK_WIDGET (row)) == NULL)
    return;

  text = g_strdup_printf (_ ("It is not there any more: %s"), name);
  adw_action_row_set_subtitle (row, text);
  gtk_widget_set_visible (button, TRUE);
}

static GtkWidget *
create_find_button (AttuneInteractionPage *self, const AttuneMedia *media)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Choose the File…"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, FALSE);
  g_object_set_data_full (G_OBJECT (button), "attune-media",
                          g_memdup2 (&media->id, sizeof media->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (find_media_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
show_one_media (AttuneInteractionPage *self, const AttuneMedia *media)
{
  g_autoptr (GFile) file = g_file_new_for_path (media->path);
  g_autofree char *detail = attune_contact_describe_media (media);
  AdwActionRow *row = append_row (self->media, media->name, detail);
  GtkWidget *button = create_find_button (self, media);

  adw_action_row_add_prefix (row, gtk_image_new_from_icon_name (media->kind == ATTUNE_MEDIA_AUDIO
                                                                  ? "audio-x-generic-symbolic"
                                                                  : "text-x-generic-symbolic"));
  adw_action_row_add_suffix (row, button);
  g_object_set_data (G_OBJECT (row), "attune-find", button);
  /* What is in the workspace itself is there. */
  if (*media->path == '\0')
    return;
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, self->cancellable, looked_cb, g_object_ref (row));
}

static void
show_media (AttuneInteractionPage *self)
{
  clear_rows (self->media);
  for (guint i = 0; i < self->interaction->media->len; i++)
    show_one_media (self, g_ptr_array_index (self->interaction->media, i));
  show_lengths (self);
  gtk_widget_set_visible (GTK_WIDGET (self->media), self->interaction->media->len > 0);
  adw_preferences_group_set_description (self->media_group,
                                         self->interaction->media->len > 0
                                           ? NULL
                                           : _ ("Nothing was recorded of this contact."));
}

static void
show_evaluations (AttuneInteractionPage *self)
{
  clear_rows (self->evaluations);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const AttuneEvaluationRow *row = g_ptr_array_index (self->rows, i);
      g_autofree char *title = attune_contact_title_evaluation (row);
      g_autofree char *detail = attune_contact_describe_evaluation (row);
      g_autofree char *score = attune_contact_score_evaluation (row);
      GtkWidget *label = gtk_label_new (score);
      AdwActionRow *shown = append_row (self->evaluations, title, detail);

      gtk_widget_add_css_class (label, "figure");
      adw_action_row_add_suffix (shown, label);
      make_activatable (shown);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->evaluations), self->rows->len > 0);
  adw_preferences_group_set_description (self->evaluations_group,
                                         self->rows->len > 0
                                           ? NULL
                                           : _ ("Not evaluated yet, as far as you see."));
}

static void
show_value (AdwActionRow *row, const char *value)
{
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && *value != '\0');
  adw_action_row_set_subtitle (row, value != NULL ? value : "");
}

static char *
join_names (GPtrArray *parts)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < parts->len; i++)
    g_strv_builder_add (names, ((const AttunePart *) g_ptr_array_index (parts, i))->agent_name);
  all = g_strv_builder_end (names);
  return g_strjoinv (", ", all);
}

static void
show_contact (AttuneInteractionPage *self)
{
  const AttuneInteraction *contact = self->interaction;
  GTimeZone *zone = attune_context_get_time_zone (get_context (self));
  g_autofree char *time = attune_format_time (contact->started_at, zone, ATTUNE_TIME_LONG);
  g_autofree char *when = attune_format_time (contact->started_at, zone, ATTUNE_TIME_SHORT);
  g_autofree char *length = attune_format_duration (contact->duration_us);
  g_autofree char *names = join_names (contact->parts);
  /* Translators: the title of a contact: its channel, and its agents. */
  g_autofree char *title = g_strdup_printf (_ ("%s · %s"), attune_format_channel (contact->channel),
                                            names);

  attune_page_set_title (ATTUNE_PAGE (self), title);
  attune_page_set_subtitle (ATTUNE_PAGE (self), when);
  show_value (self->time, time);
  show_value (self->channel, attune_format_channel (contact->channel));
  show_value (self->length, contact->duration_us >= 0 ? length : NULL);
  show_value (self->customer, contact->customer);
  show_value (self->subject, contact->subject);
  show_agents (self);
  show_media (self);
  show_evaluations (self);
  gtk_stack_set_visible_child_name (self->stack, "contact");
}

static void
update_actions (AttuneInteractionPage *self)
{
  gboolean is_there = self->interaction != NULL && !self->interaction->is_removed;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "interaction.evaluate", is_there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "interaction.edit", is_there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "interaction.remove", is_there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "interaction.add-text", is_there);
}

static void
show (AttuneInteractionPage *self)
{
  update_actions (self);
  if (!self->interaction->is_removed)
    show_contact (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "removed");
}

/* Reading -------------------------------------------------------------------------------------- */

static void
fail (AttuneInteractionPage *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  attune_status_say (self->failed, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  update_actions (self);
}

/* What was read, until all of it is there: what is shown and what its rows lead to change together. */
typedef struct
{
  AttuneInteractionPage *page;
  AttuneInteraction *interaction;
} Reading;

static void
free_reading (Reading *reading)
{
  g_object_unref (reading->page);
  g_clear_pointer (&reading->interaction, attune_interaction_free);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, free_reading)

static void
evaluations_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError) error = NULL;
  AttuneInteractionPage *self = reading->page;
  GPtrArray *rows = attune_store_list_first_finish (ATTUNE_STORE (source), result, NULL, &error);

  if (rows == NULL)
    {
      fail (self, error);
      return;
    }
  while (rows->len > 0 && g_ptr_array_find (rows, NULL, NULL))
    g_ptr_array_remove (rows, NULL);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->interaction, attune_interaction_free);
  self->rows = rows;
  self->interaction = g_steal_pointer (&reading->interaction);
  show (self);
}

static void
interaction_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError) error = NULL;
  AttuneInteractionPage *self = reading->page;
  AttuneQuery query = { .kind = ATTUNE_LIST_EVALUATIONS,
                        .is_descending = TRUE,
                        .interaction = self->id };

  reading->interaction = attune_store_load_interaction_finish (ATTUNE_STORE (source), result,
                                                               &error);
  if (reading->interaction == NULL)
    fail (self, error);
  else
    attune_store_list_first_async (ATTUNE_STORE (source),
                                   attune_context_get_actor (get_context (self)), &query,
                                   ATTUNE_EVALUATIONS_MAX, self->cancellable, evaluations_listed_cb,
                                   g_steal_pointer (&reading));
}

static void
load (AttuneInteractionPage *self)
{
  AttuneContext *context = get_context (self);
  Reading *reading = g_new0 (Reading, 1);

  reading->page = g_object_ref (self);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  attune_store_load_interaction_async (attune_context_get_store (context),
                                       attune_context_get_actor (context), self->id,
                                       self->cancellable, interaction_loaded_cb, reading);
}

static gboolean
reload_cb (gpointer data)
{
  AttuneInteractionPage *self = data;

  self->reload_source = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

/* Actions -------------------------------------------------------------------------------------- */

static void
evaluate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneInteractionPage *self = ATTUNE_INTERACTION_PAGE (widget);

  attune_evaluate (widget, get_context (self), self->id);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneInteractionPage *self = ATTUNE_INTERACTION_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  attune_edit_dialog_show (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, get_context (self),
                           self->interaction);
}

static void
add_text_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneInteractionPage *self = ATTUNE_INTERACTION_PAGE (widget);

  attune_transcript_choose (widget, get_context (self), self->interaction);
}

/* Leaves this page, unless somebody has gone on from it. */
static void
removed_cb (gpointer data, gboolean is_removed)
{
  if (is_removed && gtk_widget_get_mapped (data))
    gtk_widget_activate_action (data, "win.back", NULL);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneInteractionPage *self = ATTUNE_INTERACTION_PAGE (widget);

  attune_contact_remove (get_context (self), self->id, self->interaction->rev, removed_cb, self);
}

static void
agent_activated_cb (AttuneInteractionPage *self, GtkListBoxRow *row)
{
  const AttunePart *part = g_ptr_array_index (self->interaction->parts,
                                              (guint) gtk_list_box_row_get_index (row));

  attune_context_open_agent (get_context (self), part->agent);
}

static void
evaluation_activated_cb (AttuneInteractionPage *self, GtkListBoxRow *row)
{
  const AttuneEvaluationRow *evaluation = g_ptr_array_index (self->rows,
                                                             (guint) gtk_list_box_row_get_index (
                                                               row));

  attune_context_open_evaluation (get_context (self), evaluation->id);
}

/* ---------------------------------------------------------------------------------------------- */

static void
attune_interaction_page_refresh (AttunePage *page)
{
  load (ATTUNE_INTERACTION_PAGE (page));
}

static void
attune_interaction_page_store_changed (AttunePage *page, guint kind, gint64 id)
{
  AttuneInteractionPage *self = ATTUNE_INTERACTION_PAGE (page);
  gboolean is_ours = kind == ATTUNE_CHANGE_INTERACTION && (id == self->id || id == 0);

  if ((is_ours || kind == ATTUNE_CHANGE_EVALUATION) && self->reload_source == 0)
    self->reload_source = g_timeout_add (RELOAD_DELAY_MS, reload_cb, self);
}

static void
attune_interaction_page_dispose (GObject *object)
{
  AttuneInteractionPage *self = ATTUNE_INTERACTION_PAGE (object);

  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (attune_interaction_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_INTERACTION_PAGE);
}

static void
attune_interaction_page_finalize (GObject *object)
{
  AttuneInteractionPage *self = ATTUNE_INTERACTION_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->interaction, attune_interaction_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (attune_interaction_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/interactions/attune-interaction-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneInteractionPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneInteractionPage, failed);
  gtk_widget_class_bind_template_child (widget_class, AttuneInteractionPage, time);
  gtk_widget_class_bind_template_child (widget_class, AttuneInteractionPage, channel);
  gtk_widget_class_bind_template_child (widget_class, AttuneInteractionPage, length);
  gtk_widget_class_bind_template_child (widget_class, AttuneInteractionPage, customer);
  gtk_widget_class_bind_template_child (widget_class, AttuneInteractionPage, subject);
  gtk_widget_class_bind_template_child (widget_class, AttuneInteractionPage, agents);
  gtk_widget_class_bind_template_child (widget_class, AttuneInteractionPage, media_group);
  gtk_widget_class_bind_template_child (widget_class, AttuneInteractionPage, media);
  gtk_widget_class_bind_template_child (widget_class, AttuneInteractionPage, evaluations_group);
  gtk_widget_class_bind_template_child (widget_class, AttuneInteractionPage, evaluations);
  gtk_widget_class_bind_template_callback (widget_class, agent_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, evaluation_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, load);
}

static void
attune_interaction_page_class_init (AttuneInteractionPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_interaction_page_dispose;
  G_OBJECT_CLASS (class)->finalize = attune_interaction_page_finalize;
  ATTUNE_PAGE_CLASS (class)->refresh = attune_interaction_page_refresh;
  ATTUNE_PAGE_CLASS (class)->store_changed = attune_interaction_page_store_changed;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "interaction.evaluate", NULL, evaluate_action);
  gtk_widget_class_install_action (widget_class, "interaction.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "interaction.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "interaction.add-text", NULL, add_text_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK,
                                       "interaction.evaluate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "interaction.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "interaction.remove", NULL);
}

static void
attune_interaction_page_init (AttuneInteractionPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

GtkWidget *
attune_interaction_page_new (AttuneContext *context, gint64 interaction)
{
  AttuneInteractionPage *self = g_object_new (ATTUNE_TYPE_INTERACTION_PAGE, "context", context,
                                              NULL);

  self->id = interaction;
  return GTK_WIDGET (self);
}

gboolean
attune_interaction_page_take_text (AttuneInteractionPage *self, GSList *files)
{
  g_return_val_if_fail (ATTUNE_IS_INTERACTION_PAGE (self), FALSE);

  if (self->interaction == NULL || self->interaction->is_removed ||
      !attune_context_has_role (get_context (self),
                                ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER) ||
      !attune_transcript_takes (files))
    return FALSE;
  attune_transcript_take_file (get_context (self), self->interaction, files->data);
  return TRUE;
}

gboolean
attune_interaction_page_take_files (AttuneInteractionPage *self, GSList *files)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);
  GtkRoot *root;
  GtkWidget *dialog;

  g_return_val_if_fail (ATTUNE_IS_INTERACTION_PAGE (self), FALSE);

  if (self->interaction == NULL || self->interaction->is_removed)
    return FALSE;

  for (GSList *i = files; i != NULL; i = i->next)
    g_list_store_append (list, i->data);
  root = gtk_widget_get_root (GTK_WIDGET (self));
  dialog = attune_edit_dialog_new (get_context (self), self->interaction);
  attune_edit_dialog_add (ATTUNE_EDIT_DIALOG (dialog), G_LIST_MODEL (list));
  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  attune_present (GTK_WINDOW (dialog));
  return TRUE;
}
