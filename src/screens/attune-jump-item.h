/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-forms.h"

/* One place that Go To can lead to. */
#define ATTUNE_TYPE_JUMP_ITEM (attune_jump_item_get_type ())
G_DECLARE_FINAL_TYPE (AttuneJumpItem, attune_jump_item, ATTUNE, JUMP_ITEM, GObject)

AttuneJumpItem          *attune_jump_item_new             (const AttuneDestination *destination,
                                                           const char              *title,
                                                           const char              *detail,
                                                           const char              *icon_name);
/* Stands behind all others, whatever is typed. */
void                     attune_jump_item_set_is_last     (AttuneJumpItem *self);
const AttuneDestination *attune_jump_item_get_destination (AttuneJumpItem *self);
const char              *attune_jump_item_get_title       (AttuneJumpItem *self);
const char              *attune_jump_item_get_detail      (AttuneJumpItem *self);
const char              *attune_jump_item_get_icon_name   (AttuneJumpItem *self);
/* As attune_match_rank(), 3 and more for what only the detail holds; `query` is folded. */
int                      attune_jump_item_rank            (AttuneJumpItem *self,
                                                           const char     *query);
