/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-edit.h"

#include "attune-form-private.h"
#include "attune-form-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the key and the punctuation around a new value can add to the text. */
#define KEY_BYTES 64

static gsize
count_bytes (json_t *value)
{
  return attune_json_measure (value) + KEY_BYTES;
}

/* --- Keys ---------------------------------------------------------------------------------------------------- */

/* The object that holds the last step of a key like "scoring/mode", and that step. */
static json_t *
open_key (json_t *object, const char *key, const char **out_last)
{
  const char *slash = strchr (key, '/');
  g_autofree char *first = NULL;
  json_t *inner;

  *out_last = slash != NULL ? slash + 1 : key;
  if (slash == NULL)
    return object;

  first = g_strndup (key, (gsize) (slash - key));
  inner = json_object_get (object, first);
  inner = json_is_object (inner) ? json_copy (inner) : json_object ();
  json_object_set_new_nocheck (object, first, inner);
  return inner;
}

/* Takes over `value`; NULL takes the key away. */
static AttuneForm *
set_value (AttuneForm *self, AttuneFormPlace place, const char *key, json_t *value, GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  g_autoptr (AttuneJson) owned = value;
  gsize n_bytes = value != NULL ? count_bytes (value) : 0;
  const char *last;
  json_t *object;

  attune_form_tree_init (&tree, self);
  object = attune_form_tree_open (&tree, place, error);
  if (object == NULL)
    return NULL;

  object = open_key (object, key, &last);
  if (value == NULL)
    json_object_del (object, last);
  else
    json_object_set_nocheck (object, last, value);
  return attune_form_tree_finish (&tree, n_bytes, error);
}

static gboolean
may_set (const char *key)
{
  return key != NULL && !g_str_equal (key, "id") && !g_str_equal (key, "type");
}

AttuneForm *
attune_form_set_string (AttuneForm *self,
                        AttuneFormPlace place,
                        const char *key,
                        const char *value,
                        GError **error)
{
  g_return_val_if_fail (self != NULL && may_set (key), NULL);
  g_return_val_if_fail (value == NULL || g_utf8_validate (value, -1, NULL), NULL);

  return set_value (self, place, key, value != NULL ? json_string_nocheck (value) : json_null (),
                    error);
}

AttuneForm *
attune_form_set_decimal (AttuneForm *self,
                         AttuneFormPlace place,
                         const char *key,
                         AttuneDecimal value,
                         GError **error)
{
  g_return_val_if_fail (self != NULL && may_set (key), NULL);

  return set_value (self, place, key, attune_decimal_to_json (value), error);
}

AttuneForm *
attune_form_set_boolean (AttuneForm *self,
                         AttuneFormPlace place,
                         const char *key,
                         gboolean value,
                         GError **error)
{
  g_return_val_if_fail (self != NULL && may_set (key), NULL);

  return set_value (self, place, key, json_boolean (value), error);
}

AttuneForm *
attune_form_set_json (AttuneForm *self,
                      AttuneFormPlace place,
                      const char *key,
                      const char *json,
                      GError **error)
{
  json_error_t trouble;
  json_t *value;

  g_return_val_if_fail (self != NULL && may_set (key) && json != NULL, NULL);

  value = json_loads (json, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &trouble);
  if (value == NULL)
    {
      g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED, "%s",
                   attune_json_describe_trouble (&trouble));
      return NULL;
    }
  return set_value (self, place, key, value, error);
}

AttuneForm *
attune_form_unset (AttuneForm *self, AttuneFormPlace place, const char *key, GError **error)
{
  g_return_val_if_fail (self != NULL && may_set (key), NULL);

  return set_value (self, place, key, NULL, error);
}

/* --- Types --------------------------------------------------------------------------------------------------- */

/* Whether the options the question has can be those of the new type. */
static gboolean
can_keep_options (const AttuneFormQuestion *question, AttuneQuestionType type)
{
  if (question->type > ATTUNE_QUESTION_CHECKLIST || type > ATTUNE_QUESTION_CHECKLIST)
    return FALSE;
  return type != ATTUNE_QUESTION_YES_NO || question->n_options == 2;
}

/* Whether the options are still those a question of its type begins with. */
static gboolean
has_first_options (AttuneForm *self, json_t *question, AttuneQuestionType type)
{
  g_autoptr (AttuneJson) first = attune_form_make_options (self, type);
  json_t *options = json_object_get (question, "options");

  return options == NULL || json_equal (options, first);
}

typedef enum
{
  KEEP_TOUCHED,
  KEEP_ALL
} Keeping;

static AttuneForm *
change_type (AttuneForm *self,
             const char *question,
             AttuneQuestionType type,
             Keeping keeping,
             GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  g_autoptr (AttuneJson) options = NULL;
  guint index = attune_form_find_question (self, question);
  const AttuneFormQuestion *old;
  json_t *object;
  gboolean is_kept;

  attune_form_tree_init (&tree, self);
  object = attune_form_tree_open (&tree, (AttuneFormPlace){ question, NULL, NULL }, error);
  g_return_val_if_fail (object == NULL || index != ATTUNE_FORM_NONE, NULL);
  if (object == NULL)
    return NULL;

  old = attune_form_get_question (self, index);
  is_kept = can_keep_options (old, type) && (keeping == KEEP_ALL || old->type == type ||
                                             !has_first_options (self, object, old->type));
  if (is_kept)
    options = json_incref (json_object_get (object, "options"));
  if (options == NULL)
    options = attune_form_make_options (self, is_kept ? ATTUNE_QUESTION_YES_NO : type);

  json_object_set_new_nocheck (object, "type",
                               json_string_nocheck (attune_question_type_to_string (type)));
  json_object_del (object, "options");
  if (type != ATTUNE_QUESTION_NUMBER)
    {
      json_object_del (object, "ranges");
      json_object_del (object, "decimals");
    }
  if (options != NULL)
    json_object_set_nocheck (object, "options", options);
  return attune_form_tree_finish (&tree, options != NULL ? count_bytes (options) : KEY_BYTES,
                                  error);
}

AttuneForm *
attune_form_set_type (AttuneForm *self,
                      const char *question,
                      AttuneQuestionType type,
                      GError **error)
{
  AttuneForm *form;

  g_return_val_if_fail (self != NULL && question != NULL, NULL);

  /* Where something looks at an option that would go, the options stay as well. */
  form = change_type (self, question, type, KEEP_TOUCHED, NULL);
  return form != NULL ? form : change_type (self, question, type, KEEP_ALL, error);
}

/* --- New parts ----------------------------------------------------------------------------------------------- */

AttuneForm *
attune_form_new (const char *id, const char *title, const char *section_title)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneJson) document = NULL;

  g_return_val_if_fail (id != NULL && *id != '\0' && title != NULL && section_title != NULL, NULL);

  document = json_pack ("{s:s, s:i, s:s, s:i, s:s, s:[{s:s, s:s, s:[]}]}", "format", "attune-form",
                        "version", 1, "id", id, "revision", 0, "title", title, "sections", "id",
                        "section-1", "title", section_title, "questions");
  g_return_val_if_fail (document != NULL, NULL);
  return attune_form_from_document (document, faults);
}

static gboolean
expect_section (AttuneForm *self, const char *id, GError **error)
{
  if (attune_form_find_section (self, id) != ATTUNE_FORM_NONE)
    return TRUE;
  g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
               _ ("the form has no section “%s”"), id);
  return FALSE;
}

/* Puts `part` into the list under `key` of `place`; takes over `part`. */
static AttuneForm *
insert_part (AttuneFormTree *tree,
             AttuneFormPlace place,
             const char *key,
             guint position,
             json_t *part,
             GError **error)
{
  g_autoptr (AttuneJson) owned = part;
  json_t *object = attune_form_tree_open (tree, place, error);
  json_t *list;

  if (object == NULL)
    return NULL;
  if (g_str_equal (key, "options") && json_object_get (object, key) == NULL)
    json_object_set_new_nocheck (object, key,
                                 attune_form_make_options (tree->form, ATTUNE_QUESTION_YES_NO));
  list = attune_form_tree_open_list (object, key);
  json_array_insert (list, MIN (position, json_array_size (list)), part);
  return attune_form_tree_finish (tree, count_bytes (part), error);
}

/* Hands an id out where the form came about. */
static AttuneForm *
return_with_id (AttuneForm *form, const char *id, char **out_id)
{
  if (form != NULL && out_id != NULL)
    *out_id = g_strdup (id);
  return form;
}

AttuneForm *
attune_form_add_section (AttuneForm *self,
                         const char *parent,
                         guint position,
                         const char *title,
                         char **out_id,
                         GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  AttuneFormPlace place = { parent, NULL, NULL };
  const char *id;
  json_t *part;

  g_return_val_if_fail (self != NULL && title != NULL, NULL);

  if (parent != NULL && !expect_section (self, parent, error))
    return NULL;
  attune_form_tree_init (&tree, self);
  id = attune_form_tree_make_id (&tree, "section");
  part = json_pack ("{s:s, s:s, s:[]}", "id", id, "title", title, "questions");
  return return_with_id (insert_part (&tree, place, "sections", position, part, error), id, out_id);
}

AttuneForm *
attune_form_add_question (AttuneForm *self,
                          const char *section,
                          guint position,
                          AttuneQuestionType type,
                          const char *title,
                          char **out_id,
                          GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  AttuneFormPlace place = { section, NULL, NULL };
  json_t *options;
  const char *id;
  json_t *part;

  g_return_val_if_fail (self != NULL && section != NULL && title != NULL, NULL);

  if (!expect_section (self, section, error))
    return NULL;
  attune_form_tree_init (&tree, self);
  id = attune_form_tree_make_id (&tree, "question");
  part = json_pack ("{s:s, s:s, s:s}", "id", id, "type", attune_question_type_to_string (type),
                    "title", title);
  options = attune_form_make_options (self, type);
  if (options != NULL)
    json_object_set_new_nocheck (part, "options", options);
  return return_with_id (insert_part (&tree, place, "questions", position, part, error), id,
                         out_id);
}

/* A range that the number question does not have yet: behind the last one, or all numbers. */
static AttuneForm *
add_range (AttuneForm *self,
           const AttuneFormQuestion *question,
           guint position,
           const char *label,
           char **out_id,
           GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  g_autofree char *number = g_strdup_printf ("%u", MIN (position, question->n_options));
  AttuneFormPlace place = { question->id, NULL, NULL };
  AttuneDecimal step = ATTUNE_DECIMAL_ONE;
  json_t *part = json_pack ("{s:n, s:n, s:i, s:s}", "from", "to", "score", 0, "label", label);

  for (guint i = 0; i < question->decimals; i++)
    step /= 10;
  for (guint i = 0; i < question->n_options; i++)
    {
      const AttuneFormOption *range = &question->options[i];

      if (range->has_to && range->to + step <= ATTUNE_DECIMAL_MAX)
        json_object_set_new_nocheck (part, "from", attune_decimal_to_json (range->to + step));
    }
  attune_form_tree_init (&tree, self);
  return return_with_id (insert_part (&tree, place, "ranges", position, part, error), number,
                         out_id);
}

AttuneForm *
attune_form_add_option (AttuneForm *self,
                        const char *question,
                        guint position,
                        const char *label,
                        char **out_id,
                        GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  AttuneFormPlace place = { question, NULL, NULL };
  guint index;
  const char *id;
  json_t *part;

  g_return_val_if_fail (self != NULL && question != NULL && label != NULL, NULL);
  index = attune_form_find_question (self, question);
  g_return_val_if_fail (index != ATTUNE_FORM_NONE, NULL);
  g_return_val_if_fail (attune_form_get_question (self, index)->type <= ATTUNE_QUESTION_NUMBER,
                        NULL);

  if (attune_form_get_question (self, index)->type == ATTUNE_QUESTION_NUMBER)
    return add_range (self, attune_form_get_question (self, index), position, label, out_id, error);

  attune_form_tree_init (&tree, self);
  id = attune_form_tree_make_id (&tree, "option");
  part = json_pack ("{s:s, s:s, s:i}", "id", id, "label", label, "score", 0);
  return return_with_id (insert_part (&tree, place, "options", position, part, error), id, out_id);
}

AttuneForm *
attune_form_add_reason (AttuneForm *self,
                        AttuneFormPlace option,
                        guint position,
                        const char *label,
                        char **out_id,
                        GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  const char *id;
  json_t *part;

  g_return_val_if_fail (self != NULL && option.option != NULL && option.reason == NULL, NULL);
  g_return_val_if_fail (label != NULL, NULL);

  attune_form_tree_init (&tree, self);
  id = attune_form_tree_make_id (&tree, "reason");
  part = json_pack ("{s:s, s:s}", "id", id, "label", label);
  return return_with_id (insert_part (&tree, option, "reasons", position, part, error), id, out_id);
}

/* --- Taking away and moving ---------------------------------------------------------------------------------- */

AttuneForm *
attune_form_remove (AttuneForm *self, AttuneFormPlace place, GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  json_t *list;
  gsize index;

  g_return_val_if_fail (self != NULL && place.element != NULL, NULL);

  attune_form_tree_init (&tree, self);
  list = attune_form_tree_open_siblings (&tree, place, &index, error);
  if (list == NULL)
    return NULL;
  json_array_remove (list, index);
  return attune_form_tree_finish (&tree, 0, error);
}

/* The list a part is moved to, once it has been taken out of `siblings`. */
static json_t *
open_destination (AttuneFormTree *tree,
                  AttuneFormPlace place,
                  const char *parent,
                  json_t *siblings,
                  GError **error)
{
  AttuneFormPlace target = { parent, NULL, NULL };
  gboolean is_question = attune_form_find_question (tree->form, place.element) != ATTUNE_FORM_NONE;
  json_t *object;

  if (place.option != NULL)
    return siblings;
  object = attune_form_tree_open (tree, target, error);
  if (object == NULL)
    return NULL;
  return attune_form_tree_open_list (object, is_question ? "questions" : "sections");
}

AttuneForm *
attune_form_move (AttuneForm *self,
                  AttuneFormPlace place,
                  const char *parent,
                  guint position,
                  GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  g_autoptr (AttuneJson) part = NULL;
  json_t *list;
  gsize index;

  g_return_val_if_fail (self != NULL && place.element != NULL, NULL);
  g_return_val_if_fail (parent == NULL ||
                          attune_form_find_section (self, parent) != ATTUNE_FORM_NONE,
                        NULL);
  g_return_val_if_fail (parent != NULL || place.option != NULL ||
                          attune_form_find_question (self, place.element) == ATTUNE_FORM_NONE,
                        NULL);

  attune_form_tree_init (&tree, self);
  list = attune_form_tree_open_siblings (&tree, place, &index, error);
  if (list == NULL)
    return NULL;
  part = json_incref (json_array_get (list, index));
  json_array_remove (list, index);
  list = open_destination (&tree, place, parent, list, error);
  if (list == NULL)
    return NULL;
  json_array_insert (list, MIN (position, json_array_size (list)), part);
  return attune_form_tree_finish (&tree, 0, error);
}
