/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-waiting-item.h"

#include "attune-list-splice.h"
#include "attune-match.h"
#include "attune-waiting-words.h"

#include <gtk/gtk.h>

struct _AttuneWaitingItem
{
  GObject parent_instance;

  /* owned */
  GPtrArray *all;
  char *title;
  char *detail;
  char *remark;
  char *due;
  char *search_text;

  /* of `all` */
  const AttuneWaiting *value;
};

G_DEFINE_FINAL_TYPE (AttuneWaitingItem, attune_waiting_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ICON_NAME,
  PROP_TITLE,
  PROP_DETAIL,
  PROP_REMARK,
  PROP_HAS_REMARK,
  PROP_DUE,
  PROP_DUE_CLASSES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
attune_waiting_item_finalize (GObject *object)
{
  AttuneWaitingItem *self = ATTUNE_WAITING_ITEM (object);

  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->remark);
  g_free (self->due);
  g_free (self->search_text);

  G_OBJECT_CLASS (attune_waiting_item_parent_class)->finalize (object);
}

static const char *const *
get_due_classes (AttuneWaitingItem *self)
{
  static const char *const ordinary[] = { "figure", "due", NULL };
  static const char *const late[] = { "figure", "due", "late", NULL };

  return self->value->is_late ? late : ordinary;
}

static void
attune_waiting_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneWaitingItem *self = ATTUNE_WAITING_ITEM (object);

  switch (id)
    {
    case PROP_ICON_NAME:
      g_value_set_string (value, attune_waiting_get_icon (self->value));
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_REMARK:
      g_value_set_string (value, self->remark);
      break;
    case PROP_HAS_REMARK:
      g_value_set_boolean (value, *self->remark != '\0');
      break;
    case PROP_DUE:
      g_value_set_string (value, self->due);
      break;
    case PROP_DUE_CLASSES:
      g_value_set_boxed (value, get_due_classes (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_waiting_item_class_init (AttuneWaitingItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = attune_waiting_item_finalize;
  object_class->get_property = attune_waiting_item_get_property;

  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_REMARK] = g_param_spec_string ("remark", NULL, NULL, NULL, flags);
  properties[PROP_HAS_REMARK] = g_param_spec_boolean ("has-remark", NULL, NULL, FALSE, flags);
  properties[PROP_DUE] = g_param_spec_string ("due", NULL, NULL, NULL, flags);
  properties[PROP_DUE_CLASSES] = g_param_spec_boxed ("due-classes", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_waiting_item_init (AttuneWaitingItem *self)
{
}

AttuneWaitingItem *
attune_waiting_item_new (GPtrArray *all, guint position, gint64 now, GTimeZone *zone)
{
  AttuneWaitingItem *self = g_object_new (ATTUNE_TYPE_WAITING_ITEM, NULL);
  g_autofree char *text = NULL;

  self->all = g_ptr_array_ref (all);
  self->value = g_ptr_array_index (all, position);
  self->title = attune_waiting_format_title (self->value);
  self->detail = attune_waiting_format_detail (self->value, zone);
  self->remark = attune_waiting_format_remark (self->value);
  self->due = attune_waiting_format_due (self->value, now, zone);
  text = g_strjoin (" ", self->title, self->detail, self->remark, self->due, NULL);
  self->search_text = attune_match_fold (text);
  return self;
}

const AttuneWaiting *
attune_waiting_item_get_value (AttuneWaitingItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_WAITING_ITEM (self), NULL);

  return self->value;
}

const char *
attune_waiting_item_get_search_text (AttuneWaitingItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_WAITING_ITEM (self), NULL);

  return self->search_text;
}

/* Also what one does with it has to be the same, not only how it looks. */
static gboolean
is_same (gconstpointer a, gconstpointer b)
{
  const AttuneWaitingItem *one = a;
  const AttuneWaitingItem *other = b;
  const AttuneWaiting *value = one->value;
  const AttuneWaiting *other_value = other->value;

  return value->kind == other_value->kind && value->id == other_value->id &&
         value->rev == other_value->rev && value->evaluation == other_value->evaluation &&
         value->due_at == other_value->due_at && value->assignee == other_value->assignee &&
         value->is_late == other_value->is_late &&
         g_str_equal (one->search_text, other->search_text) &&
         g_str_equal (one->title, other->title) && g_str_equal (one->detail, other->detail) &&
         g_str_equal (one->remark, other->remark);
}

void
attune_waiting_items_update (GListStore *store,
                             GPtrArray *all,
                             guint kinds,
                             gint64 now,
                             GTimeZone *zone)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    {
      const AttuneWaiting *waiting = g_ptr_array_index (all, i);

      if ((ATTUNE_WAITING_BIT (waiting->kind) & kinds) != 0)
        g_ptr_array_add (items, attune_waiting_item_new (all, i, now, zone));
    }
  attune_list_splice (store, items, is_same);
}
