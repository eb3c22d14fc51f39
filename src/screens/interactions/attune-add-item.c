/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-add-item.h"

#include "attune-field-row.h"
#include "attune-person-chooser.h"
#include "attune-takeover-row.h"

#include <glib/gi18n.h>

struct _AttuneAddItem
{
  AdwBin parent_instance;

  /* template */
  AdwPreferencesGroup *group;
  GtkSpinner *spinner;
  GtkButton *takeover;
  GtkButton *remove;
  AdwActionRow *remark;
  AdwActionRow *agent_row;
  AttunePersonChooser *agent;
  AdwEntryRow *time;
  AdwEntryRow *customer;
  AdwEntryRow *subject;

  /* owned */
  AttuneContext *context;
  GListModel *agents;          /* AttunePersonItem */
  GPtrArray *takeovers;        /* AttuneTakeoverRow, borrowed: agents who took over */
  AttuneInteraction *original; /* to be changed; NULL for a new one */
  char *path;
  AttuneTranscript *transcript;
  char *transcript_name;

  AttuneFileKind kind;
  gint64 duration_us; /* -1 while unknown */
  gboolean is_waiting;
  gboolean has_trouble;
  gboolean is_complete;
};

G_DEFINE_FINAL_TYPE (AttuneAddItem, attune_add_item, ADW_TYPE_BIN)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_text (gpointer entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static gboolean
read_time (AttuneAddItem *self, gint64 *out_time)
{
  return attune_add_read_time (get_text (self->time), attune_context_get_time_zone (self->context),
                               out_time);
}

/* What was before ------------------------------------------------------------------------------ */

static guint
count_before (AttuneAddItem *self)
{
  return self->original != NULL ? self->original->parts->len : 0;
}

/* What the `i`-th agent's part was, the first one's and then those who took over; NULL for a new one. */
static const AttunePart *
get_before (AttuneAddItem *self, guint i)
{
  if (i > 0)
    return attune_takeover_row_get_part (g_ptr_array_index (self->takeovers, i - 1));
  return count_before (self) > 0 ? g_ptr_array_index (self->original->parts, 0) : NULL;
}

/* `next` may be NULL: whether `part` was the last one. FALSE for a new part. */
static gboolean
is_followed_by (AttuneAddItem *self, const AttunePart *part, const AttunePart *next)
{
  guint n = count_before (self);
  guint place;

  if (part == NULL || n == 0 || !g_ptr_array_find (self->original->parts, part, &place))
    return FALSE;
  return next == (place + 1 < n ? g_ptr_array_index (self->original->parts, place + 1) : NULL);
}

static gboolean
is_recorded (AttuneAddItem *self)
{
  if (self->path != NULL)
    return self->kind == ATTUNE_FILE_AUDIO;
  for (guint i = 0; self->original != NULL && i < self->original->media->len; i++)
    if (((AttuneMedia *) g_ptr_array_index (self->original->media, i))->kind == ATTUNE_MEDIA_AUDIO)
      return TRUE;
  return FALSE;
}

/* Whoever takes over does so after whoever did before and within the contact, and is another one; those who were there stay
 * as they were. Each row says what is wrong with it. */
static gboolean
are_takeovers_complete (AttuneAddItem *self)
{
  AttuneTakeoverPast past = { .agent = attune_person_chooser_get_person (self->agent),
                              .duration_us = self->duration_us,
                              .is_recorded = is_recorded (self) };
  const AttunePart *previous = get_before (self, 0);
  gboolean kept_time = TRUE;
  gboolean is_complete = TRUE;

  for (guint i = 0; i < self->takeovers->len; i++)
    {
      AttuneTakeoverRow *row = g_ptr_array_index (self->takeovers, i);
      const AttunePart *before = get_before (self, i + 1);
      gint64 agent = 0;
      gint64 from = past.from_us;
      gboolean was_there = attune_takeover_row_read (row, &agent, &from) && before != NULL;
      gboolean is_next = was_there && is_followed_by (self, previous, before);
      gboolean keeps_time = was_there && from == before->from_us;

      past.keeps_times = is_next && keeps_time && kept_time;
      past.keeps_agents = is_next && agent == before->agent && past.agent == previous->agent;
      is_complete = attune_takeover_row_judge (row, &past) && is_complete;
      past.agent = agent;
      past.from_us = from;
      previous = before;
      kept_time = keeps_time;
    }
  return is_complete;
}

/* ---------------------------------------------------------------------------------------------- */

static void
changed_cb (AttuneAddItem *self)
{
  gboolean has_time;
  gint64 time;

  if (self->context == NULL)
    return;

  has_time = read_time (self, &time);
  if (has_time)
    gtk_widget_remove_css_class (GTK_WIDGET (self->time), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->time), "error");
  self->is_complete = has_time && attune_person_chooser_get_person (self->agent) != 0 &&
                      are_takeovers_complete (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (AttuneAddItem *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/* Transfers ------------------------------------------------------------------------------------ */

static void
drop_takeover_cb (AttuneAddItem *self, GtkWidget *row)
{
  g_ptr_array_remove (self->takeovers, row);
  adw_preferences_group_remove (self->group, row);
  gtk_widget_grab_focus (GTK_WIDGET (self->agent));
  changed_cb (self);
}

static AttuneTakeoverRow *
add_takeover (AttuneAddItem *self)
{
  GtkWidget *row = attune_takeover_row_new (self->agents);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (drop_takeover_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->takeovers, row);
  adw_preferences_group_add (self->group, row);
  return ATTUNE_TAKEOVER_ROW (row);
}

static void
add_takeover_cb (AttuneAddItem *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (add_takeover (self)));
  changed_cb (self);
}

/* What is known of the file -------------------------------------------------------------------- */

static void
set_title (AttuneAddItem *self, const char *title)
{
  g_autofree char *markup = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (self->group, markup);
}

static void
show_remark (AttuneAddItem *self, const char *text, gboolean is_trouble)
{
  gtk_widget_set_visible (GTK_WIDGET (self->remark), text != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->remark), text != NULL ? text : "");
  if (is_trouble)
    adw_action_row_set_subtitle (self->remark, _ ("It will not be added."));
}

static void
show_trouble (AttuneAddItem *self, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  self->has_trouble = TRUE;
  show_remark (self, text, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->agent_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->time), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->customer), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->subject), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->takeover), FALSE);
  for (guint i = 0; i < self->takeovers->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->takeovers, i), FALSE);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
set_waiting (AttuneAddItem *self, gboolean is_waiting)
{
  self->is_waiting = is_waiting;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_waiting);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->spinner), _ ("Listening to it…"));
}

/* ---------------------------------------------------------------------------------------------- */

static gboolean
attune_add_item_grab_focus (GtkWidget *widget)
{
  AttuneAddItem *self = ATTUNE_ADD_ITEM (widget);

  return gtk_widget_grab_focus (self->has_trouble ? GTK_WIDGET (self->remove)
                                                  : GTK_WIDGET (self->agent));
}

/* By Tab, unlike by a grab, the buttons of the heading are come to before the fields. */
static gboolean
attune_add_item_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

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

  g_clear_pointer (&self->original, attune_interaction_free);
  g_free (self->path);
  g_clear_pointer (&self->transcript, attune_transcript_unref);
  g_free (self->transcript_name);

  G_OBJECT_CLASS (attune_add_item_parent_class)->finalize (object);
}

static void
attune_add_item_class_init (AttuneAddItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_add_item_dispose;
  object_class->finalize = attune_add_item_finalize;
  widget_class->focus = attune_add_item_focus;
  widget_class->grab_focus = attune_add_item_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATTUNE_TYPE_PERSON_CHOOSER);
  g_type_ensure (ATTUNE_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/interactions/attune-add-item.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneAddItem, group);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddItem, spinner);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddItem, takeover);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddItem, remove);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddItem, remark);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddItem, agent_row);
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
  self->duration_us = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_time (AttuneAddItem *self, gint64 time)
{
  g_autofree char *text = attune_add_write_time (time,
                                                 attune_context_get_time_zone (self->context));

  gtk_editable_set_text (GTK_EDITABLE (self->time), text);
}

GtkWidget *
attune_add_item_new (AttuneContext *context, GListModel *agents, gint64 now)
{
  AttuneAddItem *self = g_object_new (ATTUNE_TYPE_ADD_ITEM, NULL);

  self->agents = g_object_ref (agents);
  attune_person_chooser_set_people (self->agent, agents);
  self->context = g_object_ref (context);
  set_title (self, _ ("Without a Recording"));
  show_time (self, now);
  return GTK_WIDGET (self);
}

static void
take_transcript (AttuneAddItem *self, const AttuneAddFile *file)
{
  g_clear_pointer (&self->transcript, attune_transcript_unref);
  self->transcript = file->transcript != NULL ? attune_transcript_ref (file->transcript) : NULL;
  g_free (self->transcript_name);
  self->transcript_name = g_strdup (file->name);
}

void
attune_add_item_set_file (AttuneAddItem *self, const AttuneAddFile *file, GPtrArray *people)
{
  g_return_if_fail (ATTUNE_IS_ADD_ITEM (self));

  g_free (self->path);
  self->path = g_strdup (file->path);
  self->kind = file->kind;
  take_transcript (self, file);
  set_title (self, file->name);
  if (file->trouble != NULL)
    {
      show_trouble (self, file->trouble);
      return;
    }
  show_time (self, attune_add_guess_time (file->name, file->modified,
                                          attune_context_get_time_zone (self->context)));
  attune_add_item_propose_agent (self, attune_add_guess_agent (file->name, people));
  set_waiting (self, file->kind == ATTUNE_FILE_AUDIO);
}

const char *
attune_add_item_get_path (AttuneAddItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_ADD_ITEM (self), NULL);

  return self->path;
}

gboolean
attune_add_item_is_waiting (AttuneAddItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_ADD_ITEM (self), FALSE);

  return self->is_waiting;
}

void
attune_add_item_take_probe (AttuneAddItem *self, const AttuneProbe *probe, const GError *error)
{
  g_return_if_fail (ATTUNE_IS_ADD_ITEM (self));

  set_waiting (self, FALSE);
  if (probe == NULL)
    show_trouble (self, error->message);
  else
    {
      self->duration_us = probe->duration_us;
      show_remark (self, probe->warning, FALSE);
    }
  changed_cb (self);
}

void
attune_add_item_set_duration (AttuneAddItem *self, gint64 duration_us)
{
  g_return_if_fail (ATTUNE_IS_ADD_ITEM (self));

  self->duration_us = duration_us;
  changed_cb (self);
}

void
attune_add_item_set_transcript (AttuneAddItem *self, const AttuneAddFile *file)
{
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  g_return_if_fail (ATTUNE_IS_ADD_ITEM (self));

  /* Translators: the file of a transcript that belongs to a recording. */
  text = g_strdup_printf (_ ("With the transcript %s"), file->name);
  markup = g_markup_escape_text (text, -1);
  take_transcript (self, file);
  adw_preferences_group_set_description (self->group, markup);
}

void
attune_add_item_propose_agent (AttuneAddItem *self, gint64 agent)
{
  g_return_if_fail (ATTUNE_IS_ADD_ITEM (self));

  if (agent != 0 && attune_person_chooser_get_person (self->agent) == 0)
    attune_person_chooser_set_person (self->agent, agent, NULL);
}

gboolean
attune_add_item_is_wanted (AttuneAddItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_ADD_ITEM (self), FALSE);

  return !self->has_trouble;
}

gboolean
attune_add_item_is_complete (AttuneAddItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_ADD_ITEM (self), FALSE);

  return self->is_complete && !self->is_waiting && !self->has_trouble;
}

static AttunePart *
create_part (gint64 agent, gint64 from, const AttunePart *before)
{
  return attune_part_new (agent, from, before != NULL ? before->to_us : -1);
}

/* An agent's part ends where the next one takes over; what nobody touched stays, gaps too. */
static void
join_parts (AttuneAddItem *self, GPtrArray *parts, guint i)
{
  AttunePart *part = g_ptr_array_index (parts, i);
  const AttunePart *next = g_ptr_array_index (parts, i + 1);
  const AttunePart *before = get_before (self, i);
  const AttunePart *next_before = get_before (self, i + 1);
  gboolean is_next = next_before != NULL && is_followed_by (self, before, next_before);
  gboolean is_empty = part->to_us >= 0 && part->to_us <= part->from_us;

  if (is_next && !is_empty && next->from_us == next_before->from_us)
    return;

  part->from_us = MAX (part->from_us, 0);
  if (!is_next || is_empty || part->to_us < 0 || part->to_us > next->from_us ||
      before->to_us == next_before->from_us)
    part->to_us = next->from_us;
}

/* Whoever is the last has the rest, up to where the last one's part ended before; one agent alone has the whole. */
static void
end_parts (AttuneAddItem *self, GPtrArray *parts)
{
  AttunePart *last = g_ptr_array_index (parts, parts->len - 1);
  guint n_before = count_before (self);

  if (n_before > 0 && !is_followed_by (self, get_before (self, parts->len - 1), NULL))
    last->to_us = ((AttunePart *) g_ptr_array_index (self->original->parts, n_before - 1))->to_us;
  if (last->to_us <= last->from_us)
    last->to_us = -1;
  if (parts->len == 1 && n_before != 1 && last->from_us <= 0 && last->to_us < 0)
    last->from_us = -1;
}

static GPtrArray *
read_parts (AttuneAddItem *self)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_part_free);
  const AttunePart *first = get_before (self, 0);

  g_ptr_array_add (parts, create_part (attune_person_chooser_get_person (self->agent),
                                       first != NULL ? first->from_us : -1, first));
  for (guint i = 0; i < self->takeovers->len; i++)
    {
      gint64 agent = 0;
      gint64 from = 0;

      attune_takeover_row_read (g_ptr_array_index (self->takeovers, i), &agent, &from);
      g_ptr_array_add (parts, create_part (agent, from, get_before (self, i + 1)));
    }
  for (guint i = 0; i + 1 < parts->len; i++)
    join_parts (self, parts, i);
  end_parts (self, parts);
  return parts;
}

static void
apply_time (AttuneAddItem *self, AttuneInteraction *interaction)
{
  g_autofree char *before = attune_add_write_time (interaction->started_at,
                                                   attune_context_get_time_zone (self->context));

  if (self->original == NULL || g_strcmp0 (before, get_text (self->time)) != 0)
    read_time (self, &interaction->started_at);
}

void
attune_add_item_apply (AttuneAddItem *self, AttuneInteraction *interaction)
{
  g_autoptr (GPtrArray) parts = read_parts (self);

  g_return_if_fail (ATTUNE_IS_ADD_ITEM (self));

  apply_time (self, interaction);
  g_free (interaction->customer);
  g_free (interaction->subject);
  interaction->customer = g_strdup (get_text (self->customer));
  interaction->subject = g_strdup (get_text (self->subject));
  g_ptr_array_unref (interaction->parts);
  interaction->parts = g_steal_pointer (&parts);
}

static void
add_media (AttuneInteraction *interaction, const char *path, gboolean is_copied)
{
  AttuneMedia *media = attune_media_new (ATTUNE_MEDIA_AUDIO, path);

  media->is_copied = is_copied;
  g_ptr_array_add (interaction->media, media);
}

AttuneInteraction *
attune_add_item_create (AttuneAddItem *self, AttuneChannel channel, gboolean is_copied)
{
  AttuneInteraction *interaction = attune_interaction_new ();

  g_return_val_if_fail (ATTUNE_IS_ADD_ITEM (self), NULL);

  interaction->channel = channel;
  interaction->duration_us = self->duration_us;
  attune_add_item_apply (self, interaction);
  if (self->path != NULL && self->kind != ATTUNE_FILE_TRANSCRIPT)
    add_media (interaction, self->path, is_copied);
  if (self->transcript != NULL)
    g_ptr_array_add (interaction->media,
                     attune_media_new_text (self->transcript_name, self->transcript));
  return interaction;
}

static void
fill_parts (AttuneAddItem *self, GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const AttunePart *part = g_ptr_array_index (parts, i);

      if (i == 0)
        attune_person_chooser_set_person (self->agent, part->agent, part->agent_name);
      else
        attune_takeover_row_fill (add_takeover (self), part);
    }
}

void
attune_add_item_fill (AttuneAddItem *self, const AttuneInteraction *interaction)
{
  g_return_if_fail (ATTUNE_IS_ADD_ITEM (self));

  g_clear_pointer (&self->original, attune_interaction_free);
  self->original = attune_interaction_copy (interaction);
  self->duration_us = interaction->duration_us;
  set_title (self, _ ("Contact"));
  gtk_widget_set_visible (GTK_WIDGET (self->remove), FALSE);
  show_time (self, interaction->started_at);
  gtk_editable_set_text (GTK_EDITABLE (self->customer), interaction->customer);
  gtk_editable_set_text (GTK_EDITABLE (self->subject), interaction->subject);
  fill_parts (self, self->original->parts);
  changed_cb (self);
}
