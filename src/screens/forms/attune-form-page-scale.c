/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-form-diff.h"
#include "attune-form-names.h"
#include "attune-form-scale.h"

#include <glib/gi18n.h>

/* Answers that are used again, for all questions that are selected, as one step. */

static gboolean
has_questions_only (AttuneFormPage *self)
{
  const char *const *selected = attune_form_page_get_selected (self);
  AttuneForm *form = attune_form_page_get_form (self);

  for (guint i = 0; selected[i] != NULL; i++)
    if (attune_form_find_question (form, selected[i]) == ATTUNE_FORM_NONE)
      return FALSE;
  return selected[0] != NULL;
}

static const AttuneFormQuestion *
find_question (AttuneForm *form, const char *id)
{
  guint index = form != NULL ? attune_form_find_question (form, id) : ATTUNE_FORM_NONE;

  return index != ATTUNE_FORM_NONE ? attune_form_get_question (form, index) : NULL;
}

/* What using other answers did to questions, beyond that. */
typedef struct
{
  guint n_retyped;
  guint n_broken;          /* that had gone on with the newest revision's series until now */
  AttuneQuestionType type; /* of the last that was retyped */
} Effect;

static Effect
find_effect (AttuneFormPage *self, AttuneForm *before, const char *const *questions)
{
  AttuneForm *after = attune_form_page_get_form (self);
  Effect effect = { 0, 0, ATTUNE_QUESTION_YES_NO };

  for (guint i = 0; questions[i] != NULL; i++)
    {
      const AttuneFormQuestion *old = find_question (before, questions[i]);
      const AttuneFormQuestion *new = find_question (after, questions[i]);
      const AttuneFormQuestion *published = find_question (self->published, questions[i]);

      if (old->type != new->type)
        {
          effect.n_retyped++;
          effect.type = new->type;
        }
      effect.n_broken += published != NULL && !attune_form_question_breaks (published, old) &&
                         attune_form_question_breaks (published, new);
    }
  return effect;
}

/* Takes over the sentence. */
static void
add_sentence (GString *text, char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
  g_free (sentence);
}

static char *
describe_retyped (const Effect *effect, guint n)
{
  if (effect->n_retyped == 1 && n == 1)
    /* Translators: the %s is “Scale”, “Choice of one” and the like. */
    return g_strdup_printf (_ ("The kind of answer is now: %s."),
                            attune_question_type_get_name (effect->type));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u question has another kind of answer now.",
                                       "%u questions have another kind of answer now.",
                                       effect->n_retyped),
                          effect->n_retyped);
}

static char *
describe_broken (const Effect *effect)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The trend of %u question begins anew.",
                                       "The trends of %u questions begin anew.", effect->n_broken),
                          effect->n_broken);
}

/* Says what somebody may not have expected: another kind of answer, a trend that ends. */
static void
say_effect (AttuneFormPage *self, const Effect *effect, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (effect->n_retyped > 0)
    add_sentence (text, describe_retyped (effect, n));
  if (effect->n_broken > 0)
    add_sentence (text, describe_broken (effect));
  if (text->len > 0)
    attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)), text->str);
}

/* Takes over both. */
static void
take (AttuneFormPage *self, AttuneForm *form, GError *error)
{
  g_autoptr (AttuneForm) before = attune_form_ref (attune_form_page_get_form (self));
  const char *const *selected = attune_form_page_get_selected (self);
  Effect effect;

  if (form == before)
    {
      attune_form_unref (form);
      attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)),
                          _ ("These answers are there already"));
      return;
    }
  if (!attune_form_page_take_kept (self, form, NULL, error))
    return;
  selected = attune_form_page_get_selected (self);
  effect = find_effect (self, before, selected);
  say_effect (self, &effect, g_strv_length ((GStrv) selected));
}

static void
use_answers_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self) || !has_questions_only (self))
    return;

  form = attune_form_use_answers (attune_form_page_get_form (self),
                                  attune_form_page_get_selected (self),
                                  g_variant_get_string (parameter, NULL), &error);
  take (self, form, error);
}

static void
use_scale_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneReadyScale scale;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self) || !has_questions_only (self) ||
      !attune_ready_scale_from_string (g_variant_get_string (parameter, NULL), &scale))
    return;

  form = attune_form_use_scale (attune_form_page_get_form (self),
                                attune_form_page_get_selected (self), scale, &error);
  take (self, form, error);
}

/* Where the keys are does not matter: it is about what is selected. */
static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);

  if (!attune_form_page_can_edit (self))
    return;

  if (has_questions_only (self))
    attune_form_properties_enter_answers (self->properties);
  else
    attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)),
                        _ ("Select the questions that are to have other answers first"));
}

void
attune_form_page_install_scales (AttuneFormPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "form.use-answers", "s", use_answers_action);
  gtk_widget_class_install_action (widget_class, "form.use-scale", "s", use_scale_action);
  gtk_widget_class_install_action (widget_class, "form.choose-answers", NULL, choose_action);
}
