/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-private.h"
#include "attune-json-reader.h"

/* Reads the `show_if` of `object`, whose own first question (of a question: itself) is `own`: only questions before it
 * may be named. All questions of the form must have been read. NULL where there is none, or after a fault. */
const AttuneFormCondition *attune_form_condition_read (AttuneForm       *form,
                                                       AttuneJsonReader *reader,
                                                       json_t           *object,
                                                       guint             own);
