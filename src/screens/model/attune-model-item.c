/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-item.h"

#include "attune-match.h"

struct _AttuneModelItem
{
  GObject parent_instance;

  /* owned */
  char *title;
  char *detail;
  char *folded;
  char *question; /* nullable */

  const char *icon_name;
  gint64 form;
  AttuneModelSpot spot;
};

G_DEFINE_FINAL_TYPE (AttuneModelItem, attune_model_item, G_TYPE_OBJECT)

static void
attune_model_item_finalize (GObject *object)
{
  AttuneModelItem *self = ATTUNE_MODEL_ITEM (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->folded);
  g_free (self->question);

  G_OBJECT_CLASS (attune_model_item_parent_class)->finalize (object);
}

static void
attune_model_item_class_init (AttuneModelItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_model_item_finalize;
}

static void
attune_model_item_init (AttuneModelItem *self)
{
}

AttuneModelItem *
attune_model_item_new (const char *title,
                       const char *detail,
                       const char *icon_name,
                       AttuneModelSpot spot)
{
  AttuneModelItem *self = g_object_new (ATTUNE_TYPE_MODEL_ITEM, NULL);
  g_autofree char *text = g_strconcat (title, " ", detail, NULL);

  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->folded = attune_match_fold (text);
  self->icon_name = icon_name;
  self->spot = spot;
  return self;
}

AttuneModelItem *
attune_model_item_new_for_question (const char *title,
                                    const char *detail,
                                    const char *icon_name,
                                    gint64 form,
                                    const char *question)
{
  AttuneModelItem *self = attune_model_item_new (title, detail, icon_name,
                                                 (AttuneModelSpot){ -1, -1 });

  self->form = form;
  self->question = g_strdup (question);
  return self;
}

const char *
attune_model_item_get_title (AttuneModelItem *self)
{
  return self->title;
}

const char *
attune_model_item_get_detail (AttuneModelItem *self)
{
  return self->detail;
}

const char *
attune_model_item_get_icon_name (AttuneModelItem *self)
{
  return self->icon_name;
}

gint64
attune_model_item_get_form (AttuneModelItem *self)
{
  return self->form;
}

const char *
attune_model_item_get_question (AttuneModelItem *self)
{
  return self->question;
}

AttuneModelSpot
attune_model_item_get_spot (AttuneModelItem *self)
{
  return self->spot;
}

int
attune_model_item_rank (gpointer self, const char *query)
{
  return attune_match_rank (ATTUNE_MODEL_ITEM (self)->folded, query);
}
