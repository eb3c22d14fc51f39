/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-page-private.h"

#include "attune-model-report.h"
#include "attune-report-save.h"

#include <glib/gi18n.h>

/* The model as it is on the screen, with the questions of all forms, on paper. */
typedef struct
{
  AttuneModel *model;
  AttuneModelBase *base;
} Paper;

static void
free_paper (gpointer data)
{
  Paper *paper = data;

  attune_model_unref (paper->model);
  attune_model_base_unref (paper->base);
  g_free (paper);
}

static AttuneReport *
make_report (gpointer data)
{
  const Paper *paper = data;

  return attune_model_report_new (paper->model, attune_model_base_get_forms (paper->base),
                                  attune_model_base_get_n_forms (paper->base));
}

/* NULL while the forms are still to be read, which is said; where that failed it is tried again. */
static Paper *
create_paper (AttuneModelPage *self)
{
  Paper *paper;

  if (attune_model_page_get_model (self) == NULL)
    return NULL;
  if (self->base == NULL)
    {
      if (self->n_base_loads == 0)
        attune_model_page_load_base (self);
      attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)),
                          _ ("The forms are still being read. Try again in a moment."));
      return NULL;
    }
  paper = g_new0 (Paper, 1);
  paper->model = attune_model_ref (attune_model_page_get_model (self));
  paper->base = attune_model_base_ref (self->base);
  return paper;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (widget);
  Paper *paper = create_paper (self);

  if (paper != NULL)
    attune_report_save (widget, attune_page_get_context (ATTUNE_PAGE (self)),
                        attune_model_get_title (paper->model),
                        _ ("The interaction model could not be saved as a PDF"), make_report, paper,
                        free_paper);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (widget);
  Paper *paper = create_paper (self);

  if (paper != NULL)
    attune_print (widget, attune_page_get_context (ATTUNE_PAGE (self)),
                  attune_model_get_title (paper->model),
                  _ ("The interaction model could not be printed"), make_report, paper, free_paper);
}

void
attune_model_page_install_paper (AttuneModelPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "model.save-report", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "model.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "model.print",
                                       NULL);
}
