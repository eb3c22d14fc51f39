/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What stands on the pages of a report, by pdftotext, of poppler-utils. */

/* All that can be read on the pages of a PDF, which are `n_pages`, without spaces. Owned by the caller. */
char *attune_paper_read         (GBytes     *bytes,
                                 guint       n_pages);
/* Asserts that `part` is in such a text, whatever its spaces. */
void  attune_paper_assert_holds (const char *text,
                                 const char *part);
