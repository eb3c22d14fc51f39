/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A decimal of at most 4 places, as the whole number of its ten-thousandths: 12.5 is 125000. Exact, unlike a double.
 * Weights, scores, points, range ends and number answers are decimals. */
typedef gint64 AttuneDecimal;

#define ATTUNE_DECIMAL_ONE G_GINT64_CONSTANT (10000)
#define ATTUNE_DECIMAL_PLACES 4

/* The largest magnitude a document may hold: a thousand million. */
#define ATTUNE_DECIMAL_MAX (G_GINT64_CONSTANT (1000000000) * ATTUNE_DECIMAL_ONE)

/* FALSE, with `out_decimal` untouched, where `value` is not finite, has more than 4 places or is beyond the largest
 * magnitude. A double counts as a decimal of 4 places when it is the double nearest to one. */
gboolean attune_decimal_from_double (double         value,
                                     AttuneDecimal *out_decimal);

/* Reads "12", "-0.5" or, with `point` ',', "0,5"; spaces around are allowed, exponents and grouping are not. */
gboolean attune_decimal_from_string (const char    *text,
                                     char           point,
                                     AttuneDecimal *out_decimal);

double attune_decimal_to_double (AttuneDecimal decimal);

/* The shortest digits that say it, whatever the locale: "12.5", "0", "-3". Owned by the caller. */
char *attune_decimal_to_string (AttuneDecimal decimal);

/* As people of the locale read it, with its point and a true minus: "12,5", "−3". For words only, never for what is read
 * back. Owned by the caller. */
char *attune_decimal_format (AttuneDecimal decimal);

/* The same for an entry, where it can be typed as well: with the minus of a keyboard, and a point or a comma. */
char *attune_decimal_format_entry (AttuneDecimal decimal);

/* From now on both write what attune_decimal_to_string() does: for a program whose words other programs read. To be called
 * at its start. */
void attune_decimal_format_plainly (void);

/* The number of places needed to write it, 0 to 4. */
guint attune_decimal_count_places (AttuneDecimal decimal);
