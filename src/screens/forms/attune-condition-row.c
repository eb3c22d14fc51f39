/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-condition-row.h"

#include "attune-choice-popover.h"
#include "attune-let-go.h"
#include "attune-question-choices.h"

#include <glib/gi18n.h>

/* Answers that are made at once, and how many letters of them stand side by side. */
#define OPTIONS_AT_ONCE      8
#define MOST_LETTERS_ABREAST 20
#define MOST_ABREAST         3

/* From so many on they scroll. */
#define MOST_LINES  8
#define WIDTH_CHARS 28
/* What is opened has its place after a few frames, with some room below for its answers. */
#define MOST_FRAMES 60
#define ROOM        96

struct _AttuneConditionRow
{
  AdwBin parent_instance;

  /* template */
  GtkMenuButton *question;
  GtkLabel *question_label;
  GtkMenuButton *test;
  GtkLabel *test_label;
  GtkScrolledWindow *scroll;
  GtkBox *options;
  GtkLabel *missing;

  /* borrowed */
  AttuneConditionPart *part;
  AttuneChoicePopover *popover; /* the button's, NULL until it was opened */

  /* owned */
  AttuneForm *form; /* NULL until it is shown */
  char *element;
  char *shown;       /* the question whose answers are there */
  GPtrArray *checks; /* GtkCheckButton each, in the order of the options; borrowed entries */

  guint n_frames; /* since it was to be entered */
  gboolean is_updating;
  gboolean wants_option; /* to be entered as soon as it is there */
};

G_DEFINE_FINAL_TYPE (AttuneConditionRow, attune_condition_row, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TEST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a test can ask for, and its opposite. */
static const struct
{
  const char *word;
  AttuneConditionKind kind;
  gboolean is_negated;
  const char *name;
  const char *name_of_several; /* of a checklist */
} tests[] = {
  { "is", ATTUNE_CONDITION_IS, FALSE, NC_ ("condition", "is"), NC_ ("condition", "has") },
  { "is-not", ATTUNE_CONDITION_IS, TRUE, NC_ ("condition", "is not"),
    NC_ ("condition", "has none of") },
  { "answered", ATTUNE_CONDITION_ANSWERED, FALSE, NC_ ("condition", "is answered"), NULL },
  { "not-answered", ATTUNE_CONDITION_ANSWERED, TRUE, NC_ ("condition", "is not answered"), NULL },
  { "na", ATTUNE_CONDITION_NA, FALSE, NC_ ("condition", "is N/A"), NULL },
  { "not-na", ATTUNE_CONDITION_NA, TRUE, NC_ ("condition", "is not N/A"), NULL },
};

static guint
find_test (AttuneConditionRow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    if (tests[i].kind == self->part->kind &&
        tests[i].is_negated == attune_condition_part_is_negated (self->part))
      return i;
  return 0;
}

/* NULL where none is picked, or the form has lost it. */
static const AttuneFormQuestion *
get_question (AttuneConditionRow *self)
{
  guint index = self->part->question != NULL && self->form != NULL
                  ? attune_form_find_question (self->form, self->part->question)
                  : ATTUNE_FORM_NONE;

  return index != ATTUNE_FORM_NONE ? attune_form_get_question (self->form, index) : NULL;
}

static const char *
get_name (guint test, const AttuneFormQuestion *question)
{
  const char *name = question->type == ATTUNE_QUESTION_CHECKLIST &&
                         tests[test].name_of_several != NULL
                       ? tests[test].name_of_several
                       : tests[test].name;

  return g_dpgettext2 (NULL, "condition", name);
}

static void
say_changed (AttuneConditionRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Answers -------------------------------------------------------------------------------------- */

static void
toggled_cb (AttuneConditionRow *self, GtkCheckButton *check)
{
  const AttuneFormQuestion *question = get_question (self);
  guint option;

  if (self->is_updating || question == NULL || !g_ptr_array_find (self->checks, check, &option) ||
      option >= question->n_options)
    return;
  attune_condition_part_set_option (self->part, self->form, question->options[option].id,
                                    gtk_check_button_get_active (check));
  say_changed (self);
}

static gboolean
fits_abreast (const AttuneFormQuestion *question)
{
  glong letters = 0;

  if (question->n_options > MOST_ABREAST)
    return FALSE;
  for (guint i = 0; i < question->n_options; i++)
    letters += g_utf8_strlen (question->options[i].label, -1);
  return letters <= MOST_LETTERS_ABREAST;
}

static void
add_check (AttuneConditionRow *self, const AttuneFormOption *option)
{
  const char *label = *option->label != '\0' ? option->label : _ ("No label yet");
  GtkWidget *check = gtk_check_button_new_with_label (label);
  GtkWidget *text = gtk_widget_get_last_child (check);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), WIDTH_CHARS);
  gtk_widget_set_tooltip_text (check, g_utf8_strlen (label, -1) > WIDTH_CHARS ? label : NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               attune_condition_part_wants (self->part, option->id));
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->checks, check);
  gtk_box_append (self->options, check);
}

static void
clear_checks (AttuneConditionRow *self)
{
  GtkWidget *check;

  g_clear_pointer (&self->shown, g_free);
  g_ptr_array_set_size (self->checks, 0);
  if (attune_let_go_of_focus (GTK_WIDGET (self->options)))
    gtk_widget_grab_focus (GTK_WIDGET (self->question));
  while ((check = gtk_widget_get_first_child (GTK_WIDGET (self->options))) != NULL)
    gtk_box_remove (self->options, check);
}

/* Those of another question are others; the labels of the same may have changed. */
static void
show_options (AttuneConditionRow *self, const AttuneFormQuestion *question)
{
  gboolean has_options = question != NULL && self->part->kind == ATTUNE_CONDITION_IS;

  gtk_widget_set_visible (GTK_WIDGET (self->scroll), has_options);
  if (!has_options || g_strcmp0 (self->shown, question->id) != 0 ||
      self->checks->len > question->n_options)
    clear_checks (self);
  if (!has_options)
    return;

  if (self->shown == NULL)
    {
      self->shown = g_strdup (question->id);
      gtk_scrolled_window_set_policy (self->scroll, GTK_POLICY_NEVER,
                                      question->n_options > MOST_LINES ? GTK_POLICY_AUTOMATIC
                                                                       : GTK_POLICY_NEVER);
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->options), fits_abreast (question)
                                                                        ? GTK_ORIENTATION_HORIZONTAL
                                                                        : GTK_ORIENTATION_VERTICAL);
    }
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, i),
                                 attune_condition_part_wants (self->part, question->options[i].id));
}

/* The one that is wanted, else the first. */
static void
enter_options (AttuneConditionRow *self)
{
  GtkWidget *wanted = NULL;

  self->wants_option = FALSE;
  for (guint i = self->checks->len; i > 0; i--)
    {
      GtkWidget *check = g_ptr_array_index (self->checks, i - 1);

      if (wanted == NULL || i == 1 || gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        wanted = check;
    }
  gtk_widget_grab_focus (wanted != NULL ? wanted : GTK_WIDGET (self->test));
}

gboolean
attune_condition_row_build_next (AttuneConditionRow *self)
{
  const AttuneFormQuestion *question;

  g_return_val_if_fail (ATTUNE_IS_CONDITION_ROW (self), FALSE);

  question = get_question (self);
  if (question == NULL || self->shown == NULL || self->checks->len >= question->n_options)
    return FALSE;
  self->is_updating = TRUE;
  for (guint i = 0; i < OPTIONS_AT_ONCE && self->checks->len < question->n_options; i++)
    add_check (self, &question->options[self->checks->len]);
  self->is_updating = FALSE;
  if (self->wants_option)
    enter_options (self);
  return TRUE;
}

/* The question --------------------------------------------------------------------------------- */

/* On to what is to be picked next. */
static void
chosen_cb (AttuneConditionRow *self, const char *id)
{
  attune_condition_part_set_question (self->part, self->form, id);
  say_changed (self);
  if (self->part == NULL)
    return;
  if (self->part->kind != ATTUNE_CONDITION_IS)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->test));
      return;
    }
  self->wants_option = TRUE;
  if (!attune_condition_row_build_next (self))
    enter_options (self);
}

/* Made when it is first wanted, of the questions there are then. */
static void
open_cb (GtkMenuButton *button, gpointer data)
{
  AttuneConditionRow *self = data;
  g_autoptr (GListModel) questions = NULL;

  if (self->popover == NULL)
    {
      self->popover = ATTUNE_CHOICE_POPOVER (attune_choice_popover_new ());
      g_signal_connect_object (self->popover, "chosen", G_CALLBACK (chosen_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_menu_button_set_popover (button, GTK_WIDGET (self->popover));
    }
  questions = attune_question_choices_new (self->form,
                                           attune_condition_count_questions (self->form,
                                                                             self->element));
  attune_choice_popover_set_items (self->popover, questions, self->part->question);
}

/* What it asks for ----------------------------------------------------------------------------- */

/* Only what can be: what somebody else asked for stays as long as nobody asks for something else. */
static void
open_tests_cb (GtkMenuButton *button, gpointer data)
{
  AttuneConditionRow *self = data;
  const AttuneFormQuestion *question = get_question (self);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; question != NULL && i < G_N_ELEMENTS (tests); i++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (!attune_condition_can_ask (self->form, question, tests[i].kind) && i != find_test (self))
        continue;
      item = g_menu_item_new (get_name (i, question), NULL);
      g_menu_item_set_action_and_target (item, "condition.test", "s", tests[i].word);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
set_test (AttuneConditionRow *self, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    if (g_str_equal (tests[i].word, word))
      attune_condition_part_set_kind (self->part, tests[i].kind, tests[i].is_negated);
  say_changed (self);
}

/* Showing -------------------------------------------------------------------------------------- */

/* The button itself is inside the menu button; assistive technologies see both. */
static void
name_button (GtkMenuButton *button, const char *what, const char *value)
{
  /* Translators: what is to be picked, and what is picked: "Question: 3. Verified the customer". */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), what, value);
  GtkWidget *inner = gtk_widget_get_first_child (GTK_WIDGET (button));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static const char *
find_missing (AttuneConditionRow *self, const AttuneFormQuestion *question)
{
  if (question == NULL)
    return _ ("Pick a question");
  if (question->index >= attune_condition_count_questions (self->form, self->element))
    return _ ("This question no longer comes before");
  return _ ("Pick an answer");
}

static void
show_missing (AttuneConditionRow *self, const AttuneFormQuestion *question)
{
  gboolean is_complete = attune_condition_part_is_complete (self->part, self->form, self->element);

  gtk_label_set_label (self->missing, is_complete ? "" : find_missing (self, question));
  gtk_widget_set_visible (GTK_WIDGET (self->missing), !is_complete);
}

static void
show_question (AttuneConditionRow *self, const AttuneFormQuestion *question)
{
  g_autofree char *title = question != NULL ? attune_question_write_title (question)
                                            : g_strdup (_ ("Question…"));

  gtk_label_set_label (self->question_label, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->question), question != NULL ? title : NULL);
  name_button (self->question, _ ("Question"), title);
  gtk_widget_set_visible (GTK_WIDGET (self->test), question != NULL);
  if (question == NULL)
    return;
  gtk_label_set_label (self->test_label, get_name (find_test (self), question));
  name_button (self->test, _ ("Test"), get_name (find_test (self), question));
}

void
attune_condition_row_show (AttuneConditionRow *self, AttuneForm *form, const char *element)
{
  const AttuneFormQuestion *question;

  g_return_if_fail (ATTUNE_IS_CONDITION_ROW (self));
  g_return_if_fail (form != NULL && element != NULL);

  attune_form_ref (form);
  g_clear_pointer (&self->form, attune_form_unref);
  self->form = form;
  g_free (self->element);
  self->element = g_strdup (element);
  question = get_question (self);

  self->is_updating = TRUE;
  show_question (self, question);
  show_options (self, question);
  show_missing (self, question);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEST]);
  self->is_updating = FALSE;
}

/* Whether all of it is in view; else it is scrolled there, which takes until the next frame. */
static gboolean
bring_into_view (GtkWidget *widget)
{
  GtkWidget *pane = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double above;
  double below;

  if (gtk_widget_get_height (widget) == 0 || pane == NULL ||
      !gtk_widget_compute_bounds (widget, pane, &bounds))
    return FALSE;
  above = bounds.origin.y;
  below = above + bounds.size.height - gtk_widget_get_height (pane);
  if (above >= 0 && below <= 0)
    return TRUE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (pane));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                                          (above < 0 ? above : below + ROOM));
  return FALSE;
}

/* What opens below it needs to know where that is. */
static gboolean
enter_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AttuneConditionRow *self = ATTUNE_CONDITION_ROW (widget);

  if (!bring_into_view (GTK_WIDGET (self->question)))
    return ++self->n_frames < MOST_FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
  if (self->part->question == NULL)
    gtk_menu_button_popup (self->question);
  return G_SOURCE_REMOVE;
}

void
attune_condition_row_enter (AttuneConditionRow *self)
{
  g_return_if_fail (ATTUNE_IS_CONDITION_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->question));
  self->n_frames = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), enter_cb, NULL, NULL);
}

AttuneConditionPart *
attune_condition_row_get_part (AttuneConditionRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_CONDITION_ROW (self), NULL);

  return self->part;
}

static void
remove_cb (AttuneConditionRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/* Object --------------------------------------------------------------------------------------- */

static void
attune_condition_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneConditionRow *self = ATTUNE_CONDITION_ROW (object);

  if (id == PROP_TEST)
    g_value_set_string (value, self->part != NULL ? tests[find_test (self)].word : "");
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
attune_condition_row_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  if (id == PROP_TEST)
    set_test (ATTUNE_CONDITION_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
attune_condition_row_dispose (GObject *object)
{
  AttuneConditionRow *self = ATTUNE_CONDITION_ROW (object);

  g_clear_pointer (&self->form, attune_form_unref);
  self->part = NULL;
  self->popover = NULL;
  g_ptr_array_set_size (self->checks, 0);
  G_OBJECT_CLASS (attune_condition_row_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_CONDITION_ROW);
}

static void
attune_condition_row_finalize (GObject *object)
{
  AttuneConditionRow *self = ATTUNE_CONDITION_ROW (object);

  g_ptr_array_unref (self->checks);
  g_free (self->element);
  g_free (self->shown);

  G_OBJECT_CLASS (attune_condition_row_parent_class)->finalize (object);
}

static void
attune_condition_row_class_init (AttuneConditionRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_condition_row_dispose;
  object_class->finalize = attune_condition_row_finalize;
  object_class->get_property = attune_condition_row_get_property;
  object_class->set_property = attune_condition_row_set_property;

  properties[PROP_TEST] = g_param_spec_string ("test", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                 G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/forms/attune-condition-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionRow, question);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionRow, question_label);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionRow, test);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionRow, test_label);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionRow, scroll);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionRow, options);
  gtk_widget_class_bind_template_child (widget_class, AttuneConditionRow, missing);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_install_property_action (widget_class, "condition.test", "test");
}

static void
attune_condition_row_init (AttuneConditionRow *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->question, open_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->test, open_tests_cb, self, NULL);
}

GtkWidget *
attune_condition_row_new (AttuneConditionPart *part)
{
  AttuneConditionRow *self = g_object_new (ATTUNE_TYPE_CONDITION_ROW, NULL);

  g_return_val_if_fail (part != NULL && !attune_condition_part_is_group (part), NULL);

  self->part = part;
  return GTK_WIDGET (self);
}
