/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* Ways to score like another system does. */
typedef enum
{
  ATTUNE_FORM_PRESET_NONE = -1,
  ATTUNE_FORM_PRESET_AMAZON_PERCENT,
  ATTUNE_FORM_PRESET_AMAZON_POINTS,
  ATTUNE_FORM_PRESET_GENESYS,
  ATTUNE_FORM_PRESET_EVALUAGENT_PASS, /* an N/A counts as passed */
  ATTUNE_FORM_PRESET_EVALUAGENT_LEAVE, /* an N/A leaves */
  ATTUNE_FORM_PRESET_ZENDESK,
  ATTUNE_FORM_PRESET_QUALITYDESK,
  ATTUNE_FORM_PRESET_MAESTROQA,
} AttuneFormPreset;

#define ATTUNE_N_FORM_PRESETS 8

/* For people, in their language: "Amazon Connect, percentage", and a sentence of what it means. */
const char *attune_form_preset_get_name    (AttuneFormPreset preset);
const char *attune_form_preset_get_meaning (AttuneFormPreset preset);

/* The word that the document keeps under "scoring/like". */
const char *attune_form_preset_to_string (AttuneFormPreset preset);

/* The form scored like that: the keys of "scoring" are set, and what is answered keeps its proportions where the mode
 * changes (points become shares of the most, shares become points of the weight; rounded to 4 places). Zendesk also
 * spreads the answers of every question from 0 to 100 and lets critical questions (those with an error type) fail the form
 * below 50 %; QualityDesk lets their answers that give nothing fail it. NULL with the error set where the form would not
 * be sound. */
AttuneForm *attune_form_apply_preset (AttuneForm      *form,
                                      AttuneFormPreset preset,
                                      GError         **error);

/* The preset that the form was given, while its keys still are those of it; else ATTUNE_FORM_PRESET_NONE. */
AttuneFormPreset attune_form_find_preset (AttuneForm *form);
