/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-private.h"
#include "attune-form-tree.h"

#include <glib/gi18n-lib.h>

/* What may hang below a copied part: sections in sections, and their questions. */
static const char *const child_keys[] = { "questions", "sections" };

/* --- Fresh ids ----------------------------------------------------------------------------------------------- */

/* Gives `part`, a deep copy, and all below it fresh ids; `renamed` gets old -> new. */
static void
rename_parts (AttuneFormTree *tree, json_t *part, gboolean is_section, GHashTable *renamed)
{
  const char *old = json_string_value (json_object_get (part, "id"));
  const char *fresh = attune_form_tree_make_id (tree, is_section ? "section" : "question");

  if (old != NULL)
    g_hash_table_insert (renamed, g_strdup (old), g_strdup (fresh));
  json_object_set_new_nocheck (part, "id", json_string_nocheck (fresh));

  for (guint i = 0; is_section && i < G_N_ELEMENTS (child_keys); i++)
    {
      json_t *children = json_object_get (part, child_keys[i]);

      for (gsize j = 0; j < json_array_size (children); j++)
        {
          if (json_is_object (json_array_get (children, j)))
            rename_parts (tree, json_array_get (children, j), i == 1, renamed);
        }
    }
}

/* Lets a condition follow the copy; says whether it still looks at something outside. */
static gboolean
rename_condition (json_t *condition, GHashTable *renamed)
{
  static const char *const list_keys[] = { "all", "any" };
  const char *id = json_string_value (json_object_get (condition, "question"));
  const char *fresh = id != NULL ? g_hash_table_lookup (renamed, id) : NULL;
  json_t *negated = json_object_get (condition, "not");
  gboolean looks_out = id != NULL && fresh == NULL;

  if (fresh != NULL)
    json_object_set_new_nocheck (condition, "question", json_string_nocheck (fresh));
  if (negated != NULL && rename_condition (negated, renamed))
    looks_out = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (list_keys); i++)
    {
      json_t *list = json_object_get (condition, list_keys[i]);

      for (gsize j = 0; j < json_array_size (list); j++)
        {
          if (rename_condition (json_array_get (list, j), renamed))
            looks_out = TRUE;
        }
    }
  return looks_out;
}

/* All conditions of a part; with `only_inner`, those that look outside the copy are taken away. */
static void
rename_conditions (json_t *part, GHashTable *renamed, gboolean only_inner)
{
  json_t *condition = json_object_get (part, "show_if");

  if (condition != NULL && rename_condition (condition, renamed) && only_inner)
    json_object_del (part, "show_if");

  for (guint i = 0; i < G_N_ELEMENTS (child_keys); i++)
    {
      json_t *children = json_object_get (part, child_keys[i]);

      for (gsize j = 0; j < json_array_size (children); j++)
        rename_conditions (json_array_get (children, j), renamed, only_inner);
    }
}

/* --- Duplicating --------------------------------------------------------------------------------------------- */

/* Names the copy of an option or reason anew; a range has no id. */
static const char *
rename_option (AttuneFormTree *tree, json_t *part, gboolean is_reason)
{
  const char *fresh = attune_form_tree_make_id (tree, is_reason ? "reason" : "option");

  json_object_set_new_nocheck (part, "id", json_string_nocheck (fresh));
  return fresh;
}

AttuneForm *
attune_form_duplicate (AttuneForm *self, AttuneFormPlace place, char **out_id, GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  g_autoptr (GHashTable) renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (AttuneForm) form = NULL;
  g_autofree char *id = NULL;
  json_t *list;
  json_t *copy;
  gsize index;
  gsize n_bytes;

  g_return_val_if_fail (self != NULL && place.element != NULL, NULL);

  attune_form_tree_init (&tree, self);
  list = attune_form_tree_open_siblings (&tree, place, &index, error);
  if (list == NULL)
    return NULL;

  copy = json_deep_copy (json_array_get (list, index));
  if (place.option == NULL)
    {
      rename_parts (&tree, copy, attune_form_find_section (self, place.element) != ATTUNE_FORM_NONE,
                    renamed);
      rename_conditions (copy, renamed, FALSE);
    }
  else if (json_object_get (copy, "id") != NULL)
    rename_option (&tree, copy, place.reason != NULL);

  id = g_strdup (json_string_value (json_object_get (copy, "id")));
  if (id == NULL)
    id = g_strdup_printf ("%" G_GSIZE_FORMAT, index + 1);
  n_bytes = attune_json_measure (copy) + 1;
  json_array_insert_new (list, index + 1, copy);
  form = attune_form_tree_finish (&tree, n_bytes, error);
  if (form != NULL && out_id != NULL)
    *out_id = g_steal_pointer (&id);
  return g_steal_pointer (&form);
}

/* --- The clipboard ------------------------------------------------------------------------------------------- */

char *
attune_form_copy (AttuneForm *self, const char *const *ids, GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  g_autoptr (AttuneJson) document = NULL;
  json_t *parts;

  g_return_val_if_fail (self != NULL && ids != NULL, NULL);

  attune_form_tree_init (&tree, self);
  document = json_pack ("{s:s, s:i, s:[]}", "format", "attune-form-parts", "version", 1, "parts");
  parts = json_object_get (document, "parts");
  for (guint i = 0; ids[i] != NULL; i++)
    {
      AttuneFormPlace place = { ids[i], NULL, NULL };
      json_t *part = attune_form_tree_open (&tree, place, error);

      if (part == NULL)
        return NULL;
      json_array_append (parts, part);
    }
  return attune_json_dump (document, TRUE, NULL);
}

/* What is pasted, read and renamed. */
typedef struct
{
  json_t *parts;
  GHashTable *renamed;
  const char *section;
  guint position;
} Paste;

static gboolean
is_section (json_t *part)
{
  return json_object_get (part, "type") == NULL;
}

static json_t *
read_clipboard (const char *text, GError **error)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneJson) document = attune_json_load (text, -1, ATTUNE_FORM_MAX_BYTES, faults);
  json_t *parts = json_object_get (document, "parts");
  const char *format = json_string_value (json_object_get (document, "format"));
  gboolean is_sound = g_strcmp0 (format, "attune-form-parts") == 0 && json_array_size (parts) > 0;

  for (gsize i = 0; i < json_array_size (parts); i++)
    is_sound = is_sound && json_is_object (json_array_get (parts, i));
  if (is_sound)
    return json_deep_copy (parts);
  g_set_error_literal (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                       _ ("the clipboard holds no sections or questions of a form"));
  return NULL;
}

static gboolean
insert_parts (AttuneFormTree *tree, const Paste *paste, json_t *parts, GError **error)
{
  for (gsize i = 0; i < json_array_size (parts); i++)
    {
      json_t *part = json_array_get (parts, i);
      AttuneFormPlace place = { paste->section, NULL, NULL };
      json_t *object = attune_form_tree_open (tree, place, error);
      json_t *list;

      if (object == NULL)
        return FALSE;
      if (paste->section == NULL && !is_section (part))
        {
          g_set_error_literal (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                               _ ("a question must be pasted into a section"));
          return FALSE;
        }
      list = attune_form_tree_open_list (object, is_section (part) ? "sections" : "questions");
      json_array_insert (list, MIN (paste->position + i, json_array_size (list)), part);
    }
  return TRUE;
}

static AttuneForm *
try_paste (AttuneForm *self, const Paste *paste, gboolean only_inner, GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  g_autoptr (AttuneJson) parts = json_deep_copy (paste->parts);

  for (gsize i = 0; i < json_array_size (parts); i++)
    rename_conditions (json_array_get (parts, i), paste->renamed, only_inner);

  attune_form_tree_init (&tree, self);
  if (!insert_parts (&tree, paste, parts, error))
    return NULL;
  return attune_form_tree_finish (&tree, attune_json_measure (parts), error);
}

static GStrv
list_ids (json_t *parts)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (gsize i = 0; i < json_array_size (parts); i++)
    g_strv_builder_add (ids, json_string_value (json_object_get (json_array_get (parts, i), "id")));
  return g_strv_builder_end (ids);
}

AttuneForm *
attune_form_paste (AttuneForm *self,
                   const char *section,
                   guint position,
                   const char *text,
                   GStrv *out_ids,
                   GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  g_autoptr (GHashTable) renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (AttuneJson) parts = NULL;
  g_autoptr (AttuneForm) form = NULL;
  Paste paste;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  parts = read_clipboard (text, error);
  if (parts == NULL)
    return NULL;
  if (section != NULL && attune_form_find_section (self, section) == ATTUNE_FORM_NONE)
    {
      g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                   _ ("the form has no section “%s”"), section);
      return NULL;
    }
  attune_form_tree_init (&tree, self);
  for (gsize i = 0; i < json_array_size (parts); i++)
    rename_parts (&tree, json_array_get (parts, i), is_section (json_array_get (parts, i)),
                  renamed);

  /* First with every condition: in the form they come from they can hold on to what they look at. */
  paste = (Paste){ parts, renamed, section, position };
  form = try_paste (self, &paste, FALSE, NULL);
  if (form == NULL)
    form = try_paste (self, &paste, TRUE, error);
  if (form != NULL && out_ids != NULL)
    *out_ids = list_ids (parts);
  return g_steal_pointer (&form);
}
