/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-saver.h"

#include "attune-unsaved.h"

/* How soon a failed save is tried again, in milliseconds. */
#define RETRY_INTERVAL_MS 5000

struct _AttuneSaver
{
  GObject parent_instance;

  const AttuneSaverKind *kind;
  gint64 actor;
  gint64 id;

  /* owned */
  AttuneStore *store;
  gpointer newest; /* pushed last; NULL: nothing beyond what the store has */
  gpointer saved;  /* what the store has, NULL where that is not known */
  gpointer sent;   /* the newest of the saves under way */
  AttuneRev *next; /* what the next save names, the store's */
  GError *error;
  GQueue waiting; /* GTask: to be told when all is saved */
  AttuneContext *context;

  gint64 rev;
  guint n_under_way;
  guint delay;
  guint retry;
  const char *what;
  gboolean was_told; /* of the failure, since the last success */
  AttuneSavingState state;
};

/* One save, under way. */
typedef struct
{
  AttuneSaver *saver;
  AttuneRev *rev;
  gpointer content;
} Save;

static void init_unsaved (AttuneUnsavedInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttuneSaver,
                               attune_saver,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATTUNE_TYPE_UNSAVED, init_unsaved))

/* Every saver there is, borrowed: one may go on when nobody else knows of it any more. */
static GQueue savers = G_QUEUE_INIT;

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void send (AttuneSaver *self);

static void
set_content (AttuneSaver *self, gpointer *place, gpointer content)
{
  gpointer old = *place;

  *place = content != NULL ? self->kind->ref (content) : NULL;
  if (old != NULL)
    self->kind->unref (old);
}

static void
tell_failure (AttuneSaver *self)
{
  if (self->context == NULL || self->was_told || self->state != ATTUNE_SAVING_FAILED)
    return;
  self->was_told = TRUE;
  attune_context_report (self->context, self->what, self->error);
}

static void
set_state (AttuneSaver *self, AttuneSavingState state, const GError *error)
{
  gboolean is_same = self->state == state && error == NULL && self->error == NULL;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->state = state;
  if (is_same)
    return;
  tell_failure (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* --- Those who wait --- */

static void
settle (AttuneSaver *self)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    {
      if (self->error != NULL)
        g_task_return_error (task, g_error_copy (self->error));
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

/* --- Saving --- */

/* Whether it was refused for what it is, as where somebody else submitted it: trying again would not help. */
static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID) ||
         g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_DENIED) ||
         g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND);
}

static gboolean
retry_cb (gpointer data)
{
  AttuneSaver *self = data;

  self->retry = 0;
  send (self);
  return G_SOURCE_REMOVE;
}

/* Tries again by and by; a store that is closed stays so. */
static void
plan_retry (AttuneSaver *self, const GError *error)
{
  if (self->retry == 0 && !is_refusal (error) &&
      !g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED))
    self->retry = g_timeout_add_full (G_PRIORITY_DEFAULT, RETRY_INTERVAL_MS, retry_cb,
                                      g_object_ref (self), g_object_unref);
}

static void
stop_timers (AttuneSaver *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_handle_id (&self->retry, g_source_remove);
}

static void
meet_failure (AttuneSaver *self, const GError *error)
{
  if (self->newest == NULL) /* dropped meanwhile: nobody misses it */
    {
      send (self);
      return;
    }
  if (g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT))
    {
      stop_timers (self);
      set_state (self, ATTUNE_SAVING_CONFLICT, error);
    }
  else
    {
      plan_retry (self, error);
      set_state (self, ATTUNE_SAVING_FAILED, error);
    }
  settle (self);
}

/* The store has `content` now, under `rev`. */
static void
meet_success (AttuneSaver *self, gpointer content, gint64 rev)
{
  self->rev = rev;
  self->was_told = FALSE;
  set_content (self, &self->saved, content);
}

static void
free_save (Save *save)
{
  save->saver->kind->unref (save->content);
  attune_rev_unref (save->rev);
  g_object_unref (save->saver);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, free_save)

/* Where several are under way the last one tells: it went on where those before it failed. One that failed on a rev that
 * has been decided about meanwhile says nothing any more. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Save) save = data;
  AttuneSaver *self = save->saver;
  g_autoptr (GError) error = NULL;
  gint64 rev = self->kind->finish (self->store, result, &error);

  if (rev != 0)
    meet_success (self, save->content, rev);
  if (--self->n_under_way > 0)
    return;

  set_content (self, &self->sent, NULL);
  if (error != NULL && save->rev == self->next)
    meet_failure (self, error);
  else if (self->delay == 0 || !attune_saver_is_unsaved (self))
    send (self);
}

static void
send_newest (AttuneSaver *self)
{
  Save *save = g_new0 (Save, 1);

  stop_timers (self);
  save->saver = g_object_ref (self);
  save->rev = attune_rev_ref (self->next);
  save->content = self->kind->ref (self->newest);
  set_content (self, &self->sent, self->newest);
  self->n_under_way++;
  self->kind->save (self->store, self->actor, self->id, self->next, self->newest, saved_cb, save);
}

/* Sends the newest off, unless there is nothing new, or somebody has to decide first. */
static void
send (AttuneSaver *self)
{
  if (self->n_under_way > 0 || self->state == ATTUNE_SAVING_CONFLICT)
    return;

  stop_timers (self);
  if (!attune_saver_is_unsaved (self))
    {
      set_state (self, ATTUNE_SAVING_SAVED, NULL);
      settle (self);
      return;
    }
  set_state (self, ATTUNE_SAVING_PENDING, NULL);
  send_newest (self);
}

static gboolean
delay_cb (gpointer data)
{
  AttuneSaver *self = data;

  self->delay = 0;
  send (self);
  return G_SOURCE_REMOVE;
}

/* --- The object --- */

static void
attune_saver_finalize (GObject *object)
{
  AttuneSaver *self = ATTUNE_SAVER (object);

  g_queue_remove (&savers, self);
  attune_unsaved_remove (self);
  stop_timers (self);
  set_content (self, &self->newest, NULL);
  set_content (self, &self->saved, NULL);
  attune_rev_unref (self->next);
  g_clear_object (&self->store);
  g_clear_object (&self->context);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (attune_saver_parent_class)->finalize (object);
}

static void
attune_saver_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STATE:
      g_value_set_uint (value, ATTUNE_SAVER (object)->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_saver_class_init (AttuneSaverClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = attune_saver_finalize;
  object_class->get_property = attune_saver_get_property;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, ATTUNE_SAVING_FAILED, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static AttuneStore *
get_store (AttuneUnsaved *unsaved)
{
  return ATTUNE_SAVER (unsaved)->store;
}

static gboolean
would_lose (AttuneUnsaved *unsaved)
{
  return attune_saver_would_lose (ATTUNE_SAVER (unsaved));
}

static void
settle_async (AttuneUnsaved *unsaved,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer data)
{
  attune_saver_settle_async (ATTUNE_SAVER (unsaved), cancellable, callback, data);
}

static gboolean
settle_finish (AttuneUnsaved *unsaved, GAsyncResult *result, GError **error)
{
  return attune_saver_settle_finish (ATTUNE_SAVER (unsaved), result, error) != 0;
}

static void
init_unsaved (AttuneUnsavedInterface *interface)
{
  interface->get_store = get_store;
  interface->would_lose = would_lose;
  interface->settle_async = settle_async;
  interface->settle_finish = settle_finish;
}

static void
attune_saver_init (AttuneSaver *self)
{
  g_queue_init (&self->waiting);
  g_queue_push_tail (&savers, self);
  attune_unsaved_add (self);
}

AttuneSaver *
attune_saver_new (const AttuneSaverKind *kind,
                  AttuneStore *store,
                  gint64 actor,
                  gint64 id,
                  gint64 rev,
                  gpointer content)
{
  AttuneSaver *self = g_object_new (ATTUNE_TYPE_SAVER, NULL);

  self->kind = kind;
  g_set_object (&self->store, store);
  self->actor = actor;
  self->id = id;
  self->rev = rev;
  self->next = attune_rev_new (rev);
  set_content (self, &self->saved, content);
  return self;
}

AttuneSaver *
attune_saver_find (const AttuneSaverKind *kind, AttuneStore *store, gint64 actor, gint64 id)
{
  for (GList *i = savers.head; i != NULL; i = i->next)
    {
      AttuneSaver *self = i->data;

      if (self->kind == kind && self->store == store && self->actor == actor && self->id == id)
        return g_object_ref (self);
    }
  return NULL;
}

/* Where it was read before the last save it is older than what is known here. */
AttuneSaver *
attune_saver_open (const AttuneSaverKind *kind,
                   AttuneStore *store,
                   gint64 actor,
                   gint64 id,
                   gint64 rev,
                   gpointer content)
{
  AttuneSaver *self = attune_saver_find (kind, store, actor, id);

  if (self == NULL)
    return attune_saver_new (kind, store, actor, id, rev, content);

  if (self->state == ATTUNE_SAVING_CONFLICT ||
      (self->state == ATTUNE_SAVING_SAVED && rev >= self->rev))
    attune_saver_adopt (self, rev, content);
  else
    attune_saver_flush (self);
  return self;
}

AttuneSavingState
attune_saver_get_state (AttuneSaver *self)
{
  g_return_val_if_fail (ATTUNE_IS_SAVER (self), ATTUNE_SAVING_SAVED);

  return self->state;
}

const GError *
attune_saver_get_error (AttuneSaver *self)
{
  g_return_val_if_fail (ATTUNE_IS_SAVER (self), NULL);

  return self->error;
}

gint64
attune_saver_get_rev (AttuneSaver *self)
{
  g_return_val_if_fail (ATTUNE_IS_SAVER (self), 0);

  return self->rev;
}

gboolean
attune_saver_is_unsaved (AttuneSaver *self)
{
  g_return_val_if_fail (ATTUNE_IS_SAVER (self), FALSE);

  return self->newest != NULL &&
         (self->saved == NULL || !self->kind->equal (self->newest, self->saved));
}

gpointer
attune_saver_get_content (AttuneSaver *self)
{
  g_return_val_if_fail (ATTUNE_IS_SAVER (self), NULL);

  return self->newest != NULL ? self->newest : self->saved;
}

gboolean
attune_saver_would_lose (AttuneSaver *self)
{
  gboolean is_put_aside;

  g_return_val_if_fail (ATTUNE_IS_SAVER (self), FALSE);

  is_put_aside = self->error != NULL && self->kind->is_put_aside != NULL &&
                 self->kind->is_put_aside (self->error);
  return attune_saver_is_unsaved (self) && !is_put_aside;
}

void
attune_saver_push (AttuneSaver *self, gpointer content)
{
  g_return_if_fail (ATTUNE_IS_SAVER (self));
  g_return_if_fail (content != NULL);

  set_content (self, &self->newest, content);
  if (self->state == ATTUNE_SAVING_CONFLICT)
    return;
  if (self->kind->delay_ms == 0)
    {
      send (self);
      return;
    }
  stop_timers (self);
  self->delay = g_timeout_add_full (G_PRIORITY_DEFAULT, self->kind->delay_ms, delay_cb,
                                    g_object_ref (self), g_object_unref);
  if (self->state != ATTUNE_SAVING_PENDING)
    set_state (self, ATTUNE_SAVING_PENDING, NULL);
}

static gboolean
is_newer_than_sent (AttuneSaver *self)
{
  if (self->sent == NULL)
    return attune_saver_is_unsaved (self);
  return self->newest != NULL && !self->kind->equal (self->newest, self->sent);
}

void
attune_saver_flush (AttuneSaver *self)
{
  g_return_if_fail (ATTUNE_IS_SAVER (self));

  if (self->n_under_way == 0 && self->state != ATTUNE_SAVING_CONFLICT)
    send (self);
  else if (is_newer_than_sent (self))
    send_newest (self);
}

void
attune_saver_drop (AttuneSaver *self)
{
  g_return_if_fail (ATTUNE_IS_SAVER (self));

  stop_timers (self);
  set_content (self, &self->newest, NULL);
  if (self->state != ATTUNE_SAVING_CONFLICT)
    send (self);
}

void
attune_saver_adopt (AttuneSaver *self, gint64 rev, gpointer content)
{
  g_return_if_fail (ATTUNE_IS_SAVER (self));

  set_content (self, &self->newest, NULL);
  attune_saver_overrule (self, rev, content);
}

void
attune_saver_overrule (AttuneSaver *self, gint64 rev, gpointer content)
{
  g_return_if_fail (ATTUNE_IS_SAVER (self));

  self->rev = rev;
  attune_rev_unref (self->next);
  self->next = attune_rev_new (rev);
  set_content (self, &self->saved, content);
  if (self->state == ATTUNE_SAVING_CONFLICT)
    set_state (self, ATTUNE_SAVING_PENDING, NULL);
  send (self);
}

void
attune_saver_settle_async (AttuneSaver *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_return_if_fail (ATTUNE_IS_SAVER (self));

  g_task_set_source_tag (task, attune_saver_settle_async);
  g_queue_push_tail (&self->waiting, task);
  if (self->state == ATTUNE_SAVING_CONFLICT)
    settle (self);
  else
    attune_saver_flush (self);
}

gint64
attune_saver_settle_finish (AttuneSaver *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  return g_task_propagate_boolean (G_TASK (result), error) ? self->rev : 0;
}

void
attune_saver_tell (AttuneSaver *self, AttuneContext *context, const char *what)
{
  g_return_if_fail (ATTUNE_IS_SAVER (self));
  g_return_if_fail (context == NULL || ATTUNE_IS_CONTEXT (context));

  g_set_object (&self->context, context);
  self->what = what;
  tell_failure (self);
}
