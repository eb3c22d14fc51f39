/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-xlsx-xml.h"

/* The parts of an .xlsx file: an archive that is unpacked part by part, in memory, only as far as the limits of
 * attune-xlsx-reader.h allow. Part names are matched whatever their case. */
typedef struct _AttuneXlsxPackage AttuneXlsxPackage;

/* NULL, with ATTUNE_EXCHANGE_ERROR and what to do, where the bytes are no such archive. */
AttuneXlsxPackage *attune_xlsx_package_new (GBytes  *bytes,
                                            GError **error);
void               attune_xlsx_package_free (AttuneXlsxPackage *self);

gboolean attune_xlsx_package_has (AttuneXlsxPackage *self,
                                  const char        *part);

/* Unpacks a part into the handler. FALSE with an error that names the part. */
gboolean attune_xlsx_package_parse (AttuneXlsxPackage       *self,
                                    const char              *part,
                                    const AttuneXlsxHandler *handler,
                                    gpointer                 data,
                                    GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneXlsxPackage, attune_xlsx_package_free)
