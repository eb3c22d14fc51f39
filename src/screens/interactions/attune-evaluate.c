/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate.h"

#include "attune-compat.h"
#include "attune-evaluate-choice.h"
#include "attune-let-go.h"
#include "attune-query.h"

#include <glib/gi18n.h>

#define EVALUATING (ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

/* What is asked for, one after the other. */
typedef struct
{
  GtkWidget *parent;
  AttuneContext *context;
  gint64 id;
  AttuneBasis basis; /* of what is begun */
  AttuneInteraction *interaction;
  GPtrArray *forms;
  GPtrArray *held; /* AttuneHeld */
  GPtrArray *choices;
} Asking;

static void
free_asking (Asking *asking)
{
  g_clear_object (&asking->parent);
  g_object_unref (asking->context);
  g_clear_pointer (&asking->interaction, attune_interaction_free);
  g_clear_pointer (&asking->forms, g_ptr_array_unref);
  g_clear_pointer (&asking->held, g_ptr_array_unref);
  g_clear_pointer (&asking->choices, g_ptr_array_unref);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, free_asking)

static void
fail (Asking *asking, const GError *error)
{
  attune_context_report (asking->context, _ ("The evaluation could not be opened"), error);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  g_autoptr (GError) error = NULL;
  gint64 evaluation = attune_store_start_evaluation_finish (ATTUNE_STORE (source), result, &error);

  if (evaluation != 0)
    attune_context_open_evaluation (asking->context, evaluation);
  else
    fail (asking, error);
}

/* Takes over `asking`. */
static void
carry_out (Asking *asking, const AttuneEvaluateChoice *choice)
{
  AttuneEvaluationSpec spec = { .interaction = asking->id,
                                .agent = choice->agent,
                                .form = choice->form,
                                .kind = ATTUNE_EVALUATION_ASSESSMENT,
                                .basis = asking->basis };

  if (choice->evaluation != 0)
    {
      attune_context_open_evaluation (asking->context, choice->evaluation);
      free_asking (asking);
    }
  else
    attune_store_start_evaluation_async (attune_context_get_store (asking->context),
                                         attune_context_get_actor (asking->context), &spec, NULL,
                                         started_cb, asking);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, GtkWindow *window)
{
  Asking *asking = g_object_steal_data (G_OBJECT (list), "attune-asking");

  if (asking == NULL)
    return;
  asking->basis = gtk_switch_get_active (g_object_get_data (G_OBJECT (list), "attune-random"))
                    ? ATTUNE_BASIS_RANDOM
                    : ATTUNE_BASIS_TARGETED;
  carry_out (asking, g_ptr_array_index (asking->choices, (guint) gtk_list_box_row_get_index (row)));
  attune_let_go_inside (GTK_WIDGET (window));
  gtk_window_destroy (window);
}

static GtkWidget *
create_choice_row (const AttuneEvaluateChoice *choice)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), choice->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), choice->detail);
  gtk_widget_set_sensitive (row, !choice->is_held);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (
                               choice->evaluation != 0 ? "go-next-symbolic" : "list-add-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

/* The window of `parent`, else the one that people work in. */
static GtkWindow *
find_window (GtkWidget *parent)
{
  GApplication *application = g_application_get_default ();
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;

  if (root != NULL)
    return GTK_WINDOW (root);
  return GTK_IS_APPLICATION (application)
           ? gtk_application_get_active_window (GTK_APPLICATION (application))
           : NULL;
}

/* Takes over `asking`. */
static void
show_choices (Asking *asking)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (
    "/org/attuneqa/Attune/interactions/attune-evaluate.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  GtkListBox *list = GTK_LIST_BOX (gtk_builder_get_object (builder, "list"));
  GtkWidget *basis = GTK_WIDGET (gtk_builder_get_object (builder, "basis"));
  gboolean can_begin = FALSE;
  GtkWindow *above = find_window (asking->parent);

  for (guint i = 0; i < asking->choices->len; i++)
    {
      const AttuneEvaluateChoice *choice = g_ptr_array_index (asking->choices, i);

      gtk_list_box_append (list, create_choice_row (choice));
      can_begin = can_begin || (choice->evaluation == 0 && !choice->is_held);
    }
  gtk_widget_set_visible (basis, can_begin);
  g_object_set_data (G_OBJECT (list), "attune-random", gtk_builder_get_object (builder, "random"));
  g_object_set_data_full (G_OBJECT (list), "attune-asking", asking, (GDestroyNotify) free_asking);
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), window);
  if (above != NULL)
    gtk_window_set_transient_for (window, above);
  gtk_window_present (window);
}

static const AttuneEvaluateChoice *
get_first (Asking *asking)
{
  return g_ptr_array_index (asking->choices, 0);
}

/* Why nothing can be begun. */
static const char *
explain_nothing (Asking *asking)
{
  if (asking->interaction->parts->len == 0)
    return _ ("This contact has no agent to evaluate");
  for (guint i = 0; i < asking->forms->len; i++)
    if (((const AttuneFormSummary *) g_ptr_array_index (asking->forms, i))->latest_number > 0)
      return _ ("No published form is for contacts of this channel");
  return _ ("Publish a form first");
}

static void
evaluations_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    evaluations = attune_store_list_first_finish (ATTUNE_STORE (source), result, NULL, &error);

  if (evaluations == NULL)
    {
      fail (asking, error);
      return;
    }

  asking->choices = attune_evaluate_choices_new (asking->interaction, asking->forms, evaluations,
                                                 asking->held,
                                                 attune_context_has_role (asking->context,
                                                                          EVALUATING));
  if (asking->choices->len == 0)
    attune_context_say (asking->context, explain_nothing (asking));
  else if (asking->choices->len == 1 && get_first (asking)->evaluation != 0)
    attune_context_open_evaluation (asking->context, get_first (asking)->evaluation);
  else
    show_choices (g_steal_pointer (&asking));
}

static void
held_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  g_autoptr (GError) error = NULL;
  AttuneQuery query = { .kind = ATTUNE_LIST_EVALUATIONS,
                        .is_descending = TRUE,
                        .interaction = asking->id };
  gint64 actor = attune_context_get_actor (asking->context);

  asking->held = attune_store_list_held_finish (ATTUNE_STORE (source), result, &error);
  if (asking->held == NULL)
    fail (asking, error);
  else
    attune_store_list_first_async (ATTUNE_STORE (source), actor, &query, ATTUNE_EVALUATIONS_MAX,
                                   NULL, evaluations_listed_cb, g_steal_pointer (&asking));
}

static void
forms_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  g_autoptr (GError) error = NULL;
  gint64 actor = attune_context_get_actor (asking->context);
  gint64 id = asking->id;

  asking->forms = attune_store_list_forms_finish (ATTUNE_STORE (source), result, &error);
  if (asking->forms == NULL)
    fail (asking, error);
  else
    attune_store_list_held_async (ATTUNE_STORE (source), actor, id, NULL, held_listed_cb,
                                  g_steal_pointer (&asking));
}

static void
interaction_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  g_autoptr (GError) error = NULL;
  gint64 actor = attune_context_get_actor (asking->context);

  asking->interaction = attune_store_load_interaction_finish (ATTUNE_STORE (source), result,
                                                              &error);
  if (asking->interaction == NULL)
    fail (asking, error);
  else
    attune_store_list_forms_async (ATTUNE_STORE (source), actor, NULL, forms_listed_cb,
                                   g_steal_pointer (&asking));
}

void
attune_evaluate (GtkWidget *parent, AttuneContext *context, gint64 interaction)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->parent = parent != NULL ? g_object_ref (parent) : NULL;
  asking->context = g_object_ref (context);
  asking->id = interaction;
  attune_store_load_interaction_async (attune_context_get_store (context),
                                       attune_context_get_actor (context), interaction, NULL,
                                       interaction_loaded_cb, asking);
}
