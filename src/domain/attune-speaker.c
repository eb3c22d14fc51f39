/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-speaker.h"

#include <string.h>

/* Case is folded, and numbers behind are left out: "Agent 1". */
static const char *const agent_words[] = {
  "agent",      "operator",       "representative", "rep",        "advisor",     "adviser",
  "support",    "consultant",     "employee",       "clerk",      "agentti",     "asiakaspalvelija",
  "neuvoja",    "asiakaspalvelu", "palveluneuvoja", "kundtjänst", "handläggare", "mitarbeiter",
  "berater",    "mitarbeiterin",  "beraterin",      "agente",     "conseiller",  "conseillère",
  "medewerker", "asesor",
};
static const char *const customer_words[] = {
  "customer", "client", "caller", "visitor", "user", "guest",   "consumer", "asiakas",
  "soittaja", "kunde",  "kundin", "anrufer", "kund", "cliente", "klant",    "anruferin",
};
static const char *const system_words[] = {
  "system", "bot", "chatbot", "ivr", "järjestelmä", "automaatti", "no_speaker", "note",
};

static gboolean
is_one_of (const char *word, const char *const *words, guint n_words)
{
  for (guint i = 0; i < n_words; i++)
    if (strcmp (word, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Owned by the caller. */
static char *
fold_word (const char *name)
{
  char *word = g_utf8_casefold (name, -1);
  gsize length = strlen (word);

  while (length > 0 && (g_ascii_isdigit (word[length - 1]) || strchr (" -_#", word[length - 1])))
    length--;
  word[length] = '\0';
  return word;
}

AttuneSpeaker
attune_speaker_guess (const char *name)
{
  g_autofree char *word = fold_word (name);

  if (is_one_of (word, agent_words, G_N_ELEMENTS (agent_words)))
    return ATTUNE_SPEAKER_AGENT;
  if (is_one_of (word, customer_words, G_N_ELEMENTS (customer_words)))
    return ATTUNE_SPEAKER_CUSTOMER;
  return ATTUNE_SPEAKER_OTHER;
}

gboolean
attune_speaker_is_system (const char *name)
{
  g_autofree char *word = fold_word (name);

  return *word == '\0' || is_one_of (word, system_words, G_N_ELEMENTS (system_words));
}

/* "Sanna" is Sanna Laine, as is "SANNA LAINE", but "Sa" is not. */
static gboolean
is_called (const char *name, const char *person)
{
  g_autofree char *one = g_utf8_casefold (name, -1);
  g_autofree char *other = g_utf8_casefold (person, -1);
  gsize length = strlen (one);

  return length > 1 && g_str_has_prefix (other, one) &&
         (other[length] == '\0' || other[length] == ' ');
}

static gboolean
is_called_any (const char *name, const char *const *people)
{
  for (guint i = 0; people != NULL && people[i] != NULL; i++)
    if (is_called (name, people[i]))
      return TRUE;
  return FALSE;
}

/* Everybody's part, by name. Names are the transcript's. Those without one whose part is known stand for themselves. */
static GHashTable *
list_parts (const AttuneTranscript *self)
{
  static const char *const nameless[] = { " agent", " customer" };
  GHashTable *parts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < attune_transcript_get_n (self); i++)
    {
      const AttunePassage *passage = attune_transcript_get (self, i);
      const char *name = passage->name;

      if (passage->speaker != ATTUNE_SPEAKER_OTHER && *name == '\0')
        name = nameless[passage->speaker];
      if (passage->speaker != ATTUNE_SPEAKER_OTHER || !attune_speaker_is_system (name))
        g_hash_table_insert (parts, (gpointer) name, GUINT_TO_POINTER (passage->speaker));
    }
  return parts;
}

static AttuneTranscript *
apply_parts (const AttuneTranscript *self, GHashTable *parts)
{
  AttuneTranscriptBuilder *builder = attune_transcript_builder_new ();

  for (guint i = 0; i < attune_transcript_get_n (self); i++)
    {
      AttunePassage passage = *attune_transcript_get (self, i);
      gpointer part;

      if (*passage.name != '\0' && g_hash_table_lookup_extended (parts, passage.name, NULL, &part))
        passage.speaker = (AttuneSpeaker) GPOINTER_TO_UINT (part);
      attune_transcript_builder_add (builder, &passage);
    }
  return attune_transcript_builder_end (builder);
}

static guint
count_parts (GHashTable *parts, AttuneSpeaker speaker, const char **out_name)
{
  GHashTableIter iterator;
  gpointer name, part;
  guint n = 0;

  g_hash_table_iter_init (&iterator, parts);
  while (g_hash_table_iter_next (&iterator, &name, &part))
    {
      if ((AttuneSpeaker) GPOINTER_TO_UINT (part) != speaker)
        continue;
      n++;
      *out_name = name;
    }
  return n;
}

AttuneTranscript *
attune_transcript_with_agents (AttuneTranscript *self, const char *const *agents)
{
  g_autoptr (GHashTable) parts = list_parts (self);
  GHashTableIter iterator;
  gpointer name, part;
  const char *last = NULL;
  guint n_agents, n_customers;

  g_hash_table_iter_init (&iterator, parts);
  while (g_hash_table_iter_next (&iterator, &name, &part))
    if ((AttuneSpeaker) GPOINTER_TO_UINT (part) == ATTUNE_SPEAKER_OTHER &&
        is_called_any (name, agents))
      g_hash_table_iter_replace (&iterator, GUINT_TO_POINTER (ATTUNE_SPEAKER_AGENT));

  n_agents = count_parts (parts, ATTUNE_SPEAKER_AGENT, &last);
  n_customers = count_parts (parts, ATTUNE_SPEAKER_CUSTOMER, &last);
  if (count_parts (parts, ATTUNE_SPEAKER_OTHER, &last) == 1 &&
      (n_agents == 0) != (n_customers == 0))
    g_hash_table_insert (parts, (gpointer) last,
                         GUINT_TO_POINTER (n_agents == 0 ? ATTUNE_SPEAKER_AGENT
                                                         : ATTUNE_SPEAKER_CUSTOMER));
  return apply_parts (self, parts);
}

AttuneTranscript *
attune_transcript_with_agent (AttuneTranscript *self, const char *agent)
{
  g_autoptr (GHashTable) parts = list_parts (self);
  GHashTableIter iterator;
  gpointer name;

  g_hash_table_iter_init (&iterator, parts);
  while (g_hash_table_iter_next (&iterator, &name, NULL))
    g_hash_table_iter_replace (&iterator, GUINT_TO_POINTER (g_str_equal (name, agent)
                                                              ? ATTUNE_SPEAKER_AGENT
                                                              : ATTUNE_SPEAKER_CUSTOMER));
  return apply_parts (self, parts);
}

GStrv
attune_transcript_list_unknown (const AttuneTranscript *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean has_agent = FALSE;

  for (guint i = 0; i < attune_transcript_get_n (self); i++)
    {
      const AttunePassage *passage = attune_transcript_get (self, i);

      has_agent = has_agent || passage->speaker == ATTUNE_SPEAKER_AGENT;
      if (passage->speaker == ATTUNE_SPEAKER_OTHER && !attune_speaker_is_system (passage->name) &&
          g_hash_table_add (seen, (gpointer) passage->name))
        g_strv_builder_add (names, passage->name);
    }
  return has_agent ? g_new0 (char *, 1) : g_strv_builder_end (names);
}
