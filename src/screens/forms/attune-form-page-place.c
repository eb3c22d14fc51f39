/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-form-row.h"
#include "attune-tab-stop.h"

#include <glib/gi18n.h>

/* A row that was just made, or is far from what is shown, is in view a few frames after it was asked for. */
#define WAIT_MS    20
#define MOST_TRIES 150

static gboolean
is_row_of (GtkWidget *widget, const char *id)
{
  AttuneFormItem *item = widget != NULL && ATTUNE_IS_FORM_ROW (widget)
                           ? attune_form_row_get_item (ATTUNE_FORM_ROW (widget))
                           : NULL;

  return item != NULL && g_strcmp0 (attune_form_item_get_id (item), id) == 0;
}

AttuneFormRow *
attune_form_page_find_row (AttuneFormPage *self, const char *id)
{
  for (GtkWidget *i = gtk_widget_get_first_child (GTK_WIDGET (self->list)); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    if (is_row_of (gtk_widget_get_first_child (i), id))
      return ATTUNE_FORM_ROW (gtk_widget_get_first_child (i));
  return NULL;
}

gboolean
attune_form_page_is_in_view (AttuneFormPage *self, const char *id)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  AttuneFormRow *row = attune_form_page_find_row (self, id);
  GtkWidget *item = row != NULL ? gtk_widget_get_parent (GTK_WIDGET (row)) : NULL;
  graphene_rect_t bounds;

  return item != NULL && gtk_widget_get_height (item) > 0 &&
         gtk_widget_compute_bounds (item, list, &bounds) && bounds.origin.y > -1 &&
         bounds.origin.y + bounds.size.height < (float) gtk_widget_get_height (list) + 1;
}

/* Arriving ------------------------------------------------------------------------------------- */

static GtkWidget *
get_focus (AttuneFormPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

static gboolean
is_within (GtkWidget *focus, GtkListView *list)
{
  return focus != NULL && !GTK_IS_TEXT (focus) &&
         (focus == GTK_WIDGET (list) || gtk_widget_is_ancestor (focus, GTK_WIDGET (list)));
}

/* Whether the keys are on a row, or lost with one. */
static gboolean
are_keys_in_rows (AttuneFormPage *self)
{
  GtkWidget *focus = get_focus (self);

  return focus == NULL || is_within (focus, self->list) || is_within (focus, self->outline);
}

static void
grab_focus (AttuneFormPage *self)
{
  gboolean in_outline = self->is_following && is_within (get_focus (self), self->outline);
  GtkListView *list = in_outline ? self->outline : self->list;

  if (!self->is_following || are_keys_in_rows (self))
    gtk_widget_grab_focus (gtk_widget_get_ancestor (GTK_WIDGET (list), ATTUNE_TYPE_TAB_STOP));
}

static gboolean
is_still_wanted (AttuneFormPage *self)
{
  return self->history != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
         g_strcmp0 (attune_form_history_get_selection (self->history), self->wanted) == 0;
}

static gboolean
reveal_cb (gpointer data)
{
  AttuneFormPage *self = data;

  /* Nobody waits for it who left the page, or went on to something else meanwhile. */
  if (is_still_wanted (self) && !attune_form_page_is_in_view (self, self->wanted) &&
      --self->arriving_tries > 0)
    {
      attune_form_page_reveal (self);
      return G_SOURCE_CONTINUE;
    }
  if (is_still_wanted (self))
    grab_focus (self);
  self->arriving = 0;
  g_clear_pointer (&self->wanted, g_free);
  return G_SOURCE_REMOVE;
}

static gboolean
is_there (AttuneFormPage *self)
{
  AttuneForm *form = attune_form_page_get_form (self);

  return attune_form_find_question (form, self->wanted) != ATTUNE_FORM_NONE ||
         attune_form_find_section (form, self->wanted) != ATTUNE_FORM_NONE;
}

/* What is far away takes a while to be in view. */
static void
begin_revealing (AttuneFormPage *self)
{
  attune_form_page_reveal (self);
  grab_focus (self);
  self->arriving_tries = MOST_TRIES;
  self->arriving = g_timeout_add (WAIT_MS, reveal_cb, self);
}

static void
arrive (AttuneFormPage *self)
{
  gboolean is_found = self->is_following ? is_still_wanted (self)
                                         : *self->wanted != '\0' && is_there (self);

  if (is_found)
    {
      if (!self->is_following)
        attune_form_page_select (self, self->wanted);
      begin_revealing (self);
      return;
    }
  if (!self->is_following && *self->wanted == '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "form.about", NULL);
  else if (!self->is_following)
    attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)),
                        _ ("What was asked for is not in this revision of the form"));
  g_clear_pointer (&self->wanted, g_free);
}

/* As soon as all rows are there. */
static gboolean
arrive_cb (gpointer data)
{
  AttuneFormPage *self = data;

  if (self->filler != 0 || self->selector != 0)
    return G_SOURCE_CONTINUE;
  self->arriving = 0;
  if (self->history != NULL)
    arrive (self);
  return G_SOURCE_REMOVE;
}

/* The keys are given back first to where they were before. */
void
attune_form_page_arrive (AttuneFormPage *self)
{
  if (self->wanted == NULL || self->history == NULL)
    return;
  g_clear_handle_id (&self->arriving, g_source_remove);
  self->arriving = g_idle_add (arrive_cb, self);
}

void
attune_form_page_stay (AttuneFormPage *self)
{
  g_clear_handle_id (&self->arriving, g_source_remove);
  g_clear_pointer (&self->wanted, g_free);
}

void
attune_form_page_go_to (AttunePage *page, const char *place)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (page);

  g_free (self->wanted);
  self->wanted = g_strdup (place);
  self->is_following = FALSE;
  attune_form_page_arrive (self);
}

void
attune_form_page_follow (AttuneFormPage *self)
{
  const char *first = attune_form_history_get_selection (self->history);

  /* Whoever is on the way to somewhere goes on. */
  if (first == NULL || (self->wanted != NULL && !self->is_following))
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (first);
  self->is_following = TRUE;
  attune_form_page_arrive (self);
}
