/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-keys.h"

#include <glib/gi18n.h>

static const AttuneEvaluateKey keys[] = {
  { "evaluate.play", N_ ("Play or pause"), "F4 <Control>space" },
  { "evaluate.back", N_ ("Back"), "F7" },
  { "evaluate.forward", N_ ("Forward"), "F8" },
  { "evaluate.slower", N_ ("Slower"), "F5" },
  { "evaluate.faster", N_ ("Faster"), "F6" },
  { "evaluate.loop", N_ ("Loop"), "F3" },
  { "evaluate.note", N_ ("Note here"), "<Control>m" },
  { "evaluate.speak", N_ ("Speak a note, or end it"), "<Control><Shift>m" },
  { "evaluate.go-to-time", N_ ("Go to time"), "<Control>l" },
  { "evaluate.next-question", N_ ("Next question"), "<Control>Down <Control>KP_Down" },
  { "evaluate.previous-question", N_ ("Previous question"), "<Control>Up <Control>KP_Up" },
  { "evaluate.undo", N_ ("Undo an answer"), "<Control>z" },
  { "evaluate.redo", N_ ("Redo an answer"), "<Control><Shift>z <Control>y" },
  { "evaluate.correct", N_ ("Correct what was submitted"), "<Control>e" },
  { "evaluate.submit", N_ ("Submit"), "<Control>Return <Control>KP_Enter" },
  { NULL },
};

const AttuneEvaluateKey *
attune_evaluate_keys_get (void)
{
  return keys;
}

static void
add_key (GtkShortcutController *controller, const char *accelerator, const char *action)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string (accelerator);

  g_return_if_fail (trigger != NULL);

  gtk_shortcut_controller_add_shortcut (controller,
                                        gtk_shortcut_new (trigger, gtk_named_action_new (action)));
}

void
attune_evaluate_keys_install (GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (const AttuneEvaluateKey *key = keys; key->action != NULL; key++)
    {
      g_auto (GStrv) accelerators = g_strsplit (key->keys, " ", -1);

      for (guint i = 0; accelerators[i] != NULL; i++)
        add_key (GTK_SHORTCUT_CONTROLLER (controller), accelerators[i], key->action);
    }
  gtk_widget_add_controller (widget, controller);
}
