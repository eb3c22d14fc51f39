/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-list.h"

#include <adwaita.h>

/* A list of interactions or evaluations: filters that start a new query, its count at once, and a column view over it.
 * Emits "activated" (gint64 id) and "selected" when another row is selected. */
#define ATTUNE_TYPE_RECORD_LIST (attune_record_list_get_type ())
G_DECLARE_FINAL_TYPE (AttuneRecordList, attune_record_list, ATTUNE, RECORD_LIST, AdwBin)

/* Begins to show; `own` is the agent whose records alone are shown, 0 for everybody's. */
void          attune_record_list_start      (AttuneRecordList *self,
                                             AttuneContext    *context,
                                             AttuneListKind    kind,
                                             gint64            own);
gboolean      attune_record_list_search     (AttuneRecordList *self);
/* Selects, focuses and shows the record, now or as soon as it is listed. */
void          attune_record_list_select     (AttuneRecordList *self,
                                             gint64            id);
/* The selected record: 0 and NULL for none (NULL also until it has been read). */
gint64        attune_record_list_get_selected_id    (AttuneRecordList *self);
gconstpointer attune_record_list_get_selected_value (AttuneRecordList *self);
/* The first `most` records of those that are listed (gint64), in their order; owned by the caller. How many there are in all
 * is in `out_n`. */
GArray       *attune_record_list_list_ids   (AttuneRecordList *self,
                                             guint             most,
                                             guint            *out_n);
/* What stands there while nothing matches because there is nothing at all. */
void          attune_record_list_set_empty  (AttuneRecordList *self,
                                             const char       *icon_name,
                                             const char       *title,
                                             const char       *description,
                                             GtkWidget        *child);
