/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-document-keys.h"

#include "attune-json-reader.h"

void
attune_document_set_string (json_t *object,
                            const char *key,
                            const char *value,
                            const char *fallback)
{
  if (!g_str_equal (value, fallback))
    json_object_set_new (object, key, json_string (value));
}

void
attune_document_set_boolean (json_t *object, const char *key, gboolean value, gboolean fallback)
{
  if (value != fallback)
    json_object_set_new (object, key, json_boolean (value));
}

void
attune_document_set_decimal (json_t *object,
                             const char *key,
                             AttuneDecimal value,
                             AttuneDecimal fallback)
{
  if (value != fallback)
    json_object_set_new (object, key, attune_decimal_to_json (value));
}

void
attune_document_set_count (json_t *object, const char *key, guint value, guint fallback)
{
  if (value != fallback)
    json_object_set_new (object, key, json_integer (value));
}
