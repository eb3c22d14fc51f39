/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-forms-private.h"

#include "attune-interactions.h"
#include "attune-revision-cache.h"

/* As form documents call them. */
static const char *const names[] = {
  [ATTUNE_CHANNEL_CALL] = "call",
  [ATTUNE_CHANNEL_CHAT] = "chat",
  [ATTUNE_CHANNEL_EMAIL] = "email",
  [ATTUNE_CHANNEL_TICKET] = "ticket",
  [ATTUNE_CHANNEL_SIDE_BY_SIDE] = "side_by_side",
};

guint
attune_form_channels_parse (const char *const *channels)
{
  guint bits = 0;

  for (guint i = 0; channels[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (names); j++)
      if (g_str_equal (channels[i], names[j]))
        bits |= 1u << j;
  return bits;
}

guint
attune_form_channels_get (AttuneStore *store, gint64 revision)
{
  const AttuneRevision *known = revision != 0 ? attune_store_get_revision (store, revision, NULL)
                                              : NULL;

  return known != NULL ? attune_form_channels_parse (attune_form_get_channels (known->form)) : 0;
}
