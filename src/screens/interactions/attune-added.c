/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-added.h"

#include "attune-evaluate.h"
#include "attune-format.h"
#include "attune-query.h"

#include <glib/gi18n.h>

typedef struct
{
  AttuneContext *context;
  gint64 interaction; /* the first */
  guint n;
} Added;

static void
added_free (gpointer data)
{
  Added *added = data;

  g_object_unref (added->context);
  g_free (added);
}

static void
evaluate_cb (Added *added)
{
  attune_evaluate (NULL, added->context, added->interaction);
}

static void
offer (Added *added, const char *text, const char *label)
{
  attune_context_offer (added->context, text, label, G_CALLBACK (evaluate_cb), added, added_free);
}

static char *
count (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u contact added", "%u contacts added", n),
                          n);
}

/* Of several it is said which the first is. */
static char *
name_first (Added *added, const AttuneInteractionRow *row)
{
  g_autofree char *added_words = count (added->n);
  g_autofree char *when = attune_format_time (row->started_at,
                                              attune_context_get_time_zone (added->context),
                                              ATTUNE_TIME_SHORT);

  /* Translators: "3 contacts added, the first of Aino Nieminen, 12 May 14:03". */
  return g_strdup_printf (_ ("%s, the first of %s, %s"), added_words, row->agents, when);
}

static void
first_fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Added *added = data;
  g_autoptr (GPtrArray) rows = attune_store_fetch_rows_finish (ATTUNE_STORE (source), result, NULL);
  const AttuneInteractionRow *row = rows != NULL && rows->len > 0 ? g_ptr_array_index (rows, 0)
                                                                  : NULL;
  g_autofree char *text = row != NULL ? name_first (added, row) : count (added->n);

  offer (added, text, _ ("_Evaluate the First"));
}

void
attune_added_tell (AttuneContext *context, GArray *ids)
{
  Added *added = g_new0 (Added, 1);

  *added = (Added){ g_object_ref (context), g_array_index (ids, gint64, 0), ids->len };
  attune_context_tell_added (context, added->interaction);
  if (ids->len == 1)
    {
      g_autofree char *text = count (1);

      offer (added, text, _ ("_Evaluate"));
      return;
    }
  attune_store_fetch_rows_async (attune_context_get_store (context),
                                 attune_context_get_actor (context), ATTUNE_LIST_INTERACTIONS,
                                 &added->interaction, 1, NULL, first_fetched_cb, added);
}
