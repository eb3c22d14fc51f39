/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Puts `bytes` into the file at `path`, whole or not at all; ATTUNE_EXCHANGE_ERROR_WRITE, which says what to look at. */
gboolean attune_exchange_write (const char *path,
                                GBytes     *bytes,
                                GError    **error);
