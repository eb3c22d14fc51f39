/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-compat.h"
#include "attune-navigation.h"
#include "attune-releases.h"
#include "attune-sidebar.h"
#include "attune-welcome-page.h"
#include "attune-who-page.h"
#include "attune-window.h"

typedef struct _AttuneLeave AttuneLeave;

/* What is done once the workspace can be left. */
typedef void (*AttuneLeft) (AttuneWindow *self, gpointer data);

struct _AttuneWindow
{
  AdwApplicationWindow parent_instance;

  /* template */
  AdwToastOverlay *toasts;
  GtkStack *stages;
  AttuneWelcomePage *welcome;
  AttuneWhoPage *who;
  AttuneSplit *split;
  GtkLabel *notice; /* why the workspace can only be read */
  AttuneSidebar *sidebar;
  AttuneNavigation *navigation;
  AdwStatusPage *leaving;
  GtkButton *leave_now;

  /* owned */
  GSettings *settings;
  GCancellable *opening;
  char *location;
  AttuneStore *store;
  AttuneContext *context;
  GPtrArray *people;  /* AttunePerson, of the open store */
  char *newcomer;     /* who is to begin at once in a workspace that was just made, nullable */
  AttuneReleases *releases; /* asks for what is due, NULL without a store */
  gboolean is_switching; /* the who page is shown although somebody works */
  GList *undos;       /* AdwToast (borrowed) whose Undo has not been taken, the newest first */
  AttuneLeave *leave; /* what waits until nothing would be lost, nullable */
};

/* attune-window-actions.c */
void attune_window_install_actions (AttuneWindowClass *class);
void attune_window_update_actions  (AttuneWindow *self);
/* attune-window-drop.c */
void attune_window_accept_drops    (AttuneWindow *self);
/* attune-window-leave.c: the one door out of an open workspace. Calls `left`, in which it is closed, as soon as long work is
 * done and everything is saved: at once where that is so already. Otherwise it says what is missing, and the person may
 * stay, where `left` is never called, or lose it. `data` is freed with `destroy` (nullable) in any case. */
void attune_window_leave           (AttuneWindow  *self,
                                    AttuneLeft     left,
                                    gpointer       data,
                                    GDestroyNotify destroy);
/* Forgets that anything is to be left. */
void attune_window_stop_leaving    (AttuneWindow *self);
void attune_window_install_leaving (AttuneWindowClass *class);
/* attune-window-toasts.c: says what `context` tells, and offers what it offers. Ctrl+Z is the Undo of the newest toast that
 * is there still. */
void attune_window_listen          (AttuneWindow  *self,
                                    AttuneContext *context);
void attune_window_install_undo    (AttuneWindowClass *class);
/* attune-window.c */
void attune_window_set_stage       (AttuneWindow *self,
                                    const char   *stage);
void attune_window_close_workspace (AttuneWindow *self);
void attune_window_ask_who         (AttuneWindow *self);
