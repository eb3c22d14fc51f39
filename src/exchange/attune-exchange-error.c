/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-exchange-error.h"

/* Written out, because G_DEFINE_QUARK() takes its name as bare words, which clang-format sets apart. */
GQuark
attune_exchange_error_quark (void)
{
  return g_quark_from_static_string ("attune-exchange-error-quark");
}
