/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-begun-note.h"

#include "attune-evaluate-words.h"

/* From, to, kind, whether it is private, and linked, the question, the text. */
#define KEPT_TYPE "(xxubbss)"
/* The same of a note on the text: passages and characters from and to. */
#define KEPT_ON_TEXT_TYPE "(" KEPT_TYPE "uuuux)"

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
  GVariant *note;

  if (is_blank (self->text))
    return g_strdup ("");
  note = g_variant_new (KEPT_TYPE, self->from_us, self->to_us, (guint) self->kind, self->is_private,
                        self->is_linked, self->question, self->text);
  if (self->is_on_text)
    note = g_variant_new ("(@" KEPT_TYPE "uuuux)", note, self->stretch.passage_from,
                          self->stretch.passage_to, self->stretch.character_from,
                          self->stretch.character_to, self->text_media);
  kept = g_variant_ref_sink (note);
  return g_variant_print (kept, FALSE);
}

static GVariant *
parse_on_text (const char *text, AttuneStretch *out_stretch, gint64 *out_media)
{
  g_autoptr (GVariant)
    kept = g_variant_parse (G_VARIANT_TYPE (KEPT_ON_TEXT_TYPE), text, NULL, NULL, NULL);
  GVariant *note = NULL;

  if (kept != NULL)
    g_variant_get (kept, "(@" KEPT_TYPE "uuuux)", &note, &out_stretch->passage_from,
                   &out_stretch->passage_to, &out_stretch->character_from,
                   &out_stretch->character_to, out_media);
  return note;
}

AttuneBegunNote *
attune_begun_note_from_text (const char *text)
{
  AttuneStretch stretch = { 0 };
  gint64 media = 0;
  g_autoptr (GVariant) on_text = parse_on_text (text, &stretch, &media);
  g_autoptr (GVariant)
    kept = on_text != NULL ? g_variant_ref (on_text)
                           : g_variant_parse (G_VARIANT_TYPE (KEPT_TYPE), text, NULL, NULL, NULL);
  AttuneBegunNote *self;
  guint kind;

  if (kept == NULL)
    return NULL;
  self = g_new0 (AttuneBegunNote, 1);
  g_variant_get (kept, "(xxubb&s&s)", &self->from_us, &self->to_us, &kind, &self->is_private,
                 &self->is_linked, &self->question, &self->text);
  self->kind = (AttuneNoteKind) MIN (kind, ATTUNE_NOTE_PLAIN);
  self->is_on_text = on_text != NULL;
  self->stretch = stretch;
  self->text_media = media;
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
  note->is_on_text = self->is_on_text;
  note->text_media = self->text_media;
  note->stretch = self->stretch;
  note->is_shared = !self->is_private;
  note->question = is_linked ? g_strdup (self->question) : NULL;
  note->text = g_strstrip (g_strdup (text));
  return note;
}
