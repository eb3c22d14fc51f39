/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-trail.h"

#include <string.h>

static void
add_int (GChecksum *sum, gint64 value)
{
  gint64 bytes = GINT64_TO_BE (value);

  g_checksum_update (sum, (const guchar *) &bytes, sizeof bytes);
}

static void
add_bytes (GChecksum *sum, gconstpointer data, gsize size)
{
  add_int (sum, (gint64) size);
  g_checksum_update (sum, data, (gssize) size);
}

static void
get_digest (GChecksum *sum, guint8 *hash)
{
  gsize size = ATTUNE_TRAIL_HASH_SIZE;

  g_checksum_get_digest (sum, hash, &size);
}

void
attune_trail_hash_event (const AttuneTrailEvent *event, guint8 hash[ATTUNE_TRAIL_HASH_SIZE])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  add_int (sum, event->writer);
  add_int (sum, event->seq);
  add_int (sum, event->at);
  add_int (sum, event->actor);
  add_bytes (sum, event->verb, strlen (event->verb));
  add_int (sum, event->subject);
  add_bytes (sum, event->content_hash != NULL ? event->content_hash : (const guint8 *) "",
             event->content_hash != NULL ? ATTUNE_TRAIL_HASH_SIZE : 0);
  add_bytes (sum, event->heads, strlen (event->heads));
  add_bytes (sum, event->previous, ATTUNE_TRAIL_HASH_SIZE);
  get_digest (sum, hash);
}

void
attune_trail_hash_content (const guint8 *salt,
                           gconstpointer content,
                           gsize size,
                           guint8 hash[ATTUNE_TRAIL_HASH_SIZE])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, salt, ATTUNE_TRAIL_SALT_SIZE);
  g_checksum_update (sum, content, (gssize) size);
  get_digest (sum, hash);
}
