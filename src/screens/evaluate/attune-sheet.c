/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sheet.h"

#include "attune-sheet-history.h"

struct _AttuneSheet
{
  GObject parent_instance;

  AttuneSheetState *state;
  AttuneSheetHistory *history;
};

G_DEFINE_FINAL_TYPE (AttuneSheet, attune_sheet, G_TYPE_OBJECT)

enum
{
  CHANGED,
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Takes over `state`. */
static void
set_state (AttuneSheet *self, AttuneSheetState *state)
{
  g_autoptr (AttuneSheetState) old = g_steal_pointer (&self->state);
  g_autoptr (AttuneSheetState) now = attune_sheet_state_ref (state);

  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0, old, now);
}

static void
attune_sheet_finalize (GObject *object)
{
  AttuneSheet *self = ATTUNE_SHEET (object);

  g_clear_pointer (&self->state, attune_sheet_state_unref);
  g_clear_pointer (&self->history, attune_sheet_history_free);

  G_OBJECT_CLASS (attune_sheet_parent_class)->finalize (object);
}

static void
attune_sheet_class_init (AttuneSheetClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = attune_sheet_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATTUNE_TYPE_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, ATTUNE_TYPE_SHEET_STATE,
                                   ATTUNE_TYPE_SHEET_STATE);
  signals[EDITED] = g_signal_new ("edited", ATTUNE_TYPE_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
attune_sheet_init (AttuneSheet *self)
{
  self->history = attune_sheet_history_new ();
}

AttuneSheet *
attune_sheet_new (AttuneAnswers *answers, gboolean can_edit)
{
  AttuneSheet *self = g_object_new (ATTUNE_TYPE_SHEET, NULL);

  self->state = attune_sheet_state_new (answers, can_edit);
  return self;
}

AttuneSheetState *
attune_sheet_get_state (AttuneSheet *self)
{
  return self->state;
}

AttuneForm *
attune_sheet_get_form (AttuneSheet *self)
{
  return attune_sheet_state_get_form (self->state);
}

AttuneAnswers *
attune_sheet_get_answers (AttuneSheet *self)
{
  return attune_sheet_state_get_answers (self->state);
}

static void
take_edit (AttuneSheet *self, AttuneAnswers *answers)
{
  set_state (self, attune_sheet_state_with_answers (self->state, answers));
  g_signal_emit (self, signals[EDITED], 0);
}

void
attune_sheet_edit (AttuneSheet *self, AttuneAnswers *answers)
{
  if (!attune_sheet_state_get_can_edit (self->state))
    return;
  /* Taking the answer away where there is none gives up what was refused there. */
  if (attune_answers_equal (answers, attune_sheet_get_answers (self)))
    {
      if (attune_sheet_state_get_focus (self->state) != ATTUNE_FORM_NONE)
        attune_sheet_refuse (self, attune_sheet_state_get_focus (self->state), NULL, NULL);
      return;
    }

  attune_sheet_history_push (self->history, attune_sheet_get_answers (self), answers,
                             g_get_monotonic_time ());
  take_edit (self, answers);
}

/* The one change that is shown at once: without its answer, the question would be shown empty in between. */
static void
take_refusal (AttuneSheet *self, guint question, const char *text, const char *reason)
{
  g_autoptr (AttuneAnswers) old = attune_answers_ref (attune_sheet_get_answers (self));
  g_autoptr (AttuneAnswers) cleared = attune_answers_with_cleared (old, question);
  const AttuneAnswer *answer = attune_answers_get (old, question);
  gboolean is_edit = text != NULL && (answer->has_value || answer->na);
  g_autoptr (AttuneSheetState) without = is_edit
                                           ? attune_sheet_state_with_answers (self->state, cleared)
                                           : attune_sheet_state_ref (self->state);

  if (is_edit)
    attune_sheet_history_push (self->history, old, cleared, g_get_monotonic_time ());
  set_state (self, attune_sheet_state_with_refusal (without, question, text, reason));
  if (is_edit)
    g_signal_emit (self, signals[EDITED], 0);
}

void
attune_sheet_refuse (AttuneSheet *self, guint question, const char *text, const char *reason)
{
  AttuneQuestionView view;

  if (!attune_sheet_state_get_can_edit (self->state))
    return;
  attune_question_view_init (&view, self->state, question);
  if (text != NULL || view.refusal != NULL)
    take_refusal (self, question, text, reason);
}

static gboolean
step (AttuneSheet *self,
      AttuneAnswers *(*take) (AttuneSheetHistory *history, AttuneAnswers *now),
      guint *out_question)
{
  g_autoptr (AttuneAnswers) now = attune_answers_ref (attune_sheet_get_answers (self));
  g_autoptr (AttuneAnswers) other = NULL;

  if (!attune_sheet_state_get_can_edit (self->state))
    return FALSE;
  other = take (self->history, now);
  if (other == NULL)
    return FALSE;

  take_edit (self, other);
  *out_question = attune_answers_find_differing (now, other);
  return TRUE;
}

gboolean
attune_sheet_undo (AttuneSheet *self, guint *out_question)
{
  return step (self, attune_sheet_history_undo, out_question);
}

gboolean
attune_sheet_redo (AttuneSheet *self, guint *out_question)
{
  return step (self, attune_sheet_history_redo, out_question);
}

void
attune_sheet_replace (AttuneSheet *self, AttuneAnswers *answers)
{
  if (attune_answers_equal (answers, attune_sheet_get_answers (self)))
    return;
  attune_sheet_history_push (self->history, attune_sheet_get_answers (self), answers,
                             g_get_monotonic_time ());
  set_state (self, attune_sheet_state_with_answers (self->state, answers));
}

void
attune_sheet_show (AttuneSheet *self, AttuneAnswers *answers)
{
  if (attune_answers_equal (answers, attune_sheet_get_answers (self)))
    return;
  attune_sheet_history_clear (self->history);
  set_state (self, attune_sheet_state_with_answers (self->state, answers));
}

void
attune_sheet_set_form (AttuneSheet *self, AttuneForm *form)
{
  if (form == attune_sheet_get_form (self))
    return;
  attune_sheet_history_clear (self->history);
  set_state (self, attune_sheet_state_with_form (self->state, form));
}

void
attune_sheet_focus (AttuneSheet *self, guint question)
{
  if (question != attune_sheet_state_get_focus (self->state))
    set_state (self, attune_sheet_state_with_focus (self->state, question));
}

void
attune_sheet_flag_missing (AttuneSheet *self, gboolean flags_missing)
{
  if (flags_missing != attune_sheet_state_get_flags_missing (self->state))
    set_state (self, attune_sheet_state_with_flags (self->state, flags_missing));
}

void
attune_sheet_set_can_edit (AttuneSheet *self, gboolean can_edit)
{
  if (can_edit != attune_sheet_state_get_can_edit (self->state))
    set_state (self, attune_sheet_state_with_can_edit (self->state, can_edit));
}
