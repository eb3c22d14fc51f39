/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Reports"

#include "config.h"

#include "attune-model-report.h"

#include "attune-form-names.h"
#include "attune-model-check.h"
#include "attune-model-names.h"

#include <glib/gi18n-lib.h>

#define SECTION_SPACE 22.0
#define PART_SPACE    10.0
#define NOTE_SPACE    2.0
#define COLUMN_WIDTH  22.0
#define COUNT_WIDTH   62.0
#define CELL_GAP      8.0

/* So many goals stand side by side; the next ones follow below. */
#define MOST_COLUMNS 10
/* So many findings are told one by one. */
#define MOST_FINDINGS 200

/* A model on its way to paper. */
typedef struct
{
  AttuneReport *report;
  AttuneModel *model;
  AttuneForm *const *forms;
  guint n_forms;
  AttuneModelCheck *check;
} Paper;

/* Words ---------------------------------------------------------------------------------------- */

/* A, B, … Z, AA, AB, …: behaviours have numbers. Owned by the caller. */
static char *
name_goal (guint goal)
{
  if (goal < 26)
    return g_strdup_printf ("%c", 'A' + goal);
  return g_strdup_printf ("%c%c", 'A' + goal / 26 - 1, 'A' + goal % 26);
}

static char *
describe_questions (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u question", "%u questions", n), n);
}

static char *
describe_goals (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u goal", "%u goals", n), n);
}

static char *
describe_behaviours (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u behaviour", "%u behaviours", n), n);
}

static void
append (GString *list, const char *item)
{
  /* Translators: stands between the items of a list, "Manager, Analyst". */
  g_string_append_printf (list, "%s%s", list->len > 0 ? _ (", ") : "", item);
}

/* "Served by 1, 3, 4". Owned by the caller. */
static char *
describe_servants (const Paper *self, guint goal)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < attune_model_get_n_behaviours (self->model); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      if (attune_model_serves (self->model, i, goal))
        append (list, number);
    }
  if (list->len == 0)
    return g_strdup (_ ("No behaviour serves it"));
  /* Translators: the %s are numbers of behaviours, such as “1, 3, 4”. */
  return g_strdup_printf (_ ("Served by %s"), list->str);
}

/* "Serves Satisfaction, Self-service". Owned by the caller. */
static char *
describe_served (const Paper *self, const AttuneModelBehaviour *behaviour)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < behaviour->n_serves; i++)
    append (list,
            attune_model_goal_get_name (attune_model_get_goal (self->model, behaviour->serves[i])));
  if (list->len == 0)
    return g_strdup (_ ("Serves no goal"));
  /* Translators: the %s are goals. */
  return g_strdup_printf (_ ("Serves %s"), list->str);
}

/* Blocks --------------------------------------------------------------------------------------- */

static void
add_heading (const Paper *self, const char *text)
{
  AttuneReportText heading = { .style = ATTUNE_REPORT_STYLE_HEADING,
                               .text = text,
                               .space = SECTION_SPACE,
                               .keeps_next = TRUE,
                               .is_landmark = TRUE };

  attune_report_add_text (self->report, &heading);
}

/* Nothing where there is no text. */
static void
add_text (const Paper *self, AttuneReportStyle style, const char *text, guint indent)
{
  AttuneReportText block = { .style = style, .text = text, .space = NOTE_SPACE, .indent = indent };

  if (*text != '\0')
    attune_report_add_text (self->report, &block);
}

/* A goal or behaviour: its letter or number, its title, and what stands at the far end, nullable. */
static void
add_part (const Paper *self, const char *lead, const char *title, const char *trail)
{
  AttuneReportText block = { .style = ATTUNE_REPORT_STYLE_STRONG,
                             .text = title,
                             .lead = lead,
                             .trail = trail,
                             .indent = 1,
                             .space = PART_SPACE,
                             .keeps_next = TRUE };

  attune_report_add_text (self->report, &block);
}

static void
add_title (const Paper *self)
{
  guint n_questions = 0;
  AttuneReportText title = { .style = ATTUNE_REPORT_STYLE_TITLE,
                             .text = attune_model_get_title (self->model),
                             .keeps_next = TRUE };
  AttuneReportText description = { .style = ATTUNE_REPORT_STYLE_BODY,
                                   .text = attune_model_get_description (self->model),
                                   .space = PART_SPACE };
  g_autofree char *goals = describe_goals (attune_model_get_n_goals (self->model));
  g_autofree char *behaviours = describe_behaviours (attune_model_get_n_behaviours (self->model));
  g_autofree char *questions = NULL;
  g_autofree char *facts = NULL;

  for (guint i = 0; i < attune_model_get_n_behaviours (self->model); i++)
    n_questions += self->check->n_questions[i];
  questions = describe_questions (n_questions);
  facts = g_strjoin (" · ", goals, behaviours, questions, NULL);
  attune_report_add_text (self->report, &title);
  add_text (self, ATTUNE_REPORT_STYLE_NOTE, facts, 0);
  if (*description.text != '\0')
    attune_report_add_text (self->report, &description);
}

static void
add_goals (const Paper *self)
{
  guint n = attune_model_get_n_goals (self->model);

  add_heading (self, _ ("Goals"));
  if (n == 0)
    add_text (self, ATTUNE_REPORT_STYLE_BODY, _ ("None yet"), 0);
  for (guint i = 0; i < n; i++)
    {
      const AttuneModelGoal *goal = attune_model_get_goal (self->model, i);
      g_autofree char *letter = name_goal (i);
      g_autofree char *outcome = attune_model_say_outcome (goal);
      g_autofree char *servants = describe_servants (self, i);
      g_autofree char *questions = describe_questions (self->check->goal_questions[i]);
      g_autofree char *note = *outcome != '\0'
                                ? g_strjoin (" · ", outcome, servants, questions, NULL)
                                : g_strjoin (" · ", servants, questions, NULL);

      attune_report_begin_group (self->report);
      add_part (self, letter, attune_model_goal_get_name (goal), NULL);
      add_text (self, ATTUNE_REPORT_STYLE_BODY, goal->description, 1);
      add_text (self, ATTUNE_REPORT_STYLE_NOTE, note, 1);
      attune_report_end_group (self->report);
    }
}

static void
add_behaviours (const Paper *self)
{
  guint n = attune_model_get_n_behaviours (self->model);

  add_heading (self, _ ("Behaviours, in the Order of a Contact"));
  if (n == 0)
    add_text (self, ATTUNE_REPORT_STYLE_BODY, _ ("None yet"), 0);
  for (guint i = 0; i < n; i++)
    {
      const AttuneModelBehaviour *behaviour = attune_model_get_behaviour (self->model, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *questions = describe_questions (self->check->n_questions[i]);
      g_autofree char *served = describe_served (self, behaviour);

      attune_report_begin_group (self->report);
      add_part (self, number, attune_model_behaviour_get_name (behaviour), questions);
      add_text (self, ATTUNE_REPORT_STYLE_BODY, behaviour->description, 1);
      add_text (self, ATTUNE_REPORT_STYLE_NOTE, served, 1);
      attune_report_end_group (self->report);
    }
}

/* The matrix ----------------------------------------------------------------------------------- */

/* A row of the matrix: goals from `first` on, the texts of which are `marks`. */
static void
add_row (const Paper *self,
         AttuneReportStyle style,
         const char *number,
         const char *title,
         const char *const *marks,
         guint n_marks,
         const char *count)
{
  double end = ATTUNE_REPORT_BODY_WIDTH - COUNT_WIDTH;
  double start = end - n_marks * COLUMN_WIDTH;
  AttuneReportCell cells[MOST_COLUMNS + 3] = {
    { style, number, 0, ATTUNE_REPORT_INDENT - 4, FALSE },
    { style, title, ATTUNE_REPORT_INDENT, start - ATTUNE_REPORT_INDENT - CELL_GAP, FALSE },
  };

  for (guint i = 0; i < n_marks; i++)
    cells[2 + i] = (AttuneReportCell){ ATTUNE_REPORT_STYLE_STRONG, marks[i],
                                       start + i * COLUMN_WIDTH, COLUMN_WIDTH, TRUE };
  cells[2 + n_marks] = (AttuneReportCell){ ATTUNE_REPORT_STYLE_NOTE, count, end, COUNT_WIDTH,
                                           TRUE };
  attune_report_add_row (self->report, cells, 3 + n_marks, style != ATTUNE_REPORT_STYLE_BODY);
}

/* The letters of the goals from `first` on, or of those alone that the behaviour serves. Free each. */
static void
list_marks (const Paper *self, guint first, guint n_marks, guint behaviour, char *marks[])
{
  for (guint i = 0; i < n_marks; i++)
    marks[i] = behaviour == ATTUNE_MODEL_NONE ||
                   attune_model_serves (self->model, behaviour, first + i)
                 ? name_goal (first + i)
                 : g_strdup ("·");
}

static void
add_matrix_row (const Paper *self, guint first, guint n_marks, guint behaviour)
{
  char *marks[MOST_COLUMNS] = { NULL };
  gboolean is_head = behaviour == ATTUNE_MODEL_NONE;
  g_autofree char *number = is_head ? g_strdup ("") : g_strdup_printf ("%u", behaviour + 1);
  g_autofree char *count = is_head ? g_strdup (_ ("Questions"))
                                   : g_strdup_printf ("%u", self->check->n_questions[behaviour]);
  const char *title = is_head ? _ ("Behaviour")
                              : attune_model_behaviour_get_name (
                                  attune_model_get_behaviour (self->model, behaviour));

  list_marks (self, first, n_marks, behaviour, marks);
  add_row (self, is_head ? ATTUNE_REPORT_STYLE_NOTE : ATTUNE_REPORT_STYLE_BODY, number, title,
           (const char *const *) marks, n_marks, count);
  for (guint i = 0; i < n_marks; i++)
    g_free (marks[i]);
}

/* Letters, not dots: a row says which goals it serves wherever it stands. */
static void
add_matrix (const Paper *self)
{
  guint n_goals = attune_model_get_n_goals (self->model);
  guint n_behaviours = attune_model_get_n_behaviours (self->model);

  if (n_goals == 0 || n_behaviours == 0)
    return;
  for (guint first = 0; first < n_goals; first += MOST_COLUMNS)
    {
      guint n_marks = MIN (MOST_COLUMNS, n_goals - first);

      attune_report_begin_group (self->report);
      if (first == 0)
        add_heading (self, _ ("Which Behaviour Serves Which Goal"));
      add_matrix_row (self, first, n_marks, ATTUNE_MODEL_NONE);
      for (guint i = 0; i < n_behaviours; i++)
        add_matrix_row (self, first, n_marks, i);
      attune_report_add_rule (self->report);
      attune_report_end_group (self->report);
    }
}

/* Findings ------------------------------------------------------------------------------------- */

static void
add_finding (const Paper *self, const AttuneModelFinding *finding)
{
  g_autofree char *text = attune_model_finding_describe (finding, self->model, self->forms);
  g_autofree char *form = finding->form == ATTUNE_MODEL_NONE
                            ? NULL
                            : g_strdup_printf ("%s (%s)", text,
                                               attune_form_name_title (attune_form_get_title (
                                                 self->forms[finding->form])));
  AttuneReportText block = { .style = ATTUNE_REPORT_STYLE_BODY,
                             .text = form != NULL ? form : text,
                             .lead = "–",
                             .indent = 1,
                             .space = NOTE_SPACE };

  attune_report_add_text (self->report, &block);
}

/* Warnings, then hints. */
static void
add_findings (const Paper *self)
{
  const GArray *findings = self->check->findings;
  guint n = 0;

  if (findings->len == 0)
    return;
  add_heading (self, _ ("To Be Looked At"));
  for (int hints = 0; hints < 2; hints++)
    for (guint i = 0; i < findings->len; i++)
      {
        const AttuneModelFinding *finding = &g_array_index (findings, AttuneModelFinding, i);

        if (attune_model_finding_is_hint (finding) == (hints == 1) && n++ < MOST_FINDINGS)
          add_finding (self, finding);
      }
  if (n > MOST_FINDINGS)
    {
      g_autofree char *rest = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more",
                                                            "and %u more", n - MOST_FINDINGS),
                                               n - MOST_FINDINGS);

      add_text (self, ATTUNE_REPORT_STYLE_NOTE, rest, 1);
    }
}

/* Questions ------------------------------------------------------------------------------------ */

static gboolean
measures (const Paper *self, const AttuneFormQuestion *question, guint behaviour)
{
  return question->behaviour != NULL &&
         attune_model_find_behaviour (self->model, question->behaviour) == behaviour;
}

static void
add_question (const Paper *self, const AttuneFormQuestion *question)
{
  g_autofree char *number = g_strdup_printf ("%u", question->index + 1);
  AttuneReportText block = { .style = ATTUNE_REPORT_STYLE_BODY,
                             .text = attune_form_question_get_name (question),
                             .lead = number,
                             .indent = 2,
                             .space = NOTE_SPACE };

  attune_report_add_text (self->report, &block);
}

/* Those of one form, under its title. */
static void
add_form (const Paper *self, AttuneForm *form, guint behaviour)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);
      AttuneReportText title = { .style = ATTUNE_REPORT_STYLE_NOTE,
                                 .text = attune_form_name_title (attune_form_get_title (form)),
                                 .indent = 1,
                                 .space = NOTE_SPACE,
                                 .keeps_next = TRUE };

      if (!measures (self, question, behaviour))
        continue;
      if (is_first)
        attune_report_add_text (self->report, &title);
      is_first = FALSE;
      add_question (self, question);
    }
}

static void
add_questions (const Paper *self)
{
  guint n = attune_model_get_n_behaviours (self->model);

  if (n == 0)
    return;
  add_heading (self, _ ("Questions That Measure Them"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      add_part (self, number,
                attune_model_behaviour_get_name (attune_model_get_behaviour (self->model, i)),
                NULL);
      if (self->check->n_questions[i] == 0)
        add_text (self, ATTUNE_REPORT_STYLE_NOTE, _ ("No question measures it"), 1);
      for (guint j = 0; j < self->n_forms; j++)
        add_form (self, self->forms[j], i);
    }
}

AttuneReport *
attune_model_report_new (AttuneModel *model, AttuneForm *const *forms, guint n_forms)
{
  g_autoptr (AttuneModelCheck) check = NULL;
  Paper paper = { .model = model, .forms = forms, .n_forms = n_forms };

  g_return_val_if_fail (model != NULL && (forms != NULL || n_forms == 0), NULL);

  check = attune_model_check (model, forms, n_forms);
  paper.check = check;
  paper.report = attune_report_new (attune_model_get_title (model), _ ("Interaction Model"), NULL);
  add_title (&paper);
  add_goals (&paper);
  add_behaviours (&paper);
  add_matrix (&paper);
  add_findings (&paper);
  add_questions (&paper);
  return paper.report;
}
