/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-upkeep-private.h"

#include "attune-disputes.h"

#include <glib/gi18n-lib.h>

/* What agents say to evaluations. */

static void
add_verdict (AttuneCheck *self,
             AttunePinVerdict verdict,
             const char *kind,
             gint64 id,
             const char *differs)
{
  const char *message = NULL;

  switch (verdict)
    {
    case ATTUNE_PIN_DIFFERS:
      message = differs;
      break;
    case ATTUNE_PIN_ABSENT:
      message = _ ("Nothing in the trail says that the agent said so.");
      break;
    case ATTUNE_PIN_HOLDS:
      return;
    }
  attune_check_add (self, g_strdup_printf ("%s %" G_GINT64_FORMAT, kind, id), message);
}

/* Acknowledgements --------------------------------------------------------------------------------------------------- */

static void
check_acknowledgement (AttuneCheck *self, const AttuneRows *rows, guint row)
{
  AttuneSealedAcknowledgement said = {
    .id = attune_rows_get_int (rows, row, 0),
    .evaluation = attune_rows_get_int (rows, row, 1),
    .revision = attune_rows_get_int (rows, row, 2),
    .agent = attune_rows_get_int (rows, row, 3),
    .at = attune_rows_get_int (rows, row, 4),
    .comment = attune_rows_get_text (rows, row, 5),
  };

  add_verdict (self, attune_pins_judge_acknowledgement (self->pins, &said), "acknowledgement",
               said.id,
               _ ("It is not what the agent said: the trail has another comment, time, person or "
                  "revision."));
}

static const AttuneCheckedRows acknowledgements = {
  "SELECT id, evaluation_id, revision_id, agent_id, at, comment FROM acknowledgement"
  " WHERE id > $last ORDER BY id LIMIT $limit",
  "iiiiit",
  check_acknowledgement,
};

static void
check_acknowledged (AttuneCheck *self, const AttuneRows *rows, guint row)
{
  attune_check_add (self,
                    g_strdup_printf ("evaluation %" G_GINT64_FORMAT,
                                     attune_rows_get_int (rows, row, 0)),
                    _ ("When its agent acknowledged it is not what their acknowledgement says."));
}

/* What stands beside the rows is taken from them. */
static const AttuneCheckedRows acknowledged = {
  "SELECT e.id FROM evaluation AS e JOIN evaluation_revision AS r ON r.evaluation_id = e.id"
  " AND r.is_current = 1 LEFT JOIN acknowledgement AS k ON k.revision_id = r.id"
  " AND k.agent_id = e.agent_id WHERE coalesce (e.acknowledged_at, 0) <> coalesce (k.at, 0)"
  " AND e.id > $last ORDER BY e.id LIMIT $limit",
  "i",
  check_acknowledged,
};

/* Disputes ----------------------------------------------------------------------------------------------------------- */

static AttuneSealedDisputeAnswer
read_answer (const AttuneRows *rows, guint row)
{
  return (AttuneSealedDisputeAnswer){
    .question = attune_rows_get_text (rows, row, 0),
    .proposed = attune_rows_get_text (rows, row, 1),
    .reason = attune_rows_get_text (rows, row, 2),
    .decision = attune_rows_is_null (rows, row, 3) ? ATTUNE_DECISION_NONE
                                                   : attune_rows_get_int (rows, row, 3),
    .decided = attune_rows_get_text (rows, row, 4),
    .remark = attune_rows_get_text (rows, row, 5),
  };
}

/* Its questions, which the result keeps; NULL where they cannot be read, which is told elsewhere. */
static AttuneResult *
read_answers (AttuneCheck *self, gint64 dispute, GArray *out_answers)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  AttuneResult *result;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT question, proposed, reason, decision, decided, remark"
                    " FROM dispute_answer WHERE dispute_id = $id ORDER BY question",
                    "tttitt");
  attune_batch_bind_int (batch, "id", dispute);
  result = attune_store_read (self->store, batch, NULL);
  rows = result != NULL ? attune_result_rows (result, 0) : NULL;
  for (guint i = 0; rows != NULL && i < attune_rows_get_n (rows); i++)
    {
      AttuneSealedDisputeAnswer answer = read_answer (rows, i);

      g_array_append_val (out_answers, answer);
    }
  return result;
}

static void
check_dispute (AttuneCheck *self, const AttuneRows *rows, guint row)
{
  gint64 id = attune_rows_get_int (rows, row, 0);
  gint64 state = attune_rows_get_int (rows, row, 4);
  gboolean is_dropped = state == ATTUNE_DISPUTE_DROPPED;
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (AttuneSealedDisputeAnswer));
  g_autoptr (AttuneResult) result = read_answers (self, id, answers);
  AttuneSealedDispute dispute = {
    .id = id,
    .evaluation = attune_rows_get_int (rows, row, 1),
    .revision = attune_rows_get_int (rows, row, 2),
    .agent = attune_rows_get_int (rows, row, 3),
    .state = is_dropped ? ATTUNE_DISPUTE_OPEN : state,
    .opened_at = attune_rows_get_int (rows, row, 5),
    .decided_by = attune_rows_get_int (rows, row, 6),
    .decided_at = attune_rows_get_int (rows, row, 7),
    .decided_revision = attune_rows_get_int (rows, row, 8),
    .reason = attune_rows_get_text (rows, row, 9),
    .remark = attune_rows_get_text (rows, row, 10),
    .answers = (const AttuneSealedDisputeAnswer *) (gpointer) answers->data,
    .n_answers = answers->len,
  };

  add_verdict (self, attune_pins_judge_dispute (self->pins, &dispute, is_dropped), "dispute", id,
               _ ("It is not what was said and decided: the trail has other questions, reasons, "
                  "decisions or people, or says that it ended otherwise."));
}

static const AttuneCheckedRows disputes = {
  "SELECT id, evaluation_id, revision_id, agent_id, state, opened_at, decided_by, decided_at,"
  " decided_revision_id, reason, remark FROM dispute WHERE id > $last ORDER BY id LIMIT $limit",
  "iiiiiiiiitt",
  check_dispute,
};

gboolean
attune_check_answering (AttuneCheck *self, GError **error)
{
  return attune_check_rows (self, &acknowledgements, error) &&
         attune_check_rows (self, &acknowledged, error) &&
         attune_check_rows (self, &disputes, error);
}
