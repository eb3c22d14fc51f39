/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-compat.h"
#include "attune-form-describe.h"
#include "attune-form-fields.h"
#include "attune-form-foreign.h"
#include "attune-form-move.h"

#include <glib/gi18n.h>

/* What is done to all that is selected, as one step. */

static gboolean
has_selected (AttuneFormPage *self)
{
  return attune_form_page_get_selected (self)[0] != NULL;
}

static void
say (AttuneFormPage *self, const char *message)
{
  attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)), message);
}

/* Removing, copying, moving -------------------------------------------------------------------- */

static gboolean
remove_selected (AttuneFormPage *self)
{
  const char *const *selected = attune_form_page_get_selected (self);
  AttuneForm *form = attune_form_page_get_form (self);
  g_autofree char *next = attune_form_find_neighbour (form, selected);
  GError *error = NULL;
  AttuneForm *removed = attune_form_group_remove (form, selected, &error);

  if (!attune_form_page_take (self, removed, removed != NULL ? next : selected[0], NULL, error))
    return FALSE;
  attune_form_page_follow (self);
  return TRUE;
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);

  if (attune_form_page_can_edit (self) && has_selected (self))
    remove_selected (self);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  g_auto (GStrv) ids = NULL;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self) || !has_selected (self))
    return;

  form = attune_form_group_duplicate (attune_form_page_get_form (self),
                                      attune_form_page_get_selected (self), &ids, &error);
  if (attune_form_page_take_all (self, form, (const char *const *) ids, NULL, error))
    attune_form_page_follow (self);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneFormMove move = g_str_equal (name, "form.move-up")     ? ATTUNE_FORM_MOVE_UP
                        : g_str_equal (name, "form.move-down") ? ATTUNE_FORM_MOVE_DOWN
                        : g_str_equal (name, "form.move-in")   ? ATTUNE_FORM_MOVE_IN
                                                               : ATTUNE_FORM_MOVE_OUT;
  g_autoptr (AttuneForm) before = NULL;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self) || !has_selected (self))
    return;

  before = attune_form_ref (attune_form_page_get_form (self));
  form = attune_form_group_step (before, attune_form_page_get_selected (self), move, &error);
  if (form == before)
    attune_form_unref (form);
  else if (attune_form_page_take_kept (self, form, NULL, error))
    {
      attune_form_page_reveal (self);
      attune_form_page_follow (self);
    }
}

/* Makes all what the first of them is. */
static void
unify_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  const char *key = g_variant_get_string (parameter, NULL);
  const char *const *words = attune_form_fields_get_words (key);
  const char *const *selected = attune_form_page_get_selected (self);
  g_autoptr (GVariant) value = NULL;
  GError *error = NULL;
  AttuneForm *form;

  if (!attune_form_page_can_edit (self) || !has_selected (self))
    return;

  value = attune_form_fields_get (attune_form_page_get_form (self), selected[0], key);
  g_return_if_fail (value != NULL);
  if (words != NULL)
    {
      guint word = g_variant_get_uint32 (value);

      g_clear_pointer (&value, g_variant_unref);
      value = g_variant_ref_sink (g_variant_new_string (words[word]));
    }
  form = attune_form_fields_set_all (attune_form_page_get_form (self), selected, key, value,
                                     &error);
  attune_form_page_take_kept (self, form, NULL, error);
}

/* The clipboard -------------------------------------------------------------------------------- */

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);

  g_autofree char *text = NULL;

  if (self->history == NULL || !has_selected (self))
    return;

  text = attune_form_copy (attune_form_page_get_form (self), attune_form_page_get_selected (self),
                           NULL);
  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
cut_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  g_autofree char *text = NULL;

  if (!attune_form_page_can_edit (self) || !has_selected (self))
    return;

  text = attune_form_cut (attune_form_page_get_form (self), attune_form_page_get_selected (self),
                          NULL);
  if (remove_selected (self) && text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* Behind what is selected: sections behind the section that is. */
static AttuneForm *
paste_into (AttuneForm *form,
            const char *selected,
            const char *text,
            AttuneFormPasted *out_pasted,
            GError **error)
{
  AttuneFormSpot questions = attune_form_spot_for_question (form, selected);
  AttuneFormSpot sections = attune_form_spot_for_section (form, selected, FALSE);
  AttuneForm *pasted = attune_form_paste (form, questions, sections, text, out_pasted, NULL);

  /* What has sections of its own finds its place at the top only. */
  if (pasted == NULL && sections.parent != NULL)
    sections = attune_form_spot_for_section (form, sections.parent, FALSE);
  return pasted != NULL ? pasted
                        : attune_form_paste (form, questions, sections, text, out_pasted, error);
}

static void
say_lost (AttuneFormPage *self, guint n)
{
  g_autofree char *text = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "%u condition was left out: what it looks at is not in this form, or comes later",
                 "%u conditions were left out: what they look at is not in this form, or comes "
                 "later",
                 n),
    n);

  say (self, text);
}

/* What the weights and points mean now. */
static void
say_rescaled (AttuneFormPage *self, guint n)
{
  AttuneForm *form = attune_form_page_get_form (self);
  gboolean in_points = attune_form_get_scoring (form)->mode == ATTUNE_SCORING_POINTS;
  g_autofree char *to_points = g_strdup_printf (
    g_dngettext (
      GETTEXT_PACKAGE,
      "%u question was scored by percent: its answers now share out its weight as points",
      "%u questions were scored by percent: their answers now share out their weights as "
      "points",
      n),
    n);
  g_autofree char *to_shares = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "%u question was scored by points: the most it gave is its weight now",
                 "%u questions were scored by points: the most each gave is its weight now", n),
    n);

  say (self, in_points ? to_points : to_shares);
}

/* A form without a section gets one. */
static AttuneForm *
ensure_section (AttuneForm *form)
{
  if (attune_form_get_n_sections (form) > 0)
    return attune_form_ref (form);
  return attune_form_add_section (form, NULL, 0, "", NULL, NULL);
}

static void
paste_text (AttuneFormPage *self, const char *text)
{
  const char *const *selected = attune_form_page_get_selected (self);
  guint n = g_strv_length ((GStrv) selected);
  g_autoptr (AttuneForm) base = ensure_section (attune_form_page_get_form (self));
  AttuneFormPasted pasted = { NULL, 0, 0 };
  GError *error = NULL;
  AttuneForm *form = paste_into (base, n > 0 ? selected[n - 1] : NULL, text, &pasted, &error);

  if (attune_form_page_take_all (self, form, (const char *const *) pasted.ids, NULL, error))
    {
      attune_form_page_follow (self);
      if (pasted.n_lost_conditions > 0)
        say_lost (self, pasted.n_lost_conditions);
      if (pasted.n_rescaled > 0)
        say_rescaled (self, pasted.n_rescaled);
    }
  g_strfreev (pasted.ids);
}

/* What is asked about before it is pasted. */
typedef struct
{
  AttuneFormPage *page;
  char *parts;
} Offer;

static void
offer_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Offer *offer = data;
  g_autofree char *answer = attune_ask_finish (result);

  if (offer->page->stack != NULL && g_strcmp0 (answer, "add") == 0 &&
      attune_form_page_can_edit (offer->page))
    paste_text (offer->page, offer->parts);
  g_object_unref (offer->page);
  g_free (offer->parts);
  g_free (offer);
}

/* Takes over `parts`. */
static void
offer_parts (AttuneFormPage *self, char *parts, guint n_sections, guint n_questions)
{
  const AttuneResponse responses[] = {
    { "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "add", _ ("_Add"), ADW_RESPONSE_SUGGESTED },
    { NULL },
  };
  Offer *offer = g_new0 (Offer, 1);
  g_autofree char *heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Add %u Question?",
                                                           "Add %u Questions?", n_questions),
                                              n_questions);

  *offer = (Offer){ g_object_ref (self), parts };
  attune_ask_async (GTK_WIDGET (self), heading,
                    n_sections > 0
                      ? _ ("The clipboard holds a table, which becomes sections with questions. "
                           "Undo takes them away again.")
                      : _ ("The clipboard holds text, of which every line becomes a question. "
                           "Undo takes them away again."),
                    responses, NULL, offer_answered_cb, offer);
}

static void
take_text (AttuneFormPage *self, const char *text)
{
  guint n_sections;
  guint n_questions;
  char *parts;

  if (attune_form_can_paste (text))
    {
      paste_text (self, text);
      return;
    }
  parts = attune_form_foreign_read (attune_form_page_get_form (self), text, &n_sections,
                                    &n_questions);
  if (parts != NULL)
    offer_parts (self, parts, n_sections, n_questions);
  else
    say (self, _ ("There is nothing to paste"));
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->stack != NULL && attune_form_page_can_edit (self))
    take_text (self, text != NULL ? text : "");
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);

  if (attune_form_page_can_edit (self))
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), self->cancellable, pasted_cb,
                                   g_object_ref (self));
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);

  if (self->history != NULL)
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

/* ---------------------------------------------------------------------------------------------- */

void
attune_form_page_update_groups (AttuneFormPage *self)
{
  static const char *const actions[] = { "form.remove",   "form.duplicate", "form.cut",
                                         "form.move-up",  "form.move-down", "form.move-in",
                                         "form.move-out", "form.unify",     "form.choose-answers" };
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean can_edit = attune_form_page_can_edit (self);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (widget, actions[i], can_edit && has_selected (self));
  gtk_widget_action_set_enabled (widget, "form.copy", has_selected (self));
  gtk_widget_action_set_enabled (widget, "form.paste", can_edit);
  gtk_widget_action_set_enabled (widget, "form.condition", can_edit);
}

void
attune_form_page_install_groups (AttuneFormPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "form.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "form.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "form.move-up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "form.move-down", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "form.move-in", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "form.move-out", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "form.unify", "s", unify_action);
  gtk_widget_class_install_action (widget_class, "form.cut", NULL, cut_action);
  gtk_widget_class_install_action (widget_class, "form.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "form.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "form.select-all", NULL, select_all_action);
}
