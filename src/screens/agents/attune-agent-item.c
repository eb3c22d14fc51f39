/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-agent-item.h"

#include "attune-agent-findings.h"
#include "attune-format.h"
#include "attune-list-splice.h"
#include "attune-match.h"

struct _AttuneAgentItem
{
  GObject parent_instance;

  /* owned */
  char *name;
  char *team;
  char *mean;
  char *last_contact;
  char *search_text;

  gint64 id;
  guint count;
};

G_DEFINE_FINAL_TYPE (AttuneAgentItem, attune_agent_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_TEAM,
  PROP_COUNT,
  PROP_MEAN,
  PROP_LAST_CONTACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
attune_agent_item_finalize (GObject *object)
{
  AttuneAgentItem *self = ATTUNE_AGENT_ITEM (object);

  g_free (self->name);
  g_free (self->team);
  g_free (self->mean);
  g_free (self->last_contact);
  g_free (self->search_text);

  G_OBJECT_CLASS (attune_agent_item_parent_class)->finalize (object);
}

static void
attune_agent_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneAgentItem *self = ATTUNE_AGENT_ITEM (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TEAM:
      g_value_set_string (value, self->team);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;
    case PROP_MEAN:
      g_value_set_string (value, self->mean);
      break;
    case PROP_LAST_CONTACT:
      g_value_set_string (value, self->last_contact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_agent_item_class_init (AttuneAgentItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = attune_agent_item_finalize;
  object_class->get_property = attune_agent_item_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_TEAM] = g_param_spec_string ("team", NULL, NULL, NULL, flags);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_MEAN] = g_param_spec_string ("mean", NULL, NULL, NULL, flags);
  properties[PROP_LAST_CONTACT] = g_param_spec_string ("last-contact", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_agent_item_init (AttuneAgentItem *self)
{
}

static char *
format_mean (const AttuneAgentSummary *summary)
{
  /* Some are told how many there are, and no mean. */
  guint n = summary->mean != ATTUNE_SCORE_NONE ? summary->n : 0;
  AttuneInterval mean = attune_interval_of_mean (n, summary->mean / 100.0,
                                                 summary->deviation / 100.0,
                                                 ATTUNE_AGENT_CONFIDENCE);

  return attune_agent_format_mean_n (mean);
}

AttuneAgentItem *
attune_agent_item_new (const AttuneAgentSummary *summary, GTimeZone *zone)
{
  AttuneAgentItem *self;
  g_autofree char *text = NULL;

  g_return_val_if_fail (summary != NULL, NULL);

  self = g_object_new (ATTUNE_TYPE_AGENT_ITEM, NULL);
  self->id = summary->id;
  self->count = summary->n;
  self->name = g_strdup (summary->name);
  self->team = g_strdup (summary->team_name != NULL ? summary->team_name : "");
  self->mean = format_mean (summary);
  self->last_contact = attune_format_time (summary->last_contact_at, zone, ATTUNE_TIME_DAY);

  text = g_strjoin (" ", self->name, self->team, summary->external_id, NULL);
  self->search_text = attune_match_fold (text);
  return self;
}

gint64
attune_agent_item_get_id (AttuneAgentItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_AGENT_ITEM (self), 0);

  return self->id;
}

const char *
attune_agent_item_get_search_text (AttuneAgentItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_AGENT_ITEM (self), NULL);

  return self->search_text;
}

static gboolean
is_same (gconstpointer a, gconstpointer b)
{
  const AttuneAgentItem *one = a;
  const AttuneAgentItem *other = b;

  return one->id == other->id && one->count == other->count &&
         g_str_equal (one->mean, other->mean) &&
         g_str_equal (one->last_contact, other->last_contact) &&
         g_str_equal (one->name, other->name) && g_str_equal (one->team, other->team) &&
         g_str_equal (one->search_text, other->search_text);
}

void
attune_agent_items_update (GListStore *store, GPtrArray *summaries, GTimeZone *zone)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < summaries->len; i++)
    g_ptr_array_add (items, attune_agent_item_new (g_ptr_array_index (summaries, i), zone));
  attune_list_splice (store, items, is_same);
}
