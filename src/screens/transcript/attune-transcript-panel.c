/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-transcript-panel.h"

#include "attune-notice.h"
#include "attune-paced-model.h"
#include "attune-passage-search.h"
#include "attune-speaker.h"
#include "attune-template.h"

#include <glib/gi18n.h>

/* How many passages behind the one that is heard are kept in view. */
#define N_AHEAD 2

/* Characters of a name on a button. */
#define MAX_NAME 14

struct _AttuneTranscriptPanel
{
  GtkWidget parent_instance;

  /* template */
  GtkStack *stack;
  GtkWidget *add;
  AttuneNotice *agent_question;
  GtkRevealer *finder;
  GtkSearchEntry *entry;
  GtkLabel *count;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *follow;
  GtkScrolledWindow *scroller;
  GtkListView *view;

  /* owned */
  AttuneTranscript *transcript;
  AttunePassageList *list;
  AttunePacedModel *shown; /* of the list: long texts come a few passages at a time */
  AttunePassageSearch *search;
  GtkMultiSelection *selection;
  GHashTable *rows; /* AttunePassageRow, by the index of its passage */
  GStrv unknown;

  AttuneTextKind kind;
  int current; /* the passage that is heard, -1 for none */
  int wanted;  /* the one to scroll to as soon as it is shown, -1 for none */
  gboolean is_following;
  guint n_frames; /* since it came into sight */
  guint settler;
  gboolean has_words; /* words of `words_of` are selected */
  guint words_of;
  AttuneTextSpan words;
};

G_DEFINE_FINAL_TYPE (AttuneTranscriptPanel, attune_transcript_panel, GTK_TYPE_WIDGET)

enum
{
  SEEK,
  NOTE_CHOSEN,
  SELECTED,
  AGENT_TOLD,
  ADD_ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- In view --- */

static void
scroll_to (AttuneTranscriptPanel *self, guint index)
{
  self->wanted = (int) index;
  if (!attune_paced_model_is_settled (self->shown))
    return;
  self->wanted = -1;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", index);
}

/* With what comes next, so that the eye is ahead of the ear. */
static void
show_current (AttuneTranscriptPanel *self)
{
  guint n = self->transcript != NULL ? attune_transcript_get_n (self->transcript) : 0;

  if (self->current < 0 || n == 0)
    return;
  scroll_to (self, MIN ((guint) self->current + N_AHEAD, n - 1));
  scroll_to (self, (guint) self->current);
}

static void
settled_cb (AttuneTranscriptPanel *self)
{
  if (!attune_paced_model_is_settled (self->shown) || self->wanted < 0)
    return;
  if (self->is_following)
    show_current (self);
  else
    scroll_to (self, (guint) self->wanted);
}

/* What has just come into sight is laid out in the next frame, and can be scrolled in the one behind that. */
static gboolean
settle_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AttuneTranscriptPanel *self = ATTUNE_TRANSCRIPT_PANEL (widget);

  if (++self->n_frames < 3)
    return G_SOURCE_CONTINUE;
  self->settler = 0;
  if (self->is_following)
    show_current (self);
  return G_SOURCE_REMOVE;
}

static void
mapped_cb (AttuneTranscriptPanel *self)
{
  self->n_frames = 0;
  if (self->settler == 0)
    self->settler = gtk_widget_add_tick_callback (GTK_WIDGET (self), settle_cb, NULL, NULL);
}

static void
set_following (AttuneTranscriptPanel *self, gboolean is_following)
{
  self->is_following = is_following;
  gtk_widget_set_visible (self->follow,
                          !is_following && self->kind == ATTUNE_TEXT_CALL && self->current >= 0);
}

static gboolean
scrolled_cb (AttuneTranscriptPanel *self)
{
  set_following (self, FALSE);
  return FALSE;
}

/* The bar is no part of what is scrolled. */
static void
watch_bar (AttuneTranscriptPanel *self)
{
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (gtk_scrolled_window_get_vscrollbar (self->scroller),
                             GTK_EVENT_CONTROLLER (press));
}

static gboolean
list_key_cb (AttuneTranscriptPanel *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
    case GDK_KEY_Home:
    case GDK_KEY_End:
      set_following (self, FALSE);
      break;
    default:
      break;
    }
  return FALSE;
}

void
attune_transcript_panel_follow (AttuneTranscriptPanel *self)
{
  set_following (self, TRUE);
  show_current (self);
}

gboolean
attune_transcript_panel_is_following (AttuneTranscriptPanel *self)
{
  return self->is_following;
}

void
attune_transcript_panel_set_position (AttuneTranscriptPanel *self, gint64 us)
{
  int current = self->transcript != NULL && self->kind == ATTUNE_TEXT_CALL
                  ? attune_transcript_find_at (self->transcript, us)
                  : -1;

  if (current == self->current)
    return;
  if (self->current >= 0)
    attune_passage_item_set_is_current (attune_passage_list_get (self->list, (guint) self->current),
                                        FALSE);
  self->current = current;
  if (current >= 0)
    attune_passage_item_set_is_current (attune_passage_list_get (self->list, (guint) current),
                                        TRUE);
  set_following (self, self->is_following);
  if (self->is_following)
    show_current (self);
}

/* --- Words that are selected --- */

static void
unselect_words (AttuneTranscriptPanel *self)
{
  AttunePassageRow *row = self->has_words
                            ? g_hash_table_lookup (self->rows, GUINT_TO_POINTER (self->words_of))
                            : NULL;

  self->has_words = FALSE;
  if (row != NULL)
    attune_passage_row_select (row, 0, 0);
}

/* Rows of the text before stay until others take their places. */
static gboolean
is_of_text (AttuneTranscriptPanel *self, AttunePassageItem *item)
{
  guint index = attune_passage_item_get_index (item);

  return self->transcript != NULL && index < attune_transcript_get_n (self->transcript) &&
         attune_passage_list_get (self->list, index) == item;
}

/* One at a time: what is selected elsewhere is not any more. */
static void
row_selected_cb (AttuneTranscriptPanel *self, guint from, guint to, AttunePassageRow *row)
{
  AttunePassageItem *item = attune_passage_row_get_item (row);
  guint index = attune_passage_item_get_index (item);
  gboolean is_same = self->has_words && self->words_of == index;

  if ((from == to && !is_same) || !is_of_text (self, item))
    return;
  if (!is_same)
    unselect_words (self);
  self->has_words = from < to;
  self->words_of = index;
  self->words = (AttuneTextSpan){ from, to };
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
rows_selected_cb (AttuneTranscriptPanel *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

/* A single passage of a call is where one is, and no more. */
static gboolean
get_rows (AttuneTranscriptPanel *self, AttuneStretch *out_stretch)
{
  g_autoptr (GtkBitset)
    rows = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint64 n = gtk_bitset_get_size (rows);

  if (n == 0 || (n == 1 && self->kind == ATTUNE_TEXT_CALL) ||
      !attune_paced_model_is_settled (self->shown))
    return FALSE;
  out_stretch->passage_from = gtk_bitset_get_minimum (rows);
  out_stretch->passage_to = gtk_bitset_get_maximum (rows);
  out_stretch->character_from = 0;
  out_stretch->character_to = (guint)
    g_utf8_strlen (attune_transcript_get (self->transcript, out_stretch->passage_to)->text, -1);
  return TRUE;
}

gboolean
attune_transcript_panel_get_stretch (AttuneTranscriptPanel *self, AttuneStretch *out_stretch)
{
  if (self->transcript == NULL)
    return FALSE;
  if (!self->has_words)
    return get_rows (self, out_stretch);
  *out_stretch = (AttuneStretch){ self->words_of, self->words_of, self->words.from,
                                  self->words.to };
  return TRUE;
}

void
attune_transcript_panel_unselect (AttuneTranscriptPanel *self)
{
  unselect_words (self);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  g_signal_emit (self, signals[SELECTED], 0);
}

static gboolean
panel_key_cb (AttuneTranscriptPanel *self, guint key)
{
  AttuneStretch stretch;

  if (key != GDK_KEY_Escape || !attune_transcript_panel_get_stretch (self, &stretch))
    return FALSE;
  attune_transcript_panel_unselect (self);
  return TRUE;
}

/* --- Passages --- */

static void
seek (AttuneTranscriptPanel *self, guint index)
{
  const AttunePassage *passage = attune_transcript_get (self->transcript, index);

  if (self->kind != ATTUNE_TEXT_CALL || passage->from_us < 0)
    return;
  set_following (self, TRUE);
  g_signal_emit (self, signals[SEEK], 0, passage->from_us);
}

static void
row_activated_cb (AttuneTranscriptPanel *self, AttunePassageRow *row)
{
  AttunePassageItem *item = attune_passage_row_get_item (row);
  guint index = attune_passage_item_get_index (item);

  if (!is_of_text (self, item))
    return;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), index, TRUE);
  seek (self, index);
}

static void
mark_activated_cb (AttuneTranscriptPanel *self, gint64 note)
{
  g_signal_emit (self, signals[NOTE_CHOSEN], 0, note);
}

static void
view_activated_cb (AttuneTranscriptPanel *self, guint position)
{
  g_autoptr (AttunePassageItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (item != NULL && is_of_text (self, item))
    seek (self, attune_passage_item_get_index (item));
}

static void
setup_cb (AttuneTranscriptPanel *self, GtkListItem *item)
{
  GtkWidget *row = attune_passage_row_new (self->kind);

  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "mark-activated", G_CALLBACK (mark_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (AttuneTranscriptPanel *self, GtkListItem *list_item)
{
  AttunePassageItem *item = gtk_list_item_get_item (list_item);
  AttunePassageRow *row = ATTUNE_PASSAGE_ROW (gtk_list_item_get_child (list_item));
  guint index = attune_passage_item_get_index (item);

  attune_passage_row_set_item (row, item);
  if (!is_of_text (self, item))
    return;
  g_hash_table_insert (self->rows, GUINT_TO_POINTER (index), row);
  if (self->has_words && self->words_of == index)
    attune_passage_row_select (row, self->words.from, self->words.to);
}

static void
unbind_cb (AttuneTranscriptPanel *self, GtkListItem *list_item)
{
  AttunePassageItem *item = gtk_list_item_get_item (list_item);
  AttunePassageRow *row = ATTUNE_PASSAGE_ROW (gtk_list_item_get_child (list_item));
  gpointer index = GUINT_TO_POINTER (attune_passage_item_get_index (item));

  if (g_hash_table_lookup (self->rows, index) == row)
    g_hash_table_remove (self->rows, index);
  attune_passage_row_set_item (row, NULL);
}

static GtkListItemFactory *
make_factory (AttuneTranscriptPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

/* --- Search --- */

static void
show_count (AttuneTranscriptPanel *self)
{
  guint n = attune_passage_search_get_n (self->search);
  int current = attune_passage_search_get_current (self->search);
  gboolean is_empty = gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] == '\0';
  g_autofree char *words = NULL;

  if (is_empty)
    words = g_strdup ("");
  else if (n == 0)
    words = g_strdup (attune_passage_search_is_done (self->search) ? _ ("Not found") : "…");
  else if (current >= 0)
    /* Translators: which of so many places where something was found: "2 of 14". */
    words = g_strdup_printf (_ ("%1$d of %2$u"), current + 1, n);
  else
    words = g_strdup_printf (ngettext ("%u place", "%u places", n), n);
  gtk_label_set_label (self->count, words);
  gtk_widget_set_sensitive (self->previous, n > 0);
  gtk_widget_set_sensitive (self->next, n > 0);
}

static void
step (AttuneTranscriptPanel *self, int direction)
{
  int passage;

  if (self->search == NULL)
    return;
  passage = attune_passage_search_step (self->search, direction, (guint) MAX (self->current, 0));
  if (passage < 0)
    return;
  set_following (self, FALSE);
  scroll_to (self, (guint) passage);
}

/* The first place behind what is heard is gone to as soon as it is found. */
static void
found_cb (AttuneTranscriptPanel *self)
{
  if (attune_passage_search_get_n (self->search) > 0 &&
      attune_passage_search_get_current (self->search) < 0 &&
      attune_passage_search_is_done (self->search))
    step (self, 1);
  else
    show_count (self);
}

static void
next_cb (AttuneTranscriptPanel *self)
{
  step (self, 1);
}

static void
previous_cb (AttuneTranscriptPanel *self)
{
  step (self, -1);
}

static gboolean
entry_key_cb (AttuneTranscriptPanel *self, guint key, guint code, GdkModifierType state)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || (state & GDK_SHIFT_MASK) == 0)
    return FALSE;
  step (self, -1);
  return TRUE;
}

static void
search_changed_cb (AttuneTranscriptPanel *self)
{
  if (self->search != NULL)
    attune_passage_search_set_words (self->search,
                                     gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

/* What was being looked for stays where it is in view. */
static void
stop_search_cb (AttuneTranscriptPanel *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_revealer_set_reveal_child (self->finder, FALSE);
  attune_transcript_panel_enter (self);
}

void
attune_transcript_panel_search (AttuneTranscriptPanel *self)
{
  if (self->transcript == NULL)
    return;
  gtk_revealer_set_reveal_child (self->finder, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
attune_transcript_panel_enter (AttuneTranscriptPanel *self)
{
  if (self->transcript != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

/* --- Who is who --- */

static void
agent_answered_cb (AttuneTranscriptPanel *self, gboolean is_first)
{
  g_autofree char *name = g_strdup (self->unknown[is_first ? 0 : 1]);

  attune_notice_hide (self->agent_question);
  g_signal_emit (self, signals[AGENT_TOLD], 0, name);
}

/* Names are as long as people like. Owned by the caller. */
static char *
shorten (const char *name)
{
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (name, -1) <= MAX_NAME)
    return g_strdup (name);
  beginning = g_utf8_substring (name, 0, MAX_NAME - 1);
  return g_strconcat (beginning, "…", NULL);
}

static void
ask_for_agent (AttuneTranscriptPanel *self, gboolean asks)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_clear_pointer (&self->unknown, g_strfreev);
  if (asks && self->transcript != NULL)
    self->unknown = attune_transcript_list_unknown (self->transcript);
  attune_notice_hide (self->agent_question);
  if (self->unknown == NULL || g_strv_length (self->unknown) != 2)
    return;
  first = shorten (self->unknown[0]);
  second = shorten (self->unknown[1]);
  attune_notice_show (self->agent_question, _ ("Who is the agent?"), first, second);
}

static void
add_clicked_cb (AttuneTranscriptPanel *self)
{
  g_signal_emit (self, signals[ADD_ASKED], 0);
}

/* --- The widget --- */

static void
attune_transcript_panel_dispose (GObject *object)
{
  AttuneTranscriptPanel *self = ATTUNE_TRANSCRIPT_PANEL (object);

  if (self->search != NULL)
    g_signal_handlers_disconnect_by_data (self->search, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  attune_template_dispose (GTK_WIDGET (self), ATTUNE_TYPE_TRANSCRIPT_PANEL);
  g_clear_object (&self->search);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (attune_transcript_panel_parent_class)->dispose (object);
}

static void
attune_transcript_panel_finalize (GObject *object)
{
  AttuneTranscriptPanel *self = ATTUNE_TRANSCRIPT_PANEL (object);

  g_clear_pointer (&self->transcript, attune_transcript_unref);
  g_clear_pointer (&self->unknown, g_strfreev);
  g_hash_table_unref (self->rows);

  G_OBJECT_CLASS (attune_transcript_panel_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, AttuneTranscriptPanel, stack);
  gtk_widget_class_bind_template_child (class, AttuneTranscriptPanel, add);
  gtk_widget_class_bind_template_child (class, AttuneTranscriptPanel, agent_question);
  gtk_widget_class_bind_template_child (class, AttuneTranscriptPanel, finder);
  gtk_widget_class_bind_template_child (class, AttuneTranscriptPanel, entry);
  gtk_widget_class_bind_template_child (class, AttuneTranscriptPanel, count);
  gtk_widget_class_bind_template_child (class, AttuneTranscriptPanel, previous);
  gtk_widget_class_bind_template_child (class, AttuneTranscriptPanel, next);
  gtk_widget_class_bind_template_child (class, AttuneTranscriptPanel, follow);
  gtk_widget_class_bind_template_child (class, AttuneTranscriptPanel, scroller);
  gtk_widget_class_bind_template_child (class, AttuneTranscriptPanel, view);
  gtk_widget_class_bind_template_callback (class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (class, agent_answered_cb);
  gtk_widget_class_bind_template_callback (class, attune_transcript_panel_follow);
  gtk_widget_class_bind_template_callback (class, entry_key_cb);
  gtk_widget_class_bind_template_callback (class, list_key_cb);
  gtk_widget_class_bind_template_callback (class, next_cb);
  gtk_widget_class_bind_template_callback (class, panel_key_cb);
  gtk_widget_class_bind_template_callback (class, previous_cb);
  gtk_widget_class_bind_template_callback (class, scrolled_cb);
  gtk_widget_class_bind_template_callback (class, search_changed_cb);
  gtk_widget_class_bind_template_callback (class, stop_search_cb);
  gtk_widget_class_bind_template_callback (class, view_activated_cb);
}

static void
attune_transcript_panel_class_init (AttuneTranscriptPanelClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_transcript_panel_dispose;
  object_class->finalize = attune_transcript_panel_finalize;

  signals[SEEK] = g_signal_new ("seek", ATTUNE_TYPE_TRANSCRIPT_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[NOTE_CHOSEN] = g_signal_new ("note-chosen", ATTUNE_TYPE_TRANSCRIPT_PANEL,
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                       G_TYPE_INT64);
  signals[SELECTED] = g_signal_new ("selected", ATTUNE_TYPE_TRANSCRIPT_PANEL, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[AGENT_TOLD] = g_signal_new ("agent-told", ATTUNE_TYPE_TRANSCRIPT_PANEL, G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ADD_ASKED] = g_signal_new ("add-asked", ATTUNE_TYPE_TRANSCRIPT_PANEL, G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATTUNE_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/transcript/attune-transcript-panel.ui");
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "transcriptpanel");
}

static void
make_models (AttuneTranscriptPanel *self)
{
  self->shown = g_object_new (ATTUNE_TYPE_PACED_MODEL, NULL);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  attune_paced_model_set_adjustment (self->shown,
                                     gtk_scrolled_window_get_vadjustment (self->scroller));
  g_signal_connect_object (self->shown, "notify::is-settled", G_CALLBACK (settled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (rows_selected_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
attune_transcript_panel_init (AttuneTranscriptPanel *self)
{
  self->rows = g_hash_table_new (NULL, NULL);
  self->current = self->wanted = -1;
  self->is_following = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  make_models (self);
  g_signal_connect_object (self->view, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED);
  watch_bar (self);
}

static void
let_go (AttuneTranscriptPanel *self)
{
  self->has_words = FALSE;
  self->current = self->wanted = -1;
  if (self->search != NULL)
    g_signal_handlers_disconnect_by_data (self->search, self);
  g_signal_handlers_block_by_func (self->selection, rows_selected_cb, self);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  g_signal_handlers_unblock_by_func (self->selection, rows_selected_cb, self);
  g_hash_table_remove_all (self->rows);
  g_clear_object (&self->search);
  g_clear_object (&self->list);
  g_clear_pointer (&self->transcript, attune_transcript_unref);
}

/* Rows are made for one kind of text. */
static void
set_kind (AttuneTranscriptPanel *self, AttuneTextKind kind)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  if (self->kind == kind && gtk_list_view_get_factory (self->view) != NULL)
    return;
  self->kind = kind;
  factory = make_factory (self);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

/* The first passage that has a row, 0 where none has. */
static guint
find_first_row (AttuneTranscriptPanel *self)
{
  guint first = G_MAXUINT;
  GHashTableIter iter;
  gpointer index;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &index, NULL))
    first = MIN (first, GPOINTER_TO_UINT (index));
  return first != G_MAXUINT ? first : 0;
}

static void
show_list (AttuneTranscriptPanel *self, guint first)
{
  self->list = attune_passage_list_new (self->transcript);
  self->search = attune_passage_search_new (self->transcript, self->list);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  attune_paced_model_set_model (self->shown, G_LIST_MODEL (self->list), first);
  search_changed_cb (self);
}

void
attune_transcript_panel_set_transcript (AttuneTranscriptPanel *self,
                                        AttuneTranscript *transcript,
                                        AttuneTextKind kind,
                                        gboolean asks)
{
  guint first = find_first_row (self);

  let_go (self);
  set_kind (self, kind);
  gtk_widget_set_visible (self->add, asks);
  gtk_stack_set_visible_child_name (self->stack, transcript != NULL ? "text" : "empty");
  if (transcript != NULL)
    {
      self->transcript = attune_transcript_ref (transcript);
      show_list (self, first);
    }
  else
    attune_paced_model_set_model (self->shown, NULL, first);
  ask_for_agent (self, asks);
  set_following (self, TRUE);
}

AttuneTranscript *
attune_transcript_panel_get_transcript (AttuneTranscriptPanel *self)
{
  return self->transcript;
}

void
attune_transcript_panel_set_marks (AttuneTranscriptPanel *self,
                                   const AttuneTextMark *marks,
                                   guint n_marks)
{
  if (self->list != NULL)
    attune_passage_list_set_marks (self->list, marks, n_marks);
}

void
attune_transcript_panel_show_stretch (AttuneTranscriptPanel *self, const AttuneStretch *stretch)
{
  if (self->transcript == NULL || !attune_transcript_has_stretch (self->transcript, stretch))
    return;
  set_following (self, FALSE);
  scroll_to (self, stretch->passage_to);
  scroll_to (self, stretch->passage_from);
}
