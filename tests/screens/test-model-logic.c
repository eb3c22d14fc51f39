/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-history.h"
#include "attune-model-edit.h"
#include "attune-model-geometry.h"
#include "attune-model-item.h"
#include "attune-model-list.h"
#include "attune-model-marks.h"
#include "attune-model-picture.h"
#include "attune-model-review.h"
#include "attune-model-template.h"
#include "attune-model-words.h"

#include <string.h>

#define LINE 20.0

/* Goals g1 (with all there is), g2 (bare), g3 (served by nothing); behaviours b1 (serves both), b2 (none). */
static AttuneModel *
create_model (void)
{
  static const char document[] =
    "{\"format\":\"attune-model\",\"version\":1,\"id\":\"m\",\"title\":\"Model\",\"goals\":["
    "{\"id\":\"g1\",\"title\":\"Content customers\",\"description\":\"They like it.\",\"outcome\":\"csat\","
    "\"target\":4.5},{\"id\":\"g2\",\"title\":\"\"},{\"id\":\"g3\",\"title\":\"Loyalty\"}],"
    "\"behaviours\":[{\"id\":\"b1\",\"title\":\"Greet\",\"description\":\"By name\",\"serves\":[\"g1\",\"g2\"]},"
    "{\"id\":\"b2\",\"title\":\"\",\"serves\":[]}]}";
  g_autoptr (GError) error = NULL;
  AttuneModel *model = attune_model_from_json (document, -1, &error);

  g_assert_no_error (error);
  return model;
}

/* `n` questions that measure b1, and one each that measures nothing and what is not there. */
static AttuneForm *
create_form (const char *id, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  AttuneForm *form;

  g_string_append_printf (
    text,
    "{\"format\":\"attune-form\",\"version\":1,\"id\":\"%s\",\"title\":\"Form %s\","
    "\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":[",
    id, id);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (
      text, "{\"id\":\"q%u\",\"type\":\"yes_no\",\"title\":\"Q %u\",\"behaviour\":\"b1\"},", i, i);
  g_string_append (
    text, "{\"id\":\"none\",\"type\":\"yes_no\",\"title\":\"\"},"
          "{\"id\":\"odd\",\"type\":\"yes_no\",\"title\":\"Odd\",\"behaviour\":\"gone\"}]}]}");
  form = attune_form_from_json (text->str, -1, &error);
  g_assert_no_error (error);
  return form;
}

static AttuneModelReview *
create_review (AttuneModel *model, guint n_forms, guint n_questions)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_form_unref);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (AttuneModelBase) base = NULL;

  for (guint i = 0; i < n_forms; i++)
    {
      g_autofree char *name = g_strdup_printf ("f%u", i);
      gint64 id = 100 + i;

      g_ptr_array_add (forms, create_form (name, n_questions));
      g_array_append_val (ids, id);
    }
  base = attune_model_base_new ((AttuneForm *const *) forms->pdata, (const gint64 *) ids->data,
                                n_forms);
  return attune_model_review_new (model, base);
}

/* Geometry ------------------------------------------------------------------------------------------- */

static AttuneModelGeometry
create_geometry (int n_rows, int n_columns, double width, double height)
{
  AttuneModelGeometry geometry = { .n_rows = n_rows, .n_columns = n_columns };

  attune_model_geometry_set (&geometry, LINE, width, height);
  return geometry;
}

/* Whatever the size, titles, field and counts stand beside one another within it, and columns are wide enough to be read. */
static void
test_sizes (void)
{
  static const struct
  {
    int n_rows, n_columns;
    double width, height;
  } rows[] = {
    { 0, 0, 800, 600 },    { 1, 1, 800, 600 },   { 7, 4, 794, 450 },
    { 7, 4, 1210, 800 },   { 7, 4, 420, 250 },   { 100, 50, 1210, 800 },
    { 100, 50, 420, 250 }, { 100, 0, 794, 450 }, { 0, 50, 794, 450 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int mirrored = 0; mirrored < 2; mirrored++)
      {
        AttuneModelGeometry geometry = create_geometry (rows[i].n_rows, rows[i].n_columns,
                                                        rows[i].width, rows[i].height);
        AttuneModelArea field, title, count;

        geometry.is_mirrored = mirrored;
        field = attune_model_geometry_get_field (&geometry);
        title = attune_model_geometry_get_area (&geometry, (AttuneModelSpot){ 0, -1 });
        count = attune_model_geometry_get_area (&geometry,
                                                (AttuneModelSpot){ 0, geometry.n_columns });
        g_assert_cmpfloat (field.x, >=, 0);
        g_assert_cmpfloat (field.x + field.width, <=, rows[i].width);
        g_assert_cmpfloat (field.y + field.height + geometry.count_height, <=, rows[i].height);
        g_assert_cmpfloat (mirrored ? field.x + field.width : title.x + title.width, ==,
                           mirrored ? title.x : field.x);
        g_assert_cmpfloat (mirrored ? count.x + count.width : field.x + field.width, ==,
                           mirrored ? field.x : count.x);
        if (rows[i].n_columns > 0)
          g_assert_cmpfloat (geometry.column_width, >=, 5 * LINE);
        g_assert_cmpfloat (geometry.title_width, >=, 10 * LINE);
      }
}

/* Every place lies where a point within it finds it again, whichever way one reads. */
static void
test_pick (void)
{
  for (int mirrored = 0; mirrored < 2; mirrored++)
    {
      AttuneModelGeometry geometry = create_geometry (7, 4, 1210, 800);

      geometry.is_mirrored = mirrored;
      for (int row = -1; row <= 7; row++)
        for (int column = -1; column <= 4; column++)
          {
            AttuneModelSpot spot = { row, column };
            AttuneModelSpot found = { -9, -9 };
            AttuneModelArea area = attune_model_geometry_get_area (&geometry, spot);
            gboolean is_found = attune_model_geometry_pick (&geometry, area.x + area.width / 2,
                                                            area.y + area.height / 2, &found);

            g_assert_cmpint (is_found, ==, attune_model_geometry_is_spot (&geometry, spot));
            g_assert_cmpint (found.row, ==, is_found ? row : -9);
            g_assert_cmpint (found.column, ==, is_found ? column : -9);
          }
    }
}

static void
test_pick_outside (void)
{
  AttuneModelGeometry geometry = create_geometry (2, 2, 1210, 800);
  AttuneModelGeometry none = create_geometry (0, 0, 1210, 800);
  AttuneModelSpot spot;

  g_assert_false (attune_model_geometry_pick (&geometry, -1, 50, &spot));
  g_assert_false (attune_model_geometry_pick (&geometry, 50, -1, &spot));
  g_assert_false (attune_model_geometry_pick (&geometry, 1200, 100, &spot));
  g_assert_false (attune_model_geometry_pick (&geometry, 300, 790, &spot));
  g_assert_false (attune_model_geometry_pick (&none, 300, 100, &spot));
}

/* Titles stay, the field goes, and what is scrolled too far comes back. */
static void
test_scroll (void)
{
  AttuneModelGeometry geometry = create_geometry (100, 50, 800, 600);
  AttuneModelSpot spot = { 60, 30 };
  AttuneModelArea field = attune_model_geometry_get_field (&geometry);
  AttuneModelArea area;
  double title_y = attune_model_geometry_get_area (&geometry, (AttuneModelSpot){ -1, 30 }).y;

  attune_model_geometry_reveal (&geometry, spot, &geometry.x, &geometry.y);
  area = attune_model_geometry_get_area (&geometry, spot);
  g_assert_cmpfloat (area.x, >=, field.x);
  g_assert_cmpfloat (area.y, >=, field.y);
  g_assert_cmpfloat (area.x + area.width, <=, field.x + field.width);
  g_assert_cmpfloat (area.y + area.height, <=, field.y + field.height);
  g_assert_cmpfloat (attune_model_geometry_get_area (&geometry, (AttuneModelSpot){ -1, 30 }).y, ==,
                     title_y);

  geometry.n_rows = 1;
  geometry.n_columns = 1;
  attune_model_geometry_set (&geometry, LINE, 800, 600);
  g_assert_cmpfloat (geometry.x, ==, 0);
  g_assert_cmpfloat (geometry.y, ==, 0);
}

/* Only what is seen is drawn. */
static void
test_seen (void)
{
  AttuneModelGeometry geometry = create_geometry (100, 50, 800, 600);
  int first, end;

  geometry.y = 10.5 * geometry.row_height;
  geometry.x = 3 * geometry.column_width;
  attune_model_geometry_get_rows (&geometry, &first, &end);
  g_assert_cmpint (first, ==, 10);
  g_assert_cmpint (end, <, 22);
  attune_model_geometry_get_columns (&geometry, &first, &end);
  g_assert_cmpint (first, ==, 3);
  g_assert_cmpint (end, <, 10);

  geometry = create_geometry (0, 0, 800, 600);
  attune_model_geometry_get_rows (&geometry, &first, &end);
  g_assert_cmpint (first, ==, end);
  attune_model_geometry_get_columns (&geometry, &first, &end);
  g_assert_cmpint (first, ==, end);
}

static void
test_step (void)
{
  static const struct
  {
    AttuneModelSpot from;
    AttuneModelStep step;
    AttuneModelSpot to;
  } rows[] = {
    { { 0, -1 }, ATTUNE_MODEL_STEP_ON, { 0, 0 } },
    { { 0, -1 }, ATTUNE_MODEL_STEP_BACK, { 0, -1 } },
    { { 0, -1 }, ATTUNE_MODEL_STEP_UP, { 0, -1 } }, /* a corner is no place */
    { { 0, 0 }, ATTUNE_MODEL_STEP_UP, { -1, 0 } },
    { { -1, 0 }, ATTUNE_MODEL_STEP_BACK, { -1, 0 } },
    { { 2, 1 }, ATTUNE_MODEL_STEP_DOWN, { 3, 1 } }, /* counts */
    { { 3, 1 }, ATTUNE_MODEL_STEP_ON, { 3, 1 } },
    { { 1, 1 }, ATTUNE_MODEL_STEP_ON, { 1, 2 } },
    { { 1, 0 }, ATTUNE_MODEL_STEP_ROW_START, { 1, -1 } },
    { { 1, 0 }, ATTUNE_MODEL_STEP_ROW_END, { 1, 2 } },
    { { -1, 1 }, ATTUNE_MODEL_STEP_ROW_START, { -1, 0 } },
    { { -1, 0 }, ATTUNE_MODEL_STEP_ROW_END, { -1, 1 } },
    { { 2, 1 }, ATTUNE_MODEL_STEP_TOP, { 0, -1 } },
    { { 0, 0 }, ATTUNE_MODEL_STEP_BOTTOM, { 2, 2 } },
    { { 0, 0 }, ATTUNE_MODEL_STEP_PAGE_DOWN, { 2, 0 } },
    { { 2, 0 }, ATTUNE_MODEL_STEP_PAGE_UP, { 0, 0 } },
    { { -1, 0 }, ATTUNE_MODEL_STEP_PAGE_UP, { -1, 0 } },
    { { 3, 0 }, ATTUNE_MODEL_STEP_PAGE_DOWN, { 3, 0 } },
  };
  AttuneModelGeometry geometry = create_geometry (3, 2, 800, 600);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AttuneModelSpot to = attune_model_geometry_step (&geometry, rows[i].from, rows[i].step);

      g_test_message ("step %u", i);
      g_assert_cmpint (to.row, ==, rows[i].to.row);
      g_assert_cmpint (to.column, ==, rows[i].to.column);
    }
}

static void
test_clamp (void)
{
  static const struct
  {
    int n_rows, n_columns;
    AttuneModelSpot from, to;
  } rows[] = {
    { 0, 0, { 0, 0 }, { -1, -1 } },  { 3, 2, { 1, 1 }, { 1, 1 } },  { 3, 2, { 9, 9 }, { 2, 2 } },
    { 3, 2, { -9, -9 }, { 0, -1 } }, { 3, 0, { -1, 1 }, { 0, 0 } }, { 0, 2, { 4, -1 }, { -1, 0 } },
    { 3, 2, { 3, 1 }, { 3, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AttuneModelGeometry geometry = create_geometry (rows[i].n_rows, rows[i].n_columns, 800, 600);
      AttuneModelSpot to = attune_model_geometry_clamp (&geometry, rows[i].from);

      g_test_message ("clamp %u", i);
      g_assert_cmpint (to.row, ==, rows[i].to.row);
      g_assert_cmpint (to.column, ==, rows[i].to.column);
    }
}

/* Words -------------------------------------------------------------------------------------------------- */

static void
test_outcomes (void)
{
  static const struct
  {
    const char *text;
    const char *key;
  } rows[] = {
    { "", NULL },
    { "  ", NULL },
    { "CSAT", "csat" },
    { "csat ", "csat" },
    { "repeat CONTACT", "repeat_contact" },
    { "Renewals", "Renewals" },
  };
  const char *const *outcomes = attune_model_list_outcomes ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *key = attune_model_read_outcome (rows[i].text);

      g_assert_cmpstr (key, ==, rows[i].key);
    }
  for (guint i = 0; outcomes[i] != NULL; i++)
    {
      g_autofree char *key = attune_model_read_outcome (attune_model_name_outcome (outcomes[i]));

      g_assert_cmpstr (key, ==, outcomes[i]);
    }
  g_assert_cmpstr (attune_model_name_outcome ("own"), ==, "own");
  g_assert_null (attune_model_name_outcome (NULL));
}

static void
test_targets (void)
{
  static const struct
  {
    const char *text;
    gboolean is_read;
    gboolean has;
    AttuneDecimal target;
  } rows[] = {
    { "", TRUE, FALSE, 0 },       { " 4.5 ", TRUE, TRUE, 45000 }, { "0,15", TRUE, TRUE, 1500 },
    { "-3", TRUE, TRUE, -30000 }, { "four", FALSE, FALSE, 0 },    { "0.12345", FALSE, FALSE, 0 },
    { "1e9", FALSE, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean has = FALSE;
      AttuneDecimal target = 0;

      g_test_message ("“%s”", rows[i].text);
      g_assert_cmpint (attune_model_read_target (rows[i].text, &has, &target), ==, rows[i].is_read);
      if (!rows[i].is_read)
        continue;
      g_assert_cmpint (has, ==, rows[i].has);
      if (has)
        g_assert_cmpint (target, ==, rows[i].target);
    }
}

static void
test_say (void)
{
  static const struct
  {
    AttuneModelSpot spot;
    const char *text;
  } rows[] = {
    { { 0, 0 }, "“Greet” serves “Content customers”" },
    { { 1, 1 }, "“Untitled behaviour” does not serve “Untitled goal”" },
    { { -1, 0 }, "Content customers\nThey like it.\nCSAT: 4.5\n2 questions" },
    { { 2, 2 }, "Loyalty\n0 questions\nNo behaviour serves the goal “Loyalty”." },
    { { 0, 3 }, "Greet\nBy name\n2 questions" },
    { { 1, -1 },
      "Untitled behaviour\n0 questions\nNo question measures “Untitled behaviour”.\n"
      "“Untitled behaviour” serves no goal. That may be meant." },
    { { -1, -1 }, "" },
  };
  g_autoptr (AttuneModel) model = create_model ();
  g_autoptr (AttuneModelReview) review = create_review (model, 1, 2);
  g_autoptr (AttuneModelMarks) marks = attune_model_marks_new (model, review->check);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = attune_model_say_spot (model, marks, rows[i].spot);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* Marks ---------------------------------------------------------------------------------------------------- */

static void
test_marks (void)
{
  g_autoptr (AttuneModel) model = create_model ();
  g_autoptr (AttuneModelReview) review = create_review (model, 2, 3);
  g_autoptr (AttuneModelMarks) unknown = attune_model_marks_new (model, NULL);
  g_autoptr (AttuneModelMarks) marks = attune_model_marks_new (model, review->check);

  g_assert_false (attune_model_marks_get_goal (unknown, 0)->is_counted);
  g_assert_true (attune_model_marks_get_goal (marks, 0)->is_counted);
  g_assert_cmpuint (attune_model_marks_get_goal (marks, 0)->n_questions, ==, 6);
  g_assert_cmpuint (attune_model_marks_get_behaviour (marks, 0)->n_questions, ==, 6);
  g_assert_null (attune_model_marks_get_behaviour (marks, 0)->remark);
  g_assert_true (attune_model_marks_get_goal (marks, 2)->has_warning);
  g_assert_true (attune_model_marks_get_behaviour (marks, 1)->has_warning);
  g_assert_true (attune_model_marks_get_behaviour (marks, 1)->has_hint);
}

/* While a check is on its way each part keeps what was said of it, wherever it stands now. */
static void
test_marks_carry (void)
{
  g_autoptr (AttuneModel) model = create_model ();
  g_autoptr (AttuneModelReview) review = create_review (model, 1, 3);
  g_autoptr (AttuneModelMarks) marks = attune_model_marks_new (model, review->check);
  g_autoptr (AttuneModel) moved = attune_model_move (model, ATTUNE_MODEL_BEHAVIOURS, "b1", 1, NULL);
  g_autoptr (AttuneModel)
    more = attune_model_add (moved, ATTUNE_MODEL_BEHAVIOURS, 0, "New", NULL, NULL);
  g_autoptr (AttuneModelMarks) carried = attune_model_marks_carry (marks, model, more);

  g_assert_false (attune_model_marks_get_behaviour (carried, 0)->is_counted);
  g_assert_cmpuint (attune_model_marks_get_behaviour (carried, 2)->n_questions, ==, 3);
  g_assert_cmpstr (attune_model_marks_get_goal (carried, 2)->remark, ==,
                   attune_model_marks_get_goal (marks, 2)->remark);
}

/* Reviews ---------------------------------------------------------------------------------------------------- */

static void
test_review (void)
{
  g_autoptr (AttuneModel) model = create_model ();
  g_autoptr (AttuneModelReview) review = create_review (model, 2, 3);
  g_autoptr (GArray) of_behaviour = attune_model_review_list_of_behaviour (review, 0);
  g_autoptr (GArray) of_other = attune_model_review_list_of_behaviour (review, 1);
  g_autoptr (GArray) of_goal = attune_model_review_list_of_goal (review, 1);
  g_autoptr (GListModel) questions = attune_model_list_questions (review, of_behaviour);
  g_autoptr (AttuneModelItem) last = g_list_model_get_item (questions, 5);
  guint n_warnings, n_hints;

  g_assert_cmpuint (of_behaviour->len, ==, 6);
  g_assert_cmpuint (of_other->len, ==, 0);
  g_assert_cmpuint (of_goal->len, ==, 6);
  g_assert_cmpstr (attune_model_item_get_title (last), ==, "Q 2");
  g_assert_cmpstr (attune_model_item_get_detail (last), ==, "Form f1");
  g_assert_cmpint (attune_model_item_get_form (last), ==, 101);
  g_assert_cmpstr (attune_model_item_get_question (last), ==, "q2");
  g_assert_cmpint (attune_model_item_rank (last, "f1"), >=, 0);
  g_assert_cmpint (attune_model_item_rank (last, "nothing"), <, 0);

  /* Goal 3, behaviour 2, and two questions of each form; and the behaviour's hint. */
  attune_model_review_count (review, &n_warnings, &n_hints);
  g_assert_cmpuint (n_warnings, ==, 6);
  g_assert_cmpuint (n_hints, ==, 1);
}

/* Warnings come first; a hint says that it is one; each leads to its place. */
static void
test_findings (void)
{
  g_autoptr (AttuneModel) model = create_model ();
  g_autoptr (AttuneModelReview) review = create_review (model, 1, 3);
  g_autoptr (GListModel) findings = attune_model_list_findings (review, G_MAXUINT);
  g_autoptr (AttuneModelItem) goal = g_list_model_get_item (findings, 0);
  g_autoptr (AttuneModelItem) behaviour = g_list_model_get_item (findings, 1);
  g_autoptr (AttuneModelItem) question = g_list_model_get_item (findings, 2);
  g_autoptr (AttuneModelItem) hint = g_list_model_get_item (findings, 4);

  g_assert_cmpuint (g_list_model_get_n_items (findings), ==, 5);
  g_assert_cmpint (attune_model_item_get_spot (goal).column, ==, 2);
  g_assert_cmpint (attune_model_item_get_spot (goal).row, ==, -1);
  g_assert_cmpint (attune_model_item_get_spot (behaviour).row, ==, 1);
  g_assert_cmpint (attune_model_item_get_form (behaviour), ==, 0);
  g_assert_null (attune_model_item_get_question (behaviour));
  g_assert_cmpint (attune_model_item_get_form (question), ==, 100);
  g_assert_nonnull (attune_model_item_get_question (question));
  g_assert_cmpstr (attune_model_item_get_title (question), ==,
                   "The question “Untitled question” measures no behaviour.");
  g_assert_true (g_str_has_prefix (attune_model_item_get_title (hint), "Hint: "));
  g_assert_cmpstr (attune_model_item_get_icon_name (hint), !=,
                   attune_model_item_get_icon_name (goal));
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Another thread comes to the same. */
static void
test_review_async (void)
{
  g_autoptr (AttuneModel) model = create_model ();
  g_autoptr (AttuneModelReview) here = create_review (model, 1, 3);
  g_autoptr (AttuneModelReview) there = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  attune_model_review_make_async (model, here->base, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  there = attune_model_review_make_finish (result, NULL);
  g_assert_true (there->model == model);
  g_assert_cmpuint (there->check->findings->len, ==, here->check->findings->len);
  g_assert_cmpuint (there->check->n_questions[0], ==, 3);
}

/* Pictures ---------------------------------------------------------------------------------------------------- */

static guint
count_parts (const AttuneModelPicture *picture, gboolean is_form)
{
  guint n = 0;

  for (gint64 i = 1; attune_model_picture_find (picture, i) != NULL; i++)
    n += (attune_model_picture_find (picture, i)->form != 0) == is_form;
  return n;
}

/* Few questions stand one by one, many as their forms, and too many forms are told. */
static void
test_picture (void)
{
  static const struct
  {
    guint n_forms, n_questions;
    guint n_nodes; /* of the last column */
    const char *words;
  } rows[] = {
    { 0, 0, 0, "Questions: 0." },
    { 1, 0, 0, "Questions: 0." },
    { 2, 30, 60, "Questions: 60." },
    { 2, 31, 2, "Forms: 2." },
    { 101, 1, 100, "1 more form is not shown." },
  };
  g_autoptr (AttuneModel) model = create_model ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AttuneModelReview)
        review = create_review (model, rows[i].n_forms, rows[i].n_questions);
      g_autoptr (AttuneModelPicture) picture = attune_model_picture_new (review);
      g_autofree char *sentence = attune_chart_describe (picture->chart);

      g_test_message ("%s", sentence);
      g_assert_cmpuint (count_parts (picture, FALSE), ==, 5);
      g_assert_cmpuint (count_parts (picture, TRUE), ==, rows[i].n_nodes);
      g_assert_nonnull (strstr (sentence, rows[i].words));
      g_assert_cmpuint (attune_chart_get_n_items (picture->chart), ==, 5 + rows[i].n_nodes);
    }
}

static void
test_picture_places (void)
{
  g_autoptr (AttuneModel) model = create_model ();
  g_autoptr (AttuneModelReview) review = create_review (model, 1, 1);
  g_autoptr (AttuneModelPicture) picture = attune_model_picture_new (review);

  g_assert_null (attune_model_picture_find (picture, 0));
  g_assert_null (attune_model_picture_find (picture, 7));
  g_assert_cmpint (attune_model_picture_find (picture, 3)->spot.column, ==, 2);
  g_assert_cmpint (attune_model_picture_find (picture, 3)->spot.row, ==, -1);
  g_assert_cmpint (attune_model_picture_find (picture, 4)->spot.row, ==, 0);
  g_assert_null (attune_model_picture_find (picture, 4)->question);
  g_assert_cmpint (attune_model_picture_find (picture, 6)->form, ==, 100);
  g_assert_cmpstr (attune_model_picture_find (picture, 6)->question, ==, "q0");
}

/* Beginning ---------------------------------------------------------------------------------------------------- */

static void
test_template (void)
{
  g_autoptr (AttuneModel) ready = attune_model_template_create ("ready");
  g_autoptr (AttuneModel) empty = attune_model_template_create ("empty");

  g_assert_cmpuint (attune_model_get_n_goals (ready), ==, 4);
  g_assert_cmpuint (attune_model_get_n_behaviours (ready), ==, 7);
  g_assert_cmpuint (attune_model_get_n_goals (empty), ==, 0);
  g_assert_cmpuint (attune_model_get_n_behaviours (empty), ==, 0);
}

/* The same history that forms have. */
static void
test_history (void)
{
  g_autoptr (AttuneModel) first = create_model ();
  g_autoptr (AttuneModel) second = attune_model_remove (first, ATTUNE_MODEL_GOALS, "g1", NULL);
  g_autoptr (AttuneHistory) history = attune_history_new (ATTUNE_TYPE_MODEL, first);

  attune_history_push (history, second, "0,1", NULL, 1);
  g_assert_true (attune_history_get_document (history) == second);
  g_assert_true (attune_history_undo (history));
  g_assert_true (attune_history_get_document (history) == first);
  g_assert_true (attune_history_redo (history));
  g_assert_cmpstr (attune_history_get_selection (history), ==, "0,1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/screens/model/geometry/sizes", test_sizes);
  g_test_add_func ("/screens/model/geometry/pick", test_pick);
  g_test_add_func ("/screens/model/geometry/pick/outside", test_pick_outside);
  g_test_add_func ("/screens/model/geometry/scroll", test_scroll);
  g_test_add_func ("/screens/model/geometry/seen", test_seen);
  g_test_add_func ("/screens/model/geometry/step", test_step);
  g_test_add_func ("/screens/model/geometry/clamp", test_clamp);
  g_test_add_func ("/screens/model/words/outcomes", test_outcomes);
  g_test_add_func ("/screens/model/words/targets", test_targets);
  g_test_add_func ("/screens/model/words/say", test_say);
  g_test_add_func ("/screens/model/marks", test_marks);
  g_test_add_func ("/screens/model/marks/carry", test_marks_carry);
  g_test_add_func ("/screens/model/review", test_review);
  g_test_add_func ("/screens/model/review/findings", test_findings);
  g_test_add_func ("/screens/model/review/async", test_review_async);
  g_test_add_func ("/screens/model/picture", test_picture);
  g_test_add_func ("/screens/model/picture/places", test_picture_places);
  g_test_add_func ("/screens/model/template", test_template);
  g_test_add_func ("/screens/model/history", test_history);
  return g_test_run ();
}
