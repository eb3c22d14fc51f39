/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-figures.h"
#include "attune-forms.h"
#include "attune-notes.h"
#include "attune-people.h"

#include <jansson.h>

/* The store's values as JSON: ids are strings, times ISO 8601 in UTC, lengths seconds, scores percent; what is not there
 * is null. The caller owns what is returned. */
json_t *attune_cli_id_to_json          (gint64 id); /* null for 0 */
json_t *attune_cli_time_to_json        (gint64 at); /* null for 0 */
json_t *attune_cli_percent_to_json     (gint64 basis_points);
json_t *attune_cli_person_to_json      (const AttunePerson *person);
json_t *attune_cli_agent_to_json       (const AttuneAgentSummary *agent);
json_t *attune_cli_form_to_json        (const AttuneFormSummary *form);
json_t *attune_cli_contact_row_to_json (const AttuneInteractionRow *row);
json_t *attune_cli_contact_to_json     (const AttuneInteraction *interaction);
json_t *attune_cli_evaluation_to_json  (const AttuneEvaluationRow *row);
json_t *attune_cli_note_to_json        (const AttuneNote *note);

/* Prints `json` on stdout, as UTF-8 whatever the locale, and lets go of it. */
void attune_cli_print_json (json_t *json,
                            gsize   flags);
