/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Something to know, in the place it is about, with up to two things to do about it. It is there as long as it has a text.
 * "answered" (gboolean is_first) says which button was pressed. */
#define ATTUNE_TYPE_NOTICE (attune_notice_get_type ())
G_DECLARE_FINAL_TYPE (AttuneNotice, attune_notice, ATTUNE, NOTICE, GtkWidget)

/* Buttons may be NULL; `text` NULL takes the notice away. */
void        attune_notice_show (AttuneNotice *self,
                                const char   *text,
                                const char   *first,
                                const char   *second);
void        attune_notice_hide (AttuneNotice *self);
/* NULL while there is none. */
const char *attune_notice_get_text (AttuneNotice *self);
