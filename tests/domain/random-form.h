/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <jansson.h>

/* A sound form with a bit of everything, small enough to reckon slowly. The same generator gives the same forms. Owned
 * by the caller. */
json_t *random_form_new (GRand *random);

/* Answers to it: some missing, some N/A, some hidden by conditions. Owned by the caller. */
json_t *random_answers_new (GRand  *random,
                            json_t *form);

/* Calls `visit` for every question, in the order of the form, with the section it is in. */
typedef void (*RandomFormVisit) (json_t  *section,
                                 json_t  *question,
                                 gpointer data);
void random_form_visit (json_t         *node,
                        RandomFormVisit visit,
                        gpointer        data);

/* The options a question has, the default ones of a yes/no question included. Owned by the caller. */
json_t *random_form_get_options (json_t     *question,
                                 const char *mode);
