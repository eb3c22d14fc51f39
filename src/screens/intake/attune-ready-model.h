/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-model.h"

/* The interaction model that is shipped, which the templates are built on. Owned by the caller. */
AttuneModel *attune_ready_model_load  (void);

/* Makes it the model of the workspace, and says so, where there is none yet: the behaviours of a template are known then. */
void         attune_ready_model_bring (AttuneContext *context);
