/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-begun-note.h"

#include "attune-evaluate-words.h"

/* From, to, kind, whether it is private, and linked, the question, the text. */
#define KEPT_TYPE "(xxubbss)"

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return stripped[0] == '\0';
}

char *
attune_begun_note_to_text (const AttuneBegunNote *self)
{
  g_autoptr (GVariant) kept = NULL;

  if (is_blank (self->text))
    return g_strdup ("");
  kept = g_variant_ref_sink (g_variant_new (KEPT_TYPE, self->from_us, self->to_us,
                                            (guint) self->kind, self->is_private, self->is_linked,
                                            self->question, self->text));
  return g_variant_print (kept, FALSE);
}

AttuneBegunNote *
attune_begun_note_from_text (const char *text)
{
  g_autoptr (GVariant) kept = g_variant_parse (G_VARIANT_TYPE (KEPT_TYPE), text, NULL, NULL, NULL);
  AttuneBegunNote *self;
  guint kind;

  if (kept == NULL)
    return NULL;
  self = g_new0 (AttuneBegunNote, 1);
  g_variant_get (kept, "(xxubb&s&s)", &self->from_us, &self->to_us, &kind, &self->is_private,
                 &self->is_linked, &self->question, &self->text);
  self->kind = (AttuneNoteKind) MIN (kind, ATTUNE_NOTE_PLAIN);
  self->kept = g_steal_pointer (&kept);
  return self;
}

void
attune_begun_note_free (AttuneBegunNote *self)
{
  g_clear_pointer (&self->kept, g_variant_unref);
  g_free (self);
}

AttuneNote *
attune_begun_note_finish (const AttuneBegunNote *self, AttuneForm *form)
{
  AttuneNoteKind kind = self->kind;
  const char *text = attune_note_kind_from_text (self->text, &kind);
  gboolean is_linked = self->is_linked &&
                       attune_form_find_question (form, self->question) != ATTUNE_FORM_NONE;
  AttuneNote *note;

  if (is_blank (text))
    return NULL;
  note = g_new0 (AttuneNote, 1);
  note->from_us = self->from_us;
  note->to_us = self->to_us;
  note->kind = kind;
  note->is_shared = !self->is_private;
  note->question = is_linked ? g_strdup (self->question) : NULL;
  note->text = g_strstrip (g_strdup (text));
  return note;
}
