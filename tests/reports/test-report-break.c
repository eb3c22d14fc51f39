/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-report-break.h"

#define MAX_PIECES 12

typedef struct
{
  const char *name;
  const char *
    pieces; /* each 10 high: "." fine, "a" apart, "t" torn to break before; "H" 250 high, "s" fine with 20 above */
  guint starts[MAX_PIECES]; /* up to the first 0 after the first */
} Case;

/* Pages are 100 high. */
static const Case cases[] = {
  { "empty", "", { 0 } },
  { "one", ".", { 0 } },
  { "full", "..........", { 0 } },
  { "one more", "...........", { 0, 10 } },
  { "group", "........aaa", { 0, 7 } },
  { "group after much room", "....aaaaaaa.", { 0, 10 } },
  { "group after too much room, torn", "...aaaaaaat.", { 0, 9 } },
  { "heading", "..........t", { 0, 9 } },
  { "all torn", "ttttttttttt", { 0, 10 } },
  { "higher than a page", ".H.", { 0, 1, 2 } },
  { "space counts", "........ss", { 0, 8 } },
  { "space is gone at the head", "..........s.......t.", { 0, 10 } },
};

static GArray *
make_pieces (const char *letters)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (AttuneReportPiece));

  for (const char *letter = letters; *letter != '\0'; letter++)
    {
      AttuneReportPiece piece = { .height = *letter == 'H' ? 250 : 10,
                                  .space = *letter == 's' ? 20 : 0 };

      if (*letter == 'a')
        piece.before = ATTUNE_REPORT_BREAK_APART;
      else if (*letter == 't')
        piece.before = ATTUNE_REPORT_BREAK_TORN;
      g_array_append_val (pieces, piece);
    }
  return pieces;
}

static void
test_break (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GArray) pieces = make_pieces (test->pieces);
  g_autoptr (GArray)
    starts = attune_report_break ((const AttuneReportPiece *) pieces->data, pieces->len, 100);
  guint n = 1;

  while (n < MAX_PIECES && test->starts[n] != 0)
    n++;
  for (guint i = 0; i < MIN (n, starts->len); i++)
    g_assert_cmpuint (g_array_index (starts, guint, i), ==, test->starts[i]);
  g_assert_cmpuint (starts->len, ==, n);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/report-break/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_break);
    }
  return g_test_run ();
}
