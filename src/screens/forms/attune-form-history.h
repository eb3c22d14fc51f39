/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-history.h"

/* A history (attune-history.h) whose documents are forms. What is selected are ids of sections and questions, none for the
 * form itself. */
typedef AttuneHistory AttuneFormHistory;

static inline AttuneFormHistory *
attune_form_history_new (AttuneForm *form)
{
  return attune_history_new (ATTUNE_TYPE_FORM, form);
}

static inline void
attune_form_history_free (AttuneFormHistory *self)
{
  attune_history_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFormHistory, attune_form_history_free)

static inline AttuneForm *
attune_form_history_get_form (AttuneFormHistory *self)
{
  return (AttuneForm *) attune_history_get_document (self);
}

static inline const char *
attune_form_history_get_selection (AttuneFormHistory *self)
{
  return attune_history_get_selection (self);
}

static inline void
attune_form_history_select (AttuneFormHistory *self, const char *selection)
{
  attune_history_select (self, selection);
}

static inline const char *const *
attune_form_history_get_selected (AttuneFormHistory *self)
{
  return attune_history_get_selected (self);
}

static inline void
attune_form_history_select_all (AttuneFormHistory *self, const char *const *ids)
{
  attune_history_select_all (self, ids);
}

static inline void
attune_form_history_push (AttuneFormHistory *self,
                          AttuneForm        *form,
                          const char        *selection,
                          const char        *merge,
                          gint64             now)
{
  attune_history_push (self, form, selection, merge, now);
}

static inline void
attune_form_history_put_under (AttuneFormHistory *self, AttuneForm *form)
{
  attune_history_put_under (self, form);
}

static inline gboolean
attune_form_history_can_undo (AttuneFormHistory *self)
{
  return attune_history_can_undo (self);
}

static inline gboolean
attune_form_history_can_redo (AttuneFormHistory *self)
{
  return attune_history_can_redo (self);
}

static inline gboolean
attune_form_history_undo (AttuneFormHistory *self)
{
  return attune_history_undo (self);
}

static inline gboolean
attune_form_history_redo (AttuneFormHistory *self)
{
  return attune_history_redo (self);
}
