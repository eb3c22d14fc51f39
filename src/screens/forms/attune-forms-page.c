/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-forms-page.h"

#include "attune-form-names.h"
#include "attune-form-template.h"
#include "attune-format.h"
#include "attune-forms-intake.h"
#include "attune-forms.h"
#include "attune-match.h"
#include "attune-ready-model.h"
#include "attune-removal.h"

#include <glib/gi18n.h>

#define EDITING (ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

struct _AttuneFormsPage
{
  AttunePage parent_instance;

  /* template */
  GtkStack *stack;
  AdwStatusPage *status;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkWidget *new_button;
  GtkWidget *empty_button;

  /* owned */
  GPtrArray *forms; /* AttuneFormSummary */
  GCancellable *cancellable;
  char *query;

  gint64 opened; /* from here, the last: where the keys come back to; 0 for none */
};

G_DEFINE_FINAL_TYPE (AttuneFormsPage, attune_forms_page, ATTUNE_TYPE_PAGE)

char *
attune_forms_page_describe (guint latest_number, gboolean has_draft, gboolean is_retired)
{
  g_autofree char *revision = NULL;

  if (latest_number == 0)
    return g_strdup (_ ("Draft"));
  if (is_retired)
    /* Translators: of a form that is no longer in use: its last revision. */
    revision = g_strdup_printf (_ ("Retired · revision %u"), latest_number);
  else
    revision = g_strdup_printf (_ ("Revision %u"), latest_number);
  /* Translators: of a form: the revision in use, and that there is a draft of the next. */
  return has_draft ? g_strdup_printf (_ ("%s · draft"), revision) : g_steal_pointer (&revision);
}

static char *
describe_use (const AttuneFormSummary *form, GTimeZone *zone)
{
  g_autofree char *state = attune_forms_page_describe (form->latest_number, form->has_draft,
                                                       form->is_retired);
  g_autofree char *day = attune_format_time (form->published_at, zone, ATTUNE_TIME_DAY);

  /* Since then it was in use, and may be no longer. */
  if (form->published_at == 0 || form->is_retired)
    return g_steal_pointer (&state);
  /* Translators: of a form: its state and the day it was published. */
  return g_strdup_printf (_ ("%s · since %s"), state, day);
}

static GtkWidget *
create_count (guint n)
{
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u evaluation",
                                                        "%'u evaluations", n),
                                           n);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "figure");
  return label;
}

static GtkWidget *
create_row (AttuneFormsPage *self, const AttuneFormSummary *form)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  g_autofree char *use = describe_use (form, attune_context_get_time_zone (context));
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), attune_form_name_title (form->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), use);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "attune-form-symbolic");
  if (form->n_evaluations > 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_count (form->n_evaluations));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (form->is_retired)
    gtk_widget_add_css_class (row, "dim-label");
  g_object_set_data_full (G_OBJECT (row), "attune-form", attune_form_summary_copy (form),
                          (GDestroyNotify) attune_form_summary_free);
  return row;
}

static const AttuneFormSummary *
get_form (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "attune-form");
}

static gboolean
is_wanted (GtkListBoxRow *row, gpointer data)
{
  AttuneFormsPage *self = data;
  g_autofree char *title = attune_match_fold (attune_form_name_title (get_form (row)->title));

  return attune_match_test (title, self->query);
}

static void
apply (AttuneFormsPage *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  gint64 kept = selected != NULL ? get_form (selected)->id : 0;
  gint64 returned = gtk_widget_get_mapped (GTK_WIDGET (self)) ? self->opened : 0;
  GtkListBoxRow *row;

  if (returned != 0)
    {
      kept = returned;
      self->opened = 0;
    }

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->forms->len; i++)
    {
      const AttuneFormSummary *form = g_ptr_array_index (self->forms, i);
      GtkWidget *created = create_row (self, form);

      gtk_list_box_append (self->list, created);
      if (form->id == kept)
        gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (created));
    }
  gtk_stack_set_visible_child_name (self->stack, self->forms->len > 0 ? "forms" : "empty");
  if (returned != 0 && gtk_list_box_get_selected_row (self->list) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormsPage) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *forms = attune_store_list_forms_finish (ATTUNE_STORE (source), result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&forms, g_ptr_array_unref);
      return;
    }
  if (forms == NULL)
    {
      attune_context_report (attune_page_get_context (ATTUNE_PAGE (self)),
                             _ ("The forms could not be read"), error);
      return;
    }

  g_clear_pointer (&self->forms, g_ptr_array_unref);
  self->forms = forms;
  apply (self);
}

static void
attune_forms_page_refresh (AttunePage *page)
{
  AttuneContext *context = attune_page_get_context (page);

  attune_store_list_forms_async (attune_context_get_store (context),
                                 attune_context_get_actor (context),
                                 ATTUNE_FORMS_PAGE (page)->cancellable, listed_cb,
                                 g_object_ref (page));
}

static void
attune_forms_page_store_changed (AttunePage *page, guint kind, gint64 id)
{
  if (kind == ATTUNE_CHANGE_FORM && gtk_widget_get_mapped (GTK_WIDGET (page)))
    attune_forms_page_refresh (page);
}

static gboolean
attune_forms_page_search (AttunePage *page)
{
  AttuneFormsPage *self = ATTUNE_FORMS_PAGE (page);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  return gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
search_changed_cb (AttuneFormsPage *self)
{
  g_free (self->query);
  self->query = attune_match_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_list_box_invalidate_filter (self->list);
}

static void
row_activated_cb (AttuneFormsPage *self, GtkListBoxRow *row)
{
  self->opened = get_form (row)->id;
  attune_context_open_form (attune_page_get_context (ATTUNE_PAGE (self)), self->opened);
}

/* The first of what is found, also when it was typed a moment ago. */
static void
search_activated_cb (AttuneFormsPage *self)
{
  GtkListBoxRow *row;

  search_changed_cb (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        row_activated_cb (self, row);
        return;
      }
}

/* New, removed --------------------------------------------------------------------------------- */

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormsPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 form = attune_store_create_form_finish (ATTUNE_STORE (source), result, &error);

  if (self->stack == NULL)
    return;
  if (form == 0)
    attune_context_report (attune_page_get_context (ATTUNE_PAGE (self)),
                           _ ("The form could not be made"), error);
  else
    {
      self->opened = form;
      attune_context_open_form_at (attune_page_get_context (ATTUNE_PAGE (self)), form, "");
    }
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormsPage *self = ATTUNE_FORMS_PAGE (widget);
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  const char *begin = g_variant_get_string (parameter, NULL);
  g_autofree char *document = NULL;

  for (guint i = 0; self->forms != NULL && i < self->forms->len; i++)
    {
      const AttuneFormSummary *form = g_ptr_array_index (self->forms, i);

      g_ptr_array_add (keys, form->key);
      g_ptr_array_add (titles, form->title);
    }
  g_ptr_array_add (keys, NULL);
  g_ptr_array_add (titles, NULL);
  document = attune_form_template_create (begin, (const char *const *) keys->pdata,
                                          (const char *const *) titles->pdata);
  attune_store_create_form_async (attune_context_get_store (context),
                                  attune_context_get_actor (context), document, NULL, created_cb,
                                  g_object_ref (self));
  if (!g_str_equal (begin, "empty"))
    attune_ready_model_bring (context);
}

static void
model_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_context_open (attune_page_get_context (ATTUNE_PAGE (widget)),
                       &(AttuneDestination){ ATTUNE_PAGE_MODEL, 0, -1 });
}

static const AttuneRemoval removal = {
  attune_store_remove_form_async,
  attune_store_remove_form_finish,
  N_ ("Form removed"),
  N_ ("The form could not be removed"),
  N_ ("The form could not be brought back"),
};

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormsPage *self = ATTUNE_FORMS_PAGE (widget);
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL && attune_context_has_role (context, EDITING))
    attune_removal_start (&removal, context, get_form (row)->id, get_form (row)->rev, NULL, NULL);
}

static void
attune_forms_page_dispose (GObject *object)
{
  AttuneFormsPage *self = ATTUNE_FORMS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (attune_forms_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_FORMS_PAGE);
}

static void
attune_forms_page_finalize (GObject *object)
{
  AttuneFormsPage *self = ATTUNE_FORMS_PAGE (object);

  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_free (self->query);

  G_OBJECT_CLASS (attune_forms_page_parent_class)->finalize (object);
}

static void
attune_forms_page_class_init (AttuneFormsPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  AttunePageClass *page_class = ATTUNE_PAGE_CLASS (class);

  object_class->dispose = attune_forms_page_dispose;
  object_class->finalize = attune_forms_page_finalize;
  page_class->refresh = attune_forms_page_refresh;
  page_class->store_changed = attune_forms_page_store_changed;
  page_class->search = attune_forms_page_search;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/forms/attune-forms-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneFormsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormsPage, status);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormsPage, search);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormsPage, list);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormsPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, AttuneFormsPage, empty_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "forms.new", "s", new_action);
  gtk_widget_class_install_action (widget_class, "forms.remove", NULL, remove_action);
  attune_forms_intake_install (widget_class);
  gtk_widget_class_install_action (widget_class, "forms.model", NULL, model_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, 0, "forms.new", "s", "empty");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "forms.remove", NULL);
}

static void
attune_forms_page_init (AttuneFormsPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->query = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_list_box_set_filter_func (self->list, is_wanted, self, NULL);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
}

GtkWidget *
attune_forms_page_new (AttuneContext *context, gint64 id)
{
  AttuneFormsPage *self = g_object_new (ATTUNE_TYPE_FORMS_PAGE, "context", context, NULL);
  gboolean may_edit = attune_context_has_role (context, EDITING);

  gtk_widget_set_visible (self->new_button, may_edit);
  gtk_widget_set_visible (self->empty_button, may_edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "forms.new", may_edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "forms.remove", may_edit);
  attune_forms_intake_set_up (ATTUNE_PAGE (self), may_edit);
  if (!may_edit)
    adw_status_page_set_description (self->status,
                                     _ ("Forms appear here when they are published."));
  return GTK_WIDGET (self);
}
