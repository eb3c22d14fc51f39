/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-option-row.h"

#include "attune-form-describe.h"
#include "attune-form-names.h"
#include "attune-let-go.h"
#include "attune-number-guard.h"
#include "attune-option-details.h"

#include <glib/gi18n.h>

/* Where in the menu of what an answer fails the section above stands. */
#define ABOVE 2

struct _AttuneOptionRow
{
  AdwBin parent_instance;

  /* template */
  GtkEntry *label;
  GtkSpinButton *score;
  GtkBox *ends;
  GtkEntry *from;
  GtkEntry *to;
  GtkLabel *marks;
  GtkLabel *more;
  GtkToggleButton *details_button;
  AdwBin *details_bin;
  GtkLabel *reason; /* why a number is not taken */

  /* borrowed */
  AttuneOptionDetails *details; /* NULL while they are closed */

  /* owned */
  AttuneForm *form; /* NULL until something is shown */
  char *question;
  char *option;
  char *likeness;
  char *fail;

  GMenu *option_menu;

  guint question_index;
  guint index;
  gboolean is_error;
  gboolean is_bonus;
  gboolean offers_above;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (AttuneOptionRow, attune_option_row, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FAIL,
  PROP_IS_ERROR,
  PROP_IS_BONUS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
request (AttuneOptionRow *self, const char *key, GVariant *value)
{
  if (self->is_updating || self->question == NULL)
    g_variant_unref (g_variant_ref_sink (value));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "form.set", "(sssv)", self->question,
                                self->option, key, value);
}

/* What an answer is called: spaces around it are none of it. Owned by the caller. */
static char *
dup_label (AttuneOptionRow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->label))));
}

static void
label_changed_cb (AttuneOptionRow *self)
{
  g_autofree char *label = dup_label (self);

  request (self, "label", g_variant_new_string (label));
}

/* What is typed may end in a space until more is typed. */
static void
label_left_cb (AttuneOptionRow *self)
{
  g_autofree char *label = dup_label (self);

  self->is_updating = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->label)), label) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->label), label);
  self->is_updating = FALSE;
}

static void
label_activate_cb (AttuneOptionRow *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
score_changed_cb (AttuneOptionRow *self)
{
  AttuneDecimal decimal;

  if (attune_number_guard_get (self->score, &decimal))
    request (self, "score", g_variant_new_int64 (decimal));
}

/* What an end was before somebody typed what is no number; "" for an open one. */
#define KEPT "attune-kept"

static const char *
get_kept (GtkEntry *entry)
{
  const char *kept = g_object_get_data (G_OBJECT (entry), KEPT);

  return kept != NULL && *kept != '\0' ? kept : C_ ("end of a range", "any");
}

static void
mark_end (AttuneOptionRow *self, GtkEntry *entry, const char *reason)
{
  if (reason != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               reason != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                              : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  reason != NULL ? reason : "", -1);
  gtk_label_set_label (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
}

static void
set_end (AttuneOptionRow *self, GtkEntry *entry, const char *key)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autofree char *reason = NULL;
  AttuneDecimal decimal;
  double value;

  if (self->is_updating)
    return;

  if (*text == '\0')
    {
      mark_end (self, entry, NULL);
      request (self, key, g_variant_new_maybe (G_VARIANT_TYPE_STRING, NULL));
    }
  else if (attune_number_guard_read (text, -1e9, 1e9, get_kept (entry), &value, &reason) &&
           attune_decimal_from_double (value, &decimal))
    {
      mark_end (self, entry, NULL);
      request (self, key, g_variant_new_int64 (decimal));
    }
  else
    mark_end (self, entry, reason);
}

/* What is no number goes when it is left, or by Escape. */
static gboolean
restore_end (AttuneOptionRow *self, GtkEntry *entry)
{
  const char *kept = g_object_get_data (G_OBJECT (entry), KEPT);

  if (!gtk_widget_has_css_class (GTK_WIDGET (entry), "error"))
    return FALSE;

  self->is_updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (entry), kept != NULL ? kept : "");
  self->is_updating = FALSE;
  mark_end (self, entry, NULL);
  return TRUE;
}

static void
end_left_cb (AttuneOptionRow *self, GtkEventController *controller)
{
  restore_end (self, GTK_ENTRY (gtk_event_controller_get_widget (controller)));
}

static gboolean
end_key_cb (AttuneOptionRow *self,
            guint key,
            guint code,
            GdkModifierType state,
            GtkEventController *controller)
{
  return key == GDK_KEY_Escape &&
         restore_end (self, GTK_ENTRY (gtk_event_controller_get_widget (controller)));
}

static void
from_changed_cb (AttuneOptionRow *self)
{
  set_end (self, self->from, "from");
}

static void
to_changed_cb (AttuneOptionRow *self)
{
  set_end (self, self->to, "to");
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneOptionRow *self = ATTUNE_OPTION_ROW (widget);

  gtk_widget_activate_action (widget, "form.remove-option", "(ss)", self->question, self->option);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneOptionRow *self = ATTUNE_OPTION_ROW (widget);
  int step = g_str_equal (name, "option.up") ? -1 : 1;

  gtk_widget_activate_action (widget, "form.move-option", "(ssi)", self->question, self->option,
                              step);
}

/* Details -------------------------------------------------------------------------------------- */

static void
close_details (AttuneOptionRow *self)
{
  if (self->details == NULL)
    return;
  if (attune_let_go_of_focus (GTK_WIDGET (self->details)))
    gtk_widget_grab_focus (GTK_WIDGET (self->details_button));
  self->details = NULL;
  adw_bin_set_child (self->details_bin, NULL);
}

static void
open_details (AttuneOptionRow *self)
{
  g_autoptr (GMenuModel)
    scopes = g_menu_model_get_item_link (G_MENU_MODEL (self->option_menu), 0, G_MENU_LINK_SECTION);

  self->details = ATTUNE_OPTION_DETAILS (attune_option_details_new (scopes));
  adw_bin_set_child (self->details_bin, GTK_WIDGET (self->details));
  attune_option_details_update (self->details, self->form, self->question_index, self->index);
}

static void
details_toggled_cb (AttuneOptionRow *self)
{
  if (self->form == NULL)
    return;
  if (!gtk_toggle_button_get_active (self->details_button))
    close_details (self);
  else if (self->details == NULL)
    open_details (self);
}

static void
attune_option_row_dispose (GObject *object)
{
  AttuneOptionRow *self = ATTUNE_OPTION_ROW (object);

  self->is_updating = TRUE;
  self->details = NULL;
  g_clear_pointer (&self->form, attune_form_unref);
  G_OBJECT_CLASS (attune_option_row_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_OPTION_ROW);
}

static void
attune_option_row_finalize (GObject *object)
{
  AttuneOptionRow *self = ATTUNE_OPTION_ROW (object);

  g_free (self->question);
  g_free (self->option);
  g_free (self->likeness);
  g_free (self->fail);

  G_OBJECT_CLASS (attune_option_row_parent_class)->finalize (object);
}

static void
attune_option_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneOptionRow *self = ATTUNE_OPTION_ROW (object);

  switch (id)
    {
    case PROP_FAIL:
      g_value_set_string (value, self->fail);
      break;
    case PROP_IS_ERROR:
      g_value_set_boolean (value, self->is_error);
      break;
    case PROP_IS_BONUS:
      g_value_set_boolean (value, self->is_bonus);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_option_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneOptionRow *self = ATTUNE_OPTION_ROW (object);

  switch (id)
    {
    case PROP_FAIL:
      request (self, "fail", g_variant_new_string (g_value_get_string (value)));
      break;
    case PROP_IS_ERROR:
      request (self, "error", g_variant_new_boolean (g_value_get_boolean (value)));
      break;
    case PROP_IS_BONUS:
      request (self, "bonus", g_variant_new_boolean (g_value_get_boolean (value)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_option_row_class_init (AttuneOptionRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_option_row_dispose;
  object_class->finalize = attune_option_row_finalize;
  object_class->get_property = attune_option_row_get_property;
  object_class->set_property = attune_option_row_set_property;

  properties[PROP_FAIL] = g_param_spec_string ("fail", NULL, NULL, "none",
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                 G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_ERROR] = g_param_spec_boolean ("is-error", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                      G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_BONUS] = g_param_spec_boolean ("is-bonus", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                      G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/forms/attune-option-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionRow, label);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionRow, score);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionRow, ends);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionRow, from);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionRow, to);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionRow, marks);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionRow, more);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionRow, details_button);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionRow, details_bin);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionRow, reason);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionRow, option_menu);
  gtk_widget_class_bind_template_callback (widget_class, label_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, label_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, label_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, score_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, from_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, to_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_key_cb);
  gtk_widget_class_install_property_action (widget_class, "option.fail", "fail");
  gtk_widget_class_bind_template_callback (widget_class, details_toggled_cb);
  gtk_widget_class_install_property_action (widget_class, "option.error", "is-error");
  gtk_widget_class_install_property_action (widget_class, "option.bonus", "is-bonus");
  gtk_widget_class_install_action (widget_class, "option.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "option.up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "option.down", NULL, move_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "option.up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK, "option.down", NULL);
}

static void
attune_option_row_init (AttuneOptionRow *self)
{
  self->fail = g_strdup ("none");
  self->offers_above = TRUE; /* as the template has it */
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_number_guard_add (self->score, self->reason);
}

GtkWidget *
attune_option_row_new (void)
{
  return g_object_new (ATTUNE_TYPE_OPTION_ROW, NULL);
}

void
attune_option_row_enter (AttuneOptionRow *self)
{
  g_return_if_fail (ATTUNE_IS_OPTION_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->label));
  gtk_editable_select_region (GTK_EDITABLE (self->label), 0, -1);
}

static void
set_editable (GtkEntry *entry, const char *text)
{
  text = text != NULL ? text : "";
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* Both points are understood, whatever the locale. */
static gboolean
read_end (const char *text, AttuneDecimal *out_end)
{
  return attune_decimal_from_string (text, '.', out_end) ||
         attune_decimal_from_string (text, ',', out_end);
}

/* What is being typed is left alone as long as it says the same but for the spaces around it. */
static void
show_label (AttuneOptionRow *self, const char *label, gboolean is_other)
{
  g_autofree char *shown = dup_label (self);

  if (is_other || g_strcmp0 (shown, label != NULL ? label : "") != 0)
    set_editable (self->label, label);
}

/* An end whose entry says the same number in another way ("2.") is left alone. */
static void
show_end (GtkEntry *entry, gboolean has_end, AttuneDecimal end)
{
  g_autofree char *text = has_end ? attune_decimal_format_entry (end) : g_strdup ("");
  AttuneDecimal shown;

  g_object_set_data_full (G_OBJECT (entry), KEPT, g_strdup (text), g_free);
  if (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"))
    return;
  if (has_end && read_end (gtk_editable_get_text (GTK_EDITABLE (entry)), &shown) && shown == end)
    return;
  set_editable (entry, text);
}

static void
append (GString *text, const char *words)
{
  if (*words != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

static void
show_note (GtkLabel *label, GString *text)
{
  gtk_label_set_label (label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (label), text->len > 0);
  g_string_free (text, TRUE);
}

/* What choosing it brings about, and what there is to be opened. */
static void
show_marks (AttuneOptionRow *self, const AttuneFormOption *option)
{
  GString *marks = g_string_new (attune_form_describe_fail (option->fail));
  GString *more = g_string_new (NULL);
  g_autofree char *reasons = NULL;

  append (marks, option->is_error ? _ ("Error") : "");
  append (more, option->is_bonus ? _ ("Bonus") : "");
  append (more, *option->guidance != '\0' ? _ ("Guidance") : "");
  reasons = g_strdup_printf (ngettext ("%u reason", "%u reasons", option->n_reasons),
                             option->n_reasons);
  append (more, option->n_reasons > 0 ? reasons : "");
  show_note (self->marks, marks);
  show_note (self->more, more);
}

/* A section above is there for inner sections only, or where it was chosen elsewhere. */
static void
offer_above (AttuneOptionRow *self, gboolean is_offered)
{
  g_autoptr (GMenuModel) scopes = NULL;
  g_autoptr (GMenuItem) item = NULL;

  if (self->offers_above == is_offered)
    return;

  self->offers_above = is_offered;
  scopes = g_menu_model_get_item_link (G_MENU_MODEL (self->option_menu), 0, G_MENU_LINK_SECTION);
  if (!is_offered)
    {
      g_menu_remove (G_MENU (scopes), ABOVE);
      return;
    }
  item = g_menu_item_new (_ ("The Section Above"), NULL);
  g_menu_item_set_action_and_target (item, "option.fail", "s", "parent");
  g_menu_insert_item (G_MENU (scopes), ABOVE, item);
}

static void
show_score (AttuneOptionRow *self, AttuneDecimal score, gboolean is_other)
{
  GtkAdjustment *adjustment = gtk_spin_button_get_adjustment (self->score);
  gboolean is_share = attune_form_get_scoring (self->form)->mode == ATTUNE_SCORING_SHARE;

  gtk_adjustment_set_lower (adjustment, is_share ? 0 : -10000);
  gtk_adjustment_set_upper (adjustment, is_share ? 100 : 10000);
  if (!is_other && gtk_widget_has_css_class (GTK_WIDGET (self->score), "error"))
    return;
  gtk_spin_button_set_digits (self->score, attune_decimal_count_places (score));
  gtk_spin_button_set_value (self->score, attune_decimal_to_double (score));
}

static void
show_actions (AttuneOptionRow *self, const AttuneFormQuestion *question)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "option.up", self->index > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "option.down",
                                 self->index + 1 < question->n_options);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "option.remove",
                                 question->type != ATTUNE_QUESTION_YES_NO);
}

static void
show_details (AttuneOptionRow *self, gboolean is_other)
{
  if (is_other)
    {
      close_details (self);
      gtk_toggle_button_set_active (self->details_button, FALSE);
    }
  if (self->details != NULL)
    attune_option_details_update (self->details, self->form, self->question_index, self->index);
}

/* Tells an option from others of its question: by its id, a range by what it says. Owned by the caller. */
static char *
describe_likeness (const AttuneFormQuestion *question, const AttuneFormOption *option)
{
  g_autofree char *range = NULL;

  if (option->id != NULL)
    return g_strjoin ("/", question->id, option->id, NULL);
  range = attune_form_option_describe (option);
  return g_strdup_printf ("%s/%s/%s/%" G_GINT64_FORMAT, question->id, range, option->guidance,
                          option->score);
}

gboolean
attune_option_row_is_of (AttuneOptionRow *self,
                         const AttuneFormQuestion *question,
                         const AttuneFormOption *option)
{
  g_autofree char *likeness = NULL;

  g_return_val_if_fail (ATTUNE_IS_OPTION_ROW (self), FALSE);
  g_return_val_if_fail (question != NULL && option != NULL, FALSE);

  likeness = describe_likeness (question, option);
  return g_strcmp0 (self->likeness, likeness) == 0;
}

static void
take_option (AttuneOptionRow *self, AttuneForm *form, guint question, guint index)
{
  const AttuneFormQuestion *asked = attune_form_get_question (form, question);
  const AttuneFormOption *option = &asked->options[index];

  attune_form_ref (form);
  g_clear_pointer (&self->form, attune_form_unref);
  self->form = form;
  self->question_index = question;
  self->index = index;
  g_free (self->question);
  g_free (self->option);
  g_free (self->likeness);
  g_free (self->fail);
  self->likeness = describe_likeness (asked, option);
  self->question = g_strdup (asked->id);
  self->option = option->id != NULL ? g_strdup (option->id) : g_strdup_printf ("%u", index);
  self->fail = g_strdup (attune_fail_scope_to_string (option->fail));
  self->is_error = option->is_error;
  self->is_bonus = option->is_bonus;
  for (guint i = PROP_FAIL; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static gboolean
is_inner (AttuneForm *form, const AttuneFormQuestion *question)
{
  return attune_form_get_section (form, question->section)->parent != ATTUNE_FORM_NONE;
}

void
attune_option_row_update (AttuneOptionRow *self, AttuneForm *form, guint question, guint index)
{
  const AttuneFormQuestion *asked;
  const AttuneFormOption *option;
  gboolean is_other;

  g_return_if_fail (ATTUNE_IS_OPTION_ROW (self));
  g_return_if_fail (form != NULL && question < attune_form_get_n_questions (form));
  asked = attune_form_get_question (form, question);
  g_return_if_fail (index < asked->n_options);

  option = &asked->options[index];
  /* A range has no id of its own, and stays what it was while its ends are typed. */
  is_other = g_strcmp0 (self->question, asked->id) != 0 ||
             (option->id != NULL && g_strcmp0 (self->option, option->id) != 0);
  self->is_updating = TRUE;
  take_option (self, form, question, index);
  show_label (self, option->label, is_other);
  show_score (self, option->score, is_other);
  gtk_widget_set_visible (GTK_WIDGET (self->ends), option->id == NULL);
  show_end (self->from, option->has_from, option->from);
  show_end (self->to, option->has_to, option->to);
  show_marks (self, option);
  offer_above (self, is_inner (form, asked) || option->fail == ATTUNE_FAIL_PARENT);
  show_actions (self, asked);
  show_details (self, is_other);
  self->is_updating = FALSE;
}

gboolean
attune_option_row_is_empty (AttuneOptionRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_OPTION_ROW (self), TRUE);

  return *gtk_editable_get_text (GTK_EDITABLE (self->label)) == '\0';
}
