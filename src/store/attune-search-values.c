/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-search.h"

void
attune_hit_free (AttuneHit *self)
{
  g_clear_pointer (&self->excerpt, attune_excerpt_free);
  g_free (self->customer);
  g_free (self->subject);
  g_free (self->agents);
  g_free (self->form_title);
  g_free (self->author);
  g_free (self->question);
  g_free (self->question_title);
  g_free (self);
}

void
attune_hits_free (AttuneHits *self)
{
  g_ptr_array_unref (self->hits);
  g_free (self);
}
