/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* A few lines to write in, growing with what is written; Tab leaves it. "edited" () is emitted for what a person types,
 * not for attune_prose_set_text(). */
#define ATTUNE_TYPE_PROSE (attune_prose_get_type ())
G_DECLARE_FINAL_TYPE (AttuneProse, attune_prose, ATTUNE, PROSE, AdwBin)

/* `placeholder` may be NULL. */
GtkWidget *attune_prose_new (const char *label,
                             const char *placeholder);
char      *attune_prose_dup_text (AttuneProse *self);
/* Leaves the cursor alone when nothing differs. */
void       attune_prose_set_text (AttuneProse *self,
                                  const char  *text);
void       attune_prose_set_is_flagged (AttuneProse *self,
                                        gboolean     is_flagged);
