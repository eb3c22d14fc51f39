/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"

/* A contact in words, for its page: pure functions. All texts are owned by the caller. */

/* "The whole contact", "From 4:10", "0:00 to 4:10". */
char *attune_contact_describe_part       (const AttunePart          *part);
/* Where a recording or transcript is: "In the workspace", or its path. */
char *attune_contact_describe_media      (const AttuneMedia         *media);
/* "Billing calls · Mika Aho". */
char *attune_contact_title_evaluation    (const AttuneEvaluationRow *row);
/* "Released, by Anton Lyst, drawn at random". */
char *attune_contact_describe_evaluation (const AttuneEvaluationRow *row);
/* "72 ●"; "" for a draft. */
char *attune_contact_score_evaluation    (const AttuneEvaluationRow *row);
