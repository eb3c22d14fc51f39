/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* Changes to a form, as pure functions: each gives a new form that shares what did not change, and leaves the old one
 * alone. None can make a faulty form: what would is refused, with ATTUNE_DOMAIN_ERROR_REFUSED that names the fault. */

/* A part of a form. All NULL: the form itself. `element` is the id of a section or question; `option` an option of that
 * question, or the number of a range counted from 0, as text; `reason` a reason of that option. */
typedef struct
{
  const char *element;
  const char *option;
  const char *reason;
} AttuneFormPlace;

/* Sets one key of a part: "title", "weight", … of the form also "scoring/mode" and the like. The type of the value is
 * the key's own; `json` is any JSON text, such as a condition for "show_if" or bands for "scoring/bands". A NULL string
 * stands for null; attune_form_unset() takes the key away, so that the default holds. To change the id or "type" of a
 * part these are not the way: ids never change, and for the type there is attune_form_set_type(). */
AttuneForm *attune_form_set_string (AttuneForm     *self,
                                    AttuneFormPlace place,
                                    const char     *key,
                                    const char     *value,
                                    GError        **error);
AttuneForm *attune_form_set_decimal (AttuneForm     *self,
                                     AttuneFormPlace place,
                                     const char     *key,
                                     AttuneDecimal   value,
                                     GError        **error);
AttuneForm *attune_form_set_boolean (AttuneForm     *self,
                                     AttuneFormPlace place,
                                     const char     *key,
                                     gboolean        value,
                                     GError        **error);
AttuneForm *attune_form_set_json (AttuneForm     *self,
                                  AttuneFormPlace place,
                                  const char     *key,
                                  const char     *json,
                                  GError        **error);
AttuneForm *attune_form_unset (AttuneForm     *self,
                               AttuneFormPlace place,
                               const char     *key,
                               GError        **error);

/* Gives a question another type. Options stay where the new type has options too, and either somebody made them or
 * something else looks at them; otherwise they are those the new type begins with. */
AttuneForm *attune_form_set_type (AttuneForm        *self,
                                  const char        *question,
                                  AttuneQuestionType type,
                                  GError           **error);

/* A new, empty form with one section. */
AttuneForm *attune_form_new (const char *id,
                             const char *title,
                             const char *section_title);

/* New parts at `position` (beyond the last: at the end) among their like in the parent. `out_id` (nullable, owned by the
 * caller) gets the fresh id; of a range, its number. A section's `parent` is a section or, for a top one, NULL. */
AttuneForm *attune_form_add_section (AttuneForm *self,
                                     const char *parent,
                                     guint       position,
                                     const char *title,
                                     char      **out_id,
                                     GError    **error);
AttuneForm *attune_form_add_question (AttuneForm        *self,
                                      const char        *section,
                                      guint              position,
                                      AttuneQuestionType type,
                                      const char        *title,
                                      char             **out_id,
                                      GError           **error);
AttuneForm *attune_form_add_option (AttuneForm *self,
                                    const char *question,
                                    guint       position,
                                    const char *label,
                                    char      **out_id,
                                    GError    **error);
AttuneForm *attune_form_add_reason (AttuneForm     *self,
                                    AttuneFormPlace option,
                                    guint           position,
                                    const char     *label,
                                    char          **out_id,
                                    GError        **error);

/* Takes a part away. A part that a condition elsewhere rests on is refused. */
AttuneForm *attune_form_remove (AttuneForm     *self,
                                AttuneFormPlace place,
                                GError        **error);

/* Puts a copy with fresh ids right behind the part. Conditions inside the copy follow it. */
AttuneForm *attune_form_duplicate (AttuneForm     *self,
                                   AttuneFormPlace place,
                                   char          **out_id,
                                   GError        **error);

/* Moves a part to `position` among its like in `parent` (of a question a section; of a section a section or NULL; of an
 * option or reason its own, NULL). The position is counted with the part already taken away. */
AttuneForm *attune_form_move (AttuneForm     *self,
                              AttuneFormPlace place,
                              const char     *parent,
                              guint           position,
                              GError        **error);
