/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-key-row.h"

#include <glib/gi18n.h>

#define MODIFIERS                                                                       \
  (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_HYPER_MASK | \
   GDK_META_MASK)

/* What the row does. */
typedef enum
{
  ROW_RESTS,
  ROW_LISTENS,
  ROW_ASKS, /* whether another command shall lose a key */
} RowState;

struct _AttuneKeyRow
{
  AdwActionRow parent_instance;

  /* template */
  GtkBox *chips;
  GtkWidget *add;
  GtkWidget *reset;
  GtkWidget *remove;
  GtkWidget *take;
  GtkWidget *cancel;

  /* borrowed */
  AttuneKeyMap *keys;
  const char *action;

  /* owned */
  GStrv wanted; /* what it asks about, or NULL */

  RowState state;
  guint index;                 /* of the key that is to be another, or behind the last */
  GtkRoot *root;               /* weak: what is heard by `presses` while it listens or asks */
  GtkEventController *presses; /* the root's */
};

G_DEFINE_FINAL_TYPE (AttuneKeyRow, attune_key_row, ADW_TYPE_ACTION_ROW)

/* Only one can listen. */
static AttuneKeyRow *listening; /* weak */

/* --- What is shown --- */

static char *
get_label (const char *accelerator)
{
  guint key = 0;
  GdkModifierType modifiers = 0;

  gtk_accelerator_parse (accelerator, &key, &modifiers);
  return gtk_accelerator_get_label (key, modifiers);
}

static void
chip_clicked_cb (AttuneKeyRow *self, GtkWidget *chip)
{
  guint index = 0;

  while ((chip = gtk_widget_get_prev_sibling (chip)) != NULL)
    index++;
  attune_key_row_listen (self, index);
}

static void
add_chip (AttuneKeyRow *self, const char *accelerator)
{
  g_autofree char *label = get_label (accelerator);
  /* Translators: %s is a key, such as F4. */
  g_autofree char *spoken = g_strdup_printf (_ ("%s: change"), label);
  GtkWidget *chip = gtk_button_new_with_label (label);

  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (chip, "keycap");
  gtk_widget_set_tooltip_text (chip, _ ("Change"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->chips, chip);
}

static void
show_chips (AttuneKeyRow *self)
{
  const char *const *keys = attune_key_map_get_keys (self->keys, self->action);
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, chip);
  for (; *keys != NULL; keys++)
    add_chip (self, *keys);
}

static void
show_state (AttuneKeyRow *self, const char *subtitle)
{
  const char *const *keys = attune_key_map_get_keys (self->keys, self->action);
  gboolean rests = self->state == ROW_RESTS;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), rests);
  gtk_widget_set_visible (self->add, rests);
  gtk_widget_set_visible (self->reset,
                          rests && attune_key_map_is_changed (self->keys, self->action));
  gtk_widget_set_visible (self->remove,
                          self->state == ROW_LISTENS && self->index < g_strv_length ((GStrv) keys));
  gtk_widget_set_visible (self->take, self->state == ROW_ASKS);
  gtk_widget_set_visible (self->cancel, !rests);
}

static void
changed_cb (AttuneKeyRow *self)
{
  show_chips (self);
  if (self->state == ROW_RESTS)
    show_state (self, "");
}

/* --- Listening --- */

static void
forget_root (AttuneKeyRow *self)
{
  if (self->root != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self->root), self->presses);
  g_clear_weak_pointer (&self->root);
  self->presses = NULL;
}

static void
rest (AttuneKeyRow *self)
{
  if (listening == self)
    g_clear_weak_pointer (&listening);
  self->state = ROW_RESTS;
  g_clear_pointer (&self->wanted, g_strfreev);
  forget_root (self);
  show_state (self, "");
}

static void
rest_here (AttuneKeyRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  rest (self);
}

/* Gives the command these keys, once it is clear that nobody else has them, or may lose them. */
static void
want (AttuneKeyRow *self, const char *const *keys)
{
  const char *other = attune_key_map_find_other (self->keys, self->action, keys);
  g_autofree char *label = NULL;
  g_autofree char *question = NULL;

  if (other == NULL)
    {
      attune_key_map_set_keys (self->keys, self->action, keys);
      rest_here (self);
      return;
    }
  self->state = ROW_ASKS;
  g_strfreev (self->wanted);
  self->wanted = g_strdupv ((GStrv) keys);
  /* Translators: the command whose key was pressed for another one. */
  question = g_strdup_printf (_ ("That key is “%s” now, which would lose it."),
                              _ (attune_evaluate_keys_find (other)->title));
  show_state (self, question);
  gtk_widget_grab_focus (self->cancel);
}

/* The keys there are, with `accelerator` (NULL: none) instead of the one that is to be another. */
static char **
replace (AttuneKeyRow *self, const char *accelerator)
{
  const char *const *keys = attune_key_map_get_keys (self->keys, self->action);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint i;

  for (i = 0; keys[i] != NULL; i++)
    if (i != self->index && g_strcmp0 (keys[i], accelerator) != 0)
      g_strv_builder_add (builder, keys[i]);
    else if (i == self->index && accelerator != NULL)
      g_strv_builder_add (builder, accelerator);
  if (self->index >= i && accelerator != NULL)
    g_strv_builder_add (builder, accelerator);
  return g_strv_builder_end (builder);
}

void
attune_key_row_press (AttuneKeyRow *self,
                      guint key,
                      GdkModifierType modifiers,
                      gboolean needs_alt_gr)
{
  g_autofree char *reason = NULL;
  g_autofree char *accelerator = NULL;
  g_auto (GStrv) keys = NULL;

  g_return_if_fail (ATTUNE_IS_KEY_ROW (self));

  if (key == GDK_KEY_Escape && modifiers == 0)
    {
      rest_here (self);
      return;
    }
  if (self->state != ROW_LISTENS)
    return;
  key = gdk_keyval_to_lower (key);
  reason = needs_alt_gr ? g_strdup (_ ("That takes AltGr, which other keyboards do not have: press "
                                       "another key."))
                        : attune_key_map_refuse (self->action, key, modifiers);
  if (reason != NULL)
    {
      show_state (self, reason);
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  accelerator = gtk_accelerator_name (key, modifiers);
  keys = replace (self, accelerator);
  want (self, (const char *const *) keys);
}

/* Shift that only made the sign is no part of the key, but it is beside a letter. */
static GdkModifierType
get_modifiers (GdkEvent *event, guint key)
{
  GdkModifierType modifiers = gdk_event_get_modifier_state (event) & MODIFIERS;
  gboolean is_letter = gdk_keyval_to_lower (key) != gdk_keyval_to_upper (key);

  if (!is_letter)
    modifiers &= ~(gdk_key_event_get_consumed_modifiers (event) & GDK_SHIFT_MASK);
  return modifiers;
}

static gboolean
pressed_cb (AttuneKeyRow *self,
            guint key,
            guint code,
            GdkModifierType state,
            GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);

  if (gdk_key_event_is_modifier (event))
    return self->state == ROW_LISTENS;
  if (self->state == ROW_ASKS && key != GDK_KEY_Escape)
    return FALSE;
  attune_key_row_press (self, key, get_modifiers (event, key),
                        gdk_key_event_get_level (event) >= 2);
  return TRUE;
}

/* Keys of the window and of the program come here first; any other row that waits for one no longer does. */
static void
begin (AttuneKeyRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (listening != NULL && listening != self)
    rest (listening);
  g_set_weak_pointer (&listening, self);
  if (root == NULL || self->root != NULL)
    return;
  g_set_weak_pointer (&self->root, root);
  self->presses = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->presses, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->presses, "key-pressed", G_CALLBACK (pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (root), self->presses);
}

void
attune_key_row_listen (AttuneKeyRow *self, guint index)
{
  g_return_if_fail (ATTUNE_IS_KEY_ROW (self));

  begin (self);
  self->state = ROW_LISTENS;
  self->index = index;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  show_state (self, _ ("Press the new key, or Esc to leave it as it is."));
}

gboolean
attune_key_row_is_listening (AttuneKeyRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_KEY_ROW (self), FALSE);

  return self->state == ROW_LISTENS;
}

/* --- Buttons --- */

static void
add_cb (AttuneKeyRow *self)
{
  attune_key_row_listen (self, G_MAXUINT);
}

static void
remove_cb (AttuneKeyRow *self)
{
  g_auto (GStrv) keys = replace (self, NULL);

  want (self, (const char *const *) keys);
}

static void
reset_cb (AttuneKeyRow *self)
{
  g_auto (GStrv) keys = attune_key_map_dup_first (self->action);

  begin (self);
  want (self, (const char *const *) keys);
}

static void
take_cb (AttuneKeyRow *self)
{
  g_auto (GStrv) keys = g_steal_pointer (&self->wanted);

  attune_key_map_set_keys (self->keys, self->action, (const char *const *) keys);
  rest_here (self);
}

static void
attune_key_row_activate (AdwActionRow *row)
{
  AttuneKeyRow *self = ATTUNE_KEY_ROW (row);

  if (self->state == ROW_RESTS)
    attune_key_row_listen (self, 0);
}

/* --- The widget --- */

static void
attune_key_row_dispose (GObject *object)
{
  AttuneKeyRow *self = ATTUNE_KEY_ROW (object);

  forget_root (self);
  g_clear_pointer (&self->wanted, g_strfreev);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_KEY_ROW);

  G_OBJECT_CLASS (attune_key_row_parent_class)->dispose (object);
}

static void
attune_key_row_class_init (AttuneKeyRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_key_row_dispose;
  ADW_ACTION_ROW_CLASS (class)->activate = attune_key_row_activate;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/preferences/attune-key-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneKeyRow, chips);
  gtk_widget_class_bind_template_child (widget_class, AttuneKeyRow, add);
  gtk_widget_class_bind_template_child (widget_class, AttuneKeyRow, reset);
  gtk_widget_class_bind_template_child (widget_class, AttuneKeyRow, remove);
  gtk_widget_class_bind_template_child (widget_class, AttuneKeyRow, take);
  gtk_widget_class_bind_template_child (widget_class, AttuneKeyRow, cancel);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, rest_here);
  gtk_widget_class_bind_template_callback (widget_class, rest);
}

static void
attune_key_row_init (AttuneKeyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_key_row_new (AttuneKeyMap *keys, const char *action)
{
  AttuneKeyRow *self = g_object_new (ATTUNE_TYPE_KEY_ROW, NULL);
  const AttuneEvaluateKey *command = attune_evaluate_keys_find (action);

  self->keys = keys;
  self->action = command->action;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ (command->title));
  g_signal_connect_object (keys, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}

const char *
attune_key_row_get_action (AttuneKeyRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_KEY_ROW (self), NULL);

  return self->action;
}
