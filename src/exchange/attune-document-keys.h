/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decimal.h"

#include <jansson.h>

/* Set a key of a form document being made, where the value is not the default. */
void attune_document_set_string (json_t     *object,
                                 const char *key,
                                 const char *value,
                                 const char *fallback);
void attune_document_set_boolean (json_t     *object,
                                  const char *key,
                                  gboolean    value,
                                  gboolean    fallback);
void attune_document_set_decimal (json_t       *object,
                                  const char   *key,
                                  AttuneDecimal value,
                                  AttuneDecimal fallback);
void attune_document_set_count (json_t     *object,
                                const char *key,
                                guint       value,
                                guint       fallback);
