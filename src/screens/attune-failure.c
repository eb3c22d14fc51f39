/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-failure.h"

#include "attune-store-error.h"

#include <glib/gi18n.h>

static const char *
find_title (const GError *error)
{
  if (error->domain != ATTUNE_STORE_ERROR)
    return _ ("The Workspace Did Not Open");

  switch ((AttuneStoreError) error->code)
    {
    case ATTUNE_STORE_ERROR_NOT_FOUND:
      return _ ("No Workspace There");
    case ATTUNE_STORE_ERROR_NOT_STORE:
      return _ ("Not a Workspace");
    case ATTUNE_STORE_ERROR_NEWER:
      return _ ("From a Newer Attune");
    case ATTUNE_STORE_ERROR_READ_ONLY:
      return _ ("The Workspace Cannot Be Changed");
    case ATTUNE_STORE_ERROR_FULL:
      return _ ("No Room Left on the Disk");
    case ATTUNE_STORE_ERROR_CORRUPT:
      return _ ("The Workspace Is Damaged");
    case ATTUNE_STORE_ERROR_BUSY:
      return _ ("The Workspace Is Busy");
    case ATTUNE_STORE_ERROR_EXISTS:
      return _ ("There Is a File Already");
    case ATTUNE_STORE_ERROR_IO:
    case ATTUNE_STORE_ERROR_CONFLICT:
    case ATTUNE_STORE_ERROR_DENIED:
    case ATTUNE_STORE_ERROR_INVALID:
    case ATTUNE_STORE_ERROR_REPEATED:
    case ATTUNE_STORE_ERROR_MOVED:
    case ATTUNE_STORE_ERROR_CLOSED:
    case ATTUNE_STORE_ERROR_INTERNAL:
      break;
    }
  return _ ("The Workspace Did Not Open");
}

/* Errors that stay the same however often one tries. */
static gboolean
is_lasting (const GError *error)
{
  return g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE) ||
         g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NEWER) ||
         g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS) ||
         g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID);
}

AttuneFailure *
attune_failure_new (const char *location, const GError *error)
{
  AttuneFailure *self = g_new0 (AttuneFailure, 1);
  g_autofree char *place = g_filename_display_name (location);
  g_autofree char *message = g_utf8_make_valid (error->message, -1);

  self->title = find_title (error);
  self->description = strstr (message, place) != NULL
                        ? g_strdup (message)
                        : g_strdup_printf ("%s\n\n%s", message, place);
  self->icon_name = g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND)
                      ? "edit-find-symbolic"
                      : "dialog-warning-symbolic";
  self->can_retry = !is_lasting (error);
  self->can_forget = g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND) ||
                     g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE);
  return self;
}

void
attune_failure_free (AttuneFailure *self)
{
  g_free (self->description);
  g_free (self);
}
