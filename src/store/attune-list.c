/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-list.h"

#define BLOCK_SIZE 256
/* Rows that are read together with the count, before the ids are all there. */
#define FIRST_PAGE 64
/* Blocks of values that are kept; those used longest ago go first. Rows that somebody holds keep theirs. */
#define MAX_BLOCKS 16

/* Rows ------------------------------------------------------------------------------------------------------------ */

struct _AttuneListRow
{
  GObject parent_instance;

  AttuneListKind kind;
  gint64 id;
  gpointer value;   /* AttuneInteractionRow or AttuneEvaluationRow, owned; NULL until read */
  AttuneList *list; /* borrowed; NULL once the list is gone */
};

G_DEFINE_FINAL_TYPE (AttuneListRow, attune_list_row, G_TYPE_OBJECT)

enum
{
  ROW_PROP_0,
  ROW_PROP_VALUE,
  N_ROW_PROPERTIES
};

static GParamSpec *row_properties[N_ROW_PROPERTIES];

static void
free_value (AttuneListKind kind, gpointer value)
{
  if (value == NULL)
    return;
  if (kind == ATTUNE_LIST_INTERACTIONS)
    attune_interaction_row_free (value);
  else
    attune_evaluation_row_free (value);
}

static gpointer
copy_value (AttuneListKind kind, gconstpointer value)
{
  if (value == NULL)
    return NULL;
  return kind == ATTUNE_LIST_INTERACTIONS ? (gpointer) attune_interaction_row_copy (value)
                                          : (gpointer) attune_evaluation_row_copy (value);
}

static void forget_row (AttuneList *self, AttuneListRow *row);

static void
attune_list_row_finalize (GObject *object)
{
  AttuneListRow *self = ATTUNE_LIST_ROW (object);

  if (self->list != NULL)
    forget_row (self->list, self);
  free_value (self->kind, self->value);

  G_OBJECT_CLASS (attune_list_row_parent_class)->finalize (object);
}

static void
attune_list_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_pointer (value, ATTUNE_LIST_ROW (object)->value);
}

static void
attune_list_row_class_init (AttuneListRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = attune_list_row_finalize;
  object_class->get_property = attune_list_row_get_property;

  row_properties[ROW_PROP_VALUE] = g_param_spec_pointer ("value", NULL, NULL,
                                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                           G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_ROW_PROPERTIES, row_properties);
}

static void
attune_list_row_init (AttuneListRow *self)
{
}

gint64
attune_list_row_get_id (AttuneListRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_LIST_ROW (self), 0);

  return self->id;
}

gconstpointer
attune_list_row_get_value (AttuneListRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_LIST_ROW (self), NULL);

  return self->value;
}

static void
fill_row (AttuneListRow *self, gconstpointer value)
{
  free_value (self->kind, self->value);
  self->value = copy_value (self->kind, value);
  g_object_notify_by_pspec (G_OBJECT (self), row_properties[ROW_PROP_VALUE]);
}

/* The list ---------------------------------------------------------------------------------------------------------- */

struct _AttuneList
{
  GObject parent_instance;

  AttuneStore *store;
  gint64 actor;
  AttuneQuery query;
  char *text; /* what `query.text` points at */

  GCancellable *cancellable;
  GArray *ids;   /* gint64, in order; of the first page only, while the others are on their way */
  guint n_items; /* as told to listeners */
  GHashTable *rows;   /* id -> AttuneListRow, borrowed: those that somebody holds */
  GHashTable *blocks; /* block number -> GPtrArray of values, or NULL while it is being read */
  GQueue recent;      /* block numbers, the newest first */
  GError *error;
  gboolean is_loading;
  gboolean is_stale; /* something changed while loading: load again afterwards */
};

static void attune_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttuneList,
                               attune_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, attune_list_iface_init))

enum
{
  PROP_0,
  PROP_IS_LOADING,
  PROP_ERROR,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void load (AttuneList *self);

static void
forget_row (AttuneList *self, AttuneListRow *row)
{
  g_hash_table_remove (self->rows, &row->id);
}

static gint64
get_id (AttuneList *self, guint position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

static gint64
get_value_id (AttuneList *self, gconstpointer value)
{
  return self->query.kind == ATTUNE_LIST_INTERACTIONS ? ((const AttuneInteractionRow *) value)->id
                                                      : ((const AttuneEvaluationRow *) value)->id;
}

/* Hands the values of a block to the rows that wait for them. */
static void
fill_rows (AttuneList *self, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    {
      gconstpointer value = g_ptr_array_index (values, i);
      gint64 id;
      AttuneListRow *row;

      if (value == NULL)
        continue;
      id = get_value_id (self, value);
      row = g_hash_table_lookup (self->rows, &id);
      if (row != NULL)
        fill_row (row, value);
    }
}

static void
keep_block (AttuneList *self, guint block, GPtrArray *values)
{
  g_hash_table_replace (self->blocks, GUINT_TO_POINTER (block), values);
  g_queue_remove (&self->recent, GUINT_TO_POINTER (block));
  g_queue_push_head (&self->recent, GUINT_TO_POINTER (block));
  while (self->recent.length > MAX_BLOCKS)
    g_hash_table_remove (self->blocks, g_queue_pop_tail (&self->recent));
}

/* A block on its way. */
typedef struct
{
  AttuneList *list;
  GCancellable *cancellable; /* the one it was asked under: another one means another set of ids */
  guint block;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->list);
  g_object_unref (fetch->cancellable);
  g_free (fetch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
set_error (AttuneList *self, GError *error)
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

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Fetch) fetch = data;
  AttuneList *self = fetch->list;
  g_autoptr (GError) error = NULL;
  GPtrArray *values = attune_store_fetch_rows_finish (ATTUNE_STORE (source), result, &error);

  if (fetch->cancellable != self->cancellable)
    {
      g_clear_pointer (&values, g_ptr_array_unref);
      return;
    }
  if (values == NULL)
    {
      g_hash_table_remove (self->blocks, GUINT_TO_POINTER (fetch->block));
      set_error (self, g_steal_pointer (&error));
      return;
    }

  keep_block (self, fetch->block, values);
  fill_rows (self, values);
}

static void
fetch_block (AttuneList *self, guint block)
{
  guint first = block * BLOCK_SIZE;
  Fetch *fetch;

  if (first >= self->ids->len || g_hash_table_contains (self->blocks, GUINT_TO_POINTER (block)))
    return;

  fetch = g_new0 (Fetch, 1);
  fetch->list = g_object_ref (self);
  fetch->cancellable = g_object_ref (self->cancellable);
  fetch->block = block;
  g_hash_table_insert (self->blocks, GUINT_TO_POINTER (block), NULL);
  attune_store_fetch_rows_async (self->store, self->actor, self->query.kind,
                                 &g_array_index (self->ids, gint64, first),
                                 MIN (BLOCK_SIZE, self->ids->len - first), self->cancellable,
                                 fetched_cb, fetch);
}

/* The value at `position` when its block is there. */
static gconstpointer
find_value (AttuneList *self, guint position)
{
  GPtrArray *values = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (position / BLOCK_SIZE));

  if (values == NULL || position % BLOCK_SIZE >= values->len)
    return NULL;
  return g_ptr_array_index (values, position % BLOCK_SIZE);
}

static AttuneListRow *
make_row (AttuneList *self, gint64 id)
{
  AttuneListRow *row = g_object_new (ATTUNE_TYPE_LIST_ROW, NULL);

  row->kind = self->query.kind;
  row->id = id;
  row->list = self;
  g_hash_table_insert (self->rows, &row->id, row);
  return row;
}

static gpointer
attune_list_get_item (GListModel *model, guint position)
{
  AttuneList *self = ATTUNE_LIST (model);
  gint64 id = get_id (self, position);
  AttuneListRow *row;
  gconstpointer value;

  if (position >= self->ids->len)
    return NULL;

  row = g_hash_table_lookup (self->rows, &id);
  if (row != NULL)
    return g_object_ref (row);

  row = make_row (self, id);
  value = find_value (self, position);
  if (value != NULL)
    row->value = copy_value (self->query.kind, value);
  else
    fetch_block (self, position / BLOCK_SIZE);
  return row;
}

static guint
attune_list_get_n_items (GListModel *model)
{
  return ATTUNE_LIST (model)->n_items;
}

static GType
attune_list_get_item_type (GListModel *model)
{
  return ATTUNE_TYPE_LIST_ROW;
}

static void
attune_list_iface_init (GListModelInterface *iface)
{
  iface->get_item = attune_list_get_item;
  iface->get_n_items = attune_list_get_n_items;
  iface->get_item_type = attune_list_get_item_type;
}

/* Puts `ids` in the old ones' place, and tells listeners of the part that differs only. */
static void
replace_ids (AttuneList *self, GArray *ids)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->ids);
  const gint64 *before = (const gint64 *) (gpointer) old->data;
  const gint64 *after = (const gint64 *) (gpointer) ids->data;
  guint shorter = MIN (old->len, ids->len);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && before[head] == after[head])
    head++;
  while (tail < shorter - head && before[old->len - 1 - tail] == after[ids->len - 1 - tail])
    tail++;

  self->ids = ids;
  self->n_items = ids->len;
  if (old->len != ids->len || head < ids->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                ids->len - head - tail);
}

/* Reads the blocks in which rows lie that somebody holds. */
static void
refresh_held_rows (AttuneList *self)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      gint64 id = get_id (self, i);

      if (g_hash_table_size (self->rows) == 0)
        return;
      if (g_hash_table_contains (self->rows, &id))
        fetch_block (self, i / BLOCK_SIZE);
    }
}

static void
set_loading (AttuneList *self, gboolean is_loading)
{
  if (self->is_loading == is_loading)
    return;
  self->is_loading = is_loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADING]);
}

static void
ids_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneList) self = data;
  g_autoptr (GError) error = NULL;
  GArray *ids = attune_store_list_ids_finish (ATTUNE_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (ids == NULL)
    set_error (self, g_steal_pointer (&error));
  else
    {
      g_hash_table_remove_all (self->blocks);
      g_queue_clear (&self->recent);
      replace_ids (self, ids);
      refresh_held_rows (self);
    }

  set_loading (self, FALSE);
  if (self->is_stale)
    load (self);
}

/* The first page, while nothing is there yet. */
static void
first_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneList) self = data;
  g_autoptr (GError) error = NULL;
  guint count = 0;
  GPtrArray *values = attune_store_list_first_finish (ATTUNE_STORE (source), result, &count,
                                                      &error);
  GArray *ids;

  if (values == NULL)
    return; /* the ids that follow say what is wrong */
  if (self->ids->len > 0 || !self->is_loading)
    {
      g_ptr_array_unref (values);
      return;
    }

  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), values->len);
  for (guint i = 0; i < values->len; i++)
    {
      gconstpointer value = g_ptr_array_index (values, i);
      gint64 id = value != NULL ? get_value_id (self, value) : 0;

      g_array_append_val (ids, id);
    }
  keep_block (self, 0, values);
  replace_ids (self, ids);
}

static void
load (AttuneList *self)
{
  self->is_stale = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->error != NULL)
    {
      g_clear_error (&self->error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }

  set_loading (self, TRUE);
  if (self->ids->len == 0)
    attune_store_list_first_async (self->store, self->actor, &self->query, FIRST_PAGE,
                                   self->cancellable, first_cb, g_object_ref (self));
  attune_store_list_ids_async (self->store, self->actor, &self->query, self->cancellable, ids_cb,
                               g_object_ref (self));
}

static gboolean
concerns (AttuneList *self, AttuneChangeKind kind)
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
store_changed_cb (AttuneList *self, int kind, gint64 id, AttuneStore *store)
{
  if (!concerns (self, (AttuneChangeKind) kind))
    return;
  if (self->is_loading)
    self->is_stale = TRUE;
  else
    load (self);
}

static void
attune_list_dispose (GObject *object)
{
  AttuneList *self = ATTUNE_LIST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);

  G_OBJECT_CLASS (attune_list_parent_class)->dispose (object);
}

static void
attune_list_finalize (GObject *object)
{
  AttuneList *self = ATTUNE_LIST (object);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    ((AttuneListRow *) row)->list = NULL;

  g_clear_object (&self->store);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->blocks);
  g_queue_clear (&self->recent);
  g_array_unref (self->ids);
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
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                        G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                 G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
free_block (gpointer data)
{
  g_clear_pointer ((GPtrArray **) &data, g_ptr_array_unref);
}

static void
attune_list_init (AttuneList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->blocks = g_hash_table_new_full (NULL, NULL, NULL, free_block);
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
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
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
      if (get_id (self, i) == id)
        return i;
    }
  return G_MAXUINT;
}
