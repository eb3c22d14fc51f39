/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answering-words.h"

#include "attune-evaluate-words.h"
#include "attune-format.h"

#include <glib/gi18n.h>

char *
attune_deadline_to_words (gint64 deadline, GTimeZone *zone)
{
  return attune_format_time (deadline - G_TIME_SPAN_SECOND, zone, ATTUNE_TIME_DAY);
}

/* --- Notices --- */

AttuneStanding
attune_answering_find_standing (const AttuneAnswering *self, const AttuneEvaluationRow *row)
{
  if (row->state == ATTUNE_EVALUATION_STATE_VOID)
    return ATTUNE_STANDING_NOTHING;
  if (self->is_disputed && self->dispute != NULL && self->dispute->can_decide)
    return ATTUNE_STANDING_DECIDE;
  if (self->is_disputed && self->dispute != NULL && self->dispute->can_withdraw)
    return ATTUNE_STANDING_OWN_DISPUTE;
  if (self->is_disputed)
    return ATTUNE_STANDING_DISPUTED;
  if (self->can_acknowledge)
    return ATTUNE_STANDING_ANSWER;
  if (self->self == ATTUNE_SELF_WAITED || self->self == ATTUNE_SELF_IN)
    return ATTUNE_STANDING_BLIND;
  return self->other != 0 ? ATTUNE_STANDING_BOTH : ATTUNE_STANDING_NOTHING;
}

static char *
decide_to_words (const AttuneDispute *dispute)
{
  guint n = dispute->answers->len;

  return g_strdup_printf (
    /* Translators: a name and a number. */
    ngettext ("%1$s disputes %2$u answer of this evaluation.",
              "%1$s disputes %2$u answers of this evaluation.", n),
    dispute->agent_name, n);
}

static char *
own_dispute_to_words (const AttuneDispute *dispute, GTimeZone *zone)
{
  guint n = dispute->answers->len;
  g_autofree char *day = attune_format_time (dispute->opened_at, zone, ATTUNE_TIME_DAY);

  return g_strdup_printf (
    /* Translators: a number and a date. */
    ngettext ("You dispute %1$u answer of this evaluation since %2$s. Somebody other than its "
              "evaluator decides.",
              "You dispute %1$u answers of this evaluation since %2$s. Somebody other than its "
              "evaluator decides.",
              n),
    n, day);
}

static char *
disputed_to_words (const AttuneEvaluationRow *row)
{
  return g_strdup_printf (_ ("%s disputes this evaluation. Somebody other than its evaluator "
                             "decides."),
                          row->agent_name);
}

static char *
answer_to_words (const AttuneAnswering *self, GTimeZone *zone)
{
  g_autofree char *day = NULL;

  if (!self->can_dispute)
    return g_strdup (_ ("This evaluation is yours to read. Say that you have seen it."));
  day = attune_deadline_to_words (self->dispute_deadline, zone);
  return g_strdup_printf (_ ("This evaluation is yours to read. Say that you have seen it; you can "
                             "dispute it until %s."),
                          day);
}

/* Why neither side sees the other's, as told to the agent, and to others. */
static char *
blind_to_words (const AttuneAnswering *self, const AttuneEvaluationRow *row, GTimeZone *zone)
{
  g_autofree char *day = self->self_due_at != 0 ? attune_deadline_to_words (self->self_due_at, zone)
                                                : NULL;
  g_autofree char *until = day != NULL
                             ? g_strdup_printf (_ ("Neither of you sees the other’s answers until "
                                                   "both are in or %s."),
                                                day)
                             : g_strdup (_ ("Neither of you sees the other’s answers until both "
                                            "are in."));
  gboolean is_own = row->kind == ATTUNE_EVALUATION_SELF;

  if (is_own && self->self == ATTUNE_SELF_WAITED)
    return g_strdup_printf (_ ("This is your own evaluation. %s"), until);
  if (is_own)
    return g_strdup_printf (_ ("Your evaluation is handed in. %s"), until);
  if (self->self == ATTUNE_SELF_IN)
    return g_strdup_printf (_ ("%1$s has handed in their own evaluation. %2$s"), row->agent_name,
                            until);
  return g_strdup_printf (_ ("%1$s is asked for their own evaluation. %2$s"), row->agent_name,
                          until);
}

char *
attune_answering_to_words (const AttuneAnswering *self,
                           const AttuneEvaluationRow *row,
                           GTimeZone *zone)
{
  switch (attune_answering_find_standing (self, row))
    {
    case ATTUNE_STANDING_NOTHING:
      return NULL;
    case ATTUNE_STANDING_DECIDE:
      return decide_to_words (self->dispute);
    case ATTUNE_STANDING_OWN_DISPUTE:
      return own_dispute_to_words (self->dispute, zone);
    case ATTUNE_STANDING_DISPUTED:
      return disputed_to_words (row);
    case ATTUNE_STANDING_ANSWER:
      return answer_to_words (self, zone);
    case ATTUNE_STANDING_BLIND:
      return blind_to_words (self, row, zone);
    case ATTUNE_STANDING_BOTH:
      return g_strdup (_ ("Both sides are in: the evaluation, and the agent’s own."));
    }
  g_return_val_if_reached (NULL);
}

/* --- History --- */

void
attune_answering_line_free (AttuneAnsweringLine *self)
{
  g_free (self->words);
  g_free (self);
}

/* Takes `words` over. */
static void
add_line (GPtrArray *lines, gint64 at, gboolean is_dispute, char *words)
{
  AttuneAnsweringLine *line = g_new0 (AttuneAnsweringLine, 1);

  line->at = at;
  line->is_dispute = is_dispute;
  line->words = words;
  g_ptr_array_add (lines, line);
}

static char *
quote (char *words, const char *said)
{
  g_autofree char *owned = words;

  return said != NULL && said[0] != '\0' ? g_strdup_printf ("%s\n“%s”", owned, said)
                                         : g_steal_pointer (&owned);
}

static void
add_acknowledgement (GPtrArray *lines, const AttuneAcknowledgement *said, GTimeZone *zone)
{
  g_autofree char *when = attune_format_time (said->at, zone, ATTUNE_TIME_SHORT);

  add_line (lines, said->at, FALSE,
            /* Translators: date, name. */
            quote (g_strdup_printf (_ ("%1$s: seen by %2$s"), when, said->agent_name),
                   said->comment));
}

static guint
count_changed (const AttuneDispute *dispute)
{
  guint n = 0;

  for (guint i = 0; i < dispute->answers->len; i++)
    n += ((AttuneDisputeAnswer *) g_ptr_array_index (dispute->answers, i))->decision >
         ATTUNE_DECISION_KEEP;
  return n;
}

static void
add_dispute (GPtrArray *lines, const AttuneDispute *dispute, GTimeZone *zone)
{
  guint n = dispute->answers->len;
  g_autofree char *opened = attune_format_time (dispute->opened_at, zone, ATTUNE_TIME_SHORT);
  g_autofree char *decided = attune_format_time (dispute->decided_at, zone, ATTUNE_TIME_SHORT);
  const char *how = dispute->state == ATTUNE_DISPUTE_WITHDRAWN ? _ (", and taken back")
                    : dispute->state == ATTUNE_DISPUTE_DROPPED ? _ (", and dropped")
                                                               : "";

  add_line (lines, dispute->opened_at, TRUE,
            quote (g_strdup_printf (
                     /* Translators: date, name, number, what became of it (may be empty). */
                     ngettext ("%1$s: disputed by %2$s, %3$u answer%4$s",
                               "%1$s: disputed by %2$s, %3$u answers%4$s", n),
                     opened, dispute->agent_name, n, how),
                   dispute->reason));
  if (dispute->state == ATTUNE_DISPUTE_DECIDED)
    add_line (lines, dispute->decided_at, TRUE,
              quote (g_strdup_printf (
                       /* Translators: date, name, a number of as many. */
                       _ ("%1$s: the dispute was decided by %2$s, %3$u of %4$u changed"), decided,
                       dispute->decider_name, count_changed (dispute), n),
                     dispute->remark));
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const AttuneAnsweringLine *const *one = a;
  const AttuneAnsweringLine *const *other = b;

  return ((*other)->at > (*one)->at) - ((*other)->at < (*one)->at);
}

GPtrArray *
attune_answering_list_lines (const AttuneAnswering *self, GTimeZone *zone)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_answering_line_free);

  for (guint i = 0; i < self->acknowledgements->len; i++)
    add_acknowledgement (lines, g_ptr_array_index (self->acknowledgements, i), zone);
  if (self->dispute != NULL)
    add_dispute (lines, self->dispute, zone);
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

/* --- A dispute in full --- */

char *
attune_given_to_words (AttuneAnswers *answers, guint question)
{
  g_autoptr (AttuneSheetState) state = attune_sheet_state_new (answers, FALSE);
  AttuneQuestionView view;

  attune_question_view_init (&view, state, question);
  return attune_answer_to_words (attune_form_get_question (attune_answers_get_form (answers),
                                                           question),
                                 &view);
}

/* What the answer is by itself, whether the question is shown there or not. */
char *
attune_document_to_words (AttuneForm *form, const char *document, const char *question)
{
  guint index = attune_form_find_question (form, question);
  g_autoptr (AttuneAnswers) answers = document != NULL && index != ATTUNE_FORM_NONE
                                        ? attune_answers_from_json (form, document, -1, NULL)
                                        : NULL;
  AttuneQuestionView view;
  g_autoptr (AttuneSheetState) state = NULL;

  if (answers == NULL)
    return g_strdup ("–");
  state = attune_sheet_state_new (answers, FALSE);
  attune_question_view_init (&view, state, index);
  if (view.answer->na)
    view.state |= ATTUNE_STATE_NA;
  return attune_answer_to_words (attune_form_get_question (form, index), &view);
}

static void
append_decision (GString *words, AttuneForm *form, const AttuneDisputeAnswer *answer)
{
  g_autofree char *decided = NULL;

  if (answer->decision == ATTUNE_DECISION_NONE)
    return;
  if (answer->decision == ATTUNE_DECISION_KEEP)
    g_string_append_printf (words, "\n%s", _ ("Decided: it stays"));
  else if (answer->decision == ATTUNE_DECISION_AS_PROPOSED)
    g_string_append_printf (words, "\n%s", _ ("Decided: as proposed"));
  else
    {
      decided = attune_document_to_words (form, answer->decided, answer->question);
      g_string_append_c (words, '\n');
      g_string_append_printf (words, _ ("Decided: %s"), decided);
    }
  if (answer->remark[0] != '\0')
    g_string_append_printf (words, "\n“%s”", answer->remark);
}

char *
attune_dispute_to_words (const AttuneDispute *dispute, AttuneForm *form)
{
  g_autoptr (AttuneAnswers) given = attune_answers_from_json (form, dispute->given, -1, NULL);
  GString *words = g_string_new (NULL);

  for (guint i = 0; given != NULL && i < dispute->answers->len; i++)
    {
      const AttuneDisputeAnswer *answer = g_ptr_array_index (dispute->answers, i);
      guint question = attune_form_find_question (form, answer->question);
      g_autofree char *before = NULL;
      g_autofree char *proposed = attune_document_to_words (form, answer->proposed,
                                                            answer->question);

      if (question == ATTUNE_FORM_NONE)
        continue;
      before = attune_given_to_words (given, question);
      g_string_append_printf (words, "%s%s\n", i > 0 ? "\n\n" : "",
                              attune_form_get_question (form, question)->title);
      /* Translators: two answers. */
      g_string_append_printf (words, _ ("Given: %1$s · proposed: %2$s"), before, proposed);
      g_string_append_printf (words, "\n“%s”", answer->reason);
      append_decision (words, form, answer);
    }
  return g_string_free (words, FALSE);
}
