/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-template.h"

#include "attune-form-edit.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <jansson.h>

/* So that an id of its own stays as short as an id has to be. */
#define MAX_START (ATTUNE_FORM_MAX_ID_LENGTH - 9)

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

/* "calls-3f09a2c1": an id of its own, that no other form comes by, be it here, in a file, or made of a title. */
static char *
make_own_key (const char *base, const char *const *keys)
{
  g_autofree char *start = g_utf8_substring (base, 0, MIN (g_utf8_strlen (base, -1), MAX_START));
  char *key = NULL;

  do
    {
      g_free (key);
      key = g_strdup_printf ("%s-%08x", start, g_random_int ());
    }
  while (g_strv_contains (keys, key));
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
  g_autofree char *key = make_own_key ("form", keys);
  g_autofree char *title = find_title (_ ("New Form"), titles);
  g_autoptr (AttuneForm)
    form = attune_form_new (key, title,
                            /* Translators: the title of the first section of a new form. */
                            _ ("Opening"));

  return attune_form_to_json (form, NULL);
}

static void
set_title (json_t *document, const char *const *titles)
{
  g_autofree char *title = find_title (json_string_value (json_object_get (document, "title")),
                                       titles);

  json_object_set_new (document, "title", json_string (title));
}

/* Gives the document a free key; FALSE where it had one. */
static gboolean
set_key (json_t *document, const char *const *keys)
{
  const char *base = json_string_value (json_object_get (document, "id"));
  g_autofree char *key = find_key (base, keys);

  if (g_str_equal (key, base))
    return FALSE;
  json_object_set_new (document, "id", json_string (key));
  return TRUE;
}

static void
set_own_key (json_t *document, const char *const *keys)
{
  g_autofree char *key = make_own_key (json_string_value (json_object_get (document, "id")), keys);

  json_object_set_new (document, "id", json_string (key));
}

/* As a form that was never published. */
static char *
write_new (json_t *document)
{
  char *text;

  json_object_set_new (document, "revision", json_integer (0));
  text = json_dumps (document, JSON_INDENT (2) | JSON_REAL_PRECISION (15));
  json_decref (document);
  return text;
}

static GBytes *
find_resource (const char *name)
{
  g_autofree char *path = g_strdup_printf ("/org/attuneqa/Attune/forms/%s.json", name);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

char *
attune_form_template_create (const char *name, const char *const *keys, const char *const *titles)
{
  g_autoptr (GBytes) bytes = NULL;
  json_t *document;

  g_return_val_if_fail (name != NULL && keys != NULL && titles != NULL, NULL);

  if (g_str_equal (name, "empty"))
    return create_empty (keys, titles);

  bytes = find_resource (name);
  g_return_val_if_fail (bytes != NULL, NULL);
  document = json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                         JSON_REJECT_DUPLICATES, NULL);
  g_return_val_if_fail (document != NULL, NULL);
  set_own_key (document, keys);
  set_title (document, titles);
  return write_new (document);
}

char *
attune_form_template_adopt (const char *text, const char *const *keys, const char *const *titles)
{
  json_t *document;

  g_return_val_if_fail (text != NULL && keys != NULL && titles != NULL, NULL);

  document = json_loads (text, JSON_REJECT_DUPLICATES, NULL);
  g_return_val_if_fail (document != NULL, NULL);
  if (set_key (document, keys))
    set_title (document, titles);
  return write_new (document);
}

char *
attune_form_template_adopt_nameless (const char *text,
                                     const char *const *keys,
                                     const char *const *titles)
{
  json_t *document;

  g_return_val_if_fail (text != NULL && keys != NULL && titles != NULL, NULL);

  document = json_loads (text, JSON_REJECT_DUPLICATES, NULL);
  g_return_val_if_fail (document != NULL, NULL);
  set_own_key (document, keys);
  set_title (document, titles);
  return write_new (document);
}

/* What is shipped ------------------------------------------------------------------------------ */

static const struct
{
  const char *name;
  const char *sentence;
} shipped[] = {
  { "calls",
    N_ (
      "From the greeting to the farewell of a call: checking who calls, finding out the need, the "
      "solution, and what may not be recorded.") },
  { "chats",
    N_ (
      "For chats and messaging: the wait for a person, what the customer had already written, and "
      "clear writing in short messages.") },
  { "emails",
    N_ (
      "For e-mails and tickets: whether everything that was asked was taken up, answered in one go, "
      "and easy to read.") },
};

const char *const *
attune_form_template_list (void)
{
  static const char *names[G_N_ELEMENTS (shipped) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    names[i] = shipped[i].name;
  return names;
}

const char *
attune_form_template_describe (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    {
      if (g_str_equal (shipped[i].name, name))
        return _ (shipped[i].sentence);
    }
  return "";
}

AttuneForm *
attune_form_template_load (const char *name)
{
  g_autoptr (GBytes) bytes = find_resource (name);

  g_return_val_if_fail (bytes != NULL, NULL);

  return attune_form_from_json (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                NULL);
}
