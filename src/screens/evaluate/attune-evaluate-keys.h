/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The keys of the Evaluate page that work everywhere on it, while somebody types too: which action each runs. One table,
 * so that people can be shown it and, one day, change it. None needs AltGr, Alt or Super on Finnish, German or US
 * keyboards. */
typedef struct
{
  const char *action; /* "evaluate.play" */
  const char *title;  /* marked for translation */
  const char *keys;   /* accelerators, separated by blanks */
} AttuneEvaluateKey;

/* Ends with a NULL action. */
const AttuneEvaluateKey *attune_evaluate_keys_get (void);

/* Lets `widget` run the actions before whatever has the focus inside it sees the keys. */
void attune_evaluate_keys_install (GtkWidget *widget);
