/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-whole-scope.h"

#include "attune-band-group.h"
#include "attune-choice-item.h"
#include "attune-choice-row.h"
#include "attune-form-languages.h"
#include "attune-form-preset.h"

#include <glib/gi18n.h>

struct _AttuneWholeScope
{
  AttuneFormScope parent_instance;

  /* borrowed */
  GtkWidget *title;
  GtkWidget *pass_row;
  GtkWidget *floor_row;
  GtkWidget *cap_row;
  GtkWidget *baseline_row;
  GtkWidget *weigh_by_row;
  AttuneBandGroup *bands;
  AttuneChoiceRow *preset;
  AttuneChoiceRow *language;

  /* owned */
  char *code; /* of the language that is shown */

  AttuneFormPreset shown_preset;
};

G_DEFINE_FINAL_TYPE (AttuneWholeScope, attune_whole_scope, ATTUNE_TYPE_FORM_SCOPE)

static void
append_choice (GListStore *store, const char *id, const char *title, const char *detail)
{
  g_autoptr (AttuneChoiceItem) item = attune_choice_item_new (id, title, detail);

  g_list_store_append (store, item);
}

/* The way of scoring --------------------------------------------------------------------------- */

static void
show_preset (AttuneWholeScope *self, AttuneForm *form)
{
  self->shown_preset = attune_form_find_preset (form);
  if (self->shown_preset == ATTUNE_FORM_PRESET_NONE)
    attune_choice_row_show (self->preset, _ ("Own way"), NULL);
  else
    attune_choice_row_show (self->preset, attune_form_preset_get_name (self->shown_preset),
                            attune_form_preset_get_meaning (self->shown_preset));
}

static const char *
get_word (AttuneFormPreset preset)
{
  return preset != ATTUNE_FORM_PRESET_NONE ? attune_form_preset_to_string (preset) : "";
}

static void
presets_wanted_cb (AttuneWholeScope *self)
{
  g_autoptr (GListStore) store = g_list_store_new (ATTUNE_TYPE_CHOICE_ITEM);

  append_choice (store, "", _ ("Own way"), _ ("Everything stays as it is set below."));
  for (guint i = 0; i < ATTUNE_N_FORM_PRESETS; i++)
    append_choice (store, attune_form_preset_to_string ((AttuneFormPreset) i),
                   attune_form_preset_get_name ((AttuneFormPreset) i),
                   attune_form_preset_get_meaning ((AttuneFormPreset) i));
  attune_choice_row_set_items (self->preset, G_LIST_MODEL (store), get_word (self->shown_preset));
}

static void
preset_chosen_cb (AttuneWholeScope *self, const char *word)
{
  if (!g_str_equal (word, get_word (self->shown_preset)))
    gtk_widget_activate_action (GTK_WIDGET (self), "form.set-preset", "s", word);
}

/* The language --------------------------------------------------------------------------------- */

static void
show_language (AttuneWholeScope *self, const char *code)
{
  g_free (self->code);
  self->code = g_strdup (code);
  attune_choice_row_show (self->language, attune_form_languages_name (code), NULL);
}

/* What is not known here is listed as long as the form has it. */
static void
languages_wanted_cb (AttuneWholeScope *self)
{
  g_autoptr (GListStore) store = g_list_store_new (ATTUNE_TYPE_CHOICE_ITEM);
  guint n;
  const AttuneFormLanguage *languages = attune_form_languages_get (&n);

  if (attune_form_languages_name (self->code) == self->code)
    append_choice (store, self->code, self->code, "");
  for (guint i = 0; i < n; i++)
    append_choice (store, languages[i].code, languages[i].name, languages[i].code);
  attune_choice_row_set_items (self->language, G_LIST_MODEL (store), self->code);
}

static void
language_chosen_cb (AttuneWholeScope *self, const char *code)
{
  if (!g_str_equal (code, self->code))
    gtk_widget_activate_action (GTK_WIDGET (self), "form.set", "(sssv)", "", "", "language",
                                g_variant_new_string (code));
}

/* ---------------------------------------------------------------------------------------------- */

static void
attune_whole_scope_show (AttuneFormScope *scope,
                         AttuneForm *form,
                         const AttuneFormLint *lint,
                         gboolean is_other)
{
  AttuneWholeScope *self = ATTUNE_WHOLE_SCOPE (scope);
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);

  gtk_widget_set_visible (self->pass_row, scoring->has_pass);
  gtk_widget_set_visible (self->floor_row, scoring->has_floor);
  gtk_widget_set_visible (self->cap_row, scoring->has_cap);
  gtk_widget_set_visible (self->baseline_row, scoring->mode == ATTUNE_SCORING_POINTS);
  gtk_widget_set_visible (self->weigh_by_row, scoring->mode == ATTUNE_SCORING_SHARE);
  show_preset (self, form);
  show_language (self, attune_form_get_language (form));
  attune_band_group_show (self->bands, form, lint);
}

static gboolean
attune_whole_scope_add_next (AttuneFormScope *scope, AttuneForm *form)
{
  return attune_band_group_add_next (ATTUNE_WHOLE_SCOPE (scope)->bands, form);
}

/* Listens to a row of choices where this builder has it. */
static void
bind_choice (AttuneWholeScope *self,
             GtkBuilder *builder,
             const char *id,
             AttuneChoiceRow **out_row,
             GCallback wanted,
             GCallback chosen)
{
  AttuneChoiceRow *row = NULL;

  attune_form_scope_bind (builder, id, &row);
  if (row == NULL)
    return;
  *out_row = row;
  g_signal_connect_object (row, "wanted", wanted, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "chosen", chosen, self, G_CONNECT_SWAPPED);
}

static void
attune_whole_scope_built (AttuneFormScope *scope, GtkBuilder *builder)
{
  AttuneWholeScope *self = ATTUNE_WHOLE_SCOPE (scope);

  attune_form_scope_bind (builder, "title", &self->title);
  attune_form_scope_bind (builder, "pass_row", &self->pass_row);
  attune_form_scope_bind (builder, "floor_row", &self->floor_row);
  attune_form_scope_bind (builder, "cap_row", &self->cap_row);
  attune_form_scope_bind (builder, "baseline_row", &self->baseline_row);
  attune_form_scope_bind (builder, "weigh_by_row", &self->weigh_by_row);
  attune_form_scope_bind (builder, "bands", &self->bands);
  bind_choice (self, builder, "preset", &self->preset, G_CALLBACK (presets_wanted_cb),
               G_CALLBACK (preset_chosen_cb));
  bind_choice (self, builder, "language", &self->language, G_CALLBACK (languages_wanted_cb),
               G_CALLBACK (language_chosen_cb));
}

static void
attune_whole_scope_finalize (GObject *object)
{
  g_free (ATTUNE_WHOLE_SCOPE (object)->code);

  G_OBJECT_CLASS (attune_whole_scope_parent_class)->finalize (object);
}

static void
attune_whole_scope_class_init (AttuneWholeScopeClass *class)
{
  static const char *const groups[] = { "about", "description", "score",    "limits", "pass",
                                        "bands", "after",       "contacts", NULL };
  AttuneFormScopeClass *scope_class = ATTUNE_FORM_SCOPE_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = attune_whole_scope_finalize;
  scope_class->resource = "/org/attuneqa/Attune/forms/attune-whole-scope.ui";
  scope_class->groups = groups;
  scope_class->built = attune_whole_scope_built;
  scope_class->show = attune_whole_scope_show;
  scope_class->add_next = attune_whole_scope_add_next;
  g_type_ensure (ATTUNE_TYPE_BAND_GROUP);
  g_type_ensure (ATTUNE_TYPE_CHOICE_ROW);
}

static void
attune_whole_scope_init (AttuneWholeScope *self)
{
}

GtkWidget *
attune_whole_scope_new (void)
{
  return g_object_new (ATTUNE_TYPE_WHOLE_SCOPE, NULL);
}

void
attune_whole_scope_enter_title (AttuneWholeScope *self)
{
  g_return_if_fail (ATTUNE_IS_WHOLE_SCOPE (self));

  gtk_widget_grab_focus (self->title);
  gtk_editable_select_region (GTK_EDITABLE (self->title), 0, -1);
}

void
attune_whole_scope_enter_newest_band (AttuneWholeScope *self)
{
  g_return_if_fail (ATTUNE_IS_WHOLE_SCOPE (self));

  attune_band_group_enter_newest (self->bands);
}
