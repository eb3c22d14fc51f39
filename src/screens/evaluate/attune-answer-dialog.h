/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

#include <adwaita.h>

/* A window in which several questions of a form are answered otherwise: what it is about, a group for each question, a word
 * on the whole, and what would come of it. It closes when it is said to, or given up.
 *
 * "accepted": the suggested button was pressed, or Ctrl+Return. "whole-changed": the word on the whole was. */
#define ATTUNE_TYPE_ANSWER_DIALOG (attune_answer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AttuneAnswerDialog, attune_answer_dialog, ATTUNE, ANSWER_DIALOG, AdwWindow)

typedef struct
{
  const char *title;
  const char *subtitle; /* NULL for none */
  const char *accept;   /* label of the button, with a mnemonic; NULL where there is only to read */
  const char *lead;     /* what it is about, NULL for nothing */
  const char *whole;    /* what the word on the whole is, NULL for none */
} AttuneAnswerDialogText;

AttuneAnswerDialog *attune_answer_dialog_new (GtkWidget                    *parent,
                                              const AttuneAnswerDialogText *text);
void                attune_answer_dialog_add (AttuneAnswerDialog *self,
                                              GtkWidget          *group);
/* What would come of it, NULL for nothing to say; and whether it can be accepted. */
void                attune_answer_dialog_show_outcome (AttuneAnswerDialog *self,
                                                       const char         *words,
                                                       gboolean            can_accept);
/* The word on the whole, without blanks around it. Owned by the caller. */
char               *attune_answer_dialog_dup_whole (AttuneAnswerDialog *self);
/* Shows it, the keys in the first that can be answered. */
void                attune_answer_dialog_open (AttuneAnswerDialog *self);
/* What was accepted is done, and said as `done`; or, where there is an error, it is not, which is said with `failed`, and goes
 * on being worked at. */
void                attune_answer_dialog_end (AttuneAnswerDialog *self,
                                              AttuneContext      *context,
                                              const GError       *error,
                                              const char         *failed,
                                              const char         *done);
/* While what was accepted is carried out, nothing can be changed. */
void                attune_answer_dialog_set_is_busy (AttuneAnswerDialog *self,
                                                      gboolean            is_busy);
