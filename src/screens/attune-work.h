/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Something that takes long: shown as a bar with Cancel in the header until it ends. Made by
 * attune_context_begin_work(); the one who made it ends it. Properties "title", "fraction" (negative while unknown). */
#define ATTUNE_TYPE_WORK (attune_work_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWork, attune_work, ATTUNE, WORK, GObject)

AttuneWork   *attune_work_new             (const char   *title,
                                           GCancellable *cancellable);
const char   *attune_work_get_title       (AttuneWork *self);
double        attune_work_get_fraction    (AttuneWork *self);
void          attune_work_set_fraction    (AttuneWork *self,
                                           double      fraction);
GCancellable *attune_work_get_cancellable (AttuneWork *self);
/* Emits "ended". */
void          attune_work_end             (AttuneWork *self);
