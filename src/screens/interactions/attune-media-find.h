/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

#include <gtk/gtk.h>

/* Asks above `parent` where the file of a recording or transcript is that was moved, checks by its SHA-256 that it is the
 * same one, and has the contact refer to it, or copies it again where it was a copy. Another file is refused, and told.
 * The store's change tells whoever shows the contact. */
void attune_media_find (GtkWidget     *parent,
                        AttuneContext *context,
                        gint64         interaction,
                        gint64         media);
/* The same with the first of `files` (GFile), which were chosen already. */
void attune_media_take (GtkWidget     *parent,
                        AttuneContext *context,
                        gint64         interaction,
                        gint64         media,
                        GListModel    *files);
