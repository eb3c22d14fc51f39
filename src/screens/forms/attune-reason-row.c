/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-reason-row.h"

#include "attune-form-names.h"

#include <glib/gi18n.h>

struct _AttuneReasonRow
{
  AdwBin parent_instance;

  /* template */
  GtkEntry *label;
  GtkMenuButton *cause_button;
  GtkLabel *cause_label;

  /* owned */
  char *question;
  char *option;
  char *reason;

  AttuneCause cause;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (AttuneReasonRow, attune_reason_row, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CAUSE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
request (AttuneReasonRow *self, const char *key, const char *value)
{
  if (!self->is_updating && self->reason != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "form.set-reason", "(sssss)", self->question,
                                self->option, self->reason, key, value);
}

static void
label_changed_cb (AttuneReasonRow *self)
{
  request (self, "label", gtk_editable_get_text (GTK_EDITABLE (self->label)));
}

static void
label_activate_cb (AttuneReasonRow *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneReasonRow *self = ATTUNE_REASON_ROW (widget);

  gtk_widget_activate_action (widget, "form.remove-reason", "(sss)", self->question, self->option,
                              self->reason);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneReasonRow *self = ATTUNE_REASON_ROW (widget);
  int step = g_str_equal (name, "reason.up") ? -1 : 1;

  gtk_widget_activate_action (widget, "form.move-reason", "(sssi)", self->question, self->option,
                              self->reason, step);
}

/* Object --------------------------------------------------------------------------------------- */

static void
attune_reason_row_dispose (GObject *object)
{
  AttuneReasonRow *self = ATTUNE_REASON_ROW (object);

  self->is_updating = TRUE;
  G_OBJECT_CLASS (attune_reason_row_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_REASON_ROW);
}

static void
attune_reason_row_finalize (GObject *object)
{
  AttuneReasonRow *self = ATTUNE_REASON_ROW (object);

  g_free (self->question);
  g_free (self->option);
  g_free (self->reason);

  G_OBJECT_CLASS (attune_reason_row_parent_class)->finalize (object);
}

static void
attune_reason_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CAUSE)
    g_value_set_string (value, attune_cause_to_string (ATTUNE_REASON_ROW (object)->cause));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
attune_reason_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CAUSE)
    request (ATTUNE_REASON_ROW (object), "cause", g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
attune_reason_row_class_init (AttuneReasonRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_reason_row_dispose;
  object_class->finalize = attune_reason_row_finalize;
  object_class->get_property = attune_reason_row_get_property;
  object_class->set_property = attune_reason_row_set_property;

  properties[PROP_CAUSE] = g_param_spec_string ("cause", NULL, NULL, "agent",
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                  G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/forms/attune-reason-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneReasonRow, label);
  gtk_widget_class_bind_template_child (widget_class, AttuneReasonRow, cause_button);
  gtk_widget_class_bind_template_child (widget_class, AttuneReasonRow, cause_label);
  gtk_widget_class_bind_template_callback (widget_class, label_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, label_activate_cb);
  gtk_widget_class_install_property_action (widget_class, "reason.cause", "cause");
  gtk_widget_class_install_action (widget_class, "reason.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "reason.up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "reason.down", NULL, move_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "reason.up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK, "reason.down", NULL);
}

static void
attune_reason_row_init (AttuneReasonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_reason_row_new (void)
{
  return g_object_new (ATTUNE_TYPE_REASON_ROW, NULL);
}

static void
show_cause (AttuneReasonRow *self)
{
  const char *name = attune_cause_get_name (self->cause);
  /* Translators: what a reason is laid to: agent, process, system or policy. */
  g_autofree char *label = g_strdup_printf (_ ("Cause: %s"), name);
  GtkWidget *inner = gtk_widget_get_first_child (GTK_WIDGET (self->cause_button));

  gtk_label_set_label (self->cause_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cause_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
attune_reason_row_update (AttuneReasonRow *self,
                          const AttuneFormQuestion *question,
                          const char *option,
                          const AttuneFormOption *of,
                          guint index)
{
  const AttuneFormReason *reason;

  g_return_if_fail (ATTUNE_IS_REASON_ROW (self));
  g_return_if_fail (question != NULL && option != NULL && of != NULL && index < of->n_reasons);

  reason = &of->reasons[index];
  self->is_updating = TRUE;
  g_free (self->question);
  g_free (self->option);
  g_free (self->reason);
  self->question = g_strdup (question->id);
  self->option = g_strdup (option);
  self->reason = g_strdup (reason->id);
  self->cause = reason->cause;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->label)), reason->label) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->label), reason->label);
  show_cause (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAUSE]);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reason.up", index > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reason.down", index + 1 < of->n_reasons);
  self->is_updating = FALSE;
}

gboolean
attune_reason_row_is_empty (AttuneReasonRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_REASON_ROW (self), TRUE);

  return *gtk_editable_get_text (GTK_EDITABLE (self->label)) == '\0';
}

void
attune_reason_row_enter (AttuneReasonRow *self)
{
  g_return_if_fail (ATTUNE_IS_REASON_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->label));
  gtk_editable_select_region (GTK_EDITABLE (self->label), 0, -1);
}
