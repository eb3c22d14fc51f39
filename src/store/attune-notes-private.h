/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-batch.h"
#include "attune-media-copy.h"
#include "attune-notes.h"
#include "attune-seal.h"
#include "attune-verb.h"

/* How every INSERT of a note begins, and what a note is made of beside its evaluation and author. */
#define ATTUNE_NOTE_INSERT                                                                            \
  "INSERT INTO note (id, rev, evaluation_id, author_id, from_us, to_us, question, kind, is_shared," \
  " text, created_at, sound, sound_us, passage_from, passage_to, character_from, character_to, about_id, text_id)"

/* How notes `n` with their authors `p` are read for people, and what makes one of the first columns of a row; the caller's. */
#define ATTUNE_NOTE_COLUMNS                                                                            \
  "n.id, n.rev, n.evaluation_id, n.author_id, p.name, coalesce (n.from_us, -1), coalesce (n.to_us, -1)," \
  " n.question, n.kind, n.is_shared, n.text, n.created_at, n.sound, coalesce (n.sound_us, 0),"           \
  " n.passage_from, n.passage_to, n.character_from, n.character_to, n.text_id"
#define ATTUNE_NOTE_TYPES "iiiitiitiititiiiiii"
#define ATTUNE_NOTE_N     19
#define ATTUNE_NOTE_SELECT \
  "SELECT " ATTUNE_NOTE_COLUMNS " FROM note AS n JOIN person AS p ON p.id = n.author_id"
AttuneNote *attune_note_read (AttuneStore      *store,
                              const AttuneRows *rows,
                              guint             row);

/* How a note is read as the trail is to tell of it, of note `n`: what attune_note_read_seal() takes a row of. The texts of
 * the result are the rows'. */
#define ATTUNE_NOTE_SEAL_COLUMNS                                                                      \
  "n.id, n.evaluation_id, n.author_id, coalesce (n.from_us, -1), coalesce (n.to_us, -1), n.kind,"    \
  " n.is_shared, n.created_at, CASE WHEN n.removed_at IS NULL THEN 0 ELSE 1 END, n.question, n.text,"  \
  " coalesce (n.passage_from, -1), coalesce (n.passage_to, -1), coalesce (n.character_from, -1),"     \
  " coalesce (n.character_to, -1), coalesce (n.sound_us, -1), n.sound"
#define ATTUNE_NOTE_SEAL_TYPES "iiiiiiiiittiiiiit"
#define ATTUNE_NOTE_SEAL_N     17
AttuneSealedNote attune_note_read_seal (const AttuneRows *rows,
                                        guint             row);

/* The same of a note about to be written, whose texts it borrows; its sound is a name in the media folder by now. */
AttuneSealedNote attune_note_seal (const AttuneNote *note,
                                   gint64            id,
                                   gint64            evaluation,
                                   gint64            author);

/* Adds the seals of all notes on an evaluation, and to the write the condition that they still are as they were read. */
gboolean attune_notes_seal_all (AttuneWrite *write,
                                gint64       evaluation,
                                GString     *seals,
                                GError     **error);

/* What of the notes on an evaluation hangs in the air: it is about another contact now. */
typedef struct
{
  gboolean of_recording;
  gboolean of_text;
} AttuneNoteLifting;

/* Makes notes on these of notes on the whole, of all notes on an evaluation, and adds their seals as they become; beside the
 * condition that they still are as they were read. */
gboolean attune_notes_lift (AttuneWrite             *write,
                            gint64                   evaluation,
                            const AttuneNoteLifting *lifting,
                            GString                 *seals,
                            GError                 **error);

/* Binds $from, $to, $question, $kind, $shared and $text. */
void attune_note_bind (AttuneBatch      *batch,
                       const AttuneNote *note);
/* Binds $passage_from, $passage_to, $character_from, $character_to and $text_id, NULL where it is not on the text. */
void attune_note_bind_stretch (AttuneBatch      *batch,
                               const AttuneNote *note);
/* Binds $sound and $sound_us, NULL where nothing was spoken. */
void attune_note_bind_sound (AttuneBatch      *batch,
                             const AttuneNote *note);

/* A note on its way into the workspace, and what is spoken of it with it. */
typedef struct
{
  AttuneNote *note;
  AttuneMediaCopy *copy; /* while its sound is copied */
} AttuneNoteSaving;

AttuneNoteSaving *attune_note_saving_new  (const AttuneNote *note);
void              attune_note_saving_free (AttuneNoteSaving *self);
/* A verb's slice, whose value is an AttuneNoteSaving of a spoken note: copies its sound into the media folder, where the
 * workspace's policy allows it, and leaves the name it has there in the note. */
gboolean          attune_note_saving_copy (AttuneStore     *store,
                                           AttuneArguments *arguments,
                                           GError         **error);
/* Where the sound that the workspace has under that name lies, NULL for NULL; the caller's. */
char             *attune_note_find_sound  (AttuneStore *store,
                                           const char  *name);
