/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-id-source.h"

#include <sys/random.h>

#define EPOCH_2020_MS    G_GINT64_CONSTANT (1577836800000)
#define RANDOM_BITS      22
#define MILLISECOND_MASK ((G_GINT64_CONSTANT (1) << 41) - 1)

struct _AttuneIdSource
{
  gint64 last;
  gboolean is_seeded;
  gint64 now; /* seeded sources only */
  GRand *random;
};

AttuneIdSource *
attune_id_source_new (void)
{
  AttuneIdSource *self = g_new0 (AttuneIdSource, 1);

  self->random = g_rand_new ();
  return self;
}

AttuneIdSource *
attune_id_source_new_seeded (guint32 seed, gint64 start)
{
  AttuneIdSource *self = g_new0 (AttuneIdSource, 1);

  self->random = g_rand_new_with_seed (seed);
  self->is_seeded = TRUE;
  self->now = start;
  return self;
}

void
attune_id_source_free (AttuneIdSource *self)
{
  g_rand_free (self->random);
  g_free (self);
}

gint64
attune_id_source_next (AttuneIdSource *self)
{
  gint64 milliseconds = attune_id_source_now (self) / 1000 - EPOCH_2020_MS;
  gint64 random = g_rand_int (self->random) & ((1 << RANDOM_BITS) - 1);
  gint64 id = (CLAMP (milliseconds, 0, MILLISECOND_MASK) << RANDOM_BITS) | random;

  self->last = MAX (self->last + 1, id);
  return self->last;
}

gint64
attune_id_source_now (AttuneIdSource *self)
{
  return self->is_seeded ? self->now : g_get_real_time ();
}

void
attune_id_source_set_now (AttuneIdSource *self, gint64 now)
{
  g_return_if_fail (self->is_seeded);

  self->now = now;
}

void
attune_id_source_fill (AttuneIdSource *self, guint8 *bytes, gsize n_bytes)
{
  if (!self->is_seeded && getrandom (bytes, n_bytes, 0) == (gssize) n_bytes)
    return;

  for (gsize i = 0; i < n_bytes; i++)
    bytes[i] = (guint8) (g_rand_int (self->random) >> 8);
}
