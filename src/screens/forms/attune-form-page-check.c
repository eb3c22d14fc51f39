/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-form-describe.h"
#include "attune-form-row.h"
#include "attune-format.h"
#include "attune-lab-page.h"
#include "attune-lab-words.h"
#include "attune-tab-stop.h"
#include "attune-weak.h"

#include <glib/gi18n.h>
#include <string.h>

/* So many findings stand in the bar; the rest is a number. */
#define MAX_CHIPS 2
/* And so many where publishing is asked about. */
#define MAX_LINES 3
/* So much of a title stands in a chip; the tooltip has all of it. */
#define CHIP_TITLE_CHARS 22
/* A pause in editing before the form is checked again. */
#define CHECK_MS 120

static void
chip_clicked_cb (AttuneFormPage *self, GtkWidget *chip)
{
  attune_form_page_select (self, g_object_get_data (G_OBJECT (chip), "attune-place"));
}

/* The title of the question or section with that id; NULL for the form itself. */
static const char *
find_title (AttuneForm *form, const char *id)
{
  guint index = id != NULL ? attune_form_find_question (form, id) : ATTUNE_FORM_NONE;

  if (index != ATTUNE_FORM_NONE)
    return attune_form_get_question (form, index)->title;
  index = id != NULL ? attune_form_find_section (form, id) : ATTUNE_FORM_NONE;
  return index != ATTUNE_FORM_NONE ? attune_form_get_section (form, index)->title : NULL;
}

/* What is found and where, with at most `n_chars` of the title, unless the words name it themselves. */
static char *
say_finding (AttuneForm *form, const AttuneFault *fault, glong n_chars)
{
  const char *title = find_title (form, attune_form_outline_resolve (form, fault->place));
  g_autofree char *message = attune_format_capital (fault->message);
  g_autofree char *name = NULL;

  if (title == NULL || title[0] == '\0' || strstr (message, title) != NULL)
    return g_steal_pointer (&message);
  name = attune_form_describe_short (title, n_chars);
  /* Translators: %1$s is the title of a question or section, %2$s a sentence on what is found there. */
  return g_strdup_printf (_ ("“%1$s”: %2$s"), name, fault->message);
}

static void
add_chip (AttuneFormPage *self, const AttuneFault *fault)
{
  AttuneForm *form = attune_form_page_get_form (self);
  const char *place = attune_form_outline_resolve (form, fault->place);
  g_autofree char *message = say_finding (form, fault, G_MAXLONG);
  g_autofree char *brief = say_finding (form, fault, CHIP_TITLE_CHARS);
  GtkWidget *label = gtk_label_new (brief);
  GtkWidget *chip = gtk_button_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 38);
  gtk_button_set_child (GTK_BUTTON (chip), label);
  gtk_widget_set_tooltip_text (chip, message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, message,
                                  -1);
  gtk_widget_add_css_class (chip, "chip");
  g_object_set_data_full (G_OBJECT (chip), "attune-place", g_strdup (place), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->chips, chip);
}

static char *
say_more (guint n)
{
  /* Translators: after some findings about a form. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n), n);
}

/* What there is no room for, which the lab shows to who may open it. */
static GtkWidget *
create_rest (AttuneFormPage *self, const char *text)
{
  GtkWidget *rest;

  if (attune_form_page_can_open_lab (self))
    {
      rest = gtk_button_new_with_label (text);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (rest), "form.lab::findings");
      gtk_widget_set_tooltip_text (rest, _ ("All Findings"));
      gtk_widget_add_css_class (rest, "chip");
      return rest;
    }
  rest = gtk_label_new (text);
  gtk_widget_add_css_class (rest, "caption");
  gtk_widget_add_css_class (rest, "dim-label");
  return rest;
}

/* Whether the keys are in a title, and in `id` whose: NULL for the form's. */
static gboolean
find_named (AttuneFormPage *self, const char **id)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row;

  if (focus == NULL || !GTK_IS_TEXT (focus) ||
      !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)))
    return FALSE;

  if (focus == GTK_WIDGET (self->stand_in))
    {
      *id = self->entered;
      return self->entered != NULL;
    }
  row = gtk_widget_get_ancestor (focus, ATTUNE_TYPE_FORM_ROW);
  if (row != NULL)
    {
      AttuneFormItem *item = attune_form_row_get_item (ATTUNE_FORM_ROW (row));

      *id = item != NULL ? attune_form_item_get_id (item) : NULL;
      return item != NULL;
    }
  row = gtk_widget_get_ancestor (focus, ADW_TYPE_ENTRY_ROW);
  *id = attune_form_history_get_selection (self->history);
  return row != NULL && g_str_equal (gtk_widget_get_name (row), "title");
}

/* That a title is missing is no news to whoever is typing it. Of AttuneFault, borrowed. */
static GPtrArray *
list_shown (AttuneFormPage *self)
{
  GPtrArray *shown = g_ptr_array_new ();
  const char *named = NULL;

  self->is_naming = find_named (self, &named);
  for (guint i = 0; i < self->lint->warnings->len; i++)
    {
      AttuneFault *fault = g_ptr_array_index (self->lint->warnings, i);
      const char *place = attune_form_outline_resolve (attune_form_page_get_form (self),
                                                       fault->place);

      if (!self->is_naming || !g_str_has_suffix (fault->place, "/title") ||
          g_strcmp0 (place, named) != 0)
        g_ptr_array_add (shown, fault);
    }
  return shown;
}

static void
show_chips (AttuneFormPage *self)
{
  g_autoptr (GPtrArray) shown = list_shown (self);
  guint n = shown->len;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < MIN (n, MAX_CHIPS); i++)
    add_chip (self, g_ptr_array_index (shown, i));
  if (n > MAX_CHIPS)
    {
      g_autofree char *more = say_more (n - MAX_CHIPS);

      gtk_box_append (self->chips, create_rest (self, more));
    }
}

static void
show_range (AttuneFormPage *self)
{
  g_autofree char *text = attune_lab_say_range (self->lint);

  gtk_label_set_label (self->range, text);
}

/* As many as there is room for, each in a line of its own; "" without any. */
char *
attune_form_page_list_findings (AttuneFormPage *self)
{
  GString *text = g_string_new (NULL);
  guint n = self->lint != NULL ? self->lint->warnings->len : 0;

  for (guint i = 0; i < MIN (n, MAX_LINES); i++)
    {
      const AttuneFault *fault = g_ptr_array_index (self->lint->warnings, i);
      g_autofree char *message = say_finding (attune_form_page_get_form (self), fault, G_MAXLONG);

      g_string_append_printf (text, "\n• %s", message);
    }
  if (n > MAX_LINES)
    {
      g_autofree char *more = say_more (n - MAX_LINES);

      g_string_append_printf (text, "\n• %s", more);
    }
  return g_string_free (text, FALSE);
}

/* The check ---------------------------------------------------------------------------------------- */

/* The rows have a turn of their own: in a large form they take as long as what is below them. */
static gboolean
show_lint_cb (gpointer data)
{
  AttuneFormPage *self = data;
  gboolean is_asking = self->is_asking && gtk_widget_get_mapped (GTK_WIDGET (self));

  self->lint_source = 0;
  self->is_asking = FALSE;
  attune_form_page_show_check (self);
  attune_form_page_update_findings (self);
  if (is_asking)
    gtk_widget_activate_action (GTK_WIDGET (self), "form.publish", NULL);
  return G_SOURCE_REMOVE;
}

static void
take_lint (AttuneFormPage *self, AttuneFormLint *lint)
{
  g_clear_pointer (&self->lint, attune_form_lint_free);
  self->lint = lint;
  attune_weight_bar_set_form (self->weights, attune_form_page_get_form (self), lint);
  show_chips (self);
  show_range (self);
  self->lint_source = g_idle_add (show_lint_cb, self);
}

static void
lint_thread (GTask *task, gpointer source, gpointer form, GCancellable *cancellable)
{
  g_task_return_pointer (task, attune_form_lint (form), (GDestroyNotify) attune_form_lint_free);
}

/* A check that was let go of, for a newer one or because the page was closed, gives nothing. */
static void
linted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = attune_weak_take (data);
  AttuneFormLint *lint = g_task_propagate_pointer (G_TASK (result), NULL);

  if (lint == NULL)
    return;
  if (self == NULL)
    {
      attune_form_lint_free (lint);
      return;
    }
  g_clear_object (&self->checking);
  take_lint (self, lint);
}

/* Conditions can make it take a good part of a second: the form never changes, so a thread can have it. */
static gboolean
lint_cb (gpointer data)
{
  AttuneFormPage *self = data;
  g_autoptr (GTask) task = NULL;

  self->lint_source = 0;
  self->checking = g_cancellable_new ();
  task = g_task_new (NULL, self->checking, linted_cb, attune_weak_new (self));
  g_task_set_task_data (task, attune_form_ref (attune_form_page_get_form (self)),
                        (GDestroyNotify) attune_form_unref);
  g_task_run_in_thread (task, lint_thread);
  return G_SOURCE_REMOVE;
}

void
attune_form_page_update_findings (AttuneFormPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const char *named;

  /* A finding that the keys are on stays where it is. */
  if (attune_form_page_get_lint (self) == NULL || self->history == NULL ||
      (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->chips))))
    return;
  if (find_named (self, &named) != self->is_naming)
    show_chips (self);
}

void
attune_form_page_forget_check (AttuneFormPage *self)
{
  g_clear_handle_id (&self->lint_source, g_source_remove);
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
}

void
attune_form_page_queue_check (AttuneFormPage *self)
{
  attune_form_page_forget_check (self);
  self->lint_source = g_timeout_add (self->lint == NULL ? 0 : CHECK_MS, lint_cb, self);
}

void
attune_form_page_hurry_check (AttuneFormPage *self)
{
  if (self->checking != NULL)
    return;
  g_clear_handle_id (&self->lint_source, g_source_remove);
  lint_cb (self);
}

const AttuneFormLint *
attune_form_page_get_lint (AttuneFormPage *self)
{
  return self->lint_source == 0 && self->checking == NULL ? self->lint : NULL;
}

/* The lab ------------------------------------------------------------------------------------------ */

gboolean
attune_form_page_can_open_lab (AttuneFormPage *self)
{
  return self->history != NULL &&
         attune_context_has_role (attune_page_get_context (ATTUNE_PAGE (self)),
                                  ATTUNE_FORM_EDITING);
}

/* The form as it is on the screen, what is not saved yet included. */
static void
lab_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);

  if (attune_form_page_can_open_lab (self))
    attune_lab_open (attune_page_get_context (ATTUNE_PAGE (self)), self->form,
                     attune_form_page_get_form (self), g_variant_get_string (parameter, NULL));
}

void
attune_form_page_install_lab (AttuneFormPageClass *class)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "form.lab", "s", lab_action);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (class), GDK_KEY_l, GDK_CONTROL_MASK,
                                       "form.lab", "s", "questions");
}
