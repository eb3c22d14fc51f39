/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-cli-command.h"
#include "attune-store.h"

/* Opens the workspace at `path` and waits for it. NULL with the error said on stderr. */
AttuneStore *attune_cli_open_store  (const char *path);
/* Closes it and lets go of it. */
void         attune_cli_close_store (AttuneStore *store);

/* Says on stderr which recordings a backup lacked. */
void         attune_cli_warn_missing (GStrv missing);
