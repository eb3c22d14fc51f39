/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gmp.h>

/* The greatest ratio of two sums, what is earned over what is possible, where each part brings to both in one of several
 * ways. Found by Dinkelbach's method: for a guess of the ratio every part takes its best way of earned − guess · possible,
 * and the ratio of those is the next guess. */
typedef struct _AttuneBestRatio AttuneBestRatio;

typedef enum
{
  ATTUNE_BEST_RATIO_FOUND,
  ATTUNE_BEST_RATIO_NONE,     /* nothing applies, or nothing is possible */
  ATTUNE_BEST_RATIO_NO_LIMIT, /* parts can leave until next to nothing is possible */
} AttuneBestRatioResult;

AttuneBestRatio *attune_best_ratio_new        (void);
void             attune_best_ratio_free       (AttuneBestRatio *self);
void             attune_best_ratio_begin_part (AttuneBestRatio *self);
/* Adds a way to the part begun last, 4 at the most; those that apply come first. One that applies has to be among those
 * that are taken. */
void             attune_best_ratio_add_way    (AttuneBestRatio *self,
                                               const mpq_t      earned,
                                               const mpq_t      possible,
                                               gboolean         applies);
/* Writes `out_ratio`, which the caller has initialised, where it is found. */
AttuneBestRatioResult attune_best_ratio_find  (AttuneBestRatio *self,
                                               mpq_t            out_ratio);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneBestRatio, attune_best_ratio_free)
