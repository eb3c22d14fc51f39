/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-passage-row.h"

#include "attune-template.h"
#include "attune-time-words.h"

#include <glib/gi18n.h>

/* How far a press may move and be a click. */
#define CLICK_DISTANCE 4.0

struct _AttunePassageRow
{
  GtkWidget parent_instance;

  /* template */
  GtkLabel *time;
  GtkWidget *said;
  GtkLabel *name;
  GtkLabel *text;

  /* owned */
  AttunePassageItem *item;

  AttuneTextKind kind;
  double press_x;
  double press_y;
  gboolean is_pressed;
};

G_DEFINE_FINAL_TYPE (AttunePassageRow, attune_passage_row, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  MARK_ACTIVATED,
  SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- What is marked --- */

static const struct
{
  guint16 red;
  guint16 green;
  guint16 blue;
} kind_colours[] = {
  [ATTUNE_NOTE_PRAISE] = { 0x0000, 0x9e9e, 0x7373 },
  [ATTUNE_NOTE_IMPROVE] = { 0xd5d5, 0x5e5e, 0x0000 },
  [ATTUNE_NOTE_QUESTION] = { 0xcccc, 0x7979, 0xa7a7 },
  [ATTUNE_NOTE_PLAIN] = { 0x8080, 0x8080, 0x8080 },
};

/* Where character `place` of `text` begins, held within. */
static guint
find_byte (const char *text, guint place)
{
  const char *c = text;

  for (; place > 0 && *c != '\0'; place--)
    c = g_utf8_next_char (c);
  return (guint) (c - text);
}

static void
insert (PangoAttrList *list, PangoAttribute *attribute, const char *text, AttuneTextSpan span)
{
  attribute->start_index = find_byte (text, span.from);
  attribute->end_index = find_byte (text, span.to);
  pango_attr_list_insert (list, attribute);
}

/* A line below the words besides the colour behind them, for whoever does not see that. */
static void
insert_marks (AttunePassageRow *self, PangoAttrList *list, const char *text)
{
  GArray *marks = attune_passage_item_get_marks (self->item);

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const AttunePassageMark *mark = &g_array_index (marks, AttunePassageMark, i);
      guint kind = MIN ((guint) mark->kind, ATTUNE_NOTE_PLAIN);

      insert (list,
              pango_attr_background_new (kind_colours[kind].red, kind_colours[kind].green,
                                         kind_colours[kind].blue),
              text, mark->span);
      insert (list, pango_attr_background_alpha_new (0x3800), text, mark->span);
      insert (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), text, mark->span);
    }
}

static void
insert_matches (AttunePassageRow *self, PangoAttrList *list, const char *text)
{
  GArray *matches = attune_passage_item_get_matches (self->item);
  int match = attune_passage_item_get_match (self->item);

  for (guint i = 0; matches != NULL && i < matches->len; i++)
    {
      AttuneTextSpan span = g_array_index (matches, AttuneTextSpan, i);

      insert (list, pango_attr_background_new (0xe6e6, 0x9f9f, 0x0000), text, span);
      insert (list, pango_attr_background_alpha_new ((int) i == match ? 0xb000 : 0x5000), text,
              span);
      if ((int) i == match)
        insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), text, span);
    }
}

static void
show_marks (AttunePassageRow *self)
{
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();
  const char *text = attune_passage_item_get_passage (self->item)->text;

  insert_marks (self, list, text);
  insert_matches (self, list, text);
  gtk_label_set_attributes (self->text, list);
  if (attune_passage_item_is_current (self->item))
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}

/* --- What it is --- */

static const char *
get_class (AttuneSpeaker speaker)
{
  switch (speaker)
    {
    case ATTUNE_SPEAKER_AGENT:
      return "agent";
    case ATTUNE_SPEAKER_CUSTOMER:
      return "customer";
    case ATTUNE_SPEAKER_OTHER:
      return "nobody";
    }
  return "nobody";
}

/* The part where that is not the name already. */
static char *
describe_speaker (const AttunePassage *passage)
{
  const char *part = passage->speaker == ATTUNE_SPEAKER_AGENT      ? _ ("Agent")
                     : passage->speaker == ATTUNE_SPEAKER_CUSTOMER ? _ ("Customer")
                                                                   : "";

  if (*passage->name == '\0')
    return g_strdup (part);
  if (*part == '\0' || g_ascii_strcasecmp (part, passage->name) == 0 ||
      g_str_has_prefix (passage->name, part))
    return g_strdup (passage->name);
  /* Translators: a name, and whether that is the agent or the customer. */
  return g_strdup_printf (_ ("%1$s · %2$s"), passage->name, part);
}

static void
show_speaker (AttunePassageRow *self, const AttunePassage *passage)
{
  static const char *const classes[] = { "agent", "customer", "nobody" };
  g_autofree char *words = describe_speaker (passage);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self), get_class (passage->speaker));
  gtk_label_set_label (self->name, words);
  gtk_widget_set_visible (GTK_WIDGET (self->name),
                          *words != '\0' && attune_passage_item_begins_turn (self->item));
  if (self->kind == ATTUNE_TEXT_CHAT)
    gtk_widget_set_halign (self->said, passage->speaker == ATTUNE_SPEAKER_AGENT ? GTK_ALIGN_END
                                                                                : GTK_ALIGN_START);
}

static void
show_item (AttunePassageRow *self)
{
  const AttunePassage *passage = attune_passage_item_get_passage (self->item);
  g_autofree char *time = passage->from_us >= 0 ? attune_time_to_words (passage->from_us) : NULL;
  g_autofree char *who = describe_speaker (passage);
  /* Translators: how a passage is read out: who, when, what was said. */
  g_autofree char *spoken = g_strdup_printf (_ ("%1$s, %2$s: %3$s"), who, time != NULL ? time : "",
                                             passage->text);

  gtk_label_set_label (self->time, time != NULL ? time : "");
  gtk_widget_set_visible (GTK_WIDGET (self->time), time != NULL);
  show_speaker (self, passage);
  gtk_label_set_label (self->text, passage->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  show_marks (self);
}

/* --- Pointer and keys --- */

gboolean
attune_passage_row_get_selection (AttunePassageRow *self, guint *out_from, guint *out_to)
{
  int from, to;

  if (self->item == NULL || !gtk_label_get_selection_bounds (self->text, &from, &to))
    return FALSE;
  *out_from = (guint) from;
  *out_to = (guint) to;
  return from < to;
}

void
attune_passage_row_select (AttunePassageRow *self, guint from, guint to)
{
  gtk_label_select_region (self->text, (int) from, (int) to);
}

static void
tell_selection (AttunePassageRow *self)
{
  guint from = 0;
  guint to = 0;

  if (!attune_passage_row_get_selection (self, &from, &to))
    from = to = 0;
  g_signal_emit (self, signals[SELECTED], 0, from, to);
}

/* The note whose words are at that place of the surface, 0 for none. */
static gint64
find_mark (AttunePassageRow *self, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GArray *marks = attune_passage_item_get_marks (self->item);
  const char *text = gtk_label_get_text (self->text);
  double dx, dy, label_x, label_y;
  int layout_x, layout_y, byte, trailing;
  guint place;

  gtk_native_get_surface_transform (native, &dx, &dy);
  gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self->text), x - dx, y - dy,
                                    &label_x, &label_y);
  gtk_label_get_layout_offsets (self->text, &layout_x, &layout_y);
  if (marks == NULL ||
      !pango_layout_xy_to_index (gtk_label_get_layout (self->text),
                                 (int) (label_x - layout_x) * PANGO_SCALE,
                                 (int) (label_y - layout_y) * PANGO_SCALE, &byte, &trailing))
    return 0;
  place = (guint) g_utf8_pointer_to_offset (text, text + byte);
  for (guint i = 0; i < marks->len; i++)
    {
      const AttunePassageMark *mark = &g_array_index (marks, AttunePassageMark, i);

      if (place >= mark->span.from && place < mark->span.to)
        return mark->note;
    }
  return 0;
}

static void
end_press (AttunePassageRow *self, double x, double y)
{
  gboolean is_click = ABS (x - self->press_x) < CLICK_DISTANCE &&
                      ABS (y - self->press_y) < CLICK_DISTANCE;
  guint from, to;
  gint64 note;

  if (attune_passage_row_get_selection (self, &from, &to) || !is_click)
    {
      tell_selection (self);
      return;
    }
  tell_selection (self);
  note = find_mark (self, x, y);
  if (note != 0)
    g_signal_emit (self, signals[MARK_ACTIVATED], 0, note);
  else
    g_signal_emit (self, signals[ACTIVATED], 0);
}

/* Beside the label's own gestures, which take a press for themselves. */
static gboolean
event_cb (AttunePassageRow *self, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);
  double x, y;

  if ((type != GDK_BUTTON_PRESS && type != GDK_BUTTON_RELEASE) || self->item == NULL ||
      gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY ||
      !gdk_event_get_position (event, &x, &y))
    return FALSE;
  if (type == GDK_BUTTON_PRESS)
    {
      self->press_x = x;
      self->press_y = y;
      self->is_pressed = TRUE;
    }
  else if (self->is_pressed)
    {
      self->is_pressed = FALSE;
      end_press (self, x, y);
    }
  return FALSE;
}

static void
key_released_cb (AttunePassageRow *self)
{
  if (self->item != NULL)
    tell_selection (self);
}

/* --- The widget --- */

static void
attune_passage_row_dispose (GObject *object)
{
  AttunePassageRow *self = ATTUNE_PASSAGE_ROW (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  attune_template_dispose (GTK_WIDGET (self), ATTUNE_TYPE_PASSAGE_ROW);

  G_OBJECT_CLASS (attune_passage_row_parent_class)->dispose (object);
}

static void
attune_passage_row_class_init (AttunePassageRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_passage_row_dispose;

  signals[ACTIVATED] = g_signal_new ("activated", ATTUNE_TYPE_PASSAGE_ROW, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MARK_ACTIVATED] = g_signal_new ("mark-activated", ATTUNE_TYPE_PASSAGE_ROW,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_INT64);
  signals[SELECTED] = g_signal_new ("selected", ATTUNE_TYPE_PASSAGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/transcript/attune-passage-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttunePassageRow, time);
  gtk_widget_class_bind_template_child (widget_class, AttunePassageRow, said);
  gtk_widget_class_bind_template_child (widget_class, AttunePassageRow, name);
  gtk_widget_class_bind_template_child (widget_class, AttunePassageRow, text);
  gtk_widget_class_bind_template_callback (widget_class, event_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_released_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "passagerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
attune_passage_row_init (AttunePassageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_passage_row_new (AttuneTextKind kind)
{
  static const char *const classes[] = {
    [ATTUNE_TEXT_CALL] = "call",
    [ATTUNE_TEXT_CHAT] = "chat",
    [ATTUNE_TEXT_LETTER] = "letter",
  };
  AttunePassageRow *self = g_object_new (ATTUNE_TYPE_PASSAGE_ROW, NULL);

  self->kind = kind;
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[kind]);
  return GTK_WIDGET (self);
}

void
attune_passage_row_set_item (AttunePassageRow *self, AttunePassageItem *item)
{
  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  self->is_pressed = FALSE;
  if (item == NULL)
    return;
  g_signal_connect_object (item, "changed", G_CALLBACK (show_marks), self, G_CONNECT_SWAPPED);
  show_item (self);
}

AttunePassageItem *
attune_passage_row_get_item (AttunePassageRow *self)
{
  return self->item;
}
