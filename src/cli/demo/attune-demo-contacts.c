/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-demo-contacts.h"

#include "attune-demo-skill.h"

#include <gsl/gsl_randist.h>

/* The number of a contact that was transferred. */
#define TRANSFERRED 6

#define HOUR G_TIME_SPAN_HOUR
#define DAY  G_TIME_SPAN_DAY

static const char *const call_subjects[] = {
  "Higher bill than expected", "Move to a new address", "Meter reading",      "Change of tariff",
  "Outage in the evening",     "Slow connection",       "Router replacement", "Cancellation",
};

static const char *const chat_subjects[] = {
  "Where is my delivery?",     "Change of payment date", "Password reset",
  "Question about an invoice", "Installation date",
};

static const struct
{
  AttuneNoteKind kind;
  const char *text;
} remarks[] = {
  { ATTUNE_NOTE_PRAISE, "Warm opening, uses the customer's name." },
  { ATTUNE_NOTE_PRAISE, "Finds the real reason with one good question." },
  { ATTUNE_NOTE_PRAISE, "Sums up so well that the customer only has to say yes." },
  { ATTUNE_NOTE_IMPROVE, "Interrupts twice while the customer explains." },
  { ATTUNE_NOTE_IMPROVE, "The next step stays open: who calls whom, and when?" },
  { ATTUNE_NOTE_IMPROVE, "Self-service is named but not shown." },
  { ATTUNE_NOTE_QUESTION, "Is the discount meant for this tariff too?" },
};

static guint
draw_below (const AttuneDemoDraw *self, gulong n)
{
  return (guint) gsl_rng_uniform_int (self->random, n);
}

static gboolean
draw_chance (const AttuneDemoDraw *self, double chance)
{
  return gsl_rng_uniform (self->random) < chance;
}

/* A moment of a working day near `at`: Monday to Friday, 6 to 16 o'clock UTC. */
static gint64
move_into_hours (const AttuneDemoDraw *self, gint64 at)
{
  gint64 day = at / DAY;
  /* 1 January 1970 was a Thursday. */
  guint weekday = (guint) ((day + 3) % 7);

  if (weekday >= 5)
    day -= weekday - 4;
  return day * DAY + 6 * HOUR + (gint64) (gsl_rng_uniform (self->random) * 10.0 * (double) HOUR);
}

static AttuneInteraction *
draw_interaction (const AttuneDemoDraw *self,
                  const AttuneDemoAgent *agent,
                  gint64 at,
                  gboolean is_chat)
{
  AttuneInteraction *interaction = attune_interaction_new ();
  AttunePart *part = attune_part_new (agent->id, -1, -1);
  double seconds = MIN (gsl_ran_lognormal (self->random, 5.8, 0.5), 3000.0);

  part->team = agent->team;
  interaction->channel = is_chat ? ATTUNE_CHANNEL_CHAT : ATTUNE_CHANNEL_CALL;
  interaction->started_at = at;
  interaction->duration_us = (gint64) seconds * G_USEC_PER_SEC;
  g_free (interaction->customer);
  interaction->customer = g_strdup_printf ("C-%05u", 10000 + draw_below (self, 90000));
  g_free (interaction->subject);
  interaction->subject = g_strdup (
    is_chat ? chat_subjects[draw_below (self, G_N_ELEMENTS (chat_subjects))]
            : call_subjects[draw_below (self, G_N_ELEMENTS (call_subjects))]);
  g_ptr_array_add (interaction->parts, part);
  return interaction;
}

void
attune_demo_transfer (const AttuneDemoDraw *self,
                      AttuneInteraction *interaction,
                      guint agent,
                      gint64 at_us)
{
  const AttuneDemoAgent *next = &g_array_index (self->cast->agents, AttuneDemoAgent, agent);
  AttunePart *first = g_ptr_array_index (interaction->parts, 0);
  AttunePart *second = attune_part_new (next->id, at_us, interaction->duration_us);

  first->from_us = 0;
  first->to_us = at_us;
  second->team = next->team;
  g_ptr_array_add (interaction->parts, second);
}

/* One call of every fourth agent, after a third of its time, to a colleague of the team. Nothing is drawn for it. */
static void
transfer_some (const AttuneDemoDraw *self,
               AttuneInteraction *interaction,
               guint agent,
               guint number)
{
  guint next = (agent + ATTUNE_DEMO_TEAMS) % self->cast->agents->len;

  if (agent % 4 == 1 && number == TRANSFERRED)
    attune_demo_transfer (self, interaction, next,
                          interaction->duration_us / 3 / G_USEC_PER_SEC * G_USEC_PER_SEC);
}

static const AttuneDemoForm *
choose_form (const AttuneDemoDraw *self, gint64 at, gboolean is_chat)
{
  if (is_chat)
    return &self->forms->chats;
  return at < ATTUNE_DEMO_FORM_CHANGE ? &self->forms->calls : &self->forms->calls_changed;
}

static GPtrArray *
draw_notes (const AttuneDemoDraw *self, AttuneForm *form, gint64 at)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_free);
  guint n = draw_chance (self, 0.4) ? 1 + draw_below (self, 2) : 0;

  for (guint i = 0; i < n; i++)
    {
      guint remark = draw_below (self, G_N_ELEMENTS (remarks));
      guint question = draw_below (self, attune_form_get_n_questions (form));
      AttuneNote *note = g_new0 (AttuneNote, 1);

      note->from_us = -1;
      note->to_us = -1;
      note->kind = remarks[remark].kind;
      note->text = g_strdup (remarks[remark].text);
      note->question = g_strdup (attune_form_get_question (form, question)->id);
      note->is_shared = note->kind != ATTUNE_NOTE_QUESTION;
      note->created_at = at;
      g_ptr_array_add (notes, note);
    }
  return notes;
}

static AttuneEvaluationState
draw_state (const AttuneDemoDraw *self, gint64 submitted_at)
{
  if (ATTUNE_DEMO_NOW - submitted_at < 3 * DAY && draw_chance (self, 0.25))
    return ATTUNE_EVALUATION_STATE_DRAFT;
  return draw_chance (self, 0.01) ? ATTUNE_EVALUATION_STATE_VOID : ATTUNE_EVALUATION_STATE_RELEASED;
}

static void
fill_evaluation (const AttuneDemoDraw *self,
                 AttuneBulkItem *item,
                 guint agent,
                 const AttuneDemoForm *form)
{
  guint evaluator = draw_below (self, ATTUNE_DEMO_ANALYSTS);
  gint64 at = item->interaction->started_at;
  AttuneDemoContact contact = { agent, evaluator, at };
  g_autoptr (AttuneAnswers) answers = attune_demo_answer (form->form, &contact, self->random);
  gint64 delay = (gint64) (gsl_ran_exponential (self->random, 1.5) * (double) DAY) + HOUR;

  item->form_revision = form->revision;
  item->agent = g_array_index (self->cast->agents, AttuneDemoAgent, agent).id;
  item->evaluator = self->cast->analysts[evaluator];
  item->kind = ATTUNE_EVALUATION_ASSESSMENT;
  item->basis = draw_chance (self, 0.08) ? ATTUNE_BASIS_TARGETED : ATTUNE_BASIS_RANDOM;
  item->submitted_at = MIN (at + delay, ATTUNE_DEMO_NOW - HOUR);
  item->state = draw_state (self, item->submitted_at);
  item->answers = attune_answers_to_json (answers, NULL);
  item->notes = draw_notes (self, form->form, item->submitted_at);
}

AttuneBulkItem *
attune_demo_draw_evaluated (const AttuneDemoDraw *self, guint agent, guint number, guint n_all)
{
  AttuneBulkItem *item = attune_bulk_item_new ();
  double place = (number + gsl_rng_uniform (self->random)) / n_all;
  gint64 span = ATTUNE_DEMO_NOW - DAY - ATTUNE_DEMO_START;
  gint64 at = move_into_hours (self, ATTUNE_DEMO_START + (gint64) (place * (double) span));
  /* The third team chats, the others now and then. */
  gboolean is_chat = draw_chance (self, agent % ATTUNE_DEMO_TEAMS == 2 ? 0.75 : 0.1);

  item->interaction = draw_interaction (self,
                                        &g_array_index (self->cast->agents, AttuneDemoAgent, agent),
                                        at, is_chat);
  fill_evaluation (self, item, agent, choose_form (self, at, is_chat));
  if (!is_chat)
    transfer_some (self, item->interaction, agent, number);
  return item;
}

AttuneBulkItem *
attune_demo_draw_open (const AttuneDemoDraw *self, guint agent)
{
  AttuneBulkItem *item = attune_bulk_item_new ();
  gint64 at = ATTUNE_DEMO_NOW - DAY -
              (gint64) (gsl_rng_uniform (self->random) * 10.0 * (double) DAY);

  item->interaction = draw_interaction (self,
                                        &g_array_index (self->cast->agents, AttuneDemoAgent, agent),
                                        move_into_hours (self, at), draw_chance (self, 0.3));
  return item;
}
