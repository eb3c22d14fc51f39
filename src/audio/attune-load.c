/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-load-private.h"

#include "attune-analysis.h"
#include "attune-audio-cache.h"
#include "attune-audio-error.h"
#include "attune-decoder-client.h"
#include "attune-digest.h"
#include "attune-frames.h"
#include "attune-map-file.h"
#include "attune-ogg.h"
#include "attune-source.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* How often a recording on its way is shown anew. */
#define PUBLISH_INTERVAL_US (100 * 1000)
/* The first that is heard of a recording is shown sooner. */
#define FIRST_INTERVAL_US (30 * 1000)
/* Room that decoding leaves on the disk, and the most it takes of it. */
#define ROOM_LEFT_BYTES (G_GINT64_CONSTANT (256) << 20)
#define MOST_BYTES      (G_GINT64_CONSTANT (32) << 30)
/* A file of this size is hashed while the helper starts; a larger one in a thread beside it. */
#define SMALL_BYTES (8 << 20)

struct _AttuneLoad
{
  AttuneIngest *ingest;
  char *path;
  char *name; /* nullable */
  GCancellable *cancellable;
  AttuneLoadPublish publish;
  gpointer user_data;

  AttuneSource source;
  AttuneAudioCache *cache;
  char *identity;

  AttunePcm *pcm;
  AttuneAnalysis *analysis;
  gint64 n_frames_expected;
  gint64 us_expected; /* by what an Ogg file says, -1 for none */
  gint64 published_at;
  gboolean is_shown;
  char *warning;
  gboolean is_damaged;

  /* While decoding. */
  AttuneDecoderClient *client;
  gint64 room; /* bytes that the disk has for it */
  gint64 heard_at;
  GThread *digest_thread;

  /* To be settled: the entry's key, and what of it is still to be written or put in its place. */
  char *key;
  GBytes *map;
  AttuneCachePart part;
};

AttuneLoad *
attune_load_new (AttuneIngest *ingest,
                 const char *path,
                 const char *name,
                 GCancellable *cancellable,
                 AttuneLoadPublish publish,
                 gpointer user_data)
{
  AttuneLoad *self = g_new0 (AttuneLoad, 1);

  self->ingest = g_object_ref (ingest);
  self->path = g_strdup (path);
  self->name = g_strdup (name);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->publish = publish;
  self->user_data = user_data;
  self->source.fd = -1;
  self->part.fd = -1;
  self->cache = attune_audio_cache_new (attune_ingest_get_cache_directory (ingest),
                                        attune_ingest_get_cache_limit (ingest));
  return self;
}

void
attune_load_free (AttuneLoad *self)
{
  g_clear_pointer (&self->client, attune_decoder_client_free);
  if (self->digest_thread != NULL)
    g_free (g_thread_join (self->digest_thread));
  attune_cache_part_clear (&self->part);
  g_object_unref (self->ingest);
  g_free (self->path);
  g_free (self->name);
  g_free (self->warning);
  g_clear_object (&self->cancellable);
  attune_source_clear (&self->source);
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
  g_clear_pointer (&state->warning, g_free);
}

static gboolean
check_length (AttuneLoad *self, guint rate, gint64 n_frames, GError **error)
{
  return attune_ingest_check_length (self->ingest, self->source.name, rate, n_frames, error);
}

static gboolean
is_silent (AttunePeaks *peaks)
{
  for (guint c = 0; c < attune_peaks_get_channels (peaks); c++)
    {
      AttunePeak whole;

      attune_peaks_query (peaks, NULL, c, 0.0, (double) attune_peaks_get_n_frames (peaks), 1,
                          &whole);
      if (whole.low < -ATTUNE_SILENT_PEAK || whole.high > ATTUNE_SILENT_PEAK)
        return FALSE;
    }
  return TRUE;
}

/* What a listener should know, now that all of it has been heard. */
static void
find_warning (AttuneLoad *self, AttunePeaks *peaks)
{
  if (self->warning == NULL)
    self->warning = g_steal_pointer (&self->source.warning);
  if (self->warning == NULL && attune_pcm_get_n_frames (self->pcm) < self->source.n_samples)
    self->warning = attune_source_describe_cut (&self->source);
  if (self->warning == NULL && is_silent (peaks))
    self->warning = attune_source_describe_silence (&self->source);
}

/* Takes over the peaks and the talk map. */
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

  if (talk_map != NULL)
    state.progress = 1.0;
  else if (state.n_frames > 0)
    state.progress = (double) seen / (double) state.n_frames;
  if (talk_map != NULL)
    find_warning (self, peaks);
  state.warning = g_strdup (self->warning);

  self->is_shown = peaks != NULL;
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

  if (g_get_monotonic_time () - self->published_at >=
      (self->is_shown ? PUBLISH_INTERVAL_US : FIRST_INTERVAL_US))
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
load_linear (AttuneLoad *self, GError **error)
{
  gboolean is_level = FALSE;

  if (!check_length (self, self->source.layout.rate, self->source.layout.n_frames, error))
    return FALSE;

  self->pcm = attune_source_steal_pcm (&self->source);
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

/* Opens what an earlier load decoded, if that is all still there. */
static gboolean
open_cached (AttuneLoad *self, const char *key)
{
  g_autoptr (GBytes) map = attune_audio_cache_read (self->cache, key, "map");
  g_autoptr (AttunePeaks) peaks = NULL;
  g_autoptr (AttuneLevels) levels = NULL;
  struct stat status;
  gint64 frame_bytes;
  int fd;

  if (map == NULL || !attune_map_file_read (map, &peaks, &levels))
    return FALSE;
  fd = attune_audio_cache_open (self->cache, key, "pcm");
  if (fd < 0)
    return FALSE;
  frame_bytes = 2 * (gint64) attune_peaks_get_channels (peaks);
  if (fstat (fd, &status) != 0 ||
      (gint64) status.st_size != attune_peaks_get_n_frames (peaks) * frame_bytes)
    {
      g_close (fd, NULL);
      return FALSE;
    }

  self->pcm = attune_pcm_new_growing (fd, attune_peaks_get_rate (peaks),
                                      attune_peaks_get_channels (peaks), self->source.name);
  attune_pcm_grow (self->pcm, attune_peaks_get_n_frames (peaks));
  attune_pcm_complete (self->pcm);
  publish (self, g_steal_pointer (&peaks), attune_talk_map_new (levels));
  return TRUE;
}

static gint64
find_room (AttuneLoad *self)
{
  struct statvfs disk;

  if (fstatvfs (self->part.fd, &disk) != 0)
    return MOST_BYTES;
  return CLAMP ((gint64) disk.f_bavail * (gint64) disk.f_frsize - ROOM_LEFT_BYTES, 0, MOST_BYTES);
}

static gpointer
digest_cb (gpointer data)
{
  AttuneLoad *self = data;

  return attune_digest_compute (self->source.fd, self->cancellable, NULL);
}

/* Starts the helper; while it does, a small file is hashed and, if it turns out to be known under another name, opened
 * from the cache: `out_is_open`. */
static gboolean
start_decoding (AttuneLoad *self, gboolean *out_is_open, GError **error)
{
  const char *form = attune_source_find_form (&self->source, &self->n_frames_expected);

  if (!attune_audio_cache_begin (self->cache, &self->part, error))
    return FALSE;
  self->us_expected = attune_ogg_measure_us (self->source.fd, self->source.status.st_size);
  self->room = find_room (self);
  self->client = attune_decoder_client_new (self->ingest, self->source.fd, self->part.fd,
                                            self->room, form, error);
  if (self->client == NULL)
    return FALSE;
  self->heard_at = g_get_monotonic_time ();

  if (self->source.status.st_size > SMALL_BYTES)
    {
      self->digest_thread = g_thread_new ("attune-digest", digest_cb, self);
      return TRUE;
    }
  self->key = attune_digest_compute (self->source.fd, self->cancellable, NULL);
  *out_is_open = self->key != NULL && open_cached (self, self->key);
  if (*out_is_open)
    attune_audio_cache_remember (self->cache, self->identity, self->key);
  return TRUE;
}

static gboolean
set_helper_error (AttuneLoad *self, GError **error)
{
  g_set_error (
    error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_HELPER,
    _ ("The decoder broke off while reading “%s”. The file may be damaged: export it again "
       "from where it came."),
    self->source.name);
  return FALSE;
}

static gboolean
check_patience (AttuneLoad *self, GError **error)
{
  gint64 patience = attune_ingest_get_patience (self->ingest) * G_USEC_PER_SEC;

  if (g_get_monotonic_time () - self->heard_at < patience)
    return TRUE;

  g_set_error (
    error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_LIMIT,
    _ ("Decoding “%s” makes no progress and was given up. The file may be damaged: export it "
       "again from where it came."),
    self->source.name);
  return FALSE;
}

/* Sets up the sound when its format is first known, and lets it grow. */
static gboolean
take_frames (AttuneLoad *self, const AttuneDecoderRecord *record, GError **error)
{
  gint64 expected = record->n_frames_expected;
  gint64 most;

  if (record->n_frames == 0)
    return TRUE;
  if (!check_length (self, record->rate, record->n_frames, error))
    return FALSE;

  most = (gint64) attune_ingest_get_max_seconds (self->ingest) * record->rate;
  if (expected <= 0 && self->us_expected > 0)
    expected = attune_us_to_frames (self->us_expected, record->rate);
  if (expected > 0)
    self->n_frames_expected = MIN (expected, most);
  if (self->pcm == NULL)
    {
      self->pcm = attune_pcm_new_growing (fcntl (self->part.fd, F_DUPFD_CLOEXEC, 0), record->rate,
                                          record->channels, self->source.name);
      self->analysis = attune_analysis_new (self->pcm);
      attune_pcm_grow (self->pcm, record->n_frames);
      publish (self, NULL, NULL);
    }
  attune_pcm_grow (self->pcm, record->n_frames);
  return TRUE;
}

/* It is not the recording that is too large, but the disk that is too full. */
static GError *
describe_lack_of_room (AttuneLoad *self)
{
  g_autofree char *folder = g_filename_display_name (
    attune_ingest_get_cache_directory (self->ingest));

  return g_error_new (
    ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CACHE,
    /* Translators: a file name, and a folder. */
    _ ("There is not enough room to keep what is decoded of “%s”. Make room on the disk of “%s”."),
    self->source.name, folder);
}

/* The helper's last record: what is good of a damaged recording is kept, and said, but not remembered. */
static gboolean
take_end (AttuneLoad *self, const AttuneDecoderRecord *record, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (record->kind == ATTUNE_DECODER_DONE)
    return TRUE;

  fault = record->fault == ATTUNE_DECODER_FAULT_TOO_LARGE && self->room < MOST_BYTES
            ? describe_lack_of_room (self)
            : attune_source_describe_fault (&self->source, record);
  if (record->fault != ATTUNE_DECODER_FAULT_DAMAGED || self->pcm == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  self->warning = g_strdup (fault->message);
  self->is_damaged = TRUE;
  return TRUE;
}

static gboolean
take_record (AttuneLoad *self, gboolean is_level, gboolean *out_is_done, GError **error)
{
  AttuneDecoderRecord record;

  switch (
    attune_decoder_client_read (self->client, is_level ? 1000 : 0, self->cancellable, &record))
    {
    case ATTUNE_DECODER_CLIENT_RECORD:
      self->heard_at = g_get_monotonic_time ();
      *out_is_done = record.kind != ATTUNE_DECODER_PROGRESS;
      return take_frames (self, &record, error) &&
             (!*out_is_done || take_end (self, &record, error));
    case ATTUNE_DECODER_CLIENT_QUIET:
      return check_patience (self, error);
    case ATTUNE_DECODER_CLIENT_GONE:
      break;
    }
  return set_helper_error (self, error);
}

/* Follows the helper: what it has written is looked at while it goes on. */
static gboolean
follow (AttuneLoad *self, GError **error)
{
  gboolean is_done = FALSE, is_level = TRUE;

  while (!is_done || !is_level)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
          (!is_done && !take_record (self, is_level, &is_done, error)))
        return FALSE;
      if (self->pcm != NULL && !advance (self, &is_level, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_coded (AttuneLoad *self, GError **error)
{
  g_autofree char *key = attune_audio_cache_find_key (self->cache, self->identity);
  gboolean is_open = FALSE;

  if (key != NULL && open_cached (self, key))
    return TRUE;
  if (!start_decoding (self, &is_open, error))
    return FALSE;
  if (is_open)
    return TRUE;

  if (!follow (self, error))
    {
      /* Whoever plays it already should not wait for more. */
      if (self->pcm != NULL)
        attune_pcm_complete (self->pcm);
      return FALSE;
    }
  attune_pcm_complete (self->pcm);
  finish_analysis (self);
  return TRUE;
}

gboolean
attune_load_run (AttuneLoad *self, GError **error)
{
  if (!attune_source_open (self->path, self->name, &self->source, error))
    return FALSE;

  self->identity = attune_audio_cache_get_identity (self->path, &self->source.status);
  return self->source.kind == ATTUNE_WAV_LINEAR ? load_linear (self, error)
                                                : load_coded (self, error);
}

static gboolean
settle_map (AttuneLoad *self)
{
  g_auto (AttuneCachePart) part = { .fd = -1 };
  gsize size;
  gconstpointer data = g_bytes_get_data (self->map, &size);

  return attune_audio_cache_begin (self->cache, &part, NULL) &&
         write (part.fd, data, size) == (ssize_t) size &&
         attune_audio_cache_commit (self->cache, &part, self->key, "map");
}

void
attune_load_settle (AttuneLoad *self)
{
  if (self->digest_thread != NULL)
    self->key = g_thread_join (g_steal_pointer (&self->digest_thread));
  if (self->map == NULL || self->key == NULL || self->is_damaged)
    return;

  /* The sound first: a map is what tells that there is one. */
  if (self->part.fd >= 0 && !attune_audio_cache_commit (self->cache, &self->part, self->key, "pcm"))
    return;
  if (settle_map (self) && self->part.fd >= 0)
    attune_audio_cache_remember (self->cache, self->identity, self->key);
  attune_audio_cache_trim (self->cache, self->key);
}
