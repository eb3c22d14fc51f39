/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-choice-item.h"

#include "attune-match.h"

/* What only the detail matches comes after what the title does. */
#define DETAIL_RANK 3

struct _AttuneChoiceItem
{
  GObject parent_instance;

  /* owned */
  char *id;
  char *title;
  char *detail;
  char *folded_title; /* NULL until somebody searches */
  char *folded_text;
};

G_DEFINE_FINAL_TYPE (AttuneChoiceItem, attune_choice_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_DETAIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
attune_choice_item_finalize (GObject *object)
{
  AttuneChoiceItem *self = ATTUNE_CHOICE_ITEM (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->folded_title);
  g_free (self->folded_text);

  G_OBJECT_CLASS (attune_choice_item_parent_class)->finalize (object);
}

static void
attune_choice_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneChoiceItem *self = ATTUNE_CHOICE_ITEM (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_choice_item_class_init (AttuneChoiceItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = attune_choice_item_finalize;
  object_class->get_property = attune_choice_item_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_choice_item_init (AttuneChoiceItem *self)
{
}

AttuneChoiceItem *
attune_choice_item_new (const char *id, const char *title, const char *detail)
{
  AttuneChoiceItem *self = g_object_new (ATTUNE_TYPE_CHOICE_ITEM, NULL);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  return self;
}

const char *
attune_choice_item_get_id (AttuneChoiceItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_CHOICE_ITEM (self), NULL);

  return self->id;
}

int
attune_choice_item_rank (gpointer item, const char *query)
{
  AttuneChoiceItem *self = item;
  int rank;

  if (self->folded_title == NULL)
    {
      g_autofree char *text = g_strconcat (self->title, " ", self->detail, NULL);

      self->folded_title = attune_match_fold (self->title);
      self->folded_text = attune_match_fold (text);
    }
  rank = attune_match_rank (self->folded_title, query);
  if (rank >= 0)
    return rank;
  rank = attune_match_rank (self->folded_text, query);
  return rank < 0 ? -1 : DETAIL_RANK + rank;
}
