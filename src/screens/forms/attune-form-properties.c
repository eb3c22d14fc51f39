/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-properties.h"

#include "attune-question-scope.h"
#include "attune-scroll.h"
#include "attune-section-scope.h"
#include "attune-several-scope.h"
#include "attune-whole-scope.h"

/* Behind input, before the next frame: a change of scope is seen as one, and keys are taken in between. */
#define STEP_PRIORITY (G_PRIORITY_HIGH_IDLE + 5)
/* Frames that what has the keys is waited for, until it can be shown. */
#define MOST_FRAMES 120

typedef enum
{
  SCOPE_WHOLE,
  SCOPE_SECTION,
  SCOPE_QUESTION,
  SCOPE_SEVERAL,
  N_SCOPES
} Scope;

struct _AttuneFormProperties
{
  AdwBin parent_instance;

  /* template */
  GtkBox *box;

  /* borrowed */
  AttuneFormScope *scopes[N_SCOPES]; /* each NULL until it is needed */

  /* owned */
  AttuneForm *form;   /* NULL until there is one */
  AttuneModel *model; /* NULL for none */
  GStrv selected;     /* NULL before */
  guint step_source;
  guint revealer; /* while the row with the keys is to be brought into view, … */

  guint n_frames;             /* … which has taken so many frames */
  const AttuneFormLint *lint; /* of the caller, who keeps it until the next is shown */
  Scope scope;
  gboolean is_shown;        /* the form, in the scope */
  gboolean wants_title;     /* to be entered when it is shown */
  gboolean wants_option;    /* likewise the last answer */
  gboolean wants_band;      /* likewise the newest band */
  gboolean wants_condition; /* likewise when it is shown */
  gboolean wants_answers;   /* other ones, likewise */
};

G_DEFINE_FINAL_TYPE (AttuneFormProperties, attune_form_properties, ADW_TYPE_BIN)

static Scope
find_scope (AttuneForm *form, GStrv selected)
{
  if (selected[0] == NULL)
    return SCOPE_WHOLE;
  if (selected[1] != NULL)
    return SCOPE_SEVERAL;
  return attune_form_find_question (form, selected[0]) != ATTUNE_FORM_NONE ? SCOPE_QUESTION
                                                                           : SCOPE_SECTION;
}

/* Those that are in the form. Owned by the caller. */
static GStrv
find_present (AttuneForm *form, const char *const *ids)
{
  g_autoptr (GStrvBuilder) present = g_strv_builder_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    if (attune_form_find_question (form, ids[i]) != ATTUNE_FORM_NONE ||
        attune_form_find_section (form, ids[i]) != ATTUNE_FORM_NONE)
      g_strv_builder_add (present, ids[i]);
  return g_strv_builder_end (present);
}

static GtkWidget *
create_scope (Scope scope)
{
  switch (scope)
    {
    case SCOPE_WHOLE:
      return attune_whole_scope_new ();
    case SCOPE_SECTION:
      return attune_section_scope_new ();
    case SCOPE_QUESTION:
      return attune_question_scope_new ();
    case SCOPE_SEVERAL:
      return attune_several_scope_new ();
    case N_SCOPES:
      break;
    }
  g_assert_not_reached ();
}

static void
add_scope (AttuneFormProperties *self)
{
  GtkWidget *created = create_scope (self->scope);

  self->scopes[self->scope] = ATTUNE_FORM_SCOPE (created);
  gtk_widget_set_visible (created, FALSE);
  gtk_box_append (self->box, created);
}

static void
show_scope (AttuneFormProperties *self)
{
  if (self->scope == SCOPE_SEVERAL)
    attune_several_scope_set_selected (ATTUNE_SEVERAL_SCOPE (self->scopes[SCOPE_SEVERAL]),
                                       (const char *const *) self->selected);
  if (self->scope == SCOPE_QUESTION)
    attune_question_scope_set_model (ATTUNE_QUESTION_SCOPE (self->scopes[SCOPE_QUESTION]),
                                     self->model);
  attune_form_scope_show (self->scopes[self->scope], self->form, self->lint, self->selected[0]);
  self->is_shown = TRUE;
}

/* Hides a group of another scope; FALSE where none is left. */
static gboolean
hide_others (AttuneFormProperties *self)
{
  for (guint i = 0; i < N_SCOPES; i++)
    {
      AttuneFormScope *scope = self->scopes[i];

      if (i == self->scope || scope == NULL || !gtk_widget_get_visible (GTK_WIDGET (scope)))
        continue;
      if (!attune_form_scope_map_next (scope, FALSE))
        gtk_widget_set_visible (GTK_WIDGET (scope), FALSE);
      return TRUE;
    }
  return FALSE;
}

/* Adds a group of the scope, or shows in all of them what the form says; FALSE where both is done. */
static gboolean
build (AttuneFormProperties *self)
{
  if (self->scopes[self->scope] == NULL)
    add_scope (self);
  if (attune_form_scope_build_next (self->scopes[self->scope]))
    {
      self->is_shown = FALSE;
      return TRUE;
    }
  if (self->is_shown)
    return FALSE;
  show_scope (self);
  return TRUE;
}

/* The next of many small things to be done; FALSE where the scope is shown. */
static gboolean
step (AttuneFormProperties *self)
{
  AttuneFormScope *scope;

  if (build (self))
    return TRUE;
  scope = self->scopes[self->scope];
  if (attune_form_scope_add_next (scope, self->form) || hide_others (self))
    return TRUE;
  gtk_widget_set_visible (GTK_WIDGET (scope), TRUE);
  return attune_form_scope_map_next (scope, TRUE);
}

static void
enter_title (AttuneFormProperties *self)
{
  self->wants_title = FALSE;
  if (self->scope == SCOPE_WHOLE)
    attune_whole_scope_enter_title (ATTUNE_WHOLE_SCOPE (self->scopes[SCOPE_WHOLE]));
}

/* The row of the list with the keys, if they are in here. */
static GtkWidget *
find_focused_row (AttuneFormProperties *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return NULL;
  return gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);
}

/* GTK brings what gets the keys into view as it stood before the layout, when a new row had no place yet: that comes with
 * the first frame, and what can be scrolled to may come with one after it. */
static gboolean
reveal_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AttuneFormProperties *self = ATTUNE_FORM_PROPERTIES (widget);
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (adw_bin_get_child (ADW_BIN (self)));
  GtkWidget *row = find_focused_row (self);

  if (row != NULL && ++self->n_frames < MOST_FRAMES &&
      (self->n_frames == 1 || !attune_scroll_to (scroller, row) ||
       !attune_scroll_shows (scroller, row)))
    return G_SOURCE_CONTINUE;
  self->revealer = 0;
  return G_SOURCE_REMOVE;
}

static void
reveal (AttuneFormProperties *self)
{
  self->n_frames = 0;
  if (self->revealer == 0)
    self->revealer = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
}

static void
enter_option (AttuneFormProperties *self)
{
  self->wants_option = FALSE;
  if (self->scope == SCOPE_QUESTION && self->scopes[SCOPE_QUESTION] != NULL)
    attune_question_scope_enter_last_option (ATTUNE_QUESTION_SCOPE (self->scopes[SCOPE_QUESTION]));
  reveal (self);
}

static void
enter_band (AttuneFormProperties *self)
{
  self->wants_band = FALSE;
  if (self->scope == SCOPE_WHOLE && self->scopes[SCOPE_WHOLE] != NULL)
    attune_whole_scope_enter_newest_band (ATTUNE_WHOLE_SCOPE (self->scopes[SCOPE_WHOLE]));
  reveal (self);
}

static void
enter_condition (AttuneFormProperties *self)
{
  self->wants_condition = FALSE;
  if (self->scopes[self->scope] != NULL)
    attune_form_scope_enter_condition (self->scopes[self->scope]);
}

static void
enter_answers (AttuneFormProperties *self)
{
  self->wants_answers = FALSE;
  if (self->scope == SCOPE_QUESTION && self->scopes[SCOPE_QUESTION] != NULL)
    attune_question_scope_choose_answers (ATTUNE_QUESTION_SCOPE (self->scopes[SCOPE_QUESTION]));
  else if (self->scope == SCOPE_SEVERAL && self->scopes[SCOPE_SEVERAL] != NULL)
    attune_several_scope_choose_answers (ATTUNE_SEVERAL_SCOPE (self->scopes[SCOPE_SEVERAL]));
}

static void
enter_wanted (AttuneFormProperties *self)
{
  if (self->wants_title)
    enter_title (self);
  if (self->wants_option)
    enter_option (self);
  if (self->wants_band)
    enter_band (self);
  if (self->wants_condition)
    enter_condition (self);
  if (self->wants_answers)
    enter_answers (self);
}

static gboolean
step_cb (gpointer data)
{
  AttuneFormProperties *self = data;

  if (step (self))
    return G_SOURCE_CONTINUE;
  self->step_source = 0;
  enter_wanted (self);
  return G_SOURCE_REMOVE;
}

void
attune_form_properties_settle (AttuneFormProperties *self)
{
  g_return_if_fail (ATTUNE_IS_FORM_PROPERTIES (self));

  g_clear_handle_id (&self->step_source, g_source_remove);
  if (self->form == NULL)
    return;
  while (step (self))
    ;
  enter_wanted (self);
}

void
attune_form_properties_show (AttuneFormProperties *self,
                             AttuneForm *form,
                             const AttuneFormLint *lint,
                             const char *const *selected)
{
  g_auto (GStrv) old = NULL;
  gboolean is_same;

  g_return_if_fail (ATTUNE_IS_FORM_PROPERTIES (self));
  g_return_if_fail (form != NULL && selected != NULL);

  old = self->selected;
  self->selected = find_present (form, selected);
  is_same = old != NULL &&
            g_strv_equal ((const char *const *) old, (const char *const *) self->selected);
  self->lint = lint;
  /* What the check says is not said of several. */
  if (is_same && self->form == form && self->scope == SCOPE_SEVERAL)
    return;

  attune_form_ref (form);
  g_clear_pointer (&self->form, attune_form_unref);
  self->form = form;
  if (!is_same)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (
                                GTK_SCROLLED_WINDOW (adw_bin_get_child (ADW_BIN (self)))),
                              0);
  self->scope = find_scope (form, self->selected);
  self->is_shown = FALSE;
  if (self->scopes[self->scope] != NULL && attune_form_scope_is_built (self->scopes[self->scope]))
    show_scope (self);
  if (self->step_source == 0)
    self->step_source = g_idle_add_full (STEP_PRIORITY, step_cb, self, NULL);
}

void
attune_form_properties_set_model (AttuneFormProperties *self, AttuneModel *model)
{
  g_return_if_fail (ATTUNE_IS_FORM_PROPERTIES (self));

  if (model != NULL)
    attune_model_ref (model);
  g_clear_pointer (&self->model, attune_model_unref);
  self->model = model;
  if (self->form != NULL && self->scope == SCOPE_QUESTION && self->scopes[SCOPE_QUESTION] != NULL &&
      attune_form_scope_is_built (self->scopes[SCOPE_QUESTION]))
    show_scope (self);
}

void
attune_form_properties_enter_title (AttuneFormProperties *self)
{
  g_return_if_fail (ATTUNE_IS_FORM_PROPERTIES (self));

  self->wants_title = TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self), "form.properties", NULL);
  if (self->step_source == 0)
    enter_title (self);
}

/* Where nothing but a row is to be made, that is done at once: what is typed on is meant for it. */
static void
settle_row (AttuneFormProperties *self, Scope scope)
{
  if (self->scope == scope && self->scopes[scope] != NULL &&
      attune_form_scope_is_built (self->scopes[scope]))
    attune_form_properties_settle (self);
}

void
attune_form_properties_enter_last_option (AttuneFormProperties *self)
{
  g_return_if_fail (ATTUNE_IS_FORM_PROPERTIES (self));

  self->wants_option = TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self), "form.properties", NULL);
  if (self->step_source == 0)
    enter_option (self);
  else
    settle_row (self, SCOPE_QUESTION);
}

void
attune_form_properties_enter_newest_band (AttuneFormProperties *self)
{
  g_return_if_fail (ATTUNE_IS_FORM_PROPERTIES (self));

  self->wants_band = TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self), "form.properties", NULL);
  if (self->step_source == 0)
    enter_band (self);
  else
    settle_row (self, SCOPE_WHOLE);
}

void
attune_form_properties_enter_condition (AttuneFormProperties *self)
{
  g_return_if_fail (ATTUNE_IS_FORM_PROPERTIES (self));

  self->wants_condition = TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self), "form.properties", NULL);
  if (self->step_source == 0)
    enter_condition (self);
}

void
attune_form_properties_enter_answers (AttuneFormProperties *self)
{
  g_return_if_fail (ATTUNE_IS_FORM_PROPERTIES (self));

  self->wants_answers = TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self), "form.properties", NULL);
  if (self->step_source == 0)
    enter_answers (self);
}

static void
attune_form_properties_dispose (GObject *object)
{
  AttuneFormProperties *self = ATTUNE_FORM_PROPERTIES (object);

  g_clear_handle_id (&self->step_source, g_source_remove);
  if (self->revealer != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->revealer);
  self->revealer = 0;
  g_clear_pointer (&self->form, attune_form_unref);
  g_clear_pointer (&self->model, attune_model_unref);
  g_clear_pointer (&self->selected, g_strfreev);
  G_OBJECT_CLASS (attune_form_properties_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_FORM_PROPERTIES);
}

static void
attune_form_properties_class_init (AttuneFormPropertiesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_form_properties_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/forms/attune-form-properties.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneFormProperties, box);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "form.list", NULL);
}

static void
attune_form_properties_init (AttuneFormProperties *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
