/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-ingest.h"

/* A loading thread lives between these two; attune_ingest_settle() waits for them all. Any thread. */
void attune_ingest_enter (AttuneIngest *self);
void attune_ingest_leave (AttuneIngest *self);
