/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decimal.h"
#include "attune-domain-error.h"

#include <glib-object.h>

/* A monitoring form (design.md, section 4.1): an immutable, reference-counted value that any thread may read. All that
 * its accessors return belongs to the form and lives as long as it does. Questions and sections are numbered in
 * document order: a section, its own questions, then its sub-sections. */
typedef struct _AttuneForm AttuneForm;

#define ATTUNE_TYPE_FORM (attune_form_get_type ())

#define ATTUNE_FORM_MAX_QUESTIONS 500
#define ATTUNE_FORM_MAX_SECTIONS 100
#define ATTUNE_FORM_MAX_OPTIONS 256
#define ATTUNE_FORM_MAX_DEPTH 2
#define ATTUNE_FORM_MAX_BYTES (1024 * 1024)
#define ATTUNE_FORM_MAX_ID_LENGTH 200

/* What stands for "no such question or section" among the indices. */
#define ATTUNE_FORM_NONE G_MAXUINT

typedef enum
{
  ATTUNE_QUESTION_YES_NO,
  ATTUNE_QUESTION_SCALE,
  ATTUNE_QUESTION_CHOICE,
  ATTUNE_QUESTION_CHECKLIST,
  ATTUNE_QUESTION_NUMBER,
  ATTUNE_QUESTION_TEXT,
  ATTUNE_QUESTION_DATE,
} AttuneQuestionType;

typedef enum
{
  ATTUNE_ERROR_TYPE_NONE,
  ATTUNE_ERROR_TYPE_CUSTOMER,
  ATTUNE_ERROR_TYPE_BUSINESS,
  ATTUNE_ERROR_TYPE_COMPLIANCE,
} AttuneErrorType;

#define ATTUNE_N_ERROR_TYPES 4

typedef enum
{
  ATTUNE_FAIL_NONE,
  ATTUNE_FAIL_SECTION, /* the innermost */
  ATTUNE_FAIL_PARENT,  /* the section above it; of a top section, itself */
  ATTUNE_FAIL_FORM,
} AttuneFailScope;

typedef enum
{
  ATTUNE_CAUSE_AGENT,
  ATTUNE_CAUSE_PROCESS,
  ATTUNE_CAUSE_SYSTEM,
  ATTUNE_CAUSE_POLICY,
} AttuneCause;

typedef enum
{
  ATTUNE_COMMENT_NONE,
  ATTUNE_COMMENT_OPTIONAL,
  ATTUNE_COMMENT_REQUIRED,
  ATTUNE_COMMENT_REQUIRED_BELOW_FULL,
} AttuneCommentRule;

typedef enum
{
  ATTUNE_SCORING_SHARE,
  ATTUNE_SCORING_POINTS,
} AttuneScoringMode;

typedef enum
{
  ATTUNE_WEIGH_BY_QUESTION,
  ATTUNE_WEIGH_BY_SECTION,
} AttuneWeighBy;

typedef enum
{
  ATTUNE_NA_FORM,
  ATTUNE_NA_SECTION,
  ATTUNE_NA_FULL,
} AttuneNaPolicy;

typedef enum
{
  ATTUNE_ON_FAIL_ZERO,
  ATTUNE_ON_FAIL_KEEP,
} AttuneOnFail;

typedef enum
{
  ATTUNE_CONDITION_ALL,
  ATTUNE_CONDITION_ANY,
  ATTUNE_CONDITION_NOT, /* has one child */
  ATTUNE_CONDITION_IS,
  ATTUNE_CONDITION_ANSWERED,
  ATTUNE_CONDITION_NA,
} AttuneConditionKind;

typedef struct _AttuneFormCondition AttuneFormCondition;

struct _AttuneFormCondition
{
  AttuneConditionKind kind;

  const AttuneFormCondition *children; /* of all, any and not */
  guint n_children;

  guint question;       /* of is, answered and na: its index */
  const guint *options; /* of is: option indices, any of which will do */
  guint n_options;
};

typedef struct
{
  const char *id;
  const char *label;
  AttuneCause cause;
} AttuneFormReason;

/* An option, or a range of a number question: what an answer can be worth. */
typedef struct
{
  const char *id; /* NULL for a range */
  const char *label;
  const char *guidance;
  AttuneDecimal score; /* 0 to 100 in share mode, points in points mode */
  AttuneFailScope fail; /* as written; attune_form_option_get_fail() says what choosing it does */
  gboolean falls_below; /* chosen alone, it stays below the question's `fail_below` */
  gboolean is_error;
  gboolean is_bonus; /* points mode: stays out of what the question can give at most */

  const AttuneFormReason *reasons;
  guint n_reasons;

  /* Of a range: both ends are included, an end that is not there is open. */
  gboolean has_from;
  gboolean has_to;
  AttuneDecimal from;
  AttuneDecimal to;
} AttuneFormOption;

typedef struct
{
  const char *id;
  const char *title;
  const char *guidance;
  AttuneQuestionType type;
  gboolean required;
  gboolean na_allowed;
  gboolean scored; /* as written; `can_score` says whether it can count at all */
  gboolean bonus;
  AttuneDecimal weight;
  AttuneErrorType error_type;
  const char *behaviour; /* nullable */
  AttuneCommentRule comment;
  gboolean has_fail_below; /* an answer worth less than this percent of the most fails the form */
  AttuneDecimal fail_below;
  const AttuneFormCondition *show_if; /* nullable */

  const AttuneFormOption *options; /* of a number question: its ranges */
  guint n_options;
  guint decimals; /* of a number question */

  gboolean can_score; /* scored, with something to score by: never text, date, or a number without ranges */
  guint index;
  guint section; /* index of the innermost section */
} AttuneFormQuestion;

typedef struct
{
  const char *id;
  const char *title;
  AttuneDecimal weight;
  gboolean na_allowed;
  gboolean has_fail_below; /* a score of the section below this percent fails the form */
  AttuneDecimal fail_below;
  const AttuneFormCondition *show_if; /* nullable */

  guint index;
  guint parent;         /* index, or ATTUNE_FORM_NONE */
  guint depth;          /* 0 or 1 */
  guint first_question; /* its own questions stand together, */
  guint n_questions;    /* … this many, */
  guint end_question;   /* and those of its sub-sections end before this index */
  guint end_section;    /* its sub-sections are index + 1 up to, without, this */
} AttuneFormSection;

typedef struct
{
  AttuneDecimal from; /* percent */
  const char *label;
  guint place; /* in the document, counted from 0 */
} AttuneFormBand;

typedef struct
{
  const char *like; /* whose way of scoring it is, nullable: attune-form-preset.h */
  AttuneScoringMode mode;
  AttuneWeighBy weigh_by;
  AttuneNaPolicy na;
  AttuneOnFail on_fail;
  AttuneDecimal baseline;
  gboolean has_floor;
  gboolean has_cap;
  gboolean has_pass;
  AttuneDecimal floor;
  AttuneDecimal cap;
  AttuneDecimal pass;
  const AttuneFormBand *bands; /* by rising `from`, then as they stand in the document */
  guint n_bands;
} AttuneFormScoring;

GType attune_form_get_type (void) G_GNUC_CONST;

/* Reads an `attune-form` document. Gives NULL and adds every fault there is to `faults` (of attune_faults_new()) where
 * the text is not a sound form. `length` may be -1 for a NUL-terminated text. */
AttuneForm *attune_form_parse (const char *text,
                               gssize      length,
                               GPtrArray  *faults);

/* The same with the faults as one error, of ATTUNE_DOMAIN_ERROR. */
AttuneForm *attune_form_from_json (const char *text,
                                   gssize      length,
                                   GError    **error);

/* The document, unknown keys and their order included, as indented JSON with a newline at the end. The same form
 * always gives the same bytes. Owned by the caller. */
char *attune_form_to_json (AttuneForm *self,
                           gsize      *out_length);

AttuneForm *attune_form_ref (AttuneForm *self);
void        attune_form_unref (AttuneForm *self);

/* Whether both are the same document, whatever the order of keys. */
gboolean attune_form_equal (AttuneForm *self,
                            AttuneForm *other);

const char              *attune_form_get_id (AttuneForm *self);
guint                    attune_form_get_revision (AttuneForm *self);
const char              *attune_form_get_title (AttuneForm *self);
const char              *attune_form_get_description (AttuneForm *self);
const char              *attune_form_get_language (AttuneForm *self);
const char *const       *attune_form_get_channels (AttuneForm *self);
guint                    attune_form_get_release_days (AttuneForm *self);
guint                    attune_form_get_dispute_days (AttuneForm *self);
const AttuneFormScoring *attune_form_get_scoring (AttuneForm *self);

guint                     attune_form_get_n_sections (AttuneForm *self);
const AttuneFormSection  *attune_form_get_section (AttuneForm *self,
                                                   guint       section);
guint                     attune_form_get_n_questions (AttuneForm *self);
const AttuneFormQuestion *attune_form_get_question (AttuneForm *self,
                                                    guint       question);

/* The index of a question, section or option by its id, or ATTUNE_FORM_NONE. */
guint attune_form_find_question (AttuneForm *self,
                                 const char *id);
guint attune_form_find_section (AttuneForm *self,
                                const char *id);
guint attune_form_question_find_option (const AttuneFormQuestion *question,
                                        const char               *id);

/* What choosing the option fails: what is written, or the form where its question then stays below its `fail_below`. Of a
 * checklist that rests on all that is chosen: only what is written. */
AttuneFailScope attune_form_option_get_fail (const AttuneFormOption *option);

/* The first range that holds `number`, or ATTUNE_FORM_NONE. */
guint attune_form_question_find_range (const AttuneFormQuestion *question,
                                       AttuneDecimal             number);

/* The most a question can give: of a checklist the sum of its positive options (held within 100 in share mode), else
 * its best option, and at least 0; bonus options left out in points mode. */
AttuneDecimal attune_form_question_get_best (const AttuneFormQuestion *question,
                                             AttuneScoringMode         mode);

/* Whether the question can be N/A, by itself or by a section above it. */
gboolean attune_form_can_be_na (AttuneForm               *self,
                                const AttuneFormQuestion *question);

/* The words of the document for each value: "yes_no", "customer", … and back (FALSE where there is none). */
const char *attune_question_type_to_string (AttuneQuestionType type);
gboolean    attune_question_type_from_string (const char         *word,
                                              AttuneQuestionType *out_type);
const char *attune_error_type_to_string (AttuneErrorType type);
const char *attune_cause_to_string (AttuneCause cause);
const char *attune_fail_scope_to_string (AttuneFailScope scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneForm, attune_form_unref)
