/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The rev that saves of one draft name, one after the other, for whoever cannot wait for the answer to one before asking
 * for the next: each names what the last that was kept gave. So the next goes on where the one before it failed, and never
 * over what somebody else saved in between, which would have a rev that looks like its own.
 *
 * Once it was handed to a verb it is the store's thread's. The references are counted atomically. */
typedef struct _AttuneRev AttuneRev;

AttuneRev *attune_rev_new   (gint64 value);
AttuneRev *attune_rev_ref   (AttuneRev *self);
void       attune_rev_unref (AttuneRev *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneRev, attune_rev_unref)

/* For what keeps the saves, on its thread. */
gint64     attune_rev_get   (AttuneRev *self);
void       attune_rev_set   (AttuneRev *self,
                             gint64     value);
