/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model-geometry.h"

#include <gio/gio.h>

/* A line of a list about an interaction model: something found, or a question; and where it leads. */
#define ATTUNE_TYPE_MODEL_ITEM (attune_model_item_get_type ())
G_DECLARE_FINAL_TYPE (AttuneModelItem, attune_model_item, ATTUNE, MODEL_ITEM, GObject)

/* To a place of the grid. `icon_name` is static. */
AttuneModelItem *attune_model_item_new             (const char     *title,
                                                    const char     *detail,
                                                    const char     *icon_name,
                                                    AttuneModelSpot spot);
/* To a form, at a question of it (its id). */
AttuneModelItem *attune_model_item_new_for_question (const char *title,
                                                     const char *detail,
                                                     const char *icon_name,
                                                     gint64      form,
                                                     const char *question);

const char     *attune_model_item_get_title     (AttuneModelItem *self);
const char     *attune_model_item_get_detail    (AttuneModelItem *self);
const char     *attune_model_item_get_icon_name (AttuneModelItem *self);
/* 0: it leads to the grid. */
gint64          attune_model_item_get_form      (AttuneModelItem *self);
const char     *attune_model_item_get_question  (AttuneModelItem *self);
AttuneModelSpot attune_model_item_get_spot      (AttuneModelItem *self);
/* As attune_match_rank(); `query` is folded. */
int             attune_model_item_rank          (gpointer         self,
                                                 const char      *query);
