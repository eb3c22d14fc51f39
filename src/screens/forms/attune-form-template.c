/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-template.h"

#include "attune-form-edit.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <jansson.h>

/* "calls", "calls-2", "calls-3", …: the first that is free. */
static char *
find_key (const char *base, const char *const *keys)
{
  char *key = g_strdup (base);

  for (guint i = 2; g_strv_contains (keys, key); i++)
    {
      g_free (key);
      key = g_strdup_printf ("%s-%u", base, i);
    }
  return key;
}

/* Likewise "Calls", "Calls 2", "Calls 3", …. */
static char *
find_title (const char *base, const char *const *titles)
{
  char *title = g_strdup (base);

  for (guint i = 2; g_strv_contains (titles, title); i++)
    {
      g_free (title);
      /* Translators: the title of a new form where there is one of that title: "Calls 2". */
      title = g_strdup_printf (C_ ("form title", "%s %u"), base, i);
    }
  return title;
}

static char *
create_empty (const char *const *keys, const char *const *titles)
{
  g_autofree char *key = find_key ("form", keys);
  g_autofree char *title = find_title (_ ("New Form"), titles);
  g_autoptr (AttuneForm)
    form = attune_form_new (key, title,
                            /* Translators: the title of the first section of a new form. */
                            _ ("Opening"));

  return attune_form_to_json (form, NULL);
}

/* The shipped document under another key and title, as a form that was never published. */
static char *
create_from (GBytes *bytes, const char *const *keys, const char *const *titles)
{
  json_t *document = json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                 JSON_REJECT_DUPLICATES, NULL);
  g_autofree char *key = NULL;
  g_autofree char *title = NULL;
  char *text;

  g_return_val_if_fail (document != NULL, NULL);

  key = find_key (json_string_value (json_object_get (document, "id")), keys);
  title = find_title (json_string_value (json_object_get (document, "title")), titles);
  json_object_set_new (document, "id", json_string (key));
  json_object_set_new (document, "title", json_string (title));
  json_object_set_new (document, "revision", json_integer (0));
  text = json_dumps (document, JSON_INDENT (2) | JSON_REAL_PRECISION (15));
  json_decref (document);
  return text;
}

char *
attune_form_template_create (const char *name, const char *const *keys, const char *const *titles)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (name != NULL && keys != NULL && titles != NULL, NULL);

  if (g_str_equal (name, "empty"))
    return create_empty (keys, titles);

  path = g_strdup_printf ("/org/attuneqa/Attune/forms/%s.json", name);
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);
  return create_from (bytes, keys, titles);
}
