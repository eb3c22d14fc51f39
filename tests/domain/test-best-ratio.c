/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-best-ratio.h"

#define MAX_PARTS 3
#define MAX_WAYS  3

typedef struct
{
  long earned;
  long possible;
  gboolean applies;
} Way;

typedef struct
{
  Way ways[MAX_WAYS];
  guint n_ways;
} Part;

static const struct
{
  const char *name;
  Part parts[MAX_PARTS];
  guint n_parts;
  AttuneBestRatioResult result;
  const char *ratio;
} cases[] = {
  { "empty", { { { { 0 } }, 0 } }, 0, ATTUNE_BEST_RATIO_NONE, NULL },
  { "one", { { { { 3, 4, TRUE } }, 1 } }, 1, ATTUNE_BEST_RATIO_FOUND, "3/4" },
  { "nothing applies", { { { { 3, 4, FALSE } }, 1 } }, 1, ATTUNE_BEST_RATIO_NONE, NULL },
  { "nothing possible", { { { { 3, 0, TRUE } }, 1 } }, 1, ATTUNE_BEST_RATIO_NONE, NULL },
  { "all or one",
    { { { { 1, 2, TRUE }, { 0, 0, FALSE } }, 2 }, { { { 3, 4, TRUE }, { 0, 0, FALSE } }, 2 } },
    2,
    ATTUNE_BEST_RATIO_FOUND,
    "3/4" },
  { "equal",
    { { { { 1, 2, TRUE }, { 0, 0, FALSE } }, 2 }, { { { 2, 4, TRUE }, { 0, 0, FALSE } }, 2 } },
    2,
    ATTUNE_BEST_RATIO_FOUND,
    "1/2" },
  { "one has to apply",
    { { { { 1, 5, TRUE }, { 0, 0, FALSE } }, 2 }, { { { 0, 1, FALSE } }, 1 } },
    2,
    ATTUNE_BEST_RATIO_FOUND,
    "1/6" },
  { "negative", { { { { -3, 4, TRUE } }, 1 } }, 1, ATTUNE_BEST_RATIO_FOUND, "-3/4" },
  { "the larger beside what stays",
    { { { { 1, 4, TRUE } }, 1 }, { { { 2, 2, TRUE }, { 1, 1, TRUE }, { 0, 0, FALSE } }, 3 } },
    2,
    ATTUNE_BEST_RATIO_FOUND,
    "1/2" },
  { "no limit",
    { { { { 1, 1, TRUE }, { 0, 0, FALSE } }, 2 }, { { { 2, 0, TRUE } }, 1 } },
    2,
    ATTUNE_BEST_RATIO_NO_LIMIT,
    NULL },
};

static void
add_part (AttuneBestRatio *search, const Part *part)
{
  mpq_t earned, possible;

  mpq_inits (earned, possible, NULL);
  attune_best_ratio_begin_part (search);
  for (guint i = 0; i < part->n_ways; i++)
    {
      mpq_set_si (earned, part->ways[i].earned, 1);
      mpq_set_si (possible, part->ways[i].possible, 1);
      attune_best_ratio_add_way (search, earned, possible, part->ways[i].applies);
    }
  mpq_clears (earned, possible, NULL);
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneBestRatio) search = attune_best_ratio_new ();
      mpq_t ratio, wanted;

      mpq_inits (ratio, wanted, NULL);
      g_test_message ("%s", cases[i].name);
      for (guint j = 0; j < cases[i].n_parts; j++)
        add_part (search, &cases[i].parts[j]);
      g_assert_cmpint (attune_best_ratio_find (search, ratio), ==, cases[i].result);
      if (cases[i].ratio != NULL)
        {
          g_assert_cmpint (mpq_set_str (wanted, cases[i].ratio, 10), ==, 0);
          g_assert_true (mpq_equal (ratio, wanted));
        }
      mpq_clears (ratio, wanted, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/best-ratio/cases", test_cases);
  return g_test_run ();
}
