/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* Around a list or column view: the view is one stop of Tab, and the arrows move in it. Where one row at most is selected, the
 * row with the focus is that, so that what a key does it does to the row that the ring is around; where several can be, the
 * view's own keys select.
 *
 * Grabbing its focus, as Tab does, focuses the selected row, the first of several. Property "view", the view, set in XML. */
#define ATTUNE_TYPE_TAB_STOP (attune_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (AttuneTabStop, attune_tab_stop, ATTUNE, TAB_STOP, AdwBin)
