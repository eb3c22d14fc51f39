/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <jansson.h>

/* Which part of a form stands where, to be changed at will and then made a form again. Parts are the indices they have in
 * the form that the shape came from; new ones are put behind those. */
typedef struct _AttuneFormShape AttuneFormShape;

/* A section or a question. */
typedef struct
{
  gboolean is_section;
  guint index;
} AttuneFormPart;

AttuneFormShape *attune_form_shape_new  (AttuneForm *form);
void             attune_form_shape_free (AttuneFormShape *self);

/* What stands in a section, in order, as indices (guint); in the form itself where `section` is ATTUNE_FORM_NONE. */
GArray *attune_form_shape_get_list      (AttuneFormShape *self,
                                         gboolean         of_sections,
                                         guint            section);
/* All sections (guint) in the order of the document. Owned by the caller. */
GArray *attune_form_shape_list_sections (AttuneFormShape *self);

/* Where a part stands in the list of its section, and in `out_section` which that is. */
guint attune_form_shape_locate (AttuneFormShape *self,
                                AttuneFormPart   part,
                                guint           *out_section);
/* Takes a part out of its list; it must be in one. */
void  attune_form_shape_remove (AttuneFormShape *self,
                                AttuneFormPart   part);
/* Puts a part that is in no list to `position` of a section's, or at the end. */
void  attune_form_shape_insert (AttuneFormShape *self,
                                AttuneFormPart   part,
                                guint            section,
                                guint            position);
/* A new part, in no list yet, with all that is in it; takes over `object`. */
AttuneFormPart attune_form_shape_add (AttuneFormShape *self,
                                      gboolean         is_section,
                                      json_t          *object);
/* The object of a part. Borrowed, never to be written to: another takes its place, which is taken over. */
json_t *attune_form_shape_get_object (AttuneFormShape *self,
                                      AttuneFormPart   part);
void    attune_form_shape_set_object (AttuneFormShape *self,
                                      AttuneFormPart   part,
                                      json_t          *object);

/* The form of that shape, which must have no faults. `n_bytes` is how much longer its text can have become. */
AttuneForm *attune_form_shape_finish (AttuneFormShape *self,
                                      gsize            n_bytes,
                                      GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFormShape, attune_form_shape_free)
