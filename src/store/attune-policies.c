/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-policies-private.h"

#include "attune-access.h"

#include <glib/gi18n-lib.h>

void
attune_policy_require (AttuneBatch *batch, AttunePolicies policy)
{
  attune_batch_add (batch, "SELECT 1 FROM workspace WHERE id = 1 AND (policies & $policy) <> 0",
                    "i");
  attune_batch_bind_int (batch, "policy", policy);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_DENIED,
                       _ ("Spoken notes are not allowed in this workspace. A manager can allow "
                          "them; write the note instead."));
}

gboolean
attune_policy_check (AttuneStore *store, AttunePolicies policy, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_policy_require (batch, policy);
  result = attune_store_read (store, batch, error);
  return result != NULL;
}

static gint64
read_policies (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_access_require (batch, arguments->actor,
                         ATTUNE_ROLE_AGENT | ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST |
                           ATTUNE_ROLE_MANAGER | ATTUNE_ROLE_AUDITOR);
  attune_batch_add (batch, "SELECT policies FROM workspace WHERE id = 1", "i");
  result = attune_store_read (self, batch, error);
  return result != NULL ? attune_rows_get_int (attune_result_rows (result, 1), 0, 0) : 0;
}

static const AttuneVerb load_policies = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_int = read_policies,
};

void
attune_store_load_policies_async (AttuneStore *self,
                                  gint64 actor,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  attune_verb_start (&load_policies, self, &(AttuneArguments){ .actor = actor }, cancellable,
                     callback, data);
}

gint64
attune_store_load_policies_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&load_policies, self, result, error);
}

/* The trail says what was decided: everything else of a workspace is allowed by nobody. */
static gint64
write_policies (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);
  AttuneBatch *batch = attune_write_get_batch (write);
  g_autofree char *content = g_strdup_printf ("%s %" G_GINT64_FORMAT,
                                              arguments->flag ? "allow" : "forbid",
                                              arguments->subject);
  guint statement;

  if ((arguments->subject & ~(gint64) ATTUNE_POLICIES_ALL) != 0)
    {
      g_set_error_literal (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                           _ ("There is no such policy. Choose one of the list."));
      return 0;
    }
  attune_access_require (batch, arguments->actor, ATTUNE_ROLE_MANAGER);
  statement = attune_batch_add (batch,
                                "UPDATE workspace SET rev = rev + 1, policies ="
                                " (policies | $policy) - CASE WHEN $allowed = 1 THEN 0"
                                " ELSE $policy END WHERE id = 1 RETURNING policies",
                                "i");
  attune_batch_bind_int (batch, "policy", arguments->subject);
  attune_batch_bind_int (batch, "allowed", arguments->flag ? 1 : 0);
  attune_write_audit (write, "set-policies", 1, content);
  attune_write_changed (write, ATTUNE_CHANGE_POLICY, 0);
  return attune_write_commit (write, error)
           ? attune_rows_get_int (attune_write_get_rows (write, statement), 0, 0)
           : 0;
}

static const AttuneVerb set_policies = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_policies,
};

void
attune_store_set_policies_async (AttuneStore *self,
                                 gint64 actor,
                                 AttunePolicies policies,
                                 gboolean is_allowed,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  attune_verb_start (&set_policies, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = (gint64) policies, .flag = is_allowed },
                     cancellable, callback, data);
}

gint64
attune_store_set_policies_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&set_policies, self, result, error);
}
