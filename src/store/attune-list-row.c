/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-list-private.h"

struct _AttuneListRow
{
  GObject parent_instance;

  AttuneListKind kind;
  gboolean is_requested;

  /* Owned */
  gint64 *id; /* apart, for it is the row's key in the index */
  gpointer value;
  GHashTable *index;
};

G_DEFINE_FINAL_TYPE (AttuneListRow, attune_list_row, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
clear_value (AttuneListRow *self)
{
  if (self->kind == ATTUNE_LIST_INTERACTIONS)
    g_clear_pointer ((AttuneInteractionRow **) &self->value, attune_interaction_row_free);
  else
    g_clear_pointer ((AttuneEvaluationRow **) &self->value, attune_evaluation_row_free);
}

static void
attune_list_row_finalize (GObject *object)
{
  AttuneListRow *self = ATTUNE_LIST_ROW (object);

  if (g_hash_table_lookup (self->index, self->id) == self)
    g_hash_table_remove (self->index, self->id);
  g_hash_table_unref (self->index);
  clear_value (self);
  g_free (self->id);

  G_OBJECT_CLASS (attune_list_row_parent_class)->finalize (object);
}

static void
attune_list_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneListRow *self = ATTUNE_LIST_ROW (object);

  switch (id)
    {
    case PROP_VALUE:
      g_value_set_pointer (value, self->value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_list_row_class_init (AttuneListRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = attune_list_row_finalize;
  object_class->get_property = attune_list_row_get_property;

  properties[PROP_VALUE] = g_param_spec_pointer ("value", NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_list_row_init (AttuneListRow *self)
{
}

AttuneListRow *
attune_list_row_new (AttuneListKind kind, gint64 id, GHashTable *index)
{
  AttuneListRow *self = g_object_new (ATTUNE_TYPE_LIST_ROW, NULL);

  self->kind = kind;
  self->id = g_memdup2 (&id, sizeof id);
  self->index = g_hash_table_ref (index);
  g_hash_table_insert (index, self->id, self);
  return self;
}

void
attune_list_row_take_value (AttuneListRow *self, gpointer value)
{
  self->is_requested = FALSE;
  if (value == NULL)
    return;

  clear_value (self);
  self->value = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

gboolean
attune_list_row_is_requested (AttuneListRow *self)
{
  return self->is_requested;
}

void
attune_list_row_set_requested (AttuneListRow *self, gboolean is_requested)
{
  self->is_requested = is_requested;
}

gint64
attune_list_row_get_id (AttuneListRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_LIST_ROW (self), 0);

  return *self->id;
}

gconstpointer
attune_list_row_get_value (AttuneListRow *self)
{
  g_return_val_if_fail (ATTUNE_IS_LIST_ROW (self), NULL);

  return self->value;
}
