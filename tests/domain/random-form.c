/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "random-form.h"

/* A form being made. */
typedef struct
{
  GRand *random;
  GPtrArray *earlier; /* borrowed questions, for conditions */
  guint n_made;
  gboolean is_points;
} Making;

static gboolean
chance (GRand *random, guint percent)
{
  return (guint) g_rand_int_range (random, 0, 100) < percent;
}

static const char *
pick_word (GRand *random, const char *const *words)
{
  return words[g_rand_int_range (random, 0, (int) g_strv_length ((GStrv) words))];
}

static json_t *
make_weight (GRand *random)
{
  static const double weights[] = { 0, 1, 1, 2, 3, 5, 10, 0.5, 33.3333, 0.0001, 7.25 };

  return json_real (weights[g_rand_int_range (random, 0, G_N_ELEMENTS (weights))]);
}

/* --- Conditions ---------------------------------------------------------------------------------------------- */

json_t *
random_form_get_options (json_t *question, const char *mode)
{
  json_t *options = json_object_get (question, "options");
  int full = g_str_equal (mode, "points") ? 1 : 100;

  if (options != NULL)
    return json_incref (options);
  return json_pack ("[{s:s, s:i}, {s:s, s:i}]", "id", "yes", "score", full, "id", "no", "score", 0);
}

static json_t *
make_condition (Making *making, guint depth)
{
  static const char *const joins[] = { "all", "any", NULL };
  GRand *random = making->random;
  json_t *question = g_ptr_array_index (making->earlier,
                                        g_rand_int_range (random, 0, (int) making->earlier->len));
  const char *type = json_string_value (json_object_get (question, "type"));
  const char *id = json_string_value (json_object_get (question, "id"));
  gboolean has_options = !g_str_equal (type, "text") && !g_str_equal (type, "number");
  json_t *condition;

  if (depth < 3 && chance (random, 30))
    return json_pack ("{s:o}", "not", make_condition (making, depth + 1));
  if (depth < 3 && chance (random, 30))
    return json_pack ("{s:[o, o]}", pick_word (random, joins), make_condition (making, depth + 1),
                      make_condition (making, depth + 1));
  if (!has_options || chance (random, 30))
    return json_pack ("{s:s, s:b}", "question", id, chance (random, 50) ? "answered" : "na", TRUE);

  condition = json_pack ("{s:s, s:[]}", "question", id, "is");
  for (guint i = 0; i < 2; i++)
    {
      json_t *options = random_form_get_options (question, "share");
      json_t *option = json_array_get (options,
                                       (size_t) g_rand_int_range (random, 0,
                                                                  (int) json_array_size (options)));

      json_array_append (json_object_get (condition, "is"), json_object_get (option, "id"));
      json_decref (options);
    }
  return condition;
}

static void
add_fail_below (Making *making, json_t *part, guint percent)
{
  static const double bounds[] = { 0, 10, 33.3333, 50, 66.6667, 100 };

  if (chance (making->random, percent))
    json_object_set_new (part, "fail_below",
                         json_real (bounds[g_rand_int_range (making->random, 0, 6)]));
}

static void
add_condition (Making *making, json_t *part, guint percent)
{
  if (making->earlier->len > 0 && chance (making->random, percent))
    json_object_set_new (part, "show_if", make_condition (making, 0));
}

/* --- Questions ----------------------------------------------------------------------------------------------- */

static json_t *
make_option (Making *making, guint index, gboolean is_checklist)
{
  static const char *const fails[] = { "section", "parent", "form", NULL };
  static const double shares[] = { 0, 100, 50, 33.3333, 10, 66.6667, 99.9999 };
  static const double points[] = { 0, 1, 5, 10, -2, -5.5, 2.25 };
  GRand *random = making->random;
  guint at = (guint) g_rand_int_range (random, 0, 7);
  double score = making->is_points ? points[at] : shares[at];
  json_t *option;

  if (is_checklist && !making->is_points && chance (random, 20))
    score = -25;
  option = json_pack ("{s:o, s:f}", "id", json_sprintf ("o%u", index), "score", score);
  if (chance (random, 8))
    json_object_set_new (option, "fail", json_string (pick_word (random, fails)));
  if (chance (random, 30))
    json_object_set_new (option, "error", json_true ());
  if (chance (random, 5))
    json_object_set_new (option, "bonus", json_true ());
  return option;
}

static json_t *
make_options (Making *making, gboolean is_checklist)
{
  guint n_options = (guint) g_rand_int_range (making->random, 1, 5);
  json_t *options = json_array ();

  for (guint i = 0; i < n_options; i++)
    json_array_append_new (options, make_option (making, i, is_checklist));
  return options;
}

static json_t *
make_ranges (Making *making)
{
  json_t *low = make_option (making, 0, FALSE);
  json_t *high = make_option (making, 1, FALSE);

  json_object_del (low, "id");
  json_object_del (high, "id");
  json_object_set_new (low, "to", json_integer (2));
  json_object_set_new (high, "from", json_integer (2));
  return json_pack ("[o, o]", low, high);
}

static json_t *
make_question (Making *making)
{
  static const char *const types[] = { "yes_no",    "yes_no", "scale", "choice", "yes_no",
                                       "checklist", "number", "text",  NULL };
  static const char *const errors[] = {
    "none", "none", "customer", "business", "compliance", NULL
  };
  GRand *random = making->random;
  const char *type = pick_word (random, types);
  json_t *question = json_pack ("{s:o, s:s, s:s, s:s, s:o}", "id",
                                json_sprintf ("q%u", making->n_made++), "type", type, "title",
                                "Question", "error_type", pick_word (random, errors), "weight",
                                make_weight (random));

  if (g_str_equal (type, "number") && chance (random, 80))
    json_object_set_new (question, "ranges", make_ranges (making));
  else if (g_str_equal (type, "checklist") || g_str_equal (type, "scale") ||
           g_str_equal (type, "choice"))
    json_object_set_new (question, "options",
                         make_options (making, g_str_equal (type, "checklist")));
  json_object_set_new (question, "bonus", json_boolean (chance (random, 10)));
  json_object_set_new (question, "scored", json_boolean (chance (random, 90)));
  json_object_set_new (question, "required", json_boolean (chance (random, 80)));
  json_object_set_new (question, "na_allowed", json_boolean (chance (random, 70)));
  add_fail_below (making, question, 5);
  add_condition (making, question, 25);
  g_ptr_array_add (making->earlier, question);
  return question;
}

/* --- Sections ------------------------------------------------------------------------------------------------ */

static json_t *
make_section (Making *making, guint depth)
{
  GRand *random = making->random;
  guint n_questions = (guint) g_rand_int_range (random, 0, 5);
  guint n_sections = depth == 0 ? (guint) g_rand_int_range (random, 0, 3) : 0;
  json_t *section = json_pack ("{s:o, s:s, s:o, s:b, s:[], s:[]}", "id",
                               json_sprintf ("s%u", making->n_made++), "title", "Section", "weight",
                               make_weight (random), "na_allowed", chance (random, 40), "questions",
                               "sections");

  add_fail_below (making, section, 8);
  add_condition (making, section, 15);
  for (guint i = 0; i < n_questions; i++)
    json_array_append_new (json_object_get (section, "questions"), make_question (making));
  for (guint i = 0; i < n_sections; i++)
    json_array_append_new (json_object_get (section, "sections"), make_section (making, depth + 1));
  return section;
}

static json_t *
make_scoring (Making *making)
{
  static const char *const weigh_by[] = { "question", "section", NULL };
  static const char *const na[] = { "form", "section", "full", NULL };
  static const char *const on_fail[] = { "zero", "keep", NULL };
  GRand *random = making->random;
  json_t *scoring = json_pack ("{s:s, s:s, s:s, s:s}", "mode",
                               making->is_points ? "points" : "share", "weigh_by",
                               pick_word (random, weigh_by), "na", pick_word (random, na),
                               "on_fail", pick_word (random, on_fail));

  if (chance (random, 30))
    json_object_set_new (scoring, "baseline", json_integer (g_rand_int_range (random, -5, 50)));
  if (chance (random, 40))
    json_object_set_new (scoring, "floor", chance (random, 50) ? json_null () : json_integer (-20));
  if (chance (random, 40))
    json_object_set_new (scoring, "cap", chance (random, 50) ? json_null () : json_real (95.5));
  if (chance (random, 50))
    json_object_set_new (scoring, "pass", json_integer (g_rand_int_range (random, 0, 100)));
  return scoring;
}

json_t *
random_form_new (GRand *random)
{
  g_autoptr (GPtrArray) earlier = g_ptr_array_new ();
  Making making = { random, earlier, 0, chance (random, 40) };
  guint n_sections = (guint) g_rand_int_range (random, 1, 5);
  json_t *form = json_pack ("{s:s, s:s, s:o, s:[]}", "id", "random", "title", "Random", "scoring",
                            make_scoring (&making), "sections");

  for (guint i = 0; i < n_sections; i++)
    json_array_append_new (json_object_get (form, "sections"), make_section (&making, 0));
  return form;
}

void
random_form_visit (json_t *node, RandomFormVisit visit, gpointer data)
{
  json_t *questions = json_object_get (node, "questions");
  json_t *sections = json_object_get (node, "sections");

  for (size_t i = 0; i < json_array_size (questions); i++)
    visit (node, json_array_get (questions, i), data);
  for (size_t i = 0; i < json_array_size (sections); i++)
    random_form_visit (json_array_get (sections, i), visit, data);
}

/* --- Answers ------------------------------------------------------------------------------------------------- */

typedef struct
{
  GRand *random;
  json_t *answers;
  json_t *sections;
} Answering;

static void
choose_options (GRand *random, json_t *question, json_t *answer)
{
  json_t *options = random_form_get_options (question, "share");
  json_t *chosen = json_array ();

  if (g_str_equal (json_string_value (json_object_get (question, "type")), "checklist"))
    {
      for (size_t i = 0; i < json_array_size (options); i++)
        {
          if (chance (random, 50))
            json_array_append (chosen, json_object_get (json_array_get (options, i), "id"));
        }
      json_object_set (answer, "options", chosen);
    }
  else
    {
      size_t at = (size_t) g_rand_int_range (random, 0, (int) json_array_size (options));

      json_object_set (answer, "option", json_object_get (json_array_get (options, at), "id"));
    }
  json_decref (chosen);
  json_decref (options);
}

static void
answer_question (json_t *section, json_t *question, gpointer data)
{
  Answering *answering = data;
  const char *type = json_string_value (json_object_get (question, "type"));
  json_t *answer = json_object ();

  if (chance (answering->random, 85))
    {
      if (g_str_equal (type, "text"))
        json_object_set_new (answer, "text", json_string ("Words"));
      else if (g_str_equal (type, "number"))
        json_object_set_new (answer, "number",
                             json_integer (g_rand_int_range (answering->random, -3, 8)));
      else
        choose_options (answering->random, question, answer);
    }
  if (json_is_true (json_object_get (question, "na_allowed")) && chance (answering->random, 20))
    json_object_set_new (answer, "na", json_true ());
  json_object_set_new (answering->answers, json_string_value (json_object_get (question, "id")),
                       answer);
}

static void
mark_sections (Answering *answering, json_t *node)
{
  json_t *sections = json_object_get (node, "sections");

  for (size_t i = 0; i < json_array_size (sections); i++)
    {
      json_t *section = json_array_get (sections, i);

      if (json_is_true (json_object_get (section, "na_allowed")) && chance (answering->random, 15))
        json_object_set_new (answering->sections,
                             json_string_value (json_object_get (section, "id")),
                             json_pack ("{s:b}", "na", TRUE));
      mark_sections (answering, section);
    }
}

json_t *
random_answers_new (GRand *random, json_t *form)
{
  json_t *document = json_pack ("{s:{}, s:{}}", "answers", "sections");
  Answering answering = { random, json_object_get (document, "answers"),
                          json_object_get (document, "sections") };

  random_form_visit (form, answer_question, &answering);
  mark_sections (&answering, form);
  return document;
}
