/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <gio/gio.h>

/* "12. Verified the customer"; what has no title yet by its number alone. Owned by the caller. */
char       *attune_question_write_title (const AttuneFormQuestion *question);

/* The first `n_questions` of the form in its order, each with where it stands and how it is answered. A GListStore of
 * AttuneChoiceItem, owned by the caller. */
GListModel *attune_question_choices_new (AttuneForm *form,
                                         guint       n_questions);
