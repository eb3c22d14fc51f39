/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-lint.h"
#include "attune-form-report.h"

/* A form on its way to paper. */
typedef struct
{
  AttuneReport *report;
  AttuneForm *form;
  const AttuneFormScoring *scoring;
  AttuneFormLint *lint;
} AttuneFormPaper;

/* All texts are owned by the caller. */

/* "Revision 3", or "Draft". */
char *attune_form_paper_describe_revision (AttuneForm *form);

/* Adds how the form scores. */
void attune_form_paper_add_scoring (const AttuneFormPaper *self);

/* "Weight 2 · 12 % of the form"; NULL where there is nothing to say. */
char *attune_form_paper_weigh_section  (const AttuneFormPaper   *self,
                                        const AttuneFormSection *section);
char *attune_form_paper_weigh_question (const AttuneFormPaper    *self,
                                        const AttuneFormQuestion *question);

/* "Critical: Customer · Below 50 % fails the form"; NULL where there is nothing to say. */
char *attune_form_paper_describe_question (const AttuneFormQuestion *question);

/* "50 % · Fails the form · Error"; NULL where there is nothing to say. */
char *attune_form_paper_describe_option (const AttuneFormPaper    *self,
                                         const AttuneFormQuestion *question,
                                         const AttuneFormOption   *option);

/* "Below 50 % fails the form". */
char *attune_form_paper_describe_fail_below (AttuneDecimal percent);

/* Adds a question with all that belongs to it. */
void attune_form_paper_add_question (const AttuneFormPaper    *self,
                                     const AttuneFormQuestion *question);

/* When it is asked; nothing where there is no condition. */
void attune_form_paper_add_condition (const AttuneFormPaper     *self,
                                      const AttuneFormCondition *condition,
                                      guint                      indent);
/* Nothing where there is none. */
void attune_form_paper_add_note      (const AttuneFormPaper *self,
                                      const char            *text,
                                      guint                  indent);
