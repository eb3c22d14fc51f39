/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-draft-private.h"

/* How soon it is looked again for what is there instead, in milliseconds. */
#define RETRY_INTERVAL_MS 5000
#define CHECK_DELAY_MS    300

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
  GONE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

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
        { ATTUNE_DRAFT_STALE, "ATTUNE_DRAFT_STALE", "stale" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("AttuneDraftStatus", values));
    }
  return type;
}

static AttuneDraftStatus
find_status (AttuneDraft *self)
{
  if (self->is_stale)
    return ATTUNE_DRAFT_STALE;
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
  gboolean is_trouble = status == ATTUNE_DRAFT_FAILED || status == ATTUNE_DRAFT_STALE;
  const char *message = is_trouble && error != NULL ? error->message : NULL;

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
  self->is_stale = FALSE;
  self->is_gone = FALSE;
  attune_sheet_set_can_edit (self->sheet, evaluation->can_edit);
  update_status (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
attune_draft_show_evaluation (AttuneDraft *self, AttuneEvaluation *evaluation, GError **error)
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

static void
meet_theirs (AttuneDraft *self, AttuneEvaluation *theirs)
{
  g_autoptr (GError) error = NULL;

  if (attune_saver_is_unsaved (self->saver))
    {
      g_clear_pointer (&self->theirs, attune_evaluation_free);
      self->theirs = theirs;
    }
  else if (attune_draft_show_evaluation (self, theirs, &error))
    g_signal_emit (self, signals[REFRESHED], 0);
}

static gboolean
retry_cb (gpointer data)
{
  AttuneDraft *self = data;

  self->retry = 0;
  attune_draft_look_for_theirs (self);
  return G_SOURCE_REMOVE;
}

/* Only a refused save, or what was done and is not shown, has something to lose: a look in passing that fails changes
 * nothing. */
static void
miss_theirs (AttuneDraft *self, GError *error)
{
  if (!self->is_stale && attune_saver_get_state (self->saver) != ATTUNE_SAVING_CONFLICT)
    {
      if (g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND))
        {
          self->is_gone = TRUE;
          g_signal_emit (self, signals[GONE], 0, error->message);
        }
      g_error_free (error);
      return;
    }
  g_clear_error (&self->missed);
  self->missed = error;
  if (self->retry == 0 && !g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED))
    self->retry = g_timeout_add (RETRY_INTERVAL_MS, retry_cb, self);
}

/* What became of a verb, which could not be read at once. */
static void
show_outcome (AttuneDraft *self, AttuneEvaluation *evaluation)
{
  GError *error = NULL;

  if (!attune_draft_show_evaluation (self, evaluation, &error))
    miss_theirs (self, error);
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
  else if (self->is_stale || self->is_gone)
    show_outcome (self, theirs);
  else if (attune_saver_get_state (self->saver) == ATTUNE_SAVING_PENDING ||
           theirs->row->rev == attune_saver_get_rev (self->saver))
    attune_evaluation_free (theirs); /* the save under way finds out, or nothing is new */
  else
    meet_theirs (self, theirs);
  update_status (self);
}

void
attune_draft_look_for_theirs (AttuneDraft *self)
{
  if (self->is_looking)
    return;
  self->is_looking = TRUE;
  attune_store_load_evaluation_async (self->store, self->actor, self->evaluation->row->id, NULL,
                                      theirs_loaded_cb, g_object_ref (self));
}

void
attune_draft_miss_outcome (AttuneDraft *self, GError *error)
{
  self->is_stale = TRUE;
  miss_theirs (self, error);
  update_status (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
check_cb (gpointer data)
{
  AttuneDraft *self = data;

  self->check = 0;
  if (attune_saver_get_state (self->saver) != ATTUNE_SAVING_PENDING)
    attune_draft_look_for_theirs (self);
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

/* What came too late, also where it was submitted meanwhile. */
static gboolean
is_put_aside (const GError *error)
{
  return g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT) ||
         g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_DENIED);
}

static const AttuneSaverKind kind = {
  .ref = (GBoxedCopyFunc) attune_answers_ref,
  .unref = (GBoxedFreeFunc) attune_answers_unref,
  .equal = (GEqualFunc) attune_answers_equal,
  .save = begin_saving,
  .finish = attune_store_keep_answers_finish,
  .is_put_aside = is_put_aside,
};

/* A save that failed for what it is may have come too late: what is there says so. */
static void
saver_cb (AttuneDraft *self)
{
  AttuneSavingState state = attune_saver_get_state (self->saver);

  if (state == ATTUNE_SAVING_CONFLICT || state == ATTUNE_SAVING_FAILED)
    attune_draft_look_for_theirs (self);
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
  if (self->is_stale || attune_saver_get_state (self->saver) == ATTUNE_SAVING_CONFLICT)
    attune_draft_look_for_theirs (self);
  else
    attune_saver_flush (self->saver);
}

void
attune_draft_set_place (AttuneDraft *self, guint question, gint64 position_us)
{
  if (self->status != ATTUNE_DRAFT_READ_ONLY)
    attune_place_keeper_set (self->place, question, position_us);
}

void
attune_draft_flush (AttuneDraft *self)
{
  attune_place_keeper_flush (self->place);
  attune_saver_flush (self->saver);
}

/* --- What came too late --- */

static void
take_aside (AttuneDraft *self, AttuneAnswers *aside)
{
  AttuneAnswers *old = self->aside;

  self->aside = aside != NULL ? attune_answers_ref (aside) : NULL;
  g_clear_pointer (&old, attune_answers_unref);
}

/* For the store the newest word on it, behind the saves that are on their way. */
static void
keep_aside (AttuneDraft *self)
{
  g_autofree char *document = self->aside != NULL ? attune_answers_to_json (self->aside, NULL)
                                                  : NULL;

  attune_store_keep_aside_async (self->store, self->actor, self->evaluation->row->id, document,
                                 NULL, NULL, NULL);
}

void
attune_draft_set_aside (AttuneDraft *self, AttuneAnswers *answers)
{
  take_aside (self, answers);
  keep_aside (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
attune_draft_bring_back (AttuneDraft *self)
{
  g_autoptr (AttuneAnswers) aside = self->aside != NULL ? attune_answers_ref (self->aside) : NULL;

  if (aside == NULL || !self->evaluation->can_edit)
    return;
  attune_sheet_edit (self->sheet, aside);
  attune_draft_set_aside (self, NULL);
}

AttuneAnswers *
attune_draft_get_aside (AttuneDraft *self)
{
  return self->aside;
}

/* --- Choosing between two sides --- */

void
attune_draft_keep_mine (AttuneDraft *self)
{
  AttuneEvaluation *theirs = g_steal_pointer (&self->theirs);
  g_autoptr (AttuneAnswers) answers = theirs != NULL ? parse_answers (self, theirs, NULL) : NULL;

  if (theirs == NULL)
    return;
  attune_saver_overrule (self->saver, theirs->row->rev, answers);
  keep_aside (self);
  take_evaluation (self, theirs);
}

void
attune_draft_take_theirs (AttuneDraft *self)
{
  AttuneEvaluation *theirs = g_steal_pointer (&self->theirs);
  g_autoptr (AttuneAnswers) answers = theirs != NULL ? parse_answers (self, theirs, NULL) : NULL;

  if (theirs == NULL)
    return;
  if (theirs->can_edit && answers != NULL)
    attune_sheet_replace (self->sheet, answers);
  else if (!theirs->can_edit)
    take_aside (self, attune_sheet_get_answers (self->sheet));
  keep_aside (self);
  if (!attune_draft_show_evaluation (self, theirs, &self->missed))
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

/* --- The object --- */

static void
attune_draft_dispose (GObject *object)
{
  AttuneDraft *self = ATTUNE_DRAFT (object);

  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_handle_id (&self->check, g_source_remove);
  g_clear_pointer (&self->place, attune_place_keeper_free);

  G_OBJECT_CLASS (attune_draft_parent_class)->dispose (object);
}

static void
attune_draft_finalize (GObject *object)
{
  AttuneDraft *self = ATTUNE_DRAFT (object);

  g_clear_object (&self->store);
  g_clear_object (&self->sheet);
  g_clear_pointer (&self->aside, attune_answers_unref);
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
  signals[GONE] = g_signal_new ("gone", ATTUNE_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
attune_draft_init (AttuneDraft *self)
{
}

/* What is there by now, as after another window kept it, was not lost. */
static void
open_aside (AttuneDraft *self, AttuneAnswers *aside, AttuneAnswers *answers)
{
  if (aside == NULL)
    return;
  if (attune_answers_equal (aside, answers))
    keep_aside (self);
  else
    take_aside (self, aside);
}

AttuneDraft *
attune_draft_new (AttuneStore *store,
                  gint64 actor,
                  AttuneEvaluation *evaluation,
                  AttuneAnswers *answers,
                  AttuneAnswers *aside)
{
  AttuneDraft *self = g_object_new (ATTUNE_TYPE_DRAFT, NULL);

  self->store = g_object_ref (store);
  self->actor = actor;
  self->evaluation = evaluation;
  self->sheet = attune_sheet_new (answers, evaluation->can_edit);
  self->saver = attune_saver_new (&kind, store, actor, evaluation->row->id, evaluation->row->rev,
                                  answers);
  self->status = evaluation->can_edit ? ATTUNE_DRAFT_SAVED : ATTUNE_DRAFT_READ_ONLY;
  self->place = attune_place_keeper_new (store, actor, evaluation->row->id,
                                         attune_answers_get_form (answers), evaluation->place_us);
  open_aside (self, aside, answers);
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

const AttuneRevisionInfo *
attune_draft_get_current_revision (AttuneDraft *self)
{
  GPtrArray *revisions = self->evaluation->revisions;

  for (guint i = 0; i < revisions->len; i++)
    if (((const AttuneRevisionInfo *) g_ptr_array_index (revisions, i))->is_current)
      return g_ptr_array_index (revisions, i);
  return NULL;
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
