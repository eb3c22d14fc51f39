/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-batch-provider.h"
#include "attune-db.h"

/* What an engine implements; each function as the one of the same name in attune-db.h says. */
typedef struct
{
  const char *name;
  void (*set_stop) (AttuneDb *self, AttuneDbStop should_stop, gpointer data);
  AttuneResult *(*run) (AttuneDb *self, const AttuneBatch *batch, GError **error);
  int (*get_version) (AttuneDb *self, GError **error);
  gboolean (*migrate) (AttuneDb *self, const AttuneDbStep *step, GError **error);
  GStrv (*table_to_sql) (AttuneDb *self, const AttuneTable *table);
  const char *(*get_words_condition) (AttuneDb *self);
  char *(*match_words) (AttuneDb *self, const AttuneSearchTerms *terms, AttuneWordMatch match);
  gint64 (*get_data_version) (AttuneDb *self);
  AttuneDbBackup *(*backup_begin) (AttuneDb *self, const char *path, GError **error);
  gboolean (*backup_step) (AttuneDbBackup *self, double *out_fraction, GError **error);
  gboolean (*backup_finish) (AttuneDbBackup *self, GError **error);
  void (*backup_free) (AttuneDbBackup *self);
  GStrv (*find_damage) (AttuneDb *self, const AttuneTable *const *tables, GError **error);
  gboolean (*check_shape) (AttuneDb *db,
                           GError  **error);
  void (*close) (AttuneDb *self);
} AttuneDbProvider;

/* An engine's handle, and its backup, begin with these. */
struct _AttuneDb
{
  const AttuneDbProvider *provider;
};

struct _AttuneDbBackup
{
  const AttuneDbProvider *provider;
};
