/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-search.h"

#include "attune-access.h"
#include "attune-revision-cache.h"
#include "attune-verb.h"

/* Rows with the words are gone through from the newest on, one way of matching after another, and each is asked whether the
 * actor may see it: so many in a slice, be any of them a hit or not. What has been found is read at the end. */

/* Rows of a slice at least: finding the first of them may take longer than a few. */
#define LEAST_ROWS 1024

/* Characters of an excerpt, and how many hits are read in a slice. */
#define EXCERPT_CHARACTERS 160
#define READ_HITS          20

#define N_MATCHES (ATTUNE_WORD_MATCH_PREFIX + 1)

/* A row of `entry`. */
typedef struct
{
  gint64 id;
  AttuneHitRank rank;
} Found;

typedef struct
{
  AttuneSearchTerms *terms;
  guint n_wanted;
  AttuneWordMatch match;
  char *expression; /* of that way; NULL for one that is yet to begin */
  gint64 before;    /* the next row is an older one */
  guint slice;
  GArray *found;   /* Found */
  GHashTable *ids; /* of these */
  gboolean is_over;
  guint n_read; /* of what was found */
  AttuneHits *hits;
} Search;

static Search *
search_new (const char *words, guint n_wanted)
{
  Search *self = g_new0 (Search, 1);

  self->terms = attune_search_terms_new (words);
  self->n_wanted = MIN (n_wanted, ATTUNE_HITS_MAX);
  self->slice = ATTUNE_FIRST_SLICE;
  self->found = g_array_new (FALSE, FALSE, sizeof (Found));
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->hits = g_new0 (AttuneHits, 1);
  self->hits->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_hit_free);
  self->is_over = attune_search_terms_get_n (self->terms) == 0;
  return self;
}

static void
search_free (gpointer data)
{
  Search *self = data;

  attune_search_terms_free (self->terms);
  g_free (self->expression);
  g_array_unref (self->found);
  g_hash_table_unref (self->ids);
  g_clear_pointer (&self->hits, attune_hits_free);
  g_free (self);
}

/* --- Who may find what ---------------------------------------------------------------------------------------------- */

/* Kinds: contact 0, passage 1, note 2, comment 3, remark 4, acknowledgement 5, dispute 6, decision 7. */
#define IN_INTERACTION                                                                            \
  "EXISTS (SELECT 1 FROM interaction AS i WHERE i.id = s.interaction_id AND i.removed_at IS NULL" \
  " AND " ATTUNE_ACCESS_INTERACTION ")"
#define IN_TEXT \
  "EXISTS (SELECT 1 FROM media AS m WHERE m.id = s.subject_id AND m.removed_at IS NULL)"
#define IN_EVALUATION                                                                      \
  "EXISTS (SELECT 1 FROM evaluation AS e JOIN interaction AS i ON i.id = e.interaction_id" \
  " WHERE e.id = s.evaluation_id AND e.state <> 3 AND i.removed_at IS NULL"                \
  " AND " ATTUNE_ACCESS_EVALUATION
#define IN_NOTE                                                                                 \
  " AND EXISTS (SELECT 1 FROM note AS n WHERE n.id = s.subject_id AND n.removed_at IS NULL AND" \
  " " ATTUNE_ACCESS_NOTE "))"
#define IN_REVISION                                                               \
  " AND EXISTS (SELECT 1 FROM evaluation_revision AS r WHERE r.id = s.subject_id" \
  " AND r.is_current = 1 AND r.submitted_at IS NOT NULL))"
/* What somebody said whom the evaluation was about before is not for whom it is about now. */
#define IN_ACKNOWLEDGEMENT                                                    \
  " AND EXISTS (SELECT 1 FROM acknowledgement AS k WHERE k.id = s.subject_id" \
  " AND (k.agent_id = e.agent_id OR e.agent_id <> $actor)))"
#define IN_DISPUTE                                                                               \
  " AND EXISTS (SELECT 1 FROM dispute AS d WHERE d.id = s.subject_id AND " ATTUNE_ACCESS_DISPUTE \
  "))"

#define IS_VISIBLE                                                                           \
  "(CASE s.kind WHEN 0 THEN " IN_INTERACTION " WHEN 1 THEN " IN_TEXT " AND " IN_INTERACTION  \
  " WHEN 2 THEN " IN_EVALUATION IN_NOTE " WHEN 3 THEN " IN_EVALUATION IN_REVISION            \
  " WHEN 4 THEN " IN_EVALUATION IN_REVISION " WHEN 5 THEN " IN_EVALUATION IN_ACKNOWLEDGEMENT \
  " WHEN 6 THEN " IN_EVALUATION IN_DISPUTE " WHEN 7 THEN " IN_EVALUATION IN_DISPUTE " ELSE 0 END)"

/* --- Finding -------------------------------------------------------------------------------------------------------- */

/* Goes on to the next way of matching that there is; FALSE after the last. */
static gboolean
begin_match (Search *self, AttuneStore *store)
{
  while (self->expression == NULL && self->match < N_MATCHES)
    {
      self->before = G_MAXINT64;
      self->expression = attune_db_match_words (attune_store_get_db (store), self->terms,
                                                self->match);
      if (self->expression == NULL)
        self->match++;
    }
  return self->expression != NULL;
}

static void
end_match (Search *self)
{
  g_clear_pointer (&self->expression, g_free);
  self->match++;
}

/* The words come first whatever the engine thinks of it: there are many more entries. */
static AttuneResult *
read_rows (Search *self, AttuneStore *store, const AttuneArguments *arguments, GError **error)
{
  const char *condition = attune_db_get_words_condition (attune_store_get_db (store));
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);

  attune_batch_add (
    batch,
    attune_batch_keep (batch,
                       g_strconcat ("SELECT s.id, CASE WHEN (($kinds >> s.kind) & 1) = 1 AND "
                                    "" IS_VISIBLE " THEN 1 ELSE 0 END FROM (SELECT rowid AS id"
                                    " FROM entry_words WHERE ",
                                    condition,
                                    " AND rowid < $before ORDER BY rowid DESC LIMIT $n) AS w"
                                    " CROSS JOIN entry AS s WHERE s.id = w.id ORDER BY w.id DESC",
                                    NULL)),
    "ii");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "kinds", arguments->rev);
  attune_batch_bind_text (batch, "match", self->expression);
  attune_batch_bind_int (batch, "before", self->before);
  attune_batch_bind_int (batch, "n", self->slice);
  return attune_store_read (store, batch, error);
}

static void
take (Search *self, gint64 id)
{
  Found found = { id, (AttuneHitRank) self->match };

  if (g_hash_table_contains (self->ids, &id))
    return;
  if (self->found->len == self->n_wanted)
    {
      self->hits->is_cut = TRUE;
      return;
    }
  g_array_append_val (self->found, found);
  g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
}

static gboolean
find_some (Search *self, AttuneStore *store, const AttuneArguments *arguments, GError **error)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;
  guint n;

  if (!begin_match (self, store))
    {
      self->is_over = TRUE;
      return TRUE;
    }
  result = read_rows (self, store, arguments, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  n = attune_rows_get_n (rows);
  for (guint i = 0; i < n; i++)
    {
      self->before = attune_rows_get_int (rows, i, 0);
      if (attune_rows_get_int (rows, i, 1) != 0)
        take (self, self->before);
    }
  if (self->hits->is_cut)
    self->is_over = TRUE;
  else if (n < self->slice)
    end_match (self);
  else
    self->slice = MAX (attune_verb_choose_slice (self->slice, g_get_monotonic_time () - begin),
                       LEAST_ROWS);
  return TRUE;
}

/* --- Reading -------------------------------------------------------------------------------------------------------- */

#define HIT_COLUMNS                                                                                    \
  "s.kind, w.text, i.id, i.channel, i.started_at, i.customer, i.subject, a.name,"                      \
  " coalesce (e.id, 0), coalesce (e.kind, 0), coalesce (r.form_revision_id, 0), v.title, p.name,"      \
  " coalesce (n.id, 0), coalesce (n.kind, 0), coalesce (nullif (s.question, ''), n.question),"         \
  " CASE WHEN s.kind = 1 THEN t.seq ELSE coalesce (n.passage_from, -1) END,"                           \
  " coalesce (t.speaker, 2), coalesce (t.from_us, n.from_us, -1), coalesce ((SELECT max (e.id)"        \
  " FROM evaluation AS e WHERE e.interaction_id = i.id AND e.state <> 3 AND " ATTUNE_ACCESS_EVALUATION \
  "), 0)"
#define HIT_TYPES "itiiitttiiittiitiiii"

/* Two statements, the second for the names of a contact's agents. */
static void
add_reading (AttuneBatch *batch, gint64 actor, gint64 id)
{
  attune_batch_add (batch,
                    "SELECT " HIT_COLUMNS " FROM entry AS s JOIN entry_words AS w ON w.rowid = s.id"
                    " LEFT JOIN evaluation AS e ON e.id = s.evaluation_id JOIN interaction AS i"
                    " ON i.id = coalesce (e.interaction_id, s.interaction_id)"
                    " LEFT JOIN person AS a ON a.id = e.agent_id LEFT JOIN evaluation_revision AS r"
                    " ON r.evaluation_id = e.id AND r.is_current = 1 LEFT JOIN form_revision AS v"
                    " ON v.id = r.form_revision_id LEFT JOIN note AS n ON s.kind = 2"
                    " AND n.id = s.subject_id LEFT JOIN person AS p ON p.id = n.author_id"
                    " LEFT JOIN passage AS t ON s.kind = 1 AND t.media_id = s.subject_id"
                    " AND t.seq = s.part WHERE s.id = $id AND " IS_VISIBLE,
                    HIT_TYPES);
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_add (batch,
                    "SELECT DISTINCT p.name FROM entry AS s JOIN interaction_agent AS g"
                    " ON g.interaction_id = s.interaction_id JOIN person AS p ON p.id = g.agent_id"
                    " WHERE s.id = $id ORDER BY p.name",
                    "t");
  attune_batch_bind_int (batch, "id", id);
}

static char *
join_names (const AttuneRows *rows)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", attune_rows_get_text (rows, i, 0));
  return g_string_free (names, FALSE);
}

/* Questions that a later form has not any more have their ids alone. */
static char *
find_question (AttuneStore *store, gint64 revision, const char *question)
{
  const AttuneRevision *form;
  guint index;

  if (question == NULL || revision == 0)
    return NULL;
  form = attune_store_get_revision (store, revision, NULL);
  if (form == NULL)
    return NULL;
  index = attune_form_find_question (form->form, question);
  return index != ATTUNE_FORM_NONE ? g_strdup (attune_form_get_question (form->form, index)->title)
                                   : NULL;
}

static AttuneHit *
read_hit (const Search *self, AttuneStore *store, const AttuneRows *rows, const AttuneRows *names)
{
  AttuneHit *hit = g_new0 (AttuneHit, 1);

  hit->kind = (AttuneEntryKind) attune_rows_get_int (rows, 0, 0);
  hit->excerpt = attune_search_terms_excerpt (self->terms, attune_rows_get_text (rows, 0, 1),
                                              EXCERPT_CHARACTERS);
  hit->interaction = attune_rows_get_int (rows, 0, 2);
  hit->channel = (AttuneChannel) attune_rows_get_int (rows, 0, 3);
  hit->started_at = attune_rows_get_int (rows, 0, 4);
  hit->customer = attune_rows_dup_text (rows, 0, 5);
  hit->subject = attune_rows_dup_text (rows, 0, 6);
  hit->agents = attune_rows_is_null (rows, 0, 7) ? join_names (names)
                                                 : attune_rows_dup_text (rows, 0, 7);
  hit->evaluation = attune_rows_get_int (rows, 0, 8);
  hit->evaluation_kind = (AttuneEvaluationKind) attune_rows_get_int (rows, 0, 9);
  hit->form_revision = attune_rows_get_int (rows, 0, 10);
  hit->form_title = attune_rows_dup_text (rows, 0, 11);
  hit->author = attune_rows_dup_text (rows, 0, 12);
  hit->note = attune_rows_get_int (rows, 0, 13);
  hit->note_kind = (AttuneNoteKind) attune_rows_get_int (rows, 0, 14);
  hit->question = attune_rows_dup_text (rows, 0, 15);
  hit->question_title = find_question (store, hit->form_revision, hit->question);
  hit->passage = (int) attune_rows_get_int (rows, 0, 16);
  hit->speaker = (AttuneSpeaker) MIN (attune_rows_get_int (rows, 0, 17), ATTUNE_SPEAKER_OTHER);
  hit->from_us = attune_rows_get_int (rows, 0, 18);
  hit->seen_evaluation = attune_rows_get_int (rows, 0, 19);
  return hit;
}

/* What is gone meanwhile is not read. */
static gboolean
read_some (Search *self, AttuneStore *store, const AttuneArguments *arguments, GError **error)
{
  guint to = MIN (self->n_read + READ_HITS, self->found->len);
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  for (guint i = self->n_read; i < to; i++)
    add_reading (batch, arguments->actor, g_array_index (self->found, Found, i).id);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return FALSE;

  for (guint i = self->n_read; i < to; i++)
    {
      const AttuneRows *rows = attune_result_rows (result, 2 * (i - self->n_read));
      const AttuneRows *names = attune_result_rows (result, 2 * (i - self->n_read) + 1);
      AttuneHit *hit;

      if (attune_rows_get_n (rows) == 0)
        continue;
      hit = read_hit (self, store, rows, names);
      hit->rank = g_array_index (self->found, Found, i).rank;
      g_ptr_array_add (self->hits->hits, hit);
    }
  self->n_read = to;
  return TRUE;
}

/* --- The verb ------------------------------------------------------------------------------------------------------- */

static gboolean
search_on (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  Search *self = arguments->value;

  if (!self->is_over)
    return find_some (self, store, arguments, error);
  if (self->n_read < self->found->len)
    return read_some (self, store, arguments, error);
  return FALSE;
}

static int
compare_int (gint64 one, gint64 other)
{
  return one < other ? -1 : one > other;
}

/* What is of one contact stays together, in its order. */
static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const AttuneHit *one = *(const AttuneHit *const *) a;
  const AttuneHit *other = *(const AttuneHit *const *) b;
  const gint64 keys[][2] = {
    { one->rank, other->rank },
    { other->started_at, one->started_at },
    { one->interaction, other->interaction },
    { one->kind, other->kind },
    { one->evaluation, other->evaluation },
    { one->from_us, other->from_us },
    { one->passage, other->passage },
    { one->note, other->note },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i][0] != keys[i][1])
      return compare_int (keys[i][0], keys[i][1]);
  return g_strcmp0 (one->question, other->question);
}

static gpointer
end_search (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  Search *self = arguments->value;
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch, "SELECT source FROM entry_gap LIMIT 1", "i");
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return NULL;

  self->hits->is_partial = attune_rows_get_n (attune_result_rows (result, 0)) > 0;
  g_ptr_array_sort (self->hits->hits, compare_hits);
  return g_steal_pointer (&self->hits);
}

static const AttuneVerb search_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .slice = search_on,
  .finish_pointer = end_search,
  .free_result = (GDestroyNotify) attune_hits_free,
  .free_value = search_free,
};

/* The kinds stand where a verb has the rev. */
void
attune_store_search_async (AttuneStore *self,
                           gint64 actor,
                           const char *words,
                           guint kinds,
                           guint n,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  gint64 wanted = kinds != 0 ? kinds : (1 << ATTUNE_N_ENTRY_KINDS) - 1;

  attune_verb_start (&search_verb, self,
                     &(AttuneArguments){
                       .actor = actor, .rev = wanted, .value = search_new (words, n) },
                     cancellable, callback, data);
}

AttuneHits *
attune_store_search_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&search_verb, self, result, error);
}
