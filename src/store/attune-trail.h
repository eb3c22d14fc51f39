/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-batch.h"

#define ATTUNE_TRAIL_HASH_SIZE 32
#define ATTUNE_TRAIL_SALT_SIZE 16

/* One event of the trail, as it is hashed. `heads` is the newest hashes of other chains that its writer had seen, as
 * "writer:seq:hex" in order of writer with commas between. `content_hash` is SHA-256 (salt ‖ content), or NULL. */
typedef struct
{
  gint64 writer;
  gint64 seq;
  gint64 at;
  gint64 actor;
  const char *verb;
  gint64 subject;
  const guint8 *content_hash;
  const char *heads;
  guint8 previous[ATTUNE_TRAIL_HASH_SIZE];
} AttuneTrailEvent;

/* SHA-256 over every field in order: integers as 8 bytes big-endian, texts and bytes with their length before them. */
void attune_trail_hash_event   (const AttuneTrailEvent *event,
                                guint8                  hash[ATTUNE_TRAIL_HASH_SIZE]);
void attune_trail_hash_content (const guint8 *salt,
                                gconstpointer content,
                                gsize         size,
                                guint8        hash[ATTUNE_TRAIL_HASH_SIZE]);
