/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-place.h"

guint
attune_place_add_reading (AttuneBatch *batch, gint64 person, const char *key, gint64 subject)
{
  guint statement = attune_batch_add (
    batch, "SELECT value FROM place WHERE person_id = $person AND key = $key AND subject_id = $id",
    "t");

  attune_batch_bind_int (batch, "person", person);
  attune_batch_bind_text (batch, "key", key);
  attune_batch_bind_int (batch, "id", subject);
  return statement;
}

gboolean
attune_place_keep (AttuneStore *store,
                   gint64 person,
                   const char *key,
                   gint64 subject,
                   const char *value,
                   GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;

  if (!attune_store_check_writable (store, NULL))
    return TRUE;

  attune_batch_add (batch,
                    ATTUNE_PLACE_INSERT
                    " VALUES ($person, $key, $id, $value, $now)" ATTUNE_PLACE_REPLACE,
                    "");
  attune_batch_bind_int (batch, "person", person);
  attune_batch_bind_text (batch, "key", key);
  attune_batch_bind_int (batch, "id", subject);
  attune_batch_bind_text (batch, "value", value);
  attune_batch_bind_int (batch, "now", attune_id_source_now (attune_store_get_ids (store)));
  result = attune_db_run (attune_store_get_db (store), batch, error);
  return result != NULL;
}
