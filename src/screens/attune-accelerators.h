/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The keys that work in every window, whatever page it shows. They cannot be changed, and none can be taken for a page. */
typedef struct
{
  const char *action;
  const char *title;   /* marked for translation */
  const char *keys[3]; /* accelerators, ends with NULL */
} AttuneAccelerator;

/* Ends with a NULL action. */
const AttuneAccelerator *attune_accelerators_get (void);
