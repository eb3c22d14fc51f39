/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-analysis.h"

#include "attune-peaks-builder.h"

/* Samples read at a time: what stays in the processor's cache for both looks at them. */
#define READ_SAMPLES (64 * 1024)
/* Samples of one advance: tens of milliseconds, so that the first of a long recording is seen soon. */
#define ADVANCE_SAMPLES (16 * 1024 * 1024)

struct _AttuneAnalysis
{
  AttunePcm *pcm;
  AttunePeaksBuilder *peaks;
  AttuneLevels *levels;
  gint16 *samples;
  gint64 n_frames;
};

AttuneAnalysis *
attune_analysis_new (AttunePcm *pcm)
{
  AttuneAnalysis *self = g_new0 (AttuneAnalysis, 1);
  guint rate = attune_pcm_get_rate (pcm);
  guint channels = attune_pcm_get_channels (pcm);

  self->pcm = attune_pcm_ref (pcm);
  self->peaks = attune_peaks_builder_new (rate, channels, ATTUNE_PEAKS_BLOCK, FALSE);
  self->levels = attune_levels_new (rate, channels);
  self->samples = g_new (gint16, READ_SAMPLES);
  return self;
}

void
attune_analysis_free (AttuneAnalysis *self)
{
  attune_pcm_unref (self->pcm);
  attune_peaks_builder_free (self->peaks);
  attune_levels_free (self->levels);
  g_free (self->samples);
  g_free (self);
}

gboolean
attune_analysis_advance (AttuneAnalysis *self, gboolean *out_is_level, GError **error)
{
  guint channels = attune_pcm_get_channels (self->pcm);
  gint64 ready = attune_pcm_get_n_frames (self->pcm);
  gint64 end = MIN (ready, self->n_frames + ADVANCE_SAMPLES / channels);

  while (self->n_frames < end)
    {
      gsize n = (gsize) MIN (end - self->n_frames, READ_SAMPLES / channels);

      if (!attune_pcm_read (self->pcm, self->n_frames, n, self->samples, error))
        return FALSE;
      attune_peaks_builder_feed (self->peaks, self->samples, n);
      attune_levels_feed (self->levels, self->samples, n);
      self->n_frames += (gint64) n;
    }
  *out_is_level = self->n_frames == ready;
  return TRUE;
}

AttunePeaks *
attune_analysis_get_peaks (AttuneAnalysis *self)
{
  return attune_peaks_builder_get_peaks (self->peaks);
}

AttuneLevels *
attune_analysis_finish (AttuneAnalysis *self)
{
  attune_levels_finish (self->levels);
  return self->levels;
}
