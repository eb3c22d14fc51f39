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

/* Says on stderr which recordings a backup lacked. */
void         attune_cli_warn_missing (GStrv missing);
