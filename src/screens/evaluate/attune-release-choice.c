/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-release-choice.h"

#include <glib/gi18n.h>

/* Days from now that the calendar proposes. */
#define PROPOSED_DAYS 3

struct _AttuneReleaseChoice
{
  AdwBin parent_instance;

  /* template */
  GtkCheckButton *at_once;
  GtkCheckButton *as_form;
  GtkCheckButton *on_day;
  GtkRevealer *day_place;
  GtkCalendar *day;
  GtkLabel *words;

  /* owned */
  char *agent;
  GTimeZone *zone;

  gint64 now;
  guint form_days;
};

G_DEFINE_FINAL_TYPE (AttuneReleaseChoice, attune_release_choice, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static AttuneReleaseKind
get_kind (AttuneReleaseChoice *self)
{
  if (gtk_check_button_get_active (self->on_day))
    return ATTUNE_RELEASE_ON_DAY;
  return gtk_check_button_get_active (self->as_form) ? ATTUNE_RELEASE_AS_FORM
                                                     : ATTUNE_RELEASE_AT_ONCE;
}

static void
update (AttuneReleaseChoice *self)
{
  AttuneRelease release = attune_release_choice_get (self);
  g_autofree char *words = attune_release_to_words (self->agent,
                                                    attune_release_find_time (&release, self->now),
                                                    self->zone);

  gtk_label_set_label (self->words, words);
  gtk_revealer_set_reveal_child (self->day_place, release.kind == ATTUNE_RELEASE_ON_DAY);
  gtk_widget_set_visible (GTK_WIDGET (self->day_place), release.kind == ATTUNE_RELEASE_ON_DAY);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
changed_cb (AttuneReleaseChoice *self)
{
  if (self->zone != NULL)
    update (self);
}

/* Return is the dialog's answer, as it is where nothing is to be chosen; Space and the arrows choose. */
static gboolean
key_cb (AttuneReleaseChoice *self, guint key, guint code, GdkModifierType state)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter)
    return FALSE;
  if (!GTK_IS_CHECK_BUTTON (gtk_root_get_focus (root)))
    return FALSE;
  gtk_widget_activate_default (GTK_WIDGET (self));
  return TRUE;
}

static void
attune_release_choice_dispose (GObject *object)
{
  AttuneReleaseChoice *self = ATTUNE_RELEASE_CHOICE (object);

  /* What the template lets go of tells of it still. */
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (attune_release_choice_parent_class)->dispose (object);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_RELEASE_CHOICE);
}

static void
attune_release_choice_finalize (GObject *object)
{
  g_free (ATTUNE_RELEASE_CHOICE (object)->agent);

  G_OBJECT_CLASS (attune_release_choice_parent_class)->finalize (object);
}

static void
attune_release_choice_class_init (AttuneReleaseChoiceClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_release_choice_dispose;
  G_OBJECT_CLASS (class)->finalize = attune_release_choice_finalize;
  signals[CHANGED] = g_signal_new ("changed", ATTUNE_TYPE_RELEASE_CHOICE, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/evaluate/attune-release-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneReleaseChoice, at_once);
  gtk_widget_class_bind_template_child (widget_class, AttuneReleaseChoice, as_form);
  gtk_widget_class_bind_template_child (widget_class, AttuneReleaseChoice, on_day);
  gtk_widget_class_bind_template_child (widget_class, AttuneReleaseChoice, day_place);
  gtk_widget_class_bind_template_child (widget_class, AttuneReleaseChoice, day);
  gtk_widget_class_bind_template_child (widget_class, AttuneReleaseChoice, words);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
attune_release_choice_init (AttuneReleaseChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The day that was chosen, or one that is not far away. */
static void
propose_day (AttuneReleaseChoice *self, gint64 due)
{
  gint64 at = due != 0 ? due : self->now + PROPOSED_DAYS * G_TIME_SPAN_DAY;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) day = g_date_time_to_timezone (utc, self->zone);

  gtk_calendar_select_day (self->day, day);
}

GtkWidget *
attune_release_choice_new (const char *agent,
                           GTimeZone *zone,
                           gint64 now,
                           guint form_days,
                           gint64 due)
{
  AttuneReleaseChoice *self = g_object_new (ATTUNE_TYPE_RELEASE_CHOICE, NULL);
  g_autofree char *days = attune_release_days_to_words (form_days);

  self->agent = g_strdup (agent);
  self->now = now;
  self->form_days = form_days;
  gtk_check_button_set_label (self->as_form, days);
  gtk_widget_set_visible (GTK_WIDGET (self->as_form), form_days > 0);
  gtk_check_button_set_active (due != 0        ? self->on_day
                               : form_days > 0 ? self->as_form
                                               : self->at_once,
                               TRUE);
  self->zone = g_time_zone_ref (zone);
  propose_day (self, due);
  update (self);
  return GTK_WIDGET (self);
}

AttuneRelease
attune_release_choice_get (AttuneReleaseChoice *self)
{
  AttuneRelease release = { .form_days = self->form_days };
  g_autoptr (GDateTime) day = NULL;

  g_return_val_if_fail (ATTUNE_IS_RELEASE_CHOICE (self), release);

  day = gtk_calendar_get_date (self->day);
  release.kind = get_kind (self);
  release.day = attune_release_find_day (day, self->zone);
  return release;
}
