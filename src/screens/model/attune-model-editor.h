/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model-edit.h"

#include <gtk/gtk.h>

/* A popover by a goal or behaviour with all there is to say of it. Every change is made at once, by the action "model.set"
 * (kind, id, key, value: "usss") of whatever it stands in; an empty value takes the key away. */
#define ATTUNE_TYPE_MODEL_EDITOR (attune_model_editor_get_type ())
G_DECLARE_FINAL_TYPE (AttuneModelEditor, attune_model_editor, ATTUNE, MODEL_EDITOR, GtkPopover)

GtkWidget *attune_model_editor_new  (void);
/* Shows it, the title under the keys. */
void       attune_model_editor_open (AttuneModelEditor  *self,
                                     AttuneModel        *model,
                                     AttuneModelKind     kind,
                                     guint               index,
                                     const GdkRectangle *place);
