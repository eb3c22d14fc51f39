/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-demo-contacts.h"

/* The text in the resource `name` of the sample, to be added with its contact. NULL with the error set. */
AttuneMedia *attune_demo_text_read (const char *name,
                                    GError    **error);

/* Adds the chats and e-mails of the sample whose text is there to `items` (AttuneBulkItem): they wait to be evaluated. */
gboolean     attune_demo_texts_add (const AttuneDemoDraw *draw,
                                    GPtrArray            *items,
                                    GError              **error);
