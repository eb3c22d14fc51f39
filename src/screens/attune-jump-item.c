/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-jump-item.h"

#include "attune-match.h"

/* What only the detail matches comes after what the title does. */
#define DETAIL_RANK 3
#define LAST_RANK   100

struct _AttuneJumpItem
{
  GObject parent_instance;

  /* owned */
  char *title;
  char *detail;
  char *folded_title;
  char *folded_text;

  AttuneDestination destination; /* whose place is owned */
  const char *icon_name;
  gboolean is_last;
};

G_DEFINE_FINAL_TYPE (AttuneJumpItem, attune_jump_item, G_TYPE_OBJECT)

static void
attune_jump_item_finalize (GObject *object)
{
  AttuneJumpItem *self = ATTUNE_JUMP_ITEM (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->folded_title);
  g_free (self->folded_text);
  g_free ((char *) self->destination.place);

  G_OBJECT_CLASS (attune_jump_item_parent_class)->finalize (object);
}

static void
attune_jump_item_class_init (AttuneJumpItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_jump_item_finalize;
}

static void
attune_jump_item_init (AttuneJumpItem *self)
{
}

AttuneJumpItem *
attune_jump_item_new (const AttuneDestination *destination,
                      const char *title,
                      const char *detail,
                      const char *icon_name)
{
  AttuneJumpItem *self = g_object_new (ATTUNE_TYPE_JUMP_ITEM, NULL);
  g_autofree char *text = g_strconcat (title, " ", detail, NULL);

  self->destination = *destination;
  self->destination.place = g_strdup (destination->place);
  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->icon_name = g_intern_string (icon_name);
  self->folded_title = attune_match_fold (title);
  self->folded_text = attune_match_fold (text);
  return self;
}

void
attune_jump_item_set_is_last (AttuneJumpItem *self)
{
  self->is_last = TRUE;
}

const AttuneDestination *
attune_jump_item_get_destination (AttuneJumpItem *self)
{
  return &self->destination;
}

const char *
attune_jump_item_get_title (AttuneJumpItem *self)
{
  return self->title;
}

const char *
attune_jump_item_get_detail (AttuneJumpItem *self)
{
  return self->detail;
}

const char *
attune_jump_item_get_icon_name (AttuneJumpItem *self)
{
  return self->icon_name;
}

int
attune_jump_item_rank (AttuneJumpItem *self, const char *query)
{
  int rank = self->is_last ? LAST_RANK : attune_match_rank (self->folded_title, query);

  if (rank >= 0)
    return rank;
  rank = attune_match_rank (self->folded_text, query);
  return rank < 0 ? -1 : DETAIL_RANK + rank;
}
