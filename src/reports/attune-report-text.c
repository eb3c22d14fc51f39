/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Reports"

#include "config.h"

#include "attune-report-private.h"

/* The family falls back to whatever the computer has for a script. */
static const char *const fonts[ATTUNE_REPORT_N_STYLES] = {
  [ATTUNE_REPORT_STYLE_TITLE] = "Cantarell, Sans Bold 20",
  [ATTUNE_REPORT_STYLE_HEADING] = "Cantarell, Sans Bold 13",
  [ATTUNE_REPORT_STYLE_SUBHEADING] = "Cantarell, Sans Bold 11",
  [ATTUNE_REPORT_STYLE_STRONG] = "Cantarell, Sans Semi-Bold 10",
  [ATTUNE_REPORT_STYLE_BODY] = "Cantarell, Sans 10",
  [ATTUNE_REPORT_STYLE_NOTE] = "Cantarell, Sans 9",
};

#define REPLACEMENT 0xFFFD

/* Cairo takes what Unicode keeps for programs for a fault in the text, and makes no file at all. */
static gboolean
is_set_aside (gunichar letter)
{
  return (letter & 0xFFFE) == 0xFFFE || (letter >= 0xFDD0 && letter <= 0xFDEF);
}

static gboolean
is_line_end (gunichar letter)
{
  return letter == '\n' || letter == '\r' || letter == 0x2028 || letter == 0x2029;
}

char *
attune_report_clean_text (const char *text, gboolean in_one_line)
{
  GString *clean = g_string_sized_new (64);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (is_line_end (letter) || letter == '\t')
        g_string_append_unichar (clean, in_one_line ? ' ' : letter);
      else if (is_set_aside (letter) || g_unichar_iscntrl (letter))
        g_string_append_unichar (clean, REPLACEMENT);
      else
        g_string_append_unichar (clean, letter);
    }
  return g_string_free (clean, FALSE);
}

PangoAttribute *
attune_report_create_pale (void)
{
  guint16 ink = (guint16) (ATTUNE_REPORT_PALE * G_MAXUINT16);

  return pango_attr_foreground_new (ink, ink, ink);
}

PangoLayout *
attune_report_create_layout (AttuneReport *self,
                             AttuneReportStyle style,
                             const char *text,
                             double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_from_string (fonts[style]);
  g_autofree char *clean = attune_report_clean_text (text, width < 0);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, clean, -1);
  if (width >= 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  if (style == ATTUNE_REPORT_STYLE_NOTE)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, attune_report_create_pale ());
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  pango_font_description_free (font);
  return layout;
}
