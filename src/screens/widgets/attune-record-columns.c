/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-record-columns.h"

#include "attune-column-header.h"
#include "attune-evaluation-item.h"
#include "attune-format.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *title;
  gsize field; /* where the value has the text, unless it is to be written */
  /* Nullable. Owned by the caller. */
  char *(*get_text) (gconstpointer value, GTimeZone *zone);
  guint min_chars;
  guint nat_chars;
  gboolean is_wide;
  gboolean is_figure; /* tabular figures, at the end of the cell */
} Column;

#define FIELD(type, member) G_STRUCT_OFFSET (type, member), NULL
#define WORDS(get_text)     0, get_text

/* Interactions --------------------------------------------------------------------------------- */

static char *
get_interaction_time (gconstpointer value, GTimeZone *zone)
{
  return attune_format_time (((const AttuneInteractionRow *) value)->started_at, zone,
                             ATTUNE_TIME_SHORT);
}

static char *
get_interaction_channel (gconstpointer value, GTimeZone *zone)
{
  const AttuneInteractionRow *row = value;
  const char *channel = attune_format_channel (row->channel);

  /* Translators: the channel of a contact that can be listened to: "Call ♪". */
  return row->has_recording ? g_strdup_printf (_ ("%s ♪"), channel) : g_strdup (channel);
}

static char *
get_interaction_length (gconstpointer value, GTimeZone *zone)
{
  return attune_format_duration (((const AttuneInteractionRow *) value)->duration_us);
}

static char *
get_interaction_evaluations (gconstpointer value, GTimeZone *zone)
{
  const AttuneInteractionRow *row = value;
  const char *draft = attune_format_state (ATTUNE_EVALUATION_STATE_DRAFT);
  g_autofree char *n = g_strdup_printf ("%u", row->n_evaluations);

  if (row->n_held == 0)
    return g_strdup (row->n_evaluations > 0 ? n : "");
  /* What somebody else has begun is not free, though nobody else may read it. */
  return row->n_evaluations > 0 ? g_strdup_printf ("%s + %s", n, draft) : g_strdup (draft);
}

static const Column interaction_columns[] = {
  { N_ ("Time"), WORDS (get_interaction_time), 10, 11, FALSE, TRUE },
  { N_ ("Agent"), FIELD (AttuneInteractionRow, agents), 13, 17, FALSE, FALSE },
  { N_ ("Channel"), WORDS (get_interaction_channel), 5, 8, FALSE, FALSE },
  { N_ ("Length"), WORDS (get_interaction_length), 5, 6, FALSE, TRUE },
  { N_ ("Customer"), FIELD (AttuneInteractionRow, customer), 6, 9, FALSE, FALSE },
  { N_ ("Subject"), FIELD (AttuneInteractionRow, subject), 16, 30, TRUE, FALSE },
  { N_ ("Evaluations"), WORDS (get_interaction_evaluations), 5, 6, FALSE, TRUE },
  { NULL },
};

/* Evaluations ---------------------------------------------------------------------------------- */

static char *
get_evaluation_time (gconstpointer value, GTimeZone *zone)
{
  return attune_format_time (((const AttuneEvaluationRow *) value)->contact_at, zone,
                             ATTUNE_TIME_SHORT);
}

static char *
get_evaluation_state (gconstpointer value, GTimeZone *zone)
{
  return attune_evaluation_format_state (value);
}

static char *
get_evaluation_score (gconstpointer value, GTimeZone *zone)
{
  const AttuneEvaluationRow *row = value;
  g_autofree char *score = attune_format_score (row->score);

  if (row->state == ATTUNE_EVALUATION_STATE_DRAFT)
    return g_strdup ("");
  return g_strdup_printf ("%s %s", score, attune_evaluation_get_mark (row));
}

static char *
get_own_score (gconstpointer value, GTimeZone *zone)
{
  const AttuneEvaluationRow *row = value;

  return row->state == ATTUNE_EVALUATION_STATE_DRAFT ? g_strdup ("")
                                                     : attune_format_score (row->score);
}

static char *
get_evaluation_outcome (gconstpointer value, GTimeZone *zone)
{
  return attune_evaluation_say_outcome (value);
}

static char *
get_evaluation_remark (gconstpointer value, GTimeZone *zone)
{
  return attune_evaluation_format_remark (value);
}

static const Column evaluation_columns[] = {
  { N_ ("Contact"), WORDS (get_evaluation_time), 10, 11, FALSE, TRUE },
  { N_ ("Agent"), FIELD (AttuneEvaluationRow, agent_name), 11, 16, FALSE, FALSE },
  { N_ ("Subject"), FIELD (AttuneEvaluationRow, subject), 9, 30, TRUE, FALSE },
  { N_ ("Form"), FIELD (AttuneEvaluationRow, form_title), 11, 14, TRUE, FALSE },
  { N_ ("Evaluator"), FIELD (AttuneEvaluationRow, evaluator_name), 10, 14, FALSE, FALSE },
  { N_ ("State"), WORDS (get_evaluation_state), 6, 8, FALSE, FALSE },
  { N_ ("Score"), WORDS (get_evaluation_score), 5, 5, FALSE, TRUE },
  { NULL },
};

/* Of one's own: the words for what others know by the mark. */
static const Column own_columns[] = {
  { N_ ("Contact"), WORDS (get_evaluation_time), 10, 11, FALSE, TRUE },
  { N_ ("Subject"), FIELD (AttuneEvaluationRow, subject), 9, 30, TRUE, FALSE },
  { N_ ("Form"), FIELD (AttuneEvaluationRow, form_title), 10, 14, FALSE, FALSE },
  { N_ ("Evaluator"), FIELD (AttuneEvaluationRow, evaluator_name), 9, 13, FALSE, FALSE },
  { N_ ("Score"), WORDS (get_own_score), 4, 5, FALSE, TRUE },
  { N_ ("Outcome"), WORDS (get_evaluation_outcome), 10, 11, FALSE, FALSE },
  { N_ ("Remark"), WORDS (get_evaluation_remark), 6, 9, FALSE, FALSE },
  { NULL },
};

/* Cells ---------------------------------------------------------------------------------------- */

/* What a column's factory knows. */
typedef struct
{
  const Column *column;
  AttuneContext *context;
} Maker;

static void
free_maker (gpointer data, GClosure *closure)
{
  Maker *maker = data;

  g_object_unref (maker->context);
  g_free (maker);
}

static char *
get_text (const Column *column, gconstpointer value, GTimeZone *zone)
{
  if (column->get_text != NULL)
    return column->get_text (value, zone);
  return g_strdup (G_STRUCT_MEMBER (const char *, value, column->field));
}

static void
show_value (GtkInscription *cell, AttuneListRow *row)
{
  const Column *column = g_object_get_data (G_OBJECT (cell), "attune-column");
  GTimeZone *zone = g_object_get_data (G_OBJECT (cell), "attune-zone");
  gconstpointer value = row != NULL ? attune_list_row_get_value (row) : NULL;
  g_autofree char *text = value != NULL ? get_text (column, value, zone) : NULL;

  gtk_inscription_set_text (cell, text);
}

static void
value_changed_cb (GtkInscription *cell, GParamSpec *pspec, AttuneListRow *row)
{
  show_value (cell, row);
}

/* Not "bind": a signal factory binds every row of the view anew whenever anything about the list changes. */
static void
item_changed_cb (GtkListItem *item, GParamSpec *pspec, GSignalGroup *changes)
{
  AttuneListRow *row = gtk_list_item_get_item (item);

  g_signal_group_set_target (changes, row);
  show_value (GTK_INSCRIPTION (gtk_list_item_get_child (item)), row);
}

/* What is cut short is said in full where one points at it. */
static gboolean
query_tooltip_cb (GtkWidget *cell, int x, int y, gboolean is_by_keys, GtkTooltip *tooltip)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (cell));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (cell, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width <= gtk_widget_get_width (cell))
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* An inscription, unlike a label, asks for the same room whatever it says: a row that is filled lays nothing out anew, and
 * columns keep their widths. */
static GtkWidget *
create_cell (const Column *column, AttuneContext *context)
{
  GtkWidget *cell = gtk_inscription_new (NULL);
  gboolean is_backward = gtk_widget_get_direction (cell) == GTK_TEXT_DIR_RTL;

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), column->min_chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), column->nat_chars);
  /* Unlike a label's this does not turn around by itself. */
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), column->is_figure != is_backward ? 1 : 0);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  if (column->is_figure)
    gtk_widget_add_css_class (cell, "figure");
  else
    {
      gtk_widget_set_has_tooltip (cell, TRUE);
      g_signal_connect (cell, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
    }
  g_object_set_data (G_OBJECT (cell), "attune-column", (gpointer) column);
  g_object_set_data (G_OBJECT (cell), "attune-zone", attune_context_get_time_zone (context));
  return cell;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Maker *maker)
{
  GtkWidget *cell = create_cell (maker->column, maker->context);
  GSignalGroup *changes = g_signal_group_new (ATTUNE_TYPE_LIST_ROW);

  g_signal_group_connect_swapped (changes, "notify::value", G_CALLBACK (value_changed_cb), cell);
  g_object_set_data_full (G_OBJECT (cell), "attune-changes", changes, g_object_unref);
  g_object_set_data (G_OBJECT (cell), "attune-list-item", item);
  gtk_list_item_set_child (item, cell);
  g_signal_connect_object (item, "notify::item", G_CALLBACK (item_changed_cb), changes, 0);
}

static GtkListItemFactory *
create_factory (AttuneContext *context, const Column *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Maker *maker = g_new0 (Maker, 1);

  *maker = (Maker){ column, g_object_ref (context) };
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), maker, free_maker, 0);
  return factory;
}

void
attune_record_columns_add (GtkColumnView *view,
                           AttuneContext *context,
                           AttuneListKind kind,
                           gboolean is_own)
{
  const Column *columns = kind == ATTUNE_LIST_INTERACTIONS ? interaction_columns
                          : is_own                         ? own_columns
                                                           : evaluation_columns;

  for (const Column *i = columns; i->title != NULL; i++)
    {
      g_autoptr (GtkColumnViewColumn)
        column = gtk_column_view_column_new (_ (i->title), create_factory (context, i));

      gtk_column_view_column_set_expand (column, i->is_wide);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (view, column);
      if (i->is_figure)
        attune_column_header_end (view, column);
    }
}

/* The position of a row of the view, by the first of its cells. */
static guint
get_position (GtkWidget *row)
{
  GtkWidget *cell = gtk_widget_get_first_child (row);
  GtkWidget *content = cell != NULL ? gtk_widget_get_first_child (cell) : NULL;
  GtkListItem *item = content != NULL ? g_object_get_data (G_OBJECT (content), "attune-list-item")
                                      : NULL;

  return item != NULL ? gtk_list_item_get_position (item) : GTK_INVALID_LIST_POSITION;
}

GtkWidget *
attune_record_columns_find_row (GtkColumnView *view, guint position)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (view));

  for (GtkWidget *i = gtk_widget_get_first_child (list); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    if (get_position (i) == position)
      return i;
  return NULL;
}

guint
attune_record_columns_find_first (GtkColumnView *view)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (view));
  guint best = 0;
  guint most = 0;
  guint first = 0;
  guint n = 0;

  for (GtkWidget *i = gtk_widget_get_first_child (list); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    {
      guint position = get_position (i);

      if (position == GTK_INVALID_LIST_POSITION)
        continue;
      n = n > 0 && position == first + n ? n + 1 : 1;
      first = position - (n - 1);
      best = n > most ? first : best;
      most = MAX (n, most);
    }
  return best;
}
