/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-condition-group.h"

#include "attune-condition-row.h"
#include "attune-let-go.h"

#include <glib/gi18n.h>

/* Groups in groups as deep as this are made here; deeper ones come with a document. */
#define MOST_DEPTH 2

struct _AttuneConditionGroup
{
  AdwBin parent_instance;

  /* template */
  GtkWidget *header;
  GtkMenuButton *joining;
  GtkLabel *joining_label;
  GtkWidget *remove;
  GtkBox *box;
  GtkWidget *add_test;
  GtkWidget *add_group;

  /* borrowed */
  AttuneConditionPart *part;

  /* owned */
  AttuneForm *form; /* NULL until it is shown */
  char *element;
};

G_DEFINE_FINAL_TYPE (AttuneConditionGroup, attune_condition_group, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_JOINING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *word;
  AttuneConditionKind kind;
  gboolean is_negated;
  const char *name;
} joinings[] = {
  { "all", ATTUNE_CONDITION_ALL, FALSE, N_ ("All of these") },
  { "any", ATTUNE_CONDITION_ANY, FALSE, N_ ("Any of these") },
  { "not-all", ATTUNE_CONDITION_ALL, TRUE, N_ ("Not all of these") },
  { "none", ATTUNE_CONDITION_ANY, TRUE, N_ ("None of these") },
};

static guint
find_joining (AttuneConditionGroup *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (joinings); i++)
    if (joinings[i].kind == self->part->kind &&
        joinings[i].is_negated == attune_condition_part_is_negated (self->part))
      return i;
  return 0;
}

static void
say_changed (AttuneConditionGroup *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Parts ---------------------------------------------------------------------------------------- */

static void
show_part (AttuneConditionGroup *self, GtkWidget *widget)
{
  if (ATTUNE_IS_CONDITION_GROUP (widget))
    attune_condition_group_show (ATTUNE_CONDITION_GROUP (widget), self->form, self->element);
  else
    attune_condition_row_show (ATTUNE_CONDITION_ROW (widget), self->form, self->element);
}

static gboolean
build_part (GtkWidget *widget)
{
  return ATTUNE_IS_CONDITION_GROUP (widget)
           ? attune_condition_group_build_next (ATTUNE_CONDITION_GROUP (widget))
           : attune_condition_row_build_next (ATTUNE_CONDITION_ROW (widget));
}

static guint
count_widgets (AttuneConditionGroup *self)
{
  guint n = 0;

  for (GtkWidget *i = gtk_widget_get_first_child (GTK_WIDGET (self->box)); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    n++;
  return n;
}

static AttuneConditionPart *
get_part (GtkWidget *widget)
{
  return ATTUNE_IS_CONDITION_GROUP (widget)
           ? ATTUNE_CONDITION_GROUP (widget)->part
           : attune_condition_row_get_part (ATTUNE_CONDITION_ROW (widget));
}

/* The keys go to the part behind, else before, else to what adds another. */
static void
removed_cb (AttuneConditionGroup *self, GtkWidget *widget)
{
  AttuneConditionPart *part = get_part (widget);
  GtkWidget *next = gtk_widget_get_next_sibling (widget);

  if (self->part->parts->len == 1 && self->part->parent != NULL)
    {
      g_signal_emit (self, signals[REMOVED], 0);
      return;
    }
  if (next == NULL)
    next = gtk_widget_get_prev_sibling (widget);
  if (attune_let_go_of_focus (widget) &&
      (next == NULL || !gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD)))
    gtk_widget_grab_focus (self->add_test);
  gtk_box_remove (self->box, widget);
  attune_condition_part_remove (part);
  say_changed (self);
}

static GtkWidget *
append_part (AttuneConditionGroup *self, AttuneConditionPart *part)
{
  GtkWidget *widget = attune_condition_part_is_group (part) ? attune_condition_group_new (part)
                                                            : attune_condition_row_new (part);

  g_signal_connect_object (widget, "changed", G_CALLBACK (say_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, widget);
  show_part (self, widget);
  return widget;
}

gboolean
attune_condition_group_build_next (AttuneConditionGroup *self)
{
  guint n;

  g_return_val_if_fail (ATTUNE_IS_CONDITION_GROUP (self), FALSE);

  for (GtkWidget *i = gtk_widget_get_first_child (GTK_WIDGET (self->box)); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    if (build_part (i))
      return TRUE;
  n = count_widgets (self);
  if (n >= self->part->parts->len)
    return FALSE;
  append_part (self, g_ptr_array_index (self->part->parts, n));
  return TRUE;
}

static void
complete (AttuneConditionGroup *self)
{
  while (attune_condition_group_build_next (self))
    ;
}

static gboolean
is_open (const AttuneConditionPart *part)
{
  return !attune_condition_part_is_group (part) && part->question == NULL;
}

void
attune_condition_group_add (AttuneConditionGroup *self)
{
  GtkWidget *last;

  g_return_if_fail (ATTUNE_IS_CONDITION_GROUP (self));

  complete (self);
  last = gtk_widget_get_last_child (GTK_WIDGET (self->box));
  if (last == NULL || !is_open (get_part (last)))
    {
      last = append_part (self, attune_condition_part_add_test (self->part));
      say_changed (self);
    }
  attune_condition_row_enter (ATTUNE_CONDITION_ROW (last));
}

static void
add_group_cb (AttuneConditionGroup *self)
{
  GtkWidget *widget;
  AttuneConditionGroup *group;

  complete (self);
  widget = append_part (self, attune_condition_part_add_group (self->part));
  group = ATTUNE_CONDITION_GROUP (widget);
  say_changed (self);
  attune_condition_group_add (group);
}

/* Showing -------------------------------------------------------------------------------------- */

static void
open_joinings_cb (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenu) menu = NULL;

  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;
  menu = g_menu_new ();
  for (guint i = 0; i < G_N_ELEMENTS (joinings); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (joinings[i].name), NULL);

      g_menu_item_set_action_and_target (item, "group.joining", "s", joinings[i].word);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
set_joining (AttuneConditionGroup *self, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (joinings); i++)
    if (g_str_equal (joinings[i].word, word))
      attune_condition_part_set_kind (self->part, joinings[i].kind, joinings[i].is_negated);
  say_changed (self);
}

/* How parts are joined is of interest where there are several, or it says the opposite. */
static void
show_header (AttuneConditionGroup *self)
{
  gboolean is_top = self->part->parent == NULL;
  const char *name = _ (joinings[find_joining (self)].name);
  GtkWidget *inner = gtk_widget_get_first_child (GTK_WIDGET (self->joining));

  gtk_label_set_label (self->joining_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->joining), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (self->remove, !is_top);
  gtk_widget_set_visible (self->header, !is_top || self->part->parts->len > 1 ||
                                          self->part->is_empty ||
                                          attune_condition_part_is_negated (self->part));
}

void
attune_condition_group_show (AttuneConditionGroup *self, AttuneForm *form, const char *element)
{
  g_return_if_fail (ATTUNE_IS_CONDITION_GROUP (self));
  g_return_if_fail (form != NULL && element != NULL);

  attune_form_ref (form);
  g_clear_pointer (&self->form, attune_form_unref);
  self->form = form;
  g_free (self->element);
  self->element = g_strdup (element);
  show_header (self);
  gtk_widget_set_visible (self->add_group,
                          attune_condition_part_get_depth (self->part) < MOST_DEPTH &&
                            self->part->parts->len > 0);
  for (GtkWidget *i = gtk_widget_get_first_child (GTK_WIDGET (self->box)); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    show_part (self, i);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOINING]);
}

static void
remove_cb (AttuneConditionGroup *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/* Object --------------------------------------------------------------------------------------- */

static void
attune_condition_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneConditionGroup *self = ATTUNE_CONDITION_GROUP (object);

  if (id == PROP_JOINING)
    g_value_set_string (value, self->part != NULL ? joinings[find_joining (self)].word : "");
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
attune_condition_group_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  if (id == PROP_JOINING)
    set_joining (ATTUNE_CONDITION_GROUP (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
attune_condition_group_dispose (GObject *object)
{
  AttuneConditionGroup *self = ATTUNE_CONDITION_GROUP (object);

  g_clear_pointer (&self->form, attune_form_unref);
  self->part = NULL;
  G_OBJECT_CLASS (attune_condition_group_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_CONDITION_GROUP);
}

static void
attune_condition_group_finalize (GObject *object)
{
  g_free (ATTUNE_CONDITION_GROUP (object)->element);

  G_OBJECT_CLASS (attune_condition_group_parent_class)->finalize (object);
}

static void
attune_condition_group_class_init (AttuneConditionGroupClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_condition_group_dispose;
  object_class->finalize = attune_condition_group_finalize;
  object_class->get_property = attune_condition_group_get_property;
  object_class->set_property = attune_condition_group_set_property;

  properties[PROP_JOINING] = g_param_spec_string ("joining", NULL, NULL, NULL,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/forms/attune-condition-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionGroup, header);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionGroup, joining);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionGroup, joining_label);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionGroup, remove);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionGroup, box);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionGroup, add_test);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionGroup, add_group);
  gtk_widget_class_bind_template_callback (widget_class, attune_condition_group_add);
  gtk_widget_class_bind_template_callback (widget_class, add_group_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_install_property_action (widget_class, "group.joining", "joining");
}

static void
attune_condition_group_init (AttuneConditionGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->joining, open_joinings_cb, self, NULL);
}

GtkWidget *
attune_condition_group_new (AttuneConditionPart *part)
{
  AttuneConditionGroup *self;

  g_return_val_if_fail (part != NULL && attune_condition_part_is_group (part), NULL);

  self = g_object_new (ATTUNE_TYPE_CONDITION_GROUP, NULL);
  self->part = part;
  if (part->parent != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "inner");
  return GTK_WIDGET (self);
}
