/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "preview-sample.h"

#include "attune-test-support.h"

/* The second question is shown where the first is answered with no; the third asks why. */
static const char form_text[] =
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"Form\",\"sections\":["
  "{\"id\":\"a\",\"title\":\"A\",\"questions\":["
  "{\"id\":\"q1\",\"type\":\"yes_no\",\"title\":\"One\",\"weight\":50,\"na_allowed\":true,\"options\":["
  "{\"id\":\"yes\",\"label\":\"Yes\",\"score\":100},{\"id\":\"no\",\"label\":\"No\",\"score\":0,"
  "\"reasons\":[{\"id\":\"r\",\"label\":\"Hurry\",\"cause\":\"agent\"}]}]},"
  "{\"id\":\"q2\",\"type\":\"text\",\"title\":\"Two\","
  "\"show_if\":{\"question\":\"q1\",\"is\":[\"no\"]}}]},"
  "{\"id\":\"b\",\"title\":\"B\",\"questions\":["
  "{\"id\":\"q3\",\"type\":\"yes_no\",\"title\":\"Three\",\"weight\":50,\"options\":["
  "{\"id\":\"yes\",\"label\":\"Yes\",\"score\":100},{\"id\":\"no\",\"label\":\"No\",\"score\":0}]}]}]}";

AttuneFormPane *
preview_sample_get_pane (AttuneFormPage *page)
{
  return ATTUNE_FORM_PANE (attune_sample_find_nth (page, ATTUNE_TYPE_FORM_PANE, 0));
}

AttuneSheet *
preview_sample_get_sheet (AttuneFormPage *page)
{
  return attune_form_pane_get_sheet (preview_sample_get_pane (page));
}

static gboolean
is_shown (gpointer data)
{
  AttuneFormPage *page = data;
  AttuneFormPane *pane = preview_sample_get_pane (page);

  return pane != NULL && attune_form_pane_is_built (pane) &&
         attune_sheet_get_form (preview_sample_get_sheet (page)) ==
           attune_form_page_get_form (page);
}

void
preview_sample_wait (AttuneFormPage *page)
{
  g_assert_true (attune_test_wait_until (is_shown, page, 10));
  attune_sample_settle (300);
}

gint64
preview_sample_get_score (AttuneFormPage *page)
{
  return attune_score_get_figures (
           attune_sheet_state_get_score (attune_sheet_get_state (preview_sample_get_sheet (page))))
    ->score;
}

void
preview_sample_take (AttuneFormPage *page, AttuneForm *form)
{
  if (form == NULL)
    return;
  attune_form_page_take (page, form, NULL, NULL, NULL);
  preview_sample_wait (page);
}

AttuneFormPage *
preview_sample_open (AttuneFormSample *sample)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (form_text, -1, &error);

  g_assert_no_error (error);
  g_assert_false (attune_form_page_previews (page));
  g_assert_null (attune_sample_find_nth (page, ATTUNE_TYPE_FORM_PANE, 0));
  attune_form_page_take (page, form, NULL, NULL, NULL);
  attune_form_sample_act (sample, "form.preview");
  g_assert_true (attune_form_page_previews (page));
  preview_sample_wait (page);
  return page;
}

void
preview_sample_press (AttuneFormPage *page, guint question, guint key)
{
  attune_form_pane_enter (preview_sample_get_pane (page), question);
  g_assert_true (attune_form_pane_press_key (preview_sample_get_pane (page), key));
  attune_sample_settle (50);
}
