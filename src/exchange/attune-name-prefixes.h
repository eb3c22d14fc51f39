/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Which of the words before a colon are somebody's name: "Sanna: Good morning", but not "Please note: it closes at nine". They
 * are where they stand for a part ("Agent"), come again, or stand before most texts of the file. */
typedef struct _AttuneNamePrefixes AttuneNamePrefixes;

AttuneNamePrefixes *attune_name_prefixes_new (void);
void                attune_name_prefixes_free (AttuneNamePrefixes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneNamePrefixes, attune_name_prefixes_free)

/* Looks at every text of the file first. */
void                attune_name_prefixes_add (AttuneNamePrefixes *self,
                                              const char         *text);
/* The name before `text`, owned by the caller, and where the rest begins; NULL for none. */
char               *attune_name_prefixes_take (AttuneNamePrefixes *self,
                                               const char         *text,
                                               const char        **out_rest);
