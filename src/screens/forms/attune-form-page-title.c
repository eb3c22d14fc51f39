/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-form-row.h"

/* The row of what is new is in view a frame or more after it was added, and before that nobody can type in it: GTK takes the
 * keys from what it finds to be out of view. Until then an entry that is not seen stands in for that of the row, so that
 * nothing that is typed is lost. */

/* Behind so many frames the row is not waited for any more, and for what is pasted as long. */
#define MOST_FRAMES  180
#define PASTE_FRAMES 60

static AttuneFormItem *
get_item (AttuneFormPage *self, const char *id)
{
  guint position = attune_form_outline_find (G_LIST_MODEL (self->items), id);

  return position != G_MAXUINT ? g_list_model_get_item (G_LIST_MODEL (self->items), position)
                               : NULL;
}

static gboolean
has_keys (AttuneFormPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL && gtk_root_get_focus (root) == GTK_WIDGET (self->stand_in);
}

static gboolean
has_typed (AttuneFormPage *self)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->stand_in)), self->entered_title) !=
         0;
}

/* The entry no longer stands for a row. Gives the id of that one, owned by the caller; NULL where there was none. */
static char *
release (AttuneFormPage *self)
{
  if (self->entering != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->entering);
  self->entering = 0;
  return g_steal_pointer (&self->entered);
}

void
attune_form_page_keep_title (AttuneFormPage *self)
{
  g_autofree char *id = release (self);
  g_autoptr (AttuneFormItem) item = id != NULL ? get_item (self, id) : NULL;

  if (item != NULL && has_typed (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "form.set-title", "(ss)", id,
                                gtk_editable_get_text (GTK_EDITABLE (self->stand_in)));
}

void
attune_form_page_drop_title (AttuneFormPage *self)
{
  g_free (release (self));
}

void
attune_form_page_title_left (AttuneFormPage *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->stand_in)) || has_keys (self))
    return;
  attune_form_page_keep_title (self);
  gtk_widget_set_visible (GTK_WIDGET (self->stand_in), FALSE);
}

/* What was typed so far, and where the cursor is in it, go on in the row. */
static void
hand_over (AttuneFormPage *self)
{
  AttuneFormRow *row = attune_form_page_find_row (self, self->entered);
  GtkEditable *typed = GTK_EDITABLE (self->stand_in);
  int start;
  int end;

  if (row == NULL)
    {
      attune_form_page_keep_title (self);
      return;
    }
  g_free (release (self));
  if (!has_typed (self))
    {
      attune_form_item_request_edit (attune_form_row_get_item (row));
      return;
    }
  gtk_editable_get_selection_bounds (typed, &start, &end);
  attune_form_row_edit (row, gtk_editable_get_text (typed), start, end);
}

/* Whether something is on its way into the entry: an accent that waits for its letter, or what is pasted. */
static gboolean
is_busy (AttuneFormPage *self)
{
  if (self->paste_frames > 0)
    self->paste_frames--;
  return self->is_composing || self->paste_frames > 0;
}

/* The first frame places the rows behind this. */
static gboolean
enter_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);

  if (g_strcmp0 (attune_form_history_get_selection (self->history), self->entered) != 0)
    attune_form_page_keep_title (self);
  else if (++self->entering_frames == 1 || (!attune_form_page_is_in_view (self, self->entered) &&
                                            self->entering_frames < MOST_FRAMES))
    attune_form_page_reveal (self);
  else if (!is_busy (self))
    hand_over (self);
  return self->entered != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
stand_in (AttuneFormPage *self, const char *id, const char *title)
{
  GtkEditable *typed = GTK_EDITABLE (self->stand_in);

  self->entered = g_strdup (id);
  g_free (self->entered_title);
  self->entered_title = g_strdup (title);
  self->entering_frames = 0;
  self->paste_frames = 0;
  gtk_editable_set_enable_undo (typed, FALSE);
  gtk_editable_set_text (typed, title);
  gtk_editable_set_enable_undo (typed, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->stand_in), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->stand_in));
  gtk_editable_select_region (typed, 0, -1);
  self->entering = gtk_widget_add_tick_callback (GTK_WIDGET (self), enter_cb, NULL, NULL);
}

static void
edit (AttuneFormPage *self, const char *id, gboolean is_new)
{
  g_autoptr (AttuneFormItem) item = NULL;

  attune_form_page_keep_title (self);
  attune_form_page_stay (self);
  attune_form_page_select (self, id);
  item = get_item (self, id);
  if (item == NULL)
    return;
  if (!is_new && attune_form_page_is_in_view (self, id))
    attune_form_item_request_edit (item);
  else
    stand_in (self, id, attune_form_item_get_title (item));
}

void
attune_form_page_edit_title (AttuneFormPage *self, const char *id)
{
  edit (self, id, FALSE);
}

void
attune_form_page_enter_title (AttuneFormPage *self, const char *id)
{
  edit (self, id, TRUE);
}

/* Callbacks ------------------------------------------------------------------------------------ */

/* To the row, as soon as it is there. */
static void
end (AttuneFormPage *self, gboolean is_kept)
{
  g_autofree char *id = g_strdup (self->entered);

  if (id == NULL)
    return;
  if (is_kept)
    attune_form_page_keep_title (self);
  else
    attune_form_page_drop_title (self);
  attune_form_page_go_to (ATTUNE_PAGE (self), id);
}

void
attune_form_page_title_activate_cb (AttuneFormPage *self)
{
  end (self, TRUE);
}

gboolean
attune_form_page_title_key_cb (AttuneFormPage *self, guint key)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  end (self, FALSE);
  return GDK_EVENT_STOP;
}

/* Where the entry has nothing more to undo, the form beneath it is left as it is. */
gboolean
attune_form_page_title_unused_key_cb (AttuneFormPage *self,
                                      guint key,
                                      guint code,
                                      GdkModifierType state)
{
  guint lower = gdk_keyval_to_lower (key);

  return (state & GDK_CONTROL_MASK) != 0 && (lower == GDK_KEY_z || lower == GDK_KEY_y);
}

void
attune_form_page_title_preedit_cb (AttuneFormPage *self, const char *preedit)
{
  self->is_composing = preedit != NULL && *preedit != '\0';
}

void
attune_form_page_title_paste_cb (AttuneFormPage *self)
{
  self->paste_frames = PASTE_FRAMES;
}

void
attune_form_page_title_changed_cb (AttuneFormPage *self)
{
  self->paste_frames = 0;
}
