/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Where a key works. */
typedef enum
{
  ATTUNE_KEYS_EVERYWHERE, /* on the whole page, while somebody types too */
  ATTUNE_KEYS_ANSWERING,  /* on the whole page, but not in entries */
  ATTUNE_KEYS_WAVEFORM,   /* while the waveform has the focus */
} AttuneKeyScope;

/* What it is for. */
typedef enum
{
  ATTUNE_KEYS_OF_LISTENING,
  ATTUNE_KEYS_OF_JUDGING,
  ATTUNE_KEYS_OF_WAVEFORM,
} AttuneKeyGroup;

/* The keys of the Evaluate page as it comes: which action each runs. One table, which attune-key-map.h goes by when people
 * change keys. None needs AltGr, Alt or Super on Finnish, German or US keyboards. */
typedef struct
{
  const char *action; /* "evaluate.play" */
  const char *title;  /* marked for translation */
  const char *keys;   /* accelerators, separated by blanks; "" for none */
  AttuneKeyScope scope;
  AttuneKeyGroup group;
} AttuneEvaluateKey;

/* The action that plays for as long as its key is down. */
#define ATTUNE_EVALUATE_PLAY_HELD "evaluate.play-held"
#define ATTUNE_EVALUATE_PLAY      "evaluate.play"

/* Ends with a NULL action. */
const AttuneEvaluateKey *attune_evaluate_keys_get (void);
/* NULL where there is no such action. */
const AttuneEvaluateKey *attune_evaluate_keys_find (const char *action);
