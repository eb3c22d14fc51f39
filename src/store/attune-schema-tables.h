/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-table.h"

/* The tables of what people read, are given to do, answer and search for: attune-schema-work.c. */
extern const AttuneTable attune_table_passage;
extern const AttuneTable attune_table_assignment;
extern const AttuneTable attune_table_acknowledgement;
extern const AttuneTable attune_table_dispute;
extern const AttuneTable attune_table_dispute_answer;
extern const AttuneTable attune_table_entry;
extern const AttuneTable attune_table_entry_words;
extern const AttuneTable attune_table_entry_gap;
