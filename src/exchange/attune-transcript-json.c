/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-transcript-import-private.h"

#include "attune-speaker.h"

#include <glib/gi18n-lib.h>

/* The plain forms that programs write: a list, or one under "segments", "messages", "transcript" or "items", of objects with a text
 * and perhaps a name, a part, and a place in seconds ("start", "end") or a moment, as text or as a number. */
static const char *const list_keys[] = { "segments", "messages", "transcript", "items", "results" };
static const char *const text_keys[] = { "text", "message", "body", "content", "transcript" };
static const char *const name_keys[] = { "name",   "speaker",     "author",       "from",
                                         "sender", "displayName", "speaker_label" };
static const char *const role_keys[] = { "role", "type", "participantRole", "senderType",
                                         "channel" };
static const char *const start_keys[] = { "start", "from", "begin", "startTime", "start_time" };
static const char *const end_keys[] = { "end", "to", "endTime", "end_time" };
static const char *const moment_keys[] = { "time",       "timestamp", "at",    "createdAt",
                                           "created_at", "date",      "sentAt" };

/* No contact is a year long. */
#define MAX_SECONDS (366.0 * 86400.0)

static json_t *
find_list (json_t *json)
{
  if (json_is_array (json))
    return json;
  for (guint i = 0; i < G_N_ELEMENTS (list_keys); i++)
    if (json_is_array (json_object_get (json, list_keys[i])))
      return json_object_get (json, list_keys[i]);
  return NULL;
}

static const char *
find_string (json_t *object, const char *const *keys, guint n_keys)
{
  for (guint i = 0; i < n_keys; i++)
    {
      json_t *value = json_object_get (object, keys[i]);

      /* "from": { "name": … } */
      if (json_is_object (value))
        value = json_object_get (value, "name");
      if (json_is_string (value))
        return json_string_value (value);
    }
  return "";
}

/* A place in seconds, as a number; -1 for none. */
static gint64
find_place (json_t *object, const char *const *keys, guint n_keys)
{
  for (guint i = 0; i < n_keys; i++)
    {
      json_t *value = json_object_get (object, keys[i]);
      double seconds = json_number_value (value);

      if (json_is_number (value) && seconds >= 0.0 && seconds <= MAX_SECONDS)
        return (gint64) (seconds * G_USEC_PER_SEC + 0.5);
    }
  return -1;
}

static json_t *
find_number (json_t *object, const char *const *keys, guint n_keys)
{
  for (guint i = 0; i < n_keys; i++)
    if (json_is_number (json_object_get (object, keys[i])))
      return json_object_get (object, keys[i]);
  return NULL;
}

/* Seconds, milliseconds or microseconds since 1970, from 1973 on: which of them its size says. FALSE for other numbers. */
static gboolean
read_epoch (double number, gint64 *out_at)
{
  static const double units[] = { G_USEC_PER_SEC, G_USEC_PER_SEC / 1000.0, 1.0 };
  double least = 1e8;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++, least *= 1000.0)
    if (number >= least && number < least * 1000.0)
      {
        *out_at = (gint64) (number * units[i] + 0.5);
        return TRUE;
      }
  return FALSE;
}

static gint64
find_moment (AttuneTranscriptReading *self, json_t *object)
{
  const char *text = find_string (object, moment_keys, G_N_ELEMENTS (moment_keys));
  json_t *number = find_number (object, moment_keys, G_N_ELEMENTS (moment_keys));
  gint64 at;

  if (*text != '\0' ? !attune_transcript_parse_moment (text, &at)
                    : !read_epoch (json_number_value (number), &at))
    return find_place (object, moment_keys, G_N_ELEMENTS (moment_keys));
  if (self->started_at == 0)
    self->started_at = at;
  return MAX (at - self->started_at, 0);
}

static void
read_item (AttuneTranscriptReading *self, json_t *item)
{
  const char *role = find_string (item, role_keys, G_N_ELEMENTS (role_keys));
  AttunePassage passage = { .name = find_string (item, name_keys, G_N_ELEMENTS (name_keys)),
                            .text = find_string (item, text_keys, G_N_ELEMENTS (text_keys)) };

  passage.speaker = attune_speaker_guess (role);
  if (passage.speaker == ATTUNE_SPEAKER_OTHER)
    passage.speaker = attune_speaker_guess (passage.name);
  passage.from_us = find_place (item, start_keys, G_N_ELEMENTS (start_keys));
  passage.to_us = find_place (item, end_keys, G_N_ELEMENTS (end_keys));
  if (passage.from_us < 0)
    passage.from_us = find_moment (self, item);
  if (passage.to_us < passage.from_us)
    passage.to_us = -1;
  attune_transcript_reading_add (self, &passage);
}

void
attune_transcript_read_json (AttuneTranscriptReading *self)
{
  json_t *list = find_list (self->json);
  json_t *item;
  gsize i;

  if (list == NULL)
    {
      attune_faults_add (self->faults, "",
                         _ ("this is no transcript that Attune knows: it has no list of “messages” "
                            "or “segments”"));
      return;
    }
  json_array_foreach (list, i, item)
  {
    g_autofree char *place = g_strdup_printf ("/%u", (guint) i);

    if (self->faults->len > 0)
      return;
    if (!json_is_object (item) || *find_string (item, text_keys, G_N_ELEMENTS (text_keys)) == '\0')
      attune_faults_add (self->remarks, place, _ ("there is no text. It was left out"));
    else
      read_item (self, item);
  }
}
