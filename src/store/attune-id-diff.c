/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-id-diff.h"

/* How far ahead a vector is searched for where both agree again. */
#define LOOK_AHEAD 512

typedef struct
{
  const gint64 *from;
  const gint64 *to;
  guint n_from;
  guint n_to;
} Pair;

/* How many of `n` values at `values` come before `value`, or -1 where it is not near. */
static int
find_near (const gint64 *values, guint n, gint64 value)
{
  for (guint i = 0; i < MIN (n, LOOK_AHEAD); i++)
    {
      if (values[i] == value)
        return (int) i;
    }
  return -1;
}

static guint
count_common_end (const Pair *pair, guint i, guint j)
{
  guint n = 0;

  while (i + n < pair->n_from && j + n < pair->n_to &&
         pair->from[pair->n_from - 1 - n] == pair->to[pair->n_to - 1 - n])
    n++;
  return n;
}

/* From a difference at `i` and `j` on: what goes and what comes until they agree again. */
static void
measure (const Pair *pair, guint i, guint j, guint *out_removed, guint *out_added)
{
  int in_from = j < pair->n_to ? find_near (pair->from + i, pair->n_from - i, pair->to[j]) : -1;
  int in_to = i < pair->n_from ? find_near (pair->to + j, pair->n_to - j, pair->from[i]) : -1;
  guint n_same_end;

  *out_removed = 0;
  *out_added = 0;
  if (in_from >= 0 && (in_to < 0 || in_from <= in_to))
    *out_removed = (guint) in_from;
  else if (in_to >= 0)
    *out_added = (guint) in_to;
  else if (i < pair->n_from && j < pair->n_to)
    *out_removed = *out_added = 1;
  else
    {
      n_same_end = count_common_end (pair, i, j);
      *out_removed = pair->n_from - i - n_same_end;
      *out_added = pair->n_to - j - n_same_end;
    }
}

/* Adds a splice, or lengthens the last one where nothing stands between. */
static void
add_splice (GArray *splices, guint position, guint n_removed, guint n_added)
{
  AttuneSplice splice = { position, n_removed, n_added };
  AttuneSplice *last = splices->len > 0 ? &g_array_index (splices, AttuneSplice, splices->len - 1)
                                        : NULL;

  if (last != NULL && last->position + last->n_added == position)
    {
      last->n_removed += n_removed;
      last->n_added += n_added;
    }
  else
    g_array_append_val (splices, splice);
}

/* Everything from the first splice to the end of the last one, as one. */
static void
merge (GArray *splices, guint n_from, guint n_to)
{
  AttuneSplice first = g_array_index (splices, AttuneSplice, 0);
  AttuneSplice last = g_array_index (splices, AttuneSplice, splices->len - 1);
  guint n_behind = n_to - last.position - last.n_added;

  g_array_set_size (splices, 0);
  add_splice (splices, first.position, n_from - first.position - n_behind,
              n_to - first.position - n_behind);
}

GArray *
attune_id_diff (const GArray *from, const GArray *to, guint most)
{
  GArray *splices = g_array_new (FALSE, FALSE, sizeof (AttuneSplice));
  const Pair pair = { (gconstpointer) from->data, (gconstpointer) to->data, from->len, to->len };
  guint i = 0;
  guint j = 0;

  while (i < pair.n_from || j < pair.n_to)
    {
      guint n_removed, n_added;

      if (i < pair.n_from && j < pair.n_to && pair.from[i] == pair.to[j])
        {
          i++;
          j++;
          continue;
        }
      measure (&pair, i, j, &n_removed, &n_added);
      add_splice (splices, j, n_removed, n_added);
      i += n_removed;
      j += n_added;
    }
  if (splices->len > most)
    merge (splices, pair.n_from, pair.n_to);
  return splices;
}
