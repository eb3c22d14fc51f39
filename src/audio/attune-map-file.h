/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-levels.h"
#include "attune-peaks.h"

/* Peaks and levels of a whole recording as they lie in the cache: for this machine alone, so in its byte order, and never
 * trusted without its checksum. */
GBytes  *attune_map_file_write (const AttunePeaks  *peaks,
                                const AttuneLevels *levels);
/* FALSE, with nothing set, for anything but an undamaged file of this version. */
gboolean attune_map_file_read (GBytes        *bytes,
                               AttunePeaks  **out_peaks,
                               AttuneLevels **out_levels);
