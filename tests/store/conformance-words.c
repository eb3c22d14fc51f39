/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "conformance.h"

/* Text and its fold: the second is "" where there is nothing to fold. */
static const struct
{
  const char *text;
  const char *folded;
} rows[] = {
  { "", "" },
  { "Refund too late", "" },
  { "late REFUND", "" },
  { "Sää on hyvä", "saa on hyva" },
  { "saa nähdä", "saa nahda" },
  { "Saalis", "" },
  { "it's x-200 \"or\" 50%", "" },
};

static void
insert (AttuneDb *db)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      attune_batch_add (batch,
                        "INSERT INTO entry_words (rowid, text, folded) VALUES ($id, $text,"
                        " $folded)",
                        "");
      attune_batch_bind_int (batch, "id", i);
      attune_batch_bind_text (batch, "text", rows[i].text);
      attune_batch_bind_text (batch, "folded", rows[i].folded);
    }
  attune_result_free (conformance_run (db, batch));
}

/* The rows that match, from the last on; the caller's. */
static char *
find (AttuneDb *db, const char *typed, AttuneWordMatch match)
{
  g_autoptr (AttuneSearchTerms) terms = attune_search_terms_new (typed);
  g_autofree char *expression = attune_db_match_words (db, terms, match);
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  GString *found = g_string_new (NULL);
  const AttuneRows *read;

  if (expression == NULL)
    return g_string_free (found, FALSE);
  attune_batch_add (batch,
                    attune_batch_keep (batch, g_strconcat ("SELECT rowid FROM entry_words WHERE ",
                                                           attune_db_get_words_condition (db),
                                                           " AND rowid < $before"
                                                           " ORDER BY rowid DESC LIMIT 10",
                                                           NULL)),
                    "i");
  attune_batch_bind_text (batch, "match", expression);
  attune_batch_bind_int (batch, "before", G_MAXINT64);
  result = conformance_run (db, batch);
  read = attune_result_rows (result, 0);
  for (guint i = 0; i < attune_rows_get_n (read); i++)
    g_string_append_printf (found, "%" G_GINT64_FORMAT, attune_rows_get_int (read, i, 0));
  return g_string_free (found, FALSE);
}

/* By each way: what is found in an earlier one may be found again. */
static void
test_matches (Conformance *self, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *found[3];
  } cases[] = {
    { "", { "", "", "" } },
    { "zebra", { "", "", "" } },
    { "refund", { "21", "", "21" } },
    { "late refund", { "21", "", "21" } },
    { "\"late refund\"", { "2", "", "" } },
    { "sää", { "3", "43", "543" } },
    { "saa", { "4", "43", "543" } },
    { "SAA hyva", { "", "3", "3" } },
    { "hyvä saa", { "", "3", "3" } },
    { "\"saa on\"", { "", "3", "" } },
    { "\"saa o", { "", "", "3" } },
    { "l", { "", "", "" } },
    { "sa s", { "", "", "" } },
    { "ref", { "", "", "21" } },
    { "re la", { "", "", "21" } },
    { "re l", { "", "", "" } },
    { "x-200 it's", { "6", "", "6" } },
    { "or", { "6", "", "6" } },
    { "AND", { "", "", "" } },
    { "text", { "", "", "" } },
    { "50%", { "6", "", "6" } },
  };

  insert (self->db);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int match = 0; match <= ATTUNE_WORD_MATCH_PREFIX; match++)
      {
        g_autofree char *found = find (self->db, cases[i].typed, (AttuneWordMatch) match);

        if (g_strcmp0 (found, cases[i].found[match]) != 0)
          g_error ("“%s” by way %d finds “%s”, not “%s”", cases[i].typed, match, found,
                   cases[i].found[match]);
      }
}

/* What is taken out is not found, and what stands in its place is. */
static void
test_changes (Conformance *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *put = NULL;

  insert (self->db);
  before = find (self->db, "refund", ATTUNE_WORD_MATCH_EXACT);
  conformance_execute (self->db,
                       "DELETE FROM entry_words WHERE rowid IN (SELECT 2 UNION SELECT 9)");
  after = find (self->db, "refund", ATTUNE_WORD_MATCH_EXACT);
  conformance_execute (self->db, "INSERT INTO entry_words (rowid, text, folded) SELECT 2, 'refund',"
                                 " ''");
  put = find (self->db, "refund", ATTUNE_WORD_MATCH_EXACT);
  g_assert_cmpstr (before, ==, "21");
  g_assert_cmpstr (after, ==, "1");
  g_assert_cmpstr (put, ==, "21");
}

/* Nothing of a batch that fails. */
static void
test_rollback (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autofree char *found = NULL;
  g_autofree char *message = NULL;

  attune_batch_add (batch, "INSERT INTO entry_words (rowid, text, folded) VALUES (1, 'refund', '')",
                    "");
  attune_batch_add (batch, "SELECT 1 WHERE 1 = 0", "i");
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT, "no");
  message = conformance_fail (self->db, batch, ATTUNE_STORE_ERROR_CONFLICT);
  found = find (self->db, "refund", ATTUNE_WORD_MATCH_EXACT);
  g_assert_cmpstr (found, ==, "");
}

void
conformance_add_word_tests (const Engine *engine)
{
  conformance_add_test (engine, "words", test_matches);
  conformance_add_test (engine, "words-changed", test_changes);
  conformance_add_test (engine, "words-rolled-back", test_rollback);
}
