/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include <string.h>

/* A place in an evaluation that somebody was sent to: "question:ID", "note:ID" or "passage:NUMBER". It is gone to as soon as
 * what it is in has been read, and once. */

static gboolean
enter_question (AttuneEvaluatePage *self, const char *id)
{
  AttuneSheet *sheet = attune_evaluate_page_get_sheet (self);
  guint question = attune_form_find_question (attune_sheet_get_form (sheet), id);

  if (question != ATTUNE_FORM_NONE)
    attune_form_pane_enter (self->form_pane, question);
  return TRUE;
}

static gboolean
choose_note (AttuneEvaluatePage *self, const char *word)
{
  gint64 id = g_ascii_strtoll (word, NULL, 10);

  if (self->book == NULL || attune_note_book_find (self->book, id) == NULL)
    return FALSE;
  attune_evaluate_page_choose_note (self, id, TRUE);
  return TRUE;
}

static gboolean
show_passage (AttuneEvaluatePage *self, const char *word)
{
  guint number = (guint) g_ascii_strtoull (word, NULL, 10);
  AttuneTranscript *transcript;
  AttuneStretch stretch = { number, number, 0, 0 };

  if (!self->has_text)
    return FALSE;
  transcript = attune_transcript_panel_get_transcript (self->text);
  if (number >= attune_transcript_get_n (transcript))
    return TRUE;
  if (!self->has_text_alone)
    gtk_toggle_button_set_active (self->shows_text, TRUE);
  stretch.character_to = (guint) g_utf8_strlen (attune_transcript_get (transcript, number)->text,
                                                -1);
  attune_transcript_panel_show_stretch (self->text, &stretch);
  return TRUE;
}

static const struct
{
  const char *prefix;
  gboolean (*find) (AttuneEvaluatePage *self, const char *word);
} places[] = {
  { "question:", enter_question },
  { "note:", choose_note },
  { "passage:", show_passage },
};

void
attune_evaluate_page_find_place (AttuneEvaluatePage *self)
{
  if (self->wanted_place == NULL || attune_evaluate_page_get_sheet (self) == NULL || !self->is_open)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_has_prefix (self->wanted_place, places[i].prefix) &&
        !places[i].find (self, self->wanted_place + strlen (places[i].prefix)))
      return;
  g_clear_pointer (&self->wanted_place, g_free);
}

void
attune_evaluate_page_end_opening (AttuneEvaluatePage *self)
{
  self->is_open = TRUE;
  attune_evaluate_page_find_place (self);
}

void
attune_evaluate_page_go_to (AttunePage *page, const char *place)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (page);

  g_free (self->wanted_place);
  self->wanted_place = g_strdup (place);
  attune_evaluate_page_find_place (self);
}
