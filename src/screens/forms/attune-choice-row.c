/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-choice-row.h"

#include "attune-choice-popover.h"

#include <glib/gi18n.h>

/* What is said below the title is broken at about this width, so that it does not widen the pane. */
#define WIDTH_CHARS 30

struct _AttuneChoiceRow
{
  AdwActionRow parent_instance;

  /* template */
  GtkMenuButton *button;

  /* borrowed */
  AttuneChoicePopover *popover; /* the button's, NULL until it was opened */
};

G_DEFINE_FINAL_TYPE (AttuneChoiceRow, attune_choice_row, ADW_TYPE_ACTION_ROW)

enum
{
  WANTED,
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
chosen_cb (AttuneChoiceRow *self, const char *id)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHOSEN], 0, id);
}

/* Made when it is first wanted, of what there is then. */
static void
open_cb (GtkMenuButton *button, gpointer data)
{
  AttuneChoiceRow *self = data;

  if (self->popover == NULL)
    {
      self->popover = ATTUNE_CHOICE_POPOVER (attune_choice_popover_new ());
      g_signal_connect_object (self->popover, "chosen", G_CALLBACK (chosen_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_menu_button_set_popover (button, GTK_WIDGET (self->popover));
    }
  g_signal_emit (self, signals[WANTED], 0);
}

static void
break_lines (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_wrap (GTK_LABEL (widget)))
    gtk_label_set_max_width_chars (GTK_LABEL (widget), WIDTH_CHARS);
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    break_lines (i);
}

static void
attune_choice_row_dispose (GObject *object)
{
  AttuneChoiceRow *self = ATTUNE_CHOICE_ROW (object);

  self->popover = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_CHOICE_ROW);
  G_OBJECT_CLASS (attune_choice_row_parent_class)->dispose (object);
}

static void
attune_choice_row_class_init (AttuneChoiceRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_choice_row_dispose;

  signals[WANTED] = g_signal_new ("wanted", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/forms/attune-choice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneChoiceRow, button);
}

static void
attune_choice_row_init (AttuneChoiceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, open_cb, self, NULL);
  break_lines (GTK_WIDGET (self));
  /* The row itself is what the keys stop at. */
  gtk_widget_set_focusable (gtk_widget_get_first_child (GTK_WIDGET (self->button)), FALSE);
}

void
attune_choice_row_show (AttuneChoiceRow *self, const char *value, const char *note)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (ATTUNE_IS_CHOICE_ROW (self));
  g_return_if_fail (value != NULL);

  text = note != NULL ? g_strdup_printf ("%s\n%s", value, note) : g_strdup (value);
  if (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (self)), text) == 0)
    return;
  /* Translators: what is to be picked, and what is picked: "Question: 3. Verified the customer". */
  name = g_strdup_printf (_ ("%s: %s"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)),
                          value);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note != NULL ? note : "",
                                  -1);
}

void
attune_choice_row_set_items (AttuneChoiceRow *self, GListModel *items, const char *chosen)
{
  g_return_if_fail (ATTUNE_IS_CHOICE_ROW (self));
  g_return_if_fail (self->popover != NULL);

  attune_choice_popover_set_items (self->popover, items, chosen);
}

void
attune_choice_row_open (AttuneChoiceRow *self)
{
  g_return_if_fail (ATTUNE_IS_CHOICE_ROW (self));

  gtk_menu_button_popup (self->button);
}
