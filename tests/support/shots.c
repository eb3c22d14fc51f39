/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shots STORE FOLDER [SCENE…]: draws every screen of the workspace STORE into FOLDER, as SCENE-WIDTHxHEIGHT-STYLE.png;
 * the style is that of the process (ADW_DEBUG_COLOR_SCHEME, ADW_DEBUG_HIGH_CONTRAST, SHOTS_DIRECTION=rtl and the locale, with
 * translations in the folder SHOTS_PO). SHOTS_LOCKED is a workspace that can only be read, SHOTS_DATA the folder of documents to take in. A scene is a person, a page and
 * what is done there first: to show another screen add one to the table below. tests/support/shots.sh runs this in a display,
 * for all styles. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "shots.h"

#include "attune-add-dialog.h"
#include "attune-answers.h"
#include "attune-await.h"
#include "attune-compat.h"
#include "attune-evaluate-page-private.h"
#include "attune-forms.h"
#include "attune-pages.h"
#include "attune-query.h"
#include "attune-screens.h"
#include "attune-window.h"

#include "attune-jump-dialog.h"
#include "attune-note-editor.h"
#include "attune-note-row.h"

#include <libintl.h>
#include <locale.h>

typedef struct
{
  const char *name;
  const char *person;  /* external id; NULL: nobody works yet */
  AttunePageKind page; /* ATTUNE_N_PAGES: the first one */
  /* What the page shows, by the store; NULL for pages without an id. 0: there is none, the scene is left out. */
  gint64 (*find_id) (AttuneContext *context);
  /* What is done there before the picture; may give another window to draw. */
  GtkWidget *(*prepare) (AttuneWindow *window);
} Scene;

static const struct
{
  int width;
  int height;
} sizes[] = { { 1024, 600 }, { 1440, 900 } };

/* Helpers ------------------------------------------------------------------------------------- */

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
shots_settle (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, stop_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  /* Whatever is made by and by is to be there, also where the machine is busy; what moves never rests. */
  for (int i = 0; i < 500 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

/* NULL while something is about to be drawn again. */
static GskRenderNode *
render (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  return gtk_snapshot_free_to_node (snapshot);
}

static void
draw (GtkWidget *widget, const char *path)
{
  g_autoptr (GskRenderNode) node = render (widget);
  g_autoptr (GdkTexture) texture = NULL;

  for (int i = 0; i < 100 && node == NULL; i++)
    {
      shots_settle (20);
      node = render (widget);
    }
  if (node == NULL)
    {
      g_printerr ("%s: nothing to draw\n", path);
      return;
    }
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)),
                                         node,
                                         &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                              gtk_widget_get_height (widget)));
  gdk_texture_save_to_png (texture, path);
}

static AttunePerson *
find_person (AttuneStore *store, const char *external_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) people = NULL;

  attune_store_list_people_async (store, 0, NULL, attune_await_cb, &result);
  people = attune_store_list_people_finish (store, attune_await (&result), NULL);
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const AttunePerson *person = g_ptr_array_index (people, i);

      if (g_strcmp0 (person->external_id, external_id) == 0)
        return attune_person_copy (person);
    }
  return NULL;
}

/* What the pages show -------------------------------------------------------------------------- */

static gint64
find_form (AttuneContext *context)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) forms = NULL;
  AttuneStore *store = attune_context_get_store (context);

  attune_store_list_forms_async (store, attune_context_get_actor (context), NULL, attune_await_cb,
                                 &result);
  forms = attune_store_list_forms_finish (store, attune_await (&result), NULL);
  return forms != NULL && forms->len > 0
           ? ((const AttuneFormSummary *) g_ptr_array_index (forms, 0))->id
           : 0;
}

static gint64
find_agent (AttuneContext *context)
{
  AttunePerson *agent = find_person (attune_context_get_store (context), "agent-03");
  gint64 id = agent != NULL ? agent->id : 0;

  g_clear_pointer (&agent, attune_person_free);
  return id;
}

/* The newest evaluation in one of `states` (bits 1 << AttuneEvaluationState) of a contact that was recorded, or of one that was
 * not; if there is none such, of any. */
static gint64
find_newest (AttuneContext *context, guint states, gboolean is_recorded)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  AttuneQuery query = { .kind = ATTUNE_LIST_EVALUATIONS, .is_descending = TRUE, .states = states };
  gint64 id = 0;

  attune_store_list_first_async (attune_context_get_store (context),
                                 attune_context_get_actor (context), &query, 100, NULL,
                                 attune_await_cb, &result);
  rows = attune_store_list_first_finish (attune_context_get_store (context), attune_await (&result),
                                         NULL, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const AttuneEvaluationRow *row = g_ptr_array_index (rows, i);
      g_autoptr (GAsyncResult) loaded = NULL;
      g_autoptr (AttuneInteraction) interaction = NULL;

      attune_store_load_interaction_async (attune_context_get_store (context),
                                           attune_context_get_actor (context), row->interaction,
                                           NULL, attune_await_cb, &loaded);
      interaction = attune_store_load_interaction_finish (attune_context_get_store (context),
                                                          attune_await (&loaded), NULL);
      id = id == 0 ? row->id : id;
      if (interaction != NULL && (interaction->media->len > 0) == is_recorded)
        return row->id;
    }
  return id;
}

static gint64
find_draft (AttuneContext *context)
{
  return find_newest (context, 1 << ATTUNE_EVALUATION_STATE_DRAFT, TRUE);
}

static gint64
find_silent_draft (AttuneContext *context)
{
  return find_newest (context, 1 << ATTUNE_EVALUATION_STATE_DRAFT, FALSE);
}

static gint64
find_released (AttuneContext *context)
{
  return find_newest (context, 1 << ATTUNE_EVALUATION_STATE_RELEASED, TRUE);
}

/* A recorded contact that nobody has evaluated. */
static gint64
find_fresh (AttuneContext *context)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  AttuneQuery query = { .kind = ATTUNE_LIST_INTERACTIONS, .is_descending = TRUE };
  gint64 id = 0;

  attune_store_list_first_async (attune_context_get_store (context),
                                 attune_context_get_actor (context), &query, 100, NULL,
                                 attune_await_cb, &result);
  rows = attune_store_list_first_finish (attune_context_get_store (context), attune_await (&result),
                                         NULL, NULL);
  for (guint i = 0; rows != NULL && i < rows->len && id == 0; i++)
    if (((const AttuneInteractionRow *) g_ptr_array_index (rows, i))->n_evaluations == 0)
      id = ((const AttuneInteractionRow *) g_ptr_array_index (rows, i))->id;
  return id;
}

/* The contact of the newest released evaluation, which was recorded. */
static gint64
find_contact (AttuneContext *context)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 id = find_released (context);

  attune_store_fetch_rows_async (attune_context_get_store (context),
                                 attune_context_get_actor (context), ATTUNE_LIST_EVALUATIONS, &id,
                                 1, NULL, attune_await_cb, &result);
  rows = attune_store_fetch_rows_finish (attune_context_get_store (context), attune_await (&result),
                                         NULL);
  return rows != NULL && rows->len > 0 && g_ptr_array_index (rows, 0) != NULL
           ? ((const AttuneEvaluationRow *) g_ptr_array_index (rows, 0))->interaction
           : 0;
}

/* Scenes -------------------------------------------------------------------------------------- */

/* The dialog above the window. */
GtkWidget *
shots_find_dialog (AttuneWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (toplevel) == GTK_WINDOW (window))
        return GTK_WIDGET (toplevel);
    }
  return GTK_WIDGET (window);
}

static GtkWidget *
show_welcome (AttuneWindow *window)
{
  attune_window_open (window, NULL);
  return GTK_WIDGET (window);
}

/* Contacts are being added while the workspace is to be closed. */
static GtkWidget *
show_leaving (AttuneWindow *window)
{
  AttuneContext *context = attune_window_get_context (window);
  g_autoptr (AttuneWork) work = attune_context_begin_work (context, "Adding contacts", NULL);

  attune_window_open (window, NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

static GtkWidget *
show_jump (AttuneWindow *window)
{
  attune_jump_dialog_show (GTK_WINDOW (window), attune_window_get_context (window));
  shots_settle (SHOTS_SETTLE_MS);
  return shots_find_dialog (window);
}

static GtkWidget *
show_add (AttuneWindow *window)
{
  attune_add_dialog_show (GTK_WINDOW (window), attune_window_get_context (window), NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return shots_find_dialog (window);
}

/* A recording of the media folder that is one, and a letter that is none. */
static GtkWidget *
show_add_files (AttuneWindow *window)
{
  AttuneContext *context = attune_window_get_context (window);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree char *letter = g_build_filename (g_get_tmp_dir (), "agent-03 letter.opus", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (AttuneInteraction) interaction = NULL;

  attune_store_load_interaction_async (attune_context_get_store (context),
                                       attune_context_get_actor (context), find_contact (context),
                                       NULL, attune_await_cb, &result);
  interaction = attune_store_load_interaction_finish (attune_context_get_store (context),
                                                      attune_await (&result), NULL);
  for (guint i = 0; interaction != NULL && i < interaction->media->len; i++)
    {
      const AttuneMedia *media = g_ptr_array_index (interaction->media, i);
      g_autoptr (GFile) file = g_file_new_for_path (media->path);

      if (*media->path != '\0')
        g_list_store_append (files, file);
    }
  if (g_file_set_contents (letter, "Dear customer", -1, NULL))
    {
      g_autoptr (GFile) file = g_file_new_for_path (letter);

      g_list_store_append (files, file);
    }
  attune_add_dialog_show (GTK_WINDOW (window), context, G_LIST_MODEL (files));
  shots_settle (2 * SHOTS_SETTLE_MS);
  return shots_find_dialog (window);
}

static GtkWidget *
show_edit (AttuneWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (attune_window_get_page (window)), "interaction.edit",
                              NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return shots_find_dialog (window);
}

static GtkWidget *
show_evaluate (AttuneWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (attune_window_get_page (window)), "interaction.evaluate",
                              NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return shots_find_dialog (window);
}

gint64
shots_find_actor (AttuneContext *context, const char *external_id)
{
  AttunePerson *person = find_person (attune_context_get_store (context), external_id);
  gint64 id = person->id;

  attune_person_free (person);
  return id;
}

/* Somebody else has saved another draft of the form meanwhile. */
static GtkWidget *
show_form_conflict (AttuneWindow *window)
{
  AttuneContext *context = attune_window_get_context (window);
  AttuneStore *store = attune_context_get_store (context);
  gint64 id = find_form (context);
  g_autoptr (GBytes)
    theirs = g_resources_lookup_data ("/org/attuneqa/Attune/forms/calls.json", 0, NULL);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (AttuneFormRecord) record = NULL;

  shots_design (window);
  attune_store_load_form_async (store, attune_context_get_actor (context), id, NULL,
                                attune_await_cb, &loaded);
  record = attune_store_load_form_finish (store, attune_await (&loaded), NULL);
  attune_store_save_form_draft_async (store, shots_find_actor (context, "analyst-1"), id,
                                      record->summary->rev, g_bytes_get_data (theirs, NULL), NULL,
                                      attune_await_cb, &saved);
  attune_store_save_form_draft_finish (store, attune_await (&saved), NULL);
  gtk_widget_activate_action (GTK_WIDGET (attune_window_get_page (window)), "form.add-section",
                              NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

/* The same draft was changed in another window meanwhile. */
static GtkWidget *
show_draft_conflict (AttuneWindow *window)
{
  AttuneContext *context = attune_window_get_context (window);
  AttuneStore *store = attune_context_get_store (context);
  AttuneDraft *draft = ATTUNE_EVALUATE_PAGE (attune_window_get_page (window))->draft;
  const AttuneEvaluationRow *row = attune_draft_get_evaluation (draft)->row;
  AttuneSheet *sheet = attune_draft_get_sheet (draft);
  AttuneAnswers *answers = attune_sheet_get_answers (sheet);
  g_autoptr (AttuneAnswers) mine = attune_answers_with_option (answers, 1, 1);
  g_autoptr (AttuneAnswers) theirs = attune_answers_with_option (answers, 0, 1);
  g_autofree char *document = attune_answers_to_json (theirs, NULL);
  g_autoptr (GAsyncResult) saved = NULL;

  attune_store_save_answers_async (store, attune_context_get_actor (context), row->id, row->rev,
                                   document, NULL, attune_await_cb, &saved);
  /* Before anybody hears of it. */
  attune_sheet_edit (sheet, mine);
  attune_store_save_answers_finish (store, attune_await (&saved), NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

static GtkWidget *
show_help (AttuneWindow *window)
{
  g_autoptr (GtkBuilder)
    builder = gtk_builder_new_from_resource ("/org/attuneqa/Attune/gtk/help-overlay.ui");
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (overlay, GTK_WINDOW (window));
  g_object_set (overlay, "section-name", "designing", NULL);
  gtk_window_present (overlay);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (overlay);
}

static GtkWidget *
show_about (AttuneWindow *window)
{
  attune_show_about (GTK_WIDGET (window));
  shots_settle (SHOTS_SETTLE_MS);
  return shots_find_dialog (window);
}

/* The programs lie elsewhere than this one does. */
static void
place_ingest (AttuneContext *context)
{
  g_autoptr (AttuneIngest)
    ingest = g_object_new (ATTUNE_TYPE_INGEST, "helper", g_getenv ("ATTUNE_DECODER"), NULL);

  attune_context_set_ingest (context, ingest);
}

static void
work_as (AttuneWindow *window, const char *external_id, AttuneStore *store)
{
  AttunePerson *person = find_person (store, external_id);

  g_assert_nonnull (person);
  attune_window_work_as (window, person);
  attune_person_free (person);
  place_ingest (attune_window_get_context (window));
}

static gboolean
is_ready (AttuneWindow *window)
{
  for (int i = 0; i < 100 && g_str_equal (attune_window_get_stage (window), "opening"); i++)
    shots_settle (50);
  return g_str_equal (attune_window_get_stage (window), "who");
}

/* A workspace that nothing can be changed in. */
static GtkWidget *
show_locked (AttuneWindow *window)
{
  const char *location = g_getenv ("SHOTS_LOCKED");
  g_autoptr (GAsyncResult) result = NULL;
  AttuneStore *store;

  if (location == NULL)
    return GTK_WIDGET (window);
  attune_store_open_async (location, NULL, NULL, attune_await_cb, &result);
  store = attune_store_open_finish (attune_await (&result), NULL);
  attune_window_open (window, location);
  shots_settle (SHOTS_SETTLE_MS);
  if (is_ready (window))
    work_as (window, "manager-1", store);
  attune_store_close (store);
  g_object_unref (store);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

static GtkWidget *
show_table (AttuneWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (attune_window_get_page (window)), "agent.layout", "s",
                              "table");
  return GTK_WIDGET (window);
}

static GtkWidget *
show_weeks (AttuneWindow *window)
{
  GtkWidget *page = GTK_WIDGET (attune_window_get_page (window));

  gtk_widget_activate_action (page, "agent.layout", "s", "chart");
  gtk_widget_activate_action (page, "agent.view", "s", "weeks");
  gtk_widget_activate_action (page, "agent.targeted", NULL);
  return GTK_WIDGET (window);
}

static GtkWidget *
show_correction (AttuneWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (attune_window_get_page (window)), "evaluate.correct",
                              NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

/* The first of `type` in `widget`, itself included, or NULL. */
static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type);
  return found;
}

/* The popover on the first note. */
static GtkWidget *
show_note_editor (AttuneWindow *window)
{
  GtkWidget *page = GTK_WIDGET (attune_window_get_page (window));
  GtkWidget *row = find_child (page, ATTUNE_TYPE_NOTE_ROW);

  gtk_widget_activate_action (row, "note.change", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return find_child (row, ATTUNE_TYPE_NOTE_EDITOR);
}

static const Scene scenes[] = {
  { "welcome", NULL, ATTUNE_N_PAGES, NULL, show_welcome },
  { "who", NULL, ATTUNE_N_PAGES, NULL, NULL },
  { "agent-table", "coach-3", ATTUNE_PAGE_AGENT, find_agent, show_table },
  { "agent-weeks", "analyst-1", ATTUNE_PAGE_AGENT, find_agent, show_weeks },
  { "my-work", "analyst-1", ATTUNE_PAGE_MY_WORK, NULL, NULL },
  { "my-work-agent", "agent-11", ATTUNE_PAGE_MY_WORK, NULL, NULL },
  { "my-work-empty", "coach-4", ATTUNE_PAGE_MY_WORK, NULL, NULL },
  { "my-work-given", "manager-1", ATTUNE_PAGE_MY_WORK, NULL, shots_show_given },
  { "assignment-change", "manager-1", ATTUNE_PAGE_MY_WORK, NULL, shots_show_change },
  { "assign", "manager-1", ATTUNE_PAGE_INTERACTIONS, NULL, shots_show_assign },
  { "my-quality", "agent-05", ATTUNE_PAGE_MY_QUALITY, NULL, NULL },
  { "my-evaluations", "agent-05", ATTUNE_PAGE_MY_EVALUATIONS, NULL, NULL },
  { "interactions", "analyst-1", ATTUNE_PAGE_INTERACTIONS, NULL, NULL },
  { "interactions-add", "analyst-1", ATTUNE_PAGE_INTERACTIONS, NULL, show_add },
  { "interactions-add-files", "analyst-1", ATTUNE_PAGE_INTERACTIONS, NULL, show_add_files },
  { "interaction", "manager-1", ATTUNE_PAGE_INTERACTION, find_contact, NULL },
  { "interaction-edit", "manager-1", ATTUNE_PAGE_INTERACTION, find_contact, show_edit },
  { "interaction-evaluate", "manager-1", ATTUNE_PAGE_INTERACTION, find_fresh, show_evaluate },
  { "evaluations", "manager-1", ATTUNE_PAGE_EVALUATIONS, NULL, NULL },
  { "agents", "manager-1", ATTUNE_PAGE_AGENTS, NULL, NULL },
  { "search", "manager-1", ATTUNE_PAGE_SEARCH, NULL, shots_search },
  { "search-agent", "agent-05", ATTUNE_PAGE_SEARCH, NULL, shots_search },
  { "search-nothing", "manager-1", ATTUNE_PAGE_SEARCH, NULL, shots_search_nothing },
  { "search-start", "manager-1", ATTUNE_PAGE_SEARCH, NULL, NULL },
  { "agent", "manager-1", ATTUNE_PAGE_AGENT, find_agent, NULL },
  { "forms", "manager-1", ATTUNE_PAGE_FORMS, NULL, NULL },
  { "form", "agent-01", ATTUNE_PAGE_FORM, find_form, NULL },
  { "form-design", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_design },
  { "form-condition", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_pick_condition },
  { "form-option", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_show_option_details },
  { "form-several", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_select_several },
  { "form-bands", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_name_bands },
  { "form-choose-answers", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_choose_answers },
  { "form-preset", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_show_preset },
  { "form-contacts", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_show_contacts },
  { "form-behaviour", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_show_behaviour },
  { "form-preview", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_preview_form },
  { "form-preview-reading", "agent-01", ATTUNE_PAGE_FORM, find_form, shots_preview_revision },
  { "form-changes", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_show_form_changes },
  { "lab", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_show_lab_weights },
  { "lab-sections", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_show_lab_sections },
  { "lab-findings", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_show_lab_findings },
  { "lab-use", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_show_lab_use },
  { "lab-what-if", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_show_lab_what_if },
  { "lab-table", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_show_lab_table },
  { "lab-running", "manager-1", ATTUNE_PAGE_FORM, find_form, shots_show_lab_running },
  { "lab-new", "manager-1", ATTUNE_PAGE_FORMS, NULL, shots_show_lab_new },
  { "form-new", "manager-1", ATTUNE_PAGE_FORMS, NULL, shots_make_form },
  { "form-templates", "manager-1", ATTUNE_PAGE_FORMS, NULL, shots_show_templates },
  { "import", "manager-1", ATTUNE_PAGE_FORMS, NULL, shots_show_import_amazon },
  { "import-existing", "manager-1", ATTUNE_PAGE_FORMS, NULL, shots_show_import_existing },
  { "import-faults", "manager-1", ATTUNE_PAGE_FORMS, NULL, shots_show_import_faults },
  { "import-paste", "manager-1", ATTUNE_PAGE_FORMS, NULL, shots_show_import_paste },
  { "import-table", "manager-1", ATTUNE_PAGE_FORMS, NULL, shots_show_import_table },
  { "form-conflict", "manager-1", ATTUNE_PAGE_FORM, find_form, show_form_conflict },
  { "model", "manager-1", ATTUNE_PAGE_MODEL, NULL, NULL },
  { "model-editor", "analyst-1", ATTUNE_PAGE_MODEL, NULL, shots_show_model_editor },
  { "model-questions", "manager-1", ATTUNE_PAGE_MODEL, NULL, shots_show_model_questions },
  { "model-picture", "manager-1", ATTUNE_PAGE_MODEL, NULL, shots_show_model_picture },
  { "model-table", "manager-1", ATTUNE_PAGE_MODEL, NULL, shots_show_model_table },
  { "model-start", "manager-1", ATTUNE_PAGE_MODEL, NULL, shots_show_model_start },
  { "model-read", "agent-01", ATTUNE_PAGE_MODEL, NULL, NULL },
  { "model-edit", "analyst-1", ATTUNE_PAGE_MODEL, NULL, shots_edit_model },
  { "model-conflict", "manager-1", ATTUNE_PAGE_MODEL, NULL, shots_show_model_conflict },
  { "evaluate", "analyst-1", ATTUNE_PAGE_EVALUATION, find_draft, NULL },
  { "evaluate-note", "analyst-1", ATTUNE_PAGE_EVALUATION, find_draft, show_note_editor },
  { "evaluate-zoomed", "analyst-1", ATTUNE_PAGE_EVALUATION, find_draft, shots_zoom_in },
  { "evaluate-side", "analyst-1", ATTUNE_PAGE_EVALUATION, find_draft, shots_ask_side },
  { "evaluate-silent", "analyst-1", ATTUNE_PAGE_EVALUATION, find_silent_draft, NULL },
  { "evaluate-transcript", "analyst-1", ATTUNE_PAGE_EVALUATION, find_draft, shots_show_transcript },
  { "evaluate-transcript-search", "analyst-1", ATTUNE_PAGE_EVALUATION, find_draft,
    shots_search_transcript },
  { "evaluate-chat", "analyst-1", ATTUNE_PAGE_EVALUATION, shots_find_chat, shots_show_chat },
  { "evaluate-letter", "analyst-1", ATTUNE_PAGE_EVALUATION, shots_find_letter, NULL },
  { "evaluate-conflict", "analyst-1", ATTUNE_PAGE_EVALUATION, find_draft, show_draft_conflict },
  { "evaluation", "manager-1", ATTUNE_PAGE_EVALUATION, find_released, NULL },
  { "correction", "manager-1", ATTUNE_PAGE_EVALUATION, find_released, show_correction },
  { "answer", "agent-09", ATTUNE_PAGE_EVALUATION, shots_find_unacknowledged, NULL },
  { "dispute", "agent-09", ATTUNE_PAGE_EVALUATION, shots_find_unacknowledged, shots_show_dispute },
  { "disputed", "manager-1", ATTUNE_PAGE_EVALUATION, shots_find_disputed, NULL },
  { "decide", "manager-1", ATTUNE_PAGE_EVALUATION, shots_find_disputed, shots_show_decide },
  { "submit", "analyst-1", ATTUNE_PAGE_EVALUATION, find_silent_draft, shots_show_submit },
  { "submit-day", "analyst-1", ATTUNE_PAGE_EVALUATION, find_silent_draft, shots_show_submit_day },
  { "move", "manager-1", ATTUNE_PAGE_EVALUATION, find_released, shots_show_move },
  { "both-sides", "agent-15", ATTUNE_PAGE_EVALUATION, shots_find_own, shots_show_both_sides },
  { "go-to", "manager-1", ATTUNE_N_PAGES, NULL, show_jump },
  { "help", "manager-1", ATTUNE_PAGE_FORMS, NULL, show_help },
  { "preferences", "manager-1", ATTUNE_PAGE_FORMS, NULL, shots_show_playback },
  { "preferences-keys", "manager-1", ATTUNE_PAGE_FORMS, NULL, shots_show_keys },
  { "about", "manager-1", ATTUNE_PAGE_FORMS, NULL, show_about },
  { "read-only", NULL, ATTUNE_N_PAGES, NULL, show_locked },
  { "leaving", "manager-1", ATTUNE_PAGE_FORMS, NULL, show_leaving },
};

/* ---------------------------------------------------------------------------------------------- */

static void
go (AttuneWindow *window, const Scene *scene)
{
  AttuneContext *context = attune_window_get_context (window);
  AttuneDestination destination = { scene->page, 0, -1 };

  if (scene->page == ATTUNE_N_PAGES)
    return;
  if (scene->find_id != NULL)
    destination.id = scene->find_id (context);
  if (scene->find_id == NULL || destination.id != 0)
    attune_context_open (context, &destination);
}

/* "-fi", "-contrast", "-rtl": what else than the style tells a picture from others. */
static char *
name_variant (void)
{
  const char *contrast = g_getenv ("ADW_DEBUG_HIGH_CONTRAST");
  const char *language = g_getenv ("LANGUAGE");
  GString *name = g_string_new (NULL);

  if (language != NULL && *language != '\0')
    g_string_append_printf (name, "-%s", language);
  if (contrast != NULL && g_str_equal (contrast, "1"))
    g_string_append (name, "-contrast");
  if (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL)
    g_string_append (name, "-rtl");
  return g_string_free (name, FALSE);
}

static void
shoot (const Scene *scene, const char *location, AttuneStore *store, int size, const char *folder)
{
  AttuneWindow *window = attune_window_new (NULL, NULL);
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *variant = name_variant ();
  g_autofree char *name = g_strdup_printf ("%s-%dx%d-%s%s.png", scene->name, sizes[size].width,
                                           sizes[size].height, is_dark ? "dark" : "light", variant);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GtkWidget *shown = GTK_WIDGET (window);

  gtk_window_set_default_size (GTK_WINDOW (window), sizes[size].width, sizes[size].height);
  attune_window_open (window, location);
  gtk_window_present (GTK_WINDOW (window));
  if (!is_ready (window))
    g_printerr ("%s: the workspace did not open\n", name);

  if (scene->person != NULL)
    {
      work_as (window, scene->person, store);
      go (window, scene);
    }
  shots_settle (SHOTS_SETTLE_MS);
  if (scene->prepare != NULL)
    {
      shown = scene->prepare (window);
      shots_settle (SHOTS_SETTLE_MS);
    }
  draw (shown, path);
  if (shown != GTK_WIDGET (window) && GTK_IS_WINDOW (shown))
    gtk_window_destroy (GTK_WINDOW (shown));
  gtk_window_close (GTK_WINDOW (window));
  shots_settle (50);
}

static gboolean
is_asked_for (const Scene *scene, char **names)
{
  return names[0] == NULL || g_strv_contains ((const char *const *) names, scene->name);
}

static void
set_up_language (void)
{
  setlocale (LC_ALL, "");
  if (g_getenv ("SHOTS_PO") != NULL)
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("SHOTS_PO"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* At the one size that SHOTS_SIZE ("1024x600") names, or at all. */
static gboolean
is_size_asked_for (guint size)
{
  g_autofree char *name = g_strdup_printf ("%dx%d", sizes[size].width, sizes[size].height);
  const char *asked = g_getenv ("SHOTS_SIZE");

  return asked == NULL || g_str_equal (asked, name);
}

int
main (int argc, char **argv)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneStore) store = NULL;

  if (argc < 3)
    return 2;

  set_up_language ();
  adw_init ();
  if (g_strcmp0 (g_getenv ("SHOTS_DIRECTION"), "rtl") == 0)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  attune_screens_init ();
  attune_store_open_async (argv[1], NULL, NULL, attune_await_cb, &result);
  store = attune_store_open_finish (attune_await (&result), &error);
  if (store == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  g_mkdir_with_parents (argv[2], 0777);
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
      if (is_size_asked_for (size) && is_asked_for (&scenes[i], argv + 3))
        shoot (&scenes[i], argv[1], store, size, argv[2]);
  attune_store_close (store);
  return 0;
}
