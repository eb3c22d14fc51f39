/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-saving-label.h"

#include <glib/gi18n.h>

struct _AttuneSavingLabel
{
  GtkWidget parent_instance;

  GtkWidget *label;

  /* owned */
  AttuneSaver *saver;
  char *saved;
};

G_DEFINE_FINAL_TYPE (AttuneSavingLabel, attune_saving_label, GTK_TYPE_WIDGET)

enum
{
  PROP_SAVED = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static const char *
describe (AttuneSavingLabel *self)
{
  if (self->saver == NULL)
    return "";

  switch (attune_saver_get_state (self->saver))
    {
    case ATTUNE_SAVING_SAVED:
      return self->saved;
    case ATTUNE_SAVING_PENDING:
      return _ ("Saving…");
    case ATTUNE_SAVING_CONFLICT:
      return "";
    case ATTUNE_SAVING_FAILED:
      return _ ("Not saved");
    }
  g_return_val_if_reached ("");
}

static void
show_cb (AttuneSavingLabel *self)
{
  gtk_label_set_label (GTK_LABEL (self->label), describe (self));
}

static void
attune_saving_label_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneSavingLabel *self = ATTUNE_SAVING_LABEL (object);

  switch (id)
    {
    case PROP_SAVED:
      g_free (self->saved);
      self->saved = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_saving_label_dispose (GObject *object)
{
  AttuneSavingLabel *self = ATTUNE_SAVING_LABEL (object);

  g_clear_object (&self->saver);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (attune_saving_label_parent_class)->dispose (object);
}

static void
attune_saving_label_finalize (GObject *object)
{
  g_free (ATTUNE_SAVING_LABEL (object)->saved);
  G_OBJECT_CLASS (attune_saving_label_parent_class)->finalize (object);
}

static void
attune_saving_label_class_init (AttuneSavingLabelClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->set_property = attune_saving_label_set_property;
  object_class->dispose = attune_saving_label_dispose;
  object_class->finalize = attune_saving_label_finalize;

  properties[PROP_SAVED] = g_param_spec_string ("saved", NULL, NULL, "",
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
attune_saving_label_init (AttuneSavingLabel *self)
{
  self->saved = g_strdup ("");
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_add_css_class (self->label, "caption");
}

void
attune_saving_label_set_saver (AttuneSavingLabel *self, AttuneSaver *saver)
{
  if (self->saver != NULL)
    g_signal_handlers_disconnect_by_data (self->saver, self);
  g_set_object (&self->saver, saver);
  if (saver != NULL)
    g_signal_connect_object (saver, "notify::state", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  show_cb (self);
}
