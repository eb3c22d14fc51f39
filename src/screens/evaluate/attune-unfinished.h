/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-kept.h"

/* What is begun on an evaluation and not finished is kept under these names, for whoever writes it: */
#define ATTUNE_NOTE_KEPT_AS     "note"     /* a note, and … */
#define ATTUNE_REFUSALS_KEPT_AS "refusals" /* … what was typed as answers and could not be taken */

/* Keeps a text that a person has begun and not finished, every now and then while it changes. */
typedef struct _AttuneUnfinished AttuneUnfinished;

/* `key` is one of the names above, static. */
AttuneUnfinished *attune_unfinished_new (AttuneStore *store, gint64 actor, const char *key, gint64 evaluation);
/* Flushes. */
void attune_unfinished_free (AttuneUnfinished *self);

/* "" for nothing. */
void attune_unfinished_set (AttuneUnfinished *self, const char *text);
/* The same at once, whatever was kept by somebody else since. */
void attune_unfinished_put (AttuneUnfinished *self, const char *text);
/* Now. */
void attune_unfinished_flush (AttuneUnfinished *self);
