/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decimal.h"

/* Reads a number as people write it into a sheet: "5", "-2.5", "2,5", "40 %", "10 p", "10 pts", "5 points", "3 Punkte",
 * "3 pistettä", with spaces of any kind around. FALSE, with `out_decimal` untouched, for anything else. */
gboolean attune_table_number_parse (const char    *text,
                                    AttuneDecimal *out_decimal);

/* An id made of a title, in small letters and hyphens, that is not in the set `taken` yet, and is afterwards; `fallback`
 * serves where the title has no letters to make it of. Owned by the set. */
const char *attune_table_make_id (const char *title,
                                  const char *fallback,
                                  GHashTable *taken);
