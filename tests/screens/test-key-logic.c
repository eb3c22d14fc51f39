/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-accelerators.h"
#include "attune-key-map.h"
#include "attune-screens.h"

#include <string.h>

/* The settings, all as they come. */
static GSettings *
open_settings (void)
{
  GSettings *settings = attune_screens_new_settings ();

  g_assert_nonnull (settings);
  g_settings_reset (settings, "keys");
  return settings;
}

static void
assert_keys (AttuneKeyMap *map, const char *action, const char *expected)
{
  g_autofree char *keys = g_strjoinv (" ", (GStrv) attune_key_map_get_keys (map, action));

  g_assert_cmpstr (keys, ==, expected);
}

static void
set_keys (AttuneKeyMap *map, const char *action, const char *keys)
{
  g_auto (GStrv) words = g_strsplit (keys, " ", -1);

  attune_key_map_set_keys (map, action, (const char *const *) words);
}

static void
count_cb (AttuneKeyMap *map, guint *count)
{
  (*count)++;
}

/* No key twice, none that other keyboards do not have, and no command without a name; those of windows are nobody's. */
static void
test_as_they_come (void)
{
  AttuneKeyMap *map = attune_key_map_get (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const AttuneAccelerator *i = attune_accelerators_get (); i->action != NULL; i++)
    for (int k = 0; i->keys[k] != NULL; k++)
      g_assert_true (g_hash_table_add (seen, g_strdup (i->keys[k])));
  for (const AttuneEvaluateKey *i = attune_evaluate_keys_get (); i->action != NULL; i++)
    {
      const char *const *keys = attune_key_map_get_keys (map, i->action);
      g_auto (GStrv) first = attune_key_map_dup_first (i->action);

      g_assert_true (attune_evaluate_keys_find (i->action) == i);
      g_assert_cmpstr (i->title, !=, "");
      g_assert_cmpuint (g_strv_length ((GStrv) keys), ==, g_strv_length (first));
      g_assert_cmpuint (g_strv_length (first), >, 0);
      g_assert_false (attune_key_map_is_changed (map, i->action));
      for (; *keys != NULL; keys++)
        {
          g_assert_true (g_hash_table_add (seen, g_strdup (*keys)));
          g_assert_null (strstr (*keys, "Alt"));
          g_assert_null (strstr (*keys, "Super"));
          g_assert_null (strstr (*keys, "ISO_Level3"));
        }
    }
  g_assert_null (attune_evaluate_keys_find ("evaluate.nothing"));
}

static void
test_find (void)
{
  static const struct
  {
    AttuneKeyScope scope;
    guint key;
    GdkModifierType state;
    const char *action;
  } cases[] = {
    { ATTUNE_KEYS_EVERYWHERE, GDK_KEY_F4, 0, "evaluate.play" },
    { ATTUNE_KEYS_EVERYWHERE, GDK_KEY_space, GDK_CONTROL_MASK, "evaluate.play" },
    { ATTUNE_KEYS_EVERYWHERE, GDK_KEY_F7, GDK_SHIFT_MASK, "evaluate.start" },
    { ATTUNE_KEYS_EVERYWHERE, GDK_KEY_F7, GDK_LOCK_MASK, "evaluate.back" },
    { ATTUNE_KEYS_EVERYWHERE, GDK_KEY_F4, GDK_ALT_MASK, NULL },
    { ATTUNE_KEYS_EVERYWHERE, GDK_KEY_n, 0, NULL },
    { ATTUNE_KEYS_ANSWERING, GDK_KEY_n, 0, "evaluate.not-applicable" },
    { ATTUNE_KEYS_ANSWERING, GDK_KEY_N, GDK_LOCK_MASK, "evaluate.not-applicable" },
    { ATTUNE_KEYS_ANSWERING, GDK_KEY_N, GDK_SHIFT_MASK, "evaluate.not-applicable" },
    { ATTUNE_KEYS_ANSWERING, GDK_KEY_n, GDK_CONTROL_MASK, NULL },
    { ATTUNE_KEYS_ANSWERING, GDK_KEY_j, 0, NULL },
    { ATTUNE_KEYS_WAVEFORM, GDK_KEY_j, 0, "evaluate.shuttle-back" },
    { ATTUNE_KEYS_WAVEFORM, GDK_KEY_plus, 0, "waveform.zoom-in" },
    { ATTUNE_KEYS_WAVEFORM, GDK_KEY_plus, GDK_SHIFT_MASK, "waveform.zoom-in" },
    { ATTUNE_KEYS_WAVEFORM, GDK_KEY_VoidSymbol, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (attune_key_map_find (attune_key_map_get (NULL), cases[i].scope, cases[i].key,
                                          cases[i].state),
                     ==, cases[i].action);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *action;
    guint key;
    GdkModifierType modifiers;
    gboolean is_refused;
  } cases[] = {
    /* Works while somebody types: no key that writes, moves or edits. */
    { "evaluate.play", GDK_KEY_a, 0, TRUE },
    { "evaluate.play", GDK_KEY_odiaeresis, GDK_SHIFT_MASK, TRUE },
    { "evaluate.play", GDK_KEY_5, 0, TRUE },
    { "evaluate.play", GDK_KEY_space, 0, TRUE },
    { "evaluate.play", GDK_KEY_dead_acute, 0, TRUE },
    { "evaluate.play", GDK_KEY_Delete, 0, TRUE },
    { "evaluate.play", GDK_KEY_Left, 0, TRUE },
    { "evaluate.play", GDK_KEY_Return, 0, TRUE },
    { "evaluate.play", GDK_KEY_Tab, GDK_CONTROL_MASK, TRUE },
    { "evaluate.play", GDK_KEY_c, GDK_CONTROL_MASK, TRUE },
    { "evaluate.play", GDK_KEY_Left, GDK_CONTROL_MASK, TRUE },
    { "evaluate.play", GDK_KEY_u, GDK_CONTROL_MASK | GDK_SHIFT_MASK, TRUE },
    { "evaluate.play", GDK_KEY_F10, 0, TRUE },
    { "evaluate.play", GDK_KEY_F2, 0, FALSE },
    { "evaluate.play", GDK_KEY_F2, GDK_SHIFT_MASK, FALSE },
    { "evaluate.play", GDK_KEY_j, GDK_CONTROL_MASK, FALSE },
    { "evaluate.play", GDK_KEY_Right, GDK_CONTROL_MASK | GDK_SHIFT_MASK, TRUE },
    { "evaluate.play", GDK_KEY_AudioPlay, 0, FALSE },
    { "evaluate.submit", GDK_KEY_Return, GDK_CONTROL_MASK, FALSE },
    /* What no keyboard has for sure, or the desktop takes. */
    { "evaluate.play", GDK_KEY_F4, GDK_ALT_MASK, TRUE },
    { "evaluate.play", GDK_KEY_p, GDK_SUPER_MASK, TRUE },
    { "evaluate.not-applicable", GDK_KEY_p, GDK_ALT_MASK, TRUE },
    /* What every window takes. */
    { "evaluate.play", GDK_KEY_q, GDK_CONTROL_MASK, TRUE },
    { "evaluate.play", GDK_KEY_Q, GDK_CONTROL_MASK, TRUE },
    { "evaluate.play", GDK_KEY_comma, GDK_CONTROL_MASK, TRUE },
    { "evaluate.play", GDK_KEY_F9, 0, TRUE },
    { "evaluate.play", GDK_KEY_F1, 0, TRUE },
    /* Elsewhere letters will do, but not what answers or moves. */
    { "evaluate.not-applicable", GDK_KEY_x, 0, FALSE },
    { "evaluate.not-applicable", GDK_KEY_adiaeresis, 0, FALSE },
    { "evaluate.not-applicable", GDK_KEY_1, 0, TRUE },
    { "evaluate.not-applicable", GDK_KEY_KP_1, 0, TRUE },
    { "evaluate.not-applicable", GDK_KEY_space, 0, TRUE },
    { "evaluate.not-applicable", GDK_KEY_Down, 0, TRUE },
    { "evaluate.not-applicable", GDK_KEY_dead_tilde, 0, TRUE },
    { "evaluate.clear", GDK_KEY_Delete, 0, FALSE },
    { "waveform.fit", GDK_KEY_0, 0, FALSE },
    { "waveform.zoom-in", GDK_KEY_0, 0, TRUE },
    { "evaluate.shuttle-back", GDK_KEY_h, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reason = attune_key_map_refuse (cases[i].action, cases[i].key,
                                                       cases[i].modifiers);

      g_test_message ("%s %x %x: %s", cases[i].action, cases[i].key, cases[i].modifiers, reason);
      g_assert_cmpint (reason != NULL, ==, cases[i].is_refused);
    }
}

/* A key goes with whoever was given it last; only what is not as it came is kept, and comes back. */
static void
test_changes (void)
{
  g_autoptr (GSettings) settings = open_settings ();
  g_autoptr (GSettings) others = attune_screens_new_settings ();
  AttuneKeyMap *map = attune_key_map_get (settings);
  g_autoptr (GVariant) saved = NULL;
  g_autofree char *label = NULL;
  guint n_changes = 0;
  const char *const wanted[] = { "F7", NULL };

  g_assert_true (attune_key_map_get (settings) == map);
  g_signal_connect (map, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_cmpstr (attune_key_map_find_other (map, "evaluate.play", wanted), ==, "evaluate.back");
  g_assert_null (attune_key_map_find_other (map, "evaluate.back", wanted));

  set_keys (map, "evaluate.play", "F7 <Control>j");
  g_assert_cmpuint (n_changes, ==, 1);
  assert_keys (map, "evaluate.play", "F7 <Control>j");
  assert_keys (map, "evaluate.back", "");
  g_assert_true (attune_key_map_is_changed (map, "evaluate.back"));
  g_assert_cmpstr (attune_key_map_find (map, ATTUNE_KEYS_EVERYWHERE, GDK_KEY_F7, 0), ==,
                   "evaluate.play");
  g_assert_null (attune_key_map_find (map, ATTUNE_KEYS_EVERYWHERE, GDK_KEY_F4, 0));
  label = attune_key_map_add_key (map, "evaluate.play", "Play");
  g_assert_cmpstr (label, ==, "Play (F7)");
  g_free (label);
  label = attune_key_map_add_key (map, "evaluate.back", "Back");
  g_assert_cmpstr (label, ==, "Back");

  saved = g_settings_get_value (settings, "keys");
  g_assert_cmpuint (g_variant_n_children (saved), ==, 2);
  assert_keys (attune_key_map_get (others), "evaluate.play", "F7 <Control>j");

  set_keys (map, "evaluate.play", "F4 <Control>space");
  set_keys (map, "evaluate.back", "F7");
  g_clear_pointer (&saved, g_variant_unref);
  saved = g_settings_get_value (settings, "keys");
  g_assert_cmpuint (g_variant_n_children (saved), ==, 0);

  set_keys (map, "evaluate.slower", "F2");
  attune_key_map_reset_all (map);
  assert_keys (map, "evaluate.slower", "F5");
  g_assert_cmpstr (attune_key_map_find (map, ATTUNE_KEYS_EVERYWHERE, GDK_KEY_F5, 0), ==,
                   "evaluate.slower");
}

/* Whatever stands in the settings: no command loses its way, none gets a key that writes, and none that another has. */
static void
test_strange_settings (void)
{
  static const struct
  {
    const char *text;
    const char *action;
    const char *keys;
  } cases[] = {
    { "{}", "evaluate.play", "F4 <Control>space" },
    { "{'evaluate.play': []}", "evaluate.play", "" },
    { "{'evaluate.play': ['a']}", "evaluate.play", "" },
    { "{'evaluate.play': ['<Alt>F4', 'F2']}", "evaluate.play", "F2" },
    { "{'evaluate.play': ['rubbish', '', '<Control>', 'F2', 'F2']}", "evaluate.play", "F2" },
    { "{'evaluate.nothing': ['F4']}", "evaluate.play", "F4 <Control>space" },
    { "{'evaluate.back': ['F4']}", "evaluate.play", "<Control>space" },
    { "{'evaluate.back': ['F2'], 'evaluate.forward': ['F2']}", "evaluate.back", "F2" },
    { "{'evaluate.back': ['F2'], 'evaluate.forward': ['F2']}", "evaluate.forward", "" },
    { "{'evaluate.not-applicable': ['X']}", "evaluate.not-applicable", "x" },
  };
  g_autoptr (GSettings) settings = open_settings ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant)
        value = g_variant_parse (G_VARIANT_TYPE ("a{sas}"), cases[i].text, NULL, NULL, NULL);

      g_assert_nonnull (value);
      g_settings_set_value (settings, "keys", value);
      assert_keys (attune_key_map_get (settings), cases[i].action, cases[i].keys);
    }
  g_settings_reset (settings, "keys");
}

int
main (int argc, char **argv)
{
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keys/as-they-come", test_as_they_come);
  g_test_add_func ("/keys/find", test_find);
  g_test_add_func ("/keys/refused", test_refused);
  g_test_add_func ("/keys/changes", test_changes);
  g_test_add_func ("/keys/strange-settings", test_strange_settings);

  return g_test_run ();
}
