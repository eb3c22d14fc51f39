/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-ending.h"

#include "attune-bytes.h"
#include "attune-ogg.h"

#include <string.h>
#include <unistd.h>

/* Boxes of MPEG-4 that are looked at, and recorders that never came back to fill in a RIFF size. */
#define MAX_BOXES 64
#define RIFF_OPEN 0x7fffff00u

/* What a Xing header counts may lack the tag behind the sound, and have this much of an inexact end. */
#define XING_SLACK 512

static gboolean
read_at (int fd, gint64 offset, guint8 *bytes, gsize n)
{
  return offset >= 0 && pread (fd, bytes, n, (off_t) offset) == (ssize_t) n;
}

/* Each kind --------------------------------------------------------------------------------------- */

static AttuneEnding
look_at_boxes (int fd, gint64 size)
{
  gint64 at = 0;
  guint8 header[16] = { 0 };

  for (guint i = 0; i < MAX_BOXES && at < size; i++)
    {
      guint64 box;

      if (!read_at (fd, at, header, 8))
        return ATTUNE_ENDING_CUT;
      box = attune_bytes_read_be32 (header);
      if (box == 1 && !read_at (fd, at, header, 16))
        return ATTUNE_ENDING_CUT;
      if (box == 1)
        box = (guint64) attune_bytes_read_be32 (header + 8) << 32 |
              attune_bytes_read_be32 (header + 12);
      /* 0: to the end, wherever that is. */
      if (box == 0 || box < 8)
        return ATTUNE_ENDING_UNKNOWN;
      if (box > (guint64) (size - at))
        return ATTUNE_ENDING_CUT;
      at += (gint64) box;
    }
  return ATTUNE_ENDING_WHOLE;
}

static AttuneEnding
look_at_riff (int fd, gint64 size)
{
  guint8 bytes[4];
  guint32 claimed;

  if (!read_at (fd, 4, bytes, 4))
    return ATTUNE_ENDING_CUT;
  claimed = attune_bytes_read_le32 (bytes);
  if (claimed == 0 || claimed >= RIFF_OPEN)
    return ATTUNE_ENDING_UNKNOWN;
  return (gint64) claimed + 8 > size + 1 ? ATTUNE_ENDING_CUT : ATTUNE_ENDING_WHOLE;
}

static gint64
read_flac_samples (int fd)
{
  guint8 info[26];

  if (!read_at (fd, 0, info, sizeof info) || (info[4] & 0x7f) != 0)
    return 0;
  return (gint64) (info[21] & 0x0f) << 32 | attune_bytes_read_be32 (info + 22);
}

/* Where the sound begins, behind an ID3v2 tag, whose size is in bytes of seven bits. */
static gint64
skip_id3 (int fd)
{
  guint8 tag[10];

  if (!read_at (fd, 0, tag, sizeof tag) || memcmp (tag, "ID3", 3) != 0)
    return 0;
  return 10 + ((gint64) (tag[6] & 0x7f) << 21 | (tag[7] & 0x7f) << 14 | (tag[8] & 0x7f) << 7 |
               (tag[9] & 0x7f));
}

/* The Xing header lies in the first frame, behind side information whose length depends on version and mode. */
static AttuneEnding
look_at_mpeg (int fd, gint64 size)
{
  gint64 start = skip_id3 (fd);
  guint8 frame[64];
  const guint8 *xing;
  gboolean is_mpeg1, is_mono;

  if (!read_at (fd, start, frame, sizeof frame) || frame[0] != 0xff || (frame[1] & 0xe6) != 0xe2)
    return ATTUNE_ENDING_UNKNOWN;

  is_mpeg1 = (frame[1] & 0x18) == 0x18;
  is_mono = (frame[3] & 0xc0) == 0xc0;
  xing = frame + 4 + (is_mpeg1 ? (is_mono ? 17 : 32) : (is_mono ? 9 : 17));
  if ((memcmp (xing, "Xing", 4) != 0 && memcmp (xing, "Info", 4) != 0) || (xing[7] & 3) != 3)
    return ATTUNE_ENDING_UNKNOWN;
  return start + (gint64) attune_bytes_read_be32 (xing + 12) > size + XING_SLACK
           ? ATTUNE_ENDING_CUT
           : ATTUNE_ENDING_WHOLE;
}

AttuneEnding
attune_ending_look (int fd, gint64 size, gint64 *out_n_samples)
{
  guint8 head[12];

  *out_n_samples = 0;
  if (!read_at (fd, 0, head, sizeof head))
    return ATTUNE_ENDING_UNKNOWN;
  if (memcmp (head, "OggS", 4) == 0)
    return attune_ogg_is_whole (fd, size) ? ATTUNE_ENDING_WHOLE : ATTUNE_ENDING_CUT;
  if (memcmp (head + 4, "ftyp", 4) == 0)
    return look_at_boxes (fd, size);
  if (memcmp (head, "RIFF", 4) == 0)
    return look_at_riff (fd, size);
  if (memcmp (head, "fLaC", 4) == 0)
    {
      *out_n_samples = read_flac_samples (fd);
      return ATTUNE_ENDING_UNKNOWN;
    }
  return look_at_mpeg (fd, size);
}
