/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-section-group.h"

#include "attune-evaluate-words.h"
#include "attune-form-names.h"
#include "attune-let-go.h"
#include "attune-template.h"

struct _AttuneSectionGroup
{
  GtkWidget parent_instance;

  /* template */
  GtkToggleButton *header;
  GtkLabel *title;
  GtkLabel *progress;
  GtkImage *arrow;
  GtkImage *failed;
  GtkLabel *risk;
  GtkToggleButton *na;
  GtkBox *body;
  GtkBox *rows;
  GtkBox *groups;

  /* owned */
  AttuneSheet *sheet;

  guint section;
  gboolean is_applying;
};

G_DEFINE_FINAL_TYPE (AttuneSectionGroup, attune_section_group, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_EXPANDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
folded_cb (AttuneSectionGroup *self)
{
  gboolean expanded = gtk_toggle_button_get_active (self->header);

  gtk_widget_set_visible (GTK_WIDGET (self->body), expanded);
  gtk_image_set_from_icon_name (self->arrow, expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->header), GTK_ACCESSIBLE_STATE_EXPANDED,
                               expanded, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}

static void
na_toggled_cb (AttuneSectionGroup *self, GtkToggleButton *button)
{
  g_autoptr (AttuneAnswers) edited = NULL;

  if (self->is_applying)
    return;
  edited = attune_answers_with_section_na (attune_sheet_get_answers (self->sheet), self->section,
                                           gtk_toggle_button_get_active (button));
  attune_sheet_edit (self->sheet, edited);
}

static void
attune_section_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_EXPANDED:
      g_value_set_boolean (value,
                           attune_section_group_get_expanded (ATTUNE_SECTION_GROUP (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_section_group_dispose (GObject *object)
{
  attune_template_dispose (GTK_WIDGET (object), ATTUNE_TYPE_SECTION_GROUP);

  G_OBJECT_CLASS (attune_section_group_parent_class)->dispose (object);
}

static void
attune_section_group_finalize (GObject *object)
{
  g_clear_object (&ATTUNE_SECTION_GROUP (object)->sheet);

  G_OBJECT_CLASS (attune_section_group_parent_class)->finalize (object);
}

static void
attune_section_group_class_init (AttuneSectionGroupClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_section_group_dispose;
  object_class->finalize = attune_section_group_finalize;
  object_class->get_property = attune_section_group_get_property;

  properties[PROP_EXPANDED] = g_param_spec_boolean ("expanded", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/evaluate/attune-section-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneSectionGroup, header);
  gtk_widget_class_bind_template_child (widget_class, AttuneSectionGroup, title);
  gtk_widget_class_bind_template_child (widget_class, AttuneSectionGroup, progress);
  gtk_widget_class_bind_template_child (widget_class, AttuneSectionGroup, arrow);
  gtk_widget_class_bind_template_child (widget_class, AttuneSectionGroup, failed);
  gtk_widget_class_bind_template_child (widget_class, AttuneSectionGroup, risk);
  gtk_widget_class_bind_template_child (widget_class, AttuneSectionGroup, na);
  gtk_widget_class_bind_template_child (widget_class, AttuneSectionGroup, body);
  gtk_widget_class_bind_template_child (widget_class, AttuneSectionGroup, rows);
  gtk_widget_class_bind_template_child (widget_class, AttuneSectionGroup, groups);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, na_toggled_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "section");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
attune_section_group_init (AttuneSectionGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What is failed by a low score is said before there is one. */
static void
show_risk (AttuneSectionGroup *self, const AttuneFormSection *described)
{
  g_autofree char *risk = attune_section_risk_to_words (described);

  gtk_label_set_label (self->risk, risk != NULL ? risk : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->risk), risk);
  gtk_widget_set_visible (GTK_WIDGET (self->risk), risk != NULL);
}

static void
show_title (AttuneSectionGroup *self, const AttuneFormSection *described)
{
  gtk_label_set_label (self->title, attune_form_section_get_name (described));
  if (*described->title == '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "dim-label");
  gtk_widget_remove_css_class (GTK_WIDGET (self->title),
                               described->depth == 0 ? "heading" : "title-4");
  gtk_widget_add_css_class (GTK_WIDGET (self->title),
                            described->depth == 0 ? "title-4" : "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  attune_form_section_get_name (described), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->header), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  attune_form_section_get_name (described), -1);
}

GtkWidget *
attune_section_group_new (AttuneSheet *sheet, guint section, gboolean expanded)
{
  AttuneSectionGroup *self = g_object_new (ATTUNE_TYPE_SECTION_GROUP, NULL);
  const AttuneFormSection *described = attune_form_get_section (attune_sheet_get_form (sheet),
                                                                section);
  AttuneSectionView view;

  self->sheet = g_object_ref (sheet);
  self->section = section;
  show_title (self, described);
  show_risk (self, described);
  gtk_toggle_button_set_active (self->header, expanded);
  attune_section_view_init (&view, attune_sheet_get_state (sheet), section);
  attune_section_group_apply (self, &view);
  return GTK_WIDGET (self);
}

guint
attune_section_group_get_section (AttuneSectionGroup *self)
{
  return self->section;
}

void
attune_section_group_apply (AttuneSectionGroup *self, const AttuneSectionView *view)
{
  const AttuneFormSection *described = attune_form_get_section (attune_sheet_get_form (self->sheet),
                                                                self->section);
  g_autofree char *progress = attune_section_to_words (view);

  self->is_applying = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), view->is_shown);
  gtk_label_set_label (self->progress, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->failed), view->is_failed);
  gtk_widget_set_visible (GTK_WIDGET (self->na),
                          view->can_edit && (described->na_allowed || view->is_na));
  gtk_widget_set_sensitive (GTK_WIDGET (self->na), !view->is_na_by_parent);
  gtk_toggle_button_set_active (self->na, view->is_na);
  if (view->n_flagged > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->progress), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->progress), "error");
  self->is_applying = FALSE;
}

gboolean
attune_section_group_get_expanded (AttuneSectionGroup *self)
{
  return gtk_toggle_button_get_active (self->header);
}

void
attune_section_group_set_expanded (AttuneSectionGroup *self, gboolean expanded)
{
  gtk_toggle_button_set_active (self->header, expanded);
}

void
attune_section_group_place (GtkBox *box, GtkWidget *child, GtkWidget *after)
{
  GtkWidget *parent = gtk_widget_get_parent (child);

  if (parent == GTK_WIDGET (box))
    {
      if (gtk_widget_get_prev_sibling (child) != after)
        gtk_box_reorder_child_after (box, child, after);
      return;
    }
  g_object_ref (child);
  if (parent != NULL)
    {
      attune_let_go_of_focus (child);
      gtk_box_remove (GTK_BOX (parent), child);
    }
  gtk_box_insert_child_after (box, child, after);
  g_object_unref (child);
}

void
attune_section_group_add_row (AttuneSectionGroup *self, GtkWidget *row, GtkWidget *after)
{
  attune_section_group_place (self->rows, row, after);
}

void
attune_section_group_add_group (AttuneSectionGroup *self, GtkWidget *group, GtkWidget *after)
{
  attune_section_group_place (self->groups, group, after);
}

void
attune_section_group_move (AttuneSectionGroup *self, guint section)
{
  const AttuneFormSection *described = attune_form_get_section (attune_sheet_get_form (self->sheet),
                                                                section);

  self->section = section;
  show_title (self, described);
  show_risk (self, described);
}
