/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-cli-kinds.h"

/* What waits for the actor, and what the actor waits for; the first due first. */
gboolean attune_cli_list_work (const AttuneCliCall *call,
                               AttuneCliTake        take,
                               gpointer             data,
                               GError             **error);
