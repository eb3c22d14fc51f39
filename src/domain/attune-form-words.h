/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The words of the form document for each enumeration of attune-form.h, in its order, NULL-terminated. */
extern const char *const attune_question_type_words[];
extern const char *const attune_error_type_words[];
extern const char *const attune_fail_scope_words[];
extern const char *const attune_cause_words[];
extern const char *const attune_comment_words[];
extern const char *const attune_mode_words[];
extern const char *const attune_weigh_by_words[];
extern const char *const attune_na_words[];
extern const char *const attune_on_fail_words[];
