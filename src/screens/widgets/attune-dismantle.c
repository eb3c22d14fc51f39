/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-dismantle.h"

#include "attune-paced-model.h"
#include "attune-record-columns.h"

/* What a list view shows, NULL where it is not a paced model. */
static AttunePacedModel *
get_rows (GtkSelectionModel *selection)
{
  GListModel *model = GTK_IS_SINGLE_SELECTION (selection)
                        ? gtk_single_selection_get_model (GTK_SINGLE_SELECTION (selection))
                        : NULL;

  return ATTUNE_IS_PACED_MODEL (model) ? ATTUNE_PACED_MODEL (model) : NULL;
}

static gboolean
empty (AttunePacedModel *rows, guint first)
{
  if (rows == NULL)
    return TRUE;

  attune_paced_model_finish (rows, first);
  return attune_paced_model_is_settled (rows);
}

gboolean
attune_dismantle (GtkWidget *widget)
{
  gboolean is_done = TRUE;

  if (GTK_IS_COLUMN_VIEW (widget))
    return empty (get_rows (gtk_column_view_get_model (GTK_COLUMN_VIEW (widget))),
                  attune_record_columns_find_first (GTK_COLUMN_VIEW (widget)));
  if (GTK_IS_LIST_VIEW (widget))
    return empty (get_rows (gtk_list_view_get_model (GTK_LIST_VIEW (widget))), 0);

  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    is_done = attune_dismantle (i) && is_done;
  return is_done;
}
