/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-draft-private.h"

#include <glib/gi18n.h>

/* How often a place that changes is kept, and how soon it is looked again for what is there instead, in milliseconds. */
#define PLACE_INTERVAL_MS 500
#define RETRY_INTERVAL_MS 5000
#define CHECK_DELAY_MS    300

struct _AttuneDraft
{
  GObject parent_instance;

  AttuneStore *store;
  gint64 actor;
  AttuneEvaluation *evaluation;
  AttuneSheet *sheet;

  AttuneSaver *saver;

  AttuneDraftStatus status;
  char *message;
  AttuneEvaluation *theirs; /* what somebody else made of it, while it is not decided */
  GError *missed;           /* why that could not be read */
  gboolean is_looking;      /* it is on its way */
  guint retry;
  guint check;

  guint place_question;
  gint64 place_us;
  gboolean is_place_dirty;
  guint place_timer;

  gboolean is_submitting;
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

static void look_for_theirs (AttuneDraft *self);

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

static AttuneDraftStatus
find_status (AttuneDraft *self)
{
  if (self->theirs != NULL)
    return self->theirs->can_edit ? ATTUNE_DRAFT_CONFLICT : ATTUNE_DRAFT_OVERTAKEN;
  if (!self->evaluation->can_edit)
    return ATTUNE_DRAFT_READ_ONLY;
  switch (attune_saver_get_state (self->saver))
    {
    case ATTUNE_SAVING_SAVED:
      return ATTUNE_DRAFT_SAVED;
    case ATTUNE_SAVING_PENDING:
      return ATTUNE_DRAFT_SAVING;
    case ATTUNE_SAVING_CONFLICT:
      return self->missed != NULL ? ATTUNE_DRAFT_FAILED : ATTUNE_DRAFT_SAVING;
    case ATTUNE_SAVING_FAILED:
      return ATTUNE_DRAFT_FAILED;
    }
  g_return_val_if_reached (ATTUNE_DRAFT_READ_ONLY);
}

static void
update_status (AttuneDraft *self)
{
  AttuneDraftStatus status = find_status (self);
  const GError *error = self->missed != NULL ? self->missed : attune_saver_get_error (self->saver);
  const char *message = status == ATTUNE_DRAFT_FAILED && error != NULL ? error->message : NULL;

  if (self->status == status && g_strcmp0 (self->message, message) == 0)
    return;
  self->status = status;
  g_free (self->message);
  self->message = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
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
  attune_sheet_set_can_edit (self->sheet, evaluation->can_edit);
  update_status (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Shows what the store has; FALSE when it cannot be read. Takes `evaluation` over. */
static gboolean
show_evaluation (AttuneDraft *self, AttuneEvaluation *evaluation, GError **error)
{
  g_autoptr (AttuneAnswers) answers = parse_answers (self, evaluation, error);

  if (answers == NULL)
    {
      attune_evaluation_free (evaluation);
      return FALSE;
    }
  attune_saver_adopt (self->saver, evaluation->row->rev, answers);
  attune_sheet_show (self->sheet, answers);
  take_evaluation (self, evaluation);
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
  g_autoptr (GError) error = NULL;

  if (attune_saver_is_unsaved (self->saver))
    {
      g_clear_pointer (&self->theirs, attune_evaluation_free);
      self->theirs = theirs;
    }
  else if (show_evaluation (self, theirs, &error))
    g_signal_emit (self, signals[REFRESHED], 0);
}

static gboolean
retry_cb (gpointer data)
{
  AttuneDraft *self = data;

  self->retry = 0;
  look_for_theirs (self);
  return G_SOURCE_REMOVE;
}

/* Only a refused save has something to lose: a look in passing that fails changes nothing. */
static void
miss_theirs (AttuneDraft *self, GError *error)
{
  if (attune_saver_get_state (self->saver) != ATTUNE_SAVING_CONFLICT)
    {
      g_error_free (error);
      return;
    }
  g_clear_error (&self->missed);
  self->missed = error;
  if (self->retry == 0 && !g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED))
    self->retry = g_timeout_add (RETRY_INTERVAL_MS, retry_cb, self);
}

static void
theirs_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneDraft) self = data;
  GError *error = NULL;
  AttuneEvaluation *theirs = attune_store_load_evaluation_finish (ATTUNE_STORE (source), result,
                                                                  &error);

  self->is_looking = FALSE;
  g_clear_error (&self->missed);
  if (theirs == NULL)
    miss_theirs (self, error);
  else if (attune_saver_get_state (self->saver) == ATTUNE_SAVING_PENDING ||
           theirs->row->rev == attune_saver_get_rev (self->saver))
    attune_evaluation_free (theirs); /* the save under way finds out, or nothing is new */
  else
    meet_theirs (self, theirs);
  update_status (self);
}

static void
look_for_theirs (AttuneDraft *self)
{
  if (self->is_looking)
    return;
  self->is_looking = TRUE;
  attune_store_load_evaluation_async (self->store, self->actor, self->evaluation->row->id, NULL,
                                      theirs_loaded_cb, g_object_ref (self));
}

static gboolean
check_cb (gpointer data)
{
  AttuneDraft *self = data;

  self->check = 0;
  if (attune_saver_get_state (self->saver) != ATTUNE_SAVING_PENDING)
    look_for_theirs (self);
  return G_SOURCE_REMOVE;
}

void
attune_draft_check (AttuneDraft *self)
{
  g_clear_handle_id (&self->check, g_source_remove);
  self->check = g_timeout_add (CHECK_DELAY_MS, check_cb, self);
}

/* --- Saving --- */

static void
begin_saving (AttuneStore *store,
              gint64 actor,
              gint64 id,
              AttuneRev *rev,
              gpointer content,
              GAsyncReadyCallback callback,
              gpointer data)
{
  attune_store_keep_answers_async (store, actor, id, rev, content, NULL, callback, data);
}

static gpointer
ref_answers (gpointer answers)
{
  return attune_answers_ref (answers);
}

static void
unref_answers (gpointer answers)
{
  attune_answers_unref (answers);
}

static gboolean
are_equal (gpointer answers, gpointer other)
{
  return attune_answers_equal (answers, other);
}

static const AttuneSaverKind kind = {
  .ref = ref_answers,
  .unref = unref_answers,
  .equal = are_equal,
  .save = begin_saving,
  .finish = attune_store_keep_answers_finish,
};

/* A save that failed for what it is may have come too late: what is there says so. */
static void
saver_cb (AttuneDraft *self)
{
  AttuneSavingState state = attune_saver_get_state (self->saver);

  if (state == ATTUNE_SAVING_CONFLICT || state == ATTUNE_SAVING_FAILED)
    look_for_theirs (self);
  update_status (self);
}

static void
sheet_edited_cb (AttuneDraft *self)
{
  attune_saver_push (self->saver, attune_sheet_get_answers (self->sheet));
}

void
attune_draft_retry (AttuneDraft *self)
{
  if (attune_saver_get_state (self->saver) == ATTUNE_SAVING_CONFLICT)
    look_for_theirs (self);
  else
    attune_saver_flush (self->saver);
}

void
attune_draft_keep_mine (AttuneDraft *self)
{
  AttuneEvaluation *theirs = g_steal_pointer (&self->theirs);
  g_autoptr (AttuneAnswers) answers = theirs != NULL ? parse_answers (self, theirs, NULL) : NULL;

  if (theirs == NULL)
    return;
  attune_saver_overrule (self->saver, theirs->row->rev, answers);
  take_evaluation (self, theirs);
}

void
attune_draft_take_theirs (AttuneDraft *self)
{
  AttuneEvaluation *theirs = g_steal_pointer (&self->theirs);
  g_autoptr (AttuneAnswers) answers = theirs != NULL ? parse_answers (self, theirs, NULL) : NULL;

  if (theirs == NULL)
    return;
  if (answers != NULL && theirs->can_edit)
    attune_sheet_replace (self->sheet, answers);
  if (!show_evaluation (self, theirs, &self->missed))
    update_status (self);
}

guint
attune_draft_count_differing (AttuneDraft *self)
{
  g_autoptr (AttuneAnswers) theirs = self->theirs != NULL ? parse_answers (self, self->theirs, NULL)
                                                          : NULL;

  return theirs != NULL
           ? attune_answers_count_differing (theirs, attune_sheet_get_answers (self->sheet))
           : 0;
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

void
attune_draft_flush (AttuneDraft *self)
{
  save_place (self);
  attune_saver_flush (self->saver);
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
        look_for_theirs (self);
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  attune_store_load_evaluation_async (self->store, self->actor, self->evaluation->row->id,
                                      g_task_get_cancellable (task), reload_cb, task);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AttuneDraft *self = g_task_get_source_object (data);
  GError *error = NULL;

  self->is_submitting = FALSE;
  attune_store_submit_finish (ATTUNE_STORE (source), result, &error);
  finish_act (data, error);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  AttuneDraft *self = g_task_get_source_object (task);
  GError *error = NULL;
  gint64 rev = attune_saver_settle_finish (ATTUNE_SAVER (source), result, &error);

  if (rev != 0)
    {
      attune_store_submit_async (self->store, self->actor, self->evaluation->row->id, rev,
                                 g_task_get_cancellable (task), submitted_cb, task);
      return;
    }
  self->is_submitting = FALSE;
  g_task_return_error (task, error);
  g_object_unref (task);
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
  if (self->is_submitting)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "%s",
                               _ ("The evaluation is being submitted already."));
      g_object_unref (task);
      return;
    }
  if (self->theirs != NULL || !self->evaluation->can_edit)
    {
      g_task_return_error (task, make_conflict_error ());
      g_object_unref (task);
      return;
    }
  self->is_submitting = TRUE;
  attune_saver_settle_async (self->saver, cancellable, settled_cb, task);
}

void
attune_draft_release_async (AttuneDraft *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, attune_draft_release_async);
  attune_store_release_async (self->store, self->actor, self->evaluation->row->id,
                              attune_saver_get_rev (self->saver), cancellable, release_cb, task);
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
  attune_store_void_async (self->store, self->actor, self->evaluation->row->id,
                           attune_saver_get_rev (self->saver), reason, cancellable, void_cb, task);
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
  g_clear_object (&self->saver);
  g_clear_error (&self->missed);
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
  self->sheet = attune_sheet_new (answers, evaluation->can_edit);
  self->saver = attune_saver_new (&kind, store, actor, evaluation->row->id, evaluation->row->rev,
                                  answers);
  self->status = evaluation->can_edit ? ATTUNE_DRAFT_SAVED : ATTUNE_DRAFT_READ_ONLY;
  self->place_us = evaluation->place_us;
  g_signal_connect_object (self->saver, "notify::state", G_CALLBACK (saver_cb), self,
                           G_CONNECT_SWAPPED);
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

AttuneSaver *
attune_draft_get_saver (AttuneDraft *self)
{
  return self->saver;
}
