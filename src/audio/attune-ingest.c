/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-ingest-private.h"

#include "attune-audio-error.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_CACHE_LIMIT (G_GUINT64_CONSTANT (4) << 30)
#define DEFAULT_MAX_SECONDS (24 * 60 * 60)
#define DEFAULT_PATIENCE    20
#define HELPER_NAME         "attune-decoder"

struct _AttuneIngest
{
  GObject parent_instance;

  char *cache_directory;
  guint64 cache_limit;
  char *helper;
  gboolean is_apart;
  guint max_seconds;
  guint patience;
  int takes_aac; /* atomic */

  /* Under the mutex. */
  GMutex mutex;
  GCond is_settled;
  guint n_loading;
};

G_DEFINE_FINAL_TYPE (AttuneIngest, attune_ingest, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CACHE_DIRECTORY,
  PROP_CACHE_LIMIT,
  PROP_HELPER,
  PROP_IS_APART,
  PROP_MAX_SECONDS,
  PROP_PATIENCE,
  PROP_TAKES_AAC,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Beside the running program, as in the build folder, or where it is installed. */
static char *
find_helper (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  if (program != NULL)
    {
      g_autofree char *directory = g_path_get_dirname (program);
      g_autofree char *beside = g_build_filename (directory, HELPER_NAME, NULL);

      if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&beside);
    }
  return g_build_filename (PKGLIBEXECDIR, HELPER_NAME, NULL);
}

static void
attune_ingest_constructed (GObject *object)
{
  AttuneIngest *self = ATTUNE_INGEST (object);

  G_OBJECT_CLASS (attune_ingest_parent_class)->constructed (object);

  if (self->cache_directory == NULL)
    self->cache_directory = g_build_filename (g_get_user_cache_dir (), "attune", "audio", NULL);
  if (self->helper == NULL)
    self->helper = find_helper ();
}

static void
attune_ingest_finalize (GObject *object)
{
  AttuneIngest *self = ATTUNE_INGEST (object);

  g_free (self->cache_directory);
  g_free (self->helper);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->is_settled);

  G_OBJECT_CLASS (attune_ingest_parent_class)->finalize (object);
}

static void
attune_ingest_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  AttuneIngest *self = ATTUNE_INGEST (object);

  switch (property_id)
    {
    case PROP_CACHE_DIRECTORY:
      g_value_set_string (value, self->cache_directory);
      break;
    case PROP_CACHE_LIMIT:
      g_value_set_uint64 (value, self->cache_limit);
      break;
    case PROP_HELPER:
      g_value_set_string (value, self->helper);
      break;
    case PROP_IS_APART:
      g_value_set_boolean (value, self->is_apart);
      break;
    case PROP_MAX_SECONDS:
      g_value_set_uint (value, self->max_seconds);
      break;
    case PROP_PATIENCE:
      g_value_set_uint (value, self->patience);
      break;
    case PROP_TAKES_AAC:
      g_value_set_boolean (value, attune_ingest_get_takes_aac (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
attune_ingest_set_property (GObject *object,
                            guint property_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  AttuneIngest *self = ATTUNE_INGEST (object);

  switch (property_id)
    {
    case PROP_CACHE_DIRECTORY:
      self->cache_directory = g_value_dup_string (value);
      break;
    case PROP_CACHE_LIMIT:
      self->cache_limit = g_value_get_uint64 (value);
      break;
    case PROP_HELPER:
      self->helper = g_value_dup_string (value);
      break;
    case PROP_IS_APART:
      self->is_apart = g_value_get_boolean (value);
      break;
    case PROP_MAX_SECONDS:
      self->max_seconds = g_value_get_uint (value);
      break;
    case PROP_PATIENCE:
      self->patience = g_value_get_uint (value);
      break;
    case PROP_TAKES_AAC:
      g_atomic_int_set (&self->takes_aac, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
attune_ingest_class_init (AttuneIngestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = attune_ingest_constructed;
  object_class->finalize = attune_ingest_finalize;
  object_class->get_property = attune_ingest_get_property;
  object_class->set_property = attune_ingest_set_property;

  properties[PROP_CACHE_DIRECTORY] = g_param_spec_string ("cache-directory", NULL, NULL, NULL,
                                                          flags);
  properties[PROP_CACHE_LIMIT] = g_param_spec_uint64 ("cache-limit", NULL, NULL, 0, G_MAXUINT64,
                                                      DEFAULT_CACHE_LIMIT, flags);
  properties[PROP_HELPER] = g_param_spec_string ("helper", NULL, NULL, NULL, flags);
  properties[PROP_IS_APART] = g_param_spec_boolean ("is-apart", NULL, NULL, TRUE, flags);
  properties[PROP_MAX_SECONDS] = g_param_spec_uint ("max-seconds", NULL, NULL, 1, 7 * 86400,
                                                    DEFAULT_MAX_SECONDS, flags);
  properties[PROP_PATIENCE] = g_param_spec_uint ("patience", NULL, NULL, 1, 3600, DEFAULT_PATIENCE,
                                                 flags);
  properties[PROP_TAKES_AAC] = g_param_spec_boolean ("takes-aac", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_ingest_init (AttuneIngest *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->is_settled);
}

AttuneIngest *
attune_ingest_new (void)
{
  return g_object_new (ATTUNE_TYPE_INGEST, NULL);
}

const char *
attune_ingest_get_cache_directory (AttuneIngest *self)
{
  g_return_val_if_fail (ATTUNE_IS_INGEST (self), NULL);

  return self->cache_directory;
}

guint64
attune_ingest_get_cache_limit (AttuneIngest *self)
{
  g_return_val_if_fail (ATTUNE_IS_INGEST (self), 0);

  return self->cache_limit;
}

const char *
attune_ingest_get_helper (AttuneIngest *self)
{
  g_return_val_if_fail (ATTUNE_IS_INGEST (self), NULL);

  return self->helper;
}

gboolean
attune_ingest_get_is_apart (AttuneIngest *self)
{
  g_return_val_if_fail (ATTUNE_IS_INGEST (self), TRUE);

  return self->is_apart;
}

guint
attune_ingest_get_max_seconds (AttuneIngest *self)
{
  g_return_val_if_fail (ATTUNE_IS_INGEST (self), 0);

  return self->max_seconds;
}

gboolean
attune_ingest_check_length (AttuneIngest *self,
                            const char *name,
                            guint rate,
                            gint64 n_frames,
                            GError **error)
{
  g_return_val_if_fail (ATTUNE_IS_INGEST (self) && rate > 0, FALSE);

  if (n_frames / rate < (gint64) self->max_seconds)
    return TRUE;

  g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_LIMIT,
               _ ("“%s” is longer than the %u hours that are taken in. Cut it into parts."), name,
               self->max_seconds / 3600);
  return FALSE;
}

guint
attune_ingest_get_patience (AttuneIngest *self)
{
  g_return_val_if_fail (ATTUNE_IS_INGEST (self), 0);

  return self->patience;
}

gboolean
attune_ingest_get_takes_aac (AttuneIngest *self)
{
  g_return_val_if_fail (ATTUNE_IS_INGEST (self), FALSE);

  return g_atomic_int_get (&self->takes_aac);
}

void
attune_ingest_enter (AttuneIngest *self)
{
  g_mutex_lock (&self->mutex);
  self->n_loading++;
  g_mutex_unlock (&self->mutex);
}

void
attune_ingest_leave (AttuneIngest *self)
{
  g_mutex_lock (&self->mutex);
  if (--self->n_loading == 0)
    g_cond_broadcast (&self->is_settled);
  g_mutex_unlock (&self->mutex);
}

void
attune_ingest_settle (AttuneIngest *self)
{
  g_return_if_fail (ATTUNE_IS_INGEST (self));

  g_mutex_lock (&self->mutex);
  while (self->n_loading > 0)
    g_cond_wait (&self->is_settled, &self->mutex);
  g_mutex_unlock (&self->mutex);
}
