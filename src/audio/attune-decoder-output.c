/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"
/* For sync_file_range(). */
#define _GNU_SOURCE

#include "config.h"

#include "attune-decoder-output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Decoders hand out a few hundred bytes at a time; the file gets them in pieces worth a call and a thread's waking. The
 * first one is small, so that something is seen at once. */
#define PIECE_BYTES       (256 * 1024)
#define FIRST_PIECE_BYTES (16 * 1024)
/* Pieces that may wait to be written. */
#define MOST_PIECES 16
/* The disk is told this often to begin, so that it is nearly done when all is decoded. */
#define DISK_BYTES         (4 * 1024 * 1024)
#define RECORD_INTERVAL_US (40 * 1000)

typedef struct
{
  GstAudioInfo info;
  gsize size;
  guint8 bytes[];
} Piece;

struct _AttuneDecoderOutput
{
  int pcm_fd;
  int record_fd;
  gint64 most_bytes;
  GThread *writer;

  /* Under the mutex. */
  GMutex mutex;
  GCond is_changed;
  AttuneDecoderRecord record;
  GstAudioInfo info;
  Piece *open;
  GQueue pieces;
  gint64 n_taken;
  gboolean is_finished;

  /* Writer only. */
  GstAudioInfo written_info;
  GstAudioInfo converted_info;
  GstAudioConverter *converter;
  GByteArray *converted;
  gint64 n_written;
  gint64 n_on_disk;
  gint64 recorded_at;
};

/* The mutex is held. */
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

/* --- In the writer's thread --- */

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
  AttuneDecoderRecord record;

  g_mutex_lock (&self->mutex);
  self->record.kind = kind;
  if (self->record.rate != 0)
    self->record.n_frames = self->n_written / (gint64) (2 * self->record.channels);
  record = self->record;
  g_mutex_unlock (&self->mutex);

  if (!write_all (self->record_fd, (const guint8 *) &record, sizeof record))
    _exit (1);
  self->recorded_at = g_get_monotonic_time ();
}

static void
write_frames (AttuneDecoderOutput *self, const guint8 *bytes, gsize n)
{
  if (self->n_written + (gint64) n > self->most_bytes)
    {
      attune_decoder_output_fail (self, ATTUNE_DECODER_FAULT_TOO_LARGE, "");
      return;
    }
  if (!write_all (self->pcm_fd, bytes, n))
    {
      attune_decoder_output_fail (self, ATTUNE_DECODER_FAULT_CANNOT_WRITE, g_strerror (errno));
      return;
    }

  self->n_written += (gint64) n;
  if (self->n_written - self->n_on_disk >= DISK_BYTES)
    {
      sync_file_range (self->pcm_fd, self->n_on_disk, self->n_written - self->n_on_disk,
                       SYNC_FILE_RANGE_WRITE);
      self->n_on_disk = self->n_written;
    }
  if (g_get_monotonic_time () - self->recorded_at >= RECORD_INTERVAL_US)
    send_record (self, ATTUNE_DECODER_PROGRESS);
}

/* Noise added to round better would only make silence less silent. */
static GstAudioConverter *
make_converter (GstAudioInfo *from, GstAudioInfo *to)
{
  return gst_audio_converter_new (GST_AUDIO_CONVERTER_FLAG_NONE, from, to,
                                  gst_structure_new ("converter",
                                                     GST_AUDIO_CONVERTER_OPT_DITHER_METHOD,
                                                     GST_TYPE_AUDIO_DITHER_METHOD,
                                                     GST_AUDIO_DITHER_NONE, NULL));
}

static gboolean
set_up_converter (AttuneDecoderOutput *self, GstAudioInfo *info)
{
  if (self->converter != NULL && gst_audio_info_is_equal (info, &self->converted_info))
    return TRUE;

  g_clear_pointer (&self->converter, gst_audio_converter_free);
  self->converted_info = *info;
  self->converter = make_converter (info, &self->written_info);
  if (self->converter == NULL)
    attune_decoder_output_fail (self, ATTUNE_DECODER_FAULT_DAMAGED, "Its format changes midway");
  return self->converter != NULL;
}

static void
convert_and_write (AttuneDecoderOutput *self, Piece *piece)
{
  gsize n_in = piece->size / (gsize) GST_AUDIO_INFO_BPF (&piece->info);
  gsize n_out;
  gpointer in[1] = { piece->bytes }, out[1];

  if (!set_up_converter (self, &piece->info))
    return;
  n_out = gst_audio_converter_get_out_frames (self->converter, n_in);
  g_byte_array_set_size (self->converted,
                         (guint) (n_out * (gsize) GST_AUDIO_INFO_BPF (&self->written_info)));
  out[0] = self->converted->data;
  if (gst_audio_converter_samples (self->converter, GST_AUDIO_CONVERTER_FLAG_NONE, in, n_in, out,
                                   n_out))
    write_frames (self, self->converted->data, self->converted->len);
}

static void
write_piece (AttuneDecoderOutput *self, Piece *piece)
{
  if (self->written_info.rate == 0)
    gst_audio_info_set_format (&self->written_info, GST_AUDIO_FORMAT_S16LE, piece->info.rate,
                               piece->info.channels, piece->info.position);
  if (gst_audio_info_is_equal (&piece->info, &self->written_info))
    write_frames (self, piece->bytes, piece->size);
  else
    convert_and_write (self, piece);
}

/* The next piece to write, or NULL when there will be none. */
static Piece *
take_piece (AttuneDecoderOutput *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (g_queue_is_empty (&self->pieces) && !self->is_finished)
    g_cond_wait (&self->is_changed, &self->mutex);
  g_cond_broadcast (&self->is_changed);
  return g_queue_pop_head (&self->pieces);
}

static gpointer
writer_thread (gpointer data)
{
  AttuneDecoderOutput *self = data;
  Piece *piece;

  while ((piece = take_piece (self)) != NULL)
    {
      write_piece (self, piece);
      g_free (piece);
    }
  return NULL;
}

/* --- For the decoder --- */

AttuneDecoderOutput *
attune_decoder_output_new (int pcm_fd, int record_fd, gint64 most_bytes)
{
  AttuneDecoderOutput *self = g_new0 (AttuneDecoderOutput, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->is_changed);
  g_queue_init (&self->pieces);
  self->pcm_fd = pcm_fd;
  self->record_fd = record_fd;
  self->most_bytes = most_bytes;
  self->record.magic = ATTUNE_DECODER_MAGIC;
  self->converted = g_byte_array_new ();
  self->writer = g_thread_new ("write", writer_thread, self);
  return self;
}

void
attune_decoder_output_free (AttuneDecoderOutput *self)
{
  g_clear_pointer (&self->converter, gst_audio_converter_free);
  g_byte_array_unref (self->converted);
  g_queue_clear_full (&self->pieces, g_free);
  g_free (self->open);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->is_changed);
  g_free (self);
}

/* Hands the open piece to the writer, waiting while that has too many; the mutex is held. */
static void
close_piece (AttuneDecoderOutput *self)
{
  if (self->open == NULL)
    return;

  while (g_queue_get_length (&self->pieces) >= MOST_PIECES)
    g_cond_wait (&self->is_changed, &self->mutex);
  g_queue_push_tail (&self->pieces, g_steal_pointer (&self->open));
  g_cond_broadcast (&self->is_changed);
}

void
attune_decoder_output_set_info (AttuneDecoderOutput *self, const GstAudioInfo *info)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  close_piece (self);
  self->info = *info;
  if (self->record.rate != 0)
    return;
  self->record.rate = (guint32) info->rate;
  self->record.channels = (guint32) info->channels;
}

gboolean
attune_decoder_output_has_format (AttuneDecoderOutput *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_taken > 0;
}

void
attune_decoder_output_set_expected (AttuneDecoderOutput *self, gint64 n_frames)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->record.n_frames_expected = n_frames;
}

gint64
attune_decoder_output_get_n_bytes (AttuneDecoderOutput *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_taken;
}

/* A piece holds whole frames. */
static gsize
find_piece_size (AttuneDecoderOutput *self)
{
  gsize size = self->n_taken < FIRST_PIECE_BYTES ? FIRST_PIECE_BYTES : PIECE_BYTES;

  return size - size % (gsize) GST_AUDIO_INFO_BPF (&self->info);
}

gboolean
attune_decoder_output_write (AttuneDecoderOutput *self, const guint8 *bytes, gsize n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->info.rate == 0)
    return FALSE;

  while (n > 0 && !self->is_finished && self->record.fault == ATTUNE_DECODER_FAULT_NONE)
    {
      gsize size = find_piece_size (self);
      gsize some;

      if (self->open == NULL)
        {
          self->open = g_malloc (sizeof (Piece) + PIECE_BYTES);
          self->open->info = self->info;
          self->open->size = 0;
        }
      some = MIN (n, size - MIN (self->open->size, size));
      memcpy (self->open->bytes + self->open->size, bytes, some);
      self->open->size += some;
      self->n_taken += (gint64) some;
      bytes += some;
      n -= some;
      if (self->open->size >= size)
        close_piece (self);
    }
  return n == 0;
}

gboolean
attune_decoder_output_finish (AttuneDecoderOutput *self)
{
  gboolean is_good;

  g_mutex_lock (&self->mutex);
  close_piece (self);
  self->is_finished = TRUE;
  g_cond_broadcast (&self->is_changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->writer);

  g_mutex_lock (&self->mutex);
  if (self->n_written == 0)
    note_fault (self, ATTUNE_DECODER_FAULT_NOT_AUDIO, "");
  is_good = self->record.fault == ATTUNE_DECODER_FAULT_NONE;
  g_mutex_unlock (&self->mutex);
  send_record (self, is_good ? ATTUNE_DECODER_DONE : ATTUNE_DECODER_FAILED);
  return is_good;
}
