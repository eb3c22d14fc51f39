/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-table.h"

/* The tables of what people read, are given to do and answer: attune-schema-work.c. */
extern const AttuneTable attune_table_passage;
extern const AttuneTable attune_table_assignment;
extern const AttuneTable attune_table_acknowledgement;
extern const AttuneTable attune_table_dispute;
extern const AttuneTable attune_table_dispute_answer;
