/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-table.h"

/* Short words for the descriptions of tables; for the files that hold those alone. */
#define KEY      ATTUNE_COLUMN_KEY
#define NULLABLE ATTUNE_COLUMN_NULLABLE
#define UNIQUE   ATTUNE_COLUMN_UNIQUE
#define INT(name, flags)                \
  {                                     \
    name, ATTUNE_VALUE_INT, flags, NULL \
  }
#define REF(name, table, flags)          \
  {                                      \
    name, ATTUNE_VALUE_INT, flags, table \
  }
#define TEXT(name, flags)                \
  {                                      \
    name, ATTUNE_VALUE_TEXT, flags, NULL \
  }
#define BLOB(name, flags)                \
  {                                      \
    name, ATTUNE_VALUE_BLOB, flags, NULL \
  }
#define END \
  {         \
    NULL    \
  }
