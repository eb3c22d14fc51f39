/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-application.h"
#include "attune-locale.h"
#ifdef HAVE_WATCHDOG
#include "attune-watchdog.h"
#endif

#include <malloc.h>

/* What is freed is joined with its neighbours at once. The C library would rather leave small blocks for later, and later
 * is a single call that wants a large one: when many widgets have gone that held the main loop for 40 ms. */
static void
free_at_once (void)
{
#ifdef __GLIBC__
  mallopt (M_MXFAST, 0);
#endif
}

int
main (int argc, char **argv)
{
  g_autoptr (AttuneApplication) application = NULL;

  free_at_once ();
  attune_locale_set_up ();
#ifdef HAVE_WATCHDOG
  attune_watchdog_start ();
#endif

  application = attune_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
