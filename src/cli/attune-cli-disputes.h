/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-cli-kinds.h"

/* Disputes, as they are listed and shown. */
gboolean attune_cli_list_disputes (const AttuneCliCall *call,
                                   AttuneCliTake        take,
                                   gpointer             data,
                                   GError             **error);
json_t  *attune_cli_show_dispute  (AttuneCliCall *call,
                                   GError       **error);

/* Adds to an evaluation what is between its people: who has seen it, the dispute that the actor sees, and whether there is an
 * evaluation of the agent's own. FALSE with the error set. */
gboolean attune_cli_add_answering (const AttuneCliCall *call,
                                   json_t              *evaluation,
                                   GError             **error);
