/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-draft-private.h"

#include <glib/gi18n.h>

/* How often a place that changes is kept, and how soon a failed save is tried again, in milliseconds. */
#define PLACE_INTERVAL_MS 1500
#define RETRY_INTERVAL_MS 5000
#define CHECK_DELAY_MS    300

struct _AttuneDraft
{
  GObject parent_instance;

  AttuneStore *store;
  gint64 actor;
  AttuneEvaluation *evaluation;
  AttuneSheet *sheet;

  /* What the store has, and under which rev. */
  AttuneAnswers *saved;
  gint64 rev;

  AttuneDraftStatus status;
  char *message;
  AttuneAnswers *in_flight;
  AttuneAnswers *flushed; /* sent off before the save under way came back */
  gint64 flushed_rev;     /* what that save gives when it succeeds */
  gboolean is_left;       /* perhaps nobody else holds it: a retry does, until all is kept */
  gboolean is_meeting;    /* it was refused, and what is there instead is on its way */
  AttuneEvaluation *theirs;
  guint retry;
  guint check;

  guint place_question;
  gint64 place_us;
  gboolean is_place_dirty;
  guint place_timer;

  GTask *waiting; /* a submission that waits for the last save */
};

G_DEFINE_FINAL_TYPE (AttuneDraft, attune_draft, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATUS,
  N_PROPS
};

enum
{
  CHANGED,
  REFRESHED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void save (AttuneDraft *self);

GType
attune_draft_status_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { ATTUNE_DRAFT_READ_ONLY, "ATTUNE_DRAFT_READ_ONLY", "read-only" },
        { ATTUNE_DRAFT_SAVED, "ATTUNE_DRAFT_SAVED", "saved" },
        { ATTUNE_DRAFT_SAVING, "ATTUNE_DRAFT_SAVING", "saving" },
        { ATTUNE_DRAFT_FAILED, "ATTUNE_DRAFT_FAILED", "failed" },
        { ATTUNE_DRAFT_CONFLICT, "ATTUNE_DRAFT_CONFLICT", "conflict" },
        { ATTUNE_DRAFT_OVERTAKEN, "ATTUNE_DRAFT_OVERTAKEN", "overtaken" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("AttuneDraftStatus", values));
    }
  return type;
}

static void
set_status (AttuneDraft *self, AttuneDraftStatus status, const char *message)
{
  if (self->status == status && g_strcmp0 (self->message, message) == 0)
    return;

  self->status = status;
  g_free (self->message);
  self->message = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

static gboolean
is_unsaved (AttuneDraft *self)
{
  return !attune_answers_equal (attune_sheet_get_answers (self->sheet), self->saved);
}

static gboolean
is_sending (AttuneDraft *self)
{
  return self->in_flight != NULL || self->flushed != NULL;
}

/* Fails what waits for a save that did not come about. */
static void
fail_waiting (AttuneDraft *self, const GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->waiting);

  if (task != NULL)
    g_task_return_error (task, g_error_copy (error));
}

static gboolean
retry_cb (gpointer data)
{
  AttuneDraft *self = data;

  self->retry = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

/* Tries again by and by; a store that is closed stays so. */
static void
plan_retry (AttuneDraft *self, const GError *error)
{
  if (self->retry != 0 || g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED))
    return;
  self->retry = g_timeout_add_full (G_PRIORITY_DEFAULT, RETRY_INTERVAL_MS, retry_cb,
                                    self->is_left ? g_object_ref (self) : self,
                                    self->is_left ? g_object_unref : NULL);
}

/* --- What comes from the store --- */

static AttuneAnswers *
parse_answers (AttuneDraft *self, const AttuneEvaluation *evaluation, GError **error)
{
  return attune_answers_from_json (attune_sheet_get_form (self->sheet), evaluation->answers, -1,
                                   error);
}

/* Takes over `evaluation` as the newest there is. */
static void
take_evaluation (AttuneDraft *self, AttuneEvaluation *evaluation)
{
  g_clear_pointer (&self->evaluation, attune_evaluation_free);
  self->evaluation = evaluation;
  self->rev = evaluation->row->rev;
  attune_sheet_set_can_edit (self->sheet, evaluation->can_edit);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Shows what the store has; FALSE when it cannot be read. */
static gboolean
show_evaluation (AttuneDraft *self, AttuneEvaluation *evaluation, GError **error)
{
  g_autoptr (AttuneAnswers) answers = parse_answers (self, evaluation, error);

  if (answers == NULL)
    {
      attune_evaluation_free (evaluation);
      return FALSE;
    }
  g_clear_pointer (&self->saved, attune_answers_unref);
  self->saved = attune_answers_ref (answers);
  attune_sheet_show (self->sheet, answers);
  take_evaluation (self, evaluation);
  set_status (self, evaluation->can_edit ? ATTUNE_DRAFT_SAVED : ATTUNE_DRAFT_READ_ONLY, NULL);
  return TRUE;
}

/* Why nothing can be submitted while there are two sides. Owned by the caller. */
static GError *
make_conflict_error (void)
{
  return g_error_new_literal (ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT,
                              _ ("The evaluation was changed elsewhere. Choose what to keep "
                                 "first, then submit."));
}

static void
meet_theirs (AttuneDraft *self, AttuneEvaluation *theirs)
{
  g_autoptr (GError) conflict = make_conflict_error ();

  fail_waiting (self, conflict);
  if (!is_unsaved (self))
    {
      g_autoptr (GError) error = NULL;

      if (show_evaluation (self, theirs, &error))
        g_signal_emit (self, signals[REFRESHED], 0);
      else if (self->status != ATTUNE_DRAFT_READ_ONLY)
        set_status (self, ATTUNE_DRAFT_FAILED, error->message);
      return;
    }

  g_clear_pointer (&self->theirs, attune_evaluation_free);
  self->theirs = theirs;
  set_status (self, theirs->can_edit ? ATTUNE_DRAFT_CONFLICT : ATTUNE_DRAFT_OVERTAKEN, NULL);
}

/* Only a refused save has something to lose: a look in passing that fails changes nothing. */
static void
fail_meeting (AttuneDraft *self, const GError *error)
{
  fail_waiting (self, error);
  set_status (self, ATTUNE_DRAFT_FAILED, error->message);
  plan_retry (self, error);
}

static void
load_theirs_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneDraft) self = data;
  g_autoptr (GError) error = NULL;
  AttuneEvaluation *theirs = attune_store_load_evaluation_finish (ATTUNE_STORE (source), result,
                                                                  &error);
  gboolean was_meeting = self->is_meeting;

  self->is_meeting = FALSE;
  if (theirs == NULL)
    {
      if (was_meeting)
        fail_meeting (self, error);
    }
  else if (theirs->row->rev == self->rev || is_sending (self))
    {
      /* Nothing new, or the save under way finds out. */
      attune_evaluation_free (theirs);
      if (was_meeting)
        save (self);
    }
  else
    meet_theirs (self, theirs);
}

static void
load_theirs (AttuneDraft *self)
{
  attune_store_load_evaluation_async (self->store, self->actor, self->evaluation->row->id, NULL,
                                      load_theirs_cb, g_object_ref (self));
}

static gboolean
check_cb (gpointer data)
{
  AttuneDraft *self = data;

  self->check = 0;
  if (!is_sending (self))
    load_theirs (self);
  return G_SOURCE_REMOVE;
}

void
attune_draft_check (AttuneDraft *self)
{
  g_clear_handle_id (&self->check, g_source_remove);
  self->check = g_timeout_add (CHECK_DELAY_MS, check_cb, self);
}

/* --- Saving --- */

static void run_waiting_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
run_waiting (AttuneDraft *self)
{
  GTask *task = g_steal_pointer (&self->waiting);

  if (task != NULL)
    attune_store_submit_async (self->store, self->actor, self->evaluation->row->id, self->rev,
                               g_task_get_cancellable (task), run_waiting_cb, task);
}

/* Whether it was refused for what it is, as where somebody else submitted it: trying again would not help. */
static gboolean
is_refusal (int code)
{
  return code == ATTUNE_STORE_ERROR_INVALID || code == ATTUNE_STORE_ERROR_DENIED ||
         code == ATTUNE_STORE_ERROR_NOT_FOUND;
}

static void
meet_failure (AttuneDraft *self, const GError *error)
{
  if (g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT))
    {
      self->is_meeting = TRUE;
      load_theirs (self);
      fail_waiting (self, error);
      return;
    }
  set_status (self, ATTUNE_DRAFT_FAILED, error->message);
  fail_waiting (self, error);
  if (error->domain == ATTUNE_STORE_ERROR && is_refusal (error->code))
    load_theirs (self);
  else
    plan_retry (self, error);
}

/* The store has `answers` now, under `rev`. */
static void
take_saved (AttuneDraft *self, AttuneAnswers *answers, gint64 rev)
{
  self->rev = rev;
  g_clear_pointer (&self->saved, attune_answers_unref);
  self->saved = attune_answers_ref (answers);
  save (self);
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneDraft) self = data;
  g_autoptr (AttuneAnswers) sent = g_steal_pointer (&self->in_flight);
  g_autoptr (GError) error = NULL;
  gint64 rev = attune_store_save_answers_finish (ATTUNE_STORE (source), result, &error);

  if (error != NULL)
    {
      meet_failure (self, error);
      return;
    }
  take_saved (self, sent, rev);
}

/* Where the save before it failed, this one named a rev that never came to be: its answers go again. */
static void
flush_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneDraft) self = data;
  g_autoptr (AttuneAnswers) sent = g_steal_pointer (&self->flushed);
  g_autoptr (GError) error = NULL;
  gint64 rev = attune_store_save_answers_finish (ATTUNE_STORE (source), result, &error);

  if (error == NULL)
    take_saved (self, sent, rev);
  else if (self->rev == self->flushed_rev)
    meet_failure (self, error);
  else
    save (self);
}

static void
send_answers (AttuneDraft *self, gint64 rev, GAsyncReadyCallback callback)
{
  g_autofree char *document = attune_answers_to_json (attune_sheet_get_answers (self->sheet), NULL);

  attune_store_save_answers_async (self->store, self->actor, self->evaluation->row->id, rev,
                                   document, NULL, callback, g_object_ref (self));
}

/* Sends the newest answers off, unless there is nothing new, or somebody has to decide first. */
static void
save (AttuneDraft *self)
{
  if (is_sending (self) || self->is_meeting || self->status == ATTUNE_DRAFT_CONFLICT ||
      self->status == ATTUNE_DRAFT_OVERTAKEN || self->status == ATTUNE_DRAFT_READ_ONLY)
    return;

  g_clear_handle_id (&self->retry, g_source_remove);
  if (!is_unsaved (self))
    {
      set_status (self, ATTUNE_DRAFT_SAVED, NULL);
      run_waiting (self);
      return;
    }
  self->in_flight = attune_answers_ref (attune_sheet_get_answers (self->sheet));
  set_status (self, ATTUNE_DRAFT_SAVING, NULL);
  send_answers (self, self->rev, save_cb);
}

static void
sheet_edited_cb (AttuneDraft *self)
{
  save (self);
}

void
attune_draft_retry (AttuneDraft *self)
{
  save (self);
}

void
attune_draft_keep_mine (AttuneDraft *self)
{
  g_autoptr (GError) error = NULL;
  AttuneEvaluation *theirs = g_steal_pointer (&self->theirs);
  AttuneAnswers *answers;

  if (theirs == NULL)
    return;
  answers = parse_answers (self, theirs, &error);
  if (answers != NULL)
    {
      attune_answers_unref (self->saved);
      self->saved = answers;
    }
  take_evaluation (self, theirs);
  set_status (self, ATTUNE_DRAFT_SAVING, NULL);
  save (self);
}

void
attune_draft_take_theirs (AttuneDraft *self)
{
  g_autoptr (GError) error = NULL;
  AttuneEvaluation *theirs = g_steal_pointer (&self->theirs);

  if (theirs != NULL && !show_evaluation (self, theirs, &error))
    set_status (self, ATTUNE_DRAFT_FAILED, error->message);
}

guint
attune_draft_count_differing (AttuneDraft *self)
{
  g_autoptr (AttuneAnswers) theirs = self->theirs != NULL ? parse_answers (self, self->theirs, NULL)
                                                          : NULL;
  g_autoptr (AttuneSheetState) state = theirs != NULL ? attune_sheet_state_new (theirs, FALSE)
                                                      : NULL;
  g_autoptr (AttuneSheetState)
    mine = attune_sheet_state_new (attune_sheet_get_answers (self->sheet), FALSE);
  guint n = 0;

  for (guint i = 0;
       state != NULL && i < attune_form_get_n_questions (attune_sheet_get_form (self->sheet)); i++)
    {
      AttuneQuestionView a, b;

      attune_question_view_init (&a, state, i);
      attune_question_view_init (&b, mine, i);
      n += !attune_question_view_equal (&a, &b);
    }
  return n;
}

/* --- The place --- */

static void
save_place (AttuneDraft *self)
{
  AttuneForm *form = attune_sheet_get_form (self->sheet);
  const char *question = self->place_question != ATTUNE_FORM_NONE
                           ? attune_form_get_question (form, self->place_question)->id
                           : NULL;

  if (!self->is_place_dirty || self->status == ATTUNE_DRAFT_READ_ONLY)
    return;
  self->is_place_dirty = FALSE;
  attune_store_save_place_async (self->store, self->actor, self->evaluation->row->id, question,
                                 self->place_us, NULL, NULL, NULL);
}

static gboolean
place_cb (gpointer data)
{
  AttuneDraft *self = data;

  self->place_timer = 0;
  save_place (self);
  return G_SOURCE_REMOVE;
}

void
attune_draft_set_place (AttuneDraft *self, guint question, gint64 position_us)
{
  if (question == self->place_question && position_us == self->place_us)
    return;

  self->place_question = question;
  self->place_us = position_us;
  self->is_place_dirty = TRUE;
  if (self->place_timer == 0)
    self->place_timer = g_timeout_add (PLACE_INTERVAL_MS, place_cb, self);
}

/* The save under way gives the next rev; whoever leaves cannot wait for it to come back. */
void
attune_draft_flush (AttuneDraft *self)
{
  save_place (self);
  self->is_left = TRUE;
  if (self->in_flight != NULL && self->flushed == NULL &&
      !attune_answers_equal (self->in_flight, attune_sheet_get_answers (self->sheet)))
    {
      self->flushed = attune_answers_ref (attune_sheet_get_answers (self->sheet));
      self->flushed_rev = self->rev + 1;
      send_answers (self, self->flushed_rev, flush_cb);
    }
  else
    save (self);
}

/* --- Submitting, releasing, voiding --- */

static void
reload_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AttuneDraft *self = g_task_get_source_object (task);
  GError *error = NULL;
  AttuneEvaluation *evaluation = attune_store_load_evaluation_finish (ATTUNE_STORE (source), result,
                                                                      &error);

  if (evaluation == NULL || !show_evaluation (self, evaluation, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
finish_act (GTask *task, GError *error)
{
  AttuneDraft *self = g_task_get_source_object (task);

  if (error != NULL)
    {
      if (g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT))
        load_theirs (self);
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  attune_store_load_evaluation_async (self->store, self->actor, self->evaluation->row->id,
                                      g_task_get_cancellable (task), reload_cb, task);
}

static void
run_waiting_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  attune_store_submit_finish (ATTUNE_STORE (source), result, &error);
  finish_act (data, error);
}

static void
release_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  attune_store_release_finish (ATTUNE_STORE (source), result, &error);
  finish_act (data, error);
}

static void
void_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  attune_store_void_finish (ATTUNE_STORE (source), result, &error);
  finish_act (data, error);
}

void
attune_draft_submit_async (AttuneDraft *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, attune_draft_submit_async);
  if (self->waiting != NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "%s",
                               _ ("The evaluation is being submitted already."));
      g_object_unref (task);
      return;
    }
  if (self->status == ATTUNE_DRAFT_CONFLICT || self->status == ATTUNE_DRAFT_OVERTAKEN ||
      self->status == ATTUNE_DRAFT_READ_ONLY)
    {
      g_task_return_error (task, make_conflict_error ());
      g_object_unref (task);
      return;
    }
  self->waiting = task;
  save (self);
}

void
attune_draft_release_async (AttuneDraft *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, attune_draft_release_async);
  attune_store_release_async (self->store, self->actor, self->evaluation->row->id, self->rev,
                              cancellable, release_cb, task);
}

void
attune_draft_void_async (AttuneDraft *self,
                         const char *reason,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, attune_draft_void_async);
  attune_store_void_async (self->store, self->actor, self->evaluation->row->id, self->rev, reason,
                           cancellable, void_cb, task);
}

gboolean
attune_draft_act_finish (AttuneDraft *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- The object --- */

static void
attune_draft_dispose (GObject *object)
{
  AttuneDraft *self = ATTUNE_DRAFT (object);

  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_handle_id (&self->check, g_source_remove);
  g_clear_handle_id (&self->place_timer, g_source_remove);

  G_OBJECT_CLASS (attune_draft_parent_class)->dispose (object);
}

static void
attune_draft_finalize (GObject *object)
{
  AttuneDraft *self = ATTUNE_DRAFT (object);

  g_clear_object (&self->store);
  g_clear_object (&self->sheet);
  g_clear_pointer (&self->evaluation, attune_evaluation_free);
  g_clear_pointer (&self->theirs, attune_evaluation_free);
  g_clear_pointer (&self->saved, attune_answers_unref);
  g_clear_pointer (&self->in_flight, attune_answers_unref);
  g_clear_pointer (&self->flushed, attune_answers_unref);
  g_free (self->message);

  G_OBJECT_CLASS (attune_draft_parent_class)->finalize (object);
}

static void
attune_draft_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneDraft *self = ATTUNE_DRAFT (object);

  switch (id)
    {
    case PROP_STATUS:
      g_value_set_enum (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_draft_class_init (AttuneDraftClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = attune_draft_dispose;
  object_class->finalize = attune_draft_finalize;
  object_class->get_property = attune_draft_get_property;

  properties[PROP_STATUS] = g_param_spec_enum ("status", NULL, NULL, ATTUNE_TYPE_DRAFT_STATUS,
                                               ATTUNE_DRAFT_READ_ONLY,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", ATTUNE_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[REFRESHED] = g_signal_new ("refreshed", ATTUNE_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
}

static void
attune_draft_init (AttuneDraft *self)
{
  self->place_question = ATTUNE_FORM_NONE;
}

AttuneDraft *
attune_draft_new (AttuneStore *store,
                  gint64 actor,
                  AttuneEvaluation *evaluation,
                  AttuneAnswers *answers)
{
  AttuneDraft *self = g_object_new (ATTUNE_TYPE_DRAFT, NULL);

  self->store = g_object_ref (store);
  self->actor = actor;
  self->evaluation = evaluation;
  self->rev = evaluation->row->rev;
  self->saved = answers;
  self->sheet = attune_sheet_new (self->saved, evaluation->can_edit);
  self->status = evaluation->can_edit ? ATTUNE_DRAFT_SAVED : ATTUNE_DRAFT_READ_ONLY;
  self->place_us = evaluation->place_us;
  g_signal_connect_object (self->sheet, "edited", G_CALLBACK (sheet_edited_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

AttuneSheet *
attune_draft_get_sheet (AttuneDraft *self)
{
  return self->sheet;
}

const AttuneEvaluation *
attune_draft_get_evaluation (AttuneDraft *self)
{
  return self->evaluation;
}

AttuneDraftStatus
attune_draft_get_status (AttuneDraft *self)
{
  return self->status;
}

const char *
attune_draft_get_message (AttuneDraft *self)
{
  return self->message;
}
