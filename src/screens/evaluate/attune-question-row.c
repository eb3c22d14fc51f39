/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-question-row.h"

#include "attune-answer-field.h"
#include "attune-evaluate-words.h"
#include "attune-form-names.h"
#include "attune-let-go.h"
#include "attune-prose.h"
#include "attune-template.h"
#include "attune-time-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_READINGS 4

struct _AttuneQuestionRow
{
  GtkWidget parent_instance;

  /* template */
  GtkLabel *number;
  GtkLabel *title;
  GtkWidget *critical;
  GtkLabel *critical_label;
  GtkBox *notes;
  AdwBin *slot;
  GtkToggleButton *na;
  GtkButton *comment_button;
  GtkBox *extras;
  GtkLabel *guidance;

  /* made when needed, in `extras` */
  GtkLabel *verdict;
  GtkBox *reasons;
  AttuneProse *comment;
  GtkLabel *other; /* how it is answered elsewhere */
  GtkLabel *readings
    [N_READINGS]; /* the answer, its reasons, where it came from, the comment, where it is only read */

  /* owned */
  AttuneSheet *sheet;
  AttuneAnswerField *field; /* NULL where it is only read */

  guint question;
  const AttuneFormOption *reasons_of;
  gboolean is_applying;
  gboolean is_comment_open;
};

G_DEFINE_FINAL_TYPE (AttuneQuestionRow, attune_question_row, GTK_TYPE_WIDGET)

enum
{
  NOTE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const AttuneFormQuestion *
get_asked (AttuneQuestionRow *self)
{
  return attune_form_get_question (attune_sheet_get_form (self->sheet), self->question);
}

static void
edit (AttuneQuestionRow *self, AttuneAnswers *answers)
{
  g_autoptr (AttuneAnswers) owned = answers;

  attune_sheet_edit (self->sheet, owned);
}

static void
set_class (gpointer widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* --- What people do --- */

static void
na_toggled_cb (AttuneQuestionRow *self, GtkToggleButton *button)
{
  if (!self->is_applying)
    edit (self, attune_answers_with_na (attune_sheet_get_answers (self->sheet), self->question,
                                        gtk_toggle_button_get_active (button)));
}

static void
reason_toggled_cb (AttuneQuestionRow *self, GtkCheckButton *button)
{
  const char *reason = g_object_get_data (G_OBJECT (button), "reason");

  if (!self->is_applying)
    edit (self, attune_answers_with_toggled_reason (attune_sheet_get_answers (self->sheet),
                                                    self->question, reason));
}

static void
comment_edited_cb (AttuneQuestionRow *self)
{
  g_autofree char *text = attune_prose_dup_text (self->comment);

  edit (self,
        attune_answers_with_comment (attune_sheet_get_answers (self->sheet), self->question, text));
}

static void
comment_clicked_cb (AttuneQuestionRow *self)
{
  attune_question_row_enter_comment (self);
}

static void
note_clicked_cb (AttuneQuestionRow *self, GtkButton *button)
{
  gint64 *id = g_object_get_data (G_OBJECT (button), "note");

  g_signal_emit (self, signals[NOTE_CHOSEN], 0, *id);
}

static void
focus_enter_cb (AttuneQuestionRow *self)
{
  attune_sheet_focus (self->sheet, self->question);
}

static void
pressed_cb (AttuneQuestionRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  attune_sheet_focus (self->sheet, self->question);
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* --- Showing --- */

static void
apply_verdict (AttuneQuestionRow *self, const AttuneQuestionView *view)
{
  g_autofree char *words = attune_question_verdict_to_words (get_asked (self), view);

  if (words == NULL && self->verdict == NULL)
    return;
  if (self->verdict == NULL)
    {
      self->verdict = GTK_LABEL (gtk_label_new (NULL));
      gtk_label_set_wrap (self->verdict, TRUE);
      gtk_label_set_wrap_mode (self->verdict, PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (self->verdict, 0);
      gtk_widget_add_css_class (GTK_WIDGET (self->verdict), "verdict");
      gtk_box_prepend (self->extras, GTK_WIDGET (self->verdict));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), words != NULL);
  gtk_label_set_label (self->verdict, words != NULL ? words : "");
  set_class (self->verdict, "error",
             view->fails != ATTUNE_FAIL_NONE || view->is_flagged || view->is_comment_flagged ||
               view->refusal != NULL);
}

static void
drop_reasons (AttuneQuestionRow *self)
{
  GtkWidget *reasons = GTK_WIDGET (self->reasons);

  if (reasons == NULL)
    return;
  self->reasons = NULL;
  if (attune_let_go_of_focus (reasons))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_box_remove (self->extras, reasons);
}

static void
build_reasons (AttuneQuestionRow *self, const AttuneFormOption *option)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  drop_reasons (self);
  self->reasons = GTK_BOX (box);
  gtk_widget_add_css_class (box, "reasons");
  for (guint i = 0; i < option->n_reasons; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (option->reasons[i].label);
      GtkWidget *label = gtk_widget_get_last_child (button);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      g_object_set_data_full (G_OBJECT (button), "reason", g_strdup (option->reasons[i].id),
                              g_free);
      g_signal_connect_object (button, "toggled", G_CALLBACK (reason_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->reasons, button);
    }
  gtk_box_insert_child_after (self->extras, box,
                              self->verdict != NULL ? GTK_WIDGET (self->verdict) : NULL);
}

static void
apply_reasons (AttuneQuestionRow *self, const AttuneQuestionView *view)
{
  const AttuneFormOption *option = view->can_edit ? view->reasons_of : NULL;

  if (option != self->reasons_of && option != NULL)
    build_reasons (self, option);
  self->reasons_of = option;
  if (self->reasons == NULL)
    return;

  if (option == NULL)
    {
      drop_reasons (self);
      return;
    }
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->reasons)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      const char *reason = g_object_get_data (G_OBJECT (button), "reason");

      gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                                   g_strv_contains (view->answer->reasons, reason));
    }
}

static void
build_comment (AttuneQuestionRow *self)
{
  const AttuneFormQuestion *asked = get_asked (self);
  g_autofree char *label = NULL;

  /* Translators: %s is a question of the form. */
  label = g_strdup_printf (_ ("Comment on “%s”"), attune_form_question_get_name (asked));
  self->comment = ATTUNE_PROSE (attune_prose_new (label, _ ("Comment")));
  g_signal_connect_object (self->comment, "edited", G_CALLBACK (comment_edited_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->extras, GTK_WIDGET (self->comment));
}

static void
apply_comment (AttuneQuestionRow *self, const AttuneQuestionView *view)
{
  gboolean is_wanted = view->asks_comment || self->is_comment_open;
  gboolean may_comment = get_asked (self)->comment != ATTUNE_COMMENT_NONE;

  gtk_widget_set_visible (GTK_WIDGET (self->comment_button),
                          view->can_edit && may_comment && !is_wanted);
  if (!view->can_edit)
    return;
  if (is_wanted && self->comment == NULL)
    build_comment (self);
  if (self->comment == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->comment), is_wanted);
  attune_prose_set_text (self->comment, view->answer->comment);
  attune_prose_set_is_flagged (self->comment, view->is_comment_flagged);
}

static GtkLabel *
make_reading (AttuneQuestionRow *self, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (self->extras, label);
  return GTK_LABEL (label);
}

static void
read_out (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text[0] != '\0');
}

/* Where nothing can be changed, the answer stands there in words. The labels stay once they are made: they are focused to be
 * read and copied from, and the focus that comes to one applies the row anew. */
static void
apply_reading (AttuneQuestionRow *self, const AttuneQuestionView *view)
{
  static const char *const classes[N_READINGS] = { "answer", "dim-label", "dim-label", "comment" };
  g_autofree char *answer = attune_answer_to_words (get_asked (self), view);
  g_autofree char *reasons = attune_reasons_to_words (get_asked (self), view);
  g_autofree char *origin = attune_answer_origin_to_words (view);
  const char *const texts[N_READINGS] = { answer, reasons != NULL ? reasons : "", origin,
                                          view->answer->comment };

  for (guint i = 0; i < N_READINGS; i++)
    {
      if (self->readings[i] == NULL)
        self->readings[i] = make_reading (self, classes[i]);
      read_out (self->readings[i], texts[i]);
    }
}

static void
apply_na (AttuneQuestionRow *self, const AttuneQuestionView *view)
{
  gboolean is_na = (view->state & ATTUNE_STATE_NA) != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->na),
                          view->can_edit && (get_asked (self)->na_allowed || view->answer->na));
  gtk_toggle_button_set_active (self->na, is_na);
  gtk_widget_set_sensitive (GTK_WIDGET (self->na), !view->is_na_by_section);
  gtk_widget_set_sensitive (GTK_WIDGET (self->slot), !view->is_na_by_section);
  set_class (self, "not-applicable", is_na);
}

void
attune_question_row_apply (AttuneQuestionRow *self, const AttuneQuestionView *view)
{
  gboolean was_applying = self->is_applying;

  self->is_applying = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), (view->state & ATTUNE_STATE_SHOWN) != 0);
  set_class (self, "focused", view->is_focused);
  set_class (self, "flagged", view->is_flagged || view->is_comment_flagged);
  set_class (self, "failing", view->fails != ATTUNE_FAIL_NONE);
  apply_na (self, view);
  if (self->field != NULL)
    attune_answer_field_apply (self->field, view);
  if (view->can_edit)
    {
      apply_verdict (self, view);
      apply_reasons (self, view);
    }
  else
    apply_reading (self, view);
  apply_comment (self, view);
  self->is_applying = was_applying;
}

void
attune_question_row_set_other (AttuneQuestionRow *self, const char *words)
{
  set_class (self, "differing", words != NULL);
  if (words == NULL && self->other == NULL)
    return;
  if (self->other == NULL)
    self->other = make_reading (self, "other");
  read_out (self->other, words != NULL ? words : "");
}

void
attune_question_row_set_notes (AttuneQuestionRow *self,
                               const AttuneNote *const *notes,
                               guint n_notes)
{
  GtkWidget *child;

  if (attune_let_go_of_focus (GTK_WIDGET (self->notes)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->notes))) != NULL)
    gtk_box_remove (self->notes, child);
  for (guint i = 0; i < n_notes; i++)
    {
      g_autofree char *time = attune_time_to_words (notes[i]->from_us);
      g_autofree char *label = notes[i]->from_us >= 0 ? g_strconcat ("⚑ ", time, NULL)
                                                      : g_strdup ("⚑");
      g_autofree char *spoken = g_strdup_printf (_ ("Note: %s"), notes[i]->text);
      GtkWidget *button = gtk_button_new_with_label (label);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "note-flag");
      gtk_widget_add_css_class (button, attune_note_kind_to_class (notes[i]->kind));
      gtk_widget_set_tooltip_text (button, notes[i]->text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      spoken, -1);
      g_object_set_data_full (G_OBJECT (button), "note", g_memdup2 (&notes[i]->id, sizeof (gint64)),
                              g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (note_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->notes, button);
    }
}

void
attune_question_row_enter (AttuneQuestionRow *self)
{
  AttuneQuestionType type = get_asked (self)->type;
  gboolean is_typed = type == ATTUNE_QUESTION_NUMBER || type == ATTUNE_QUESTION_TEXT ||
                      type == ATTUNE_QUESTION_DATE;

  if (self->field == NULL || !is_typed ||
      !gtk_widget_child_focus (GTK_WIDGET (self->field), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

gboolean
attune_question_row_enter_reasons (AttuneQuestionRow *self)
{
  return self->reasons != NULL &&
         gtk_widget_child_focus (GTK_WIDGET (self->reasons), GTK_DIR_TAB_FORWARD);
}

gboolean
attune_question_row_enter_comment (AttuneQuestionRow *self)
{
  AttuneQuestionView view;

  if (get_asked (self)->comment == ATTUNE_COMMENT_NONE)
    return FALSE;
  self->is_comment_open = TRUE;
  attune_question_view_init (&view, attune_sheet_get_state (self->sheet), self->question);
  attune_question_row_apply (self, &view);
  return self->comment != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->comment));
}

gboolean
attune_question_row_is_commenting (AttuneQuestionRow *self)
{
  return self->comment != NULL && (gtk_widget_get_state_flags (GTK_WIDGET (self->comment)) &
                                   GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* --- The widget --- */

static void
attune_question_row_dispose (GObject *object)
{
  AttuneQuestionRow *self = ATTUNE_QUESTION_ROW (object);

  attune_template_dispose (GTK_WIDGET (self), ATTUNE_TYPE_QUESTION_ROW);
  self->field = NULL;
  self->reasons = NULL;
  self->comment = NULL;
  self->verdict = NULL;
  self->other = NULL;
  memset (self->readings, 0, sizeof self->readings);

  G_OBJECT_CLASS (attune_question_row_parent_class)->dispose (object);
}

static void
attune_question_row_finalize (GObject *object)
{
  g_clear_object (&ATTUNE_QUESTION_ROW (object)->sheet);

  G_OBJECT_CLASS (attune_question_row_parent_class)->finalize (object);
}

static void
attune_question_row_class_init (AttuneQuestionRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_question_row_dispose;
  object_class->finalize = attune_question_row_finalize;

  signals[NOTE_CHOSEN] = g_signal_new ("note-chosen", ATTUNE_TYPE_QUESTION_ROW, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/evaluate/attune-question-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneQuestionRow, number);
  gtk_widget_class_bind_template_child (widget_class, AttuneQuestionRow, title);
  gtk_widget_class_bind_template_child (widget_class, AttuneQuestionRow, critical);
  gtk_widget_class_bind_template_child (widget_class, AttuneQuestionRow, critical_label);
  gtk_widget_class_bind_template_child (widget_class, AttuneQuestionRow, notes);
  gtk_widget_class_bind_template_child (widget_class, AttuneQuestionRow, slot);
  gtk_widget_class_bind_template_child (widget_class, AttuneQuestionRow, na);
  gtk_widget_class_bind_template_child (widget_class, AttuneQuestionRow, comment_button);
  gtk_widget_class_bind_template_child (widget_class, AttuneQuestionRow, extras);
  gtk_widget_class_bind_template_child (widget_class, AttuneQuestionRow, guidance);
  gtk_widget_class_bind_template_callback (widget_class, na_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, comment_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "question");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
attune_question_row_init (AttuneQuestionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Line under line: blank ones are but what was left behind in typing, and take room here. */
static void
append_guidance (GString *text, const char *label, const char *guidance)
{
  g_auto (GStrv) lines = g_strsplit (guidance != NULL ? guidance : "", "\n", -1);
  gboolean is_first = TRUE;

  for (char **i = lines; *i != NULL; i++)
    {
      if (*g_strstrip (*i) == '\0')
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (is_first && label != NULL)
        /* Translators: an answer, and what the form says about it. */
        g_string_append_printf (text, _ ("%s: %s"), label, *i);
      else
        g_string_append (text, *i);
      is_first = FALSE;
    }
}

/* That of the question, and then that of its answers: whoever answers by keys never sees their tooltips. */
static char *
say_guidance (const AttuneFormQuestion *asked)
{
  GString *text = g_string_new (NULL);

  append_guidance (text, NULL, asked->guidance);
  for (guint i = 0; i < asked->n_options; i++)
    {
      g_autofree char *label = attune_form_option_describe (&asked->options[i]);

      append_guidance (text, label, asked->options[i].guidance);
    }
  return g_string_free (text, FALSE);
}

/* What can be failed by it is said before it is answered. */
static void
show_risk (AttuneQuestionRow *self)
{
  g_autofree char *risk = attune_question_risk_to_words (get_asked (self));
  GtkWidget *label;

  if (risk == NULL)
    return;
  label = gtk_label_new (risk);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (self->extras, label);
}

static void
show_number (AttuneQuestionRow *self, const AttuneFormQuestion *asked)
{
  g_autofree char *number = g_strdup_printf ("%u", asked->index + 1);
  g_autofree char *spoken = g_strdup_printf ("%u. %s", asked->index + 1,
                                             attune_form_question_get_name (asked));

  gtk_label_set_label (self->number, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_question (AttuneQuestionRow *self, const AttuneFormQuestion *asked)
{
  g_autofree char *guidance = say_guidance (asked);

  show_number (self, asked);
  gtk_label_set_label (self->title, attune_form_question_get_name (asked));
  set_class (self->title, "dim-label", *asked->title == '\0');
  gtk_label_set_label (self->guidance, guidance);
  gtk_widget_set_visible (self->critical, asked->error_type != ATTUNE_ERROR_TYPE_NONE);
  if (asked->error_type != ATTUNE_ERROR_TYPE_NONE)
    gtk_label_set_label (self->critical_label, attune_error_type_to_words (asked->error_type));
}

GtkWidget *
attune_question_row_new (AttuneSheet *sheet, guint question)
{
  AttuneQuestionRow *self = g_object_new (ATTUNE_TYPE_QUESTION_ROW, NULL);
  AttuneSheetState *state = attune_sheet_get_state (sheet);
  AttuneQuestionView view;

  self->sheet = g_object_ref (sheet);
  self->question = question;
  show_question (self, get_asked (self));
  if (attune_sheet_state_get_can_edit (state))
    {
      show_risk (self);
      self->field = ATTUNE_ANSWER_FIELD (attune_answer_field_new (sheet, question));
      adw_bin_set_child (self->slot, GTK_WIDGET (self->field));
    }
  attune_question_view_init (&view, state, question);
  attune_question_row_apply (self, &view);
  return GTK_WIDGET (self);
}

guint
attune_question_row_get_question (AttuneQuestionRow *self)
{
  return self->question;
}

void
attune_question_row_set_shows_guidance (AttuneQuestionRow *self, gboolean shows_guidance)
{
  gtk_widget_set_visible (GTK_WIDGET (self->guidance),
                          shows_guidance && *gtk_label_get_label (self->guidance) != '\0');
}

void
attune_question_row_move (AttuneQuestionRow *self, guint question)
{
  self->question = question;
  self->reasons_of = NULL; /* of the form before, which may go */
  if (self->field != NULL)
    attune_answer_field_move (self->field, question);
}

void
attune_question_row_renumber (AttuneQuestionRow *self)
{
  show_number (self, get_asked (self));
}

gboolean
attune_question_row_retitle (AttuneQuestionRow *self)
{
  AttuneQuestionType type = get_asked (self)->type;

  if (self->comment != NULL || type > ATTUNE_QUESTION_CHECKLIST)
    return FALSE;
  show_question (self, get_asked (self));
  return TRUE;
}
