/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-pane-private.h"

#include "attune-evaluate-words.h"
#include "attune-let-go.h"
#include "attune-notes.h"
#include "attune-scroll.h"
#include "attune-template.h"

#include <glib/gi18n.h>

/* How long one slice of making rows may take, in microseconds; laying them out comes on top. */
#define SLICE_US 4000

/* Forms up to this many questions begin with all sections open. */
#define MOST_OPEN 120

G_DEFINE_FINAL_TYPE (AttuneFormPane, attune_form_pane, GTK_TYPE_WIDGET)

enum
{
  NOTE_CHOSEN,
  BUILT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static AttuneForm *
get_form (AttuneFormPane *self)
{
  return attune_sheet_get_form (self->sheet);
}

/* --- Making --- */

static void
note_chosen_cb (AttuneFormPane *self, gint64 id)
{
  g_signal_emit (self, signals[NOTE_CHOSEN], 0, id);
}

static void
show_notes (AttuneFormPane *self, AttuneQuestionRow *row)
{
  const char
    *id = attune_form_get_question (get_form (self), attune_question_row_get_question (row))->id;
  g_autoptr (GPtrArray) linked = g_ptr_array_new ();

  for (guint i = 0; self->notes != NULL && i < self->notes->len; i++)
    {
      AttuneNote *note = g_ptr_array_index (self->notes, i);

      if (g_strcmp0 (note->question, id) == 0)
        g_ptr_array_add (linked, note);
    }
  attune_question_row_set_notes (row, (const AttuneNote *const *) linked->pdata, linked->len);
}

/* What of it is not as it is in the other. */
static void
show_other (AttuneFormPane *self, AttuneQuestionRow *row, guint question)
{
  AttuneQuestionView view;
  g_autofree char *answer = NULL;
  g_autofree char *words = NULL;

  if (self->other == NULL ||
      !attune_answers_differ_at (attune_sheet_get_answers (self->sheet),
                                 attune_sheet_get_answers (self->other), question))
    return;
  attune_question_view_init (&view, attune_sheet_get_state (self->other), question);
  answer = attune_answer_to_words (attune_form_get_question (get_form (self), question), &view);
  /* Translators: in an earlier revision, how a question is answered now; %s is the answer. */
  words = g_strdup_printf (_ ("Now: %s"), answer[0] != '\0' ? answer : _ ("no answer"));
  attune_question_row_set_other (row, words);
}

/* The row in the same section that is to stand before that of `question`, as far as they are made; NULL for none. */
static GtkWidget *
find_row_before (AttuneFormPane *self, const AttuneFormQuestion *asked)
{
  guint first = attune_form_get_section (get_form (self), asked->section)->first_question;

  for (guint i = asked->index; i > first; i--)
    if (g_ptr_array_index (self->rows, i - 1) != NULL)
      return g_ptr_array_index (self->rows, i - 1);
  return NULL;
}

gboolean
attune_form_pane_place_row (AttuneFormPane *self, guint question)
{
  const AttuneFormQuestion *asked = attune_form_get_question (get_form (self), question);
  AttuneSectionGroup *group = g_ptr_array_index (self->groups, asked->section);

  if (group == NULL)
    return FALSE;
  attune_section_group_add_row (group, g_ptr_array_index (self->rows, question),
                                find_row_before (self, asked));
  return TRUE;
}

void
attune_form_pane_make_row (AttuneFormPane *self, guint question)
{
  GtkWidget *row = g_ptr_array_index (self->rows, question);

  /* It came here with another number. */
  if (row != NULL)
    {
      attune_question_row_renumber (ATTUNE_QUESTION_ROW (row));
      return;
    }

  row = attune_question_row_new (self->sheet, question);
  g_signal_connect_object (row, "note-chosen", G_CALLBACK (note_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_index (self->rows, question) = row;
  attune_question_row_set_shows_guidance (ATTUNE_QUESTION_ROW (row), self->shows_guidance);
  if (self->notes != NULL && self->notes->len > 0)
    show_notes (self, ATTUNE_QUESTION_ROW (row));
  show_other (self, ATTUNE_QUESTION_ROW (row), question);
  attune_form_pane_place_row (self, question);
}

/* The rows of a section that is open and whose parent is open. */
void
attune_form_pane_queue_rows (AttuneFormPane *self, guint section)
{
  const AttuneFormSection *described = attune_form_get_section (get_form (self), section);

  for (guint i = 0; i < described->n_questions; i++)
    {
      guint job = ATTUNE_QUESTION_JOB + described->first_question + i;

      if (g_ptr_array_index (self->rows, described->first_question + i) == NULL)
        g_array_append_val (self->jobs, job);
    }
}

static void
expanded_cb (AttuneFormPane *self, GParamSpec *pspec, AttuneSectionGroup *group)
{
  if (!attune_section_group_get_expanded (group))
    return;
  attune_form_pane_queue_rows (self, attune_section_group_get_section (group));
  attune_form_pane_start_builder (self);
}

static gboolean
begins_open (AttuneFormPane *self, const AttuneFormSection *section)
{
  AttuneForm *form = get_form (self);
  guint focus = self->wanted != ATTUNE_FORM_NONE
                  ? self->wanted
                  : attune_sheet_state_get_focus (attune_sheet_get_state (self->sheet));

  if (attune_form_get_n_questions (form) <= MOST_OPEN || section->index == 0)
    return TRUE;
  return focus != ATTUNE_FORM_NONE && focus >= section->first_question &&
         focus < section->end_question;
}

/* The sub-section, or section, that is to stand before this one; NULL for none. */
static GtkWidget *
find_group_before (AttuneFormPane *self, const AttuneFormSection *section)
{
  for (guint i = section->index; i > 0; i--)
    if (attune_form_get_section (get_form (self), i - 1)->parent == section->parent &&
        g_ptr_array_index (self->groups, i - 1) != NULL)
      return g_ptr_array_index (self->groups, i - 1);
  return NULL;
}

gboolean
attune_form_pane_place_group (AttuneFormPane *self, guint section)
{
  const AttuneFormSection *described = attune_form_get_section (get_form (self), section);
  GtkWidget *group = g_ptr_array_index (self->groups, section);
  GtkWidget *before = find_group_before (self, described);
  AttuneSectionGroup *parent;

  if (described->parent == ATTUNE_FORM_NONE)
    {
      attune_section_group_place (self->sections, group, before);
      return TRUE;
    }
  parent = g_ptr_array_index (self->groups, described->parent);
  if (parent != NULL)
    attune_section_group_add_group (parent, group, before);
  return parent != NULL;
}

static void
make_group (AttuneFormPane *self, guint section)
{
  const AttuneFormSection *described = attune_form_get_section (get_form (self), section);
  gboolean is_open = begins_open (self, described);
  GtkWidget *group = attune_section_group_new (self->sheet, section, is_open);

  g_ptr_array_index (self->groups, section) = group;
  if (is_open)
    attune_form_pane_queue_rows (self, section);
  g_signal_connect_object (group, "notify::expanded", G_CALLBACK (expanded_cb), self,
                           G_CONNECT_SWAPPED);
  attune_form_pane_place_group (self, section);
}

/* The focus brings only the field into view, and as it stood before the layout: what is entered is brought into view as a
 * whole, in the frame that lays it out first, however long that takes to come. */
static void
reveal (AttuneFormPane *self, guint question)
{
  self->entered = question;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static GtkWidget *
get_focus (AttuneFormPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* Somebody may begin to write, or open something, before the question is made: they are not called back. */
static gboolean
is_elsewhere (AttuneFormPane *self)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL && focus != self->left && gtk_widget_get_mapped (focus) &&
         !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) &&
         (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus) ||
          gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL);
}

static void
enter_wanted (AttuneFormPane *self)
{
  AttuneQuestionRow *row;

  if (self->wanted == ATTUNE_FORM_NONE)
    return;
  row = g_ptr_array_index (self->rows, self->wanted);
  if (row == NULL)
    return;
  if (gtk_widget_get_visible (GTK_WIDGET (row)))
    reveal (self, self->wanted);
  self->wanted = ATTUNE_FORM_NONE;
  if (!self->keeps_keys && !is_elsewhere (self))
    attune_question_row_enter (row);
}

static void
reveal_place (AttuneFormPane *self)
{
  if (self->place != ATTUNE_FORM_NONE && g_ptr_array_index (self->rows, self->place) != NULL)
    reveal (self, self->place);
  self->place = ATTUNE_FORM_NONE;
}

static gboolean
build_cb (gpointer data)
{
  AttuneFormPane *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;

  do
    {
      guint job;

      if (self->next_job == self->jobs->len)
        {
          self->builder = 0;
          g_array_set_size (self->jobs, 0);
          self->next_job = 0;
          g_signal_emit (self, signals[BUILT], 0);
          reveal_place (self);
          enter_wanted (self);
          return G_SOURCE_REMOVE;
        }
      job = g_array_index (self->jobs, guint, self->next_job++);
      if (job >= ATTUNE_QUESTION_JOB)
        attune_form_pane_make_row (self, job - ATTUNE_QUESTION_JOB);
      else
        make_group (self, job);
    }
  while (g_get_monotonic_time () < end);
  return G_SOURCE_CONTINUE;
}

void
attune_form_pane_start_builder (AttuneFormPane *self)
{
  if (self->builder == 0)
    self->builder = g_idle_add (build_cb, self);
}

/* --- Following the sheet --- */

static void
apply_rows (AttuneFormPane *self, AttuneSheetState *old, AttuneSheetState *now)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      AttuneQuestionRow *row = g_ptr_array_index (self->rows, i);
      AttuneQuestionView before, after;

      if (row == NULL)
        continue;
      attune_question_view_init (&before, old, i);
      attune_question_view_init (&after, now, i);
      if (!attune_question_view_equal (&before, &after))
        attune_question_row_apply (row, &after);
    }
}

static void
apply_groups (AttuneFormPane *self, AttuneSheetState *old, AttuneSheetState *now)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      AttuneSectionGroup *group = g_ptr_array_index (self->groups, i);
      AttuneSectionView before, after;

      if (group == NULL)
        continue;
      attune_section_view_init (&before, old, i);
      attune_section_view_init (&after, now, i);
      if (!attune_section_view_equal (&before, &after))
        attune_section_group_apply (group, &after);
    }
}

/* The rows outlive the pane for a moment. */
static void
let_go_of_rows (AttuneFormPane *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_ptr_array_index (self->rows, i) != NULL)
      attune_let_go (g_object_ref (g_ptr_array_index (self->rows, i)));
  g_ptr_array_set_size (self->rows, 0);
}

/* Whether the focus was in it. */
static gboolean
clear (AttuneFormPane *self)
{
  gboolean is_entered = attune_let_go_of_focus (GTK_WIDGET (self->sections));
  GtkWidget *child;

  g_clear_handle_id (&self->builder, g_source_remove);
  g_array_set_size (self->jobs, 0);
  self->next_job = 0;
  self->entered = ATTUNE_FORM_NONE;
  let_go_of_rows (self);
  g_ptr_array_set_size (self->groups, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections))) != NULL)
    gtk_box_remove (self->sections, child);
  return is_entered;
}

/* Who was in it comes back to the question when it is made again. */
static void
rebuild (AttuneFormPane *self, gboolean is_entered)
{
  AttuneForm *form = get_form (self);

  g_clear_weak_pointer (&self->left);
  if (is_entered)
    {
      self->wanted = attune_sheet_state_get_focus (attune_sheet_get_state (self->sheet));
      self->keeps_keys = FALSE;
    }
  g_ptr_array_set_size (self->rows, attune_form_get_n_questions (form));
  g_ptr_array_set_size (self->groups, attune_form_get_n_sections (form));
  for (guint i = 0; i < self->groups->len; i++)
    g_array_append_val (self->jobs, i);
  attune_form_pane_start_builder (self);
}

static void
sheet_changed_cb (AttuneFormPane *self, AttuneSheetState *old, AttuneSheetState *now)
{
  if (attune_sheet_state_get_can_edit (old) != attune_sheet_state_get_can_edit (now))
    {
      rebuild (self, clear (self));
      return;
    }
  if (attune_sheet_state_get_form (old) != attune_sheet_state_get_form (now))
    {
      attune_form_pane_follow_form (self, old, now);
      return;
    }
  apply_rows (self, old, now);
  apply_groups (self, old, now);
}

/* --- Layout --- */

static AttuneQuestionRow *
get_row (AttuneFormPane *self, guint question)
{
  return question < self->rows->len ? g_ptr_array_index (self->rows, question) : NULL;
}

/* The row that is to be in view once this layout is done: the one just entered, or the focused one, which does not leave
 * the view because something above it has grown. NULL for none. */
static GtkWidget *
find_kept (AttuneFormPane *self)
{
  AttuneQuestionRow *row = get_row (self, self->entered);

  if (row != NULL || self->sheet == NULL)
    return (GtkWidget *) row;
  row = get_row (self, attune_sheet_state_get_focus (attune_sheet_get_state (self->sheet)));
  return row != NULL && attune_scroll_shows (self->scroller, GTK_WIDGET (row)) ? GTK_WIDGET (row)
                                                                               : NULL;
}

static GtkSizeRequestMode
attune_form_pane_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (GTK_WIDGET (ATTUNE_FORM_PANE (widget)->scroller));
}

static void
attune_form_pane_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (ATTUNE_FORM_PANE (widget)->scroller), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
attune_form_pane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AttuneFormPane *self = ATTUNE_FORM_PANE (widget);
  GtkAllocation whole = { 0, 0, width, height };
  GtkWidget *kept = find_kept (self);

  gtk_widget_size_allocate (GTK_WIDGET (self->scroller), &whole, baseline);
  if (gtk_widget_get_mapped (widget))
    self->entered = ATTUNE_FORM_NONE;
  if (kept != NULL && attune_scroll_to (self->scroller, kept))
    gtk_widget_size_allocate (GTK_WIDGET (self->scroller), &whole, baseline);
}

/* --- Keys --- */

/* The first question that is in view as a whole, or the last. */
static guint
find_in_view (AttuneFormPane *self, gboolean is_last)
{
  guint found = ATTUNE_FORM_NONE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (row != NULL && (is_last || found == ATTUNE_FORM_NONE) &&
          attune_scroll_shows (self->scroller, row))
        found = i;
    }
  return found;
}

/* Whoever has turned a page goes on from where they look, not from where they were. */
static gboolean
key_cb (AttuneFormPane *self, guint key, guint code, GdkModifierType state)
{
  gboolean is_up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up;
  gboolean is_down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down;
  GtkWidget *focus = get_focus (self);
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ATTUNE_TYPE_QUESTION_ROW) : NULL;
  guint question;

  if ((!is_up && !is_down) || (state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      row == NULL || attune_scroll_touches (self->scroller, row))
    return FALSE;

  question = find_in_view (self, is_up);
  if (question != ATTUNE_FORM_NONE)
    attune_form_pane_enter (self, question);
  return question != ATTUNE_FORM_NONE;
}

/* --- The widget --- */

static void
attune_form_pane_dispose (GObject *object)
{
  AttuneFormPane *self = ATTUNE_FORM_PANE (object);

  g_clear_handle_id (&self->builder, g_source_remove);
  if (self->sheet != NULL)
    g_signal_handlers_disconnect_by_func (self->sheet, sheet_changed_cb, self);
  g_clear_object (&self->sheet);
  g_clear_weak_pointer (&self->left);
  let_go_of_rows (self);
  attune_template_dispose (GTK_WIDGET (self), ATTUNE_TYPE_FORM_PANE);

  G_OBJECT_CLASS (attune_form_pane_parent_class)->dispose (object);
}

static void
attune_form_pane_finalize (GObject *object)
{
  AttuneFormPane *self = ATTUNE_FORM_PANE (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->groups);
  g_array_unref (self->jobs);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_object (&self->other);

  G_OBJECT_CLASS (attune_form_pane_parent_class)->finalize (object);
}

static void
attune_form_pane_class_init (AttuneFormPaneClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_form_pane_dispose;
  object_class->finalize = attune_form_pane_finalize;
  widget_class->get_request_mode = attune_form_pane_get_request_mode;
  widget_class->measure = attune_form_pane_measure;
  widget_class->size_allocate = attune_form_pane_size_allocate;

  signals[NOTE_CHOSEN] = g_signal_new ("note-chosen", ATTUNE_TYPE_FORM_PANE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  signals[BUILT] = g_signal_new ("built", ATTUNE_TYPE_FORM_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/evaluate/attune-form-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormPane, sections);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_set_css_name (widget_class, "formpane");
}

static void
attune_form_pane_init (AttuneFormPane *self)
{
  self->rows = g_ptr_array_new ();
  self->groups = g_ptr_array_new ();
  self->jobs = g_array_new (FALSE, FALSE, sizeof (guint));
  self->wanted = ATTUNE_FORM_NONE;
  self->place = ATTUNE_FORM_NONE;
  self->entered = ATTUNE_FORM_NONE;
  self->shows_guidance = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Where the sheet so far is read, if the next is of the same form. */
static guint
find_place (AttuneFormPane *self, AttuneSheet *next)
{
  if (self->sheet == NULL || next == NULL || get_form (self) != attune_sheet_get_form (next))
    return ATTUNE_FORM_NONE;
  return attune_sheet_state_get_focus (attune_sheet_get_state (self->sheet));
}

void
attune_form_pane_set_sheet (AttuneFormPane *self, AttuneSheet *sheet)
{
  guint place = find_place (self, sheet);
  gboolean is_entered;

  if (self->sheet != NULL)
    g_signal_handlers_disconnect_by_func (self->sheet, sheet_changed_cb, self);
  is_entered = clear (self);
  self->wanted = ATTUNE_FORM_NONE;
  g_set_object (&self->sheet, sheet);
  if (sheet == NULL)
    return;
  if (place != ATTUNE_FORM_NONE)
    attune_sheet_focus (sheet, place);
  self->place = place;
  g_signal_connect_object (sheet, "changed", G_CALLBACK (sheet_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rebuild (self, is_entered);
}

void
attune_form_pane_set_other (AttuneFormPane *self, AttuneAnswers *other)
{
  g_autoptr (AttuneSheet) sheet = other != NULL ? attune_sheet_new (other, FALSE) : NULL;

  g_set_object (&self->other, sheet);
}

void
attune_form_pane_set_notes (AttuneFormPane *self, GPtrArray *notes)
{
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  self->notes = notes != NULL ? g_ptr_array_ref (notes) : NULL;
  for (guint i = 0; i < self->rows->len; i++)
    if (g_ptr_array_index (self->rows, i) != NULL)
      show_notes (self, g_ptr_array_index (self->rows, i));
}

AttuneSheet *
attune_form_pane_get_sheet (AttuneFormPane *self)
{
  return self->sheet;
}

static void
bring (AttuneFormPane *self, guint question)
{
  guint section;

  if (self->sheet == NULL || question >= self->rows->len)
    return;

  self->wanted = question;
  g_set_weak_pointer (&self->left, get_focus (self));
  attune_sheet_focus (self->sheet, question);
  section = attune_form_get_question (get_form (self), question)->section;
  while (section != ATTUNE_FORM_NONE)
    {
      if (g_ptr_array_index (self->groups, section) != NULL)
        attune_section_group_set_expanded (g_ptr_array_index (self->groups, section), TRUE);
      section = attune_form_get_section (get_form (self), section)->parent;
    }
  if (self->builder == 0)
    enter_wanted (self);
}

void
attune_form_pane_enter (AttuneFormPane *self, guint question)
{
  self->keeps_keys = FALSE;
  bring (self, question);
}

void
attune_form_pane_show (AttuneFormPane *self, guint question)
{
  self->keeps_keys = TRUE;
  bring (self, question);
}

gboolean
attune_form_pane_enter_reasons (AttuneFormPane *self, guint question)
{
  AttuneQuestionRow *row = get_row (self, question);

  return row != NULL && attune_question_row_enter_reasons (row);
}

gboolean
attune_form_pane_enter_comment (AttuneFormPane *self, guint question)
{
  AttuneQuestionRow *row = get_row (self, question);

  return row != NULL && attune_question_row_enter_comment (row);
}

gboolean
attune_form_pane_is_commenting (AttuneFormPane *self)
{
  GtkWidget *focus = get_focus (self);
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ATTUNE_TYPE_QUESTION_ROW) : NULL;

  return row != NULL && attune_question_row_is_commenting (ATTUNE_QUESTION_ROW (row));
}

void
attune_form_pane_set_shows_guidance (AttuneFormPane *self, gboolean shows_guidance)
{
  self->shows_guidance = shows_guidance;
  for (guint i = 0; i < self->rows->len; i++)
    if (g_ptr_array_index (self->rows, i) != NULL)
      attune_question_row_set_shows_guidance (g_ptr_array_index (self->rows, i), shows_guidance);
}

gboolean
attune_form_pane_is_built (AttuneFormPane *self)
{
  return self->sheet != NULL && self->builder == 0 && self->entered == ATTUNE_FORM_NONE;
}
