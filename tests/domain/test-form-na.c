/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-form-na.h"
#include "attune-score.h"
#include "random-form.h"

#include <string.h>

#define FORM(scoring, sections) \
  "{\"id\":\"f\",\"title\":\"F\",\"scoring\":{" scoring "},\"sections\":[" sections "]}"
#define SECTION(id, extra, questions) \
  "{\"id\":\"" id "\",\"title\":\"" id "\"" extra ",\"questions\":[" questions "]}"
#define YES_NO(id, extra) "{\"id\":\"" id "\",\"title\":\"" id "\",\"type\":\"yes_no\"" extra "}"
#define MUST              ",\"na_allowed\":false"
#define WEIGHT(w)         ",\"weight\":" w

/* A of 40, B of 20, C of 40 with 10 of them in a sub-section. */
#define THREE                                                                  \
  SECTION ("A", "", YES_NO ("a", WEIGHT ("40")))                               \
  "," SECTION ("B", "", YES_NO ("b", WEIGHT ("20"))) "," SECTION (             \
    "C", ",\"sections\":[" SECTION ("D", "", YES_NO ("d", WEIGHT ("10"))) "]", \
    YES_NO ("c", WEIGHT ("30")))

static const struct
{
  const char *name;
  const char *form;
  guint section;
  AttuneFormNaKind kind;
  gint64 share;
  gint64 after[4];
  const char *words;
} cases[] = {
  { "empty",
    FORM ("", SECTION ("A", "", "")),
    0,
    ATTUNE_FORM_NA_NOTHING,
    0,
    { 0 },
    "Nothing in it counts, so the score stays as it is." },
  { "one",
    FORM ("", SECTION ("A", "", YES_NO ("a", ""))),
    0,
    ATTUNE_FORM_NA_NO_SCORE,
    10000,
    { 0 },
    "Nothing else counts, so there is no score." },
  { "must",
    FORM ("", SECTION ("A", "", YES_NO ("a", MUST)) "," SECTION ("B", "", YES_NO ("b", ""))),
    0,
    ATTUNE_FORM_NA_NEVER,
    5000,
    { 5000, 5000 },
    "It cannot be N/A as a whole: something in it that counts must be answered." },
  { "section allows",
    FORM ("",
          SECTION ("A", ",\"na_allowed\":true", YES_NO ("a", MUST)) "," SECTION ("B",
                                                                                 "",
                                                                                 YES_NO ("b", ""))),
    0,
    ATTUNE_FORM_NA_LEAVES,
    5000,
    { 0, 10000 },
    "Its 50 % go to the others: “B” 50 → 100 %." },
  { "form",
    FORM ("", THREE),
    0,
    ATTUNE_FORM_NA_LEAVES,
    4000,
    { 0, 3333, 6667, 1667 },
    "Its 40 % go to the others: “B” 20 → 33 %, “C” 40 → 67 %." },
  { "section policy",
    FORM ("\"na\":\"section\"", THREE),
    0,
    ATTUNE_FORM_NA_LEAVES,
    4000,
    { 0, 3333, 6667, 1667 },
    "Its 40 % go to the others: “B” 20 → 33 %, “C” 40 → 67 %." },
  { "full",
    FORM ("\"na\":\"full\"", THREE),
    0,
    ATTUNE_FORM_NA_FULL,
    4000,
    { 4000, 2000, 4000, 1000 },
    "Its 40 % count as fully met; the others keep their shares." },
  { "sub-section",
    FORM ("", THREE),
    3,
    ATTUNE_FORM_NA_LEAVES,
    1000,
    { 4444, 2222, 3333, 0 },
    "Its 10 % go to the others: “A” 40 → 44 %, “B” 20 → 22 %, the rest of “C” 30 → 33 %." },
  { "baseline",
    FORM ("\"mode\":\"points\",\"baseline\":2",
          SECTION ("A", "", YES_NO ("a", "")) "," SECTION ("B", "", YES_NO ("b", ""))),
    0,
    ATTUNE_FORM_NA_LEAVES,
    2500,
    { 0, 3333 },
    "Its 25 % go to the others: “B” 25 → 33 %." },
  { "baseline alone",
    FORM ("\"mode\":\"points\",\"baseline\":2", SECTION ("A", "", YES_NO ("a", ""))),
    0,
    ATTUNE_FORM_NA_NO_SCORE,
    3333,
    { 0 },
    "Nothing else counts, so there is no score." },
  { "weightless rest",
    FORM ("",
          SECTION ("A", "", YES_NO ("a", "")) "," SECTION ("B", "", YES_NO ("b", WEIGHT ("0")))),
    0,
    ATTUNE_FORM_NA_NO_SCORE,
    10000,
    { 0 },
    "Nothing else counts, so there is no score." },
  { "weightless rest, full",
    FORM ("\"na\":\"full\"",
          SECTION ("A", "", YES_NO ("a", "")) "," SECTION ("B", "", YES_NO ("b", WEIGHT ("0")))),
    0,
    ATTUNE_FORM_NA_FULL,
    10000,
    { 10000, 0 },
    "Its 100 % count as fully met; the others keep their shares." },
  { "weightless",
    FORM ("",
          SECTION ("A", "", YES_NO ("a", WEIGHT ("0"))) "," SECTION ("B", "", YES_NO ("b", ""))),
    0,
    ATTUNE_FORM_NA_NOTHING,
    0,
    { 0, 10000 },
    "Nothing in it counts, so the score stays as it is." },
  { "little",
    FORM ("",
          SECTION ("A", "", YES_NO ("a", WEIGHT ("1"))) "," SECTION ("B",
                                                                     "",
                                                                     YES_NO ("b", WEIGHT ("199")))),
    0,
    ATTUNE_FORM_NA_LEAVES,
    50,
    { 0, 10000 },
    "Its 0.5 % go to the others: “B” 100 → 100 %." },
};

static AttuneForm *
read_form (const char *text)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (AttuneForm) form = read_form (cases[i].form);
  g_autoptr (AttuneFormNa) na = attune_form_na_new (form, cases[i].section);
  g_autofree char *words = attune_form_na_describe (na, form, cases[i].section);

  g_assert_cmpint (na->kind, ==, cases[i].kind);
  g_assert_cmpint (na->share, ==, cases[i].share);
  for (guint j = 0; j < na->n_sections; j++)
    g_assert_cmpint (na->after[j], ==, cases[i].after[j]);
  g_assert_cmpstr (words, ==, cases[i].words);
}

/* More sections than a sentence names. */
static void
test_many (void)
{
  GString *sections = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  g_autoptr (AttuneForm) form = NULL;
  g_autoptr (AttuneFormNa) na = NULL;

  for (guint i = 0; i < 10; i++)
    g_string_append_printf (sections, "%s" SECTION ("s%u", "", YES_NO ("q%u", "")),
                            i > 0 ? "," : "", i, i, i, i);
  text = g_strdup_printf (FORM ("", "%s"), sections->str);
  g_string_free (sections, TRUE);
  form = read_form (text);
  na = attune_form_na_new (form, 9);
  words = attune_form_na_describe (na, form, 9);
  g_assert_cmpstr (words, ==,
                   "Its 10 % go to the others: “s0” 10 → 11 %, “s1” 10 → 11 %, “s2” 10 → 11 %, "
                   "“s3” 10 → 11 %, and 5 more.");
}

/* --- As the scorer has it ----------------------------------------------------------------------------------------- */

static void
take (AttuneAnswers **answers, AttuneAnswers *next)
{
  if (next == NULL)
    return;
  attune_answers_unref (*answers);
  *answers = next;
}

static AttuneAnswers *
answer (AttuneForm *form, const AttuneFormSection *na)
{
  AttuneAnswers *answers = attune_answers_new (form);
  const guint first = 0;

  for (guint i = na->index; i < na->end_section; i++)
    if (attune_form_get_section (form, i)->na_allowed)
      take (&answers, attune_answers_with_section_na (answers, i, TRUE));

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);

      if (!question->can_score)
        continue;
      if (i < na->first_question || i >= na->end_question)
        take (&answers, question->type == ATTUNE_QUESTION_CHECKLIST
                          ? attune_answers_with_options (answers, i, &first, 1)
                          : attune_answers_with_option (answers, i, 0));
      else if (question->na_allowed)
        take (&answers, attune_answers_with_na (answers, i, TRUE));
    }
  return answers;
}

/* Sections that anything is shown of by a condition, or that hold a number, are passed over: there the scorer has fewer
 * questions. */
static gboolean
is_plain (AttuneForm *form)
{
  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);

      if (question->show_if != NULL || question->type == ATTUNE_QUESTION_NUMBER)
        return FALSE;
    }
  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    if (attune_form_get_section (form, i)->show_if != NULL)
      return FALSE;
  return TRUE;
}

static void
check_section (AttuneForm *form, guint section)
{
  const AttuneFormSection *found = attune_form_get_section (form, section);
  g_autoptr (AttuneFormNa) na = attune_form_na_new (form, section);
  g_autoptr (AttuneAnswers) answers = answer (form, found);
  g_autoptr (AttuneScore) score = attune_score_new (answers);

  if (na->kind == ATTUNE_FORM_NA_NEVER || na->kind == ATTUNE_FORM_NA_NOTHING)
    return;
  g_assert_cmpint (na->kind == ATTUNE_FORM_NA_NO_SCORE, ==,
                   attune_score_get_figures (score)->score == ATTUNE_SCORE_NONE);
  if (na->kind != ATTUNE_FORM_NA_LEAVES)
    return;
  for (guint i = 0; i < na->n_sections; i++)
    {
      const AttuneScorePart *part = attune_score_get_section (score, i);

      g_assert_cmpint (na->after[i], ==, part->effective_weight);
    }
}

static void
test_as_scored (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2211);
  guint n_plain = 0;

  for (guint round = 0; round < 3000; round++)
    {
      json_t *document = random_form_new (random);
      g_autofree char *text = json_dumps (document, 0);
      g_autoptr (AttuneForm) form = read_form (text);

      json_decref (document);
      if (!is_plain (form))
        continue;
      n_plain++;
      for (guint i = 0; i < attune_form_get_n_sections (form); i++)
        check_section (form, i);
    }
  g_assert_cmpuint (n_plain, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/form-na/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/form-na/many", test_many);
  g_test_add_func ("/form-na/as-scored", test_as_scored);
  return g_test_run ();
}
