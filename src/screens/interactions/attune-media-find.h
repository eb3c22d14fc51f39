/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

#include <gtk/gtk.h>

/* Asks above `parent` where the file of a recording or transcript is that was moved, checks by its SHA-256 that it is the
 * same one, and has the contact refer to it, or copies it again where it was a copy. Another file is refused, and told.
 * The store's change tells whoever shows the contact; a copy may lie under the very path it had before. */
void     attune_media_find_async  (GtkWidget          *parent,
                                   AttuneContext      *context,
                                   gint64              interaction,
                                   gint64              media,
                                   GAsyncReadyCallback callback,
                                   gpointer            data);
/* Whether the contact has its file again; if not, that was told, or nobody wanted it. Also for attune_media_take_async(). */
gboolean attune_media_find_finish (GtkWidget    *parent,
                                   GAsyncResult *result);
/* The same with the first of `files` (GFile), which were chosen already. */
void     attune_media_take_async  (GtkWidget          *parent,
                                   AttuneContext      *context,
                                   gint64              interaction,
                                   gint64              media,
                                   GListModel         *files,
                                   GAsyncReadyCallback callback,
                                   gpointer            data);
