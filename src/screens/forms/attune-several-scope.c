/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-several-scope.h"

#include "attune-choice-row.h"
#include "attune-form-describe.h"
#include "attune-form-fields.h"
#include "attune-scale-choices.h"

#include <glib/gi18n.h>

/* What can be the same for all: a row each, and a button for where it is not. */
static const char *const keys[] = { "required", "na_allowed", "comment",
                                    "scored",   "weight",     "error_type" };

struct _AttuneSeveralScope
{
  AttuneFormScope parent_instance;

  /* borrowed */
  AdwPreferencesGroup *about;
  GtkWidget *values;
  GtkWidget *rows[G_N_ELEMENTS (keys)];
  GtkWidget *unifiers[G_N_ELEMENTS (keys)];
  GtkWidget *answers_group;
  AttuneChoiceRow *answers; /* what they can take them from */

  /* owned */
  AttuneForm *form; /* that is shown */
  GStrv selected;
};

G_DEFINE_FINAL_TYPE (AttuneSeveralScope, attune_several_scope, ATTUNE_TYPE_FORM_SCOPE)

/* Whether a key says something about every one of them, and in `out_is_mixed` not the same. */
static gboolean
compare (AttuneSeveralScope *self, AttuneForm *form, const char *key, gboolean *out_is_mixed)
{
  g_autoptr (GVariant) first = attune_form_fields_get (form, self->selected[0], key);
  gboolean is_question = attune_form_find_question (form, self->selected[0]) != ATTUNE_FORM_NONE;

  *out_is_mixed = FALSE;
  for (guint i = 0; self->selected[i] != NULL; i++)
    {
      g_autoptr (GVariant) value = attune_form_fields_get (form, self->selected[i], key);

      if (value == NULL || first == NULL)
        return FALSE;
      /* A section weighs something else than a question does. */
      if (g_str_equal (key, "weight") &&
          is_question != (attune_form_find_question (form, self->selected[i]) != ATTUNE_FORM_NONE))
        return FALSE;
      *out_is_mixed |= !g_variant_equal (value, first);
    }
  return TRUE;
}

/* Where questions are weighed one by one, the weight of a section means nothing; in points that of a question. */
static gboolean
can_weigh (AttuneSeveralScope *self, AttuneForm *form)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);

  if (attune_form_find_question (form, self->selected[0]) != ATTUNE_FORM_NONE)
    return scoring->mode == ATTUNE_SCORING_SHARE;
  return scoring->mode == ATTUNE_SCORING_POINTS || scoring->weigh_by == ATTUNE_WEIGH_BY_SECTION;
}

static void
show_row (AttuneSeveralScope *self, AttuneForm *form, guint i)
{
  gboolean is_mixed;
  gboolean is_shown = compare (self, form, keys[i], &is_mixed) &&
                      (!g_str_equal (keys[i], "weight") || can_weigh (self, form));

  gtk_widget_set_visible (self->rows[i], is_shown);
  gtk_widget_set_visible (self->unifiers[i], is_mixed);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[i]),
                               is_mixed ? _ ("Not the same for all") : NULL);
}

static gboolean
are_questions (AttuneSeveralScope *self)
{
  for (guint i = 0; self->selected[i] != NULL; i++)
    if (attune_form_find_question (self->form, self->selected[i]) == ATTUNE_FORM_NONE)
      return FALSE;
  return TRUE;
}

static void
attune_several_scope_show (AttuneFormScope *scope,
                           AttuneForm *form,
                           const AttuneFormLint *lint,
                           gboolean is_other)
{
  AttuneSeveralScope *self = ATTUNE_SEVERAL_SCOPE (scope);
  g_autofree char *parts = attune_form_describe_parts (form, (const char *const *) self->selected);
  /* Translators: “3 questions selected”. */
  g_autofree char *title = g_strdup_printf (_ ("%s selected"), parts);

  attune_form_ref (form);
  g_clear_pointer (&self->form, attune_form_unref);
  self->form = form;
  adw_preferences_group_set_title (self->about, title);
  gtk_widget_set_visible (self->answers_group, are_questions (self));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    show_row (self, form, i);
}

static void
answers_wanted_cb (AttuneSeveralScope *self)
{
  g_autoptr (GListModel)
    choices = attune_scale_choices_new (self->form, (const char *const *) self->selected);

  attune_choice_row_set_items (self->answers, choices, NULL);
}

static void
answers_chosen_cb (AttuneSeveralScope *self, const char *id)
{
  attune_scale_choices_use (GTK_WIDGET (self), id);
}

static void
attune_several_scope_built (AttuneFormScope *scope, GtkBuilder *builder)
{
  AttuneSeveralScope *self = ATTUNE_SEVERAL_SCOPE (scope);
  AttuneChoiceRow *answers = NULL; /* in one builder only, of those of the groups */

  attune_form_scope_bind (builder, "about", &self->about);
  attune_form_scope_bind (builder, "answers_group", &self->answers_group);
  attune_form_scope_bind (builder, "answers", &answers);
  if (answers != NULL)
    {
      self->answers = answers;
      g_signal_connect_object (answers, "wanted", G_CALLBACK (answers_wanted_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (answers, "chosen", G_CALLBACK (answers_chosen_cb), self,
                               G_CONNECT_SWAPPED);
    }
  attune_form_scope_bind (builder, "values", &self->values);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *row = g_strconcat (keys[i], "_row", NULL);
      g_autofree char *unifier = g_strconcat (keys[i], "_unifier", NULL);

      attune_form_scope_bind (builder, row, &self->rows[i]);
      attune_form_scope_bind (builder, unifier, &self->unifiers[i]);
    }
}

static void
attune_several_scope_finalize (GObject *object)
{
  AttuneSeveralScope *self = ATTUNE_SEVERAL_SCOPE (object);

  g_clear_pointer (&self->form, attune_form_unref);
  g_strfreev (self->selected);

  G_OBJECT_CLASS (attune_several_scope_parent_class)->finalize (object);
}

static void
attune_several_scope_class_init (AttuneSeveralScopeClass *class)
{
  static const char *const groups[] = { "about", "answers_group", "values", NULL };
  AttuneFormScopeClass *scope_class = ATTUNE_FORM_SCOPE_CLASS (class);

  g_type_ensure (ATTUNE_TYPE_CHOICE_ROW);
  G_OBJECT_CLASS (class)->finalize = attune_several_scope_finalize;
  scope_class->resource = "/org/attuneqa/Attune/forms/attune-several-scope.ui";
  scope_class->groups = groups;
  scope_class->built = attune_several_scope_built;
  scope_class->show = attune_several_scope_show;
}

static void
attune_several_scope_init (AttuneSeveralScope *self)
{
}

GtkWidget *
attune_several_scope_new (void)
{
  return g_object_new (ATTUNE_TYPE_SEVERAL_SCOPE, NULL);
}

void
attune_several_scope_set_selected (AttuneSeveralScope *self, const char *const *selected)
{
  g_auto (GStrv) old = NULL;

  g_return_if_fail (ATTUNE_IS_SEVERAL_SCOPE (self));

  old = self->selected;
  self->selected = g_strdupv ((GStrv) selected);
}

void
attune_several_scope_choose_answers (AttuneSeveralScope *self)
{
  g_return_if_fail (ATTUNE_IS_SEVERAL_SCOPE (self));

  if (gtk_widget_get_visible (self->answers_group))
    attune_choice_row_open (self->answers);
}
