/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-ingest.h"
#include "attune-people.h"
#include "attune-work.h"

/* What every screen works with: the open store, the person who acts, the settings; and the way to the window that shows
 * it, without knowing one. A screen asks for things by the verbs below; the window listens to the signals. A test makes
 * a context of its own and listens itself.
 *
 * Signals:
 *   "open" (AttuneDestination *)                         another page is asked for
 *   "told" (const char *heading, const char *body)       something to read, with a dialog's room; body may be NULL: a toast
 *   "undo-offered" (const char *message, GClosure *undo) a toast with Undo
 *   "offered" (message, const char *label, GClosure *)   a toast with a button
 *   "added" (gint64 interaction)                         contacts were added, this one first; lists show where it is
 * Property "work" is the long work to show, NULL for none. */
#define ATTUNE_TYPE_CONTEXT (attune_context_get_type ())
G_DECLARE_FINAL_TYPE (AttuneContext, attune_context, ATTUNE, CONTEXT, GObject)

/* Where one can go. Those with an id name what they show. */
typedef enum
{
  ATTUNE_PAGE_MY_WORK,
  ATTUNE_PAGE_INTERACTIONS,
  ATTUNE_PAGE_EVALUATIONS,
  ATTUNE_PAGE_AGENTS,
  ATTUNE_PAGE_MY_QUALITY,
  ATTUNE_PAGE_MY_EVALUATIONS,
  ATTUNE_PAGE_FORMS,
  ATTUNE_PAGE_EVALUATION, /* an evaluation: draft to work on or submitted one to read */
  ATTUNE_PAGE_AGENT,      /* a person */
  ATTUNE_PAGE_INTERACTION,
  ATTUNE_PAGE_FORM,
  ATTUNE_PAGE_FORM_LAB,   /* of a form */
  ATTUNE_PAGE_MODEL, /* the interaction model of the workspace */
  ATTUNE_PAGE_SEARCH,
  ATTUNE_N_PAGES
} AttunePageKind;

typedef struct
{
  AttunePageKind kind;
  gint64 id;       /* 0 where the kind has none */
  gint64 position; /* microseconds in the recording to start at, -1 for where one was */
  gboolean is_jump; /* with Back leading here again, wherever it leads */
  const char *place; /* in a form: the id of a section or question, "" for the form itself; in an evaluation: "question:ID",
                      * "note:ID" or "passage:NUMBER"; of a search what is looked for, "" to type it; NULL for where one was */
} AttuneDestination;

/* `settings` may be NULL in tests that do not look at any. */
AttuneContext      *attune_context_new           (AttuneStore        *store,
                                                  const AttunePerson *person,
                                                  GSettings          *settings);
AttuneStore        *attune_context_get_store     (AttuneContext *self);
const AttunePerson *attune_context_get_person    (AttuneContext *self);
/* The person's id: the `actor` of the store's verbs. */
gint64              attune_context_get_actor     (AttuneContext *self);
/* Whether the person has any of `roles`. */
gboolean            attune_context_has_role      (AttuneContext *self,
                                                  AttuneRoles    roles);
GTimeZone          *attune_context_get_time_zone (AttuneContext *self);
GSettings          *attune_context_get_settings  (AttuneContext *self);
/* Where and how recordings are taken in: one for everything that is opened. */
AttuneIngest       *attune_context_get_ingest    (AttuneContext *self);
/* For tests, whose cache and helper lie elsewhere; before the first recording is opened. */
void                attune_context_set_ingest    (AttuneContext *self,
                                                  AttuneIngest  *ingest);

/* Shows an error once; what was cancelled is not shown. `what` says what did not work, "The note could not be saved". */
void attune_context_report (AttuneContext *self,
                            const char    *what,
                            const GError  *error);
/* How many errors were reported so far. */
guint attune_context_get_n_reports (AttuneContext *self);
/* A line that goes away by itself. */
void attune_context_say    (AttuneContext *self,
                            const char    *message);
/* A line with Undo. `undo` runs at most once, with `data`, which is freed with `destroy` afterwards in any case. */
void attune_context_offer_undo (AttuneContext *self,
                                const char    *message,
                                GCallback      undo,
                                gpointer       data,
                                GDestroyNotify destroy);

/* The same with another button, `label` with a mnemonic. */
void attune_context_offer      (AttuneContext *self,
                                const char    *message,
                                const char    *label,
                                GCallback      action,
                                gpointer       data,
                                GDestroyNotify destroy);
void attune_context_tell_added (AttuneContext *self,
                                gint64         interaction);

/* Goes to a page, with Back leading here again. */
void attune_context_open             (AttuneContext           *self,
                                      const AttuneDestination *destination);
void attune_context_open_evaluation  (AttuneContext *self,
                                      gint64         evaluation);
void attune_context_open_agent       (AttuneContext *self,
                                      gint64         agent);
void attune_context_open_interaction (AttuneContext *self,
                                      gint64         interaction);
void attune_context_open_form        (AttuneContext *self,
                                      gint64         form);
/* At a place in it, as the destination says. */
void attune_context_open_form_at     (AttuneContext *self,
                                      gint64         form,
                                      const char    *place);

/* Shows `title` with a bar in the header, and Cancel when there is a `cancellable` (nullable), until
 * attune_work_end (). The caller owns a reference. */
AttuneWork *attune_context_begin_work (AttuneContext *self,
                                       const char    *title,
                                       GCancellable  *cancellable);
AttuneWork *attune_context_get_work   (AttuneContext *self);

/* Somebody else works in the window now: the work that goes on is `successor`'s too, and what goes wrong is said there. */
void        attune_context_pass_on    (AttuneContext *self,
                                       AttuneContext *successor);
