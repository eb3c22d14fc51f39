/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-reading.h"

#include "attune-form-facts.h"

#include <string.h>

#define GAP         12
#define HEADING_GAP 18

/* A value of more characters stands below its label. */
#define MOST_BESIDE 22

struct _AttuneFormReading
{
  AdwBin parent_instance;

  /* template */
  GtkScrolledWindow *scroller;
  GtkBox *box;

  /* owned */
  GPtrArray *facts; /* of AttuneFormFact, as they are shown; NULL until there are any */
};

G_DEFINE_FINAL_TYPE (AttuneFormReading, attune_form_reading, ADW_TYPE_BIN)

/* Lines break at a stroke else, and “N/A” is one word. */
static void
keep_strokes_together (GtkLabel *label, const char *text)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (const char *c = strchr (text, '/'); c != NULL; c = strchr (c + 1, '/'))
    {
      PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);
      const char *before = g_utf8_find_prev_char (text, c);

      attribute->start_index = (guint) ((before != NULL ? before : c) - text);
      attribute->end_index = (guint) (g_utf8_next_char (c) - text);
      if (c[1] != '\0')
        attribute->end_index = (guint) (g_utf8_next_char (c + 1) - text);
      pango_attr_list_insert (attributes, attribute);
    }
  gtk_label_set_attributes (label, attributes);
}

static GtkWidget *
create_text (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  keep_strokes_together (GTK_LABEL (label), text);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
create_heading (const char *text, gboolean is_first)
{
  GtkWidget *label = create_text (text, "heading");

  gtk_widget_set_margin_top (label, is_first ? 0 : HEADING_GAP);
  return label;
}

/* Label and value beside each other, or the longer value below. */
static GtkWidget *
create_row (const AttuneFormFact *fact)
{
  gboolean is_long = g_utf8_strlen (fact->value, -1) > MOST_BESIDE;
  GtkWidget *row = gtk_box_new (is_long ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL,
                                is_long ? 0 : GAP);
  GtkWidget *label = create_text (fact->label, "dim-label");
  GtkWidget *value = create_text (fact->value, NULL);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_valign (value, GTK_ALIGN_START);
  if (!is_long)
    gtk_label_set_wrap (GTK_LABEL (value), FALSE);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), value);
  return row;
}

static GtkWidget *
create_fact (const AttuneFormFact *fact, gboolean is_first)
{
  if (fact->value == NULL)
    return create_heading (fact->label, is_first);
  return fact->label == NULL ? create_text (fact->value, NULL) : create_row (fact);
}

static gboolean
are_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const AttuneFormFact *one = g_ptr_array_index (a, i);
      const AttuneFormFact *other = g_ptr_array_index (b, i);

      if (g_strcmp0 (one->label, other->label) != 0 || g_strcmp0 (one->value, other->value) != 0)
        return FALSE;
    }
  return TRUE;
}

/* All that is to be read, for whoever hears it: a line for each fact. */
static void
describe (AttuneFormReading *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->facts->len; i++)
    {
      const AttuneFormFact *fact = g_ptr_array_index (self->facts, i);

      g_string_append_printf (text, "%s%s%s\n", fact->label != NULL ? fact->label : "",
                              fact->label != NULL && fact->value != NULL ? ": " : "",
                              fact->value != NULL ? fact->value : "");
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
}

/* One line up or down: GTK's own keys only know pages and ends. */
static gboolean
key_cb (AttuneFormReading *self, guint key)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double step = gtk_adjustment_get_step_increment (adjustment);

  if (key != GDK_KEY_Up && key != GDK_KEY_Down && key != GDK_KEY_KP_Up && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    step = -step;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
  return GDK_EVENT_STOP;
}

static void
attune_form_reading_dispose (GObject *object)
{
  AttuneFormReading *self = ATTUNE_FORM_READING (object);

  g_clear_pointer (&self->facts, g_ptr_array_unref);
  G_OBJECT_CLASS (attune_form_reading_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_FORM_READING);
}

static void
attune_form_reading_class_init (AttuneFormReadingClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_form_reading_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/forms/attune-form-reading.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneFormReading, scroller);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormReading, box);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
attune_form_reading_init (AttuneFormReading *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
attune_form_reading_show (AttuneFormReading *self,
                          AttuneForm *form,
                          const AttuneFormLint *lint,
                          AttuneModel *model,
                          const char *element)
{
  g_autoptr (GPtrArray) facts = NULL;
  GtkWidget *child;

  g_return_if_fail (ATTUNE_IS_FORM_READING (self));
  g_return_if_fail (form != NULL);

  facts = attune_form_facts_list (form, lint, model, element);
  if (are_equal (self->facts, facts))
    return;

  g_clear_pointer (&self->facts, g_ptr_array_unref);
  self->facts = g_steal_pointer (&facts);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < self->facts->len; i++)
    gtk_box_append (self->box, create_fact (g_ptr_array_index (self->facts, i), i == 0));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  describe (self);
}
