/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-person-item.h"

#include "attune-format.h"
#include "attune-match.h"

#include <gio/gio.h>

struct _AttunePersonItem
{
  GObject parent_instance;

  /* owned */
  AttunePerson *person;
  char *text;
  char *detail;
  char *collate_key;
};

G_DEFINE_FINAL_TYPE (AttunePersonItem, attune_person_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_DETAIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
attune_person_item_finalize (GObject *object)
{
  AttunePersonItem *self = ATTUNE_PERSON_ITEM (object);

  g_clear_pointer (&self->person, attune_person_free);
  g_free (self->text);
  g_free (self->detail);
  g_free (self->collate_key);

  G_OBJECT_CLASS (attune_person_item_parent_class)->finalize (object);
}

static void
attune_person_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttunePersonItem *self = ATTUNE_PERSON_ITEM (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->person->name);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_person_item_class_init (AttunePersonItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = attune_person_item_finalize;
  object_class->get_property = attune_person_item_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_person_item_init (AttunePersonItem *self)
{
}

AttunePersonItem *
attune_person_item_new (const AttunePerson *person)
{
  AttunePersonItem *self;
  g_autofree char *roles = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (person != NULL, NULL);

  self = g_object_new (ATTUNE_TYPE_PERSON_ITEM, NULL);
  roles = attune_format_roles (person->roles);
  self->person = attune_person_copy (person);
  self->detail = person->team_name != NULL ? g_strdup_printf ("%s · %s", roles, person->team_name)
                                           : g_strdup (roles);
  self->collate_key = g_utf8_collate_key (person->name, -1);

  text = g_strconcat (person->name, " ", self->detail, " ", person->external_id, NULL);
  self->text = attune_match_fold (text);
  return self;
}

const AttunePerson *
attune_person_item_get_person (AttunePersonItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_PERSON_ITEM (self), NULL);

  return self->person;
}

const char *
attune_person_item_get_text (AttunePersonItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_PERSON_ITEM (self), NULL);

  return self->text;
}

int
attune_person_item_rank (gpointer self, const char *query)
{
  return attune_match_test (attune_person_item_get_text (self), query) ? 0 : -1;
}

const char *
attune_person_item_get_detail (AttunePersonItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_PERSON_ITEM (self), NULL);

  return self->detail;
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer first)
{
  const AttunePersonItem *left = *(AttunePersonItem *const *) a;
  const AttunePersonItem *right = *(AttunePersonItem *const *) b;
  gboolean left_first = g_strcmp0 (left->person->external_id, first) == 0;
  gboolean right_first = g_strcmp0 (right->person->external_id, first) == 0;

  if (first != NULL && left_first != right_first)
    return left_first ? -1 : 1;
  return g_strcmp0 (left->collate_key, right->collate_key);
}

GListModel *
attune_person_items_new (GPtrArray *people, AttuneRoles roles, const char *first)
{
  GListStore *store = g_list_store_new (ATTUNE_TYPE_PERSON_ITEM);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < people->len; i++)
    {
      const AttunePerson *person = g_ptr_array_index (people, i);

      if ((person->roles & roles) != 0)
        g_ptr_array_add (items, attune_person_item_new (person));
    }
  g_ptr_array_sort_with_data (items, compare_items, (gpointer) first);
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (store);
}
