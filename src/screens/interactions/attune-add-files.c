/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-add-files.h"

#include "attune-own-file.h"
#include "attune-transcript-import.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

/* So deep folders are looked into. */
#define MAX_DEPTH 8
/* So much of a transcript tells whether it is text. */
#define TEXT_BYTES (64 * 1024)

/* What the thread works with. */
typedef struct
{
  GPtrArray *sources; /* GFile */
  char *location;
  GCancellable *cancellable; /* borrowed */

  GHashTable *seen; /* paths */
  AttuneAddFiles *found;
  guint n_skipped; /* files in folders that are neither */
  guint n_beyond;  /* more than are taken at once */
} Gathering;

void
attune_add_file_free (AttuneAddFile *self)
{
  g_free (self->path);
  g_free (self->name);
  g_free (self->trouble);
  g_clear_pointer (&self->transcript, attune_transcript_unref);
  g_free (self);
}

void
attune_add_files_free (AttuneAddFiles *self)
{
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->remarks);
  g_free (self);
}

static void
gathering_free (gpointer data)
{
  Gathering *self = data;

  g_ptr_array_unref (self->sources);
  g_hash_table_unref (self->seen);
  g_clear_pointer (&self->found, attune_add_files_free);
  g_free (self->location);
  g_free (self);
}

/* One file ------------------------------------------------------------------------------------- */

/* Why the text file is no transcript, NULL when it is one. */
static const char *
find_fault_in_text (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autofree char *text = g_malloc0 (TEXT_BYTES + 1);
  const char *start = text;
  const char *end;
  gsize n = 0;

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), text, TEXT_BYTES, &n, NULL, NULL))
    return _ ("The file cannot be read. Check its permissions.");
  if (memchr (text, '\0', n) != NULL ||
      (!g_utf8_validate (text, (gssize) n, &end) && (n < TEXT_BYTES || end < text + n - 4)))
    return _ ("It is not text in UTF-8. Export the transcript again, or save it as UTF-8.");
  if (g_str_has_prefix (start, "\xef\xbb\xbf"))
    start += 3;
  if (g_str_has_suffix (path, ".vtt") && !g_str_has_prefix (start, "WEBVTT"))
    return _ ("It is no WebVTT transcript: it does not begin with “WEBVTT”. Export it again, or "
              "name it .txt if it is plain text.");
  return NULL;
}

static const char *
find_trouble (Gathering *self, const AttuneAddFile *file, const GStatBuf *status)
{
  if (attune_is_own_file (self->location, file->path, status))
    return _ ("It is a workspace. Drop it alone to open it.");
  if (!S_ISREG (status->st_mode))
    return _ ("It is no file. Choose a recording.");
  if (status->st_size == 0)
    return _ ("The file is empty. Export it again from where it came.");
  if (file->kind == ATTUNE_FILE_TRANSCRIPT)
    return find_fault_in_text (file->path);
  return NULL;
}

/* What is said in the bytes, or else why nothing is. */
static void
read_transcript (AttuneAddFile *file, GBytes *bytes)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneTranscriptImport)
    import = attune_transcript_import_bytes (bytes, ATTUNE_TRANSCRIPT_SOURCE_ANY, faults);
  g_autoptr (GError) error = NULL;

  if (import != NULL)
    {
      file->transcript = attune_transcript_ref (import->transcript);
      return;
    }
  attune_faults_to_error (faults, &error);
  file->trouble = g_strdup_printf (_ ("It is no transcript that can be read: %s"), error->message);
}

static void
open_transcript (AttuneAddFile *file)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (file->path, FALSE, NULL);
  g_autoptr (GBytes) bytes = mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;

  if (bytes != NULL)
    read_transcript (file, bytes);
  else
    file->trouble = g_strdup (_ ("The file cannot be read. Check its permissions."));
}

AttuneAddFile *
attune_add_file_new_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  AttuneAddFile *file = g_new0 (AttuneAddFile, 1);

  file->path = g_strdup ("");
  file->name = g_strdup (_ ("Pasted text"));
  file->kind = ATTUNE_FILE_TRANSCRIPT;
  file->modified = g_get_real_time ();
  read_transcript (file, bytes);
  return file;
}

static void
take (Gathering *self, const char *path, AttuneFileKind kind, const GStatBuf *status)
{
  AttuneAddFile *file;

  if (!g_hash_table_add (self->seen, g_strdup (path)))
    return;
  if (self->found->files->len == ATTUNE_ADD_FILES_MAX)
    {
      self->n_beyond++;
      return;
    }

  file = g_new0 (AttuneAddFile, 1);
  file->path = g_strdup (path);
  file->name = g_filename_display_basename (path);
  file->kind = kind;
  file->modified = (gint64) status->st_mtime * G_USEC_PER_SEC;
  file->trouble = g_strdup (find_trouble (self, file, status));
  if (file->trouble == NULL && kind == ATTUNE_FILE_TRANSCRIPT)
    open_transcript (file);
  g_ptr_array_add (self->found->files, file);
}

static void
take_unreadable (Gathering *self, const char *path, const char *name, const char *trouble)
{
  AttuneAddFile *file = g_new0 (AttuneAddFile, 1);

  file->path = g_strdup (path);
  file->name = g_strdup (name);
  file->kind = ATTUNE_FILE_AUDIO;
  file->trouble = g_strdup (trouble);
  g_ptr_array_add (self->found->files, file);
}

/* Folders -------------------------------------------------------------------------------------- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  g_autofree char *left_name = g_filename_display_name (*(const char *const *) a);
  g_autofree char *right_name = g_filename_display_name (*(const char *const *) b);
  g_autofree char *left = g_utf8_collate_key_for_filename (left_name, -1);
  g_autofree char *right = g_utf8_collate_key_for_filename (right_name, -1);

  return strcmp (left, right);
}

/* Names in the folder, in their order; without hidden ones. */
static GPtrArray *
list_folder (const char *path)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (*name != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* What a folder holds is taken by its name: nobody chose it file by file. Links lead nowhere. */
static void
take_folder (Gathering *self, const char *path, guint depth)
{
  g_autoptr (GPtrArray) names = list_folder (path);

  for (guint i = 0; i < names->len && !g_cancellable_is_cancelled (self->cancellable); i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *inner = g_build_filename (path, name, NULL);
      AttuneFileKind kind = attune_add_guess_kind (name);
      GStatBuf status;

      if (g_lstat (inner, &status) != 0)
        continue;
      if (S_ISDIR (status.st_mode) && depth < MAX_DEPTH)
        take_folder (self, inner, depth + 1);
      else if (S_ISREG (status.st_mode) && kind != ATTUNE_FILE_UNKNOWN)
        take (self, inner, kind, &status);
      else
        self->n_skipped++;
    }
}

static void
take_source (Gathering *self, GFile *source)
{
  g_autofree char *path = g_file_get_path (source);
  g_autofree char *parse_name = g_file_get_parse_name (source);
  g_autofree char *name = g_path_get_basename (parse_name);
  guint n_before = self->found->files->len;
  AttuneFileKind kind;
  GStatBuf status;

  if (path == NULL)
    take_unreadable (self, "", name,
                     _ ("It is not on this computer. Copy it here first, then add it."));
  else if (g_stat (path, &status) != 0)
    take_unreadable (self, path, name,
                     _ ("The file is not there, or may not be read. Check where it is."));
  else if (S_ISDIR (status.st_mode))
    {
      take_folder (self, path, 0);
      if (self->found->files->len == n_before && self->n_beyond == 0)
        g_ptr_array_add (self->found->remarks,
                         g_strdup_printf (_ ("There are no recordings in the folder “%s”."), name));
    }
  else
    {
      kind = attune_add_guess_kind (path);
      take (self, path, kind == ATTUNE_FILE_TRANSCRIPT ? kind : ATTUNE_FILE_AUDIO, &status);
    }
}

/* All of them ---------------------------------------------------------------------------------- */

static void
add_remarks (Gathering *self)
{
  if (self->n_beyond > 0)
    g_ptr_array_add (
      self->found->remarks,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%u more file was left out: so many are added at a time. Add "
                                    "it afterwards.",
                                    "%u more files were left out: so many are added at a time. Add "
                                    "them afterwards.",
                                    self->n_beyond),
                       self->n_beyond));
  if (self->n_skipped > 0)
    g_ptr_array_add (
      self->found->remarks,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%u file in the folder is neither a recording nor a "
                                    "transcript, and was left out.",
                                    "%u files in the folder are neither recordings nor "
                                    "transcripts, and were left out.",
                                    self->n_skipped),
                       self->n_skipped));
}

static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  const AttuneAddFile *left = *(const AttuneAddFile *const *) a;
  const AttuneAddFile *right = *(const AttuneAddFile *const *) b;

  return (int) left->kind - (int) right->kind;
}

static void
gather_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Gathering *self = data;

  self->cancellable = cancellable;
  for (guint i = 0; i < self->sources->len && !g_cancellable_is_cancelled (cancellable); i++)
    take_source (self, g_ptr_array_index (self->sources, i));
  /* A stable sort: names stay in order. */
  g_ptr_array_sort (self->found->files, compare_kinds);
  add_remarks (self);
  g_task_return_pointer (task, g_steal_pointer (&self->found),
                         (GDestroyNotify) attune_add_files_free);
}

void
attune_add_files_gather_async (GListModel *files,
                               const char *location,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Gathering *self = g_new0 (Gathering, 1);

  self->sources = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (self->sources, g_list_model_get_item (files, i));
  self->location = g_strdup (location);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->found = g_new0 (AttuneAddFiles, 1);
  self->found->files = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_add_file_free);
  self->found->remarks = g_ptr_array_new_with_free_func (g_free);
  g_task_set_source_tag (task, attune_add_files_gather_async);
  g_task_set_task_data (task, self, gathering_free);
  g_task_run_in_thread (task, gather_thread);
}

AttuneAddFiles *
attune_add_files_gather_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
