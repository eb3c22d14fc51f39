/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-option-details.h"

#include "attune-form-names.h"
#include "attune-let-go.h"
#include "attune-reason-row.h"

/* Behind input, before the next frame: keys are taken in between. */
#define STEP_PRIORITY (G_PRIORITY_HIGH_IDLE + 5)

struct _AttuneOptionDetails
{
  AdwBin parent_instance;

  /* template */
  GtkMenuButton *fail;
  GtkLabel *fail_label;
  GtkWidget *bonus;
  GtkTextBuffer *guidance;
  GtkBox *reasons;
  GtkWidget *add_reason;

  /* owned */
  AttuneForm *form; /* NULL until something is shown */
  char *question;
  char *option;
  guint step_source; /* while reasons are to be made */

  guint question_index;
  guint option_index;
  gboolean is_updating;
  gboolean wants_last; /* the last reason is to be entered as soon as it is there */
};

G_DEFINE_FINAL_TYPE (AttuneOptionDetails, attune_option_details, ADW_TYPE_BIN)

static const AttuneFormQuestion *
get_question (AttuneOptionDetails *self)
{
  return attune_form_get_question (self->form, self->question_index);
}

static const AttuneFormOption *
get_option (AttuneOptionDetails *self)
{
  return &get_question (self)->options[self->option_index];
}

/* Reasons -------------------------------------------------------------------------------------- */

static AttuneReasonRow *
get_row (AttuneOptionDetails *self, guint index)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->reasons));

  for (guint i = 0; row != NULL && i < index; i++)
    row = gtk_widget_get_next_sibling (row);
  return row != NULL ? ATTUNE_REASON_ROW (row) : NULL;
}

/* Another reason, or the one below; what is empty is the last of them. */
static void
reason_done_cb (AttuneOptionDetails *self, AttuneReasonRow *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (row));

  if (next != NULL)
    attune_reason_row_enter (ATTUNE_REASON_ROW (next));
  else if (attune_reason_row_is_empty (row))
    gtk_widget_grab_focus (self->add_reason);
  else
    gtk_widget_activate (self->add_reason);
}

static gboolean
build_reason (AttuneOptionDetails *self)
{
  for (guint i = 0; i < get_option (self)->n_reasons; i++)
    if (get_row (self, i) == NULL)
      {
        GtkWidget *row = attune_reason_row_new ();

        gtk_box_append (self->reasons, row);
        g_signal_connect_object (row, "done", G_CALLBACK (reason_done_cb), self, G_CONNECT_SWAPPED);
        attune_reason_row_update (ATTUNE_REASON_ROW (row), get_question (self), self->option,
                                  get_option (self), i);
        return TRUE;
      }
  return FALSE;
}

static void
enter_last (AttuneOptionDetails *self)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->reasons));

  self->wants_last = FALSE;
  if (last != NULL)
    attune_reason_row_enter (ATTUNE_REASON_ROW (last));
}

static gboolean
step_cb (gpointer data)
{
  AttuneOptionDetails *self = data;

  if (build_reason (self))
    return G_SOURCE_CONTINUE;
  self->step_source = 0;
  if (self->wants_last)
    enter_last (self);
  return G_SOURCE_REMOVE;
}

/* One row a reason; those there are kept, so that the cursor stays where somebody types. */
static void
show_reasons (AttuneOptionDetails *self)
{
  const AttuneFormOption *option = get_option (self);
  GtkWidget *spare;

  while ((spare = GTK_WIDGET (get_row (self, option->n_reasons))) != NULL)
    {
      GtkWidget *before = gtk_widget_get_prev_sibling (spare);

      if (attune_let_go_of_focus (spare))
        {
          if (before != NULL)
            attune_reason_row_enter (ATTUNE_REASON_ROW (before));
          else
            gtk_widget_grab_focus (self->add_reason);
        }
      gtk_box_remove (self->reasons, spare);
    }
  for (guint i = 0; i < option->n_reasons && get_row (self, i) != NULL; i++)
    attune_reason_row_update (get_row (self, i), get_question (self), self->option, option, i);
  if (get_row (self, 0) == NULL || get_row (self, option->n_reasons - 1) == NULL)
    if (self->step_source == 0)
      self->step_source = g_idle_add_full (STEP_PRIORITY, step_cb, self, NULL);
}

static void
add_reason_cb (AttuneOptionDetails *self)
{
  self->wants_last = TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self), "form.add-reason", "(ss)", self->question,
                              self->option);
}

/* The rest ------------------------------------------------------------------------------------- */

static char *
get_text (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
guidance_changed_cb (AttuneOptionDetails *self)
{
  g_autofree char *text = NULL;

  if (self->is_updating || self->form == NULL)
    return;
  text = get_text (self->guidance);
  gtk_widget_activate_action (GTK_WIDGET (self), "form.set", "(sssv)", self->question, self->option,
                              "guidance", g_variant_new_string (text));
}

static void
show_guidance (AttuneOptionDetails *self, const char *guidance)
{
  g_autofree char *text = get_text (self->guidance);

  if (g_strcmp0 (text, guidance) != 0)
    gtk_text_buffer_set_text (self->guidance, guidance, -1);
}

static void
show_fail (AttuneOptionDetails *self, AttuneFailScope fail)
{
  const char *name = attune_fail_scope_get_name (fail);
  GtkWidget *inner = gtk_widget_get_first_child (GTK_WIDGET (self->fail));

  gtk_label_set_label (self->fail_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fail), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
attune_option_details_update (AttuneOptionDetails *self,
                              AttuneForm *form,
                              guint question,
                              guint index)
{
  const AttuneFormOption *option;

  g_return_if_fail (ATTUNE_IS_OPTION_DETAILS (self));
  g_return_if_fail (form != NULL);

  attune_form_ref (form);
  g_clear_pointer (&self->form, attune_form_unref);
  self->form = form;
  self->question_index = question;
  self->option_index = index;
  option = get_option (self);
  g_free (self->question);
  g_free (self->option);
  self->question = g_strdup (get_question (self)->id);
  self->option = option->id != NULL ? g_strdup (option->id) : g_strdup_printf ("%u", index);

  self->is_updating = TRUE;
  show_fail (self, option->fail);
  gtk_widget_set_visible (self->bonus,
                          attune_form_get_scoring (form)->mode == ATTUNE_SCORING_POINTS ||
                            option->is_bonus);
  show_guidance (self, option->guidance);
  show_reasons (self);
  self->is_updating = FALSE;
}

/* Object --------------------------------------------------------------------------------------- */

static void
attune_option_details_dispose (GObject *object)
{
  AttuneOptionDetails *self = ATTUNE_OPTION_DETAILS (object);

  g_clear_handle_id (&self->step_source, g_source_remove);
  self->is_updating = TRUE;
  G_OBJECT_CLASS (attune_option_details_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_OPTION_DETAILS);
}

static void
attune_option_details_finalize (GObject *object)
{
  AttuneOptionDetails *self = ATTUNE_OPTION_DETAILS (object);

  g_clear_pointer (&self->form, attune_form_unref);
  g_free (self->question);
  g_free (self->option);

  G_OBJECT_CLASS (attune_option_details_parent_class)->finalize (object);
}

static void
attune_option_details_class_init (AttuneOptionDetailsClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_option_details_dispose;
  object_class->finalize = attune_option_details_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/forms/attune-option-details.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionDetails, fail);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionDetails, fail_label);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionDetails, bonus);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionDetails, guidance);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionDetails, reasons);
  gtk_widget_class_bind_template_child (widget_class, AttuneOptionDetails, add_reason);
  gtk_widget_class_bind_template_callback (widget_class, guidance_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_reason_cb);
}

static void
attune_option_details_init (AttuneOptionDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
open_fail_cb (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

GtkWidget *
attune_option_details_new (GMenuModel *fail_menu)
{
  AttuneOptionDetails *self;

  g_return_val_if_fail (G_IS_MENU_MODEL (fail_menu), NULL);

  self = g_object_new (ATTUNE_TYPE_OPTION_DETAILS, NULL);
  gtk_menu_button_set_create_popup_func (self->fail, open_fail_cb, g_object_ref (fail_menu),
                                         g_object_unref);
  return GTK_WIDGET (self);
}
