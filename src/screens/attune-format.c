/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-format.h"

#include "attune-time-words.h"

#include <glib/gi18n.h>

/* Whether the moment lies in the present year of the zone. */
static gboolean
is_this_year (GDateTime *time, GTimeZone *zone)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);

  return g_date_time_get_year (time) == g_date_time_get_year (now);
}

static const char *
find_format (GDateTime *time, GTimeZone *zone, AttuneTimeStyle style)
{
  switch (style)
    {
    case ATTUNE_TIME_SHORT:
      if (is_this_year (time, zone))
        /* Translators: a day and time of this year, "12 May 14:03"; see g_date_time_format(). */
        return _ ("%-d %b %H:%M");
      /* Translators: a day and time of another year, "12 May 2025 14:03". */
      return _ ("%-d %b %Y %H:%M");
    case ATTUNE_TIME_DAY:
      /* Translators: a day, "12 May 2026". */
      return _ ("%-d %b %Y");
    case ATTUNE_TIME_MONTH:
      /* Translators: a month, "May 2026"; see g_date_time_format(). */
      return _ ("%B %Y");
    case ATTUNE_TIME_LONG:
      /* Translators: a moment in full, "Tuesday, 12 May 2026, 14:03". */
      return _ ("%A, %-d %B %Y, %H:%M");
    }
  g_assert_not_reached ();
}

char *
attune_format_time (gint64 time, GTimeZone *zone, AttuneTimeStyle style)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  g_return_val_if_fail (zone != NULL, NULL);

  if (time != 0)
    utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  if (utc == NULL)
    return g_strdup ("");

  local = g_date_time_to_timezone (utc, zone);
  return g_date_time_format (local, find_format (local, zone, style));
}

char *
attune_format_duration (gint64 duration_us)
{
  return duration_us < 0 ? g_strdup ("–") : attune_time_to_words (duration_us);
}

char *
attune_format_score (gint64 basis_points)
{
  gint64 away = basis_points < 0 ? -50 : 50;

  if (basis_points == ATTUNE_SCORE_NONE)
    return g_strdup ("–");
  return g_strdup_printf ("%" G_GINT64_FORMAT, (basis_points + away) / 100);
}

char *
attune_format_score_finely (gint64 basis_points)
{
  gint64 tenths = (basis_points + (basis_points < 0 ? -5 : 5)) / 10;

  if (basis_points == ATTUNE_SCORE_NONE || basis_points % 100 == 0)
    return attune_format_score (basis_points);
  /* One place more where one would come to a whole percent all the same. */
  if (tenths % 10 == 0)
    return g_strdup_printf ("%.2f", (double) basis_points / 100.0);
  return g_strdup_printf ("%.1f", (double) tenths / 10.0);
}

char *
attune_format_capital (const char *text)
{
  char first[6];
  int length = g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (text)), first);

  if (*text == '\0')
    return g_strdup ("");
  return g_strdup_printf ("%.*s%s", length, first, g_utf8_next_char (text));
}

char *
attune_format_roles (AttuneRoles roles)
{
  static const struct
  {
    AttuneRoles role;
    const char *name;
  } names[] = {
    { ATTUNE_ROLE_MANAGER, N_ ("Manager") }, { ATTUNE_ROLE_ANALYST, N_ ("Analyst") },
    { ATTUNE_ROLE_COACH, N_ ("Coach") },     { ATTUNE_ROLE_AUDITOR, N_ ("Auditor") },
    { ATTUNE_ROLE_AGENT, N_ ("Agent") },
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((roles & names[i].role) != 0)
      {
        if (text->len > 0)
          /* Translators: stands between the items of a list, "Manager, Analyst". */
          g_string_append (text, _ (", "));
        g_string_append (text, _ (names[i].name));
      }
  return g_string_free (text, FALSE);
}

const char *
attune_format_channel (AttuneChannel channel)
{
  switch (channel)
    {
    case ATTUNE_CHANNEL_CALL:
      return _ ("Call");
    case ATTUNE_CHANNEL_CHAT:
      return _ ("Chat");
    case ATTUNE_CHANNEL_EMAIL:
      return _ ("E-mail");
    case ATTUNE_CHANNEL_TICKET:
      return _ ("Ticket");
    case ATTUNE_CHANNEL_SIDE_BY_SIDE:
      return _ ("Side by side");
    }
  return "";
}

void
attune_format_append_channels (GtkStringList *list)
{
  for (guint i = ATTUNE_CHANNEL_CALL; i <= ATTUNE_CHANNEL_SIDE_BY_SIDE; i++)
    gtk_string_list_append (list, attune_format_channel ((AttuneChannel) i));
}

const char *
attune_format_state (AttuneEvaluationState state)
{
  switch (state)
    {
    case ATTUNE_EVALUATION_STATE_DRAFT:
      return _ ("Draft");
    case ATTUNE_EVALUATION_STATE_SUBMITTED:
      return _ ("Submitted");
    case ATTUNE_EVALUATION_STATE_RELEASED:
      return _ ("Released");
    case ATTUNE_EVALUATION_STATE_VOID:
      /* Translators: the state of an evaluation that no longer counts. */
      return _ ("Void");
    }
  return "";
}

const char *
attune_format_outcome_mark (AttuneOutcome outcome, gboolean is_borderline)
{
  switch (outcome)
    {
    case ATTUNE_OUTCOME_PASS:
      return "●";
    case ATTUNE_OUTCOME_FAIL:
      return is_borderline ? "◐" : "○";
    case ATTUNE_OUTCOME_NONE:
      return "";
    }
  return "";
}
