/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-lab-row.h"

struct _AttuneLabRow
{
  GObject parent_instance;

  /* owned */
  AttuneLabGrid *grid;

  guint index;
};

G_DEFINE_FINAL_TYPE (AttuneLabRow, attune_lab_row, G_TYPE_OBJECT)

static guint changed_signal;

static void
attune_lab_row_finalize (GObject *object)
{
  g_clear_pointer (&ATTUNE_LAB_ROW (object)->grid, attune_lab_grid_unref);

  G_OBJECT_CLASS (attune_lab_row_parent_class)->finalize (object);
}

static void
attune_lab_row_class_init (AttuneLabRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_lab_row_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
attune_lab_row_init (AttuneLabRow *self)
{
}

AttuneLabRow *
attune_lab_row_new (AttuneLabGrid *grid, guint index)
{
  AttuneLabRow *self = g_object_new (ATTUNE_TYPE_LAB_ROW, NULL);

  g_return_val_if_fail (grid != NULL, self);

  self->grid = attune_lab_grid_ref (grid);
  self->index = index;
  return self;
}

void
attune_lab_row_take_over (AttuneLabRow *self, AttuneLabRow *other)
{
  AttuneLabGrid *before;

  g_return_if_fail (ATTUNE_IS_LAB_ROW (self));
  g_return_if_fail (ATTUNE_IS_LAB_ROW (other));

  before = self->grid;
  self->grid = attune_lab_grid_ref (other->grid);
  self->index = other->index;
  attune_lab_grid_unref (before);
  g_signal_emit (self, changed_signal, 0);
}

AttuneLabGrid *
attune_lab_row_get_grid (AttuneLabRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_LAB_ROW (self), NULL);

  return self->grid;
}

guint
attune_lab_row_get_index (AttuneLabRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_LAB_ROW (self), 0);

  return self->index;
}
