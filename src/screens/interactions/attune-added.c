/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-added.h"

#include "attune-evaluate.h"

#include <glib/gi18n.h>

typedef struct
{
  AttuneContext *context;
  gint64 interaction;
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

void
attune_added_tell (AttuneContext *context, GArray *ids)
{
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u contact added",
                                                        "%u contacts added", ids->len),
                                           ids->len);
  Added *added = g_new0 (Added, 1);

  *added = (Added){ g_object_ref (context), g_array_index (ids, gint64, 0) };
  attune_context_tell_added (context, added->interaction);
  attune_context_offer (context, text, ids->len == 1 ? _ ("_Evaluate") : _ ("_Evaluate the First"),
                        G_CALLBACK (evaluate_cb), added, added_free);
}
