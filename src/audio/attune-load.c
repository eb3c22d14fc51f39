/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-load-private.h"

#include "attune-analysis.h"
#include "attune-audio-cache.h"
#include "attune-audio-error.h"
#include "attune-map-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* How often a recording on its way is shown anew. */
#define PUBLISH_INTERVAL_US (100 * 1000)

struct _AttuneLoad
{
  AttuneIngest *ingest;
  char *path;
  char *name;
  GCancellable *cancellable;
  AttuneLoadPublish publish;
  gpointer user_data;

  int fd;
  struct stat status;
  AttuneAudioCache *cache;
  char *identity;

  AttunePcm *pcm;
  AttuneAnalysis *analysis;
  gint64 n_frames_expected;
  gint64 published_at;

  /* To be settled: the entry's key, and its map still to be written. */
  char *key;
  GBytes *map;
};

AttuneLoad *
attune_load_new (AttuneIngest *ingest,
                 const char *path,
                 GCancellable *cancellable,
                 AttuneLoadPublish publish,
                 gpointer user_data)
{
  AttuneLoad *self = g_new0 (AttuneLoad, 1);

  self->ingest = g_object_ref (ingest);
  self->path = g_strdup (path);
  self->name = g_path_get_basename (path);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->publish = publish;
  self->user_data = user_data;
  self->fd = -1;
  self->cache = attune_audio_cache_new (attune_ingest_get_cache_directory (ingest),
                                        attune_ingest_get_cache_limit (ingest));
  return self;
}

void
attune_load_free (AttuneLoad *self)
{
  g_object_unref (self->ingest);
  g_free (self->path);
  g_free (self->name);
  g_clear_object (&self->cancellable);
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  attune_audio_cache_free (self->cache);
  g_free (self->identity);
  g_clear_pointer (&self->pcm, attune_pcm_unref);
  g_clear_pointer (&self->analysis, attune_analysis_free);
  g_free (self->key);
  g_clear_pointer (&self->map, g_bytes_unref);
  g_free (self);
}

void
attune_load_state_clear (AttuneLoadState *state)
{
  g_clear_pointer (&state->pcm, attune_pcm_unref);
  g_clear_pointer (&state->peaks, attune_peaks_unref);
  g_clear_pointer (&state->talk_map, attune_talk_map_unref);
}

static gboolean
set_open_error (AttuneLoad *self, GError **error, int code)
{
  g_set_error (
    error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_OPEN,
    /* Translators: a path, then the system's words for what is wrong. */
    _ ("“%s” cannot be opened: %s. Check that it is still there and that you may read it."),
    self->path, g_strerror (code));
  return FALSE;
}

static gboolean
open_source (AttuneLoad *self, GError **error)
{
  /* Without O_NONBLOCK a named pipe would hold the thread for good. */
  self->fd = g_open (self->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (self->fd < 0 || fstat (self->fd, &self->status) != 0)
    return set_open_error (self, error, errno);
  if (S_ISDIR (self->status.st_mode))
    return set_open_error (self, error, EISDIR);

  if (!S_ISREG (self->status.st_mode))
    {
      g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_OPEN,
                   _ ("“%s” is no file. Choose a recording."), self->path);
      return FALSE;
    }
  if (self->status.st_size == 0)
    {
      g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_EMPTY,
                   _ ("“%s” is empty. Export it again from where it came."), self->name);
      return FALSE;
    }

  self->identity = attune_audio_cache_get_identity (self->path, &self->status);
  return TRUE;
}

static gboolean
check_length (AttuneLoad *self, guint rate, gint64 n_frames, GError **error)
{
  guint most = attune_ingest_get_max_seconds (self->ingest);

  if (n_frames / rate < (gint64) most)
    return TRUE;

  g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_LIMIT,
               _ ("“%s” is longer than the %u hours that are taken in. Cut it into parts."),
               self->name, most / 3600);
  return FALSE;
}

static void
publish (AttuneLoad *self, AttunePeaks *peaks, AttuneTalkMap *talk_map)
{
  gint64 ready = attune_pcm_get_n_frames (self->pcm);
  gint64 seen = peaks != NULL ? attune_peaks_get_n_frames (peaks) : 0;
  AttuneLoadState state = {
    .pcm = attune_pcm_ref (self->pcm),
    .peaks = peaks,
    .talk_map = talk_map,
    .n_frames = talk_map != NULL ? ready : MAX (ready, self->n_frames_expected),
  };

  state.progress = talk_map != NULL     ? 1.0
                   : state.n_frames > 0 ? (double) seen / (double) state.n_frames
                                        : 0.0;
  self->published_at = g_get_monotonic_time ();
  self->publish (state, self->user_data);
}

/* Peaks and talk map as an earlier load found them; FALSE when they have to be found. */
static gboolean
publish_cached_map (AttuneLoad *self, const char *key)
{
  g_autoptr (GBytes) map = attune_audio_cache_read (self->cache, key, "map");
  g_autoptr (AttunePeaks) peaks = NULL;
  g_autoptr (AttuneLevels) levels = NULL;

  if (map == NULL || !attune_map_file_read (map, &peaks, &levels) ||
      attune_peaks_get_n_frames (peaks) != attune_pcm_get_n_frames (self->pcm) ||
      attune_peaks_get_rate (peaks) != attune_pcm_get_rate (self->pcm) ||
      attune_peaks_get_channels (peaks) != attune_pcm_get_channels (self->pcm))
    return FALSE;

  publish (self, g_steal_pointer (&peaks), attune_talk_map_new (levels));
  return TRUE;
}

/* Looks at what is ready; shows it when it was last shown long enough ago. */
static gboolean
advance (AttuneLoad *self, gboolean *out_is_level, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
      !attune_analysis_advance (self->analysis, out_is_level, error))
    return FALSE;

  if (g_get_monotonic_time () - self->published_at >= PUBLISH_INTERVAL_US)
    publish (self, attune_analysis_get_peaks (self->analysis), NULL);
  return TRUE;
}

static void
finish_analysis (AttuneLoad *self)
{
  g_autoptr (AttunePeaks) peaks = attune_analysis_get_peaks (self->analysis);
  AttuneLevels *levels = attune_analysis_finish (self->analysis);

  self->map = attune_map_file_write (peaks, levels);
  publish (self, g_steal_pointer (&peaks), attune_talk_map_new (levels));
}

static gboolean
load_linear (AttuneLoad *self, const AttuneWavLayout *layout, GError **error)
{
  gboolean is_level = FALSE;

  if (!check_length (self, layout->rate, layout->n_frames, error))
    return FALSE;

  self->pcm = attune_pcm_new_linear (g_steal_fd (&self->fd), layout, self->name);
  self->key = g_strdup (self->identity);
  if (publish_cached_map (self, self->key))
    return TRUE;

  publish (self, NULL, NULL);
  self->analysis = attune_analysis_new (self->pcm);
  while (!is_level)
    if (!advance (self, &is_level, error))
      return FALSE;
  finish_analysis (self);
  return TRUE;
}

gboolean
attune_load_run (AttuneLoad *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  AttuneWavLayout layout;

  if (!open_source (self, error))
    return FALSE;

  switch (attune_wav_parse (self->fd, self->status.st_size, self->name, &layout, &reason))
    {
    case ATTUNE_WAV_LINEAR:
      return load_linear (self, &layout, error);
    case ATTUNE_WAV_NONE:
      if (reason != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      break;
    case ATTUNE_WAV_CODED:
      break;
    }

  g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CODEC, _ ("“%s” cannot be decoded."),
               self->name);
  return FALSE;
}

void
attune_load_settle (AttuneLoad *self)
{
  g_auto (AttuneCachePart) part = { .fd = -1 };
  gconstpointer data;
  gsize size;

  if (self->map == NULL || !attune_audio_cache_begin (self->cache, &part, NULL))
    return;

  data = g_bytes_get_data (self->map, &size);
  if (write (part.fd, data, size) == (ssize_t) size)
    attune_audio_cache_commit (self->cache, &part, self->key, "map");
  attune_audio_cache_trim (self->cache, self->key);
}
