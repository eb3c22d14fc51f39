/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-draft.h"

/* For attune_draft_open_async (): an open draft of what was read. Takes `evaluation` over. */
AttuneDraft *attune_draft_new (AttuneStore      *store,
                               gint64            actor,
                               AttuneEvaluation *evaluation,
                               AttuneAnswers    *answers);
