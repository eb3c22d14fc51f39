/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* The keys of a form that a person edits, and their values as GVariants: strings ("ms"), decimals ("x"), truths ("b") and
 * words out of a few ("s" to set, their number as "u" to show). */

/* The value of `key` of a part, for a control to show: "s", "x", "b" or "u"; NULL where the part has no such key. `element`
 * NULL is the form. Owned by the caller, not floating. */
GVariant   *attune_form_fields_get (AttuneForm *form,
                                    const char *element,
                                    const char *key);
/* The words of a key whose value is one of a few, in the order of their numbers, NULL-terminated; NULL for others. */
const char *const *attune_form_fields_get_words (const char *key);

/* A new form with `key` set to `value` ("s", "ms", "x" or "b"). */
AttuneForm *attune_form_fields_set (AttuneForm     *form,
                                    const char     *element,
                                    const char     *option,
                                    const char     *key,
                                    GVariant       *value,
                                    GError        **error);
/* The same for all of `elements` that have the key, which is none of the type; a string is one of a few words. */
AttuneForm *attune_form_fields_set_all (AttuneForm        *form,
                                        const char *const *elements,
                                        const char        *key,
                                        GVariant          *value,
                                        GError           **error);
