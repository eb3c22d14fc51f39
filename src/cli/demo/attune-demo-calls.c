/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-demo-calls.h"

#include "attune-demo-texts.h"

#include <glib/gstdio.h>

#define RESOURCES "/org/attuneqa/Attune/demo/"

/* An answer of the evaluation that one of the calls comes with. */
typedef struct
{
  const char *question;
  const char *option; /* NULL: N/A */
  const char *reason;
  const char *comment;
} Answer;

typedef struct
{
  double from;
  double to;
  AttuneNoteKind kind;
  const char *question;
  const char *text;
} Remark;

typedef struct
{
  const char *name;
  const char *subject;
  const char *customer;
  guint agent;
  gint64 days_ago;
  double seconds;
  AttuneEvaluationState state;
  int evaluator; /* an analyst's number, -1 for a call that waits to be evaluated */
  const Answer *answers;
  const Remark *remarks;
  guint next_agent; /* whom it was transferred to, */
  double transfer;  /* and when; 0.0 for a call that was not */
} Call;

static const Answer billing_answers[] = {
  { "greeting", "yes" },
  { "identity", "yes" },
  { "open-questions", "always" },
  { "summary", "yes" },
  { "contact-count", "first" },
  { "empathy", "mostly" },
  { "correct", "complete" },
  { "added-value", "fitting" },
  { "self-service", "yes" },
  { "card-data", NULL },
  { "next-steps", "always" },
  { "farewell", "yes" },
  { NULL },
};

static const Remark billing_remarks[] = {
  { 0.6, 6.4, ATTUNE_NOTE_PRAISE, "greeting", "Warm greeting, thanks for the call." },
  { 22.1, 26.5, ATTUNE_NOTE_PRAISE, "open-questions",
    "One open question, and the reason is on the table." },
  { 29.9, 31.5, ATTUNE_NOTE_IMPROVE, "empathy",
    "Talks into the customer's sentence. A breath would do." },
  { 33.8, 42.3, ATTUNE_NOTE_PRAISE, "added-value", "The night tariff fits, and is put in euros." },
  { 0 },
};

static const Answer outage_answers[] = {
  { "greeting", "yes" },
  { "contact-count", "more" },
  { "empathy", "always" },
  { NULL },
};

static const Remark outage_remarks[] = {
  { 13.7, 20.3, ATTUNE_NOTE_PRAISE, "empathy",
    "Takes the third call seriously, has read the case." },
  { 0 },
};

static const Call calls[] = {
  { "billing", "Higher bill than expected", "C-48213", 1, 3, 59.0, ATTUNE_EVALUATION_STATE_RELEASED,
    1, billing_answers, billing_remarks },
  { "outage", "Outage in the evening", "C-20977", 2, 1, 58.5, ATTUNE_EVALUATION_STATE_DRAFT, 0,
    outage_answers, outage_remarks },
  { "cancellation", "Cancellation", "C-71540", 4, 2, 0.0, ATTUNE_EVALUATION_STATE_DRAFT, -1 },
  { "address", "Move to a new address", "C-33861", 7, 2, 57.3, ATTUNE_EVALUATION_STATE_DRAFT, -1,
    NULL, NULL, 11, 22.4 },
};

static gboolean
extract (const char *folder, const char *name, const char *suffix, char **out_path, GError **error)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);
  g_autofree char *resource = g_strconcat (RESOURCES, file, NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (resource, 0, error);

  if (bytes == NULL || !g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                             (gssize) g_bytes_get_size (bytes), error))
    return FALSE;
  *out_path = g_steal_pointer (&path);
  return TRUE;
}

static gboolean
add_media (AttuneInteraction *interaction, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *text_name = g_strconcat (name, ".vtt", NULL);
  AttuneMedia *media;
  AttuneMedia *text = attune_demo_text_read (text_name, error);

  if (text == NULL)
    return FALSE;
  g_ptr_array_add (interaction->media, text);
  if (!extract (folder, name, ".opus", &path, error))
    return FALSE;

  media = attune_media_new (ATTUNE_MEDIA_AUDIO, path);
  media->is_copied = TRUE;
  media->agent_channel = ATTUNE_AGENT_CHANNEL_LEFT;
  g_ptr_array_insert (interaction->media, 0, media);
  return TRUE;
}

static void
take_answer (AttuneAnswers **answers, const Answer *answer)
{
  AttuneForm *form = attune_answers_get_form (*answers);
  guint index = attune_form_find_question (form, answer->question);
  AttuneAnswers *next;

  if (answer->option == NULL)
    next = attune_answers_with_na (*answers, index, TRUE);
  else
    next = attune_answers_with_option (
      *answers, index,
      attune_form_question_find_option (attune_form_get_question (form, index), answer->option));
  attune_answers_unref (*answers);
  *answers = next;
}

/* What every finished evaluation of a call has beside its own answers: a checklist and a number. */
static void
complete_answers (AttuneAnswers **answers)
{
  AttuneForm *form = attune_answers_get_form (*answers);
  guint record = attune_form_find_question (form, "record");
  guint overtalk = attune_form_find_question (form, "overtalk");
  static const guint all[] = { 0, 1, 2, 3 };
  AttuneAnswers *next = attune_answers_with_options (*answers, record, all, G_N_ELEMENTS (all));

  attune_answers_unref (*answers);
  *answers = attune_answers_with_number (next, overtalk, ATTUNE_DECIMAL_ONE, NULL);
  attune_answers_unref (next);
}

static char *
write_answers (const Call *call, AttuneForm *form)
{
  g_autoptr (AttuneAnswers) answers = attune_answers_new (form);

  for (const Answer *answer = call->answers; answer->question != NULL; answer++)
    take_answer (&answers, answer);
  if (call->state != ATTUNE_EVALUATION_STATE_DRAFT)
    complete_answers (&answers);
  return attune_answers_to_json (answers, NULL);
}

static GPtrArray *
write_notes (const Call *call, gint64 at)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_free);

  for (const Remark *remark = call->remarks; remark->text != NULL; remark++)
    {
      AttuneNote *note = g_new0 (AttuneNote, 1);

      note->from_us = (gint64) (remark->from * G_USEC_PER_SEC);
      note->to_us = (gint64) (remark->to * G_USEC_PER_SEC);
      note->kind = remark->kind;
      note->question = g_strdup (remark->question);
      note->text = g_strdup (remark->text);
      note->is_shared = TRUE;
      note->created_at = at;
      g_ptr_array_add (notes, note);
    }
  return notes;
}

static AttuneInteraction *
create_interaction (const AttuneDemoDraw *draw, const Call *call)
{
  const AttuneDemoAgent *agent = &g_array_index (draw->cast->agents, AttuneDemoAgent, call->agent);
  AttuneInteraction *interaction = attune_interaction_new ();
  AttunePart *part = attune_part_new (agent->id, -1, -1);

  part->team = agent->team;
  g_ptr_array_add (interaction->parts, part);
  interaction->channel = ATTUNE_CHANNEL_CALL;
  interaction->started_at = ATTUNE_DEMO_NOW - call->days_ago * G_TIME_SPAN_DAY -
                            2 * G_TIME_SPAN_HOUR;
  if (call->seconds > 0.0)
    interaction->duration_us = (gint64) (call->seconds * G_USEC_PER_SEC);
  if (call->transfer > 0.0)
    attune_demo_transfer (draw, interaction, call->next_agent,
                          (gint64) (call->transfer * G_USEC_PER_SEC));
  g_free (interaction->customer);
  interaction->customer = g_strdup (call->customer);
  g_free (interaction->subject);
  interaction->subject = g_strdup (call->subject);
  return interaction;
}

static AttuneBulkItem *
create_item (const AttuneDemoDraw *draw,
             const Call *call,
             const char *folder,
             gboolean may_evaluate,
             GError **error)
{
  g_autoptr (AttuneBulkItem) item = attune_bulk_item_new ();
  const AttuneDemoForm *form = &draw->forms->calls_changed;

  item->interaction = create_interaction (draw, call);
  if (!add_media (item->interaction, folder, call->name, error))
    return NULL;
  if (!may_evaluate || call->evaluator < 0)
    return g_steal_pointer (&item);

  item->form_revision = form->revision;
  item->agent = g_array_index (draw->cast->agents, AttuneDemoAgent, call->agent).id;
  item->evaluator = draw->cast->analysts[call->evaluator];
  item->state = call->state;
  item->submitted_at = item->interaction->started_at + 20 * G_TIME_SPAN_HOUR;
  item->answers = write_answers (call, form->form);
  item->notes = write_notes (call, item->submitted_at);
  return g_steal_pointer (&item);
}

GPtrArray *
attune_demo_calls_create (const AttuneDemoDraw *draw,
                          const char *folder,
                          guint most_evaluated,
                          GError **error)
{
  g_autoptr (GPtrArray)
    items = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_bulk_item_free);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "“%s” cannot be made: %s",
                   folder, g_strerror (errno));
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      AttuneBulkItem *item = create_item (draw, &calls[i], folder, most_evaluated > 0, error);

      if (item == NULL)
        return NULL;
      if (item->answers != NULL)
        most_evaluated--;
      g_ptr_array_add (items, item);
    }
  if (!attune_demo_texts_add (draw, items, error))
    return NULL;
  return g_steal_pointer (&items);
}
