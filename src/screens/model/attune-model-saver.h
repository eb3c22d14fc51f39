/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model.h"
#include "attune-saver.h"

/* Keeps the interaction model of the workspace, which is `model` under `rev`; NULL and 0 where there is none yet. */
AttuneSaver *attune_model_saver_new (AttuneContext *context,
                                     gint64         rev,
                                     AttuneModel   *model);
