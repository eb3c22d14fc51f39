/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-text-needle.h"

/* What somebody looks for, as they typed it: words that all have to be there, two letters or more as the beginnings of words too,
 * and in quotation marks words that follow one another, each of them whole. An immutable value, but for one thread. */
typedef struct _AttuneSearchTerms AttuneSearchTerms;

/* More than these, and what is typed beyond so many characters, is not looked for. */
#define ATTUNE_SEARCH_MAX_TERMS      16
#define ATTUNE_SEARCH_MAX_CHARACTERS 500

typedef struct
{
  char *text;        /* one word or several, composed (NFC), as typed; there is a letter or a digit in it */
  gboolean is_whole; /* its last word is a whole one; those before it are in any case */
} AttuneSearchTerm;

/* Never NULL; without terms where `text` has none, is NULL or not valid UTF-8. A quotation that is not ended yet goes to the
 * end, and its last word may be the beginning of one. */
AttuneSearchTerms      *attune_search_terms_new   (const char *text);
void                    attune_search_terms_free  (AttuneSearchTerms *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneSearchTerms, attune_search_terms_free)

guint                   attune_search_terms_get_n (const AttuneSearchTerms *self);
const AttuneSearchTerm *attune_search_terms_get   (const AttuneSearchTerms *self,
                                                   guint                    index);

/* A piece of a text on one line, and where in it the terms are: characters, one behind the other. */
typedef struct
{
  char *text;
  GArray *spans; /* AttuneTextSpan */
} AttuneExcerpt;

void attune_excerpt_free (AttuneExcerpt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneExcerpt, attune_excerpt_free)

/* The piece of `text`, UTF-8, around the first of the terms, of about `max_characters` and with … where it is cut. Its
 * beginning, without spans, where none of them is found in the first 20,000 characters. */
AttuneExcerpt *attune_search_terms_excerpt (const AttuneSearchTerms *self,
                                            const char              *text,
                                            guint                    max_characters);
