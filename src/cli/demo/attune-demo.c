/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-demo.h"

#include "attune-cli-command.h"
#include "attune-db.h"
#include "attune-demo-calls.h"
#include "attune-demo-contacts.h"
#include "attune-demo-corrections.h"
#include "attune-demo-replies.h"
#include "attune-demo-work.h"
#include "attune-form-edit.h"
#include "attune-forms.h"
#include "attune-models.h"
#include "attune-sync.h"

#include <errno.h>
#include <glib/gstdio.h>

#define SEED   20261120
#define WRITER 1
/* Evaluations of one transaction: a slice of some milliseconds. */
#define BATCH_SIZE 100
/* Contacts that wait to be evaluated, an agent. */
#define OPEN_PER_AGENT 4

/* The making of one sample. */
typedef struct
{
  AttuneStore *store;
  AttuneIdSource *ids; /* the store's; set between verbs only */
  AttuneDemoCast *cast;
  AttuneDemoForms forms;
  gsl_rng *random;
  gint64 n_imports;
  GPtrArray *items; /* AttuneBulkItem */
  guint n_done;
  guint n_all;
  AttuneDemoProgress progress;
  gpointer progress_data;
} Demo;

static AttuneStore *
create_store (const char *location, AttuneIdSource *ids, GError **error)
{
  AttuneWorkspaceSpec spec = { .name = "Northwind (sample)",
                               .time_zone = "Europe/Helsinki",
                               .is_sample = TRUE };
  AttuneStoreOptions options = { ids, WRITER };
  g_autoptr (GAsyncResult) result = NULL;

  attune_store_create_async (location, &spec, &options, NULL, attune_cli_await_cb, &result);
  return attune_store_open_finish (attune_cli_await (&result), error);
}

static GBytes *
load_bytes (const char *name, GError **error)
{
  g_autofree char *resource = g_strconcat ("/org/attuneqa/Attune/demo/", name, NULL);

  return g_resources_lookup_data (resource, 0, error);
}

static AttuneForm *
load_form (const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = load_bytes (name, error);

  if (bytes == NULL)
    return NULL;
  return attune_form_from_json (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                error);
}

/* What the forms are built on. */
static gboolean
create_model (Demo *self, GError **error)
{
  g_autoptr (GBytes) bytes = load_bytes ("interaction-model.json", error);
  g_autoptr (AttuneModel) model = NULL;
  g_autoptr (AttuneRev) rev = attune_rev_new (0);

  if (bytes == NULL)
    return FALSE;
  model = attune_model_from_json (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                  error);
  return model != NULL &&
         ATTUNE_CLI_CALL (keep_model, self->store, error, self->cast->manager, rev, model) != 0;
}

static gint64
create_form (Demo *self, AttuneForm *form, GError **error)
{
  g_autofree char *document = attune_form_to_json (form, NULL);

  return ATTUNE_CLI_CALL (create_form, self->store, error, self->cast->manager, document);
}

static gint64
get_form_rev (Demo *self, gint64 form, GError **error)
{
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CLI_CALL (load_form, self->store, error, self->cast->manager, form);

  return record != NULL ? record->summary->rev : 0;
}

static gint64
publish (Demo *self, gint64 form, GError **error)
{
  gint64 rev = get_form_rev (self, form, error);

  if (rev == 0)
    return 0;
  return ATTUNE_CLI_CALL (publish_form, self->store, error, self->cast->manager, form, rev);
}

static gboolean
save_draft (Demo *self, gint64 form, AttuneForm *draft, GError **error)
{
  g_autofree char *document = attune_form_to_json (draft, NULL);
  gint64 rev = get_form_rev (self, form, error);

  if (rev == 0)
    return FALSE;
  return ATTUNE_CLI_CALL (save_form_draft, self->store, error, self->cast->manager, form, rev,
                          document) != 0;
}

/* Takes the published document, whose revision number is in it, as the form that answers are written to. */
static gboolean
read_published (Demo *self, AttuneDemoForm *form, gint64 revision, GError **error)
{
  g_autofree char *document = NULL;

  if (revision == 0)
    return FALSE;
  document = ATTUNE_CLI_CALL (load_form_revision, self->store, error, self->cast->manager,
                              revision);
  form->revision = revision;
  form->form = document != NULL ? attune_form_from_json (document, -1, error) : NULL;
  return form->form != NULL;
}

/* What the team changed on 1 September: empathy weighs more, the farewell less. */
static AttuneForm *
change_form (AttuneForm *form, GError **error)
{
  g_autoptr (AttuneForm)
    heavier = attune_form_set_decimal (form, (AttuneFormPlace){ .element = "empathy" }, "weight",
                                       14 * ATTUNE_DECIMAL_ONE, error);

  if (heavier == NULL)
    return NULL;
  return attune_form_set_decimal (heavier, (AttuneFormPlace){ .element = "farewell" }, "weight",
                                  2 * ATTUNE_DECIMAL_ONE, error);
}

static gboolean
create_forms (Demo *self, GError **error)
{
  g_autoptr (AttuneForm) calls = load_form ("calls.json", error);
  g_autoptr (AttuneForm) changed = calls != NULL ? change_form (calls, error) : NULL;
  g_autoptr (AttuneForm) chats = changed != NULL ? load_form ("chats.json", error) : NULL;
  gint64 calls_id = chats != NULL ? create_form (self, calls, error) : 0;
  gint64 chats_id = calls_id != 0 ? create_form (self, chats, error) : 0;

  if (chats_id == 0 ||
      !read_published (self, &self->forms.calls, publish (self, calls_id, error), error) ||
      !read_published (self, &self->forms.chats, publish (self, chats_id, error), error))
    return FALSE;

  attune_id_source_set_now (self->ids, ATTUNE_DEMO_FORM_CHANGE);
  return save_draft (self, calls_id, changed, error) &&
         read_published (self, &self->forms.calls_changed, publish (self, calls_id, error), error);
}

static gboolean
flush (Demo *self, GError **error)
{
  g_autoptr (GPtrArray) items = g_steal_pointer (&self->items);

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_bulk_item_free);
  if (items->len > 0 && !ATTUNE_CLI_CALL (add_bulk, self->store, error, self->cast->manager,
                                          ++self->n_imports, items))
    return FALSE;

  self->n_done += items->len;
  if (self->progress != NULL)
    self->progress (MIN (self->n_done, self->n_all), self->n_all, self->progress_data);
  return TRUE;
}

static gboolean
add_item (Demo *self, AttuneBulkItem *item, GError **error)
{
  g_ptr_array_add (self->items, item);
  return self->items->len < BATCH_SIZE || flush (self, error);
}

static gboolean
add_agent (Demo *self, const AttuneDemoDraw *draw, guint agent, guint n_evaluations, GError **error)
{
  for (guint i = 0; i < n_evaluations; i++)
    {
      if (!add_item (self, attune_demo_draw_evaluated (draw, agent, i, n_evaluations), error))
        return FALSE;
    }
  for (guint i = 0; i < OPEN_PER_AGENT; i++)
    {
      if (!add_item (self, attune_demo_draw_open (draw, agent), error))
        return FALSE;
    }
  return flush (self, error);
}

static guint
count_evaluated (GPtrArray *items)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += ((const AttuneBulkItem *) g_ptr_array_index (items, i))->answers != NULL ? 1 : 0;
  return n;
}

static gboolean
add_contacts (Demo *self, guint n_evaluations, GError **error)
{
  AttuneDemoDraw draw = { self->cast, &self->forms, self->random };
  guint n_agents = self->cast->agents->len;

  attune_id_source_set_now (self->ids, ATTUNE_DEMO_NOW);
  g_ptr_array_unref (self->items);
  self->items = attune_demo_calls_create (&draw, attune_store_get_media_folder (self->store),
                                          n_evaluations, error);
  if (self->items == NULL)
    return FALSE;
  n_evaluations -= count_evaluated (self->items);

  for (guint i = 0; i < n_agents; i++)
    {
      guint n = n_evaluations / n_agents + (i < n_evaluations % n_agents ? 1 : 0);

      if (!add_agent (self, &draw, i, n, error))
        return FALSE;
    }
  return TRUE;
}

static void
clear_demo (Demo *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->forms.calls.form, attune_form_unref);
  g_clear_pointer (&self->forms.calls_changed.form, attune_form_unref);
  g_clear_pointer (&self->forms.chats.form, attune_form_unref);
  g_clear_pointer (&self->cast, attune_demo_cast_free);
  g_clear_pointer (&self->random, gsl_rng_free);
  if (self->store != NULL)
    attune_store_close (self->store);
  g_clear_object (&self->store);
}

static gboolean
fill_store (Demo *self, guint n_evaluations, GError **error)
{
  guint n_agents = MAX (ATTUNE_DEMO_AGENTS, n_evaluations / ATTUNE_DEMO_EVALUATIONS_PER_AGENT);

  self->n_all = n_evaluations + n_agents * OPEN_PER_AGENT;
  self->cast = attune_demo_cast_create (self->store, n_agents, error);
  return self->cast != NULL && create_model (self, error) && create_forms (self, error) &&
         add_contacts (self, n_evaluations, error) &&
         attune_demo_correct (self->store, self->cast, error) &&
         attune_demo_reply (self->store, self->cast, error) &&
         attune_demo_give_work (self->store, self->cast, error);
}

static gboolean
make_sample (Demo *self, const char *location, guint n_evaluations, GError **error)
{
  gboolean is_done;

  self->ids = attune_id_source_new_seeded (SEED, ATTUNE_DEMO_START);
  self->store = create_store (location, self->ids, error);
  if (self->store == NULL)
    return FALSE;

  self->random = gsl_rng_alloc (gsl_rng_mt19937);
  gsl_rng_set (self->random, SEED);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_bulk_item_free);
  is_done = fill_store (self, n_evaluations, error);
  clear_demo (self);
  return is_done;
}

static char *
replace_suffix (const char *location, const char *suffix)
{
  gsize length = strlen (location);

  if (g_str_has_suffix (location, ".attune"))
    length -= strlen (".attune");
  return g_strdup_printf ("%.*s%s", (int) length, location, suffix);
}

/* Where a workspace is made: in a folder of this call's own, beside the place where it goes. */
typedef struct
{
  const char *location;
  char *media;
  char *folder;
  char *made;
  char *made_media;
} Site;

static void
clear_site (Site *site)
{
  g_free (site->media);
  g_free (site->folder);
  g_free (site->made);
  g_free (site->made_media);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Site, clear_site)

static void
remove_contents (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
}

/* Of what has been moved to its place only an empty journal is left. */
static void
remove_site (const Site *site)
{
  remove_contents (site->made_media);
  g_rmdir (site->made_media);
  remove_contents (site->folder);
  g_rmdir (site->folder);
}

static gboolean
set_exists (const char *location, GError **error)
{
  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS,
               "“%s” is there already. Open it, or choose another name.", location);
  return FALSE;
}

static gboolean
choose_site (Site *site, const char *location, GError **error)
{
  g_autofree char *name = g_path_get_basename (location);

  site->location = location;
  site->media = replace_suffix (location, ".media");
  if (g_file_test (site->media, G_FILE_TEST_EXISTS))
    return set_exists (location, error);
  if (!attune_db_check_place (location, error))
    return FALSE;

  site->folder = attune_sync_make_folder (location);
  if (site->folder == NULL)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "“%s” cannot be made: %s",
                   location, g_strerror (errno));
      return FALSE;
    }
  site->made = g_build_filename (site->folder, name, NULL);
  site->made_media = replace_suffix (site->made, ".media");
  return TRUE;
}

static gboolean
move (const Site *site, const char *from, const char *to, GError **error)
{
  if (attune_sync_rename (from, to))
    return TRUE;
  if (errno == EEXIST || errno == ENOTEMPTY)
    return set_exists (site->location, error);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "“%s” cannot be made: %s", to,
               g_strerror (errno));
  return FALSE;
}

/* The recordings first: the workspace bears its name last, when it is whole. */
static gboolean
move_in (const Site *site, GError **error)
{
  if (!move (site, site->made_media, site->media, error))
    return FALSE;
  if (move (site, site->made, site->location, error))
    return TRUE;

  attune_sync_rename (site->media, site->made_media);
  return FALSE;
}

/* Whoever asked for `location` knows nothing of the name it is made under. */
static void
tell_of (GError *error, const Site *site)
{
  GString *message = g_string_new (error->message);

  g_string_replace (message, site->made, site->location, 0);
  g_string_replace (message, site->made_media, site->media, 0);
  g_free (error->message);
  error->message = g_string_free (message, FALSE);
}

/* The workspace is made under another name and gets its own when it is whole. */
gboolean
attune_demo_create (const char *location,
                    guint n_evaluations,
                    AttuneDemoProgress progress,
                    gpointer progress_data,
                    GError **error)
{
  Demo self = { .progress = progress, .progress_data = progress_data };
  g_auto (Site) site = { 0 };
  GError *local_error = NULL;
  gboolean is_done;

  if (!choose_site (&site, location, error))
    return FALSE;

  is_done = make_sample (&self, site.made, n_evaluations, &local_error) &&
            move_in (&site, &local_error);
  if (!is_done)
    {
      tell_of (local_error, &site);
      g_propagate_error (error, local_error);
    }

  clear_demo (&self);
  remove_site (&site);
  return is_done;
}
