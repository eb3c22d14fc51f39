/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <jansson.h>

/* Takes away every key of a form document that says what holds without it, so that the same form is the same document
 * whichever kind of file it came from. Keys that are not known stay. */
void attune_document_trim (json_t *document);

/* A condition that holds when any of a list does, {"any": […]}: where all of those ask for options of the same question it
 * is one condition, {"question": "q", "is": ["a", "b"]}. Takes `any` over; the result is the caller's. */
json_t *attune_document_merge_any (json_t *any);
