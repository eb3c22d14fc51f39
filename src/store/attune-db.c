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

gboolean
attune_db_check_place (const char *location, GError **error)
{
  return attune_sqlite_check_new_place (location, error);
}

void
attune_db_remove (const char *location)
{
  attune_sqlite_remove (location);
}

void
attune_db_set_stop (AttuneDb *self, AttuneDbStop should_stop, gpointer data)
{
  self->provider->set_stop (self, should_stop, data);
}

AttuneResult *
attune_db_run (AttuneDb *self, const AttuneBatch *batch, GError **error)
{
  if (!attune_batch_is_valid (batch, error))
    return NULL;
  return self->provider->run (self, batch, error);
}

int
attune_db_get_version (AttuneDb *self, GError **error)
{
  return self->provider->get_version (self, error);
}

gboolean
attune_db_migrate (AttuneDb *self, const AttuneDbStep *step, GError **error)
{
  return self->provider->migrate (self, step, error);
}

GStrv
attune_db_table_to_sql (AttuneDb *self, const AttuneTable *table)
{
  return self->provider->table_to_sql (self, table);
}

const char *
attune_db_get_words_condition (AttuneDb *self)
{
  return self->provider->get_words_condition (self);
}

char *
attune_db_match_words (AttuneDb *self, const AttuneSearchTerms *terms, AttuneWordMatch match)
{
  return self->provider->match_words (self, terms, match);
}

gint64
attune_db_get_data_version (AttuneDb *self)
{
  return self->provider->get_data_version (self);
}

AttuneDbBackup *
attune_db_backup_begin (AttuneDb *self, const char *path, GError **error)
{
  return self->provider->backup_begin (self, path, error);
}

gboolean
attune_db_backup_step (AttuneDbBackup *self, double *out_fraction, GError **error)
{
  return self->provider->backup_step (self, out_fraction, error);
}

gboolean
attune_db_backup_finish (AttuneDbBackup *self, GError **error)
{
  return self->provider->backup_finish (self, error);
}

void
attune_db_backup_free (AttuneDbBackup *self)
{
  self->provider->backup_free (self);
}

gboolean
attune_db_copy (AttuneDb *self, const char *path, GError **error)
{
  g_autoptr (AttuneDbBackup) backup = attune_db_backup_begin (self, path, error);
  double fraction = 0.0;

  if (backup == NULL)
    return FALSE;
  while (fraction < 1.0)
    {
      if (!attune_db_backup_step (backup, &fraction, error))
        return FALSE;
    }
  return attune_db_backup_finish (backup, error);
}

GStrv
attune_db_find_damage (AttuneDb *self, const AttuneTable *const *tables, GError **error)
{
  return self->provider->find_damage (self, tables, error);
}

gboolean
attune_db_check_shape (AttuneDb *self, GError **error)
{
  return self->provider->check_shape (self, error);
}
