/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <jansson.h>

/* Adds a remark for all in a form's document, besides conditions, that an XLSForm cannot hold or that comes back another
 * way, and for names that other programs may refuse. Places are JSON pointers. */
void attune_xlsform_remark_losses (json_t    *document,
                                   GPtrArray *remarks);

/* The JSON pointer of a section or question. Owned by the caller. */
char *attune_xlsform_section_place (AttuneForm              *form,
                                    const AttuneFormSection *section);
char *attune_xlsform_question_place (AttuneForm               *form,
                                     const AttuneFormQuestion *question);
