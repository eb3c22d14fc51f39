/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-picture.h"

#include "attune-model-marks.h"
#include "attune-model-words.h"

#include <glib/gi18n.h>

enum
{
  COLUMN_GOALS,
  COLUMN_BEHAVIOURS,
  COLUMN_QUESTIONS,
  N_COLUMNS
};

/* A picture in the making. */
typedef struct
{
  const AttuneModelReview *review;
  AttuneModelMarks *marks;
  AttuneModelPicture *picture;
  GArray *nodes; /* AttuneLinkNode */
  GArray *links; /* AttuneLink */
  GStringChunk *texts;
  guint first_behaviour; /* its node */
  guint n_left_out;      /* forms */
} Making;

static void
clear_target (gpointer data)
{
  g_free (((AttuneModelTarget *) data)->question);
}

static guint
add_node (Making *making, AttuneLinkNode node, AttuneModelTarget target)
{
  g_array_append_val (making->picture->targets, target);
  node.id = making->picture->targets->len;
  g_array_append_val (making->nodes, node);
  return making->nodes->len - 1;
}

static void
add_link (Making *making, guint from, guint to)
{
  AttuneLink link = { from, to };

  g_array_append_val (making->links, link);
}

static const char *
keep (Making *making, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (making->texts, text) : NULL;
}

/* In one line: the readout has a line for each thing already. */
static const char *
keep_remark (Making *making, const AttuneModelMark *mark)
{
  g_autofree char *line = g_strdup (mark->remark);

  return line != NULL ? keep (making, g_strdelimit (line, "\n", ' ')) : NULL;
}

static void
add_goals (Making *making)
{
  AttuneModel *model = making->review->model;

  for (guint i = 0; i < attune_model_get_n_goals (model); i++)
    {
      const AttuneModelGoal *goal = attune_model_get_goal (model, i);
      const AttuneModelMark *mark = attune_model_marks_get_goal (making->marks, i);
      g_autofree char *outcome = attune_model_say_outcome (goal);

      add_node (making,
                (AttuneLinkNode){ .column = COLUMN_GOALS,
                                  .title = attune_model_goal_get_name (goal),
                                  .note = *outcome != '\0' ? keep (making, outcome) : NULL,
                                  .remark = keep_remark (making, mark) },
                (AttuneModelTarget){ .spot = { -1, (int) i } });
    }
}

static void
add_behaviours (Making *making)
{
  AttuneModel *model = making->review->model;

  making->first_behaviour = making->nodes->len;
  for (guint i = 0; i < attune_model_get_n_behaviours (model); i++)
    {
      const AttuneModelBehaviour *behaviour = attune_model_get_behaviour (model, i);
      const AttuneModelMark *mark = attune_model_marks_get_behaviour (making->marks, i);
      g_autofree char *questions = attune_model_say_questions (mark->n_questions);
      guint node = add_node (making,
                             (AttuneLinkNode){ .column = COLUMN_BEHAVIOURS,
                                               .title = attune_model_behaviour_get_name (behaviour),
                                               .note = keep (making, questions),
                                               .remark = keep_remark (making, mark) },
                             (AttuneModelTarget){ .spot = { (int) i, -1 } });

      for (guint j = 0; j < behaviour->n_serves; j++)
        add_link (making, behaviour->serves[j], node);
    }
}

static guint
find_behaviour (const Making *making, const AttuneFormQuestion *question)
{
  return question->behaviour != NULL
           ? attune_model_find_behaviour (making->review->model, question->behaviour)
           : ATTUNE_MODEL_NONE;
}

static void
add_questions (Making *making)
{
  AttuneModelBase *base = making->review->base;
  gboolean is_one = attune_model_base_get_n_forms (base) == 1;

  for (guint i = 0; i < attune_model_base_get_n_forms (base); i++)
    {
      AttuneForm *form = attune_model_base_get_forms (base)[i];

      for (guint j = 0; j < attune_form_get_n_questions (form); j++)
        {
          const AttuneFormQuestion *question = attune_form_get_question (form, j);
          guint behaviour = find_behaviour (making, question);
          guint node;

          if (behaviour == ATTUNE_MODEL_NONE)
            continue;
          node = add_node (making,
                           (AttuneLinkNode){ .column = COLUMN_QUESTIONS,
                                             .title = attune_model_review_name_question (question),
                                             .note = is_one ? NULL : attune_form_get_title (form) },
                           (AttuneModelTarget){ .form = attune_model_base_get_id (base, i),
                                                .question = g_strdup (question->id),
                                                .spot = { -1, -1 } });
          add_link (making, making->first_behaviour + behaviour, node);
        }
    }
}

/* One line for each behaviour that any of its questions measures. Returns the number of those questions. */
static guint
mark_behaviours (const Making *making, AttuneForm *form, gboolean *is_measured)
{
  guint n = 0;

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      guint behaviour = find_behaviour (making, attune_form_get_question (form, i));

      if (behaviour == ATTUNE_MODEL_NONE)
        continue;
      is_measured[behaviour] = TRUE;
      n++;
    }
  return n;
}

static void
add_form (Making *making, guint index)
{
  AttuneForm *form = attune_model_base_get_forms (making->review->base)[index];
  guint n_behaviours = attune_model_get_n_behaviours (making->review->model);
  g_autofree gboolean *is_measured = g_new0 (gboolean, n_behaviours + 1);
  guint n = mark_behaviours (making, form, is_measured);
  g_autofree char *questions = attune_model_say_questions (n);
  guint node;

  if (n == 0)
    return;
  if (making->nodes->len - making->first_behaviour - n_behaviours >= ATTUNE_MODEL_PICTURE_MAX_FORMS)
    {
      making->n_left_out++;
      return;
    }
  node = add_node (making,
                   (AttuneLinkNode){ .column = COLUMN_QUESTIONS,
                                     .title = attune_form_get_title (form),
                                     .note = keep (making, questions) },
                   (AttuneModelTarget){
                     .form = attune_model_base_get_id (making->review->base, index),
                     .spot = { -1, -1 } });
  for (guint i = 0; i < n_behaviours; i++)
    if (is_measured[i])
      add_link (making, making->first_behaviour + i, node);
}

static gboolean
is_crowded (const AttuneModelReview *review)
{
  guint n = 0;

  for (guint i = 0; i < attune_model_get_n_behaviours (review->model); i++)
    n += review->check->n_questions[i];
  return n > ATTUNE_MODEL_PICTURE_MAX_QUESTIONS;
}

static char *
say_finding (const Making *making)
{
  guint n_warnings, n_hints;
  g_autofree char *left_out = NULL;
  g_autofree char *finding = NULL;

  attune_model_review_count (making->review, &n_warnings, &n_hints);
  finding = n_warnings == 0 ? g_strdup (_ ("Every goal is served and every behaviour is measured."))
                            : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u thing to look at.",
                                                            "%u things to look at.", n_warnings),
                                               n_warnings);
  if (making->n_left_out == 0)
    return g_steal_pointer (&finding);
  left_out = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more form is not shown.",
                                           "%u more forms are not shown.", making->n_left_out),
                              making->n_left_out);
  return g_strconcat (finding, " ", left_out, NULL);
}

static AttuneChart *
create_chart (const Making *making, gboolean has_forms)
{
  const char *columns[N_COLUMNS + 1] = { _ ("Goals"), _ ("Behaviours"),
                                         has_forms ? _ ("Forms") : _ ("Questions"), NULL };
  g_autofree char *finding = say_finding (making);
  AttuneLinkSpec spec = {
    .columns = columns,
    .nodes = (const AttuneLinkNode *) making->nodes->data,
    .n_nodes = making->nodes->len,
    .links = (const AttuneLink *) making->links->data,
    .n_links = making->links->len,
    .finding = finding,
  };

  return attune_link_chart_new (&spec);
}

AttuneModelPicture *
attune_model_picture_new (const AttuneModelReview *review)
{
  Making making = { review };
  gboolean has_forms;

  g_return_val_if_fail (review != NULL, NULL);

  has_forms = is_crowded (review);
  making.marks = attune_model_marks_new (review->model, review->check);
  making.picture = g_new0 (AttuneModelPicture, 1);
  making.picture->targets = g_array_new (FALSE, FALSE, sizeof (AttuneModelTarget));
  g_array_set_clear_func (making.picture->targets, clear_target);
  making.nodes = g_array_new (FALSE, FALSE, sizeof (AttuneLinkNode));
  making.links = g_array_new (FALSE, FALSE, sizeof (AttuneLink));
  making.texts = g_string_chunk_new (1024);
  add_goals (&making);
  add_behaviours (&making);
  if (has_forms)
    for (guint i = 0; i < attune_model_base_get_n_forms (review->base); i++)
      add_form (&making, i);
  else
    add_questions (&making);
  making.picture->chart = create_chart (&making, has_forms);

  attune_model_marks_free (making.marks);
  g_array_unref (making.nodes);
  g_array_unref (making.links);
  g_string_chunk_free (making.texts);
  return making.picture;
}

void
attune_model_picture_free (AttuneModelPicture *self)
{
  attune_chart_unref (self->chart);
  g_array_unref (self->targets);
  g_free (self);
}

const AttuneModelTarget *
attune_model_picture_find (const AttuneModelPicture *self, gint64 id)
{
  g_return_val_if_fail (self != NULL, NULL);

  return id > 0 && id <= self->targets->len
           ? &g_array_index (self->targets, AttuneModelTarget, (guint) id - 1)
           : NULL;
}
