/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-transcript-take.h"

#include "attune-compat.h"
#include "attune-own-file.h"
#include "attune-speaker.h"
#include "attune-time-words.h"
#include "attune-transcripts.h"

#include <glib/gi18n.h>

/* So much longer than the contact a text may seem to be. */
#define SLACK_US (2 * G_USEC_PER_SEC)

/* A file on its way to becoming the text of a contact. */
typedef struct
{
  AttuneContext *context;
  AttuneInteraction *interaction;
  char *path;
  char *name;
  char *location; /* of the workspace, which is never opened */
  AttuneTranscriptImport *import;
  AttuneKeptTranscript *before; /* what is replaced */
  gint64 media;
} Taking;

static void
taking_free (Taking *self)
{
  g_object_unref (self->context);
  attune_interaction_free (self->interaction);
  g_free (self->path);
  g_free (self->name);
  g_free (self->location);
  g_clear_pointer (&self->import, attune_transcript_import_free);
  g_clear_pointer (&self->before, attune_kept_transcript_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

/* --- What came of it --- */

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;

  if (attune_store_remove_transcript_finish (ATTUNE_STORE (source), result, &error) == 0)
    attune_context_report (context, _ ("The text could not be taken back"), error);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;

  if (attune_store_restore_transcript_finish (ATTUNE_STORE (source), result, &error) == 0)
    attune_context_report (context, _ ("The text could not be taken back"), error);
}

/* What was there before makes what came go, unless there is something else by now. */
static void
undo (gpointer data)
{
  Taking *self = data;
  AttuneStore *store = attune_context_get_store (self->context);
  gint64 actor = attune_context_get_actor (self->context);

  if (self->before->media != 0)
    attune_store_restore_transcript_async (store, actor, self->before->media, self->before->rev + 1,
                                           self->media, NULL, restored_cb,
                                           g_object_ref (self->context));
  else
    attune_store_remove_transcript_async (store, actor, self->media, 1, NULL, removed_cb,
                                          g_object_ref (self->context));
}

/* Of another contact it may well be. */
static char *
describe_length (const Taking *self)
{
  gint64 end = attune_transcript_get_end_us (self->import->transcript);
  gint64 duration = self->interaction->duration_us;
  g_autofree char *end_words = NULL;
  g_autofree char *words = NULL;

  if (duration < 0 || self->interaction->channel != ATTUNE_CHANNEL_CALL ||
      end <= duration + SLACK_US)
    return NULL;
  end_words = attune_time_to_words (end);
  words = attune_time_to_words (duration);
  return g_strdup_printf (
    _ ("It goes on to %1$s, but the recording ends at %2$s. Is it the transcript of another call?"),
    end_words, words);
}

static char *
describe_remarks (const Taking *self)
{
  GString *text = g_string_new (NULL);
  GPtrArray *remarks = self->import->remarks;

  for (guint i = 0; i < MIN (remarks->len, 8); i++)
    {
      g_autofree char *line = attune_fault_describe (g_ptr_array_index (remarks, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (remarks->len > 8)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", remarks->len - 8),
                              remarks->len - 8);
    }
  return g_string_free (text, FALSE);
}

static void
tell (Taking *self)
{
  g_autofree char *length = describe_length (self);
  g_autofree char *remarks = describe_remarks (self);
  guint n = attune_transcript_get_n (self->import->transcript);
  g_autofree char *heading = g_strdup_printf (ngettext ("%1$u passage of “%2$s” added",
                                                        "%1$u passages of “%2$s” added", n),
                                              n, self->name);
  g_autofree char *body = length != NULL && *remarks != '\0'
                            ? g_strdup_printf ("%s\n\n%s", length, remarks)
                          : length != NULL ? g_strdup (length)
                                           : g_strdup (remarks);
  AttuneContext *context = self->context;

  if (*body != '\0')
    g_signal_emit_by_name (context, "told", heading, body);
  attune_context_offer_undo (context, heading, G_CALLBACK (undo), self,
                             (GDestroyNotify) taking_free);
}

/* --- Step by step --- */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Taking) self = data;
  g_autoptr (GError) error = NULL;

  self->media = attune_store_keep_transcript_finish (ATTUNE_STORE (source), result, &error);
  if (self->media == 0)
    attune_context_report (self->context, _ ("The transcript could not be added"), error);
  else
    tell (g_steal_pointer (&self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Taking) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneTranscript) transcript = NULL;
  AttuneStore *store = ATTUNE_STORE (source);

  self->before = attune_store_load_transcript_finish (store, result, &error);
  if (self->before == NULL)
    {
      attune_context_report (self->context, _ ("The transcript could not be added"), error);
      return;
    }
  transcript = attune_transcript_name_agents (self->import->transcript, self->interaction);
  attune_store_keep_transcript_async (store, attune_context_get_actor (self->context),
                                      self->interaction->id, self->before->media, self->name,
                                      transcript, NULL, kept_cb, self);
  g_steal_pointer (&self);
}

static GBytes *
read_bytes (const char *path, const char *location, GPtrArray *faults)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;
  gsize size;

  if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode) ||
      attune_is_own_file (location, path, &status))
    attune_faults_add (faults, "", _ ("This is no file that a transcript can be in."));
  else if ((guint64) status.st_size > ATTUNE_TRANSCRIPT_IMPORT_MAX_BYTES)
    attune_faults_add (faults, "", _ ("This file is larger than any transcript."));
  else if (!g_file_get_contents (path, &contents, &size, &error))
    attune_faults_add (faults, "", "%s", error->message);
  return faults->len == 0 ? g_bytes_new_take (g_steal_pointer (&contents), size) : NULL;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Taking *self = data;
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GBytes) bytes = read_bytes (self->path, self->location, faults);
  AttuneTranscriptImport *import = NULL;
  GError *error = NULL;

  if (bytes != NULL)
    import = attune_transcript_import_bytes (bytes, ATTUNE_TRANSCRIPT_SOURCE_ANY, faults);
  if (import != NULL)
    {
      g_task_return_pointer (task, import, (GDestroyNotify) attune_transcript_import_free);
      return;
    }
  attune_faults_to_error (faults, &error);
  g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Taking) self = data;
  g_autoptr (GError) error = NULL;
  AttuneContext *context = self->context;
  gint64 interaction = self->interaction->id;

  self->import = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->import == NULL)
    attune_context_report (context, _ ("The transcript could not be read"), error);
  else
    attune_store_load_transcript_async (attune_context_get_store (context),
                                        attune_context_get_actor (context), interaction, NULL,
                                        loaded_cb, g_steal_pointer (&self));
}

void
attune_transcript_take_file (AttuneContext *context,
                             const AttuneInteraction *interaction,
                             GFile *file)
{
  Taking *self = g_new0 (Taking, 1);
  g_autoptr (GTask) task = NULL;

  self->context = g_object_ref (context);
  self->interaction = attune_interaction_copy (interaction);
  self->path = g_file_get_path (file);
  self->name = g_filename_display_basename (self->path != NULL ? self->path : "");
  self->location = g_strdup (attune_store_get_location (attune_context_get_store (context)));
  task = g_task_new (NULL, NULL, read_cb, self);
  g_task_set_source_tag (task, attune_transcript_take_file);
  g_task_set_task_data (task, self, NULL);
  if (self->path != NULL)
    g_task_run_in_thread (task, read_thread);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                             _ ("It is not on this computer. Copy it here first, then add it."));
}

/* Whom it is chosen for. */
typedef struct
{
  AttuneContext *context;
  AttuneInteraction *interaction;
} Choosing;

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Choosing *self = data;
  g_autoptr (GListModel) files = attune_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL)
    attune_transcript_take_file (self->context, self->interaction, file);
  g_object_unref (self->context);
  attune_interaction_free (self->interaction);
  g_free (self);
}

void
attune_transcript_choose (GtkWidget *parent,
                          AttuneContext *context,
                          const AttuneInteraction *interaction)
{
  static const char *const suffixes[] = { "vtt", "srt", "json", "txt", "eml", NULL };
  AttuneFileRequest request = {
    .title = _ ("Add a Transcript"),
    .accept = _ ("_Add"),
    .action = GTK_FILE_CHOOSER_ACTION_OPEN,
    .filter_name = _ ("Transcripts, chats and e-mails"),
    .suffixes = suffixes,
  };
  Choosing *self = g_new (Choosing, 1);

  *self = (Choosing){ g_object_ref (context), attune_interaction_copy (interaction) };
  attune_choose_files_async (parent, &request, chosen_cb, self);
}

gboolean
attune_transcript_takes (GSList *files)
{
  g_autofree char *name = files != NULL && files->next == NULL ? g_file_get_basename (files->data)
                                                               : NULL;

  return name != NULL && attune_transcript_source_knows_name (name);
}
