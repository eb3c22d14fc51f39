/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-saver.h"

/* Keeps the draft of one form in the store, as AttuneForm values; `context` says when it cannot be kept. The store has
 * `draft` under `rev`, as was read; as attune_saver_open(), where something is still to be saved that is the newer one. */
AttuneSaver *attune_form_saver_open (AttuneContext *context,
                                     gint64         form,
                                     gint64         rev,
                                     AttuneForm    *draft);
