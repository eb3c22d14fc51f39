/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-labels.h"

#include "attune-cue-reader.h"

#include <string.h>

#define MS 1000

/* --- Writing --- */

static void
append_time (GString *text, gint64 ms)
{
  g_string_append_printf (text, "%02" G_GINT64_FORMAT ":%02d:%02d.%03d", ms / (3600 * 1000),
                          (int) (ms / (60 * 1000) % 60), (int) (ms / 1000 % 60), (int) (ms % 1000));
}

static void
append_escaped (GString *cues, const char *text)
{
  for (; *text != '\0'; text++)
    if (*text == '&')
      g_string_append (cues, "&amp;");
    else if (*text == '<')
      g_string_append (cues, "&lt;");
    else if (*text == '>')
      g_string_append (cues, "&gt;");
    else
      g_string_append_c (cues, *text);
}

/* A cue lasts: a moment is the shortest there is. */
static void
append_cue (GString *cues, const AttuneNoteItem *item)
{
  g_autofree char *label = attune_note_item_to_label (item);
  gint64 from = (item->from_us + MS / 2) / MS;
  gint64 to = (item->to_us + MS / 2) / MS;

  g_string_append_c (cues, '\n');
  append_time (cues, from);
  g_string_append (cues, " --> ");
  append_time (cues, MAX (to, from + 1));
  g_string_append_c (cues, '\n');
  if (item->author != NULL && *item->author != '\0')
    {
      g_string_append (cues, "<v ");
      append_escaped (cues, item->author);
      g_string_append_c (cues, '>');
    }
  append_escaped (cues, label);
  g_string_append_c (cues, '\n');
}

char *
attune_note_cues_write (GPtrArray *items, GPtrArray *remarks)
{
  GString *cues = g_string_new ("WEBVTT\n");

  for (guint i = 0; i < items->len; i++)
    {
      const AttuneNoteItem *item = g_ptr_array_index (items, i);

      if (item->from_us >= 0)
        append_cue (cues, item);
    }
  attune_note_items_tell_left_out (items, remarks);
  return g_string_free (cues, FALSE);
}

/* --- Reading --- */

/* All that is said in one cue is one note, by whoever says the first of it. */
static void
take_voice_cb (const char *name, const char *text, gpointer data)
{
  AttuneNoteItem *item = data;
  g_autofree char *before = g_steal_pointer (&item->text);

  if (item->author == NULL && *name != '\0')
    item->author = g_strdup (name);
  item->text = before != NULL ? g_strconcat (before, " ", text, NULL) : g_strdup (text);
}

static AttuneNoteItem *
read_cue (const AttuneCue *cue)
{
  AttuneNoteItem *item = attune_note_item_new ();
  g_autofree char *label = NULL;

  item->from_us = cue->from_us;
  item->to_us = cue->to_us > cue->from_us + MS ? cue->to_us : cue->from_us;
  item->line = cue->line;
  attune_cue_visit_voices (cue->payload, take_voice_cb, item);
  label = g_steal_pointer (&item->text);
  attune_note_item_take_label (item, label != NULL ? label : "");
  return item;
}

GPtrArray *
attune_note_cues_read (GBytes *bytes, GPtrArray *faults, GPtrArray *remarks)
{
  g_autoptr (GPtrArray) cues = attune_cues_read (bytes, ATTUNE_CUES_WEBVTT, faults, remarks);
  g_autoptr (GPtrArray) items = NULL;

  if (cues == NULL)
    return NULL;
  items = attune_note_items_new ();
  for (guint i = 0; i < cues->len; i++)
    g_ptr_array_add (items, read_cue (g_ptr_array_index (cues, i)));
  return g_steal_pointer (&items);
}
