/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-print.h"

/* Asks above the window of `parent` where a report goes, and writes it there as a PDF; `name` is proposed, without a
 * suffix. It is made on another thread. Returns at once; says where it went, or what went wrong as `failure`. `destroy`
 * frees `data` afterwards, in any case. */
void    attune_report_save (GtkWidget      *parent,
                            AttuneContext  *context,
                            const char     *name,
                            const char     *failure,
                            AttunePrintMake make,
                            gpointer        data,
                            GDestroyNotify  destroy);

/* What it does once it knows where. The result is that of a GTask; FALSE with the error set. */
void     attune_report_save_to_async  (GFile              *file,
                                       AttunePrintMake     make,
                                       gpointer            data,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean attune_report_save_to_finish (GAsyncResult *result,
                                       GError      **error);
