/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-people.h"
#include "attune-write.h"

/* Adds the statements and the event that add a person; returns the id that the person will have. */
gint64 attune_people_add (AttuneWrite            *write,
                          const AttunePersonSpec *spec);
