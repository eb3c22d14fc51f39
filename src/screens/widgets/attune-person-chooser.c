/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-person-chooser.h"

#include "attune-person-item.h"
#include "attune-person-popover.h"

#include <glib/gi18n.h>

struct _AttunePersonChooser
{
  AdwBin parent_instance;

  /* template */
  GtkMenuButton *button;
  GtkLabel *label;

  /* borrowed: the button's, NULL until it was opened */
  AttunePersonPopover *popover;

  /* owned */
  GListModel *people; /* AttunePersonItem */
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

/* The button itself is inside the menu button; assistive technologies see both. */
static void
show_name (AttunePersonChooser *self, const char *name)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->button));
  const char *shown = name != NULL ? name : _ ("Choose…");
  g_autofree char *label = NULL;

  gtk_label_set_label (self->label, shown);
  /* Translators: what is to be chosen, and what is chosen: "Agent: Mika Aho". */
  label = g_strdup_printf (_ ("%s: %s"), self->title != NULL ? self->title : "", shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  if (button != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
}

/* Callbacks ------------------------------------------------------------------------------------ */

static void
chosen_cb (AttunePersonChooser *self, AttunePersonItem *item)
{
  const AttunePerson *person = attune_person_item_get_person (item);

  gtk_widget_grab_focus (GTK_WIDGET (self->button));
  if (person->id == self->person)
    return;
  self->person = person->id;
  show_name (self, person->name);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Made when it is first wanted: of many choosers on a screen hardly one is ever opened. */
static void
open_cb (GtkMenuButton *button, gpointer data)
{
  AttunePersonChooser *self = data;

  if (self->popover == NULL)
    {
      self->popover = ATTUNE_PERSON_POPOVER (attune_person_popover_new ());
      g_signal_connect_object (self->popover, "chosen", G_CALLBACK (chosen_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_menu_button_set_popover (button, GTK_WIDGET (self->popover));
    }
  attune_person_popover_set_people (self->popover, self->people, self->person);
}

/* ---------------------------------------------------------------------------------------------- */

static gboolean
attune_person_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ATTUNE_PERSON_CHOOSER (widget)->button));
}

/* Who leaves the button leaves the chooser: it has nothing else to grab. */
static gboolean
attune_person_chooser_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (GTK_WIDGET (ATTUNE_PERSON_CHOOSER (widget)->button), direction);
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
  self->popover = NULL;
  G_OBJECT_CLASS (attune_person_chooser_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_PERSON_CHOOSER);
}

static void
attune_person_chooser_finalize (GObject *object)
{
  g_free (ATTUNE_PERSON_CHOOSER (object)->title);

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
  widget_class->focus = attune_person_chooser_focus;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/widgets/attune-person-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, AttunePersonChooser, button);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonChooser, label);
}

static void
attune_person_chooser_init (AttunePersonChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, open_cb, self, NULL);
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

static void
show_person (AttunePersonChooser *self, const char *name)
{
  const AttunePerson *found = find (self, self->person);

  show_name (self, found != NULL ? found->name : name);
}

void
attune_person_chooser_set_people (AttunePersonChooser *self, GListModel *people)
{
  g_return_if_fail (ATTUNE_IS_PERSON_CHOOSER (self));

  g_set_object (&self->people, people);
  if (self->person != 0 && find (self, self->person) == NULL)
    attune_person_chooser_set_person (self, 0, NULL);
  else if (self->person == 0)
    show_person (self, NULL);
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
  g_return_if_fail (ATTUNE_IS_PERSON_CHOOSER (self));

  if (person == self->person)
    return;
  self->person = person;
  show_person (self, name);
  g_signal_emit (self, signals[CHANGED], 0);
}
