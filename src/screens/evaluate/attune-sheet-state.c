/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sheet-state.h"

struct _AttuneSheetState
{
  gatomicrefcount references;

  AttuneAnswers *answers;
  AttuneScore *score;
  GPtrArray *refusals; /* nullable */
  guint focus;
  gboolean can_edit;
  gboolean flags_missing;
};

G_DEFINE_BOXED_TYPE (AttuneSheetState,
                     attune_sheet_state,
                     attune_sheet_state_ref,
                     attune_sheet_state_unref)

AttuneSheetState *
attune_sheet_state_new (AttuneAnswers *answers, gboolean can_edit)
{
  AttuneSheetState *self = g_new0 (AttuneSheetState, 1);

  g_atomic_ref_count_init (&self->references);
  self->answers = attune_answers_ref (answers);
  self->score = attune_score_new (answers);
  self->focus = ATTUNE_FORM_NONE;
  self->can_edit = can_edit;
  return self;
}

AttuneSheetState *
attune_sheet_state_ref (AttuneSheetState *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
attune_sheet_state_unref (AttuneSheetState *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  attune_answers_unref (self->answers);
  attune_score_unref (self->score);
  g_clear_pointer (&self->refusals, g_ptr_array_unref);
  g_free (self);
}

static AttuneSheetState *
copy (AttuneSheetState *self)
{
  AttuneSheetState *other = g_new0 (AttuneSheetState, 1);

  *other = *self;
  g_atomic_ref_count_init (&other->references);
  attune_answers_ref (other->answers);
  attune_score_ref (other->score);
  if (other->refusals != NULL)
    g_ptr_array_ref (other->refusals);
  return other;
}

static gboolean
is_shown (AttuneSheetState *self, guint question)
{
  return (attune_answers_get_state (self->answers, question) & ATTUNE_STATE_SHOWN) != 0;
}

/* Marks stay as long as there is something to mark. */
static void
settle_flags (AttuneSheetState *self, AttuneSheetState *other)
{
  other->flags_missing = self->flags_missing &&
                         (!attune_answers_is_complete (other->answers) || other->refusals != NULL);
}

AttuneSheetState *
attune_sheet_state_with_answers (AttuneSheetState *self, AttuneAnswers *answers)
{
  AttuneSheetState *other = attune_sheet_state_new (answers, self->can_edit);

  other->refusals = attune_refusals_beside (self->refusals, answers);
  settle_flags (self, other);
  if (self->focus != ATTUNE_FORM_NONE &&
      self->focus < attune_form_get_n_questions (attune_answers_get_form (answers)) &&
      is_shown (other, self->focus))
    other->focus = self->focus;
  return other;
}

/* Where the question that keys answer has come to. */
static guint
carry_focus (AttuneSheetState *self, AttuneSheetState *other)
{
  guint focus = ATTUNE_FORM_NONE;

  if (self->focus != ATTUNE_FORM_NONE)
    focus = attune_form_find_question (
      attune_answers_get_form (other->answers),
      attune_form_get_question (attune_answers_get_form (self->answers), self->focus)->id);
  return focus != ATTUNE_FORM_NONE && is_shown (other, focus) ? focus : ATTUNE_FORM_NONE;
}

AttuneSheetState *
attune_sheet_state_with_form (AttuneSheetState *self, AttuneForm *form)
{
  g_autoptr (AttuneAnswers) answers = attune_answers_rebase (self->answers, form, NULL);
  AttuneSheetState *other = attune_sheet_state_new (answers, self->can_edit);

  settle_flags (self, other);
  other->focus = carry_focus (self, other);
  return other;
}

AttuneSheetState *
attune_sheet_state_with_focus (AttuneSheetState *self, guint question)
{
  AttuneSheetState *other = copy (self);

  other->focus = question != ATTUNE_FORM_NONE && is_shown (self, question) ? question
                                                                           : ATTUNE_FORM_NONE;
  return other;
}

AttuneSheetState *
attune_sheet_state_with_flags (AttuneSheetState *self, gboolean flags_missing)
{
  AttuneSheetState *other = copy (self);

  other->flags_missing = flags_missing;
  return other;
}

AttuneSheetState *
attune_sheet_state_with_can_edit (AttuneSheetState *self, gboolean can_edit)
{
  AttuneSheetState *other = copy (self);

  other->can_edit = can_edit;
  return other;
}

AttuneSheetState *
attune_sheet_state_with_refusal (AttuneSheetState *self,
                                 guint question,
                                 const char *text,
                                 const char *reason)
{
  AttuneSheetState *other = copy (self);

  g_clear_pointer (&other->refusals, g_ptr_array_unref);
  other->refusals = attune_refusals_with (self->refusals, question, text, reason);
  settle_flags (self, other);
  return other;
}

AttuneForm *
attune_sheet_state_get_form (AttuneSheetState *self)
{
  return attune_answers_get_form (self->answers);
}

AttuneAnswers *
attune_sheet_state_get_answers (AttuneSheetState *self)
{
  return self->answers;
}

AttuneScore *
attune_sheet_state_get_score (AttuneSheetState *self)
{
  return self->score;
}

GPtrArray *
attune_sheet_state_get_refusals (AttuneSheetState *self)
{
  return self->refusals;
}

guint
attune_sheet_state_get_focus (AttuneSheetState *self)
{
  return self->focus;
}

gboolean
attune_sheet_state_get_can_edit (AttuneSheetState *self)
{
  return self->can_edit;
}

gboolean
attune_sheet_state_get_flags_missing (AttuneSheetState *self)
{
  return self->flags_missing;
}

/* --- One question --- */

static gboolean
is_missing (AttuneState state)
{
  return (state & (ATTUNE_STATE_MISSING | ATTUNE_STATE_COMMENT_MISSING)) != 0;
}

/* What was typed where it would count, and was not taken. */
static gboolean
is_refused (AttuneSheetState *self, guint question)
{
  AttuneState state = attune_answers_get_state (self->answers, question);

  return (state & ATTUNE_STATE_SHOWN) != 0 && (state & ATTUNE_STATE_NA) == 0 &&
         attune_refusals_find (self->refusals, question) != NULL;
}

static gboolean
holds_back (AttuneSheetState *self, guint question)
{
  return is_missing (attune_answers_get_state (self->answers, question)) ||
         is_refused (self, question);
}

static void
read_choice (AttuneQuestionView *self, const AttuneFormQuestion *question)
{
  const AttuneAnswer *answer = self->answer;

  if ((self->state & ATTUNE_STATE_ANSWERED) == 0)
    return;
  if (answer->n_options == 1 && question->type != ATTUNE_QUESTION_CHECKLIST)
    self->chosen = answer->options[0];

  for (guint i = 0; i < answer->n_options; i++)
    {
      const AttuneFormOption *option = &question->options[answer->options[i]];

      self->fails = MAX (self->fails, attune_form_option_get_fail (option));
      if (option->n_reasons > 0 && self->reasons_of == NULL)
        self->reasons_of = option;
    }
}

static gboolean
asks_for_comment (AttuneQuestionView *self, const AttuneFormQuestion *question)
{
  if (self->answer->comment[0] != '\0')
    return TRUE;
  if ((self->state & ATTUNE_STATE_ANSWERED) == 0)
    return FALSE;
  return question->comment == ATTUNE_COMMENT_REQUIRED ||
         (self->state & ATTUNE_STATE_COMMENT_MISSING) != 0;
}

void
attune_question_view_init (AttuneQuestionView *self, AttuneSheetState *state, guint question)
{
  AttuneForm *form = attune_sheet_state_get_form (state);
  const AttuneFormQuestion *asked = attune_form_get_question (form, question);

  *self = (AttuneQuestionView){
    .state = attune_answers_get_state (state->answers, question),
    .answer = attune_answers_get (state->answers, question),
    .can_edit = state->can_edit,
    .is_focused = state->focus == question,
    .chosen = ATTUNE_FORM_NONE,
  };
  if (is_refused (state, question))
    self->refusal = attune_refusals_find (state->refusals, question);
  self->is_na_by_section = (self->state & ATTUNE_STATE_NA) != 0 && !self->answer->na;
  self->is_flagged = state->flags_missing &&
                     ((self->state & ATTUNE_STATE_MISSING) != 0 || self->refusal != NULL);
  self->is_comment_flagged = state->flags_missing &&
                             (self->state & ATTUNE_STATE_COMMENT_MISSING) != 0;
  self->asks_comment = asks_for_comment (self, asked);
  read_choice (self, asked);
}

static gboolean
answers_equal (const AttuneAnswer *a, const AttuneAnswer *b)
{
  if (a == b)
    return TRUE;
  if (a->has_value != b->has_value || a->n_options != b->n_options || a->number != b->number ||
      a->na != b->na || a->origin != b->origin)
    return FALSE;
  for (guint i = 0; i < a->n_options; i++)
    if (a->options[i] != b->options[i])
      return FALSE;
  return g_strcmp0 (a->text, b->text) == 0 && g_strcmp0 (a->date, b->date) == 0 &&
         g_strcmp0 (a->comment, b->comment) == 0 && g_strv_equal (a->reasons, b->reasons);
}

static gboolean
refusals_equal (const AttuneRefusal *a, const AttuneRefusal *b)
{
  if (a == b || a == NULL || b == NULL)
    return a == b;
  return g_str_equal (a->text, b->text) && g_str_equal (a->reason, b->reason);
}

gboolean
attune_question_view_equal (const AttuneQuestionView *a, const AttuneQuestionView *b)
{
  return a->state == b->state && a->can_edit == b->can_edit && a->is_focused == b->is_focused &&
         a->is_na_by_section == b->is_na_by_section && a->is_flagged == b->is_flagged &&
         a->is_comment_flagged == b->is_comment_flagged && a->asks_comment == b->asks_comment &&
         a->chosen == b->chosen && a->reasons_of == b->reasons_of && a->fails == b->fails &&
         refusals_equal (a->refusal, b->refusal) && answers_equal (a->answer, b->answer);
}

/* --- One section --- */

static gboolean
is_settled (AttuneState state)
{
  return (state & (ATTUNE_STATE_ANSWERED | ATTUNE_STATE_NA)) != 0;
}

static gboolean
is_na_by_parent (AttuneSheetState *state, const AttuneFormSection *section)
{
  return section->parent != ATTUNE_FORM_NONE &&
         attune_answers_is_section_na (state->answers, section->parent);
}

void
attune_section_view_init (AttuneSectionView *self, AttuneSheetState *state, guint section)
{
  const AttuneFormSection *described = attune_form_get_section (attune_sheet_state_get_form (state),
                                                                section);
  const AttuneScorePart *part = attune_score_get_section (state->score, section);

  *self = (AttuneSectionView){
    .is_shown = attune_answers_is_section_shown (state->answers, section),
    .is_na = attune_answers_is_section_na (state->answers, section),
    .is_na_by_parent = is_na_by_parent (state, described),
    .can_edit = state->can_edit,
    .is_failed = part->failed,
    .score = part->score,
  };
  for (guint i = described->first_question; i < described->end_question; i++)
    {
      AttuneState how = attune_answers_get_state (state->answers, i);

      self->n_shown += (how & ATTUNE_STATE_SHOWN) != 0;
      self->n_settled += is_settled (how);
      self->n_flagged += state->flags_missing && holds_back (state, i);
    }
}

gboolean
attune_section_view_equal (const AttuneSectionView *a, const AttuneSectionView *b)
{
  return a->is_shown == b->is_shown && a->is_na == b->is_na &&
         a->is_na_by_parent == b->is_na_by_parent && a->can_edit == b->can_edit &&
         a->is_failed == b->is_failed && a->n_shown == b->n_shown && a->n_settled == b->n_settled &&
         a->n_flagged == b->n_flagged && a->score == b->score;
}

/* --- The whole --- */

void
attune_sheet_state_count (AttuneSheetState *self, guint *out_settled, guint *out_shown)
{
  guint n = attune_form_get_n_questions (attune_sheet_state_get_form (self));

  *out_settled = 0;
  *out_shown = 0;
  for (guint i = 0; i < n; i++)
    {
      AttuneState state = attune_answers_get_state (self->answers, i);

      *out_shown += (state & ATTUNE_STATE_SHOWN) != 0;
      *out_settled += is_settled (state);
    }
}

guint
attune_sheet_state_find_next (AttuneSheetState *self, int step)
{
  gint64 n = attune_form_get_n_questions (attune_sheet_state_get_form (self));
  gint64 i = self->focus != ATTUNE_FORM_NONE ? (gint64) self->focus + step : step > 0 ? 0 : n - 1;

  for (; i >= 0 && i < n; i += step)
    if (is_shown (self, (guint) i))
      return (guint) i;
  return ATTUNE_FORM_NONE;
}

guint
attune_sheet_state_find_open (AttuneSheetState *self)
{
  guint n = attune_form_get_n_questions (attune_sheet_state_get_form (self));

  for (guint i = 0; i < n; i++)
    {
      AttuneState state = attune_answers_get_state (self->answers, i);

      if ((state & ATTUNE_STATE_SHOWN) != 0 && !is_settled (state))
        return i;
    }
  return ATTUNE_FORM_NONE;
}

guint
attune_sheet_state_find_missing (AttuneSheetState *self, guint after)
{
  guint n = attune_form_get_n_questions (attune_sheet_state_get_form (self));

  for (guint i = after == ATTUNE_FORM_NONE ? 0 : after + 1; i < n; i++)
    if (holds_back (self, i))
      return i;
  return ATTUNE_FORM_NONE;
}

guint
attune_sheet_state_count_missing (AttuneSheetState *self)
{
  guint n = 0;

  for (guint i = attune_sheet_state_find_missing (self, ATTUNE_FORM_NONE); i != ATTUNE_FORM_NONE;
       i = attune_sheet_state_find_missing (self, i))
    n++;
  return n;
}

static gboolean
has_option (const AttuneAnswer *answer, guint option)
{
  for (guint i = 0; i < answer->n_options; i++)
    if (answer->options[i] == option)
      return TRUE;
  return FALSE;
}

static AttuneAnswers *
toggle_item (AttuneAnswers *answers, guint question, guint option)
{
  const AttuneAnswer *answer = attune_answers_get (answers, question);
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean was_there = !answer->na && has_option (answer, option);

  /* Whoever ticks a question that was N/A means these items. */
  g_array_append_vals (options, answer->options, answer->n_options);
  for (guint i = 0; i < options->len && was_there; i++)
    if (g_array_index (options, guint, i) == option)
      g_array_remove_index (options, i--);
  if (!was_there && !has_option (answer, option))
    g_array_append_val (options, option);
  return attune_answers_with_options (answers, question, (const guint *) (gpointer) options->data,
                                      options->len);
}

AttuneAnswers *
attune_answers_with_toggled (AttuneAnswers *answers, guint question, guint option)
{
  const AttuneFormQuestion *asked = attune_form_get_question (attune_answers_get_form (answers),
                                                              question);
  const AttuneAnswer *answer = attune_answers_get (answers, question);

  if (asked->type == ATTUNE_QUESTION_CHECKLIST)
    return toggle_item (answers, question, option);
  if (!answer->na && has_option (answer, option))
    return attune_answers_with_cleared (answers, question);
  return attune_answers_with_option (answers, question, option);
}

AttuneAnswers *
attune_answers_with_toggled_reason (AttuneAnswers *answers, guint question, const char *reason)
{
  const AttuneAnswer *answer = attune_answers_get (answers, question);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) reasons = NULL;

  for (guint i = 0; answer->reasons[i] != NULL; i++)
    if (strcmp (answer->reasons[i], reason) != 0)
      g_strv_builder_add (builder, answer->reasons[i]);
  if (!g_strv_contains (answer->reasons, reason))
    g_strv_builder_add (builder, reason);
  reasons = g_strv_builder_end (builder);
  return attune_answers_with_reasons (answers, question, (const char *const *) reasons);
}

AttuneAnswers *
attune_sheet_state_press_digit (AttuneSheetState *self, guint digit)
{
  const AttuneFormQuestion *asked;
  guint option = digit == 0 ? 9 : digit - 1;

  if (self->focus == ATTUNE_FORM_NONE || !self->can_edit)
    return NULL;

  asked = attune_form_get_question (attune_sheet_state_get_form (self), self->focus);
  if (asked->type == ATTUNE_QUESTION_NUMBER || option >= asked->n_options)
    return NULL;
  if (asked->type == ATTUNE_QUESTION_CHECKLIST)
    return toggle_item (self->answers, self->focus, option);
  return attune_answers_with_option (self->answers, self->focus, option);
}

AttuneAnswers *
attune_sheet_state_press_clear (AttuneSheetState *self)
{
  if (self->focus == ATTUNE_FORM_NONE || !self->can_edit)
    return NULL;
  return attune_answers_with_cleared (self->answers, self->focus);
}

/* The section that lets `question` be N/A only as a whole is asked nowhere here: its own header does that. */
AttuneAnswers *
attune_sheet_state_press_na (AttuneSheetState *self)
{
  const AttuneFormQuestion *asked;

  if (self->focus == ATTUNE_FORM_NONE || !self->can_edit)
    return NULL;

  asked = attune_form_get_question (attune_sheet_state_get_form (self), self->focus);
  if (!asked->na_allowed)
    return NULL;
  return attune_answers_with_na (self->answers, self->focus,
                                 !attune_answers_get (self->answers, self->focus)->na);
}
