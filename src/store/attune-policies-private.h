/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-policies.h"
#include "attune-verb.h"

/* Adds a statement that fails the batch with ATTUNE_STORE_ERROR_DENIED unless the workspace allows `policy`. */
void     attune_policy_require (AttuneBatch   *batch,
                                AttunePolicies policy);
/* The same now, for a verb that must know before it writes. */
gboolean attune_policy_check   (AttuneStore   *store,
                                AttunePolicies policy,
                                GError       **error);
