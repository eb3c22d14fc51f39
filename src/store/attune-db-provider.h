/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-batch-provider.h"
#include "attune-db.h"

/* What an engine implements; each function as the one of the same name in attune-db.h says. */
typedef struct
{
  const char *name;
  AttuneResult *(*run) (AttuneDb *self, const AttuneBatch *batch, GError **error);
  int (*get_version) (AttuneDb *self);
  gboolean (*migrate) (AttuneDb *self, int version, const char *const *statements, GError **error);
  GStrv (*table_to_sql) (AttuneDb *self, const AttuneTable *table);
  gint64 (*get_data_version) (AttuneDb *self);
  gboolean (*backup) (AttuneDb *self, const char *path, AttuneDbProgress progress, gpointer data, GError **error);
  GStrv (*find_damage) (AttuneDb *self, GError **error);
  void (*close) (AttuneDb *self);
} AttuneDbProvider;

/* An engine's handle begins with this. */
struct _AttuneDb
{
  const AttuneDbProvider *provider;
};
