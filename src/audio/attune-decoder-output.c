/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-decoder-output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Decoders hand out a few hundred bytes at a time; the file gets them in pieces worth a call. */
#define PIECE_BYTES (256 * 1024)
/* The first piece is small, so that something is seen at once, and no record waits longer than this. */
#define FIRST_PIECE_BYTES  (16 * 1024)
#define RECORD_INTERVAL_US (40 * 1000)

struct _AttuneDecoderOutput
{
  GMutex mutex;
  gboolean is_finished;
  int pcm_fd;
  int record_fd;
  gint64 most_bytes;
  AttuneDecoderRecord record;

  guint8 *piece;
  gsize n_piece;
  gint64 n_written;
  gint64 recorded_at;
};

AttuneDecoderOutput *
attune_decoder_output_new (int pcm_fd, int record_fd, gint64 most_bytes)
{
  AttuneDecoderOutput *self = g_new0 (AttuneDecoderOutput, 1);

  g_mutex_init (&self->mutex);
  self->pcm_fd = pcm_fd;
  self->record_fd = record_fd;
  self->most_bytes = most_bytes;
  self->record.magic = ATTUNE_DECODER_MAGIC;
  self->piece = g_malloc (PIECE_BYTES);
  return self;
}

void
attune_decoder_output_free (AttuneDecoderOutput *self)
{
  g_mutex_clear (&self->mutex);
  g_free (self->piece);
  g_free (self);
}

void
attune_decoder_output_set_format (AttuneDecoderOutput *self, guint rate, guint channels)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->record.rate != 0)
    return;
  self->record.rate = rate;
  self->record.channels = channels;
}

gboolean
attune_decoder_output_has_format (AttuneDecoderOutput *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->record.rate != 0;
}

void
attune_decoder_output_set_expected (AttuneDecoderOutput *self, gint64 n_frames)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->record.n_frames_expected = n_frames;
}

static void
note_fault (AttuneDecoderOutput *self, AttuneDecoderFault fault, const char *text)
{
  if (self->record.fault != ATTUNE_DECODER_FAULT_NONE)
    return;

  self->record.fault = fault;
  g_strlcpy (self->record.text, text, sizeof self->record.text);
}

void
attune_decoder_output_fail (AttuneDecoderOutput *self, AttuneDecoderFault fault, const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  note_fault (self, fault, text);
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize n)
{
  while (n > 0)
    {
      ssize_t written = write (fd, bytes, n);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      bytes += written;
      n -= (gsize) written;
    }
  return TRUE;
}

/* Without anybody to read the records there is nobody to decode for. */
static void
send_record (AttuneDecoderOutput *self, AttuneDecoderRecordKind kind)
{
  self->record.kind = kind;
  if (self->record.rate != 0)
    self->record.n_frames = self->n_written / (gint64) (2 * self->record.channels);
  if (!write_all (self->record_fd, (const guint8 *) &self->record, sizeof self->record))
    _exit (1);
  self->recorded_at = g_get_monotonic_time ();
}

static gboolean
flush (AttuneDecoderOutput *self)
{
  if (!write_all (self->pcm_fd, self->piece, self->n_piece))
    {
      note_fault (self, ATTUNE_DECODER_FAULT_CANNOT_WRITE, g_strerror (errno));
      return FALSE;
    }
  self->n_written += (gint64) self->n_piece;
  self->n_piece = 0;
  return TRUE;
}

gint64
attune_decoder_output_get_n_bytes (AttuneDecoderOutput *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_written + (gint64) self->n_piece;
}

gboolean
attune_decoder_output_write (AttuneDecoderOutput *self, const guint8 *bytes, gsize n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->is_finished)
    return FALSE;
  if (self->n_written + (gint64) (self->n_piece + n) > self->most_bytes)
    {
      note_fault (self, ATTUNE_DECODER_FAULT_TOO_LARGE, "");
      return FALSE;
    }

  while (n > 0)
    {
      gsize room = (self->n_written == 0 ? FIRST_PIECE_BYTES : PIECE_BYTES) - self->n_piece;
      gsize some = MIN (n, room);

      memcpy (self->piece + self->n_piece, bytes, some);
      self->n_piece += some;
      bytes += some;
      n -= some;
      if (some == room && !flush (self))
        return FALSE;
      if (some == room && g_get_monotonic_time () - self->recorded_at >= RECORD_INTERVAL_US)
        send_record (self, ATTUNE_DECODER_PROGRESS);
    }
  return TRUE;
}

gboolean
attune_decoder_output_finish (AttuneDecoderOutput *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gboolean is_good;

  self->is_finished = TRUE;
  flush (self);
  if (self->n_written == 0)
    note_fault (self, ATTUNE_DECODER_FAULT_NOT_AUDIO, "");
  is_good = self->record.fault == ATTUNE_DECODER_FAULT_NONE;
  send_record (self, is_good ? ATTUNE_DECODER_DONE : ATTUNE_DECODER_FAILED);
  return is_good;
}
