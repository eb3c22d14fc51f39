/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-add-item.h"

#include "attune-add-guess.h"
#include "attune-person-item.h"

#include <glib/gi18n.h>

struct _AttuneAddItem
{
  AdwBin parent_instance;

  /* template */
  AdwPreferencesGroup *group;
  AdwComboRow *agent;
  AdwEntryRow *time;
  AdwEntryRow *customer;
  AdwEntryRow *subject;

  /* owned */
  AttuneContext *context;
  GListModel *agents;   /* AttunePersonItem */
  GPtrArray *takeovers; /* AdwActionRow, borrowed: agents who took over */
  char *path;
  char *transcript;
};

G_DEFINE_FINAL_TYPE (AttuneAddItem, attune_add_item, ADW_TYPE_BIN)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GTimeZone *
get_zone (AttuneAddItem *self)
{
  return attune_context_get_time_zone (self->context);
}

static gint64
get_id (AttuneAddItem *self, guint selected)
{
  g_autoptr (AttunePersonItem) item = NULL;

  if (selected != GTK_INVALID_LIST_POSITION && selected > 0)
    item = g_list_model_get_item (self->agents, selected - 1);
  return item != NULL ? attune_person_item_get_person (item)->id : 0;
}

static GtkDropDown *
get_takeover_agent (gpointer row)
{
  return g_object_get_data (row, "attune-agent");
}

static GtkEditable *
get_takeover_time (gpointer row)
{
  return g_object_get_data (row, "attune-offset");
}

static void
mark (GtkWidget *widget, gboolean is_right)
{
  if (is_right)
    gtk_widget_remove_css_class (widget, "error");
  else
    gtk_widget_add_css_class (widget, "error");
}

static void
changed_cb (AttuneAddItem *self)
{
  gint64 time;

  if (self->context == NULL)
    return;
  mark (GTK_WIDGET (self->time),
        attune_add_read_time (gtk_editable_get_text (GTK_EDITABLE (self->time)), get_zone (self),
                              &time));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (AttuneAddItem *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/* Transfers ------------------------------------------------------------------------------------ */

static GtkStringList *
list_names (AttuneAddItem *self, const char *nobody)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, nobody);
  for (guint i = 0; i < g_list_model_get_n_items (self->agents); i++)
    {
      g_autoptr (AttunePersonItem) item = g_list_model_get_item (self->agents, i);

      gtk_string_list_append (names, attune_person_item_get_person (item)->name);
    }
  return names;
}

static void
offset_changed_cb (GtkEditable *entry, AttuneAddItem *self)
{
  gint64 offset;

  mark (GTK_WIDGET (entry), attune_add_read_offset (gtk_editable_get_text (entry), &offset));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
drop_takeover_cb (GtkWidget *button, AttuneAddItem *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);

  g_ptr_array_remove (self->takeovers, row);
  adw_preferences_group_remove (self->group, row);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_takeover_cb (AttuneAddItem *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (
    "/org/attuneqa/Attune/interactions/attune-takeover.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  GtkDropDown *agent = GTK_DROP_DOWN (gtk_builder_get_object (builder, "agent"));
  GtkEntry *offset = GTK_ENTRY (gtk_builder_get_object (builder, "offset"));
  GtkWidget *drop = GTK_WIDGET (gtk_builder_get_object (builder, "drop"));
  g_autoptr (GtkStringList) names = list_names (self, _ ("Choose…"));

  gtk_drop_down_set_model (agent, G_LIST_MODEL (names));
  g_object_set_data (G_OBJECT (row), "attune-agent", agent);
  g_object_set_data (G_OBJECT (row), "attune-offset", offset);
  g_signal_connect_object (agent, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (offset, "changed", G_CALLBACK (offset_changed_cb), self, 0);
  g_signal_connect_object (drop, "clicked", G_CALLBACK (drop_takeover_cb), self, 0);
  g_ptr_array_add (self->takeovers, row);
  adw_preferences_group_add (self->group, row);
  changed_cb (self);
}

static gboolean
read_takeover (AttuneAddItem *self, gpointer row, gint64 *out_agent, gint64 *out_from)
{
  *out_agent = get_id (self, gtk_drop_down_get_selected (get_takeover_agent (row)));
  return *out_agent != 0 &&
         attune_add_read_offset (gtk_editable_get_text (get_takeover_time (row)), out_from);
}

/* ---------------------------------------------------------------------------------------------- */

static void
attune_add_item_dispose (GObject *object)
{
  AttuneAddItem *self = ATTUNE_ADD_ITEM (object);

  g_clear_object (&self->context);
  g_clear_object (&self->agents);
  g_clear_pointer (&self->takeovers, g_ptr_array_unref);
  G_OBJECT_CLASS (attune_add_item_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_ADD_ITEM);
}

static void
attune_add_item_finalize (GObject *object)
{
  AttuneAddItem *self = ATTUNE_ADD_ITEM (object);

  g_free (self->path);
  g_free (self->transcript);

  G_OBJECT_CLASS (attune_add_item_parent_class)->finalize (object);
}

static void
attune_add_item_class_init (AttuneAddItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_add_item_dispose;
  object_class->finalize = attune_add_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/interactions/attune-add-item.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneAddItem, group);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddItem, agent);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddItem, time);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddItem, customer);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddItem, subject);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_takeover_cb);
}

static void
attune_add_item_init (AttuneAddItem *self)
{
  self->takeovers = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (AttuneAddItem *self, GPtrArray *people, gint64 modified)
{
  g_autofree char *name = self->path != NULL ? g_path_get_basename (self->path) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;
  gint64 when = name != NULL ? attune_add_guess_time (name, modified, get_zone (self)) : modified;
  g_autofree char *time = attune_add_write_time (when, get_zone (self));
  g_autofree char *title = g_markup_escape_text (shown != NULL ? shown : _ ("Without a Recording"),
                                                 -1);

  adw_preferences_group_set_title (self->group, title);
  gtk_editable_set_text (GTK_EDITABLE (self->time), time);
  if (name != NULL)
    attune_add_item_propose_agent (self, attune_add_guess_agent (name, people));
}

GtkWidget *
attune_add_item_new (AttuneContext *context, GPtrArray *people, const char *path, gint64 modified)
{
  AttuneAddItem *self = g_object_new (ATTUNE_TYPE_ADD_ITEM, NULL);
  g_autoptr (GtkStringList) names = NULL;

  self->agents = attune_person_items_new (people, ATTUNE_ROLE_AGENT, NULL);
  self->path = g_strdup (path);
  names = list_names (self, _ ("Choose…"));
  adw_combo_row_set_model (self->agent, G_LIST_MODEL (names));
  self->context = g_object_ref (context);
  fill (self, people, modified);
  return GTK_WIDGET (self);
}

const char *
attune_add_item_get_path (AttuneAddItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_ADD_ITEM (self), NULL);

  return self->path;
}

void
attune_add_item_set_transcript (AttuneAddItem *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  g_return_if_fail (ATTUNE_IS_ADD_ITEM (self));

  /* Translators: the file of a transcript that belongs to a recording. */
  text = g_strdup_printf (_ ("With the transcript %s"), name);
  markup = g_markup_escape_text (text, -1);
  g_free (self->transcript);
  self->transcript = g_strdup (path);
  adw_preferences_group_set_description (self->group, markup);
}

gboolean
attune_add_item_is_complete (AttuneAddItem *self)
{
  gint64 time;
  gint64 agent;
  gint64 last = 0;
  gint64 from;

  g_return_val_if_fail (ATTUNE_IS_ADD_ITEM (self), FALSE);

  if (get_id (self, adw_combo_row_get_selected (self->agent)) == 0 ||
      !attune_add_read_time (gtk_editable_get_text (GTK_EDITABLE (self->time)), get_zone (self),
                             &time))
    return FALSE;
  for (guint i = 0; i < self->takeovers->len; i++)
    {
      if (!read_takeover (self, g_ptr_array_index (self->takeovers, i), &agent, &from) ||
          from <= last)
        return FALSE;
      last = from;
    }
  return TRUE;
}

/* Each agent's part ends where the next takes over; one agent alone has the whole. */
static void
add_parts (AttuneAddItem *self, AttuneInteraction *interaction)
{
  gint64 agent = get_id (self, adw_combo_row_get_selected (self->agent));
  gint64 from = self->takeovers->len > 0 ? 0 : -1;

  for (guint i = 0; i < self->takeovers->len; i++)
    {
      gint64 next = 0;
      gint64 to = 0;

      read_takeover (self, g_ptr_array_index (self->takeovers, i), &next, &to);
      g_ptr_array_add (interaction->parts, attune_part_new (agent, from, to));
      agent = next;
      from = to;
    }
  g_ptr_array_add (interaction->parts, attune_part_new (agent, from, -1));
}

static void
add_media (AttuneInteraction *interaction,
           AttuneMediaKind kind,
           const char *path,
           gboolean is_copied)
{
  AttuneMedia *media = attune_media_new (kind, path);

  media->is_copied = is_copied;
  g_ptr_array_add (interaction->media, media);
}

AttuneInteraction *
attune_add_item_create (AttuneAddItem *self, AttuneChannel channel, gboolean is_copied)
{
  AttuneInteraction *interaction = attune_interaction_new ();

  g_return_val_if_fail (ATTUNE_IS_ADD_ITEM (self), NULL);

  interaction->channel = channel;
  attune_add_read_time (gtk_editable_get_text (GTK_EDITABLE (self->time)), get_zone (self),
                        &interaction->started_at);
  g_free (interaction->customer);
  g_free (interaction->subject);
  interaction->customer = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->customer)));
  interaction->subject = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->subject)));
  add_parts (self, interaction);
  if (self->path != NULL)
    add_media (interaction,
               attune_add_guess_kind (self->path) == ATTUNE_FILE_TRANSCRIPT
                 ? ATTUNE_MEDIA_TRANSCRIPT
                 : ATTUNE_MEDIA_AUDIO,
               self->path, is_copied);
  if (self->transcript != NULL)
    add_media (interaction, ATTUNE_MEDIA_TRANSCRIPT, self->transcript, is_copied);
  return interaction;
}

void
attune_add_item_propose_agent (AttuneAddItem *self, gint64 agent)
{
  g_return_if_fail (ATTUNE_IS_ADD_ITEM (self));

  if (agent == 0 || get_id (self, adw_combo_row_get_selected (self->agent)) != 0)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (self->agents); i++)
    if (get_id (self, i + 1) == agent)
      adw_combo_row_set_selected (self->agent, i + 1);
}
