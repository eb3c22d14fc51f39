/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-paced-model.h"

/* Somewhat more than the widgets that GTK keeps around one place of a list. */
#define WINDOW 256
/* Items at a time, how long those should take, and how long a turn of the main loop may go on with more of them. */
#define MAX_CHUNK  3
#define CHUNK_USEC (2 * G_TIME_SPAN_MILLISECOND)
#define TURN_USEC  (4 * G_TIME_SPAN_MILLISECOND)
/* So many that come or go are told of at once. */
#define SMALL 4
/* So many are drawn first, a high window full; the others follow, and are then drawn at once: every drawing lays out all
 * that there is. Keys and clicks come before all of this. */
#define SCREENFUL      48
#define BEFORE_DRAWING (G_PRIORITY_HIGH_IDLE + 15)
#define BEHIND_DRAWING (G_PRIORITY_HIGH_IDLE + 50)

/* Shown are the first `n_new` items of the model, and behind them `old`: what was shown before and is still to be replaced
 * or taken away. It is settled when nothing is old and n_new is all. */
struct _AttunePacedModel
{
  GObject parent_instance;

  /* owned */
  GListModel *model;
  GtkAdjustment *adjustment;
  GPtrArray *head; /* GObject: the first of the new ones, as many as can have widgets at the top */
  GPtrArray *old;  /* GObject, in order */

  guint n_new;
  guint turn;          /* source, 0 */
  guint chunk;         /* items at a time, by how long the last ones took */
  gboolean is_growing; /* nothing old is left to be replaced */
  gboolean is_settled;
  gboolean is_finished;
};

static void attune_paced_model_list_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AttunePacedModel,
                               attune_paced_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      attune_paced_model_list_init))

enum
{
  PROP_0,
  PROP_IS_SETTLED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The list ------------------------------------------------------------------------------------- */

static GType
attune_paced_model_get_item_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

static guint
attune_paced_model_get_n_items (GListModel *list)
{
  AttunePacedModel *self = ATTUNE_PACED_MODEL (list);

  return self->n_new + self->old->len;
}

static gpointer
attune_paced_model_get_item (GListModel *list, guint position)
{
  AttunePacedModel *self = ATTUNE_PACED_MODEL (list);

  if (position < self->n_new)
    return g_list_model_get_item (self->model, position);
  if (position - self->n_new < self->old->len)
    return g_object_ref (g_ptr_array_index (self->old, position - self->n_new));
  return NULL;
}

static void
attune_paced_model_list_init (GListModelInterface *interface)
{
  interface->get_item_type = attune_paced_model_get_item_type;
  interface->get_n_items = attune_paced_model_get_n_items;
  interface->get_item = attune_paced_model_get_item;
}

static guint
get_n (AttunePacedModel *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

static void
tell (AttunePacedModel *self, guint position, guint n_removed, guint n_added)
{
  if (n_removed > 0 || n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* Keeps the items from `position` of the model on that can have widgets at the top. */
static void
take_head (AttunePacedModel *self, guint position)
{
  guint end = MIN (self->n_new, WINDOW);

  if (position < self->head->len)
    g_ptr_array_set_size (self->head, position);
  for (guint i = self->head->len; i < end; i++)
    g_ptr_array_add (self->head, g_list_model_get_item (self->model, i));
}

/* Turns ---------------------------------------------------------------------------------------- */

static void
set_settled (AttunePacedModel *self, gboolean is_settled)
{
  if (self->is_settled == is_settled)
    return;

  self->is_settled = is_settled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_SETTLED]);
}

/* Shows all that is missing: nothing of it can have a widget. */
static void
show_rest (AttunePacedModel *self)
{
  guint position = self->n_new;
  guint n_removed = self->old->len;

  self->n_new = get_n (self);
  g_ptr_array_set_size (self->old, 0);
  tell (self, position, n_removed, self->n_new - position);
}

static guint
find_old (AttunePacedModel *self, gpointer item)
{
  guint place = G_MAXUINT;

  return g_ptr_array_find (self->old, item, &place) ? place : G_MAXUINT;
}

/* What comes next stands there already, as an old one: nothing is to be seen of it. */
static gboolean
keep_next (AttunePacedModel *self)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->model, self->n_new);

  if (self->old->len == 0 || g_ptr_array_index (self->old, 0) != item)
    return FALSE;

  self->n_new++;
  g_ptr_array_remove_index (self->old, 0);
  take_head (self, self->n_new - 1);
  return TRUE;
}

static void
drop_first (AttunePacedModel *self, guint n)
{
  g_ptr_array_remove_range (self->old, 0, n);
  tell (self, self->n_new, n, 0);
}

/* How many of the next ones are not among the old ones. */
static guint
count_fresh (AttunePacedModel *self, guint most)
{
  for (guint i = 0; i < most; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, self->n_new + i);

      if (find_old (self, item) != G_MAXUINT)
        return i;
    }
  return most;
}

/* A row that is made costs many times what one does that gets another item: what was learnt of these says nothing. */
static void
note_growth (AttunePacedModel *self)
{
  gboolean is_growing = self->old->len < self->chunk;

  if (is_growing && !self->is_growing)
    self->chunk = 1;
  self->is_growing = is_growing;
}

/* The next few of the new ones, each in the place of an old one as long as there are any. No item stands there twice: where
 * an old one comes next, those before it go. */
static void
show_some (AttunePacedModel *self)
{
  guint end = self->n_new < SCREENFUL ? MIN (get_n (self), SCREENFUL) : get_n (self);
  guint position, n_added, n_removed;

  while (self->n_new < end && keep_next (self))
    ;
  note_growth (self);
  position = self->n_new;
  n_added = count_fresh (self, MIN (self->chunk, end - position));
  n_removed = MIN (n_added, self->old->len);
  if (n_added == 0 && position < end)
    {
      g_autoptr (GObject) next = g_list_model_get_item (self->model, position);

      drop_first (self, MIN (self->chunk, find_old (self, next)));
      return;
    }

  self->n_new += n_added;
  take_head (self, position);
  if (n_removed > 0)
    g_ptr_array_remove_range (self->old, 0, n_removed);
  tell (self, position, n_removed, n_added);
}

/* The last few of the old ones. */
static void
drop_some (AttunePacedModel *self)
{
  guint n_removed = MIN (self->chunk, self->old->len);

  g_ptr_array_set_size (self->old, (int) (self->old->len - n_removed));
  tell (self, self->n_new + self->old->len, n_removed, 0);
}

/* FALSE when nothing is left to do. */
static gboolean
step (AttunePacedModel *self)
{
  if (self->n_new < get_n (self) && self->n_new >= WINDOW)
    show_rest (self);
  else if (self->n_new < get_n (self))
    show_some (self);
  else if (self->old->len > 0)
    drop_some (self);
  return self->n_new < get_n (self) || self->old->len > 0;
}

static void schedule (AttunePacedModel *self);

/* Rows differ, and assistive technologies that listen make each cost several times as much. */
static void
adapt_chunk (AttunePacedModel *self, gint64 took)
{
  if (took > CHUNK_USEC)
    self->chunk = MAX (self->chunk / 2, 1);
  else if (took < CHUNK_USEC / 3)
    self->chunk = MIN (self->chunk * 2, MAX_CHUNK);
}

/* As many steps as there is time for, by how long the last one took. */
static gboolean
turn_cb (gpointer data)
{
  g_autoptr (AttunePacedModel) self = g_object_ref (data);
  gint64 start = g_get_monotonic_time ();
  gint64 now = start;
  gint64 last = start;
  gboolean is_over;

  self->turn = 0;
  do
    {
      last = now;
      is_over = !step (self);
      now = g_get_monotonic_time ();
      adapt_chunk (self, now - last);
    }
  while (!is_over && self->n_new != SCREENFUL && now - start + now - last < TURN_USEC);

  if (is_over)
    set_settled (self, TRUE);
  else
    schedule (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (AttunePacedModel *self)
{
  int priority = self->n_new == SCREENFUL ? BEHIND_DRAWING : BEFORE_DRAWING;

  if (self->turn == 0)
    self->turn = g_idle_add_full (priority, turn_cb, self, NULL);
}

static void
begin (AttunePacedModel *self)
{
  set_settled (self, FALSE);
  schedule (self);
}

/* The model's changes -------------------------------------------------------------------------- */

/* Whether all widgets are among the head. */
static gboolean
is_at_top (AttunePacedModel *self)
{
  return self->adjustment == NULL || self->n_new <= WINDOW ||
         gtk_adjustment_get_value (self->adjustment) <= gtk_adjustment_get_lower (self->adjustment);
}

/* Everything shown from `position` on is old now. */
static void
age (AttunePacedModel *self, guint position)
{
  guint n_before = self->n_new + self->old->len;
  guint n_head = self->head->len;
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = position; i < n_head; i++)
    g_ptr_array_add (old, g_object_ref (g_ptr_array_index (self->head, i)));
  if (n_head == self->n_new)
    g_ptr_array_extend (old, self->old, (GCopyFunc) (GCallback) g_object_ref, NULL);
  if (old->len > WINDOW)
    g_ptr_array_set_size (old, WINDOW);

  g_ptr_array_set_size (self->head, (int) position);
  self->n_new = position;
  g_clear_pointer (&self->old, g_ptr_array_unref);
  self->old = g_steal_pointer (&old);
  tell (self, position + self->old->len, n_before - position - self->old->len, 0);
}

/* Passes a change on that is small, or where no widgets are. `n_gone` of the items that are shown were removed. */
static void
pass_on (AttunePacedModel *self, guint position, guint n_gone, guint n_added)
{
  self->n_new = self->n_new - n_gone + n_added;
  take_head (self, position);
  tell (self, position, n_gone, n_added);
}

static void
model_changed_cb (AttunePacedModel *self, guint position, guint n_removed, guint n_added)
{
  guint n_before = get_n (self) - n_added + n_removed;
  gboolean was_whole = self->n_new == n_before;
  guint n_gone = position < self->n_new ? MIN (n_removed, self->n_new - position) : 0;
  gboolean is_large = n_gone > SMALL || n_added > SMALL;

  if (!was_whole && position >= self->n_new)
    begin (self);
  else if (self->old->len > 0 || (is_large && position < WINDOW && is_at_top (self)))
    {
      begin (self);
      age (self, position);
    }
  else
    {
      if (!was_whole && position + n_removed >= self->n_new)
        n_added = MIN (n_added, n_gone);
      pass_on (self, position, n_gone, n_added);
      if (self->n_new < get_n (self))
        begin (self);
    }
}

/* ---------------------------------------------------------------------------------------------- */

static void
release_model (AttunePacedModel *self)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
}

static void
attune_paced_model_dispose (GObject *object)
{
  AttunePacedModel *self = ATTUNE_PACED_MODEL (object);

  g_clear_handle_id (&self->turn, g_source_remove);
  release_model (self);
  g_clear_object (&self->adjustment);
  self->n_new = 0;
  g_ptr_array_set_size (self->head, 0);
  g_ptr_array_set_size (self->old, 0);

  G_OBJECT_CLASS (attune_paced_model_parent_class)->dispose (object);
}

static void
attune_paced_model_finalize (GObject *object)
{
  AttunePacedModel *self = ATTUNE_PACED_MODEL (object);

  g_ptr_array_unref (self->head);
  g_ptr_array_unref (self->old);

  G_OBJECT_CLASS (attune_paced_model_parent_class)->finalize (object);
}

static void
attune_paced_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_IS_SETTLED:
      g_value_set_boolean (value, ATTUNE_PACED_MODEL (object)->is_settled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_paced_model_class_init (AttunePacedModelClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = attune_paced_model_dispose;
  object_class->finalize = attune_paced_model_finalize;
  object_class->get_property = attune_paced_model_get_property;

  properties[PROP_IS_SETTLED] = g_param_spec_boolean ("is-settled", NULL, NULL, TRUE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_paced_model_init (AttunePacedModel *self)
{
  self->head = g_ptr_array_new_with_free_func (g_object_unref);
  self->old = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_settled = TRUE;
  self->chunk = 1;
}

/* Takes the items from `end` on away. */
static void
cut (AttunePacedModel *self, guint end)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  if (end >= n)
    return;

  g_ptr_array_set_size (self->old, (int) (end > self->n_new ? end - self->n_new : 0));
  self->n_new = MIN (self->n_new, end);
  tell (self, end, n - end, 0);
}

/* What has widgets is old now, and nothing else is shown. */
static void
age_all (AttunePacedModel *self, guint first)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);
  guint end;

  cut (self, first + WINDOW);
  end = g_list_model_get_n_items (G_LIST_MODEL (self));
  for (guint i = first; i < end; i++)
    g_ptr_array_add (old, g_list_model_get_item (G_LIST_MODEL (self), i));

  release_model (self);
  self->n_new = 0;
  g_ptr_array_set_size (self->head, 0);
  g_clear_pointer (&self->old, g_ptr_array_unref);
  self->old = g_steal_pointer (&old);
  tell (self, 0, first, 0);
}

void
attune_paced_model_set_model (AttunePacedModel *self, GListModel *model, guint first)
{
  g_return_if_fail (ATTUNE_IS_PACED_MODEL (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (model == self->model || self->is_finished)
    return;

  begin (self);
  age_all (self, MIN (first, g_list_model_get_n_items (G_LIST_MODEL (self))));
  self->model = model != NULL ? g_object_ref (model) : NULL;
  if (model != NULL)
    g_signal_connect_swapped (model, "items-changed", G_CALLBACK (model_changed_cb), self);
}

GListModel *
attune_paced_model_get_model (AttunePacedModel *self)
{
  g_return_val_if_fail (ATTUNE_IS_PACED_MODEL (self), NULL);

  return self->model;
}

void
attune_paced_model_set_adjustment (AttunePacedModel *self, GtkAdjustment *adjustment)
{
  g_return_if_fail (ATTUNE_IS_PACED_MODEL (self));
  g_return_if_fail (adjustment == NULL || GTK_IS_ADJUSTMENT (adjustment));

  g_set_object (&self->adjustment, adjustment);
}

gboolean
attune_paced_model_is_settled (AttunePacedModel *self)
{
  g_return_val_if_fail (ATTUNE_IS_PACED_MODEL (self), TRUE);

  return self->is_settled;
}

void
attune_paced_model_finish (AttunePacedModel *self, guint first)
{
  g_return_if_fail (ATTUNE_IS_PACED_MODEL (self));

  attune_paced_model_set_model (self, NULL, first);
  self->is_finished = TRUE;
}

void
attune_paced_model_settle (AttunePacedModel *self)
{
  g_return_if_fail (ATTUNE_IS_PACED_MODEL (self));

  while (step (self))
    ;
  g_clear_handle_id (&self->turn, g_source_remove);
  set_settled (self, TRUE);
}
