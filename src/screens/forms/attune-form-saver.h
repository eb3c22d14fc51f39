/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-saver.h"

/* Keeps the draft of one form in the store, as AttuneForm values; `context` says when it cannot be kept. */
AttuneSaver *attune_form_saver_new (AttuneContext *context,
                                    gint64         form,
                                    gint64         rev,
                                    AttuneForm    *draft);
