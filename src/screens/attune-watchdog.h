/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Watches the main loop of a test build: where the environment's ATTUNE_WATCHDOG is a number of milliseconds, a callback
 * of the program's own that holds the loop longer is named on standard error, with the stack it was caught in. Counted is
 * the main thread's processor time, so that what else runs on the machine does not matter, and not the time in GTK's
 * layout and drawing, which the toolkit does in its own time. Called once, before the loop runs. */
void attune_watchdog_start (void);
