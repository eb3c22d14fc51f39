/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include <sanitizer/lsan_interface.h>

/* What libraries allocate before main() and leave behind is not looked for: GLib lets go of its first table of quarks when
 * it outgrows it, without freeing it. Suppressions go by stacks, of which only the top is seen through libraries that
 * have no frame pointers. */
static void
begin_quiet (void)
{
  __lsan_disable ();
}

/* Runs before the constructors of all libraries; the constructor below, of the program, after them. */
__attribute__ ((section (".preinit_array"), used)) static void (*const first) (void) = begin_quiet;

__attribute__ ((constructor)) static void
end_quiet (void)
{
  __lsan_enable ();
}
