/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Places in a recording as people read, hear and type them. All strings are owned by the caller. */

/* "2:41", "1:02:41"; what is below a second is left out. */
char *attune_time_to_words (gint64 us);

/* With as many places after the second as tell marks `step_us` apart: "2:41.25". */
char *attune_time_to_fine_words (gint64 us,
                                 double step_us);

/* For assistive technology: "2 minutes 41 seconds". */
char *attune_time_to_speech (gint64 us);

/* Reads "2:41", "161", "1:02:41", "2:41.5" or "2:41,5"; FALSE for anything else, with `out_us` untouched. */
gboolean attune_time_from_words (const char *words,
                                 gint64     *out_us);
