/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-list.h"

#include "attune-id-diff.h"
#include "attune-list-cache.h"

#define FIRST_PAGE 64

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

  GArray *ids; /* gint64; only the first ones until they are all there */
  AttuneListCache *cache;

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

/* What a callback of the store's knows of its list, which may be gone by then. */
static GWeakRef *
make_weak (AttuneList *self)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static AttuneList *
take_weak (gpointer data)
{
  AttuneList *self = g_weak_ref_get (data);

  g_weak_ref_clear (data);
  g_free (data);
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

/* After values have been read. With the ids still unread the trouble is not over. */
static void
fetched_cb (GError *error, gpointer data)
{
  AttuneList *self = data;

  if (error != NULL)
    take_error (self, error);
  else if (!self->is_stale)
    forget_error (self);
}

static GType
attune_list_get_item_type (GListModel *model)
{
  return ATTUNE_TYPE_LIST_ROW;
}

static guint
attune_list_get_n_items (GListModel *model)
{
  return ATTUNE_LIST (model)->ids->len;
}

static gpointer
attune_list_get_item (GListModel *model, guint position)
{
  AttuneList *self = ATTUNE_LIST (model);

  return position < self->ids->len ? attune_list_cache_get (self->cache, position) : NULL;
}

static void
attune_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = attune_list_get_item_type;
  interface->get_n_items = attune_list_get_n_items;
  interface->get_item = attune_list_get_item;
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
      g_list_model_items_changed (G_LIST_MODEL (self), splice->position, splice->n_removed,
                                  splice->n_added);
    }
}

/* Reads anew what may have changed of the rows that somebody holds. */
static void
refresh_values (AttuneList *self)
{
  attune_list_cache_refresh (self->cache, self->are_all_stale ? NULL : self->stale);
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
  g_autoptr (AttuneList) self = take_weak (data);

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
  apply_splices (self, ids);
  set_loading (self, FALSE);
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
                               make_weak (self));
}

/* Shows the first page. What has gone while it was read ends it: the ids tell the rest. */
static void
take_page (AttuneList *self, GPtrArray *values)
{
  guint n;

  for (n = 0; n < values->len && g_ptr_array_index (values, n) != NULL; n++)
    {
      gconstpointer value = g_ptr_array_index (values, n);
      gint64 id = self->query.kind == ATTUNE_LIST_INTERACTIONS
                    ? ((const AttuneInteractionRow *) value)->id
                    : ((const AttuneEvaluationRow *) value)->id;

      g_array_append_val (self->ids, id);
    }
  g_ptr_array_set_size (values, (int) n);
  attune_list_cache_take (self->cache, values);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, n);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  gboolean is_whole = FALSE;
  g_autoptr (GPtrArray)
    values = attune_store_list_page_finish (ATTUNE_STORE (source), result, &is_whole, &error);
  g_autoptr (AttuneList) self = take_weak (data);

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

  is_whole = is_whole && !g_ptr_array_find (values, NULL, NULL);
  take_page (self, values);
  if (!is_whole)
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
    case ATTUNE_CHANGE_MODEL:
    case ATTUNE_CHANGE_POLICY:
    case ATTUNE_CHANGE_ASSIGNMENT:
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
  g_clear_pointer (&self->cache, attune_list_cache_close);

  G_OBJECT_CLASS (attune_list_parent_class)->dispose (object);
}

static void
attune_list_finalize (GObject *object)
{
  AttuneList *self = ATTUNE_LIST (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->stale);
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
  self->stale = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
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
  self->cache = attune_list_cache_new (store, actor, query->kind, self->ids, fetched_cb, self);
  self->changed_handler = g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self,
                                                   0);
  attune_store_list_page_async (store, actor, query, FIRST_PAGE, self->cancellable, page_cb,
                                make_weak (self));
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
