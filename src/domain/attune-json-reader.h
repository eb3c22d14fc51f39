/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decimal.h"
#include "attune-domain-error.h"

#include <jansson.h>

/* Reads values out of a JSON tree, and adds a fault with its JSON pointer for each that is not what it should be: a
 * fault never ends the reading. Strings belong to the tree. */
typedef struct
{
  GPtrArray *faults; /* borrowed */
  GArray *steps;
} AttuneJsonReader;

/* What the parser stumbled over, in words for people, and what to do. */
const char *attune_json_describe_trouble (const json_error_t *trouble);

/* Parses `text`, demanding an object of at most `max_bytes`; a byte order mark before it is passed over. Syntax faults come with line and column; each key that
 * stands twice in an object is a fault with its place. NULL after any fault. */
json_t *attune_json_load (const char *text,
                          gssize      length,
                          gsize       max_bytes,
                          GPtrArray  *faults);

/* The same, but the document is there in spite of keys that stand twice, each with its last value: so that the rest can be
 * looked at too. Whoever takes the document looks whether faults were added. */
json_t *attune_json_load_whole (const char *text,
                                gssize      length,
                                gsize       max_bytes,
                                GPtrArray  *faults);

/* Adds the place of each key that stands twice in one object of a text that is otherwise sound JSON. */
void attune_json_find_duplicate_keys (const char *text,
                                      gsize       length,
                                      GPtrArray  *faults);

void attune_json_reader_init (AttuneJsonReader *self,
                              GPtrArray        *faults);
void attune_json_reader_clear (AttuneJsonReader *self);

/* Where the reader stands. Keys are borrowed until left. */
void attune_json_reader_enter (AttuneJsonReader *self,
                               const char       *key);
void attune_json_reader_enter_index (AttuneJsonReader *self,
                                     guint             index);
void attune_json_reader_leave (AttuneJsonReader *self);

/* Adds a fault at the place the reader stands, or at `key` (nullable) below it. */
void attune_json_reader_fault (AttuneJsonReader *self,
                               const char       *key,
                               const char       *format,
                               ...) G_GNUC_PRINTF (3, 4);

/* Each gives `fallback` where the key is missing or faulty. */
const char   *attune_json_read_string (AttuneJsonReader *self,
                                       json_t           *object,
                                       const char       *key,
                                       const char       *fallback);
gboolean      attune_json_read_boolean (AttuneJsonReader *self,
                                        json_t           *object,
                                        const char       *key,
                                        gboolean          fallback);
AttuneDecimal attune_json_read_decimal (AttuneJsonReader *self,
                                        json_t           *object,
                                        const char       *key,
                                        AttuneDecimal     fallback);
guint         attune_json_read_count (AttuneJsonReader *self,
                                      json_t           *object,
                                      const char       *key,
                                      guint             fallback,
                                      guint             most);
/* `words` is NULL-terminated; gives the index. */
int attune_json_read_word (AttuneJsonReader  *self,
                           json_t            *object,
                           const char        *key,
                           const char *const *words,
                           int                fallback);
/* NULL where the key is missing or faulty; never an empty surprise. */
json_t *attune_json_read_array (AttuneJsonReader *self,
                                json_t           *object,
                                const char       *key);
json_t *attune_json_read_object (AttuneJsonReader *self,
                                 json_t           *object,
                                 const char       *key);
/* An id: 1 to 200 characters, none of them a control character. A missing one is a fault; "" stands for it. */
const char *attune_json_read_id (AttuneJsonReader *self,
                                 json_t           *object,
                                 const char       *key);
/* A string that must be there; "" where it is not. */
const char *attune_json_read_required_string (AttuneJsonReader *self,
                                              json_t           *object,
                                              const char       *key);
/* As attune_json_read_decimal(), where null is a value too: FALSE then, `out_decimal` untouched. */
gboolean attune_json_read_nullable_decimal (AttuneJsonReader *self,
                                            json_t           *object,
                                            const char       *key,
                                            gboolean          fallback,
                                            AttuneDecimal    *out_decimal);
/* Whether an entry of an array is an object; a fault at the reader's place where not. */
gboolean attune_json_reader_expect_object (AttuneJsonReader *self,
                                           json_t           *value);
/* The JSON as text, keys in their order and every number as it is. Owned by the caller. */
char *attune_json_dump (json_t  *value,
                        gboolean indented,
                        gsize   *out_length);

/* The same indented, as people like to read it, as long as it has `max_bytes` at most: a document near the limit that it is
 * read with would no longer be one that can be read. */
char *attune_json_dump_within (json_t *value,
                               gsize   max_bytes,
                               gsize  *out_length);

/* How many bytes the text has that is not indented. */
gsize attune_json_measure (json_t *value);

/* A whole number where it is one, so that it is written without a point. Owned by the caller. */
json_t *attune_decimal_to_json (AttuneDecimal decimal);

/* `place`/`key` with RFC 6901's escapes. Owned by the caller. */
void attune_json_pointer_append (GString    *place,
                                 const char *key);

typedef json_t AttuneJson;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneJson, json_decref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AttuneJsonReader, attune_json_reader_clear)
