/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answer-field.h"

#include "attune-form-names.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define WIDTH_CHARS 12

struct _AttuneDateField
{
  AttuneAnswerField parent_instance;

  GtkEntry *entry;
  GtkCalendar *calendar;
  GtkMenuButton *button;
};

G_DEFINE_FINAL_TYPE (AttuneDateField, attune_date_field, ATTUNE_TYPE_ANSWER_FIELD)

/* Understands 2026-11-21 and 21.11.2026; the caller owns the date in the first form. */
static char *
read_date (const char *text)
{
  int year, month, day;
  char rest;

  if (sscanf (text, " %4d-%2d-%2d %c", &year, &month, &day, &rest) != 3 &&
      sscanf (text, " %2d.%2d.%4d %c", &day, &month, &year, &rest) != 3)
    return NULL;
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > 31)
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* `text` is what was typed, of which `date` was read; NULL for none. */
static void
set_date (AttuneDateField *self, const char *text, const char *date)
{
  AttuneAnswerField *field = ATTUNE_ANSWER_FIELD (self);
  AttuneAnswers *answers = attune_answer_field_get_answers (field);
  guint index = attune_answer_field_get_question (field)->index;
  AttuneAnswers *edited = date != NULL ? attune_answers_with_date (answers, index, date, NULL)
                                       : NULL;

  if (edited != NULL)
    attune_answer_field_edit (field, edited);
  else
    attune_answer_field_refuse (field, text,
                                date != NULL ? _ ("There is no such day in the calendar.")
                                             : _ ("Write a date as 2026-11-21."));
}

static void
changed_cb (AttuneDateField *self)
{
  AttuneAnswerField *field = ATTUNE_ANSWER_FIELD (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *date = NULL;

  if (!attune_answer_field_is_live (field))
    return;

  if (text[0] == '\0')
    {
      attune_answer_field_edit (
        field, attune_answers_with_cleared (attune_answer_field_get_answers (field),
                                            attune_answer_field_get_question (field)->index));
      return;
    }
  date = read_date (text);
  set_date (self, text, date);
}

static void
day_cb (AttuneDateField *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

  if (!attune_answer_field_is_live (ATTUNE_ANSWER_FIELD (self)))
    return;
  set_date (self, date, date);
  gtk_menu_button_popdown (self->button);
}

static void
attune_date_field_build (AttuneAnswerField *field)
{
  AttuneDateField *self = ATTUNE_DATE_FIELD (field);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *popover = gtk_popover_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
  gtk_entry_set_placeholder_text (self->entry, "2026-11-21");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  attune_form_question_get_name (
                                    attune_answer_field_get_question (field)),
                                  -1);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  attune_answer_field_let_escape (field, GTK_WIDGET (self->entry));

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (self->button, popover);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Calendar"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Calendar"), -1);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
attune_date_field_apply (AttuneAnswerField *field, const AttuneQuestionView *view)
{
  AttuneDateField *self = ATTUNE_DATE_FIELD (field);
  const char *date = view->answer->has_value && !view->answer->na ? view->answer->date : NULL;
  const char *shown = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *text = view->refusal != NULL ? view->refusal->text : date != NULL ? date : "";
  g_autofree char *typed = read_date (shown);
  g_autoptr (GDateTime) day = NULL;

  /* "21.11.2026" is left as it was typed. */
  if (!g_str_equal (shown, text) && (date == NULL || g_strcmp0 (typed, date) != 0))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  attune_answer_field_mark (field, GTK_WIDGET (self->entry), view);
  if (date == NULL)
    return;
  day = g_date_time_new_local (atoi (date), atoi (date + 5), atoi (date + 8), 0, 0, 0);
  if (day != NULL)
    gtk_calendar_select_day (self->calendar, day);
}

static void
attune_date_field_class_init (AttuneDateFieldClass *class)
{
  AttuneAnswerFieldClass *field_class = ATTUNE_ANSWER_FIELD_CLASS (class);

  field_class->build = attune_date_field_build;
  field_class->apply = attune_date_field_apply;
}

static void
attune_date_field_init (AttuneDateField *self)
{
}
