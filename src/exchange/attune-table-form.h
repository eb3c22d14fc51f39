/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-import.h"
#include "attune-sheets.h"

/* A plain scorecard table, pasted from a spreadsheet or read from CSV or XLSX, becomes a form: guess what its columns are,
 * let a person see and change that, and make the form. */

/* How much of a table is looked at: more than any form has. */
#define ATTUNE_TABLE_MAX_ROWS 10000
#define ATTUNE_TABLE_MAX_COLUMNS 100

/* What a column is. */
typedef enum
{
  ATTUNE_TABLE_IGNORE,
  ATTUNE_TABLE_SECTION, /* an empty cell stands for the one above */
  ATTUNE_TABLE_SUBSECTION,
  ATTUNE_TABLE_QUESTION,
  ATTUNE_TABLE_ID,
  ATTUNE_TABLE_GUIDANCE,
  ATTUNE_TABLE_WEIGHT,
  ATTUNE_TABLE_TYPE,
  ATTUNE_TABLE_REQUIRED,
  ATTUNE_TABLE_NA,
  ATTUNE_TABLE_ERROR_TYPE,
  ATTUNE_TABLE_FAIL,    /* the worst option of the question fails the form, or the section */
  ATTUNE_TABLE_OPTIONS, /* all options in a cell: “Yes=100; No=0”, “Yes (5) / No (0)”, “1-5” */
  ATTUNE_TABLE_OPTION,  /* one option; its score is in the cell or in the next score column; rows below may add more */
  ATTUNE_TABLE_SCORE,
  ATTUNE_TABLE_OPTION_BY_HEADER, /* the header is an option and the cell its score, or the other way round */
} AttuneTableRole;

#define ATTUNE_N_TABLE_ROLES 16

/* What the scores are: found out, shares of a question's weight, or points. */
typedef enum
{
  ATTUNE_TABLE_SCORES_AUTO,
  ATTUNE_TABLE_SCORES_SHARE,
  ATTUNE_TABLE_SCORES_POINTS,
} AttuneTableScores;

#define ATTUNE_TABLE_NO_HEADER G_MAXUINT

/* How a table is read; to be changed at will. */
typedef struct
{
  guint header; /* its row, or ATTUNE_TABLE_NO_HEADER: then every row is read */
  guint n_columns;
  AttuneTableRole *roles; /* one a column */
  AttuneTableScores scores;
} AttuneTableMapping;

/* Guesses by headers in English, Finnish and German, and where there are none by what the cells hold. Owned by the
 * caller. */
AttuneTableMapping *attune_table_guess_mapping (const AttuneSheet *sheet);
/* The same where a person has said which row the header is: sets the roles, and leaves the rest alone. */
void                attune_table_guess_roles (const AttuneSheet  *sheet,
                                              AttuneTableMapping *mapping);
AttuneTableMapping *attune_table_mapping_copy (const AttuneTableMapping *self);
void                attune_table_mapping_free (AttuneTableMapping *self);

/* Whether a column has the role. */
gboolean attune_table_mapping_has (const AttuneTableMapping *self,
                                   AttuneTableRole           role);

/* The name of a role for people. */
const char *attune_table_role_get_label (AttuneTableRole role);

typedef struct
{
  char *label;
  char *guidance;
  gboolean has_score;
  AttuneDecimal score; /* as the form will have it */
} AttuneTableOption;

/* A question as it would become. */
typedef struct
{
  guint row;  /* of the sheet */
  guint line; /* for people */
  char *section;
  char *subsection; /* "" where there is none */
  char *id;
  char *title;
  char *guidance;
  AttuneQuestionType type;
  gboolean has_weight;
  AttuneDecimal weight;
  gboolean required;
  gboolean na_allowed;
  gboolean scored;
  AttuneErrorType error_type;
  AttuneFailScope fail;
  GPtrArray *options; /* AttuneTableOption; empty for a yes/no question without scores of its own, text, number, date */
} AttuneTableItem;

typedef struct
{
  GPtrArray *items;   /* AttuneTableItem, in the order of the table */
  GPtrArray *remarks; /* AttuneFault: what was not understood, or changed, by line */
  AttuneScoringMode mode;
  GHashTable *section_weights; /* title of a section -> AttuneDecimal in a g_new() of its own; empty: by question */
} AttuneTablePreview;

/* The questions as they would become; owned by the caller. */
AttuneTablePreview *attune_table_preview (const AttuneSheet        *sheet,
                                          const AttuneTableMapping *mapping);
void                attune_table_preview_free (AttuneTablePreview *self);

/* The form, called `title`, with what was not understood as remarks; NULL with every fault added to `faults`. */
AttuneFormImport *attune_table_to_form (const AttuneSheet        *sheet,
                                        const AttuneTableMapping *mapping,
                                        const char               *title,
                                        GPtrArray                *faults);

/* The sheet of a workbook that looks like a table of questions, with the guess about it (owned by the caller): the first
 * that has a question column under a header, else the first that holds anything; NULL where none does. */
const AttuneSheet *attune_table_find_sheet (AttuneSheets        *sheets,
                                            AttuneTableMapping **out_mapping);

/* What a form without a title is called: “folder/Billing calls.xlsx” as “Billing calls”. Owned by the caller. */
char *attune_table_make_title (const char *name);

/* Says of every other sheet that holds something that it stays behind. */
void attune_table_remark_others (AttuneSheets      *sheets,
                                 const AttuneSheet *taken,
                                 GPtrArray         *remarks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneTableMapping, attune_table_mapping_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneTablePreview, attune_table_preview_free)
