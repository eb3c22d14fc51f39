/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"

/* Keeps where a person is in an evaluation, every now and then while it changes. */
typedef struct _AttunePlaceKeeper AttunePlaceKeeper;

/* At first the place is `position_us`, of no question. */
AttunePlaceKeeper *attune_place_keeper_new   (AttuneStore *store,
                                              gint64       actor,
                                              gint64       evaluation,
                                              AttuneForm  *form,
                                              gint64       position_us);
/* What is not kept yet is not kept any more. */
void               attune_place_keeper_free  (AttunePlaceKeeper *self);

/* `question` is an index or ATTUNE_FORM_NONE. */
void               attune_place_keeper_set   (AttunePlaceKeeper *self,
                                              guint              question,
                                              gint64             position_us);
/* Now. */
void               attune_place_keeper_flush (AttunePlaceKeeper *self);
