/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* Around a list of the designer: what is selected in it is dragged to where it shall stand, in this list or another one of
 * the same AttuneFormPage. A line shows where that is; near its ends the list scrolls. Property "view", the GtkListView, of
 * AttuneFormItem, set in XML. */
#define ATTUNE_TYPE_FORM_DRAG_AREA (attune_form_drag_area_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFormDragArea, attune_form_drag_area, ATTUNE, FORM_DRAG_AREA, AdwBin)
