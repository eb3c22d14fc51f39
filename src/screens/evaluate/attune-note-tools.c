/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-tools.h"

#include "attune-key-map.h"
#include "attune-late-menu.h"
#include "attune-template.h"
#include "attune-time-words.h"

#include <glib/gi18n.h>

struct _AttuneNoteTools
{
  GtkWidget parent_instance;

  /* template */
  GtkButton *speak;
  GtkWidget *speech;
  GtkLevelBar *level;
  GtkLabel *length;
  GtkMenuButton *menu_button;

  gboolean may_add;
  gboolean may_speak;
  gboolean decides;
  gboolean is_speaking;
};

G_DEFINE_FINAL_TYPE (AttuneNoteTools, attune_note_tools, GTK_TYPE_WIDGET)

enum
{
  PROP_ALLOWS_SPEECH = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  ALLOW_ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Why nothing can be spoken, or what the button does. */
static const char *
get_hint (AttuneNoteTools *self)
{
  if (self->is_speaking)
    return _ ("End and Keep What Is Spoken");
  if (self->may_speak)
    return _ ("Speak a Note");
  if (self->decides)
    return _ ("Spoken notes are not allowed in this workspace. You can allow them in the menu "
              "beside.");
  return _ ("Spoken notes are not allowed in this workspace. A manager can allow them.");
}

static void
show_speak (AttuneNoteTools *self)
{
  gboolean can_speak = self->may_speak || self->is_speaking;
  g_autofree char *with_key = can_speak ? attune_key_map_add_key (attune_key_map_of (self),
                                                                  "evaluate.speak", get_hint (self))
                                        : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->speak), self->may_add);
  gtk_widget_set_sensitive (GTK_WIDGET (self->speak), can_speak);
  gtk_button_set_icon_name (self->speak, self->is_speaking ? "media-playback-stop-symbolic"
                                                           : "audio-input-microphone-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->speak),
                               with_key != NULL ? with_key : get_hint (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->speak), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->is_speaking ? _ ("End and Keep What Is Spoken")
                                                    : _ ("Speak a Note"),
                                  -1);
}

static void
attune_note_tools_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  if (property_id == PROP_ALLOWS_SPEECH)
    g_value_set_boolean (value, ATTUNE_NOTE_TOOLS (object)->may_speak);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

/* What the menu asks; it is so when the workspace says so. */
static void
attune_note_tools_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  if (property_id == PROP_ALLOWS_SPEECH)
    g_signal_emit (object, signals[ALLOW_ASKED], 0, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
attune_note_tools_dispose (GObject *object)
{
  attune_template_dispose (GTK_WIDGET (object), ATTUNE_TYPE_NOTE_TOOLS);

  G_OBJECT_CLASS (attune_note_tools_parent_class)->dispose (object);
}

static void
attune_note_tools_class_init (AttuneNoteToolsClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_note_tools_dispose;
  object_class->get_property = attune_note_tools_get_property;
  object_class->set_property = attune_note_tools_set_property;

  properties[PROP_ALLOWS_SPEECH] = g_param_spec_boolean ("allows-speech", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE |
                                                           G_PARAM_EXPLICIT_NOTIFY |
                                                           G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ALLOW_ASKED] = g_signal_new ("allow-asked", ATTUNE_TYPE_NOTE_TOOLS, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  g_type_ensure (ATTUNE_TYPE_LATE_MENU);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/evaluate/attune-note-tools.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteTools, speak);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteTools, speech);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteTools, level);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteTools, length);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteTools, menu_button);
  gtk_widget_class_install_property_action (widget_class, "note-tools.allow-speech",
                                            "allows-speech");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "notetools");
}

static void
attune_note_tools_init (AttuneNoteTools *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "note-tools.allow-speech", FALSE);
  show_speak (self);
}

void
attune_note_tools_set_rights (AttuneNoteTools *self,
                              gboolean may_add,
                              gboolean may_speak,
                              gboolean decides)
{
  gboolean is_new = self->may_speak != may_speak;

  self->may_add = may_add;
  self->may_speak = may_speak;
  self->decides = decides;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "note-tools.allow-speech", decides);
  if (is_new)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ALLOWS_SPEECH]);
  show_speak (self);
}

void
attune_note_tools_set_speech (AttuneNoteTools *self,
                              AttuneRecorderState state,
                              double level,
                              gint64 duration_us)
{
  gboolean is_speaking = state != ATTUNE_RECORDER_IDLE;
  g_autofree char *length = attune_time_to_words (duration_us);

  if (is_speaking != self->is_speaking)
    {
      self->is_speaking = is_speaking;
      gtk_widget_set_visible (self->speech, is_speaking);
      show_speak (self);
    }
  gtk_level_bar_set_value (self->level, level);
  if (g_strcmp0 (gtk_label_get_label (self->length), length) != 0)
    gtk_label_set_label (self->length, length);
}
