/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-hearing.h"

#include "attune-template.h"

#include <glib/gi18n.h>
#include <math.h>

/* The middle is easily missed by a hair. */
#define MIDDLE 0.06

struct _AttuneHearing
{
  GtkWidget parent_instance;

  /* template */
  GtkAdjustment *balance;
  GtkLabel *agent;
  GtkLabel *customer;
  GtkWidget *sides;
  GtkToggleButton *left;
  GtkToggleButton *right;

  /* owned */
  AttunePlayer *player;
  GSettings *settings;

  gboolean is_applying;
};

G_DEFINE_FINAL_TYPE (AttuneHearing, attune_hearing, GTK_TYPE_WIDGET)

enum
{
  SIDE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
balance_cb (AttuneHearing *self)
{
  double balance = gtk_adjustment_get_value (self->balance);

  if (self->is_applying || self->player == NULL)
    return;
  if (fabs (balance) < MIDDLE)
    balance = 0.0;
  attune_player_set_balance (self->player, balance);
  if (self->settings != NULL)
    g_settings_set_double (self->settings, "channel-balance", balance);
}

static void
side_cb (AttuneHearing *self, GtkToggleButton *side)
{
  if (!self->is_applying && gtk_toggle_button_get_active (side))
    g_signal_emit (self, signals[SIDE_CHOSEN], 0, side == self->left);
}

static void
attune_hearing_dispose (GObject *object)
{
  AttuneHearing *self = ATTUNE_HEARING (object);

  self->is_applying = TRUE;
  attune_template_dispose (GTK_WIDGET (self), ATTUNE_TYPE_HEARING);
  g_clear_object (&self->player);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (attune_hearing_parent_class)->dispose (object);
}

static void
attune_hearing_class_init (AttuneHearingClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_hearing_dispose;

  signals[SIDE_CHOSEN] = g_signal_new ("side-chosen", ATTUNE_TYPE_HEARING, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/evaluate/attune-hearing.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneHearing, balance);
  gtk_widget_class_bind_template_child (widget_class, AttuneHearing, agent);
  gtk_widget_class_bind_template_child (widget_class, AttuneHearing, customer);
  gtk_widget_class_bind_template_child (widget_class, AttuneHearing, sides);
  gtk_widget_class_bind_template_child (widget_class, AttuneHearing, left);
  gtk_widget_class_bind_template_child (widget_class, AttuneHearing, right);
  gtk_widget_class_bind_template_callback (widget_class, balance_cb);
  gtk_widget_class_bind_template_callback (widget_class, side_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
attune_hearing_init (AttuneHearing *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
attune_hearing_connect (AttuneHearing *self, AttunePlayer *player, GSettings *settings)
{
  g_return_if_fail (ATTUNE_IS_HEARING (self));

  self->player = g_object_ref (player);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->is_applying = TRUE;
  gtk_adjustment_set_value (self->balance, attune_player_get_balance (player));
  self->is_applying = FALSE;
}

void
attune_hearing_set_side (AttuneHearing *self, AttuneAgentChannel side, gboolean may_choose)
{
  gboolean is_known = side != ATTUNE_AGENT_CHANNEL_UNKNOWN;

  g_return_if_fail (ATTUNE_IS_HEARING (self));

  gtk_label_set_label (self->agent, is_known ? _ ("Agent") : _ ("Left"));
  gtk_label_set_label (self->customer, is_known ? _ ("Customer") : _ ("Right"));
  self->is_applying = TRUE;
  gtk_toggle_button_set_active (self->left, side == ATTUNE_AGENT_CHANNEL_LEFT);
  gtk_toggle_button_set_active (self->right, side == ATTUNE_AGENT_CHANNEL_RIGHT);
  self->is_applying = FALSE;
  gtk_widget_set_visible (self->sides, may_choose);
}
