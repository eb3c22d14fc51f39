/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model.h"

/* A model to begin with: "ready", the one that is shipped, or "empty". Owned by the caller. */
AttuneModel *attune_model_template_create (const char *name);
