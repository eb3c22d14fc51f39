/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-history-words.h"

#include "attune-format.h"

#include <glib/gi18n.h>

static char *
released_to_words (const AttuneHistoryEvent *event,
                   const AttuneEvaluationRow *row,
                   const char *when)
{
  if (row->kind == ATTUNE_EVALUATION_SELF)
    /* Translators: a date. A self-evaluation and the evaluation of the same contact can be read by both. */
    return g_strdup_printf (_ ("%s: open to both sides"), when);
  if (event->kind == ATTUNE_HISTORY_RELEASED_AT_ONCE)
    return g_strdup_printf (_ ("%s: released at once"), when);
  if (event->person != NULL)
    /* Translators: date, name. */
    return g_strdup_printf (_ ("%1$s: released by %2$s"), when, event->person);
  return g_strdup_printf (_ ("%s: released, as its day had come"), when);
}

/* By whom, and from whom or which contact, as far as it is known. */
static char *
moved_to_words (const AttuneHistoryEvent *event,
                const AttuneEvaluationRow *row,
                const char *when,
                GTimeZone *zone)
{
  g_autofree char *contact = attune_format_time (event->contact_at, zone, ATTUNE_TIME_SHORT);
  gboolean is_other = event->agent != NULL && !g_str_equal (event->agent, row->agent_name);
  const char *person = event->person != NULL ? event->person : "–";

  if (is_other && event->contact_at != 0)
    /* Translators: date, who moved an evaluation, whom it was about before, the date of the contact it was about. */
    return g_strdup_printf (_ ("%1$s: moved here by %2$s, from %3$s, contact of %4$s"), when,
                            person, event->agent, contact);
  if (is_other)
    /* Translators: date, who moved an evaluation, whom it was about before. */
    return g_strdup_printf (_ ("%1$s: moved here by %2$s, from %3$s"), when, person, event->agent);
  if (event->contact_at != 0)
    /* Translators: date, who moved an evaluation, the date of the contact it was about before. */
    return g_strdup_printf (_ ("%1$s: moved here by %2$s, from the contact of %3$s"), when, person,
                            contact);
  /* Translators: date, who moved an evaluation. */
  return g_strdup_printf (_ ("%1$s: moved here by %2$s"), when, person);
}

static char *
void_to_words (const AttuneHistoryEvent *event, const char *when)
{
  if (event->person == NULL)
    return g_strdup_printf (_ ("%s: made void"), when);
  /* Translators: date, name. */
  return g_strdup_printf (_ ("%1$s: made void by %2$s"), when, event->person);
}

/* Without what was remarked. */
static char *
describe (const AttuneHistoryEvent *event, const AttuneEvaluationRow *row, GTimeZone *zone)
{
  g_autofree char *when = attune_format_time (event->at, zone, ATTUNE_TIME_SHORT);
  g_autofree char *until = attune_format_time (event->until, zone, ATTUNE_TIME_SHORT);
  g_autofree char *day = event->until != 0 ? attune_deadline_to_words (event->until, zone) : NULL;

  switch (event->kind)
    {
    case ATTUNE_HISTORY_BEGUN:
      /* Translators: date, name. */
      return g_strdup_printf (_ ("%1$s: begun by %2$s"), when, event->person);
    case ATTUNE_HISTORY_RELEASE_SET:
      /* Translators: date, name, date. */
      return g_strdup_printf (_ ("%1$s: %2$s set its release to %3$s"), when, event->person, until);
    case ATTUNE_HISTORY_RELEASED:
    case ATTUNE_HISTORY_RELEASED_AT_ONCE:
      return released_to_words (event, row, when);
    case ATTUNE_HISTORY_MOVED:
      return moved_to_words (event, row, when, zone);
    case ATTUNE_HISTORY_VOIDED:
      return void_to_words (event, when);
    case ATTUNE_HISTORY_SELF_ASKED:
      /* Translators: date, who asks, who is asked, the last day. */
      return g_strdup_printf (_ ("%1$s: %2$s asked %3$s for their own evaluation, until %4$s"),
                              when, event->person, event->agent, day != NULL ? day : "–");
    case ATTUNE_HISTORY_SELF_TAKEN_BACK:
      /* Translators: date, name. */
      return g_strdup_printf (_ ("%1$s: %2$s no longer asked for their own evaluation"), when,
                              event->agent);
    case ATTUNE_HISTORY_SELF_DONE:
      /* Translators: date, name. */
      return g_strdup_printf (_ ("%1$s: %2$s handed in their own evaluation"), when, event->agent);
    case ATTUNE_HISTORY_SELF_LAPSED:
      /* Translators: date, name. */
      return g_strdup_printf (_ ("%1$s: the time for an evaluation by %2$s themself was over"),
                              when, event->agent);
    }
  g_return_val_if_reached (NULL);
}

char *
attune_history_event_to_words (const AttuneHistoryEvent *event,
                               const AttuneEvaluationRow *row,
                               GTimeZone *zone)
{
  g_autofree char *words = describe (event, row, zone);

  return event->remark[0] != '\0' ? g_strdup_printf ("%s\n“%s”", words, event->remark)
                                  : g_steal_pointer (&words);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const AttuneAnsweringLine *const *one = a;
  const AttuneAnsweringLine *const *other = b;

  return ((*other)->at > (*one)->at) - ((*other)->at < (*one)->at);
}

GPtrArray *
attune_history_list_lines (GPtrArray *events,
                           const AttuneAnswering *answering,
                           const AttuneEvaluationRow *row,
                           GTimeZone *zone)
{
  GPtrArray *lines = answering != NULL ? attune_answering_list_lines (answering, zone)
                                       : g_ptr_array_new_with_free_func (
                                           (GDestroyNotify) attune_answering_line_free);

  for (guint i = 0; i < events->len; i++)
    {
      const AttuneHistoryEvent *event = g_ptr_array_index (events, i);
      AttuneAnsweringLine *line = g_new0 (AttuneAnsweringLine, 1);

      line->at = event->at;
      line->words = attune_history_event_to_words (event, row, zone);
      g_ptr_array_add (lines, line);
    }
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}
