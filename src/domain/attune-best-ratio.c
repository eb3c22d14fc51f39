/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-best-ratio.h"

#define MAX_WAYS 4

/* One way a part can go into the sums. */
typedef struct
{
  mpq_t earned;
  mpq_t possible;
  gboolean applies;
} Way;

/* Of its ways one is taken. */
typedef struct
{
  Way ways[MAX_WAYS];
  guint n_ways;
  guint taken;
} Part;

struct _AttuneBestRatio
{
  GPtrArray *parts;
};

static void
free_part (gpointer data)
{
  Part *part = data;

  for (guint i = 0; i < part->n_ways; i++)
    mpq_clears (part->ways[i].earned, part->ways[i].possible, NULL);
  g_free (part);
}

static void
get_value (const Way *way, const mpq_t guess, mpq_t out_value)
{
  mpq_mul (out_value, guess, way->possible);
  mpq_sub (out_value, way->earned, out_value);
}

/* Each part takes its best way for the guess; at least one must apply: the one that costs the least to. */
static gboolean
take_ways (AttuneBestRatio *self, const mpq_t guess)
{
  Part *cheapest = NULL;
  gboolean any_applies = FALSE;
  mpq_t value, best, cost, least_cost;

  mpq_inits (value, best, cost, least_cost, NULL);
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = g_ptr_array_index (self->parts, i);

      for (guint j = 0; j < part->n_ways; j++)
        {
          get_value (&part->ways[j], guess, value);
          if (j > 0 && mpq_cmp (value, best) <= 0)
            continue;
          mpq_set (best, value);
          part->taken = j;
        }
      any_applies = any_applies || part->ways[part->taken].applies;
      get_value (&part->ways[0], guess, value);
      mpq_sub (cost, best, value);
      if (part->ways[0].applies && (cheapest == NULL || mpq_cmp (cost, least_cost) < 0))
        {
          cheapest = part;
          mpq_set (least_cost, cost);
        }
    }
  mpq_clears (value, best, cost, least_cost, NULL);

  if (!any_applies && cheapest != NULL)
    cheapest->taken = 0;
  return any_applies || cheapest != NULL;
}

/* The ratio of what is taken; FALSE where nothing is possible. */
static gboolean
get_ratio (AttuneBestRatio *self, mpq_t out_ratio)
{
  gboolean is_possible;
  mpq_t earned, possible;

  mpq_inits (earned, possible, NULL);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = g_ptr_array_index (self->parts, i);

      mpq_add (earned, earned, part->ways[part->taken].earned);
      mpq_add (possible, possible, part->ways[part->taken].possible);
    }
  is_possible = mpq_sgn (possible) > 0;
  if (is_possible)
    mpq_div (out_ratio, earned, possible);
  mpq_clears (earned, possible, NULL);
  return is_possible;
}

AttuneBestRatio *
attune_best_ratio_new (void)
{
  AttuneBestRatio *self = g_new0 (AttuneBestRatio, 1);

  self->parts = g_ptr_array_new_with_free_func (free_part);
  return self;
}

void
attune_best_ratio_free (AttuneBestRatio *self)
{
  g_ptr_array_unref (self->parts);
  g_free (self);
}

void
attune_best_ratio_begin_part (AttuneBestRatio *self)
{
  g_ptr_array_add (self->parts, g_new0 (Part, 1));
}

void
attune_best_ratio_add_way (AttuneBestRatio *self,
                           const mpq_t earned,
                           const mpq_t possible,
                           gboolean applies)
{
  Part *part;
  Way *way;

  g_return_if_fail (self->parts->len > 0);

  part = g_ptr_array_index (self->parts, self->parts->len - 1);
  g_return_if_fail (part->n_ways < MAX_WAYS);

  way = &part->ways[part->n_ways++];
  mpq_inits (way->earned, way->possible, NULL);
  mpq_set (way->earned, earned);
  mpq_set (way->possible, possible);
  way->applies = applies;
}

AttuneBestRatioResult
attune_best_ratio_find (AttuneBestRatio *self, mpq_t out_ratio)
{
  AttuneBestRatioResult result = ATTUNE_BEST_RATIO_FOUND;
  gboolean grows = TRUE;
  mpq_t next;

  if (!get_ratio (self, out_ratio))
    return ATTUNE_BEST_RATIO_NONE;

  mpq_init (next);
  while (grows && result == ATTUNE_BEST_RATIO_FOUND)
    {
      if (!take_ways (self, out_ratio))
        result = ATTUNE_BEST_RATIO_NONE;
      else if (!get_ratio (self, next))
        result = ATTUNE_BEST_RATIO_NO_LIMIT;
      else
        {
          grows = mpq_cmp (next, out_ratio) > 0;
          if (grows)
            mpq_set (out_ratio, next);
        }
    }
  mpq_clear (next);
  return result;
}
