/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

#include <adwaita.h>

/* The long work of a context, in a header bar: what is done, how far, and Cancel. Gone while there is none. */
#define ATTUNE_TYPE_WORK_BAR (attune_work_bar_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWorkBar, attune_work_bar, ATTUNE, WORK_BAR, AdwBin)
