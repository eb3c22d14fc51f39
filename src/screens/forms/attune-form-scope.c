/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-scope.h"

#include "attune-form-fields.h"
#include "attune-number-guard.h"

#define SPACING 18

typedef struct
{
  /* borrowed */
  GPtrArray *controls; /* widgets whose name is the key they show */

  /* owned */
  char *element;

  guint n_built; /* groups */
  gboolean is_updating;
} AttuneFormScopePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AttuneFormScope, attune_form_scope, GTK_TYPE_BOX)

static AttuneFormScopePrivate *
get_private (AttuneFormScope *self)
{
  return attune_form_scope_get_instance_private (self);
}

static void
request (AttuneFormScope *self, gpointer control, GVariant *value)
{
  AttuneFormScopePrivate *private = get_private (self);

  if (private->is_updating)
    g_variant_unref (g_variant_ref_sink (value));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "form.set", "(sssv)",
                                private->element != NULL ? private->element : "", "",
                                gtk_widget_get_name (control), value);
}

static void
text_changed_cb (AttuneFormScope *self, GtkEditable *editable)
{
  request (self, editable, g_variant_new_string (gtk_editable_get_text (editable)));
}

static void
buffer_changed_cb (AttuneFormScope *self, GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  request (self, g_object_get_data (G_OBJECT (buffer), "attune-view"), g_variant_new_string (text));
}

static void
number_changed_cb (AttuneFormScope *self, GtkSpinButton *spin)
{
  AttuneDecimal decimal;

  if (attune_number_guard_get (spin, &decimal))
    request (self, spin, g_variant_new_int64 (decimal));
}

static void
switch_changed_cb (AttuneFormScope *self, GParamSpec *pspec, GtkSwitch *control)
{
  request (self, control, g_variant_new_boolean (gtk_switch_get_active (control)));
}

static void
choice_changed_cb (AttuneFormScope *self, GParamSpec *pspec, AdwComboRow *row)
{
  const char *const *words = attune_form_fields_get_words (gtk_widget_get_name (GTK_WIDGET (row)));
  guint selected = adw_combo_row_get_selected (row);

  if (words != NULL && selected != GTK_INVALID_LIST_POSITION)
    request (self, row, g_variant_new_string (words[selected]));
}

/* Remembers every control below `widget` by the key that is its name, and listens to it. */
static void
collect (AttuneFormScope *self, GtkWidget *widget)
{
  if (ADW_IS_COMBO_ROW (widget))
    g_signal_connect_swapped (widget, "notify::selected", G_CALLBACK (choice_changed_cb), self);
  else if (GTK_IS_SWITCH (widget))
    g_signal_connect_swapped (widget, "notify::active", G_CALLBACK (switch_changed_cb), self);
  else if (GTK_IS_SPIN_BUTTON (widget))
    {
      attune_number_guard_add (GTK_SPIN_BUTTON (widget), NULL);
      g_signal_connect_swapped (widget, "value-changed", G_CALLBACK (number_changed_cb), self);
    }
  else if (ADW_IS_ENTRY_ROW (widget))
    g_signal_connect_swapped (widget, "changed", G_CALLBACK (text_changed_cb), self);
  else if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));

      g_object_set_data (G_OBJECT (buffer), "attune-view", widget);
      g_signal_connect_object (buffer, "changed", G_CALLBACK (buffer_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  else
    {
      for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
           i = gtk_widget_get_next_sibling (i))
        collect (self, i);
      return;
    }
  g_ptr_array_add (get_private (self)->controls, widget);
}

/* Showing -------------------------------------------------------------------------------------- */

static void
show_text (GtkTextView *view, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *shown = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  if (g_strcmp0 (shown, text) != 0)
    gtk_text_buffer_set_text (buffer, text, -1);
}

/* A number that is there already is left alone: somebody may be typing another. */
static void
show_number (GtkSpinButton *spin, AttuneDecimal decimal)
{
  if (gtk_widget_has_css_class (GTK_WIDGET (spin), "error") &&
      gtk_spin_button_get_value (spin) == attune_decimal_to_double (decimal))
    return;
  gtk_spin_button_set_digits (spin, attune_decimal_count_places (decimal));
  gtk_spin_button_set_value (spin, attune_decimal_to_double (decimal));
}

/* One control is for many questions in turn: what was typed about another is not to be undone into this one. */
static void
set_keeps_steps (GtkWidget *control, gboolean keeps_steps)
{
  if (GTK_IS_TEXT_VIEW (control))
    gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)),
                                     keeps_steps);
  else if (GTK_IS_EDITABLE (control))
    gtk_editable_set_enable_undo (GTK_EDITABLE (control), keeps_steps);
}

static void
show_value (GtkWidget *control, GVariant *value)
{
  if (ADW_IS_COMBO_ROW (control))
    adw_combo_row_set_selected (ADW_COMBO_ROW (control), g_variant_get_uint32 (value));
  else if (GTK_IS_SWITCH (control))
    gtk_switch_set_active (GTK_SWITCH (control), g_variant_get_boolean (value));
  else if (GTK_IS_SPIN_BUTTON (control))
    show_number (GTK_SPIN_BUTTON (control), g_variant_get_int64 (value));
  else if (GTK_IS_TEXT_VIEW (control))
    show_text (GTK_TEXT_VIEW (control), g_variant_get_string (value, NULL));
  else if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (control)),
                      g_variant_get_string (value, NULL)) != 0)
    gtk_editable_set_text (GTK_EDITABLE (control), g_variant_get_string (value, NULL));
}

static void
show_controls (AttuneFormScope *self, AttuneForm *form, gboolean is_other)
{
  AttuneFormScopePrivate *private = get_private (self);

  for (guint i = 0; i < private->controls->len; i++)
    {
      GtkWidget *control = g_ptr_array_index (private->controls, i);
      g_autoptr (GVariant)
        value = attune_form_fields_get (form, private->element, gtk_widget_get_name (control));

      if (value == NULL)
        continue;
      if (is_other)
        set_keeps_steps (control, FALSE);
      show_value (control, value);
      set_keeps_steps (control, TRUE);
    }
}

/* Object --------------------------------------------------------------------------------------- */

static void
attune_form_scope_dispose (GObject *object)
{
  AttuneFormScope *self = ATTUNE_FORM_SCOPE (object);

  get_private (self)->is_updating = TRUE;
  g_ptr_array_set_size (get_private (self)->controls, 0);
  G_OBJECT_CLASS (attune_form_scope_parent_class)->dispose (object);
}

static void
attune_form_scope_finalize (GObject *object)
{
  AttuneFormScopePrivate *private = get_private (ATTUNE_FORM_SCOPE (object));

  g_ptr_array_unref (private->controls);
  g_free (private->element);

  G_OBJECT_CLASS (attune_form_scope_parent_class)->finalize (object);
}

static void
attune_form_scope_class_init (AttuneFormScopeClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = attune_form_scope_dispose;
  object_class->finalize = attune_form_scope_finalize;
}

static void
attune_form_scope_init (AttuneFormScope *self)
{
  get_private (self)->controls = g_ptr_array_new ();
  get_private (self)->is_updating = TRUE;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), SPACING);
}

gboolean
attune_form_scope_is_built (AttuneFormScope *self)
{
  g_return_val_if_fail (ATTUNE_IS_FORM_SCOPE (self), FALSE);

  return ATTUNE_FORM_SCOPE_GET_CLASS (self)->groups[get_private (self)->n_built] == NULL;
}

gboolean
attune_form_scope_build_next (AttuneFormScope *self)
{
  AttuneFormScopeClass *class = ATTUNE_FORM_SCOPE_GET_CLASS (self);
  g_autoptr (GtkBuilder) builder = NULL;
  g_autoptr (GError) error = NULL;
  const char *ids[] = { NULL, NULL };
  GtkWidget *group;

  g_return_val_if_fail (ATTUNE_IS_FORM_SCOPE (self), FALSE);

  if (attune_form_scope_is_built (self))
    return FALSE;

  ids[0] = class->groups[get_private (self)->n_built++];
  builder = gtk_builder_new ();
  gtk_builder_set_current_object (builder, G_OBJECT (self));
  if (!gtk_builder_add_objects_from_resource (builder, class->resource, ids, &error))
    g_error ("%s: %s", class->resource, error->message);
  group = GTK_WIDGET (gtk_builder_get_object (builder, ids[0]));
  gtk_widget_set_child_visible (group, FALSE);
  gtk_box_append (GTK_BOX (self), group);
  collect (self, group);
  if (class->built != NULL)
    class->built (self, builder);
  return TRUE;
}

gboolean
attune_form_scope_add_next (AttuneFormScope *self, AttuneForm *form)
{
  AttuneFormScopeClass *class = ATTUNE_FORM_SCOPE_GET_CLASS (self);
  gboolean has_added;

  g_return_val_if_fail (ATTUNE_IS_FORM_SCOPE (self), FALSE);

  if (class->add_next == NULL)
    return FALSE;

  get_private (self)->is_updating = TRUE;
  has_added = class->add_next (self, form);
  get_private (self)->is_updating = FALSE;
  return has_added;
}

const char *
attune_form_scope_get_element (AttuneFormScope *self)
{
  g_return_val_if_fail (ATTUNE_IS_FORM_SCOPE (self), NULL);

  return get_private (self)->element;
}

void
attune_form_scope_show (AttuneFormScope *self,
                        AttuneForm *form,
                        const AttuneFormLint *lint,
                        const char *element)
{
  AttuneFormScopePrivate *private;
  gboolean is_other;

  g_return_if_fail (ATTUNE_IS_FORM_SCOPE (self));
  g_return_if_fail (form != NULL);

  private = get_private (self);
  private->is_updating = TRUE;
  is_other = g_strcmp0 (private->element, element) != 0;
  if (is_other)
    {
      g_free (private->element);
      private->element = g_strdup (element);
    }
  show_controls (self, form, is_other);
  ATTUNE_FORM_SCOPE_GET_CLASS (self)->show (self, form, lint, is_other);
  private->is_updating = FALSE;
}

void
attune_form_scope_enter_condition (AttuneFormScope *self)
{
  AttuneFormScopeClass *class = ATTUNE_FORM_SCOPE_GET_CLASS (self);

  g_return_if_fail (ATTUNE_IS_FORM_SCOPE (self));

  if (class->enter_condition != NULL)
    class->enter_condition (self);
}

gboolean
attune_form_scope_map_next (AttuneFormScope *self, gboolean is_mapped)
{
  g_return_val_if_fail (ATTUNE_IS_FORM_SCOPE (self), FALSE);

  for (GtkWidget *i = gtk_widget_get_first_child (GTK_WIDGET (self)); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    if (gtk_widget_get_child_visible (i) != is_mapped)
      {
        gtk_widget_set_child_visible (i, is_mapped);
        return TRUE;
      }
  return FALSE;
}
