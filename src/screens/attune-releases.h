/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store.h"

/* Time alone changes no figure: what is due is released, revealed or ended because somebody asks for it. This asks at once and then
 * every `milliseconds`, as long as it is there. */
typedef struct _AttuneReleases AttuneReleases;

AttuneReleases *attune_releases_start (AttuneStore *store,
                                       guint        milliseconds);
void            attune_releases_stop  (AttuneReleases *self);
