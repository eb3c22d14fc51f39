/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-waiting-words.h"

#include "attune-format.h"

#include <glib/gi18n.h>

/* Days that are counted: what is further away is told by its date. */
#define MOST_DAYS 13

/* --- When --------------------------------------------------------------------------------------------------------- */

static guint32
find_day (gint64 at, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  return g_date_get_julian (&date);
}

/* Days from now to the last one on which it is in time: what ends at midnight ends with the day before. */
static int
count_days (gint64 due_at, gint64 now, GTimeZone *zone)
{
  return (int) find_day (due_at - G_TIME_SPAN_SECOND, zone) - (int) find_day (now, zone);
}

static char *
format_late (int days)
{
  if (days <= 0)
    return g_strdup (_ ("late since today"));
  /* Translators: an evaluation that was due so many days ago. */
  return g_strdup_printf (ngettext ("%'d day late", "%'d days late", (gulong) days), days);
}

static char *
format_last_day (gint64 due_at, GTimeZone *zone)
{
  return attune_format_time (due_at - G_TIME_SPAN_SECOND, zone, ATTUNE_TIME_DAY);
}

static char *
format_due (gint64 due_at, gint64 now, GTimeZone *zone)
{
  int days = count_days (due_at, now, zone);
  g_autofree char *day = format_last_day (due_at, zone);

  if (due_at <= now)
    return format_late (-days);
  if (days == 0)
    return g_strdup (_ ("due today"));
  if (days == 1)
    return g_strdup (_ ("due tomorrow"));
  if (days <= MOST_DAYS)
    return g_strdup_printf (ngettext ("due in %d day", "due in %d days", (gulong) days), days);
  /* Translators: a day, "due 12 May 2026". */
  return g_strdup_printf (_ ("due %s"), day);
}

/* What can be answered till then. */
static char *
format_open (gint64 due_at, gint64 now, GTimeZone *zone)
{
  int days = count_days (due_at, now, zone);
  g_autofree char *day = format_last_day (due_at, zone);

  if (days <= 0)
    return g_strdup (_ ("until tonight"));
  if (days == 1)
    return g_strdup (_ ("until tomorrow"));
  if (days <= MOST_DAYS)
    return g_strdup_printf (ngettext ("for %d more day", "for %d more days", (gulong) days), days);
  /* Translators: a day, "until 12 May 2026". */
  return g_strdup_printf (_ ("until %s"), day);
}

static char *
format_age (gint64 since, gint64 now, GTimeZone *zone)
{
  int days = (int) find_day (now, zone) - (int) find_day (since, zone);

  if (days <= 0)
    return g_strdup (_ ("since today"));
  if (days == 1)
    return g_strdup (_ ("since yesterday"));
  /* Translators: how long something has been there. */
  return g_strdup_printf (ngettext ("for %'d day", "for %'d days", (gulong) days), days);
}

char *
attune_waiting_format_due (const AttuneWaiting *self, gint64 now, GTimeZone *zone)
{
  if (self->due_at == 0)
    return format_age (self->since, now, zone);
  if (self->kind == ATTUNE_WAITING_ACKNOWLEDGEMENTS)
    return format_open (self->due_at, now, zone);
  return format_due (self->due_at, now, zone);
}

/* --- What --------------------------------------------------------------------------------------------------------- */

static char *
name_evaluation (const AttuneWaiting *self)
{
  /* Translators: the name of an agent. */
  return g_strdup_printf (self->is_begun ? _ ("Go on evaluating %s") : _ ("Evaluate %s"),
                          self->agent_name);
}

static const char *
name_own (const AttuneWaiting *self)
{
  return self->is_begun ? _ ("Go on evaluating yourself") : _ ("Evaluate yourself");
}

char *
attune_waiting_format_title (const AttuneWaiting *self)
{
  switch (self->kind)
    {
    case ATTUNE_WAITING_ASSIGNMENTS:
      return name_evaluation (self);
    case ATTUNE_WAITING_DRAFTS:
      return self->is_own ? g_strdup (name_own (self)) : name_evaluation (self);
    case ATTUNE_WAITING_SELF_EVALUATIONS:
      return g_strdup (name_own (self));
    case ATTUNE_WAITING_ACKNOWLEDGEMENTS:
      return g_strdup (_ ("Read your evaluation"));
    case ATTUNE_WAITING_DISPUTES:
      /* Translators: the name of an agent. */
      return g_strdup_printf (_ ("Decide the dispute of %s"), self->agent_name);
    case ATTUNE_WAITING_OWN_DISPUTES:
      return g_strdup (self->is_decided ? _ ("Read what was decided on your dispute")
                                        : _ ("Your dispute is being looked at"));
    case ATTUNE_WAITING_GIVEN:
      return g_strdup_printf (self->is_begun
                                /* Translators: the name of an evaluator, and of an agent. */
                                ? _ ("%1$s is evaluating %2$s")
                                : _ ("%1$s is to evaluate %2$s"),
                              self->person, self->agent_name);
    }
  g_assert_not_reached ();
}

static void
append_part (GString *words, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", part);
}

char *
attune_waiting_format_detail (const AttuneWaiting *self, GTimeZone *zone)
{
  GString *words = g_string_new (NULL);
  g_autofree char *when = attune_format_time (self->contact_at, zone, ATTUNE_TIME_SHORT);

  append_part (words, attune_format_channel (self->channel));
  append_part (words, when);
  append_part (words, self->customer);
  append_part (words, self->subject);
  append_part (words, self->form_title);
  return g_string_free (words, FALSE);
}

static char *
format_said (const char *who, const char *said)
{
  if (*said == '\0')
    return g_strdup (who);
  /* Translators: "From Ann Koski", and what she says to it. */
  return g_strdup_printf (_ ("%1$s: “%2$s”"), who, said);
}

static char *
format_person (const AttuneWaiting *self)
{
  switch (self->kind)
    {
    case ATTUNE_WAITING_ASSIGNMENTS:
    case ATTUNE_WAITING_SELF_EVALUATIONS:
      /* Translators: who gave somebody something to do. */
      return g_strdup_printf (_ ("From %s"), self->person);
    case ATTUNE_WAITING_ACKNOWLEDGEMENTS:
      /* Translators: who made an evaluation. */
      return g_strdup_printf (_ ("Evaluated by %s"), self->person);
    case ATTUNE_WAITING_OWN_DISPUTES:
      return self->person != NULL
               /* Translators: who decided a dispute. */
               ? g_strdup_printf (_ ("Decided by %s"), self->person)
               : g_strdup (_ ("Somebody other than the evaluator decides"));
    case ATTUNE_WAITING_DISPUTES:
    case ATTUNE_WAITING_GIVEN:
    case ATTUNE_WAITING_DRAFTS:
      return NULL;
    }
  g_assert_not_reached ();
}

char *
attune_waiting_format_remark (const AttuneWaiting *self)
{
  g_autofree char *line = g_strdelimit (g_strstrip (g_strdup (self->remark)), "\n\r\t", ' ');
  g_autofree char *person = format_person (self);

  if (person != NULL)
    return format_said (person, line);
  /* Translators: what somebody says. */
  return *line != '\0' ? g_strdup_printf (_ ("“%s”"), line) : g_strdup ("");
}

const char *
attune_waiting_get_icon (const AttuneWaiting *self)
{
  switch (self->kind)
    {
    case ATTUNE_WAITING_ASSIGNMENTS:
      return "attune-evaluate-symbolic";
    case ATTUNE_WAITING_DRAFTS:
      return "document-edit-symbolic";
    case ATTUNE_WAITING_SELF_EVALUATIONS:
      return "attune-agent-symbolic";
    case ATTUNE_WAITING_ACKNOWLEDGEMENTS:
      return "attune-evaluations-symbolic";
    case ATTUNE_WAITING_DISPUTES:
    case ATTUNE_WAITING_OWN_DISPUTES:
      return "attune-chat-symbolic";
    case ATTUNE_WAITING_GIVEN:
      return "attune-my-work-symbolic";
    }
  g_assert_not_reached ();
}

/* --- How much ----------------------------------------------------------------------------------------------------- */

guint
attune_work_filter_get_kinds (AttuneWorkFilter self)
{
  switch (self)
    {
    case ATTUNE_WORK_ALL:
      return ATTUNE_WAITING_ALL & ~ATTUNE_WAITING_BIT (ATTUNE_WAITING_GIVEN);
    case ATTUNE_WORK_EVALUATE:
      return ATTUNE_WAITING_BIT (ATTUNE_WAITING_ASSIGNMENTS);
    case ATTUNE_WORK_DRAFTS:
      return ATTUNE_WAITING_BIT (ATTUNE_WAITING_DRAFTS);
    case ATTUNE_WORK_DISPUTES:
      return ATTUNE_WAITING_BIT (ATTUNE_WAITING_DISPUTES) |
             ATTUNE_WAITING_BIT (ATTUNE_WAITING_OWN_DISPUTES);
    case ATTUNE_WORK_SELF:
      return ATTUNE_WAITING_BIT (ATTUNE_WAITING_SELF_EVALUATIONS);
    case ATTUNE_WORK_READ:
      return ATTUNE_WAITING_BIT (ATTUNE_WAITING_ACKNOWLEDGEMENTS);
    case ATTUNE_WORK_GIVEN:
      return ATTUNE_WAITING_BIT (ATTUNE_WAITING_GIVEN);
    }
  g_assert_not_reached ();
}

char *
attune_work_filter_format (AttuneWorkFilter self, guint n)
{
  static const char *const names[] = {
    [ATTUNE_WORK_ALL] = N_ ("All"),
    [ATTUNE_WORK_EVALUATE] = N_ ("To Evaluate"),
    [ATTUNE_WORK_DRAFTS] = N_ ("Drafts"),
    [ATTUNE_WORK_DISPUTES] = N_ ("Disputes"),
    [ATTUNE_WORK_SELF] = N_ ("Self-Evaluations"),
    [ATTUNE_WORK_READ] = N_ ("To Read"),
    [ATTUNE_WORK_GIVEN] = N_ ("Given to Others"),
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == ATTUNE_N_WORK_FILTERS);
  /* Translators: what a list is narrowed to, and how many of it there are: "Drafts 3". */
  return g_strdup_printf (_ ("%1$s %2$'u"), _ (names[self]), n);
}

guint
attune_waiting_tally (GPtrArray *waiting, guint kinds, guint *out_n_late)
{
  guint n = 0;
  guint n_late = 0;

  for (guint i = 0; i < waiting->len; i++)
    {
      const AttuneWaiting *one = g_ptr_array_index (waiting, i);

      if ((ATTUNE_WAITING_BIT (one->kind) & kinds) == 0)
        continue;
      n++;
      n_late += one->is_late;
    }
  if (out_n_late != NULL)
    *out_n_late = n_late;
  return n;
}

char *
attune_waiting_summarize (GPtrArray *waiting)
{
  guint n_late;
  guint n = attune_waiting_tally (waiting, ATTUNE_WAITING_TO_DO, &n_late);

  if (n == 0)
    return NULL;
  if (n_late == 0)
    /* Translators: how many things wait. */
    return g_strdup_printf (ngettext ("%'u to do", "%'u to do", n), n);
  /* Translators: how many things wait, and how many of them are late. */
  return g_strdup_printf (ngettext ("%1$'u to do, %2$'u late", "%1$'u to do, %2$'u late", n), n,
                          n_late);
}
