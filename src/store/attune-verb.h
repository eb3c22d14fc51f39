/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-write.h"

/* How a verb is written: a function that does the work on the store's thread, an AttuneVerb that describes it, and the
 * `_async` and `_finish` pair, of one call each. The address of the description is what tells the pair's tasks from
 * others. attune-people.c is the file to imitate. */

/* What a verb was asked. */
typedef struct
{
  gint64 actor;
  gint64 subject; /* the id of what it is about */
  gint64 rev;     /* as the caller saw it */
  gboolean flag;
  gboolean is_background; /* behind everything more urgent, whatever the verb's priority */
  const char *text;       /* copied by attune_verb_start() */
  gpointer value;         /* whatever else; taken over, and freed by the verb's `free_value` */
} AttuneArguments;

typedef struct
{
  AttunePriority priority;

  /* What goes in slices, reading or writing, of at most 20 ms each; may be NULL. Called again as long as it returns
   * TRUE; what it finds stays in `value`. FALSE with the error set ends the verb. */
  gboolean (*slice) (AttuneStore *self, AttuneArguments *arguments, GError **error);

  /* The work, or what is left of it after the slices, and its result: one of the two. NULL means that the error is set,
   * and only that; a number is one, 0 too, unless the error is set. */
  gpointer (*finish_pointer) (AttuneStore *self, AttuneArguments *arguments, GError **error);
  gint64 (*finish_int) (AttuneStore *self, AttuneArguments *arguments, GError **error);

  GDestroyNotify free_result; /* of what `finish_pointer` returns */
  GDestroyNotify free_value;
} AttuneVerb;

void     attune_verb_start          (const AttuneVerb      *verb,
                                     AttuneStore           *self,
                                     const AttuneArguments *arguments,
                                     GCancellable          *cancellable,
                                     GAsyncReadyCallback    callback,
                                     gpointer               data);

/* What `finish_pointer` returned; the caller's. */
gpointer attune_verb_finish_pointer (const AttuneVerb *verb,
                                     AttuneStore      *self,
                                     GAsyncResult     *result,
                                     GError          **error);
/* What `finish_int` returned: an id, a rev or a count; 0 with the error set. */
gint64   attune_verb_finish_int     (const AttuneVerb *verb,
                                     AttuneStore      *self,
                                     GAsyncResult     *result,
                                     GError          **error);
/* As above, TRUE on success. */
gboolean attune_verb_finish_boolean (const AttuneVerb *verb,
                                     AttuneStore      *self,
                                     GAsyncResult     *result,
                                     GError          **error);

/* Reads every row of the batch's statement `statement` into a new array: `read_row` makes one. */
typedef gpointer (*AttuneRowReader) (const AttuneRows *rows,
                                     guint             row);
GPtrArray *attune_verb_collect      (const AttuneResult *result,
                                     guint               statement,
                                     AttuneRowReader     read_row,
                                     GDestroyNotify      free_row);

/* How many rows the next slice of a long reading takes, after one of `n` took so many microseconds: towards half of the
 * 20 ms that a slice may take. Begin with ATTUNE_FIRST_SLICE. */
#define ATTUNE_FIRST_SLICE 2048
guint attune_verb_choose_slice (guint  n,
                                gint64 took_us);
