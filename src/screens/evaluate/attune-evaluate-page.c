/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-evaluate-words.h"
#include "attune-panes.h"

#include <glib/gi18n.h>

/* What notes take of the room where there is nothing to listen to. */
#define NOTES_SHARE 0.36

G_DEFINE_FINAL_TYPE (AttuneEvaluatePage, attune_evaluate_page, ATTUNE_TYPE_PAGE)

enum
{
  PROP_0,
  PROP_SHOWS_GUIDANCE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

static const AttuneEvaluation *
get_evaluation (AttuneEvaluatePage *self)
{
  return attune_draft_get_evaluation (self->draft);
}

AttuneSheet *
attune_evaluate_page_get_working_sheet (AttuneEvaluatePage *self)
{
  if (self->corrects)
    return attune_correction_get_sheet (self->correction);
  return self->draft != NULL ? attune_draft_get_sheet (self->draft) : NULL;
}

AttuneSheet *
attune_evaluate_page_get_sheet (AttuneEvaluatePage *self)
{
  return self->older != NULL ? self->older : attune_evaluate_page_get_working_sheet (self);
}

GPtrArray *
attune_evaluate_page_list_parts (AttuneEvaluatePage *self)
{
  const AttuneEvaluation *evaluation = get_evaluation (self);
  GPtrArray *all = evaluation->interaction->parts;
  GPtrArray *parts = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (((const AttunePart *) g_ptr_array_index (all, i))->agent == evaluation->row->agent)
      g_ptr_array_add (parts, g_ptr_array_index (all, i));
  return parts;
}

/* --- What is shown of the draft --- */

/* The part comes first: what does not fit is cut off at the end. */
static char *
describe_contact (AttuneEvaluatePage *self)
{
  const AttuneEvaluationRow *row = get_evaluation (self)->row;
  g_autoptr (GPtrArray) parts = attune_evaluate_page_list_parts (self);
  g_autofree char *contact = attune_contact_to_words (get_evaluation (self)->interaction,
                                                      attune_context_get_time_zone (
                                                        get_context (self)));
  g_autofree char *whose = attune_parts_to_words (row->agent_name, parts);

  if (whose == NULL)
    return g_strjoin (" · ", row->form_title, contact, NULL);
  return g_strjoin (" · ", whose, row->form_title, contact, NULL);
}

static void
show_title (AttuneEvaluatePage *self)
{
  g_autofree char *subtitle = describe_contact (self);

  attune_page_set_title (ATTUNE_PAGE (self), get_evaluation (self)->row->agent_name);
  attune_page_set_subtitle (ATTUNE_PAGE (self), subtitle);
}

/* Whether all that opening does is done. */
static gboolean
is_shown (AttuneEvaluatePage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "evaluation") == 0;
}

static void
evaluation_changed_cb (AttuneEvaluatePage *self)
{
  gboolean can_edit = get_evaluation (self)->can_edit;

  if (self->is_gone)
    gtk_stack_set_visible_child_name (self->stack, "evaluation");
  self->is_gone = FALSE;
  show_title (self);
  attune_evaluate_page_show_history (self);
  attune_evaluate_page_show_status (self);
  attune_score_bar_set_void (self->score_bar, get_evaluation (self)->void_reason);
  attune_note_panel_set_book (self->note_panel, self->book,
                              attune_sheet_get_form (attune_draft_get_sheet (self->draft)),
                              can_edit);
  attune_evaluate_page_show_speech (self);
  attune_evaluate_page_update_actions (self);
  attune_evaluate_page_load_answering (self);
  attune_evaluate_page_load_history (self);
  attune_evaluate_page_follow_contact (self);
  if (is_shown (self))
    {
      attune_evaluate_page_resume_correction (self);
      attune_evaluate_page_find_leftovers (self);
    }
}

/* --- The place --- */

static void
keep_place (AttuneEvaluatePage *self)
{
  AttuneSheetState *state = attune_sheet_get_state (attune_draft_get_sheet (self->draft));

  attune_draft_set_place (self->draft, attune_sheet_state_get_focus (state),
                          self->has_recording ? attune_listen_pane_get_place (self->listen) : -1);
}

/* What was heard when the key that is being dealt with was pressed. */
static gint64
get_heard_us (AttuneEvaluatePage *self)
{
  AttunePlayer *player = attune_listen_pane_get_player (self->listen);
  gint64 late_us;

  if (player == NULL || !attune_player_is_playing (player))
    return attune_listen_pane_get_position (self->listen);
  late_us = attune_key_lag_get_us (self->key_lag) * attune_player_get_speed (player) / 10;
  return MAX (attune_player_get_position_us (player) - late_us, 0);
}

void
attune_evaluate_page_place_note (AttuneEvaluatePage *self)
{
  AttuneWaveView *view = attune_waveform_get_view (attune_listen_pane_get_waveform (self->listen));
  gint64 now = get_heard_us (self);
  gint64 from, to;

  if (attune_evaluate_page_place_on_text (self))
    return;
  if (!self->has_recording || attune_listen_pane_has_failed (self->listen))
    attune_note_panel_set_place (self->note_panel, -1, -1);
  else if (attune_wave_view_get_selection (view, &from, &to))
    attune_note_panel_set_place (self->note_panel, from, to);
  else
    attune_note_panel_set_place (self->note_panel, now, now);
}

static void
moved_cb (AttuneEvaluatePage *self, gint64 us)
{
  attune_evaluate_page_place_note (self);
  attune_note_panel_set_position (self->note_panel, us);
  if (self->text != NULL)
    attune_transcript_panel_set_position (self->text, us);
  if (self->draft != NULL)
    keep_place (self);
}

static void
view_changed_cb (AttuneEvaluatePage *self, guint change)
{
  if ((change & ATTUNE_WAVE_CHANGE_SELECTION) != 0)
    attune_evaluate_page_place_note (self);
}

void
attune_evaluate_page_follow_sheet (AttuneEvaluatePage *self,
                                   AttuneSheetState *old,
                                   AttuneSheetState *now)
{
  guint n_missing;
  g_autofree char *words = NULL;

  if (attune_sheet_state_get_answers (old) != attune_sheet_state_get_answers (now))
    attune_evaluate_page_leave_notes (self);
  if (attune_sheet_state_get_focus (old) != attune_sheet_state_get_focus (now))
    {
      attune_note_panel_set_question (self->note_panel, attune_sheet_state_get_focus (now));
      keep_place (self);
    }
  if (attune_notice_get_text (self->missing_notice) == NULL)
    return;
  n_missing = attune_sheet_state_count_missing (now);
  words = n_missing > 0 ? attune_missing_to_words (now) : NULL;
  attune_notice_show (self->missing_notice, words, _ ("_Next One"), NULL);
}

static void
missing_answered_cb (AttuneEvaluatePage *self)
{
  AttuneSheetState *state = attune_sheet_get_state (attune_evaluate_page_get_working_sheet (self));
  guint next = attune_sheet_state_find_missing (state, attune_sheet_state_get_focus (state));

  if (next == ATTUNE_FORM_NONE)
    next = attune_sheet_state_find_missing (state, ATTUNE_FORM_NONE);
  if (next != ATTUNE_FORM_NONE)
    attune_form_pane_enter (self->form_pane, next);
}

/* --- The page --- */

void
attune_evaluate_page_bind_place (AttuneEvaluatePage *self)
{
  g_signal_connect_object (self->listen, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (attune_waveform_get_view (
                             attune_listen_pane_get_waveform (self->listen)),
                           "changed", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);
}

void
attune_evaluate_page_follow_draft (AttuneEvaluatePage *self)
{
  attune_evaluate_page_follow_status (self);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (evaluation_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (attune_draft_get_sheet (self->draft), "changed",
                           G_CALLBACK (attune_evaluate_page_follow_sheet), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "gone", G_CALLBACK (attune_evaluate_page_close_draft), self,
                           G_CONNECT_SWAPPED);
  evaluation_changed_cb (self);
}

static void
attune_evaluate_page_refresh (AttunePage *page)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (page);

  if (self->draft != NULL)
    {
      attune_draft_check (self->draft);
      if (is_shown (self))
        attune_evaluate_page_resume_correction (self);
    }
  else
    attune_evaluate_page_open (self);
}

static void
attune_evaluate_page_seek (AttunePage *page, gint64 us)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (page);

  if (self->has_recording)
    attune_listen_pane_seek (self->listen, us);
  else
    self->start_us = us;
}

static void
attune_evaluate_page_store_changed (AttunePage *page, guint kind, gint64 id)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (page);

  if (self->draft != NULL && kind == ATTUNE_CHANGE_INTERACTION &&
      (id == 0 || id == get_evaluation (self)->interaction->id))
    attune_evaluate_page_load_text (self);
  if (self->draft == NULL || (id != 0 && id != self->evaluation))
    return;
  if (kind == ATTUNE_CHANGE_EVALUATION)
    {
      attune_draft_check (self->draft);
      attune_evaluate_page_load_answering (self);
      attune_evaluate_page_load_history (self);
    }
  else if (kind == ATTUNE_CHANGE_NOTE && self->book != NULL)
    attune_note_book_load (self->book);
  else if (kind == ATTUNE_CHANGE_POLICY)
    attune_evaluate_page_load_policies (self);
}

/* Where there is no room for both sides, one is above the other. */
static gboolean
is_stacked (AttuneEvaluatePage *self)
{
  return gtk_orientable_get_orientation (GTK_ORIENTABLE (self->paned)) == GTK_ORIENTATION_VERTICAL;
}

static void
keep_divider (AttuneEvaluatePage *self)
{
  GSettings *settings = attune_context_get_settings (get_context (self));
  int width = gtk_widget_get_width (GTK_WIDGET (self->paned));
  double share = width > 0 ? gtk_paned_get_position (self->paned) / (double) width : 0;

  if (settings != NULL && self->is_divider_placed && self->has_recording && !is_stacked (self) &&
      share >= 0.2 && share <= 0.8)
    g_settings_set_double (settings, "evaluate-divider", share);
}

static void
attune_evaluate_page_leave (AttunePage *page)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (page);
  AttunePlayer *player;

  if (self->draft == NULL)
    return;
  player = attune_listen_pane_get_player (self->listen);
  if (player != NULL)
    attune_player_pause (player);
  if (self->speech != NULL)
    attune_speech_end (self->speech);
  attune_note_book_flush (self->book);
  keep_divider (self);
  keep_place (self);
  attune_draft_flush (self->draft);
  if (self->correction_saver != NULL)
    attune_saver_flush (self->correction_saver);
  attune_unfinished_flush (self->unfinished_note);
  attune_unfinished_flush (self->unfinished_answers);
}

/* The width is known only now, and it is a share of it that is kept. */
static void
place_divider_cb (AttuneEvaluatePage *self)
{
  GSettings *settings = attune_context_get_settings (get_context (self));
  int width = gtk_widget_get_width (GTK_WIDGET (self->paned));
  int height = gtk_widget_get_height (GTK_WIDGET (self->paned));
  double share = settings != NULL ? g_settings_get_double (settings, "evaluate-divider") : 0.5;
  double upper = self->has_recording || self->has_text ? 0.5 : NOTES_SHARE;

  if (!self->has_recording && !self->has_text)
    share = NOTES_SHARE;
  if (self->is_divider_placed || width <= 1 || self->draft == NULL)
    return;
  self->is_divider_placed = TRUE;
  if (is_stacked (self))
    gtk_paned_set_position (self->paned, (int) (upper * height));
  else
    gtk_paned_set_position (self->paned, (int) (share * width));
}

static void
orientation_cb (AttuneEvaluatePage *self)
{
  self->is_divider_placed = FALSE;
}

static gboolean
attune_evaluate_page_search (AttunePage *page)
{
  return attune_evaluate_page_search_text (ATTUNE_EVALUATE_PAGE (page));
}

static gboolean
key_cb (AttuneEvaluatePage *self, guint key, guint code, GdkModifierType state)
{
  return attune_evaluate_page_press_key (self, key, state);
}

/* --- The widget --- */

static void
attune_evaluate_page_dispose (GObject *object)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (object);

  g_clear_handle_id (&self->saving_timer, g_source_remove);
  g_clear_handle_id (&self->stepper, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  /* What cannot be saved after the page is gone, the window still says. */
  if (self->draft != NULL)
    attune_saver_tell (attune_draft_get_saver (self->draft), get_context (self),
                       _ ("Your answers could not be saved"));
  attune_evaluate_page_tell_correction (self);
  attune_evaluate_page_close_speech (self);
  if (self->listen != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->listen, self);
      /* What is still loading holds the pane: it does not stop by itself. */
      attune_listen_pane_close (self->listen);
    }
  self->listen = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_EVALUATE_PAGE);
  g_clear_object (&self->draft);
  g_clear_object (&self->opened);
  g_clear_pointer (&self->unfinished_note, attune_unfinished_free);
  g_clear_pointer (&self->note_changes, attune_note_changes_free);
  g_clear_pointer (&self->unfinished_answers, attune_unfinished_free);
  g_clear_pointer (&self->left_note, g_free);
  g_clear_pointer (&self->answering, attune_answering_free);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->left_entries, g_ptr_array_unref);
  g_clear_object (&self->book);
  g_clear_object (&self->older);
  self->corrects = FALSE;
  g_clear_object (&self->correction);
  g_clear_object (&self->correction_saver);

  G_OBJECT_CLASS (attune_evaluate_page_parent_class)->dispose (object);
}

static void
attune_evaluate_page_finalize (GObject *object)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (object);

  g_clear_object (&self->cancellable);
  g_free (self->older_words);
  g_free (self->wanted_place);

  G_OBJECT_CLASS (attune_evaluate_page_parent_class)->finalize (object);
}

static void
attune_evaluate_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SHOWS_GUIDANCE:
      g_value_set_boolean (value, ATTUNE_EVALUATE_PAGE (object)->shows_guidance);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_evaluate_page_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (object);

  switch (id)
    {
    case PROP_SHOWS_GUIDANCE:
      self->shows_guidance = g_value_get_boolean (value);
      if (self->form_pane != NULL)
        attune_form_pane_set_shows_guidance (self->form_pane, self->shows_guidance);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, stack);
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, failure);
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, status);
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, submit);
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, history_button);
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, history);
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, draft_notice);
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, missing_notice);
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, revision_notice);
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, answer_notice);
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, paned);
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, left);
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, note_frame);
  gtk_widget_class_bind_template_child (class, AttuneEvaluatePage, judging);
  gtk_widget_class_bind_template_callback (class, missing_answered_cb);
  gtk_widget_class_bind_template_callback (class, place_divider_cb);
  gtk_widget_class_bind_template_callback (class, orientation_cb);
  gtk_widget_class_bind_template_callback (class, key_cb);
}

static void
attune_evaluate_page_class_init (AttuneEvaluatePageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  AttunePageClass *page_class = ATTUNE_PAGE_CLASS (class);

  object_class->dispose = attune_evaluate_page_dispose;
  object_class->finalize = attune_evaluate_page_finalize;
  object_class->get_property = attune_evaluate_page_get_property;
  object_class->set_property = attune_evaluate_page_set_property;
  page_class->refresh = attune_evaluate_page_refresh;
  page_class->store_changed = attune_evaluate_page_store_changed;
  page_class->seek = attune_evaluate_page_seek;
  page_class->go_to = attune_evaluate_page_go_to;
  page_class->leave = attune_evaluate_page_leave;
  page_class->search = attune_evaluate_page_search;

  properties[PROP_SHOWS_GUIDANCE] = g_param_spec_boolean ("shows-guidance", NULL, NULL, TRUE,
                                                          G_PARAM_READWRITE |
                                                            G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ATTUNE_TYPE_NOTICE);
  g_type_ensure (ATTUNE_TYPE_PANES);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/evaluate/attune-evaluate-page.ui");
  bind_children (widget_class);
  attune_evaluate_page_bind_status (widget_class);
  attune_evaluate_page_bind_leftovers (widget_class);
  attune_evaluate_page_bind_history (widget_class);
  attune_evaluate_page_bind_answering (widget_class);
  attune_evaluate_page_install_actions (widget_class);
}

static void
attune_evaluate_page_init (AttuneEvaluatePage *self)
{
  self->cancellable = g_cancellable_new ();
  self->shows_guidance = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->start_us = -1;
  attune_evaluate_page_update_actions (self);
}

GtkWidget *
attune_evaluate_page_new (AttuneContext *context, gint64 evaluation)
{
  AttuneEvaluatePage *self = g_object_new (ATTUNE_TYPE_EVALUATE_PAGE, "context", context, NULL);

  self->evaluation = evaluation;
  attune_evaluate_page_install_keys (self);
  return GTK_WIDGET (self);
}
