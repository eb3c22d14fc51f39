/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-wav.h"

#include "attune-audio-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define FORMAT_PCM        0x0001
#define FORMAT_EXTENSIBLE 0xFFFE
#define MAX_RATE          768000
#define MAX_CHANNELS      32
/* A file with more chunks than this before its sound is no recording but a trap. */
#define MAX_CHUNKS   4096
#define SIZE_UNKNOWN G_GUINT64_CONSTANT (0xFFFFFFFF)
/* What writes to a pipe claims about as much as a chunk can, since it cannot come back to say better. */
#define SIZE_OPEN G_GUINT64_CONSTANT (0x7FFF0000)

/* The last fourteen bytes of the subformat identifier that WAVE_FORMAT_EXTENSIBLE gives to plain codes. */
static const guint8 plain_subformat[] = { 0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80,
                                          0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71 };

typedef struct
{
  int fd;
  const char *name;
  gint64 file_size;
  guint64 riff_size;
  guint64 long_data_size;
  gboolean is_rf64;
  gboolean has_format;
  guint code;
  guint channels;
  guint rate;
  guint block;
  guint bits;
} Reader;

static guint16
read_u16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] | bytes[1] << 8);
}

static guint32
read_u32 (const guint8 *bytes)
{
  return read_u16 (bytes) | (guint32) read_u16 (bytes + 2) << 16;
}

static guint64
read_u64 (const guint8 *bytes)
{
  return read_u32 (bytes) | (guint64) read_u32 (bytes + 4) << 32;
}

/* Fills `bytes` from `offset`; FALSE when the file has fewer there. */
static gboolean
read_at (const Reader *reader, gint64 offset, guint8 *bytes, gsize n)
{
  gsize done = 0;

  while (done < n)
    {
      ssize_t got = pread (reader->fd, bytes + done, n - done, offset + (gint64) done);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        return FALSE;
      done += (gsize) got;
    }
  return TRUE;
}

static void
read_format (Reader *reader, gint64 offset, guint64 size)
{
  guint8 bytes[40] = { 0 };

  if (size < 16 || !read_at (reader, offset, bytes, (gsize) MIN (size, sizeof bytes)))
    return;

  reader->has_format = TRUE;
  reader->code = read_u16 (bytes);
  reader->channels = read_u16 (bytes + 2);
  reader->rate = read_u32 (bytes + 4);
  reader->block = read_u16 (bytes + 12);
  reader->bits = read_u16 (bytes + 14);

  if (reader->code == FORMAT_EXTENSIBLE && size >= sizeof bytes &&
      memcmp (bytes + 26, plain_subformat, sizeof plain_subformat) == 0)
    reader->code = read_u16 (bytes + 24);
}

/* Bytes of one sample as it is stored, 0 when no linear sample is stored so. A block that fits the channels is believed
 * before the bits are, since twelve or twenty bits lie in the high end of two or three bytes. */
static guint
find_sample_size (const Reader *reader)
{
  guint by_block = reader->block % reader->channels == 0 ? reader->block / reader->channels : 0;

  if (by_block >= 1 && by_block <= 4 && reader->bits <= by_block * 8)
    return by_block;
  return reader->bits % 8 == 0 && reader->bits <= 32 ? reader->bits / 8 : 0;
}

static gboolean
set_format_error (const Reader *reader, GError **error, const char *reason)
{
  g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT,
               /* Translators: a file name, then what is wrong with it. */
               _ (
                 "“%s” cannot be read as a WAV recording: %s. Export it again from where it came."),
               reader->name, reason);
  return FALSE;
}

/* The bytes of sound at `offset`, of which the chunk claims `claimed`; whether it claims too many. */
static gint64
find_data_size (const Reader *reader, gint64 offset, guint64 claimed, gboolean *out_is_cut)
{
  gint64 left = reader->file_size - offset;
  gboolean is_closed = reader->riff_size + 8 >= (guint64) reader->file_size - 1 &&
                       reader->riff_size + 8 <= (guint64) reader->file_size + 1;

  *out_is_cut = FALSE;
  if (reader->is_rf64 && claimed == SIZE_UNKNOWN)
    claimed = reader->long_data_size;
  if (claimed == SIZE_UNKNOWN || (claimed == 0 && !is_closed))
    return left;
  if (claimed <= (guint64) left)
    return (gint64) claimed;
  *out_is_cut = reader->is_rf64 || claimed < SIZE_OPEN;
  return left;
}

static AttuneWavKind
finish_layout (const Reader *reader,
               gint64 offset,
               guint64 claimed,
               AttuneWavLayout *out,
               GError **error)
{
  guint sample_size;
  gint64 n_frames;
  gboolean is_cut;

  if (!reader->has_format)
    return set_format_error (reader, error, _ ("it does not say how its samples are stored"));
  if (reader->channels == 0 || reader->channels > MAX_CHANNELS)
    return set_format_error (reader, error, _ ("it claims an impossible number of channels"));
  if (reader->rate == 0 || reader->rate > MAX_RATE)
    return set_format_error (reader, error, _ ("it claims an impossible sample rate"));
  if (reader->code != FORMAT_PCM)
    {
      out->code = reader->code;
      return ATTUNE_WAV_CODED;
    }

  sample_size = find_sample_size (reader);
  if (sample_size == 0)
    return set_format_error (reader, error, _ ("it claims an impossible sample size"));

  n_frames = find_data_size (reader, offset, claimed, &is_cut) / (sample_size * reader->channels);
  if (n_frames == 0)
    {
      g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_EMPTY,
                   _ ("“%s” holds no sound. Export it again from where it came."), reader->name);
      return ATTUNE_WAV_NONE;
    }

  *out = (AttuneWavLayout){
    .sample = (AttuneSampleKind) (ATTUNE_SAMPLE_U8 + sample_size - 1),
    .rate = reader->rate,
    .channels = reader->channels,
    .offset = offset,
    .n_frames = n_frames,
    .is_cut = is_cut,
    .code = reader->code,
  };
  return ATTUNE_WAV_LINEAR;
}

guint
attune_sample_kind_get_size (AttuneSampleKind kind)
{
  return (guint) (kind - ATTUNE_SAMPLE_U8) + 1;
}

AttuneWavKind
attune_wav_parse (int fd,
                  gint64 size,
                  const char *name,
                  AttuneWavLayout *out_layout,
                  GError **error)
{
  Reader reader = { .fd = fd, .name = name, .file_size = size };
  guint8 bytes[28] = { 0 };
  gint64 offset = 12;

  g_return_val_if_fail (out_layout != NULL, ATTUNE_WAV_NONE);

  if (!read_at (&reader, 0, bytes, 12) || memcmp (bytes + 8, "WAVE", 4) != 0 ||
      (memcmp (bytes, "RIFF", 4) != 0 && memcmp (bytes, "RF64", 4) != 0))
    return ATTUNE_WAV_NONE;
  reader.is_rf64 = memcmp (bytes, "RF64", 4) == 0;
  reader.riff_size = read_u32 (bytes + 4);

  for (guint i = 0; i < MAX_CHUNKS && read_at (&reader, offset, bytes, 8); i++)
    {
      guint64 chunk_size = read_u32 (bytes + 4);

      offset += 8;
      if (memcmp (bytes, "data", 4) == 0)
        return finish_layout (&reader, offset, chunk_size, out_layout, error);
      if (memcmp (bytes, "fmt ", 4) == 0 && !reader.has_format)
        read_format (&reader, offset, chunk_size);
      else if (memcmp (bytes, "ds64", 4) == 0 && read_at (&reader, offset, bytes, 16))
        {
          reader.riff_size = read_u64 (bytes);
          reader.long_data_size = read_u64 (bytes + 8);
        }
      offset += (gint64) (chunk_size + chunk_size % 2);
    }

  set_format_error (&reader, error, _ ("it ends before its sound begins"));
  return ATTUNE_WAV_NONE;
}
