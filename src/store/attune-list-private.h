/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-list.h"

/* A row of `kind`. It tells `index`, a table of rows by a pointer to their id, when it goes; the index holds no row. */
AttuneListRow *attune_list_row_new          (AttuneListKind kind,
                                             gint64         id,
                                             GHashTable    *index);
/* Takes `value` over and notifies; NULL leaves what is there. */
void           attune_list_row_take_value   (AttuneListRow *self,
                                             gpointer       value);
/* Whether the row is on its way from the store. */
gboolean       attune_list_row_is_requested (AttuneListRow *self);
void           attune_list_row_set_requested (AttuneListRow *self,
                                              gboolean       is_requested);
