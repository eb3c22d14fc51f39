/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a recording: whatever a header claims, the sound found lies within the file. */
#define G_LOG_DOMAIN "AttuneTest"
#define _GNU_SOURCE

#include "config.h"

#include "fuzz-target.h"

#include "attune-ending.h"
#include "attune-ogg.h"
#include "attune-wav.h"

#include <sys/mman.h>
#include <unistd.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  AttuneWavLayout layout;
  gint64 n_samples;
  int fd = memfd_create ("recording", MFD_CLOEXEC);

  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);

  if (attune_wav_parse (fd, (gint64) size, "recording", &layout, &error) == ATTUNE_WAV_LINEAR)
    {
      gint64 frame = (gint64) attune_sample_kind_get_size (layout.sample) * layout.channels;

      g_assert_cmpuint (layout.rate, >=, 1);
      g_assert_cmpint (layout.offset, >=, 0);
      g_assert_cmpint (layout.n_frames, >=, 1);
      g_assert_cmpint (layout.offset + layout.n_frames * frame, <=, (gint64) size);
    }

  attune_ending_look (fd, (gint64) size, &n_samples);
  g_assert_cmpint (n_samples, >=, 0);
  g_assert_cmpint (attune_ogg_measure_us (fd, (gint64) size), >=, -1);
  close (fd);
  return 0;
}
