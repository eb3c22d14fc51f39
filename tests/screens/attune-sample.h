/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-store-fixture.h"

#include <adwaita.h>

/* A small team in the store of a fixture, by the store's own verbs: enough to drive a screen. */
typedef struct
{
  gint64 team;
  gint64 coach;
  gint64 analyst;
  gint64 auditor;
  gint64 agents[6];
} AttuneSample;

void           attune_sample_add         (AttuneStoreFixture *fixture,
                                          AttuneSample       *out_sample);
/* A context in which `person` acts. Owned by the caller. */
AttuneContext *attune_sample_new_context (AttuneStoreFixture *fixture,
                                          gint64              person);
/* The text of a form that is shipped, "calls" or "chats". Owned by the caller. */
char          *attune_sample_read_form   (const char *name);
/* The form as a draft, or published. Returns its id. */
gint64         attune_sample_add_form    (AttuneStoreFixture *fixture,
                                          const char         *name,
                                          gboolean            is_published);
/* The path of a recording of the demo, "billing.opus". Owned by the caller. */
char          *attune_sample_get_recording (const char *name);
/* Runs the main loop until nothing is left to do, `milliseconds` long. */
void           attune_sample_settle      (guint milliseconds);

/* The first of `type` in `widget`, itself included; NULL when there is none. */
gpointer       attune_sample_find_child    (GtkWidget *widget,
                                            GType      type);
/* The `skip`th (from 0) of `type` that is on the screen in `widget`, depth first; NULL when there is none. */
gpointer       attune_sample_find_nth      (gpointer   widget,
                                            GType      type,
                                            guint      skip);
/* Runs `work` in a process of its own and fails where, once it has called attune_sample_watch (), a callback of the program's
 * own held the main loop for more than 16 ms of the main thread's own time, which allows for a processor shared with other
 * tests. The toolkit's layout and drawing are not counted, and what it takes under a sanitizer says nothing. */
void           attune_sample_assert_not_held (void (*work) (void));
/* Watches from the next time on that the loop rests for a tenth of a second. Without a watchdog in the build nothing is watched. */
void           attune_sample_watch         (void);
/* The window that stands above `window`, nullable; and whether there is one, to wait for it. */
GtkWindow     *attune_sample_find_dialog   (gpointer window);
gboolean       attune_sample_has_dialog    (gpointer window);
/* Whether what `pointer`, a weak pointer, was to is gone, to wait for it: pages are taken apart in many small turns. */
gboolean       attune_sample_is_gone       (gpointer   pointer);
/* Destroys the window and asserts that `watched`, it or something in it, went with it. */
void           attune_sample_destroy       (GtkWidget *window,
                                            GtkWidget *watched);
