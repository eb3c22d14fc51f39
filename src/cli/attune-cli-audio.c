/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-audio.h"

#include "attune-audio-error.h"
#include "attune-cli-command.h"

#include <glib/gi18n.h>

/* There are no preferences here, but a word to the same end. */
static void
fail (const char *path, const GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (g_error_matches (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_SWITCHED_OFF))
    attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT,
                     _ ("“%s” is an M4A, MP4 or AAC file, which is only taken in when asked for: "
                        "say --aac."),
                     name);
  else
    attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
}

AttuneRecording *
attune_cli_load_recording (AttuneIngest *ingest, const char *path)
{
  g_autoptr (AttuneRecording) recording = attune_recording_new (ingest, path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *arrived = NULL;

  attune_recording_load_async (recording, NULL, attune_cli_await_cb, &arrived);
  result = attune_cli_await (&arrived);
  if (!attune_recording_load_finish (recording, result, &error))
    {
      fail (path, error);
      return NULL;
    }

  if (attune_recording_get_warning (recording) != NULL)
    attune_cli_fail (ATTUNE_CLI_DONE, "%s", attune_recording_get_warning (recording));
  return g_steal_pointer (&recording);
}
