/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-move-dialog.h"

#include "attune-answer-dialog.h"
#include "attune-form-names.h"
#include "attune-move-words.h"
#include "attune-query.h"
#include "attune-weak.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Other contacts that are shown at a time, and how far from this one those are that are shown before one looks for others. */
#define MOST_CONTACTS 6
#define NEAR_US       (7 * G_TIME_SPAN_DAY)
/* A pause in typing before others are looked for. */
#define TYPING_MS 200

typedef enum
{
  PLACE_HERE,  /* other agents of the same contact */
  PLACE_THERE, /* other contacts */
  N_PLACES
} Place;

/* What the window works on: its data. */
typedef struct
{
  AttuneAnswerDialog *dialog; /* borrowed */
  AttuneContext *context;
  AttuneDraft *draft; /* or NULL */
  gint64 evaluation;
  gint64 rev;
  AttuneEvaluationRow row; /* what the words are made of; its texts are owned, the others NULL */

  AdwPreferencesGroup *groups[N_PLACES]; /* borrowed */
  GtkSearchEntry *search;                /* borrowed */
  GPtrArray *targets[N_PLACES];          /* AttuneMoveTarget */
  GPtrArray *rows[N_PLACES];             /* borrowed, of the targets */
  GtkCheckButton *group;                 /* what the others are grouped with; never shown */

  GCancellable *looking; /* for other contacts, NULL for not */
  GPtrArray *found; /* AttuneInteractionRow, of which the contacts are read one after the other */
  guint next;
  guint typing;
} Moving;

static void
stop_looking (Moving *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_handle_id (&self->typing, g_source_remove);
}

static void
free_moving (gpointer data)
{
  Moving *self = data;

  stop_looking (self);
  for (guint place = 0; place < N_PLACES; place++)
    {
      g_ptr_array_unref (self->targets[place]);
      g_ptr_array_unref (self->rows[place]);
    }
  g_object_unref (self->group);
  g_object_unref (self->context);
  g_clear_object (&self->draft);
  g_free (self->row.agent_name);
  g_free (self);
}

gboolean
attune_move_is_possible (AttuneContext *context, const AttuneEvaluationRow *row)
{
  gint64 actor = attune_context_get_actor (context);

  return row->kind == ATTUNE_EVALUATION_ASSESSMENT &&
         (row->state == ATTUNE_EVALUATION_STATE_SUBMITTED ||
          row->state == ATTUNE_EVALUATION_STATE_RELEASED) &&
         (row->evaluator == actor ||
          (row->agent != actor && attune_context_has_role (context, ATTUNE_ROLE_MANAGER)));
}

/* The window's work, while it is there; NULL otherwise. `weak` is freed. */
static Moving *
take_moving (gpointer weak, AttuneAnswerDialog **out_dialog)
{
  *out_dialog = attune_weak_take (weak);
  return *out_dialog != NULL ? g_object_get_data (G_OBJECT (*out_dialog), "moving") : NULL;
}

/* --- What is chosen ----------------------------------------------------------------------------------------------- */

static GtkCheckButton *
get_mark (GtkWidget *row)
{
  return GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)));
}

static const AttuneMoveTarget *
find_chosen (Moving *self)
{
  for (guint place = 0; place < N_PLACES; place++)
    for (guint i = 0; i < self->rows[place]->len; i++)
      if (gtk_check_button_get_active (get_mark (g_ptr_array_index (self->rows[place], i))))
        return g_ptr_array_index (self->targets[place], i);
  return NULL;
}

static void
update (Moving *self)
{
  const AttuneMoveTarget *target = find_chosen (self);
  g_autofree char *why = attune_answer_dialog_dup_whole (self->dialog);
  g_autofree char *words = NULL;

  if (target == NULL)
    words = g_strdup (_ ("Choose the agent or the contact that it is about."));
  else if (why[0] == '\0')
    words = g_strdup (_ ("Say why it is moved."));
  else
    words = attune_move_outcome_to_words (&self->row, target);
  attune_answer_dialog_show_outcome (self->dialog, words, target != NULL && why[0] != '\0');
}

/* --- What can be chosen ------------------------------------------------------------------------------------------- */

static void
add_row (Moving *self, Place place, const AttuneMoveTarget *target)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *mark = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 attune_form_name_title (target->agent_name));
  if (place == PLACE_THERE)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), target->contact);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (mark), self->group);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  target->agent_name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  target->contact, -1);
  g_signal_connect_swapped (mark, "toggled", G_CALLBACK (update), self);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), mark);
  adw_preferences_group_add (self->groups[place], row);
  g_ptr_array_add (self->rows[place], row);
}

static void
add_targets (Moving *self, Place place, const AttuneInteraction *interaction)
{
  guint n = self->targets[place]->len;

  attune_move_append_targets (self->targets[place], interaction, &self->row,
                              attune_context_get_time_zone (self->context));
  for (guint i = n; i < self->targets[place]->len; i++)
    add_row (self, place, g_ptr_array_index (self->targets[place], i));
  if (place == PLACE_HERE)
    gtk_widget_set_visible (GTK_WIDGET (self->groups[place]), self->rows[place]->len > 0);
}

/* What was found before goes, chosen or not. */
static void
clear_there (Moving *self)
{
  for (guint i = 0; i < self->rows[PLACE_THERE]->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows[PLACE_THERE], i);

      g_signal_handlers_disconnect_by_data (get_mark (row), self);
      adw_preferences_group_remove (self->groups[PLACE_THERE], row);
    }
  g_ptr_array_set_size (self->rows[PLACE_THERE], 0);
  g_ptr_array_set_size (self->targets[PLACE_THERE], 0);
  update (self);
}

/* --- Looking for contacts ----------------------------------------------------------------------------------------- */

static void load_next (Moving *self);

static void
contact_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAnswerDialog) dialog = NULL;
  Moving *self = take_moving (data, &dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneInteraction)
    interaction = attune_store_load_interaction_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      self->found == NULL)
    return;
  if (interaction != NULL)
    add_targets (self, PLACE_THERE, interaction);
  load_next (self);
}

/* One after the other, so that none of them holds the window. */
static void
load_next (Moving *self)
{
  const AttuneInteractionRow *row;

  do
    {
      if (self->next >= self->found->len)
        return;
      row = g_ptr_array_index (self->found, self->next++);
    }
  while (row == NULL || row->id == self->row.interaction);
  attune_store_load_interaction_async (attune_context_get_store (self->context),
                                       attune_context_get_actor (self->context), row->id,
                                       self->looking, contact_loaded_cb,
                                       attune_weak_new (self->dialog));
}

static void
contacts_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAnswerDialog) dialog = NULL;
  Moving *self = take_moving (data, &dialog);
  g_autoptr (GError) error = NULL;
  gboolean is_whole;
  g_autoptr (GPtrArray)
    found = attune_store_list_page_finish (ATTUNE_STORE (source), result, &is_whole, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found == NULL)
    {
      attune_context_report (self->context, _ ("Other contacts could not be read"), error);
      return;
    }
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_steal_pointer (&found);
  self->next = 0;
  load_next (self);
}

/* Of the same agent, near this one; or, where something is typed, those that have it, the newest first. */
static void
look (Moving *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  AttuneQuery query = { .kind = ATTUNE_LIST_INTERACTIONS, .is_descending = TRUE };

  stop_looking (self);
  clear_there (self);
  if (text[0] != '\0')
    query.text = text;
  else
    {
      query.agent = self->row.agent;
      query.from = self->row.contact_at - NEAR_US;
      query.to = self->row.contact_at + NEAR_US;
    }
  self->looking = g_cancellable_new ();
  attune_store_list_page_async (attune_context_get_store (self->context),
                                attune_context_get_actor (self->context), &query, MOST_CONTACTS,
                                self->looking, contacts_found_cb, attune_weak_new (self->dialog));
}

static gboolean
look_cb (gpointer data)
{
  Moving *self = data;

  self->typing = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (Moving *self)
{
  g_clear_handle_id (&self->typing, g_source_remove);
  self->typing = g_timeout_add (TYPING_MS, look_cb, self);
}

/* The first Escape is the entry's, where something is typed. */
static void
stopped_cb (Moving *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_window_close (GTK_WINDOW (self->dialog));
}

static void
here_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAnswerDialog) dialog = NULL;
  Moving *self = take_moving (data, &dialog);
  g_autoptr (AttuneInteraction)
    interaction = attune_store_load_interaction_finish (ATTUNE_STORE (source), result, NULL);

  if (self != NULL && interaction != NULL)
    add_targets (self, PLACE_HERE, interaction);
}

/* --- Moving ------------------------------------------------------------------------------------------------------- */

static void
end (AttuneAnswerDialog *dialog, Moving *self, const GError *error)
{
  attune_answer_dialog_end (dialog, self->context, error, _ ("The evaluation was not moved"),
                            _ ("The evaluation is moved."));
}

static void
draft_moved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAnswerDialog) dialog = NULL;
  Moving *self = take_moving (data, &dialog);
  g_autoptr (GError) error = NULL;

  attune_draft_act_finish (ATTUNE_DRAFT (source), result, &error);
  if (self != NULL)
    end (dialog, self, error);
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAnswerDialog) dialog = NULL;
  Moving *self = take_moving (data, &dialog);
  g_autoptr (GError) error = NULL;

  attune_store_move_evaluation_finish (ATTUNE_STORE (source), result, &error);
  if (self != NULL)
    end (dialog, self, error);
}

static void
accepted_cb (Moving *self)
{
  const AttuneMoveTarget *target = find_chosen (self);
  g_autofree char *why = attune_answer_dialog_dup_whole (self->dialog);

  if (target == NULL)
    return;
  attune_answer_dialog_set_is_busy (self->dialog, TRUE);
  if (self->draft != NULL)
    attune_draft_move_async (self->draft, target->interaction, target->agent, why, NULL,
                             draft_moved_cb, attune_weak_new (self->dialog));
  else
    attune_store_move_evaluation_async (attune_context_get_store (self->context),
                                        attune_context_get_actor (self->context), self->evaluation,
                                        self->rev, target->interaction, target->agent, why, NULL,
                                        moved_cb, attune_weak_new (self->dialog));
}

/* --- The window --------------------------------------------------------------------------------------------------- */

static void
make_groups (Moving *self)
{
  static const char *const titles[] = { N_ ("Another Agent of This Contact"),
                                        N_ ("Another Contact") };

  for (guint place = 0; place < N_PLACES; place++)
    {
      self->groups[place] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (self->groups[place], _ (titles[place]));
      self->targets[place] = g_ptr_array_new_with_free_func (
        (GDestroyNotify) attune_move_target_free);
      self->rows[place] = g_ptr_array_new ();
      attune_answer_dialog_add (self->dialog, GTK_WIDGET (self->groups[place]));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->groups[PLACE_HERE]), FALSE);
}

static void
make_search (Moving *self)
{
  GtkWidget *search = gtk_search_entry_new ();

  self->search = GTK_SEARCH_ENTRY (search);
  g_object_set (search, "placeholder-text", _ ("Customer, subject or agent"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Look for another contact"), -1);
  gtk_widget_set_valign (search, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (self->groups[PLACE_THERE], search);
  g_signal_connect_swapped (search, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (search, "stop-search", G_CALLBACK (stopped_cb), self);
}

static void
take_row (Moving *self, const AttuneEvaluationRow *row)
{
  self->evaluation = row->id;
  self->rev = row->rev;
  self->row.interaction = row->interaction;
  self->row.agent = row->agent;
  self->row.agent_name = g_strdup (row->agent_name);
  self->row.state = row->state;
  self->row.contact_at = row->contact_at;
  self->row.has_dispute = row->has_dispute;
  self->row.dispute = row->dispute;
}

static AttuneAnswerDialog *
make_dialog (GtkWidget *parent, AttuneContext *context, const AttuneEvaluationRow *row)
{
  g_autofree char *lead = attune_move_lead_to_words (row, attune_context_get_time_zone (context));

  return attune_answer_dialog_new (parent, &(AttuneAnswerDialogText){
                                             .title = _ ("Move the Evaluation"),
                                             .subtitle = row->form_title,
                                             .accept = _ ("_Move"),
                                             .lead = lead,
                                             .whole = _ ("Why It Is Moved"),
                                           });
}

GtkWidget *
attune_move_dialog_open (GtkWidget *parent,
                         AttuneContext *context,
                         AttuneDraft *draft,
                         const AttuneEvaluationRow *row)
{
  Moving *self = g_new0 (Moving, 1);

  self->dialog = make_dialog (parent, context, row);
  self->context = g_object_ref (context);
  self->draft = draft != NULL ? g_object_ref (draft) : NULL;
  self->group = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new ()));
  take_row (self, row);
  make_groups (self);
  make_search (self);
  g_signal_connect_swapped (self->dialog, "accepted", G_CALLBACK (accepted_cb), self);
  g_signal_connect_swapped (self->dialog, "whole-changed", G_CALLBACK (update), self);
  g_object_set_data_full (G_OBJECT (self->dialog), "moving", self, free_moving);
  update (self);
  attune_store_load_interaction_async (attune_context_get_store (context),
                                       attune_context_get_actor (context), row->interaction, NULL,
                                       here_loaded_cb, attune_weak_new (self->dialog));
  look (self);
  attune_answer_dialog_open (self->dialog);
  return GTK_WIDGET (self->dialog);
}
