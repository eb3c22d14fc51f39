/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-look.h"

static gboolean
reasons_alike (const AttuneFormOption *a, const AttuneFormOption *b)
{
  if (a->n_reasons != b->n_reasons)
    return FALSE;
  for (guint i = 0; i < a->n_reasons; i++)
    if (g_strcmp0 (a->reasons[i].id, b->reasons[i].id) != 0 ||
        g_strcmp0 (a->reasons[i].label, b->reasons[i].label) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
ends_alike (const AttuneFormOption *a, const AttuneFormOption *b)
{
  return a->has_from == b->has_from && a->has_to == b->has_to &&
         (!a->has_from || a->from == b->from) && (!a->has_to || a->to == b->to);
}

static gboolean
options_alike (const AttuneFormOption *a, const AttuneFormOption *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->label, b->label) == 0 &&
         g_strcmp0 (a->guidance, b->guidance) == 0 &&
         attune_form_option_get_fail (a) == attune_form_option_get_fail (b) && ends_alike (a, b) &&
         reasons_alike (a, b);
}

gboolean
attune_question_answers_alike (const AttuneFormQuestion *a, const AttuneFormQuestion *b)
{
  if (a == b)
    return TRUE;
  if (a->type != b->type || a->comment != b->comment || a->na_allowed != b->na_allowed ||
      a->decimals != b->decimals || a->has_fail_below != b->has_fail_below ||
      (a->has_fail_below && a->fail_below != b->fail_below) || a->n_options != b->n_options)
    return FALSE;
  for (guint i = 0; i < a->n_options; i++)
    if (!options_alike (&a->options[i], &b->options[i]))
      return FALSE;
  return TRUE;
}

gboolean
attune_question_reads_alike (const AttuneFormQuestion *a, const AttuneFormQuestion *b)
{
  return a == b || (g_strcmp0 (a->title, b->title) == 0 &&
                    g_strcmp0 (a->guidance, b->guidance) == 0 && a->error_type == b->error_type);
}
