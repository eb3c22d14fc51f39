/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Why a workspace did not open, as a page says it. */
typedef struct
{
  const char *title;
  char *description;
  const char *icon_name;
  gboolean can_retry;  /* trying again may help */
  gboolean can_forget; /* it is gone: offer to take it off the list of recent ones */
} AttuneFailure;

/* `location` is what was to be opened. */
AttuneFailure *attune_failure_new  (const char   *location,
                                    const GError *error);
void           attune_failure_free (AttuneFailure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFailure, attune_failure_free)
