/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-working-copy.h"

#define N_PARTS 3

AttuneWorkingCopy *
attune_working_copy_new (gint64 revision, AttuneAnswers *answers, const char *remark)
{
  AttuneWorkingCopy *self = g_rc_box_new0 (AttuneWorkingCopy);

  self->revision = answers != NULL ? revision : 0;
  self->answers = answers != NULL ? attune_answers_ref (answers) : NULL;
  self->remark = g_strdelimit (g_strdup (remark != NULL ? remark : ""), "\r\n", ' ');
  return self;
}

AttuneWorkingCopy *
attune_working_copy_ref (AttuneWorkingCopy *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  AttuneWorkingCopy *self = data;

  g_clear_pointer (&self->answers, attune_answers_unref);
  g_free (self->remark);
}

void
attune_working_copy_unref (AttuneWorkingCopy *self)
{
  g_rc_box_release_full (self, clear);
}

gboolean
attune_working_copy_equal (const AttuneWorkingCopy *a, const AttuneWorkingCopy *b)
{
  if (a->answers == NULL || b->answers == NULL)
    return a->answers == b->answers;
  return a->revision == b->revision && g_strcmp0 (a->remark, b->remark) == 0 &&
         attune_answers_equal (a->answers, b->answers);
}

char *
attune_working_copy_to_text (const AttuneWorkingCopy *self)
{
  g_autofree char *document = NULL;

  if (self->answers == NULL)
    return g_strdup ("");
  document = attune_answers_to_json (self->answers, NULL);
  return g_strdup_printf ("%" G_GINT64_FORMAT "\n%s\n%s", self->revision, self->remark, document);
}

AttuneWorkingCopy *
attune_working_copy_from_text (AttuneForm *form, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\n", N_PARTS);
  g_autoptr (AttuneAnswers) answers = NULL;
  gint64 revision;

  if (g_strv_length (parts) < N_PARTS ||
      !g_ascii_string_to_signed (parts[0], 10, 1, G_MAXINT64, &revision, NULL))
    return NULL;
  answers = attune_answers_from_json (form, parts[2], -1, NULL);
  return answers != NULL ? attune_working_copy_new (revision, answers, parts[1]) : NULL;
}
