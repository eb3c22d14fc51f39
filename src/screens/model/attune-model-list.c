/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-list.h"

#include "attune-finder.h"
#include "attune-model-item.h"

#include <glib/gi18n.h>

struct _AttuneModelList
{
  GtkPopover parent_instance;

  /* template */
  GtkLabel *heading;
  GtkSearchEntry *search;
  GtkListView *list;
  GtkStack *stack;
  AttuneFinder *finder;

  /* owned */
  GListModel *items;
};

G_DEFINE_FINAL_TYPE (AttuneModelList, attune_model_list, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_title_cb (gpointer row, AttuneModelItem *item)
{
  return g_strdup (item != NULL ? attune_model_item_get_title (item) : "");
}

static char *
get_detail_cb (gpointer row, AttuneModelItem *item)
{
  return g_strdup (item != NULL ? attune_model_item_get_detail (item) : "");
}

static gboolean
has_detail_cb (gpointer row, AttuneModelItem *item)
{
  return item != NULL && *attune_model_item_get_detail (item) != '\0';
}

static char *
get_icon_cb (gpointer row, AttuneModelItem *item)
{
  return g_strdup (item != NULL ? attune_model_item_get_icon_name (item) : NULL);
}

static void
activated_cb (AttuneModelList *self, AttuneModelItem *item)
{
  g_autoptr (AttuneModelItem) chosen = g_object_ref (item);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, chosen);
}

static void
shown_cb (AttuneModelList *self)
{
  attune_finder_start (self->finder, self->items, attune_model_item_rank, FALSE);
  attune_finder_clear (self->finder);
  gtk_stack_set_visible_child_name (self->stack, attune_finder_get_n_found (self->finder) > 0
                                                   ? "found"
                                                   : "nothing-found");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
attune_model_list_dispose (GObject *object)
{
  AttuneModelList *self = ATTUNE_MODEL_LIST (object);

  g_clear_object (&self->items);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_MODEL_LIST);
  G_OBJECT_CLASS (attune_model_list_parent_class)->dispose (object);
}

static void
attune_model_list_class_init (AttuneModelListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_model_list_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, ATTUNE_TYPE_MODEL_ITEM);

  g_type_ensure (ATTUNE_TYPE_FINDER);
  g_type_ensure (ATTUNE_TYPE_MODEL_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/model/attune-model-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneModelList, heading);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelList, search);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelList, list);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelList, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneModelList, finder);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_title_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_detail_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_detail_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_icon_cb);
}

static void
attune_model_list_init (AttuneModelList *self)
{
  self->items = G_LIST_MODEL (g_list_store_new (ATTUNE_TYPE_MODEL_ITEM));
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_model_list_new (void)
{
  return g_object_new (ATTUNE_TYPE_MODEL_LIST, NULL);
}

void
attune_model_list_set (AttuneModelList *self, const char *heading, GListModel *items)
{
  g_return_if_fail (ATTUNE_IS_MODEL_LIST (self));
  g_return_if_fail (heading != NULL && G_IS_LIST_MODEL (items));

  gtk_label_set_label (self->heading, heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  g_set_object (&self->items, items);
}

/* What is listed ------------------------------------------------------------------------------------- */

static AttuneModelItem *
create_question (const AttuneModelReview *review,
                 const AttuneModelQuestion *question,
                 const char *title,
                 const char *icon_name)
{
  AttuneForm *form = attune_model_base_get_forms (review->base)[question->form];

  return attune_model_item_new_for_question (
    title, attune_form_get_title (form), icon_name,
    attune_model_base_get_id (review->base, question->form),
    attune_form_get_question (form, question->question)->id);
}

static AttuneModelItem *
create_finding (const AttuneModelReview *review, const AttuneModelFinding *finding)
{
  g_autofree char *title = attune_model_review_say (review, finding);
  AttuneModelSpot spot = { -1, -1 };
  const char *icon_name = attune_model_finding_is_hint (finding) ? "dialog-information-symbolic"
                                                                 : "dialog-warning-symbolic";

  if (finding->goal != ATTUNE_MODEL_NONE)
    spot.column = (int) finding->goal;
  if (finding->behaviour != ATTUNE_MODEL_NONE)
    spot.row = (int) finding->behaviour;
  if (finding->form != ATTUNE_MODEL_NONE)
    return create_question (review, &(AttuneModelQuestion){ finding->form, finding->question },
                            title, icon_name);
  return attune_model_item_new (title, "", icon_name, spot);
}

GListModel *
attune_model_list_findings (const AttuneModelReview *review, guint most)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *list = g_list_store_new (ATTUNE_TYPE_MODEL_ITEM);

  g_return_val_if_fail (review != NULL, G_LIST_MODEL (list));

  for (int hints = 0; hints < 2; hints++)
    for (guint i = 0; i < review->check->findings->len && items->len < most; i++)
      {
        const AttuneModelFinding *finding = &g_array_index (review->check->findings,
                                                            AttuneModelFinding, i);

        if (attune_model_finding_is_hint (finding) == (hints == 1))
          g_ptr_array_add (items, create_finding (review, finding));
      }
  g_list_store_splice (list, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (list);
}

GListModel *
attune_model_list_questions (const AttuneModelReview *review, const GArray *questions)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *list = g_list_store_new (ATTUNE_TYPE_MODEL_ITEM);

  g_return_val_if_fail (review != NULL && questions != NULL, G_LIST_MODEL (list));

  for (guint i = 0; i < questions->len; i++)
    {
      const AttuneModelQuestion *question = &g_array_index (questions, AttuneModelQuestion, i);
      AttuneForm *form = attune_model_base_get_forms (review->base)[question->form];

      g_ptr_array_add (items,
                       create_question (review, question,
                                        attune_model_review_name_question (
                                          attune_form_get_question (form, question->question)),
                                        "attune-form-symbolic"));
    }
  g_list_store_splice (list, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (list);
}
