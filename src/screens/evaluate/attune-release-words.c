/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-release-words.h"

#include "attune-format.h"

#include <glib/gi18n.h>

/* What the store takes for at once where the form would wait: a moment that is past. */
#define LONG_AGO 1

gint64
attune_release_find_time (const AttuneRelease *self, gint64 now)
{
  switch (self->kind)
    {
    case ATTUNE_RELEASE_AT_ONCE:
      return 0;
    case ATTUNE_RELEASE_AS_FORM:
      return self->form_days > 0 ? now + self->form_days * G_TIME_SPAN_DAY : 0;
    case ATTUNE_RELEASE_ON_DAY:
      return self->day > now ? self->day : 0;
    }
  g_return_val_if_reached (0);
}

gint64
attune_release_to_verb (const AttuneRelease *self, gint64 now)
{
  gint64 at = attune_release_find_time (self, now);

  if (self->kind == ATTUNE_RELEASE_AS_FORM)
    return 0;
  return at != 0 ? at : LONG_AGO;
}

gint64
attune_release_find_day (GDateTime *day, GTimeZone *zone)
{
  g_autoptr (GDateTime)
    midnight = g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                                g_date_time_get_day_of_month (day), 0, 0, 0);

  return midnight != NULL ? g_date_time_to_unix (midnight) * G_TIME_SPAN_SECOND : 0;
}

char *
attune_release_to_words (const char *agent, gint64 at, GTimeZone *zone)
{
  g_autofree char *when = attune_format_time (at, zone, ATTUNE_TIME_SHORT);

  if (at == 0)
    return g_strdup_printf (_ ("%s can read it at once."), agent);
  /* Translators: a name and a moment. */
  return g_strdup_printf (_ ("%1$s can read it from %2$s on."), agent, when);
}

char *
attune_release_days_to_words (guint days)
{
  return g_strdup_printf (ngettext ("As the form says: after %u day",
                                    "As the form says: after %u days", days),
                          days);
}

char *
attune_release_due_to_words (gint64 due, GTimeZone *zone)
{
  g_autofree char *when = attune_format_time (due, zone, ATTUNE_TIME_SHORT);

  if (due == 0)
    return g_strdup (_ ("Submitted, not released yet"));
  /* Translators: %s is a moment. */
  return g_strdup_printf (_ ("Submitted, to be released on %s"), when);
}
