/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-report.h"

/* A form on paper, to read and to fill in: how it scores in words, and each section with its questions, their guidance,
 * conditions, answers, reasons and room for comments. Owned by the caller. */
AttuneReport *attune_form_report_new (AttuneForm *form);
