/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluate-keys.h"

#include <gtk/gtk.h>

/* Which keys run which command: those of attune-evaluate-keys.h, where the settings ("keys") do not say others. No key ever
 * runs two commands. "changed" tells that some are others now. */
#define ATTUNE_TYPE_KEY_MAP (attune_key_map_get_type ())
G_DECLARE_FINAL_TYPE (AttuneKeyMap, attune_key_map, ATTUNE, KEY_MAP, GObject)

/* The one of these settings, borrowed from them. NULL: the keys as they come, which cannot be changed. */
AttuneKeyMap *attune_key_map_get (GSettings *settings);

/* Accelerators, ends with NULL; good until something changes. */
const char *const *attune_key_map_get_keys (AttuneKeyMap *self,
                                            const char   *action);
/* The command that a key press is for in `scope`, NULL for none. */
const char        *attune_key_map_find     (AttuneKeyMap   *self,
                                            AttuneKeyScope  scope,
                                            guint           key,
                                            GdkModifierType state);
/* `text` with the first key of a command behind it, as tooltips have it. Owned by the caller. */
char              *attune_key_map_add_key  (AttuneKeyMap *self,
                                            const char   *action,
                                            const char   *text);

/* The keys of whatever `widget` is in that they were installed on; as they come where it is in none. Borrowed. */
AttuneKeyMap      *attune_key_map_of       (gpointer widget);
/* The first key of a command as people read it, NULL where it has none. Owned by the caller. */
char              *attune_key_map_dup_label (AttuneKeyMap *self,
                                            const char   *action);

/* Lets `widget` run the commands that work everywhere before whatever has the focus inside it sees the keys. */
void attune_key_map_install (AttuneKeyMap *self,
                             GtkWidget    *widget);

/* Whether a key, without those modifiers that it takes to make it, can be one of a command at all. Why not, for people to
 * read, owned by the caller; NULL where it can. */
char       *attune_key_map_refuse    (const char     *action,
                                      guint           key,
                                      GdkModifierType modifiers);
/* The other command that has a key of `keys` now, NULL for none. */
const char *attune_key_map_find_other (AttuneKeyMap      *self,
                                       const char        *action,
                                       const char *const *keys);

gboolean    attune_key_map_is_changed (AttuneKeyMap *self,
                                       const char   *action);
/* Gives a command these keys, and takes them from the others that had them. */
void        attune_key_map_set_keys   (AttuneKeyMap      *self,
                                       const char        *action,
                                       const char *const *keys);
/* The keys it came with. Owned by the caller. */
char      **attune_key_map_dup_first  (const char *action);
void        attune_key_map_reset_all  (AttuneKeyMap *self);
