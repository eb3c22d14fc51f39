/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-row.h"

#include <glib/gi18n.h>

#define INDENT 18

struct _AttuneFormRow
{
  AdwBin parent_instance;

  /* template */
  GtkLabel *number;
  GtkStack *title_stack;
  GtkLabel *title;
  GtkText *entry;
  GtkLabel *preview;
  GtkLabel *note;

  /* owned */
  AttuneFormItem *item;

  gboolean is_compact;
};

G_DEFINE_FINAL_TYPE (AttuneFormRow, attune_form_row, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ITEM,
  PROP_IS_COMPACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_editing (AttuneFormRow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->title_stack), "entry") == 0;
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

float
attune_form_row_get_inset (guint depth)
{
  return (float) (depth * INDENT);
}

const char *
attune_form_row_get_shown_title (AttuneFormItem *item)
{
  const char *title = attune_form_item_get_title (item);

  if (title != NULL && *title != '\0')
    return title;
  return attune_form_item_is_section (item) ? _ ("Untitled section") : _ ("Untitled question");
}

/* Only where it is another: a class that comes or goes has the row's style made anew. */
static void
set_class (GtkWidget *widget, const char *class, gboolean has_class)
{
  if (has_class == gtk_widget_has_css_class (widget, class))
    return;
  if (has_class)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}

static void
update_classes (AttuneFormRow *self)
{
  gboolean is_section = attune_form_item_is_section (self->item);
  const char *title = attune_form_item_get_title (self->item);

  set_class (GTK_WIDGET (self), "section", is_section);
  set_class (GTK_WIDGET (self), "question", !is_section);
  set_class (GTK_WIDGET (self->title), "dim-label", title == NULL || *title == '\0');
}

static void
changed_cb (AttuneFormRow *self)
{
  guint depth = attune_form_item_get_depth (self->item);

  gtk_label_set_label (self->title, attune_form_row_get_shown_title (self->item));
  set_text (self->number, attune_form_item_get_number (self->item));
  set_text (self->preview, self->is_compact ? NULL : attune_form_item_get_preview (self->item));
  set_text (self->note, self->is_compact ? NULL : attune_form_item_get_note (self->item));
  update_classes (self);
  gtk_widget_set_margin_start (GTK_WIDGET (self),
                               self->is_compact || attune_form_item_is_section (self->item)
                                 ? (int) depth * INDENT
                                 : 0);
}

static void
begin_editing (AttuneFormRow *self)
{
  /* The title that is there is where typing begins: not itself a step to be undone. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), attune_form_item_get_title (self->item));
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), TRUE);
  gtk_stack_set_visible_child_name (self->title_stack, "entry");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
edit_requested_cb (AttuneFormRow *self)
{
  if (self->is_compact)
    return;

  begin_editing (self);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
stop_editing (AttuneFormRow *self, gboolean is_kept)
{
  g_autofree char *text = NULL;

  if (!is_editing (self))
    return;

  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gtk_stack_set_visible_child_name (self->title_stack, "label");
  if (is_kept && self->item != NULL &&
      g_strcmp0 (text, attune_form_item_get_title (self->item)) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "form.set-title", "(ss)",
                                attune_form_item_get_id (self->item), text);
}

static void
activate_cb (AttuneFormRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  stop_editing (self, TRUE);
  if (item != NULL)
    gtk_widget_grab_focus (item);
}

static gboolean
key_cb (AttuneFormRow *self, guint key)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  stop_editing (self, FALSE);
  if (item != NULL)
    gtk_widget_grab_focus (item);
  return GDK_EVENT_STOP;
}

/* Where the entry has nothing more to undo, the form beneath it is left as it is. */
static gboolean
unused_key_cb (AttuneFormRow *self, guint key, guint code, GdkModifierType state)
{
  guint lower = gdk_keyval_to_lower (key);

  return is_editing (self) && (state & GDK_CONTROL_MASK) != 0 &&
         (lower == GDK_KEY_z || lower == GDK_KEY_y);
}

static void
focus_left_cb (AttuneFormRow *self)
{
  stop_editing (self, TRUE);
}

static void
set_item (AttuneFormRow *self, AttuneFormItem *item)
{
  if (self->item == item)
    return;

  stop_editing (self, TRUE);
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  g_signal_connect_swapped (item, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (item, "edit-requested", G_CALLBACK (edit_requested_cb), self);
  changed_cb (self);
}

static void
attune_form_row_dispose (GObject *object)
{
  AttuneFormRow *self = ATTUNE_FORM_ROW (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (attune_form_row_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_FORM_ROW);
}

static void
attune_form_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneFormRow *self = ATTUNE_FORM_ROW (object);

  switch (id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_IS_COMPACT:
      g_value_set_boolean (value, self->is_compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_form_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneFormRow *self = ATTUNE_FORM_ROW (object);

  switch (id)
    {
    case PROP_ITEM:
      set_item (self, g_value_get_object (value));
      break;
    case PROP_IS_COMPACT:
      self->is_compact = g_value_get_boolean (value);
      gtk_label_set_wrap (self->title, !self->is_compact);
      gtk_label_set_ellipsize (self->title,
                               self->is_compact ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
      gtk_widget_set_valign (GTK_WIDGET (self),
                             self->is_compact ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
      if (self->is_compact)
        gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_form_row_class_init (AttuneFormRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_form_row_dispose;
  object_class->get_property = attune_form_row_get_property;
  object_class->set_property = attune_form_row_set_property;

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, ATTUNE_TYPE_FORM_ITEM,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_COMPACT] = g_param_spec_boolean ("is-compact", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "formrow");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/forms/attune-form-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneFormRow, number);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormRow, title_stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormRow, title);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormRow, entry);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormRow, preview);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormRow, note);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, unused_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
}

static void
attune_form_row_init (AttuneFormRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AttuneFormItem *
attune_form_row_get_item (AttuneFormRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_FORM_ROW (self), NULL);

  return self->item;
}

void
attune_form_row_edit (AttuneFormRow *self, const char *text, int start, int end)
{
  g_return_if_fail (ATTUNE_IS_FORM_ROW (self));
  g_return_if_fail (self->item != NULL && text != NULL);

  begin_editing (self);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), start, end);
}
