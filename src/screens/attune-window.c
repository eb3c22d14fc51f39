/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-window-private.h"

#include "attune-help-keys.h"
#include "attune-pages.h"
#include "attune-recent.h"

#include <glib/gi18n.h>

/* Below this width the sidebar lies over the page. */
#define COLLAPSE_WIDTH 900
/* What is due is asked for this often. */
#define RELEASE_INTERVAL_MS (300 * 1000)

G_DEFINE_FINAL_TYPE (AttuneWindow, attune_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_SHOWS_SIDEBAR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Stages -------------------------------------------------------------------------------------- */

void
attune_window_set_stage (AttuneWindow *self, const char *stage)
{
  gtk_stack_set_visible_child_name (self->stages, stage);
  attune_window_update_actions (self);
}

static void
update_title (AttuneWindow *self)
{
  g_autofree char *title = NULL;

  if (self->store != NULL)
    /* Translators: the title of a window: the workspace's name, then the program's. */
    title = g_strdup_printf (_ ("%s – Attune"), attune_store_get_name (self->store));
  gtk_window_set_title (GTK_WINDOW (self), title != NULL ? title : "Attune");
}

/* What can only be read says so for as long as it is open. */
static void
update_notice (AttuneWindow *self)
{
  const char *reason = attune_store_get_read_only_reason (self->store);
  g_autofree char *text = NULL;

  if (reason != NULL)
    /* Translators: what follows is why, and what to do about it. */
    text = g_strdup_printf (_ ("Nothing can be changed in this workspace. %s"), reason);
  gtk_label_set_label (self->notice, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), text != NULL);
}

static void
show_welcome (AttuneWindow *self, const char *location, const GError *error)
{
  g_auto (GStrv) recent = attune_recent_list (self->settings);

  attune_welcome_page_show (self->welcome, (const char *const *) recent, location, error);
  attune_window_set_stage (self, "welcome");
}

void
attune_window_ask_who (AttuneWindow *self)
{
  g_autofree char *last = attune_recent_get_person (self->settings, self->location);

  self->is_switching = self->context != NULL;
  attune_window_set_stage (self, "who");
  attune_who_page_ask (self->who, attune_store_get_name (self->store), self->people, last);
}

static const AttunePerson *
find_newcomer (AttuneWindow *self)
{
  for (guint i = 0; self->newcomer != NULL && i < self->people->len; i++)
    {
      const AttunePerson *person = g_ptr_array_index (self->people, i);

      if (g_strcmp0 (person->name, self->newcomer) == 0)
        return person;
    }
  return NULL;
}

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneWindow) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *people = attune_store_list_people_finish (ATTUNE_STORE (source), result, &error);

  if (self->store != ATTUNE_STORE (source))
    {
      g_clear_pointer (&people, g_ptr_array_unref);
      return;
    }

  if (people == NULL)
    {
      g_autofree char *location = g_strdup (self->location);

      attune_window_close_workspace (self);
      show_welcome (self, location, error);
      return;
    }

  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = people;
  if (find_newcomer (self) != NULL)
    attune_window_work_as (self, find_newcomer (self));
  else
    attune_window_ask_who (self);
  g_clear_pointer (&self->newcomer, g_free);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneStore) store = attune_store_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || self->stages == NULL)
    {
      if (store != NULL)
        attune_store_close (store);
      return;
    }

  if (store == NULL)
    {
      show_welcome (self, self->location, error);
      return;
    }

  self->store = g_steal_pointer (&store);
  update_notice (self);
  g_clear_pointer (&self->releases, attune_releases_stop);
  self->releases = attune_releases_start (self->store, RELEASE_INTERVAL_MS);
  attune_recent_add (self->settings, self->location);
  update_title (self);
  attune_store_list_people_async (self->store, 0, self->opening, people_listed_cb,
                                  g_object_ref (self));
}

/* Leaves what is open and gets ready for another. */
static void
begin_opening (AttuneWindow *self, const char *location)
{
  g_autofree char *kept = g_strdup (location);

  attune_window_close_workspace (self);
  self->location = g_steal_pointer (&kept);
  self->opening = g_cancellable_new ();
  attune_window_set_stage (self, "opening");
}

/* The program goes on until the last save is on the disk, whether a window is left or not. */
static void
store_closed_cb (GObject *source, GAsyncResult *result, gpointer application)
{
  attune_store_close_finish (ATTUNE_STORE (source), result);
  if (application != NULL)
    g_application_release (application);
}

static void
close_store (AttuneWindow *self)
{
  g_autoptr (AttuneStore) store = g_steal_pointer (&self->store);
  GApplication *application = g_application_get_default ();

  if (store == NULL)
    return;
  if (application != NULL)
    g_application_hold (application);
  attune_store_close_async (store, store_closed_cb, application);
}

/* What pages that are on their way out have to say is nobody's business any more. */
static void
release_context (AttuneWindow *self)
{
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (self->context, self);
  g_clear_object (&self->context);
}

void
attune_window_close_workspace (AttuneWindow *self)
{
  attune_window_stop_leaving (self);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  attune_navigation_reset (self->navigation, NULL);
  attune_sidebar_set_context (self->sidebar, NULL);
  release_context (self);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->releases, attune_releases_stop);
  close_store (self);
  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->newcomer, g_free);
  self->is_switching = FALSE;
  update_title (self);
}

/* What the context asks for ---------------------------------------------------------------------- */

static void
context_open_cb (AttuneWindow *self, const AttuneDestination *destination)
{
  attune_navigation_open (self->navigation, destination);
}

static void
set_context (AttuneWindow *self, AttuneContext *context)
{
  if (self->context != NULL)
    attune_context_pass_on (self->context, context);
  release_context (self);
  self->context = g_object_ref (context);
  g_signal_connect_object (context, "open", G_CALLBACK (context_open_cb), self, G_CONNECT_SWAPPED);
  attune_window_listen (self, context);
}

/* Opens the first page of the sidebar; whoever opens another one now has that instead. */
static void
open_first (AttuneWindow *self)
{
  g_autofree const AttunePageInfo **pages = attune_pages_for_roles (
    attune_context_get_person (self->context)->roles);

  if (pages[0] != NULL)
    attune_navigation_open (self->navigation, &(AttuneDestination){ pages[0]->kind, 0, -1 });
}

void
attune_window_work_as (AttuneWindow *self, const AttunePerson *person)
{
  g_autoptr (AttuneContext) context = NULL;

  g_return_if_fail (ATTUNE_IS_WINDOW (self));
  g_return_if_fail (self->store != NULL && person != NULL);

  context = attune_context_new (self->store, person, self->settings);
  set_context (self, context);
  attune_recent_set_person (self->settings, self->location, person->external_id);
  attune_navigation_reset (self->navigation, context);
  attune_sidebar_set_context (self->sidebar, context);
  attune_window_set_stage (self, "work");
  open_first (self);
}

/* Callbacks ------------------------------------------------------------------------------------ */

static void
who_chosen_cb (AttuneWindow *self, const AttunePerson *person)
{
  gboolean is_same = self->context != NULL &&
                     attune_context_get_actor (self->context) == person->id;

  if (is_same)
    attune_window_set_stage (self, "work");
  else
    attune_window_work_as (self, person);
}

/* Help opens at the keys of what is shown. */
static void
show_help_of_page (AttuneWindow *self)
{
  GtkShortcutsWindow *overlay = gtk_application_window_get_help_overlay (
    GTK_APPLICATION_WINDOW (self));
  const char *help = attune_navigation_get_help (self->navigation);

  if (overlay != NULL)
    g_object_set (overlay, "section-name", help != NULL ? help : "general", NULL);
}

static void
page_changed_cb (AttuneWindow *self)
{
  show_help_of_page (self);
  attune_sidebar_set_current (self->sidebar, attune_navigation_get_section (self->navigation));
  attune_window_update_actions (self);
}

static void
sidebar_activated_cb (AttuneWindow *self)
{
  if (attune_split_get_is_collapsed (self->split))
    attune_split_set_shows_sidebar (self->split, FALSE);
}

static void
sidebar_shown_cb (AttuneWindow *self)
{
  gboolean is_shown = attune_split_get_shows_sidebar (self->split);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_SIDEBAR]);
  if (self->settings != NULL && !attune_split_get_is_collapsed (self->split))
    g_settings_set_boolean (self->settings, "sidebar-visible", is_shown);
}

/* Over or beside the page, as the width has it. */
static void
collapsed_cb (AttuneWindow *self)
{
  gboolean was_wanted = self->settings == NULL ||
                        g_settings_get_boolean (self->settings, "sidebar-visible");

  attune_split_set_shows_sidebar (self->split,
                                  !attune_split_get_is_collapsed (self->split) && was_wanted);
}

static void
attune_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  attune_split_set_is_collapsed (ATTUNE_WINDOW (widget)->split, width < COLLAPSE_WIDTH);

  GTK_WIDGET_CLASS (attune_window_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
left_for_good (AttuneWindow *self, gpointer data)
{
  attune_window_close_workspace (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
attune_window_close_request (GtkWindow *window)
{
  AttuneWindow *self = ATTUNE_WINDOW (window);
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (window, &width, &height);
  if (self->settings != NULL)
    {
      g_settings_set_int (self->settings, "window-width", MAX (width, 360));
      g_settings_set_int (self->settings, "window-height", MAX (height, 294));
      g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
    }
  attune_window_leave (self, left_for_good, NULL, NULL);
  return GDK_EVENT_STOP;
}

static void
restore_size (AttuneWindow *self)
{
  if (self->settings == NULL)
    return;

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  attune_split_set_shows_sidebar (self->split,
                                  g_settings_get_boolean (self->settings, "sidebar-visible"));
}

static void
attune_window_dispose (GObject *object)
{
  AttuneWindow *self = ATTUNE_WINDOW (object);

  if (self->stages != NULL)
    {
      attune_window_close_workspace (self);
      g_signal_handlers_disconnect_by_data (self->navigation, self);
      g_signal_handlers_disconnect_by_data (self->split, self);
    }
  g_clear_object (&self->settings);
  g_clear_pointer (&self->undos, g_list_free);
  G_OBJECT_CLASS (attune_window_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_WINDOW);
}

static void
attune_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneWindow *self = ATTUNE_WINDOW (object);

  switch (id)
    {
    case PROP_SHOWS_SIDEBAR:
      g_value_set_boolean (value,
                           self->split == NULL || attune_split_get_shows_sidebar (self->split));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneWindow *self = ATTUNE_WINDOW (object);

  switch (id)
    {
    case PROP_SHOWS_SIDEBAR:
      attune_split_set_shows_sidebar (self->split, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_window_class_init (AttuneWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_window_dispose;
  object_class->get_property = attune_window_get_property;
  object_class->set_property = attune_window_set_property;
  properties[PROP_SHOWS_SIDEBAR] = g_param_spec_boolean ("shows-sidebar", NULL, NULL, TRUE,
                                                         G_PARAM_READWRITE |
                                                           G_PARAM_EXPLICIT_NOTIFY |
                                                           G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  widget_class->size_allocate = attune_window_size_allocate;
  GTK_WINDOW_CLASS (class)->close_request = attune_window_close_request;

  g_type_ensure (ATTUNE_TYPE_NAVIGATION);
  g_type_ensure (ATTUNE_TYPE_SIDEBAR);
  g_type_ensure (ATTUNE_TYPE_SPLIT);
  g_type_ensure (ATTUNE_TYPE_WELCOME_PAGE);
  g_type_ensure (ATTUNE_TYPE_WHO_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/attune-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AttuneWindow, stages);
  gtk_widget_class_bind_template_child (widget_class, AttuneWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, AttuneWindow, who);
  gtk_widget_class_bind_template_child (widget_class, AttuneWindow, split);
  gtk_widget_class_bind_template_child (widget_class, AttuneWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, AttuneWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, AttuneWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, AttuneWindow, leaving);
  gtk_widget_class_bind_template_child (widget_class, AttuneWindow, leave_now);
  gtk_widget_class_bind_template_callback (widget_class, who_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, collapsed_cb);
  attune_window_install_actions (class);
  attune_window_install_leaving (class);
  attune_window_install_undo (class);
}

static void
attune_window_init (AttuneWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_window_accept_drops (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", FALSE);
}

/* Public ---------------------------------------------------------------------------------------- */

AttuneWindow *
attune_window_new (GtkApplication *application, GSettings *settings)
{
  AttuneWindow *self = g_object_new (ATTUNE_TYPE_WINDOW, "application", application, NULL);

  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  attune_help_keys_follow (GTK_APPLICATION_WINDOW (self), attune_key_map_get (settings));
  restore_size (self);
  show_welcome (self, NULL, NULL);
  return self;
}

static void
left_for_other (AttuneWindow *self, gpointer location)
{
  if (location == NULL)
    {
      attune_window_close_workspace (self);
      show_welcome (self, NULL, NULL);
      return;
    }

  begin_opening (self, location);
  attune_store_open_async (self->location, NULL, self->opening, opened_cb, g_object_ref (self));
}

void
attune_window_open (AttuneWindow *self, const char *location)
{
  g_return_if_fail (ATTUNE_IS_WINDOW (self));

  attune_window_leave (self, left_for_other, g_strdup (location), g_free);
}

/* A workspace to be made. */
typedef struct
{
  char *location;
  char *name;
  char *person;
  char *time_zone;
} Creation;

static void
free_creation (gpointer data)
{
  Creation *creation = data;

  g_free (creation->location);
  g_free (creation->name);
  g_free (creation->person);
  g_free (creation->time_zone);
  g_free (creation);
}

static void
left_for_new (AttuneWindow *self, gpointer data)
{
  const Creation *creation = data;
  AttuneWorkspaceSpec spec = { .name = creation->name,
                               .time_zone = creation->time_zone,
                               .person = creation->person };

  begin_opening (self, creation->location);
  self->newcomer = g_strdup (creation->person);
  attune_store_create_async (self->location, &spec, NULL, self->opening, opened_cb,
                             g_object_ref (self));
}

void
attune_window_create (AttuneWindow *self,
                      const char *location,
                      const char *name,
                      const char *person,
                      const char *time_zone)
{
  Creation *creation;

  g_return_if_fail (ATTUNE_IS_WINDOW (self));
  g_return_if_fail (location != NULL && name != NULL && person != NULL && time_zone != NULL);

  creation = g_new (Creation, 1);
  *creation = (Creation){ g_strdup (location), g_strdup (name), g_strdup (person),
                          g_strdup (time_zone) };
  attune_window_leave (self, left_for_new, creation, free_creation);
}

AttuneContext *
attune_window_get_context (AttuneWindow *self)
{
  g_return_val_if_fail (ATTUNE_IS_WINDOW (self), NULL);

  return self->context;
}

AttunePage *
attune_window_get_page (AttuneWindow *self)
{
  g_return_val_if_fail (ATTUNE_IS_WINDOW (self), NULL);

  return attune_navigation_get_page (self->navigation);
}

const char *
attune_window_get_stage (AttuneWindow *self)
{
  g_return_val_if_fail (ATTUNE_IS_WINDOW (self), NULL);

  return gtk_stack_get_visible_child_name (self->stages);
}

const char *
attune_window_get_location (AttuneWindow *self)
{
  g_return_val_if_fail (ATTUNE_IS_WINDOW (self), NULL);

  return self->location;
}
