/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-answers-rest.h"

#include <glib/gi18n.h>

/* What is open gets its best answer, but for what somebody has to judge. It is one step, which undo takes back, and what was
 * filled in so stays told from what was judged. */
static void
fill_rest_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluatePage *self = ATTUNE_EVALUATE_PAGE (widget);
  AttuneSheet *sheet = attune_evaluate_page_get_sheet (self);
  g_autoptr (AttuneAnswers) filled = NULL;
  g_autofree char *message = NULL;
  guint next, n;

  if (sheet == NULL)
    return;
  filled = attune_answers_with_rest_highest (attune_sheet_get_answers (sheet), &n);
  if (n > 0)
    attune_sheet_edit (sheet, filled);
  message = n > 0
              ? g_strdup_printf (ngettext ("%u answer was filled in. Ctrl+Z takes it back.",
                                           "%u answers were filled in. Ctrl+Z takes them back.", n),
                                 n)
              : g_strdup (_ ("Nothing was filled in: what is open is for you to judge"));
  attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)), message);
  next = attune_sheet_state_find_open (attune_sheet_get_state (sheet));
  if (next != ATTUNE_FORM_NONE)
    attune_form_pane_enter (self->form_pane, next);
}

gboolean
attune_evaluate_page_may_fill_rest (AttuneEvaluatePage *self)
{
  return attune_draft_get_evaluation (self->draft)->row->kind == ATTUNE_EVALUATION_ASSESSMENT;
}

void
attune_evaluate_page_install_rest (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "evaluate.fill-rest", NULL, fill_rest_action);
}
