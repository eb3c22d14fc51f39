/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What libFuzzer, or the replay of the seeds, calls with one input; always returns 0. */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);
