/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-move-words.h"

#include "attune-disputes.h"
#include "attune-format.h"

#include <glib/gi18n.h>

void
attune_move_target_free (AttuneMoveTarget *self)
{
  g_free (self->agent_name);
  g_free (self->contact);
  g_free (self);
}

/* "21 Nov 12:00 · C-57370 · Outage in the evening". Owned by the caller. */
static char *
describe_contact (const AttuneInteraction *interaction, GTimeZone *zone)
{
  g_autofree char *when = attune_format_time (interaction->started_at, zone, ATTUNE_TIME_SHORT);
  GString *words = g_string_new (when);

  if (interaction->customer[0] != '\0')
    g_string_append_printf (words, " · %s", interaction->customer);
  if (interaction->subject[0] != '\0')
    g_string_append_printf (words, " · %s", interaction->subject);
  return g_string_free (words, FALSE);
}

static gboolean
has_target (GPtrArray *targets, gint64 interaction, gint64 agent)
{
  for (guint i = 0; i < targets->len; i++)
    {
      const AttuneMoveTarget *target = g_ptr_array_index (targets, i);

      if (target->interaction == interaction && target->agent == agent)
        return TRUE;
    }
  return FALSE;
}

void
attune_move_append_targets (GPtrArray *targets,
                            const AttuneInteraction *interaction,
                            const AttuneEvaluationRow *row,
                            GTimeZone *zone)
{
  for (guint i = 0; i < interaction->parts->len; i++)
    {
      const AttunePart *part = g_ptr_array_index (interaction->parts, i);
      gboolean is_there = interaction->id == row->interaction && part->agent == row->agent;
      AttuneMoveTarget *target;

      if (is_there || has_target (targets, interaction->id, part->agent))
        continue;
      target = g_new0 (AttuneMoveTarget, 1);
      target->interaction = interaction->id;
      target->agent = part->agent;
      target->agent_name = g_strdup (part->agent_name);
      target->contact = describe_contact (interaction, zone);
      g_ptr_array_add (targets, target);
    }
}

char *
attune_move_lead_to_words (const AttuneEvaluationRow *row, GTimeZone *zone)
{
  g_autofree char *when = attune_format_time (row->contact_at, zone, ATTUNE_TIME_SHORT);

  return g_strdup_printf (
    /* Translators: a name and the date of a contact. */
    _ ("This evaluation is of %1$s’s part of the contact of %2$s. Choose what it is about instead, "
       "and say why."),
    row->agent_name, when);
}

static void
append_line (GString *words, char *line)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", line);
  g_free (line);
}

char *
attune_move_outcome_to_words (const AttuneEvaluationRow *row, const AttuneMoveTarget *target)
{
  gboolean is_released = row->state == ATTUNE_EVALUATION_STATE_RELEASED;
  GString *words = g_string_new (NULL);

  if (target->agent != row->agent && is_released)
    append_line (words, g_strdup_printf (
                          /* Translators: two names. */
                          _ ("%1$s no longer sees it, and it no longer counts for them. %2$s sees "
                             "it from now on, with the whole time to answer it."),
                          row->agent_name, target->agent_name));
  else if (target->agent != row->agent)
    append_line (words,
                 g_strdup_printf (_ ("%s sees it once it is released."), target->agent_name));
  else
    append_line (words, g_strdup_printf (_ ("It stays with %s, and counts on the day of the other "
                                            "contact."),
                                         row->agent_name));
  if (target->interaction != row->interaction)
    append_line (words,
                 g_strdup (_ ("Its notes go along: to the same places, where the other contact "
                              "has a recording or a text.")));
  if (row->has_dispute && row->dispute == ATTUNE_DISPUTE_OPEN)
    append_line (words, g_strdup_printf (_ ("The dispute by %s ends without a decision."),
                                         row->agent_name));
  return g_string_free (words, FALSE);
}
