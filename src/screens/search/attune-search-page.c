/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-search-page.h"

#include "attune-search-item.h"
#include "attune-search-words.h"
#include "attune-status.h"
#include "attune-tab-stop.h"
#include "attune-weak.h"

#include <glib/gi18n.h>
#include <string.h>

/* After so long without another letter it is looked for, and after so long the page says that it does. */
#define DELAY_MS 150
#define LATE_MS  400

/* Changes come in bursts. */
#define RELOAD_DELAY_MS 500

struct _AttuneSearchPage
{
  AttunePage parent_instance;

  /* template */
  GtkSearchEntry *search;
  GtkDropDown *kinds;
  GtkStack *stack;
  AdwStatusPage *failed;
  AdwStatusPage *none;
  GtkLabel *partial;
  AttuneTabStop *rows_stop;
  GtkListView *list;
  GtkSingleSelection *selection;
  GListStore *items; /* AttuneSearchItem */

  /* owned */
  GCancellable *searching; /* NULL unless something is looked for */
  GCancellable *filling;
  char *looked; /* what was looked for last, or NULL */
  guint delay;  /* until it is looked for, 0 */
  guint late;   /* until it is said that it is, 0 */

  gboolean has_filled;
  gboolean enters; /* the rows, once they are there */
};

G_DEFINE_FINAL_TYPE (AttuneSearchPage, attune_search_page, ATTUNE_TYPE_PAGE)

/* What each row of the drop-down looks for. */
static const guint kinds[] = {
  0,
  1 << ATTUNE_ENTRY_INTERACTION,
  1 << ATTUNE_ENTRY_PASSAGE,
  1 << ATTUNE_ENTRY_NOTE,
  1 << ATTUNE_ENTRY_COMMENT | 1 << ATTUNE_ENTRY_REMARK,
  1 << ATTUNE_ENTRY_ACKNOWLEDGEMENT | 1 << ATTUNE_ENTRY_DISPUTE | 1 << ATTUNE_ENTRY_DECISION,
};

static void look (AttuneSearchPage *self);

static AttuneContext *
get_context (AttuneSearchPage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

static const char *
get_text (AttuneSearchPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

static void
show (AttuneSearchPage *self, const char *name, const char *count)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  attune_page_set_subtitle (ATTUNE_PAGE (self), count);
}

/* --- Searching ------------------------------------------------------------------------------------------------------ */

static void
give_up (AttuneSearchPage *self)
{
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_handle_id (&self->late, g_source_remove);
}

static void
enter_rows (AttuneSearchPage *self)
{
  self->enters = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->rows_stop));
}

static void
show_hits (AttuneSearchPage *self, const AttuneHits *hits)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *count = attune_search_describe_hits (hits);

  for (guint i = 0; i < hits->hits->len; i++)
    g_ptr_array_add (rows, attune_search_item_new (g_ptr_array_index (hits->hits, i),
                                                   get_context (self)));
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       rows->pdata, rows->len);
  gtk_widget_set_visible (GTK_WIDGET (self->partial), hits->is_partial);
  if (rows->len == 0)
    attune_status_say (self->none, hits->is_partial
                                     ? _ ("Older contacts are still being made ready for "
                                          "searching. Try again in a while.")
                                     : _ ("Try fewer words, or their beginnings."));
  show (self, rows->len > 0 ? "found" : "none", count);
  if (rows->len > 0 && self->enters)
    enter_rows (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneSearchPage) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneHits) hits = attune_store_search_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  give_up (self);
  if (hits != NULL)
    show_hits (self, hits);
  else
    {
      attune_status_say (self->failed, error->message);
      show (self, "failed", NULL);
    }
}

static gboolean
late_cb (gpointer data)
{
  AttuneSearchPage *self = data;

  self->late = 0;
  show (self, "searching", NULL);
  return G_SOURCE_REMOVE;
}

/* What was found before stays until it is known what is found now, if that does not take long. */
static void
look (AttuneSearchPage *self)
{
  guint kind = gtk_drop_down_get_selected (self->kinds);

  give_up (self);
  g_free (self->looked);
  self->looked = g_strdup (get_text (self));
  if (get_text (self)[strspn (get_text (self), " ")] == '\0')
    {
      g_list_store_remove_all (self->items);
      self->enters = FALSE;
      show (self, "start", NULL);
      return;
    }
  self->searching = g_cancellable_new ();
  self->late = g_timeout_add (LATE_MS, late_cb, self);
  attune_store_search_async (attune_context_get_store (get_context (self)),
                             attune_context_get_actor (get_context (self)), get_text (self),
                             kind < G_N_ELEMENTS (kinds) ? kinds[kind] : 0, ATTUNE_HITS_MAX,
                             self->searching, found_cb, attune_weak_new (self));
}

static gboolean
delay_cb (gpointer data)
{
  AttuneSearchPage *self = data;

  self->delay = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
look_soon (AttuneSearchPage *self, guint delay_ms)
{
  give_up (self);
  self->delay = g_timeout_add (delay_ms, delay_cb, self);
}

/* What an older Attune has written is made ready the first time that somebody searches. */
static void
filled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneSearchPage) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  gint64 n = attune_store_fill_search_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->filling))
    return;
  if (error != NULL)
    attune_context_report (get_context (self),
                           _ ("Older contacts could not be made ready for "
                              "searching"),
                           error);
  else if (n > 0)
    look_soon (self, DELAY_MS);
}

static void
fill (AttuneSearchPage *self)
{
  if (self->has_filled)
    return;
  self->has_filled = TRUE;
  attune_store_fill_search_async (attune_context_get_store (get_context (self)), FALSE,
                                  self->filling, filled_cb, attune_weak_new (self));
}

/* --- What is typed and chosen --------------------------------------------------------------------------------------- */

/* The entry tells of it later, when it may have been looked for already. */
static void
text_changed_cb (AttuneSearchPage *self)
{
  if (g_strcmp0 (self->looked, get_text (self)) == 0)
    return;
  self->enters = FALSE;
  look_soon (self, DELAY_MS);
}

static void
kind_changed_cb (AttuneSearchPage *self)
{
  look (self);
}

/* Return goes to the rows, as soon as they are there. */
static void
search_activated_cb (AttuneSearchPage *self)
{
  self->enters = TRUE;
  if (g_strcmp0 (self->looked, get_text (self)) != 0)
    look (self);
  else if (self->searching == NULL && g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0)
    enter_rows (self);
}

static void
search_stopped_cb (AttuneSearchPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
activated_cb (AttuneSearchPage *self, guint position)
{
  g_autoptr (AttuneSearchItem)
    item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  const AttuneDestination *destination = attune_search_item_get_destination (item);

  if (destination->kind == ATTUNE_N_PAGES)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    attune_context_open (get_context (self), destination);
}

static char *
get_name_cb (gpointer row, AttuneSearchItem *item)
{
  return g_strdup (item != NULL ? attune_search_item_get_name (item) : "");
}

static char *
get_excerpt_cb (gpointer row, AttuneSearchItem *item)
{
  return g_strdup (item != NULL ? attune_search_item_get_excerpt (item) : "");
}

static char *
get_detail_cb (gpointer row, AttuneSearchItem *item)
{
  return g_strdup (item != NULL ? attune_search_item_get_detail (item) : "");
}

static char *
get_icon_cb (gpointer row, AttuneSearchItem *item)
{
  return g_strdup (item != NULL ? attune_search_item_get_icon (item) : NULL);
}

/* --- The page ------------------------------------------------------------------------------------------------------- */

static void
attune_search_page_refresh (AttunePage *page)
{
  AttuneSearchPage *self = ATTUNE_SEARCH_PAGE (page);

  fill (self);
  look (self);
}

static void
attune_search_page_store_changed (AttunePage *page, guint kind, gint64 id)
{
  AttuneSearchPage *self = ATTUNE_SEARCH_PAGE (page);

  /* A page that is not seen reads when it is come back to. */
  if (*get_text (self) != '\0' && self->delay == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    look_soon (self, RELOAD_DELAY_MS);
}

static gboolean
attune_search_page_search (AttunePage *page)
{
  AttuneSearchPage *self = ATTUNE_SEARCH_PAGE (page);

  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
  return gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
attune_search_page_go_to (AttunePage *page, const char *place)
{
  AttuneSearchPage *self = ATTUNE_SEARCH_PAGE (page);

  if (*place == '\0')
    {
      attune_search_page_search (page);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->search), place);
  gtk_drop_down_set_selected (self->kinds, 0);
  look (self);
  self->enters = TRUE;
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  look (ATTUNE_SEARCH_PAGE (widget));
}

static void
attune_search_page_dispose (GObject *object)
{
  AttuneSearchPage *self = ATTUNE_SEARCH_PAGE (object);

  give_up (self);
  g_cancellable_cancel (self->filling);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_SEARCH_PAGE);

  G_OBJECT_CLASS (attune_search_page_parent_class)->dispose (object);
}

static void
attune_search_page_finalize (GObject *object)
{
  AttuneSearchPage *self = ATTUNE_SEARCH_PAGE (object);

  g_clear_object (&self->filling);
  g_free (self->looked);

  G_OBJECT_CLASS (attune_search_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (class,
                                               "/org/attuneqa/Attune/search/attune-search-page.ui");
  gtk_widget_class_bind_template_child (class, AttuneSearchPage, search);
  gtk_widget_class_bind_template_child (class, AttuneSearchPage, kinds);
  gtk_widget_class_bind_template_child (class, AttuneSearchPage, stack);
  gtk_widget_class_bind_template_child (class, AttuneSearchPage, failed);
  gtk_widget_class_bind_template_child (class, AttuneSearchPage, none);
  gtk_widget_class_bind_template_child (class, AttuneSearchPage, partial);
  gtk_widget_class_bind_template_child (class, AttuneSearchPage, rows_stop);
  gtk_widget_class_bind_template_child (class, AttuneSearchPage, list);
  gtk_widget_class_bind_template_child (class, AttuneSearchPage, selection);
  gtk_widget_class_bind_template_child (class, AttuneSearchPage, items);
  gtk_widget_class_bind_template_callback (class, text_changed_cb);
  gtk_widget_class_bind_template_callback (class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (class, search_activated_cb);
  gtk_widget_class_bind_template_callback (class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (class, activated_cb);
  gtk_widget_class_bind_template_callback (class, get_name_cb);
  gtk_widget_class_bind_template_callback (class, get_excerpt_cb);
  gtk_widget_class_bind_template_callback (class, get_detail_cb);
  gtk_widget_class_bind_template_callback (class, get_icon_cb);
}

static void
attune_search_page_class_init (AttuneSearchPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  AttunePageClass *page_class = ATTUNE_PAGE_CLASS (class);

  object_class->dispose = attune_search_page_dispose;
  object_class->finalize = attune_search_page_finalize;
  page_class->refresh = attune_search_page_refresh;
  page_class->store_changed = attune_search_page_store_changed;
  page_class->search = attune_search_page_search;
  page_class->go_to = attune_search_page_go_to;

  g_type_ensure (ATTUNE_TYPE_SEARCH_ITEM);
  g_type_ensure (ATTUNE_TYPE_TAB_STOP);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "search.retry", NULL, retry_action);
}

static void
attune_search_page_init (AttuneSearchPage *self)
{
  self->filling = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_search_page_new (AttuneContext *context, gint64 id)
{
  return g_object_new (ATTUNE_TYPE_SEARCH_PAGE, "context", context, NULL);
}
