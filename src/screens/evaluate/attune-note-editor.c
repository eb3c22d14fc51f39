/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-editor.h"

#include "attune-evaluate-words.h"
#include "attune-form-names.h"
#include "attune-time-words.h"

#include <glib/gi18n.h>

/* Times are shown to the millisecond; what nobody touches stays exact below. */
#define FINE_US 1000.0

/* Of a question's name. */
#define MOST_LETTERS 48

struct _AttuneNoteEditor
{
  GtkPopover parent_instance;

  /* template */
  GtkWidget *times; /* hidden where there are none */
  GtkEntry *from;
  GtkEntry *to;
  GtkLabel *trouble;
  GtkDropDown *kind;
  GtkDropDown *question;
  GtkSwitch *sharing;
  GtkLabel *sharing_note;
  GtkButton *done;

  /* owned */
  AttuneNote *note;
  AttuneForm *form;
  char *agent;

  gint64 duration_us;
};

G_DEFINE_FINAL_TYPE (AttuneNoteEditor, attune_note_editor, GTK_TYPE_POPOVER)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_sharing (AttuneNoteEditor *self)
{
  g_autofree char *words = attune_note_sharing_to_words (gtk_switch_get_active (self->sharing),
                                                         self->agent);

  gtk_label_set_label (self->sharing_note, words);
}

/* A time that is shown as it was is the exact one that was. */
static gboolean
read_time (GtkEntry *entry, gint64 before, gint64 *out_us)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autofree char *shown = attune_time_to_fine_words (before, FINE_US);

  *out_us = before;
  return g_str_equal (text, shown) || attune_time_from_words (text, out_us);
}

/* What is wrong with the times, or NULL. */
static const char *
read_times (AttuneNoteEditor *self, gint64 *out_from, gint64 *out_to)
{
  gboolean has_end = gtk_editable_get_text (GTK_EDITABLE (self->to))[0] != '\0';

  if (!read_time (self->from, self->note->from_us, out_from) ||
      (has_end && !read_time (self->to, self->note->to_us, out_to)))
    return _ ("Write times as 1:02 or 1:02.345.");
  if (!has_end)
    *out_to = *out_from;
  if (*out_to < *out_from)
    return _ ("A note must not end before it begins.");
  if (self->duration_us > 0 && *out_to > self->duration_us)
    return _ ("The recording is not that long.");
  return NULL;
}

static void
check_times (AttuneNoteEditor *self)
{
  gint64 from, to;
  const char *trouble = self->note->from_us >= 0 ? read_times (self, &from, &to) : NULL;

  gtk_label_set_label (self->trouble, trouble != NULL ? trouble : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), trouble != NULL);
}

static const char *
get_question (AttuneNoteEditor *self)
{
  guint selected = gtk_drop_down_get_selected (self->question);

  return selected > 0 && selected != GTK_INVALID_LIST_POSITION
           ? attune_form_get_question (self->form, selected - 1)->id
           : NULL;
}

static void
done_cb (AttuneNoteEditor *self)
{
  g_autoptr (AttuneNote) note = attune_note_copy (self->note);

  if (note->from_us >= 0 && read_times (self, &note->from_us, &note->to_us) != NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  g_free (note->question);
  note->question = g_strdup (get_question (self));
  note->kind = (AttuneNoteKind) gtk_drop_down_get_selected (self->kind);
  note->is_shared = gtk_switch_get_active (self->sharing);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[DONE], 0, note);
}

static void
attune_note_editor_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_NOTE_EDITOR);

  G_OBJECT_CLASS (attune_note_editor_parent_class)->dispose (object);
}

static void
attune_note_editor_finalize (GObject *object)
{
  AttuneNoteEditor *self = ATTUNE_NOTE_EDITOR (object);

  g_clear_pointer (&self->note, attune_note_free);
  g_clear_pointer (&self->form, attune_form_unref);
  g_free (self->agent);

  G_OBJECT_CLASS (attune_note_editor_parent_class)->finalize (object);
}

static void
attune_note_editor_class_init (AttuneNoteEditorClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_note_editor_dispose;
  object_class->finalize = attune_note_editor_finalize;

  signals[DONE] = g_signal_new ("done", ATTUNE_TYPE_NOTE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/evaluate/attune-note-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteEditor, times);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteEditor, from);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteEditor, to);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteEditor, trouble);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteEditor, kind);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteEditor, question);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteEditor, sharing);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteEditor, sharing_note);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteEditor, done);
  gtk_widget_class_bind_template_callback (widget_class, check_times);
  gtk_widget_class_bind_template_callback (widget_class, show_sharing);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
attune_note_editor_init (AttuneNoteEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_times (AttuneNoteEditor *self)
{
  g_autofree char *from = attune_time_to_fine_words (self->note->from_us, FINE_US);
  g_autofree char *to = attune_time_to_fine_words (self->note->to_us, FINE_US);

  if (self->note->from_us < 0 || self->duration_us < 0)
    {
      gtk_widget_hide (self->times);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->from), from);
  if (self->note->to_us > self->note->from_us)
    gtk_editable_set_text (GTK_EDITABLE (self->to), to);
}

static void
show_kinds (AttuneNoteEditor *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  for (guint kind = 0; kind <= ATTUNE_NOTE_PLAIN; kind++)
    gtk_string_list_append (kinds, attune_note_kind_to_words ((AttuneNoteKind) kind));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (kinds));
  gtk_drop_down_set_selected (self->kind, self->note->kind);
}

/* A drop-down is as wide as its longest choice. Owned by the caller. */
static char *
shorten (const char *name)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (name, -1) <= MOST_LETTERS)
    return g_strdup (name);
  start = g_utf8_substring (name, 0, MOST_LETTERS - 1);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

static void
show_questions (AttuneNoteEditor *self)
{
  g_autoptr (GtkStringList) questions = gtk_string_list_new (NULL);
  guint linked = self->note->question != NULL
                   ? attune_form_find_question (self->form, self->note->question)
                   : ATTUNE_FORM_NONE;

  gtk_string_list_append (questions, _ ("No Question"));
  for (guint i = 0; i < attune_form_get_n_questions (self->form); i++)
    {
      g_autofree char *name = shorten (
        attune_form_question_get_name (attune_form_get_question (self->form, i)));
      /* Translators: a question's number, and what it asks. */
      g_autofree char *words = g_strdup_printf (_ ("%1$u  %2$s"), i + 1, name);

      gtk_string_list_append (questions, words);
    }
  gtk_drop_down_set_model (self->question, G_LIST_MODEL (questions));
  gtk_drop_down_set_selected (self->question, linked != ATTUNE_FORM_NONE ? linked + 1 : 0);
}

GtkWidget *
attune_note_editor_new (const AttuneNote *note,
                        AttuneForm *form,
                        gint64 duration_us,
                        const char *agent)
{
  AttuneNoteEditor *self = g_object_new (ATTUNE_TYPE_NOTE_EDITOR, NULL);

  self->note = attune_note_copy (note);
  self->form = attune_form_ref (form);
  self->duration_us = duration_us;
  self->agent = g_strdup (agent);
  show_times (self);
  show_kinds (self);
  show_questions (self);
  gtk_switch_set_active (self->sharing, note->is_shared);
  show_sharing (self);
  return GTK_WIDGET (self);
}
