/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-revision-words.h"

#include "attune-evaluate-words.h"
#include "attune-format.h"

#include <glib/gi18n.h>

char *
attune_revision_to_words (const AttuneRevisionInfo *revision, GTimeZone *zone)
{
  g_autofree char *when = attune_format_time (revision->submitted_at, zone, ATTUNE_TIME_SHORT);
  g_autofree char *score = attune_score_to_words (revision->score, ATTUNE_SCORE_NONE);

  if (revision->submitted_at == 0)
    /* Translators: %s is a name. */
    return g_strdup_printf (_ ("Being written by %s"), revision->author);

  switch (revision->reason)
    {
    case ATTUNE_REVISION_FIRST:
      /* Translators: date, name, score. */
      return g_strdup_printf (_ ("%1$s: submitted by %2$s, %3$s of 100"), when, revision->author,
                              score);
    case ATTUNE_REVISION_DISPUTE:
      return g_strdup_printf (_ ("%1$s: decided after a dispute by %2$s, %3$s of 100"), when,
                              revision->author, score);
    case ATTUNE_REVISION_CORRECTION:
      return g_strdup_printf (_ ("%1$s: corrected by %2$s, %3$s of 100"), when, revision->author,
                              score);
    }
  g_return_val_if_reached (NULL);
}

static gboolean
has_remark (const AttuneRevisionInfo *revision)
{
  return revision->remark != NULL && revision->remark[0] != '\0';
}

char *
attune_revision_to_line (const AttuneRevisionInfo *revision, GTimeZone *zone)
{
  GString *line = g_string_new (NULL);
  g_autofree char *words = attune_revision_to_words (revision, zone);

  if (revision->is_current && revision->number > 1)
    /* Translators: before the line of the revision that holds. */
    g_string_append_printf (line, "%s · ", _ ("Current"));
  g_string_append (line, words);
  if (has_remark (revision))
    g_string_append_printf (line, "\n“%s”", revision->remark);
  return g_string_free (line, FALSE);
}

/* Without its remark. */
static char *
describe_revision (const AttuneRevisionInfo *revision, GTimeZone *zone)
{
  g_autofree char *when = attune_format_time (revision->submitted_at, zone, ATTUNE_TIME_SHORT);

  switch (revision->reason)
    {
    case ATTUNE_REVISION_FIRST:
      return NULL;
    case ATTUNE_REVISION_DISPUTE:
      /* Translators: date, name. */
      return g_strdup_printf (_ ("Decided after a dispute on %1$s by %2$s"), when,
                              revision->author);
    case ATTUNE_REVISION_CORRECTION:
      /* Translators: date, name. */
      return g_strdup_printf (_ ("Corrected on %1$s by %2$s"), when, revision->author);
    }
  g_return_val_if_reached (NULL);
}

char *
attune_revision_to_sentence (const AttuneRevisionInfo *revision, GTimeZone *zone)
{
  g_autofree char *words = describe_revision (revision, zone);

  if (words == NULL || !has_remark (revision))
    return g_steal_pointer (&words);
  return g_strdup_printf ("%s: “%s”", words, revision->remark);
}

char *
attune_begun_correction_to_words (guint n)
{
  return g_strdup_printf (
    ngettext ("You have begun to correct this evaluation: %u answer differs from what was "
              "submitted. It is kept for you.",
              "You have begun to correct this evaluation: %u answers differ from what was "
              "submitted. They are kept for you.",
              n),
    n);
}

char *
attune_revised_meanwhile_to_words (const AttuneRevisionInfo *current, guint n)
{
  return g_strdup_printf (
    /* Translators: a number and a name. */
    ngettext ("%2$s revised this evaluation after you began to correct it: %1$u answer of yours "
              "differs from the newest.",
              "%2$s revised this evaluation after you began to correct it: %1$u answers of yours "
              "differ from the newest.",
              n),
    n, current->author);
}

static char *
describe_score (AttuneSheetState *state)
{
  gint64 pass = attune_form_get_pass (attune_sheet_state_get_form (state));

  return attune_score_to_words (
    attune_score_get_figures (attune_sheet_state_get_score (state))->score, pass);
}

char *
attune_correction_to_words (AttuneSheetState *submitted, AttuneSheetState *corrected, guint n)
{
  g_autofree char *before = describe_score (submitted);
  g_autofree char *after = describe_score (corrected);
  /* Translators: two scores. */
  g_autofree char *score = g_strdup_printf (_ ("%1$s of 100, before %2$s"), after, before);
  g_autofree char *outcome = attune_outcome_to_words (corrected);
  g_autofree char *answers = g_strdup_printf (
    ngettext ("%u answer differs from what was submitted. What it was before can still be read.",
              "%u answers differ from what was submitted. What they were before can still be read.",
              n),
    n);

  return g_strdup_printf ("%s\n%s\n\n%s", score, outcome, answers);
}

char *
attune_corrected_to_words (AttuneSheetState *corrected)
{
  g_autofree char *score = describe_score (corrected);
  g_autofree char *outcome = attune_outcome_to_words (corrected);

  /* Translators: the score and its outcome. */
  return g_strdup_printf (_ ("Corrected: %1$s of 100  %2$s"), score, outcome);
}
