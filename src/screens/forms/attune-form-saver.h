/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-form.h"

typedef enum
{
  ATTUNE_SAVING_SAVED,
  ATTUNE_SAVING_PENDING,  /* changed, and saved in a moment */
  ATTUNE_SAVING_CONFLICT, /* somebody else saved meanwhile: nothing is overwritten */
  ATTUNE_SAVING_FAILED,   /* kept, and tried again by and by and with the next change */
} AttuneSavingState;

/* Keeps the draft of one form in the store: the newest text, a moment after the last change, one save at a time, each
 * naming the rev of the one before. The open document is the truth; a reply only brings the rev. Notifies "state". */
#define ATTUNE_TYPE_FORM_SAVER (attune_form_saver_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFormSaver, attune_form_saver, ATTUNE, FORM_SAVER, GObject)

AttuneFormSaver  *attune_form_saver_new          (AttuneContext *context,
                                                  gint64         form,
                                                  gint64         rev);
AttuneSavingState attune_form_saver_get_state    (AttuneFormSaver *self);
/* What the store said of a conflict or failure; NULL otherwise. */
const char       *attune_form_saver_get_message  (AttuneFormSaver *self);
gint64            attune_form_saver_get_rev      (AttuneFormSaver *self);
/* To be saved soon. */
void              attune_form_saver_push         (AttuneFormSaver *self,
                                                  AttuneForm      *form);
/* Saves now what is waiting. */
void              attune_form_saver_flush        (AttuneFormSaver *self);
/* Emits "idle" as soon as nothing is left to save; says at once whether that is now. What failed is left to save. */
gboolean          attune_form_saver_is_idle      (AttuneFormSaver *self);
