/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-table-private.h"

#include "attune-decimal-scale.h"
#include "attune-table-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FULL_SCORE (100 * ATTUNE_DECIMAL_ONE)
#define UNDECIDED  ((AttuneQuestionType) -1)

typedef struct
{
  AttuneTablePreview *preview;
  const AttuneSheet *sheet;
} Settling;

static AttuneTableOption *
get_option (const AttuneTableItem *item, guint i)
{
  return g_ptr_array_index (item->options, i);
}

static gboolean
has_scores (const AttuneTableItem *item)
{
  for (guint i = 0; i < item->options->len; i++)
    {
      if (get_option (item, i)->has_score)
        return TRUE;
    }
  return FALSE;
}

/* The most a question can give, as the table says it. */
static AttuneDecimal
get_best (const AttuneTableItem *item)
{
  AttuneDecimal best = 0;

  for (guint i = 0; i < item->options->len; i++)
    {
      AttuneDecimal score = get_option (item, i)->score;

      best = item->type == ATTUNE_QUESTION_CHECKLIST ? best + MAX (score, 0) : MAX (best, score);
    }
  return best;
}

/* --- Types --------------------------------------------------------------------------------------------------- */

static gboolean
is_yes_no (const AttuneTableItem *item)
{
  guint yes;

  return item->options->len == 2 &&
         attune_table_is_yes_no (get_option (item, 0)->label, get_option (item, 1)->label, &yes);
}

/* Whether the scores only rise, or only fall, from one option to the next. */
static gboolean
is_scale (const AttuneTableItem *item)
{
  gboolean rises = TRUE;
  gboolean falls = TRUE;

  for (guint i = 1; i < item->options->len; i++)
    {
      AttuneDecimal step = get_option (item, i)->score - get_option (item, i - 1)->score;

      rises &= step > 0;
      falls &= step < 0;
    }
  return item->options->len > 2 && has_scores (item) && (rises || falls);
}

static gboolean
needs_options (AttuneQuestionType type)
{
  return type == ATTUNE_QUESTION_SCALE || type == ATTUNE_QUESTION_CHOICE ||
         type == ATTUNE_QUESTION_CHECKLIST;
}

static void
settle_type (Settling *settling, AttuneTableItem *item)
{
  gboolean is_bare = item->options->len == 0;

  if (item->type == UNDECIDED)
    item->type = is_bare || is_yes_no (item) ? ATTUNE_QUESTION_YES_NO
                 : is_scale (item)           ? ATTUNE_QUESTION_SCALE
                                             : ATTUNE_QUESTION_CHOICE;
  if (is_bare && needs_options (item->type))
    {
      attune_table_remark (settling->preview->remarks, settling->sheet, item->row,
                           _ ("there are no options, so it is a yes/no question"));
      item->type = ATTUNE_QUESTION_YES_NO;
    }
  if (!is_bare && item->type > ATTUNE_QUESTION_CHECKLIST)
    {
      attune_table_remark (settling->preview->remarks, settling->sheet, item->row,
                           _ ("a question of that type has no options, so they stay behind"));
      g_ptr_array_set_size (item->options, 0);
    }
}

/* --- Scores -------------------------------------------------------------------------------------------------- */

static void
settle_missing_scores (Settling *settling, AttuneTableItem *item)
{
  guint n_missing = 0;

  for (guint i = 0; i < item->options->len; i++)
    n_missing += !get_option (item, i)->has_score;
  if (n_missing == 0 || (n_missing == item->options->len && is_yes_no (item)))
    return;
  if (n_missing == item->options->len)
    {
      item->scored = FALSE;
      attune_table_remark (settling->preview->remarks, settling->sheet, item->row,
                           _ ("its options have no scores, so the question is not scored"));
    }
  else
    attune_table_remark (settling->preview->remarks, settling->sheet, item->row,
                         _ ("options without a score count 0"));
}

static AttuneScoringMode
find_mode (AttuneTablePreview *preview, const AttuneTableMapping *mapping)
{
  gboolean has_weights = g_hash_table_size (preview->section_weights) > 0;
  gboolean any_scores = FALSE;
  gboolean is_percent = TRUE;

  if (mapping->scores != ATTUNE_TABLE_SCORES_AUTO)
    return mapping->scores == ATTUNE_TABLE_SCORES_POINTS ? ATTUNE_SCORING_POINTS
                                                         : ATTUNE_SCORING_SHARE;
  for (guint i = 0; i < preview->items->len; i++)
    {
      const AttuneTableItem *item = g_ptr_array_index (preview->items, i);

      has_weights |= item->has_weight;
      if (!has_scores (item))
        continue;
      any_scores = TRUE;
      is_percent &= get_best (item) == FULL_SCORE;
    }
  return any_scores && !has_weights && !is_percent ? ATTUNE_SCORING_POINTS : ATTUNE_SCORING_SHARE;
}

/* In a form of shares the best option counts 100; a table often says points up to 5 or 10. */
static void
scale_scores (Settling *settling)
{
  AttuneTablePreview *preview = settling->preview;
  guint n_scaled = 0;

  for (guint i = 0; i < preview->items->len; i++)
    {
      AttuneTableItem *item = g_ptr_array_index (preview->items, i);
      AttuneDecimal best = get_best (item);

      if (best == 0 || best == FULL_SCORE)
        continue;
      n_scaled++;
      for (guint j = 0; j < item->options->len; j++)
        get_option (item, j)->score = attune_decimal_scale (get_option (item, j)->score, FULL_SCORE,
                                                            best);
    }
  if (n_scaled > 0)
    attune_faults_add (preview->remarks, "",
                       ngettext ("the scores of %u question became percent of its best option",
                                 "the scores of %u questions became percent of their best options",
                                 n_scaled),
                       n_scaled);
}

static void
drop_surplus_options (Settling *settling, AttuneTableItem *item)
{
  if (item->options->len <= ATTUNE_FORM_MAX_OPTIONS)
    return;
  attune_table_remark (settling->preview->remarks, settling->sheet, item->row,
                       _ ("a question has %d options at most; the others stay behind"),
                       ATTUNE_FORM_MAX_OPTIONS);
  g_ptr_array_set_size (item->options, ATTUNE_FORM_MAX_OPTIONS);
}

/* --- Ids ----------------------------------------------------------------------------------------------------- */

static void
settle_id (Settling *settling, AttuneTableItem *item, GHashTable *taken)
{
  gboolean is_taken = g_hash_table_contains (taken, item->id);
  g_autofree char *own = g_steal_pointer (&item->id);

  if (*own != '\0' && !is_taken && g_utf8_strlen (own, -1) <= ATTUNE_FORM_MAX_ID_LENGTH)
    {
      g_hash_table_add (taken, g_strdup (own));
      item->id = g_steal_pointer (&own);
      return;
    }
  item->id = g_strdup (attune_table_make_id (*own != '\0' ? own : item->title, "question", taken));
  if (*own != '\0')
    attune_table_remark (settling->preview->remarks, settling->sheet, item->row,
                         _ ("the id “%s” is too long or already taken; it becomes “%s”"), own,
                         item->id);
}

static void
remark_bare (AttuneTablePreview *preview)
{
  guint n_bare = 0;

  for (guint i = 0; i < preview->items->len; i++)
    {
      const AttuneTableItem *item = g_ptr_array_index (preview->items, i);

      n_bare += item->type == ATTUNE_QUESTION_YES_NO && item->options->len == 0;
    }
  if (n_bare > 0)
    attune_faults_add (preview->remarks, "",
                       ngettext ("%u question says no answers, so it is answered by yes and no",
                                 "%u questions say no answers, so they are answered by yes and no",
                                 n_bare),
                       n_bare);
}

void
attune_table_settle (AttuneTablePreview *self,
                     const AttuneSheet *sheet,
                     const AttuneTableMapping *mapping)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Settling settling = { self, sheet };

  for (guint i = 0; i < self->items->len; i++)
    {
      AttuneTableItem *item = g_ptr_array_index (self->items, i);

      drop_surplus_options (&settling, item);
      settle_type (&settling, item);
      settle_missing_scores (&settling, item);
      settle_id (&settling, item, taken);
    }
  self->mode = find_mode (self, mapping);
  if (self->mode == ATTUNE_SCORING_SHARE)
    scale_scores (&settling);
  remark_bare (self);
}
