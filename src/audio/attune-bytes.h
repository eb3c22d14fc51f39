/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whole numbers out of the bytes of a file, wherever they stand there: GStreamer's own readers take
 * the bytes for a number in memory, which an address that is not a multiple of four may not be. */

static inline guint32
attune_bytes_read_le32 (const guint8 *bytes)
{
  return (guint32) bytes[3] << 24 | (guint32) bytes[2] << 16 | (guint32) bytes[1] << 8 | bytes[0];
}

static inline guint32
attune_bytes_read_be32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static inline guint64
attune_bytes_read_le64 (const guint8 *bytes)
{
  return (guint64) attune_bytes_read_le32 (bytes + 4) << 32 | attune_bytes_read_le32 (bytes);
}

G_END_DECLS
