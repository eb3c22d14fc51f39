/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a form: it is read, or there are faults that say why not, and what was read can be written and read
 * again. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "fuzz-target.h"

#include "attune-form.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) form = attune_form_from_json ((const char *) data, (gssize) size, &error);

  if (form == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }

  g_autofree char *text = attune_form_to_json (form, NULL);
  g_autoptr (AttuneForm) again = attune_form_from_json (text, -1, NULL);
  g_assert_nonnull (again);
  g_assert_true (attune_form_equal (form, again));
  return 0;
}
