/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-export.h"

#include "attune-exchange-file.h"
#include "attune-xlsform.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* What writes one kind of file. */
typedef struct
{
  const char *suffix;
  gboolean (*write) (AttuneForm *form, const char *path, GPtrArray *remarks, GError **error);
} Writer;

static gboolean
write_json (AttuneForm *form, const char *path, GPtrArray *remarks, GError **error)
{
  gsize length;
  char *text = attune_form_to_json (form, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, length);

  return attune_exchange_write (path, bytes, error);
}

static gboolean
write_xlsx (AttuneForm *form, const char *path, GPtrArray *remarks, GError **error)
{
  g_autoptr (GBytes) bytes = attune_xlsform_write_xlsx (form, remarks, error);

  return bytes != NULL && attune_exchange_write (path, bytes, error);
}

/* One a line, so that lists merge. */
static const Writer writers[] = {
  { ".json", write_json },
  { ".xlsx", write_xlsx },
};

char *
attune_form_export_list_suffixes (void)
{
  g_autoptr (GString) suffixes = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    g_string_append_printf (suffixes, "%s%s", i > 0 ? ", " : "", writers[i].suffix);
  return g_string_free (g_steal_pointer (&suffixes), FALSE);
}

gboolean
attune_form_export (AttuneForm *form, const char *path, GPtrArray *remarks, GError **error)
{
  g_autofree char *folded = NULL;
  g_autofree char *suffixes = NULL;

  g_return_val_if_fail (form != NULL && path != NULL && remarks != NULL, FALSE);

  folded = g_ascii_strdown (path, -1);
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      if (g_str_has_suffix (folded, writers[i].suffix))
        return writers[i].write (form, path, remarks, error);
    }
  suffixes = attune_form_export_list_suffixes ();
  g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_UNKNOWN,
               /* Translators: a file, suffixes */
               _ ("“%s” names no kind of file that a form can be written in. Use one of: %s"), path,
               suffixes);
  return FALSE;
}
