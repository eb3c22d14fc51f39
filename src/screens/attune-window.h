/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-page.h"

#include <adwaita.h>

/* A window on one workspace: opening it, asking who works, then the sidebar and the pages. */
#define ATTUNE_TYPE_WINDOW (attune_window_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWindow, attune_window, ATTUNE, WINDOW, AdwApplicationWindow)

/* `application` may be NULL in tests, `settings` too. */
AttuneWindow  *attune_window_new          (GtkApplication *application,
                                           GSettings      *settings);
/* Opens the workspace at `location` in place of what is open; NULL shows the welcome page. */
void           attune_window_open         (AttuneWindow *self,
                                           const char   *location);
/* Makes a new workspace there, and opens it as its first person. */
void           attune_window_create       (AttuneWindow *self,
                                           const char   *location,
                                           const char   *name,
                                           const char   *person,
                                           const char   *time_zone);
/* Begins the work as `person`, of the open workspace. */
void           attune_window_work_as      (AttuneWindow       *self,
                                           const AttunePerson *person);
/* NULL while nobody works. */
AttuneContext *attune_window_get_context  (AttuneWindow *self);
/* NULL while none is shown. */
AttunePage    *attune_window_get_page     (AttuneWindow *self);
/* "welcome", "opening", "who" or "work". */
const char    *attune_window_get_stage    (AttuneWindow *self);
const char    *attune_window_get_location (AttuneWindow *self);
