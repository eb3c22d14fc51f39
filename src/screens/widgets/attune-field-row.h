/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* A row that holds a field and is nothing by itself: what comes to it comes to the field, which is one stop of Tab. */
#define ATTUNE_TYPE_FIELD_ROW (attune_field_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFieldRow, attune_field_row, ATTUNE, FIELD_ROW, AdwActionRow)
