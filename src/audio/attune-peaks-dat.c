/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-peaks.h"

#include "attune-audio-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* audiowaveform's data format, doc/DataFormat.md there: six little-endian words (five in version 1), then for each block and
 * channel a low and a high. */
#define VERSION      2
#define FLAG_8_BIT   1
#define HEADER_WORDS 6
#define MAX_CHANNELS 32

static GBytes *
finish_dat (const guint32 *header, GByteArray *values)
{
  guint32 words[HEADER_WORDS];

  for (guint i = 0; i < HEADER_WORDS; i++)
    words[i] = GUINT32_TO_LE (header[i]);
  g_byte_array_prepend (values, (const guint8 *) words, sizeof words);
  return g_byte_array_free_to_bytes (values);
}

GBytes *
attune_peaks_to_dat (const AttunePeaks *self, guint bits)
{
  gsize n_blocks = attune_peaks_get_n_blocks (self);
  guint channels = attune_peaks_get_channels (self);
  GByteArray *values = g_byte_array_sized_new ((guint) (n_blocks * channels * bits / 4 + 64));
  const guint32 header[HEADER_WORDS] = { VERSION,
                                         bits == 8 ? FLAG_8_BIT : 0,
                                         attune_peaks_get_rate (self),
                                         attune_peaks_get_frames_per_block (self),
                                         (guint32) n_blocks,
                                         channels };

  g_return_val_if_fail (bits == 8 || bits == 16, NULL);

  for (gsize i = 0; i < n_blocks; i++)
    for (guint c = 0; c < channels; c++)
      {
        AttunePeak peak = attune_peaks_get_block (self, i, c);
        gint8 bytes[] = { (gint8) (peak.low / 256), (gint8) (peak.high / 256) };
        gint16 words[] = { GINT16_TO_LE (peak.low), GINT16_TO_LE (peak.high) };

        if (bits == 8)
          g_byte_array_append (values, (const guint8 *) bytes, sizeof bytes);
        else
          g_byte_array_append (values, (const guint8 *) words, sizeof words);
      }
  return finish_dat (header, values);
}

static AttunePeaks *
fail (GError **error, const char *name)
{
  g_set_error (
    error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT,
    _ ("“%s” is no waveform data of audiowaveform. Make it again with “attune-cli peaks”."), name);
  return NULL;
}

static gint16
read_value (const guint8 *data, gsize index, gboolean is_8_bit)
{
  gint16 word;

  if (is_8_bit)
    return (gint16) ((gint8) data[index] * 256);
  memcpy (&word, data + 2 * index, sizeof word);
  return GINT16_FROM_LE (word);
}

AttunePeaks *
attune_peaks_new_from_dat (GBytes *bytes, const char *name, GError **error)
{
  guint32 header[HEADER_WORDS] = { 0 };
  gsize size, header_size, value_size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint64 n_peaks;
  gint64 n_frames;
  GArray *blocks;

  if (size < 20)
    return fail (error, name);

  memcpy (header, data, MIN (size, sizeof header));
  for (guint i = 0; i < HEADER_WORDS; i++)
    header[i] = GUINT32_FROM_LE (header[i]);
  if (header[0] == 1)
    header[5] = 1;
  header_size = header[0] == 1 ? 20 : 24;
  value_size = header[1] & FLAG_8_BIT ? 1 : 2;

  if ((header[0] != 1 && header[0] != VERSION) || size < header_size || header[2] == 0 ||
      header[3] == 0 || header[2] > G_MAXINT32 || header[3] > G_MAXINT32 || header[5] == 0 ||
      header[5] > MAX_CHANNELS)
    return fail (error, name);
  n_peaks = (guint64) header[4] * header[5];
  if (n_peaks * 2 * value_size != size - header_size || n_peaks > G_MAXINT32)
    return fail (error, name);

  blocks = g_array_sized_new (FALSE, FALSE, sizeof (AttunePeak), (guint) n_peaks);
  g_array_set_size (blocks, (guint) n_peaks);
  for (gsize i = 0; i < n_peaks; i++)
    g_array_index (blocks, AttunePeak,
                   i) = (AttunePeak){ read_value (data + header_size, 2 * i, value_size == 1),
                                      read_value (data + header_size, 2 * i + 1, value_size == 1) };
  n_frames = (gint64) header[4] * header[3];
  return attune_peaks_new (header[2], header[5], header[3], n_frames, blocks);
}
