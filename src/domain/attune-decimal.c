/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-decimal.h"

#include <langinfo.h>
#include <math.h>

static gboolean is_plain;

gboolean
attune_decimal_from_double (double value, AttuneDecimal *out_decimal)
{
  AttuneDecimal nearest;

  if (!isfinite (value) || fabs (value) > (double) ATTUNE_DECIMAL_MAX / ATTUNE_DECIMAL_ONE)
    return FALSE;

  /* Below 2^53 the division gives the double nearest to the decimal: the one its digits would be read as. */
  nearest = llround (value * ATTUNE_DECIMAL_ONE);
  if ((double) nearest / ATTUNE_DECIMAL_ONE != value)
    return FALSE;

  *out_decimal = nearest;
  return TRUE;
}

gboolean
attune_decimal_from_string (const char *text, char point, AttuneDecimal *out_decimal)
{
  gboolean is_negative;
  AttuneDecimal decimal = 0;
  guint n_digits = 0;
  int places = -1;

  while (g_ascii_isspace (*text))
    text++;
  is_negative = *text == '-';
  if (*text == '-' || *text == '+')
    text++;

  for (; g_ascii_isdigit (*text) || (*text == point && places < 0); text++)
    {
      if (*text == point)
        {
          places = 0;
          continue;
        }
      if (places >= 0 && ++places > ATTUNE_DECIMAL_PLACES)
        return FALSE;
      decimal = decimal * 10 + g_ascii_digit_value (*text);
      n_digits++;
      if (decimal > ATTUNE_DECIMAL_MAX)
        return FALSE;
    }

  while (g_ascii_isspace (*text))
    text++;
  if (*text != '\0' || n_digits == 0)
    return FALSE;

  for (int i = MAX (places, 0); i < ATTUNE_DECIMAL_PLACES; i++)
    decimal *= 10;
  if (decimal > ATTUNE_DECIMAL_MAX)
    return FALSE;

  *out_decimal = is_negative ? -decimal : decimal;
  return TRUE;
}

double
attune_decimal_to_double (AttuneDecimal decimal)
{
  return (double) decimal / ATTUNE_DECIMAL_ONE;
}

char *
attune_decimal_to_string (AttuneDecimal decimal)
{
  guint places = attune_decimal_count_places (decimal);
  guint64 magnitude = decimal < 0 ? -(guint64) decimal : (guint64) decimal;
  guint64 fraction = magnitude % ATTUNE_DECIMAL_ONE;
  const char *sign = decimal < 0 ? "-" : "";

  if (places == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, sign, magnitude / ATTUNE_DECIMAL_ONE);

  for (guint i = places; i < ATTUNE_DECIMAL_PLACES; i++)
    fraction /= 10;
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, sign,
                          magnitude / ATTUNE_DECIMAL_ONE, (int) places, fraction);
}

char *
attune_decimal_format (AttuneDecimal decimal)
{
  g_autofree char *text = attune_decimal_to_string (decimal);
  const char *digits = decimal < 0 ? text + 1 : text;
  const char *radix = nl_langinfo (RADIXCHAR);
  g_auto (GStrv) parts = NULL;

  if (is_plain)
    return g_steal_pointer (&text);
  parts = g_strsplit (digits, ".", 2);
  return g_strconcat (decimal < 0 ? "\u2212" : "", parts[0], parts[1] != NULL ? radix : NULL,
                      parts[1], NULL);
}

char *
attune_decimal_format_entry (AttuneDecimal decimal)
{
  char *text = attune_decimal_to_string (decimal);

  return !is_plain && g_str_equal (nl_langinfo (RADIXCHAR), ",") ? g_strdelimit (text, ".", ',')
                                                                 : text;
}

void
attune_decimal_format_plainly (void)
{
  is_plain = TRUE;
}

guint
attune_decimal_count_places (AttuneDecimal decimal)
{
  guint places = ATTUNE_DECIMAL_PLACES;

  while (places > 0 && decimal % 10 == 0)
    {
      decimal /= 10;
      places--;
    }
  return places;
}
