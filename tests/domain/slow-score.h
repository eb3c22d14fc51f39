/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <jansson.h>

#define SLOW_NONE G_MININT64

/* The score worked out a second time, straight from the two documents and from the words of design.md, section 4.3: one
 * fraction a question, no shared code. In basis points. */
typedef struct
{
  gint64 score;
  gint64 raw;
  gint64 critical;
  gboolean form_failed;
  guint n_missing;
  guint errors[3]; /* customer, business, compliance */
} SlowScore;

SlowScore slow_score (json_t *form,
                      json_t *answers);

/* One question as it stands. */
typedef struct
{
  const char *id;
  char state;         /* hidden, unanswered, n/a or answered: one of "huna" */
  gboolean counts;    /* it is one of those that score */
  gint64 score;       /* of what it can give, in basis points; 0 where it can give nothing */
  gboolean has_error; /* answered by an error of the question's type */
  json_t *chosen;     /* borrowed: the options, or the range, of its answer */
} SlowQuestion;

/* Calls `visit` for every question, in the order of the form. */
typedef void (*SlowVisit) (const SlowQuestion *question,
                           gpointer            data);
void slow_score_visit (json_t   *form,
                       json_t   *answers,
                       SlowVisit visit,
                       gpointer  data);
