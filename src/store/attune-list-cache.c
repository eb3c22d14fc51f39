/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-list-cache.h"

#include "attune-list-private.h"

#define BLOCK_SIZE 256

/* What has been read is kept for so many blocks. */
#define MAX_KEPT 16
/* Blocks read at a time, and waiting behind those: who drags through a long list wants the last ones. */
#define MAX_FETCHES 2
#define MAX_WANTED  4

struct _AttuneListCache
{
  AttuneStore *store; /* NULL once closed */
  gint64 actor;
  AttuneListKind kind;
  GArray *ids; /* gint64; the list's */
  AttuneListCacheTold told;
  gpointer data;
  GCancellable *cancellable;

  GHashTable *rows; /* gint64 -> AttuneListRow, unowned: every row that somebody holds */
  GQueue kept;      /* GPtrArray of AttuneListRow, the last read at the head */
  GArray *wanted;   /* guint: blocks, the most wanted last */
  guint n_fetches;
  guint last_block;
};

/* A reading under way, which may outlive the list. */
typedef struct
{
  AttuneListCache *cache;
  GPtrArray *rows; /* AttuneListRow that wait for it */
} Fetch;

static void fetch_wanted (AttuneListCache *self);

static void
clear_cache (gpointer data)
{
  AttuneListCache *self = data;

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->rows);
  g_array_unref (self->ids);
  g_array_unref (self->wanted);
}

static void
forget_kept (AttuneListCache *self)
{
  g_queue_foreach (&self->kept, (GFunc) (GCallback) g_ptr_array_unref, NULL);
  g_queue_clear (&self->kept);
}

AttuneListCache *
attune_list_cache_new (AttuneStore *store,
                       gint64 actor,
                       AttuneListKind kind,
                       GArray *ids,
                       AttuneListCacheTold told,
                       gpointer data)
{
  AttuneListCache *self = g_rc_box_new0 (AttuneListCache);

  self->store = g_object_ref (store);
  self->actor = actor;
  self->kind = kind;
  self->ids = g_array_ref (ids);
  self->told = told;
  self->data = data;
  self->cancellable = g_cancellable_new ();
  self->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  g_queue_init (&self->kept);
  return self;
}

void
attune_list_cache_close (AttuneListCache *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  forget_kept (self);
  g_rc_box_release_full (self, clear_cache);
}

/* The row of an id, a new one where nobody holds any. The caller's. */
static AttuneListRow *
get_row (AttuneListCache *self, gint64 id)
{
  AttuneListRow *row = g_hash_table_lookup (self->rows, &id);

  return row != NULL ? g_object_ref (row) : attune_list_row_new (self->kind, id, self->rows);
}

static void
keep (AttuneListCache *self, GPtrArray *rows)
{
  g_queue_push_head (&self->kept, rows);
  if (self->kept.length > MAX_KEPT)
    g_ptr_array_unref (g_queue_pop_tail (&self->kept));
}

/* Hands the values read to the rows that wait for them. */
static void
fill (GPtrArray *rows, GPtrArray *values)
{
  for (guint i = 0; i < rows->len; i++)
    attune_list_row_take_value (g_ptr_array_index (rows, i),
                                values != NULL ? g_steal_pointer (&values->pdata[i]) : NULL);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fetch *fetch = data;
  AttuneListCache *self = fetch->cache;
  GError *error = NULL;
  g_autoptr (GPtrArray)
    values = attune_store_fetch_rows_finish (ATTUNE_STORE (source), result, &error);
  g_autoptr (GPtrArray) rows = fetch->rows;

  g_free (fetch);
  if (self->store == NULL)
    g_clear_error (&error);
  else
    {
      self->n_fetches--;
      fill (rows, values);
      if (error == NULL)
        keep (self, g_steal_pointer (&rows));
      self->told (error, self->data);
      fetch_wanted (self);
    }
  g_rc_box_release_full (self, clear_cache);
}

/* Reads the values of `rows` (taken over). */
static void
fetch (AttuneListCache *self, GPtrArray *rows)
{
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len);
  Fetch *fetch = g_new (Fetch, 1);

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 id = attune_list_row_get_id (g_ptr_array_index (rows, i));

      attune_list_row_set_requested (g_ptr_array_index (rows, i), TRUE);
      g_array_append_val (ids, id);
    }
  self->n_fetches++;
  *fetch = (Fetch){ g_rc_box_acquire (self), rows };
  attune_store_fetch_rows_async (self->store, self->actor, self->kind,
                                 (const gint64 *) (gpointer) ids->data, ids->len, self->cancellable,
                                 fetched_cb, fetch);
}

/* The rows of a block that have no value yet and wait for none. */
static GPtrArray *
find_missing (AttuneListCache *self, guint block)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint end = MIN ((block + 1) * BLOCK_SIZE, self->ids->len);

  for (guint i = block * BLOCK_SIZE; i < end; i++)
    {
      AttuneListRow *row = get_row (self, g_array_index (self->ids, gint64, i));

      if (attune_list_row_get_value (row) == NULL && !attune_list_row_is_requested (row))
        g_ptr_array_add (rows, row);
      else
        g_object_unref (row);
    }
  return rows;
}

static void
fetch_wanted (AttuneListCache *self)
{
  while (self->wanted->len > 0 && self->n_fetches < MAX_FETCHES)
    {
      guint block = g_array_index (self->wanted, guint, self->wanted->len - 1);
      g_autoptr (GPtrArray) rows = find_missing (self, block);

      g_array_set_size (self->wanted, self->wanted->len - 1);
      if (rows->len > 0)
        fetch (self, g_steal_pointer (&rows));
    }
}

static void
want (AttuneListCache *self, guint block)
{
  for (guint i = 0; i < self->wanted->len; i++)
    {
      if (g_array_index (self->wanted, guint, i) == block)
        {
          g_array_remove_index (self->wanted, i);
          break;
        }
    }
  g_array_append_val (self->wanted, block);
  if (self->wanted->len > MAX_WANTED)
    g_array_remove_index (self->wanted, 0);
}

/* Wants the block of a position, and before it the next one in the direction of the journey. */
static void
want_position (AttuneListCache *self, guint position)
{
  guint block = position / BLOCK_SIZE;
  gboolean is_backward = block < self->last_block;
  guint n_blocks = (self->ids->len + BLOCK_SIZE - 1) / BLOCK_SIZE;

  if (is_backward && block > 0)
    want (self, block - 1);
  else if (!is_backward && block + 1 < n_blocks)
    want (self, block + 1);
  self->last_block = block;
  want (self, block);
  fetch_wanted (self);
}

AttuneListRow *
attune_list_cache_get (AttuneListCache *self, guint position)
{
  AttuneListRow *row = get_row (self, g_array_index (self->ids, gint64, position));

  if (attune_list_row_get_value (row) == NULL && !attune_list_row_is_requested (row))
    want_position (self, position);
  return row;
}

void
attune_list_cache_take (AttuneListCache *self, GPtrArray *values)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < values->len; i++)
    g_ptr_array_add (rows, get_row (self, g_array_index (self->ids, gint64, i)));
  fill (rows, values);
  keep (self, rows);
}

void
attune_list_cache_refresh (AttuneListCache *self, GHashTable *ids)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer id, row;

  if (ids == NULL)
    forget_kept (self);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    {
      if (attune_list_row_get_value (row) == NULL ||
          !(ids == NULL || g_hash_table_contains (ids, id)))
        continue;
      g_ptr_array_add (rows, g_object_ref (row));
      if (rows->len == BLOCK_SIZE)
        {
          fetch (self, rows);
          rows = g_ptr_array_new_with_free_func (g_object_unref);
        }
    }
  if (rows->len > 0)
    fetch (self, g_steal_pointer (&rows));
  g_clear_pointer (&rows, g_ptr_array_unref);
}
