/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-audio.h"

#include "attune-cli-command.h"

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
      attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
      return NULL;
    }

  if (attune_recording_get_warning (recording) != NULL)
    attune_cli_fail (ATTUNE_CLI_DONE, "%s", attune_recording_get_warning (recording));
  return g_steal_pointer (&recording);
}
