/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsx-xml.h"

#include "attune-exchange-error.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

/* The parser holds what is open on a stack, and compares the attributes of an element with each other and each prefix with
 * the namespaces that are open. These bounds, far above what workbooks have, keep that short. */
#define MAX_DEPTH           64
#define MAX_ATTRIBUTES      100
#define MAX_OPEN_NAMESPACES 64

/* A tag is parsed only once it is whole. So no more than this goes in without anything coming out. */
#define MAX_QUIET_BYTES (64 * 1024)
#define SLICE_BYTES     (16 * 1024)

/* What libxml2 gives of an attribute: name, prefix, namespace, and where the value begins and ends. */
#define FIELDS_PER_ATTRIBUTE 5

struct _AttuneXlsxAttributes
{
  const xmlChar **fields;
  guint n;
};

struct _AttuneXlsxXml
{
  const AttuneXlsxHandler *handler;
  gpointer data;
  xmlParserCtxtPtr parser;
  GError *error; /* why it ended */
  gsize n_quiet;
  guint depth;
  guint n_open_namespaces;
  guint namespaces[MAX_DEPTH]; /* how many each open element brought */
};

static void
stop (AttuneXlsxXml *self, const char *reason)
{
  if (self->error == NULL)
    self->error = g_error_new_literal (ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                                       reason);
  xmlStopParser (self->parser);
}

static gboolean
check_element (AttuneXlsxXml *self, int n_namespaces, int n_attributes)
{
  if (self->depth == MAX_DEPTH)
    stop (self, _ ("its parts are nested too deep"));
  else if (n_attributes > MAX_ATTRIBUTES ||
           self->n_open_namespaces + (guint) n_namespaces > MAX_OPEN_NAMESPACES)
    stop (self, _ ("an element has too many attributes"));
  else
    return TRUE;
  return FALSE;
}

static void
start_element_cb (void *data,
                  const xmlChar *name,
                  const xmlChar *prefix,
                  const xmlChar *uri,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **fields)
{
  AttuneXlsxXml *self = data;
  AttuneXlsxAttributes attributes = { fields, (guint) n_attributes };

  self->n_quiet = 0;
  if (self->error != NULL || !check_element (self, n_namespaces, n_attributes))
    return;
  self->namespaces[self->depth++] = (guint) n_namespaces;
  self->n_open_namespaces += (guint) n_namespaces;
  if (!self->handler->start (self->data, (const char *) name, &attributes, &self->error))
    xmlStopParser (self->parser);
}

static void
end_element_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  AttuneXlsxXml *self = data;

  self->n_quiet = 0;
  if (self->error != NULL || self->depth == 0)
    return;
  self->n_open_namespaces -= self->namespaces[--self->depth];
  if (!self->handler->end (self->data, (const char *) name, &self->error))
    xmlStopParser (self->parser);
}

static void
characters_cb (void *data, const xmlChar *text, int length)
{
  AttuneXlsxXml *self = data;

  self->n_quiet = 0;
  if (self->error == NULL && self->handler->text != NULL)
    self->handler->text (self->data, (const char *) text, (gsize) length);
}

static void
comment_cb (void *data, const xmlChar *text)
{
  ((AttuneXlsxXml *) data)->n_quiet = 0;
}

static void
instruction_cb (void *data, const xmlChar *target, const xmlChar *text)
{
  ((AttuneXlsxXml *) data)->n_quiet = 0;
}

/* Comes before anything inside the document type is looked at. */
static void
document_type_cb (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  stop (data, _ ("it declares a document type or entities, which no workbook needs"));
}

/* Only the five entities of XML itself are known; asked for without a document type too. */
static xmlEntityPtr
get_entity_cb (void *data, const xmlChar *name)
{
  return xmlGetPredefinedEntity (name);
}

static const xmlSAXHandler callbacks = {
  .initialized = XML_SAX2_MAGIC,
  .internalSubset = document_type_cb,
  .externalSubset = document_type_cb,
  .getEntity = get_entity_cb,
  .startElementNs = start_element_cb,
  .endElementNs = end_element_cb,
  .characters = characters_cb,
  .cdataBlock = characters_cb,
  .ignorableWhitespace = characters_cb,
  .comment = comment_cb,
  .processingInstruction = instruction_cb,
};

AttuneXlsxXml *
attune_xlsx_xml_new (const AttuneXlsxHandler *handler, gpointer data)
{
  AttuneXlsxXml *self = g_new0 (AttuneXlsxXml, 1);
  xmlSAXHandler sax = callbacks;

  self->handler = handler;
  self->data = data;
  self->parser = xmlCreatePushParserCtxt (&sax, self, NULL, 0, NULL);
  g_assert (self->parser != NULL);

  /* With XML_PARSE_NOENT “&amp;” in an attribute comes as “&”. It can let in nothing: no entity is ever declared. */
  xmlCtxtUseOptions (self->parser, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC |
                                     XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  return self;
}

void
attune_xlsx_xml_free (AttuneXlsxXml *self)
{
  if (self->parser->myDoc != NULL)
    xmlFreeDoc (self->parser->myDoc);
  xmlFreeParserCtxt (self->parser);
  g_clear_error (&self->error);
  g_free (self);
}

/* Says why the parsing ended, ours before libxml2's. */
static gboolean
fail (AttuneXlsxXml *self, GError **error)
{
  const xmlError *trouble = xmlCtxtGetLastError (self->parser);

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
    }
  else
    {
      g_autofree char *message = g_strdup (
        trouble != NULL && trouble->message != NULL ? trouble->message : _ ("it ends too early"));

      g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_INVALID,
                   /* Translators: what the XML parser has to say comes last */
                   _ ("it is not sound XML, line %d: %s"), trouble != NULL ? trouble->line : 0,
                   g_strstrip (message));
    }
  return FALSE;
}

gboolean
attune_xlsx_xml_feed (AttuneXlsxXml *self, const char *bytes, gsize size, GError **error)
{
  while (size > 0)
    {
      gsize slice = MIN (size, SLICE_BYTES);

      self->n_quiet += slice;
      if (xmlParseChunk (self->parser, bytes, (int) slice, 0) != 0 || self->error != NULL)
        return fail (self, error);
      if (self->n_quiet > MAX_QUIET_BYTES)
        {
          stop (self, _ ("a tag or a comment in it is too long"));
          return fail (self, error);
        }
      bytes += slice;
      size -= slice;
    }
  return TRUE;
}

gboolean
attune_xlsx_xml_finish (AttuneXlsxXml *self, GError **error)
{
  const xmlError *trouble;
  int result = xmlParseChunk (self->parser, NULL, 0, 1);

  /* An undeclared prefix is trouble too, though the parser goes on. */
  trouble = xmlCtxtGetLastError (self->parser);
  if (result != 0 || self->error != NULL || (trouble != NULL && trouble->level >= XML_ERR_ERROR))
    return fail (self, error);
  return TRUE;
}

static gboolean
find_value (const AttuneXlsxAttributes *self,
            const char *name,
            const char **out_value,
            gsize *out_length)
{
  for (guint i = 0; i < self->n; i++)
    {
      const xmlChar **fields = self->fields + i * FIELDS_PER_ATTRIBUTE;

      if (g_str_equal ((const char *) fields[0], name))
        {
          *out_value = (const char *) fields[3];
          *out_length = (gsize) (fields[4] - fields[3]);
          return TRUE;
        }
    }
  return FALSE;
}

char *
attune_xlsx_attributes_dup (const AttuneXlsxAttributes *self, const char *name)
{
  const char *value;
  gsize length;

  return find_value (self, name, &value, &length) ? g_strndup (value, length) : NULL;
}

gboolean
attune_xlsx_attributes_copy (const AttuneXlsxAttributes *self,
                             const char *name,
                             char *buffer,
                             gsize size)
{
  const char *value;
  gsize length;

  *buffer = '\0';
  if (!find_value (self, name, &value, &length) || length >= size)
    return FALSE;
  memcpy (buffer, value, length);
  buffer[length] = '\0';
  return TRUE;
}
