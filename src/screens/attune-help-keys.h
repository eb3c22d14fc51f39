/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-key-map.h"

/* Has the window's overview of the keys show those that there are now: each of its lines that bears the name of a command. */
void attune_help_keys_follow (GtkApplicationWindow *window,
                              AttuneKeyMap         *keys);
