/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-agent-trend.h"

#include "attune-agent-findings.h"
#include "attune-format.h"
#include "attune-ticks.h"

#include <glib/gi18n.h>
#include <math.h>

#define FIGURE(figures, i) (&g_array_index (figures, AttuneFigure, i))

const char *
attune_agent_form_get_title (const AttuneAgentForm *form)
{
  return form != NULL && *form->title != '\0' ? form->title : _ ("A removed form");
}

gint64
attune_agent_trend_begin (guint months, GTimeZone *zone, gint64 now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) before = g_date_time_add_months (local, 1 - (int) months);
  g_autoptr (GDateTime) first = NULL;

  if (months == 0 || before == NULL)
    return 0;

  first = g_date_time_new (zone, g_date_time_get_year (before), g_date_time_get_month (before), 1,
                           0, 0, 0);
  return g_date_time_to_unix (first) * G_USEC_PER_SEC;
}

GArray *
attune_agent_trend_filter (const AttuneAgentData *data,
                           const AttuneAgentFilters *filters,
                           GTimeZone *zone,
                           gint64 now)
{
  gint64 begin = attune_agent_trend_begin (filters->months, zone, now);
  gint64 form = attune_agent_data_find_form (data, filters->form) != NULL ? filters->form : 0;
  GArray *figures = g_array_new (FALSE, FALSE, sizeof (AttuneFigure));

  for (guint i = 0; i < data->figures->len; i++)
    {
      const AttuneFigure *figure = FIGURE (data->figures, i);

      if (figure->contact_at >= begin && (form == 0 || figure->form == form) &&
          (filters->shows_targeted || figure->basis != ATTUNE_BASIS_TARGETED))
        g_array_append_val (figures, *figure);
    }
  return figures;
}

/* Forms of the figures, in the order of the data. Of AttuneAgentForm, borrowed. */
static GPtrArray *
list_forms (const AttuneAgentData *data, const GArray *figures)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *forms = g_ptr_array_new ();

  for (guint i = 0; i < figures->len; i++)
    g_hash_table_add (seen, &FIGURE (figures, i)->form);
  for (guint i = 0; i < data->forms->len; i++)
    {
      AttuneAgentForm *form = g_ptr_array_index (data->forms, i);

      if (g_hash_table_contains (seen, &form->id))
        g_ptr_array_add (forms, form);
    }
  return forms;
}

static gboolean
have_same_pass (const GPtrArray *forms)
{
  const AttuneAgentForm *first = forms->len > 0 ? g_ptr_array_index (forms, 0) : NULL;

  for (guint i = 1; i < forms->len; i++)
    {
      const AttuneAgentForm *form = g_ptr_array_index (forms, i);

      if (form->pass != first->pass && !(isnan (form->pass) && isnan (first->pass)))
        return FALSE;
    }
  return TRUE;
}

double
attune_agent_trend_find_pass (const AttuneAgentData *data, const GArray *figures)
{
  g_autoptr (GPtrArray) forms = list_forms (data, figures);

  if (forms->len == 0 || !have_same_pass (forms))
    return NAN;
  return ((const AttuneAgentForm *) g_ptr_array_index (forms, 0))->pass;
}

char *
attune_agent_trend_say_pass (const AttuneAgentData *data, const GArray *figures)
{
  g_autoptr (GPtrArray) forms = list_forms (data, figures);
  g_autoptr (GString) marks = g_string_new (NULL);

  if (have_same_pass (forms))
    return NULL;

  for (guint i = 0; i < forms->len; i++)
    {
      const AttuneAgentForm *form = g_ptr_array_index (forms, i);
      g_autofree char *pass = isnan (form->pass) ? g_strdup (C_ ("pass mark", "none"))
                                                 : attune_ticks_format_number (form->pass, 0);

      g_string_append_printf (marks, "%s%s %s", i > 0 ? ", " : "",
                              attune_agent_form_get_title (form), pass);
    }
  /* Translators: the %s lists forms with their pass marks: "Calls 80, Chats 75". */
  return g_strdup_printf (_ ("No pass line: the forms shown pass at different marks (%s)."),
                          marks->str);
}

static const char *
create_label (const AttuneAgentForm *form, guint number, gboolean is_only, GStringChunk *texts)
{
  /* Translators: a revision of a form, in a chart; the %u is its number. */
  g_autofree char *revision = g_strdup_printf (_ ("Revision %u"), number);
  g_autofree char *label = NULL;

  if (is_only)
    return g_string_chunk_insert (texts, revision);
  label = g_strdup_printf ("%s · %s", attune_agent_form_get_title (form), revision);
  return g_string_chunk_insert (texts, label);
}

/* When the revision was published: the day that is said of it elsewhere. Never behind the first contact it was used on. */
static gint64
find_marker_time (const AttuneFigure *figure)
{
  return figure->published_at > 0 ? MIN (figure->published_at, figure->contact_at)
                                  : figure->contact_at;
}

GArray *
attune_agent_trend_find_markers (const AttuneAgentData *data,
                                 const GArray *figures,
                                 GStringChunk *texts)
{
  g_autoptr (GPtrArray) forms = list_forms (data, figures);
  GArray *markers = g_array_new (FALSE, FALSE, sizeof (AttuneTrendMarker));

  for (guint i = 0; i < forms->len; i++)
    {
      const AttuneAgentForm *form = g_ptr_array_index (forms, i);
      guint newest = 0;

      for (guint j = 0; j < figures->len; j++)
        {
          const AttuneFigure *figure = FIGURE (figures, j);
          AttuneTrendMarker marker = { form->id, find_marker_time (figure),
                                       ATTUNE_TREND_MARKER_FORM, NULL };

          /* An older contact may well be evaluated later, on a newer revision: only the first of each counts. */
          if (figure->form != form->id || figure->form_revision_number <= newest)
            continue;
          if (newest > 0)
            {
              marker.label = create_label (form, figure->form_revision_number, forms->len == 1,
                                           texts);
              g_array_append_val (markers, marker);
            }
          newest = figure->form_revision_number;
        }
    }
  return markers;
}

/* As it was judged, by the pass mark of its own form revision. */
static AttuneTrendFlags
find_flags (const AttuneFigure *figure)
{
  AttuneTrendFlags flags = 0;

  if (figure->is_failed)
    flags |= ATTUNE_TREND_FAILED;
  if (figure->basis == ATTUNE_BASIS_TARGETED)
    flags |= ATTUNE_TREND_TARGETED;
  if (figure->outcome == ATTUNE_OUTCOME_PASS)
    flags |= ATTUNE_TREND_PASSED;
  if (figure->outcome == ATTUNE_OUTCOME_FAIL)
    flags |= ATTUNE_TREND_NOT_PASSED;
  if (attune_score_is_borderline (figure->score, figure->pass, figure->is_failed))
    flags |= ATTUNE_TREND_BORDERLINE;
  return flags;
}

/* What the readout of a point adds: its form, where there are several. */
static GArray *
create_points (const AttuneAgentData *data, const GArray *figures)
{
  g_autoptr (GPtrArray) forms = list_forms (data, figures);
  GArray *points = g_array_sized_new (FALSE, TRUE, sizeof (AttuneTrendPoint), figures->len);

  for (guint i = 0; i < figures->len; i++)
    {
      const AttuneFigure *figure = FIGURE (figures, i);
      const AttuneAgentForm *form = attune_agent_data_find_form (data, figure->form);
      AttuneTrendPoint point = {
        .id = figure->evaluation,
        .time = figure->contact_at,
        .value = figure->score == ATTUNE_SCORE_NONE ? NAN : figure->score / 100.0,
        .flags = find_flags (figure),
        .note = forms->len > 1 ? attune_agent_form_get_title (form) : NULL,
      };

      g_array_append_val (points, point);
    }
  return points;
}

/* Likewise few values have no mean on the page. */
static double
find_margin (guint n, double deviation)
{
  AttuneInterval mean = attune_interval_of_mean (n, 0, deviation, ATTUNE_AGENT_CONFIDENCE);

  return n >= ATTUNE_AGENT_LEAST_FOR_MEAN ? mean.high : NAN;
}

/* As on every other page. */
static char *
format_time (gint64 time, GTimeZone *zone, AttuneTrendTimeKind kind)
{
  return attune_format_time (time, zone,
                             kind == ATTUNE_TREND_TIME_DAY ? ATTUNE_TIME_DAY : ATTUNE_TIME_SHORT);
}

AttuneChart *
attune_agent_trend_create_chart (const AttuneAgentData *data,
                                 const GArray *figures,
                                 const AttuneAgentFilters *filters,
                                 GTimeZone *zone,
                                 gint64 now,
                                 const char *finding)
{
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;
  GStringChunk *texts = g_string_chunk_new (256);
  g_autoptr (GArray) points = create_points (data, figures);
  g_autoptr (GArray) markers = attune_agent_trend_find_markers (data, figures, texts);
  AttuneChart *chart;

  spec.points = (const AttuneTrendPoint *) points->data;
  spec.n_points = points->len;
  spec.markers = (const AttuneTrendMarker *) markers->data;
  spec.n_markers = markers->len;
  spec.view = filters->view;
  spec.find_margin = find_margin;
  spec.format_time = format_time;
  /* Translators: the heading of a column. */
  spec.note_title = C_ ("table", "Form");
  spec.finding = finding;
  spec.pass = attune_agent_trend_find_pass (data, figures);
  spec.borderline = 0;
  spec.time_zone = zone;
  spec.from = attune_agent_trend_begin (filters->months, zone, now);
  if (spec.from != 0)
    spec.to = figures->len > 0 ? MAX (now, FIGURE (figures, figures->len - 1)->contact_at) : now;
  chart = attune_trend_chart_new (&spec);
  g_string_chunk_free (texts);
  return chart;
}
