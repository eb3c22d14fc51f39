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
