/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-contact-remove.h"

#include "attune-interactions.h"

#include <glib/gi18n.h>

static const AttuneRemoval removal = {
  attune_store_remove_interaction_async,
  attune_store_remove_interaction_finish,
  N_ ("Contact removed"),
  N_ ("The contact could not be removed"),
  N_ ("The contact could not be brought back"),
};

void
attune_contact_remove (AttuneContext *context,
                       gint64 interaction,
                       gint64 rev,
                       AttuneRemovalTold told,
                       gpointer data)
{
  attune_removal_start (&removal, context, interaction, rev, told, data);
}
