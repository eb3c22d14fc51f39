/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"
#define _GNU_SOURCE

#include "config.h"

#include "attune-probe.h"

#include "attune-audio-error.h"
#include "attune-decoder-client.h"
#include "attune-frames.h"
#include "attune-ogg.h"
#include "attune-source.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* Of sound that is looked at and thrown away. */
#define MOST_BYTES (G_GINT64_CONSTANT (64) << 20)
#define WAIT_MS    500
/* Samples that are looked at in one go. */
#define LOOK_SAMPLES 16384

typedef struct
{
  AttuneIngest *ingest;
  char *path;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->ingest);
  g_free (request->path);
  g_free (request);
}

void
attune_probe_free (AttuneProbe *self)
{
  g_free (self->warning);
  g_free (self);
}

/* In frames, by what the file itself says: 0 where it says nothing, or only suggests it as MP3 and AAC do. */
static gint64
find_length (const AttuneSource *source, const AttuneDecoderRecord *record)
{
  gint64 us;

  if (source->warning != NULL)
    return 0;
  if (source->n_samples > 0)
    return source->n_samples;
  if (source->kind == ATTUNE_WAV_CODED)
    return record->n_frames_expected;
  us = attune_ogg_measure_us (source->fd, source->status.st_size);
  return us > 0 ? attune_us_to_frames (us, record->rate) : 0;
}

static void
fill_from_record (AttuneProbe *probe,
                  const AttuneSource *source,
                  const AttuneDecoderRecord *record,
                  gint64 n_frames)
{
  probe->rate = record->rate;
  probe->channels = record->channels;
  if (record->kind == ATTUNE_DECODER_DONE)
    n_frames = record->n_frames;
  else if (n_frames == 0)
    n_frames = find_length (source, record);
  if (n_frames > 0)
    probe->duration_us = attune_frames_to_us (n_frames, record->rate);
}

static gboolean
set_silence_error (const AttuneSource *source, GError **error)
{
  g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_HELPER,
               _ ("The decoder broke off while reading “%s”. The file may be damaged: export it "
                  "again from where it came."),
               source->name);
  return FALSE;
}

static gboolean
set_patience_error (const AttuneSource *source, GError **error)
{
  g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_LIMIT,
               _ ("Decoding “%s” makes no progress and was given up. The file may be damaged: "
                  "export it again from where it came."),
               source->name);
  return FALSE;
}

/* Waits for the first sound, or for the word that there is none. */
static gboolean
await_sound (AttuneDecoderClient *client,
             const AttuneSource *source,
             guint patience,
             GCancellable *cancellable,
             AttuneDecoderRecord *out_record,
             GError **error)
{
  gint64 end = g_get_monotonic_time () + patience * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end &&
         !g_cancellable_set_error_if_cancelled (cancellable, error))
    switch (attune_decoder_client_read (client, WAIT_MS, cancellable, out_record))
      {
      case ATTUNE_DECODER_CLIENT_RECORD:
        if (out_record->n_frames > 0)
          return TRUE;
        if (out_record->kind == ATTUNE_DECODER_PROGRESS)
          break;
        g_propagate_error (error, attune_source_describe_fault (source, out_record));
        return FALSE;
      case ATTUNE_DECODER_CLIENT_QUIET:
        break;
      case ATTUNE_DECODER_CLIENT_GONE:
        return set_silence_error (source, error);
      }
  return g_cancellable_is_cancelled (cancellable) ? FALSE : set_patience_error (source, error);
}

static gboolean
are_silent (const gint16 *samples, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (samples[i] < -ATTUNE_SILENT_PEAK || samples[i] > ATTUNE_SILENT_PEAK)
      return FALSE;
  return TRUE;
}

/* Whether the samples in the file up to byte `end` are silent, from `io_at` on, which follows. */
static gboolean
is_file_silent (int fd, gint64 *io_at, gint64 end)
{
  gint16 samples[LOOK_SAMPLES];

  while (*io_at < end)
    {
      gsize some = (gsize) MIN (end - *io_at, (gint64) sizeof samples);
      ssize_t got = pread (fd, samples, some, *io_at);

      if (got < (ssize_t) sizeof *samples || !are_silent (samples, (gsize) got / sizeof *samples))
        return FALSE;
      *io_at += got - got % (ssize_t) sizeof *samples;
    }
  return TRUE;
}

/* Goes on decoding as long as nothing is to be heard. TRUE when all of it was silent; `io_record` is the last one then. */
static gboolean
is_decoded_silent (AttuneDecoderClient *client,
                   int sound,
                   guint patience,
                   GCancellable *cancellable,
                   AttuneDecoderRecord *io_record)
{
  gint64 end = g_get_monotonic_time () + patience * G_USEC_PER_SEC;
  AttuneDecoderRecord record = *io_record;
  gint64 at = 0;

  while (is_file_silent (sound, &at, record.n_frames * (gint64) (2 * record.channels)))
    {
      if (record.kind == ATTUNE_DECODER_DONE)
        {
          *io_record = record;
          return TRUE;
        }
      if (record.kind == ATTUNE_DECODER_FAILED || g_get_monotonic_time () >= end ||
          g_cancellable_is_cancelled (cancellable) ||
          attune_decoder_client_read (client, WAIT_MS, cancellable, &record) ==
            ATTUNE_DECODER_CLIENT_GONE)
        return FALSE;
    }
  return FALSE;
}

/* Sound that can be read where it lies. */
static gboolean
is_linear_silent (AttuneSource *source, GCancellable *cancellable)
{
  g_autoptr (AttunePcm) pcm = attune_source_steal_pcm (source);
  guint channels = attune_pcm_get_channels (pcm);
  gint64 n_frames = attune_pcm_get_n_frames (pcm);
  gint64 n_look = MAX (LOOK_SAMPLES / channels, 1);
  g_autofree gint16 *samples = g_new (gint16, (gsize) n_look * channels);

  for (gint64 at = 0; at < n_frames; at += n_look)
    {
      gsize n = (gsize) MIN (n_look, n_frames - at);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (!attune_pcm_read (pcm, at, n, samples, NULL) || !are_silent (samples, n * channels))
        return FALSE;
    }
  return TRUE;
}

static gboolean
decode_some (AttuneProbe *probe,
             const AttuneSource *source,
             AttuneIngest *ingest,
             GCancellable *cancellable,
             GError **error)
{
  gint64 n_frames;
  const char *form = attune_source_find_form (source, &n_frames);
  int sound = memfd_create ("attune-probe", MFD_CLOEXEC);
  g_autoptr (AttuneDecoderClient) client = NULL;
  AttuneDecoderRecord record = { 0 };
  gboolean is_heard;

  if (sound < 0)
    {
      g_set_error_literal (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CACHE, g_strerror (errno));
      return FALSE;
    }

  client = attune_decoder_client_new (ingest, source->fd, sound, MOST_BYTES, form, error);
  is_heard = client != NULL && await_sound (client, source, attune_ingest_get_patience (ingest),
                                            cancellable, &record, error);
  if (is_heard &&
      is_decoded_silent (client, sound, attune_ingest_get_patience (ingest), cancellable, &record))
    probe->warning = attune_source_describe_silence (source);
  if (is_heard)
    fill_from_record (probe, source, &record, n_frames);
  g_clear_pointer (&client, attune_decoder_client_free);
  g_close (sound, NULL);
  return is_heard;
}

static void
probe_thread (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  g_autoptr (AttuneProbe) probe = g_new0 (AttuneProbe, 1);
  g_auto (AttuneSource) source = { .fd = -1 };
  GError *error = NULL;

  probe->duration_us = -1;
  if (!attune_source_open (request->path, NULL, &source, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (source.kind == ATTUNE_WAV_LINEAR)
    {
      probe->rate = source.layout.rate;
      probe->channels = source.layout.channels;
      probe->duration_us = attune_frames_to_us (source.layout.n_frames, source.layout.rate);
      if (is_linear_silent (&source, cancellable))
        probe->warning = attune_source_describe_silence (&source);
    }
  else if (!decode_some (probe, &source, request->ingest, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (source.warning != NULL)
    {
      g_free (probe->warning);
      probe->warning = g_steal_pointer (&source.warning);
    }
  g_task_return_pointer (task, g_steal_pointer (&probe), (GDestroyNotify) attune_probe_free);
}

void
attune_probe_file_async (AttuneIngest *ingest,
                         const char *path,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  *request = (Request){ g_object_ref (ingest), g_strdup (path) };
  g_task_set_source_tag (task, attune_probe_file_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, probe_thread);
}

AttuneProbe *
attune_probe_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
