/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Reports"

#include "config.h"

#include "attune-report-private.h"

#include <string.h>

#define TRAIL_GAP    12.0 /* between a text and what stands at its far end */
#define CHOICE_GAP   18.0 /* between choices side by side */
#define ROW_SPACE    3.0  /* above a row of choices */
#define MARK_SIZE    8.0
#define MARK_WIDTH   15.0 /* with the gap behind it */
#define LABEL_GAP    6.0  /* between a label and the line to write on */
#define WRITE_HEIGHT 20.0
#define PART_BYTES   4000
#define RULE_SPACE   8.0

/* A text in one line, beside others. */
typedef struct
{
  PangoLayout *layout;
  double width;
  double ascent;
  double descent;
} Measured;

static void
clear_part (gpointer data)
{
  AttuneReportPart *part = data;

  g_clear_pointer (&part->line, pango_layout_line_unref);
  g_clear_object (&part->layout);
}

static void
free_landmark (gpointer data)
{
  AttuneReportLandmark *landmark = data;

  g_free (landmark->name);
  g_free (landmark);
}

/* A font map of its own: that of a thread must not leave it. */
static PangoContext *
create_context (const char *language)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  if (language != NULL && *language != '\0')
    pango_context_set_language (context, pango_language_from_string (language));
  cairo_font_options_destroy (options);
  return context;
}

/* The whole runs the way that its title does. */
static void
settle_direction (AttuneReport *self)
{
  g_autoptr (PangoLayout)
    layout = attune_report_create_layout (self, ATTUNE_REPORT_STYLE_TITLE, self->title, -1);
  PangoDirection direction = pango_layout_get_direction (layout, 0);

  self->is_rtl = direction == PANGO_DIRECTION_RTL;
  pango_context_set_base_dir (self->context, direction);
}

/* Pieces --------------------------------------------------------------------------------------- */

void
attune_report_add_piece (AttuneReport *self, double height, gboolean is_torn)
{
  AttuneReportPiece piece = { .space = self->space, .height = height };

  if (self->is_glued || is_torn)
    piece.before = ATTUNE_REPORT_BREAK_TORN;
  else if (self->in_group && !self->is_first_of_group)
    piece.before = ATTUNE_REPORT_BREAK_APART;
  self->space = 0;
  self->is_glued = FALSE;
  self->is_first_of_group = FALSE;
  g_array_append_val (self->pieces, piece);
  g_array_append_val (self->part_ends, self->parts->len);
  g_clear_pointer (&self->starts, g_array_unref);
}

double
attune_report_place (const AttuneReport *self, double x, double width)
{
  return self->is_rtl ? ATTUNE_REPORT_BODY_WIDTH - x - width : x;
}

static void
add_part (AttuneReport *self, const AttuneReportPart *part)
{
  g_array_append_vals (self->parts, part, 1);
  g_array_index (self->part_ends, guint, self->part_ends->len - 1) = self->parts->len;
}

void
attune_report_add_line (AttuneReport *self,
                        PangoLayout *layout,
                        PangoLayoutLine *line,
                        double x,
                        double baseline)
{
  AttuneReportPart part = { .kind = ATTUNE_REPORT_PART_LINE, .x = x, .y = baseline };

  part.layout = g_object_ref (layout);
  part.line = pango_layout_line_ref (line);
  add_part (self, &part);
}

static void
add_mark (AttuneReport *self, AttuneReportMark mark, double x, double baseline)
{
  AttuneReportPart part = { .x = attune_report_place (self, x, MARK_SIZE),
                            .y = baseline - MARK_SIZE + 0.8,
                            .width = MARK_SIZE };

  if (mark == ATTUNE_REPORT_MARK_NONE)
    return;
  part.kind = mark == ATTUNE_REPORT_MARK_CIRCLE ? ATTUNE_REPORT_PART_CIRCLE
                                                : ATTUNE_REPORT_PART_SQUARE;
  add_part (self, &part);
}

static void
add_line_to_write (AttuneReport *self, double x, double end, double y)
{
  AttuneReportPart part = { .kind = ATTUNE_REPORT_PART_RULE,
                            .x = attune_report_place (self, x, end - x),
                            .y = y,
                            .width = end - x };

  add_part (self, &part);
}

/* Texts ---------------------------------------------------------------------------------------- */

/* One that is in one line. */
static Measured
measure (AttuneReport *self, AttuneReportStyle style, const char *text)
{
  Measured measured = { .layout = attune_report_create_layout (self, style, text, -1) };
  int width, height;

  pango_layout_get_size (measured.layout, &width, &height);
  measured.width = width / (double) PANGO_SCALE;
  measured.ascent = pango_layout_get_baseline (measured.layout) / (double) PANGO_SCALE;
  measured.descent = height / (double) PANGO_SCALE - measured.ascent;
  return measured;
}

static void
add_measured (AttuneReport *self, const Measured *measured, double x, double baseline)
{
  attune_report_add_line (self, measured->layout,
                          pango_layout_get_line_readonly (measured->layout, 0),
                          attune_report_place (self, x, measured->width), baseline);
}

/* Lines of text, and what stands beside the first of them. */
typedef struct
{
  PangoLayout *layout;
  double x;
  double width;
  AttuneReportMark mark;
  Measured lead;
  Measured trail;
  gboolean is_continued; /* the last line is that of a part to come */
  gboolean continues;    /* the first line is not the paragraph's first */
} Paragraph;

static void
add_beside (AttuneReport *self, const Paragraph *paragraph, double baseline)
{
  add_mark (self, paragraph->mark, paragraph->x - MARK_WIDTH, baseline);
  if (paragraph->lead.layout != NULL)
    add_measured (self, &paragraph->lead, paragraph->x - ATTUNE_REPORT_INDENT, baseline);
  if (paragraph->trail.layout != NULL)
    add_measured (self, &paragraph->trail, ATTUNE_REPORT_BODY_WIDTH - paragraph->trail.width,
                  baseline);
}

/* A piece a line; at either end at least two of them stay together. */
static void
add_paragraph (AttuneReport *self, const Paragraph *paragraph)
{
  PangoLayoutIter *iter = pango_layout_get_iter (paragraph->layout);
  int n_lines = pango_layout_get_line_count (paragraph->layout);
  double left = attune_report_place (self, paragraph->x, paragraph->width);
  int i = 0;

  do
    {
      PangoRectangle area;
      int top, bottom;
      double baseline;

      pango_layout_iter_get_line_extents (iter, NULL, &area);
      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      baseline = (pango_layout_iter_get_baseline (iter) - top) / (double) PANGO_SCALE;
      attune_report_add_piece (self, (bottom - top) / (double) PANGO_SCALE,
                               (i == 1 && !paragraph->continues) || (i > 0 && i == n_lines - 1));
      attune_report_add_line (self, paragraph->layout, pango_layout_iter_get_line_readonly (iter),
                              left + area.x / (double) PANGO_SCALE, baseline);
      if (i == 0 && !paragraph->continues)
        add_beside (self, paragraph, baseline);
      i++;
    }
  while (pango_layout_iter_next_line (iter) && !(paragraph->is_continued && i == n_lines - 1));
  pango_layout_iter_free (iter);
}

/* Pango takes time by the square of a text's length, and loses count of a very long one: it is laid out part by part, each
 * beginning with the last line of the one before. */
static void
add_parts (AttuneReport *self, Paragraph *paragraph, AttuneReportStyle style, const char *text)
{
  g_autofree char *clean = attune_report_clean_text (text, FALSE);
  const char *rest = clean;

  do
    {
      gsize length = strlen (rest);
      const char *end = length > PART_BYTES ? g_utf8_find_prev_char (rest, rest + PART_BYTES)
                                            : rest + length;
      g_autofree char *part = g_strndup (rest, (gsize) (end - rest));
      g_autoptr (PangoLayout)
        layout = attune_report_create_layout (self, style, part, paragraph->width);
      int n_lines = pango_layout_get_line_count (layout);

      paragraph->layout = layout;
      paragraph->is_continued = *end != '\0' && n_lines > 1;
      add_paragraph (self, paragraph);
      if (paragraph->is_continued)
        rest += pango_layout_get_line_readonly (layout, n_lines - 1)->start_index;
      else
        rest = end;
      paragraph->continues = TRUE;
    }
  while (*rest != '\0');
}

static void
add_landmark (AttuneReport *self, const AttuneReportText *text)
{
  AttuneReportLandmark *landmark;

  if (!text->is_landmark)
    return;
  landmark = g_new0 (AttuneReportLandmark, 1);
  landmark->name = attune_report_clean_text (text->text, TRUE);
  landmark->piece = self->pieces->len;
  landmark->is_inner = text->style == ATTUNE_REPORT_STYLE_SUBHEADING;
  g_ptr_array_add (self->landmarks, landmark);
}

void
attune_report_add_text (AttuneReport *self, const AttuneReportText *text)
{
  Paragraph paragraph = { .mark = text->mark };

  g_return_if_fail (self != NULL && text->text != NULL);

  add_landmark (self, text);
  self->space = MAX (self->space, text->space);
  paragraph.x = text->indent * ATTUNE_REPORT_INDENT;
  paragraph.width = ATTUNE_REPORT_BODY_WIDTH - paragraph.x;
  if (text->lead != NULL)
    paragraph.lead = measure (self, text->style, text->lead);
  if (text->trail != NULL)
    {
      paragraph.trail = measure (self, ATTUNE_REPORT_STYLE_NOTE, text->trail);
      paragraph.width = MAX (paragraph.width - paragraph.trail.width - TRAIL_GAP,
                             ATTUNE_REPORT_INDENT);
    }
  add_parts (self, &paragraph, text->style, text->text);
  self->is_glued = text->keeps_next;
  g_clear_object (&paragraph.lead.layout);
  g_clear_object (&paragraph.trail.layout);
}

/* Choices -------------------------------------------------------------------------------------- */

static double
get_mark_width (AttuneReportMark mark)
{
  return mark == ATTUNE_REPORT_MARK_NONE ? 0 : MARK_WIDTH;
}

/* The text, and what is behind it smaller and paler. */
static Measured
measure_choice (AttuneReport *self, const AttuneReportChoice *choice)
{
  g_autofree char *text = choice->detail != NULL
                            ? g_strconcat (choice->text, "  ", choice->detail, NULL)
                            : g_strdup (choice->text);
  g_autofree char *before = attune_report_clean_text (choice->text, TRUE);
  Measured measured = measure (self, ATTUNE_REPORT_STYLE_BODY, text);
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *pale = attune_report_create_pale ();
  PangoAttribute *small = pango_attr_scale_new (0.88);

  pale->start_index = small->start_index = (guint) strlen (before);
  pango_attr_list_insert (attributes, pale);
  pango_attr_list_insert (attributes, small);
  pango_layout_set_attributes (measured.layout, attributes);
  pango_attr_list_unref (attributes);
  return measured;
}

/* One that does not fit a line has lines of its own. */
static void
add_wide_choice (AttuneReport *self,
                 const AttuneReportChoice *choice,
                 PangoLayout *layout,
                 double x)
{
  Paragraph paragraph = { .layout = layout,
                          .x = x + get_mark_width (choice->mark),
                          .mark = choice->mark };

  paragraph.width = ATTUNE_REPORT_BODY_WIDTH - paragraph.x;
  pango_layout_set_width (layout, (int) (paragraph.width * PANGO_SCALE));
  self->space = ROW_SPACE;
  add_paragraph (self, &paragraph);
}

/* Choices from the first that fit a row; gives how many. */
static guint
fit_row (const AttuneReportChoice *choices, const Measured *measured, guint n_choices, double width)
{
  double x = 0;
  guint n;

  for (n = 0; n < n_choices; n++)
    {
      x += get_mark_width (choices[n].mark) + measured[n].width;
      if (x > width)
        break;
      x += CHOICE_GAP;
    }
  return n;
}

static void
add_row (AttuneReport *self,
         const AttuneReportChoice *choices,
         const Measured *measured,
         guint n_choices,
         double x)
{
  double ascent = 0;
  double descent = 0;

  for (guint i = 0; i < n_choices; i++)
    {
      ascent = MAX (ascent, measured[i].ascent);
      descent = MAX (descent, measured[i].descent);
    }
  self->space = ROW_SPACE;
  attune_report_add_piece (self, ascent + descent, FALSE);
  for (guint i = 0; i < n_choices; i++)
    {
      add_mark (self, choices[i].mark, x, ascent);
      x += get_mark_width (choices[i].mark);
      add_measured (self, &measured[i], x, ascent);
      x += measured[i].width + CHOICE_GAP;
    }
}

void
attune_report_add_choices (AttuneReport *self,
                           const AttuneReportChoice *choices,
                           guint n_choices,
                           guint indent)
{
  double x = indent * ATTUNE_REPORT_INDENT;
  g_autofree Measured *measured = g_new0 (Measured, n_choices);

  g_return_if_fail (self != NULL);

  for (guint i = 0; i < n_choices; i++)
    measured[i] = measure_choice (self, &choices[i]);
  for (guint i = 0; i < n_choices;)
    {
      guint n = fit_row (&choices[i], &measured[i], n_choices - i, ATTUNE_REPORT_BODY_WIDTH - x);

      if (n == 0)
        add_wide_choice (self, &choices[i], measured[i].layout, x);
      else
        add_row (self, &choices[i], &measured[i], n, x);
      i += MAX (n, 1);
    }
  for (guint i = 0; i < n_choices; i++)
    g_object_unref (measured[i].layout);
}

/* Room to write -------------------------------------------------------------------------------- */

void
attune_report_add_fields (AttuneReport *self, const char *const *labels, guint indent)
{
  guint n_labels = g_strv_length ((char **) labels);
  double x = indent * ATTUNE_REPORT_INDENT;
  double width = (ATTUNE_REPORT_BODY_WIDTH - x + CHOICE_GAP) / MAX (n_labels, 1);

  g_return_if_fail (self != NULL);

  attune_report_add_piece (self, WRITE_HEIGHT, FALSE);
  for (guint i = 0; i < n_labels; i++, x += width)
    {
      Measured label = measure (self, ATTUNE_REPORT_STYLE_NOTE, labels[i]);
      double end = x + width - CHOICE_GAP;

      pango_layout_set_width (label.layout, (int) ((end - x) / 2 * PANGO_SCALE));
      pango_layout_set_ellipsize (label.layout, PANGO_ELLIPSIZE_END);
      label.width = MIN (label.width, (end - x) / 2);
      add_measured (self, &label, x, WRITE_HEIGHT - label.descent);
      add_line_to_write (self, x + label.width + LABEL_GAP, end, WRITE_HEIGHT - 2);
      g_object_unref (label.layout);
    }
}

void
attune_report_add_lines (AttuneReport *self, const char *label, guint n_lines, guint indent)
{
  const char *const labels[] = { label, NULL };
  double x = indent * ATTUNE_REPORT_INDENT;

  g_return_if_fail (self != NULL);

  for (guint i = 0; i < n_lines; i++)
    {
      if (i == 0 && label != NULL)
        {
          attune_report_add_fields (self, labels, indent);
          continue;
        }
      attune_report_add_piece (self, WRITE_HEIGHT, i > 0);
      add_line_to_write (self, x, ATTUNE_REPORT_BODY_WIDTH, WRITE_HEIGHT - 2);
    }
}

void
attune_report_add_rule (AttuneReport *self)
{
  g_return_if_fail (self != NULL);

  self->space = MAX (self->space, RULE_SPACE);
  attune_report_add_piece (self, 1, FALSE);
  add_line_to_write (self, 0, ATTUNE_REPORT_BODY_WIDTH, 0.5);
}

/* The whole ------------------------------------------------------------------------------------ */

void
attune_report_begin_group (AttuneReport *self)
{
  g_return_if_fail (self != NULL && !self->in_group);

  self->in_group = TRUE;
  self->is_first_of_group = TRUE;
}

void
attune_report_end_group (AttuneReport *self)
{
  g_return_if_fail (self != NULL && self->in_group);

  self->in_group = FALSE;
  self->is_first_of_group = FALSE;
}

AttuneReport *
attune_report_new (const char *title, const char *remark, const char *language)
{
  AttuneReport *self = g_new0 (AttuneReport, 1);

  g_return_val_if_fail (title != NULL, self);

  self->title = attune_report_clean_text (title, TRUE);
  self->remark = attune_report_clean_text (remark != NULL ? remark : "", TRUE);
  self->context = create_context (language);
  settle_direction (self);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (AttuneReportPiece));
  self->parts = g_array_new (FALSE, FALSE, sizeof (AttuneReportPart));
  g_array_set_clear_func (self->parts, clear_part);
  self->part_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  self->landmarks = g_ptr_array_new_with_free_func (free_landmark);
  return self;
}

void
attune_report_free (AttuneReport *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->pieces);
  g_array_unref (self->parts);
  g_array_unref (self->part_ends);
  g_ptr_array_unref (self->landmarks);
  g_clear_pointer (&self->starts, g_array_unref);
  g_object_unref (self->context);
  g_free (self->title);
  g_free (self->remark);
  g_free (self);
}

const guint *
attune_report_get_starts (AttuneReport *self, guint *out_n_pages)
{
  if (self->starts == NULL)
    {
      guint end = self->pieces->len;

      self->starts = attune_report_break ((const AttuneReportPiece *) self->pieces->data, end,
                                          ATTUNE_REPORT_BODY_HEIGHT);
      g_array_append_val (self->starts, end);
    }
  *out_n_pages = self->starts->len - 1;
  return (const guint *) self->starts->data;
}

guint
attune_report_get_n_pages (AttuneReport *self)
{
  guint n_pages;

  g_return_val_if_fail (self != NULL, 0);

  attune_report_get_starts (self, &n_pages);
  return n_pages;
}
