/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-note-changes.h"
#include "attune-note-edges.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/* --- Edges --- */

static void
test_move (void)
{
  static const struct
  {
    AttuneNoteEdges before;
    AttuneNoteEdge edge;
    gint64 by;
    gint64 duration;
    AttuneNoteEdges after;
  } cases[] = {
    /* On the whole: there is nothing to move. */
    { { -1, -1 }, ATTUNE_NOTE_EDGE_FROM, 5, 100, { -1, -1 } },
    { { -1, -1 }, ATTUNE_NOTE_EDGE_TO, 5, 100, { -1, -1 } },
    /* A moment moves, and grows a length to the right. */
    { { 10, 10 }, ATTUNE_NOTE_EDGE_FROM, 5, 100, { 15, 15 } },
    { { 10, 10 }, ATTUNE_NOTE_EDGE_FROM, -50, 100, { 0, 0 } },
    { { 10, 10 }, ATTUNE_NOTE_EDGE_FROM, 500, 100, { 100, 100 } },
    { { 10, 10 }, ATTUNE_NOTE_EDGE_TO, 5, 100, { 10, 15 } },
    { { 10, 10 }, ATTUNE_NOTE_EDGE_TO, -5, 100, { 10, 10 } },
    /* The edges of a stretch come together, and never cross. */
    { { 10, 20 }, ATTUNE_NOTE_EDGE_FROM, 5, 100, { 15, 20 } },
    { { 10, 20 }, ATTUNE_NOTE_EDGE_FROM, 50, 100, { 20, 20 } },
    { { 10, 20 }, ATTUNE_NOTE_EDGE_FROM, -50, 100, { 0, 20 } },
    { { 10, 20 }, ATTUNE_NOTE_EDGE_TO, -50, 100, { 10, 10 } },
    { { 10, 20 }, ATTUNE_NOTE_EDGE_TO, 500, 100, { 10, 100 } },
    { { 10, 20 }, ATTUNE_NOTE_EDGE_TO, 0, 100, { 10, 20 } },
    /* How long the recording is may not be known. */
    { { 10, 20 }, ATTUNE_NOTE_EDGE_TO, 500, 0, { 10, 520 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneNoteEdges after = attune_note_edges_move (cases[i].before, cases[i].edge, cases[i].by,
                                                      cases[i].duration);

      g_assert_cmpint (after.from_us, ==, cases[i].after.from_us);
      g_assert_cmpint (after.to_us, ==, cases[i].after.to_us);
    }
}

static void
test_clip (void)
{
  static const struct
  {
    AttuneNoteEdges edges;
    gint64 duration;
    AttuneNoteEdges clip;
  } cases[] = {
    { { -1, -1 }, 0, { -1, -1 } },
    { { 4 * SECOND, 6 * SECOND }, 60 * SECOND, { 4 * SECOND, 6 * SECOND } },
    { { 10 * SECOND, 10 * SECOND }, 60 * SECOND, { 7 * SECOND, 12 * SECOND } },
    { { 0, 0 }, 60 * SECOND, { 0, 2 * SECOND } },
    { { 60 * SECOND, 60 * SECOND }, 60 * SECOND, { 57 * SECOND, 60 * SECOND } },
    { { 10 * SECOND, 10 * SECOND }, 0, { 7 * SECOND, 12 * SECOND } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneNoteEdges clip = attune_note_edges_get_clip (cases[i].edges, cases[i].duration);

      g_assert_cmpint (clip.from_us, ==, cases[i].clip.from_us);
      g_assert_cmpint (clip.to_us, ==, cases[i].clip.to_us);
    }
}

/* --- Changes --- */

/* What a step back or forth makes of the note, NULL where there is none. */
static const AttuneNote *
undo (AttuneNoteChanges *changes)
{
  AttuneNoteStep step;

  return attune_note_changes_undo (changes, &step) ? step.to : NULL;
}

static const AttuneNote *
redo (AttuneNoteChanges *changes)
{
  AttuneNoteStep step;

  return attune_note_changes_redo (changes, &step) ? step.to : NULL;
}

static void
push (AttuneNoteChanges *changes, gint64 id, gint64 from, gint64 to, gint64 time)
{
  AttuneNote old = { .id = id, .from_us = from, .text = (char *) "" };
  AttuneNote now = { .id = id, .from_us = to, .text = (char *) "" };

  attune_note_changes_push (changes, &old, &now, TRUE, time);
}

static void
test_steps (void)
{
  g_autoptr (AttuneNoteChanges) changes = attune_note_changes_new ();

  g_assert_null (undo (changes));
  g_assert_null (redo (changes));

  push (changes, 1, 0, 5, 0);
  push (changes, 1, 5, 7, SECOND / 2); /* goes on */
  push (changes, 2, 1, 2, SECOND);     /* another note */
  push (changes, 2, 2, 3, 3 * SECOND); /* after a pause */
  g_assert_cmpint (undo (changes)->from_us, ==, 2);
  g_assert_cmpint (undo (changes)->from_us, ==, 1);
  g_assert_cmpint (undo (changes)->from_us, ==, 0);
  g_assert_null (undo (changes));
  g_assert_cmpint (redo (changes)->from_us, ==, 7);
  g_assert_cmpint (redo (changes)->from_us, ==, 2);

  /* What is done now takes the place of what was undone. */
  push (changes, 1, 7, 9, 9 * SECOND);
  g_assert_null (redo (changes));
  g_assert_cmpint (undo (changes)->from_us, ==, 7);
  g_assert_cmpint (undo (changes)->from_us, ==, 1);
}

/* What does not go on is a step of its own, and so is what comes after it. */
static void
test_single_steps (void)
{
  static const gboolean go_on[] = { TRUE, FALSE, TRUE, TRUE };
  g_autoptr (AttuneNoteChanges) changes = attune_note_changes_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (go_on); i++)
    {
      AttuneNote old = { .id = 1, .from_us = (gint64) i, .text = (char *) "" };
      AttuneNote now = { .id = 1, .from_us = (gint64) i + 1, .text = (char *) "" };

      attune_note_changes_push (changes, &old, &now, go_on[i], (gint64) i);
    }
  g_assert_cmpint (undo (changes)->from_us, ==, 2);
  g_assert_cmpint (undo (changes)->from_us, ==, 1);
  g_assert_cmpint (undo (changes)->from_us, ==, 0);
  g_assert_null (undo (changes));
}

static void
test_many_steps (void)
{
  g_autoptr (AttuneNoteChanges) changes = attune_note_changes_new ();
  guint n = 0;

  for (gint64 i = 0; i < 500; i++)
    push (changes, 1, i, i + 1, i * 5 * SECOND);
  while (undo (changes) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 100);
}

static void
test_same (void)
{
  const AttuneNote note = { .id = 1, .from_us = 1, .to_us = 2, .text = (char *) "a" };
  AttuneNote others[] = { note, note, note, note, note, note };

  others[0].from_us = 0;
  others[1].to_us = 3;
  others[2].kind = ATTUNE_NOTE_PLAIN;
  others[3].is_shared = TRUE;
  others[4].question = (char *) "q";
  others[5].text = (char *) "b";
  g_assert_true (attune_note_is_same (&note, &note));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (attune_note_is_same (&note, &others[i]));
  others[0] = note;
  others[0].rev = 5;
  g_assert_true (attune_note_is_same (&note, &others[0]));
}

/* What a step changed is undone, and what somebody else changed of the note meanwhile stays. */
static void
test_take (void)
{
  const AttuneNote from = {
    .from_us = 1, .to_us = 2, .kind = ATTUNE_NOTE_PRAISE, .text = (char *) "a"
  };
  const AttuneNote edge = {
    .from_us = 1, .to_us = 5, .kind = ATTUNE_NOTE_PRAISE, .text = (char *) "a"
  };
  const AttuneNote word = {
    .from_us = 1, .to_us = 2, .kind = ATTUNE_NOTE_PRAISE, .text = (char *) "b"
  };
  const AttuneNote asks = {
    .from_us = 1, .to_us = 2, .question = (char *) "q", .text = (char *) "a"
  };
  const AttuneNote link = {
    .from_us = 1, .to_us = 2, .question = (char *) "r", .text = (char *) "a"
  };
  const AttuneNote both = { .from_us = 1, .to_us = 5, .is_shared = TRUE, .text = (char *) "b" };
  const AttuneNote other = {
    .from_us = 0, .to_us = 2, .kind = ATTUNE_NOTE_PRAISE, .text = (char *) "c"
  };
  const struct
  {
    AttuneNoteStep step;
    const AttuneNote *before;
    AttuneNote after;
    gboolean is_taken;
  } cases[] = {
    { { &from, &edge }, &from, edge, TRUE },
    { { &from, &edge }, &edge, edge, TRUE }, /* it is so already */
    { { &edge, &from }, &edge, from, TRUE },
    { { &from, &from }, &other, other, TRUE },
    /* The text was changed since, and stays. */
    { { &from, &edge },
      &word,
      { .from_us = 1, .to_us = 5, .kind = ATTUNE_NOTE_PRAISE, .text = (char *) "b" },
      TRUE },
    { { &from, &asks },
      &word,
      { .from_us = 1, .to_us = 2, .question = (char *) "q", .text = (char *) "b" },
      TRUE },
    { { &from, &word }, &both, both, TRUE },
    /* One edge was: both are one place. */
    { { &from, &edge }, &other, other, FALSE },
    { { &from, &word }, &other, other, FALSE },
    { { &from, &asks }, &link, link, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneNote) note = attune_note_copy (cases[i].before);

      g_assert_cmpint (attune_note_step_take (&cases[i].step, note), ==, cases[i].is_taken);
      g_assert_true (attune_note_is_same (note, &cases[i].after));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/evaluate/note-edges/move", test_move);
  g_test_add_func ("/evaluate/note-edges/clip", test_clip);
  g_test_add_func ("/evaluate/note-changes/steps", test_steps);
  g_test_add_func ("/evaluate/note-changes/single-steps", test_single_steps);
  g_test_add_func ("/evaluate/note-changes/many-steps", test_many_steps);
  g_test_add_func ("/evaluate/note-changes/same", test_same);
  g_test_add_func ("/evaluate/note-changes/take", test_take);

  return g_test_run ();
}
