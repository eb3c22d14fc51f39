/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-context.h"

/* Longer messages than this do not fit a toast. */
#define TOAST_CHARACTERS 90
/* The same error again within this time is not news. */
#define REPEAT_TIME (4 * G_TIME_SPAN_SECOND)

struct _AttuneContext
{
  GObject parent_instance;

  /* owned */
  AttuneStore *store;
  AttunePerson *person;
  GSettings *settings;
  AttuneIngest *ingest; /* made when the first recording is opened */
  GPtrArray *works;
  char *last_report;
  AttuneContext
    *successor; /* who hears of what goes wrong when nobody listens here any more, nullable */

  gint64 last_report_at;
  guint n_reports;
};

G_DEFINE_FINAL_TYPE (AttuneContext, attune_context, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_WORK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  OPEN,
  TOLD,
  UNDO_OFFERED,
  OFFERED,
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
work_ended_cb (AttuneWork *work, AttuneContext *self)
{
  g_signal_handlers_disconnect_by_func (work, work_ended_cb, self);
  g_ptr_array_remove (self->works, work);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORK]);
}

static void
attune_context_finalize (GObject *object)
{
  AttuneContext *self = ATTUNE_CONTEXT (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->person, attune_person_free);
  g_clear_object (&self->settings);
  g_clear_object (&self->ingest);
  g_clear_pointer (&self->works, g_ptr_array_unref);
  g_clear_object (&self->successor);
  g_free (self->last_report);

  G_OBJECT_CLASS (attune_context_parent_class)->finalize (object);
}

static void
attune_context_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneContext *self = ATTUNE_CONTEXT (object);

  switch (id)
    {
    case PROP_WORK:
      g_value_set_object (value, attune_context_get_work (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_context_class_init (AttuneContextClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = attune_context_finalize;
  object_class->get_property = attune_context_get_property;

  properties[PROP_WORK] = g_param_spec_object ("work", NULL, NULL, ATTUNE_TYPE_WORK,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[OFFERED] = g_signal_new ("offered", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING,
                                   G_TYPE_CLOSURE);
  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[UNDO_OFFERED] = g_signal_new ("undo-offered", G_TYPE_FROM_CLASS (class),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                        G_TYPE_STRING, G_TYPE_CLOSURE);
}

static void
attune_context_init (AttuneContext *self)
{
  self->works = g_ptr_array_new_with_free_func (g_object_unref);
}

AttuneContext *
attune_context_new (AttuneStore *store, const AttunePerson *person, GSettings *settings)
{
  AttuneContext *self;

  g_return_val_if_fail (ATTUNE_IS_STORE (store), NULL);
  g_return_val_if_fail (person != NULL, NULL);

  self = g_object_new (ATTUNE_TYPE_CONTEXT, NULL);
  self->store = g_object_ref (store);
  self->person = attune_person_copy (person);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  return self;
}

AttuneStore *
attune_context_get_store (AttuneContext *self)
{
  g_return_val_if_fail (ATTUNE_IS_CONTEXT (self), NULL);

  return self->store;
}

const AttunePerson *
attune_context_get_person (AttuneContext *self)
{
  g_return_val_if_fail (ATTUNE_IS_CONTEXT (self), NULL);

  return self->person;
}

gint64
attune_context_get_actor (AttuneContext *self)
{
  g_return_val_if_fail (ATTUNE_IS_CONTEXT (self), 0);

  return self->person->id;
}

gboolean
attune_context_has_role (AttuneContext *self, AttuneRoles roles)
{
  g_return_val_if_fail (ATTUNE_IS_CONTEXT (self), FALSE);

  return (self->person->roles & roles) != 0;
}

GTimeZone *
attune_context_get_time_zone (AttuneContext *self)
{
  g_return_val_if_fail (ATTUNE_IS_CONTEXT (self), NULL);

  return attune_store_get_time_zone (self->store);
}

GSettings *
attune_context_get_settings (AttuneContext *self)
{
  g_return_val_if_fail (ATTUNE_IS_CONTEXT (self), NULL);

  return self->settings;
}

AttuneIngest *
attune_context_get_ingest (AttuneContext *self)
{
  g_return_val_if_fail (ATTUNE_IS_CONTEXT (self), NULL);

  if (self->ingest == NULL)
    {
      g_autoptr (AttuneIngest) ingest = attune_ingest_new ();

      attune_context_set_ingest (self, ingest);
    }
  return self->ingest;
}

void
attune_context_set_ingest (AttuneContext *self, AttuneIngest *ingest)
{
  g_return_if_fail (ATTUNE_IS_CONTEXT (self));
  g_return_if_fail (ATTUNE_IS_INGEST (ingest));

  g_set_object (&self->ingest, ingest);
  if (self->settings != NULL)
    g_settings_bind (self->settings, "take-aac", ingest, "takes-aac", G_SETTINGS_BIND_GET);
}

/* Whether `report` was shown a moment ago. Remembers it. */
static gboolean
is_repeated (AttuneContext *self, const char *report)
{
  gint64 now = g_get_monotonic_time ();
  gboolean is_same = g_strcmp0 (report, self->last_report) == 0 &&
                     now - self->last_report_at < REPEAT_TIME;

  g_free (self->last_report);
  self->last_report = g_strdup (report);
  self->last_report_at = now;
  return is_same;
}

void
attune_context_report (AttuneContext *self, const char *what, const GError *error)
{
  g_autofree char *report = NULL;
  g_autofree char *message = NULL;

  g_return_if_fail (ATTUNE_IS_CONTEXT (self));
  g_return_if_fail (what != NULL);
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED))
    return;

  if (self->successor != NULL)
    {
      attune_context_report (self->successor, what, error);
      return;
    }
  self->n_reports++;
  /* Names of files may be in it, which can be anything. */
  message = g_utf8_make_valid (error->message, -1);
  report = g_strconcat (what, "\n", message, NULL);
  if (is_repeated (self, report))
    return;

  if (g_utf8_strlen (message, -1) <= TOAST_CHARACTERS)
    g_signal_emit (self, signals[TOLD], 0, message, NULL);
  else
    g_signal_emit (self, signals[TOLD], 0, what, message);
}

guint
attune_context_get_n_reports (AttuneContext *self)
{
  g_return_val_if_fail (ATTUNE_IS_CONTEXT (self), 0);

  return self->n_reports;
}

void
attune_context_say (AttuneContext *self, const char *message)
{
  g_return_if_fail (ATTUNE_IS_CONTEXT (self));
  g_return_if_fail (message != NULL);

  g_signal_emit (self, signals[TOLD], 0, message, NULL);
}

/* An undo that runs at most once, and its data. */
typedef struct
{
  GCallback undo;
  gpointer data;
  GDestroyNotify destroy;
} Undo;

/* Whatever the closure is called with, the undo gets its own data. */
static void
marshal_undo (GClosure *closure,
              GValue *return_value,
              guint n_values,
              const GValue *values,
              gpointer hint,
              gpointer marshal_data)
{
  Undo *undo = closure->data;
  GCallback callback = g_steal_pointer (&undo->undo);

  if (callback != NULL)
    ((void (*) (gpointer)) callback) (undo->data);
}

static void
free_undo (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  if (undo->destroy != NULL)
    undo->destroy (undo->data);
  g_free (undo);
}

/* Owned by the caller. */
static GClosure *
create_closure (GCallback callback, gpointer data, GDestroyNotify destroy)
{
  Undo *offer = g_new0 (Undo, 1);
  GClosure *closure = g_closure_ref (g_closure_new_simple (sizeof (GClosure), offer));

  *offer = (Undo){ callback, data, destroy };
  g_closure_sink (closure);
  g_closure_set_marshal (closure, marshal_undo);
  g_closure_add_finalize_notifier (closure, offer, free_undo);
  return closure;
}

void
attune_context_offer_undo (AttuneContext *self,
                           const char *message,
                           GCallback undo,
                           gpointer data,
                           GDestroyNotify destroy)
{
  GClosure *closure;

  g_return_if_fail (ATTUNE_IS_CONTEXT (self));
  g_return_if_fail (message != NULL && undo != NULL);

  closure = create_closure (undo, data, destroy);
  g_signal_emit (self, signals[UNDO_OFFERED], 0, message, closure);
  g_closure_unref (closure);
}

void
attune_context_offer (AttuneContext *self,
                      const char *message,
                      const char *label,
                      GCallback action,
                      gpointer data,
                      GDestroyNotify destroy)
{
  GClosure *closure;

  g_return_if_fail (ATTUNE_IS_CONTEXT (self));
  g_return_if_fail (message != NULL && label != NULL && action != NULL);

  closure = create_closure (action, data, destroy);
  g_signal_emit (self, signals[OFFERED], 0, message, label, closure);
  g_closure_unref (closure);
}

void
attune_context_tell_added (AttuneContext *self, gint64 interaction)
{
  g_return_if_fail (ATTUNE_IS_CONTEXT (self));

  g_signal_emit (self, signals[ADDED], 0, interaction);
}

void
attune_context_open (AttuneContext *self, const AttuneDestination *destination)
{
  AttuneDestination copy;

  g_return_if_fail (ATTUNE_IS_CONTEXT (self));
  g_return_if_fail (destination != NULL);

  copy = *destination;
  g_signal_emit (self, signals[OPEN], 0, &copy);
}

void
attune_context_open_evaluation (AttuneContext *self, gint64 evaluation)
{
  attune_context_open (self, &(AttuneDestination){ ATTUNE_PAGE_EVALUATION, evaluation, -1 });
}

void
attune_context_open_agent (AttuneContext *self, gint64 agent)
{
  attune_context_open (self, &(AttuneDestination){ ATTUNE_PAGE_AGENT, agent, -1 });
}

void
attune_context_open_interaction (AttuneContext *self, gint64 interaction)
{
  attune_context_open (self, &(AttuneDestination){ ATTUNE_PAGE_INTERACTION, interaction, -1 });
}

void
attune_context_open_form (AttuneContext *self, gint64 form)
{
  attune_context_open_form_at (self, form, NULL);
}

void
attune_context_open_form_at (AttuneContext *self, gint64 form, const char *place)
{
  attune_context_open (self, &(AttuneDestination){ ATTUNE_PAGE_FORM, form, -1, .place = place });
}

static void
add_work (AttuneContext *self, AttuneWork *work)
{
  g_signal_connect_object (work, "ended", G_CALLBACK (work_ended_cb), self, 0);
  g_ptr_array_add (self->works, g_object_ref (work));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORK]);
}

AttuneWork *
attune_context_begin_work (AttuneContext *self, const char *title, GCancellable *cancellable)
{
  AttuneWork *work;

  g_return_val_if_fail (ATTUNE_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (title != NULL, NULL);

  work = attune_work_new (title, cancellable);
  add_work (self, work);
  return work;
}

AttuneWork *
attune_context_get_work (AttuneContext *self)
{
  g_return_val_if_fail (ATTUNE_IS_CONTEXT (self), NULL);

  return self->works->len > 0 ? g_ptr_array_index (self->works, self->works->len - 1) : NULL;
}

void
attune_context_pass_on (AttuneContext *self, AttuneContext *successor)
{
  g_return_if_fail (ATTUNE_IS_CONTEXT (self));
  g_return_if_fail (ATTUNE_IS_CONTEXT (successor) && successor != self);

  g_set_object (&self->successor, successor);
  for (guint i = 0; i < self->works->len; i++)
    add_work (successor, g_ptr_array_index (self->works, i));
}
