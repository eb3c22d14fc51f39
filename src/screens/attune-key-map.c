/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-key-map.h"

#include "attune-accelerators.h"

#include <glib/gi18n.h>
#include <string.h>

#define SETTING   "keys"
#define INSTALLED "attune-keys"
#define MODIFIERS                                                                       \
  (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_HYPER_MASK | \
   GDK_META_MASK)
/* What a keyboard may have elsewhere, or not at all, or what the desktop keeps for itself. */
#define FOREIGN_MODIFIERS (GDK_ALT_MASK | GDK_SUPER_MASK | GDK_HYPER_MASK | GDK_META_MASK)

struct _AttuneKeyMap
{
  GObject parent_instance;

  /* borrowed */
  GSettings *settings; /* which owns this; NULL: there are none */

  /* owned */
  GHashTable *keys; /* GStrv by action */
};

G_DEFINE_FINAL_TYPE (AttuneKeyMap, attune_key_map, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- Which keys can be taken --- */

static gboolean
is_among (guint key, const guint *keys)
{
  for (; *keys != 0; keys++)
    if (*keys == key)
      return TRUE;
  return FALSE;
}

/* What one moves about, presses and leaves with: F1 and F10 and the menu key are the desktop's words too. */
static gboolean
is_navigation (guint key)
{
  static const guint keys[] = {
    GDK_KEY_Tab,          GDK_KEY_ISO_Left_Tab, GDK_KEY_Escape,
    GDK_KEY_Return,       GDK_KEY_KP_Enter,     GDK_KEY_space,
    GDK_KEY_Left,         GDK_KEY_Right,        GDK_KEY_Up,
    GDK_KEY_Down,         GDK_KEY_KP_Left,      GDK_KEY_KP_Right,
    GDK_KEY_KP_Up,        GDK_KEY_KP_Down,      GDK_KEY_Home,
    GDK_KEY_End,          GDK_KEY_KP_Home,      GDK_KEY_KP_End,
    GDK_KEY_Page_Up,      GDK_KEY_Page_Down,    GDK_KEY_Insert,
    GDK_KEY_KP_Page_Up,   GDK_KEY_Menu,         GDK_KEY_F10,
    GDK_KEY_KP_Page_Down, GDK_KEY_KP_Insert,    0,
  };

  return is_among (key, keys);
}

/* What one edits text with while Ctrl is down. */
static gboolean
is_editing (guint key, gboolean has_shift)
{
  static const guint keys[] = {
    GDK_KEY_a,         GDK_KEY_c,         GDK_KEY_v,
    GDK_KEY_x,         GDK_KEY_Left,      GDK_KEY_Right,
    GDK_KEY_Home,      GDK_KEY_End,       GDK_KEY_BackSpace,
    GDK_KEY_Delete,    GDK_KEY_Insert,    GDK_KEY_slash,
    GDK_KEY_backslash, GDK_KEY_period,    GDK_KEY_semicolon,
    GDK_KEY_Tab,       GDK_KEY_Escape,    GDK_KEY_ISO_Left_Tab,
    GDK_KEY_F10,       GDK_KEY_Menu,      GDK_KEY_KP_Left,
    GDK_KEY_KP_Right,  GDK_KEY_KP_Home,   GDK_KEY_KP_End,
    GDK_KEY_KP_Delete, GDK_KEY_KP_Insert, 0,
  };

  return is_among (key, keys) || (has_shift && key == GDK_KEY_u);
}

static gboolean
is_dead (guint key)
{
  return (key >= GDK_KEY_dead_grave && key <= GDK_KEY_dead_greek) || key == GDK_KEY_Multi_key;
}

static gboolean
types (guint key)
{
  guint32 letter = gdk_keyval_to_unicode (key);

  return is_dead (key) || key == GDK_KEY_BackSpace || key == GDK_KEY_Delete ||
         key == GDK_KEY_KP_Delete || (letter != 0 && g_unichar_isprint (letter));
}

static gboolean
is_digit (guint key)
{
  return (key >= GDK_KEY_0 && key <= GDK_KEY_9) || (key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_9);
}

/* Among accelerators; `key` is lower case. */
static gboolean
has_key (const char *const *accelerators, guint key, GdkModifierType modifiers)
{
  for (; *accelerators != NULL; accelerators++)
    {
      guint other;
      GdkModifierType others;

      if (gtk_accelerator_parse (*accelerators, &other, &others) &&
          gdk_keyval_to_lower (other) == key && others == modifiers)
        return TRUE;
    }
  return FALSE;
}

static char *
refuse_taken (guint key, GdkModifierType modifiers)
{
  for (const AttuneAccelerator *i = attune_accelerators_get (); i->action != NULL; i++)
    if (has_key (i->keys, key, modifiers))
      {
        g_autofree char *label = gtk_accelerator_get_label (key, modifiers);

        /* Translators: a key, and the command of the whole window that it runs. */
        return g_strdup_printf (_ ("%1$s is “%2$s” in every window."), label, _ (i->title));
      }
  return NULL;
}

static char *
refuse_elsewhere (guint key, GdkModifierType modifiers)
{
  if (is_dead (key))
    return g_strdup (_ ("That key waits for another one to make a letter."));
  if ((modifiers & GDK_CONTROL_MASK) == 0 && is_digit (key))
    return g_strdup (_ ("Digits answer the question: press another key."));
  if ((modifiers & GDK_CONTROL_MASK) == 0 && is_navigation (key))
    return g_strdup (_ ("That key is needed to move about and to press buttons."));
  return NULL;
}

static char *
refuse_while_typing (guint key, GdkModifierType modifiers)
{
  if ((modifiers & GDK_CONTROL_MASK) == 0 && types (key))
    return g_strdup (_ ("That key writes, and this command works while you write too: press it "
                        "with Ctrl, or a function key."));
  if ((modifiers & GDK_CONTROL_MASK) == 0 && is_navigation (key))
    return g_strdup (_ ("That key is needed to move about and to press buttons."));
  if ((modifiers & GDK_CONTROL_MASK) != 0 &&
      (is_editing (key, (modifiers & GDK_SHIFT_MASK) != 0) || is_dead (key)))
    return g_strdup (_ ("That key is needed to edit what you write."));
  return NULL;
}

char *
attune_key_map_refuse (const char *action, guint key, GdkModifierType modifiers)
{
  const AttuneEvaluateKey *command = attune_evaluate_keys_find (action);
  g_auto (GStrv) first = NULL;
  char *reason;

  g_return_val_if_fail (command != NULL, NULL);

  key = gdk_keyval_to_lower (key);
  first = attune_key_map_dup_first (action);
  if (has_key ((const char *const *) first, key, modifiers))
    return NULL;
  if ((modifiers & FOREIGN_MODIFIERS) != 0)
    return g_strdup (
      _ ("Alt and Super belong to menus and to the desktop: press it with Ctrl, with "
         "Shift or alone."));
  reason = refuse_taken (key, modifiers);
  if (reason != NULL)
    return reason;
  return command->scope == ATTUNE_KEYS_EVERYWHERE ? refuse_while_typing (key, modifiers)
                                                  : refuse_elsewhere (key, modifiers);
}

/* --- Reading and writing the settings --- */

char **
attune_key_map_dup_first (const char *action)
{
  const AttuneEvaluateKey *command = attune_evaluate_keys_find (action);

  g_return_val_if_fail (command != NULL, NULL);

  return command->keys[0] != '\0' ? g_strsplit (command->keys, " ", -1) : g_new0 (char *, 1);
}

/* Takes what nobody has taken and can be taken; what else may stand in the settings is passed over. */
static char **
claim (GHashTable *claimed, const char *action, char **wanted)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (; *wanted != NULL; wanted++)
    {
      g_autofree char *name = NULL;
      g_autofree char *reason = NULL;
      guint key;
      GdkModifierType modifiers;

      if (!gtk_accelerator_parse (*wanted, &key, &modifiers) || key == 0)
        continue;
      reason = attune_key_map_refuse (action, key, modifiers);
      name = gtk_accelerator_name (gdk_keyval_to_lower (key), modifiers);
      if (reason != NULL || g_hash_table_contains (claimed, name))
        continue;
      g_strv_builder_add (builder, name);
      g_hash_table_add (claimed, g_steal_pointer (&name));
    }
  return g_strv_builder_end (builder);
}

static char **
lookup (GVariant *changed, const char *action)
{
  char **keys = NULL;

  if (changed != NULL)
    g_variant_lookup (changed, action, "^as", &keys);
  return keys;
}

/* Those that somebody chose come first, the others keep what is left. */
static void
load (AttuneKeyMap *self)
{
  g_autoptr (GVariant)
    changed = self->settings != NULL ? g_settings_get_value (self->settings, SETTING) : NULL;
  g_autoptr (GHashTable) claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_remove_all (self->keys);
  for (int turn = 0; turn < 2; turn++)
    for (const AttuneEvaluateKey *i = attune_evaluate_keys_get (); i->action != NULL; i++)
      {
        g_auto (GStrv) chosen = lookup (changed, i->action);
        g_auto (GStrv) first = attune_key_map_dup_first (i->action);

        if ((chosen != NULL) == (turn == 0))
          g_hash_table_insert (self->keys, (gpointer) i->action,
                               claim (claimed, i->action, chosen != NULL ? chosen : first));
      }
}

static void
setting_changed_cb (AttuneKeyMap *self)
{
  load (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_as_it_came (const char *action, const char *const *keys)
{
  g_auto (GStrv) first = attune_key_map_dup_first (action);
  g_autoptr (GHashTable) none = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) named = claim (none, action, first);

  return g_strv_equal ((const char *const *) named, keys);
}

static void
save (AttuneKeyMap *self)
{
  GVariantBuilder changed;

  g_variant_builder_init (&changed, G_VARIANT_TYPE ("a{sas}"));
  for (const AttuneEvaluateKey *i = attune_evaluate_keys_get (); i->action != NULL; i++)
    {
      const char *const *keys = attune_key_map_get_keys (self, i->action);

      if (!is_as_it_came (i->action, keys))
        g_variant_builder_add (&changed, "{s^as}", i->action, keys);
    }
  g_settings_set_value (self->settings, SETTING, g_variant_builder_end (&changed));
}

/* --- The object --- */

static void
attune_key_map_finalize (GObject *object)
{
  g_hash_table_unref (ATTUNE_KEY_MAP (object)->keys);

  G_OBJECT_CLASS (attune_key_map_parent_class)->finalize (object);
}

static void
attune_key_map_class_init (AttuneKeyMapClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_key_map_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATTUNE_TYPE_KEY_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
attune_key_map_init (AttuneKeyMap *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_strfreev);
}

static AttuneKeyMap *
make (GSettings *settings)
{
  AttuneKeyMap *self = g_object_new (ATTUNE_TYPE_KEY_MAP, NULL);

  self->settings = settings;
  if (settings != NULL)
    g_signal_connect_object (settings, "changed::" SETTING, G_CALLBACK (setting_changed_cb), self,
                             G_CONNECT_SWAPPED);
  load (self);
  return self;
}

AttuneKeyMap *
attune_key_map_get (GSettings *settings)
{
  static AttuneKeyMap *as_they_come;
  AttuneKeyMap *self;

  if (settings == NULL)
    {
      if (as_they_come == NULL)
        as_they_come = make (NULL);
      return as_they_come;
    }
  self = g_object_get_data (G_OBJECT (settings), "attune-key-map");
  if (self == NULL)
    {
      self = make (settings);
      g_object_set_data_full (G_OBJECT (settings), "attune-key-map", self, g_object_unref);
    }
  return self;
}

const char *const *
attune_key_map_get_keys (AttuneKeyMap *self, const char *action)
{
  return g_hash_table_lookup (self->keys, action);
}

/* --- Looking keys up --- */

static const char *
find_exact (AttuneKeyMap *self, AttuneKeyScope scope, guint key, GdkModifierType modifiers)
{
  for (const AttuneEvaluateKey *i = attune_evaluate_keys_get (); i->action != NULL; i++)
    if (i->scope == scope && has_key (attune_key_map_get_keys (self, i->action), key, modifiers))
      return i->action;
  return NULL;
}

const char *
attune_key_map_find (AttuneKeyMap *self, AttuneKeyScope scope, guint key, GdkModifierType state)
{
  GdkModifierType modifiers = state & MODIFIERS;
  const char *action;

  key = gdk_keyval_to_lower (key);
  action = find_exact (self, scope, key, modifiers);
  /* Signs may need Shift on one keyboard and not on another, and Caps Lock makes letters large. */
  if (action == NULL && types (key))
    action = find_exact (self, scope, key, modifiers & ~GDK_SHIFT_MASK);
  return action;
}

char *
attune_key_map_dup_label (AttuneKeyMap *self, const char *action)
{
  const char *const *keys = attune_key_map_get_keys (self, action);
  guint key;
  GdkModifierType modifiers;

  if (keys == NULL || keys[0] == NULL || !gtk_accelerator_parse (keys[0], &key, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (key, modifiers);
}

char *
attune_key_map_add_key (AttuneKeyMap *self, const char *action, const char *text)
{
  g_autofree char *label = attune_key_map_dup_label (self, action);

  if (label == NULL)
    return g_strdup (text);
  /* Translators: what a button does, and its key, as "Play (F4)". */
  return g_strdup_printf (_ ("%1$s (%2$s)"), text, label);
}

const char *
attune_key_map_find_other (AttuneKeyMap *self, const char *action, const char *const *keys)
{
  for (; *keys != NULL; keys++)
    {
      guint key;
      GdkModifierType modifiers;

      if (!gtk_accelerator_parse (*keys, &key, &modifiers))
        continue;
      key = gdk_keyval_to_lower (key);
      for (const AttuneEvaluateKey *i = attune_evaluate_keys_get (); i->action != NULL; i++)
        if (strcmp (i->action, action) != 0 &&
            has_key (attune_key_map_get_keys (self, i->action), key, modifiers))
          return i->action;
    }
  return NULL;
}

/* --- Changing them --- */

gboolean
attune_key_map_is_changed (AttuneKeyMap *self, const char *action)
{
  return !is_as_it_came (action, attune_key_map_get_keys (self, action));
}

/* What is left of `keys` without those of `taken`. */
static char **
leave_out (const char *const *keys, const char *const *taken)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (; *keys != NULL; keys++)
    if (!g_strv_contains (taken, *keys))
      g_strv_builder_add (builder, *keys);
  return g_strv_builder_end (builder);
}

void
attune_key_map_set_keys (AttuneKeyMap *self, const char *action, const char *const *keys)
{
  const AttuneEvaluateKey *command = attune_evaluate_keys_find (action);
  g_autoptr (GHashTable) none = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char **named;

  g_return_if_fail (command != NULL);
  g_return_if_fail (self->settings != NULL);

  named = claim (none, action, (char **) keys);
  for (const AttuneEvaluateKey *i = attune_evaluate_keys_get (); i->action != NULL; i++)
    if (i != command)
      g_hash_table_insert (self->keys, (gpointer) i->action,
                           leave_out (attune_key_map_get_keys (self, i->action),
                                      (const char *const *) named));
  g_hash_table_insert (self->keys, (gpointer) command->action, named);
  save (self);
}

void
attune_key_map_reset_all (AttuneKeyMap *self)
{
  g_return_if_fail (self->settings != NULL);

  g_settings_reset (self->settings, SETTING);
}

/* --- Running the commands --- */

static void
add_keys (AttuneKeyMap *self, GtkShortcutController *controller, const char *action)
{
  const char *const *keys = attune_key_map_get_keys (self, action);

  for (; *keys != NULL; keys++)
    gtk_shortcut_controller_add_shortcut (
      controller,
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (*keys), gtk_named_action_new (action)));
}

/* The controller stays, and with it its place before or after those added later. */
static void
fill_cb (GtkShortcutController *controller, AttuneKeyMap *self)
{
  GListModel *shortcuts = G_LIST_MODEL (controller);

  while (g_list_model_get_n_items (shortcuts) > 0)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, 0);

      gtk_shortcut_controller_remove_shortcut (controller, shortcut);
    }
  for (const AttuneEvaluateKey *i = attune_evaluate_keys_get (); i->action != NULL; i++)
    if (i->scope == ATTUNE_KEYS_EVERYWHERE && strcmp (i->action, ATTUNE_EVALUATE_PLAY_HELD) != 0)
      add_keys (self, controller, i->action);
}

AttuneKeyMap *
attune_key_map_of (gpointer widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      AttuneKeyMap *self = g_object_get_data (widget, INSTALLED);

      if (self != NULL)
        return self;
    }
  return attune_key_map_get (NULL);
}

void
attune_key_map_install (AttuneKeyMap *self, GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_object_set_data (G_OBJECT (widget), INSTALLED, self);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self, "changed", G_CALLBACK (fill_cb), controller, G_CONNECT_SWAPPED);
  fill_cb (GTK_SHORTCUT_CONTROLLER (controller), self);
  gtk_widget_add_controller (widget, controller);
}
