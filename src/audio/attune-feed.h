/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-pcm.h"
#include "attune-talk-map.h"

/* One uninterrupted stretch of playing: what is heard from the moment sound begins until something is changed. */
typedef struct
{
  AttunePcm *pcm;
  gint64     start;
  /* Where it ends before the recording does, or -1. */
  gint64     stop;
  /* Repeated whenever `loop_end` is come to; equal: no loop. */
  gint64     loop_start;
  gint64     loop_end;
  /* Array of AttuneSpan left out, or NULL. Within the loop nothing is. */
  GArray    *skipped;
  guint      agent;
  guint      customer;
  /* -1.0 agent only, +1.0 customer only. */
  double     balance;
} AttuneTake;

void attune_take_copy (const AttuneTake *take,
                       AttuneTake       *out_copy);
void attune_take_clear (AttuneTake *take);

/* Turns a take into stereo blocks in the order they are heard, and remembers which frame of the recording each came
 * from. One thread at a time. */
typedef struct _AttuneFeed AttuneFeed;

typedef enum
{
  ATTUNE_FEED_BLOCK,   /* frames were written */
  ATTUNE_FEED_STARVED, /* the next frame is not ready yet */
  ATTUNE_FEED_END,     /* there is nothing more */
  ATTUNE_FEED_FAILED,  /* the sound could not be read */
} AttuneFeedResult;

AttuneFeed      *attune_feed_new (const AttuneTake *take);
void             attune_feed_free (AttuneFeed *self);
/* Writes up to `most` frames (2 × `most` values at `out`), `out_n` of them at least 1 with ATTUNE_FEED_BLOCK. */
AttuneFeedResult attune_feed_read (AttuneFeed *self,
                                   gsize       most,
                                   gint16     *out,
                                   gsize      *out_n,
                                   GError    **error);
/* The frame of the recording that the `fed`-th frame fed is; past the last one, where the feed went on to. */
gint64           attune_feed_get_source (AttuneFeed *self,
                                         gint64      fed);

/* What channel `c` adds to left and right: `gains[c]` and `gains[channels + c]`. In the middle each speaker is on a side,
 * the lower channel left; towards one speaker the other fades and that one comes to both ears. No sum of the two exceeds
 * full scale but where both are loud at once. Further channels are heard in the middle. */
void attune_balance_gains (guint  channels,
                           guint  agent,
                           guint  customer,
                           double balance,
                           float *gains);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFeed, attune_feed_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AttuneTake, attune_take_clear)
