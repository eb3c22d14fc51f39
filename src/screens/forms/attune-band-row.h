/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <adwaita.h>

/* A band of the score, in the properties: its label and the percent it begins at, edited by the action "form.set-band". The
 * signal "done" says that Return was pressed in the label, "removed" that the band is to go. */
#define ATTUNE_TYPE_BAND_ROW (attune_band_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneBandRow, attune_band_row, ATTUNE, BAND_ROW, AdwBin)

GtkWidget *attune_band_row_new       (void);
void       attune_band_row_update    (AttuneBandRow        *self,
                                      const AttuneFormBand *band);
/* Says below it what the check found, NULL for nothing. */
void       attune_band_row_remark    (AttuneBandRow        *self,
                                      const char           *remark);
gboolean   attune_band_row_is_empty  (AttuneBandRow        *self);
guint      attune_band_row_get_place (AttuneBandRow        *self);
/* Puts the cursor into the label, all of it selected. */
void       attune_band_row_enter     (AttuneBandRow        *self);
