/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* What stays behind, or what is wrong, a line each with its place: to be read, chosen and copied (all by a button, what is
 * chosen by Ctrl+C). */
#define ATTUNE_TYPE_REMARK_LIST (attune_remark_list_get_type ())
G_DECLARE_FINAL_TYPE (AttuneRemarkList, attune_remark_list, ATTUNE, REMARK_LIST, AdwBin)

/* Shows `faults` (AttuneFault) under a heading, with an advice (nullable) below that. */
void        attune_remark_list_show     (AttuneRemarkList *self,
                                         const char       *heading,
                                         const char       *advice,
                                         GPtrArray        *faults);
GListModel *attune_remark_list_get_lines (AttuneRemarkList *self);
