/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* How questions of two revisions of a form look to who answers them. */

/* Whether they are answered in the same way: by the same options, or the same kind of text, with the same said of them. */
gboolean attune_question_answers_alike (const AttuneFormQuestion *a, const AttuneFormQuestion *b);
/* Whether they also say the same: title, guidance and error type. */
gboolean attune_question_reads_alike (const AttuneFormQuestion *a, const AttuneFormQuestion *b);
