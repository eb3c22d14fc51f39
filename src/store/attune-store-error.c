/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-store-error.h"

G_DEFINE_QUARK (attune - store - error - quark, attune_store_error)
