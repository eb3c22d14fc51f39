/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-conflict-bar.h"

struct _AttuneConflictBar
{
  GtkWidget parent_instance;

  /* template */
  GtkRevealer *revealer;
  GtkLabel *text;

  /* owned */
  AttuneSaver *saver;
};

G_DEFINE_FINAL_TYPE (AttuneConflictBar, attune_conflict_bar, GTK_TYPE_WIDGET)

enum
{
  LOAD_THEIRS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
state_cb (AttuneConflictBar *self)
{
  gboolean has_conflict = attune_saver_get_state (self->saver) == ATTUNE_SAVING_CONFLICT;

  gtk_label_set_label (self->text,
                       has_conflict ? attune_saver_get_error (self->saver)->message : "");
  gtk_revealer_set_reveal_child (self->revealer, has_conflict);
}

static void
clicked_cb (AttuneConflictBar *self)
{
  g_signal_emit (self, signals[LOAD_THEIRS], 0);
}

static void
attune_conflict_bar_dispose (GObject *object)
{
  AttuneConflictBar *self = ATTUNE_CONFLICT_BAR (object);

  g_clear_object (&self->saver);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_CONFLICT_BAR);
  G_OBJECT_CLASS (attune_conflict_bar_parent_class)->dispose (object);
}

static void
attune_conflict_bar_class_init (AttuneConflictBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_conflict_bar_dispose;

  signals[LOAD_THEIRS] = g_signal_new ("load-theirs", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/widgets/attune-conflict-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneConflictBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, AttuneConflictBar, text);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
attune_conflict_bar_init (AttuneConflictBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
attune_conflict_bar_set_saver (AttuneConflictBar *self, AttuneSaver *saver)
{
  if (self->saver != NULL)
    g_signal_handlers_disconnect_by_data (self->saver, self);
  g_set_object (&self->saver, saver);
  if (saver != NULL)
    g_signal_connect_object (saver, "notify::state", G_CALLBACK (state_cb), self,
                             G_CONNECT_SWAPPED);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

gboolean
attune_conflict_bar_is_shown (AttuneConflictBar *self)
{
  return gtk_revealer_get_reveal_child (self->revealer);
}
