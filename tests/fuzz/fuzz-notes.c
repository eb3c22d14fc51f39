/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a file of notes, labels or WebVTT: read or refused with a reason, and what was read is written and read again as
 * it was. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "fuzz-target.h"

#include "attune-note-files.h"
#include "attune-note-labels.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autoptr (GPtrArray) items = attune_note_file_read (bytes, faults, remarks);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GBytes) written = NULL;
  char *text;

  if (items == NULL)
    {
      g_assert_cmpuint (faults->len, >, 0);
      return 0;
    }
  text = attune_note_labels_write (items, remarks);
  written = g_bytes_new_take (text, strlen (text));
  again = attune_note_file_read (written, faults, remarks);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->len, ==, items->len);
  for (guint i = 0; i < items->len; i++)
    {
      const AttuneNoteItem *a = g_ptr_array_index (items, i);
      const AttuneNoteItem *b = g_ptr_array_index (again, i);

      g_assert_cmpint (a->from_us, ==, b->from_us);
      g_assert_cmpint (a->to_us, ==, b->to_us);
      g_assert_cmpint (a->kind, ==, b->kind);
      g_assert_cmpint (a->is_shared, ==, b->is_shared);
      g_assert_cmpstr (a->question, ==, b->question);
      g_assert_cmpstr (a->text, ==, b->text);
    }
  return 0;
}
