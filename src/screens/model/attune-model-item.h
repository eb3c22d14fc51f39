/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model-geometry.h"

#include <gio/gio.h>

/* A line of a list about an interaction model: something found, or a question; and where it leads. */
#define ATTUNE_TYPE_MODEL_ITEM (attune_model_item_get_type ())
G_DECLARE_FINAL_TYPE (AttuneModelItem, attune_model_item, ATTUNE, MODEL_ITEM, GObject)

/* To the form, where it is not 0, else to a place of the grid. `icon_name` is static. */
AttuneModelItem *attune_model_item_new (const char     *title,
                                        const char     *detail,
                                        const char     *icon_name,
                                        gint64          form,
                                        AttuneModelSpot spot);

const char     *attune_model_item_get_title     (AttuneModelItem *self);
const char     *attune_model_item_get_detail    (AttuneModelItem *self);
const char     *attune_model_item_get_icon_name (AttuneModelItem *self);
gint64          attune_model_item_get_form      (AttuneModelItem *self);
AttuneModelSpot attune_model_item_get_spot      (AttuneModelItem *self);
/* As attune_match_rank(); `query` is folded. */
int             attune_model_item_rank          (gpointer         self,
                                                 const char      *query);
