/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-lint.h"

#include <adwaita.h>

/* What can be set about one kind of part of a form: a column of groups, made one by one. Every control in them whose name
 * is a key of attune_form_fields_get() shows that key and edits it by the action "form.set" (element, option, key, value),
 * empty strings standing for none. */
#define ATTUNE_TYPE_FORM_SCOPE (attune_form_scope_get_type ())
G_DECLARE_DERIVABLE_TYPE (AttuneFormScope, attune_form_scope, ATTUNE, FORM_SCOPE, GtkBox)

struct _AttuneFormScopeClass
{
  GtkBoxClass parent_class;

  const char *resource;      /* an .ui file */
  const char *const *groups; /* the ids of its groups, from top to bottom */

  /* A group is there: `builder` has its objects, for the last time. */
  void     (*built)    (AttuneFormScope      *self,
                        GtkBuilder           *builder);
  /* Shows what is more than the value of a key. A NULL `lint` is not known yet: what it told stays until it is, unless
   * the element `is_other` than the one before. */
  void     (*show)     (AttuneFormScope      *self,
                        AttuneForm           *form,
                        const AttuneFormLint *lint,
                        gboolean              is_other);
  /* Adds something that `show` found wanting; FALSE where nothing is. NULL where nothing ever is. */
  gboolean (*add_next) (AttuneFormScope      *self,
                        AttuneForm           *form);
  /* Has the condition of what it shows picked. NULL where nothing has any. */
  void     (*enter_condition) (AttuneFormScope *self);
};

/* Adds the next group, which is not mapped yet; FALSE where all are there. One by one, for each takes milliseconds, and so
 * are the next. */
gboolean    attune_form_scope_build_next  (AttuneFormScope      *self);
/* Shows `element`, the id of a section or question; NULL for the form. All groups are to be there. */
void        attune_form_scope_show        (AttuneFormScope      *self,
                                           AttuneForm           *form,
                                           const AttuneFormLint *lint,
                                           const char           *element);
/* Adds what showing found wanting; FALSE where nothing is. */
gboolean    attune_form_scope_add_next    (AttuneFormScope      *self,
                                           AttuneForm           *form);
/* Maps or unmaps the next group that is not so yet; FALSE where all are. */
gboolean    attune_form_scope_map_next    (AttuneFormScope      *self,
                                           gboolean              is_mapped);
gboolean    attune_form_scope_is_built    (AttuneFormScope      *self);
/* Puts the keys where the condition of what it shows is picked. All groups are to be there. */
void        attune_form_scope_enter_condition (AttuneFormScope  *self);
const char *attune_form_scope_get_element (AttuneFormScope      *self);

/* For `built`: remembers the object of that id in `out_object` (borrowed) where the builder has it. */
#define attune_form_scope_bind(builder, id, out_object) \
  G_STMT_START \
  { \
    GObject *bound = gtk_builder_get_object (builder, id); \
    if (bound != NULL) \
      *(out_object) = (gpointer) bound; \
  } \
  G_STMT_END
