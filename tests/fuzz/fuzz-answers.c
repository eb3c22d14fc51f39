/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the answers to a form with every type of question: they are read or refused with a reason, what was read
 * is written and read again, and scored. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "fuzz-target.h"

#include "attune-answers.h"
#include "attune-score.h"

#define OPTIONS                                                                                           \
  "\"options\":[{\"id\":\"a\",\"label\":\"A\",\"score\":100},{\"id\":\"b\",\"label\":\"B\",\"score\":40," \
  "\"fail\":\"section\",\"error\":true,\"reasons\":[{\"id\":\"r\",\"label\":\"R\",\"cause\":\"agent\"}]}]"

static const char *const document =
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"F\",\"scoring\":{\"na\":\"section\",\"pass\":80},"
  "\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"na_allowed\":true,\"questions\":["
  "{\"id\":\"yes_no\",\"type\":\"yes_no\",\"title\":\"Q\",\"na_allowed\":true},"
  "{\"id\":\"scale\",\"type\":\"scale\",\"title\":\"Q\"," OPTIONS "},"
  "{\"id\":\"choice\",\"type\":\"choice\",\"title\":\"Q\",\"show_if\":{\"question\":\"yes_no\",\"na\":true}," OPTIONS
  "},"
  "{\"id\":\"checklist\",\"type\":\"checklist\",\"title\":\"Q\",\"bonus\":true," OPTIONS "},"
  "{\"id\":\"number\",\"type\":\"number\",\"title\":\"Q\",\"decimals\":2,\"ranges\":[{\"from\":-1,\"to\":1,\"score\":5}]},"
  "{\"id\":\"text\",\"type\":\"text\",\"title\":\"Q\"},{\"id\":\"date\",\"type\":\"date\",\"title\":\"Q\"}]}]}";

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static AttuneForm *form = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneAnswers) answers = NULL;
  g_autoptr (AttuneAnswers) again = NULL;
  g_autoptr (AttuneScore) score = NULL;
  g_autofree char *text = NULL;

  if (form == NULL)
    form = attune_form_from_json (document, -1, NULL);

  answers = attune_answers_from_json (form, (const char *) data, (gssize) size, &error);
  if (answers == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }

  text = attune_answers_to_json (answers, NULL);
  again = attune_answers_from_json (form, text, -1, NULL);
  g_assert_nonnull (again);
  g_assert_true (attune_answers_equal (answers, again));

  score = attune_score_new (answers);
  g_assert_nonnull (attune_score_get_figures (score));
  return 0;
}
