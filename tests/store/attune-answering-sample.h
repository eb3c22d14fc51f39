/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answering.h"
#include "attune-cast.h"

/* The cast, and a released evaluation of the agent's by the evaluator on a form of two questions, the agent's to answer. */

#define HEAD                "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"calls\",\"answers\":{"
#define ONE(question, said) HEAD "\"" question "\":{\"option\":\"" said "\"}}}"
#define GIVEN                                                                             \
  HEAD "\"greeting\":{\"option\":\"yes\",\"comment\":\"warm\"},\"farewell\":{\"option\":" \
       "\"no\",\"comment\":\"hung up\"}}}"

typedef struct
{
  AttuneStoreFixture parent;
  gint64 people[N_PEOPLE];
  gint64 form;
  gint64 evaluation;
  gint64 rev;
} AttuneAnsweringSample;

void attune_answering_sample_set_up    (AttuneAnsweringSample *self,
                                        gconstpointer          data);
/* Asserts that check finds nothing, too. */
void attune_answering_sample_tear_down (AttuneAnsweringSample *self,
                                        gconstpointer          data);

/* Another evaluation of another contact, released as well. */
gint64 attune_answering_sample_evaluate (AttuneAnsweringSample *self,
                                         gint64                *out_rev);

/* AttuneDisputeAnswer of the one question. */
GPtrArray *attune_answering_sample_make_answers (const char *question,
                                                 const char *proposed,
                                                 const char *reason);
/* Opened by the agent, of the evaluation as it was at first. */
gint64     attune_answering_sample_dispute      (AttuneAnsweringSample *self);

/* The evaluation as that one of the cast sees it. */
AttuneEvaluation *attune_answering_sample_load           (AttuneAnsweringSample *self,
                                                          guint                  person);
AttuneAnswering  *attune_answering_sample_load_answering (AttuneAnsweringSample *self,
                                                          guint                  person);

/* The sum of all scores that are counted. */
gint64 attune_answering_sample_get_mean (AttuneAnsweringSample *self);
