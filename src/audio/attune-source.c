/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-source.h"

#include "attune-audio-error.h"
#include "attune-decoder-client.h"
#include "attune-ending.h"
#include "attune-wav-codec.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
set_open_error (const char *place, const char *name, int code, GError **error)
{
  g_autofree char *path = g_filename_display_name (place);

  if (name == NULL)
    g_set_error (
      error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_OPEN,
      /* Translators: a path, then the system's words for what is wrong. */
      _ ("“%s” cannot be opened: %s. Check that it is still there and that you may read it."), path,
      g_strerror (code));
  else
    g_set_error (
      error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_OPEN,
      /* Translators: a recording's name, the system's words for what is wrong, a path. */
      _ ("“%s” cannot be opened: %s. Check that %s is still there and that you may read it."), name,
      g_strerror (code), path);
  return FALSE;
}

static gboolean
check_file (const AttuneSource *source, const char *path, const char *name, GError **error)
{
  if (S_ISDIR (source->status.st_mode))
    return set_open_error (path, name, EISDIR, error);
  if (!S_ISREG (source->status.st_mode))
    {
      g_autofree char *place = g_filename_display_name (path);

      g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_OPEN,
                   _ ("“%s” is no file. Choose a recording."), place);
      return FALSE;
    }
  if (source->status.st_size == 0)
    {
      g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_EMPTY,
                   _ ("“%s” is empty. Export it again from where it came."), source->name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
look_at_wav (AttuneSource *source, GError **error)
{
  g_autoptr (GError) reason = NULL;

  source->kind = attune_wav_parse (source->fd, source->status.st_size, source->name,
                                   &source->layout, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (source->kind == ATTUNE_WAV_LINEAR && source->layout.is_cut)
    source->warning = attune_source_describe_cut (source);
  return TRUE;
}

static void
look_at_ending (AttuneSource *source)
{
  gint64 n_frames;

  if (source->kind != ATTUNE_WAV_LINEAR &&
      g_str_equal (attune_source_find_form (source, &n_frames), ATTUNE_DECODER_FORM_ANY) &&
      attune_ending_look (source->fd, source->status.st_size, &source->n_samples) ==
        ATTUNE_ENDING_CUT)
    source->warning = attune_source_describe_cut (source);
}

gboolean
attune_source_open (const char *path, const char *name, AttuneSource *out_source, GError **error)
{
  g_auto (AttuneSource) source = { .name = name != NULL ? g_filename_display_name (name)
                                                        : g_filename_display_basename (path) };

  /* Without O_NONBLOCK a named pipe would hold the thread for good. */
  source.fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (source.fd < 0 || fstat (source.fd, &source.status) != 0)
    return set_open_error (path, name, errno, error);
  if (!check_file (&source, path, name, error) || !look_at_wav (&source, error))
    return FALSE;
  look_at_ending (&source);

  *out_source = source;
  source = (AttuneSource){ .fd = -1 };
  return TRUE;
}

void
attune_source_clear (AttuneSource *source)
{
  if (source->fd >= 0)
    g_close (source->fd, NULL);
  source->fd = -1;
  g_clear_pointer (&source->name, g_free);
  g_clear_pointer (&source->warning, g_free);
}

const char *
attune_source_find_form (const AttuneSource *source, gint64 *out_n_frames)
{
  const char *dot = strrchr (source->name, '.');
  const char *const mulaw[] = { "ulaw", "ul", "mulaw", "pcmu", "mu", NULL };
  const char *const alaw[] = { "alaw", "al", "pcma", NULL };
  g_autofree char *suffix = g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);
  guint8 first = 0;

  *out_n_frames = 0;
  if (g_str_equal (suffix, "gsm") && pread (source->fd, &first, 1, 0) == 1 && first >> 4 == 0xD)
    {
      *out_n_frames = source->status.st_size / 33 * 160;
      return ATTUNE_DECODER_FORM_GSM;
    }
  if (g_strv_contains (mulaw, suffix) || g_strv_contains (alaw, suffix))
    {
      *out_n_frames = source->status.st_size;
      return g_strv_contains (mulaw, suffix) ? ATTUNE_DECODER_FORM_MULAW : ATTUNE_DECODER_FORM_ALAW;
    }
  return ATTUNE_DECODER_FORM_ANY;
}

char *
attune_source_describe_cut (const AttuneSource *source)
{
  return g_strdup_printf (
    _ ("“%s” is cut short: its end is missing. Export it again from where it came."), source->name);
}

char *
attune_source_describe_silence (const AttuneSource *source)
{
  return g_strdup_printf (_ ("“%s” is silent from beginning to end. Check how it was recorded."),
                          source->name);
}

GError *
attune_source_describe_fault (const AttuneSource *source, const AttuneDecoderRecord *record)
{
  gboolean is_silent = record->fault == ATTUNE_DECODER_FAULT_NOT_AUDIO ||
                       record->fault == ATTUNE_DECODER_FAULT_NONE;
  gboolean is_unknown = is_silent || record->fault == ATTUNE_DECODER_FAULT_MISSING;
  GError *kind = source->kind == ATTUNE_WAV_CODED && is_unknown
                   ? attune_wav_codec_to_error (source->layout.code, source->name)
                   : NULL;

  if (kind != NULL)
    return kind;
  if (!is_silent || (source->warning == NULL && source->n_samples == 0))
    return attune_decoder_fault_to_error (record, source->name);
  return g_error_new (ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT,
                      _ ("“%s” is cut short or damaged: no sound is left in it. Export it again "
                         "from where it came."),
                      source->name);
}

AttunePcm *
attune_source_steal_pcm (AttuneSource *source)
{
  g_return_val_if_fail (source->kind == ATTUNE_WAV_LINEAR, NULL);

  return attune_pcm_new_linear (g_steal_fd (&source->fd), &source->layout, source->name);
}
