/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-removal.h"

#include <glib/gi18n.h>

/* One record that was, or is to be, taken off its list. */
typedef struct
{
  const AttuneRemoval *removal;
  AttuneContext *context;
  gint64 record;
  gint64 rev;
  AttuneRemovalTold told; /* nullable */
  GObject *data;          /* for `told`, nullable */
} Removed;

static Removed *
copy_removed (const Removed *removed)
{
  Removed *copy = g_memdup2 (removed, sizeof *removed);

  g_object_ref (copy->context);
  if (copy->data != NULL)
    g_object_ref (copy->data);
  return copy;
}

static void
free_removed (gpointer data)
{
  Removed *removed = data;

  g_object_unref (removed->context);
  g_clear_object (&removed->data);
  g_free (removed);
}

static void
set_removed (const Removed *removed, gboolean is_removed, GAsyncReadyCallback callback)
{
  removed->removal->remove_async (attune_context_get_store (removed->context),
                                  attune_context_get_actor (removed->context), removed->record,
                                  removed->rev, is_removed, NULL, callback, copy_removed (removed));
}

static void
brought_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Removed *removed = data;
  g_autoptr (GError) error = NULL;

  if (removed->removal->remove_finish (ATTUNE_STORE (source), result, &error) == 0)
    attune_context_report (removed->context, _ (removed->removal->not_brought_back), error);
  free_removed (removed);
}

static void
bring_back_cb (const Removed *removed)
{
  set_removed (removed, FALSE, brought_back_cb);
}

/* Once: what can be brought back later holds nothing. */
static void
tell (Removed *removed, gboolean is_removed)
{
  if (removed->told != NULL)
    removed->told (removed->data, is_removed);
  removed->told = NULL;
  g_clear_object (&removed->data);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Removed *removed = data;
  g_autoptr (GError) error = NULL;

  removed->rev = removed->removal->remove_finish (ATTUNE_STORE (source), result, &error);
  tell (removed, removed->rev != 0);
  if (removed->rev != 0)
    attune_context_offer_undo (removed->context, _ (removed->removal->removed),
                               G_CALLBACK (bring_back_cb), removed, free_removed);
  else
    {
      attune_context_report (removed->context, _ (removed->removal->not_removed), error);
      free_removed (removed);
    }
}

void
attune_removal_start (const AttuneRemoval *removal,
                      AttuneContext *context,
                      gint64 record,
                      gint64 rev,
                      AttuneRemovalTold told,
                      gpointer data)
{
  g_return_if_fail (removal != NULL);
  g_return_if_fail (ATTUNE_IS_CONTEXT (context));

  set_removed (&(Removed){ removal, context, record, rev, told, data }, TRUE, removed_cb);
}
