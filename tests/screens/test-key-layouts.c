/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-accelerators.h"
#include "attune-key-map.h"

#include <xkbcommon/xkbcommon.h>

/* Keyboards as their owners have them: what comes without AltGr, which is Alt or nothing on others. */
static const char *const layouts[] = { "us", "fi", "de" };

typedef struct
{
  const char *layout;
  struct xkb_keymap *keymap;
  xkb_mod_mask_t near; /* Shift, and Num Lock, which is on where there is a number pad */
  guint n_checked;
} Board;

static xkb_mod_mask_t
get_mask (struct xkb_keymap *keymap, const char *name)
{
  return (xkb_mod_mask_t) 1 << xkb_keymap_mod_get_index (keymap, name);
}

static gboolean
open_board (Board *self, const char *layout)
{
  struct xkb_rule_names names = { .rules = "evdev", .model = "pc105", .layout = layout };
  struct xkb_context *context = xkb_context_new (XKB_CONTEXT_NO_FLAGS);

  g_assert_nonnull (context);
  *self = (Board){ .layout = layout };
  self->keymap = xkb_keymap_new_from_names (context, &names, XKB_KEYMAP_COMPILE_NO_FLAGS);
  xkb_context_unref (context);
  if (self->keymap != NULL)
    self->near = get_mask (self->keymap, XKB_MOD_NAME_SHIFT) |
                 get_mask (self->keymap, XKB_MOD_NAME_NUM);
  return self->keymap != NULL;
}

/* Whether a level of a key is reached with nothing but these. */
static gboolean
is_near (Board *self, xkb_keycode_t code, xkb_level_index_t level)
{
  xkb_mod_mask_t masks[16];
  gsize n = xkb_keymap_key_get_mods_for_level (self->keymap, code, 0, level, masks,
                                               G_N_ELEMENTS (masks));

  for (gsize i = 0; i < n; i++)
    if ((masks[i] & ~self->near) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_symbol (Board *self, xkb_keycode_t code, xkb_level_index_t level, guint key)
{
  const xkb_keysym_t *symbols;
  int n = xkb_keymap_key_get_syms_by_level (self->keymap, code, 0, level, &symbols);

  for (int i = 0; i < n; i++)
    if (symbols[i] == key)
      return TRUE;
  return FALSE;
}

static gboolean
can_press (Board *self, guint key)
{
  for (xkb_keycode_t code = xkb_keymap_min_keycode (self->keymap);
       code <= xkb_keymap_max_keycode (self->keymap); code++)
    for (xkb_level_index_t level = 0; level < xkb_keymap_num_levels_for_key (self->keymap, code, 0);
         level++)
      if (has_symbol (self, code, level, key) && is_near (self, code, level))
        return TRUE;
  return FALSE;
}

static void
check (Board *self, const char *action, const char *accelerator)
{
  guint key;
  GdkModifierType modifiers;

  g_assert_true (gtk_accelerator_parse (accelerator, &key, &modifiers));
  if ((modifiers & ~(GdkModifierType) (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    g_error ("%s needs more than Ctrl and Shift: %s", action, accelerator);
  if (!can_press (self, key))
    g_error ("%s: no key without AltGr gives %s on a keyboard for “%s”", action, accelerator,
             self->layout);
  self->n_checked++;
}

/* Every key that a command of the evaluation comes with, and every digit. */
static void
test_layout (gconstpointer layout)
{
  Board board;

  if (!open_board (&board, layout))
    {
      g_test_skip ("the keyboards of xkb-data are not there");
      return;
    }
  for (const AttuneEvaluateKey *i = attune_evaluate_keys_get (); i->action != NULL; i++)
    {
      g_auto (GStrv) keys = attune_key_map_dup_first (i->action);

      for (guint k = 0; keys[k] != NULL; k++)
        check (&board, i->action, keys[k]);
    }
  for (guint digit = 0; digit < 10; digit++)
    g_assert_true (can_press (&board, GDK_KEY_0 + digit));
  g_assert_cmpuint (board.n_checked, >, 30);
  xkb_keymap_unref (board.keymap);
}

/* What this test rests on: that it knows a key which is not to be had without AltGr. */
static void
test_told_apart (void)
{
  static const struct
  {
    const char *layout;
    guint key;
    gboolean is_near;
  } rows[] = {
    { "us", GDK_KEY_at, TRUE },           { "fi", GDK_KEY_at, FALSE },
    { "de", GDK_KEY_at, FALSE },          { "us", GDK_KEY_bracketleft, TRUE },
    { "fi", GDK_KEY_bracketleft, FALSE }, { "de", GDK_KEY_bracketleft, FALSE },
    { "us", GDK_KEY_odiaeresis, FALSE },  { "fi", GDK_KEY_odiaeresis, TRUE },
    { "us", GDK_KEY_plus, TRUE },         { "fi", GDK_KEY_F4, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Board board;

      if (!open_board (&board, rows[i].layout))
        {
          g_test_skip ("the keyboards of xkb-data are not there");
          return;
        }
      g_assert_cmpint (can_press (&board, rows[i].key), ==, rows[i].is_near);
      xkb_keymap_unref (board.keymap);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/keys/on-keyboard/%s", layouts[i]);

      g_test_add_data_func (path, layouts[i], test_layout);
    }
  g_test_add_func ("/keys/on-keyboard/told-apart", test_told_apart);
  return g_test_run ();
}
