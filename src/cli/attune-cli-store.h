/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-cli-command.h"
#include "attune-store.h"

/* Opens the workspace at `path` and waits for it. NULL with the error said on stderr. */
AttuneStore *attune_cli_open_store  (const char *path);
/* The same for a command that reads or changes contents, as the person `who`: an external id, or an id. Says what is
 * wrong otherwise, and returns what the program is to end with: 2 for a call without a person, or with one whom the
 * workspace does not know. */
AttuneCliStatus attune_cli_open_store_as (const char   *path,
                                          const char   *who,
                                          AttuneStore **out_store,
                                          gint64       *out_actor);
/* Closes it and lets go of it. */
void         attune_cli_close_store (AttuneStore *store);

/* Ends a command that has made the workspace `path`: says on stderr which recordings (NULL for none) were not there to be
 * copied, and prints both as JSON where that is wanted. What lacks something is not all that was asked for: 1 then, else 0. */
AttuneCliStatus attune_cli_end_copy (const char *path,
                                     GStrv       missing,
                                     gboolean    json);
