/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-dialog.h"

#include "attune-let-go.h"

struct _AttuneEvaluateDialog
{
  AdwWindow parent_instance;

  /* template */
  AdwPreferencesGroup *existing;
  AdwPreferencesGroup *basis;
  AdwPreferencesGroup *fresh;
  GtkWidget *random_row;
  GtkCheckButton *random;
  GtkCheckButton *targeted;

  /* borrowed */
  GtkWidget *first_existing;
  GtkWidget *first_fresh; /* the first that can begin */
};

G_DEFINE_FINAL_TYPE (AttuneEvaluateDialog, attune_evaluate_dialog, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_basis_known (AttuneEvaluateDialog *self)
{
  return gtk_check_button_get_active (self->random) || gtk_check_button_get_active (self->targeted);
}

static void
basis_toggled_cb (AttuneEvaluateDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->fresh), is_basis_known (self));
}

/* By the keys one goes on from here. */
static void
basis_activated_cb (AttuneEvaluateDialog *self)
{
  if (self->first_fresh != NULL)
    gtk_widget_grab_focus (self->first_fresh);
}

static void
row_activated_cb (AttuneEvaluateDialog *self, GtkWidget *row)
{
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "attune-position"));
  AttuneBasis basis = gtk_check_button_get_active (self->random) ? ATTUNE_BASIS_RANDOM
                                                                 : ATTUNE_BASIS_TARGETED;

  g_signal_emit (self, signals[CHOSEN], 0, position, (guint) basis);
  attune_let_go_inside (GTK_WIDGET (self));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
attune_evaluate_dialog_dispose (GObject *object)
{
  G_OBJECT_CLASS (attune_evaluate_dialog_parent_class)->dispose (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_EVALUATE_DIALOG);
}

static void
attune_evaluate_dialog_class_init (AttuneEvaluateDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_evaluate_dialog_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/interactions/attune-evaluate-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, existing);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, basis);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, fresh);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, random_row);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, random);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, targeted);
  gtk_widget_class_bind_template_callback (widget_class, basis_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, basis_activated_cb);
}

static void
attune_evaluate_dialog_init (AttuneEvaluateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
create_row (AttuneEvaluateDialog *self, const AttuneEvaluateChoice *choice, guint position)
{
  const char *icon = choice->evaluation != 0 ? "go-next-symbolic" : "list-add-symbolic";
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), choice->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), choice->detail);
  gtk_widget_set_sensitive (row, !choice->is_held);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "attune-position", GUINT_TO_POINTER (position));
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
add_choice (AttuneEvaluateDialog *self, const AttuneEvaluateChoice *choice, guint position)
{
  GtkWidget *row = create_row (self, choice, position);

  adw_preferences_group_add (choice->evaluation != 0 ? self->existing : self->fresh, row);
  if (choice->evaluation != 0 && self->first_existing == NULL)
    self->first_existing = row;
  if (choice->evaluation == 0 && !choice->is_held && self->first_fresh == NULL)
    self->first_fresh = row;
}

/* What is there goes before what is not; what is begun waits for the question. */
static void
choose_focus (AttuneEvaluateDialog *self)
{
  GtkWidget *focus = self->first_existing;

  if (focus == NULL)
    focus = is_basis_known (self) ? self->first_fresh : self->random_row;
  if (focus != NULL)
    gtk_window_set_focus (GTK_WINDOW (self), focus);
}

GtkWidget *
attune_evaluate_dialog_new (GPtrArray *choices, int basis)
{
  AttuneEvaluateDialog *self = g_object_new (ATTUNE_TYPE_EVALUATE_DIALOG, NULL);
  gboolean has_fresh = FALSE;

  for (guint i = 0; i < choices->len; i++)
    {
      const AttuneEvaluateChoice *choice = g_ptr_array_index (choices, i);

      add_choice (self, choice, i);
      has_fresh = has_fresh || choice->evaluation == 0;
    }
  gtk_check_button_set_active (self->random, basis == ATTUNE_BASIS_RANDOM);
  gtk_check_button_set_active (self->targeted, basis == ATTUNE_BASIS_TARGETED);
  basis_toggled_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self->existing), self->first_existing != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->basis), self->first_fresh != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->fresh), has_fresh);
  choose_focus (self);
  return GTK_WIDGET (self);
}
