/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-document.h"
#include "attune-cli-store.h"
#include "attune-cli-values.h"
#include "attune-interactions.h"
#include "attune-speaker.h"
#include "attune-transcript-import.h"
#include "attune-transcripts.h"

#include <stdio.h>

typedef struct
{
  char *interaction;
  char *who;
  char *from;
  gboolean json;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->interaction);
  g_free (options->who);
  g_free (options->from);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* What was read, and where it is now. */
typedef struct
{
  AttuneTranscriptImport *import;
  gint64 interaction;
  gint64 duration_us; /* of the contact, -1 while unknown */
} Import;

static AttuneTranscriptImport *
read_file (const char *path, AttuneTranscriptSource source, GPtrArray *faults)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  char *text = attune_cli_read_file (path, ATTUNE_TRANSCRIPT_IMPORT_MAX_BYTES, &length, &error);

  if (text == NULL)
    {
      attune_faults_add (faults, "", "%s", error->message);
      return NULL;
    }
  bytes = g_bytes_new_take (text, length);
  return attune_transcript_import_bytes (bytes, source, faults);
}

static gboolean
keep (Import *self,
      AttuneStore *store,
      gint64 actor,
      const char *word,
      const char *path,
      GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (AttuneInteraction) interaction = NULL;
  g_autoptr (AttuneKeptTranscript) before = NULL;
  g_autoptr (AttuneTranscript) transcript = NULL;

  self->interaction = ATTUNE_CLI_CALL (find_interaction, store, error, actor, word);
  if (self->interaction == 0)
    return FALSE;
  interaction = ATTUNE_CLI_CALL (load_interaction, store, error, actor, self->interaction);
  if (interaction == NULL)
    return FALSE;
  before = ATTUNE_CLI_CALL (load_transcript, store, error, actor, self->interaction);
  if (before == NULL)
    return FALSE;
  self->duration_us = interaction->duration_us;
  transcript = attune_transcript_name_agents (self->import->transcript, interaction);
  return ATTUNE_CLI_CALL (keep_transcript, store, error, actor, self->interaction, before->media,
                          name, transcript) != 0;
}

static void
say_length (const Import *self, const char *path)
{
  gint64 end = attune_transcript_get_end_us (self->import->transcript);

  if (self->duration_us >= 0 && end > self->duration_us + G_USEC_PER_SEC)
    attune_cli_fail (ATTUNE_CLI_DONE,
                     "%s: this goes on to %.1f s, but the contact is %.1f s long. Is it of another "
                     "one?",
                     path, (double) end / G_USEC_PER_SEC,
                     (double) self->duration_us / G_USEC_PER_SEC);
}

static void
print_json (const Import *self)
{
  const AttuneTranscriptImport *import = self->import;

  attune_cli_print_json (json_pack ("{s:o, s:s, s:i, s:o}", "interaction",
                                    attune_cli_id_to_json (self->interaction), "source",
                                    attune_transcript_source_to_string (import->source), "passages",
                                    (int) attune_transcript_get_n (import->transcript), "remarks",
                                    attune_cli_faults_to_json (import->remarks)),
                         JSON_INDENT (2));
  fputs ("\n", stdout);
}

static AttuneCliStatus
import_file (char **positional, AttuneTranscriptSource source, const Options *options)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneTranscriptImport) import = NULL;
  g_autoptr (GError) error = NULL;
  Import self = { .duration_us = -1 };
  AttuneStore *store;
  gint64 actor;
  AttuneCliStatus status = attune_cli_open_store_as (positional[0], options->who, &store, &actor);

  if (status != ATTUNE_CLI_DONE)
    return status;
  import = read_file (positional[1], source, faults);
  attune_cli_say_faults (positional[1], import != NULL ? import->remarks : faults);
  self.import = import;
  if (import != NULL && !keep (&self, store, actor, options->interaction, positional[1], &error))
    attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
  attune_cli_close_store (store);
  if (import == NULL || error != NULL)
    return ATTUNE_CLI_DATA_AT_FAULT;

  say_length (&self, positional[1]);
  if (options->json)
    print_json (&self);
  return ATTUNE_CLI_DONE;
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { .long_name = "interaction", .arg = G_OPTION_ARG_STRING, .arg_data = &options.interaction },
    { .long_name = "as", .arg = G_OPTION_ARG_STRING, .arg_data = &options.who },
    { .long_name = "from", .arg = G_OPTION_ARG_STRING, .arg_data = &options.from },
    { .long_name = "json", .arg_data = &options.json },
    { NULL }
  };
  g_auto (GStrv) positional = NULL;
  AttuneTranscriptSource source = ATTUNE_TRANSCRIPT_SOURCE_ANY;

  if (!attune_cli_parse (&attune_cli_import_transcript, arguments, entries, 2, 2, &positional))
    return ATTUNE_CLI_CALL_AT_FAULT;
  if (options.interaction == NULL)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                            "Say whose transcript it is: --interaction ID, its id or external id.");
  if (options.from != NULL && !attune_transcript_source_from_string (options.from, &source))
    {
      g_autofree char *words = attune_transcript_source_list ();

      return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                              "There is no kind “%s”. Take one of: %s, or leave --from out.",
                              options.from, words);
    }
  return import_file (positional, source, &options);
}

const AttuneCliCommand attune_cli_import_transcript = {
  .words = "import transcript",
  .usage = "STORE FILE --interaction ID --as PERSON [--from vtt|srt|contact-lens|json|eml|text] "
           "[--json]",
  .summary = "Keep what was said or written in a contact with it, and say what could not be read",
  .run = run,
};
