/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-store.h"
#include "attune-cli-values.h"

#include "attune-search.h"

#include <glib/gi18n.h>

/* Kinds as they are named here, by AttuneEntryKind. */
static const char *const kinds[] = {
  "interaction", "passage", "note", "comment", "remark", "acknowledgement", "dispute", "decision",
};
static const char *const ranks[] = { "exact", "folded", "prefix" };

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == ATTUNE_N_ENTRY_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (ranks) == ATTUNE_HIT_PREFIX + 1);

typedef struct
{
  char *as;
  char *kind;
  gboolean rebuild;
  gboolean json;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->as);
  g_free (self->kind);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Bits of kinds; -1 for a word that is none. */
static int
find_kind (const char *word)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], word))
      return 1 << i;
  return word == NULL ? 0 : -1;
}

/* --- Printing ------------------------------------------------------------------------------------------------------- */

static json_t *
spans_to_json (const GArray *spans)
{
  json_t *array = json_array ();

  for (guint i = 0; i < spans->len; i++)
    {
      const AttuneTextSpan *span = &g_array_index (spans, AttuneTextSpan, i);

      json_array_append_new (array, json_pack ("[i, i]", (int) span->from, (int) span->to));
    }
  return array;
}

static json_t *
hit_to_json (const AttuneHit *hit)
{
  json_t *json = json_pack ("{s:s, s:s, s:s, s:o, s:o, s:o, s:s, s:s, s:s}", "kind",
                            kinds[hit->kind], "rank", ranks[hit->rank], "text", hit->excerpt->text,
                            "marks", spans_to_json (hit->excerpt->spans), "interaction",
                            attune_cli_id_to_json (hit->interaction), "started_at",
                            attune_cli_time_to_json (hit->started_at), "customer", hit->customer,
                            "subject", hit->subject, "agents", hit->agents);
  json_t *rest = json_pack ("{s:o, s:s?, s:o, s:s?, s:s?, s:s?, s:o, s:o}", "evaluation",
                            attune_cli_id_to_json (hit->evaluation), "form_title", hit->form_title,
                            "note", attune_cli_id_to_json (hit->note), "author", hit->author,
                            "question", hit->question, "question_title", hit->question_title,
                            "passage",
                            hit->passage >= 0 ? json_integer (hit->passage) : json_null (),
                            "seconds",
                            hit->from_us >= 0 ? json_real ((double) hit->from_us / 1e6)
                                              : json_null ());

  json_object_update (json, rest);
  json_decref (rest);
  return json;
}

static void
print_json (const AttuneHits *hits)
{
  json_t *array = json_array ();

  for (guint i = 0; i < hits->hits->len; i++)
    json_array_append_new (array, hit_to_json (g_ptr_array_index (hits->hits, i)));
  attune_cli_print_json (json_pack ("{s:o, s:b}", "hits", array, "cut", hits->is_cut),
                         JSON_INDENT (2));
}

/* Where in the contact or the evaluation: a time or a question. */
static char *
describe_place (const AttuneHit *hit)
{
  gint64 seconds = hit->from_us / G_TIME_SPAN_SECOND;

  if (hit->from_us >= 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT ":%02d", seconds / 60, (int) (seconds % 60));
  if (hit->question != NULL)
    return g_strdup (hit->question_title != NULL ? hit->question_title : hit->question);
  return g_strdup ("–");
}

static void
print_lines (const AttuneHits *hits)
{
  for (guint i = 0; i < hits->hits->len; i++)
    {
      const AttuneHit *hit = g_ptr_array_index (hits->hits, i);
      g_autoptr (GDateTime)
        at = g_date_time_new_from_unix_utc (hit->started_at / G_TIME_SPAN_SECOND);
      g_autofree char *day = g_date_time_format (at, "%Y-%m-%dT%H:%M:%SZ");
      g_autofree char *place = describe_place (hit);

      g_print ("%s\t%s\t%s\t%s\t%" G_GINT64_FORMAT "\t%s\n", kinds[hit->kind], day,
               g_strdelimit (hit->agents, "\t\r\n", ' '), g_strdelimit (place, "\t\r\n", ' '),
               hit->evaluation != 0 ? hit->evaluation : hit->interaction, hit->excerpt->text);
    }
  if (hits->is_cut)
    g_printerr (_ ("attune-cli: These are the first %u; there are more. Give more words.\n"),
                hits->hits->len);
}

/* --- The command ---------------------------------------------------------------------------------------------------- */

static AttuneCliStatus
rebuild (const char *path)
{
  AttuneStore *store = attune_cli_open_store (path);
  g_autoptr (GError) error = NULL;

  if (store == NULL)
    return ATTUNE_CLI_DATA_AT_FAULT;
  ATTUNE_CLI_CALL (fill_search, store, &error, TRUE);
  attune_cli_close_store (store);
  return error == NULL ? ATTUNE_CLI_DONE
                       : attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
}

/* What an older Attune has written is made ready first, so that the answer is a whole one. */
static AttuneHits *
find (AttuneStore *store, gint64 actor, const char *words, guint wanted, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  ATTUNE_CLI_CALL (fill_search, store, &local_error, FALSE);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return ATTUNE_CLI_CALL (search, store, error, actor, words, wanted, ATTUNE_HITS_MAX);
}

static AttuneCliStatus
search (const Options *options, const char *path, const char *words, guint wanted)
{
  g_autoptr (AttuneHits) hits = NULL;
  g_autoptr (GError) error = NULL;
  AttuneStore *store = NULL;
  gint64 actor;
  AttuneCliStatus status = attune_cli_open_store_as (path, options->as, &store, &actor);

  if (status != ATTUNE_CLI_DONE)
    return status;
  hits = find (store, actor, words, wanted, &error);
  attune_cli_close_store (store);
  if (hits == NULL)
    return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);

  if (options->json)
    print_json (hits);
  else
    print_lines (hits);
  return ATTUNE_CLI_DONE;
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &options.as, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind, NULL, NULL },
    { "rebuild", 0, 0, G_OPTION_ARG_NONE, &options.rebuild, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, NULL, NULL },
    { NULL },
  };
  g_auto (GStrv) words = NULL;
  g_autofree char *text = NULL;
  int wanted;

  if (!attune_cli_parse (&attune_cli_search, arguments, entries, 1, 100, &words))
    return ATTUNE_CLI_CALL_AT_FAULT;
  wanted = find_kind (options.kind);
  if (wanted < 0)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                            "There is no kind “%s”. Usage: attune-cli search %s", options.kind,
                            attune_cli_search.usage);
  if ((words[1] == NULL) != options.rebuild)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, "Usage: attune-cli search %s",
                            attune_cli_search.usage);

  text = g_strjoinv (" ", words + 1);
  return options.rebuild ? rebuild (words[0]) : search (&options, words[0], text, (guint) wanted);
}

const AttuneCliCommand attune_cli_search = {
  .words = "search",
  .usage = "STORE WORDS… --as PERSON [--kind interaction|passage|note|comment|remark|"
           "acknowledgement|dispute|decision] [--json], or STORE --rebuild",
  .summary = "Search contacts, what was said, notes and comments for words",
  .run = run,
};
