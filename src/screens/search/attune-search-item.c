/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-search-item.h"

#include "attune-search-words.h"

struct _AttuneSearchItem
{
  GObject parent_instance;

  /* owned */
  char *name;
  char *excerpt;
  char *detail;
  char *place; /* the destination's */

  AttuneDestination destination;
  const char *icon;
};

G_DEFINE_FINAL_TYPE (AttuneSearchItem, attune_search_item, G_TYPE_OBJECT)

static void
attune_search_item_finalize (GObject *object)
{
  AttuneSearchItem *self = ATTUNE_SEARCH_ITEM (object);

  g_free (self->name);
  g_free (self->excerpt);
  g_free (self->detail);
  g_free (self->place);

  G_OBJECT_CLASS (attune_search_item_parent_class)->finalize (object);
}

static void
attune_search_item_class_init (AttuneSearchItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_search_item_finalize;
}

static void
attune_search_item_init (AttuneSearchItem *self)
{
}

AttuneSearchItem *
attune_search_item_new (const AttuneHit *hit, AttuneContext *context)
{
  AttuneSearchItem *self = g_object_new (ATTUNE_TYPE_SEARCH_ITEM, NULL);

  self->name = attune_search_name_hit (hit);
  self->excerpt = attune_search_mark_excerpt (hit->excerpt);
  self->detail = attune_search_describe_hit (hit, attune_context_get_time_zone (context));
  self->icon = attune_search_get_icon (hit);
  self->destination = attune_search_find_destination (hit,
                                                      attune_context_get_person (context)->roles,
                                                      &self->place);
  return self;
}

const char *
attune_search_item_get_name (AttuneSearchItem *self)
{
  return self->name;
}

const char *
attune_search_item_get_excerpt (AttuneSearchItem *self)
{
  return self->excerpt;
}

const char *
attune_search_item_get_detail (AttuneSearchItem *self)
{
  return self->detail;
}

const char *
attune_search_item_get_icon (AttuneSearchItem *self)
{
  return self->icon;
}

const AttuneDestination *
attune_search_item_get_destination (AttuneSearchItem *self)
{
  return &self->destination;
}
