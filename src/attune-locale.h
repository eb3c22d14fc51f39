/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Takes on the user's locale and finds Attune's translations: beside the program where it runs from the build folder,
 * else where they are installed. Each program calls this first. */
void attune_locale_set_up (void);
