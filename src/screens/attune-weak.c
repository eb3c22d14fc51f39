/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-weak.h"

gpointer
attune_weak_new (gpointer object)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_return_val_if_fail (G_IS_OBJECT (object), NULL);

  g_weak_ref_init (weak, object);
  return weak;
}

gpointer
attune_weak_take (gpointer data)
{
  GWeakRef *weak = data;
  gpointer object = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return object;
}
