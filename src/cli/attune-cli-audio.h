/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-recording.h"

/* Loads the recording at `path`, waiting for it; a warning goes to stderr. NULL after saying there what is wrong. */
AttuneRecording *attune_cli_load_recording (AttuneIngest *ingest,
                                            const char   *path);
