/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* From now on every list of choices that opens has the focus on what is chosen, so that the arrows go on from there. GTK 4.8
 * leaves it on the row that had it last, or on the first. To be called once. */
void attune_choice_focus_init (void);
