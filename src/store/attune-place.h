/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store-private.h"

/* The table of places: what a person left where, under a key and about something; nobody else sees it. Most of it is where
 * one was, and may be lost. What stands under ATTUNE_PLACE_ASIDE is content: answers of the person's own that an evaluation
 * did not take any more, which wait until the person says what is to become of them. Neither has a rev, an event or a
 * notice: it is no part of the record that others rely on, and only its writer can change it.
 *
 * A place goes with what it is about. No verb deletes an evaluation: what is void can still be read, and what its writer put
 * aside of it likewise. In a workspace that can only be read nothing is kept, which is no error. On the worker's thread. */

/* Keys of an evaluation: where its writer is, and the answers that came too late, an
 * `attune-answers` JSON. */
#define ATTUNE_PLACE_EVALUATION "evaluation"
#define ATTUNE_PLACE_ASIDE      "aside"
/* How keys that are a screen's own begin (attune-kept.h). */
#define ATTUNE_PLACE_SCREEN     "screen:"

/* How an INSERT INTO place ends that puts a new value in an old one's place. */
#define ATTUNE_PLACE_INSERT "INSERT INTO place (person_id, key, subject_id, value, at)"
#define ATTUNE_PLACE_REPLACE                          \
  " ON CONFLICT (person_id, key, subject_id)"         \
  " DO UPDATE SET value = excluded.value, at = excluded.at"

/* Adds the statement that reads a place: one row of one text, or none. Returns its index. */
guint    attune_place_add_reading (AttuneBatch *batch,
                                   gint64       person,
                                   const char  *key,
                                   gint64       subject);
gboolean attune_place_keep        (AttuneStore *store,
                                   gint64       person,
                                   const char  *key,
                                   gint64       subject,
                                   const char  *value,
                                   GError     **error);
