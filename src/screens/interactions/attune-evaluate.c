/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate.h"

#include "attune-evaluate-choice.h"
#include "attune-evaluate-dialog.h"
#include "attune-format.h"
#include "attune-page.h"
#include "attune-present.h"
#include "attune-query.h"

#include <glib/gi18n.h>

#define EVALUATING (ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

/* Where a context has what is being asked for in it, so that it is asked once. */
#define ASKING "attune-asking"

/* What is asked for, one after the other, while the page that it was asked on is there to be seen. */
typedef struct
{
  GWeakRef parent;
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
  if (g_object_get_data (G_OBJECT (asking->context), ASKING) == asking)
    g_object_set_data (G_OBJECT (asking->context), ASKING, NULL);
  g_weak_ref_clear (&asking->parent);
  g_object_unref (asking->context);
  g_clear_pointer (&asking->interaction, attune_interaction_free);
  g_clear_pointer (&asking->forms, g_ptr_array_unref);
  g_clear_pointer (&asking->held, g_ptr_array_unref);
  g_clear_pointer (&asking->choices, g_ptr_array_unref);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, free_asking)

/* Whether nobody has gone elsewhere, or asked for another contact, since. */
static gboolean
is_wanted (Asking *asking)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&asking->parent);

  return parent != NULL && gtk_widget_get_mapped (parent) &&
         g_object_get_data (G_OBJECT (asking->context), ASKING) == asking;
}

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
chosen_cb (GtkWidget *dialog, guint position, guint basis, gpointer data)
{
  Asking *asking = g_object_steal_data (G_OBJECT (dialog), "attune-asking");
  const AttuneEvaluateChoice *choice;

  if (asking == NULL)
    return;
  choice = g_ptr_array_index (asking->choices, position);
  asking->basis = (AttuneBasis) basis;
  carry_out (asking, choice);
}

/* "19 Nov 12:00 · C-57370 · Outage in the evening". */
static char *
describe_contact (Asking *asking)
{
  const AttuneInteraction *interaction = asking->interaction;
  g_autofree char *when = attune_format_time (interaction->started_at,
                                              attune_context_get_time_zone (asking->context),
                                              ATTUNE_TIME_SHORT);
  GString *words = g_string_new (when);

  if (interaction->customer[0] != '\0')
    g_string_append_printf (words, " · %s", interaction->customer);
  if (interaction->subject[0] != '\0')
    g_string_append_printf (words, " · %s", interaction->subject);
  return g_string_free (words, FALSE);
}

/* Takes over `asking`. */
static void
ask (Asking *asking)
{
  g_autofree char *contact = describe_contact (asking);
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&asking->parent);
  GtkWidget *dialog = attune_evaluate_dialog_new (asking->choices);

  attune_evaluate_dialog_set_contact (ATTUNE_EVALUATE_DIALOG (dialog), contact);
  g_signal_connect (dialog, "chosen", G_CALLBACK (chosen_cb), NULL);
  g_object_set_data_full (G_OBJECT (dialog), "attune-asking", asking, (GDestroyNotify) free_asking);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (parent)));
  attune_present (GTK_WINDOW (dialog));
}

static const AttuneEvaluateChoice *
get_first (Asking *asking)
{
  return g_ptr_array_index (asking->choices, 0);
}

static void
evaluations_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    evaluations = attune_store_list_first_finish (ATTUNE_STORE (source), result, NULL, &error);
  gboolean may_evaluate = attune_context_has_role (asking->context, EVALUATING);

  if (!is_wanted (asking))
    return;
  if (evaluations == NULL)
    {
      fail (asking, error);
      return;
    }

  asking->choices = attune_evaluate_choices_new (asking->interaction, asking->forms, evaluations,
                                                 asking->held, may_evaluate);
  if (asking->choices->len == 0)
    attune_context_say (asking->context,
                        attune_evaluate_explain_nothing (asking->interaction, asking->forms,
                                                         may_evaluate));
  else if (asking->choices->len == 1 && get_first (asking)->evaluation != 0)
    attune_context_open_evaluation (asking->context, get_first (asking)->evaluation);
  else
    ask (g_steal_pointer (&asking));
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
  if (!is_wanted (asking))
    return;
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
  if (!is_wanted (asking))
    return;
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
  if (!is_wanted (asking))
    return;
  if (asking->interaction == NULL)
    fail (asking, error);
  else
    attune_store_list_forms_async (ATTUNE_STORE (source), actor, NULL, forms_listed_cb,
                                   g_steal_pointer (&asking));
}

/* The page of `widget` that is to be seen, NULL where there is none. */
static GtkWidget *
find_page (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (ATTUNE_IS_PAGE (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *page = find_page (child);

      if (page != NULL)
        return page;
    }
  return NULL;
}

/* The page of the window that people work in, else the window. */
static GtkWidget *
find_parent (void)
{
  GApplication *application = g_application_get_default ();
  GtkWindow *window = GTK_IS_APPLICATION (application)
                        ? gtk_application_get_active_window (GTK_APPLICATION (application))
                        : NULL;
  GtkWidget *page = window != NULL ? find_page (GTK_WIDGET (window)) : NULL;

  return page != NULL ? page : GTK_WIDGET (window);
}

static gboolean
is_asked_already (AttuneContext *context, gint64 interaction)
{
  const Asking *asking = g_object_get_data (G_OBJECT (context), ASKING);

  return asking != NULL && asking->id == interaction;
}

void
attune_evaluate (GtkWidget *parent, AttuneContext *context, gint64 interaction)
{
  Asking *asking;

  if (is_asked_already (context, interaction))
    return;
  asking = g_new0 (Asking, 1);
  g_weak_ref_init (&asking->parent, parent != NULL ? parent : find_parent ());
  asking->context = g_object_ref (context);
  asking->id = interaction;
  g_object_set_data (G_OBJECT (context), ASKING, asking);
  attune_store_load_interaction_async (attune_context_get_store (context),
                                       attune_context_get_actor (context), interaction, NULL,
                                       interaction_loaded_cb, asking);
}
