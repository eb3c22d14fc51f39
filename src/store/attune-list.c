/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-list-private.h"

#include "attune-id-diff.h"

#define BLOCK_SIZE 256
#define FIRST_PAGE 64

/* What has been read is kept for so many blocks, whether anybody holds the rows or not. */
#define MAX_KEPT 16
/* Blocks read at a time, and waiting behind those: who drags through a long list wants the last ones. */
#define MAX_FETCHES 2
#define MAX_WANTED  4

#define MAX_SPLICES 32

/* How long changes are gathered before the ids are read again: at least so long, and so many times the reading. */
#define GATHER_MS     50
#define GATHER_FACTOR 5

struct _AttuneList
{
  GObject parent_instance;

  AttuneStore *store;
  gint64 actor;
  AttuneQuery query;
  char *text;
  GCancellable *cancellable;
  gulong changed_handler;

  guint n_items;
  GArray *ids; /* gint64; only the first ones until they are all there */
  gboolean has_all_ids;
  GHashTable *rows; /* gint64 -> AttuneListRow, unowned: every row that somebody holds */
  GHashTable
    *unplaced; /* position -> AttuneListRow, owned: those handed out before their ids were there */
  GQueue kept; /* GPtrArray of AttuneListRow, the last read at the head */

  GArray *wanted; /* guint: blocks, the most wanted last */
  guint n_fetches;
  guint last_block;

  gboolean is_loading;
  GError *error;

  /* Changes gathered since the last reading */
  guint gather_source;
  gboolean is_reading_ids;
  gboolean is_stale;      /* the ids may be others */
  gboolean are_all_stale; /* the values of all rows may be */
  GHashTable *stale;      /* gint64: or of these */
  gint64 reading_began;
  guint reading_ms;
};

static void attune_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttuneList,
                               attune_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, attune_list_model_init))

enum
{
  PROP_0,
  PROP_IS_LOADING,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void read_ids (AttuneList *self);
static void fetch_wanted (AttuneList *self);

/* What a callback of the store's knows of its list, which may be gone by then. */
typedef struct
{
  GWeakRef list;
  GPtrArray *rows; /* of a fetch: the AttuneListRow that wait for it */
} Request;

static Request *
request_new (AttuneList *self, GPtrArray *rows)
{
  Request *request = g_new0 (Request, 1);

  g_weak_ref_init (&request->list, self);
  request->rows = rows;
  return request;
}

static AttuneList *
request_finish (Request *request, GPtrArray **out_rows)
{
  AttuneList *self = g_weak_ref_get (&request->list);

  if (out_rows != NULL)
    *out_rows = g_steal_pointer (&request->rows);
  g_clear_pointer (&request->rows, g_ptr_array_unref);
  g_weak_ref_clear (&request->list);
  g_free (request);
  return self;
}

static void
set_loading (AttuneList *self, gboolean is_loading)
{
  if (self->is_loading == is_loading)
    return;

  self->is_loading = is_loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADING]);
}

/* Takes `error` over; a cancelled reading is nobody's trouble. */
static void
take_error (AttuneList *self, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* What had gone wrong is over: the reading has succeeded since. */
static void
forget_error (AttuneList *self)
{
  if (self->error == NULL)
    return;

  g_clear_error (&self->error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* The row of an id, a new one where nobody holds any. The caller's. */
static AttuneListRow *
get_row (AttuneList *self, gint64 id)
{
  AttuneListRow *row = g_hash_table_lookup (self->rows, &id);

  return row != NULL ? g_object_ref (row) : attune_list_row_new (self->query.kind, id, self->rows);
}

static void
keep (AttuneList *self, GPtrArray *rows)
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
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    values = attune_store_fetch_rows_finish (ATTUNE_STORE (source), result, &error);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (AttuneList) self = request_finish (data, &rows);

  if (self == NULL)
    return;

  self->n_fetches--;
  fill (rows, values);
  if (error != NULL)
    take_error (self, g_steal_pointer (&error));
  else
    {
      keep (self, g_steal_pointer (&rows));
      /* With the ids still unread the trouble is not over. */
      if (!self->is_stale)
        forget_error (self);
    }
  fetch_wanted (self);
}

/* Reads the values of `rows` (taken over), which have ids. */
static void
fetch (AttuneList *self, GPtrArray *rows)
{
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len);

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 id = attune_list_row_get_id (g_ptr_array_index (rows, i));

      attune_list_row_set_requested (g_ptr_array_index (rows, i), TRUE);
      g_array_append_val (ids, id);
    }
  self->n_fetches++;
  attune_store_fetch_rows_async (self->store, self->actor, self->query.kind,
                                 (const gint64 *) (gpointer) ids->data, ids->len, self->cancellable,
                                 fetched_cb, request_new (self, rows));
}

/* The rows of a block that have no value yet and wait for none. */
static GPtrArray *
find_missing (AttuneList *self, guint block)
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
fetch_wanted (AttuneList *self)
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
want (AttuneList *self, guint block)
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
want_position (AttuneList *self, guint position)
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

static GType
attune_list_get_item_type (GListModel *model)
{
  return ATTUNE_TYPE_LIST_ROW;
}

static guint
attune_list_get_n_items (GListModel *model)
{
  return ATTUNE_LIST (model)->n_items;
}

/* A row whose id is not there yet. */
static AttuneListRow *
get_unplaced (AttuneList *self, guint position)
{
  gpointer key = GUINT_TO_POINTER (position);
  AttuneListRow *row = g_hash_table_lookup (self->unplaced, key);

  if (row == NULL)
    {
      row = attune_list_row_new (self->query.kind, 0, self->rows);
      g_hash_table_insert (self->unplaced, key, row);
    }
  return g_object_ref (row);
}

static gpointer
attune_list_get_item (GListModel *model, guint position)
{
  AttuneList *self = ATTUNE_LIST (model);
  AttuneListRow *row;

  if (position >= self->n_items)
    return NULL;
  if (position >= self->ids->len)
    return get_unplaced (self, position);

  row = get_row (self, g_array_index (self->ids, gint64, position));
  if (attune_list_row_get_value (row) == NULL && !attune_list_row_is_requested (row))
    want_position (self, position);
  return row;
}

static void
attune_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = attune_list_get_item_type;
  interface->get_n_items = attune_list_get_n_items;
  interface->get_item = attune_list_get_item;
}

/* A row handed out before gets its id, and its value in time; one whose id another row has got meanwhile is replaced. */
static void
place_row (AttuneList *self, AttuneListRow *row, guint position)
{
  gint64 id;

  if (position >= self->ids->len)
    return;

  id = g_array_index (self->ids, gint64, position);
  if (g_hash_table_contains (self->rows, &id))
    {
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
      return;
    }
  attune_list_row_set_id (row, id);
  want_position (self, position);
}

static void
place_rows (AttuneList *self)
{
  g_autoptr (GHashTable) unplaced = g_steal_pointer (&self->unplaced);
  GHashTableIter iter;
  gpointer position, row;

  self->unplaced = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_hash_table_iter_init (&iter, unplaced);
  while (g_hash_table_iter_next (&iter, &position, &row))
    place_row (self, row, GPOINTER_TO_UINT (position));
}

static void
apply_splices (AttuneList *self, const GArray *ids)
{
  g_autoptr (GArray) splices = attune_id_diff (self->ids, ids, MAX_SPLICES);

  for (guint i = 0; i < splices->len; i++)
    {
      const AttuneSplice *splice = &g_array_index (splices, AttuneSplice, i);

      if (splice->n_removed > 0)
        g_array_remove_range (self->ids, splice->position, splice->n_removed);
      if (splice->n_added > 0)
        g_array_insert_vals (self->ids, splice->position,
                             &g_array_index (ids, gint64, splice->position), splice->n_added);
      self->n_items = self->ids->len;
      g_list_model_items_changed (G_LIST_MODEL (self), splice->position, splice->n_removed,
                                  splice->n_added);
    }
}

/* The first reading of the ids: of the list shown till then only the first page had any, and its length. */
static void
complete_ids (AttuneList *self, const GArray *ids)
{
  guint n_before = self->n_items;
  guint n_first = self->ids->len;
  guint n_same = 0;

  while (n_same < MIN (n_first, ids->len) &&
         g_array_index (self->ids, gint64, n_same) == g_array_index (ids, gint64, n_same))
    n_same++;

  if (n_same == n_first)
    n_same = MIN (n_before, ids->len);
  else
    g_hash_table_remove_all (self->unplaced);

  g_array_set_size (self->ids, 0);
  g_array_append_vals (self->ids, ids->data, ids->len);
  self->has_all_ids = TRUE;
  self->n_items = ids->len;
  if (n_same < n_before || n_same < ids->len)
    g_list_model_items_changed (G_LIST_MODEL (self), n_same, n_before - n_same, ids->len - n_same);
  place_rows (self);
}

/* Reads anew what may have changed of the rows that somebody holds. */
static void
refresh_values (AttuneList *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer id, row;

  if (self->are_all_stale)
    {
      g_queue_foreach (&self->kept, (GFunc) (GCallback) g_ptr_array_unref, NULL);
      g_queue_clear (&self->kept);
    }

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    {
      if (attune_list_row_get_value (row) == NULL ||
          !(self->are_all_stale || g_hash_table_contains (self->stale, id)))
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
  self->are_all_stale = FALSE;
  g_hash_table_remove_all (self->stale);
}

static gboolean
gather_cb (gpointer data)
{
  AttuneList *self = data;

  self->gather_source = 0;
  if (self->is_stale && !self->is_reading_ids)
    read_ids (self);
  return G_SOURCE_REMOVE;
}

static void
gather (AttuneList *self)
{
  if (self->gather_source == 0 && !self->is_reading_ids && self->is_stale)
    self->gather_source = g_timeout_add (GATHER_MS + GATHER_FACTOR * self->reading_ms, gather_cb,
                                         self);
}

/* Takes `error` over. The ids are as stale as they were: changes that have come meanwhile are followed now, and else the
 * next one is. */
static void
take_failure (AttuneList *self, GError *error)
{
  take_error (self, error);
  set_loading (self, FALSE);
  gather (self);
  self->is_stale = TRUE;
}

static void
ids_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  g_autoptr (GArray) ids = attune_store_list_ids_finish (ATTUNE_STORE (source), result, &error);
  g_autoptr (AttuneList) self = request_finish (data, NULL);

  if (self == NULL)
    {
      g_clear_error (&error);
      return;
    }

  self->is_reading_ids = FALSE;
  self->reading_ms = (guint) ((g_get_monotonic_time () - self->reading_began) / 1000);
  if (ids == NULL)
    {
      take_failure (self, error);
      return;
    }

  forget_error (self);
  set_loading (self, FALSE);
  if (self->has_all_ids)
    apply_splices (self, ids);
  else
    complete_ids (self, ids);
  refresh_values (self);
  gather (self);
}

static void
read_ids (AttuneList *self)
{
  self->is_stale = FALSE;
  self->is_reading_ids = TRUE;
  self->reading_began = g_get_monotonic_time ();
  attune_store_list_ids_async (self->store, self->actor, &self->query, self->cancellable, ids_cb,
                               request_new (self, NULL));
}

/* Shows the first page and the length of the list. */
static void
take_first (AttuneList *self, GPtrArray *values, guint count)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < values->len; i++)
    {
      gpointer value = g_steal_pointer (&values->pdata[i]);
      gint64 id;

      if (value == NULL)
        break;
      id = self->query.kind == ATTUNE_LIST_INTERACTIONS ? ((AttuneInteractionRow *) value)->id
                                                        : ((AttuneEvaluationRow *) value)->id;
      g_array_append_val (self->ids, id);
      g_ptr_array_add (rows, attune_list_row_new (self->query.kind, id, self->rows));
      attune_list_row_take_value (g_ptr_array_index (rows, i), value);
    }
  keep (self, rows);
  self->n_items = count;
  self->has_all_ids = count == self->ids->len;
  if (count > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, count);
}

static void
first_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  guint count = 0;
  g_autoptr (GPtrArray)
    values = attune_store_list_first_finish (ATTUNE_STORE (source), result, &count, &error);
  g_autoptr (AttuneList) self = request_finish (data, NULL);

  if (self == NULL)
    {
      g_clear_error (&error);
      return;
    }

  if (values == NULL)
    {
      take_failure (self, error);
      return;
    }

  take_first (self, values, count);
  if (!self->has_all_ids)
    read_ids (self);
  else
    {
      set_loading (self, FALSE);
      gather (self);
    }
}

/* Whether rows of this list show anything of what has changed. */
static gboolean
is_about (AttuneList *self, AttuneChangeKind kind)
{
  switch (kind)
    {
    case ATTUNE_CHANGE_PEOPLE:
    case ATTUNE_CHANGE_INTERACTION:
    case ATTUNE_CHANGE_EVALUATION:
      return TRUE;
    case ATTUNE_CHANGE_FORM:
      return self->query.kind == ATTUNE_LIST_EVALUATIONS;
    case ATTUNE_CHANGE_NOTE:
      return FALSE;
    }
  return FALSE;
}

static void
changed_cb (AttuneStore *store, int kind, gint64 id, gpointer data)
{
  AttuneList *self = data;
  AttuneChangeKind own = self->query.kind == ATTUNE_LIST_INTERACTIONS ? ATTUNE_CHANGE_INTERACTION
                                                                      : ATTUNE_CHANGE_EVALUATION;

  if (!is_about (self, (AttuneChangeKind) kind))
    return;

  if ((AttuneChangeKind) kind == own && id != 0)
    g_hash_table_add (self->stale, g_memdup2 (&id, sizeof id));
  else
    self->are_all_stale = TRUE;
  self->is_stale = TRUE;
  if (!self->is_loading)
    gather (self);
}

static void
attune_list_dispose (GObject *object)
{
  AttuneList *self = ATTUNE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->gather_source, g_source_remove);
  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_handler, self->store);
  g_clear_object (&self->store);
  g_queue_foreach (&self->kept, (GFunc) (GCallback) g_ptr_array_unref, NULL);
  g_queue_clear (&self->kept);
  g_hash_table_remove_all (self->unplaced);

  G_OBJECT_CLASS (attune_list_parent_class)->dispose (object);
}

static void
attune_list_finalize (GObject *object)
{
  AttuneList *self = ATTUNE_LIST (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->unplaced);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->stale);
  g_array_unref (self->ids);
  g_array_unref (self->wanted);
  g_clear_error (&self->error);
  g_free (self->text);

  G_OBJECT_CLASS (attune_list_parent_class)->finalize (object);
}

static void
attune_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneList *self = ATTUNE_LIST (object);

  switch (id)
    {
    case PROP_IS_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_list_class_init (AttuneListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = attune_list_dispose;
  object_class->finalize = attune_list_finalize;
  object_class->get_property = attune_list_get_property;

  properties[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_list_init (AttuneList *self)
{
  self->cancellable = g_cancellable_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  self->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->unplaced = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->stale = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_queue_init (&self->kept);
}

AttuneList *
attune_list_new (AttuneStore *store, gint64 actor, const AttuneQuery *query)
{
  AttuneList *self;

  g_return_val_if_fail (ATTUNE_IS_STORE (store), NULL);

  self = g_object_new (ATTUNE_TYPE_LIST, NULL);
  self->store = g_object_ref (store);
  self->actor = actor;
  self->query = *query;
  self->text = g_strdup (query->text);
  self->query.text = self->text;
  self->is_loading = TRUE;
  self->changed_handler = g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self,
                                                   0);
  attune_store_list_first_async (store, actor, query, FIRST_PAGE, self->cancellable, first_cb,
                                 request_new (self, NULL));
  return self;
}

gboolean
attune_list_is_loading (AttuneList *self)
{
  g_return_val_if_fail (ATTUNE_IS_LIST (self), FALSE);

  return self->is_loading;
}

const GError *
attune_list_get_error (AttuneList *self)
{
  g_return_val_if_fail (ATTUNE_IS_LIST (self), NULL);

  return self->error;
}

guint
attune_list_find (AttuneList *self, gint64 id)
{
  g_return_val_if_fail (ATTUNE_IS_LIST (self), G_MAXUINT);

  for (guint i = 0; i < self->ids->len; i++)
    {
      if (g_array_index (self->ids, gint64, i) == id)
        return i;
    }
  return G_MAXUINT;
}
