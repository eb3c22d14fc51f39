/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* Where the sidebar shows a page. */
typedef enum
{
  ATTUNE_PAGE_GROUP_NONE, /* only opened from elsewhere */
  ATTUNE_PAGE_GROUP_FIRST, /* above all others, together with those that follow */
  ATTUNE_PAGE_GROUP_WORK,
  ATTUNE_PAGE_GROUP_OWN,  /* what is about the person, as an agent */
} AttunePageGroup;

/* What the window knows of a page. */
typedef struct
{
  AttunePageKind kind;
  AttunePageGroup group;
  AttunePageKind section; /* what the sidebar marks: itself, or the list it shows one of; ATTUNE_N_PAGES: as the page below */
  const char *title;     /* marked for translation */
  const char *icon_name;
  AttuneRoles roles;     /* who may use it: any of these */
  GtkWidget *(*create) (AttuneContext *context,
                        gint64         id);
  const char *help;      /* the section of the help overlay that tells its keys */
} AttunePageInfo;

/* NULL for a kind that no page shows. */
const AttunePageInfo *attune_pages_find   (AttunePageKind kind);
/* The pages of the sidebar for somebody with these roles, in order; ended by a NULL. Owned by the caller (the array). */
const AttunePageInfo **attune_pages_for_roles (AttuneRoles roles);
