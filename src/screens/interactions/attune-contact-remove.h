/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-removal.h"

/* Takes a contact, seen at `rev`, off the lists, and offers to bring it back; see attune_removal_start(). */
void attune_contact_remove (AttuneContext    *context,
                            gint64            interaction,
                            gint64            rev,
                            AttuneRemovalTold told,
                            gpointer          data);
