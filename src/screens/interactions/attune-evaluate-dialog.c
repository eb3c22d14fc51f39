/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-dialog.h"

#include "attune-form-names.h"
#include "attune-let-go.h"

/* From the top down. */
enum
{
  LIST_EXISTING,
  LIST_BASIS,
  LIST_FRESH,
  N_LISTS
};

struct _AttuneEvaluateDialog
{
  AdwWindow parent_instance;

  /* template */
  AdwWindowTitle *heading;
  GtkWidget *cancel;
  AdwPreferencesGroup *existing;
  AdwPreferencesGroup *basis;
  AdwPreferencesGroup *fresh;
  GtkWidget *random_row;
  GtkCheckButton *random;
  GtkCheckButton *targeted;

  /* borrowed */
  GtkWidget *first_existing;
  GtkWidget *first_fresh; /* the first that can begin */
  GtkListBox *lists[N_LISTS];

  /* owned */
  GPtrArray *beginning; /* the rows that begin something; borrowed */
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
  for (guint i = 0; i < self->beginning->len; i++)
    gtk_widget_set_sensitive (g_ptr_array_index (self->beginning, i), is_basis_known (self));
}

/* The first row that the keys come to, or the last. */
static GtkWidget *
find_end (AttuneEvaluateDialog *self, gboolean is_last)
{
  GtkWidget *found = NULL;

  for (guint place = 0; place < N_LISTS; place++)
    {
      GtkListBoxRow *row;

      if (self->lists[place] == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->lists[place])))
        continue;
      for (int i = 0; (row = gtk_list_box_get_row_at_index (self->lists[place], i)) != NULL; i++)
        if (gtk_widget_is_sensitive (GTK_WIDGET (row)) && (is_last || found == NULL))
          found = GTK_WIDGET (row);
    }
  return found;
}

/* The arrows go from list to list, and stop at both ends: nothing runs round. */
static gboolean
key_cb (AttuneEvaluateDialog *self, guint key, guint code, GdkModifierType state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  if (row == NULL)
    return FALSE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    return row == find_end (self, TRUE);
  return (key == GDK_KEY_Up || key == GDK_KEY_KP_Up) && row == find_end (self, FALSE);
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
attune_evaluate_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (ATTUNE_EVALUATE_DIALOG (object)->beginning);

  G_OBJECT_CLASS (attune_evaluate_dialog_parent_class)->finalize (object);
}

static void
attune_evaluate_dialog_class_init (AttuneEvaluateDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_evaluate_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = attune_evaluate_dialog_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/interactions/attune-evaluate-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, existing);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, basis);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, fresh);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, random_row);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, random);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluateDialog, targeted);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, basis_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, basis_activated_cb);
}

static void
attune_evaluate_dialog_init (AttuneEvaluateDialog *self)
{
  self->beginning = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
find_icon (const AttuneEvaluateChoice *choice)
{
  if (choice->is_held)
    return "changes-prevent-symbolic";
  return choice->evaluation != 0 ? "go-next-symbolic" : "list-add-symbolic";
}

/* What is held can be read, also by the keys, and does nothing. */
static GtkWidget *
create_row (AttuneEvaluateDialog *self, const AttuneEvaluateChoice *choice, guint position)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (find_icon (choice));
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), attune_form_name_title (choice->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), choice->detail);
  if (choice->is_held)
    gtk_widget_add_css_class (icon, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !choice->is_held);
  g_object_set_data (G_OBJECT (row), "attune-position", GUINT_TO_POINTER (position));
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkListBox *
find_list (GtkWidget *row)
{
  return GTK_LIST_BOX (gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX));
}

static void
add_choice (AttuneEvaluateDialog *self, const AttuneEvaluateChoice *choice, guint position)
{
  GtkWidget *row = create_row (self, choice, position);

  adw_preferences_group_add (choice->evaluation != 0 ? self->existing : self->fresh, row);
  self->lists[choice->evaluation != 0 ? LIST_EXISTING : LIST_FRESH] = find_list (row);
  if (choice->evaluation != 0 && self->first_existing == NULL)
    self->first_existing = row;
  if (choice->evaluation != 0 || choice->is_held)
    return;
  g_ptr_array_add (self->beginning, row);
  if (self->first_fresh == NULL)
    self->first_fresh = row;
}

/* What is there goes before what is not; what is begun waits for the question. Where nothing can be chosen it is left. */
static void
choose_focus (AttuneEvaluateDialog *self)
{
  GtkWidget *focus = self->first_existing;

  if (focus == NULL && self->first_fresh == NULL)
    focus = self->cancel;
  if (focus == NULL)
    focus = self->random_row;
  gtk_window_set_focus (GTK_WINDOW (self), focus);
}

GtkWidget *
attune_evaluate_dialog_new (GPtrArray *choices)
{
  AttuneEvaluateDialog *self = g_object_new (ATTUNE_TYPE_EVALUATE_DIALOG, NULL);
  gboolean has_fresh = FALSE;

  self->lists[LIST_BASIS] = find_list (self->random_row);
  for (guint i = 0; i < choices->len; i++)
    {
      const AttuneEvaluateChoice *choice = g_ptr_array_index (choices, i);

      add_choice (self, choice, i);
      has_fresh = has_fresh || choice->evaluation == 0;
    }
  basis_toggled_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self->existing), self->first_existing != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->basis), self->first_fresh != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->fresh), has_fresh);
  choose_focus (self);
  return GTK_WIDGET (self);
}

void
attune_evaluate_dialog_set_contact (AttuneEvaluateDialog *self, const char *words)
{
  g_return_if_fail (ATTUNE_IS_EVALUATE_DIALOG (self));

  adw_window_title_set_subtitle (self->heading, words);
}
