/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model.h"
#include "attune-saver.h"

/* Keeps the interaction model of the workspace, which was read as `model` under `rev`; NULL and 0 where there is none yet.
 * As attune_saver_open(), where something is still to be saved that is the newer one. */
AttuneSaver *attune_model_saver_open (AttuneContext *context,
                                      gint64         rev,
                                      AttuneModel   *model);
