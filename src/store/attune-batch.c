/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-batch-provider.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _AttuneBatch
{
  AttuneBatchKind kind;
  GArray *statements; /* AttuneStatement */
  GArray *parameters; /* AttuneParameter, those of a statement in one run */
  GPtrArray *kept;    /* strings that live as long as the batch */
  const char *invalid;
};

struct _AttuneRows
{
  const char *types;
  guint n_columns;
  guint n_rows;
  guint n_changes;
  GArray *cells; /* AttuneValue, row by row */
};

struct _AttuneResult
{
  guint n_statements;
  AttuneRows rows[];
};

static void
clear_value (gpointer data)
{
  AttuneValue *value = data;

  if (value->type == ATTUNE_VALUE_TEXT)
    g_free (value->text);
  else if (value->type == ATTUNE_VALUE_BLOB)
    g_bytes_unref (value->blob);
  value->type = ATTUNE_VALUE_NULL;
}

static void
clear_parameter (gpointer data)
{
  AttuneParameter *parameter = data;

  clear_value (&parameter->value);
}

AttuneBatch *
attune_batch_new (AttuneBatchKind kind)
{
  AttuneBatch *self = g_new0 (AttuneBatch, 1);

  self->kind = kind;
  self->statements = g_array_new (FALSE, TRUE, sizeof (AttuneStatement));
  self->parameters = g_array_new (FALSE, TRUE, sizeof (AttuneParameter));
  g_array_set_clear_func (self->parameters, clear_parameter);
  self->kept = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
attune_batch_free (AttuneBatch *self)
{
  g_array_unref (self->statements);
  g_array_unref (self->parameters);
  g_ptr_array_unref (self->kept);
  g_free (self);
}

guint
attune_batch_add (AttuneBatch *self, const char *sql, const char *row_types)
{
  AttuneStatement statement = { .sql = sql,
                                .row_types = row_types,
                                .first_parameter = self->parameters->len,
                                .expected_rows = ATTUNE_ANY_CHANGES };

  g_array_append_val (self->statements, statement);
  return self->statements->len - 1;
}

static void
bind_value (AttuneBatch *self, const char *name, AttuneValue value)
{
  AttuneParameter parameter = { name, value };
  AttuneStatement *statement;

  g_assert (self->statements->len > 0);
  statement = &g_array_index (self->statements, AttuneStatement, self->statements->len - 1);
  statement->n_parameters++;
  g_array_append_val (self->parameters, parameter);
}

void
attune_batch_bind_int (AttuneBatch *self, const char *name, gint64 value)
{
  bind_value (self, name, (AttuneValue){ ATTUNE_VALUE_INT, { .integer = value } });
}

void
attune_batch_bind_real (AttuneBatch *self, const char *name, double value)
{
  bind_value (self, name, (AttuneValue){ ATTUNE_VALUE_REAL, { .real = value } });
}

void
attune_batch_bind_text (AttuneBatch *self, const char *name, const char *value)
{
  if (value == NULL)
    {
      attune_batch_bind_null (self, name);
      return;
    }

  if (!g_utf8_validate (value, -1, NULL))
    self->invalid = name;
  bind_value (self, name, (AttuneValue){ ATTUNE_VALUE_TEXT, { .text = g_strdup (value) } });
}

void
attune_batch_bind_blob (AttuneBatch *self, const char *name, GBytes *value)
{
  if (value == NULL)
    attune_batch_bind_null (self, name);
  else
    bind_value (self, name, (AttuneValue){ ATTUNE_VALUE_BLOB, { .blob = g_bytes_ref (value) } });
}

void
attune_batch_bind_null (AttuneBatch *self, const char *name)
{
  bind_value (self, name, (AttuneValue){ ATTUNE_VALUE_NULL });
}

void
attune_batch_bind_id (AttuneBatch *self, const char *name, gint64 value)
{
  if (value == 0)
    attune_batch_bind_null (self, name);
  else
    attune_batch_bind_int (self, name, value);
}

void
attune_batch_bind_known (AttuneBatch *self, const char *name, gint64 value)
{
  if (value < 0)
    attune_batch_bind_null (self, name);
  else
    attune_batch_bind_int (self, name, value);
}

void
attune_batch_expect (AttuneBatch *self, guint n_rows, AttuneStoreError code, const char *what)
{
  AttuneStatement *statement = &g_array_index (self->statements, AttuneStatement,
                                               self->statements->len - 1);

  statement->expected_rows = n_rows;
  statement->expectation_code = code;
  statement->expectation = attune_batch_keep (self, g_strdup (what));
}

const char *
attune_batch_keep (AttuneBatch *self, char *sql)
{
  g_ptr_array_add (self->kept, sql);
  return sql;
}

AttuneBatchKind
attune_batch_get_kind (const AttuneBatch *self)
{
  return self->kind;
}

guint
attune_batch_get_n_statements (const AttuneBatch *self)
{
  return self->statements->len;
}

void
attune_batch_truncate (AttuneBatch *self, guint n_statements)
{
  if (n_statements >= self->statements->len)
    return;

  g_array_set_size (
    self->parameters,
    g_array_index (self->statements, AttuneStatement, n_statements).first_parameter);
  g_array_set_size (self->statements, n_statements);
}

const AttuneStatement *
attune_batch_get_statement (const AttuneBatch *self, guint index)
{
  return &g_array_index (self->statements, AttuneStatement, index);
}

const AttuneParameter *
attune_batch_get_parameters (const AttuneBatch *self, const AttuneStatement *statement)
{
  return (const AttuneParameter *) (gpointer) self->parameters->data + statement->first_parameter;
}

gboolean
attune_batch_is_valid (const AttuneBatch *self, GError **error)
{
  if (self->invalid == NULL)
    return TRUE;

  g_set_error (
    error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
    _ ("The text for “%s” is not valid UTF-8; nothing was saved. Type or import it again."),
    self->invalid);
  return FALSE;
}

gboolean
attune_statement_holds (const AttuneStatement *statement, guint n_rows, GError **error)
{
  if (statement->expected_rows == ATTUNE_ANY_CHANGES || statement->expected_rows == n_rows)
    return TRUE;

  g_set_error_literal (error, ATTUNE_STORE_ERROR, statement->expectation_code,
                       statement->expectation);
  return FALSE;
}

AttuneResult *
attune_result_new (const AttuneBatch *batch)
{
  guint n = batch->statements->len;
  AttuneResult *self = g_malloc0 (sizeof (AttuneResult) + n * sizeof (AttuneRows));

  self->n_statements = n;
  for (guint i = 0; i < n; i++)
    {
      self->rows[i].types = attune_batch_get_statement (batch, i)->row_types;
      self->rows[i].n_columns = strlen (self->rows[i].types);
    }
  return self;
}

void
attune_result_free (AttuneResult *self)
{
  for (guint i = 0; i < self->n_statements; i++)
    g_clear_pointer (&self->rows[i].cells, g_array_unref);
  g_free (self);
}

AttuneValue *
attune_result_add_row (AttuneResult *self, guint statement)
{
  AttuneRows *rows = &self->rows[statement];

  if (rows->cells == NULL)
    {
      rows->cells = g_array_new (FALSE, TRUE, sizeof (AttuneValue));
      g_array_set_clear_func (rows->cells, clear_value);
    }

  rows->n_rows++;
  g_array_set_size (rows->cells, rows->n_rows * rows->n_columns);
  return &g_array_index (rows->cells, AttuneValue, (rows->n_rows - 1) * rows->n_columns);
}

void
attune_result_set_changes (AttuneResult *self, guint statement, guint n_changes)
{
  self->rows[statement].n_changes = n_changes;
}

const AttuneRows *
attune_result_rows (const AttuneResult *self, guint statement)
{
  g_assert (statement < self->n_statements);
  return &self->rows[statement];
}

guint
attune_result_changes (const AttuneResult *self, guint statement)
{
  return attune_result_rows (self, statement)->n_changes;
}

guint
attune_rows_get_n (const AttuneRows *self)
{
  return self->n_rows;
}

static const AttuneValue *
get_cell (const AttuneRows *self, guint row, guint column)
{
  g_assert (row < self->n_rows && column < self->n_columns);
  return &g_array_index (self->cells, AttuneValue, row * self->n_columns + column);
}

gboolean
attune_rows_is_null (const AttuneRows *self, guint row, guint column)
{
  return get_cell (self, row, column)->type == ATTUNE_VALUE_NULL;
}

gint64
attune_rows_get_int (const AttuneRows *self, guint row, guint column)
{
  const AttuneValue *cell = get_cell (self, row, column);

  g_assert (self->types[column] == 'i');
  return cell->type == ATTUNE_VALUE_NULL ? 0 : cell->integer;
}

double
attune_rows_get_real (const AttuneRows *self, guint row, guint column)
{
  const AttuneValue *cell = get_cell (self, row, column);

  g_assert (self->types[column] == 'r');
  return cell->type == ATTUNE_VALUE_NULL ? 0.0 : cell->real;
}

const char *
attune_rows_get_text (const AttuneRows *self, guint row, guint column)
{
  const AttuneValue *cell = get_cell (self, row, column);

  g_assert (self->types[column] == 't');
  return cell->type == ATTUNE_VALUE_NULL ? NULL : cell->text;
}

char *
attune_rows_dup_text (const AttuneRows *self, guint row, guint column)
{
  return g_strdup (attune_rows_get_text (self, row, column));
}

GBytes *
attune_rows_get_blob (const AttuneRows *self, guint row, guint column)
{
  const AttuneValue *cell = get_cell (self, row, column);

  g_assert (self->types[column] == 'b');
  return cell->type == ATTUNE_VALUE_NULL ? NULL : cell->blob;
}
