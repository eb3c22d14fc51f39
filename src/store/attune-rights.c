/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-rights.h"

/* A line each; what is in a line does not end it. A damaged file has rows without texts that must be there. */
static void
add_text (GString *text, const char *key, const char *value)
{
  g_autofree char *line = g_strescape (value != NULL ? value : "", "\"\\");

  g_string_append_printf (text, "%s %s\n", key, line);
}

char *
attune_rights_describe_person (const AttunePersonSpec *person)
{
  GString *text = g_string_new (ATTUNE_RIGHTS_OF_PERSON);

  add_text (text, "external", person->external_id);
  add_text (text, "name", person->name);
  g_string_append_printf (text, "roles %d\nteam %" G_GINT64_FORMAT "\n", (int) person->roles,
                          person->team);
  return g_string_free (text, FALSE);
}

char *
attune_rights_describe_team (const char *name, const GArray *coaches)
{
  GString *text = g_string_new (ATTUNE_RIGHTS_OF_TEAM);

  add_text (text, "name", name);
  for (guint i = 0; i < coaches->len; i++)
    {
      const AttuneCoach *coach = &g_array_index (coaches, AttuneCoach, i);

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT "\n",
                              coach->is_deputy ? "deputy" : "coach", coach->person);
    }
  return g_string_free (text, FALSE);
}
