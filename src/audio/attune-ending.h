/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How a recording's file ends, by its own words: decoders play what there is of one that was cut off, and say nothing. */
typedef enum
{
  ATTUNE_ENDING_UNKNOWN, /* files of this kind do not say */
  ATTUNE_ENDING_WHOLE,
  ATTUNE_ENDING_CUT,     /* its end is missing */
} AttuneEnding;

/* Looks at the file of `size` bytes behind `fd` by pread alone. Ogg is whole when its last page is, and says that it is the
 * last (RFC 3533, section 6); MPEG-4 when its boxes are all there; MP3 when there are as many bytes as its Xing header
 * counts; RIFF when there are as many as it claims.
 *
 * `out_n_samples` is how many samples of a channel a FLAC file claims (RFC 9639, section 8.2), 0 where that is not known:
 * it is cut when there turn out to be fewer. */
AttuneEnding attune_ending_look (int     fd,
                                 gint64  size,
                                 gint64 *out_n_samples);
