/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-navigation.h"

#include "attune-dismantle.h"
#include "attune-let-go.h"
#include "attune-pages.h"

/* How many pages one can go back. */
#define MOST_ENTRIES 12

/* A page that is open. The same one may be so twice, where somebody jumped to it from above it. */
typedef struct
{
  AttunePageKind kind;
  gint64 id;
  AttunePage *page; /* borrowed from the stack */
} Entry;

struct _AttuneNavigation
{
  AdwBin parent_instance;

  /* borrowed */
  GtkStack *stack;

  /* owned */
  AttuneContext *context;
  GArray *entries;                  /* Entry, the topmost last */
  AttunePage *kept[ATTUNE_N_PAGES]; /* pages of the sidebar, borrowed from the stack */
  GQueue left;                      /* pages that are done with, borrowed from the stack */
  AttuneDestination wanted;         /* while `opening`; its place is `wanted_place` */
  char *wanted_place;               /* nullable */
  guint opening;                    /* makes the page that is wanted, 0 */
  guint showing;                    /* shows the topmost page, 0 */
  guint removing;                   /* takes the pages that are done with apart, 0 */
};

G_DEFINE_FINAL_TYPE (AttuneNavigation, attune_navigation, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_DEPTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static Entry *
get_top (AttuneNavigation *self)
{
  return self->entries->len > 0 ? &g_array_index (self->entries, Entry, self->entries->len - 1)
                                : NULL;
}

/* Whether the page of an entry that was taken off stays: one of the sidebar, or one that is open below. */
static gboolean
is_kept (AttuneNavigation *self, const Entry *entry)
{
  gboolean is_open = FALSE;

  for (guint i = 0; i < self->entries->len; i++)
    is_open |= g_array_index (self->entries, Entry, i).page == entry->page;
  return is_open || self->kept[entry->kind] == entry->page;
}

/* One at a time, when there is nothing better to do: a page has many widgets. */
static gboolean
remove_cb (gpointer data)
{
  AttuneNavigation *self = data;
  GtkWidget *page = g_queue_peek_head (&self->left);

  if (!attune_dismantle (page))
    return G_SOURCE_CONTINUE;

  attune_let_go_inside (page);
  gtk_stack_remove (self->stack, g_queue_pop_head (&self->left));
  if (!g_queue_is_empty (&self->left))
    return G_SOURCE_CONTINUE;

  self->removing = 0;
  return G_SOURCE_REMOVE;
}

static void
discard (AttuneNavigation *self, AttunePage *page)
{
  g_queue_push_tail (&self->left, page);
  if (self->removing == 0)
    self->removing = g_idle_add (remove_cb, self);
}

/* Takes the topmost page off; one that is not kept goes. */
static void
pop (AttuneNavigation *self)
{
  Entry entry = *get_top (self);

  g_array_set_size (self->entries, self->entries->len - 1);
  attune_page_leave (entry.page);
  if (!is_kept (self, &entry))
    discard (self, entry.page);
}

/* Whoever comes to a page sees where they are, before a key is pressed. */
static void
show_focus (AttuneNavigation *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gtk_window_set_focus_visible (GTK_WINDOW (root), TRUE);
}

static gboolean
show_cb (gpointer data)
{
  AttuneNavigation *self = data;
  Entry *top = get_top (self);

  self->showing = 0;
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (top->page));
  attune_page_refresh (top->page);
  attune_page_restore_focus (top->page);
  show_focus (self);
  return G_SOURCE_REMOVE;
}

/* A page is shown in the turn of the main loop after the one that it was made in. */
static void
show_top (AttuneNavigation *self)
{
  Entry *top = get_top (self);

  if (top != NULL)
    {
      attune_page_set_has_back (top->page, self->entries->len > 1);
      if (self->showing == 0)
        self->showing = g_idle_add_full (G_PRIORITY_DEFAULT, show_cb, self, NULL);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEPTH]);
}

static AttunePage *
create_page (AttuneNavigation *self, const AttunePageInfo *info, gint64 id)
{
  AttunePage *page = ATTUNE_PAGE (info->create (self->context, id));

  gtk_stack_add_child (self->stack, GTK_WIDGET (page));
  if (info->group != ATTUNE_PAGE_GROUP_NONE)
    self->kept[info->kind] = page;
  return page;
}

/* Comes back to a page that is open below; FALSE where it is not. */
static gboolean
unwind_to (AttuneNavigation *self, const AttuneDestination *destination)
{
  for (guint i = self->entries->len; i > 0; i--)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i - 1);

      if (entry->kind == destination->kind && entry->id == destination->id)
        {
          while (self->entries->len > i)
            pop (self);
          return TRUE;
        }
    }
  return FALSE;
}

/* The page as it is, where it is open or was; else NULL. */
static AttunePage *
find_page (AttuneNavigation *self, const AttuneDestination *destination)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->kind == destination->kind && entry->id == destination->id)
        return entry->page;
    }
  return self->kept[destination->kind];
}

/* The oldest goes, where the way back grows long. */
static void
forget_oldest (AttuneNavigation *self)
{
  Entry oldest = g_array_index (self->entries, Entry, 0);

  g_array_remove_index (self->entries, 0);
  if (is_kept (self, &oldest))
    return;
  attune_page_leave (oldest.page);
  discard (self, oldest.page);
}

static void
push (AttuneNavigation *self, const AttunePageInfo *info, const AttuneDestination *destination)
{
  Entry entry = { .kind = info->kind, .id = destination->id };

  while (info->group != ATTUNE_PAGE_GROUP_NONE && !destination->is_jump && self->entries->len > 0)
    pop (self);
  entry.page = find_page (self, destination);
  if (entry.page == NULL)
    entry.page = create_page (self, info, destination->id);
  g_array_append_val (self->entries, entry);
  if (self->entries->len > MOST_ENTRIES)
    forget_oldest (self);
}

/* Whoever jumps keeps the way back, unless they are there already. */
static gboolean
is_there (AttuneNavigation *self, const AttuneDestination *destination)
{
  const Entry *top = get_top (self);

  if (!destination->is_jump)
    return unwind_to (self, destination);
  return top != NULL && top->kind == destination->kind && top->id == destination->id;
}

/* A page is made in a turn of its own, whatever it was that opened it. */
static gboolean
make_page_cb (gpointer data)
{
  AttuneNavigation *self = data;
  const AttuneDestination *wanted = &self->wanted;
  Entry *top = get_top (self);

  self->opening = 0;
  if (top != NULL)
    attune_page_keep_focus (top->page);
  if (!is_there (self, wanted))
    push (self, attune_pages_find (wanted->kind), wanted);
  if (wanted->position >= 0)
    attune_page_seek (get_top (self)->page, wanted->position);
  if (wanted->place != NULL)
    attune_page_go_to (get_top (self)->page, wanted->place);
  show_top (self);
  return G_SOURCE_REMOVE;
}

static void
attune_navigation_dispose (GObject *object)
{
  AttuneNavigation *self = ATTUNE_NAVIGATION (object);

  if (self->stack != NULL)
    attune_navigation_reset (self, NULL);
  g_clear_handle_id (&self->removing, g_source_remove);
  g_queue_clear (&self->left);
  self->stack = NULL;

  G_OBJECT_CLASS (attune_navigation_parent_class)->dispose (object);
}

static void
attune_navigation_finalize (GObject *object)
{
  AttuneNavigation *self = ATTUNE_NAVIGATION (object);

  g_clear_pointer (&self->entries, g_array_unref);
  g_free (self->wanted_place);

  G_OBJECT_CLASS (attune_navigation_parent_class)->finalize (object);
}

static void
attune_navigation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneNavigation *self = ATTUNE_NAVIGATION (object);

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_object (value, attune_navigation_get_page (self));
      break;
    case PROP_DEPTH:
      g_value_set_uint (value, attune_navigation_get_depth (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_navigation_class_init (AttuneNavigationClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = attune_navigation_dispose;
  object_class->finalize = attune_navigation_finalize;
  object_class->get_property = attune_navigation_get_property;

  properties[PROP_PAGE] = g_param_spec_object ("page", NULL, NULL, ATTUNE_TYPE_PAGE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DEPTH] = g_param_spec_uint ("depth", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_navigation_init (AttuneNavigation *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

void
attune_navigation_reset (AttuneNavigation *self, AttuneContext *context)
{
  g_return_if_fail (ATTUNE_IS_NAVIGATION (self));

  g_clear_handle_id (&self->opening, g_source_remove);
  g_clear_handle_id (&self->showing, g_source_remove);
  while (self->entries->len > 0)
    pop (self);
  for (guint i = 0; i < ATTUNE_N_PAGES; i++)
    if (self->kept[i] != NULL)
      discard (self, self->kept[i]);
  memset (self->kept, 0, sizeof self->kept);
  g_set_object (&self->context, context);
}

void
attune_navigation_open (AttuneNavigation *self, const AttuneDestination *destination)
{
  const AttunePageInfo *info;

  g_return_if_fail (ATTUNE_IS_NAVIGATION (self));
  g_return_if_fail (destination != NULL);

  info = attune_pages_find (destination->kind);
  if (info == NULL || self->context == NULL ||
      !attune_context_has_role (self->context, info->roles))
    return;

  g_free (self->wanted_place);
  self->wanted_place = g_strdup (destination->place);
  self->wanted = *destination;
  self->wanted.place = self->wanted_place;
  if (self->opening == 0)
    self->opening = g_idle_add_full (G_PRIORITY_DEFAULT, make_page_cb, self, NULL);
}

gboolean
attune_navigation_back (AttuneNavigation *self)
{
  g_return_val_if_fail (ATTUNE_IS_NAVIGATION (self), FALSE);

  if (self->opening != 0)
    {
      g_clear_handle_id (&self->opening, g_source_remove);
      return TRUE;
    }
  if (self->entries->len < 2)
    return FALSE;

  pop (self);
  show_top (self);
  return TRUE;
}

AttunePage *
attune_navigation_get_page (AttuneNavigation *self)
{
  g_return_val_if_fail (ATTUNE_IS_NAVIGATION (self), NULL);

  return self->entries->len > 0 ? get_top (self)->page : NULL;
}

AttunePageKind
attune_navigation_get_section (AttuneNavigation *self)
{
  g_return_val_if_fail (ATTUNE_IS_NAVIGATION (self), ATTUNE_N_PAGES);

  for (guint i = self->entries->len; i-- > 0;)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      const AttunePageInfo *info = attune_pages_find (entry->kind);

      if (info->section != ATTUNE_N_PAGES)
        return info->section;
    }
  return ATTUNE_N_PAGES;
}

const char *
attune_navigation_get_help (AttuneNavigation *self)
{
  g_return_val_if_fail (ATTUNE_IS_NAVIGATION (self), NULL);

  if (self->entries->len == 0)
    return NULL;
  return attune_pages_find (g_array_index (self->entries, Entry, self->entries->len - 1).kind)
    ->help;
}

guint
attune_navigation_get_depth (AttuneNavigation *self)
{
  g_return_val_if_fail (ATTUNE_IS_NAVIGATION (self), 0);

  return self->entries->len;
}

void
attune_navigation_leave (AttuneNavigation *self)
{
  g_return_if_fail (ATTUNE_IS_NAVIGATION (self));

  for (guint i = 0; i < self->entries->len; i++)
    attune_page_leave (g_array_index (self->entries, Entry, i).page);
}
