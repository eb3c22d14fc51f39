/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-template.h"

#include "attune-model-edit.h"
#include "attune-ready-model.h"

#include <glib/gi18n.h>

AttuneModel *
attune_model_template_create (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  if (g_str_equal (name, "empty"))
    return attune_model_new ("interaction-model", _ ("Interaction Model"));

  return attune_ready_model_load ();
}
