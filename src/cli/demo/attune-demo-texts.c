/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-demo-texts.h"

#include "attune-speaker.h"
#include "attune-transcript-import.h"

#include <gio/gio.h>

#define RESOURCES "/org/attuneqa/Attune/demo/"

typedef struct
{
  const char *file;
  AttuneChannel channel;
  const char *subject;
  const char *customer;
  guint agent;
  gint64 days_ago;
  gint64 minutes; /* -1 where that says nothing */
} Text;

static const Text texts[] = {
  { "chat-delivery.txt", ATTUNE_CHANNEL_CHAT, "Where is my delivery?", "C-55120", 11, 1, 7 },
  { "chat-payment.txt", ATTUNE_CHANNEL_CHAT, "Change of payment date", "C-61044", 2, 2, 6 },
  { "email-deposit-reply.txt", ATTUNE_CHANNEL_EMAIL, "Deposit not paid back", "C-18873", 11, 1,
    -1 },
};

AttuneMedia *
attune_demo_text_read (const char *name, GError **error)
{
  g_autofree char *resource = g_strconcat (RESOURCES, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (resource, 0, error);
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  static const char *const agents[] = { "Noora", NULL };
  g_autoptr (AttuneTranscriptImport) import = NULL;
  g_autoptr (AttuneTranscript) transcript = NULL;

  if (bytes == NULL)
    return NULL;
  import = attune_transcript_import_bytes (bytes, ATTUNE_TRANSCRIPT_SOURCE_ANY, faults);
  if (import == NULL)
    {
      attune_faults_to_error (faults, error);
      return NULL;
    }
  transcript = attune_transcript_with_agents (import->transcript, agents);
  return attune_media_new_text (name, transcript);
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static AttuneInteraction *
create_interaction (const AttuneDemoDraw *draw, const Text *text, AttuneMedia *media)
{
  const AttuneDemoAgent *agent = &g_array_index (draw->cast->agents, AttuneDemoAgent, text->agent);
  AttuneInteraction *interaction = attune_interaction_new ();
  AttunePart *part = attune_part_new (agent->id, -1, -1);

  part->team = agent->team;
  g_ptr_array_add (interaction->parts, part);
  g_ptr_array_add (interaction->media, media);
  interaction->channel = text->channel;
  interaction->started_at = ATTUNE_DEMO_NOW - text->days_ago * G_TIME_SPAN_DAY -
                            3 * G_TIME_SPAN_HOUR;
  if (text->minutes >= 0)
    interaction->duration_us = text->minutes * G_TIME_SPAN_MINUTE;
  set_text (&interaction->customer, text->customer);
  set_text (&interaction->subject, text->subject);
  return interaction;
}

gboolean
attune_demo_texts_add (const AttuneDemoDraw *draw, GPtrArray *items, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      AttuneMedia *media = attune_demo_text_read (texts[i].file, error);
      AttuneBulkItem *item;

      if (media == NULL)
        return FALSE;
      item = attune_bulk_item_new ();
      item->interaction = create_interaction (draw, &texts[i], media);
      g_ptr_array_add (items, item);
    }
  return TRUE;
}
