/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-people.h"

/* A person in a list of widgets. Properties "name" and "detail", for bindings. */
#define ATTUNE_TYPE_PERSON_ITEM (attune_person_item_get_type ())
G_DECLARE_FINAL_TYPE (AttunePersonItem, attune_person_item, ATTUNE, PERSON_ITEM, GObject)

AttunePersonItem   *attune_person_item_new        (const AttunePerson *person);
const AttunePerson *attune_person_item_get_person (AttunePersonItem *self);
/* Name, id, team and roles, folded for attune_match_test(). */
const char         *attune_person_item_get_text   (AttunePersonItem *self);
/* An AttuneFinderRank: a person matches or does not. */
int                 attune_person_item_rank       (gpointer    self,
                                                   const char *query);
/* "Manager, Analyst · Team North". */
const char         *attune_person_item_get_detail (AttunePersonItem *self);

/* Items of `people` (AttunePerson) who have any of `roles`, by name; the one with `first` (an external id, nullable)
 * before all others. A GListStore, owned by the caller. */
GListModel         *attune_person_items_new       (GPtrArray   *people,
                                                   AttuneRoles  roles,
                                                   const char  *first);
