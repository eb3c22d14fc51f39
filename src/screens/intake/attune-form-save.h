/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-form.h"

#include <gtk/gtk.h>

/* Writes a form into a file that is asked for above `parent`; `kind` is one of those that the table in the source names:
 * "json", "xlsx", "pdf". Says where it is, or what went wrong, and offers to show what the kind could not hold. */
void  attune_form_save        (GtkWidget     *parent,
                               AttuneContext *context,
                               AttuneForm    *form,
                               const char    *kind);

/* Has the form printed, by a dialog above `parent`; says what went wrong. */
void  attune_form_print       (GtkWidget     *parent,
                               AttuneContext *context,
                               AttuneForm    *form);

/* The proposed name: "Billing calls 3.json", the number being that of a published revision. Owned by the caller. */
char *attune_form_save_name   (AttuneForm *form,
                               const char *kind);

/* Writes it on another thread. `remarks` gets what the kind could not hold; nobody else may look at it until then. */
void       attune_form_write_async  (AttuneForm         *form,
                                     const char         *kind,
                                     const char         *path,
                                     GPtrArray          *remarks,
                                     GAsyncReadyCallback callback,
                                     gpointer            data);
gboolean   attune_form_write_finish (GAsyncResult *result,
                                     GError      **error);
