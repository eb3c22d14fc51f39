/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* Everything that versions of GTK and libadwaita after 4.8 and 1.2 deprecate stands behind this file, so that moving on
 * touches one place: AdwFlap, AdwMessageDialog, GtkFileChooserNative, AdwAboutWindow. */

/* A sidebar beside a content, over it when collapsed, which it also is where there is no room for both. Properties "sidebar", "content", "shows-sidebar", "is-collapsed". */
#define ATTUNE_TYPE_SPLIT (attune_split_get_type ())
G_DECLARE_FINAL_TYPE (AttuneSplit, attune_split, ATTUNE, SPLIT, AdwBin)

gboolean attune_split_get_shows_sidebar (AttuneSplit *self);
void     attune_split_set_shows_sidebar (AttuneSplit *self,
                                         gboolean     shows_sidebar);
gboolean attune_split_get_is_collapsed  (AttuneSplit *self);
void     attune_split_set_is_collapsed  (AttuneSplit *self,
                                         gboolean     is_collapsed);

/* A question with answers as buttons. */
typedef struct
{
  const char *id;
  const char *label; /* with a mnemonic */
  AdwResponseAppearance appearance;
} AttuneResponse;

/* Asks above the window of `parent`; `responses` end with a NULL id, the first is what Escape means, the last is what
 * Return means. `extra` (nullable) is shown below the text. */
void  attune_ask_async  (GtkWidget            *parent,
                         const char           *heading,
                         const char           *body,
                         const AttuneResponse *responses,
                         GtkWidget            *extra,
                         GAsyncReadyCallback   callback,
                         gpointer              data);
/* Whether the answer `id` can be given, of the question that `extra` is shown in. */
void  attune_ask_set_enabled (GtkWidget  *extra,
                              const char *id,
                              gboolean    is_enabled);
/* The id of the answer. Owned by the caller. */
char *attune_ask_finish (GAsyncResult *result);

/* Tells something that needs more room than a toast. */
void attune_tell (GtkWidget  *parent,
                  const char *heading,
                  const char *body);

typedef struct
{
  const char *title;
  const char *accept;         /* label of the button, with a mnemonic */
  GtkFileChooserAction action;
  gboolean is_multiple;
  const char *name;           /* proposed for a file to save; nullable */
  const char *filter_name;    /* nullable: all files */
  const char *const *suffixes; /* of the filter, NULL-terminated */
  const char *const *mime_types;
} AttuneFileRequest;

void        attune_choose_files_async  (GtkWidget               *parent,
                                        const AttuneFileRequest *request,
                                        GAsyncReadyCallback      callback,
                                        gpointer                 data);
/* A GListModel of GFile; NULL where nothing was chosen. */
GListModel *attune_choose_files_finish (GAsyncResult *result);

void attune_show_about (GtkWidget *parent);

/* From GTK 4.12 on a drop-down is named by what is chosen in it, whatever its label: names `widget`, or those inside it, by
 * their labels, which each must have. */
void attune_name_drop_downs (GtkWidget *widget);
