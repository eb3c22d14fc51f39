/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the pages of an Ogg file of `size` bytes behind `fd` say (RFC 3533, section 6), read by pread alone. */

/* Whether its last page is there, whole, and says that it is the last. */
gboolean attune_ogg_is_whole   (int    fd,
                                gint64 size);
/* How long its sound is, microseconds; -1 where there is more than one stream, another than Opus (RFC 7845) and Vorbis, or
 * one that does not begin at its beginning. */
gint64   attune_ogg_measure_us (int    fd,
                                gint64 size);
