/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-sheet.h"

#include <gtk/gtk.h>

/* A section of a sheet: a header that folds it, with its progress, and room for its questions and sub-sections.
 * Property "expanded" notifies. */
#define ATTUNE_TYPE_SECTION_GROUP (attune_section_group_get_type ())
G_DECLARE_FINAL_TYPE (AttuneSectionGroup, attune_section_group, ATTUNE, SECTION_GROUP, GtkWidget)

GtkWidget *attune_section_group_new (AttuneSheet *sheet,
                                     guint        section,
                                     gboolean     expanded);
guint      attune_section_group_get_section (AttuneSectionGroup *self);
void       attune_section_group_apply (AttuneSectionGroup      *self,
                                       const AttuneSectionView *view);
gboolean   attune_section_group_get_expanded (AttuneSectionGroup *self);
void       attune_section_group_set_expanded (AttuneSectionGroup *self,
                                              gboolean            expanded);
/* Puts a row, new or from elsewhere, behind `after`, which is one of its own; NULL for the top. */
void       attune_section_group_add_row (AttuneSectionGroup *self,
                                         GtkWidget          *row,
                                         GtkWidget          *after);
/* Likewise a sub-section. */
void       attune_section_group_add_group (AttuneSectionGroup *self,
                                           GtkWidget          *group,
                                           GtkWidget          *after);
/* Likewise any widget in any box. */
void       attune_section_group_place (GtkBox    *box,
                                       GtkWidget *child,
                                       GtkWidget *after);
/* The form of the sheet is another, in which the section is at this place. */
void       attune_section_group_move (AttuneSectionGroup *self,
                                      guint               section);
