/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-rev.h"

struct _AttuneRev
{
  gatomicrefcount references;
  gint64 value;
};

AttuneRev *
attune_rev_new (gint64 value)
{
  AttuneRev *self = g_new0 (AttuneRev, 1);

  g_atomic_ref_count_init (&self->references);
  self->value = value;
  return self;
}

AttuneRev *
attune_rev_ref (AttuneRev *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
attune_rev_unref (AttuneRev *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->references))
    g_free (self);
}

gint64
attune_rev_get (AttuneRev *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->value;
}

void
attune_rev_set (AttuneRev *self, gint64 value)
{
  g_return_if_fail (self != NULL);

  self->value = value;
}
