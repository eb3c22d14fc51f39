/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-agent-filters.h"

#include <string.h>

/* A hundred years. */
#define MAX_MONTHS 1200

static const char *const view_names[] = {
  [ATTUNE_TREND_VALUES] = "values",
  [ATTUNE_TREND_WEEKS] = "weeks",
  [ATTUNE_TREND_MONTHS] = "months",
};

const char *
attune_agent_view_to_string (AttuneTrendView view)
{
  g_return_val_if_fail (view < G_N_ELEMENTS (view_names), view_names[0]);

  return view_names[view];
}

AttuneTrendView
attune_agent_view_from_string (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (view_names); i++)
    if (g_strcmp0 (name, view_names[i]) == 0)
      return (AttuneTrendView) i;
  return ATTUNE_TREND_VALUES;
}

gboolean
attune_agent_filters_equal (const AttuneAgentFilters *self, const AttuneAgentFilters *other)
{
  return self->view == other->view && self->shows_table == other->shows_table &&
         self->form == other->form && self->months == other->months &&
         self->shows_targeted == other->shows_targeted;
}

char *
attune_agent_filters_to_text (const AttuneAgentFilters *self)
{
  return g_strdup_printf ("view=%s table=%d form=%" G_GINT64_FORMAT " months=%u targeted=%d",
                          attune_agent_view_to_string (self->view), self->shows_table, self->form,
                          self->months, self->shows_targeted);
}

static void
read_number (const char *text, gint64 max, gint64 *out_number)
{
  g_ascii_string_to_signed (text, 10, 0, max, out_number, NULL);
}

static void
read_filter (AttuneAgentFilters *self, const char *key, const char *value)
{
  gint64 months = self->months;
  gint64 flag = g_str_equal (key, "targeted") ? self->shows_targeted : self->shows_table;

  if (g_str_equal (key, "view"))
    self->view = attune_agent_view_from_string (value);
  else if (g_str_equal (key, "form"))
    read_number (value, G_MAXINT64, &self->form);
  else if (g_str_equal (key, "months"))
    read_number (value, MAX_MONTHS, &months);
  else
    read_number (value, 1, &flag);

  self->months = (guint) months;
  if (g_str_equal (key, "table"))
    self->shows_table = flag != 0;
  else if (g_str_equal (key, "targeted"))
    self->shows_targeted = flag != 0;
}

AttuneAgentFilters
attune_agent_filters_from_text (const char *text)
{
  AttuneAgentFilters self = ATTUNE_AGENT_FILTERS_INIT;
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      read_filter (&self, words[i], equals + 1);
    }
  return self;
}
