/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-names.h"

#include <glib/gi18n-lib.h>

static const char *const outcomes[] = {
  "csat",
  "nps",
  "ces",
  "first_contact_resolution",
  "repeat_contact",
  "first_response",
  "handling_time",
  "resolution_time",
  "sale",
  "self_service",
  NULL,
};

/* As above. */
static const char *const names[] = {
  /* Translators: customer satisfaction, an outcome of a contact. */
  N_ ("CSAT"),
  /* Translators: net promoter score, an outcome of a contact. */
  N_ ("NPS"),
  /* Translators: customer effort score, an outcome of a contact. */
  N_ ("CES"),
  N_ ("First-contact resolution"),
  N_ ("Repeat contact"),
  N_ ("First response"),
  N_ ("Handling time"),
  N_ ("Resolution time"),
  /* Translators: an outcome of a contact: something was sold. */
  N_ ("Sale"),
  N_ ("Self-service"),
};

const char *const *
attune_model_list_outcomes (void)
{
  return outcomes;
}

const char *
attune_model_name_outcome (const char *outcome)
{
  for (guint i = 0; outcome != NULL && outcomes[i] != NULL; i++)
    if (g_str_equal (outcomes[i], outcome))
      return _ (names[i]);
  return outcome;
}

char *
attune_model_format_target (const AttuneModelGoal *goal)
{
  if (!goal->has_target)
    return g_strdup ("");
  return g_strdup_printf ("%.*f", (int) attune_decimal_count_places (goal->target),
                          attune_decimal_to_double (goal->target));
}

char *
attune_model_say_outcome (const AttuneModelGoal *goal)
{
  g_autofree char *target = attune_model_format_target (goal);

  if (goal->outcome != NULL && goal->has_target)
    /* Translators: the outcome by which a goal shows, and what it is to reach: "CSAT: 4.5". */
    return g_strdup_printf (_ ("%1$s: %2$s"), attune_model_name_outcome (goal->outcome), target);
  if (goal->has_target)
    /* Translators: what a goal is to reach, a number. */
    return g_strdup_printf (_ ("Target %s"), target);
  return g_strdup (goal->outcome != NULL ? attune_model_name_outcome (goal->outcome) : "");
}
