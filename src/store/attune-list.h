/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-query.h"

/* One place of a list: there at once, filled when its block has been read. The same object as long as anybody holds it.
 * Notifies "value". */
#define ATTUNE_TYPE_LIST_ROW (attune_list_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneListRow, attune_list_row, ATTUNE, LIST_ROW, GObject)

gint64        attune_list_row_get_id    (AttuneListRow *self);
/* AttuneInteractionRow or AttuneEvaluationRow as the query says, owned by the row; NULL until it has been read. */
gconstpointer attune_list_row_get_value (AttuneListRow *self);

/* A GListModel of AttuneListRow over a query: a vector of ids and a cache of blocks of 256 rows. It shows the first
 * page at once and the rest, and with it how many there are, when the ids are all there: till then it "is-loading". It
 * follows the store's changes with small splices. "error" (GError) is what
 * went wrong last, NULL for nothing and again once reading has succeeded. After an error the list shows what it had, and
 * reads anew with the next change. */
#define ATTUNE_TYPE_LIST (attune_list_get_type ())
G_DECLARE_FINAL_TYPE (AttuneList, attune_list, ATTUNE, LIST, GObject)

AttuneList   *attune_list_new        (AttuneStore       *store,
                                      gint64             actor,
                                      const AttuneQuery *query);
gboolean      attune_list_is_loading (AttuneList *self);
const GError *attune_list_get_error  (AttuneList *self);
/* Where `id` stands, or GTK's invalid position G_MAXUINT. */
guint         attune_list_find       (AttuneList *self,
                                      gint64      id);
