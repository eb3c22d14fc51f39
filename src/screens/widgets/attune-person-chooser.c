/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-person-chooser.h"

#include "attune-match.h"
#include "attune-paced-model.h"
#include "attune-person-item.h"

#include <glib/gi18n.h>

struct _AttunePersonChooser
{
  AdwBin parent_instance;

  /* template */
  GtkMenuButton *button;
  GtkLabel *label;
  GtkPopover *popover;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *list;
  GtkSingleSelection *selection;
  GtkFilterListModel *filtered;

  /* owned */
  GListModel *people; /* AttunePersonItem */
  GtkCustomFilter *filter;
  AttunePacedModel *rows; /* those of `filtered`, a few at a time */
  char *query;            /* folded */
  char *title;

  gint64 person;
};

G_DEFINE_FINAL_TYPE (AttunePersonChooser, attune_person_chooser, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_wanted (gpointer item, gpointer data)
{
  AttunePersonChooser *self = data;

  return self->query == NULL || *self->query == '\0' ||
         attune_match_test (attune_person_item_get_text (item), self->query);
}

/* The button itself is inside the menu button. */
static void
show_name (AttunePersonChooser *self, const char *name)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->button));
  const char *shown = name != NULL ? name : _ ("Choose…");
  g_autofree char *label = NULL;

  gtk_label_set_label (self->label, shown);
  /* Translators: what is to be chosen, and what is chosen: "Agent: Mika Aho". */
  label = g_strdup_printf (_ ("%s: %s"), self->title != NULL ? self->title : "", shown);
  if (button != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
}

static void
choose (AttunePersonChooser *self, guint position)
{
  g_autoptr (AttunePersonItem)
    item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  const AttunePerson *person;

  if (item == NULL)
    return;

  person = attune_person_item_get_person (item);
  gtk_popover_popdown (self->popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  if (person->id == self->person)
    return;
  self->person = person->id;
  show_name (self, person->name);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Callbacks ------------------------------------------------------------------------------------ */

static void
search_changed_cb (AttunePersonChooser *self)
{
  g_free (self->query);
  self->query = attune_match_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0
                                      ? "people"
                                      : "nobody");
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    {
      gtk_single_selection_set_selected (self->selection, 0);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0u);
    }
}

/* What was typed counts, also while its rows are on their way. */
static void
search_activated_cb (AttunePersonChooser *self)
{
  guint selected;

  attune_paced_model_settle (self->rows);
  selected = gtk_single_selection_get_selected (self->selection);
  if (selected != GTK_INVALID_LIST_POSITION)
    choose (self, selected);
}

static void
move (AttunePersonChooser *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint selected = gtk_single_selection_get_selected (self->selection);
  int next;

  if (n == 0 || selected == GTK_INVALID_LIST_POSITION)
    return;
  next = CLAMP ((int) selected + by, 0, (int) n - 1);
  gtk_single_selection_set_selected (self->selection, (guint) next);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", (guint) next);
}

/* The arrows move in the list while typing goes on. */
static gboolean
search_key_cb (AttunePersonChooser *self, guint key)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;

  move (self, key == GDK_KEY_Down ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
list_activated_cb (AttunePersonChooser *self, guint position)
{
  choose (self, position);
}

static void
closed_cb (AttunePersonChooser *self)
{
  gtk_filter_list_model_set_model (self->filtered, NULL);
}

/* Opens at the one who is chosen, everybody listed. */
static void
shown_cb (AttunePersonChooser *self)
{
  gtk_filter_list_model_set_model (self->filtered, self->people);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed_cb (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (AttunePersonItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (attune_person_item_get_person (item)->id != self->person)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* ---------------------------------------------------------------------------------------------- */

static gboolean
attune_person_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ATTUNE_PERSON_CHOOSER (widget)->button));
}

static void
attune_person_chooser_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttunePersonChooser *self = ATTUNE_PERSON_CHOOSER (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, self->title);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
attune_person_chooser_set_property (GObject *object,
                                    guint id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  AttunePersonChooser *self = ATTUNE_PERSON_CHOOSER (object);

  if (id != PROP_TITLE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_free (self->title);
  self->title = g_value_dup_string (value);
  show_name (self, NULL);
}

static void
attune_person_chooser_dispose (GObject *object)
{
  AttunePersonChooser *self = ATTUNE_PERSON_CHOOSER (object);

  g_clear_object (&self->people);
  g_clear_object (&self->filter);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (attune_person_chooser_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_PERSON_CHOOSER);
}

static void
attune_person_chooser_finalize (GObject *object)
{
  AttunePersonChooser *self = ATTUNE_PERSON_CHOOSER (object);

  g_free (self->query);
  g_free (self->title);

  G_OBJECT_CLASS (attune_person_chooser_parent_class)->finalize (object);
}

static void
attune_person_chooser_class_init (AttunePersonChooserClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_person_chooser_dispose;
  object_class->finalize = attune_person_chooser_finalize;
  object_class->get_property = attune_person_chooser_get_property;
  object_class->set_property = attune_person_chooser_set_property;
  widget_class->grab_focus = attune_person_chooser_grab_focus;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/widgets/attune-person-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, AttunePersonChooser, button);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonChooser, label);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonChooser, popover);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonChooser, search);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonChooser, list);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonChooser, selection);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonChooser, filtered);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
}

static void
attune_person_chooser_init (AttunePersonChooser *self)
{
  g_type_ensure (ATTUNE_TYPE_PERSON_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  gtk_filter_list_model_set_filter (self->filtered, GTK_FILTER (self->filter));
  self->rows = g_object_new (ATTUNE_TYPE_PACED_MODEL, NULL);
  attune_paced_model_set_adjustment (self->rows,
                                     gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)));
  attune_paced_model_set_model (self->rows, G_LIST_MODEL (self->filtered), 0);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  show_name (self, NULL);
}

GtkWidget *
attune_person_chooser_new (void)
{
  return g_object_new (ATTUNE_TYPE_PERSON_CHOOSER, NULL);
}

/* NULL where they are not among the people. */
static const AttunePerson *
find (AttunePersonChooser *self, gint64 person)
{
  for (guint i = 0; self->people != NULL && i < g_list_model_get_n_items (self->people); i++)
    {
      g_autoptr (AttunePersonItem) item = g_list_model_get_item (self->people, i);

      if (attune_person_item_get_person (item)->id == person)
        return attune_person_item_get_person (item);
    }
  return NULL;
}

void
attune_person_chooser_set_people (AttunePersonChooser *self, GListModel *people)
{
  g_return_if_fail (ATTUNE_IS_PERSON_CHOOSER (self));

  g_set_object (&self->people, people);
  if (self->person != 0 && find (self, self->person) == NULL)
    attune_person_chooser_set_person (self, 0, NULL);
}

gint64
attune_person_chooser_get_person (AttunePersonChooser *self)
{
  g_return_val_if_fail (ATTUNE_IS_PERSON_CHOOSER (self), 0);

  return self->person;
}

void
attune_person_chooser_set_person (AttunePersonChooser *self, gint64 person, const char *name)
{
  const AttunePerson *found;

  g_return_if_fail (ATTUNE_IS_PERSON_CHOOSER (self));

  if (person == self->person)
    return;
  found = person != 0 ? find (self, person) : NULL;
  self->person = person;
  show_name (self, found != NULL ? found->name : name);
  g_signal_emit (self, signals[CHANGED], 0);
}
