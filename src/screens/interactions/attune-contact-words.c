/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-contact-words.h"

#include "attune-evaluation-item.h"
#include "attune-format.h"

#include <glib/gi18n.h>

char *
attune_contact_describe_part (const AttunePart *part)
{
  g_autofree char *from = attune_format_duration (MAX (part->from_us, 0));
  g_autofree char *to = attune_format_duration (part->to_us);

  if (part->from_us <= 0 && part->to_us < 0)
    return g_strdup (_ ("The whole contact"));
  if (part->to_us < 0)
    /* Translators: an agent's part of a contact, to its end: "From 4:10". */
    return g_strdup_printf (_ ("From %s"), from);
  /* Translators: an agent's part of a contact: "0:00 to 4:10". */
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

char *
attune_contact_describe_media (const AttuneMedia *media)
{
  const char *kind = media->kind == ATTUNE_MEDIA_AUDIO ? _ ("Recording") : _ ("Transcript");
  g_autofree char *path = g_filename_display_name (media->path);

  if (media->is_copied || *media->path == '\0')
    /* Translators: "Recording" or "Transcript", and where it lies. */
    return g_strdup_printf (_ ("%s, in the workspace"), kind);
  /* Translators: "Recording" or "Transcript", and the path of its file. */
  return g_strdup_printf (_ ("%s, at %s"), kind, path);
}

char *
attune_contact_title_evaluation (const AttuneEvaluationRow *row)
{
  /* Translators: of an evaluation: the form and the agent. */
  return g_strdup_printf (_ ("%s · %s"), row->form_title, row->agent_name);
}

static const char *
get_basis (const AttuneEvaluationRow *row)
{
  if (row->kind == ATTUNE_EVALUATION_SELF)
    return _ ("self-evaluation");
  if (row->kind != ATTUNE_EVALUATION_ASSESSMENT)
    return _ ("calibration");
  return row->basis == ATTUNE_BASIS_RANDOM ? _ ("drawn at random") : _ ("picked for a reason");
}

char *
attune_contact_describe_evaluation (const AttuneEvaluationRow *row)
{
  g_autofree char *state = attune_evaluation_format_state (row);

  /* Translators: of an evaluation: its state, its evaluator, how its contact was come to. */
  return g_strdup_printf (_ ("%s, by %s, %s"), state, row->evaluator_name, get_basis (row));
}

char *
attune_contact_score_evaluation (const AttuneEvaluationRow *row)
{
  g_autofree char *score = attune_format_score (row->score);

  if (row->state == ATTUNE_EVALUATION_STATE_DRAFT)
    return g_strdup ("");
  return g_strdup_printf ("%s %s", score, attune_evaluation_get_mark (row));
}
