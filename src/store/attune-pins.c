/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-pins.h"

#include "attune-disputes.h"
#include "attune-rights.h"

#include <string.h>

typedef enum
{
  SEALED, /* everything: `hash` is the seal */
  DONE,   /* at that time by that actor: `hash` is of the answers or the document, if it is known */
  IMPORTED, /* `hash` is of the answers */
  WRITTEN,  /* `hash` is of a note's text, if it is known */
  RIGHTS,   /* `hash` is of what a person or team is, if it is known */
} PinKind;

typedef struct _Pin Pin;
struct _Pin
{
  Pin *next;
  PinKind kind;
  gint64 writer;
  gint64 at;
  gint64 actor;
  gboolean is_known;
  gboolean
    is_ended; /* of a dispute: its evaluation was made void or moved, later in the same chain */
  guint8 hash[ATTUNE_SEAL_SIZE];
};

/* What is pinned under an id: a revision's, a note's and so on, or the evaluation's or form's where events name no more. */
typedef struct
{
  Pin *pins;
  gint64 evaluation;
  gboolean
    has_notes;    /* of an evaluation: its notes were pinned with it, so that there are no others */
  gint64 dispute; /* of an evaluation: its newest, in the chain that is being taken; 0 for none */
  gboolean was_ended; /* of an evaluation: it was made void or moved */
  gboolean is_judged;
} Entry;

struct _AttunePins
{
  GHashTable *entries; /* of the id, Entry */
  gboolean is_incomplete;
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  while (entry->pins != NULL)
    {
      Pin *pin = entry->pins;

      entry->pins = pin->next;
      g_free (pin);
    }
  g_free (entry);
}

AttunePins *
attune_pins_new (void)
{
  AttunePins *self = g_new0 (AttunePins, 1);

  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_entry);
  return self;
}

void
attune_pins_free (AttunePins *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

void
attune_pins_mark_incomplete (AttunePins *self)
{
  self->is_incomplete = TRUE;
}

static void
hash_text (const char *text, gsize size, guint8 hash[ATTUNE_SEAL_SIZE])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize hash_size = ATTUNE_SEAL_SIZE;

  g_checksum_update (sum, (const guchar *) text, (gssize) size);
  g_checksum_get_digest (sum, hash, &hash_size);
}

static Entry *
get_entry (AttunePins *self, gint64 id)
{
  Entry *entry = g_hash_table_lookup (self->entries, &id);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      g_hash_table_insert (self->entries, g_memdup2 (&id, sizeof id), entry);
    }
  return entry;
}

static Pin *
add_pin (Entry *entry, PinKind kind, const AttunePinEvent *event)
{
  Pin *pin = g_new0 (Pin, 1);

  pin->next = entry->pins;
  pin->kind = kind;
  pin->writer = event->writer;
  pin->at = event->at;
  pin->actor = event->actor;
  entry->pins = pin;
  return pin;
}

/* The pin of an event that takes the place of what its writer said before. */
static Pin *
replace_pin (Entry *entry, PinKind kind, const AttunePinEvent *event)
{
  for (Pin *pin = entry->pins; pin != NULL; pin = pin->next)
    {
      if (pin->writer == event->writer)
        {
          pin->kind = kind;
          pin->is_known = FALSE;
          return pin;
        }
    }
  return add_pin (entry, kind, event);
}

/* Gathering -------------------------------------------------------------------------------------------------------- */

static void
set_text (Pin *pin, GBytes *content)
{
  pin->is_known = content != NULL;
  if (content != NULL)
    hash_text (g_bytes_get_data (content, NULL), g_bytes_get_size (content), pin->hash);
}

static void
take_seal (AttunePins *self, const AttunePinEvent *event, const AttuneSealLine *line)
{
  Entry *entry = get_entry (self, line->id);
  Pin *pin = replace_pin (entry, SEALED, event);

  pin->is_known = TRUE;
  memcpy (pin->hash, line->seal, sizeof pin->hash);
  entry->evaluation = line->evaluation;
  if (line->kind == ATTUNE_SEAL_DISPUTE)
    get_entry (self, line->evaluation)->dispute = line->id;
  if (line->kind == ATTUNE_SEAL_EVALUATION && !g_str_equal (event->verb, "revise-evaluation") &&
      !g_str_equal (event->verb, "move-evaluation"))
    get_entry (self, line->evaluation)->has_notes = TRUE;
}

/* What was disputed is about somebody else now, or nothing any more. */
static void
end_dispute (AttunePins *self, const AttunePinEvent *event)
{
  Entry *evaluation = get_entry (self, event->subject);
  Entry *entry = evaluation->dispute != 0 ? get_entry (self, evaluation->dispute) : NULL;

  evaluation->was_ended = TRUE;
  for (Pin *pin = entry != NULL ? entry->pins : NULL; pin != NULL; pin = pin->next)
    pin->is_ended = pin->is_ended || pin->writer == event->writer;
}

/* "ID SHA-256" of the answers: an import from before there were seals. */
static void
take_imported (AttunePins *self, const AttunePinEvent *event, const char *line)
{
  g_autofree char *sealed = g_strdup_printf ("evaluation 0 %s", line);
  AttuneSealLine parsed;
  Pin *pin;

  if (!attune_seal_line_parse (sealed, &parsed))
    return;
  pin = add_pin (get_entry (self, parsed.id), IMPORTED, event);
  pin->is_known = TRUE;
  memcpy (pin->hash, parsed.seal, sizeof pin->hash);
}

static void
take_lines (AttunePins *self, const AttunePinEvent *event, gboolean is_sealed)
{
  gsize size;
  const char *data = g_bytes_get_data (event->content, &size);
  g_autofree char *text = g_strndup (data, size);
  char *line = text + (is_sealed ? strlen (ATTUNE_SEALS_LINE) : 0);

  /* A blank line ends the seals. */
  while (*line != '\0' && *line != '\n')
    {
      char *end = line + strcspn (line, "\n");
      char *next = *end == '\n' ? end + 1 : end;
      AttuneSealLine parsed;

      *end = '\0';
      if (!is_sealed)
        take_imported (self, event, line);
      else if (attune_seal_line_parse (line, &parsed))
        take_seal (self, event, &parsed);
      line = next;
    }
}

static gboolean
begins_with (GBytes *content, const char *line)
{
  return content != NULL && g_bytes_get_size (content) >= strlen (line) &&
         memcmp (g_bytes_get_data (content, NULL), line, strlen (line)) == 0;
}

static gboolean
is_sealed (GBytes *content)
{
  return begins_with (content, ATTUNE_SEALS_LINE);
}

/* From before rights were in the trail there is a name, or a word, which tells nothing of them. */
static void
take_rights (AttunePins *self, const AttunePinEvent *event)
{
  Pin *pin = replace_pin (get_entry (self, event->subject), RIGHTS, event);

  if (begins_with (event->content, ATTUNE_RIGHTS_OF_PERSON) ||
      begins_with (event->content, ATTUNE_RIGHTS_OF_TEAM))
    set_text (pin, event->content);
}

void
attune_pins_take (AttunePins *self, const AttunePinEvent *event)
{
  static const char *const done[] = { "submit-evaluation", "revise-evaluation", "move-evaluation",
                                      "publish-form", NULL };
  static const char *const written[] = { "add-note", "change-note", "remove-note", "restore-note",
                                         NULL };
  static const char *const rights[] = { "add-person", "add-team", "appoint", NULL };
  static const char *const said[] = { "acknowledge-evaluation", "open-dispute", "withdraw-dispute",
                                      "decide-dispute", NULL };

  if (g_str_equal (event->verb, "void-evaluation") || g_str_equal (event->verb, "move-evaluation"))
    end_dispute (self, event);

  if (g_strv_contains (done, event->verb))
    {
      if (is_sealed (event->content))
        take_lines (self, event, TRUE);
      else
        set_text (add_pin (get_entry (self, event->subject), DONE, event), event->content);
    }
  else if (g_strv_contains (written, event->verb))
    {
      if (is_sealed (event->content))
        take_lines (self, event, TRUE);
      else
        set_text (replace_pin (get_entry (self, event->subject), WRITTEN, event), event->content);
    }
  else if (g_strv_contains (rights, event->verb))
    take_rights (self, event);
  else if (g_strv_contains (said, event->verb) && is_sealed (event->content))
    take_lines (self, event, TRUE);
  else if (g_str_equal (event->verb, "import") && event->content != NULL)
    take_lines (self, event, is_sealed (event->content));
}

/* Judging ---------------------------------------------------------------------------------------------------------- */

static AttunePinVerdict
judge (gboolean is_same)
{
  return is_same ? ATTUNE_PIN_HOLDS : ATTUNE_PIN_DIFFERS;
}

static AttunePinVerdict
miss (AttunePins *self, gboolean is_told)
{
  return is_told && !self->is_incomplete ? ATTUNE_PIN_ABSENT : ATTUNE_PIN_HOLDS;
}

/* Whether one of the writers' pins fits: a seal, a text, or one that tells nothing. */
static gboolean
has_fitting (const Entry *entry, const guint8 *seal, const guint8 *text_hash)
{
  for (const Pin *pin = entry->pins; pin != NULL; pin = pin->next)
    {
      const guint8 *hash = pin->kind == SEALED ? seal : text_hash;

      if (!pin->is_known || memcmp (pin->hash, hash, ATTUNE_SEAL_SIZE) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The pin of what was done then, and by that actor if there are several. */
static const Pin *
find_done (const Entry *entry, gint64 at, gint64 actor)
{
  const Pin *found = NULL;

  for (const Pin *pin = entry->pins; pin != NULL; pin = pin->next)
    {
      if (pin->kind == DONE && pin->at == at && (found == NULL || pin->actor == actor))
        found = pin;
    }
  return found;
}

static const Pin *
find_imported (const Entry *entry)
{
  for (const Pin *pin = entry->pins; pin != NULL; pin = pin->next)
    {
      if (pin->kind == IMPORTED)
        return pin;
    }
  return NULL;
}

static gboolean
has_hash (const Pin *pin, const char *text)
{
  guint8 hash[ATTUNE_SEAL_SIZE];

  if (!pin->is_known)
    return TRUE;
  hash_text (text, strlen (text), hash);
  return memcmp (hash, pin->hash, sizeof hash) == 0;
}

/* By an event without seals. */
static AttunePinVerdict
judge_unsealed (AttunePins *self, Entry *entry, const AttuneSealedRevision *revision)
{
  const Pin *done = find_done (entry, revision->submitted_at, revision->author);
  const Pin *imported = find_imported (entry);

  entry->is_judged = TRUE;
  if (done != NULL)
    return judge (has_hash (done, revision->answers) && done->actor == revision->author &&
                  (revision->number != 1 || done->actor == revision->evaluator));
  if (imported != NULL && revision->number == 1)
    return judge (has_hash (imported, revision->answers) &&
                  revision->author == revision->evaluator);
  return miss (self, TRUE);
}

AttunePinVerdict
attune_pins_judge_revision (AttunePins *self, const AttuneSealedRevision *revision)
{
  Entry *entry = g_hash_table_lookup (self->entries, &revision->id);
  Entry *evaluation = g_hash_table_lookup (self->entries, &revision->evaluation);
  guint8 seal[ATTUNE_SEAL_SIZE];

  if (entry == NULL)
    return evaluation != NULL ? judge_unsealed (self, evaluation, revision) : miss (self, TRUE);

  entry->is_judged = TRUE;
  attune_seal_revision (revision, seal);
  return judge (has_fitting (entry, seal, seal));
}

AttunePinVerdict
attune_pins_judge_note (AttunePins *self, const AttuneSealedNote *note)
{
  Entry *entry = g_hash_table_lookup (self->entries, &note->id);
  const Entry *evaluation = g_hash_table_lookup (self->entries, &note->evaluation);
  guint8 seal[ATTUNE_SEAL_SIZE];
  guint8 hash[ATTUNE_SEAL_SIZE];

  if (entry == NULL)
    return miss (self, evaluation != NULL && evaluation->has_notes);

  entry->is_judged = TRUE;
  attune_seal_note (note, seal);
  hash_text (note->text, strlen (note->text), hash);
  return judge (has_fitting (entry, seal, hash));
}

/* What there never was without a seal. */
static AttunePinVerdict
judge_sealed (AttunePins *self, gint64 id, const guint8 *seal)
{
  Entry *entry = g_hash_table_lookup (self->entries, &id);

  if (entry == NULL)
    return miss (self, TRUE);

  entry->is_judged = TRUE;
  return judge (has_fitting (entry, seal, seal));
}

AttunePinVerdict
attune_pins_judge_acknowledgement (AttunePins *self,
                                   const AttuneSealedAcknowledgement *acknowledgement)
{
  guint8 seal[ATTUNE_SEAL_SIZE];

  attune_seal_acknowledgement (acknowledgement, seal);
  return judge_sealed (self, acknowledgement->id, seal);
}

/* Whether the trail says that its evaluation was ended after it was opened, as far as one chain can tell. */
static gboolean
was_ended (AttunePins *self, gint64 dispute)
{
  const Entry *entry = g_hash_table_lookup (self->entries, &dispute);

  for (const Pin *pin = entry != NULL ? entry->pins : NULL; pin != NULL; pin = pin->next)
    if (pin->is_ended)
      return TRUE;
  return FALSE;
}

AttunePinVerdict
attune_pins_judge_dispute (AttunePins *self,
                           const AttuneSealedDispute *dispute,
                           gboolean is_dropped)
{
  const Entry *evaluation = g_hash_table_lookup (self->entries, &dispute->evaluation);
  guint8 seal[ATTUNE_SEAL_SIZE];
  AttunePinVerdict verdict;

  attune_seal_dispute (dispute, seal);
  verdict = judge_sealed (self, dispute->id, seal);
  if (verdict != ATTUNE_PIN_HOLDS || self->is_incomplete)
    return verdict;
  if (is_dropped)
    return judge (evaluation != NULL && evaluation->was_ended);
  return judge (dispute->state != ATTUNE_DISPUTE_OPEN || !was_ended (self, dispute->id));
}

AttunePinVerdict
attune_pins_judge_form (AttunePins *self,
                        gint64 form,
                        gint64 published_at,
                        gint64 published_by,
                        const char *document)
{
  Entry *entry = g_hash_table_lookup (self->entries, &form);
  const Pin *done = entry != NULL ? find_done (entry, published_at, published_by) : NULL;

  if (entry != NULL)
    entry->is_judged = TRUE;
  if (done == NULL)
    return miss (self, TRUE);
  return judge (done->actor == published_by && has_hash (done, document));
}

AttunePinVerdict
attune_pins_judge_rights (AttunePins *self, gint64 id, const char *rights)
{
  Entry *entry = g_hash_table_lookup (self->entries, &id);
  guint8 hash[ATTUNE_SEAL_SIZE];

  if (entry == NULL)
    return miss (self, TRUE);

  entry->is_judged = TRUE;
  hash_text (rights, strlen (rights), hash);
  return judge (has_fitting (entry, hash, hash));
}

/* What an import from before there were seals names may be a draft, which is not judged. */
static gboolean
is_expected (const Entry *entry)
{
  for (const Pin *pin = entry->pins; pin != NULL; pin = pin->next)
    {
      if (pin->kind != IMPORTED)
        return TRUE;
    }
  return FALSE;
}

void
attune_pins_visit_missing (AttunePins *self, AttunePinVisit visit, gpointer data)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Entry *entry = value;

      if (!entry->is_judged && is_expected (entry))
        visit (*(const gint64 *) key, entry->evaluation, data);
    }
}
