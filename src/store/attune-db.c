/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-db-provider.h"

#include "attune-sqlite.h"

AttuneDb *
attune_db_open (const char *location, AttuneDbMode mode, GError **error)
{
  return attune_sqlite_open (location, mode, NULL, error);
}

void
attune_db_close (AttuneDb *self)
{
  self->provider->close (self);
}

AttuneResult *
attune_db_run (AttuneDb *self, const AttuneBatch *batch, GError **error)
{
  if (!attune_batch_is_valid (batch, error))
    return NULL;
  return self->provider->run (self, batch, error);
}

int
attune_db_get_version (AttuneDb *self)
{
  return self->provider->get_version (self);
}

gboolean
attune_db_migrate (AttuneDb *self, int version, const char *const *statements, GError **error)
{
  return self->provider->migrate (self, version, statements, error);
}

GStrv
attune_db_table_to_sql (AttuneDb *self, const AttuneTable *table)
{
  return self->provider->table_to_sql (self, table);
}

gint64
attune_db_get_data_version (AttuneDb *self)
{
  return self->provider->get_data_version (self);
}

gboolean
attune_db_backup (AttuneDb *self,
                  const char *path,
                  AttuneDbProgress progress,
                  gpointer data,
                  GError **error)
{
  return self->provider->backup (self, path, progress, data, error);
}

GStrv
attune_db_find_damage (AttuneDb *self, GError **error)
{
  return self->provider->find_damage (self, error);
}
