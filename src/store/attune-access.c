/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-access.h"

#include <glib/gi18n-lib.h>

void
attune_access_require (AttuneBatch *batch, gint64 actor, AttuneRoles roles)
{
  attune_batch_add (batch,
                    "SELECT id FROM person WHERE id = $actor AND removed_at IS NULL"
                    " AND (roles & $roles) <> 0",
                    "i");
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_bind_int (batch, "roles", roles);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_DENIED,
                       _ ("Your role does not allow this. Ask a manager of the workspace."));
}

gboolean
attune_access_check (AttuneStore *store, gint64 actor, AttuneRoles roles, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_access_require (batch, actor, roles);
  result = attune_store_read (store, batch, error);
  return result != NULL;
}
