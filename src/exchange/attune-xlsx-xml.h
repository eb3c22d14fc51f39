/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* One part of a workbook being parsed as it is unpacked: nothing is kept but what the handler keeps. No entity, no document
 * type and no outside reference is followed; a part that has any, or that is nested or built to cost time, is refused. */
typedef struct _AttuneXlsxXml AttuneXlsxXml;
typedef struct _AttuneXlsxAttributes AttuneXlsxAttributes;

/* Names are local ones, without their prefix. Text comes in pieces. FALSE, with an error, ends the parsing. */
typedef struct
{
  gboolean (*start) (gpointer                    data,
                     const char                 *name,
                     const AttuneXlsxAttributes *attributes,
                     GError                    **error);
  gboolean (*end) (gpointer    data,
                   const char *name,
                   GError    **error);
  void (*text) (gpointer    data,
                const char *text,
                gsize       length); /* nullable */
} AttuneXlsxHandler;

AttuneXlsxXml *attune_xlsx_xml_new (const AttuneXlsxHandler *handler,
                                    gpointer                 data);
void           attune_xlsx_xml_free (AttuneXlsxXml *self);

gboolean attune_xlsx_xml_feed (AttuneXlsxXml *self,
                               const char    *bytes,
                               gsize          size,
                               GError       **error);
gboolean attune_xlsx_xml_finish (AttuneXlsxXml *self,
                                 GError       **error);

/* The value of the attribute with that local name, owned by the caller, or NULL. */
char *attune_xlsx_attributes_dup (const AttuneXlsxAttributes *self,
                                  const char                 *name);

/* The same into a buffer. FALSE, and "", where there is none or it does not fit. */
gboolean attune_xlsx_attributes_copy (const AttuneXlsxAttributes *self,
                                      const char                 *name,
                                      char                       *buffer,
                                      gsize                       size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneXlsxXml, attune_xlsx_xml_free)
