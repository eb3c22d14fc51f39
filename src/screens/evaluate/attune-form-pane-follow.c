/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-pane-private.h"

#include "attune-form-look.h"
#include "attune-let-go.h"

/* Rows are made anew at once for about this long, in microseconds, so that nothing is seen to go and come; the rest later. */
#define AT_ONCE_US 3000

/* What the pane showed, and what it is to show. */
typedef struct
{
  AttuneFormPane *pane;
  AttuneSheetState *old;
  AttuneSheetState *now;
  AttuneForm *before;
  AttuneForm *after;
  GPtrArray *rows;   /* of before; NULL what has been taken over */
  GPtrArray *groups; /* likewise */
} Following;

/* Where the question stands now, or ATTUNE_FORM_NONE. */
static guint
find_after (Following *self, guint question)
{
  return question != ATTUNE_FORM_NONE
           ? attune_form_find_question (self->after,
                                        attune_form_get_question (self->before, question)->id)
           : ATTUNE_FORM_NONE;
}

/* Whether the focus was in it. */
static gboolean
take_off (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  gboolean is_entered = attune_let_go_of_focus (widget);

  attune_let_go (g_object_ref (widget));
  gtk_box_remove (GTK_BOX (parent), widget);
  return is_entered;
}

static void
apply_row (Following *self, AttuneQuestionRow *row, guint was, guint is)
{
  AttuneQuestionView before, after;

  attune_question_view_init (&before, self->old, was);
  attune_question_view_init (&after, self->now, is);
  if (before.reasons_of != NULL || !attune_question_view_equal (&before, &after))
    attune_question_row_apply (row, &after);
}

/* Takes the row of a question over that is answered in the same way; FALSE where it has to be made anew. */
static gboolean
adopt_row (Following *self, guint was, guint is)
{
  const AttuneFormQuestion *before = attune_form_get_question (self->before, was);
  const AttuneFormQuestion *after = attune_form_get_question (self->after, is);
  AttuneQuestionRow *row = g_ptr_array_index (self->rows, was);

  if (!attune_question_answers_alike (before, after))
    return FALSE;
  attune_question_row_move (row, is);
  if (!attune_question_reads_alike (before, after) && !attune_question_row_retitle (row))
    return FALSE;
  attune_question_row_set_shows_guidance (row, self->pane->shows_guidance);
  apply_row (self, row, was, is);
  g_ptr_array_index (self->pane->rows, is) = row;
  g_ptr_array_index (self->rows, was) = NULL;
  return TRUE;
}

static void
adopt_groups (Following *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const char *id = attune_form_get_section (self->before, i)->id;
      guint is = attune_form_find_section (self->after, id);

      if (is == ATTUNE_FORM_NONE || g_ptr_array_index (self->groups, i) == NULL)
        continue;
      g_ptr_array_index (self->pane->groups, is) = g_ptr_array_index (self->groups, i);
      g_ptr_array_index (self->groups, i) = NULL;
    }
}

static void
adopt_rows (Following *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      guint is = find_after (self, i);

      if (is != ATTUNE_FORM_NONE && g_ptr_array_index (self->rows, i) != NULL)
        adopt_row (self, i, is);
    }
}

static void
apply_group (Following *self, guint section)
{
  AttuneSectionGroup *group = g_ptr_array_index (self->pane->groups, section);
  AttuneSectionView view;

  attune_section_group_move (group, section);
  attune_section_view_init (&view, self->now, section);
  attune_section_group_apply (group, &view);
}

/* In the order of the form, so that parents are there before what is in them. */
static void
place_groups (Following *self)
{
  AttuneFormPane *pane = self->pane;

  for (guint i = 0; i < pane->groups->len; i++)
    {
      GtkWidget *group = g_ptr_array_index (pane->groups, i);

      if (group != NULL && attune_form_pane_place_group (pane, i))
        apply_group (self, i);
      else if (group != NULL)
        {
          g_ptr_array_index (pane->groups, i) = NULL;
          g_ptr_array_add (self->groups, group);
        }
      if (g_ptr_array_index (pane->groups, i) == NULL)
        g_array_append_val (pane->jobs, i);
    }
}

/* Whose number is another says so in a turn of its own. */
static void
place_rows (Following *self)
{
  AttuneFormPane *pane = self->pane;

  for (guint i = 0; i < pane->rows->len; i++)
    {
      const char *id = attune_form_get_question (self->after, i)->id;
      GtkWidget *row = g_ptr_array_index (pane->rows, i);
      guint job = ATTUNE_QUESTION_JOB + i;

      if (row == NULL)
        continue;
      if (!attune_form_pane_place_row (pane, i))
        {
          g_ptr_array_index (pane->rows, i) = NULL;
          g_ptr_array_add (self->rows, row);
        }
      else if (attune_form_find_question (self->before, id) != i)
        g_array_append_val (pane->jobs, job);
    }
}

/* Rows before groups, which may have some of them inside. Whether the focus was in them. */
static gboolean
drop_the_rest (Following *self)
{
  gboolean is_entered = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    if (g_ptr_array_index (self->rows, i) != NULL)
      is_entered |= take_off (g_ptr_array_index (self->rows, i));
  for (guint i = self->groups->len; i > 0; i--)
    if (g_ptr_array_index (self->groups, i - 1) != NULL)
      is_entered |= take_off (g_ptr_array_index (self->groups, i - 1));
  return is_entered;
}

static gboolean
is_open (AttuneFormPane *pane, guint section)
{
  AttuneSectionGroup *group = g_ptr_array_index (pane->groups, section);

  return group != NULL && attune_section_group_get_expanded (group);
}

/* What is wanting in the sections that are open: some now, what is left as jobs. */
static void
make_missing (Following *self)
{
  AttuneFormPane *pane = self->pane;
  gint64 end = g_get_monotonic_time () + AT_ONCE_US;

  for (guint i = 0; i < pane->rows->len && g_get_monotonic_time () < end; i++)
    if (g_ptr_array_index (pane->rows, i) == NULL &&
        is_open (pane, attune_form_get_question (self->after, i)->section))
      attune_form_pane_make_row (pane, i);
  for (guint i = 0; i < pane->groups->len; i++)
    if (is_open (pane, i))
      attune_form_pane_queue_rows (pane, i);
}

void
attune_form_pane_follow_form (AttuneFormPane *pane, AttuneSheetState *old, AttuneSheetState *now)
{
  Following self = {
    .pane = pane,
    .old = old,
    .now = now,
    .before = attune_sheet_state_get_form (old),
    .after = attune_sheet_state_get_form (now),
    .rows = pane->rows,
    .groups = pane->groups,
  };
  gboolean is_entered;

  pane->rows = g_ptr_array_new ();
  pane->groups = g_ptr_array_new ();
  g_ptr_array_set_size (pane->rows, attune_form_get_n_questions (self.after));
  g_ptr_array_set_size (pane->groups, attune_form_get_n_sections (self.after));
  g_array_set_size (pane->jobs, 0);
  pane->next_job = 0;
  pane->wanted = find_after (&self, pane->wanted);
  pane->entered = find_after (&self, pane->entered);
  pane->place = find_after (&self, pane->place);

  adopt_groups (&self);
  adopt_rows (&self);
  place_groups (&self);
  place_rows (&self);
  is_entered = drop_the_rest (&self);
  make_missing (&self);
  g_ptr_array_unref (self.rows);
  g_ptr_array_unref (self.groups);
  if (pane->jobs->len > 0)
    attune_form_pane_start_builder (pane);
  if (is_entered)
    attune_form_pane_enter (pane, attune_sheet_state_get_focus (now));
}
