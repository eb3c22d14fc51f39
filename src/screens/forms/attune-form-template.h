/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* What a new form can begin with. `name` is "empty" or one of attune_form_template_list(). Gives the document of a first
 * draft under a key of its own, which no title makes and no file brings, and a title that none of `titles` (of the forms
 * there are, NULL-terminated) is. Owned by the caller. */
char *attune_form_template_create (const char        *name,
                                   const char *const *keys,
                                   const char *const *titles);

/* A document as that of a form that was never published: where one of `keys` is its id, under a free one, and then under a
 * title that none of `titles` is. `document` must be sound. Owned by the caller. */
char *attune_form_template_adopt  (const char        *document,
                                   const char *const *keys,
                                   const char *const *titles);

/* Likewise of a form whose id was only made up: it gets one of its own in any case, and such a title too. */
char *attune_form_template_adopt_nameless (const char        *document,
                                           const char *const *keys,
                                           const char *const *titles);

/* The names of the forms that are shipped, NULL-terminated: "calls", "chats", "emails"; what each is for, in a sentence for
 * people; and the form itself (owned by the caller). */
const char *const *attune_form_template_list     (void);
const char        *attune_form_template_describe (const char *name);
AttuneForm        *attune_form_template_load     (const char *name);
