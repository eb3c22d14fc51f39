/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* What a new form can begin with. `name` is "empty", "calls" or "chats". Gives the document of a first draft under a key
 * and a title that none of `keys` and `titles` (of the forms there are, NULL-terminated) is. Owned by the caller. */
char *attune_form_template_create (const char        *name,
                                   const char *const *keys,
                                   const char *const *titles);
