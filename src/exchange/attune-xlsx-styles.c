/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsx-styles.h"

#include "attune-xlsx-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The number formats every workbook has, by ECMA-376 part 1, 18.8.30. */
#define FORMAT_PERCENT       9
#define FORMAT_PERCENT_2     10
#define FORMAT_FIRST_DATE    14
#define FORMAT_LAST_DATE     22
#define FORMAT_FIRST_ELAPSED 45
#define FORMAT_LAST_ELAPSED  47
#define FORMAT_FIRST_OWN     164

#define SECONDS_A_DAY    86400
#define SIGNIFICANT      15
#define MAX_NUMBER_BYTES 40
#define DAYS_1899_TO_1   693594  /* the Julian day of GDate for 1899-12-30: that of serial 0 */
#define DAYS_1904        1462    /* from there to 1904-01-01 */
#define LAST_SERIAL      2958466 /* 9999-12-31 and a day */
#define FALSE_LEAP_DAY   60      /* Excel holds 1900 to have had a 29 February */

typedef enum
{
  SHOWN_PLAIN,
  SHOWN_PERCENT,
  SHOWN_DATE,
} Shown;

struct _AttuneXlsxStyles
{
  GHashTable *formats; /* own format number -> Shown */
  GArray *styles;      /* Shown each */
  gboolean is_in_styles;
};

/* Whether a format code asks for a date or a percentage: letters in quotes, brackets and behind a backslash do not count. */
static Shown
classify (const char *code)
{
  gboolean is_general = g_ascii_strcasecmp (code, "general") == 0;

  for (const char *at = code; *at != '\0' && *at != ';' && !is_general; at++)
    {
      const char *end = *at == '"' ? strchr (at + 1, '"') : *at == '[' ? strchr (at, ']') : at;

      if (end == NULL)
        break;
      if (end > at)
        at = end;
      else if ((*at == '\\' || *at == '_' || *at == '*') && at[1] != '\0')
        at++;
      else if (*at == '%')
        return SHOWN_PERCENT;
      else if (strchr ("ymdhsYMDHS", *at) != NULL)
        return SHOWN_DATE;
    }
  return SHOWN_PLAIN;
}

static Shown
classify_number (AttuneXlsxStyles *self, guint format)
{
  if (format == FORMAT_PERCENT || format == FORMAT_PERCENT_2)
    return SHOWN_PERCENT;
  if ((format >= FORMAT_FIRST_DATE && format <= FORMAT_LAST_DATE) ||
      (format >= FORMAT_FIRST_ELAPSED && format <= FORMAT_LAST_ELAPSED))
    return SHOWN_DATE;
  if (format < FORMAT_FIRST_OWN)
    return SHOWN_PLAIN;
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->formats, GUINT_TO_POINTER (format)));
}

static guint
get_number (const AttuneXlsxAttributes *attributes, const char *name)
{
  char digits[16];

  attune_xlsx_attributes_copy (attributes, name, digits, sizeof digits);
  return (guint) g_ascii_strtoull (digits, NULL, 10);
}

static gboolean
start_cb (gpointer data, const char *name, const AttuneXlsxAttributes *attributes, GError **error)
{
  AttuneXlsxStyles *self = data;

  if (g_str_equal (name, "cellXfs"))
    self->is_in_styles = TRUE;
  else if (g_str_equal (name, "numFmt"))
    {
      g_autofree char *code = attune_xlsx_attributes_dup (attributes, "formatCode");

      if (code != NULL)
        g_hash_table_insert (self->formats, GUINT_TO_POINTER (get_number (attributes, "numFmtId")),
                             GUINT_TO_POINTER (classify (code)));
    }
  else if (self->is_in_styles && g_str_equal (name, "xf"))
    {
      Shown shown = classify_number (self, get_number (attributes, "numFmtId"));

      g_array_append_val (self->styles, shown);
    }

  if (self->styles->len + g_hash_table_size (self->formats) <= ATTUNE_XLSX_MAX_STYLES)
    return TRUE;
  g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
               _ ("there are more than %d styles"), ATTUNE_XLSX_MAX_STYLES);
  return FALSE;
}

static gboolean
end_cb (gpointer data, const char *name, GError **error)
{
  AttuneXlsxStyles *self = data;

  if (g_str_equal (name, "cellXfs"))
    self->is_in_styles = FALSE;
  return TRUE;
}

AttuneXlsxStyles *
attune_xlsx_styles_read (AttuneXlsxPackage *package, const char *part, GError **error)
{
  static const AttuneXlsxHandler handler = { start_cb, end_cb, NULL };
  g_autoptr (AttuneXlsxStyles) self = g_new0 (AttuneXlsxStyles, 1);

  self->formats = g_hash_table_new (NULL, NULL);
  self->styles = g_array_new (FALSE, FALSE, sizeof (Shown));
  if (part != NULL && !attune_xlsx_package_parse (package, part, &handler, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
attune_xlsx_styles_free (AttuneXlsxStyles *self)
{
  g_hash_table_unref (self->formats);
  g_array_unref (self->styles);
  g_free (self);
}

/* --- Numbers as text ----------------------------------------------------------------------------------------- */

/* Without exponents as long as the number is of a size that people write out. */
static char *
format_plain (double number)
{
  char digits[MAX_NUMBER_BYTES];
  char *point;

  g_ascii_formatd (digits, sizeof digits, "%.15g", number);
  if (strchr (digits, 'e') == NULL || fabs (number) >= 1e15 || fabs (number) < 1e-9)
    return g_strdup (digits);

  g_ascii_formatd (digits, sizeof digits, "%.20f", number);
  point = digits + strlen (digits);
  while (point[-1] == '0')
    *--point = '\0';
  return g_strdup (digits);
}

static char *
format_time (guint seconds)
{
  return g_strdup_printf ("%02u:%02u:%02u", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static char *
format_date (double serial, gboolean from_1904)
{
  double days = floor (serial);
  guint seconds = (guint) lround ((serial - days) * SECONDS_A_DAY);
  g_autofree char *time = NULL;
  GDate date;

  if (seconds == SECONDS_A_DAY)
    {
      days += 1;
      seconds = 0;
    }
  time = format_time (seconds);
  if (days < 1)
    return g_steal_pointer (&time);

  if (!from_1904 && days < FALSE_LEAP_DAY)
    days += 1;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, DAYS_1899_TO_1 + (guint) days + (from_1904 ? DAYS_1904 : 0));
  return g_strdup_printf ("%04u-%02u-%02u%s%s", g_date_get_year (&date),
                          (guint) g_date_get_month (&date), g_date_get_day (&date),
                          seconds > 0 ? "T" : "", seconds > 0 ? time : "");
}

static gboolean
is_short (const char *digits)
{
  return strspn (digits, "-.0123456789") == strlen (digits) && strlen (digits) <= SIGNIFICANT;
}

char *
attune_xlsx_styles_format (AttuneXlsxStyles *self,
                           const char *digits,
                           guint style,
                           gboolean from_1904)
{
  Shown shown = style < self->styles->len ? g_array_index (self->styles, Shown, style)
                                          : SHOWN_PLAIN;
  char *end;
  double number = g_ascii_strtod (digits, &end);
  g_autofree char *plain = NULL;

  if (end == digits || *end != '\0' || !isfinite (number))
    return g_strdup (digits);
  if (shown == SHOWN_DATE && number >= 0 && number < LAST_SERIAL - DAYS_1904)
    return format_date (number, from_1904);
  if (shown == SHOWN_PLAIN && is_short (digits))
    return g_strdup (digits);

  plain = format_plain (shown == SHOWN_PERCENT ? number * 100 : number);
  return shown == SHOWN_PERCENT ? g_strconcat (plain, "%", NULL) : g_steal_pointer (&plain);
}
