/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-assign-dialog.h"

#include "attune-compat.h"
#include "attune-due-day.h"
#include "attune-field-row.h"
#include "attune-format.h"
#include "attune-forms.h"
#include "attune-let-go.h"
#include "attune-person-chooser.h"
#include "attune-person-item.h"
#include "attune-present.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

#define EVALUATING (ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)
/* Days that there are for it, unless another day is chosen. */
#define DAYS 7

struct _AttuneAssignDialog
{
  AdwWindow parent_instance;

  /* template */
  AdwWindowTitle *heading;
  GtkButton *accept;
  GtkLabel *trouble;
  AttunePersonChooser *evaluator;
  AdwComboRow *form;
  AdwComboRow *agent;
  GtkWidget *basis_group;
  AdwComboRow *basis;
  AdwExpanderRow *due;
  GtkCalendar *day;
  AdwEntryRow *remark;

  /* owned */
  AttuneContext *context;
  GCancellable *cancellable;
  GArray *interactions;           /* gint64, NULL for a change */
  AttuneInteraction *interaction; /* where there is one, when it is read */
  GPtrArray *people;
  GPtrArray *summaries; /* AttuneFormSummary: what there is */
  GArray *forms;        /* gint64: what can be chosen */
  GArray *agents;       /* gint64, the same; 0 for each of them */
  char *assignee;       /* the name of whom it is being given to */

  gint64 assignment; /* to be changed, 0 for none */
  gint64 rev;
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (AttuneAssignDialog, attune_assign_dialog, ADW_TYPE_WINDOW)

/* --- Words -------------------------------------------------------------------------------------------------------- */

/* Takes `text` over. */
static void
append_left_out (GString *words, guint n, char *text)
{
  if (n > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", text);
  g_free (text);
}

char *
attune_assigned_to_words (const AttuneAssigned *assigned, const char *assignee)
{
  g_autoptr (GString) left_out = g_string_new (NULL);
  guint n = assigned->ids->len;
  g_autofree char *done = g_strdup_printf (
    /* Translators: a number, and the name of an evaluator. */
    ngettext ("%1$'u evaluation assigned to %2$s", "%1$'u evaluations assigned to %2$s", n), n,
    assignee);

  append_left_out (left_out, assigned->n_evaluated,
                   g_strdup_printf (_ ("%'u evaluated or begun"), assigned->n_evaluated));
  append_left_out (left_out, assigned->n_assigned,
                   g_strdup_printf (_ ("%'u assigned already"), assigned->n_assigned));
  append_left_out (left_out, assigned->n_foreign,
                   g_strdup_printf (_ ("%'u not theirs to evaluate"), assigned->n_foreign));
  if (left_out->len == 0)
    return g_steal_pointer (&done);
  /* Translators: what was assigned, and what was left out and why. */
  return g_strdup_printf (_ ("%1$s. Left out: %2$s"), done, left_out->str);
}

static void
show_trouble (AttuneAssignDialog *self, const char *words)
{
  gtk_label_set_label (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
}

/* --- What is chosen ----------------------------------------------------------------------------------------------- */

static GTimeZone *
get_zone (AttuneAssignDialog *self)
{
  return attune_context_get_time_zone (self->context);
}

/* 0 for no day. */
static gint64
get_due (AttuneAssignDialog *self)
{
  return adw_expander_row_get_enable_expansion (self->due)
           ? attune_due_day_get_end (self->day, get_zone (self))
           : 0;
}

static gint64
get_chosen (AdwComboRow *row, GArray *values)
{
  guint selected = adw_combo_row_get_selected (row);

  return values != NULL && selected < values->len ? g_array_index (values, gint64, selected) : 0;
}

static gboolean
is_complete (AttuneAssignDialog *self)
{
  gint64 due_at = get_due (self);

  if (self->is_busy || attune_person_chooser_get_person (self->evaluator) == 0 ||
      (due_at != 0 && due_at <= g_get_real_time () && self->assignment == 0))
    return FALSE;
  return self->assignment != 0 || (get_chosen (self->form, self->forms) != 0 &&
                                   adw_combo_row_get_selected (self->basis) > 0);
}

static void
changed_cb (AttuneAssignDialog *self)
{
  gint64 due_at;
  g_autofree char *day = NULL;

  if (self->context == NULL)
    return;
  due_at = get_due (self);
  day = due_at != 0
          ? attune_format_time (due_at - G_TIME_SPAN_SECOND, get_zone (self), ATTUNE_TIME_DAY)
          : g_strdup (_ ("No day"));
  adw_expander_row_set_subtitle (self->due, day);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assign.accept", is_complete (self));
}

static void
set_busy (AttuneAssignDialog *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  changed_cb (self);
}

/* --- Reading what there is ---------------------------------------------------------------------------------------- */

static gboolean
is_for (const AttuneFormSummary *form, const AttuneInteraction *interaction)
{
  return form->latest_number > 0 && !form->is_retired &&
         (form->channels == 0 || interaction == NULL ||
          (form->channels & 1u << interaction->channel) != 0);
}

static void
show_forms (AttuneAssignDialog *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->forms = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->summaries->len; i++)
    {
      const AttuneFormSummary *form = g_ptr_array_index (self->summaries, i);

      if (!is_for (form, self->interaction))
        continue;
      g_array_append_val (self->forms, form->id);
      gtk_string_list_append (titles, form->title);
    }
  adw_combo_row_set_model (self->form, G_LIST_MODEL (titles));
  if (self->forms->len == 0)
    show_trouble (self, _ ("No published form is for contacts of this channel."));
}

static gboolean
has_agent (GArray *agents, gint64 agent)
{
  for (guint i = 0; i < agents->len; i++)
    if (g_array_index (agents, gint64, i) == agent)
      return TRUE;
  return FALSE;
}

/* Of several one is chosen, or each of them. */
static void
show_agents (AttuneAssignDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 each = 0;

  self->agents = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; self->interaction != NULL && i < self->interaction->parts->len; i++)
    {
      const AttunePart *part = g_ptr_array_index (self->interaction->parts, i);

      if (has_agent (self->agents, part->agent))
        continue;
      g_array_append_val (self->agents, part->agent);
      gtk_string_list_append (names, part->agent_name);
    }
  g_array_append_val (self->agents, each);
  gtk_string_list_append (names, _ ("Each of them"));
  adw_combo_row_set_model (self->agent, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->agent), self->agents->len > 2);
}

static void
show_contact (AttuneAssignDialog *self)
{
  const AttuneInteraction *interaction = self->interaction;
  g_autofree char *when = attune_format_time (interaction->started_at, get_zone (self),
                                              ATTUNE_TIME_SHORT);
  g_autofree char *words = g_strjoin (" · ", when,
                                      *interaction->customer != '\0' ? interaction->customer
                                                                     : interaction->subject,
                                      NULL);

  adw_window_title_set_subtitle (self->heading, words);
}

static gboolean
is_read (AttuneAssignDialog *self)
{
  return self->people != NULL &&
         (self->assignment != 0 ||
          (self->summaries != NULL && (self->interactions->len > 1 || self->interaction != NULL)));
}

/* All at once, when all is there. */
static void
show_choices (AttuneAssignDialog *self)
{
  g_autoptr (GListModel) evaluators = NULL;

  if (!is_read (self))
    return;
  evaluators = attune_person_items_new (self->people, EVALUATING, NULL);
  attune_person_chooser_set_people (self->evaluator, evaluators);
  if (self->assignment == 0)
    {
      show_forms (self);
      show_agents (self);
    }
  if (self->interaction != NULL)
    show_contact (self);
  gtk_widget_child_focus (GTK_WIDGET (self->evaluator), GTK_DIR_TAB_FORWARD);
  changed_cb (self);
}

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAssignDialog) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    people = attune_store_list_people_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL || self->context == NULL)
    return;
  if (people == NULL)
    show_trouble (self, error->message);
  self->people = g_steal_pointer (&people);
  show_choices (self);
}

static void
forms_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAssignDialog) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    forms = attune_store_list_forms_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL || self->context == NULL)
    return;
  if (forms == NULL)
    show_trouble (self, error->message);
  self->summaries = g_steal_pointer (&forms);
  show_choices (self);
}

static void
contact_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAssignDialog) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneInteraction)
    interaction = attune_store_load_interaction_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL || self->context == NULL)
    return;
  if (interaction == NULL)
    show_trouble (self, error->message);
  self->interaction = g_steal_pointer (&interaction);
  show_choices (self);
}

/* --- Carrying it out ---------------------------------------------------------------------------------------------- */

static void
close_dialog (AttuneAssignDialog *self)
{
  attune_let_go_inside (GTK_WIDGET (self));
  gtk_window_destroy (GTK_WINDOW (self));
}

/* What was assigned, to be taken back as a whole. */
typedef struct
{
  AttuneContext *context;
  GArray *ids;
} Given;

static void
free_given (gpointer data)
{
  Given *given = data;

  g_object_unref (given->context);
  g_array_unref (given->ids);
  g_free (given);
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;

  if (attune_store_take_back_finish (ATTUNE_STORE (source), result, &error) == 0)
    attune_context_report (context, _ ("What was assigned could not be taken back"), error);
}

static void
take_back_cb (const Given *given)
{
  attune_store_take_back_async (attune_context_get_store (given->context),
                                attune_context_get_actor (given->context), given->ids, NULL,
                                taken_back_cb, g_object_ref (given->context));
}

/* What is being assigned: it can be undone also where the dialog has gone meanwhile. */
typedef struct
{
  gpointer dialog; /* weak */
  AttuneContext *context;
  char *assignee;
} Assigning;

static void
free_assigning (Assigning *assigning)
{
  g_object_unref (assigning->context);
  g_free (assigning->assignee);
  g_free (assigning);
}

static void
offer_undo (const Assigning *assigning, const AttuneAssigned *assigned)
{
  g_autofree char *words = attune_assigned_to_words (assigned, assigning->assignee);
  Given *given = g_new0 (Given, 1);

  *given = (Given){ g_object_ref (assigning->context), g_array_ref (assigned->ids) };
  attune_context_offer_undo (assigning->context, words, G_CALLBACK (take_back_cb), given,
                             free_given);
}

static void
assigned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Assigning *assigning = data;
  g_autoptr (AttuneAssignDialog) self = attune_weak_take (assigning->dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneAssigned)
    assigned = attune_store_assign_finish (ATTUNE_STORE (source), result, &error);
  gboolean is_open = self != NULL && self->context != NULL;

  if (assigned != NULL)
    offer_undo (assigning, assigned);
  else if (!is_open)
    attune_context_report (assigning->context, _ ("Nothing was assigned"), error);
  if (is_open && assigned != NULL)
    close_dialog (self);
  else if (is_open)
    {
      show_trouble (self, error->message);
      set_busy (self, FALSE);
    }
  free_assigning (assigning);
}

static char *
dup_name (AttuneAssignDialog *self, gint64 id)
{
  for (guint i = 0; self->people != NULL && i < self->people->len; i++)
    {
      const AttunePerson *person = g_ptr_array_index (self->people, i);

      if (person->id == id)
        return g_strdup (person->name);
    }
  return g_strdup ("");
}

static void
assign (AttuneAssignDialog *self)
{
  g_autofree AttuneAssignedPart *parts = g_new0 (AttuneAssignedPart, self->interactions->len);
  gint64 agent = self->agents->len > 2 ? get_chosen (self->agent, self->agents) : 0;
  g_autofree char *remark = g_strstrip (
    g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->remark))));
  AttuneAssigning assigning = {
    .parts = parts,
    .n_parts = self->interactions->len,
    .form = get_chosen (self->form, self->forms),
    .assignee = attune_person_chooser_get_person (self->evaluator),
    .basis = adw_combo_row_get_selected (self->basis) == 1 ? ATTUNE_BASIS_RANDOM
                                                           : ATTUNE_BASIS_TARGETED,
    .due_at = get_due (self),
    .remark = remark,
  };
  Assigning *under_way = g_new0 (Assigning, 1);

  *under_way = (Assigning){ attune_weak_new (self), g_object_ref (self->context),
                            dup_name (self, assigning.assignee) };
  for (guint i = 0; i < self->interactions->len; i++)
    parts[i] = (AttuneAssignedPart){ g_array_index (self->interactions, gint64, i), agent };
  attune_store_assign_async (attune_context_get_store (self->context),
                             attune_context_get_actor (self->context), &assigning, NULL,
                             assigned_cb, under_way);
}

static void
change_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAssignDialog) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;

  if (attune_store_change_assignment_finish (ATTUNE_STORE (source), result, &error) != 0)
    {
      if (self != NULL && self->context != NULL)
        close_dialog (self);
      return;
    }
  if (self == NULL || self->context == NULL)
    return;
  show_trouble (self, error->message);
  set_busy (self, FALSE);
}

static void
change (AttuneAssignDialog *self)
{
  g_autofree char *remark = g_strstrip (
    g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->remark))));
  AttuneAssignmentChange wanted = { attune_person_chooser_get_person (self->evaluator),
                                    get_due (self), remark };

  attune_store_change_assignment_async (attune_context_get_store (self->context),
                                        attune_context_get_actor (self->context), self->assignment,
                                        self->rev, &wanted, NULL, change_done_cb,
                                        attune_weak_new (self));
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneAssignDialog *self = ATTUNE_ASSIGN_DIALOG (widget);

  if (!is_complete (self))
    return;
  show_trouble (self, NULL);
  set_busy (self, TRUE);
  if (self->assignment != 0)
    change (self);
  else
    assign (self);
}

/* ---------------------------------------------------------------------------------------------- */

static void
attune_assign_dialog_dispose (GObject *object)
{
  AttuneAssignDialog *self = ATTUNE_ASSIGN_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (attune_assign_dialog_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_ASSIGN_DIALOG);
}

static void
attune_assign_dialog_finalize (GObject *object)
{
  AttuneAssignDialog *self = ATTUNE_ASSIGN_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->interactions, g_array_unref);
  g_clear_pointer (&self->interaction, attune_interaction_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  g_clear_pointer (&self->forms, g_array_unref);
  g_clear_pointer (&self->agents, g_array_unref);

  G_OBJECT_CLASS (attune_assign_dialog_parent_class)->finalize (object);
}

static void
attune_assign_dialog_class_init (AttuneAssignDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_assign_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = attune_assign_dialog_finalize;

  gtk_widget_class_install_action (widget_class, "assign.accept", NULL, accept_action);
  g_type_ensure (ATTUNE_TYPE_FIELD_ROW);
  g_type_ensure (ATTUNE_TYPE_PERSON_CHOOSER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/interactions/attune-assign-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneAssignDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, AttuneAssignDialog, accept);
  gtk_widget_class_bind_template_child (widget_class, AttuneAssignDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, AttuneAssignDialog, evaluator);
  gtk_widget_class_bind_template_child (widget_class, AttuneAssignDialog, form);
  gtk_widget_class_bind_template_child (widget_class, AttuneAssignDialog, agent);
  gtk_widget_class_bind_template_child (widget_class, AttuneAssignDialog, basis_group);
  gtk_widget_class_bind_template_child (widget_class, AttuneAssignDialog, basis);
  gtk_widget_class_bind_template_child (widget_class, AttuneAssignDialog, due);
  gtk_widget_class_bind_template_child (widget_class, AttuneAssignDialog, day);
  gtk_widget_class_bind_template_child (widget_class, AttuneAssignDialog, remark);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
attune_assign_dialog_init (AttuneAssignDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assign.accept", FALSE);
}

static AttuneAssignDialog *
create (AttuneContext *context)
{
  AttuneAssignDialog *self = g_object_new (ATTUNE_TYPE_ASSIGN_DIALOG, NULL);

  self->context = g_object_ref (context);
  attune_store_list_people_async (attune_context_get_store (context),
                                  attune_context_get_actor (context), self->cancellable,
                                  people_listed_cb, attune_weak_new (self));
  return self;
}

GtkWidget *
attune_assign_dialog_new (AttuneContext *context, const GArray *interactions)
{
  AttuneAssignDialog *self = create (context);
  AttuneStore *store = attune_context_get_store (context);
  gint64 actor = attune_context_get_actor (context);
  guint n = interactions->len;

  self->interactions = g_array_copy ((GArray *) interactions);
  attune_due_day_set_ahead (self->day, DAYS, get_zone (self));
  adw_expander_row_set_enable_expansion (self->due, TRUE);
  adw_expander_row_set_expanded (self->due, FALSE);
  if (n > 1)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%'u contact", "%'u contacts", n), n);

      adw_window_title_set_subtitle (self->heading, words);
    }
  else
    attune_store_load_interaction_async (store, actor, g_array_index (interactions, gint64, 0),
                                         self->cancellable, contact_loaded_cb,
                                         attune_weak_new (self));
  attune_store_list_forms_async (store, actor, self->cancellable, forms_listed_cb,
                                 attune_weak_new (self));
  changed_cb (self);
  return GTK_WIDGET (self);
}

GtkWidget *
attune_assign_dialog_new_for_change (AttuneContext *context, const AttuneWaiting *waiting)
{
  AttuneAssignDialog *self = create (context);

  self->assignment = waiting->id;
  self->rev = waiting->rev;
  adw_window_title_set_title (self->heading, _ ("Change Assignment"));
  adw_window_title_set_subtitle (self->heading, waiting->agent_name);
  gtk_button_set_label (self->accept, _ ("_Save"));
  gtk_widget_set_visible (GTK_WIDGET (self->form), FALSE);
  gtk_widget_set_visible (self->basis_group, FALSE);
  attune_person_chooser_set_person (self->evaluator, waiting->assignee, waiting->person);
  gtk_editable_set_text (GTK_EDITABLE (self->remark), waiting->remark);
  if (waiting->due_at != 0)
    attune_due_day_set_end (self->day, waiting->due_at, get_zone (self));
  else
    attune_due_day_set_ahead (self->day, DAYS, get_zone (self));
  adw_expander_row_set_enable_expansion (self->due, waiting->due_at != 0);
  adw_expander_row_set_expanded (self->due, FALSE);
  changed_cb (self);
  return GTK_WIDGET (self);
}

void
attune_assign_dialog_show (AttuneAssignDialog *self, GtkWidget *parent)
{
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (parent)));
  attune_present (GTK_WINDOW (self));
}
