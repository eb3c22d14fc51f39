/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* What a row of the survey is. */
typedef enum
{
  ATTUNE_XLSFORM_ROW_QUESTION,
  ATTUNE_XLSFORM_ROW_SELECT, /* a question with a list */
  ATTUNE_XLSFORM_ROW_ACKNOWLEDGE,
  ATTUNE_XLSFORM_ROW_NOTE,
  ATTUNE_XLSFORM_ROW_BEGIN,
  ATTUNE_XLSFORM_ROW_END,
  ATTUNE_XLSFORM_ROW_OTHER, /* what a form here has no place for */
} AttuneXlsformRowKind;

typedef struct
{
  AttuneXlsformRowKind kind;
  AttuneQuestionType question; /* of a question, and of a select: choice or checklist */
  const char *remark;          /* nullable: what changes, to be translated */
  gboolean has_decimals;       /* of a number: `decimal`, not `integer` */
  gboolean has_other;          /* of a select: “or_other” */
  char *list;                  /* of a select; owned */
} AttuneXlsformType;

/* Reads “select_one yes_no or_other”. */
AttuneXlsformType attune_xlsform_type_parse (const char *text);
void              attune_xlsform_type_clear (AttuneXlsformType *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AttuneXlsformType, attune_xlsform_type_clear)
