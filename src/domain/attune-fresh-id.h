/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Whether an id is in use already. */
typedef gboolean (*AttuneIdIsTaken) (const char *id,
                                     gpointer    data);

/* An id for a new part of a document: `prefix`, a hyphen, and ten random letters and digits that are not mistaken for one
 * another; one that is not taken. Owned by the caller. */
char *attune_fresh_id_make (const char     *prefix,
                            AttuneIdIsTaken is_taken,
                            gpointer        data);
