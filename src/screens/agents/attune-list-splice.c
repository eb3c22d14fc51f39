/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-list-splice.h"

static gboolean
has_same (GListModel *model, guint position, gconstpointer item, GEqualFunc is_same)
{
  g_autoptr (GObject) old = g_list_model_get_item (model, position);

  return is_same (old, item);
}

void
attune_list_splice (GListStore *store, GPtrArray *items, GEqualFunc is_same)
{
  GListModel *model = G_LIST_MODEL (store);
  guint n_old = g_list_model_get_n_items (model);
  guint n_new = items->len;
  guint least = MIN (n_old, n_new);
  guint begin = 0;
  guint end = 0;

  while (begin < least && has_same (model, begin, g_ptr_array_index (items, begin), is_same))
    begin++;
  while (end < least - begin &&
         has_same (model, n_old - end - 1, g_ptr_array_index (items, n_new - end - 1), is_same))
    end++;
  if (begin + end < MAX (n_old, n_new))
    g_list_store_splice (store, begin, n_old - begin - end, items->pdata + begin,
                         n_new - begin - end);
}
