/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* A form with sections a: q1, q2; b (with b1 inside: q4): q3; c without questions. Owned by the caller. */
AttuneForm *logic_form_create (void);
