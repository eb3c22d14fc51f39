/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-store.h"
#include "attune-forms.h"
#include "attune-model-report.h"
#include "attune-models.h"

/* What a model can be written as. One a line, so that lists merge. */
typedef struct
{
  const char *suffix;
  gboolean (*write) (AttuneModel *model, GPtrArray *forms, const char *path, GError **error);
  gboolean needs_forms;
} Kind;

static gboolean
write_document (AttuneModel *model, GPtrArray *forms, const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = attune_model_to_json (model, &length);

  return g_file_set_contents (path, text, (gssize) length, error);
}

static gboolean
write_paper (AttuneModel *model, GPtrArray *forms, const char *path, GError **error)
{
  g_autoptr (AttuneReport)
    report = attune_model_report_new (model, (AttuneForm *const *) forms->pdata, forms->len);

  return attune_report_write (report, path, g_get_real_time (), error);
}

static const Kind kinds[] = {
  { ".json", write_document, FALSE },
  { ".pdf", write_paper, TRUE },
};

static const Kind *
find_kind (const char *path)
{
  g_autofree char *folded = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_suffix (folded, kinds[i].suffix))
      return &kinds[i];
  return NULL;
}

/* The forms that it is measured by ------------------------------------------------------------- */

/* The text of the draft, or else of the newest revision of a form that is in use or on its way there; NULL without an error
 * for the others. */
static char *
load_document (AttuneStore *store, gint64 actor, const AttuneFormSummary *summary, GError **error)
{
  g_autoptr (AttuneFormRecord) record = NULL;

  if (summary->is_retired && !summary->has_draft)
    return NULL;
  record = ATTUNE_CLI_CALL (load_form, store, error, actor, summary->id);
  if (record == NULL)
    return NULL;
  if (record->draft != NULL)
    return g_steal_pointer (&record->draft);
  if (record->summary->latest_revision == 0)
    return NULL;
  return ATTUNE_CLI_CALL (load_form_revision, store, error, actor,
                          record->summary->latest_revision);
}

static void
free_form (gpointer form)
{
  attune_form_unref (form);
}

/* NULL with the error set. */
static GPtrArray *
load_forms (AttuneStore *store, gint64 actor, GError **error)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (free_form);
  g_autoptr (GPtrArray) summaries = ATTUNE_CLI_CALL (list_forms, store, error, actor);

  for (guint i = 0; summaries != NULL && i < summaries->len; i++)
    {
      const AttuneFormSummary *summary = g_ptr_array_index (summaries, i);
      g_autoptr (GError) trouble = NULL;
      g_autofree char *document = load_document (store, actor, summary, &trouble);
      AttuneForm *form = document != NULL ? attune_form_from_json (document, -1, &trouble) : NULL;

      if (trouble != NULL)
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&trouble), "%s: ", summary->title);
          return NULL;
        }
      if (form != NULL)
        g_ptr_array_add (forms, form);
    }
  return summaries != NULL ? g_steal_pointer (&forms) : NULL;
}

/* ---------------------------------------------------------------------------------------------- */

static AttuneCliStatus
export_model (AttuneStore *store, gint64 actor, const Kind *kind, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneModelRecord) record = ATTUNE_CLI_CALL (load_model, store, &error, actor);
  g_autoptr (GPtrArray) forms = NULL;

  if (record != NULL && record->model == NULL)
    return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT,
                            "The workspace has no interaction model yet. Make one in Attune.");
  if (record != NULL && kind->needs_forms)
    forms = load_forms (store, actor, &error);
  if (error == NULL && kind->write (record->model, forms, path, &error))
    return ATTUNE_CLI_DONE;
  return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  g_autofree char *who = NULL;
  g_autofree char *path = NULL;
  const GOptionEntry entries[] = {
    { .long_name = "as", .arg = G_OPTION_ARG_STRING, .arg_data = &who },
    { .long_name = "output", .short_name = 'o', .arg = G_OPTION_ARG_FILENAME, .arg_data = &path },
    { NULL }
  };
  g_auto (GStrv) positional = NULL;
  const Kind *kind;
  AttuneStore *store;
  gint64 actor;
  AttuneCliStatus status;

  if (!attune_cli_parse (&attune_cli_model_export, arguments, entries, 1, 1, &positional))
    return ATTUNE_CLI_CALL_AT_FAULT;
  if (path == NULL)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, "Say where the model goes: -o OUT.json");
  kind = find_kind (path);
  if (kind == NULL)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                            "“%s” names no kind of file that an interaction model can be written "
                            "in. Use one of: .json, .pdf",
                            path);

  status = attune_cli_open_store_as (positional[0], who, &store, &actor);
  if (status != ATTUNE_CLI_DONE)
    return status;
  status = export_model (store, actor, kind, path);
  attune_cli_close_store (store);
  return status;
}

const AttuneCliCommand attune_cli_model_export = {
  .words = "model export",
  .usage = "STORE --as PERSON -o OUT",
  .summary = "Write the interaction model of a workspace into a file, by its suffix",
  .run = run,
};
