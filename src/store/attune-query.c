/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-query-sql.h"

#include "attune-access.h"
#include "attune-evaluation-row.h"

/* After so long what has been found is shown, be it less than a page. */
#define PAGE_US (100 * G_TIME_SPAN_MILLISECOND)

/* What a narrow walk has found, until it can be sorted. */
typedef struct
{
  gint64 key;
  gint64 id;
} Match;

/* A walk under way: what has been found, and how many rows the next slice reads. */
typedef struct
{
  AttuneWalk *walk;
  GArray *matches; /* Match */
  GArray *ids;     /* gint64 */
  guint slice;
  guint n_first; /* how many of the ids are wanted; the others are only counted */
  gint64 began;  /* monotonic time; of a page, for which the walk ends early; otherwise 0 */
  guint count;
  gint64 last_id;
} Search;

static Search *
search_new (gint64 actor, const AttuneQuery *query, guint n_first)
{
  Search *self = g_new0 (Search, 1);

  self->walk = attune_walk_new (actor, query);
  self->matches = g_array_new (FALSE, FALSE, sizeof (Match));
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->slice = ATTUNE_FIRST_SLICE;
  self->n_first = n_first;
  return self;
}

static void
search_free (gpointer data)
{
  Search *self = data;

  attune_walk_free (self->walk);
  g_array_unref (self->matches);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self);
}

static void
take_id (Search *self, gint64 id)
{
  self->count++;
  if (self->ids->len < self->n_first)
    g_array_append_val (self->ids, id);
}

/* What is unknown comes last either way, as it does in a wide walk. */
static void
take_slice (Search *self, const AttuneRows *rows)
{
  gint64 last = self->walk->query.is_descending ? G_MININT64 : G_MAXINT64;

  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      Match match = { attune_rows_is_null (rows, i, 0) ? last : attune_rows_get_int (rows, i, 0),
                      attune_rows_get_int (rows, i, 1) };

      if (attune_rows_get_int (rows, i, 2) == 0)
        continue;
      if (attune_walk_is_narrow (self->walk))
        g_array_append_val (self->matches, match);
      else
        take_id (self, match.id);
    }
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *one = a;
  const Match *other = b;

  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;
  return (one->id > other->id) - (one->id < other->id);
}

/* Puts what a narrow walk has found in order, each once. */
static void
sort_matches (Search *self)
{
  guint n = self->matches->len;

  g_array_sort (self->matches, compare_matches);
  for (guint i = 0; i < n; i++)
    {
      guint place = self->walk->query.is_descending ? n - 1 - i : i;
      gint64 id = g_array_index (self->matches, Match, place).id;

      if (i == 0 || id != self->last_id)
        take_id (self, id);
      self->last_id = id;
    }
}

static gboolean
read_slice (Search *self, AttuneStore *store, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_walk_add_slice (self->walk, batch, self->slice);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return FALSE;

  take_slice (self, attune_result_rows (result, 0));
  attune_walk_next (self->walk, attune_result_rows (result, 0), self->slice);
  self->slice = attune_verb_choose_slice (self->slice, g_get_monotonic_time () - start);
  return TRUE;
}

/* What a narrow walk finds is in no order before it is all there; it is short. */
static gboolean
is_page_ready (const Search *self)
{
  if (self->began == 0 || attune_walk_is_narrow (self->walk))
    return FALSE;
  return self->ids->len >= self->n_first ||
         (self->ids->len > 0 && g_get_monotonic_time () - self->began > PAGE_US);
}

/* One slice; TRUE when there are more. */
static gboolean
search_on (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  Search *self = arguments->value;

  if (!attune_walk_prepare (self->walk, store, error))
    return FALSE;
  if (!attune_walk_is_over (self->walk) && !read_slice (self, store, error))
    return FALSE;
  if (!attune_walk_is_over (self->walk) && !is_page_ready (self))
    return TRUE;

  sort_matches (self);
  return FALSE;
}

static gpointer
take_ids (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  Search *search = arguments->value;

  return g_steal_pointer (&search->ids);
}

static const AttuneVerb list_ids = {
  .priority = ATTUNE_PRIORITY_BACKGROUND,
  .slice = search_on,
  .finish_pointer = take_ids,
  .free_result = (GDestroyNotify) g_array_unref,
  .free_value = search_free,
};

void
attune_store_list_ids_async (AttuneStore *self,
                             gint64 actor,
                             const AttuneQuery *query,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  attune_verb_start (&list_ids, self,
                     &(AttuneArguments){ .actor = actor,
                                         .value = search_new (actor, query, G_MAXUINT) },
                     cancellable, callback, data);
}

GArray *
attune_store_list_ids_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&list_ids, self, result, error);
}

/* The statements that read one row: of a contact two, the second for the names of its agents. */
static void
add_interaction (AttuneBatch *batch, gint64 actor, gint64 id)
{
  attune_batch_add (batch,
                    "SELECT i.id, i.rev, i.channel, i.started_at, coalesce (i.duration_us, -1),"
                    " i.customer, i.subject, (SELECT count (*) FROM media AS m"
                    " WHERE m.interaction_id = i.id AND m.kind = 0 AND m.removed_at IS NULL),"
                    " (SELECT count (*) FROM evaluation AS e WHERE e.interaction_id = i.id"
                    " AND e.state <> 3 AND " ATTUNE_ACCESS_EVALUATION "),"
                    " (SELECT count (*) FROM evaluation AS e WHERE e.interaction_id = i.id"
                    " AND " ATTUNE_ACCESS_HELD ")"
                    " FROM interaction AS i WHERE i.id = $id AND i.removed_at IS NULL"
                    " AND " ATTUNE_ACCESS_INTERACTION,
                    "iiiiittiii");
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_bind_int (batch, "id", id);
  attune_batch_add (batch,
                    "SELECT p.name FROM interaction_agent AS a JOIN person AS p"
                    " ON p.id = a.agent_id WHERE a.interaction_id = $id"
                    " ORDER BY a.from_us NULLS FIRST, a.id",
                    "t");
  attune_batch_bind_int (batch, "id", id);
}

static void
add_evaluation (AttuneBatch *batch, gint64 actor, gint64 id)
{
  attune_batch_add (batch,
                    "SELECT " ATTUNE_EVALUATION_ROW_COLUMNS
                    " FROM evaluation AS e " ATTUNE_EVALUATION_ROW_JOINS
                    " WHERE e.id = $id AND " ATTUNE_ACCESS_EVALUATION,
                    ATTUNE_EVALUATION_ROW_TYPES);
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_bind_int (batch, "id", id);
}

/* An agent who comes back into a contact is named once. */
static char *
join_names (const AttuneRows *rows)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      gboolean is_again = FALSE;

      for (guint j = 0; j < i && !is_again; j++)
        is_again = g_str_equal (attune_rows_get_text (rows, i, 0),
                                attune_rows_get_text (rows, j, 0));
      if (!is_again)
        g_strv_builder_add (names, attune_rows_get_text (rows, i, 0));
    }
  all = g_strv_builder_end (names);
  return g_strjoinv (", ", all);
}

static gpointer
read_interaction (const AttuneRows *rows, const AttuneRows *names)
{
  AttuneInteractionRow *row = g_new0 (AttuneInteractionRow, 1);

  row->id = attune_rows_get_int (rows, 0, 0);
  row->rev = attune_rows_get_int (rows, 0, 1);
  row->channel = (AttuneChannel) attune_rows_get_int (rows, 0, 2);
  row->started_at = attune_rows_get_int (rows, 0, 3);
  row->duration_us = attune_rows_get_int (rows, 0, 4);
  row->customer = attune_rows_dup_text (rows, 0, 5);
  row->subject = attune_rows_dup_text (rows, 0, 6);
  row->has_recording = attune_rows_get_int (rows, 0, 7) > 0;
  row->n_evaluations = (guint) attune_rows_get_int (rows, 0, 8);
  row->n_held = (guint) attune_rows_get_int (rows, 0, 9);
  row->agents = join_names (names);
  return row;
}

/* Frees of both kinds, for arrays with gaps. */
static void
free_interaction (gpointer row)
{
  g_clear_pointer ((AttuneInteractionRow **) &row, attune_interaction_row_free);
}

static void
free_evaluation (gpointer row)
{
  g_clear_pointer ((AttuneEvaluationRow **) &row, attune_evaluation_row_free);
}

static GPtrArray *
take_rows (AttuneListKind kind, const AttuneResult *result, guint n_ids)
{
  gboolean is_interactions = kind == ATTUNE_LIST_INTERACTIONS;
  GPtrArray *rows = g_ptr_array_new_full (n_ids,
                                          is_interactions ? free_interaction : free_evaluation);

  for (guint i = 0; i < n_ids; i++)
    {
      const AttuneRows *found = attune_result_rows (result, is_interactions ? 2 * i : i);

      if (attune_rows_get_n (found) == 0)
        g_ptr_array_add (rows, NULL);
      else if (is_interactions)
        g_ptr_array_add (rows, read_interaction (found, attune_result_rows (result, 2 * i + 1)));
      else
        g_ptr_array_add (rows, attune_evaluation_row_read (found, 0));
    }
  return rows;
}

static GPtrArray *
read_rows (AttuneStore *store, gint64 actor, AttuneListKind kind, const GArray *ids, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      if (kind == ATTUNE_LIST_INTERACTIONS)
        add_interaction (batch, actor, g_array_index (ids, gint64, i));
      else
        add_evaluation (batch, actor, g_array_index (ids, gint64, i));
    }
  result = attune_store_read (store, batch, error);
  return result != NULL ? take_rows (kind, result, ids->len) : NULL;
}

/* What list_first and list_page bring. */
typedef struct
{
  GPtrArray *rows;
  guint count;
  gboolean is_whole;
} First;

static void
first_free (First *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (First, first_free)

static gpointer
read_first (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  const Search *search = arguments->value;
  GPtrArray *rows = read_rows (self, arguments->actor, search->walk->query.kind, search->ids,
                               error);
  First *first;

  if (rows == NULL)
    return NULL;

  first = g_new0 (First, 1);
  first->rows = rows;
  first->count = search->count;
  first->is_whole = attune_walk_is_over (search->walk) && search->count == search->ids->len;
  return first;
}

static const AttuneVerb list_first = {
  .priority = ATTUNE_PRIORITY_READ,
  .slice = search_on,
  .finish_pointer = read_first,
  .free_result = (GDestroyNotify) first_free,
  .free_value = search_free,
};

void
attune_store_list_first_async (AttuneStore *self,
                               gint64 actor,
                               const AttuneQuery *query,
                               guint n,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  attune_verb_start (&list_first, self,
                     &(AttuneArguments){ .actor = actor, .value = search_new (actor, query, n) },
                     cancellable, callback, data);
}

GPtrArray *
attune_store_list_first_finish (AttuneStore *self,
                                GAsyncResult *result,
                                guint *out_count,
                                GError **error)
{
  g_autoptr (First) first = attune_verb_finish_pointer (&list_first, self, result, error);

  if (first == NULL)
    return NULL;

  if (out_count != NULL)
    *out_count = first->count;
  return g_steal_pointer (&first->rows);
}

void
attune_store_list_page_async (AttuneStore *self,
                              gint64 actor,
                              const AttuneQuery *query,
                              guint n,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  Search *search = search_new (actor, query, n);

  search->began = g_get_monotonic_time ();
  attune_verb_start (&list_first, self, &(AttuneArguments){ .actor = actor, .value = search },
                     cancellable, callback, data);
}

GPtrArray *
attune_store_list_page_finish (AttuneStore *self,
                               GAsyncResult *result,
                               gboolean *out_is_whole,
                               GError **error)
{
  g_autoptr (First) first = attune_verb_finish_pointer (&list_first, self, result, error);

  if (first == NULL)
    return NULL;

  *out_is_whole = first->is_whole;
  return g_steal_pointer (&first->rows);
}

static gpointer
read_fetched (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  return read_rows (self, arguments->actor, (AttuneListKind) arguments->subject, arguments->value,
                    error);
}

static const AttuneVerb fetch_rows = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = read_fetched,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .free_value = (GDestroyNotify) g_array_unref,
};

void
attune_store_fetch_rows_async (AttuneStore *self,
                               gint64 actor,
                               AttuneListKind kind,
                               const gint64 *ids,
                               guint n_ids,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);

  if (n_ids > 0)
    g_array_append_vals (copy, ids, n_ids);
  attune_verb_start (&fetch_rows, self,
                     &(AttuneArguments){ .actor = actor, .subject = kind, .value = copy },
                     cancellable, callback, data);
}

GPtrArray *
attune_store_fetch_rows_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&fetch_rows, self, result, error);
}
