/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-work-bar.h"

#define PULSE_INTERVAL_MS 150

struct _AttuneWorkBar
{
  AdwBin parent_instance;

  /* template */
  GtkProgressBar *bar;
  GtkButton *cancel;

  /* owned */
  AttuneContext *context;
  AttuneWork *work;
  guint pulse;
};

G_DEFINE_FINAL_TYPE (AttuneWorkBar, attune_work_bar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CONTEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
pulse_cb (gpointer data)
{
  AttuneWorkBar *self = data;

  gtk_progress_bar_pulse (self->bar);
  return G_SOURCE_CONTINUE;
}

static void
fraction_changed_cb (AttuneWorkBar *self)
{
  double fraction = attune_work_get_fraction (self->work);

  if (fraction >= 0)
    {
      g_clear_handle_id (&self->pulse, g_source_remove);
      gtk_progress_bar_set_fraction (self->bar, fraction);
    }
  else if (self->pulse == 0)
    self->pulse = g_timeout_add (PULSE_INTERVAL_MS, pulse_cb, self);
}

static void
set_work (AttuneWorkBar *self, AttuneWork *work)
{
  if (self->work != NULL)
    g_signal_handlers_disconnect_by_data (self->work, self);
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_set_object (&self->work, work);

  gtk_widget_set_visible (GTK_WIDGET (self), work != NULL);
  if (work == NULL)
    return;

  gtk_progress_bar_set_text (self->bar, attune_work_get_title (work));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  attune_work_get_title (work), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), attune_work_get_cancellable (work) != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), TRUE);
  g_signal_connect_swapped (work, "notify::fraction", G_CALLBACK (fraction_changed_cb), self);
  fraction_changed_cb (self);
}

static void
work_changed_cb (AttuneWorkBar *self)
{
  set_work (self, attune_context_get_work (self->context));
}

static void
cancel_cb (AttuneWorkBar *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), FALSE);
  g_cancellable_cancel (attune_work_get_cancellable (self->work));
}

static void
attune_work_bar_dispose (GObject *object)
{
  AttuneWorkBar *self = ATTUNE_WORK_BAR (object);

  if (self->bar != NULL)
    set_work (self, NULL);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (attune_work_bar_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_WORK_BAR);
}

static void
attune_work_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneWorkBar *self = ATTUNE_WORK_BAR (object);

  switch (id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      g_signal_connect_object (self->context, "notify::work", G_CALLBACK (work_changed_cb), self,
                               G_CONNECT_SWAPPED);
      work_changed_cb (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_work_bar_class_init (AttuneWorkBarClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_work_bar_dispose;
  object_class->set_property = attune_work_bar_set_property;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, ATTUNE_TYPE_CONTEXT,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/attune-work-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneWorkBar, bar);
  gtk_widget_class_bind_template_child (widget_class, AttuneWorkBar, cancel);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
attune_work_bar_init (AttuneWorkBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
