/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-labels.h"

#include "attune-cue-reader.h"
#include "attune-text-lines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Hours of a recording in seconds, as in cues. */
#define MAX_SECONDS (9999 * 3600)

/* --- Writing --- */

static void
append_seconds (GString *text, gint64 us)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT ".%06d", us / G_USEC_PER_SEC,
                          (int) (us % G_USEC_PER_SEC));
}

char *
attune_note_labels_write (GPtrArray *items, GPtrArray *remarks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const AttuneNoteItem *item = g_ptr_array_index (items, i);
      g_autofree char *label = attune_note_item_to_label (item);

      if (item->from_us < 0)
        continue;
      append_seconds (text, item->from_us);
      g_string_append_c (text, '\t');
      append_seconds (text, item->to_us);
      g_string_append_printf (text, "\t%s\n", label);
    }
  attune_note_items_tell_left_out (items, remarks);
  return g_string_free (text, FALSE);
}

/* --- Reading --- */

/* "12.345678", or with a comma, as some write it. */
static gboolean
parse_seconds (const char *text, gint64 *out_us)
{
  gint64 seconds = 0;
  gint64 unit = G_USEC_PER_SEC;

  if (!g_ascii_isdigit (*text))
    return FALSE;
  for (; g_ascii_isdigit (*text) && seconds <= MAX_SECONDS; text++)
    seconds = seconds * 10 + (*text - '0');
  *out_us = seconds * G_USEC_PER_SEC;
  if (*text == '.' || *text == ',')
    for (text++; g_ascii_isdigit (*text); text++)
      {
        unit /= 10;
        *out_us += unit * (*text - '0');
      }
  return *text == '\0' && seconds <= MAX_SECONDS;
}

/* NULL where it is no label. */
static AttuneNoteItem *
parse_label (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "\t", 3);
  g_autoptr (AttuneNoteItem) item = attune_note_item_new ();

  if (g_strv_length (parts) < 2 || !parse_seconds (g_strstrip (parts[0]), &item->from_us) ||
      !parse_seconds (g_strstrip (parts[1]), &item->to_us))
    return NULL;
  attune_note_item_take_label (item, parts[2] != NULL ? parts[2] : "");
  return g_steal_pointer (&item);
}

static void
read_label (GPtrArray *items, const char *line, guint number, GPtrArray *remarks)
{
  AttuneNoteItem *item = parse_label (line);

  if (item == NULL)
    {
      attune_text_lines_tell (remarks, number,
                              _ ("“%.60s” is not two times and a text with tabs between, and was "
                                 "left out"),
                              line);
      return;
    }
  if (item->to_us < item->from_us)
    {
      gint64 from_us = item->to_us;

      item->to_us = item->from_us;
      item->from_us = from_us;
      attune_text_lines_tell (remarks, number,
                              _ ("the label ends before it begins: its times were exchanged"));
    }
  item->line = number;
  g_ptr_array_add (items, item);
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t")] == '\0';
}

GPtrArray *
attune_note_labels_read (GBytes *bytes, GPtrArray *faults, GPtrArray *remarks)
{
  g_auto (AttuneTextLines) lines = { NULL };
  g_autoptr (GPtrArray) items = attune_note_items_new ();
  guint n_ranges = 0;
  char *line;

  if (!attune_text_lines_init (&lines, bytes, ATTUNE_CUES_MAX_BYTES, faults, remarks))
    return NULL;
  while ((line = attune_text_lines_next (&lines)) != NULL && items->len <= ATTUNE_CUES_MAX)
    {
      /* The line below a label that says which frequencies it is on. */
      if (line[0] == '\\')
        n_ranges++;
      else if (!is_blank (line))
        read_label (items, line, lines.number, remarks);
    }
  if (items->len > ATTUNE_CUES_MAX)
    attune_text_lines_tell (faults, lines.number, _ ("there are more than %d labels"),
                            ATTUNE_CUES_MAX);
  else if (items->len == 0)
    attune_faults_add (faults, "", _ ("there is no label in it: no line of two times and a text"));
  if (n_ranges > 0)
    attune_faults_add (remarks, "",
                       ngettext ("%u range of frequencies was left out",
                                 "%u ranges of frequencies were left out", n_ranges),
                       n_ranges);
  return faults->len == 0 ? g_steal_pointer (&items) : NULL;
}
