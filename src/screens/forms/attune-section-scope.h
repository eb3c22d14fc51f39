/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-scope.h"

/* What can be set about a section. */
#define ATTUNE_TYPE_SECTION_SCOPE (attune_section_scope_get_type ())
G_DECLARE_FINAL_TYPE (AttuneSectionScope, attune_section_scope, ATTUNE, SECTION_SCOPE, AttuneFormScope)

GtkWidget *attune_section_scope_new (void);
