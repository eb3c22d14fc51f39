/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Where ids and times come from. An id is a positive 63-bit integer, max (last + 1, 41 bits of milliseconds since 2020
 * then 22 random bits): ids made on several machines merge and stay in order of time. Not thread-safe. */
typedef struct _AttuneIdSource AttuneIdSource;

AttuneIdSource *attune_id_source_new        (void);
/* The same ids and times every run: the clock starts at `start` (microseconds UTC) and only moves when told. */
AttuneIdSource *attune_id_source_new_seeded (guint32 seed,
                                             gint64  start);
void            attune_id_source_free       (AttuneIdSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneIdSource, attune_id_source_free)

gint64 attune_id_source_next       (AttuneIdSource *self);
/* Microseconds since 1970 UTC. */
gint64 attune_id_source_now        (AttuneIdSource *self);
/* Sets a seeded source's clock, microseconds UTC. */
void   attune_id_source_set_now    (AttuneIdSource *self,
                                    gint64          now);
/* Fills `bytes` with randomness: a salt. */
void   attune_id_source_fill       (AttuneIdSource *self,
                                    guint8         *bytes,
                                    gsize           n_bytes);
