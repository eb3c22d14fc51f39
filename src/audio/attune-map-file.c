/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-map-file.h"

#include <string.h>

#define MAGIC "ATMAP 1\n"

typedef struct
{
  char magic[8];
  guint64 checksum;
  guint32 rate;
  guint32 channels;
  guint32 frames_per_block;
  guint32 n_peaks;
  guint64 n_levels;
  gint64 n_frames;
} Header;

/* FNV-1a over words of eight bytes, the last one filled up with zeros. */
static guint64
find_checksum (const guint8 *data, gsize size)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < size; i += 8)
    {
      guint64 word = 0;

      memcpy (&word, data + i, MIN (size - i, 8));
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x100000001b3);
      hash ^= hash >> 32;
    }
  return hash;
}

GBytes *
attune_map_file_write (const AttunePeaks *peaks, const AttuneLevels *levels)
{
  guint channels = attune_peaks_get_channels (peaks);
  gsize n_blocks = attune_peaks_get_n_blocks (peaks);
  Header header = {
    .magic = MAGIC,
    .rate = attune_peaks_get_rate (peaks),
    .channels = channels,
    .frames_per_block = attune_peaks_get_frames_per_block (peaks),
    .n_peaks = (guint32) (n_blocks * channels),
    .n_levels = levels->values->len,
    .n_frames = attune_peaks_get_n_frames (peaks),
  };
  gsize level_size = levels->values->len * sizeof (gint16);
  GByteArray *data = g_byte_array_sized_new (
    (guint) (sizeof header + header.n_peaks * sizeof (AttunePeak) + level_size));

  g_byte_array_append (data, (const guint8 *) &header, sizeof header);
  for (gsize i = 0; i < n_blocks; i++)
    for (guint c = 0; c < channels; c++)
      {
        AttunePeak peak = attune_peaks_get_block (peaks, i, c);

        g_byte_array_append (data, (const guint8 *) &peak, sizeof peak);
      }
  g_byte_array_append (data, (const guint8 *) levels->values->data, (guint) level_size);

  header.checksum = find_checksum (data->data + 16, data->len - 16);
  memcpy (data->data, &header, sizeof header);
  return g_byte_array_free_to_bytes (data);
}

static gboolean
is_sound (const Header *header, const guint8 *data, gsize size)
{
  gsize peak_size = (gsize) header->n_peaks * sizeof (AttunePeak);

  return memcmp (header->magic, MAGIC, sizeof header->magic) == 0 && header->rate > 0 &&
         header->channels > 0 && header->frames_per_block > 0 && header->n_levels <= G_MAXINT32 &&
         size == sizeof *header + peak_size + header->n_levels * sizeof (gint16) &&
         header->checksum == find_checksum (data + 16, size - 16);
}

gboolean
attune_map_file_read (GBytes *bytes, AttunePeaks **out_peaks, AttuneLevels **out_levels)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  Header header;
  GArray *blocks;

  if (size < sizeof header)
    return FALSE;
  memcpy (&header, data, sizeof header);
  if (!is_sound (&header, data, size))
    return FALSE;

  data += sizeof header;
  blocks = g_array_sized_new (FALSE, FALSE, sizeof (AttunePeak), header.n_peaks);
  g_array_append_vals (blocks, data, header.n_peaks);
  *out_peaks = attune_peaks_new (header.rate, header.channels, header.frames_per_block,
                                 header.n_frames, blocks);

  data += header.n_peaks * sizeof (AttunePeak);
  *out_levels = attune_levels_new (header.rate, header.channels);
  (*out_levels)->n_frames = header.n_frames;
  g_array_append_vals ((*out_levels)->values, data, (guint) header.n_levels);
  return TRUE;
}
