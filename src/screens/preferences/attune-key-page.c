/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-key-page.h"

#include "attune-compat.h"
#include "attune-key-row.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

struct _AttuneKeyPage
{
  AdwPreferencesPage parent_instance;

  /* template */
  AdwPreferencesGroup *listening;
  AdwPreferencesGroup *judging;
  AdwPreferencesGroup *waveform;
  GtkWidget *reset;

  /* borrowed */
  AttuneKeyMap *keys;
};

G_DEFINE_FINAL_TYPE (AttuneKeyPage, attune_key_page, ADW_TYPE_PREFERENCES_PAGE)

static void
changed_cb (AttuneKeyPage *self)
{
  gboolean is_changed = FALSE;

  for (const AttuneEvaluateKey *i = attune_evaluate_keys_get (); i->action != NULL; i++)
    is_changed |= attune_key_map_is_changed (self->keys, i->action);
  gtk_widget_set_sensitive (self->reset, is_changed);
}

static void
reset_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneKeyPage) self = attune_weak_take (data);
  g_autofree char *answer = attune_ask_finish (result);

  if (self != NULL && g_strcmp0 (answer, "reset") == 0)
    attune_key_map_reset_all (self->keys);
}

static void
reset_cb (AttuneKeyPage *self)
{
  static const AttuneResponse responses[] = {
    { "cancel", N_ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "reset", N_ ("_Reset All"), ADW_RESPONSE_DESTRUCTIVE },
    { NULL },
  };

  attune_ask_async (GTK_WIDGET (self), _ ("Reset All Keys?"),
                    _ ("Every command has the keys again that it came with."), responses, NULL,
                    reset_answered_cb, attune_weak_new (self));
}

static void
attune_key_page_dispose (GObject *object)
{
  G_OBJECT_CLASS (attune_key_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the groups itself. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_KEY_PAGE);
}

static void
attune_key_page_class_init (AttuneKeyPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_key_page_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/preferences/attune-key-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneKeyPage, listening);
  gtk_widget_class_bind_template_child (widget_class, AttuneKeyPage, judging);
  gtk_widget_class_bind_template_child (widget_class, AttuneKeyPage, waveform);
  gtk_widget_class_bind_template_child (widget_class, AttuneKeyPage, reset);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
attune_key_page_init (AttuneKeyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static AdwPreferencesGroup *
find_group (AttuneKeyPage *self, AttuneKeyGroup group)
{
  switch (group)
    {
    case ATTUNE_KEYS_OF_LISTENING:
      return self->listening;
    case ATTUNE_KEYS_OF_JUDGING:
      return self->judging;
    case ATTUNE_KEYS_OF_WAVEFORM:
      return self->waveform;
    }
  g_return_val_if_reached (NULL);
}

GtkWidget *
attune_key_page_new (AttuneKeyMap *keys)
{
  AttuneKeyPage *self = g_object_new (ATTUNE_TYPE_KEY_PAGE, NULL);

  self->keys = keys;
  for (const AttuneEvaluateKey *i = attune_evaluate_keys_get (); i->action != NULL; i++)
    adw_preferences_group_add (find_group (self, i->group), attune_key_row_new (keys, i->action));
  g_signal_connect_object (keys, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}
