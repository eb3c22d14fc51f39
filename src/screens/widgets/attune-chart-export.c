/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-chart-export.h"

#include "attune-chart-render.h"
#include "attune-compat.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Points, or pixels before the theme's scale: as wide as a page's text. */
#define WIDTH  720
#define HEIGHT 320

typedef struct
{
  AttuneContext *context;
  AttuneChart *chart;
  AttuneExportKind kind;
} Export;

static const struct
{
  const char *name;
  const char *type;
  const char *label;
} kinds[ATTUNE_N_EXPORTS] = {
  [ATTUNE_EXPORT_PNG] = { "png", "image/png", N_ ("PNG Pictures") },
  [ATTUNE_EXPORT_SVG] = { "svg", "image/svg+xml", N_ ("SVG Drawings") },
  [ATTUNE_EXPORT_PDF] = { "pdf", "application/pdf", N_ ("PDF Documents") },
  [ATTUNE_EXPORT_CSV] = { "csv", "text/csv", N_ ("CSV Tables") },
};

const char *
attune_export_kind_to_string (AttuneExportKind kind)
{
  g_return_val_if_fail (kind < ATTUNE_N_EXPORTS, NULL);

  return kinds[kind].name;
}

gboolean
attune_export_kind_from_string (const char *name, AttuneExportKind *out_kind)
{
  for (guint i = 0; i < ATTUNE_N_EXPORTS; i++)
    if (g_strcmp0 (name, kinds[i].name) == 0)
      {
        *out_kind = (AttuneExportKind) i;
        return TRUE;
      }
  return FALSE;
}

static void
add_text (GString *csv, const char *text)
{
  gboolean is_formula = text[0] != '\0' && strchr ("=+-@\t\r", text[0]) != NULL;

  if (!is_formula && strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append (csv, is_formula ? "\"'" : "\"");
  for (const char *i = text; *i != '\0'; i++)
    {
      if (*i == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *i);
    }
  g_string_append_c (csv, '"');
}

static void
add_time (GString *csv, double microseconds, GTimeZone *zone)
{
  g_autoptr (GDateTime)
    utc = g_date_time_new_from_unix_utc ((gint64) floor (microseconds / G_USEC_PER_SEC));
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *text = local != NULL ? g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z") : NULL;

  g_string_append (csv, text != NULL ? text : "");
}

static void
add_cell (GString *csv, const AttuneChartTable *table, guint row, guint column, GTimeZone *zone)
{
  const char *text = attune_chart_table_get_text (table, row, column);
  double number = attune_chart_table_get_number (table, row, column);
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  switch (attune_chart_table_get_kind (table, column))
    {
    case ATTUNE_CHART_COLUMN_TEXT:
      add_text (csv, text != NULL ? text : "");
      break;
    case ATTUNE_CHART_COLUMN_NUMBER:
      if (isfinite (number))
        g_string_append (csv, g_ascii_formatd (digits, sizeof digits, "%.15g", number));
      break;
    case ATTUNE_CHART_COLUMN_TIME:
      if (isfinite (number))
        add_time (csv, number, zone);
      break;
    }
}

char *
attune_chart_table_to_csv (const AttuneChartTable *table, GTimeZone *zone)
{
  GString *csv = g_string_new (NULL);
  guint n_columns = attune_chart_table_get_n_columns (table);

  for (guint i = 0; i < n_columns; i++)
    {
      g_string_append (csv, i > 0 ? "," : "");
      add_text (csv, attune_chart_table_get_title (table, i));
    }
  g_string_append (csv, "\r\n");
  for (guint row = 0; row < attune_chart_table_get_n_rows (table); row++)
    {
      for (guint i = 0; i < n_columns; i++)
        {
          g_string_append (csv, i > 0 ? "," : "");
          add_cell (csv, table, row, i, zone);
        }
      g_string_append (csv, "\r\n");
    }
  return g_string_free (csv, FALSE);
}

static GBytes *
make_table (AttuneChart *chart, GTimeZone *zone)
{
  g_autoptr (AttuneChartTable) table = attune_chart_tabulate (chart);
  char *csv = attune_chart_table_to_csv (table, zone);

  return g_bytes_new_take (csv, strlen (csv));
}

static GBytes *
make_picture (AttuneChart *chart, AttuneChartFormat format, GError **error)
{
  AttuneChartThemeOptions options = { .scheme = ATTUNE_CHART_SCHEME_PAPER };
  g_autoptr (AttuneChartTheme) theme = attune_chart_theme_new (&options);

  return attune_chart_render (chart, theme, format, WIDTH, HEIGHT, error);
}

GBytes *
attune_chart_export_make (AttuneChart *chart,
                          AttuneExportKind kind,
                          GTimeZone *zone,
                          GError **error)
{
  g_return_val_if_fail (chart != NULL, NULL);

  switch (kind)
    {
    case ATTUNE_EXPORT_PNG:
      return make_picture (chart, ATTUNE_CHART_FORMAT_PNG, error);
    case ATTUNE_EXPORT_SVG:
      return make_picture (chart, ATTUNE_CHART_FORMAT_SVG, error);
    case ATTUNE_EXPORT_PDF:
      return make_picture (chart, ATTUNE_CHART_FORMAT_PDF, error);
    case ATTUNE_EXPORT_CSV:
      return make_table (chart, zone);
    case ATTUNE_N_EXPORTS:
      break;
    }
  g_return_val_if_reached (NULL);
}

char *
attune_chart_export_name (const char *name, AttuneExportKind kind)
{
  g_autofree char *clean = g_strdup (name);

  g_strdelimit (clean, "/\\:*?\"<>|\n\r\t", '-');
  g_strstrip (clean);
  return g_strdup_printf ("%s.%s", *clean != '\0' ? clean : "chart",
                          attune_export_kind_to_string (kind));
}

static void
export_free (Export *export)
{
  g_clear_object (&export->context);
  g_clear_pointer (&export->chart, attune_chart_unref);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *message = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      attune_context_report (export->context, _ ("The chart could not be saved"), error);
      return;
    }
  /* Translators: the %s is a file's name. */
  message = g_strdup_printf (_ ("Saved as “%s”"), name);
  attune_context_say (export->context, message);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GListModel) files = attune_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  GTimeZone *zone = attune_context_get_time_zone (export->context);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    return;

  bytes = attune_chart_export_make (export->chart, export->kind, zone, &error);
  if (bytes == NULL)
    {
      attune_context_report (export->context, _ ("The chart could not be saved"), error);
      return;
    }
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, g_steal_pointer (&export));
}

void
attune_chart_export (GtkWidget *parent,
                     AttuneContext *context,
                     AttuneChart *chart,
                     AttuneExportKind kind,
                     const char *name)
{
  Export *export;
  g_autofree char *file_name = attune_chart_export_name (name, kind);
  const char *const suffixes[] = { kinds[kind].name, NULL };
  const char *const types[] = { kinds[kind].type, NULL };

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (chart != NULL);

  export = g_new0 (Export, 1);
  export->context = g_object_ref (context);
  export->chart = attune_chart_ref (chart);
  export->kind = kind;
  attune_choose_files_async (parent,
                             &(AttuneFileRequest){ .title = _ ("Save Chart"),
                                                   .accept = _ ("_Save"),
                                                   .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                                   .name = file_name,
                                                   .filter_name = _ (kinds[kind].label),
                                                   .suffixes = suffixes,
                                                   .mime_types = types },
                             chosen_cb, export);
}
