/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-lab-page-private.h"

#include "attune-breakpoint.h"
#include "attune-compat.h"
#include "attune-status.h"

#include <glib/gi18n.h>

static const char *const view_names[] = { "questions", "sections", "findings", "use", "what-if" };

G_DEFINE_FINAL_TYPE (AttuneLabPage, attune_lab_page, ATTUNE_TYPE_PAGE)

enum
{
  PROP_0,
  PROP_VIEW,
  PROP_LAYOUT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What is handed over ------------------------------------------------------------------------------- */

/* With the context, until the page that it is for asks for it. */
typedef struct
{
  gint64 form;
  AttuneForm *document;
  char *view; /* nullable */
} Handed;

#define HANDED_KEY "attune-lab-document"

static void
free_handed (gpointer data)
{
  Handed *handed = data;

  attune_form_unref (handed->document);
  g_free (handed->view);
  g_free (handed);
}

/* What is there is gone then, whomever it was for. */
static Handed *
take_handed (AttuneContext *context, gint64 form)
{
  Handed *handed = g_object_steal_data (G_OBJECT (context), HANDED_KEY);

  if (handed == NULL || handed->form == form)
    return handed;
  free_handed (handed);
  return NULL;
}

void
attune_lab_open (AttuneContext *context, gint64 form, AttuneForm *document, const char *view)
{
  AttuneDestination destination = { ATTUNE_PAGE_FORM_LAB, form, -1 };
  Handed *handed;

  g_return_if_fail (ATTUNE_IS_CONTEXT (context));
  g_return_if_fail (document != NULL);

  handed = g_new0 (Handed, 1);
  handed->form = form;
  handed->document = attune_form_ref (document);
  handed->view = g_strdup (view);
  g_object_set_data_full (G_OBJECT (context), HANDED_KEY, handed, free_handed);
  attune_context_open (context, &destination);
}

/* Showing ----------------------------------------------------------------------------------------- */

static AttuneLabTable *
get_table (AttuneLabPage *self)
{
  AttuneLabTable *tables[] = { self->questions, self->sections, self->findings, self->use,
                               self->changes };

  return tables[self->view];
}

static gboolean
is_of_history (AttuneLabPage *self)
{
  return self->view >= ATTUNE_LAB_VIEW_USE;
}

static gboolean
has_history (AttuneLabPage *self)
{
  return self->history != NULL && self->history->n > 0;
}

static char *
compose_sentence (AttuneLabPage *self)
{
  if (self->report != NULL && self->view == ATTUNE_LAB_VIEW_QUESTIONS)
    return g_strdup (self->report->sentence);
  if (!has_history (self) || !is_of_history (self))
    return g_strdup ("");
  if (self->view == ATTUNE_LAB_VIEW_WHAT_IF)
    return g_strjoin (*self->history->details != '\0' ? " " : "", self->history->outcomes,
                      self->history->details, NULL);
  return g_strdup_printf (ngettext ("What %'u evaluation tells of each question that counts.",
                                    "What %'u evaluations tell of each question that counts.",
                                    self->history->n),
                          self->history->n);
}

static void
show_sentence (AttuneLabPage *self)
{
  g_autofree char *text = compose_sentence (self);

  gtk_label_set_text (self->sentence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), *text != '\0');
}

void
attune_lab_page_update (AttuneLabPage *self)
{
  gboolean shows_history = is_of_history (self);
  AttuneLabGrid *grid = attune_lab_table_get_grid (get_table (self));

  attune_lab_page_show_trial (self);
  gtk_widget_set_visible (self->history_bar, shows_history);
  gtk_widget_set_visible (self->layouts,
                          self->view == ATTUNE_LAB_VIEW_WHAT_IF && has_history (self));
  gtk_widget_set_visible (GTK_WIDGET (self->sort), (!shows_history || has_history (self)) &&
                                                     grid != NULL &&
                                                     attune_lab_grid_get_n_rows (grid) > 1);
  gtk_stack_set_visible_child_name (self->views, shows_history && !has_history (self)
                                                   ? "history"
                                                   : view_names[self->view]);
  show_sentence (self);
}

void
attune_lab_page_fail (AttuneLabPage *self, const GError *error)
{
  self->is_loading = FALSE;
  attune_status_say (self->failed, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* Keys that are on the tabs go along to the one of the view; those in a view, the stack takes along. */
static void
follow_view (AttuneLabPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *tabs = gtk_widget_get_parent (GTK_WIDGET (self->findings_toggle));
  GtkWidget *tab = gtk_widget_get_first_child (tabs);

  if (focus == NULL || gtk_widget_get_parent (focus) != tabs)
    return;
  for (guint i = 0; i < (guint) self->view; i++)
    tab = gtk_widget_get_next_sibling (tab);
  gtk_widget_grab_focus (tab);
}

static void
set_view (AttuneLabPage *self, const char *name)
{
  for (guint i = 0; i < ATTUNE_LAB_N_VIEWS; i++)
    if (g_strcmp0 (name, view_names[i]) == 0)
      self->view = (AttuneLabView) i;
  if (self->report != NULL)
    attune_lab_page_update (self);
  follow_view (self);
}

static void
set_layout (AttuneLabPage *self, const char *name)
{
  self->shows_table = g_strcmp0 (name, "table") == 0;
  if (self->shows_table && self->history != NULL)
    attune_chart_table_view_set_chart (self->chart_table, self->history->chart);
  gtk_stack_set_visible_child_name (self->picture, self->shows_table ? "table" : "chart");
}

/* Callbacks ---------------------------------------------------------------------------------------- */

static void
place_activated_cb (AttuneLabPage *self, const char *id)
{
  attune_context_open_form_at (attune_page_get_context (ATTUNE_PAGE (self)), self->form, id);
}

static void
evaluation_activated_cb (AttuneLabPage *self, const char *id)
{
  attune_context_open_evaluation (attune_page_get_context (ATTUNE_PAGE (self)),
                                  g_ascii_strtoll (id, NULL, 10));
}

static void
detail_cb (AttuneLabPage *self)
{
  gtk_label_set_text (self->detail, attune_lab_table_get_detail (self->use));
}

static void
most_selected_cb (AttuneLabPage *self)
{
  if (!self->is_choosing && self->report != NULL)
    attune_lab_page_try (self);
}

static void
narrow_cb (AttuneLabPage *self, GParamSpec *pspec, AttuneBreakpoint *breakpoint)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panes),
                                  attune_breakpoint_get_is_narrow (breakpoint)
                                    ? GTK_ORIENTATION_VERTICAL
                                    : GTK_ORIENTATION_HORIZONTAL);
}

/* What a click on a header does, for who has no pointer: of the table that is shown. */
static void
create_sort_menu_cb (GtkMenuButton *button, gpointer data)
{
  AttuneLabPage *self = data;
  AttuneLabGrid *grid = attune_lab_table_get_grid (get_table (self));
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; grid != NULL && i < attune_lab_grid_get_n_columns (grid); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (attune_lab_grid_get_title (grid, i), NULL);

      g_menu_item_set_action_and_target (item, "lab.sort", "u", i);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* Words rise; of numbers one wants the greatest first. */
static void
sort_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneLabPage *self = ATTUNE_LAB_PAGE (widget);
  AttuneLabGrid *grid = attune_lab_table_get_grid (get_table (self));
  guint column = g_variant_get_uint32 (parameter);

  if (grid == NULL || column >= attune_lab_grid_get_n_columns (grid))
    return;
  attune_lab_table_sort (get_table (self), column,
                         attune_lab_grid_get_kind (grid, column) >= ATTUNE_LAB_COLUMN_NUMBER
                           ? GTK_SORT_DESCENDING
                           : GTK_SORT_ASCENDING);
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_lab_page_load (ATTUNE_LAB_PAGE (widget));
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_lab_page_try (ATTUNE_LAB_PAGE (widget));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_lab_page_cancel (ATTUNE_LAB_PAGE (widget));
}

static void
toggle_layout_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneLabPage *self = ATTUNE_LAB_PAGE (widget);

  if (self->view == ATTUNE_LAB_VIEW_WHAT_IF)
    g_object_set (self, "layout", self->shows_table ? "chart" : "table", NULL);
}

/* The page ------------------------------------------------------------------------------------------ */

static void
attune_lab_page_refresh (AttunePage *page)
{
  attune_lab_page_load (ATTUNE_LAB_PAGE (page));
}

static void
attune_lab_page_dispose (GObject *object)
{
  AttuneLabPage *self = ATTUNE_LAB_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->trial);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (attune_lab_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_LAB_PAGE);
}

static void
attune_lab_page_finalize (GObject *object)
{
  AttuneLabPage *self = ATTUNE_LAB_PAGE (object);

  g_clear_pointer (&self->document, attune_form_unref);
  g_clear_pointer (&self->published, attune_form_unref);
  g_clear_pointer (&self->report, attune_lab_report_free);
  g_clear_pointer (&self->history, attune_lab_history_free);

  G_OBJECT_CLASS (attune_lab_page_parent_class)->finalize (object);
}

static void
attune_lab_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneLabPage *self = ATTUNE_LAB_PAGE (object);

  switch (id)
    {
    case PROP_VIEW:
      g_value_set_static_string (value, view_names[self->view]);
      break;
    case PROP_LAYOUT:
      g_value_set_static_string (value, self->shows_table ? "table" : "chart");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_lab_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneLabPage *self = ATTUNE_LAB_PAGE (object);

  switch (id)
    {
    case PROP_VIEW:
      set_view (self, g_value_get_string (value));
      break;
    case PROP_LAYOUT:
      set_layout (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/lab/attune-lab-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, failed);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, views);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, sort);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, findings_toggle);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, history_bar);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, layouts);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, most);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, work);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, progress);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, questions);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, sections);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, findings_stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, findings);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, history_status);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, again);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, use);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, detail);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, panes);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, picture);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, chart);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, chart_table);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, changes_stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabPage, changes);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, evaluation_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, detail_cb);
  gtk_widget_class_bind_template_callback (widget_class, most_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "lab.show", "view");
  gtk_widget_class_install_property_action (widget_class, "lab.layout", "layout");
  gtk_widget_class_install_action (widget_class, "lab.toggle-layout", NULL, toggle_layout_action);
  gtk_widget_class_install_action (widget_class, "lab.sort", "u", sort_action);
  gtk_widget_class_install_action (widget_class, "lab.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "lab.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "lab.cancel", NULL, cancel_action);
  for (guint i = 0; i < ATTUNE_LAB_N_VIEWS; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, "lab.show", "s",
                                         view_names[i]);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK,
                                       "lab.toggle-layout", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "lab.cancel", NULL);
}

static void
attune_lab_page_class_init (AttuneLabPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = attune_lab_page_dispose;
  object_class->finalize = attune_lab_page_finalize;
  object_class->get_property = attune_lab_page_get_property;
  object_class->set_property = attune_lab_page_set_property;
  ATTUNE_PAGE_CLASS (class)->refresh = attune_lab_page_refresh;

  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, view_names[0], flags);
  properties[PROP_LAYOUT] = g_param_spec_string ("layout", NULL, NULL, "chart", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ATTUNE_TYPE_BREAKPOINT);
  g_type_ensure (ATTUNE_TYPE_CHART_TABLE_VIEW);
  g_type_ensure (ATTUNE_TYPE_CHART_VIEW);
  g_type_ensure (ATTUNE_TYPE_LAB_TABLE);
  install_actions (GTK_WIDGET_CLASS (class));
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
attune_lab_page_init (AttuneLabPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_name_drop_downs (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->sort, create_sort_menu_cb, self, NULL);
}

GtkWidget *
attune_lab_page_new (AttuneContext *context, gint64 form)
{
  AttuneLabPage *self = g_object_new (ATTUNE_TYPE_LAB_PAGE, "context", context, NULL);
  Handed *handed = take_handed (context, form);

  self->form = form;
  if (handed != NULL)
    {
      self->document = attune_form_ref (handed->document);
      if (handed->view != NULL)
        g_object_set (self, "view", handed->view, NULL);
      free_handed (handed);
    }
  attune_lab_page_show_trial (self);
  return GTK_WIDGET (self);
}
