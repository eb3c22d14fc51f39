/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-edit.h"

#include "attune-json-reader.h"

/* A form document that is being changed. What lies on the way to a change is copied once, the rest is shared with the
 * document it came from. */
typedef struct
{
  AttuneForm *form; /* borrowed: where the change starts from */
  json_t *root;     /* owned */
  GHashTable *taken; /* ids given out, so that none comes twice; owned strings */
  gboolean keeps_ids; /* renaming leaves those that are free */
} AttuneFormTree;

void attune_form_tree_init (AttuneFormTree *self,
                            AttuneForm     *form);
void attune_form_tree_clear (AttuneFormTree *self);

/* The form that the tree says, which must have no faults; ends the tree. `n_bytes` is how much longer the text can have
 * become. */
AttuneForm *attune_form_tree_finish (AttuneFormTree *self,
                                     gsize           n_bytes,
                                     GError        **error);

/* The object of a place, ready to be written to; borrowed. NULL with an error where there is no such part. The options
 * that a yes/no question has by default are written out first where the place is in one. */
json_t *attune_form_tree_open (AttuneFormTree *self,
                               AttuneFormPlace place,
                               GError        **error);

/* The list a part stands in, ready to be written to, and at which index. */
json_t *attune_form_tree_open_siblings (AttuneFormTree *self,
                                        AttuneFormPlace place,
                                        gsize          *out_index,
                                        GError        **error);

/* The list under `key` of an object that is open; made where it is missing. */
json_t *attune_form_tree_open_list (json_t     *object,
                                    const char *key);

/* What a question of the type starts with: "options" for one that lists them. NULL for the others. */
json_t *attune_form_make_options (AttuneForm        *form,
                                  AttuneQuestionType type);

/* An id nobody in the form has: `prefix` and ten random letters and digits. Owned by the tree. */
const char *attune_form_tree_make_id (AttuneFormTree *self,
                                      const char     *prefix);

/* `id` if the tree keeps ids and nobody in the form has this one, else a fresh one; `id` may be NULL. Owned by the tree. */
const char *attune_form_tree_take_id (AttuneFormTree *self,
                                      const char     *id,
                                      const char     *prefix);

/* Gives `part`, a deep copy, and all below it fresh ids, or such as are taken so; `renamed` gets old -> new, as strings of its own. */
void attune_form_tree_rename (AttuneFormTree *self,
                              json_t         *part,
                              gboolean        is_section,
                              GHashTable     *renamed);

/* Lets the conditions of such a copy follow what was renamed. */
void attune_form_tree_rename_conditions (json_t     *part,
                                         GHashTable *renamed);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AttuneFormTree, attune_form_tree_clear)
