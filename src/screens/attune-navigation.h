/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* The pages that are open, one above the other, the topmost shown. Those of the sidebar are kept while the person is the
 * same, with their filters and place in the list; others go when they are left. Properties "page" and "depth". */
#define ATTUNE_TYPE_NAVIGATION (attune_navigation_get_type ())
G_DECLARE_FINAL_TYPE (AttuneNavigation, attune_navigation, ATTUNE, NAVIGATION, AdwBin)

/* Leaves all pages; those to come are made with `context` (NULL: none are). */
void           attune_navigation_reset    (AttuneNavigation *self,
                                           AttuneContext    *context);
/* Shows a page, soon: what is asked for last before the main loop turns. One of the sidebar becomes the lowest; a page that
 * is open already is come back to. */
void           attune_navigation_open     (AttuneNavigation        *self,
                                           const AttuneDestination *destination);
/* To the page below, or from one that was only asked for. FALSE where there is nothing below. */
gboolean       attune_navigation_back     (AttuneNavigation *self);
AttunePage    *attune_navigation_get_page (AttuneNavigation *self);
/* What the sidebar marks: the list that the page shows one of, from wherever it was opened; above an evaluation that of the
 * page below. ATTUNE_N_PAGES while there is none. */
AttunePageKind attune_navigation_get_section (AttuneNavigation *self);
/* The section of the help overlay about the page; NULL while there is none. */
const char    *attune_navigation_get_help (AttuneNavigation *self);
guint          attune_navigation_get_depth (AttuneNavigation *self);
/* Every open page saves what it has to. */
void           attune_navigation_leave    (AttuneNavigation *self);
