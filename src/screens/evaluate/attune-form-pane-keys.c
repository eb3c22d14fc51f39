/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-pane.h"

static gboolean
edit (AttuneSheet *sheet, AttuneAnswers *answers)
{
  g_autoptr (AttuneAnswers) owned = answers;

  if (owned == NULL)
    return FALSE;
  attune_sheet_edit (sheet, owned);
  return TRUE;
}

gboolean
attune_form_pane_press_key (AttuneFormPane *self, guint key)
{
  AttuneSheet *sheet = attune_form_pane_get_sheet (self);
  AttuneSheetState *now = attune_sheet_get_state (sheet);
  guint focus = attune_sheet_state_get_focus (now);

  if (key >= GDK_KEY_0 && key <= GDK_KEY_9)
    return edit (sheet, attune_sheet_state_press_digit (now, key - GDK_KEY_0));
  if (key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_9)
    return edit (sheet, attune_sheet_state_press_digit (now, key - GDK_KEY_KP_0));

  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_n:
      return edit (sheet, attune_sheet_state_press_na (now));
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      return edit (sheet, attune_sheet_state_press_clear (now));
    case GDK_KEY_r:
      return attune_form_pane_enter_reasons (self, focus);
    case GDK_KEY_c:
      return attune_sheet_state_get_can_edit (now) && attune_form_pane_enter_comment (self, focus);
    default:
      return FALSE;
    }
}

gboolean
attune_form_pane_step (AttuneFormPane *self, int direction)
{
  AttuneSheet *sheet = attune_form_pane_get_sheet (self);
  guint next = sheet != NULL
                 ? attune_sheet_state_find_next (attune_sheet_get_state (sheet), direction)
                 : ATTUNE_FORM_NONE;

  if (next != ATTUNE_FORM_NONE)
    attune_form_pane_enter (self, next);
  return next != ATTUNE_FORM_NONE;
}
