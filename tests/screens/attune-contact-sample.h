/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-interactions.h"
#include "attune-sample.h"

/* What the tests of contacts have in common: a store with people and a form, in which the manager acts, and what the
 * context was asked for. */
typedef struct
{
  AttuneStoreFixture store;
  AttuneSample sample;
  AttuneContext *context;
  AttuneIngest *ingest;
  gint64 form;
  AttuneDestination opened;
  int n_told;
  int n_back;
  GClosure *undo; /* of what was done last, nullable */
  char *offered;  /* what a toast offers */
  gint64 added;
} AttuneContactSample;

/* As g_test_add() takes them; `data` is not looked at. */
void attune_contact_sample_set_up    (AttuneContactSample *self,
                                      gconstpointer        data);
void attune_contact_sample_tear_down (AttuneContactSample *self,
                                      gconstpointer        data);

#define ATTUNE_ADD_CONTACT_TEST(path, function)                            \
  g_test_add (path, AttuneContactSample, NULL, attune_contact_sample_set_up, \
              function, attune_contact_sample_tear_down)

/* A contact of the first agent, its id. */
gint64             attune_contact_sample_add   (AttuneContactSample *self);
/* Owned by the caller. */
AttuneInteraction *attune_contact_sample_load  (AttuneContactSample *self,
                                                gint64               id);
guint              attune_contact_sample_count (AttuneContactSample *self);

/* A window with `content`, in which one can go back; attune_sample_destroy() takes it away. */
GtkWidget *attune_contact_sample_show (AttuneContactSample *self,
                                       GtkWidget           *content);

/* What can be waited for; `self` is an AttuneContactSample. Saved is a contact, the only one, when it was changed once. */
/* That the AttuneRecordList shows the row it has selected. */
gboolean attune_contact_sample_is_read    (gpointer list);
gboolean attune_contact_sample_has_opened (gpointer self);
gboolean attune_contact_sample_has_undo   (gpointer self);
gboolean attune_contact_sample_was_told   (gpointer self);
gboolean attune_contact_sample_was_added  (gpointer self);
gboolean attune_contact_sample_is_saved   (gpointer self);

/* A file in the folder of the store, with the folders above it; WAV is a second of silence. Owned by the caller. */
GFile *attune_contact_sample_write_text (AttuneContactSample *self,
                                         const char          *name,
                                         const char          *text);
GFile *attune_contact_sample_write_wav  (AttuneContactSample *self,
                                         const char          *name);
