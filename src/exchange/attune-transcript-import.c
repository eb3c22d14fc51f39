/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-transcript-import-private.h"

#include "attune-speaker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  AttuneTranscriptSource source;
  const char *word;
  gboolean is_json;
  void (*read) (AttuneTranscriptReading *self);
} Reader;

static const Reader readers[] = {
  { ATTUNE_TRANSCRIPT_SOURCE_VTT, "vtt", FALSE, attune_transcript_read_vtt },
  { ATTUNE_TRANSCRIPT_SOURCE_SRT, "srt", FALSE, attune_transcript_read_srt },
  { ATTUNE_TRANSCRIPT_SOURCE_CONTACT_LENS, "contact-lens", TRUE,
    attune_transcript_read_contact_lens },
  { ATTUNE_TRANSCRIPT_SOURCE_JSON, "json", TRUE, attune_transcript_read_json },
  { ATTUNE_TRANSCRIPT_SOURCE_EML, "eml", FALSE, attune_transcript_read_eml },
  { ATTUNE_TRANSCRIPT_SOURCE_TEXT, "text", FALSE, attune_transcript_read_text },
};

/* How much of a file is looked at to find out what it is. */
#define LOOK_BYTES 4096

void
attune_transcript_import_free (AttuneTranscriptImport *self)
{
  attune_transcript_unref (self->transcript);
  g_ptr_array_unref (self->remarks);
  g_free (self->subject);
  g_free (self);
}

/* --- What a file is --- */

/* Its beginning as text, owned by the caller. */
static char *
look (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize length = MIN (size, LOOK_BYTES);
  char *text = NULL;

  if (size >= 2 && (memcmp (data, "\xFF\xFE", 2) == 0 || memcmp (data, "\xFE\xFF", 2) == 0))
    text = g_convert (data, (gssize) (length & ~(gsize) 1), "UTF-8", "UTF-16", NULL, NULL, NULL);
  if (text == NULL)
    text = g_utf8_make_valid (data != NULL ? data : "", (gssize) length);
  if (g_str_has_prefix (text, "\xEF\xBB\xBF"))
    memmove (text, text + 3, strlen (text + 3) + 1);
  return text;
}

/* A header that every message of the net has, among the first lines; a mail that was copied has fewer. */
static gboolean
is_mail (const char *text)
{
  return g_regex_match_simple ("\\A(?:[A-Za-z0-9-]+:[^\\n]*\\n(?:[ \\t][^\\n]*\\n)*)*?"
                               "(?:Received|MIME-Version|Message-ID|Content-Type|Return-Path):",
                               text, G_REGEX_CASELESS, 0);
}

static AttuneTranscriptSource
find_source (AttuneTranscriptReading *reading, const char *text)
{
  static const char times[] = "^[ \\t]*[0-9:.,]+[ \\t]*-->[ \\t]*[0-9:.,]+";

  if (reading->json != NULL)
    return attune_transcript_is_contact_lens (reading->json) ? ATTUNE_TRANSCRIPT_SOURCE_CONTACT_LENS
                                                             : ATTUNE_TRANSCRIPT_SOURCE_JSON;
  if (g_str_has_prefix (text, "WEBVTT"))
    return ATTUNE_TRANSCRIPT_SOURCE_VTT;
  if (g_regex_match_simple (times, text, G_REGEX_MULTILINE, 0))
    return strstr (text, "\n\n") != NULL && strchr (text, ',') == NULL
             ? ATTUNE_TRANSCRIPT_SOURCE_VTT
             : ATTUNE_TRANSCRIPT_SOURCE_SRT;
  return is_mail (text) ? ATTUNE_TRANSCRIPT_SOURCE_EML : ATTUNE_TRANSCRIPT_SOURCE_TEXT;
}

static const Reader *
get_reader (AttuneTranscriptSource source)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (readers[i].source == source)
      return &readers[i];
  return NULL;
}

/* JSON may be a list as well as an object. */
static json_t *
load_json (AttuneTranscriptReading *self)
{
  gsize size;
  const char *data = g_bytes_get_data (self->bytes, &size);
  json_error_t trouble;
  json_t *json;

  if (size > ATTUNE_TRANSCRIPT_IMPORT_MAX_BYTES)
    {
      attune_faults_add (self->faults, "", _ ("this is larger than %u MiB, and no transcript is"),
                         ATTUNE_TRANSCRIPT_IMPORT_MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  if (size >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  json = json_loadb (data != NULL ? data : "", size, JSON_REJECT_DUPLICATES, &trouble);
  if (json == NULL)
    attune_faults_add (self->faults, "", _ ("line %d, column %d: %s"), trouble.line, trouble.column,
                       attune_json_describe_trouble (&trouble));
  return json;
}

static gboolean
is_like_json (const char *text)
{
  text += strspn (text, " \t\r\n");
  /* “[10:02] Name: …” is a chat. */
  return *text == '{' || (*text == '[' && text[1 + strspn (text + 1, " \t\r\n")] == '{');
}

/* --- Reading --- */

gboolean
attune_transcript_reading_add (AttuneTranscriptReading *self, const AttunePassage *passage)
{
  if (attune_transcript_builder_add (self->builder, passage))
    return TRUE;
  if (self->faults->len == 0)
    attune_faults_add (self->faults, "",
                       _ (
                         "this is more than %d passages, or %d MiB of text, and no contact is. Cut "
                         "it down to one"),
                       ATTUNE_TRANSCRIPT_MAX_PASSAGES, ATTUNE_TRANSCRIPT_MAX_BYTES / (1024 * 1024));
  return FALSE;
}

gboolean
attune_transcript_parse_moment (const char *text, gint64 *out_at)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (text, zone);

  if (moment == NULL)
    return FALSE;
  *out_at = g_date_time_to_unix (moment) * G_USEC_PER_SEC + g_date_time_get_microsecond (moment);
  return TRUE;
}

static AttuneTranscriptImport *
end_reading (AttuneTranscriptReading *self, AttuneTranscriptSource source)
{
  g_autoptr (AttuneTranscript) read = NULL;
  AttuneTranscriptImport *import;

  if (self->faults->len == 0 && attune_transcript_builder_get_n (self->builder) == 0)
    attune_faults_add (self->faults, "", _ ("nothing is said in it"));
  if (self->faults->len > 0)
    return NULL;

  import = g_new0 (AttuneTranscriptImport, 1);
  read = attune_transcript_builder_end (g_steal_pointer (&self->builder));
  import->transcript = attune_transcript_with_agents (read, NULL);
  import->source = source;
  import->subject = self->subject != NULL ? g_steal_pointer (&self->subject) : g_strdup ("");
  import->started_at = self->started_at;
  import->remarks = g_ptr_array_ref (self->remarks);
  return import;
}

AttuneTranscriptImport *
attune_transcript_import_bytes (GBytes *bytes, AttuneTranscriptSource source, GPtrArray *faults)
{
  g_autofree char *beginning = look (bytes);
  g_autoptr (AttuneTranscriptBuilder) builder = attune_transcript_builder_new ();
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autoptr (AttuneJson) json = NULL;
  AttuneTranscriptReading self = { .bytes = bytes, .faults = faults, .remarks = remarks };
  AttuneTranscriptImport *import = NULL;

  if (source == ATTUNE_TRANSCRIPT_SOURCE_ANY ? is_like_json (beginning)
                                             : get_reader (source)->is_json)
    {
      json = self.json = load_json (&self);
      if (json == NULL)
        return NULL;
    }
  if (source == ATTUNE_TRANSCRIPT_SOURCE_ANY)
    source = find_source (&self, beginning);
  self.builder = g_steal_pointer (&builder);
  get_reader (source)->read (&self);
  import = end_reading (&self, source);
  g_clear_pointer (&self.builder, attune_transcript_builder_free);
  g_free (self.subject);
  return import;
}

/* --- Words --- */

const char *
attune_transcript_source_to_string (AttuneTranscriptSource source)
{
  const Reader *reader = get_reader (source);

  return reader != NULL ? reader->word : "any";
}

gboolean
attune_transcript_source_from_string (const char *word, AttuneTranscriptSource *out_source)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_str_equal (readers[i].word, word))
      {
        *out_source = readers[i].source;
        return TRUE;
      }
  return FALSE;
}

char *
attune_transcript_source_list (void)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", readers[i].word);
  return g_string_free (words, FALSE);
}

gboolean
attune_transcript_source_knows_name (const char *name)
{
  static const char *const suffixes[] = { ".vtt", ".srt", ".json", ".txt", ".eml" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return TRUE;
  return FALSE;
}
