/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-takeover-row.h"

#include "attune-add-guess.h"
#include "attune-format.h"
#include "attune-person-chooser.h"

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
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->offset));
  gint64 offset;

  if (*text == '\0' || attune_add_read_offset (text, &offset))
    gtk_widget_remove_css_class (GTK_WIDGET (self->offset), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->offset), "error");
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
