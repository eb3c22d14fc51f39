/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-properties.h"

#include "attune-form-fields.h"
#include "attune-option-row.h"

#include <glib/gi18n.h>

enum
{
  SCOPE_FORM,
  SCOPE_SECTION,
  SCOPE_QUESTION,
  N_SCOPES
};

struct _AttuneFormProperties
{
  AdwBin parent_instance;

  /* template */
  GtkStack *stack;
  GtkWidget *form_scope;
  GtkWidget *section_scope;
  GtkWidget *question_scope;
  GtkListBox *options;
  AdwPreferencesGroup *options_group;
  GtkWidget *scoring_group;
  GtkWidget *weight_row;
  GtkWidget *decimals_row;
  GtkWidget *pass_row;
  GtkWidget *baseline_row;
  GtkWidget *weigh_by_row;

  /* owned */
  GPtrArray *controls[N_SCOPES]; /* widgets, borrowed, whose name is the key they show */
  char *element;

  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (AttuneFormProperties, attune_form_properties, ADW_TYPE_BIN)

static void
request (AttuneFormProperties *self, gpointer control, GVariant *value)
{
  if (self->is_updating)
    g_variant_unref (g_variant_ref_sink (value));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "form.set", "(sssv)",
                                self->element != NULL ? self->element : "", "",
                                gtk_widget_get_name (control), value);
}

static void
text_changed_cb (AttuneFormProperties *self, GtkEditable *editable)
{
  request (self, editable, g_variant_new_string (gtk_editable_get_text (editable)));
}

static void
buffer_changed_cb (AttuneFormProperties *self, GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  request (self, g_object_get_data (G_OBJECT (buffer), "attune-view"), g_variant_new_string (text));
}

static void
number_changed_cb (AttuneFormProperties *self, GtkSpinButton *spin)
{
  AttuneDecimal decimal;

  if (attune_decimal_from_double (gtk_spin_button_get_value (spin), &decimal))
    request (self, spin, g_variant_new_int64 (decimal));
}

static void
switch_changed_cb (AttuneFormProperties *self, GParamSpec *pspec, GtkSwitch *control)
{
  request (self, control, g_variant_new_boolean (gtk_switch_get_active (control)));
}

static void
choice_changed_cb (AttuneFormProperties *self, GParamSpec *pspec, AdwComboRow *row)
{
  const char *const *words = attune_form_fields_get_words (gtk_widget_get_name (GTK_WIDGET (row)));
  guint selected = adw_combo_row_get_selected (row);

  if (words != NULL && selected != GTK_INVALID_LIST_POSITION)
    request (self, row, g_variant_new_string (words[selected]));
}

static void
add_option_cb (AttuneFormProperties *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.add-option", "s", self->element);
}

/* Remembers every control below `widget` by the key that is its name, and listens to it. */
static void
collect (AttuneFormProperties *self, GPtrArray *controls, GtkWidget *widget)
{
  if (ADW_IS_COMBO_ROW (widget))
    g_signal_connect_swapped (widget, "notify::selected", G_CALLBACK (choice_changed_cb), self);
  else if (GTK_IS_SWITCH (widget))
    g_signal_connect_swapped (widget, "notify::active", G_CALLBACK (switch_changed_cb), self);
  else if (GTK_IS_SPIN_BUTTON (widget))
    g_signal_connect_swapped (widget, "value-changed", G_CALLBACK (number_changed_cb), self);
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
        collect (self, controls, i);
      return;
    }
  g_ptr_array_add (controls, widget);
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

static void
show_number (GtkSpinButton *spin, AttuneDecimal decimal)
{
  gtk_spin_button_set_digits (spin, attune_decimal_count_places (decimal));
  gtk_spin_button_set_value (spin, attune_decimal_to_double (decimal));
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
show_controls (AttuneFormProperties *self, AttuneForm *form, guint scope)
{
  for (guint i = 0; i < self->controls[scope]->len; i++)
    {
      GtkWidget *control = g_ptr_array_index (self->controls[scope], i);
      g_autoptr (GVariant)
        value = attune_form_fields_get (form, self->element, gtk_widget_get_name (control));

      if (value != NULL)
        show_value (control, value);
    }
}

/* One row an option; those there are kept, so that the cursor stays where somebody types. */
static void
show_options (AttuneFormProperties *self, AttuneForm *form, const AttuneFormQuestion *question)
{
  AttuneScoringMode mode = attune_form_get_scoring (form)->mode;
  GtkListBoxRow *row;

  for (guint i = 0; i < question->n_options; i++)
    {
      row = gtk_list_box_get_row_at_index (self->options, (int) i);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
          gtk_list_box_row_set_activatable (row, FALSE);
          gtk_widget_set_focusable (GTK_WIDGET (row), FALSE);
          gtk_list_box_row_set_child (row, attune_option_row_new ());
          gtk_list_box_append (self->options, GTK_WIDGET (row));
        }
      attune_option_row_update (ATTUNE_OPTION_ROW (gtk_list_box_row_get_child (row)), question, i,
                                mode);
    }
  while ((row = gtk_list_box_get_row_at_index (self->options, (int) question->n_options)) != NULL)
    gtk_list_box_remove (self->options, GTK_WIDGET (row));
}

static gboolean
has_options (const AttuneFormQuestion *question)
{
  return question->type != ATTUNE_QUESTION_TEXT && question->type != ATTUNE_QUESTION_DATE;
}

static void
show_question (AttuneFormProperties *self, AttuneForm *form, const AttuneFormQuestion *question)
{
  gboolean is_number = question->type == ATTUNE_QUESTION_NUMBER;
  gboolean in_points = attune_form_get_scoring (form)->mode == ATTUNE_SCORING_POINTS;

  gtk_widget_set_visible (GTK_WIDGET (self->options_group), has_options (question));
  gtk_widget_set_visible (self->scoring_group, has_options (question));
  gtk_widget_set_visible (self->weight_row, question->scored && !in_points);
  gtk_widget_set_visible (self->decimals_row, is_number);
  adw_preferences_group_set_title (self->options_group, is_number ? _ ("Ranges") : _ ("Answers"));
  show_options (self, form, question);
}

static void
show_form (AttuneFormProperties *self, AttuneForm *form)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);

  gtk_widget_set_visible (self->pass_row, scoring->has_pass);
  gtk_widget_set_visible (self->baseline_row, scoring->mode == ATTUNE_SCORING_POINTS);
  gtk_widget_set_visible (self->weigh_by_row, scoring->mode == ATTUNE_SCORING_SHARE);
}

void
attune_form_properties_show (AttuneFormProperties *self, AttuneForm *form, const char *element)
{
  static const char *const names[] = { "form", "section", "question" };
  guint question = element != NULL ? attune_form_find_question (form, element) : ATTUNE_FORM_NONE;
  guint scope = element == NULL                ? SCOPE_FORM
                : question != ATTUNE_FORM_NONE ? SCOPE_QUESTION
                                               : SCOPE_SECTION;

  g_return_if_fail (ATTUNE_IS_FORM_PROPERTIES (self));

  self->is_updating = TRUE;
  if (g_strcmp0 (self->element, element) != 0)
    {
      g_free (self->element);
      self->element = g_strdup (element);
    }
  show_controls (self, form, scope);
  if (scope == SCOPE_QUESTION)
    show_question (self, form, attune_form_get_question (form, question));
  else if (scope == SCOPE_FORM)
    show_form (self, form);
  gtk_stack_set_visible_child_name (self->stack, names[scope]);
  self->is_updating = FALSE;
}

static void
attune_form_properties_dispose (GObject *object)
{
  AttuneFormProperties *self = ATTUNE_FORM_PROPERTIES (object);

  self->is_updating = TRUE;
  for (guint i = 0; i < N_SCOPES; i++)
    g_clear_pointer (&self->controls[i], g_ptr_array_unref);
  g_clear_pointer (&self->element, g_free);
  G_OBJECT_CLASS (attune_form_properties_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_FORM_PROPERTIES);
}

static void
attune_form_properties_class_init (AttuneFormPropertiesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_form_properties_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/forms/attune-form-properties.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneFormProperties, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormProperties, form_scope);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormProperties, section_scope);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormProperties, question_scope);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormProperties, options);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormProperties, options_group);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormProperties, scoring_group);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormProperties, weight_row);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormProperties, decimals_row);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormProperties, pass_row);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormProperties, baseline_row);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormProperties, weigh_by_row);
  gtk_widget_class_bind_template_callback (widget_class, add_option_cb);
}

static void
attune_form_properties_init (AttuneFormProperties *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->is_updating = TRUE;
  for (guint i = 0; i < N_SCOPES; i++)
    self->controls[i] = g_ptr_array_new ();
  collect (self, self->controls[SCOPE_FORM], self->form_scope);
  collect (self, self->controls[SCOPE_SECTION], self->section_scope);
  collect (self, self->controls[SCOPE_QUESTION], self->question_scope);
}
