/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-takeover-row.h"

#include "attune-add-guess.h"
#include "attune-format.h"
#include "attune-person-chooser.h"

#include <glib/gi18n.h>

struct _AttuneTakeoverRow
{
  AdwActionRow parent_instance;

  /* template */
  AttunePersonChooser *agent;
  GtkEntry *offset;

  /* owned */
  char *filled; /* the offset's text for `part` */

  /* borrowed */
  const AttunePart *part; /* nullable */
};

G_DEFINE_FINAL_TYPE (AttuneTakeoverRow, attune_takeover_row, ADW_TYPE_ACTION_ROW)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (AttuneTakeoverRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (AttuneTakeoverRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static gboolean
attune_takeover_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ATTUNE_TAKEOVER_ROW (widget)->agent));
}

/* The row itself is no stop: there is nothing to do with it. */
static gboolean
attune_takeover_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction);
}

static void
attune_takeover_row_finalize (GObject *object)
{
  g_free (ATTUNE_TAKEOVER_ROW (object)->filled);

  G_OBJECT_CLASS (attune_takeover_row_parent_class)->finalize (object);
}

static void
attune_takeover_row_class_init (AttuneTakeoverRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = attune_takeover_row_finalize;
  widget_class->grab_focus = attune_takeover_row_grab_focus;
  widget_class->focus = attune_takeover_row_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATTUNE_TYPE_PERSON_CHOOSER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/interactions/attune-takeover-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneTakeoverRow, agent);
  gtk_widget_class_bind_template_child (widget_class, AttuneTakeoverRow, offset);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
attune_takeover_row_init (AttuneTakeoverRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_takeover_row_new (GListModel *agents)
{
  AttuneTakeoverRow *self = g_object_new (ATTUNE_TYPE_TAKEOVER_ROW, NULL);

  attune_person_chooser_set_people (self->agent, agents);
  return GTK_WIDGET (self);
}

gboolean
attune_takeover_row_read (AttuneTakeoverRow *self, gint64 *out_agent, gint64 *out_from)
{
  const char *text;

  g_return_val_if_fail (ATTUNE_IS_TAKEOVER_ROW (self), FALSE);

  text = gtk_editable_get_text (GTK_EDITABLE (self->offset));
  *out_agent = attune_person_chooser_get_person (self->agent);
  if (*out_agent == 0)
    return FALSE;
  if (self->part == NULL || g_strcmp0 (text, self->filled) != 0)
    return attune_add_read_offset (text, out_from);

  *out_from = self->part->from_us;
  return TRUE;
}

/* `is_time` tells what is at fault: the time, or the agent. A NULL `fault` is none. */
static void
show_fault (AttuneTakeoverRow *self, const char *fault, gboolean is_time)
{
  gboolean is_time_wrong = fault != NULL && is_time;

  if (is_time_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->offset), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->offset), "error");
  if (fault != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "faulty");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "faulty");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->offset), GTK_ACCESSIBLE_STATE_INVALID,
                               is_time_wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                             : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->offset),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, fault != NULL ? fault : "",
                                  -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), fault != NULL ? fault : "");
}

/* Of a time that can be read; NULL for none. */
static char *
find_fault_in_time (gint64 from, const AttuneTakeoverPast *past)
{
  g_autofree char *before = attune_format_duration (past->from_us);
  g_autofree char *length = attune_format_duration (past->duration_us);

  if (past->duration_us >= 0 && from >= past->duration_us)
    return past->is_recorded
             /* Translators: %s is a length such as 1:13. */
             ? g_strdup_printf (_ ("The recording is %s long. Write an earlier time."), length)
             : g_strdup_printf (_ ("The contact is %s long. Write an earlier time."), length);
  if (from > past->from_us)
    return NULL;
  if (past->from_us == 0)
    return g_strdup (_ ("Nobody takes over at the very beginning. Write a later time."));
  /* Translators: %s is a time in the contact such as 4:10. */
  return g_strdup_printf (_ ("The agent above takes over at %s. Write a later time."), before);
}

gboolean
attune_takeover_row_judge (AttuneTakeoverRow *self, const AttuneTakeoverPast *past)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->offset));
  gint64 agent = attune_person_chooser_get_person (self->agent);
  gint64 from = past->from_us;
  gboolean has_time = attune_takeover_row_read (self, &agent, &from) ||
                      attune_add_read_offset (text, &from);
  g_autofree char *fault = has_time && !past->keeps_times ? find_fault_in_time (from, past) : NULL;

  g_return_val_if_fail (ATTUNE_IS_TAKEOVER_ROW (self), FALSE);

  if (!has_time && *text != '\0')
    fault = g_strdup (_ ("Write minutes and seconds from the beginning, such as 4:10."));
  if (fault != NULL)
    show_fault (self, fault, TRUE);
  else if (agent != 0 && agent == past->agent && !past->keeps_agents)
    show_fault (self, _ ("This agent has the contact already. Choose another one, or remove this."),
                FALSE);
  else
    {
      show_fault (self, NULL, FALSE);
      return has_time && agent != 0;
    }
  return FALSE;
}

void
attune_takeover_row_fill (AttuneTakeoverRow *self, const AttunePart *part)
{
  g_return_if_fail (ATTUNE_IS_TAKEOVER_ROW (self));

  g_free (self->filled);
  self->filled = attune_format_duration (MAX (part->from_us, 0));
  self->part = part;
  attune_person_chooser_set_person (self->agent, part->agent, part->agent_name);
  gtk_editable_set_text (GTK_EDITABLE (self->offset), self->filled);
}

const AttunePart *
attune_takeover_row_get_part (AttuneTakeoverRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_TAKEOVER_ROW (self), NULL);

  return self->part;
}
