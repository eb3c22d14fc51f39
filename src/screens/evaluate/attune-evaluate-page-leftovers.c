/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-begun-note.h"
#include "attune-kept.h"
#include "attune-refusals.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

/* How much of a text that may be long the notice says, in characters. */
#define MAX_SAID 200

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

static AttuneForm *
get_form (AttuneEvaluatePage *self)
{
  return attune_sheet_get_form (attune_draft_get_sheet (self->draft));
}

static gboolean
is_draft (AttuneEvaluatePage *self)
{
  return attune_draft_get_evaluation (self->draft)->row->state == ATTUNE_EVALUATION_STATE_DRAFT;
}

static gboolean
may_write (AttuneEvaluatePage *self)
{
  return attune_store_get_read_only_reason (attune_context_get_store (get_context (self))) == NULL;
}

/* --- What there is --- */

/* Whoever submitted it elsewhere may have finished the note there. */
static gboolean
is_among_notes (AttuneEvaluatePage *self, const AttuneNote *note)
{
  GPtrArray *notes = attune_note_book_get_notes (self->book);

  for (guint i = 0; i < notes->len; i++)
    {
      const AttuneNote *other = g_ptr_array_index (notes, i);

      if (attune_note_book_may_edit (self->book, other) && other->from_us == note->from_us &&
          strcmp (other->text, note->text) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The note that would be lost, or NULL. */
static AttuneNote *
find_note (AttuneEvaluatePage *self)
{
  g_autoptr (AttuneBegunNote)
    begun = self->left_note != NULL ? attune_begun_note_from_text (self->left_note) : NULL;
  g_autoptr (AttuneNote) note = begun != NULL ? attune_begun_note_finish (begun, get_form (self))
                                              : NULL;

  return note != NULL && !is_among_notes (self, note) ? g_steal_pointer (&note) : NULL;
}

/* --- In words --- */

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= MAX_SAID)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, MAX_SAID);
  return g_strconcat (start, "…", NULL);
}

/* What was typed, with the questions' numbers: "3: 44". */
static char *
list_entries (GPtrArray *refusals, const char *separator)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < refusals->len; i++)
    {
      const AttuneRefusal *refusal = g_ptr_array_index (refusals, i);

      g_string_append_printf (lines, "%s%u: %s", i > 0 ? separator : "", refusal->question + 1,
                              refusal->text);
    }
  return g_string_free (lines, FALSE);
}

static void
show_note (AttuneEvaluatePage *self, const AttuneNote *note)
{
  g_autofree char *said = shorten (note->text);
  /* Translators: %s is the text of the note. */
  g_autofree char *words = g_strdup_printf (
    _ ("A note that you had begun is not among the notes of this evaluation: “%s”"), said);

  if (may_write (self))
    attune_notice_show (self->leftover_notice, words, _ ("_Add the Note"), _ ("_Discard"));
  else
    attune_notice_show (self->leftover_notice, words, _ ("_Copy"), NULL);
}

static void
show_entries (AttuneEvaluatePage *self)
{
  g_autofree char *entries = list_entries (self->left_entries, " · ");
  g_autofree char *said = shorten (entries);
  g_autofree char *words = g_strdup_printf (
    /* Translators: %s are questions' numbers and what was typed there: "3: 44 · 5: soon". */
    _ ("What you typed here was not taken as an answer, and is not part of this evaluation: %s"),
    said);

  attune_notice_show (self->leftover_notice, words, _ ("_Copy"),
                      may_write (self) ? _ ("_Discard") : NULL);
}

void
attune_evaluate_page_show_leftovers (AttuneEvaluatePage *self)
{
  g_autoptr (AttuneNote) note = find_note (self);

  if (note != NULL)
    show_note (self, note);
  else if (self->left_entries != NULL)
    show_entries (self);
  else
    attune_notice_hide (self->leftover_notice);
}

/* --- Reading them --- */

static void
entries_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autofree char *text = attune_store_load_kept_finish (ATTUNE_STORE (source), result, NULL);

  if (self == NULL || self->draft == NULL || text == NULL)
    return;
  g_clear_pointer (&self->left_entries, g_ptr_array_unref);
  self->left_entries = attune_refusals_from_text (text, get_form (self));
  attune_evaluate_page_show_leftovers (self);
}

/* What is still in the entry here is newer than what any other window kept, and is kept instead of it. */
static char *
take_entry (AttuneEvaluatePage *self, char *kept)
{
  g_autofree char *entry = attune_note_panel_dup_unfinished (self->note_panel);

  if (entry[0] == '\0' || g_strcmp0 (entry, kept) == 0)
    return kept;
  g_free (kept);
  attune_unfinished_put (self->unfinished_note, entry);
  return g_steal_pointer (&entry);
}

static void
note_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autofree char *text = attune_store_load_kept_finish (ATTUNE_STORE (source), result, NULL);

  if (self == NULL || self->draft == NULL)
    return;
  g_free (self->left_note);
  self->left_note = take_entry (self, g_steal_pointer (&text));
  attune_evaluate_page_show_leftovers (self);
}

void
attune_evaluate_page_find_leftovers (AttuneEvaluatePage *self)
{
  AttuneContext *context = get_context (self);
  AttuneStore *store = attune_context_get_store (context);
  gint64 actor = attune_context_get_actor (context);

  if (self->has_sought_leftovers || is_draft (self))
    return;
  self->has_sought_leftovers = TRUE;
  attune_unfinished_flush (self->unfinished_note);
  attune_unfinished_flush (self->unfinished_answers);
  attune_store_load_kept_async (store, actor, ATTUNE_NOTE_KEPT_AS, self->evaluation,
                                self->cancellable, note_loaded_cb, attune_weak_new (self));
  attune_store_load_kept_async (store, actor, ATTUNE_REFUSALS_KEPT_AS, self->evaluation,
                                self->cancellable, entries_loaded_cb, attune_weak_new (self));
}

/* --- What becomes of them --- */

static void
forget_note (AttuneEvaluatePage *self)
{
  g_clear_pointer (&self->left_note, g_free);
  attune_note_panel_give_up (self->note_panel);
  attune_unfinished_put (self->unfinished_note, "");
}

static void
forget_entries (AttuneEvaluatePage *self)
{
  g_clear_pointer (&self->left_entries, g_ptr_array_unref);
  attune_unfinished_put (self->unfinished_answers, "");
}

/* What was discarded, to be put back: also where its page has gone. */
typedef struct
{
  GWeakRef page;
  AttuneContext *context;
  const char *key;
  gint64 evaluation;
  char *text;
} Discarded;

static void
free_discarded (gpointer data)
{
  Discarded *discarded = data;

  g_weak_ref_clear (&discarded->page);
  g_object_unref (discarded->context);
  g_free (discarded->text);
  g_free (discarded);
}

static void
put_back (gpointer data)
{
  Discarded *discarded = data;
  g_autoptr (AttuneEvaluatePage) self = g_weak_ref_get (&discarded->page);

  attune_store_save_kept_async (attune_context_get_store (discarded->context),
                                attune_context_get_actor (discarded->context), discarded->key,
                                discarded->evaluation, discarded->text, NULL, NULL, NULL);
  if (self == NULL || self->draft == NULL)
    return;
  self->has_sought_leftovers = FALSE;
  attune_evaluate_page_find_leftovers (self);
}

static void
offer_undo (AttuneEvaluatePage *self, const char *message, const char *key, const char *text)
{
  Discarded *discarded = g_new0 (Discarded, 1);

  g_weak_ref_init (&discarded->page, self);
  discarded->context = g_object_ref (get_context (self));
  discarded->key = key;
  discarded->evaluation = self->evaluation;
  discarded->text = g_strdup (text);
  attune_context_offer_undo (get_context (self), message, G_CALLBACK (put_back), discarded,
                             free_discarded);
}

static void
copy (AttuneEvaluatePage *self, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  attune_context_say (get_context (self), _ ("Copied"));
}

static void
answer_note (AttuneEvaluatePage *self, AttuneNote *note, gboolean is_first)
{
  g_autofree char *text = g_strdup (self->left_note);

  if (!may_write (self))
    {
      copy (self, note->text);
      return;
    }
  forget_note (self);
  if (is_first)
    attune_note_book_save (self->book, note);
  else
    offer_undo (self, _ ("The note was discarded"), ATTUNE_NOTE_KEPT_AS, text);
}

static void
answer_entries (AttuneEvaluatePage *self, gboolean is_first)
{
  g_autofree char *entries = list_entries (self->left_entries, "\n");
  g_autofree char *text = attune_refusals_to_text (self->left_entries, get_form (self));

  if (is_first)
    {
      copy (self, entries);
      return;
    }
  forget_entries (self);
  offer_undo (self, _ ("What you typed was discarded"), ATTUNE_REFUSALS_KEPT_AS, text);
}

static void
leftover_answered_cb (AttuneEvaluatePage *self, gboolean is_first)
{
  g_autoptr (AttuneNote) note = find_note (self);

  if (note != NULL)
    answer_note (self, note, is_first);
  else if (self->left_entries != NULL)
    answer_entries (self, is_first);
  attune_evaluate_page_show_leftovers (self);
}

void
attune_evaluate_page_bind_leftovers (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, leftover_notice);
  gtk_widget_class_bind_template_callback (class, leftover_answered_cb);
}
