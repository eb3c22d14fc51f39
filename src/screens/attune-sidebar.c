/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sidebar.h"

#include "attune-format.h"
#include "attune-pages.h"
#include "attune-work-count.h"

#include <glib/gi18n.h>

/* More than this is "99+". */
#define MOST_COUNTED 99

struct _AttuneSidebar
{
  AdwBin parent_instance;

  /* template */
  AdwWindowTitle *window_title;
  GtkMenuButton *person;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *roles;
  GtkListBox *list;

  /* borrowed */
  GtkListBoxRow *work_row; /* where there is one */
  GtkLabel *work_label;    /* in it */

  /* owned */
  AttuneContext *context;
  AttuneWorkCount *work_count;

  AttunePageKind current;
};

G_DEFINE_FINAL_TYPE (AttuneSidebar, attune_sidebar, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const AttunePageInfo *
get_info (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "attune-page-info");
}

static void
row_activated_cb (AttuneSidebar *self, GtkListBoxRow *row)
{
  const AttunePageInfo *info = get_info (row);

  attune_context_open (self->context, &(AttuneDestination){ info->kind, 0, -1 });
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
select_current (AttuneSidebar *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (get_info (row)->kind == self->current)
      {
        gtk_list_box_select_row (self->list, row);
        return;
      }
  gtk_list_box_unselect_all (self->list);
}

/* The keys moved the highlight along; what is open is still what was. */
static void
focus_left_cb (AttuneSidebar *self)
{
  select_current (self);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  gboolean begins_group = before != NULL && get_info (before)->group != ATTUNE_PAGE_GROUP_FIRST &&
                          get_info (row)->group != get_info (before)->group;

  gtk_list_box_row_set_header (row, begins_group ? gtk_separator_new (GTK_ORIENTATION_HORIZONTAL)
                                                 : NULL);
}

/* As much as fits. */
static void
show_work (AttuneSidebar *self)
{
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  guint n;

  g_object_get (self->work_count, "n", &n, NULL);
  text = n > MOST_COUNTED ? g_strdup_printf ("%u+", MOST_COUNTED) : g_strdup_printf ("%u", n);
  /* Translators: the name of a page and how much there is to do on it: "My Work, 3". */
  label = n > 0 ? g_strdup_printf (_ ("%1$s, %2$'u"), _ (get_info (self->work_row)->title), n)
                : g_strdup (_ (get_info (self->work_row)->title));
  gtk_label_set_label (self->work_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->work_label), n > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->work_row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
release_work (AttuneSidebar *self)
{
  if (self->work_count != NULL)
    g_signal_handlers_disconnect_by_data (self->work_count, self);
  g_clear_object (&self->work_count);
  self->work_row = NULL;
  self->work_label = NULL;
}

static void
attune_sidebar_dispose (GObject *object)
{
  AttuneSidebar *self = ATTUNE_SIDEBAR (object);

  release_work (self);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (attune_sidebar_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_SIDEBAR);
}

static void
attune_sidebar_class_init (AttuneSidebarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_sidebar_dispose;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/attune-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneSidebar, window_title);
  gtk_widget_class_bind_template_child (widget_class, AttuneSidebar, person);
  gtk_widget_class_bind_template_child (widget_class, AttuneSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, AttuneSidebar, name);
  gtk_widget_class_bind_template_child (widget_class, AttuneSidebar, roles);
  gtk_widget_class_bind_template_child (widget_class, AttuneSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
}

static void
attune_sidebar_init (AttuneSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
}

static GtkWidget *
create_row (const AttunePageInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (info->title));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (info->icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (info->title), -1);
  g_object_set_data (G_OBJECT (row), "attune-page-info", (gpointer) info);
  return row;
}

static void
count_work (AttuneSidebar *self, GtkWidget *row)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "count");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_halign (label, GTK_ALIGN_END);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (label, FALSE);
  gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), label);
  self->work_row = GTK_LIST_BOX_ROW (row);
  self->work_label = GTK_LABEL (label);
  self->work_count = attune_work_count_new (self->context);
  g_signal_connect_swapped (self->work_count, "notify::n", G_CALLBACK (show_work), self);
}

static void
show_person (AttuneSidebar *self, const AttunePerson *person)
{
  g_autofree char *roles = attune_format_roles (person->roles);
  /* Translators: the name and the roles of who is working. */
  g_autofree char *label = g_strdup_printf (_ ("%s, %s"), person->name, roles);

  adw_avatar_set_text (self->avatar, person->name);
  gtk_label_set_label (self->name, person->name);
  gtk_label_set_label (self->roles, roles);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->person), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

void
attune_sidebar_set_context (AttuneSidebar *self, AttuneContext *context)
{
  GtkListBoxRow *row;
  g_autofree const AttunePageInfo **pages = NULL;

  g_return_if_fail (ATTUNE_IS_SIDEBAR (self));

  release_work (self);
  g_set_object (&self->context, context);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (context == NULL)
    return;

  adw_window_title_set_title (self->window_title,
                              attune_store_get_name (attune_context_get_store (context)));
  show_person (self, attune_context_get_person (context));
  pages = attune_pages_for_roles (attune_context_get_person (context)->roles);
  for (guint i = 0; pages[i] != NULL; i++)
    {
      GtkWidget *shown = create_row (pages[i]);

      gtk_list_box_append (self->list, shown);
      if (pages[i]->kind == ATTUNE_PAGE_MY_WORK)
        count_work (self, shown);
    }
}

void
attune_sidebar_set_current (AttuneSidebar *self, AttunePageKind kind)
{
  g_return_if_fail (ATTUNE_IS_SIDEBAR (self));

  self->current = kind;
  select_current (self);
}
