/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-mpris.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define PATH             "/org/mpris/MediaPlayer2"
#define TRACK            "/org/attuneqa/Attune/recording"
#define PLAYER_INTERFACE "org.mpris.MediaPlayer2.Player"

struct _AttuneMpris
{
  GObject parent_instance;

  /* owned */
  AttunePlayer *player;
  GDBusConnection *connection;
  GCancellable *cancellable; /* while the bus is asked for */
  char *name;

  gboolean is_offered;
  gint64 duration_us;
  guint registered[2];
  guint owned;
};

G_DEFINE_FINAL_TYPE (AttuneMpris, attune_mpris, G_TYPE_OBJECT)

enum
{
  SKIP,
  SEEK,
  RAISE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char introspection[] =
  "<node>"
  "<interface name='org.mpris.MediaPlayer2'>"
  "<method name='Raise'/><method name='Quit'/>"
  "<property name='CanQuit' type='b' access='read'/>"
  "<property name='CanRaise' type='b' access='read'/>"
  "<property name='HasTrackList' type='b' access='read'/>"
  "<property name='Identity' type='s' access='read'/>"
  "<property name='DesktopEntry' type='s' access='read'/>"
  "<property name='SupportedUriSchemes' type='as' access='read'/>"
  "<property name='SupportedMimeTypes' type='as' access='read'/>"
  "</interface>"
  "<interface name='" PLAYER_INTERFACE "'>"
  "<method name='Next'/><method name='Previous'/><method name='Pause'/><method name='PlayPause'/>"
  "<method name='Stop'/><method name='Play'/>"
  "<method name='Seek'><arg direction='in' name='Offset' type='x'/></method>"
  "<method name='SetPosition'><arg direction='in' name='TrackId' type='o'/>"
  "<arg direction='in' name='Position' type='x'/></method>"
  "<method name='OpenUri'><arg direction='in' name='Uri' type='s'/></method>"
  "<signal name='Seeked'><arg name='Position' type='x'/></signal>"
  "<property name='PlaybackStatus' type='s' access='read'/>"
  "<property name='Rate' type='d' access='readwrite'/>"
  "<property name='Metadata' type='a{sv}' access='read'/>"
  "<property name='Volume' type='d' access='readwrite'/>"
  "<property name='Position' type='x' access='read'/>"
  "<property name='MinimumRate' type='d' access='read'/>"
  "<property name='MaximumRate' type='d' access='read'/>"
  "<property name='CanGoNext' type='b' access='read'/>"
  "<property name='CanGoPrevious' type='b' access='read'/>"
  "<property name='CanPlay' type='b' access='read'/>"
  "<property name='CanPause' type='b' access='read'/>"
  "<property name='CanSeek' type='b' access='read'/>"
  "<property name='CanControl' type='b' access='read'/>"
  "</interface>"
  "</node>";

static GDBusNodeInfo *
get_node (void)
{
  static GDBusNodeInfo *node;

  if (node == NULL)
    node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_assert (node != NULL);
  return node;
}

/* --- What can be read --- */

/* The title is the same for every recording: who reads it may be anybody in the room. */
static GVariant *
make_metadata (AttuneMpris *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "mpris:trackid", g_variant_new_object_path (TRACK));
  g_variant_builder_add (&builder, "{sv}", "mpris:length", g_variant_new_int64 (self->duration_us));
  g_variant_builder_add (&builder, "{sv}", "xesam:title", g_variant_new_string (_ ("Recording")));
  return g_variant_builder_end (&builder);
}

static GVariant *
make_status (AttuneMpris *self)
{
  return g_variant_new_string (attune_player_is_playing (self->player) ? "Playing" : "Paused");
}

static GVariant *
make_rate (AttuneMpris *self)
{
  return g_variant_new_double (attune_player_get_speed (self->player) / 10.0);
}

static GVariant *
get_player_property_cb (GDBusConnection *connection,
                        const char *sender,
                        const char *path,
                        const char *interface,
                        const char *property,
                        GError **error,
                        gpointer data)
{
  AttuneMpris *self = data;

  if (g_str_equal (property, "PlaybackStatus"))
    return make_status (self);
  if (g_str_equal (property, "Rate"))
    return make_rate (self);
  if (g_str_equal (property, "Metadata"))
    return make_metadata (self);
  if (g_str_equal (property, "Volume"))
    return g_variant_new_double (1.0);
  if (g_str_equal (property, "Position"))
    return g_variant_new_int64 (attune_player_get_position_us (self->player));
  if (g_str_equal (property, "MinimumRate"))
    return g_variant_new_double (ATTUNE_PLAYER_SPEED_MIN / 10.0);
  if (g_str_equal (property, "MaximumRate"))
    return g_variant_new_double (ATTUNE_PLAYER_SPEED_MAX / 10.0);
  /* All that is left is what can be done, which is everything. */
  return g_variant_new_boolean (TRUE);
}

static GVariant *
get_root_property_cb (GDBusConnection *connection,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *property,
                      GError **error,
                      gpointer data)
{
  if (g_str_equal (property, "Identity"))
    return g_variant_new_string ("Attune");
  if (g_str_equal (property, "DesktopEntry"))
    return g_variant_new_string (APPLICATION_ID);
  if (g_str_has_prefix (property, "Supported"))
    return g_variant_new_strv (NULL, 0);
  return g_variant_new_boolean (g_str_equal (property, "CanRaise"));
}

/* --- What can be done --- */

static void
ask_for (AttuneMpris *self, gint64 us)
{
  g_signal_emit (self, signals[SEEK], 0, CLAMP (us, 0, self->duration_us));
}

static void
stop (AttuneMpris *self)
{
  attune_player_pause (self->player);
  ask_for (self, 0);
}

static void
toggle (AttuneMpris *self)
{
  if (attune_player_is_playing (self->player))
    attune_player_pause (self->player);
  else
    attune_player_play (self->player);
}

/* What is of another recording, or outside this one, is meant for something that is over. */
static void
set_position (AttuneMpris *self, GVariant *parameters)
{
  const char *track;
  gint64 us;

  g_variant_get (parameters, "(&ox)", &track, &us);
  if (g_str_equal (track, TRACK) && us >= 0 && us <= self->duration_us)
    ask_for (self, us);
}

static void
seek_by (AttuneMpris *self, GVariant *parameters)
{
  gint64 now = attune_player_get_position_us (self->player);
  gint64 by;

  g_variant_get (parameters, "(x)", &by);
  ask_for (self, now + CLAMP (by, -self->duration_us, self->duration_us));
}

static void
call_player_cb (GDBusConnection *connection,
                const char *sender,
                const char *path,
                const char *interface,
                const char *method,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer data)
{
  AttuneMpris *self = data;

  if (g_str_equal (method, "Play"))
    attune_player_play (self->player);
  else if (g_str_equal (method, "Pause"))
    attune_player_pause (self->player);
  else if (g_str_equal (method, "PlayPause"))
    toggle (self);
  else if (g_str_equal (method, "Stop"))
    stop (self);
  else if (g_str_equal (method, "Next"))
    g_signal_emit (self, signals[SKIP], 0, 1);
  else if (g_str_equal (method, "Previous"))
    g_signal_emit (self, signals[SKIP], 0, -1);
  else if (g_str_equal (method, "Seek"))
    seek_by (self, parameters);
  else if (g_str_equal (method, "SetPosition"))
    set_position (self, parameters);
  else
    {
      g_dbus_method_invocation_return_error (invocation, G_DBUS_ERROR, G_DBUS_ERROR_NOT_SUPPORTED,
                                             "Attune opens no addresses");
      return;
    }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
call_root_cb (GDBusConnection *connection,
              const char *sender,
              const char *path,
              const char *interface,
              const char *method,
              GVariant *parameters,
              GDBusMethodInvocation *invocation,
              gpointer data)
{
  if (g_str_equal (method, "Raise"))
    g_signal_emit (data, signals[RAISE], 0);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

/* A rate of 0 is a pause; the volume is the desktop's to set. */
static gboolean
set_player_property_cb (GDBusConnection *connection,
                        const char *sender,
                        const char *path,
                        const char *interface,
                        const char *property,
                        GVariant *value,
                        GError **error,
                        gpointer data)
{
  AttuneMpris *self = data;
  double rate;

  if (!g_str_equal (property, "Rate"))
    return TRUE;
  rate = g_variant_get_double (value);
  if (fpclassify (rate) == FP_ZERO)
    attune_player_pause (self->player);
  else if (rate > 0)
    attune_player_set_speed (self->player,
                             (guint) lround (CLAMP (rate, ATTUNE_PLAYER_SPEED_MIN / 10.0,
                                                    ATTUNE_PLAYER_SPEED_MAX / 10.0) *
                                             10));
  return TRUE;
}

/* --- What is told --- */

static void
tell_changed (AttuneMpris *self, const char *property, GVariant *value)
{
  g_autoptr (GVariant) kept = g_variant_ref_sink (value);
  GVariantBuilder changed;

  if (self->owned == 0)
    return;
  g_variant_builder_init (&changed, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&changed, "{sv}", property, kept);
  g_dbus_connection_emit_signal (self->connection, NULL, PATH, "org.freedesktop.DBus.Properties",
                                 "PropertiesChanged",
                                 g_variant_new ("(sa{sv}as)", PLAYER_INTERFACE, &changed, NULL),
                                 NULL);
}

static void
playing_cb (AttuneMpris *self)
{
  tell_changed (self, "PlaybackStatus", make_status (self));
}

static void
speed_cb (AttuneMpris *self)
{
  tell_changed (self, "Rate", make_rate (self));
}

/* --- On the bus --- */

static void
withdraw (AttuneMpris *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->owned, g_bus_unown_name);
  for (gsize i = 0; i < G_N_ELEMENTS (self->registered); i++)
    if (self->registered[i] != 0)
      g_dbus_connection_unregister_object (self->connection, self->registered[i]);
  memset (self->registered, 0, sizeof self->registered);
  g_clear_pointer (&self->name, g_free);
  if (self->connection != NULL)
    g_dbus_connection_close (self->connection, NULL, NULL, NULL);
  g_clear_object (&self->connection);
}

static void
offer (AttuneMpris *self)
{
  static const GDBusInterfaceVTable root = { call_root_cb, get_root_property_cb, NULL, { NULL } };
  static const GDBusInterfaceVTable player = {
    call_player_cb, get_player_property_cb, set_player_property_cb, { NULL }
  };
  static guint serial;
  GDBusNodeInfo *node = get_node ();

  self->registered[0] = g_dbus_connection_register_object (self->connection, PATH,
                                                           node->interfaces[0], &root, self, NULL,
                                                           NULL);
  self->registered[1] = g_dbus_connection_register_object (self->connection, PATH,
                                                           node->interfaces[1], &player, self, NULL,
                                                           NULL);
  self->name = g_strdup_printf ("org.mpris.MediaPlayer2.attune.instance%ldn%u", (long) getpid (),
                                ++serial);
  self->owned = g_bus_own_name_on_connection (self->connection, self->name,
                                              G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneMpris) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection)
    connection = g_dbus_connection_new_for_address_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (connection == NULL)
    {
      g_debug ("The session bus does not take the player: %s", error->message);
      return;
    }
  self->connection = g_steal_pointer (&connection);
  offer (self);
}

/* Each player has a connection of its own: on one, only one of them could have the place that is prescribed. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneMpris) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) shared = g_bus_get_finish (result, &error);
  g_autofree char *address = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (shared != NULL)
    address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);
  if (address == NULL)
    {
      g_clear_object (&self->cancellable);
      g_debug ("There is no session bus to offer the player on: %s", error->message);
      return;
    }
  g_dbus_connection_new_for_address (address,
                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                       G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                     NULL, self->cancellable, connected_cb, g_object_ref (self));
}

void
attune_mpris_set_offered (AttuneMpris *self, gboolean is_offered)
{
  g_return_if_fail (ATTUNE_IS_MPRIS (self));

  if (is_offered == self->is_offered)
    return;
  self->is_offered = is_offered;
  if (!is_offered)
    {
      withdraw (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, found_cb, g_object_ref (self));
}

/* --- The object --- */

static void
attune_mpris_dispose (GObject *object)
{
  AttuneMpris *self = ATTUNE_MPRIS (object);

  withdraw (self);
  g_clear_object (&self->player);

  G_OBJECT_CLASS (attune_mpris_parent_class)->dispose (object);
}

static void
attune_mpris_class_init (AttuneMprisClass *class)
{
  G_OBJECT_CLASS (class)->dispose = attune_mpris_dispose;

  signals[SKIP] = g_signal_new ("skip", ATTUNE_TYPE_MPRIS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SEEK] = g_signal_new ("seek", ATTUNE_TYPE_MPRIS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[RAISE] = g_signal_new ("raise", ATTUNE_TYPE_MPRIS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
attune_mpris_init (AttuneMpris *self)
{
}

AttuneMpris *
attune_mpris_new (AttunePlayer *player)
{
  AttuneMpris *self = g_object_new (ATTUNE_TYPE_MPRIS, NULL);

  self->player = g_object_ref (player);
  g_signal_connect_object (player, "notify::playing", G_CALLBACK (playing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::speed-tenths", G_CALLBACK (speed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

const char *
attune_mpris_get_name (AttuneMpris *self)
{
  g_return_val_if_fail (ATTUNE_IS_MPRIS (self), NULL);

  return self->name;
}

void
attune_mpris_set_duration (AttuneMpris *self, gint64 us)
{
  g_return_if_fail (ATTUNE_IS_MPRIS (self));

  if (us == self->duration_us)
    return;
  self->duration_us = us;
  tell_changed (self, "Metadata", make_metadata (self));
}

void
attune_mpris_tell_seek (AttuneMpris *self, gint64 us)
{
  g_return_if_fail (ATTUNE_IS_MPRIS (self));

  if (self->owned != 0)
    g_dbus_connection_emit_signal (self->connection, NULL, PATH, PLAYER_INTERFACE, "Seeked",
                                   g_variant_new ("(x)", us), NULL);
}
