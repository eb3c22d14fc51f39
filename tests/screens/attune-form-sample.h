/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-page-private.h"
#include "attune-model.h"
#include "attune-sample.h"

/* What the tests of forms have in common: a store with people and a form, in which the manager acts, the page that is
 * shown, and what the context was asked for. */
typedef struct
{
  AttuneStoreFixture store;
  AttuneSample sample;
  AttuneContext *context;
  GtkWidget *window;
  GtkWidget *page;
  gint64 form;
  gint64 opened; /* what was asked for by "open" */
  char *opened_place; /* and where in it, nullable */
  int n_told;
  char *told; /* the last of it; NULL before */
  GClosure *undo; /* what was offered last */
} AttuneFormSample;

/* As g_test_add() takes them; with `data` the form is published, without it is a draft. */
void attune_form_sample_set_up    (AttuneFormSample *self,
                                   gconstpointer     data);
/* Leaves the page, destroys its window and asserts that nothing holds it. */
void attune_form_sample_tear_down (AttuneFormSample *self,
                                   gconstpointer     data);

#define ATTUNE_ADD_FORM_TEST(name, function, data)                         \
  g_test_add ("/screens/forms-page/" name, AttuneFormSample, data,         \
              attune_form_sample_set_up, function, attune_form_sample_tear_down)

/* Shows `page` in a window of its own. */
void            attune_form_sample_show       (AttuneFormSample *self,
                                               GtkWidget        *page);
/* Shows the page of the form, and waits until all of it is there. */
AttuneFormPage *attune_form_sample_open       (AttuneFormSample *self);
/* The draft as it is stored. Owned by the caller. */
AttuneForm     *attune_form_sample_read_draft (AttuneFormSample *self);

/* What people do there. */
void attune_form_sample_act       (AttuneFormSample *self,
                                   const char       *action);
void attune_form_sample_set_title (AttuneFormSample *self,
                                   const char       *title);

/* What can be waited for; `page` is an AttuneFormPage. */
gboolean attune_form_sample_has_form     (gpointer page);
gboolean attune_form_sample_has_no_draft (gpointer page);
gboolean attune_form_sample_can_edit     (gpointer page);
gboolean attune_form_sample_is_saved     (gpointer page);

/* What has the keys in the window; NULL for nothing. */
GtkWidget   *attune_form_sample_get_focus    (AttuneFormSample *self);
/* As many goals and behaviours as there may be, each behaviour serving every goal. Owned by the caller. */
AttuneModel *attune_form_sample_create_model (void);
