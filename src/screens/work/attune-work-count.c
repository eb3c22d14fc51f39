/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-work-count.h"

#include "attune-waiting-words.h"
#include "attune-weak.h"

/* Whoever fills in an evaluation saves at every key: counting comes behind that. */
#define DELAY_MS 1000
/* What is due goes on being so while nothing changes. */
#define LOOK_AGAIN_SECONDS 600

struct _AttuneWorkCount
{
  GObject parent_instance;

  /* owned */
  AttuneContext *context;
  GCancellable *cancellable;
  guint waiting;
  guint looking;

  guint n;
  guint n_late;
  gboolean is_loading;
  gboolean is_stale; /* something changed while loading */
};

G_DEFINE_FINAL_TYPE (AttuneWorkCount, attune_work_count, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_N,
  PROP_N_LATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void load (AttuneWorkCount *self);

static void
set (AttuneWorkCount *self, guint *field, guint value, guint property)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* What cannot be counted stands as it was: the page says what is wrong. */
static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneWorkCount) self = attune_weak_take (data);
  g_autoptr (GPtrArray)
    waiting = attune_store_list_waiting_finish (ATTUNE_STORE (source), result, NULL);
  guint n_late;
  guint n;

  if (self == NULL)
    return;
  self->is_loading = FALSE;
  if (waiting != NULL)
    {
      n = attune_waiting_tally (waiting, ATTUNE_WAITING_TO_DO, &n_late);
      set (self, &self->n_late, n_late, PROP_N_LATE);
      set (self, &self->n, n, PROP_N);
    }
  if (self->is_stale)
    load (self);
}

static void
load (AttuneWorkCount *self)
{
  self->is_stale = self->is_loading;
  if (self->is_loading)
    return;
  self->is_loading = TRUE;
  attune_store_list_waiting_async (attune_context_get_store (self->context),
                                   attune_context_get_actor (self->context), ATTUNE_WAITING_TO_DO,
                                   self->cancellable, listed_cb, attune_weak_new (self));
}

static gboolean
load_cb (gpointer data)
{
  AttuneWorkCount *self = data;

  self->waiting = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static gboolean
look_again_cb (gpointer data)
{
  load (data);
  return G_SOURCE_CONTINUE;
}

static void
changed_cb (AttuneWorkCount *self, int kind)
{
  if (kind == ATTUNE_CHANGE_NOTE || kind == ATTUNE_CHANGE_MODEL || kind == ATTUNE_CHANGE_POLICY ||
      self->waiting != 0)
    return;
  self->waiting = g_timeout_add (DELAY_MS, load_cb, self);
}

static void
attune_work_count_dispose (GObject *object)
{
  AttuneWorkCount *self = ATTUNE_WORK_COUNT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (attune_work_count_parent_class)->dispose (object);
}

static void
attune_work_count_finalize (GObject *object)
{
  g_object_unref (ATTUNE_WORK_COUNT (object)->cancellable);

  G_OBJECT_CLASS (attune_work_count_parent_class)->finalize (object);
}

static void
attune_work_count_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneWorkCount *self = ATTUNE_WORK_COUNT (object);

  switch (id)
    {
    case PROP_N:
      g_value_set_uint (value, self->n);
      break;
    case PROP_N_LATE:
      g_value_set_uint (value, self->n_late);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_work_count_class_init (AttuneWorkCountClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = attune_work_count_dispose;
  object_class->finalize = attune_work_count_finalize;
  object_class->get_property = attune_work_count_get_property;

  properties[PROP_N] = g_param_spec_uint ("n", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_LATE] = g_param_spec_uint ("n-late", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_work_count_init (AttuneWorkCount *self)
{
  self->cancellable = g_cancellable_new ();
}

AttuneWorkCount *
attune_work_count_new (AttuneContext *context)
{
  AttuneWorkCount *self = g_object_new (ATTUNE_TYPE_WORK_COUNT, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (attune_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  self->looking = g_timeout_add_seconds (LOOK_AGAIN_SECONDS, look_again_cb, self);
  load (self);
  return self;
}
