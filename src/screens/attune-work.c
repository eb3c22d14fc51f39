/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-work.h"

struct _AttuneWork
{
  GObject parent_instance;

  /* owned */
  char *title;
  GCancellable *cancellable;

  double fraction;
  gboolean has_ended;
};

G_DEFINE_FINAL_TYPE (AttuneWork, attune_work, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_FRACTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
attune_work_finalize (GObject *object)
{
  AttuneWork *self = ATTUNE_WORK (object);

  g_free (self->title);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (attune_work_parent_class)->finalize (object);
}

static void
attune_work_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneWork *self = ATTUNE_WORK (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_work_class_init (AttuneWorkClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = attune_work_finalize;
  object_class->get_property = attune_work_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
attune_work_init (AttuneWork *self)
{
  self->fraction = -1;
}

AttuneWork *
attune_work_new (const char *title, GCancellable *cancellable)
{
  AttuneWork *self = g_object_new (ATTUNE_TYPE_WORK, NULL);

  self->title = g_strdup (title);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  return self;
}

const char *
attune_work_get_title (AttuneWork *self)
{
  g_return_val_if_fail (ATTUNE_IS_WORK (self), NULL);

  return self->title;
}

double
attune_work_get_fraction (AttuneWork *self)
{
  g_return_val_if_fail (ATTUNE_IS_WORK (self), -1);

  return self->fraction;
}

void
attune_work_set_fraction (AttuneWork *self, double fraction)
{
  g_return_if_fail (ATTUNE_IS_WORK (self));

  fraction = MIN (fraction, 1);
  if (fraction == self->fraction)
    return;

  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

GCancellable *
attune_work_get_cancellable (AttuneWork *self)
{
  g_return_val_if_fail (ATTUNE_IS_WORK (self), NULL);

  return self->cancellable;
}

void
attune_work_end (AttuneWork *self)
{
  g_return_if_fail (ATTUNE_IS_WORK (self));

  if (self->has_ended)
    return;

  self->has_ended = TRUE;
  g_signal_emit (self, signals[ENDED], 0);
}
