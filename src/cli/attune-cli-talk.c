/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-audio.h"
#include "attune-cli-command.h"

#include <glib/gi18n.h>
#include <jansson.h>
#include <stdio.h>

static json_t *
write_channels (const AttuneTalkMap *map)
{
  json_t *array = json_array ();

  for (guint c = 0; c < attune_talk_map_get_channels (map); c++)
    json_array_append_new (array,
                           json_pack ("{s:i, s:f, s:f}", "channel", (int) c, "speech_seconds",
                                      attune_talk_map_get_speech_seconds (map, c), "share",
                                      attune_talk_map_get_share (map, c)));
  return array;
}

static void
print_json (const AttuneTalkMap *map)
{
  json_t *object = json_pack ("{s:f, s:o, s:f, s:f, s:f}", "seconds",
                              attune_talk_map_get_seconds (map), "channels", write_channels (map),
                              "silence_seconds", attune_talk_map_get_silence_seconds (map),
                              "overtalk_seconds", attune_talk_map_get_overtalk_seconds (map),
                              "longest_silence_seconds",
                              attune_talk_map_get_longest_silence_seconds (map));
  char *text = json_dumps (object, JSON_INDENT (2) | JSON_REAL_PRECISION (15));

  puts (text);
  free (text);
  json_decref (object);
}

static void
print_text (const AttuneTalkMap *map)
{
  g_print (_ ("Length           %8.1f s\n"), attune_talk_map_get_seconds (map));
  for (guint c = 0; c < attune_talk_map_get_channels (map); c++)
    /* Translators: a channel's number, seconds of speech, its share of the length in percent. */
    g_print (_ ("Speech, channel %u %7.1f s  %3.0f %%\n"), c,
             attune_talk_map_get_speech_seconds (map, c),
             100.0 * attune_talk_map_get_share (map, c));
  g_print (_ ("Silence          %8.1f s\n"), attune_talk_map_get_silence_seconds (map));
  g_print (_ ("Longest silence  %8.1f s\n"), attune_talk_map_get_longest_silence_seconds (map));
  g_print (_ ("Overtalk         %8.1f s\n"), attune_talk_map_get_overtalk_seconds (map));
}

static AttuneCliStatus
run_talk (int n_arguments, char **arguments)
{
  gboolean json = FALSE, aac = FALSE;
  const GOptionEntry entries[] = { { .long_name = "json", .arg_data = &json },
                                   { .long_name = "aac", .arg_data = &aac },
                                   { NULL } };
  g_autoptr (AttuneRecording) recording = NULL;
  g_autoptr (AttuneIngest) ingest = NULL;
  g_auto (GStrv) paths = NULL;

  if (!attune_cli_parse (&attune_cli_talk, arguments, entries, 1, 1, &paths))
    return ATTUNE_CLI_CALL_AT_FAULT;

  ingest = g_object_new (ATTUNE_TYPE_INGEST, "takes-aac", aac, NULL);
  recording = attune_cli_load_recording (ingest, paths[0]);
  if (recording != NULL && json)
    print_json (attune_recording_get_talk_map (recording));
  else if (recording != NULL)
    print_text (attune_recording_get_talk_map (recording));
  attune_ingest_settle (ingest);
  return recording != NULL ? ATTUNE_CLI_DONE : ATTUNE_CLI_DATA_AT_FAULT;
}

const AttuneCliCommand attune_cli_talk = {
  "talk",
  "AUDIO [--aac] [--json]",
  "Tell who speaks how much in a recording, and where nobody or everybody does",
  run_talk,
};
