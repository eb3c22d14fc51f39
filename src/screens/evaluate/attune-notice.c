/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-notice.h"

#include "attune-template.h"

struct _AttuneNotice
{
  GtkWidget parent_instance;

  /* template */
  GtkLabel *text;
  GtkButton *first;
  GtkButton *second;

  gint64 answered_at;
};

G_DEFINE_FINAL_TYPE (AttuneNotice, attune_notice, GTK_TYPE_WIDGET)

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The second click of a double click was meant for a question that has been answered, and perhaps gave way to another. */
static gboolean
is_double_click (AttuneNotice *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  gint64 before = self->answered_at;
  int milliseconds;

  g_object_get (settings, "gtk-double-click-time", &milliseconds, NULL);
  self->answered_at = g_get_monotonic_time ();
  return before != 0 && self->answered_at - before <= milliseconds * (G_TIME_SPAN_MILLISECOND);
}

static void
clicked_cb (AttuneNotice *self, GtkButton *button)
{
  if (is_double_click (self))
    return;
  g_signal_emit (self, signals[ANSWERED], 0, button == self->first);
}

static void
attune_notice_dispose (GObject *object)
{
  attune_template_dispose (GTK_WIDGET (object), ATTUNE_TYPE_NOTICE);

  G_OBJECT_CLASS (attune_notice_parent_class)->dispose (object);
}

static void
attune_notice_class_init (AttuneNoticeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_notice_dispose;

  signals[ANSWERED] = g_signal_new ("answered", ATTUNE_TYPE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/evaluate/attune-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneNotice, text);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotice, first);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotice, second);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "notice");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
attune_notice_init (AttuneNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_button (GtkButton *button, const char *label)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  gtk_button_set_label (button, label != NULL ? label : "");
}

void
attune_notice_show (AttuneNotice *self, const char *text, const char *first, const char *second)
{
  gtk_label_set_label (self->text, text != NULL ? text : "");
  show_button (self->first, first);
  show_button (self->second, second);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

void
attune_notice_hide (AttuneNotice *self)
{
  attune_notice_show (self, NULL, NULL, NULL);
}

const char *
attune_notice_get_text (AttuneNotice *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_label (self->text) : NULL;
}
