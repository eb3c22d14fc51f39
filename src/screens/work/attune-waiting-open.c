/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-waiting-open.h"

#include "attune-assignments.h"
#include "attune-compat.h"
#include "attune-removal.h"
#include "attune-self-evaluations.h"

#include <glib/gi18n.h>

/* Where a context has what is being begun in it, so that two presses of a key begin it once. */
#define BEGINNING "attune-beginning-work"

static gboolean
is_beginning (AttuneContext *context)
{
  return g_object_get_data (G_OBJECT (context), BEGINNING) != NULL;
}

static void
set_beginning (AttuneContext *context, gboolean is_beginning)
{
  g_object_set_data (G_OBJECT (context), BEGINNING, is_beginning ? context : NULL);
}

static void
open_begun (AttuneContext *context, gint64 evaluation, const GError *error)
{
  set_beginning (context, FALSE);
  if (evaluation != 0)
    attune_context_open_evaluation (context, evaluation);
  else
    attune_context_report (context, _ ("The evaluation could not be begun"), error);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;
  gint64 evaluation = attune_store_begin_assignment_finish (ATTUNE_STORE (source), result, &error);

  open_begun (context, evaluation, error);
}

void
attune_waiting_open (AttuneContext *context, const AttuneWaiting *waiting)
{
  g_return_if_fail (ATTUNE_IS_CONTEXT (context));
  g_return_if_fail (waiting != NULL);

  switch (waiting->kind)
    {
    case ATTUNE_WAITING_ASSIGNMENTS:
    case ATTUNE_WAITING_SELF_EVALUATIONS:
      if (waiting->evaluation != 0)
        attune_context_open_evaluation (context, waiting->evaluation);
      else if (!is_beginning (context))
        {
          set_beginning (context, TRUE);
          attune_store_begin_assignment_async (attune_context_get_store (context),
                                               attune_context_get_actor (context), waiting->id,
                                               NULL, begun_cb, g_object_ref (context));
        }
      break;
    case ATTUNE_WAITING_DRAFTS:
    case ATTUNE_WAITING_DISPUTES:
    case ATTUNE_WAITING_ACKNOWLEDGEMENTS:
    case ATTUNE_WAITING_OWN_DISPUTES:
      attune_context_open_evaluation (context, waiting->evaluation);
      break;
    case ATTUNE_WAITING_GIVEN:
      attune_context_open_interaction (context, waiting->interaction);
      break;
    }
}

/* --- One's own ---------------------------------------------------------------------------------------------------- */

typedef struct
{
  AttuneContext *context;
  AttuneEvaluationSpec spec;
} Own;

static void
free_own (Own *own)
{
  g_object_unref (own->context);
  g_free (own);
}

static void
own_started_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;
  gint64 evaluation = attune_store_start_evaluation_finish (ATTUNE_STORE (source), result, &error);

  open_begun (context, evaluation, error);
}

static void
own_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Own *own = data;
  g_autofree char *answer = attune_ask_finish (result);

  if (g_strcmp0 (answer, "begin") == 0 && !is_beginning (own->context))
    {
      set_beginning (own->context, TRUE);
      attune_store_start_evaluation_async (attune_context_get_store (own->context),
                                           attune_context_get_actor (own->context), &own->spec,
                                           NULL, own_started_cb, g_object_ref (own->context));
    }
  free_own (own);
}

void
attune_waiting_ask_own (GtkWidget *parent, AttuneContext *context, const AttuneWaiting *waiting)
{
  static const AttuneResponse responses[] = {
    { "cancel", N_ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "begin", N_ ("_Begin"), ADW_RESPONSE_SUGGESTED },
    { NULL },
  };
  Own *own = g_new0 (Own, 1);
  g_autofree char *body = g_strdup_printf (
    ngettext ("You answer the same form for the same contact, within %d day. The evaluation is "
              "hidden from you until yours is handed in; then both stand side by side, also for "
              "your coach. It enters no figures.",
              "You answer the same form for the same contact, within %d days. The evaluation is "
              "hidden from you until yours is handed in; then both stand side by side, also for "
              "your coach. It enters no figures.",
              ATTUNE_SELF_OWN_DAYS),
    ATTUNE_SELF_OWN_DAYS);

  own->context = g_object_ref (context);
  own->spec = (AttuneEvaluationSpec){ .interaction = waiting->interaction,
                                      .agent = waiting->agent,
                                      .form = waiting->form,
                                      .kind = ATTUNE_EVALUATION_SELF };
  attune_ask_async (parent, _ ("Evaluate This Contact Yourself?"), body, responses, NULL,
                    own_answered_cb, own);
}

/* --- What was given ------------------------------------------------------------------------------------------------ */

static const AttuneRemoval removal = {
  attune_store_remove_assignment_async,
  attune_store_remove_assignment_finish,
  N_ ("Assignment taken back"),
  N_ ("The assignment could not be taken back"),
  N_ ("The assignment could not be brought back"),
};

void
attune_waiting_take_back (AttuneContext *context, const AttuneWaiting *waiting)
{
  attune_removal_start (&removal, context, waiting->id, waiting->rev, NULL, NULL);
}
