/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store.h"

/* What an organisation allows in its workspace; nothing of it at first. */
typedef enum
{
  ATTUNE_POLICY_SPOKEN_NOTES = 1 << 0, /* notes may be spoken: the writer's voice is kept */
} AttunePolicies;

/* Every bit there is. */
#define ATTUNE_POLICIES_ALL ATTUNE_POLICY_SPOKEN_NOTES

/* The numbers are in every workspace: none ever changes. */
G_STATIC_ASSERT (ATTUNE_POLICY_SPOKEN_NOTES == 1);

/* What is allowed now: AttunePolicies, for anybody in the workspace; 0 with the error set. */
void   attune_store_load_policies_async  (AttuneStore        *self,
                                          gint64              actor,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            data);
gint64 attune_store_load_policies_finish (AttuneStore  *self,
                                          GAsyncResult *result,
                                          GError      **error);

/* Allows `policies`, or (unless `is_allowed`) does not any more, and leaves the others as they are; a manager's, and in the
 * trail. Told as ATTUNE_CHANGE_POLICY. What was kept meanwhile stays. Returns what is allowed now. */
void   attune_store_set_policies_async   (AttuneStore        *self,
                                          gint64              actor,
                                          AttunePolicies      policies,
                                          gboolean            is_allowed,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            data);
gint64 attune_store_set_policies_finish  (AttuneStore  *self,
                                          GAsyncResult *result,
                                          GError      **error);
