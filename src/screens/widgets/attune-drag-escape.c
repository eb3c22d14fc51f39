/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-drag-escape.h"

#ifdef GDK_WINDOWING_X11
#include <X11/extensions/XInput2.h>
#include <gdk/x11/gdkx.h>

static gboolean
is_escape (GdkDisplay *display, const XEvent *event)
{
  const XIDeviceEvent *key = event->xcookie.data;
  guint value = 0;

  return event->type == GenericEvent && key != NULL && event->xcookie.evtype == XI_KeyPress &&
         gdk_display_translate_key (display, (guint) key->detail, 0, 0, &value, NULL, NULL, NULL) &&
         value == GDK_KEY_Escape;
}

static gboolean
xevent_cb (GdkDisplay *display, gpointer event, GtkDragSource *source)
{
  if (gtk_drag_source_get_drag (source) == NULL || !is_escape (display, event))
    return GDK_EVENT_PROPAGATE;

  gtk_drag_source_drag_cancel (source);
  return GDK_EVENT_STOP;
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag)
{
  GdkDisplay *display = gdk_drag_get_display (drag);

  if (GDK_IS_X11_DISPLAY (display))
    g_signal_connect_object (display, "xevent", G_CALLBACK (xevent_cb), source, 0);
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag)
{
  GdkDisplay *display = gdk_drag_get_display (drag);

  if (GDK_IS_X11_DISPLAY (display))
    g_signal_handlers_disconnect_by_func (display, xevent_cb, source);
}

void
attune_drag_escape_add (GtkDragSource *source)
{
  g_return_if_fail (GTK_IS_DRAG_SOURCE (source));

  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), NULL);
  g_signal_connect (source, "drag-end", G_CALLBACK (drag_end_cb), NULL);
}

#else

void
attune_drag_escape_add (GtkDragSource *source)
{
}

#endif
