/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-saver.h"

#include "attune-forms.h"

#include <glib/gi18n.h>

/* How soon after a change it is saved, and how soon a failed save is tried again. */
#define DELAY_MS          400
#define RETRY_INTERVAL_MS 5000

struct _AttuneFormSaver
{
  GObject parent_instance;

  /* owned */
  AttuneContext *context;
  AttuneForm *waiting; /* what to save next */
  AttuneForm *sent;    /* what is being saved: it is let go of when the store has it */
  char *message;
  guint delay;

  gint64 form;
  gint64 rev;
  gboolean is_failing; /* since the last success: said once */
  AttuneSavingState state;
};

G_DEFINE_FINAL_TYPE (AttuneFormSaver, attune_form_saver, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  IDLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
attune_form_saver_finalize (GObject *object)
{
  AttuneFormSaver *self = ATTUNE_FORM_SAVER (object);

  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_object (&self->context);
  g_clear_pointer (&self->waiting, attune_form_unref);
  g_clear_pointer (&self->sent, attune_form_unref);
  g_free (self->message);

  G_OBJECT_CLASS (attune_form_saver_parent_class)->finalize (object);
}

static void
attune_form_saver_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STATE:
      g_value_set_uint (value, ATTUNE_FORM_SAVER (object)->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_form_saver_class_init (AttuneFormSaverClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = attune_form_saver_finalize;
  object_class->get_property = attune_form_saver_get_property;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, ATTUNE_SAVING_FAILED, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[IDLE] = g_signal_new ("idle", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
attune_form_saver_init (AttuneFormSaver *self)
{
}

static void
set_state (AttuneFormSaver *self, AttuneSavingState state, const char *message)
{
  g_free (self->message);
  self->message = g_strdup (message);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
delay_cb (gpointer data)
{
  AttuneFormSaver *self = data;

  self->delay = 0;
  attune_form_saver_flush (self);
  return G_SOURCE_REMOVE;
}

/* Keeps `form`, unless there is a newer one, and tries again by and by: also when nobody else holds the saver. */
static void
meet_failure (AttuneFormSaver *self, AttuneForm *form, const GError *error)
{
  if (self->waiting == NULL)
    self->waiting = attune_form_ref (form);
  if (self->delay == 0 && !g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED))
    self->delay = g_timeout_add_full (G_PRIORITY_DEFAULT, RETRY_INTERVAL_MS, delay_cb,
                                      g_object_ref (self), g_object_unref);
  set_state (self, ATTUNE_SAVING_FAILED, error->message);
  if (!self->is_failing)
    attune_context_report (self->context, _ ("The draft could not be saved"), error);
  self->is_failing = TRUE;
}

static void
meet_success (AttuneFormSaver *self, gint64 rev)
{
  self->rev = rev;
  self->is_failing = FALSE;
  set_state (self, self->waiting != NULL ? ATTUNE_SAVING_PENDING : ATTUNE_SAVING_SAVED, NULL);
  if (self->waiting != NULL && self->delay == 0)
    attune_form_saver_flush (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormSaver) self = data;
  g_autoptr (AttuneForm) sent = g_steal_pointer (&self->sent);
  g_autoptr (GError) error = NULL;
  gint64 rev = attune_store_save_form_draft_finish (ATTUNE_STORE (source), result, &error);

  if (rev != 0)
    meet_success (self, rev);
  else if (g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT))
    {
      g_clear_handle_id (&self->delay, g_source_remove);
      g_clear_pointer (&self->waiting, attune_form_unref);
      set_state (self, ATTUNE_SAVING_CONFLICT, error->message);
    }
  else
    meet_failure (self, sent, error);

  if (attune_form_saver_is_idle (self))
    g_signal_emit (self, signals[IDLE], 0);
}

AttuneFormSaver *
attune_form_saver_new (AttuneContext *context, gint64 form, gint64 rev)
{
  AttuneFormSaver *self = g_object_new (ATTUNE_TYPE_FORM_SAVER, NULL);

  self->context = g_object_ref (context);
  self->form = form;
  self->rev = rev;
  return self;
}

AttuneSavingState
attune_form_saver_get_state (AttuneFormSaver *self)
{
  g_return_val_if_fail (ATTUNE_IS_FORM_SAVER (self), ATTUNE_SAVING_SAVED);

  return self->state;
}

const char *
attune_form_saver_get_message (AttuneFormSaver *self)
{
  g_return_val_if_fail (ATTUNE_IS_FORM_SAVER (self), NULL);

  return self->message;
}

gint64
attune_form_saver_get_rev (AttuneFormSaver *self)
{
  g_return_val_if_fail (ATTUNE_IS_FORM_SAVER (self), 0);

  return self->rev;
}

void
attune_form_saver_push (AttuneFormSaver *self, AttuneForm *form)
{
  g_return_if_fail (ATTUNE_IS_FORM_SAVER (self));

  if (self->state == ATTUNE_SAVING_CONFLICT)
    return;

  g_clear_pointer (&self->waiting, attune_form_unref);
  self->waiting = attune_form_ref (form);
  g_clear_handle_id (&self->delay, g_source_remove);
  self->delay = g_timeout_add (DELAY_MS, delay_cb, self);
  if (self->state != ATTUNE_SAVING_PENDING)
    set_state (self, ATTUNE_SAVING_PENDING, NULL);
}

void
attune_form_saver_flush (AttuneFormSaver *self)
{
  g_autofree char *document = NULL;

  g_return_if_fail (ATTUNE_IS_FORM_SAVER (self));

  g_clear_handle_id (&self->delay, g_source_remove);
  if (self->waiting == NULL || self->sent != NULL)
    return;

  document = attune_form_to_json (self->waiting, NULL);
  self->sent = g_steal_pointer (&self->waiting);
  if (self->state == ATTUNE_SAVING_FAILED)
    set_state (self, ATTUNE_SAVING_PENDING, NULL);
  attune_store_save_form_draft_async (attune_context_get_store (self->context),
                                      attune_context_get_actor (self->context), self->form,
                                      self->rev, document, NULL, saved_cb, g_object_ref (self));
}

gboolean
attune_form_saver_is_idle (AttuneFormSaver *self)
{
  g_return_val_if_fail (ATTUNE_IS_FORM_SAVER (self), TRUE);

  return self->waiting == NULL && self->sent == NULL;
}
