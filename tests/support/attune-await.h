/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* How a test waits for a verb: give attune_await_cb and the address of a NULL GAsyncResult pointer as callback and data,
 * then hand attune_await (&result) to the verb's finish function. */
void          attune_await_cb (GObject      *source,
                               GAsyncResult *result,
                               gpointer      out_result);
/* Runs the thread's default main context until `*result` is there. The caller unrefs it: g_autoptr (GAsyncResult). */
GAsyncResult *attune_await    (GAsyncResult **result);
