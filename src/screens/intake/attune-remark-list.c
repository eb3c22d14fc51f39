/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-remark-list.h"

#include "attune-intake-line.h"
#include "attune-intake-words.h"
#include "attune-paced-model.h"

struct _AttuneRemarkList
{
  AdwBin parent_instance;

  /* template */
  GtkLabel *heading;
  GtkLabel *advice;
  GtkMultiSelection *selection;
  AttunePacedModel *paced;
  GtkScrolledWindow *scroller;

  /* owned */
  GListModel *lines;
};

G_DEFINE_FINAL_TYPE (AttuneRemarkList, attune_remark_list, ADW_TYPE_BIN)

static void
copy_lines (AttuneRemarkList *self, GListModel *lines)
{
  g_autofree char *text = attune_intake_join_lines (lines);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
copy_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneRemarkList *self = ATTUNE_REMARK_LIST (widget);

  if (self->lines != NULL)
    copy_lines (self, self->lines);
}

/* What is chosen; all where nothing is. */
static void
copy_chosen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneRemarkList *self = ATTUNE_REMARK_LIST (widget);
  g_autoptr (GListStore) chosen = g_list_store_new (ATTUNE_TYPE_INTAKE_LINE);
  GListModel *shown = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (AttuneIntakeLine) line = g_list_model_get_item (shown, i);

      if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
        g_list_store_append (chosen, line);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (chosen)) > 0)
    copy_lines (self, G_LIST_MODEL (chosen));
  else
    copy_all_action (widget, name, parameter);
}

static void
attune_remark_list_dispose (GObject *object)
{
  AttuneRemarkList *self = ATTUNE_REMARK_LIST (object);

  g_clear_object (&self->lines);
  G_OBJECT_CLASS (attune_remark_list_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_REMARK_LIST);
}

static void
attune_remark_list_class_init (AttuneRemarkListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_remark_list_dispose;

  g_type_ensure (ATTUNE_TYPE_INTAKE_LINE);
  g_type_ensure (ATTUNE_TYPE_PACED_MODEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/intake/attune-remark-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneRemarkList, heading);
  gtk_widget_class_bind_template_child (widget_class, AttuneRemarkList, advice);
  gtk_widget_class_bind_template_child (widget_class, AttuneRemarkList, selection);
  gtk_widget_class_bind_template_child (widget_class, AttuneRemarkList, paced);
  gtk_widget_class_bind_template_child (widget_class, AttuneRemarkList, scroller);
  gtk_widget_class_install_action (widget_class, "remarks.copy-all", NULL, copy_all_action);
  gtk_widget_class_install_action (widget_class, "remarks.copy", NULL, copy_chosen_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "remarks.copy",
                                       NULL);
}

static void
attune_remark_list_init (AttuneRemarkList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
attune_remark_list_show (AttuneRemarkList *self,
                         const char *heading,
                         const char *advice,
                         GPtrArray *faults)
{
  g_return_if_fail (ATTUNE_IS_REMARK_LIST (self));
  g_return_if_fail (heading != NULL && faults != NULL);

  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->advice, advice != NULL ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice), advice != NULL);
  g_clear_object (&self->lines);
  self->lines = attune_intake_list_faults (faults);
  attune_paced_model_set_model (self->paced, self->lines, 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

GListModel *
attune_remark_list_get_lines (AttuneRemarkList *self)
{
  g_return_val_if_fail (ATTUNE_IS_REMARK_LIST (self), NULL);

  return self->lines;
}
