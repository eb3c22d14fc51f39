/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-import-private.h"

/* What readers of other systems' JSON have in common. Their programs spell keys now “RefId”, now “refId” or “ref_id”:
 * every key is asked for by one spelling and found by all. Faults and remarks name the spelling of the file. */
typedef struct
{
  AttuneJsonReader reader; /* knows where it stands, and takes the faults */
  GPtrArray *remarks;      /* borrowed */
  GHashTable *ids;         /* of sections and questions; strings of the file */
  guint n_faults_before;
  guint n_sections;
  guint n_questions;
} AttuneFormIntake;

void attune_form_intake_init (AttuneFormIntake *self,
                              GPtrArray        *remarks,
                              GPtrArray        *faults);
void attune_form_intake_clear (AttuneFormIntake *self);

/* The key as the object spells it; `key` itself where it has none of that name. */
const char *attune_form_intake_spell (json_t     *object,
                                      const char *key);
json_t     *attune_form_intake_get (json_t     *object,
                                    const char *key);

/* What cannot be carried over, where the reader stands or at `key` (nullable) below it. */
void attune_form_intake_remark (AttuneFormIntake *self,
                                const char       *key,
                                const char       *format,
                                ...) G_GNUC_PRINTF (3, 4);

/* A remark for each member of `object` that says something and is not among `known`, which are NULL-terminated. */
void attune_form_intake_remark_rest (AttuneFormIntake  *self,
                                     json_t            *object,
                                     const char *const *known);

/* One remark for all of `keys`, NULL-terminated, that are there: what the other system keeps for itself. */
void attune_form_intake_remark_accounts (AttuneFormIntake  *self,
                                         json_t            *object,
                                         const char *const *keys);

/* The values of a member, as attune_json_read_…() gives them; null counts as missing. */
const char *attune_form_intake_read_string (AttuneFormIntake *self,
                                            json_t           *object,
                                            const char       *key,
                                            const char       *fallback);
const char *attune_form_intake_read_title (AttuneFormIntake *self,
                                           json_t           *object,
                                           const char       *key);
gboolean    attune_form_intake_read_flag (AttuneFormIntake *self,
                                          json_t           *object,
                                          const char       *key,
                                          gboolean          fallback);
int         attune_form_intake_read_word (AttuneFormIntake  *self,
                                          json_t            *object,
                                          const char        *key,
                                          const char *const *words,
                                          int                fallback);
json_t     *attune_form_intake_read_array (AttuneFormIntake *self,
                                           json_t           *object,
                                           const char       *key);
json_t     *attune_form_intake_read_object (AttuneFormIntake *self,
                                            json_t           *object,
                                            const char       *key);

/* A number from `least` to `most`; with more than 4 places it is rounded, with a remark. */
AttuneDecimal attune_form_intake_read_decimal (AttuneFormIntake *self,
                                               json_t           *object,
                                               const char       *key,
                                               AttuneDecimal     fallback,
                                               AttuneDecimal     least,
                                               AttuneDecimal     most);

/* The id of a section or question, a fault where it is missing, faulty or taken; that of an option the same, among
 * `taken`. "" stands for it then. */
const char *attune_form_intake_take_id (AttuneFormIntake *self,
                                        json_t           *object,
                                        const char       *key,
                                        GHashTable       *taken);

/* Count one more; FALSE with a fault where a form may have no more. */
gboolean attune_form_intake_count_section (AttuneFormIntake *self);
gboolean attune_form_intake_count_question (AttuneFormIntake *self);
gboolean attune_form_intake_allows_options (AttuneFormIntake *self,
                                            const char       *key,
                                            gsize             n_options);

/* An id for a form that has none: its title in small letters and hyphens. Owned by the caller. */
char *attune_form_intake_make_id (const char *title);

/* The form that `document` says, in our own terms. NULL where there were faults. */
AttuneForm *attune_form_intake_finish (AttuneFormIntake *self,
                                       json_t           *document);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AttuneFormIntake, attune_form_intake_clear)
