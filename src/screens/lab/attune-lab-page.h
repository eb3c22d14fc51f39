/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-page.h"

/* The Form Lab: what the weights of a form come to, what is hardly meant, what its evaluations tell of its questions, and
 * what it would make of them. */
#define ATTUNE_TYPE_LAB_PAGE (attune_lab_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneLabPage, attune_lab_page, ATTUNE, LAB_PAGE, AttunePage)

/* Of what attune_lab_open() was given for this form, else of its draft, else of the revision in use. */
GtkWidget *attune_lab_page_new (AttuneContext *context,
                                gint64         form);

/* Opens the page for `form` as it is on the screen (`document`, saved or not), at a view: "questions", "sections",
 * "findings", "use" or "what-if"; NULL is the first. */
void attune_lab_open (AttuneContext *context,
                      gint64         form,
                      AttuneForm    *document,
                      const char    *view);
