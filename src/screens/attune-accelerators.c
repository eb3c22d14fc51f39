/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-accelerators.h"

#include <glib/gi18n.h>

static const AttuneAccelerator accelerators[] = {
  { "app.quit", N_ ("Quit"), { "<Control>q" } },
  { "app.new-window", N_ ("New window"), { "<Control><Shift>n" } },
  { "window.close", N_ ("Close the window"), { "<Control>w" } },
  { "win.open", N_ ("Open a workspace"), { "<Control>o" } },
  { "win.new", N_ ("New workspace"), { "<Control>n" } },
  { "win.sidebar", N_ ("Show or hide the sidebar"), { "F9" } },
  { "win.back", N_ ("Back"), { "<Alt>Left", "Back" } },
  { "win.search", N_ ("Search on the page"), { "<Control>f" } },
  { "win.search-all", N_ ("Search the workspace"), { "<Control><Shift>f" } },
  { "win.jump", N_ ("Go to a page, an agent or a form"), { "<Control>k" } },
  { "win.add-recordings", N_ ("Add recordings"), { "<Control><Shift>o" } },
  { "win.switch-person", N_ ("Switch person"), { "<Control><Shift>p" } },
  { "win.preferences", N_ ("Preferences"), { "<Control>comma" } },
  { "win.show-help-overlay", N_ ("Keyboard shortcuts"), { "<Control>question", "F1" } },
  { NULL },
};

const AttuneAccelerator *
attune_accelerators_get (void)
{
  return accelerators;
}
