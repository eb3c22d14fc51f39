/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-interactions.h"
#include "attune-transcript-import.h"

#include <gtk/gtk.h>

/* Reads a transcript, a chat or an e-mail from a file and keeps it as the text of the contact, in place of what it has: what came of
 * it is said, with Undo. The store's change tells whoever shows the contact. */
void attune_transcript_take_file (AttuneContext           *context,
                                  const AttuneInteraction *interaction,
                                  GFile                   *file);
/* Asks above `parent` for the file. */
void attune_transcript_choose    (GtkWidget               *parent,
                                  AttuneContext           *context,
                                  const AttuneInteraction *interaction);
/* Whether `files` (GFile) are one that a transcript may be in, by its name. */
gboolean attune_transcript_takes (GSList *files);
