/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-application.h"
#include "attune-locale.h"
#ifdef HAVE_WATCHDOG
#include "attune-watchdog.h"
#endif

int
main (int argc, char **argv)
{
  g_autoptr (AttuneApplication) application = NULL;

  attune_locale_set_up ();
#ifdef HAVE_WATCHDOG
  attune_watchdog_start ();
#endif

  application = attune_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
