/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-item.h"

#include "attune-domain-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PRIVATE        "[private]"
#define LINE_SEPARATOR "\u2028"

AttuneNoteItem *
attune_note_item_new (void)
{
  AttuneNoteItem *self = g_new0 (AttuneNoteItem, 1);

  self->from_us = self->to_us = -1;
  self->kind = ATTUNE_NOTE_PLAIN;
  self->is_shared = TRUE;
  return self;
}

void
attune_note_item_free (AttuneNoteItem *self)
{
  g_free (self->question);
  g_free (self->text);
  g_free (self->author);
  g_free (self->agent);
  g_free (self->evaluation);
  g_free (self->interaction);
  g_free (self);
}

GPtrArray *
attune_note_items_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_item_free);
}

static char *
id_to_text (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

void
attune_note_item_set_origin (AttuneNoteItem *self,
                             gint64 evaluation,
                             gint64 interaction,
                             const char *external_id)
{
  g_free (self->evaluation);
  g_free (self->interaction);
  self->evaluation = id_to_text (evaluation);
  self->interaction = external_id != NULL && *external_id != '\0' ? g_strdup (external_id)
                                                                  : id_to_text (interaction);
}

void
attune_note_items_tell_left_out (GPtrArray *items, GPtrArray *remarks)
{
  guint n_on_text = 0;
  guint n_on_whole = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const AttuneNoteItem *item = g_ptr_array_index (items, i);

      if (item->from_us < 0 && item->is_on_text)
        n_on_text++;
      else if (item->from_us < 0)
        n_on_whole++;
    }
  if (n_on_whole > 0)
    attune_faults_add (remarks, "",
                       ngettext ("%u note is on the whole contact, and was left out",
                                 "%u notes are on the whole contact, and were left out",
                                 n_on_whole),
                       n_on_whole);
  if (n_on_text > 0)
    attune_faults_add (remarks, "",
                       ngettext ("%u note is on words that have no time, and was left out",
                                 "%u notes are on words that have no time, and were left out",
                                 n_on_text),
                       n_on_text);
}

/* --- Writing --- */

static char *
replace (const char *text, const char *what, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, what, -1);

  return g_strjoinv (with, parts);
}

/* On one line. */
static char *
flatten (const char *text)
{
  g_autofree char *unix_lines = replace (text, "\r\n", "\n");
  g_autofree char *one_kind = replace (unix_lines, "\r", "\n");
  g_autofree char *flat = replace (one_kind, "\n", LINE_SEPARATOR);

  return g_strstrip (g_steal_pointer (&flat));
}

static gboolean
has_sign (const char *text)
{
  AttuneNoteKind kind;

  return attune_note_kind_from_sign (text[0], &kind) && (text[1] == ' ' || text[1] == '\0');
}

char *
attune_note_item_to_label (const AttuneNoteItem *self)
{
  g_autofree char *text = flatten (self->text != NULL ? self->text : "");
  GString *label = g_string_new (NULL);

  if (self->kind != ATTUNE_NOTE_PLAIN || has_sign (text))
    g_string_append_printf (label, "%c ", attune_note_kind_to_sign (self->kind));
  g_string_append (label, text);
  if (self->question != NULL || g_str_has_suffix (text, "]"))
    g_string_append_printf (label, " [%s]", self->question != NULL ? self->question : "");
  if (!self->is_shared)
    g_string_append (label, " " PRIVATE);
  return g_string_free (label, FALSE);
}

/* --- Reading --- */

/* Cuts a last " [word]" off `text` and gives where the word begins, without its closing bracket; NULL where there is none. A
 * label may be nothing else. */
static char *
cut_bracket (char *text)
{
  gsize length = strlen (text);
  char *open = length > 0 && text[length - 1] == ']' ? strrchr (text, '[') : NULL;

  if (open == NULL || (open > text && open[-1] != ' '))
    return NULL;
  text[length - 1] = '\0';
  *open = '\0';
  g_strchomp (text);
  return open + 1;
}

/* One that ends in blanks, or has them at its beginning, is no id. */
static gboolean
is_id (const char *word)
{
  return word[0] == '\0' ||
         (!g_ascii_isspace (word[0]) && !g_ascii_isspace (word[strlen (word) - 1]));
}

static void
take_brackets (AttuneNoteItem *self, char *text)
{
  g_autofree char *kept = NULL;
  char *word;

  if (g_str_has_suffix (text, " " PRIVATE) || g_str_equal (text, PRIVATE))
    {
      self->is_shared = FALSE;
      text[strlen (text) - strlen (PRIVATE)] = '\0';
      g_strchomp (text);
    }
  kept = g_strdup (text);
  word = cut_bracket (text);
  if (word != NULL && is_id (word))
    self->question = *word != '\0' ? g_strdup (word) : NULL;
  else if (word != NULL)
    strcpy (text, kept);
}

void
attune_note_item_take_label (AttuneNoteItem *self, const char *label)
{
  g_autofree char *text = g_strstrip (g_strdup (label));
  char *begin = text;

  g_clear_pointer (&self->question, g_free);
  g_clear_pointer (&self->text, g_free);
  self->kind = ATTUNE_NOTE_PLAIN;
  self->is_shared = TRUE;
  if (has_sign (text))
    {
      attune_note_kind_from_sign (text[0], &self->kind);
      begin = g_strchug (text + 1);
    }
  take_brackets (self, begin);
  self->text = replace (begin, LINE_SEPARATOR, "\n");
}

void
attune_note_item_give_up_question (AttuneNoteItem *self)
{
  g_autofree char *text = g_steal_pointer (&self->text);

  self->text = *text != '\0' ? g_strdup_printf ("%s [%s]", text, self->question)
                             : g_strdup_printf ("[%s]", self->question);
  g_clear_pointer (&self->question, g_free);
}
