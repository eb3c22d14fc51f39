/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

#include <adwaita.h>

/* The base of every page of the window: a header bar of its own with Back, the sidebar's toggle, title and the progress
 * of long work, and a content below it.
 *
 * To add a page "foo":
 *  1. src/screens/foo/attune-foo-page.{h,c}: G_DECLARE_FINAL_TYPE (AttuneFooPage, attune_foo_page, ATTUNE, FOO_PAGE,
 *     AttunePage), a template from "/org/attuneqa/Attune/foo/attune-foo-page.ui" and a constructor
 *     `GtkWidget *attune_foo_page_new (AttuneContext *context, gint64 id)` that sets the property "context".
 *  2. ui/foo/attune-foo-page.ui: <template class="AttuneFooPage" parent="AttunePage"> with the property "title", one
 *     ordinary <child> for the content, and <child type="start"> or <child type="end"> for what stands in the header.
 *  3. Add the .c to src/screens/meson.build, the .ui to ui/app.gresource.xml, both to po/POTFILES, and the page to the
 *     table in attune-pages.c, by which attune_context_open () finds it and the sidebar knows what to mark.
 *  4. Styles go to ui/style.css under a class of the page's own.
 * Commands are actions of the page ("foo.do-it", gtk_widget_class_install_action); keys are
 * gtk_widget_class_add_binding_action () in the page's class, which hold wherever the focus is inside the page; list them
 * in ui/gtk/help-overlay.ui too. Pages are made, driven and finalized by a test in tests/screens.
 *
 * A page may be closed while the store works for it. What it asked for then comes back to a weak reference (attune-weak.h):
 * the page goes at once, cancels what it only reads (a GCancellable that dispose cancels), and lets what it writes come to
 * its end. Who must tell of the outcome keeps the context, never the page. A plain reference as the data of a call would
 * keep a closed page, its sound and its timers, until the call is over. */
#define ATTUNE_TYPE_PAGE (attune_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (AttunePage, attune_page, ATTUNE, PAGE, AdwBin)

struct _AttunePageClass
{
  AdwBinClass parent_class;

  /* Loads what the page shows; called when it is shown first, and again when it is come back to. */
  void (*refresh) (AttunePage *self);
  /* Something in the store changed: `kind` is an AttuneChangeKind, `id` 0 for several. */
  void (*store_changed) (AttunePage *self,
                         guint       kind,
                         gint64      id);
  /* Puts the cursor in the page's search entry; FALSE where there is none. */
  gboolean (*search) (AttunePage *self);
  /* Goes to a place in what the page plays, microseconds from its beginning, as soon as it can; also called before the
   * first refresh. NULL where nothing is played. */
  void (*seek) (AttunePage *self,
                gint64      us);
  /* Goes to a place in what the page shows, as AttuneDestination says it, as soon as it can; also called before the first
   * refresh. NULL where there are none. */
  void (*go_to) (AttunePage *self,
                 const char *place);
  /* The page is about to go, or the window to close: what is not saved yet is saved now (verbs that are under way are
   * finished before the store closes), sound stops. */
  void (*leave) (AttunePage *self);
};

AttuneContext *attune_page_get_context  (AttunePage *self);
const char    *attune_page_get_title    (AttunePage *self);
void           attune_page_set_title    (AttunePage *self,
                                         const char *title);
const char    *attune_page_get_subtitle (AttunePage *self);
/* A second line under the title; NULL for none. */
void           attune_page_set_subtitle (AttunePage *self,
                                         const char *subtitle);

/* For the window. */
void     attune_page_set_has_back  (AttunePage *self,
                                    gboolean    has_back);
void     attune_page_refresh       (AttunePage *self);
gboolean attune_page_search        (AttunePage *self);
void     attune_page_leave         (AttunePage *self);
void     attune_page_seek          (AttunePage *self,
                                    gint64      us);
void     attune_page_go_to         (AttunePage *self,
                                    const char *place);
/* Remembers which widget has the focus, and gives it the focus again (at first: the content's first). */
void     attune_page_keep_focus    (AttunePage *self);
void     attune_page_restore_focus (AttunePage *self);
