/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-record-columns.h"

#include "attune-format.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *title;
  /* Owned by the caller. */
  char *(*get_text) (gconstpointer value, GTimeZone *zone);
  gboolean is_wide;
  gboolean is_figure; /* tabular figures, at the end of the cell */
} Column;

/* Interactions --------------------------------------------------------------------------------- */

static char *
get_interaction_time (gconstpointer value, GTimeZone *zone)
{
  return attune_format_time (((const AttuneInteractionRow *) value)->started_at, zone,
                             ATTUNE_TIME_SHORT);
}

static char *
get_interaction_agents (gconstpointer value, GTimeZone *zone)
{
  return g_strdup (((const AttuneInteractionRow *) value)->agents);
}

static char *
get_interaction_channel (gconstpointer value, GTimeZone *zone)
{
  return g_strdup (attune_format_channel (((const AttuneInteractionRow *) value)->channel));
}

static char *
get_interaction_length (gconstpointer value, GTimeZone *zone)
{
  return attune_format_duration (((const AttuneInteractionRow *) value)->duration_us);
}

static char *
get_interaction_customer (gconstpointer value, GTimeZone *zone)
{
  return g_strdup (((const AttuneInteractionRow *) value)->customer);
}

static char *
get_interaction_subject (gconstpointer value, GTimeZone *zone)
{
  return g_strdup (((const AttuneInteractionRow *) value)->subject);
}

static char *
get_interaction_evaluations (gconstpointer value, GTimeZone *zone)
{
  guint n = ((const AttuneInteractionRow *) value)->n_evaluations;

  return n > 0 ? g_strdup_printf ("%u", n) : g_strdup ("");
}

static const Column interaction_columns[] = {
  { N_ ("Time"), get_interaction_time, FALSE, TRUE },
  { N_ ("Agent"), get_interaction_agents, TRUE, FALSE },
  { N_ ("Channel"), get_interaction_channel, FALSE, FALSE },
  { N_ ("Length"), get_interaction_length, FALSE, TRUE },
  { N_ ("Customer"), get_interaction_customer, FALSE, FALSE },
  { N_ ("Subject"), get_interaction_subject, TRUE, FALSE },
  { N_ ("Evaluations"), get_interaction_evaluations, FALSE, TRUE },
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
get_evaluation_agent (gconstpointer value, GTimeZone *zone)
{
  return g_strdup (((const AttuneEvaluationRow *) value)->agent_name);
}

static char *
get_evaluation_form (gconstpointer value, GTimeZone *zone)
{
  const AttuneEvaluationRow *row = value;

  return g_strdup (row->form_title);
}

static char *
get_evaluation_evaluator (gconstpointer value, GTimeZone *zone)
{
  return g_strdup (((const AttuneEvaluationRow *) value)->evaluator_name);
}

static char *
get_evaluation_state (gconstpointer value, GTimeZone *zone)
{
  return g_strdup (attune_format_state (((const AttuneEvaluationRow *) value)->state));
}

static char *
get_evaluation_score (gconstpointer value, GTimeZone *zone)
{
  const AttuneEvaluationRow *row = value;
  g_autofree char *score = attune_format_score (row->score);

  if (row->state == ATTUNE_EVALUATION_STATE_DRAFT)
    return g_strdup ("");
  return g_strdup_printf ("%s %s", score, attune_format_outcome_mark (row->outcome));
}

static const Column evaluation_columns[] = {
  { N_ ("Contact"), get_evaluation_time, FALSE, TRUE },
  { N_ ("Agent"), get_evaluation_agent, TRUE, FALSE },
  { N_ ("Form"), get_evaluation_form, TRUE, FALSE },
  { N_ ("Evaluator"), get_evaluation_evaluator, TRUE, FALSE },
  { N_ ("State"), get_evaluation_state, FALSE, FALSE },
  { N_ ("Score"), get_evaluation_score, FALSE, TRUE },
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

static void
value_changed_cb (AttuneListRow *row, GParamSpec *pspec, GtkLabel *label)
{
  const Column *column = g_object_get_data (G_OBJECT (label), "attune-column");
  GTimeZone *zone = g_object_get_data (G_OBJECT (label), "attune-zone");
  gconstpointer value = attune_list_row_get_value (row);
  g_autofree char *text = value != NULL ? column->get_text (value, zone) : NULL;

  gtk_label_set_label (label, text != NULL ? text : "");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Maker *maker)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), maker->column->is_figure ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (maker->column->is_wide)
    gtk_label_set_width_chars (GTK_LABEL (label), 8);
  if (maker->column->is_figure)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
      gtk_widget_add_css_class (label, "figure");
    }
  g_object_set_data (G_OBJECT (label), "attune-column", (gpointer) maker->column);
  g_object_set_data (G_OBJECT (label), "attune-zone",
                     attune_context_get_time_zone (maker->context));
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Maker *maker)
{
  AttuneListRow *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);

  g_signal_connect (row, "notify::value", G_CALLBACK (value_changed_cb), label);
  value_changed_cb (row, NULL, GTK_LABEL (label));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Maker *maker)
{
  AttuneListRow *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);

  g_signal_handlers_disconnect_by_func (row, value_changed_cb, label);
}

static GtkListItemFactory *
create_factory (AttuneContext *context, const Column *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Maker *maker = g_new0 (Maker, 1);

  *maker = (Maker){ column, g_object_ref (context) };
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), maker, free_maker, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), maker);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), maker);
  return factory;
}

void
attune_record_columns_add (GtkColumnView *view, AttuneContext *context, AttuneListKind kind)
{
  const Column *columns = kind == ATTUNE_LIST_INTERACTIONS ? interaction_columns
                                                           : evaluation_columns;

  for (const Column *i = columns; i->title != NULL; i++)
    {
      g_autoptr (GtkColumnViewColumn)
        column = gtk_column_view_column_new (_ (i->title), create_factory (context, i));

      gtk_column_view_column_set_expand (column, i->is_wide);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (view, column);
    }
}
