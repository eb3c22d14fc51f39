/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-decoder-client.h"

#include "attune-audio-error.h"
#include "attune-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_RATE     768000
#define MAX_CHANNELS 32

/* The descriptors as the helper has them, from the first free one on. */
enum
{
  INPUT_FD = 3,
  PCM_FD,
  RECORD_FD
};

struct _AttuneDecoderClient
{
  GSubprocess *process;
  int record_fd;
  int pcm_fd;
  AttuneDecoderRecord last;
  AttuneDecoderRecord partial; /* the first `n_partial` bytes of the next one */
  gsize n_partial;
};

static gboolean
make_pipe (int *out_read, int *out_write, GError **error)
{
  int ends[2];

  if (!g_unix_open_pipe (ends, FD_CLOEXEC, error))
    return FALSE;
  *out_read = ends[0];
  *out_write = ends[1];
  return g_unix_set_fd_nonblocking (ends[0], TRUE, error);
}

/* The helper is a session of its own: it has no terminal, and what a sandbox has begun and not yet tied to itself ends with
 * it. A session begun inside the sandbox would leave the group before it is tied to it. */
static void
lead_session_cb (gpointer data)
{
  setsid ();
}

static GSubprocess *
spawn (const char *helper,
       int input_fd,
       int pcm_fd,
       int record_fd,
       const char *const *words,
       GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) reason = NULL;
  GSubprocess *process;

  g_subprocess_launcher_take_fd (launcher, fcntl (input_fd, F_DUPFD_CLOEXEC, 10), INPUT_FD);
  g_subprocess_launcher_take_fd (launcher, fcntl (pcm_fd, F_DUPFD_CLOEXEC, 10), PCM_FD);
  g_subprocess_launcher_take_fd (launcher, record_fd, RECORD_FD);
  g_subprocess_launcher_set_child_setup (launcher, lead_session_cb, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, words, &reason);
  if (process == NULL)
    g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_HELPER,
                 _ ("The decoder “%s” cannot be started: %s. Install Attune again."), helper,
                 reason->message);
  return process;
}

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer has_ended)
{
  g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL);
  *(gboolean *) has_ended = TRUE;
}

static gboolean
give_up_cb (gpointer process)
{
  g_subprocess_force_exit (process);
  return G_SOURCE_REMOVE;
}

/* Until it ends, or is ended after `seconds`. */
static void
wait_for_end (GSubprocess *process, guint seconds)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) patience = g_timeout_source_new_seconds (seconds);
  gboolean has_ended = FALSE;

  g_source_set_callback (patience, give_up_cb, process, NULL);
  g_source_attach (patience, context);
  g_main_context_push_thread_default (context);
  g_subprocess_wait_async (process, NULL, ended_cb, &has_ended);
  while (!has_ended)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (patience);
  g_main_context_pop_thread_default (context);
}

/* Where it is not there yet, the registry of plug-ins is made outside: in there, each helper would look through all of them
 * again. */
static void
prepare_registry (AttuneIngest *ingest, const char *registry)
{
  const char *words[] = { attune_ingest_get_helper (ingest), "ready", NULL };
  g_autoptr (GSubprocess) process = NULL;

  if (g_file_test (registry, G_FILE_TEST_EXISTS))
    return;
  process = g_subprocess_newv (
    words, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  if (process != NULL)
    wait_for_end (process, attune_ingest_get_patience (ingest));
}

static GStrv
wrap (AttuneIngest *ingest, const char *const *words)
{
  g_autofree char *usual = g_build_filename (g_get_user_cache_dir (), "gstreamer-1.0", NULL);
  const char *registry = g_getenv ("GST_REGISTRY");
  const char *shown[] = { registry != NULL ? registry : usual, NULL };

  /* That a program is not there is said of it, not of the sandbox. */
  if (!attune_sandbox_is_there () || !g_file_test (words[0], G_FILE_TEST_IS_EXECUTABLE))
    return g_strdupv ((GStrv) words);
  prepare_registry (ingest, shown[0]);
  return attune_sandbox_wrap (words, shown);
}

static const char *
widen_form (AttuneIngest *ingest, const char *form)
{
  if (attune_ingest_get_takes_aac (ingest) && g_str_equal (form, ATTUNE_DECODER_FORM_ANY))
    return ATTUNE_DECODER_FORM_ANY_OR_AAC;
  return form;
}

AttuneDecoderClient *
attune_decoder_client_new (AttuneIngest *ingest,
                           int input_fd,
                           int pcm_fd,
                           gint64 most_bytes,
                           const char *form,
                           GError **error)
{
  const char *helper = attune_ingest_get_helper (ingest);
  g_autofree char *bytes = g_strdup_printf ("%" G_GINT64_FORMAT, most_bytes);
  const char *words[] = {
    helper, G_STRINGIFY (3), G_STRINGIFY (4), G_STRINGIFY (5), bytes, widen_form (ingest, form),
    NULL
  };
  g_auto (GStrv) all = NULL;
  AttuneDecoderClient *self;
  GSubprocess *process;
  int read_fd, write_fd;

  G_STATIC_ASSERT (INPUT_FD == 3 && PCM_FD == 4 && RECORD_FD == 5);
  if (!make_pipe (&read_fd, &write_fd, error))
    return NULL;
  all = attune_ingest_get_is_apart (ingest) ? wrap (ingest, words) : g_strdupv ((GStrv) words);
  process = spawn (helper, input_fd, pcm_fd, write_fd, (const char *const *) all, error);
  if (process == NULL)
    {
      g_close (read_fd, NULL);
      return NULL;
    }

  self = g_new0 (AttuneDecoderClient, 1);
  self->process = process;
  self->record_fd = read_fd;
  self->pcm_fd = pcm_fd;
  return self;
}

void
attune_decoder_client_free (AttuneDecoderClient *self)
{
  const char *pid = g_subprocess_get_identifier (self->process);

  if (pid != NULL)
    kill (-(pid_t) g_ascii_strtoll (pid, NULL, 10), SIGKILL);
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_close (self->record_fd, NULL);
  g_free (self);
}

static gboolean
is_believable (AttuneDecoderClient *self, const AttuneDecoderRecord *record)
{
  const AttuneDecoderRecord *last = &self->last;
  gint64 frame_bytes = 2 * (gint64) record->channels;
  struct stat status;

  if (record->magic != ATTUNE_DECODER_MAGIC || record->kind < ATTUNE_DECODER_PROGRESS ||
      record->kind > ATTUNE_DECODER_FAILED || record->rate > MAX_RATE ||
      record->channels > MAX_CHANNELS || record->n_frames < last->n_frames)
    return FALSE;
  if (record->n_frames == 0)
    return record->kind != ATTUNE_DECODER_DONE;
  if (record->rate == 0 || record->channels == 0 || fstat (self->pcm_fd, &status) != 0 ||
      record->n_frames > (gint64) status.st_size / frame_bytes)
    return FALSE;
  return last->rate == 0 || (record->rate == last->rate && record->channels == last->channels);
}

/* Takes what is there and waits for nothing: a helper gone mad may send a part of a record and no more. */
static AttuneDecoderClientResult
read_record (AttuneDecoderClient *self, AttuneDecoderRecord *out_record)
{
  while (self->n_partial < sizeof self->partial)
    {
      ssize_t got = read (self->record_fd, (guint8 *) &self->partial + self->n_partial,
                          sizeof self->partial - self->n_partial);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0 && errno == EAGAIN)
        return ATTUNE_DECODER_CLIENT_QUIET;
      if (got <= 0)
        return ATTUNE_DECODER_CLIENT_GONE;
      self->n_partial += (gsize) got;
    }
  self->n_partial = 0;
  *out_record = self->partial;
  return ATTUNE_DECODER_CLIENT_RECORD;
}

AttuneDecoderClientResult
attune_decoder_client_read (AttuneDecoderClient *self,
                            int wait_ms,
                            GCancellable *cancellable,
                            AttuneDecoderRecord *out_record)
{
  GPollFD ends[2] = { { .fd = self->record_fd, .events = G_IO_IN } };
  gboolean can_cancel = g_cancellable_make_pollfd (cancellable, &ends[1]);
  int n_ready = g_poll (ends, can_cancel ? 2 : 1, wait_ms);
  AttuneDecoderRecord record;
  AttuneDecoderClientResult result;

  if (can_cancel)
    g_cancellable_release_fd (cancellable);
  if (n_ready <= 0 || ends[0].revents == 0)
    return ATTUNE_DECODER_CLIENT_QUIET;

  result = read_record (self, &record);
  if (result != ATTUNE_DECODER_CLIENT_RECORD)
    return result;
  if (!is_believable (self, &record))
    return ATTUNE_DECODER_CLIENT_GONE;
  record.text[sizeof record.text - 1] = '\0';
  if (!g_utf8_validate (record.text, -1, NULL))
    record.text[0] = '\0';
  self->last = record;
  *out_record = record;
  return ATTUNE_DECODER_CLIENT_RECORD;
}
