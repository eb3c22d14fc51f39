/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-transcript-import-private.h"

#include "attune-speaker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Amazon Connect's analyses of calls and chats, as they lie in S3 ("Transcript", version 1.1.0), its chat transcripts
 * (2019-08-26, the same turns) and the answers of ListRealtimeContactAnalysisSegments and its V2 ("Segments"). */

/* One reading of a document. */
typedef struct
{
  AttuneTranscriptReading *reading;
  AttuneJsonReader json;
  GHashTable *roles; /* of participants, by id */
  gint64 first_at;   /* of chats, when the first turn was; 0 before it */
  guint n_events;
  guint n_other; /* messages that are no text */
} Amazon;

gboolean
attune_transcript_is_contact_lens (json_t *json)
{
  json_t *turns = json_object_get (json, "Transcript");

  return json_is_array (turns) || json_is_array (json_object_get (json, "Segments"));
}

static const char *
get_string (json_t *object, const char *key)
{
  const char *text = json_string_value (json_object_get (object, key));

  return text != NULL ? text : "";
}

static void
read_participants (Amazon *self, json_t *document)
{
  json_t *participant;
  gsize i;

  json_array_foreach (json_object_get (document, "Participants"), i, participant)
  {
    const char *id = get_string (participant, "ParticipantId");
    const char *role = get_string (participant, "ParticipantRole");

    if (*id != '\0' && *role != '\0')
      g_hash_table_insert (self->roles, (gpointer) id, (gpointer) role);
  }
}

/* What is said of a turn's speaker is said in the turn, among the participants, or by the id itself. */
static const char *
find_role (Amazon *self, json_t *turn)
{
  const char *role = get_string (turn, "ParticipantRole");
  const char *id = get_string (turn, "ParticipantId");
  const char *known = g_hash_table_lookup (self->roles, id);

  return *role != '\0' ? role : known != NULL ? known : id;
}

static AttuneSpeaker
get_speaker (const char *role)
{
  if (g_ascii_strcasecmp (role, "AGENT") == 0)
    return ATTUNE_SPEAKER_AGENT;
  return g_ascii_strcasecmp (role, "CUSTOMER") == 0 ? ATTUNE_SPEAKER_CUSTOMER
                                                    : ATTUNE_SPEAKER_OTHER;
}

/* Milliseconds, -1 where there are none; a fault of the turn where it is no place in a contact. */
static gint64
read_offset (Amazon *self, json_t *turn, const char *key)
{
  json_t *value = json_object_get (turn, key);
  json_int_t ms = json_integer_value (value);

  if (value == NULL || json_is_null (value))
    return -1;
  if (json_is_integer (value) && ms >= 0 && ms <= G_MAXINT32)
    return ms * 1000;
  attune_json_reader_fault (&self->json, key,
                            _ ("this is no number of milliseconds. The place was left out"));
  return -1;
}

/* Of a chat's turn: since the first. */
static gint64
read_moment (Amazon *self, json_t *turn)
{
  json_t *time = json_object_get (turn, "Time");
  const char *text = json_is_object (time) ? get_string (time, "AbsoluteTime")
                                           : get_string (turn, "AbsoluteTime");
  gint64 at;

  if (*text == '\0' || !attune_transcript_parse_moment (text, &at))
    return -1;
  if (self->first_at == 0)
    self->reading->started_at = self->first_at = at;
  return MAX (at - self->first_at, 0);
}

static gboolean
is_message (Amazon *self, json_t *turn)
{
  const char *type = get_string (turn, "Type");
  const char *content_type = get_string (turn, "ContentType");

  if (g_str_equal (type, "EVENT") || strstr (content_type, ".event.") != NULL)
    {
      self->n_events++;
      return FALSE;
    }
  if (g_str_equal (type, "ATTACHMENT") ||
      (*content_type != '\0' && !g_str_has_prefix (content_type, "text/")))
    {
      self->n_other++;
      return FALSE;
    }
  return TRUE;
}

static void
read_turn (Amazon *self, json_t *turn)
{
  const char *role = find_role (self, turn);
  const char *name = get_string (turn, "DisplayName");
  AttunePassage passage = { .speaker = get_speaker (role) };
  gint64 moment;

  if (!is_message (self, turn))
    return;
  if (!json_is_string (json_object_get (turn, "Content")))
    {
      attune_json_reader_fault (&self->json, "Content",
                                _ ("there is no text. The turn was left out"));
      return;
    }
  moment = read_moment (self, turn);
  passage.from_us = moment >= 0 ? moment : read_offset (self, turn, "BeginOffsetMillis");
  passage.to_us = moment >= 0 ? -1 : read_offset (self, turn, "EndOffsetMillis");
  if (passage.to_us >= 0 && passage.to_us < passage.from_us)
    {
      attune_json_reader_fault (&self->json, "EndOffsetMillis",
                                _ ("the turn ends before it begins"));
      passage.to_us = -1;
    }
  passage.name = *name != '\0' ? name : passage.speaker == ATTUNE_SPEAKER_OTHER ? role : "";
  passage.text = get_string (turn, "Content");
  attune_transcript_reading_add (self->reading, &passage);
}

static void
read_turns (Amazon *self, json_t *turns, const char *key, const char *inner)
{
  json_t *item;
  gsize i;

  attune_json_reader_enter (&self->json, key);
  json_array_foreach (turns, i, item)
  {
    json_t *turn = inner != NULL ? json_object_get (item, inner) : item;

    if (self->reading->faults->len > 0)
      break;
    /* Categories, utterances in the making and summaries are segments too. */
    if (inner != NULL && turn == NULL)
      continue;
    attune_json_reader_enter_index (&self->json, (guint) i);
    if (attune_json_reader_expect_object (&self->json, turn))
      read_turn (self, turn);
    attune_json_reader_leave (&self->json);
  }
  attune_json_reader_leave (&self->json);
}

static void
tell_left_out (Amazon *self)
{
  GPtrArray *remarks = self->reading->remarks;

  if (self->n_events > 0)
    attune_faults_add (remarks, "",
                       ngettext ("%u event that nobody wrote was left out",
                                 "%u events that nobody wrote were left out", self->n_events),
                       self->n_events);
  if (self->n_other > 0)
    attune_faults_add (remarks, "",
                       ngettext ("%u message that is no text was left out",
                                 "%u messages that are no text were left out", self->n_other),
                       self->n_other);
}

void
attune_transcript_read_contact_lens (AttuneTranscriptReading *self)
{
  json_t *turns = json_object_get (self->json, "Transcript");
  json_t *segments = json_object_get (self->json, "Segments");
  Amazon amazon = { .reading = self };

  if (!json_is_array (turns) && !json_is_array (segments))
    {
      attune_faults_add (self->faults, "",
                         _ (
                           "this is no analysis of Amazon Connect: it has neither “Transcript” nor "
                           "“Segments”"));
      return;
    }
  attune_json_reader_init (&amazon.json, self->remarks);
  amazon.roles = g_hash_table_new (g_str_hash, g_str_equal);
  read_participants (&amazon, self->json);
  if (json_is_array (turns))
    read_turns (&amazon, turns, "Transcript", NULL);
  else
    read_turns (&amazon, segments, "Segments", "Transcript");
  tell_left_out (&amazon);
  g_hash_table_unref (amazon.roles);
  attune_json_reader_clear (&amazon.json);
}
