/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-release-words.h"

#include <adwaita.h>

/* Asks when the agent is to read an evaluation, and says it in words: at once, as the form says where that is later, or on a
 * day. Emits "changed" when another moment is chosen. */
#define ATTUNE_TYPE_RELEASE_CHOICE (attune_release_choice_get_type ())
G_DECLARE_FINAL_TYPE (AttuneReleaseChoice, attune_release_choice, ATTUNE, RELEASE_CHOICE, AdwBin)

/* `now` is when it is asked, `form_days` what the form says, `due` the day that was chosen before, 0 for none. */
GtkWidget    *attune_release_choice_new (const char *agent,
                                         GTimeZone  *zone,
                                         gint64      now,
                                         guint       form_days,
                                         gint64      due);
AttuneRelease attune_release_choice_get (AttuneReleaseChoice *self);
