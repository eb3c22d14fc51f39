/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-table.h"

static void
append_column (GString *sql, const AttuneColumn *column, const AttuneDialect *dialect)
{
  if (column->flags & ATTUNE_COLUMN_SERIAL)
    {
      g_string_append_printf (sql, "%s %s", column->name, dialect->serial);
      return;
    }

  g_string_append_printf (sql, "%s %s", column->name, dialect->type_names[column->type]);
  if (!(column->flags & ATTUNE_COLUMN_NULLABLE))
    g_string_append (sql, " NOT NULL");
  if (column->flags & ATTUNE_COLUMN_UNIQUE)
    g_string_append (sql, " UNIQUE");
  if (column->references != NULL)
    g_string_append_printf (sql, " REFERENCES %s (id)", column->references);
}

static void
append_primary_key (GString *sql, const AttuneTable *table)
{
  const char *separator = ", PRIMARY KEY (";

  for (const AttuneColumn *column = table->columns; column->name != NULL; column++)
    {
      if (!(column->flags & ATTUNE_COLUMN_KEY) || (column->flags & ATTUNE_COLUMN_SERIAL))
        continue;
      g_string_append (sql, separator);
      g_string_append (sql, column->name);
      separator = ", ";
    }
  if (separator[2] == '\0')
    g_string_append_c (sql, ')');
}

static char *
table_to_sql (const AttuneTable *table, const AttuneDialect *dialect)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE TABLE %s (", table->name);
  for (const AttuneColumn *column = table->columns; column->name != NULL; column++)
    {
      if (column != table->columns)
        g_string_append (sql, ", ");
      append_column (sql, column, dialect);
    }
  append_primary_key (sql, table);
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static char *
index_to_sql (const AttuneTable *table, const AttuneIndex *index, guint number)
{
  return g_strdup_printf ("CREATE %sINDEX %s_%u ON %s (%s)%s%s", index->is_unique ? "UNIQUE " : "",
                          table->name, number, table->name, index->columns,
                          index->where != NULL ? " WHERE " : "",
                          index->where != NULL ? index->where : "");
}

GStrv
attune_table_to_sql (const AttuneTable *table, const AttuneDialect *dialect)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (statements, table_to_sql (table, dialect));
  for (guint i = 0; table->indexes != NULL && table->indexes[i].columns != NULL; i++)
    g_ptr_array_add (statements, index_to_sql (table, &table->indexes[i], i + 1));
  g_ptr_array_add (statements, NULL);
  return (GStrv) g_ptr_array_steal (statements, NULL);
}
