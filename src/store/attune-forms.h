/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-rev.h"
#include "attune-store.h"

/* Forms and their revisions. Documents are `attune-form` JSON text (design.md, section 4.1); the store keeps them
 * exactly, and publishes only what attune_form_parse() finds no fault with. */

/* A row of the list of forms. */
typedef struct
{
  gint64 id;
  gint64 rev;
  char *key;   /* the document's id, "billing-calls" */
  char *title;
  gboolean has_draft;
  guint latest_number;   /* 0 when nothing is published yet */
  gint64 latest_revision; /* its id, 0 likewise */
  gint64 published_at;
  gboolean is_retired;    /* nothing new is evaluated on it */
  gint64 pass;         /* mark of the latest revision, basis points; ATTUNE_SCORE_NONE for none */
  guint channels;      /* bits 1 << AttuneChannel that the latest revision is for, 0 for any */
  guint n_evaluations; /* submitted ones that the actor may see; of auditors, all */
} AttuneFormSummary;

/* A published revision. */
typedef struct
{
  gint64 id;
  gint64 form;
  guint number;
  char *title;
  gint64 published_at;
  char *published_by; /* name */
  gboolean is_retired;
} AttuneFormRevisionInfo;

/* A form with its draft, if there is one. */
typedef struct
{
  AttuneFormSummary *summary;
  char *draft;            /* the document, NULL when there is none */
  char *draft_by;         /* name of whoever saved it last */
  gint64 draft_at;
  GPtrArray *revisions;   /* AttuneFormRevisionInfo, newest first */
} AttuneFormRecord;

AttuneFormSummary *attune_form_summary_copy (const AttuneFormSummary *self);
void attune_form_summary_free       (AttuneFormSummary *self);
void attune_form_revision_info_free (AttuneFormRevisionInfo *self);
void attune_form_record_free        (AttuneFormRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFormSummary, attune_form_summary_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFormRevisionInfo, attune_form_revision_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFormRecord, attune_form_record_free)

/* All forms the actor may read, by title: agents, coaches and auditors those that are published. AttuneFormSummary. */
void       attune_store_list_forms_async  (AttuneStore        *self,
                                           gint64              actor,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            data);
GPtrArray *attune_store_list_forms_finish (AttuneStore  *self,
                                           GAsyncResult *result,
                                           GError      **error);

void              attune_store_load_form_async  (AttuneStore        *self,
                                                 gint64              actor,
                                                 gint64              form,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            data);
AttuneFormRecord *attune_store_load_form_finish (AttuneStore  *self,
                                                 GAsyncResult *result,
                                                 GError      **error);

/* The document of a published revision. */
void  attune_store_load_form_revision_async  (AttuneStore        *self,
                                              gint64              actor,
                                              gint64              revision,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            data);
char *attune_store_load_form_revision_finish (AttuneStore  *self,
                                              GAsyncResult *result,
                                              GError      **error);

/* A new form with `document` as its draft; its key comes from the document and must be free. Analysts and managers.
 * Returns the form's id, 0 with the error set. */
void   attune_store_create_form_async  (AttuneStore        *self,
                                        gint64              actor,
                                        const char         *document,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            data);
gint64 attune_store_create_form_finish (AttuneStore  *self,
                                        GAsyncResult *result,
                                        GError      **error);

/* Keeps `document` as the draft, faults and all as long as it is JSON with a title; not audited. `rev` is the rev seen,
 * the new one is returned (0 with the error set; ATTUNE_STORE_ERROR_CONFLICT names who saved meanwhile). A NULL document
 * drops the draft. */
void   attune_store_save_form_draft_async  (AttuneStore        *self,
                                            gint64              actor,
                                            gint64              form,
                                            gint64              rev,
                                            const char         *document,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            data);
gint64 attune_store_save_form_draft_finish (AttuneStore  *self,
                                            GAsyncResult *result,
                                            GError      **error);

/* The same for whoever keeps a form as it is edited: the next after those that were asked for with `rev` before. It is
 * written out on the store's thread. What fails because somebody else saved meanwhile is kept for the actor
 * (attune-kept.h, ATTUNE_KEPT_FORM_ASIDE), also where nobody is there any more to be told. */
void   attune_store_keep_form_draft_async  (AttuneStore        *self,
                                            gint64              actor,
                                            gint64              form,
                                            AttuneRev          *rev,
                                            AttuneForm         *draft,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            data);
gint64 attune_store_keep_form_draft_finish (AttuneStore  *self,
                                            GAsyncResult *result,
                                            GError      **error);

/* Makes the draft the next revision, immutable; the draft is gone then. ATTUNE_STORE_ERROR_INVALID with the first faults
 * when the document has any. Returns the revision's id. */
void   attune_store_publish_form_async  (AttuneStore        *self,
                                         gint64              actor,
                                         gint64              form,
                                         gint64              rev,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            data);
gint64 attune_store_publish_form_finish (AttuneStore  *self,
                                         GAsyncResult *result,
                                         GError      **error);

/* Takes a published form out of use (`is_retired`), or back into it: nothing new is evaluated on it, what was stays and
 * counts. The next publishing brings it back as well. Returns the new rev. */
void   attune_store_retire_form_async  (AttuneStore        *self,
                                        gint64              actor,
                                        gint64              form,
                                        gint64              rev,
                                        gboolean            is_retired,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            data);
gint64 attune_store_retire_form_finish (AttuneStore  *self,
                                        GAsyncResult *result,
                                        GError      **error);

/* Takes a form off the lists (`is_removed`) or brings it back; evaluations keep theirs. Returns the new rev. */
void   attune_store_remove_form_async  (AttuneStore        *self,
                                        gint64              actor,
                                        gint64              form,
                                        gint64              rev,
                                        gboolean            is_removed,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            data);
gint64 attune_store_remove_form_finish (AttuneStore  *self,
                                        GAsyncResult *result,
                                        GError      **error);
