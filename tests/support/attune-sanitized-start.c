/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include <glib.h>
#include <sanitizer/lsan_interface.h>
#include <stdlib.h>

/* GLib's table of quarks grows by another one in its place, and the old one is never freed, for another thread may still
 * look into it: no leak of anybody's. A suppression cannot name it, for it goes by the stack, which ends at the first
 * library without frame pointers. So whatever may be such a table is kept in mind when it is allocated, and what turns
 * out to be one is left out of the search in the end. */

#define TABLE_STEP  (2048 * sizeof (char *))
#define N_SLOTS     4096
#define N_PROBES    16
#define N_LOOKED_AT 100

/* Of the runtime's, but not in every compiler's headers. */
int __sanitizer_install_malloc_and_free_hooks (void (*malloc_hook) (const volatile void *, size_t),
                                               void (*free_hook) (const volatile void *));

static const volatile void *slots[N_SLOTS];

static guint
find_slot (const volatile void *block)
{
  return (guint) (((gsize) block >> 4) % N_SLOTS);
}

/* Puts `to` where `from` stands, in one of the few slots that are the block's. */
static gboolean
replace (const volatile void *block, const volatile void *from, const volatile void *to)
{
  for (guint i = 0; i < N_PROBES; i++)
    {
      const volatile void **slot = &slots[(find_slot (block) + i) % N_SLOTS];
      const volatile void *expected = from;

      if (__atomic_compare_exchange_n (slot, &expected, to, FALSE, __ATOMIC_RELAXED,
                                       __ATOMIC_RELAXED))
        return TRUE;
    }
  return FALSE;
}

static void
allocated (const volatile void *block, size_t size)
{
  if (size > 0 && size % TABLE_STEP == 0)
    replace (block, NULL, block);
}

static void
freed (const volatile void *block)
{
  replace (block, block, NULL);
}

/* A table has the strings themselves in their places. */
static gboolean
is_quark_table (const char *const *block)
{
  for (GQuark quark = 1; quark < N_LOOKED_AT; quark++)
    {
      if (g_quark_to_string (quark) == NULL || block[quark] != g_quark_to_string (quark))
        return FALSE;
    }
  return TRUE;
}

static void
forget_quark_tables (void)
{
  for (guint i = 0; i < N_SLOTS; i++)
    {
      const char *const *block = (gconstpointer) slots[i];

      if (block != NULL && is_quark_table (block))
        __lsan_ignore_object (block);
    }
}

static void
begin (void)
{
  __sanitizer_install_malloc_and_free_hooks (allocated, freed);
}

/* Before the constructors of all libraries, GLib's among them. */
__attribute__ ((section (".preinit_array"), used)) static void (*const first) (void) = begin;

/* After them, so that it is called before the search. */
__attribute__ ((constructor)) static void
register_end (void)
{
  atexit (forget_quark_tables);
}
