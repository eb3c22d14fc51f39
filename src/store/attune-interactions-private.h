/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-interactions.h"
#include "attune-write.h"

/* An interaction with its parts and media, whoever asks: the caller has decided that it may be seen. On the worker's
 * thread. */
AttuneInteraction *attune_interaction_read (AttuneStore *store,
                                            gint64       interaction,
                                            GError     **error);

/* Adds the statements that insert `interaction` as a new row with its parts and media; returns the id it will have.
 * Media are taken as they are, copied or not: files are the caller's affair. */
gint64 attune_interaction_insert (AttuneWrite             *write,
                                  const AttuneInteraction *interaction);
