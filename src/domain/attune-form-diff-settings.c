/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-diff-private.h"

#include "attune-form-names.h"

#include <glib/gi18n-lib.h>

static char *
describe_days (guint days)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day", "%u days", days), days);
}

char *
attune_form_diff_describe_limit (gboolean is_there, AttuneDecimal limit)
{
  return is_there ? attune_decimal_format (limit) : g_strdup (_ ("none"));
}

/* "Needs work from 0, Good from 80". */
static char *
describe_bands (const AttuneFormScoring *scoring)
{
  g_autoptr (GString) bands = g_string_new (NULL);

  for (guint i = 0; i < scoring->n_bands; i++)
    {
      g_autofree char *from = attune_decimal_format (scoring->bands[i].from);

      if (i > 0)
        g_string_append (bands, C_ ("between two of a list", ", "));
      g_string_append_printf (bands, _ ("%s from %s"), scoring->bands[i].label, from);
    }
  if (scoring->n_bands == 0)
    g_string_append (bands, _ ("none"));
  return g_string_free (g_steal_pointer (&bands), FALSE);
}

static void
compare (AttuneFormDiff *self, const char *setting, char *before, char *after)
{
  attune_form_diff_value (self, NULL, NULL, setting, before, after);
}

static void
compare_scoring (AttuneFormDiff *self)
{
  const AttuneFormScoring *before = attune_form_get_scoring (self->before);
  const AttuneFormScoring *after = attune_form_get_scoring (self->after);

  compare (self, _ ("how it is scored"), g_strdup (attune_scoring_mode_get_name (before->mode)),
           g_strdup (attune_scoring_mode_get_name (after->mode)));
  compare (self, _ ("how it is weighed"), g_strdup (attune_weigh_by_get_name (before->weigh_by)),
           g_strdup (attune_weigh_by_get_name (after->weigh_by)));
  compare (self, _ ("what an N/A does"), g_strdup (attune_na_policy_get_name (before->na)),
           g_strdup (attune_na_policy_get_name (after->na)));
  compare (self, _ ("what a fail does"), g_strdup (attune_on_fail_get_name (before->on_fail)),
           g_strdup (attune_on_fail_get_name (after->on_fail)));
  compare (self, _ ("the baseline"), attune_decimal_format (before->baseline),
           attune_decimal_format (after->baseline));
  compare (self, _ ("the least score"),
           attune_form_diff_describe_limit (before->has_floor, before->floor),
           attune_form_diff_describe_limit (after->has_floor, after->floor));
  compare (self, _ ("the most score"),
           attune_form_diff_describe_limit (before->has_cap, before->cap),
           attune_form_diff_describe_limit (after->has_cap, after->cap));
  compare (self, _ ("the pass mark"),
           attune_form_diff_describe_limit (before->has_pass, before->pass),
           attune_form_diff_describe_limit (after->has_pass, after->pass));
  compare (self, _ ("the list of bands"), describe_bands (before), describe_bands (after));
}

void
attune_form_diff_settings (AttuneFormDiff *self)
{
  AttuneForm *before = self->before;
  AttuneForm *after = self->after;

  compare (self, _ ("the title"), g_strdup (attune_form_get_title (before)),
           g_strdup (attune_form_get_title (after)));
  if (g_strcmp0 (attune_form_get_description (before), attune_form_get_description (after)) != 0)
    attune_form_diff_add (self, ATTUNE_FORM_CHANGE_CHANGED, NULL,
                          g_strdup (_ ("The form: the description has changed.")));
  compare (self, _ ("the language"), g_strdup (attune_form_get_language (before)),
           g_strdup (attune_form_get_language (after)));
  compare (self, _ ("the channels"), g_strjoinv (", ", (GStrv) attune_form_get_channels (before)),
           g_strjoinv (", ", (GStrv) attune_form_get_channels (after)));
  compare (self, _ ("the time until release"),
           describe_days (attune_form_get_release_days (before)),
           describe_days (attune_form_get_release_days (after)));
  compare (self, _ ("the time for a dispute"),
           describe_days (attune_form_get_dispute_days (before)),
           describe_days (attune_form_get_dispute_days (after)));
  compare_scoring (self);
}
