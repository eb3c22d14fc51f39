/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Reports"

#include "config.h"

#include "attune-form-report.h"

#include "attune-form-names.h"
#include "attune-form-report-private.h"

#include <glib/gi18n-lib.h>

#define SECTION_SPACE 22.0
#define PART_SPACE    8.0
#define CLOSING_LINES 5

/* The head of the form ------------------------------------------------------------------------- */

static void
add_title (const AttuneFormPaper *self, const char *revision)
{
  guint n = attune_form_get_n_questions (self->form);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u question",
                                                         "%u questions", n),
                                            n);
  g_autofree char *facts = g_strjoin (" · ", revision, count, NULL);
  AttuneReportText title = { .style = ATTUNE_REPORT_STYLE_TITLE,
                             .text = attune_form_get_title (self->form),
                             .keeps_next = TRUE };
  AttuneReportText description = { .style = ATTUNE_REPORT_STYLE_BODY,
                                   .text = attune_form_get_description (self->form),
                                   .space = PART_SPACE };

  attune_report_add_text (self->report, &title);
  attune_form_paper_add_note (self, facts, 0);
  if (*description.text != '\0')
    attune_report_add_text (self->report, &description);
}

/* Who and what is evaluated, to be written in. */
static void
add_contact (const AttuneFormPaper *self)
{
  const char *const who[] = { _ ("Agent"), _ ("Contact"), NULL };
  const char *const by[] = { _ ("Evaluator"), _ ("Date"), NULL };

  attune_report_begin_group (self->report);
  attune_report_add_fields (self->report, who, 0);
  attune_report_add_fields (self->report, by, 0);
  attune_report_end_group (self->report);
}

static void
add_closing (const AttuneFormPaper *self)
{
  const char *const result[] = { _ ("Score"), _ ("Outcome"), NULL };
  AttuneReportText heading = { .style = ATTUNE_REPORT_STYLE_HEADING,
                               .space = SECTION_SPACE,
                               .keeps_next = TRUE };

  heading.text = _ ("Result");
  attune_report_begin_group (self->report);
  attune_report_add_text (self->report, &heading);
  attune_report_add_fields (self->report, result, 0);
  attune_report_add_lines (self->report, _ ("Comments"), CLOSING_LINES, 0);
  attune_report_end_group (self->report);
}

/* Sections ------------------------------------------------------------------------------------- */

static void
add_section (const AttuneFormPaper *self, const AttuneFormSection *section)
{
  AttuneReportChoice na = { .mark = ATTUNE_REPORT_MARK_SQUARE };
  g_autofree char *weight = attune_form_paper_weigh_section (self, section);
  g_autofree char *fail = section->has_fail_below
                            ? attune_form_paper_describe_fail_below (section->fail_below)
                            : NULL;
  AttuneReportText heading = { .style = section->depth == 0 ? ATTUNE_REPORT_STYLE_HEADING
                                                            : ATTUNE_REPORT_STYLE_SUBHEADING,
                               .text = attune_form_section_get_name (section),
                               .trail = weight,
                               .space = SECTION_SPACE,
                               .keeps_next = TRUE,
                               .is_landmark = TRUE };

  attune_report_add_text (self->report, &heading);
  attune_form_paper_add_condition (self, section->show_if, 0);
  attune_form_paper_add_note (self, fail, 0);
  if (section->na_allowed)
    {
      na.text = _ ("N/A as a whole");
      attune_report_add_choices (self->report, &na, 1, 0);
    }
  for (guint i = 0; i < section->n_questions; i++)
    attune_form_paper_add_question (self, attune_form_get_question (self->form,
                                                                    section->first_question + i));
}

AttuneReport *
attune_form_report_new (AttuneForm *form)
{
  g_autofree char *revision = NULL;
  g_autoptr (AttuneFormLint) lint = NULL;
  AttuneFormPaper paper = { .form = form };

  g_return_val_if_fail (form != NULL, NULL);

  revision = attune_form_paper_describe_revision (form);
  lint = attune_form_lint (form);
  paper.lint = lint;
  paper.scoring = attune_form_get_scoring (form);
  paper.report = attune_report_new (attune_form_get_title (form), revision,
                                    attune_form_get_language (form));
  add_title (&paper, revision);
  add_contact (&paper);
  attune_form_paper_add_scoring (&paper);
  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    add_section (&paper, attune_form_get_section (form, i));
  add_closing (&paper);
  return paper.report;
}
