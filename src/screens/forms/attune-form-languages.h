/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Languages that a form can be written in, by their code ("fi"), in the order of their names. */
typedef struct
{
  const char *code;
  const char *name; /* as the language calls itself */
} AttuneFormLanguage;

const AttuneFormLanguage *attune_form_languages_get  (guint      *out_n);
/* The name of a language; of one that is not known here, its code. Not owned. */
const char               *attune_form_languages_name (const char *code);
