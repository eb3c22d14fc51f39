/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* The answers to one form (design.md, section 4.2): an immutable, reference-counted value that any thread may read. It
 * keeps its form alive. Questions and sections are addressed by their index in that form. Each "with" function gives a
 * new value and leaves the old one alone. */
typedef struct _AttuneAnswers AttuneAnswers;

#define ATTUNE_TYPE_ANSWERS (attune_answers_get_type ())

#define ATTUNE_ANSWERS_MAX_BYTES (4 * 1024 * 1024)

typedef enum
{
  ATTUNE_ORIGIN_PERSON,
  ATTUNE_ORIGIN_DEFAULT,
  ATTUNE_ORIGIN_SUGGESTION,
} AttuneOrigin;

/* What is known of one question. */
typedef struct
{
  gboolean has_value;   /* an option, options (also none of them), a number, a text or a date is there */
  const guint *options; /* rising option indices; of a number question the range it falls in */
  guint n_options;
  AttuneDecimal number;
  const char *text;
  const char *date; /* "2026-11-21" */

  gboolean na;               /* overrides the value, which is kept */
  const char *comment;       /* "" where there is none */
  const char *const *reasons; /* reason ids, NULL-terminated, never NULL */
  AttuneOrigin origin;
} AttuneAnswer;

/* How a question stands, given all answers. */
typedef enum
{
  ATTUNE_STATE_SHOWN = 1 << 0,           /* neither it nor a section above is hidden by a condition */
  ATTUNE_STATE_NA = 1 << 1,              /* shown, and N/A by itself or by a section above */
  ATTUNE_STATE_ANSWERED = 1 << 2,        /* shown, answered, not N/A: the answer counts for conditions, fails, errors */
  ATTUNE_STATE_APPLICABLE = 1 << 3,      /* answered, and scored */
  ATTUNE_STATE_MISSING = 1 << 4,         /* shown, required, neither answered nor N/A */
  ATTUNE_STATE_COMMENT_MISSING = 1 << 5, /* answered, and its comment rule asks for a comment that is not there */
} AttuneState;

GType attune_answers_get_type (void) G_GNUC_CONST;

/* No answers yet. */
AttuneAnswers *attune_answers_new (AttuneForm *form);

/* Reads an `attune-answers` document for `form`; NULL and all faults in `faults` where it does not fit the form. */
AttuneAnswers *attune_answers_parse (AttuneForm *form,
                                     const char *text,
                                     gssize      length,
                                     GPtrArray  *faults);

/* The same with the faults as one error, of ATTUNE_DOMAIN_ERROR. */
AttuneAnswers *attune_answers_from_json (AttuneForm *form,
                                         const char *text,
                                         gssize      length,
                                         GError    **error);

/* The document, in the order of the form, unknown keys included; compact, one line. Equal answers give equal bytes. */
char *attune_answers_to_json (AttuneAnswers *self,
                              gsize         *out_length);

AttuneAnswers *attune_answers_ref (AttuneAnswers *self);
void           attune_answers_unref (AttuneAnswers *self);
gboolean       attune_answers_equal (AttuneAnswers *self,
                                     AttuneAnswers *other);

/* Whether a question is answered, or stands, otherwise in `others`. */
gboolean attune_answers_differ_at (AttuneAnswers *self,
                                   AttuneAnswers *others,
                                   guint          question);
/* How many questions are answered, or stand (AttuneState), otherwise in `others`, which is of the same form. */
guint attune_answers_count_differing (AttuneAnswers *self,
                                      AttuneAnswers *others);
/* The first of them, or ATTUNE_FORM_NONE. */
guint attune_answers_find_differing (AttuneAnswers *self,
                                     AttuneAnswers *others);

AttuneForm *attune_answers_get_form (AttuneAnswers *self);

/* What is known of a question, never NULL: without a value, N/A, comment or reasons where nothing is. */
const AttuneAnswer *attune_answers_get (AttuneAnswers *self,
                                        guint          question);

AttuneState attune_answers_get_state (AttuneAnswers *self,
                                      guint          question);
gboolean    attune_answers_is_section_shown (AttuneAnswers *self,
                                             guint          section);
/* Whether the section itself was marked N/A (not one above it). */
gboolean attune_answers_is_section_na (AttuneAnswers *self,
                                       guint          section);

guint    attune_answers_count (AttuneAnswers *self,
                               AttuneState    state);
gboolean attune_answers_is_complete (AttuneAnswers *self);

/* New answers, with one thing changed. A value set takes away N/A and the reasons that do not belong to it. */
AttuneAnswers *attune_answers_with_option (AttuneAnswers *self,
                                           guint          question,
                                           guint          option);
AttuneAnswers *attune_answers_with_options (AttuneAnswers *self,
                                            guint          question,
                                            const guint   *options,
                                            guint          n_options);
/* NULL with ATTUNE_DOMAIN_ERROR_REFUSED where the question's ranges or decimals do not take the number. */
AttuneAnswers *attune_answers_with_number (AttuneAnswers *self,
                                           guint          question,
                                           AttuneDecimal  number,
                                           GError       **error);
AttuneAnswers *attune_answers_with_text (AttuneAnswers *self,
                                         guint          question,
                                         const char    *text);
/* NULL with ATTUNE_DOMAIN_ERROR_REFUSED where `date` is no date of the form 2026-11-21. */
AttuneAnswers *attune_answers_with_date (AttuneAnswers *self,
                                         guint          question,
                                         const char    *date,
                                         GError       **error);
AttuneAnswers *attune_answers_with_na (AttuneAnswers *self,
                                       guint          question,
                                       gboolean       na);
AttuneAnswers *attune_answers_with_comment (AttuneAnswers *self,
                                            guint          question,
                                            const char    *comment);
AttuneAnswers *attune_answers_with_reasons (AttuneAnswers     *self,
                                            guint              question,
                                            const char *const *reasons);
AttuneAnswers *attune_answers_with_origin (AttuneAnswers *self,
                                           guint          question,
                                           AttuneOrigin   origin);
/* Without the value, N/A and reasons; the comment stays. */
AttuneAnswers *attune_answers_with_cleared (AttuneAnswers *self,
                                            guint          question);
AttuneAnswers *attune_answers_with_section_na (AttuneAnswers *self,
                                               guint          section,
                                               gboolean       na);

/* With all that `others`, of the same revision of the form, knows of `question`. */
AttuneAnswers *attune_answers_with_taken (AttuneAnswers *self,
                                          guint          question,
                                          AttuneAnswers *others);

/* The same answers on another revision of the form. What that one does not know or take is left out;
 * `out_n_dropped` (nullable) counts the values lost. */
AttuneAnswers *attune_answers_rebase (AttuneAnswers *self,
                                      AttuneForm    *form,
                                      guint         *out_n_dropped);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneAnswers, attune_answers_unref)
