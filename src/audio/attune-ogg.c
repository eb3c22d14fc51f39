/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-ogg.h"

#include "attune-bytes.h"

#include <string.h>
#include <unistd.h>

/* The largest page of Ogg has a header of 27 bytes, 255 sizes and 255 times 255 bytes. */
#define OGG_HEADER     27
#define OGG_PAGE_BYTES (OGG_HEADER + 255 + 255 * 255)
#define OGG_LAST       0x04
#define OGG_POLYNOMIAL 0x04c11db7u
/* More that look like pages and are none are no accident. */
#define MAX_OGG_PAGES 16

/* Pages until the sound begins; tags may hold a picture. */
#define MAX_HEAD_PAGES 64
/* A packet of Opus has at most 5760 samples, a block of Vorbis 8192. */
#define MAX_PACKET_SAMPLES 8192
#define OPUS_RATE          48000

static gint64
read_granule (const guint8 *page)
{
  return (gint64) attune_bytes_read_le64 (page + 6);
}

/* Bytes 22 to 25 are the sum itself, and count as zeros. */
static guint32
sum_ogg_page (const guint8 *page, gsize n)
{
  guint32 sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      sum ^= (guint32) (i >= 22 && i < 26 ? 0 : page[i]) << 24;
      for (guint bit = 0; bit < 8; bit++)
        sum = sum & 0x80000000u ? sum << 1 ^ OGG_POLYNOMIAL : sum << 1;
    }
  return sum;
}

/* The size of the page that begins there, 0 unless a whole one does. */
static gsize
measure_ogg_page (const guint8 *bytes, gsize n)
{
  gsize size;

  if (n < OGG_HEADER || bytes[4] != 0 || n < OGG_HEADER + (gsize) bytes[26])
    return 0;

  size = OGG_HEADER + (gsize) bytes[26];
  for (guint i = 0; i < bytes[26]; i++)
    size += bytes[OGG_HEADER + i];
  if (size > n || sum_ogg_page (bytes, size) != attune_bytes_read_le32 (bytes + 22))
    return 0;
  return size;
}

/* The last whole page among the `n` bytes at the end of a file, NULL for none. */
static const guint8 *
find_last_page (const guint8 *tail, gsize n)
{
  guint n_pages = 0;

  for (gsize at = n; at-- > 0 && n_pages < MAX_OGG_PAGES;)
    {
      if (n - at < 4 || memcmp (tail + at, "OggS", 4) != 0)
        continue;
      if (measure_ogg_page (tail + at, n - at) > 0)
        return tail + at;
      n_pages++;
    }
  return NULL;
}

static guint8 *
read_tail (int fd, gint64 size, gsize *out_n)
{
  gsize n = (gsize) CLAMP (size, 0, 2 * OGG_PAGE_BYTES);
  g_autofree guint8 *tail = g_malloc (n + 1);

  if (pread (fd, tail, n, (off_t) (size - (gint64) n)) != (ssize_t) n)
    return NULL;
  *out_n = n;
  return g_steal_pointer (&tail);
}

gboolean
attune_ogg_is_whole (int fd, gint64 size)
{
  gsize n = 0;
  g_autofree guint8 *tail = read_tail (fd, size, &n);
  const guint8 *last = tail != NULL ? find_last_page (tail, n) : NULL;

  return last != NULL && (last[5] & OGG_LAST) != 0;
}

/* The header of the page at `offset` with its sizes, and where the next one begins; FALSE where there is none. */
static gboolean
read_header (int fd, gint64 *offset, guint8 *header)
{
  ssize_t got = pread (fd, header, OGG_HEADER + 255, (off_t) *offset);

  if (got < OGG_HEADER || memcmp (header, "OggS", 4) != 0 || got < OGG_HEADER + header[26])
    return FALSE;
  *offset += OGG_HEADER + header[26];
  for (guint i = 0; i < header[26]; i++)
    *offset += header[OGG_HEADER + i];
  return TRUE;
}

/* Whether the sound begins with the file: a page has no more samples before its end than its packets hold. */
static gboolean
begins_at_zero (int fd, gint64 offset)
{
  guint8 header[OGG_HEADER + 255];

  for (guint i = 0; i < MAX_HEAD_PAGES && read_header (fd, &offset, header); i++)
    if (read_granule (header) > 0)
      return read_granule (header) <= (gint64) header[26] * MAX_PACKET_SAMPLES;
  return FALSE;
}

/* What the first page says of its stream; FALSE for any but Opus and Vorbis. */
static gboolean
read_first_page (int fd, gint64 *offset, guint8 *header, guint *out_rate, guint *out_skip)
{
  guint8 head[16];
  gint64 body;

  if (!read_header (fd, offset, header))
    return FALSE;
  body = OGG_HEADER + header[26];
  if (pread (fd, head, sizeof head, (off_t) body) != sizeof head)
    return FALSE;

  if (memcmp (head, "OpusHead", 8) == 0)
    {
      *out_rate = OPUS_RATE;
      *out_skip = head[10] | (guint) head[11] << 8;
      return TRUE;
    }
  *out_rate = attune_bytes_read_le32 (head + 12);
  *out_skip = 0;
  return memcmp (head, "\1vorbis", 7) == 0 && *out_rate > 0;
}

gint64
attune_ogg_measure_us (int fd, gint64 size)
{
  guint8 first[OGG_HEADER + 255];
  gint64 offset = 0;
  guint rate, skip;
  gsize n = 0;
  g_autofree guint8 *tail = NULL;
  const guint8 *last;

  if (!read_first_page (fd, &offset, first, &rate, &skip) || !begins_at_zero (fd, offset))
    return -1;
  tail = read_tail (fd, size, &n);
  last = tail != NULL ? find_last_page (tail, n) : NULL;
  if (last == NULL || memcmp (last + 14, first + 14, 4) != 0 || read_granule (last) <= skip ||
      read_granule (last) > G_MAXINT64 / G_USEC_PER_SEC)
    return -1;
  return (read_granule (last) - skip) * G_USEC_PER_SEC / rate;
}
