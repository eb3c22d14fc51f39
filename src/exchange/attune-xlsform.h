/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-import.h"
#include "attune-sheets.h"

/* XLSForm (xlsform.org): a form as a workbook with the sheets “survey”, “choices” and “settings”.
 *
 * A group is a section, select_one is yes/no, scale or choice, select_multiple a checklist, integer and decimal a number,
 * `hint` is guidance, `relevant` a condition, names are ids. What XLSForm has no column for stands in columns of our own,
 * which other programs pass over:
 *
 *   survey    question_type weight na_allowed scored bonus error_type behaviour comment decimals ranges
 *             fail_below show_if
 *   choices   score error fail bonus guidance reasons cause from to
 *   settings  description channels release_days dispute_days mode weigh_by na on_fail baseline floor cap pass like
 *             language
 *   bands     from label
 *
 * `ranges` (of a question) and `reasons` (of a choice) name lists of the choices sheet; `show_if` holds a condition that
 * `relevant` cannot say, as JSON. A column that is not there means the form's own default, but `required`: without it a
 * question is optional, as XLSForm has it. */

/* What a form's sheets may have: more than any form needs. Choices may be as many as sheets can hold. */
#define ATTUNE_XLSFORM_MAX_SURVEY_ROWS 20000
#define ATTUNE_XLSFORM_MAX_COLUMNS 100

/* Whether the sheets are an XLSForm: “survey” with the columns “type” and “name”. */
gboolean attune_xlsform_recognises (AttuneSheets *sheets);

/* The form, with what could not be carried over added to `remarks`, or NULL with every fault added to `faults` (both of
 * attune_faults_new(); places are “survey, row 5”). `name` (nullable) is what a form without a title is called. */
AttuneForm *attune_xlsform_read (AttuneSheets *sheets,
                                 const char   *name,
                                 GPtrArray    *remarks,
                                 GPtrArray    *faults);

/* The form as sheets that attune_xlsform_read() makes the same form of again (defaults may be written out or not), but for
 * what `remarks` say. */
AttuneSheets *attune_xlsform_write (AttuneForm *form,
                                    GPtrArray  *remarks);

/* The same as an .xlsx file. NULL with ATTUNE_EXCHANGE_ERROR_WRITE. */
GBytes *attune_xlsform_write_xlsx (AttuneForm *form,
                                   GPtrArray  *remarks,
                                   GError    **error);
