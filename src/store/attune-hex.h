/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Bytes as digits of base 16, in lower case; "" of NULL. */
char   *attune_hex_from_bytes (GBytes     *bytes);
/* `n_bytes` bytes of twice as many digits, of either case; NULL of anything else. */
GBytes *attune_hex_to_bytes   (const char *hex,
                               gsize       n_bytes);
