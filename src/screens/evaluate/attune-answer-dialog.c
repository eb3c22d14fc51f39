/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answer-dialog.h"

#include "attune-let-go.h"
#include "attune-present.h"

#include <glib/gi18n.h>

struct _AttuneAnswerDialog
{
  AdwWindow parent_instance;

  /* template */
  AdwWindowTitle *heading;
  GtkButton *cancel;
  GtkWidget *accept;
  GtkWidget *scroller;
  GtkLabel *lead;
  GtkBox *questions;
  GtkWidget *whole_group;
  AdwPreferencesRow *whole;
  GtkLabel *outcome;

  gboolean can_accept;
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (AttuneAnswerDialog, attune_answer_dialog, ADW_TYPE_WINDOW)

enum
{
  ACCEPTED,
  WHOLE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (AttuneAnswerDialog *self)
{
  gboolean can_accept = self->can_accept && !self->is_busy;

  gtk_widget_set_sensitive (self->accept, can_accept);
  gtk_widget_set_sensitive (self->scroller, !self->is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "answer.accept", can_accept);
}

static void
accept_cb (AttuneAnswerDialog *self)
{
  if (self->can_accept && !self->is_busy)
    g_signal_emit (self, signals[ACCEPTED], 0);
}

static void
whole_changed_cb (AttuneAnswerDialog *self)
{
  g_signal_emit (self, signals[WHOLE_CHANGED], 0);
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  accept_cb (ATTUNE_ANSWER_DIALOG (widget));
}

static void
attune_answer_dialog_dispose (GObject *object)
{
  G_OBJECT_CLASS (attune_answer_dialog_parent_class)->dispose (object);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_ANSWER_DIALOG);
}

static void
attune_answer_dialog_class_init (AttuneAnswerDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_answer_dialog_dispose;
  signals[ACCEPTED] = g_signal_new ("accepted", ATTUNE_TYPE_ANSWER_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WHOLE_CHANGED] = g_signal_new ("whole-changed", ATTUNE_TYPE_ANSWER_DIALOG,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "answer.accept", NULL, accept_action);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/evaluate/attune-answer-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneAnswerDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, AttuneAnswerDialog, accept);
  gtk_widget_class_bind_template_child (widget_class, AttuneAnswerDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, AttuneAnswerDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, AttuneAnswerDialog, lead);
  gtk_widget_class_bind_template_child (widget_class, AttuneAnswerDialog, questions);
  gtk_widget_class_bind_template_child (widget_class, AttuneAnswerDialog, whole_group);
  gtk_widget_class_bind_template_child (widget_class, AttuneAnswerDialog, whole);
  gtk_widget_class_bind_template_child (widget_class, AttuneAnswerDialog, outcome);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, whole_changed_cb);
}

static void
attune_answer_dialog_init (AttuneAnswerDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

AttuneAnswerDialog *
attune_answer_dialog_new (GtkWidget *parent, const AttuneAnswerDialogText *text)
{
  AttuneAnswerDialog *self = g_object_new (ATTUNE_TYPE_ANSWER_DIALOG, "title", text->title,
                                           "transient-for", gtk_widget_get_root (parent), NULL);

  adw_window_title_set_title (self->heading, text->title);
  adw_window_title_set_subtitle (self->heading, text->subtitle != NULL ? text->subtitle : "");
  gtk_widget_set_visible (self->accept, text->accept != NULL);
  gtk_button_set_label (self->cancel, text->accept != NULL ? _ ("_Cancel") : _ ("_Close"));
  gtk_button_set_label (GTK_BUTTON (self->accept), text->accept != NULL ? text->accept : "");
  gtk_label_set_label (self->lead, text->lead != NULL ? text->lead : "");
  gtk_widget_set_visible (GTK_WIDGET (self->lead), text->lead != NULL);
  gtk_widget_set_visible (self->whole_group, text->whole != NULL);
  adw_preferences_row_set_title (self->whole, text->whole != NULL ? text->whole : "");
  return self;
}

void
attune_answer_dialog_add (AttuneAnswerDialog *self, GtkWidget *group)
{
  g_return_if_fail (ATTUNE_IS_ANSWER_DIALOG (self));

  gtk_box_append (self->questions, group);
}

void
attune_answer_dialog_show_outcome (AttuneAnswerDialog *self, const char *words, gboolean can_accept)
{
  g_return_if_fail (ATTUNE_IS_ANSWER_DIALOG (self));

  gtk_label_set_label (self->outcome, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), words != NULL);
  self->can_accept = can_accept;
  update (self);
}

char *
attune_answer_dialog_dup_whole (AttuneAnswerDialog *self)
{
  g_return_val_if_fail (ATTUNE_IS_ANSWER_DIALOG (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->whole))));
}

void
attune_answer_dialog_set_is_busy (AttuneAnswerDialog *self, gboolean is_busy)
{
  g_return_if_fail (ATTUNE_IS_ANSWER_DIALOG (self));

  /* What cannot be used any more would keep the focus, and GTK complains of that when it goes. */
  if (is_busy && attune_let_go_of_focus (self->scroller))
    gtk_widget_grab_focus (GTK_WIDGET (self->cancel));
  self->is_busy = is_busy;
  update (self);
}

/* What GTK would choose is the first there is: the way out. */
static void
shown_cb (AttuneAnswerDialog *self)
{
  gtk_widget_child_focus (self->scroller, GTK_DIR_TAB_FORWARD);
}

void
attune_answer_dialog_open (AttuneAnswerDialog *self)
{
  g_return_if_fail (ATTUNE_IS_ANSWER_DIALOG (self));

  g_signal_connect (self, "show", G_CALLBACK (shown_cb), NULL);
  attune_present (GTK_WINDOW (self));
}

void
attune_answer_dialog_end (AttuneAnswerDialog *self,
                          AttuneContext *context,
                          const GError *error,
                          const char *failed,
                          const char *done)
{
  g_return_if_fail (ATTUNE_IS_ANSWER_DIALOG (self));

  if (error != NULL)
    {
      attune_answer_dialog_set_is_busy (self, FALSE);
      attune_context_report (context, failed, error);
      return;
    }
  attune_context_say (context, done);
  gtk_window_close (GTK_WINDOW (self));
}
